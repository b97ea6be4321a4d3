"""A day on a set, written down entry by entry, and what the record makes of it.

The day opens with two places, five people, one six-shot revolver and one box of 50 dummies in the
armorer's hands, and an empty case and a safe on the set. Nothing about it is doubtful.

For tests that draw: values of any type of the record, over a small pool of names.
"""

from collections.abc import Callable
from typing import Any, TypedDict, Unpack, get_type_hints

import msgspec
import pytest
from hypothesis import strategies as st
from msgspec import inspect

from coldset.core import acts
from coldset.core.acts import ALL_ACTS
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.findings import Finding, Level
from coldset.core.fold import fold
from coldset.core.known import HINDSIGHT_MS, appearances, effect_ms, known
from coldset.core.state import State
from coldset.core.words import (
    BuildMark,
    ContainerKind,
    Contents,
    Id,
    RoundClass,
    SourceKind,
    WeaponClass,
)

PEOPLE = ("armorer", "property-master", "first-ad", "performer", "operator")
SIX = (1, 2, 3, 4, 5, 6)
NAMES = (
    "armorer",
    "performer",
    "set",
    "truck",
    "revolver",
    "pistol",
    "dummies",
    "case",
    "e0",
    "e1",
    "",
)


def ms(clock: str) -> int:
    """A clock time in ms; the hours of the next morning go on after 24."""
    hour, minute = clock.split(":")
    return (int(hour) * 60 + int(minute)) * 60_000


class How(TypedDict, total=False):
    """The parts of an entry besides its time and its act, as `Day.at` takes them."""

    by: Id | None
    place: Id | None
    sees: tuple[Id, ...]
    source: SourceKind
    until: str
    written: str
    corrects: Event


