"""What the record says is so, after some of its events.

`fold.py` alone writes here; every other room only reads. A claim stays marked as one: `said`
is true where only a statement or a paper puts a thing in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from coldset.core.acts import CustodyPassed, KitIssued
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.naming import Kind
from coldset.core.words import BuildMark, Contents, Id, Method, RoundClass, WeaponClass

UNKNOWN_HOLDER: Id = "unknown"
"""Where a thing is that the record cannot place."""


@dataclass(slots=True)
class Whereabouts:
    """Which holder a thing is with, since when, by whose hand, and who says so."""

    holder: Id
    since_ms: int
    by: Id | None
    said: bool = False
    left: bool = False
    gap: bool = False
    supervisor: Id | None = None
    event: Id = ""


@dataclass(slots=True)
class Lock:
    """A lock that is closed; `keys` is None when who can open it is unknown."""

    keys: frozenset[Id] | None
    event: Event


@dataclass(slots=True)
class Seal:
    """A seal that is on; `event` put it there."""

    number: str
    event: Event


@dataclass(slots=True)
class Person:
    """A person on record; `said_roles` are theirs by a statement or a paper alone."""

    id: Id
    place: Id | None = None
    on_property: bool = False
    roles: set[str] = field(default_factory=set)
    said_roles: set[str] = field(default_factory=set)
    duties: set[str] = field(default_factory=set)
    last_act_ms: int = 0


@dataclass(slots=True)
class Place:
    """A place on the property."""

    id: Id
    kind: str
    keeps: str = ""
    lock: Lock | None = None


@dataclass(slots=True)
class Container:
    """A box, belt, safe or cart."""

    id: Id
    kind: str
    where: Whereabouts
    keeps: str = ""
    lock: Lock | None = None
    seal: Seal | None = None


@dataclass(slots=True)
class Check:
    """One recorded look at rounds, one by one, by one method."""

    event: Event
    method: Method
    n: int | None
    answered: int | None
    others: int


@dataclass(slots=True)
class Lot:
    """Rounds that cannot be told apart; `n` is None when nobody knows how many are left.

    `seen_empty`: the last of them were taken, and its box was seen empty or went with them.
    """

    id: Id
    claimed: RoundClass
    where: Whereabouts
    n: int | None
    build: tuple[BuildMark, ...] = ()
    source: str = ""
    parents: tuple[Id, ...] = ()
    checks: list[Check] = field(default_factory=list)
    fired: int = 0
    discarded: int = 0
    seen_empty: bool = False
    lock: Lock | None = None
    seal: Seal | None = None


@dataclass(slots=True)
class Chamber:
    """What the record says one chamber holds, and which event says so."""

    contents: Contents = "unknown"
    lot: Id | None = None
    event: Id = ""


@dataclass(slots=True)
class Weapon:
    """A weapon; its chambers belong to its cylinder, which can be swapped.

    `seen_since_change`: nobody loaded, unloaded, fired or opened it since it was last shown.
    `bore_clear_since_fired`: the barrel was seen clear after the last shot or hammer fall.
    """

    id: Id
    weapon_class: WeaponClass
    model: str
    serial: str
    cylinder: Id
    where: Whereabouts
    chamber_count: int | None
    source: str = ""
    reason: str = ""
    ever_loaded: bool = False
    last_shown: Event | None = None
    last_bore: Event | None = None
    last_change: Event | None = None
    seen_since_change: bool = False
    bore_clear_since_fired: bool = False


@dataclass(slots=True)
class State:
    """The fold of a record up to `now_ms`.

    `seal_readings` maps the event that put a seal on to the one that read it whole; `taken_in`
    holds every event in order of effect, `history` the same by kind; `keys_given` says who got a
    key to a holder, locked or not. `kinds` holds what each id was taken to be.
    """

    title: str = ""
    zone: str = "UTC"
    now_ms: int = 0
    line_controlled_by: Id | None = None
    people: dict[Id, Person] = field(default_factory=dict)
    places: dict[Id, Place] = field(default_factory=dict)
    containers: dict[Id, Container] = field(default_factory=dict)
    lots: dict[Id, Lot] = field(default_factory=dict)
    weapons: dict[Id, Weapon] = field(default_factory=dict)
    cylinders: dict[Id, dict[int, Chamber]] = field(default_factory=dict)
    stops: dict[Id, Event] = field(default_factory=dict)
    suspicions: dict[Id, Event] = field(default_factory=dict)
    seal_readings: dict[Id, Event] = field(default_factory=dict)
    keys_given: dict[Id, frozenset[Id]] = field(default_factory=dict)
    kinds: dict[Id, frozenset[Kind]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    history: dict[type[Act], list[Event]] = field(default_factory=dict)
    taken_in: list[Event] = field(default_factory=list)

    def of(self, *kinds: type[Act]) -> list[Event]:
        """The events of these kinds, oldest first within each kind."""
        return [event for kind in kinds for event in self.history.get(kind, ())]

    def whereabouts(self, thing: Id) -> Whereabouts | None:
        """Where a weapon, container or lot is; None for what has no whereabouts."""
        held = self.weapons.get(thing) or self.containers.get(thing) or self.lots.get(thing)
        return held.where if held is not None else None

    def is_of_two(self, name: Id) -> bool:
        """Whether an id was taken to be things of two kinds, so that nobody can say which."""
        return len(self.kinds.get(name, ())) > 1

    def chain(self, thing: Id) -> Iterator[Id]:
        """The holders around a thing, from the nearest outwards; stops at a loop."""
        where = self.whereabouts(thing)
        if where is None or where.holder == thing:
            return
        yield where.holder
        seen = {thing, where.holder}
        while (outer := self.whereabouts(where.holder)) and outer.holder not in seen:
            where = outer
            seen.add(where.holder)
            yield where.holder

    def place_of(self, thing: Id) -> Id | None:
        """The place that a thing or person is at; None when the record cannot say."""
        outermost = thing
        for holder in self.chain(thing):
            outermost = holder
        if outermost in self.people:
            return self.people[outermost].place
        return outermost if outermost in self.places else None

    def person_holding(self, thing: Id) -> Id | None:
        """The person in whose hands or kit a thing is, if any."""
        return next((holder for holder in self.chain(thing) if holder in self.people), None)

    def chambers(self, weapon: Id) -> dict[int, Chamber]:
        """The chambers of a weapon's cylinder, by number."""
        return self.cylinders[self.weapons[weapon].cylinder]

    def contents(self, holder: Id) -> list[Id]:
        """The things that are directly in or with a holder, in no order of meaning."""
        tables = (self.weapons, self.containers, self.lots)
        return [
            thing
            for table in tables
            for thing, held in table.items()
            if held.where.holder == holder
        ]

    def hand_overs(self, weapon: Id) -> list[Event]:
        """The events by which a weapon went from hand to hand, in order of effect."""
        return [event for event in self.taken_in if weapon in handed_over(event)]


