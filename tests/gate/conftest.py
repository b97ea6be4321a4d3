"""A day on which everything was done and written down, so that one revolver may go out cold.

The gate is asked whether the armorer may hand it to the performer for scene nine. Every story
spoils one thing, and the answer must follow.
"""

# ruff: noqa: ANN401 - `how` is whatever `Day.at` takes, and goes on to it unread

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.known import HINDSIGHT_MS, known
from coldset.core.words import Contents, Id, Method
from coldset.gate.decide import decide
from coldset.gate.policy import Policy, Threshold, parse_pack
from coldset.gate.question import Request
from coldset.gate.verdict import Verdict
from coldset.margin.lookout import outlook
from coldset.margin.outlook import Outlook

SET = parse_pack(files("coldset.gate").joinpath("packs/set.toml").read_bytes())
ONE_LOOK = msgspec.structs.replace(
    SET,
    terms=msgspec.structs.replace(SET.terms, two_looks=False),
    thresholds=SET.thresholds | {"lodged": Threshold(margin=1, solo=0)},
)
"""The default pack, but a check and its witness at one look are enough, and one bore check."""

MIDNIGHT_MS = 1_772_668_800_000
"""2026-03-05T00:00:00Z; the set's own time is UTC."""

NEXT_YEAR_MS = MIDNIGHT_MS + 365 * 86_400_000

SIX = (1, 2, 3, 4, 5, 6)
BOTH: tuple[Method, ...] = ("rattle", "primer")


def ms(clock: str) -> int:
    """A clock time of the day, in ms; the seconds may be left out."""
    hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
    return MIDNIGHT_MS + ((hour * 60 + minute) * 60 + second) * 1000


