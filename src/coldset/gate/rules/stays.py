"""How rules read where things lay: who attended them, and what was locked around them then."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coldset.core.acts import (
    BoreChecked,
    ContainerArrived,
    ContainerSealed,
    CustodyPassed,
    CylinderSwapped,
    EvidenceSeized,
    HammerFell,
    HolderLocked,
    HolderUnlocked,
    ItemDamaged,
    ItemExamined,
    ItemMoved,
    KitIssued,
    KitReturned,
    LotArrived,
    LotChecked,
    LotsMerged,
    PlaceLeft,
    PortionDrawn,
    RoundDiscarded,
    RoundRefused,
    RoundsLoaded,
    RoundsUnloaded,
    SceneAltered,
    SealRead,
    ShotFired,
    WatchClaimed,
    WeaponArrived,
    WeaponExamined,
    WeaponServiced,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.known import named_things
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.reading import counting, last_ms, local_day, roles_at

_HANDLING = (
    BoreChecked,
    CustodyPassed,
    CylinderSwapped,
    EvidenceSeized,
    HammerFell,
    ItemDamaged,
    ItemExamined,
    ItemMoved,
    KitIssued,
    KitReturned,
    LotChecked,
    LotsMerged,
    PortionDrawn,
    RoundDiscarded,
    RoundRefused,
    RoundsLoaded,
    RoundsUnloaded,
    SceneAltered,
    ShotFired,
    WeaponExamined,
    WeaponServiced,
    WeaponShown,
)
"""Acts for which the thing that they name is in somebody's hand."""

_ATTENDING = (*_HANDLING, ContainerSealed, HolderUnlocked, SealRead, WatchClaimed)
"""Acts that bring whoever does them to the thing that they name."""


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
    entries that name it; `attended` those that bring a custodian to it; all in order of the
    earliest instant.
    """

    placed: Mapping[Id, list[tuple[int, Id]]]
    handled: Mapping[Id, list[Event]]
    attended: Mapping[Id, list[Event]]

    def holders_at(self, thing: Id, at_ms: int) -> tuple[Id, ...]:
        """What was around a thing at a moment, from the nearest outwards."""
        found: list[Id] = []
        holder = self._holder_at(thing, at_ms)
        while holder is not None and holder not in found:
            found.append(holder)
            holder = self._holder_at(holder, at_ms)
        return tuple(found)

    def _holder_at(self, thing: Id, at_ms: int) -> Id | None:
        puts = self.placed.get(thing, [])
        before = bisect_right(puts, at_ms, key=lambda put: put[0])
        return puts[before - 1][1] if before else None

    def attended_after(self, thing: Id, after_ms: int) -> Event | None:
        """The first entry that brought a custodian to a thing, certainly after a moment."""
        events = self.attended.get(thing, [])
        first = bisect_right(events, after_ms, key=lambda event: event.earliest_ms)
        return events[first] if first < len(events) else None


def stays(question: Question) -> Stays:
    """The stays of everything on record."""
    state = question.state
    placed: dict[Id, list[tuple[int, Id]]] = {}
    handled: dict[Id, list[Event]] = {}
    attended: dict[Id, list[Event]] = {}
    for event in sorted(state.of(*state.history), key=lambda event: event.earliest_ms):
        attends = _attends(question, event)
        for thing in set(named_things(event)):
            handled.setdefault(thing, []).append(event)
            if attends:
                attended.setdefault(thing, []).append(event)
            holder = _puts(event, thing) if isinstance(event.act, _PLACING) else None
            if holder is not None:
                placed.setdefault(thing, []).append((event.earliest_ms, holder))
    return Stays(placed, handled, attended)


def stretches(question: Question, lain: Stays, thing: Id, today: date) -> list[Stretch]:
    """The times reaching into today in which a thing was left, alone or with what it lay in.

    Whoever says that it was left is believed; leaving it again meanwhile is the same time.
    """
    found: list[Stretch] = []
    until_ms = -1
    for left in sorted(question.state.of(PlaceLeft), key=lambda event: event.earliest_ms):
        around = (thing, *lain.holders_at(thing, left.earliest_ms))
        if left.latest_ms < until_ms or not set(named_things(left)) & set(around):
            continue
        end = _attended_again(question, lain, around, left)
        until_ms = end.earliest_ms if end is not None else question.now_ms
        if local_day(question.state, until_ms) == today:
            locked = any(_locked_through(question, lain, h, left, until_ms) for h in around)
            found.append(Stretch(thing, left, until_ms, locked))
    return found


def _attended_again(
    question: Question, lain: Stays, around: tuple[Id, ...], left: Event
) -> Event | None:
    """The first entry after which a custodian certainly was at the thing, or its box, again."""
    boxes = set(around) - question.state.places.keys() - question.state.people.keys()
    firsts = (lain.attended_after(box, left.latest_ms) for box in boxes)
    later = counting((event for event in firsts if event is not None), question.now_ms)
    return min(later, key=lambda event: event.earliest_ms, default=None)


def _attends(question: Question, event: Event) -> bool:
    """Whether an entry brings a custodian to what it names, by the crew's own record."""
    if not event.on_record or not isinstance(event.act, _ATTENDING):
        return False
    held = roles_at(question.state, event.by, event.earliest_ms)
    return bool(held & set(question.terms.custodians))


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
        and isinstance(event.act, _HANDLING)
    )
