"""A small record told entry by entry, a find in it, and every way that it can have come about.

It opens with three places, four people, one revolver in the armorer's hands and one box of dummies
that rattle. Armorer and property master have searched each other; nobody else was searched, and
the property line has no recorded control.
"""

# ruff: noqa: ANN401 - `how` is whatever `Day.at` takes, and goes on to it unread

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.known import known
from coldset.core.words import Hazard, Id
from coldset.gate.policy import parse_pack
from coldset.inquiry.custody import Chain, chains
from coldset.inquiry.explain import explain
from coldset.inquiry.story import Explanation
from coldset.margin.lookout import Lookout
from coldset.margin.outlook import Outlook
from coldset.margin.worlds import undivided

SET = parse_pack(files("coldset.gate").joinpath("packs/set.toml").read_bytes())
ONE_LOOK = msgspec.structs.replace(SET.terms, two_looks=False)
"""The default pack's terms, but a witness at the same look as the check counts as another."""

PLACES = ("workshop", "truck", "stage")
PEOPLE = ("armorer", "property-master", "first-ad", "performer")
SIX = (1, 2, 3, 4, 5, 6)


def ms(clock: str) -> int:
    """A clock time in ms; the seconds may be left out."""
    hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
    return ((hour * 60 + minute) * 60 + second) * 1000


class Day:
    """The entries of a day in the order of the book."""

    def __init__(self) -> None:
        self.terms = ONE_LOOK
        self.events: list[Event] = []

    def at(  # noqa: PLR0913 - each is a part of an entry that some story changes
        self,
        clock: str,
        act: Act,
        *,
        by: Id | None = "armorer",
        place: Id | None = "stage",
        sees: dict[Id, int | None] | None = None,
        said: bool = False,
        until: str | None = None,
        written: str | None = None,
        account: str = "",
        corrects: Id | None = None,
        read: tuple[Id, ...] = (),
    ) -> Id:
        """Write an entry down; `sees` says who witnessed it and how many they saw."""
        start = ms(clock)
        end = start if until is None else ms(until)
        event = Event(
            id=f"e{len(self.events)}",
            act=act,
            earliest_ms=start,
            latest_ms=end,
            recorded_ms=end if written is None else ms(written),
            recorder=by or "office",
            by=by,
            place=place,
            witnesses=tuple(Witness(person=p, count=n) for p, n in (sees or {}).items()),
            source=Source(kind="statement" if said else "record", account=account),
            corrects=corrects,
            read=read,
        )
        self.events.append(event)
        return event.id

    def opens(self) -> None:
        """The morning: see the top of this file."""
        for place in PLACES:
            self.at("05:00", acts.PlaceDeclared(place=place, kind="set"), by=None, place=None)
        for person in PEOPLE:
            role: Any = person
            self.at("06:00", acts.RoleAssigned(person=person, role=role), by=None, place=None)
            self.at("06:00", acts.PersonEntered(person=person), by=person)
        self.at("06:05", acts.PersonSearched(person="property-master"))
        self.at("06:05", acts.PersonSearched(person="armorer"), by="property-master")
        self.weapon("06:10", "revolver")
        self.box("07:00", "dummies", build=("rattle",))

    def weapon(self, clock: str, weapon: Id, holder: Id = "armorer", **how: Any) -> Id:
        act = acts.WeaponArrived(
            weapon=weapon, weapon_class="functional", holder=holder, chambers=6
        )
        return self.at(clock, act, **how)

    def box(self, clock: str, lot: Id, holder: Id = "armorer", **how: Any) -> Id:
        """A lot of dummies that cannot be told apart, unless a story says otherwise."""
        facts = ("n", "build", "claimed")
        more: dict[str, Any] = {name: how.pop(name) for name in facts if name in how}
        told: dict[str, Any] = {"source": "supplier", "claimed": "dummy", "n": 50, **more}
        return self.at(clock, acts.LotArrived(lot=lot, holder=holder, **told), **how)

    def checks(self, clock: str, lot: Id, n: int = 50, **how: Any) -> Id:
        act = acts.LotChecked(lot=lot, method="rattle", n=n, answered=n)
        return self.at(clock, act, **how)

    def draws(self, clock: str, lot: Id, portion: Id, n: int = 6, **how: Any) -> Id:
        holder = how.pop("holder", "armorer")
        act = acts.PortionDrawn(lot=lot, portion=portion, holder=holder, n=n)
        return self.at(clock, act, **how)

    def merges(self, clock: str, lots: tuple[Id, ...], into: Id, **how: Any) -> Id:
        holder = how.pop("holder", "armorer")
        return self.at(clock, acts.LotsMerged(lots=lots, into=into, holder=holder), **how)

    def loads(self, clock: str, lot: Id, weapon: Id = "revolver", **how: Any) -> Id:
        chambers = how.pop("chambers", SIX)
        how.setdefault("read", (lot,))
        act = acts.RoundsLoaded(weapon=weapon, lot=lot, chambers=chambers)
        return self.at(clock, act, **how)

    def shows(self, clock: str, weapon: Id = "revolver", **how: Any) -> Id:
        sights = tuple(acts.Sight(chamber=n, contents="dummy", methods=("rattle",)) for n in SIX)
        how.setdefault("sees", {"first-ad": 6})
        return self.at(clock, acts.WeaponShown(weapon=weapon, sights=sights), **how)

    def moves(self, clock: str, item: Id, to: Id, **how: Any) -> Id:
        return self.at(clock, acts.ItemMoved(item=item, holder=to), **how)

    def left(self, start: str, end: str, item: Id = "revolver", place: Id = "stage") -> None:
        """Laid down somewhere and left with nobody watching it, then taken up again."""
        self.moves(start, item, place, place=place)
        self.at(start, acts.PlaceLeft(holder=item), place=place)
        self.moves(end, item, "armorer", place=place)

    def finds(self, clock: str, at: Id, hazard: Hazard = "live", **how: Any) -> Id:
        more = {name: how.pop(name) for name in ("lot", "chamber", "n") if name in how}
        return self.at(clock, acts.HazardIdentified(hazard=hazard, at=at, **more), **how)

    def view(self, clock: str = "30:00") -> Outlook:
        """What could be at a moment, with all accounts at once, as for stories."""
        return Lookout(self.terms, split=undivided).at(known(self.events), ms(clock))

    def explained(self, find: Id, within: int = 1) -> Explanation:
        """Every way by which a find can have come about."""
        return explain(self.view(), find, within)

    def chains(self, clock: str = "30:00") -> dict[Id, Chain]:
        return chains(known(self.events).events, ms(clock))


@pytest.fixture
def bare() -> Day:
    """A record with nothing in it."""
    return Day()


@pytest.fixture
def day() -> Day:
    """The day as it opens."""
    day = Day()
    day.opens()
    return day


@pytest.fixture
def clock_ms() -> Callable[[str], int]:
    """A clock time of the day, in ms."""
    return ms
