"""A day on a set, told entry by entry, whose figures can be asked for at any minute.

It opens with three places, four people, one revolver in the armorer's hands and one box of dummies
that rattle. Armorer and property master have searched each other; nobody else was searched, the
property line has no recorded control, and no floor was swept. Nothing was looked at yet.
"""

# ruff: noqa: ANN401 - `how` is whatever `Day.at` takes, and goes on to it unread

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.known import HINDSIGHT_MS, known
from coldset.core.words import BuildMark, Contents, Hazard, Id, Method, RoundClass
from coldset.gate.policy import parse_pack
from coldset.margin.lookout import Lookout, outlook
from coldset.margin.outlook import Outlook
from coldset.margin.terms import Terms

SET = parse_pack(files("coldset.gate").joinpath("packs/set.toml").read_bytes())
ONE_LOOK = msgspec.structs.replace(SET.terms, two_looks=False)
"""The default pack's terms, but a witness at the same look as the check counts as another."""

PLACES = ("workshop", "truck", "stage")
PEOPLE = ("armorer", "property-master", "first-ad", "performer")
SIX = (1, 2, 3, 4, 5, 6)

Figures = tuple[int | None, int | None]
Seen = dict[Id, int | None]


def ms(clock: str) -> int:
    """A clock time in ms; the hours of the next morning go on after 24."""
    hour, minute = clock.split(":")
    return (int(hour) * 60 + int(minute)) * 60_000


