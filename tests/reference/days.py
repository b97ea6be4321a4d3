"""Days made up at random: crews who mostly do what crews do, and sometimes what they should not.

`small` and `middling` give a record, the policy's terms and the moments at which to ask. Whoever
acts mostly has the thing in hand and writes it down at once; now and then they do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

import msgspec

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.fold import apply
from coldset.core.state import State
from coldset.core.words import Id
from coldset.margin.terms import MethodPower, Terms

T = TypeVar("T")

MINUTE_MS = 60_000
PEOPLE = ("armorer", "property-master", "first-ad", "performer")
PLACES = ("stage", "truck", "workshop")
WEAPONS = ("revolver", "twin", "other")
LOTS = ("box", "odd", "six")
CASES = ("case", "bag")
BUILDS: tuple[tuple[Any, ...], ...] = (
    ("no-primer",),
    ("no-primer", "rattle"),
    ("hole", "no-primer", "rattle"),
    ("rattle",),
    (),
)

METHODS = (
    MethodPower(method="rattle", shows=("live",), build="rattle"),
    MethodPower(method="hole", shows=("live", "blank"), build="hole"),
    MethodPower(method="primer", shows=("live", "blank", "primed"), build="no-primer"),
    MethodPower(method="bullet", shows=("blank",)),
    MethodPower(method="empty", shows=("live", "blank", "primed"), seen=("empty",)),
    MethodPower(method="bore", shows=("lodged",)),
)
PLAIN = Terms(
    methods=METHODS,
    custodians=("armorer", "property-master"),
    other_duties_allowed=("firearms",),
    in_charge_max=3,
    joint_watch_ms=5 * MINUTE_MS,
    late_ms=15 * MINUTE_MS,
)
OTHER_TERMS: tuple[dict[str, Any], ...] = (
    {"in_charge_max": 1},
    {"two_looks": True},
    {"performer_look_counts": True},
    {"weights": {"act": 2}},
    {"weights": {"watch": 3, "witness": 2}},
    {"custodians": ("armorer",)},
    {"late_ms": 0},
)


@dataclass
class Day:
    """A day being made up: what was written down so far, and what it says."""

    random: Random
    terms: Terms = PLAIN
    events: list[Event] = field(default_factory=list)
    state: State = field(default_factory=State)
    now_ms: int = 0
    is_careful: bool = True
    quirks: int = 0

    # --- chances

    def one(self, of: Sequence[T]) -> T:
        return of[self.random.randrange(len(of))]

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def some(self, of: Sequence[T], percent: int) -> list[T]:
        return [one for one in of if self.chance(percent)]

    # --- writing down

    def write(
        self,
        act: Act,
        by: Id | None,
        place: Id | None,
        *,
        sees: Iterable[Witness] = (),
        **more: Any,  # noqa: ANN401 - any part of an event
    ) -> Event:
        """An entry, as of now; it moves the facts on."""
        parts: dict[str, Any] = {
            "id": f"e{len(self.events)}",
            "act": act,
            "earliest_ms": self.now_ms,
            "latest_ms": self.now_ms,
            "recorded_ms": self.now_ms,
            "recorder": by or "office",
            "by": by,
            "place": place,
            "witnesses": tuple(sees),
        }
        event = Event(**(parts | more))
        self.events.append(event)
        apply(self.state, event, self.now_ms)
        return event

    def passes(self) -> None:
        self.now_ms += self.one((0, 0, 0, 1, 3, 6, 20, 60)) * MINUTE_MS

    def place_of(self, person: Id) -> Id:
        known = self.state.people.get(person)
        return (known.place if known is not None else None) or "stage"

    def hand_on(self, thing: Id) -> Id:
        """Whoever has a thing, or would take it where it lies."""
        holding = self.state.person_holding(thing)
        if holding is not None and not self.chance(5):
            return holding
        where = self.state.whereabouts(thing)
        last = where.by if where is not None else None
        return last if last is not None and self.chance(60) else self.one(PEOPLE)

    def place_for(self, thing: Id, by: Id) -> Id:
        """Where whoever acts on a thing acts: where it is, mostly."""
        if self.state.person_holding(thing) == by:
            return self.place_of(by)
        return self.state.place_of(thing) or self.place_of(by)

    def witnesses(self, by: Id, needed: int) -> list[Witness]:
        """Second persons who mostly saw all there was."""
        others = [one for one in PEOPLE if one != by]
        chosen = [self.one(others)] if self.chance(88 if self.is_careful else 30) else []
        if chosen and self.chance(30):
            chosen.append(self.one(others))
        if chosen and self.chance(4):
            chosen.append(by)
        unsure = (*(needed,) * 14, needed - 1, None)
        return [Witness(person=person, count=self.one(unsure)) for person in dict.fromkeys(chosen)]

    def read(self, *things: Id) -> tuple[Id, ...]:
        return tuple(self.some(things, 94 if self.is_careful else 50))

    def how(self) -> dict[str, Any]:
        """Now and then late, over an interval, or only said."""
        more: dict[str, Any] = {}
        if self.chance(self.quirks):
            more["latest_ms"] = self.now_ms + self.one((2, 10, 30)) * MINUTE_MS
        more["recorded_ms"] = more.get("latest_ms", self.now_ms)
        if self.chance(self.quirks):
            more["recorded_ms"] += self.one((10, 60)) * MINUTE_MS
            more["recorder"] = self.one(("armorer", "office"))
        if self.chance(self.quirks):
            more["source"] = Source(kind="statement", who=self.one(PEOPLE))
        return more

    # --- the morning

    def opens(self) -> None:
        """Places, people, searches, the line, boxes and weapons, in the order of a morning."""
        for place in self.some(PLACES, 95) or ["stage"]:
            self.write(acts.PlaceDeclared(place=place, kind="set"), None, None)
        for person in self.some(PEOPLE, 97):
            role: Any = person
            self.write(acts.RoleAssigned(person=person, role=role), None, None)
            self.write(acts.PersonEntered(person=person), person, "stage")
        if self.chance(75):
            self.guards_the_line()
        for person in self.some(PEOPLE, 96 if self.is_careful else 45):
            by = self.one([one for one in PEOPLE[:3] if one != person])
            self.write(acts.PersonSearched(person=person), by, "stage")
            if self.chance(40):
                self.write(acts.PersonSearched(person=person), "first-ad", "stage")
        for case in self.some(CASES, 50):
            kind: Any = case
            holder = self.one(("armorer", "stage", "truck", "property-master"))
            came = acts.ContainerArrived(container=case, kind=kind, holder=holder)
            self.write(came, "armorer", "stage")
        for weapon in WEAPONS[: self.one((1, 1, 2, 2, 3))]:
            self.weapon_comes(weapon)
        for lot in LOTS[: self.one((1, 1, 2))]:
            self.lot_comes(lot)

    def guards_the_line(self) -> None:
        self.write(acts.LineControlled(), "first-ad", "stage")
        for place in self.some(tuple(self.state.places), 97):
            self.write(acts.PlaceSwept(holder=place), self.one(("first-ad", "armorer")), place)

    def weapon_comes(self, weapon: Id) -> None:
        arrived = acts.WeaponArrived(
            weapon=weapon,
            weapon_class="replica" if self.chance(4) else "functional",
            holder=self.one(("armorer", "armorer", "property-master", *self.state.containers)),
            model=self.one(("six", "six", "", "four")),
            chambers=None if self.chance(4) else self.one((1, 1, 2)),
        )
        self.write(arrived, "armorer", "stage")
        if self.is_careful and self.chance(85):
            self.shows(weapon, empty=True)
            self.looks_through(weapon)

    def lot_comes(self, lot: Id) -> None:
        holder = self.one(("armorer", "armorer", "property-master", *self.state.containers))
        claimed: Any = self.one((*("dummy",) * 12, "blank", "unknown"))
        build = self.one(BUILDS[:3] if self.is_careful else BUILDS)
        n = None if self.chance(5) else self.one((2, 3, 4))
        came = acts.LotArrived(
            lot=lot, source="supplier", claimed=claimed, holder=holder, n=n, build=build
        )
        self.write(came, "armorer", "stage")
        if self.is_careful and self.chance(88):
            self.checks(lot)

    # --- looks

    def checks(self, lot: Id) -> None:
        held = self.state.lots.get(lot)
        n = held.n if held is not None and held.n is not None else 4
        build = held.build if held is not None else ()
        good = {"rattle": "rattle", "no-primer": "primer", "hole": "hole"}
        methods = [good[mark] for mark in build if mark in good]
        method: Any = self.one(methods) if methods and self.chance(90) else self.one(("rattle",))
        others = 1 if self.chance(8) else 0
        missed = 1 if self.chance(8) else 0
        looked = max(n - missed, 0)
        answered = (1 if self.chance(5) else looked) - others
        by = self.hand_on(lot)
        act = acts.LotChecked(
            lot=lot, method=method, n=looked - others, answered=answered, others=others
        )
        if others and self.chance(50):
            act = msgspec.structs.replace(act, n=looked)
        sees = self.witnesses(by, n)
        self.write(act, by, self.place_for(lot, by), sees=sees, read=self.read(lot), **self.how())

    def shows(self, weapon: Id, *, empty: bool = False) -> None:
        held = self.state.weapons.get(weapon)
        numbers = sorted(self.state.chambers(weapon)) if held is not None else [1]
        if self.chance(8):
            numbers = numbers[:1]
        sights = []
        for number in numbers:
            known = self.state.chambers(weapon).get(number) if held is not None else None
            contents: Any = "empty" if empty or known is None else known.contents
            if self.chance(8):
                contents = self.one(("dummy", "unknown", "empty", "live", "case"))
            methods: Any = self.methods_for(known.lot if known is not None else None)
            looked = () if contents == "empty" else methods
            if self.chance(4):
                looked = ("empty",)
            sights.append(acts.Sight(chamber=number, contents=contents, methods=looked))
        by = self.hand_on(weapon)
        self.write(
            acts.WeaponShown(weapon=weapon, sights=tuple(sights), turned=True),
            by,
            self.place_for(weapon, by),
            sees=self.witnesses(by, len(sights)),
            read=self.read(weapon),
            **self.how(),
        )

    def methods_for(self, lot: Id | None) -> tuple[str, ...]:
        held = self.state.lots.get(lot or "")
        good = {"rattle": "rattle", "no-primer": "primer", "hole": "hole"}
        fit = [good[mark] for mark in (held.build if held is not None else ()) if mark in good]
        return tuple(self.some(fit, 96)) or ("look",)

    def looks_through(self, weapon: Id) -> None:
        by, clear = self.hand_on(weapon), self.one((*(True,) * 16, None, False))
        self.write(
            acts.BoreChecked(weapon=weapon, clear=clear),
            by,
            self.place_for(weapon, by),
            sees=self.witnesses(by, 1),
            read=self.read(weapon),
            **self.how(),
        )
