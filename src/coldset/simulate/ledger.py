"""What the crew has written, as far as the simulator must know it: who has what, who watches it.

A watch fails only where the record has one. So when somebody reaches past it, the truth has to
name whose watch that was; who that is, is read here from what was written, in the words of
DESIGN part 3, row "a custodian", and with none of the calculus' code.
"""

from dataclasses import dataclass, field

from coldset.core.words import Id

CUSTODIANS = frozenset({"armorer", "property-master", "assistant-property-master"})
"""The roles whose eyes count as a watch."""

IN_CHARGE_MAX = 6
JOINT_MS = 300_000
"""How long two people who looked together watch together: five minutes."""


@dataclass(slots=True)
class Written:
    """Where a thing is by the record: with whom, by whose hand; `number` tells placings apart."""

    holder: Id
    by: Id
    number: int
    left: bool = False
    supervisor: Id = ""


@dataclass(slots=True)
class Joint:
    """People who looked at a thing together, until when each, and how it lay then."""

    until_ms: dict[Id, int]
    place: Id
    lay: tuple[int, ...]


@dataclass(slots=True)
class Ledger:
    """Who is where, what is where, what is locked and sealed; all by the record alone."""

    roles: dict[Id, str] = field(default_factory=dict)
    person_at: dict[Id, Id] = field(default_factory=dict)
    things: dict[Id, Written] = field(default_factory=dict)
    weapons: list[Id] = field(default_factory=list)
    locks: dict[Id, frozenset[Id] | None] = field(default_factory=dict)
    seals: dict[Id, str] = field(default_factory=dict)
    joint: dict[Id, Joint] = field(default_factory=dict)
    clean: dict[Id, Id] = field(default_factory=dict)
    placings: int = 0

    def stands(self, person: Id, place: Id) -> None:
        """Somebody is at a place; a watch that they shared elsewhere is over."""
        if self.person_at.get(person) == place:
            return
        self.person_at[person] = place
        self._end_joint(person)

    def leaves(self, person: Id) -> None:
        """Somebody left the property."""
        self.person_at.pop(person, None)
        self._end_joint(person)

    def _end_joint(self, person: Id) -> None:
        for thing in [t for t, joint in self.joint.items() if person in joint.until_ms]:
            del self.joint[thing]

    def put(self, thing: Id, holder: Id, by: Id, supervisor: Id = "") -> None:
        """A thing is with a holder now. Whoever reaches into something locked has opened it."""
        if thing in self.things:
            self.opened(*self.around(thing))
        self.placings += 1
        self.things[thing] = Written(holder, by, self.placings, supervisor=supervisor)
        self.opened(holder, *self.around(holder))

    def handle(self, thing: Id, by: Id) -> None:
        """Somebody acts on a thing where it is."""
        self.opened(thing, *self.around(thing))
        written = self.things[thing]
        written.by, written.left = by, False

    def opened(self, *holders: Id) -> None:
        """Locks and seals on these are off."""
        for holder in holders:
            self.locks.pop(holder, None)
            self.seals.pop(holder, None)

    def around(self, thing: Id) -> list[Id]:
        """What is around a thing, from the nearest outwards, ending at a person or a place."""
        found: list[Id] = []
        while (written := self.things.get(thing)) is not None:
            thing = written.holder
            found.append(thing)
        return found

    def place_of(self, thing: Id) -> Id:
        """The place at which a thing is; empty where nobody knows."""
        outermost = [thing, *self.around(thing)][-1]
        return self.person_at.get(outermost, "" if outermost in self.roles else outermost)

    def leave(self, holder: Id) -> None:
        """A thing, or what lies directly at a place, is left alone."""
        for thing, written in self.things.items():
            if holder in (thing, written.holder):
                written.left = True

    def looked(self, thing: Id, people: set[Id], now_ms: int) -> None:
        """These people looked at all of a thing together, and have it before them."""
        if len(people) > 1:
            until = dict.fromkeys(people, now_ms + JOINT_MS)
            self.joint[thing] = Joint(until, self.place_of(thing), self._lay(thing))

    def renews(self, thing: Id, person: Id, now_ms: int) -> None:
        """Somebody states that a thing was in sight since they looked."""
        joint = self.joint.get(thing)
        if joint is not None and now_ms <= joint.until_ms.get(person, -1):
            joint.until_ms[person] = now_ms + JOINT_MS

    def _lay(self, thing: Id) -> tuple[int, ...]:
        parts = (self.things.get(part) for part in (thing, *self.around(thing)))
        return tuple(written.number for written in parts if written is not None)

    def _is_left(self, thing: Id) -> bool:
        parts = (self.things.get(part) for part in (thing, *self.around(thing)))
        return any(written.left for written in parts if written is not None)

    def watchers(self, thing: Id, now_ms: int) -> frozenset[Id]:
        """Everyone who watches a thing, by the record."""
        if self._is_left(thing):
            return frozenset()
        joint = self.joint.get(thing)
        together: frozenset[Id] = frozenset()
        if joint is not None and joint.lay == self._lay(thing):
            together = frozenset(p for p, until in joint.until_ms.items() if now_ms < until)
        return together | self._custodians(thing)

    def _custodians(self, thing: Id) -> frozenset[Id]:
        place = self.place_of(thing)
        held_by = self.person_with(thing)
        if held_by is None:
            return frozenset(p for p in (self._last_hand(thing),) if self._keeps(p, place))
        if self._keeps(held_by, place):
            return frozenset({held_by})
        supervisor = self.things[thing].supervisor
        if not self._keeps(supervisor, place):
            return frozenset()
        performs = self.roles.get(held_by) in {"performer", "stand-in"}
        return frozenset({supervisor, held_by} if performs else {supervisor})

    def person_with(self, thing: Id) -> Id | None:
        """The person who has a thing, if one has."""
        return next((part for part in self.around(thing) if part in self.roles), None)

    def _last_hand(self, thing: Id) -> Id:
        movable = [part for part in (thing, *self.around(thing)) if part in self.things]
        return self.things[movable[-1]].by if movable else ""

    def _keeps(self, person: Id, place: Id) -> bool:
        if self.roles.get(person) not in CUSTODIANS or self.person_at.get(person) != place:
            return False
        return sum(self._answers(person, weapon) for weapon in self.weapons) <= IN_CHARGE_MAX

    def _answers(self, person: Id, weapon: Id) -> bool:
        held_by = self.person_with(weapon)
        if held_by is not None:
            return person in {held_by, self.things[weapon].supervisor}
        if self._is_left(weapon) or self._last_hand(weapon) != person:
            return False
        return self.place_of(weapon) == self.person_at.get(person)
