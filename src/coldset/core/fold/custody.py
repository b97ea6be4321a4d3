"""Hands and places: where things go."""

from coldset.core.acts import (
    CustodyPassed,
    EvidenceSeized,
    ItemMoved,
    KitIssued,
    KitReturned,
)
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.fold.hands import open_into, open_the_way, put, thing_known
from coldset.core.fold.holders import container_of
from coldset.core.fold.people import person_of, place_by
from coldset.core.state import UNKNOWN_HOLDER, State
from coldset.core.words import Id


def _registered(state: State, event: Event, item: Id) -> None:
    if state.whereabouts(item) is None:
        container_of(state, event, item)


def item_moved(state: State, event: Event, act: ItemMoved) -> None:
    """A thing is where it was put; with no carrier named there is a gap.

    Put straight into itself it stays; into what is deep inside it, it is nobody knows where.
    """
    _registered(state, event, act.item)
    thing_known(state, event, act.holder)
    if act.item in {act.holder, *state.chain(act.holder)}:
        state.findings.append(
            doubt("in-itself", event.id, level="not cleared", thing=act.item, holder=act.holder)
        )
        deep = act.holder not in {act.item, *state.contents(act.item)}
        if deep and event.on_record:
            put(state, event, act.item, UNKNOWN_HOLDER, by=event.by, gap=True)
        return
    open_the_way(state, event, act.item)
    open_into(state, event, act.holder, *state.chain(act.holder))
    gap = event.by is None or _moved_by_another(state, event, act.item)
    put(state, event, act.item, act.holder, by=event.by, gap=gap)


def _moved_by_another(state: State, event: Event, item: Id) -> bool:
    """Whether the record has a thing in other hands than those that moved it: a finding."""
    holding = state.person_holding(item)
    if holding in {None, event.by} or holding in {one.person for one in event.witnesses}:
        return False
    state.findings.append(
        doubt("not-in-hand", event.id, thing=item, by=event.by or "", recorded=holding or "")
    )
    return True


def _pass(
    state: State, event: Event, item: Id, act: CustodyPassed | KitIssued | KitReturned
) -> None:
    _registered(state, event, item)
    giver, taker = person_of(state, act.giver, event), person_of(state, act.receiver, event)
    here = event.place or giver.place
    taker.on_property = True
    if here is not None:
        taker.place = place_by(event, taker, here)
    holding, at = state.person_holding(item), state.place_of(item)
    elsewhere = holding not in {None, giver.id} or at not in {None, here}
    if elsewhere:
        state.findings.append(
            doubt(
                "giver-without",
                event.id,
                thing=item,
                giver=giver.id,
                recorded=holding or at or UNKNOWN_HOLDER,
            )
        )
    open_the_way(state, event, item)
    supervisor = None if isinstance(act, KitReturned) else act.supervisor
    put(state, event, item, taker.id, by=taker.id, gap=elsewhere, supervisor=supervisor)


def custody_passed(state: State, event: Event, act: CustodyPassed) -> None:
    """A thing is in the receiver's hands."""
    _pass(state, event, act.item, act)


def kit_passed(state: State, event: Event, act: KitIssued | KitReturned) -> None:
    """Several things are in the receiver's hands."""
    for item in act.items:
        _pass(state, event, item, act)


def evidence_seized(state: State, event: Event, act: EvidenceSeized) -> None:
    """A thing is with whoever took it as evidence."""
    thing_known(state, event, act.item)
    open_the_way(state, event, act.item)
    if state.whereabouts(act.item) is not None and event.by is not None:
        put(state, event, act.item, event.by, by=event.by)
