"""What a hypothesis is: one way by which a hazard can have come to where it was found."""

from typing import Literal

import msgspec

from coldset.core.words import Id
from coldset.margin.failures import CutSet
from coldset.margin.graph import How

Window = tuple[int, int]
"""From and to, in ms."""

OriginKind = Literal["lot", "weapon", "container", "person", "unrecorded"]
"""Where a story starts: with something that was recorded as it came, in somebody's pockets, or
with a round that nobody recorded."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where the hazard came onto the record's ground: a thing, a person's kit, or a place."""

    kind: OriginKind
    thing: Id
    event: Id = ""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One step on the way, in time order.

    `into` is the thing it came into; for an off-record act, `windows` says when it can have
    happened, `place` where, `could` who at most (None: anyone), `watched_by` whose watch it must
    have passed.
    """

    how: How
    into: Id
    event: Id = ""
    place: Id = ""
    windows: tuple[Window, ...] = ()
    could: tuple[Id, ...] | None = ()
    watched_by: tuple[Id, ...] = ()
    account: str = ""

    @property
    def off_record(self) -> bool:
        """Whether nothing in the record shows this step."""
        return self.how in {"exposed", "pocketed"}


LeftOutCode = Literal[
    "lot-unchecked",
    "nobody-searched",
    "line-uncontrolled",
    "unwatched",
    "unlocked",
    "loading-unwitnessed",
    "never-shown",
    "mark-unread",
    "said-only",
]


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A control that the trade asks for and that is not on record where this story passes."""

    code: LeftOutCode
    about: Id
    event: Id = ""


PredictionCode = Literal["more-in-lot", "one-over", "count-higher", "same-make"]


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """What must be so, and can be looked for, if a story is true. Rounds are conserved."""

    code: PredictionCode
    about: Id


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One hypothesis. `cost` is the weight of what must have failed or been done unrecorded.

    `left_out` are the controls whose record is missing; the first would have stopped it.
    `accounts` are the tellings it needs.
    """

    origin: Origin
    passages: tuple[Passage, ...]
    failures: CutSet
    cost: int
    left_out: tuple[LeftOut, ...]
    predicts: tuple[Prediction, ...]
    accounts: tuple[str, ...] = ()


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """All stories of one find up to a cost, ranked; ties are ties.

    `complete_to`: every story of at most this cost is here.
    """

    find: Id
    thing: Id
    stories: tuple[Story, ...]
    complete_to: int
