"""What stands between an open place and what is in a holder: locks and seals on the way."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coldset.core.events import Event
from coldset.core.known import is_late
from coldset.core.state import Lock, Seal, State
from coldset.core.words import Id
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.terms import Terms


class Way(NamedTuple):
    """One way through all locks and seals: what must have failed, and who is left to do it.

    `only` is None where anyone could; otherwise the people who had a key to every lock passed.
    """

    failures: CutSet
    only: frozenset[Id] | None


OPEN = (Way(NOTHING, None),)


def ways_in(
    state: State, terms: Terms, parts: Iterable[Id], seal_readers: Mapping[Id, Event]
) -> tuple[Way, ...]:
    """Every way to what is in a thing, past it and the holders around it (`parts`).

    There is one costless way where nothing is closed.

    A lock is nothing to a key holder, and an unknown list of keys is everyone. A seal counts
    only once it was later read whole; `seal_readers` maps the sealing event to that reading.
    """
    ways: tuple[Way, ...] = OPEN
    for holder in parts:
        closed = state.containers.get(holder) or state.lots.get(holder) or state.places.get(holder)
        if closed is None:
            continue
        if closed.lock is not None:
            ways = _through(ways, _past_lock(terms, holder, closed.lock))
        seal = getattr(closed, "seal", None)
        if seal is not None:
            ways = _through(ways, _past_seal(terms, seal, seal_readers))
    return ways


def _through(before: tuple[Way, ...], after: tuple[Way, ...]) -> tuple[Way, ...]:
    joined = [
        Way(one.failures | two.failures, _both(one.only, two.only))
        for one in before
        for two in after
    ]
    return tuple(dict.fromkeys(joined))


def _both(one: frozenset[Id] | None, two: frozenset[Id] | None) -> frozenset[Id] | None:
    if one is None:
        return two
    return one if two is None else one & two


def _past_lock(terms: Terms, holder: Id, lock: Lock) -> tuple[Way, ...]:
    if lock.keys is None:
        return OPEN
    ways = [Way(frozenset({Failure("lock", what=holder)}), None), Way(NOTHING, lock.keys)]
    return (*ways, *_written_late(terms, lock.event))


def _past_seal(terms: Terms, seal: Seal, readers: Mapping[Id, Event]) -> tuple[Way, ...]:
    reading = readers.get(seal.event.id)
    if reading is None or reading.by is None:
        return OPEN
    whole = Way(frozenset({Failure("seal", reading.by)}), None)
    return (whole, *_written_late(terms, seal.event), *_written_late(terms, reading))


def _written_late(terms: Terms, event: Event) -> tuple[Way, ...]:
    """What was written down late can be untrue by its writer's word alone."""
    if not is_late(event, terms.late_ms):
        return ()
    return (Way(frozenset({Failure("record", event.recorder)}), None),)