class Day:
    """The entries of a day in the order of the book, and what the record says after them."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def at(  # noqa: PLR0913 - each is a part of an entry that some story changes
        self,
        clock: str,
        act: Act,
        *,
        by: Id | None = "armorer",
        place: Id | None = "set",
        sees: tuple[Id, ...] = (),
        source: SourceKind = "record",
        until: str | None = None,
        written: str | None = None,
        corrects: Event | None = None,
    ) -> Event:
        """Write an entry down; `sees` names who witnessed it."""
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
            witnesses=tuple(Witness(person=person, count=None) for person in sees),
            source=Source(kind=source),
            corrects=None if corrects is None else corrects.id,
        )
        self.events.append(event)
        return event

    def opens(self) -> None:
        """The morning; see the top of this file."""
        nobody: dict[str, Any] = {"by": None, "place": None}
        self.at("05:00", acts.ProductionOpened(title="a film", zone="America/Denver"), **nobody)
        self.at("05:01", acts.PlaceDeclared(place="set", kind="set"), **nobody)
        self.at("05:01", acts.PlaceDeclared(place="truck", kind="vehicle"), **nobody)
        for person in PEOPLE:
            self.at("06:00", acts.PersonEntered(person=person), by=None)
        self.at("06:01", acts.RoleAssigned(person="armorer", role="armorer"), **nobody)
        self.container("06:02", "case")
        self.container("06:02", "safe", "safe")
        self.weapon("06:10", "revolver")
        self.box("06:20", "dummies")

    def container(
        self, clock: str, name: Id, kind: ContainerKind = "case", holder: Id = "set"
    ) -> Event:
        return self.at(clock, acts.ContainerArrived(container=name, kind=kind, holder=holder))

    def weapon(
        self,
        clock: str,
        name: Id,
        chambers: int | None = 6,
        weapon_class: WeaponClass = "functional",
        **how: Unpack[How],
    ) -> Event:
        act = acts.WeaponArrived(
            weapon=name, weapon_class=weapon_class, holder="armorer", chambers=chambers
        )
        return self.at(clock, act, **how)

    def box(  # noqa: PLR0913 - each is one fact of a box that some story changes
        self,
        clock: str,
        lot: Id,
        n: int | None = 50,
        *,
        claimed: RoundClass = "dummy",
        build: tuple[BuildMark, ...] = ("rattle",),
        holder: Id = "armorer",
        **how: Unpack[How],
    ) -> Event:
        act = acts.LotArrived(
            lot=lot, source="supplier", claimed=claimed, holder=holder, n=n, build=build
        )
        return self.at(clock, act, **how)

    def moves(self, clock: str, item: Id, to: Id, **how: Unpack[How]) -> Event:
        return self.at(clock, acts.ItemMoved(item=item, holder=to), **how)

    def passes(
        self, clock: str, giver: Id, receiver: Id, item: Id = "revolver", **how: Unpack[How]
    ) -> Event:
        act = acts.CustodyPassed(item=item, giver=giver, receiver=receiver)
        how.setdefault("by", giver)
        return self.at(clock, act, **how)

    def draws(
        self, clock: str, portion: Id, n: int | None, lot: Id = "dummies", **how: Unpack[How]
    ) -> Event:
        act = acts.PortionDrawn(lot=lot, portion=portion, holder="armorer", n=n)
        return self.at(clock, act, **how)

    def loads(
        self,
        clock: str,
        lot: Id,
        *chambers: int,
        weapon: Id = "revolver",
        n: int | None = None,
        **how: Unpack[How],
    ) -> Event:
        act = acts.RoundsLoaded(weapon=weapon, lot=lot, chambers=chambers, n=n)
        return self.at(clock, act, **how)

    def unloads(
        self,
        clock: str,
        lot: Id,
        *chambers: int,
        n: int | None = None,
        seen_empty: bool = False,
        **how: Unpack[How],
    ) -> Event:
        act = acts.RoundsUnloaded(
            weapon="revolver",
            lot=lot,
            holder="armorer",
            chambers=chambers,
            n=n,
            seen_empty=seen_empty,
        )
        return self.at(clock, act, **how)

    def shows(
        self,
        clock: str,
        contents: Contents,
        *chambers: int,
        weapon: Id = "revolver",
        **how: Unpack[How],
    ) -> Event:
        """Each of these chambers was seen to hold the same."""
        sights = tuple(acts.Sight(chamber=number, contents=contents) for number in chambers)
        return self.at(clock, acts.WeaponShown(weapon=weapon, sights=sights), **how)

    def locks(self, clock: str, holder: Id, *keys: Id, **how: Unpack[How]) -> Event:
        """A lock to which these have the keys; with none named, nobody knows who has."""
        return self.at(clock, acts.HolderLocked(holder=holder, keys=keys or None), **how)

    def seals(self, clock: str, container: Id, seal: str, **how: Unpack[How]) -> Event:
        return self.at(clock, acts.ContainerSealed(container=container, seal=seal), **how)

    def reads(
        self, clock: str, container: Id, seal: str, *, intact: bool = True, **how: Unpack[How]
    ) -> Event:
        act = acts.SealRead(container=container, seal=seal, intact=intact)
        return self.at(clock, act, **how)

    def state(self, until: str | None = None, known_at: str | None = None) -> State:
        """What the record says at a clock time, or after all; as known at one, or in hindsight."""
        standing = known(self.events, HINDSIGHT_MS if known_at is None else ms(known_at)).events
        first = appearances(standing)
        timed = ((event, effect_ms(event, first)) for event in standing)
        return fold((e, at_ms) for e, at_ms in timed if until is None or at_ms <= ms(until))

    def doubts(self) -> list[str]:
        """The codes of all findings, in the order in which they were raised."""
        return [finding.code for finding in self.state().findings]

    def doubted(
        self, code: str, event: Event, level: Level = "warn", **facts: str | int
    ) -> Finding:
        """The one doubt there is: raised by this event, which is kept all the same."""
        state = self.state()
        assert [finding.code for finding in state.findings] == [code]
        (finding,) = state.findings
        assert finding.events == (event.id,)
        assert finding.level == level
        assert finding.facts == tuple((name, str(value)) for name, value in facts.items())
        assert event in state.taken_in
        assert event in state.of(type(event.act))
        assert len(state.taken_in) == len(self.events)
        return finding


@pytest.fixture
def day() -> Day:
    """The day as it opens: see the top of this file."""
    day = Day()
    day.opens()
    return day


@pytest.fixture
def blank_day() -> Day:
    """A day of which nothing is written down."""
    return Day()


@pytest.fixture(scope="session")
def clock_ms() -> Callable[[str], int]:
    """A clock time in ms."""
    return ms


Texts = st.SearchStrategy[str]
Ints = st.SearchStrategy[int]
Draws = st.SearchStrategy[Any]


def values(kind: inspect.Type, texts: Texts, ints: Ints | None) -> Draws:
    """Any value of a type of the record, its texts and integers drawn as said."""
    match kind:
        case inspect.LiteralType(values=words):
            return st.sampled_from(words)
        case inspect.UnionType(types=types):
            return st.one_of([values(one, texts, ints) for one in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(values(item, texts, ints), max_size=3).map(tuple)
        case inspect.StructType(cls=cls, fields=fields):
            drawn = {one.name: values(one.type, texts, ints) for one in fields}
            return st.builds(cls, **drawn)
        case inspect.IntType(ge=least, le=most):
            return st.integers(least, most) if ints is None else ints
    plain: dict[type, Draws] = {
        inspect.StrType: texts,
        inspect.BoolType: st.booleans(),
        inspect.NoneType: st.none(),
    }
    return plain[type(kind)]


AnyEvent = Callable[[Texts, Ints | None, tuple[type[Act], ...]], st.SearchStrategy[Event]]


@pytest.fixture(scope="session")
def any_event() -> AnyEvent:
    """Makes a strategy for events with any of these acts, of these texts and integers.

    With no integers named, they are any within the limits of what may be written down.
    """
    hints = get_type_hints(Event, include_extras=True)
    kinds = {name: inspect.type_info(one) for name, one in hints.items()}
    del kinds["act"]

    def drawn(
        texts: Texts, ints: Ints | None, among: tuple[type[Act], ...]
    ) -> st.SearchStrategy[Event]:
        parts = {name: values(kind, texts, ints) for name, kind in kinds.items()}
        one_of_each = [values(inspect.type_info(act), texts, ints) for act in among]
        return st.builds(Event, act=st.one_of(one_of_each), **parts)

    return drawn


@pytest.fixture(scope="session")
def nonsense(any_event: AnyEvent) -> st.SearchStrategy[list[Event]]:
    """Any acts over a small pool of names, at any times, in any order, each with its own id."""
    one = any_event(st.sampled_from(NAMES), st.integers(-2, 9), ALL_ACTS)

    def numbered(events: list[Event]) -> list[Event]:
        return [msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(events)]

    return st.lists(one, max_size=12).map(numbered)
