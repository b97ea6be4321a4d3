"""A whole season as a stream, to measure with: many units, days and weapons, and no hazard.

Every unit works its days by itself with the same acts as a shoot, and their entries are put in the
order in which they were written down. Nothing is kept but the day at hand.
"""

from collections.abc import Iterator
from itertools import islice

import msgspec

from coldset.core.acts.people import PersonEntered, PersonLeft, RoleAssigned
from coldset.core.acts.places import PlaceDeclared, ProductionOpened
from coldset.core.acts.scene import CutCalled, MealCalled, RehearsalStarted, Wrapped
from coldset.core.events import Event
from coldset.core.words import Id, Role
from coldset.simulate import boxes, guns
from coldset.simulate.call import ZONE
from coldset.simulate.chance import Chance
from coldset.simulate.crew import Crew
from coldset.simulate.habits import habit_of

BEGAN_MS = 1_904_299_200_000
DAY_MS = 24 * 3_600_000
LAST_CALL_MS = 14 * 3_600_000
"""No scene begins later than this after the first call."""

WEAPONS_A_UNIT = 6
CHAMBERS = 6
LATE_SHARE, LATEST_MINUTES = 0.01, 60
HEADS: tuple[Role, ...] = ("armorer", "property-master", "first-ad", "performer")
"""Whom every unit has; everyone else is crew."""

