"""How rules read lots: where rounds come from, how many there were, what was shown of them."""

from coldset.core.acts import (
    LotArrived,
    LotsMerged,
    PersonLeft,
    PortionDrawn,
    RoundDiscarded,
    RoundsLoaded,
    RoundsUnloaded,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.state import Check, Lot, State
from coldset.core.words import BuildMark, Id
from coldset.gate.question import Question
from coldset.gate.rules.looks import saw_all
from coldset.gate.rules.reading import about, counting, last_ms
from coldset.margin.powers import can_show

_INTO = (LotArrived, LotsMerged, PortionDrawn, RoundsUnloaded)
_OUT_OF = (PortionDrawn, RoundDiscarded, RoundsLoaded)


def present_lots(state: State) -> list[Lot]:
    """The lots of which rounds may be on the property.

    One is gone when the record holds none of it and nothing is only said to have been thrown
    away, or when the person who has it is on record as having left.
    """
    return [
        lot for lot in state.lots.values() if not _used_up(state, lot) and not _left(state, lot)
    ]


def _used_up(state: State, lot: Lot) -> bool:
    said = [event for event in state.of(RoundDiscarded) if not event.on_record]
    return lot.n == 0 and not any(_lot_of(event) == lot.id for event in said)


def _left(state: State, lot: Lot) -> bool:
    holder = state.person_holding(lot.id)
    if holder is None or lot.where.said or state.people[holder].on_property:
        return False
    return any(
        event.on_record and isinstance(event.act, PersonLeft) and event.act.person == holder
        for event in state.of(PersonLeft)
    )


def _lot_of(event: Event) -> Id | None:
    lot: Id | None = getattr(event.act, "lot", None)
    return lot


def lineage(state: State, lot: Id) -> frozenset[Id]:
    """A lot and every lot that its rounds came out of."""
    found: set[Id] = set()
    waiting = [lot]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        known = state.lots.get(name)
        waiting.extend(known.parents if known is not None else ())
    return frozenset(found)


def only_said(state: State, lot: Id) -> bool:
    """Whether what a lot is said to be goes back to a statement or a paper alone."""
    arrivals = state.of(LotArrived)
    recorded = {_lot_of(event) for event in arrivals if event.on_record}
    said = {_lot_of(event) for event in arrivals if not event.on_record}
    return bool(lineage(state, lot) & (said - recorded))


def loaded_lots(state: State, weapon: Id) -> frozenset[Id]:
    """The lots whose rounds the record has in a weapon's chambers."""
    chambers = state.chambers(weapon).values()
    return frozenset(chamber.lot for chamber in chambers if chamber.lot is not None)


def held_at(state: State, lot: Id, at_ms: int) -> int | None:
    """The most rounds that a lot can have held at a moment; None when nobody counted."""
    total = 0
    for event in state.of(*_INTO):
        if event.earliest_ms > at_ms or lot not in _given(event):
            continue
        gain = _gain(state, event)
        if gain is None:
            return None
        total += gain
    gone = [event for event in state.of(*_OUT_OF) if _lot_of(event) == lot]
    return total - sum(_taken(event) for event in counting(gone, at_ms))


def _given(event: Event) -> tuple[Id, ...]:
    match event.act:
        case LotArrived(lot=lot) | RoundsUnloaded(lot=lot):
            return (lot,)
        case PortionDrawn(portion=lot) | LotsMerged(into=lot):
            return (lot,)
    return ()


def _gain(state: State, event: Event) -> int | None:
    if not isinstance(event.act, LotsMerged):
        n: int | None = getattr(event.act, "n", None)
        return n
    if event.act.into in event.act.lots:
        return None
    parts = [held_at(state, part, event.earliest_ms) for part in event.act.lots]
    return None if None in parts else sum(part for part in parts if part is not None)


def _taken(event: Event) -> int:
    match event.act:
        case RoundsLoaded(n=None, chambers=chambers):
            return len(chambers)
        case PortionDrawn(n=n) | RoundDiscarded(n=n) | RoundsLoaded(n=n):
            return n or 0
    return 0


def demonstrations(
    question: Question, lot: Id, at_ms: int, asked: frozenset[Id] = frozenset()
) -> list[Event]:
    """The checks that showed every round of a lot not to be live by a moment; none if any was not.

    The lot's own check counts, or else those of every lot that it was drawn or put together
    from, by then. A lot that came out of chambers needs a check of its own.
    """
    known = question.state.lots.get(lot)
    if known is None or lot in asked:
        return []
    if only_said(question.state, lot):
        return []
    own = [check for check in known.checks if _covers(question, known, check, at_ms)]
    if own:
        return [own[-1].event]
    made = [
        event
        for event in counting(question.state.of(PortionDrawn, LotsMerged), at_ms)
        if lot in _given(event)
    ]
    if len(made) != 1:
        return []
    parents = [
        demonstrations(question, parent, made[0].earliest_ms, asked | {lot})
        for parent in known.parents
    ]
    return [event for found in parents for event in found] if parents and all(parents) else []


def _covers(question: Question, lot: Lot, check: Check, at_ms: int) -> bool:
    """Whether one check, seen by a second person, covers all that the lot has held since."""
    event, state = check.event, question.state
    if event not in counting([event], at_ms) or event.by is None:
        return False
    if check.n is None or check.others or check.answered != check.n:
        return False
    if not can_show(question.terms, check.method, "live", lot.build):
        return False
    added = [e for e in state.of(*_INTO) if lot.id in _given(e) and e.earliest_ms <= at_ms]
    held = held_at(state, lot.id, event.earliest_ms)
    if held is None or check.n < held or last_ms(added) >= event.earliest_ms:
        return False
    return bool(saw_all(event, check.n))


def shown_not_live(question: Question, look: Event, chambers: int) -> frozenset[int]:
    """The chambers that a look, seen by a second person, showed to hold no live round.

    Empty, or with a dummy that answered to a method that shows it for the build of its lot.
    """
    if not isinstance(look.act, WeaponShown) or not saw_all(look, chambers):
        return frozenset()
    held = question.state.chambers(look.act.weapon)
    shown: set[int] = set()
    for sight in look.act.sights:
        chamber = held.get(sight.chamber)
        build = _build(question, look.act.weapon, chamber.lot if chamber is not None else None)
        if sight.contents in {"empty", "case"} or any(
            can_show(question.terms, method, "live", build, sight.contents)
            for method in sight.methods
        ):
            shown.add(sight.chamber)
    return frozenset(shown)


def _build(question: Question, weapon: Id, lot: Id | None) -> tuple[BuildMark, ...]:
    """How the rounds of a lot were made, where the crew's own record has it loaded and arrived."""
    known = question.state.lots.get(lot or "")
    if known is None or only_said(question.state, known.id):
        return ()
    return known.build if loaded_on_record(question, weapon, known.id) else ()


def loaded_on_record(question: Question, weapon: Id, lot: Id) -> bool:
    """Whether the crew's own record says that a lot's rounds were loaded into a weapon."""
    loaded = counting(about(question.state, weapon, RoundsLoaded), question.now_ms)
    return any(_lot_of(event) == lot for event in loaded)