class Day:
    """The entries of a day in the order of the book, and what the calculus makes of them."""

    def __init__(self, terms: Terms = ONE_LOOK) -> None:
        self.terms = terms
        self.events: list[Event] = []

    def at(  # noqa: PLR0913 - each is a part of an entry that some story changes
        self,
        clock: str,
        act: Act,
        *,
        by: Id | None = "armorer",
        place: Id | None = "stage",
        sees: Seen | None = None,
        said: bool = False,
        until: str | None = None,
        written: str | None = None,
        recorder: Id | None = None,
        read: Iterable[Id] = (),
        account: str = "",
        corrects: Id | None = None,
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
            recorder=recorder or by or "office",
            by=by,
            place=place,
            witnesses=tuple(Witness(person=p, count=n) for p, n in (sees or {}).items()),
            source=Source(
                kind="statement" if said else "record",
                who="somebody" if said else None,
                account=account,
            ),
            read=tuple(read),
            corrects=corrects,
        )
        self.events.append(event)
        return event.id

    def opens(self) -> None:
        """The morning: places, people, two searches, a revolver and a box of 50 dummies."""
        for place in PLACES:
            self.at("05:00", acts.PlaceDeclared(place=place, kind="set"), by=None, place=None)
        for person in PEOPLE:
            role: Any = person
            self.at("06:00", acts.RoleAssigned(person=person, role=role), by=None, place=None)
            self.at("06:00", acts.PersonEntered(person=person), by=person)
        self.searches("06:05", "armorer", "property-master")
        self.searches("06:05", "property-master", "armorer")
        self.arrives("06:10", "revolver")
        self.box("07:00", "dummies")

    def arrives(self, clock: str, weapon: Id, model: str | None = None, **more: Any) -> Id:
        """A functional six-shot revolver comes; unless told otherwise, of a model of its own."""
        how = {name: more.pop(name) for name in ("by", "place", "said", "read") if name in more}
        facts: dict[str, Any] = {
            "weapon_class": "functional",
            "holder": "armorer",
            "chambers": 6,
        } | more
        named = weapon if model is None else model
        return self.at(clock, acts.WeaponArrived(weapon=weapon, model=named, **facts), **how)

    def box(  # noqa: PLR0913 - each is one fact of a box that some story changes
        self,
        clock: str,
        lot: Id,
        *,
        n: int | None = 50,
        build: tuple[BuildMark, ...] = ("rattle",),
        claimed: RoundClass = "dummy",
        holder: Id = "armorer",
        **how: Any,
    ) -> Id:
        act = acts.LotArrived(
            lot=lot, source="supplier", claimed=claimed, holder=holder, n=n, build=build
        )
        return self.at(clock, act, **how)

    def searches(self, clock: str, by: Id, whom: Id, **how: Any) -> Id:
        return self.at(clock, acts.PersonSearched(person=whom), by=by, **how)

    def checks(  # noqa: PLR0913 - each is one fact of a look that some story changes
        self,
        clock: str,
        lot: Id,
        n: int | None = 50,
        *,
        method: Method = "rattle",
        answered: int | None = None,
        others: int = 0,
        **how: Any,
    ) -> Id:
        """All `n` answered, unless the story says how many did."""
        answered = n if answered is None else answered
        act = acts.LotChecked(lot=lot, method=method, n=n, answered=answered, others=others)
        return self.at(clock, act, **how)

    def draws(self, clock: str, lot: Id, portion: Id, n: int | None = 6, **how: Any) -> Id:
        holder = how.pop("holder", "armorer")
        emptied = how.pop("emptied", False)
        act = acts.PortionDrawn(lot=lot, portion=portion, holder=holder, n=n, emptied=emptied)
        return self.at(clock, act, **how)

    def merges(self, clock: str, lots: tuple[Id, ...], into: Id, **how: Any) -> Id:
        holder = how.pop("holder", "armorer")
        return self.at(clock, acts.LotsMerged(lots=lots, into=into, holder=holder), **how)

    def loads(
        self, clock: str, lot: Id, *, weapon: Id = "revolver", chambers: tuple[int, ...] = SIX,
        **how: Any,
    ) -> Id:  # fmt: skip
        more = {name: how.pop(name) for name in ("n", "bullets") if name in how}
        act = acts.RoundsLoaded(weapon=weapon, lot=lot, chambers=chambers, **more)
        return self.at(clock, act, **how)

    def unloads(
        self, clock: str, lot: Id, *, weapon: Id = "revolver", seen_empty: bool = False, **how: Any
    ) -> Id:
        more = {name: how.pop(name) for name in ("n", "bullets") if name in how}
        act = acts.RoundsUnloaded(
            weapon=weapon, lot=lot, holder="armorer", chambers=SIX, seen_empty=seen_empty, **more
        )
        return self.at(clock, act, **how)

    def shows(
        self,
        clock: str,
        *,
        weapon: Id = "revolver",
        chambers: tuple[int, ...] = SIX,
        contents: Contents = "dummy",
        methods: tuple[Method, ...] = ("rattle",),
        **how: Any,
    ) -> Id:
        """Shown to the first AD, who sees every chamber shown, unless the story says who does."""
        seen = () if contents == "empty" else methods
        sights = tuple(
            acts.Sight(chamber=number, contents=contents, methods=seen) for number in chambers
        )
        how.setdefault("sees", {"first-ad": len(chambers)})
        return self.at(clock, acts.WeaponShown(weapon=weapon, sights=sights), **how)

    def moves(self, clock: str, item: Id, to: Id, **how: Any) -> Id:
        return self.at(clock, acts.ItemMoved(item=item, holder=to), **how)

    def passes(
        self, clock: str, item: Id, giver: Id, receiver: Id, *, supervisor: Id | None = None,
        **how: Any,
    ) -> Id:  # fmt: skip
        act = acts.CustodyPassed(item=item, giver=giver, receiver=receiver, supervisor=supervisor)
        how.setdefault("by", giver)
        return self.at(clock, act, **how)

    def leaves(self, clock: str, holder: Id, **how: Any) -> Id:
        return self.at(clock, acts.PlaceLeft(holder=holder), **how)

    def finds(self, clock: str, at: Id, *, hazard: Hazard = "live", **how: Any) -> Id:
        more = {name: how.pop(name) for name in ("lot", "chamber", "n") if name in how}
        return self.at(clock, acts.HazardIdentified(hazard=hazard, at=at, **more), **how)

    def acts_elsewhere(self, clock: str, person: Id, place: Id) -> Id:
        """Something recorded that has nothing to do with weapons."""
        return self.at(clock, acts.ConcernRaised(text="cold coffee"), by=person, place=place)

    def cold_revolver(self, clock: str = "08:00") -> None:
        """The box rattled with a witness, six drawn, loaded, and shown to the first AD."""
        self.checks(clock, "dummies", sees={"property-master": 50})
        self.draws(clock, "dummies", "six")
        self.loads(clock, "six")
        self.shows(clock)

    def behind_the_line(self, clock: str = "07:30") -> None:
        """The first AD holds the line, every floor is swept; all but the performer are searched."""
        self.at(clock, acts.LineControlled(), by="first-ad")
        for place in PLACES:
            self.at(clock, acts.PlaceSwept(holder=place), by="first-ad")
        self.searches(clock, "property-master", "first-ad")
        self.searches(clock, "first-ad", "property-master")

    def seen_empty_and_left(self, clock: str) -> None:
        """The revolver shown empty and left on the stage; the dummies are in the truck."""
        self.shows(clock, contents="empty")
        self.moves(clock, "revolver", "stage")
        self.leaves(clock, "revolver")
        self.moves(clock, "dummies", "truck", place="truck")

    def without(self, *names: Id) -> "Day":
        """The same day with some entries never made."""
        other = Day(self.terms)
        other.events = [event for event in self.events if event.id not in names]
        return other

    def only_said(self, *names: Id) -> "Day":
        """The same day with some entries known from a statement alone."""
        other, said = Day(self.terms), Source(kind="statement", who="somebody")
        other.events = [
            msgspec.structs.replace(event, source=said) if event.id in names else event
            for event in self.events
        ]
        return other

    def under(self, **terms: Any) -> "Day":
        """The same day under a policy that differs in something."""
        other = Day(msgspec.structs.replace(self.terms, **terms))
        other.events = list(self.events)
        return other

    def outlook(self, clock: str, known_at: str | None = None) -> Outlook:
        as_of_ms = HINDSIGHT_MS if known_at is None else ms(known_at)
        return outlook(known(self.events, as_of_ms), self.terms, ms(clock))

    def figures(
        self, thing: Id, clock: str, hazard: Hazard = "live", known_at: str | None = None
    ) -> Figures:
        """Margin and solo margin of a hazard in a thing."""
        figure = self.outlook(clock, known_at).figure(hazard, thing)
        return figure.margin, figure.solo

    def asked_by(self, lookout: Lookout, clock: str) -> Outlook:
        return lookout.at(known(self.events, ms(clock)), ms(clock))


@pytest.fixture
def day() -> Day:
    """The day as it opens: see the top of this file."""
    day = Day()
    day.opens()
    return day
