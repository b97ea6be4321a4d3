"""How rules read where things lay: who attended them, and what was locked around them then."""

from dataclasses import dataclass

from coldset.core.acts import (
    ContainerArrived,
    CustodyPassed,
    HolderLocked,
    HolderUnlocked,
    ItemMoved,
    KitIssued,
    KitReturned,
    LotArrived,
    LotCounted,
    LotsMerged,
    PlaceLeft,
    PortionDrawn,
    RoundsUnloaded,
    SealRead,
    WatchClaimed,
    WeaponArrived,
)
from coldset.core.events import Event
from coldset.core.known import named_things
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.reading import counting, roles_at

_HANDS_OFF = (HolderLocked, LotCounted, PlaceLeft, SealRead, WatchClaimed)
"""Acts that name a thing without taking it out of where it is."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which nobody watched a thing; `end` is the entry that ended it, None for not yet.

    `locked`: something around the thing was on record as locked all the while.
    """

    thing: Id
    left: Event
    end: Event | None
    end_ms: int
    locked: bool


def attended(question: Question, thing: Id) -> bool:
    """Whether a thing is in somebody's hands now, or lies where a custodian has it in sight."""
    state, where = question.state, question.state.whereabouts(thing)
    if where is None or where.said or where.left or where.gap:
        return False
    if state.person_holding(thing) is not None:
        return True
    watcher, place = state.people.get(where.by or ""), state.place_of(thing)
    if watcher is None or not watcher.on_property or place is None or watcher.place != place:
        return False
    held = roles_at(state, watcher.id, question.now_ms)
    return bool(held & set(question.terms.custodians))


def locked_in(state: State, thing: Id) -> bool:
    """Whether anything around a thing, or the thing itself where it is a lot's box, is locked."""
    tables = (state.containers, state.places, state.lots)
    around = (thing, *state.chain(thing))
    return any(
        holder in table and table[holder].lock is not None for holder in around for table in tables
    )


def store_of(state: State, thing: Id) -> tuple[Id, str]:
    """The nearest holder that is set apart for something, and for what; empty for none."""
    for holder in state.chain(thing):
        for table in (state.containers, state.places):
            if holder in table and table[holder].keeps:
                return holder, table[holder].keeps
    return "", ""


def holders_at(state: State, thing: Id, at_ms: int) -> tuple[Id, ...]:
    """What was around a thing at a moment, from the nearest outwards."""
    found: list[Id] = []
    holder = _holder_at(state, thing, at_ms)
    while holder is not None and holder not in found:
        found.append(holder)
        holder = _holder_at(state, holder, at_ms)
    return tuple(found)


_PLACING = (
    ContainerArrived,
    CustodyPassed,
    ItemMoved,
    KitIssued,
    KitReturned,
    LotArrived,
    LotsMerged,
    PortionDrawn,
    RoundsUnloaded,
    WeaponArrived,
)


def _holder_at(state: State, thing: Id, at_ms: int) -> Id | None:
    placed = [
        (event.earliest_ms, holder)
        for event in state.of(*_PLACING)
        if event.earliest_ms <= at_ms and (holder := _puts(event, thing)) is not None
    ]
    return max(placed, key=lambda pair: pair[0])[1] if placed else None


def _puts(event: Event, thing: Id) -> Id | None:
    """The holder that an event puts a thing with, if it does."""
    match event.act:
        case WeaponArrived(weapon=item, holder=holder) | ItemMoved(item=item, holder=holder):
            pass
        case ContainerArrived(container=item, holder=holder) | LotArrived(lot=item, holder=holder):
            pass
        case PortionDrawn(portion=item, holder=holder) | LotsMerged(into=item, holder=holder):
            pass
        case RoundsUnloaded(lot=item, holder=holder) | CustodyPassed(item=item, receiver=holder):
            pass
        case KitIssued(items=items, receiver=person) | KitReturned(items=items, receiver=person):
            return person if thing in items else None
        case _:
            return None
    return holder if item == thing else None


def stretches(question: Question, thing: Id) -> list[Stretch]:
    """The times in which a thing was left, alone or with what it lay in, whoever says so."""
    found: list[Stretch] = []
    for left in question.state.of(PlaceLeft):
        if not isinstance(left.act, PlaceLeft):
            continue
        around = holders_at(question.state, thing, left.earliest_ms)
        if left.act.holder not in {thing, *around}:
            continue
        end = _attended_again(question, thing, around, left)
        end_ms = end.earliest_ms if end is not None else question.now_ms
        locked = any(_locked_through(question, holder, left, end_ms) for holder in (thing, *around))
        found.append(Stretch(thing, left, end, end_ms, locked))
    return found


def _attended_again(
    question: Question, thing: Id, around: tuple[Id, ...], left: Event
) -> Event | None:
    """The first entry after which somebody certainly had the thing again."""
    boxes = {holder for holder in around if holder in question.state.containers}
    later = [
        event
        for kind, events in question.state.history.items()
        if kind not in {HolderLocked, PlaceLeft}
        for event in counting(events, question.now_ms)
        if event.by is not None
        and event.earliest_ms > left.latest_ms
        and {thing, *boxes} & set(named_things(event))
    ]
    return min(later, key=lambda event: event.earliest_ms, default=None)


def _locked_through(question: Question, holder: Id, left: Event, end_ms: int) -> bool:
    """Whether a holder was locked before the thing was left, and nobody opened it until the end."""
    state = question.state
    locks = [
        event
        for event in counting(state.of(HolderLocked), left.latest_ms)
        if isinstance(event.act, HolderLocked) and event.act.holder == holder
    ]
    if not locks:
        return False
    locked_ms = max(event.latest_ms for event in locks)
    unlocked = any(
        isinstance(event.act, HolderUnlocked)
        and event.act.holder == holder
        and event.latest_ms >= locked_ms
        and event.earliest_ms < end_ms
        for event in state.of(HolderUnlocked)
    )
    return not unlocked and not _taken_out(state, holder, locked_ms, end_ms)


def _taken_out(state: State, holder: Id, after_ms: int, before_ms: int) -> bool:
    """Whether anybody handled what lay in a holder, which nobody can without opening it."""
    if holder in state.places:
        return False
    return any(
        holder in holders_at(state, thing, event.earliest_ms - 1)
        for kind, events in state.history.items()
        if kind not in _HANDS_OFF
        for event in events
        if after_ms < event.latest_ms and event.earliest_ms < before_ms
        for thing in named_things(event)
    )
