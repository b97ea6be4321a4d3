"""What can fail: named controls that did not hold, and acts that nothing shows. DESIGN part 2."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from coldset.core.words import Id

Kind = Literal[
    "check",
    "witness",
    "watch",
    "search",
    "line",
    "seal",
    "lock",
    "mark",
    "record",
    "component",
    "act",
]


class Failure(NamedTuple):
    """One named failure or off-record act; equal names count once on a path.

    `who` is the person whose control it was, empty where it was nobody's (a lock, a component,
    an act that several could have done). `what` tells it from others of its kind: a method, a
    stretch of custody, whom they searched.
    """

    kind: Kind
    who: Id = ""
    what: str = ""


CutSet = frozenset[Failure]
"""The failures and acts on one path: all of them must have happened for the path to be true."""

NOTHING: CutSet = frozenset()


class Act:
    """What is known of one off-record act: where, into what, in which window, by whom at most.

    `could` is everyone recorded who could have done it; None means anyone at all. Unless only
    some could (key holders, the owner of a pocket), that is everyone who was on the property at
    any time within the window. Times in ms; a window that still runs ends at `RUNNING_MS`.
    """

    __slots__ = ("_only", "_present", "end_ms", "into", "place", "start_ms", "watched_by")

    def __init__(  # noqa: PLR0913, PLR0917 - an act is where, into what, when, by whom, past whom
        self,
        place: Id,
        into: str,
        start_ms: int,
        end_ms: int,
        only: frozenset[Id] | None,
        present: "Presence",
        watched_by: frozenset[Id] = frozenset(),
    ) -> None:
        self.place = place
        self.into = into
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.watched_by = watched_by
        self._only = only
        self._present = present

    @property
    def could(self) -> frozenset[Id] | None:
        """Everyone who could have done it, as far as the window goes; None: anyone."""
        if self._only is not None:
            return self._only
        return self._present.during(self.start_ms, self.end_ms) or None

    def until(self, now_ms: int) -> "Act":
        """The act as far as it goes at a moment: a window that still runs ends there."""
        if self.end_ms != RUNNING_MS:
            return self
        known = self.among(self._present)
        known.end_ms = now_ms
        return known

    def among(self, present: "Presence") -> "Act":
        """The same act, told of another record of who was there."""
        return Act(
            self.place,
            self.into,
            self.start_ms,
            self.end_ms,
            self._only,
            present,
            self.watched_by,
        )

    @property
    def runs(self) -> bool:
        """Whether its window is still open, so that more people may come into it."""
        return self.end_ms == RUNNING_MS and self._only is None


class Presence:
    """Who was on the property when: the people after each change, in time order."""

    def __init__(self) -> None:
        self._since_ms: list[int] = []
        self._people: list[frozenset[Id]] = []
        self._known: dict[tuple[int, int], frozenset[Id]] = {}

    def fork(self) -> "Presence":
        """The same, to go on from here without changing this one."""
        other = Presence()
        other._since_ms, other._people = list(self._since_ms), list(self._people)
        return other

    def now(self) -> frozenset[Id]:
        """Who is there."""
        return self._people[-1] if self._people else frozenset()

    def note(self, people: frozenset[Id], at_ms: int) -> None:
        """Somebody came or went."""
        self._since_ms.append(at_ms)
        self._people.append(people)

    def during(self, start_ms: int, end_ms: int) -> frozenset[Id]:
        """Everyone who was there at any time from start to end."""
        first = max(bisect_right(self._since_ms, start_ms) - 1, 0)
        last = bisect_left(self._since_ms, end_ms)
        known = self._known.get((first, last))
        if known is None:
            known = frozenset[Id]().union(*self._people[first : max(last, first + 1)])
            self._known[first, last] = known
        return known


RUNNING_MS = 2**62
"""The end of what has not ended."""

Acts = Mapping[Failure, Act]


def weight(failures: Iterable[Failure], weights: Mapping[str, int]) -> int:
    """What a set of failures weighs; a kind that the policy does not name weighs 1."""
    return sum(weights.get(failure.kind, 1) for failure in failures)


def hangs_on(failure: Failure, person: Id, acts: Acts) -> bool:
    """Whether one person alone could have brought this failure about."""
    if failure.who:
        return failure.who == person
    if failure.kind != "act":
        return False
    could = acts[failure].could
    return could is None or person in could


def without(failures: CutSet, person: Id, acts: Acts) -> CutSet:
    """What is left when everything that hangs on one person costs nothing."""
    return frozenset(failure for failure in failures if not hangs_on(failure, person, acts))
