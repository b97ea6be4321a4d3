"""Who watches what: custodians, supervisors, and joint watches after a witnessed look.

A custodian is a person in a role that the policy names, recorded at the thing's place, with no
other duty and no more in charge than the policy allows (DESIGN part 3, row "a custodian").
"""

from dataclasses import dataclass, field, replace

from coldset.core.state import State
from coldset.core.words import Id
from coldset.margin.failures import Failure
from coldset.margin.terms import Terms


@dataclass(slots=True)
class JointWatch:
    """Two or more people who looked together and still have the thing before them."""

    people: frozenset[Id]
    place: Id
    until_ms: int
    since_event: Id


@dataclass(slots=True)
class Watching:
    """The watches that run; `notice` keeps them true after every event."""

    terms: Terms
    stays: dict[Id, tuple[Id | None, int]] = field(default_factory=dict)
    joint: dict[Id, JointWatch] = field(default_factory=dict)

    def fork(self) -> "Watching":
        """The same watches, to go on from here without changing these."""
        joint = {thing: replace(watch) for thing, watch in self.joint.items()}
        return replace(self, stays=dict(self.stays), joint=joint)

    def notice(self, state: State) -> None:
        """End the stays and joint watches that the newest event ended."""
        for person in state.people.values():
            place, number = self.stays.get(person.id, (None, 0))
            here = person.place if person.on_property else None
            if here != place:
                self.stays[person.id] = (here, number + 1)
        for thing, watch in list(self.joint.items()):
            if self._is_broken(state, thing, watch):
                del self.joint[thing]

    def open_joint(self, state: State, thing: Id, people: frozenset[Id], now_ms: int) -> None:
        """A check and its witness open a joint watch by both, up to the policy's limit."""
        place, where = state.place_of(thing), state.whereabouts(thing)
        if place is None or where is None or len(people) <= 1:
            return
        self.joint[thing] = JointWatch(
            people, place, now_ms + self.terms.joint_watch_ms, where.event
        )

    def renew_joint(self, thing: Id, person: Id, now_ms: int) -> None:
        """One of them states that it was in sight since shown: the limit runs anew."""
        watch = self.joint.get(thing)
        if watch is not None and person in watch.people and now_ms <= watch.until_ms:
            watch.until_ms = now_ms + self.terms.joint_watch_ms

    def next_end_ms(self, after_ms: int, before_ms: int) -> int | None:
        """The first moment within (after, before) at which a joint watch reaches its limit."""
        ends = [w.until_ms for w in self.joint.values() if after_ms < w.until_ms < before_ms]
        return min(ends, default=None)

    def failure(self, person: Id) -> Failure:
        """That a person's watch failed during their present stay at one place."""
        place, number = self.stays.get(person, (None, 0))
        return Failure("watch", person, f"{place or 'nowhere'}#{number}")

    def watchers(self, state: State, thing: Id, now_ms: int) -> frozenset[Id]:
        """Everyone whose watch over a thing counts at `now_ms`."""
        if any(_left_or_said(state, part) for part in (thing, *state.chain(thing))):
            return frozenset()
        watch = self.joint.get(thing)
        together = watch.people if watch is not None and now_ms < watch.until_ms else frozenset()
        return together | self._custodians(state, thing)

    def _custodians(self, state: State, thing: Id) -> frozenset[Id]:
        place = state.place_of(thing)
        if place is None:
            return frozenset()
        holding = state.person_holding(thing)
        if holding is None:
            put_by = _outermost_by(state, thing)
            return frozenset(p for p in (put_by,) if p and self._qualifies(state, p, place))
        if self._qualifies(state, holding, place):
            return frozenset({holding})
        where = state.whereabouts(thing)
        supervisor = where.supervisor if where is not None else None
        if supervisor is not None and self._qualifies(state, supervisor, place):
            return frozenset({supervisor, holding})
        return frozenset()

    def _qualifies(self, state: State, person: Id, place: Id) -> bool:
        known = state.people.get(person)
        if known is None or known.place != place or not known.on_property:
            return False
        if not known.roles & set(self.terms.custodians):
            return False
        if known.duties - set(self.terms.other_duties_allowed):
            return False
        return _in_charge(state, person) <= self.terms.in_charge_max

    def _is_broken(self, state: State, thing: Id, watch: JointWatch) -> bool:
        where = state.whereabouts(thing)
        if where is None or where.event != watch.since_event or where.left:
            return True
        return any(
            person not in state.people or state.people[person].place != watch.place
            for person in watch.people
        )


def _left_or_said(state: State, part: Id) -> bool:
    where = state.whereabouts(part)
    return where is not None and (where.left or where.said)


def _outermost_by(state: State, thing: Id) -> Id | None:
    """Who last handled the outermost movable thing around a thing."""
    movable = [part for part in (thing, *state.chain(thing)) if state.whereabouts(part) is not None]
    where = state.whereabouts(movable[-1]) if movable else None
    return where.by if where is not None else None


def _in_charge(state: State, person: Id) -> int:
    """How many weapons somebody has in their hands or before them."""
    place = state.people[person].place
    return sum(
        1
        for weapon in state.weapons.values()
        if state.person_holding(weapon.id) == person
        or (weapon.where.by == person and not weapon.where.left and weapon.where.holder == place)
    )
