"""What a hypothesis is: one way by which a hazard can have come to where it was found."""

from typing import Literal

import msgspec

from coldset.core.acts.observations import ObservationCode, Reply
from coldset.core.words import Id
from coldset.margin.failures import CutSet
from coldset.margin.graph import How
from coldset.margin.terms import COUNT_FIRST

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
    have passed. `entered` is from when to when a recorded step can have been; times in ms.
    """

    how: How
    into: Id
    event: Id = ""
    place: Id = ""
    windows: tuple[Window, ...] = ()
    could: tuple[Id, ...] | None = ()
    watched_by: tuple[Id, ...] = ()
    account: str = ""
    entered: Window | None = None
    entries: tuple[Id, ...] = ()

    @property
    def by_entries(self) -> tuple[Id, ...]:
        """The entries of which one is this step; none where nothing shows it."""
        return self.entries or ((self.event,) if self.event else ())

    @property
    def moments(self) -> tuple[Window, ...]:
        """When this step can have been, recorded or not."""
        return self.windows if self.windows or self.entered is None else (self.entered,)

    @property
    def off_record(self) -> bool:
        """Whether nothing in the record shows this step."""
        return self.how in {"exposed", "pocketed"} or (self.how == "fired" and not self.event)


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


PredictionCode = Literal["more-in-lot", "one-short", "one-over", "count-higher", "same-make"]


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """What can be looked for if a story is true. Rounds are conserved.

    `at` is where a displaced round must have gone from.
    """

    code: PredictionCode
    about: Id
    at: Id = ""


Definite = Literal["yes", "no"]


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """A question about the world that can be looked at, counted, examined or asked.

    What each code asks stands in `coldset.core.acts.observations`; `window` is in ms.
    """

    code: ObservationCode
    about: Id = ""
    who: Id = ""
    window: Window | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an observation showed; `event` is the entry that says so."""

    observation: Observation
    reply: Reply
    event: Id = ""


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """Why a story stands before others; each can be named in a hearing.

    `left_out` controls are due and not on record; `window_ms` is how long there was for its
    unrecorded acts, together; `people` had access to them at most (None: anyone); `looks` separate
    looks, controls or entries must have been wrong (a check and its witness at one look are one).
    There are so many unrecorded `acts`, `alone` of them such that only one person could have done
    them, so many people with wrong `entries`, and `steps`; `strayed`: it lay loose in a thing and
    was put from there. `standing` is all of it by the weights of the policy: the higher, the
    earlier. `each` is what each thing that a story takes counts against that, `each_beside` what
    each one counts that was observed since and is no part of it.
    """

    left_out: int = 0
    window_ms: int = 0
    people: int | None = 0
    looks: int = 0
    acts: int = 0
    entries: int = 0
    steps: int = 0
    alone: int = 0
    strayed: bool = False
    standing: int = 0
    each: int = COUNT_FIRST
    each_beside: int = COUNT_FIRST


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One hypothesis; `place` is its rank, from 1, before anything was observed.

    `cost` is the weight of what must have failed or been done unrecorded. `left_out` are the
    controls whose record is missing; the first would have stopped it. `accounts` are the tellings
    it needs. What was observed and is out of the ordinary, and no part of the story, is
    `unexplained`: each must have happened besides, and all of them weigh `beside`.
    """

    origin: Origin
    passages: tuple[Passage, ...]
    failures: CutSet
    cost: int
    left_out: tuple[LeftOut, ...]
    predicts: tuple[Prediction, ...]
    accounts: tuple[str, ...] = ()
    grounds: Grounds = Grounds()
    place: int = 0
    unexplained: tuple[Observation, ...] = ()
    beside: int = 0

    @property
    def id(self) -> Id:
        """How the story is named within its explanation."""
        return f"story-{self.place}"

    @property
    def count(self) -> int:
        """What it takes for the find and for all that was observed since."""
        return self.cost + self.beside

    @property
    def rank(self) -> tuple[int, int]:
        """By what stories are ranked, the least first; equal is a tie."""
        grounds = self.grounds
        against = grounds.each * self.cost + grounds.each_beside * self.beside
        return (against - grounds.standing, self.beside)


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """A story that cannot be true if an answer is right; kept, and never deleted."""

    story: Story
    by: Answer


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """All stories of one find up to a cost, ranked; ties are ties.

    `complete_to`: every story of at most this cost is here, or in `set_aside` with the answer that
    contradicts it. `answers` are all that count; what a statement alone says is in `said`.
    `weights` says what a kind of failure weighs by the policy; 1 where it is not named.
    """

    find: Id
    thing: Id
    stories: tuple[Story, ...]
    complete_to: int
    set_aside: tuple[SetAside, ...] = ()
    answers: tuple[Answer, ...] = ()
    said: tuple[Answer, ...] = ()
    weights: dict[str, int] = {}

    def first(self) -> tuple[Story, ...]:
        """The stories that stand first: one alone, or several that nothing ranks apart."""
        return tuple(story for story in self.stories if story.rank == self.stories[0].rank)
