"""Margin and solo margin, asked of every record that may be the true one."""

from dataclasses import dataclass

from calculus.accounts import worlds
from calculus.finds import weight
from calculus.names import CutSet, Name, Position, Told, barrel, chambers, inside, taken_with
from calculus.walk import Walk
from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.known import Known, appearances, effect_ms
from coldset.core.words import Hazard, Id
from coldset.margin.terms import Terms


@dataclass
class Answer:
    """What one hazard in one thing would take: the two figures, and the ways they rest on."""

    margin: int | None
    solo: int | None
    sets: frozenset[CutSet]
    acts: dict[Name, Told]


def figures(
    known: Known, terms: Terms, now_ms: int, hazard: Hazard, thing: Id
) -> tuple[int | None, int | None]:
    """Margin and solo margin of a hazard in a weapon or a lot; None where there is no way."""
    found = answer(walks(known, terms, now_ms, hazard), terms, hazard, thing)
    return found.margin, found.solo


def walks(known: Known, terms: Terms, now_ms: int, hazard: Hazard) -> list[tuple[Walk, CutSet]]:
    """Each record that may be true, walked up to a moment, with what it needs to be true."""
    carried_by: Hazard = "primed" if hazard == "lodged" else hazard
    return [(walked(events, terms, now_ms, carried_by), needs) for events, needs in worlds(known)]


def walked(events: tuple[Event, ...], terms: Terms, now_ms: int, hazard: Hazard) -> Walk:
    first = appearances(events)
    timed = [(event, effect_ms(event, first)) for event in events]
    walk = Walk(hazard, terms, fold(timed).seal_readings)
    for event, at_ms in timed:
        if at_ms <= now_ms:
            walk.take(event, at_ms)
    walk.wait(now_ms)
    return walk


def positions(walk: Walk, hazard: Hazard, thing: Id) -> tuple[Position, ...]:
    """Where a hazard would be if it were in a thing."""
    state = walk.state
    if thing in state.weapons:
        held = chambers(state, thing)
        return (barrel(thing),) if held and hazard == "lodged" else held
    if hazard == "lodged":
        return ()
    return taken_with(state, thing) if thing in state.lots else (inside(thing),)


def answer(
    walked_through: list[tuple[Walk, CutSet]], terms: Terms, hazard: Hazard, thing: Id
) -> Answer:
    """The figures of one hazard in one thing, the least over all records."""
    margins, solos = [], []
    sets: set[CutSet] = set()
    told: dict[Name, Told] = {}
    for walk, needs in walked_through:
        ways = {one | needs for one in walk.of(*positions(walk, hazard, thing))}
        margins += [weight(one, terms.weights) for one in ways]
        solos += [_alone(walk, one) for one in ways]
        sets |= ways
        told |= walk.acts
    return Answer(min(margins, default=None), min(solos, default=None), frozenset(sets), told)


def _alone(walk: Walk, one: CutSet) -> int:
    """What is left of a way when all that hangs on any one person costs nothing."""
    hangs = [_whose(walk, name) for name in one]
    everyone = {person for people in hangs if people is not None for person in people} | {""}
    return min(
        sum(
            walk.terms.weights.get(name.kind, 1)
            for name, people in zip(one, hangs, strict=True)
            if people is not None and person not in people
        )
        for person in everyone
    )


def _whose(walk: Walk, name: Name) -> frozenset[Id] | None:
    """The people by whom alone it could have come about; None: anyone. A lock is nobody's."""
    if name.who:
        return frozenset({name.who})
    return walk.acts[name].could if name.kind == "act" else frozenset()
