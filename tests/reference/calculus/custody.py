"""Who watches a thing, and what is locked and sealed around it (rows "a custodian", "sealed")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from calculus import alike
from calculus.names import FREE, CutSet, Name
from coldset.core.known import is_late

if TYPE_CHECKING:
    from calculus.walk import Walk
    from coldset.core.acts import WatchClaimed
    from coldset.core.events import Event
    from coldset.core.state import Lock, Seal, State, Whereabouts
    from coldset.core.words import Id


@dataclass
class Joint:
    """People who looked together: until when each still watches (ms), where, and what lay where."""

    until_ms: dict[Id, int]
    place: Id
    lay: list[Id]


class Way(NamedTuple):
    """One way past what is closed: what failed, and who is left to have gone it (None: anyone)."""

    failed: CutSet
    only: frozenset[Id] | None


ANYONE = Way(FREE, None)


def around(state: State, thing: Id) -> list[Whereabouts]:
    """Where a thing is, and where everything around it is."""
    found = (state.whereabouts(one) for one in (thing, *state.chain(thing)))
    return [where for where in found if where is not None]


def notice(walk: Walk) -> None:
    """After an event: whose stay at a place has ended, and which joint watches."""
    state = walk.state
    for person in state.people.values():
        place, number = walk.stays.get(person.id, (None, 0))
        here = person.place if person.on_property else None
        if here != place:
            walk.stays[person.id] = here, number + 1
    for thing, watch in list(walk.joint.items()):
        where = state.whereabouts(thing)
        moved = [one.event for one in around(state, thing)] != watch.lay
        given_up = where is None or where.left or where.said
        gone = any(state.people[one].place != watch.place for one in watch.until_ms)
        if moved or given_up or gone:
            del walk.joint[thing]


def begin_joint(walk: Walk, thing: Id, people: set[Id], at_ms: int) -> None:
    """A check and its witness: both watch from now on, up to the policy's limit."""
    place = walk.state.place_of(thing)
    if place is not None and len(people) > 1:
        until_ms = dict.fromkeys(people, at_ms + walk.terms.joint_watch_ms)
        lay = [one.event for one in around(walk.state, thing)]
        walk.joint[thing] = Joint(until_ms, place, lay)


def watch_claimed(walk: Walk, event: Event, act: WatchClaimed, at_ms: int) -> None:
    """In sight since shown: the limit of whoever says so begins again, if it had not passed."""
    watch = walk.joint.get(act.item)
    if not event.on_record or not act.since_shown or event.by is None or watch is None:
        return
    in_time = at_ms <= watch.until_ms.get(event.by, -1)
    if in_time and not is_late(event, walk.terms.late_ms):
        watch.until_ms[event.by] = at_ms + walk.terms.joint_watch_ms


def watchers(walk: Walk, thing: Id, at_ms: int) -> frozenset[Id]:
    """Everyone whose watch over a thing counts."""
    if any(where.left or where.said for where in around(walk.state, thing)):
        return frozenset()
    watch = walk.joint.get(thing)
    until_ms = {} if watch is None else watch.until_ms
    together = {person for person, ms in until_ms.items() if at_ms < ms}
    return frozenset(together | _custodians(walk, thing))


def _custodians(walk: Walk, thing: Id) -> set[Id]:
    """Who has it in hand, or last had it where it lies; for a performer, their supervisor."""
    state = walk.state
    place, holding = state.place_of(thing), state.person_holding(thing)
    if holding is None:
        last = last_hand(state, thing)
        return {last} if last is not None and _qualifies(walk, last, place) else set()
    if _qualifies(walk, holding, place):
        return {holding}
    where = state.whereabouts(thing)
    supervisor = None if where is None else where.supervisor
    if supervisor is None or not _qualifies(walk, supervisor, place):
        return set()
    performs = state.people[holding].roles & {"performer", "stand-in"}
    return {supervisor, holding} if performs else {supervisor}


def last_hand(state: State, thing: Id) -> Id | None:
    """Who last had the outermost thing around a thing that can be carried."""
    carried = around(state, thing)
    return carried[-1].by if carried else None


def _qualifies(walk: Walk, person: Id, place: Id | None) -> bool:
    known, terms = walk.state.people.get(person), walk.terms
    return (
        known is not None
        and place is not None
        and known.on_property
        and known.place == place
        and bool(known.roles & set(terms.custodians))
        and known.duties <= set(terms.other_duties_allowed)
        and in_charge(walk.state, person) <= terms.in_charge_max
    )


def in_charge(state: State, person: Id) -> int:
    """How many weapons somebody answers for: in hand, supervised, or out under their eyes."""
    return sum(_answers_for(state, person, weapon) for weapon in state.weapons)


def _answers_for(state: State, person: Id, weapon: Id) -> bool:
    lay = around(state, weapon)
    if any(where.said for where in lay):
        return True  # wherever it is said to be, it may be with anybody
    holding = state.person_holding(weapon)
    if holding is not None:
        return person in {holding, state.weapons[weapon].where.supervisor}
    here = state.place_of(weapon) == state.people[person].place
    return here and not any(one.left for one in lay) and last_hand(state, weapon) == person


def watch(walk: Walk, person: Id) -> Name:
    """That somebody's watch failed during their present stay at one place (decision 10)."""
    place, number = walk.stays.get(person, (None, 0))
    return Name("watch", person, f"{place} {number}")


def ways_in(walk: Walk, thing: Id) -> list[Way]:
    """Every way past the locks and seals around what is in a thing."""
    ways, state = [ANYONE], walk.state
    for holder in (thing, *state.chain(thing)):
        shut = state.containers.get(holder) or state.lots.get(holder)
        lock = shut.lock if shut is not None else None
        if shut is None and holder in state.places:
            lock = state.places[holder].lock
        if lock is not None:
            ways = _both(ways, _past_lock(walk, holder, lock))
        if shut is not None and shut.seal is not None:
            ways = _both(ways, _past_seal(walk, shut.seal))
    return ways


def _both(ways: list[Way], more: list[Way]) -> list[Way]:
    return [Way(a.failed | b.failed, both_keys(a.only, b.only)) for a in ways for b in more]


def both_keys(one: frozenset[Id] | None, two: frozenset[Id] | None) -> frozenset[Id] | None:
    """Who can go two ways one after the other; None is anyone."""
    if one is None or two is None:
        return two if one is None else one
    return one & two


def _past_lock(walk: Walk, holder: Id, lock: Lock) -> list[Way]:
    if lock.keys is None:
        return [ANYONE]
    broken = Way(frozenset({Name("lock", "", holder)}), None)
    return [broken, Way(FREE, lock.keys), *_late(walk, lock.event)]


def _past_seal(walk: Walk, seal: Seal) -> list[Way]:
    reading = walk.seal_readings.get(seal.event.id)
    if reading is None or reading.by is None:
        return [ANYONE]
    misread = Way(frozenset({Name("seal", reading.by)}), None)
    return [misread, *_late(walk, seal.event), *_late(walk, reading)]


def _late(walk: Walk, event: Event) -> list[Way]:
    if not is_late(event, walk.terms.late_ms):
        return []
    return [Way(alike.word(event), None)]