class Day:
    """The entries of a day, by name and in the order of the book."""

    def __init__(self, policy: Policy = ONE_LOOK) -> None:
        self.policy = policy
        self.entries: dict[Id, Event] = {}

    def at(  # noqa: PLR0913 - each is a part of an entry that some story changes
        self,
        clock: str,
        name: Id,
        act: Act,
        *,
        by: Id | None = "armorer",
        place: Id | None = "set",
        sees: dict[Id, int | None] | None = None,
        said: bool = False,
        until: str | None = None,
        written: str | None = None,
        account: str = "",
        corrects: Id | None = None,
        read: Iterable[Id] = (),
    ) -> "Day":
        """Write an entry down; `sees` says who witnessed it and how many they saw."""
        start = ms(clock)
        end = start if until is None else ms(until)
        self.entries[name] = Event(
            id=name,
            act=act,
            earliest_ms=start,
            latest_ms=end,
            recorded_ms=end if written is None else ms(written),
            recorder=by or "office",
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
        return self

    @property
    def events(self) -> tuple[Event, ...]:
        """The entries in the order of the book."""
        return tuple(self.entries.values())

    def without(self, *names: Id) -> "Day":
        """Leave entries out."""
        for name in names:
            del self.entries[name]
        return self

    def change(self, name: Id, **parts: object) -> "Day":
        """Write an entry otherwise."""
        self.entries[name] = msgspec.structs.replace(self.entries[name], **parts)
        return self

    def act(self, name: Id, **parts: object) -> "Day":
        """Write an entry's act otherwise."""
        return self.change(name, act=msgspec.structs.replace(self.entries[name].act, **parts))

    def under(self, **parts: Any) -> "Day":
        """The same day under a policy that differs in something."""
        other = Day(msgspec.structs.replace(self.policy, **parts))
        other.entries = dict(self.entries)
        return other

    def shows(
        self,
        clock: str,
        name: Id = "shown-again",
        contents: Contents = "dummy",
        chambers: tuple[int, ...] = SIX,
        **how: Any,
    ) -> "Day":
        """The revolver shown to the first AD, by every method that suits what is in it."""
        methods = ("empty",) if contents == "empty" else BOTH
        sights = tuple(acts.Sight(chamber=n, contents=contents, methods=methods) for n in chambers)
        seen: dict[Id, int | None] = {"ad": len(chambers), "performer": None, "operator": None}
        how.setdefault("sees", seen)
        shown = acts.WeaponShown(weapon="revolver", sights=sights, turned=True)
        return self.at(clock, name, shown, **how)

    def hands_over(
        self, clock: str = "10:42", name: Id = "handed", to: Id = "performer", **how: Any
    ) -> "Day":
        """The armorer hands the revolver over."""
        passed = acts.CustodyPassed(
            item="revolver", giver="armorer", receiver=to, supervisor="armorer", scene="nine"
        )
        return self.at(clock, name, passed, **how)

    def view(self, clock: str = "10:42", known_at: str | None = None) -> Outlook:
        """What could be, at a moment."""
        as_of_ms = HINDSIGHT_MS if known_at is None else ms(known_at)
        return outlook(known(self.events, as_of_ms), self.policy.terms, ms(clock))

    def verdict(self, clock: str = "10:42", **asked: Any) -> Verdict:
        """What the gate says, from what was known at that moment."""
        return decide(self.view(clock, clock), request(**asked), self.policy)

    def against(self, clock: str = "10:42", **asked: Any) -> set[str]:
        """Why the revolver is not cleared; nothing when it is."""
        verdict = self.verdict(clock, **asked)
        assert (verdict.word == "not cleared") == bool(verdict.against)
        return {finding.code for finding in verdict.against}


def request(**asked: Any) -> Request:
    """What the armorer asks, unless a story asks for something else."""
    usual = {
        "weapon": "revolver",
        "giver": "armorer",
        "receiver": "performer",
        "supervisor": "armorer",
        "scene": "nine",
        "place": "set",
    }
    return Request(**(usual | asked))


def _people_and_places(day: Day) -> None:
    day.at("06:00", "opened", acts.ProductionOpened(title="a film", zone="UTC"))
    for place, kind in (("set", "set"), ("truck", "vehicle")):
        declared = msgspec.convert({"place": place, "kind": kind}, acts.PlaceDeclared)
        day.at("06:01", place, declared, by=None, place=None)
    for person, role in (
        ("armorer", "armorer"),
        ("master", "property-master"),
        ("ad", "first-ad"),
        ("performer", "performer"),
        ("operator", "camera"),
    ):
        assigned = msgspec.convert({"person": person, "role": role}, acts.RoleAssigned)
        day.at("06:03", f"{person}-role", assigned, by=None, place=None)
        day.at("06:04", f"{person}-in", acts.PersonEntered(person=person), by=person)
    for searcher, searched in (("armorer", "master"), ("master", "armorer")):
        day.at("06:05", f"{searched}-searched", acts.PersonSearched(person=searched), by=searcher)
    for person in ("armorer", "master"):
        permit = acts.QualificationRecorded(
            person=person, qualification="firearms-licence", expires_ms=NEXT_YEAR_MS
        )
        day.at("06:06", f"{person}-permit", permit, by="office", place=None)
    course = acts.TrainingRecorded(person="performer", course="firearms-safety")
    day.at("06:07", "training", course)


def _what_came(day: Day) -> None:
    revolver = acts.WeaponArrived(
        weapon="revolver",
        weapon_class="functional",
        holder="armorer",
        model="six-shooter",
        chambers=6,
        reason="seen in close-up",
    )
    day.at("07:00", "arrival", revolver)
    dummies = acts.LotArrived(
        lot="dummies",
        source="supplier",
        claimed="dummy",
        holder="armorer",
        n=50,
        build=("rattle", "no-primer"),
    )
    day.at("07:05", "dummies", dummies)
    for clock, method in (("07:10", "rattle"), ("07:11", "primer")):
        looked = msgspec.convert(
            {"lot": "dummies", "method": method, "n": 50, "answered": 50}, acts.LotChecked
        )
        day.at(clock, f"{method}-check", looked, sees={"master": 50})
    attending = ("performer", "ad", "operator")
    day.at("08:00", "briefing", acts.BriefingHeld(attendees=attending))
    planned = acts.ScenePlanned(
        scene="nine",
        loads=(acts.PlannedLoad(weapon="revolver", load="dummy"),),
        performers=("performer",),
        in_line=("operator",),
    )
    day.at("08:10", "plan", planned, by="ad")
    consulted = acts.WeaponPointed(weapon="revolver", at="operator", consulted="armorer")
    day.at("08:20", "consultation", consulted, by="ad")


def _loaded_and_shown(day: Day) -> None:
    drawn = acts.PortionDrawn(lot="dummies", portion="six", holder="armorer", n=6)
    day.at("10:20", "drawn", drawn)
    day.at("10:25", "bore", acts.BoreChecked(weapon="revolver", clear=True), sees={"ad": 1})
    loading = acts.RoundsLoaded(weapon="revolver", lot="six", chambers=SIX, n=6)
    day.at("10:30", "loaded", loading, sees={"master": 6}, read=("six",))
    day.shows("10:40", "shown")
    called = acts.StatusCalled(
        weapon="revolver", word="cold", heard_by=("performer", "operator"), meant="six dummies"
    )
    day.at("10:41", "called", called, by="ad")


@pytest.fixture
def day() -> Day:
    """The good day: see the top of this file."""
    good = Day()
    _people_and_places(good)
    _what_came(good)
    _loaded_and_shown(good)
    return good


@pytest.fixture
def twice(day: Day) -> Day:
    """The good day under the default pack: a second handler looked at everything as well."""
    other = day.under(terms=SET.terms, thresholds=SET.thresholds)
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    other.at("10:31", "second-bore", bore, by="master", sees={"armorer": 1})
    return other.shows("10:40:30", "second-look", by="master", sees={"ad": 6, "armorer": 6})


@pytest.fixture
def empty_day() -> Day:
    """A day of which nothing is written down."""
    return Day()


@pytest.fixture
def asked() -> Callable[..., Request]:
    """Makes the request that the armorer makes, with something else in it."""
    return request


@pytest.fixture
def clock_ms() -> Callable[[str], int]:
    """A clock time of the day, in ms."""
    return ms