def copied(state: State) -> State:
    """A state that can be folded further without changing this one; events are shared."""
    return replace(
        state,
        people={
            one.id: replace(
                one,
                roles=set(one.roles),
                said_roles=set(one.said_roles),
                duties=set(one.duties),
            )
            for one in state.people.values()
        },
        places={one.id: replace(one) for one in state.places.values()},
        containers={
            one.id: replace(one, where=replace(one.where)) for one in state.containers.values()
        },
        lots={
            one.id: replace(one, where=replace(one.where), checks=list(one.checks))
            for one in state.lots.values()
        },
        weapons={one.id: replace(one, where=replace(one.where)) for one in state.weapons.values()},
        cylinders={
            name: {number: replace(chamber) for number, chamber in chambers.items()}
            for name, chambers in state.cylinders.items()
        },
        stops=dict(state.stops),
        suspicions=dict(state.suspicions),
        seal_readings=dict(state.seal_readings),
        keys_given=dict(state.keys_given),
        kinds=dict(state.kinds),
        findings=list(state.findings),
        history={kind: list(events) for kind, events in state.history.items()},
        taken_in=list(state.taken_in),
    )


def handed_over(event: Event) -> tuple[Id, ...]:
    """The things that a hand-over event passes on."""
    if isinstance(event.act, CustodyPassed):
        return (event.act.item,)
    if isinstance(event.act, KitIssued):
        return event.act.items
    return ()
