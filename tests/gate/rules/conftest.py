"""A day on a set, written down entry by entry, that rules are asked about."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

import coldset.gate
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.findings import Finding
from coldset.core.fold import fold
from coldset.core.state import State
from coldset.gate.policy import Policy, parse_pack
from coldset.gate.question import Question, Request
from coldset.gate.rules import RULES

PACK = Path(coldset.gate.__file__).parent / "packs" / "set.toml"
DENVER = ZoneInfo("America/Denver")
STATEMENT = Source(kind="statement", who="somebody")
NEXT_YEAR_MS = 1_750_000_000_000


def ms(clock: str, day: int = 5) -> int:
    """A clock time on the set, on a day of March 2024, in ms."""
    hour, minute = clock.split(":")
    local = datetime(2024, 3, day, int(hour), int(minute), tzinfo=DENVER)
    return int(local.timestamp() * 1000)


class Day:
    """The entries of a day, by name; `ask` puts one rule's question to them."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.entries: dict[str, Event] = {}

    def at(  # noqa: PLR0913 - each is a part of an entry that some story changes
        self,
        clock: str,
        name: str,
        act: Act,
        *,
        by: str | None = "armorer",
        place: str | None = "set",
        sees: dict[str, int | None] | None = None,
        said: bool = False,
        day: int = 5,
        until: str | None = None,
        read: tuple[str, ...] = (),
    ) -> "Day":
        """Write an entry down; `sees` gives who witnessed it and how many they saw."""
        start = ms(clock, day)
        self.entries[name] = Event(
            id=name,
            act=act,
            earliest_ms=start,
            latest_ms=start if until is None else ms(until, day),
            recorded_ms=start,
            recorder=by or "office",
            by=by,
            place=place,
            witnesses=tuple(Witness(person=p, count=n) for p, n in (sees or {}).items()),
            source=STATEMENT if said else Source(),
            read=read,
        )
        return self

    def without(self, *names: str) -> "Day":
        """Leave entries out."""
        for name in names:
            del self.entries[name]
        return self

    def only_said(self, *names: str) -> "Day":
        """Have entries from a statement instead of the crew's own record."""
        for name in names:
            self.change(name, source=STATEMENT)
        return self

    def change(self, name: str, **parts: object) -> "Day":
        """Write an entry otherwise."""
        self.entries[name] = msgspec.structs.replace(self.entries[name], **parts)
        return self

    def act(self, name: str, **parts: object) -> "Day":
        """Write an entry's act otherwise."""
        return self.change(name, act=msgspec.structs.replace(self.entries[name].act, **parts))

    def state(self) -> State:
        """What the record says after all entries."""
        ordered = sorted(self.entries.values(), key=lambda event: event.earliest_ms)
        return fold((event, event.earliest_ms) for event in ordered)

    def ask(self, rule_id: str, clock: str = "10:50", day: int = 5, **request: object) -> Finding:
        """What a rule says when the armorer asks to hand the revolver to the performer."""
        asked: dict[str, object] = {
            "weapon": "revolver",
            "giver": "armorer",
            "receiver": "performer",
            "supervisor": "armorer",
            "scene": "nine",
            "place": "set",
        }
        question = Question(
            state=self.state(),
            request=msgspec.convert(asked | request, Request),
            now_ms=ms(clock, day),
            terms=self.policy.terms,
            parameters=self.policy.rules[rule_id],
        )
        finding = RULES[rule_id].function(question)
        assert finding.code == rule_id
        assert finding.citation == RULES[rule_id].citation
        assert finding.fact("because") in RULES[rule_id].reasons
        assert set(finding.events) <= set(self.entries)
        return finding

    def because(self, rule_id: str, **asked: object) -> tuple[str, str]:
        """The level of a rule's finding, and its reason."""
        finding = self.ask(rule_id, **asked)  # type: ignore[arg-type]  # the fields of whatever is asked
        return finding.level, finding.fact("because")


def people_and_places(day: Day) -> None:
    """Who works here, and where things are kept."""
    day.at("06:00", "opened", acts.ProductionOpened(title="a film", zone="America/Denver"))
    day.at("06:01", "set", acts.PlaceDeclared(place="set", kind="set"))
    day.at("06:01", "truck", acts.PlaceDeclared(place="truck", kind="vehicle"))
    safe = acts.ContainerArrived(container="safe", kind="safe", holder="truck", keeps="weapons")
    day.at("06:02", "safe", safe, place="truck")
    box = acts.ContainerArrived(container="box", kind="box", holder="truck", keeps="ammunition")
    day.at("06:02", "box", box, place="truck")
    for name, role in (
        ("armorer", "armorer"),
        ("master", "property-master"),
        ("ad", "first-ad"),
        ("performer", "performer"),
        ("operator", "camera"),
    ):
        day.at("06:03", f"{name}-entered", acts.PersonEntered(person=name), by=name)
        day.at("06:04", f"{name}-role", acts.RoleAssigned(person=name, role=role), by="office")
    for name in ("armorer", "master"):
        permit = acts.QualificationRecorded(
            person=name, qualification="firearms-licence", expires_ms=NEXT_YEAR_MS
        )
        day.at("06:05", f"{name}-permit", permit, by="office")
    course = acts.TrainingRecorded(person="performer", course="firearms-safety")
    day.at("06:06", "training", course)


