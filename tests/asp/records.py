"""Random records of a set that mean something: a seed in, a tuple of entries out.

A small crew goes through a day: people come, search each other, hold the line; boxes of rounds
are checked, drawn from, merged, loaded; weapons are shown, handed over, left, found wanting. Most
of what they write is as careful as on a set where somebody watches, so that figures are often
above 0; some is late, only said, without an instant, contradicting or corrected.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import msgspec

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness

MINUTE_MS = 60_000
PLACES = ("workshop", "truck", "stage")
PEOPLE = ("armorer", "property-master", "first-ad", "performer")
BUILDS: tuple[tuple[str, ...], ...] = (
    ("rattle",),
    ("hole",),
    ("rattle", "hole"),
    ("no-primer",),
    (),
)
METHODS = ("rattle", "rattle", "hole", "primer", "bullet", "look")


@dataclass
class Crew:
    """What the crew believes of its day, and what it has written down so far.

    `odd` is how often, of a hundred entries, one is of an unusual kind: late, only said, without an
    instant, by somebody elsewhere. A `careful` crew holds the line, searches everybody,
    and witnesses and reads marks nearly always.
    """

    random: Random
    odd: int
    careful: bool = False
    events: list[Event] = field(default_factory=list)
    minute: int = 0
    at: dict[str, str] = field(default_factory=dict)
    holder: dict[str, str] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    lots: dict[str, int] = field(default_factory=dict)
    loaded: dict[str, dict[int, str]] = field(default_factory=dict)
    seals: dict[str, str] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)
    cylinders: dict[str, str] = field(default_factory=dict)
    count: int = 0

    # ------------------------------------------------------------------------------- writing
    def write(self, act: Act, by: str | None, place: str | None = None, **more: Any) -> Event:  # noqa: ANN401 - the entry's own fields
        """One entry, as odd as the crew is."""
        start = self.minute * MINUTE_MS
        event = Event(
            id=f"e{len(self.events)}",
            act=act,
            earliest_ms=start,
            latest_ms=more.pop("latest_ms", start),
            recorded_ms=more.pop("recorded_ms", start),
            recorder=more.pop("recorder", by or "office"),
            by=by,
            place=place if place is not None else self.at.get(by or ""),
            **more,
        )
        self.events.append(self._odd(event))
        return self.events[-1]

    def _odd(self, event: Event) -> Event:
        if isinstance(event.act, acts.HazardIdentified | acts.StatementMade):
            return event
        if self.random.randrange(100) >= self.odd:
            return event
        kind = self.random.randrange(3)
        if kind == 0:
            late_ms = event.latest_ms + 40 * MINUTE_MS
            return msgspec.structs.replace(event, recorded_ms=late_ms)
        if kind == 1:
            return msgspec.structs.replace(event, source=Source(kind="statement", who="somebody"))
        end_ms = event.earliest_ms + self.random.choice((2, 7)) * MINUTE_MS
        return msgspec.structs.replace(event, latest_ms=end_ms, recorded_ms=end_ms)

    def chance(self, percent: int) -> bool:
        """Whether something with this chance in a hundred happens."""
        return self.random.randrange(100) < percent

    def name(self, kind: str) -> str:
        """A name that nothing had before."""
        self.count += 1
        return f"{kind}-{self.count}"

    def somebody(self) -> str:
        """Most things are done by those who should do them."""
        return self.random.choice([*self.people[:2], *self.people[:2], *self.people])

    def place_of(self, thing: str) -> str | None:
        """Where the crew believes a thing to be."""
        while thing in self.holder:
            thing = self.holder[thing]
        return self.at.get(thing, thing if thing in PLACES else None)

    def hands_on(self, thing: str) -> tuple[str, str | None]:
        """Who has, or is by, a thing; now and then somebody who cannot have it."""
        where, around = self.place_of(thing), thing
        while around in self.holder:
            around = self.holder[around]
        if around in self.people:
            return around, where
        near = [person for person in self.people if self.at.get(person) == where]
        if near:
            return self.random.choice(near), where
        return self.somebody(), where

    def seen_by(self, by: str, number: int) -> tuple[Witness, ...]:
        """Mostly one witness who states to have seen all."""
        others = [p for p in self.people if p != by and self.at.get(p) == self.at.get(by)]
        if not others or self.chance(5 if self.careful else 30):
            return ()
        counts = (number,) * (20 if self.careful else 3) + (max(number - 1, 0), None)
        person = self.random.choice(others)
        return (Witness(person=person, count=self.random.choice(counts)),)

    def marks(self, *things: str) -> tuple[str, ...]:
        """Which marks were read."""
        return tuple(thing for thing in things if self.chance(95 if self.careful else 65))

    # ------------------------------------------------------------------------------- the morning
    def opens(self) -> None:  # noqa: C901 - a morning has many steps
        """Places, people, the line, searches, weapons, a box of dummies or two."""
        careful = self.careful or self.chance(75)
        gate = PEOPLE[2]
        self.people = list(PEOPLE[: self.random.choice((2, 3, 3, 4))])
        for person in self.people:
            self.write(acts.RoleAssigned(person=person, role=person), None)  # type: ignore[arg-type]  # their names are roles
        if careful:
            self.write(acts.LineControlled(), gate)
        for place in PLACES[: self.random.choice((2, 2, 3))]:
            self.write(acts.PlaceDeclared(place=place, kind="set"), None)
        self.minute += 1
        for person in self.people:
            self.at[person] = "workshop"
            self.write(acts.PersonEntered(person=person), person)
        for person in self.people if careful else self.people[:1]:
            if self.careful or self.chance(85):
                others = [one for one in self.people if one != person]
                self.write(acts.PersonSearched(person=person), self.random.choice(others))
        if self.careful:  # not the one who holds the line
            for place in PLACES:
                if any(getattr(e.act, "place", None) == place for e in self.events):
                    self.write(acts.PlaceSwept(holder=place), self.people[0])
        model = self.random.choice(("", "saa", "saa"))
        for _ in range(self.random.choice((1, 1, 2, 3))):
            self._weapon_arrives(model)
        if self.chance(60):
            self.box_arrives()
        self.lot_arrives()

    def _weapon_arrives(self, model: str) -> None:
        weapon = self.name("revolver")
        by = self.people[0]
        chambers = self.random.choice((2, 2, 2, 1, None))
        klass = self.random.choice(KINDS if model else KINDS[:-1])
        model = model if self.chance(80) else "other"
        self.weapons.append(weapon)
        self.holder[weapon] = by
        self.loaded[weapon] = {}
        self.cylinders[weapon] = f"{weapon}-cylinder"
        act = acts.WeaponArrived(
            weapon=weapon, weapon_class=klass, holder=by, model=model, chambers=chambers
        )
        self.write(act, by)
        if self.chance(70):
            self._show(weapon, "empty", by)

    # ------------------------------------------------------------------------------- what is done
    def box_arrives(self) -> None:
        """A case, bag or cart, in somebody's hands or at a place."""
        box = self.name("box")
        by = self.somebody()
        holder = by if self.chance(60) else self.at[by]
        self.boxes.append(box)
        self.holder[box] = holder
        kind = self.random.choice(("box", "case", "bag", "cart"))
        self.write(acts.ContainerArrived(container=box, kind=kind, holder=holder), by)

    def lot_arrives(self) -> None:
        """A lot of rounds from a supplier."""
        lot = self.name("lot")
        by = self.somebody()
        near = [b for b in self.boxes if self.place_of(b) == self.at[by] and not self._closed(b)]
        holder = self.random.choice([by, by, self.at[by], *near])
        n = self.random.choice((4, 6, 6, 6, None))
        claimed = self.random.choice(("dummy", "dummy", "dummy", "blank"))
        build = self.random.choice(BUILDS)
        self.lots[lot] = n if n is not None else -1
        self.holder[lot] = holder
        act = acts.LotArrived(
            lot=lot,
            source="supplier",
            claimed=claimed,
            holder=holder,
            n=n,
            build=build,  # type: ignore[arg-type]  # all are marks of a build
        )
        self.write(act, by)
        if self.chance(80):
            self._check(lot)

    def _closed(self, thing: str) -> bool:
        while thing in self.holder:
            if thing in self.locked or thing in self.seals:
                return True
            thing = self.holder[thing]
        return thing in self.locked

    def _open(self, thing: str) -> None:
        """Whoever takes something out has opened what it was in."""
        while thing in self.holder:
            thing = self.holder[thing]
            self.seals.pop(thing, None)
            self.locked.discard(thing)

    def check(self) -> None:
        """Rounds rattled, or looked at, one by one."""
        lots = [lot for lot, n in self.lots.items() if n]
        if lots:
            self._check(self.random.choice(lots))

    def _check(self, lot: str) -> None:
        by, where = self.hands_on(lot)
        held = self.lots[lot] if self.lots[lot] >= 0 else 6
        n = held if self.chance(85) else max(held - 1, 1)
        others = 1 if self.chance(6) else 0
        method = self.random.choice(METHODS)
        self._open(lot)
        self.seals.pop(lot, None)
        self.locked.discard(lot)
        act = acts.LotChecked(
            lot=lot, method=method, n=n, answered=max(n - others, 0), others=others
        )  # type: ignore[arg-type]  # all are methods
        seen = self.seen_by(by, n)
        self.write(act, by, where, witnesses=seen, read=self.marks(lot))
        if others and self.chance(70):
            self.minute += 1
            again = acts.LotChecked(lot=lot, method="hole", n=others, answered=others)
            self.write(again, by, where, witnesses=seen, read=self.marks(lot))

    def draw(self) -> None:
        """A portion drawn; the last of a lot mostly with its holder seen empty."""
        lots = [lot for lot, n in self.lots.items() if n > 0]
        if not lots:
            return
        lot = self.random.choice(lots)
        by, where = self.hands_on(lot)
        n = min(self.random.choice((1, 2, 2)), self.lots[lot])
        portion = self.name("portion")
        self._open(lot)
        self.lots[lot] -= n
        self.lots[portion] = n
        self.holder[portion] = by
        act = acts.PortionDrawn(
            lot=lot,
            portion=portion,
            holder=by,
            n=n,
            emptied=self.lots[lot] == 0 and self.chance(70),
        )
        self.write(act, by, where, read=self.marks(lot, portion))

    def merge(self) -> None:
        """Two lots put together."""
        lots = [lot for lot, n in self.lots.items() if n]
        if len(lots) < 2:
            return
        one, two = self.random.sample(lots, 2)
        by, where = self.hands_on(one)
        into = self.name("lot") if self.chance(60) else one
        n = -1 if -1 in {self.lots[one], self.lots[two]} else self.lots[one] + self.lots[two]
        self._open(one)
        self._open(two)
        self.lots |= {one: 0, two: 0, into: n}
        self.holder[into] = by
        act = acts.LotsMerged(lots=(one, two), into=into, holder=by)
        self.write(act, by, where, read=self.marks(one, two, into))

    def load(self) -> None:
        """Rounds of a small lot into a weapon's chambers."""
        lots = [lot for lot, n in self.lots.items() if n and lot.startswith("portion")]
        if not lots or not self.weapons:
            return
        lot, weapon = self.random.choice(lots), self.random.choice(self.weapons)
        by, where = self.hands_on(lot if self.chance(50) else weapon)
        n = min(2, self.lots[lot]) if self.lots[lot] > 0 else 1
        chambers = tuple(range(1, n + 1)) if self.chance(85) else ()
        self.lots[lot] = max(self.lots[lot] - n, 0) if self.lots[lot] > 0 else -1
        self.loaded[weapon] |= dict.fromkeys(range(1, n + 1), lot)
        bullets = n if self.chance(60) else None
        act = acts.RoundsLoaded(weapon=weapon, lot=lot, chambers=chambers, n=n, bullets=bullets)
        self.write(act, by, where, read=self.marks(lot, weapon))
        if self.chance(60):
            self._show(weapon, "dummy", by)

    def unload(self) -> None:
        """What a weapon holds taken out."""
        full = [weapon for weapon in self.weapons if self.loaded[weapon]]
        if not full:
            return
        weapon = self.random.choice(full)
        by, where = self.hands_on(weapon)
        n = len(self.loaded[weapon])
        lot = self.name("portion")
        self.lots[lot], self.holder[lot] = n, by
        self.loaded[weapon] = {}
        act = acts.RoundsUnloaded(
            weapon=weapon,
            lot=lot,
            holder=by,
            chambers=(1, 2)[:n] if self.chance(80) else (),
            n=n,
            bullets=n if self.chance(60) else None,
            seen_empty=self.chance(70),
        )
        self.write(act, by, where, witnesses=self.seen_by(by, n), read=self.marks(weapon, lot))

    def show(self) -> None:
        """A weapon shown, all of its chambers or some."""
        if self.weapons:
            weapon = self.random.choice(self.weapons)
            by, _ = self.hands_on(weapon)
            self._show(weapon, "dummy" if self.loaded[weapon] else "empty", by)

    def _show(self, weapon: str, contents: str, by: str) -> None:
        numbers = (1, 2) if self.chance(85) else (1,)
        seen = [contents if self.chance(95) else "unknown" for _ in numbers]
        method = self.random.choice(("rattle", "hole", "rattle"))
        sights = tuple(
            acts.Sight(chamber=k, contents=what, methods=(method,) if what == "dummy" else ())  # type: ignore[arg-type]  # all are contents
            for k, what in zip(numbers, seen, strict=True)
        )
        self._open(weapon)
        witnesses = self.seen_by(by, len(numbers))
        act = acts.WeaponShown(weapon=weapon, sights=sights)
        self.write(act, by, self.place_of(weapon), witnesses=witnesses, read=self.marks(weapon))

    def bore(self) -> None:
        """A barrel looked through."""
        if self.weapons:
            weapon = self.random.choice(self.weapons)
            by, where = self.hands_on(weapon)
            clear = self.random.choice((True, True, True, True, None))
            act = acts.BoreChecked(weapon=weapon, clear=clear)
            self.write(act, by, where, witnesses=self.seen_by(by, 1), read=self.marks(weapon))

    def fire(self) -> None:
        """A hammer falls, or a shot."""
        if not self.weapons:
            return
        weapon = self.random.choice(self.weapons)
        by, where = self.hands_on(weapon)
        chamber = self.random.choice((1, 2, None))
        if self.chance(50):
            act: Act = acts.HammerFell(weapon=weapon, chamber=chamber)
        else:
            act = acts.ShotFired(weapon=weapon, planned=True, chamber=chamber)
        self.write(act, by, where, read=self.marks(weapon))

    def move(self) -> None:
        """A thing put down at a place, into a box, or taken up."""
        things = [*self.weapons, *self.boxes, *self.lots]
        if not things:
            return
        thing = self.random.choice(things)
        by, where = self.hands_on(thing)
        place = where if where is not None else self.at[by]
        boxes = [b for b in self.boxes if b != thing and not self._inside(b, thing)]
        near = [b for b in boxes if self.place_of(b) == place]
        to = self.random.choice([by, by, place, place, *near])
        carrier = by if self.chance(93) else None
        self._open(thing)
        self._open(to)
        self.seals.pop(to, None)
        self.locked.discard(to)
        self.holder[thing] = to
        self.write(acts.ItemMoved(item=thing, holder=to), carrier, place, read=self.marks(thing))

    def _inside(self, thing: str, outer: str) -> bool:
        while thing in self.holder:
            thing = self.holder[thing]
            if thing == outer:
                return True
        return False

    def hand_over(self) -> None:
        """A thing from hand to hand; a performer with a supervisor."""
        things = [*self.weapons, *self.weapons, *self.boxes]
        if not things:
            return
        thing = self.random.choice(things)
        giver, where = self.hands_on(thing)
        receiver = self.random.choice([p for p in self.people if p != giver])
        supervisor = giver if receiver in PEOPLE[2:] and self.chance(70) else None
        self._open(thing)
        self.holder[thing] = receiver
        if where is not None:
            self.at[receiver] = where
        act = acts.CustodyPassed(item=thing, giver=giver, receiver=receiver, supervisor=supervisor)
        self.write(act, giver, where, read=self.marks(thing))

    def leave(self) -> None:
        """A thing or a place left with nobody."""
        things = [*self.weapons, *self.boxes, *PLACES[:2]]
        holder = self.random.choice(things)
        self.write(acts.PlaceLeft(holder=holder), self.somebody())

    def claim(self) -> None:
        """Somebody has a thing in sight."""
        things = [*self.weapons, *self.boxes, *self.lots]
        if things:
            thing = self.random.choice(things)
            by, where = self.hands_on(thing)
            act = acts.WatchClaimed(item=thing, since_shown=self.chance(70))
            self.write(act, by, where)

    def close(self) -> None:
        """A lock or a seal, put on or dealt with."""
        things = [*self.boxes, *[lot for lot, n in self.lots.items() if n]]
        if not things:
            return
        thing = self.random.choice(things)
        by, where = self.hands_on(thing)
        if thing in self.seals and self.chance(75):
            number = self.seals[thing] if self.chance(90) else "other"
            act = acts.SealRead(container=thing, seal=number, intact=self.chance(90))
            self.write(act, by, where)
        elif self.chance(50):
            self.seals[thing] = self.name("seal")
            self._open(thing)
            self.write(acts.ContainerSealed(container=thing, seal=self.seals[thing]), by, where)
        elif thing in self.locked:
            self.locked.discard(thing)
            self.write(acts.HolderUnlocked(holder=thing), by, where)
        else:
            self._lock(self.random.choice([thing, *PLACES[:2]]), by, where)

    def _lock(self, holder: str, by: str, where: str | None) -> None:
        count = self.random.choice((0, 1, 1, 2))
        keys = tuple(self.random.sample(self.people, count)) if self.chance(85) else None
        self.locked.add(holder)
        self.write(acts.HolderLocked(holder=holder, keys=keys), by, where)
        if self.chance(20):
            act = acts.KeyGiven(holder=holder, person=self.random.choice(self.people))
            self.write(act, by, where)

    def go(self) -> None:
        """Somebody goes elsewhere, off the property, or comes back."""
        person = self.random.choice(self.people)
        if self.chance(30):
            self.write(acts.PersonLeft(person=person), None)
            self.minute += 1
            if self.chance(70):
                through = self.random.choice((None, None, "first-ad"))
                self.write(
                    acts.PersonEntered(person=person, through=through), None, self.at[person]
                )
            return
        self.at[person] = self.random.choice(PLACES[:2])
        self.write(acts.ConcernRaised(text="cold coffee"), person)

    def search(self) -> None:
        """A search, a declaration, a sweep, the line."""
        by = self.somebody()
        person = self.random.choice([p for p in self.people if p != by])
        kind = self.random.randrange(6)
        if kind <= 2:
            self.write(acts.PersonSearched(person=person), by)
        elif kind == 3:
            self.write(acts.PersonDeclared(person=person, declared="nothing"), by)
        elif kind == 4:
            holder = self.random.choice([*PLACES[:2], *self.boxes])
            self.write(acts.PlaceSwept(holder=holder), by)
        else:
            act = acts.LineReleased() if self.chance(25) else acts.LineControlled()
            self.write(act, by)

    def duty(self) -> None:
        """A duty besides, and its end."""
        person = self.random.choice(self.people)
        kind = acts.DutyAssigned if self.chance(50) else acts.DutyEnded
        self.write(kind(person=person, duty="catering"), None)

    def swap(self) -> None:
        """A cylinder taken out and another put in."""
        if self.weapons:
            weapon = self.random.choice(self.weapons)
            by, where = self.hands_on(weapon)
            others = [self.cylinders[one] for one in self.weapons if one != weapon]
            into = self.random.choice([self.name("cylinder"), *others])
            out, self.cylinders[weapon] = self.cylinders[weapon], into
            self.loaded[weapon] = {}
            act = acts.CylinderSwapped(weapon=weapon, out=out, into=into)
            self.write(act, by, where, read=self.marks(weapon))

    def find(self) -> None:
        """A hazard identified somewhere."""
        hazard = self.random.choice(("live", "live", "primed", "blank", "lodged"))
        places = [*self.weapons, *[lot for lot, n in self.lots.items() if n], *self.boxes]
        if hazard == "lodged":
            places = list(self.weapons)
        places += [] if hazard == "lodged" else [*self.people, *PLACES[:2]]
        if not places:
            return
        at = self.random.choice(places)
        chamber = 1 if at in self.weapons and self.chance(60) else None
        by, where = (self.somebody(), None) if at in (*self.people, *PLACES) else self.hands_on(at)
        act = acts.HazardIdentified(hazard=hazard, at=at, chamber=chamber)  # type: ignore[arg-type]  # all are hazards
        self.write(act, by, where)

    def correct(self) -> None:
        """An entry corrected or retracted."""
        ours = [e for e in self.events if isinstance(e.act, CORRECTABLE) and e.corrects is None]
        if not ours or any(
            e.corrects or isinstance(e.act, acts.EventRetracted) for e in self.events
        ):
            return
        event = self.random.choice(ours)
        now_ms = self.minute * MINUTE_MS
        who = self.somebody()
        if self.chance(50):
            self.write(acts.EventRetracted(event=event.id, reason="never was"), who)
            return
        changed = msgspec.structs.replace(
            event,
            id=f"e{len(self.events)}",
            recorder=who,
            recorded_ms=now_ms,
            witnesses=(),
            corrects=event.id,
        )
        self.events.append(changed)


