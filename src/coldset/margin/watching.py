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
    """Two or more people who looked together and still have the thing before them.

    `until_ms` says for each of them how long that holds; `lay` is where the thing and all that is
    around it lay, by the entries that put them there.
    """

    until_ms: dict[Id, int]
    place: Id
    lay: tuple[Id, ...]

    def people(self, at_ms: int) -> frozenset[Id]:
        """Who still watches at a moment."""
        return frozenset(person for person, until in self.until_ms.items() if at_ms < until)


@dataclass(slots=True)
class Watching:
    """The watches that run; `notice` keeps them true after every event.

    `charges` keeps how many weapons each person answers for until the next event.
    """

    terms: Terms
    stays: dict[Id, tuple[Id | None, int]] = field(default_factory=dict)
    joint: dict[Id, JointWatch] = field(default_factory=dict)
    charges: dict[Id, int] = field(default_factory=dict)

    def fork(self) -> "Watching":
        """The same watches, to go on from here without changing these."""
        joint = {
            thing: replace(watch, until_ms=dict(watch.until_ms))
            for thing, watch in self.joint.items()
        }
        return replace(self, stays=dict(self.stays), joint=joint, charges={})

    def notice(self, state: State) -> None:
        """End the stays and joint watches that the newest event ended."""
        self.charges.clear()
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
        place = state.place_of(thing)
        if place is None or len(people) <= 1:
            return
        until_ms = dict.fromkeys(sorted(people), now_ms + self.terms.joint_watch_ms)
        self.joint[thing] = JointWatch(until_ms, place, _lay(state, thing))

    def renew_joint(self, thing: Id, person: Id, now_ms: int) -> None:
        """One of them states that it was in sight since shown: their own limit runs anew."""
        watch = self.joint.get(thing)
        if watch is not None and now_ms <= watch.until_ms.get(person, -1):
            watch.until_ms[person] = now_ms + self.terms.joint_watch_ms

    def next_end_ms(self, after_ms: int, before_ms: int) -> int | None:
        """The first moment within (after, before) at which a joint watch reaches its limit."""
        limits = [until for watch in self.joint.values() for until in watch.until_ms.values()]
        return min((ms for ms in limits if after_ms < ms < before_ms), default=None)

    def failure(self, person: Id) -> Failure:
        """That a person's watch failed during their present stay at one place."""
        place, number = self.stays.get(person, (None, 0))
        return Failure("watch", person, f"{place or 'nowhere'}#{number}")

    def watchers(self, state: State, thing: Id, now_ms: int) -> frozenset[Id]:
        """Everyone whose watch over a thing counts at `now_ms`."""
        if any(_left_or_said(state, part) for part in (thing, *state.chain(thing))):
            return frozenset()
        watch = self.joint.get(thing)
        together = watch.people(now_ms) if watch is not None else frozenset()
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
        if supervisor is None or not self._qualifies(state, supervisor, place):
            return frozenset()
        performs = state.people[holding].roles & {"performer", "stand-in"}
        return frozenset({supervisor, holding} if performs else {supervisor})

    def _qualifies(self, state: State, person: Id, place: Id) -> bool:
        known = state.people.get(person)
        if known is None or known.place != place or not known.on_property:
            return False
        if not known.roles & set(self.terms.custodians):
            return False
        if known.duties - set(self.terms.other_duties_allowed):
            return False
        if person not in self.charges:
            self.charges[person] = _in_charge(state, person)
        return self.charges[person] <= self.terms.in_charge_max

    def _is_broken(self, state: State, thing: Id, watch: JointWatch) -> bool:
        if _lay(state, thing) != watch.lay or _left_or_said(state, thing):
            return True
        return any(
            person not in state.people or state.people[person].place != watch.place
            for person in watch.until_ms
        )


def _left_or_said(state: State, part: Id) -> bool:
    where = state.whereabouts(part)
    return where is not None and (where.left or where.said)


def _is_said(state: State, part: Id) -> bool:
    where = state.whereabouts(part)
    return where is not None and where.said


def _outermost_by(state: State, thing: Id) -> Id | None:
    """Who last handled the outermost movable thing around a thing."""
    movable = [part for part in (thing, *state.chain(thing)) if state.whereabouts(part) is not None]
    where = state.whereabouts(movable[-1]) if movable else None
    return where.by if where is not None else None


def _lay(state: State, thing: Id) -> tuple[Id, ...]:
    """The entries that put a thing, and everything around it, where they are."""
    around = (state.whereabouts(part) for part in (thing, *state.chain(thing)))
    return tuple(where.event for where in around if where is not None)


def _in_charge(state: State, person: Id) -> int:
    """How many weapons somebody has in their hands, before them, or out under their eyes.

    One that is only said to have been moved may still be with anybody.
    """
    return sum(_answers_for(state, person, weapon) for weapon in state.weapons)


def _answers_for(state: State, person: Id, weapon: Id) -> bool:
    if any(_is_said(state, part) for part in (weapon, *state.chain(weapon))):
        return True
    holding = state.person_holding(weapon)
    if holding is not None:
        return person in {holding, state.weapons[weapon].where.supervisor}
    here = state.place_of(weapon) == state.people[person].place
    left = any(_left_or_said(state, part) for part in (weapon, *state.chain(weapon)))
    return here and not left and _outermost_by(state, weapon) == person
