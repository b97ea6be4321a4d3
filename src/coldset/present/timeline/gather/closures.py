"""Seals, locks, unwatched stretches and stops: what the fold opens and closes, as stretches."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.state import State
from coldset.core.words import Id
from coldset.present.timeline.gather.when import Entries, touched
from coldset.present.timeline.picture import Closure, Stop
from coldset.present.timeline.wording import name

Kind = Literal["seal", "lock", "left"]
_Key = tuple[Kind, Id, str]


@dataclass(slots=True)
class Shut:
    """What was closed, left or stopped over a record, and the state at its end.

    `spent` are the lots of which nothing is left, with the moment of the last entry on them.
    """

    state: State = field(default_factory=State)
    closures: list[Closure] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    spent: dict[Id, int] = field(default_factory=dict)


def shut(entries: Entries, end_ms: int) -> Shut:
    """Fold entries in the order in which they are drawn, noting what is closed in between.

    What an entry without a time closes is not drawn, since nobody knows from when.
    """
    found = Shut()
    open_now: dict[_Key, int | None] = {}
    stopped: dict[Id, tuple[int | None, Event]] = {}
    for event, fold_ms, at_ms in _in_drawn_order(entries):
        apply(found.state, event, fold_ms)
        _note(found, open_now, set(_closed(found.state)), at_ms)
        _note_spent(found, event, at_ms)
        running = dict(_stops(found.state))
        for key, stop in running.items():
            stopped.setdefault(key, (at_ms, stop))
        for key in [key for key in stopped if key not in running]:
            found.stops += _stop(*stopped.pop(key), at_ms)
    _note(found, open_now, set(), end_ms)
    for since_ms, event in stopped.values():
        found.stops += _stop(since_ms, event, None)
    return found


def _in_drawn_order(entries: Entries) -> list[tuple[Event, int, int | None]]:
    """Entries with the moment to fold them at and the one to draw them at, if they have one."""
    listed: list[tuple[Event, int, int | None]] = []
    for event in entries.events:
        at_ms, outside = entries.at(event), entries.outside.get(event.id)
        if at_ms is not None:
            listed.append((event, at_ms, at_ms))
        elif outside is None:
            listed.append((event, event.earliest_ms, None))
        elif outside <= entries.start_ms:
            listed.append((event, outside, entries.start_ms))
    return sorted(listed, key=lambda row: row[1])


def _note(
    found: Shut, open_now: dict[_Key, int | None], closed: set[_Key], at_ms: int | None
) -> None:
    for key in [key for key in open_now if key not in closed]:
        since_ms = open_now.pop(key)
        if since_ms is not None and at_ms is not None:
            kind, lane, label = key
            found.closures.append(
                Closure(kind=kind, lane=lane, start_ms=since_ms, end_ms=at_ms, label=label)
            )
    for key in sorted(closed):
        open_now.setdefault(key, at_ms)


def _note_spent(found: Shut, event: Event, at_ms: int | None) -> None:
    """A lot ends when the last of it is discarded or has become part of another."""
    for thing in touched(event):
        found.spent.pop(thing, None)
    match event.act:
        case acts.RoundDiscarded(lot=lot):
            gone: tuple[Id, ...] = (lot,)
        case acts.LotsMerged(lots=lots, into=into):
            gone = tuple(lot for lot in lots if lot != into)
        case _:
            return
    for lot in gone:
        if at_ms is not None and lot in found.state.lots and found.state.lots[lot].n == 0:
            found.spent[lot] = at_ms


def _closed(state: State) -> Iterator[_Key]:
    for container in state.containers.values():
        if container.seal is not None:
            yield ("seal", container.id, container.seal.number)
        if container.lock is not None:
            yield ("lock", container.id, "")
        outer = state.containers.get(container.where.holder)
        told_by_outer = outer is not None and outer.where.left
        if container.where.left and not told_by_outer and state.contents(container.id):
            yield ("left", container.id, "")
    for place in state.places.values():
        if place.lock is not None:
            yield ("lock", place.id, "")


def _stops(state: State) -> Iterator[tuple[Id, Event]]:
    yield from state.stops.items()
    yield from state.suspicions.items()


def _stop(since_ms: int | None, event: Event, end_ms: int | None) -> list[Stop]:
    if since_ms is None:
        return []
    return [Stop(start_ms=since_ms, end_ms=end_ms, label=_why(event))]


def _why(event: Event) -> str:
    match event.act:
        case acts.StopRaised(reason=reason):
            return f"stop: {reason}"
        case acts.HazardIdentified(hazard=hazard, at=at):
            return f"stop: {hazard} found at {name(at)}"
        case acts.HazardSuspected(hazard=hazard, at=at):
            return f"stop: {hazard} suspected at {name(at)}"
        case acts.IncidentDeclared(text=text):
            return f"incident: {text}"
    return "stop"
