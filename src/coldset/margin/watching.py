"""Who watches what: custodians, supervisors, and joint watches after a witnessed look.

A custodian is a person in a role that the policy names, recorded at the thing's place, with no
other duty and no more in charge than the policy allows (DESIGN part 3, row "a custodian").
"""

from dataclasses import dataclass, field, replace

from coldset.core.state import State
from coldset.core.words import Id
from coldset.margin.around import Around, around
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
    """The watches that run; the walk through a record tells it what changed.

    `charges` says how many weapons each person answers for, and `anybodys` how many anybody may:
    one that is only said to have been moved may still be with anybody.
    """

    terms: Terms
    stays: dict[Id, tuple[Id | None, int]] = field(default_factory=dict)
    joint: dict[Id, JointWatch] = field(default_factory=dict)
    charges: dict[Id, int] = field(default_factory=dict)
    anybodys: int = 0
    _answering: dict[Id, frozenset[Id] | None] = field(default_factory=dict)
    _failures: dict[Id, Failure] = field(default_factory=dict)

    def fork(self) -> "Watching":
        """The same watches, to go on from here without changing these."""
        joint = {
            thing: replace(watch, until_ms=dict(watch.until_ms))
            for thing, watch in self.joint.items()
        }
        return replace(
            self,
            stays=dict(self.stays),
            joint=joint,
            charges=dict(self.charges),
            _answering=dict(self._answering),
            _failures=dict(self._failures),
        )

    def note_stay(self, state: State, person: Id) -> Failure | None:
        """The watch that is over, where somebody is at another place than before: a new stay."""
        place, number = self.stays.get(person, (None, 0))
        known = state.people[person]
        here = known.place if known.on_property else None
        if here == place:
            return None
        over = self.failure(person)
        self.stays[person] = (here, number + 1)
        self._failures.pop(person, None)
        return over

    def note_charge(self, state: State, weapon: Id) -> frozenset[Id] | None:
        """Count anew who answers for a weapon: who must be looked at again; None: everyone."""
        before = self._answering.get(weapon, NOBODY)
        now = _answer_for(state, around(state, weapon))
        if now == before:
            return NOBODY
        self._answering[weapon] = now
        for people, by in ((before, -1), (now, 1)):
            if people is None:
                self.anybodys += by
            for person in people or ():
                self.charges[person] = self.charges.get(person, 0) + by
        return None if before is None or now is None else before ^ now

    def end_joint(self, state: State, now_ms: int) -> list[Id]:
        """End the joint watches that an event or the clock ended; over which things they were."""
        ended = [
            thing
            for thing, watch in self.joint.items()
            if not watch.people(now_ms - 1) or self._is_broken(state, thing, watch)
        ]
        for thing in ended:
            del self.joint[thing]
        return ended

    def open_joint(self, state: State, thing: Id, people: frozenset[Id], now_ms: int) -> None:
        """A check and its witness open a joint watch by both, up to the policy's limit."""
        it = around(state, thing)
        if it.place is None or len(people) <= 1:
            return
        if self.terms.joint_watch_ms <= 0:
            return
        until_ms = dict.fromkeys(sorted(people), now_ms + self.terms.joint_watch_ms)
        self.joint[thing] = JointWatch(until_ms, it.place, _lay(it))

    def renew_joint(self, thing: Id, person: Id, now_ms: int) -> None:
        """One of them states that it was in sight since shown: their own limit runs anew."""
        watch = self.joint.get(thing)
        if watch is not None and now_ms <= watch.until_ms.get(person, -1):
            watch.until_ms[person] = now_ms + self.terms.joint_watch_ms

    def failure(self, person: Id) -> Failure:
        """That a person's watch failed during their present stay at one place."""
        known = self._failures.get(person)
        if known is None:
            place, number = self.stays.get(person, (None, 0))
            known = Failure("watch", person, f"{place or 'nowhere'}#{number}")
            self._failures[person] = known
        return known

    def runs(self, watch: Failure) -> bool:
        """Whether the stay of a watch goes on."""
        return self.failure(watch.who) == watch

    def watchers(self, state: State, it: Around, now_ms: int) -> frozenset[Id]:
        """Everyone whose watch over a thing counts at `now_ms`."""
        if it.is_left_or_said:
            return NOBODY
        watch = self.joint.get(it.parts[0])
        together = watch.people(now_ms) if watch is not None else NOBODY
        return together | self._custodians(state, it)

    def _custodians(self, state: State, it: Around) -> frozenset[Id]:
        place, holding = it.place, it.bearer
        if place is None:
            return NOBODY
        if holding is None:
            put_by = it.put_by
            qualifies = put_by is not None and self._qualifies(state, put_by, place)
            return frozenset((put_by,)) if qualifies and put_by is not None else NOBODY
        if self._qualifies(state, holding, place):
            return frozenset((holding,))
        supervisor = it.supervisor
        if supervisor is None or not self._qualifies(state, supervisor, place):
            return NOBODY
        performs = state.people[holding].roles & {"performer", "stand-in"}
        return frozenset((supervisor, holding) if performs else (supervisor,))

    def _qualifies(self, state: State, person: Id, place: Id) -> bool:
        known = state.people.get(person)
        if known is None or known.place != place or not known.on_property:
            return False
        if not known.roles & set(self.terms.custodians):
            return False
        if known.duties - set(self.terms.other_duties_allowed):
            return False
        return self.charges.get(person, 0) + self.anybodys <= self.terms.in_charge_max

    def _is_broken(self, state: State, thing: Id, watch: JointWatch) -> bool:
        it = around(state, thing)
        if _lay(it) != watch.lay or it.wheres[0].left or it.wheres[0].said:
            return True
        return any(
            person not in state.people or state.people[person].place != watch.place
            for person in watch.until_ms
        )


NOBODY: frozenset[Id] = frozenset()


def _lay(it: Around) -> tuple[Id, ...]:
    """The entries that put a thing, and everything around it, where they are."""
    return tuple(where.event for where in it.wheres)


def _answer_for(state: State, it: Around) -> frozenset[Id] | None:
    """Who has a weapon in their hands, before them, or out under their eyes; None: anybody may."""
    if it.is_said:
        return None
    if it.bearer is not None:
        return frozenset((it.bearer,) if it.supervisor is None else (it.bearer, it.supervisor))
    put_by = it.put_by
    if put_by is None or put_by not in state.people or it.is_left_or_said:
        return NOBODY
    return frozenset((put_by,)) if it.place == state.people[put_by].place else NOBODY


def responsible(it: Around) -> frozenset[Id]:
    """Everyone on whose place, role, duty or charge it rests who watches a thing."""
    return frozenset(one for one in (it.bearer, it.put_by, it.supervisor) if one is not None)
