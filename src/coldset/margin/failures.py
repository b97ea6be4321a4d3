"""What can fail: named controls that did not hold, and acts that nothing shows. DESIGN part 2."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(slots=True)
class Act:
    """What is known of one off-record act: where, into what, in which window, by whom at most.

    `could` is everyone recorded who could have done it; None means anyone at all. Times in ms.
    """

    place: Id
    into: str
    start_ms: int
    end_ms: int
    could: frozenset[Id] | None
    watched_by: frozenset[Id] = frozenset()


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