CORRECTABLE = (
    acts.LotChecked,
    acts.WeaponShown,
    acts.BoreChecked,
    acts.PersonSearched,
    acts.PlaceLeft,
    acts.HolderUnlocked,
)
"""Entries without which the rest of a record still makes sense."""

KINDS = ("functional", "functional", "functional", "blank-firing", "replica")

USUAL: tuple[tuple[int, Callable[[Crew], None]], ...] = (
    (10, Crew.check),
    (14, Crew.draw),
    (4, Crew.merge),
    (14, Crew.load),
    (4, Crew.unload),
    (12, Crew.show),
    (6, Crew.bore),
    (5, Crew.fire),
    (14, Crew.move),
    (8, Crew.hand_over),
    (4, Crew.leave),
    (5, Crew.claim),
    (9, Crew.close),
    (8, Crew.go),
    (8, Crew.search),
    (2, Crew.duty),
    (2, Crew.swap),
    (3, Crew.find),
    (2, Crew.correct),
    (3, Crew.box_arrives),
    (4, Crew.lot_arrives),
)
"""How often what is done."""


def record(seed: int, size: int = 30, odd: int = 8, *, careful: bool = False) -> tuple[Event, ...]:
    """About `size` entries of one random day, in the order of the book.

    `odd`: how many of a hundred entries are late, only said or without an instant.
    """
    crew = Crew(Random(seed), odd, careful)  # noqa: S311 - a record that can be told again, no secret
    crew.opens()
    weights = [weight for weight, _ in USUAL]
    while len(crew.events) < size:
        crew.minute += crew.random.choice((0, 1, 1, 2, 4, 9))
        crew.random.choices(USUAL, weights)[0][1](crew)
    return tuple(crew.events[:size])
