"""Places, containers, seals, locks, watches."""

from coldset.core.acts import (
    ContainerArrived,
    ContainerSealed,
    HolderLocked,
    HolderUnlocked,
    KeyGiven,
    LineControlled,
    LineReleased,
    PlaceDeclared,
    PlaceLeft,
    ProductionOpened,
    SealRead,
    SealRemoved,
    WatchClaimed,
)
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.fold.hands import (
    check_key,
    open_into,
    taken_in_hand,
    thing_known,
    whereabouts_new,
)
from coldset.core.state import UNKNOWN_HOLDER, Container, Lock, Lot, Place, Seal, State
from coldset.core.words import Id


def production_opened(state: State, _event: Event, act: ProductionOpened) -> None:
    """The record has a title and a local time."""
    state.title, state.zone = act.title, act.zone


def place_declared(state: State, _event: Event, act: PlaceDeclared) -> None:
    """A place is on the property."""
    state.places[act.place] = Place(act.place, act.kind, act.keeps)


def line_controlled(state: State, event: Event, _act: LineControlled) -> None:
    """The property line has a recorded control, from the crew's own record only."""
    if event.on_record:
        state.line_controlled_by = event.by


def line_released(state: State, _event: Event, _act: LineReleased) -> None:
    """The property line is open."""
    state.line_controlled_by = None


def container_arrived(state: State, event: Event, act: ContainerArrived) -> None:
    """A container is on record; one that arrives a second time stays closed by nothing."""
    if act.container in state.containers:
        state.findings.append(doubt("arrived-twice", event.id, thing=act.container))
    holder = act.holder
    if act.container in {holder, *state.chain(holder)}:
        state.findings.append(
            doubt(
                "in-itself",
                event.id,
                level="not cleared",
                thing=act.container,
                holder=holder,
            )
        )
        holder = UNKNOWN_HOLDER
    open_into(state, event, holder, *state.chain(holder))
    where = whereabouts_new(state, event, holder)
    state.containers[act.container] = Container(act.container, act.kind, where, act.keeps)


def container_of(state: State, event: Event, container: Id) -> Container | Lot:
    """The container or the lot's own box, registered with a finding when nothing did before."""
    known = state.containers.get(container) or state.lots.get(container)
    if known is None:
        state.findings.append(doubt("thing-unregistered", event.id, thing=container))
        where = whereabouts_new(state, event, event.by or event.place or "unknown")
        known = state.containers[container] = Container(container, "box", where)
    return known


def container_sealed(state: State, event: Event, act: ContainerSealed) -> None:
    """A seal is on; a seal known from a statement alone closes nothing."""
    container = container_of(state, event, act.container)
    taken_in_hand(state, event, act.container)
    if event.on_record and not state.is_of_two(act.container):
        if container.seal is not None and not isinstance(container.seal.event.act, SealRead):
            state.findings.append(doubt("seal-not-read", event.id, container=container.id))
        container.seal = Seal(act.seal, event)


def seal_read(state: State, event: Event, act: SealRead) -> None:
    """A seal read whole stays on, and has to be read again; a broken or another one is off."""
    container = container_of(state, event, act.container)
    if not event.on_record:
        return
    seal = container.seal
    if seal is None:
        state.findings.append(
            doubt("seal-unrecorded", event.id, container=act.container, read=act.seal)
        )
        return
    if act.seal == seal.number and act.intact:
        state.seal_readings[seal.event.id] = event
        container.seal = Seal(seal.number, event)
        return
    container.seal = None
    state.findings.append(
        doubt(
            "seal-differs",
            event.id,
            level="not cleared",
            container=act.container,
            read=act.seal,
            put_on=seal.number,
            intact="yes" if act.intact else "no",
        )
    )


def seal_removed(state: State, event: Event, act: SealRemoved) -> None:
    """A seal taken off unread proves nothing."""
    container_of(state, event, act.container).seal = None


def _lockable(state: State, event: Event, holder: Id) -> Place | Container | Lot:
    place = state.places.get(holder)
    return place if place is not None else container_of(state, event, holder)


def holder_locked(state: State, event: Event, act: HolderLocked) -> None:
    """A lock is closed; a lock known from a statement alone closes nothing."""
    holder = _lockable(state, event, act.holder)
    if event.on_record and not state.is_of_two(act.holder):
        given = state.keys_given.get(act.holder, frozenset())
        keys = None if act.keys is None else frozenset(act.keys) | given
        holder.lock = Lock(keys, event)


def holder_unlocked(state: State, event: Event, act: HolderUnlocked) -> None:
    """A lock is open."""
    holder = _lockable(state, event, act.holder)
    if event.on_record:
        check_key(state, event, holder)
    holder.lock = None


def key_given(state: State, event: Event, act: KeyGiven) -> None:
    """One more person can open it."""
    holder = _lockable(state, event, act.holder)
    given = state.keys_given.get(act.holder, frozenset())
    state.keys_given[act.holder] = given | {act.person}
    if holder.lock is not None and holder.lock.keys is not None:
        holder.lock = Lock(holder.lock.keys | {act.person}, holder.lock.event)


def place_left(state: State, event: Event, act: PlaceLeft) -> None:
    """Nobody watches a thing, or any of the things at a place."""
    thing_known(state, event, act.holder)
    left = [act.holder, *state.contents(act.holder)]
    for thing in left:
        where = state.whereabouts(thing)
        if where is not None:
            where.left = True


def watch_claimed(state: State, event: Event, act: WatchClaimed) -> None:
    """Somebody has a thing in sight; hearsay of it closes nothing."""
    where = state.whereabouts(act.item)
    if where is None:
        thing_known(state, event, act.item)
        return
    if not event.on_record or event.by is None:
        return
    where.by, where.left = event.by, False
