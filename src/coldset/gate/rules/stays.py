"""How rules read where things lay: who attended them, and what was locked around them then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
from coldset.gate.rules.reading import counting, last_ms, local_day, roles_at

_HANDS_OFF = (HolderLocked, LotCounted, PlaceLeft, SealRead, WatchClaimed)
"""Acts that name a thing without taking it out of where it is."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which nobody watched a thing, up to `end_ms`.

    `locked`: something around the thing was on record as locked all the while.
    """

    thing: Id
    left: Event
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


@dataclass(frozen=True, slots=True)
class Stays:
    """Where things lay and who handled them, by thing, out of the whole record.

    `placed` has the instants, in ms, at which a thing was put with a holder; `handled` the
    entries that name it.
    """

    placed: Mapping[Id, list[tuple[int, Id]]]
    handled: Mapping[Id, list[Event]]

    def holders_at(self, thing: Id, at_ms: int) -> tuple[Id, ...]:
        """What was around a thing at a moment, from the nearest outwards."""
        found: list[Id] = []
        holder = self._holder_at(thing, at_ms)
        while holder is not None and holder not in found:
            found.append(holder)
            holder = self._holder_at(holder, at_ms)
        return tuple(found)

    def _holder_at(self, thing: Id, at_ms: int) -> Id | None:
        puts = [put for put in self.placed.get(thing, ()) if put[0] <= at_ms]
        return max(puts, key=lambda put: put[0])[1] if puts else None


def stays(state: State) -> Stays:
    """The stays of everything on record."""
    placed: dict[Id, list[tuple[int, Id]]] = {}
    handled: dict[Id, list[Event]] = {}
    for kind, events in state.history.items():
        for event in events:
            for thing in set(named_things(event)):
                handled.setdefault(thing, []).append(event)
                holder = _puts(event, thing) if kind in _PLACING else None
                if holder is not None:
                    placed.setdefault(thing, []).append((event.earliest_ms, holder))
    return Stays(placed, handled)


def stretches(question: Question, lain: Stays, thing: Id, today: date) -> list[Stretch]:
    """The times reaching into today in which a thing was left, alone or with what it lay in.

    Whoever says that it was left is believed.
    """
    found: list[Stretch] = []
    for left in question.state.of(PlaceLeft):
        if not isinstance(left.act, PlaceLeft):
            continue
        around = lain.holders_at(thing, left.earliest_ms)
        if left.act.holder not in {thing, *around}:
            continue
        end = _attended_again(question, lain, {thing, *around}, left)
        end_ms = end.earliest_ms if end is not None else question.now_ms
        if local_day(question.state, end_ms) == today:
            locked = any(
                _locked_through(question, lain, holder, left, end_ms) for holder in (thing, *around)
            )
            found.append(Stretch(thing, left, end_ms, locked))
    return found


def _attended_again(question: Question, lain: Stays, around: set[Id], left: Event) -> Event | None:
    """The first entry after which somebody certainly had the thing, or its box, again."""
    later = [
        event
        for holder in around - question.state.places.keys() - question.state.people.keys()
        for event in counting(lain.handled.get(holder, ()), question.now_ms)
        if event.by is not None
        and event.earliest_ms > left.latest_ms
        and not isinstance(event.act, HolderLocked | PlaceLeft)
    ]
    return min(later, key=lambda event: event.earliest_ms, default=None)


def _locked_through(question: Question, lain: Stays, holder: Id, left: Event, end_ms: int) -> bool:
    """Whether a holder was locked before the thing was left, and nobody opened it until the end."""
    handled = lain.handled.get(holder, ())
    locks = [
        event
        for event in counting(handled, left.latest_ms)
        if isinstance(event.act, HolderLocked) and event.act.holder == holder
    ]
    if not locks:
        return False
    locked_ms = last_ms(locks)
    unlocked = any(
        isinstance(event.act, HolderUnlocked)
        and event.latest_ms >= locked_ms
        and event.earliest_ms < end_ms
        for event in handled
    )
    return not unlocked and not _taken_out(question.state, lain, holder, locked_ms, end_ms)


def _taken_out(state: State, lain: Stays, holder: Id, after_ms: int, before_ms: int) -> bool:
    """Whether anybody handled what lay in a holder, which nobody can without opening it."""
    if holder in state.places:
        return False
    return any(
        holder in lain.holders_at(thing, event.earliest_ms - 1)
        for thing, events in lain.handled.items()
        for event in events
        if after_ms < event.latest_ms
        and event.earliest_ms < before_ms
        and not isinstance(event.act, _HANDS_OFF)
    )