FULL_AT = 20_000
"""From so many entries on, a season has all its weapons, rounds, people and holders."""


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How large a season is: entries, and what they are about."""

    events: int
    weapons: int = 60
    rounds: int = 20_000
    people: int = 200
    holders: int = 300

    @property
    def units(self) -> int:
        """How many units share the work."""
        return max(1, self.weapons // WEAPONS_A_UNIT)


def season_size(events: int) -> Size:
    """The size of a season of so many entries; a short one is about fewer things."""
    share = min(1.0, events / FULL_AT)
    weapons = max(WEAPONS_A_UNIT, int(60 * share))
    return Size(
        events=events,
        weapons=weapons,
        rounds=max(400, int(20_000 * share)),
        people=max(8, int(200 * share)),
        holders=max(12, int(300 * share)),
    )


def season(seed: int, size: Size) -> Iterator[Event]:
    """The entries of a season, in the order in which they were written down.

    One of a hundred is written up to an hour late. The same seed and size give the same season.
    """
    return islice(_days(seed, size), size.events)


def _days(seed: int, size: Size) -> Iterator[Event]:
    units = [_Unit(seed, number, size) for number in range(size.units)]
    waiting: list[Event] = []
    day = 0
    while True:
        for unit in units:
            unit.work(day)
            waiting += unit.crew.events
            unit.crew.events.clear()
        day += 1
        next_ms = BEGAN_MS + day * DAY_MS
        waiting.sort(key=lambda event: event.recorded_ms)
        yield from (event for event in waiting if event.recorded_ms < next_ms)
        waiting = [event for event in waiting if event.recorded_ms >= next_ms]


class _Unit:
    """One unit: its people, its boxes, its weapons, and its day."""

    def __init__(self, seed: int, number: int, size: Size) -> None:
        habit = msgspec.structs.replace(
            habit_of("careful"), records_at_once=1 - LATE_SHARE, false_tick=0.0, tires=0.0
        )
        self.name = f"u{number + 1}"
        self.crew = Crew(
            Chance(seed * 1000 + number),
            habit,
            BEGAN_MS,
            unit=self.name,
            late_minutes=(1, LATEST_MINUTES),
        )
        self.people = self._share(size.people, size, number)
        self.boxes = max(1, self._share(size.holders, size, number) - 4)
        self.rounds = max(1, self._share(size.rounds, size, number) // self.boxes)
        self.weapons = [f"{self.name}-sa-{n + 1}" for n in range(WEAPONS_A_UNIT)]
        self.set = f"{self.name}-set"
        self.armorer, self.props, self.ad, self.performer = (
            f"{self.name}-{role}" for role in HEADS
        )
        self.scene = 0

    @staticmethod
    def _share(total: int, size: Size, number: int) -> int:
        return total // size.units + (number < total % size.units)

    def _crowd(self) -> dict[Id, Role]:
        heads: dict[Id, Role] = {f"{self.name}-{role}": role for role in HEADS}
        grips = range(max(0, self.people - len(HEADS)))
        return {**heads, **{f"{self.name}-grip-{n + 1}": "crew" for n in grips}}

    def work(self, day: int) -> None:
        """One day, from the first to the last entry."""
        crew = self.crew
        crew.day_began_ms = crew.now_ms = BEGAN_MS + day * DAY_MS
        if day == 0:
            self._open()
        for person in self._crowd():
            crew.write(PersonEntered(person=person), place=self.set)
            crew.ledger.stands(person, self.set)
            crew.wait(5)
        boxes.search(crew, self.armorer, self.props)
        boxes.search(crew, self.props, self.armorer)
        if day == 0:
            self._stock()
        while crew.now_ms < crew.day_began_ms + LAST_CALL_MS:
            self._scene()
        crew.write(Wrapped(), self.ad, self.set)
        for person in self._crowd():
            crew.write(PersonLeft(person=person))
            crew.ledger.leaves(person)

    def _open(self) -> None:
        crew = self.crew
        if self.name == "u1":
            crew.write(ProductionOpened(title="an invented season", zone=ZONE))
        crew.write(PlaceDeclared(place=self.set, kind="set"))
        for person, role in self._crowd().items():
            crew.ledger.roles[person] = role
            crew.write(RoleAssigned(person=person, role=role))
        crew.wait(60)

    def _stock(self) -> None:
        """Boxes with dummies, and weapons, as they come on the first day."""
        crew, name = self.crew, self.name
        boxes.box_arrives(crew, f"{name}-gun-case", "case", self.set, "weapons", self.armorer)
        boxes.box_arrives(crew, f"{name}-ammo-case", "case", self.set, "ammunition", self.armorer)
        boxes.box_arrives(crew, f"{name}-cart", "cart", self.set, "", self.props)
        build = ("rattle", "hole", "no-primer")
        for number in range(self.boxes):
            box, lot = f"{name}-box-{number + 1}", f"{name}-dummies-{number + 1}"
            boxes.box_arrives(crew, box, "box", f"{name}-ammo-case", "", self.armorer)
            kinds = ["dummy"] * self.rounds
            boxes.lot_arrives(crew, lot, kinds, build, "supplier", box, self.armorer)  # type: ignore[arg-type]  # dummies all
        for weapon in self.weapons:
            guns.weapon_arrives(crew, weapon, "single-action 45", CHAMBERS, self.armorer)
            boxes.put(crew, weapon, f"{name}-gun-case", self.armorer)

    def _scene(self) -> None:
        """One weapon loaded, shown, handed over, collected and unloaded."""
        crew, weapon = self.crew, self.crew.chance.one_of(self.weapons)
        self.scene += 1
        scene, portion = f"{self.name}-sc-{self.scene}", f"{weapon}-rounds"
        guns.take(crew, weapon, self.armorer)
        guns.show(crew, weapon, self.armorer, (self.ad,), ())
        guns.look_through_bore(crew, weapon, self.armorer, self.ad)
        if portion in crew.lots:
            boxes.put(crew, portion, self.armorer, self.armorer)
        else:
            lot = f"{self.name}-dummies-{crew.chance.whole(1, self.boxes)}"
            boxes.draw(crew, lot, portion, n=CHAMBERS, by=self.armorer, witness=self.props)
        guns.load(crew, weapon, portion, self.armorer, self.props)
        guns.show(crew, weapon, self.armorer, (self.ad,), (self.performer,))
        guns.call_status(crew, weapon, self.armorer, (self.performer, self.ad))
        guns.hand_over(crew, weapon, self.armorer, self.performer, scene)
        crew.write(RehearsalStarted(scene=scene), self.ad, self.set)
        crew.wait(crew.chance.whole(60, 240))
        crew.write(CutCalled(scene=scene), self.ad, self.set)
        guns.collect(crew, weapon, self.performer, self.armorer)
        guns.unload(crew, weapon, self.armorer, self.props)
        boxes.put(crew, portion, f"{self.name}-ammo-case", self.armorer)
        boxes.put(crew, weapon, f"{self.name}-gun-case", self.armorer)
        if self.scene % 20 == 0:
            crew.write(MealCalled(), self.ad, self.set)
            crew.wait(30 * 60)
