"""What really happened in a simulated shoot: known to the simulator, and hidden from the record."""

from typing import Literal

import msgspec

from coldset.core.words import Hazard, Id

BeginningKind = Literal["lot", "weapon", "cylinder", "container", "person", "place", "component"]
"""Where a hazard was when it came: among a lot's rounds, in a weapon or spare cylinder, loose in a
box, in somebody's pocket, lying about at a place; `component` is a bullet that came off."""

StepHow = Literal["drawn", "merged", "loaded", "unloaded", "mistaken", "put", "fired"]
"""How it went on: by a recorded act, by one recorded of another thing (`mistaken`), or by an act
that nobody recorded (`put`)."""

FailedKind = Literal[
    "check", "witness", "watch", "search", "line", "seal", "lock", "record", "component"
]


LOOKS: frozenset[FailedKind] = frozenset({"check", "witness"})
"""What fails as one where it stands in one entry of the record."""


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """Where a hazard came from, and with which entry of the record, if any."""

    kind: BeginningKind
    thing: Id
    event: Id = ""


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded control that did not hold.

    `who` ran it; `what` is the method, the person searched, or the thing locked. `event` is the
    entry at which it failed, empty for a watch or a lock. `done`: it was done, and failed; else
    it was only recorded.
    """

    kind: FailedKind
    who: Id = ""
    what: str = ""
    event: Id = ""
    done: bool = True


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a hazard's way: into which thing, where and when (ms), and by whom.

    `event` is the entry of the record, empty for an off-record act. For an act, `out_of` is where
    it was taken from, `own_watch` whether whoever did it was on record as watching the thing, and
    `floor` what a round lying about there had to get past, so that a telling without its carrier
    is judged as fairly.
    """

    how: StepHow
    into: Id
    event: Id = ""
    place: Id = ""
    at_ms: int = 0
    by: Id = ""
    out_of: Id = ""
    own_watch: bool = False
    floor: tuple[Failed, ...] = ()
    failed: tuple[Failed, ...] = ()


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """The whole way of one hazard, in order; each step has the controls that failed after it.

    `failed` are those that failed before its first step.
    """

    hazard: Hazard
    beginning: Beginning
    steps: tuple[Step, ...]
    failed: tuple[Failed, ...]
    held_in: Id

    def failures(self) -> tuple[Failed, ...]:
        """Every control that failed on the way, in order, none twice."""
        every = [*self.failed, *(one for step in self.steps for one in step.failed)]
        return tuple(dict.fromkeys(every))

    def acts(self) -> tuple[Step, ...]:
        """The acts that nobody recorded, in order."""
        return tuple(step for step in self.steps if step.how == "put")

    def looks(self) -> int:
        """How many separate looks failed: a check and its witness at one entry fail as one."""
        return len({one.event for one in self.failures() if one.kind in LOOKS})

    def apart(self) -> int:
        """How many things went wrong apart from each other: looks, other controls, and acts."""
        others = (one for one in self.failures() if one.kind not in LOOKS)
        return self.looks() + sum(1 for _ in others) + len(self.acts())


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """What a weapon truly held when it was handed over to somebody who is no handler.

    `ways` are those of every hazard in it, as far as they had come by then.
    """

    event: Id
    weapon: Id
    ways: tuple[Way, ...] = ()


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing, a person's pocket or a place truly held in the end, by kind of round."""

    holder: Id
    rounds: dict[str, int]


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """The truth of one shoot.

    `found` is the entry of the find, empty where there was none, and `way` that of the round that
    was found; `others` are those of all other hazards. `invented` says what this is.
    """

    invented: str = "an invented shoot: no person, production or round in it ever existed"
    seed: int
    habit: str
    days: int
    mechanism: str
    found: Id
    way: Way | None
    others: tuple[Way, ...]
    hand_overs: tuple[HandedOver, ...]
    stock: tuple[Stock, ...]
    not_done: tuple[Id, ...]
    mistaken: dict[Id, Id]