def what_arrived(day: Day) -> None:
    """A revolver and a box of dummies, checked, and what the morning settled."""
    revolver = acts.WeaponArrived(
        weapon="revolver",
        weapon_class="functional",
        holder="armorer",
        model="six-shooter",
        chambers=6,
        reason="seen in close-up",
    )
    day.at("07:00", "revolver", revolver)
    dummies = acts.LotArrived(
        lot="dummies",
        source="supplier",
        claimed="dummy",
        holder="armorer",
        n=50,
        build=("rattle",),
    )
    day.at("07:05", "dummies", dummies)
    checked = acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50)
    day.at("07:10", "checked", checked, sees={"master": 50})
    meeting = acts.BriefingHeld(attendees=("performer", "ad", "operator"))
    day.at("08:00", "briefing", meeting)
    planned = acts.ScenePlanned(
        scene="nine",
        loads=(acts.PlannedLoad(weapon="revolver", load="dummy"),),
        performers=("performer",),
        in_line=("operator",),
    )
    day.at("08:10", "plan", planned, by="ad")
    consulted = acts.WeaponPointed(weapon="revolver", at="operator", consulted="armorer")
    day.at("08:20", "consultation", consulted, by="ad")


def locked_away_and_fetched(day: Day) -> None:
    """Weapon and rounds in the truck under lock, then out again."""
    for clock, thing, store in (("08:30", "revolver", "safe"), ("08:31", "dummies", "box")):
        put = acts.ItemMoved(item=thing, holder=store)
        day.at(clock, f"{thing}-stored", put, place="truck")
    for clock, store in (("08:32", "safe"), ("08:33", "box")):
        day.at(
            clock,
            f"{store}-locked",
            acts.HolderLocked(holder=store, keys=("armorer", "master")),
            place="truck",
        )
    day.at("08:35", "truck-left", acts.PlaceLeft(holder="truck"), place="truck")
    for clock, thing in (("10:00", "revolver"), ("10:01", "dummies")):
        fetched = acts.ItemMoved(item=thing, holder="armorer")
        day.at(clock, f"{thing}-fetched", fetched, place="truck")


def loaded_and_shown(day: Day) -> None:
    """Six dummies loaded, shown and called."""
    drawn = acts.PortionDrawn(lot="dummies", portion="six", holder="armorer", n=6)
    day.at("10:20", "drawn", drawn)
    day.at("10:25", "bore", acts.BoreChecked(weapon="revolver", clear=True), sees={"ad": None})
    loading = acts.RoundsLoaded(weapon="revolver", lot="six", chambers=(1, 2, 3, 4, 5, 6), n=6)
    day.at("10:30", "loaded", loading)
    shown = acts.WeaponShown(weapon="revolver", sights=sights("dummy"), turned=True)
    day.at("10:40", "shown", shown, sees={"ad": 6, "performer": None, "operator": None})
    called = acts.StatusCalled(
        weapon="revolver", word="cold", heard_by=("performer", "operator"), meant="six dummies"
    )
    day.at("10:45", "called", called, by="ad")


def sights(
    contents: str, n: int = 6, methods: tuple[str, ...] = ("rattle",)
) -> tuple[acts.Sight, ...]:
    """The same sight in each of the first `n` chambers."""
    return tuple(
        msgspec.convert({"chamber": k, "contents": contents, "methods": methods}, acts.Sight)
        for k in range(1, n + 1)
    )


@pytest.fixture(scope="session")
def policy() -> Policy:
    return parse_pack(PACK.read_bytes())


@pytest.fixture
def empty_day(policy: Policy) -> Day:
    """A day of which nothing is written down."""
    return Day(policy)


@pytest.fixture
def day(policy: Policy) -> Day:
    """A day on which everything was done, and written down, as it should be."""
    good = Day(policy)
    people_and_places(good)
    what_arrived(good)
    locked_away_and_fetched(good)
    loaded_and_shown(good)
    return good


@pytest.fixture
def seen() -> Callable[..., tuple[acts.Sight, ...]]:
    """Makes the sights of a look: `seen("empty", 6)`."""
    return sights


@pytest.fixture
def clock_ms() -> Callable[..., int]:
    """A clock time on the set, in ms."""
    return ms
