"""An event needs the thing in hand: where it contradicts the record, the deed wins."""

from coldset.core.acts import SealRead
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.state import UNKNOWN_HOLDER, Container, Lot, Place, State, Whereabouts
from coldset.core.words import Id


def put(  # noqa: PLR0913 - each is one fact of where a thing now is
    state: State,
    event: Event,
    thing: Id,
    holder: Id,
    *,
    by: Id | None,
    gap: bool = False,
    supervisor: Id | None = None,
) -> None:
    """Put a registered thing with a holder, as this event says."""
    where = state.whereabouts(thing)
    if where is None:
        return
    state_now = Whereabouts(
        holder=holder,
        since_ms=state.now_ms,
        by=by,
        said=_is_said(state, event, thing, holder),
        gap=gap or event.earliest_ms != event.latest_ms,
        supervisor=supervisor,
        event=event.id,
    )
    held = state.weapons.get(thing) or state.containers.get(thing) or state.lots[thing]
    held.where = state_now


def _is_said(state: State, event: Event, *names: Id) -> bool:
    """Whether where a thing is can not be believed: so they say, or of one of two by a name."""
    return not event.on_record or any(state.is_of_two(name) for name in names)


def whereabouts_new(state: State, event: Event, holder: Id) -> Whereabouts:
    """Where a thing that has just come into the record is."""
    return Whereabouts(
        holder=holder,
        since_ms=state.now_ms,
        by=event.by,
        said=_is_said(state, event, holder),
        gap=event.earliest_ms != event.latest_ms,
        event=event.id,
    )


def taken_in_hand(state: State, event: Event, thing: Id) -> None:
    """Settle where a thing is when somebody acts on it.

    Acting on a thing where it lies leaves it there. A thing that the record puts elsewhere, or
    in other hands, comes to whoever acted, and the contradiction is a finding.
    """
    where = state.whereabouts(thing)
    if where is None:
        return
    open_the_way(state, event, thing)
    if thing in state.lots:
        open_closed(state, event, state.lots[thing])
    if event.by is None:
        return
    holding = state.person_holding(thing)
    at, here = state.place_of(thing), _place_of_act(state, event)
    if holding in {None, event.by} and at in {None, here}:
        if not event.on_record:
            return
        where.by, where.left, where.gap = event.by, False, False
        return
    if holding in {w.person for w in event.witnesses} and at == here:
        return
    state.findings.append(
        doubt(
            "not-in-hand",
            event.id,
            thing=thing,
            by=event.by,
            recorded=holding or at or UNKNOWN_HOLDER,
        )
    )
    put(state, event, thing, event.by, by=event.by, gap=True)


def _place_of_act(state: State, event: Event) -> Id | None:
    if event.place is not None:
        return event.place
    person = state.people.get(event.by or "")
    return person.place if person is not None else None


def open_the_way(state: State, event: Event, thing: Id) -> None:
    """Whoever takes a thing out of a sealed or locked container or place has opened it."""
    open_into(state, event, *state.chain(thing))


def open_into(state: State, event: Event, *holders: Id) -> None:
    """Whoever puts a thing into sealed or locked holders, or takes it out, has opened them."""
    for holder in holders:
        closed = state.containers.get(holder) or state.places.get(holder)
        if closed is not None:
            open_closed(state, event, closed)


def open_closed(state: State, event: Event, closed: Container | Lot | Place) -> None:
    """Take a seal or lock as opened by this event, with a finding where it was not said.

    A seal that was read since it was put on needs no second reading to be cut.
    """
    if not event.on_record:
        return
    seal = None if isinstance(closed, Place) else closed.seal
    if not isinstance(closed, Place) and seal is not None:
        if not isinstance(seal.event.act, SealRead):
            state.findings.append(doubt("seal-not-read", event.id, container=closed.id))
        closed.seal = None
    if closed.lock is not None:
        check_key(state, event, closed)
        closed.lock = None


def check_key(state: State, event: Event, closed: Container | Lot | Place) -> None:
    """A finding where a lock was opened by somebody who had no key to it."""
    keys = None if closed.lock is None else closed.lock.keys
    if keys is not None and event.by not in keys:
        state.findings.append(
            doubt("no-key", event.id, holder=closed.id, by=event.by or UNKNOWN_HOLDER)
        )


def thing_known(state: State, event: Event, thing: Id) -> bool:
    """Whether a thing, person or place is on record, with a finding where it is not."""
    known = state.whereabouts(thing) is not None or thing in state.places or thing in state.people
    if not known:
        state.findings.append(doubt("thing-unregistered", event.id, thing=thing))
    return known
