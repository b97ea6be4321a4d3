"""Events written as a day log and read again are the same events, whatever they hold."""

import csv
import io
import typing

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Evidence, Source, Witness
from coldset.core.words import Certainty, Contents, Method, RoundClass, SourceKind
from coldset.errors import ColdsetError
from coldset.present.exchange import cells as kinds
from coldset.present.exchange import read_day_log, write_day_log
from coldset.present.exchange.entries import BY_ACT, ENTRIES
from coldset.present.exchange.entry import Cell, Entry
from coldset.present.exchange.loads import LOADS
from coldset.present.exchange.when import STAMPS as STAMP_KINDS

IDS = st.from_regex(r"[a-m][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
COUNTS = st.integers(0, 999_999)
STAMPS = st.integers(0, 2_500_000_000_000)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
TEXTS = WORDS.map(str.strip).filter(lambda text: bool(text) and not text.startswith("'"))
PARTS = TEXTS.filter(lambda text: not set(text) & set(";\n"))
CHAMBERS = st.lists(st.integers(1, 9), unique=True).map(lambda chambers: tuple(sorted(chambers)))
LOADED = st.builds(
    acts.PlannedLoad, weapon=IDS, load=st.sampled_from([*typing.get_args(RoundClass), None])
)


def several(values: st.SearchStrategy[typing.Any], least: int = 0) -> st.SearchStrategy[typing.Any]:
    return st.lists(values, min_size=least, max_size=3, unique=True).map(tuple)


def of_literal(literal: object) -> st.SearchStrategy[typing.Any]:
    return st.sampled_from(typing.get_args(literal))


BY_KIND = {
    id(kinds.ID): IDS,
    id(kinds.MAYBE_ID): IDS | st.none(),
    id(kinds.IDS): several(IDS, 1),
    id(kinds.KEYS): several(IDS) | st.none(),
    id(kinds.TEXT): TEXTS,
    id(kinds.TEXTS): several(PARTS, 1),
    id(kinds.COUNT): COUNTS,
    id(kinds.MAYBE_COUNT): COUNTS | st.none(),
    id(kinds.CHAMBERS): CHAMBERS,
    id(kinds.CHAMBER): st.integers(1, 99) | st.none(),
    id(LOADS): several(LOADED, 1),
    **{id(kind): STAMPS for kind in STAMP_KINDS},
}


def values_of(cell: Cell, hint: object) -> st.SearchStrategy[typing.Any]:
    return BY_KIND[id(cell.kind)] if id(cell.kind) in BY_KIND else by_type(hint)


def by_type(hint: object) -> st.SearchStrategy[typing.Any]:
    if typing.get_origin(hint) is tuple:
        return several(of_literal(typing.get_args(hint)[0]))
    if hint == int | None or hint is int:
        return COUNTS
    return st.sampled_from(["weapons", "ammunition"]) if hint is str else st.from_type(hint)


@st.composite
def shown(draw: st.DrawFn) -> acts.WeaponShown:
    chambers = draw(CHAMBERS)
    how = several(of_literal(Method))
    sights = tuple(
        acts.Sight(chamber=chamber, contents=draw(of_literal(Contents)), methods=draw(how))
        for chamber in chambers
    )
    seen = None if sights else draw(COUNTS | st.none())
    return acts.WeaponShown(
        weapon=draw(IDS), sights=sights, seen_count=seen, turned=draw(st.booleans())
    )


@st.composite
def checked(draw: st.DrawFn) -> acts.LotChecked:
    answered, others = draw(st.integers(0, 400) | st.none()), draw(st.integers(0, 400))
    least = (answered or 0) + others
    return acts.LotChecked(
        lot=draw(IDS),
        method=draw(of_literal(Method)),
        n=draw(st.integers(least, 999) | st.none()),
        answered=answered,
        others=others,
    )


@st.composite
def act_of(draw: st.DrawFn, entry: Entry) -> Act:
    if entry.look:
        return draw(shown() if entry.act is acts.WeaponShown else checked())
    hints = typing.get_type_hints(entry.act)
    fields = {field.name: field for field in msgspec.structs.fields(entry.act)}
    values: dict[str, typing.Any] = {}
    for cell in entry.cells:
        if fields[cell.field].required or draw(st.booleans()):
            values[cell.field] = draw(values_of(cell, hints[cell.field]))
    if entry.act is acts.ProductionOpened:
        values["zone"] = draw(st.sampled_from(["UTC", "Asia/Tokyo"]))
    if values.get("chambers") and entry.act in (acts.RoundsLoaded, acts.RoundsUnloaded):
        values["n"] = draw(st.sampled_from([None, len(values["chambers"])]))
    return entry.act(**values)


@st.composite
def event_of(draw: st.DrawFn, entry: Entry) -> Event:
    earliest = draw(STAMPS)
    return Event(
        id=draw(IDS),
        act=draw(act_of(entry)),
        earliest_ms=earliest,
        latest_ms=earliest + draw(st.just(0) | st.integers(0, 10**9)),
        recorded_ms=earliest + draw(st.integers(0, 10**9)),
        recorder=draw(IDS),
        by=draw(IDS | st.none()),
        place=draw(IDS | st.none()),
        witnesses=tuple(
            Witness(person=person, count=draw(COUNTS | st.none())) for person in draw(several(IDS))
        ),
        source=draw(
            st.builds(
                Source,
                kind=of_literal(SourceKind),
                who=IDS | st.none(),
                sure=of_literal(Certainty),
                code=TEXTS | st.just(""),
                account=IDS | st.just(""),
            )
        ),
        read=draw(several(IDS)),
        note="" if "note" in entry.columns else draw(TEXTS | st.just("")),
        corrects=draw(IDS | st.none()),
    )


OPENED = Event(
    id="opened",
    act=acts.ProductionOpened(title="=the title", zone="America/Denver"),
    earliest_ms=1_772_460_000_000,
    latest_ms=1_772_460_000_000,
    recorded_ms=1_772_460_000_000,
    recorder="production",
)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.word)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_every_act_survives_a_spreadsheet(entry: Entry, data: st.DataObject) -> None:
    told = (OPENED, data.draw(event_of(entry)))
    text = write_day_log(told)
    assert read_day_log(text.encode(), "day.csv") == told
    rows = csv.reader(io.StringIO(text, newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_hour_shown_twice_is_written_in_utc() -> None:
    event = msgspec.structs.replace(
        OPENED,
        id="meal",
        act=acts.MealCalled(),
        earliest_ms=1_793_519_400_000,
        latest_ms=1_793_519_400_000,
        recorded_ms=1_793_519_400_000,
    )
    text = write_day_log((OPENED, event))
    assert "2026-11-01,07:50,,UTC,meal" in text
    assert read_day_log(text.encode(), "day.csv") == (OPENED, event)


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": (Evidence(sha256="0" * 64),)},
        {"id": "Not A Name"},
        {"recorder": "Not A Name"},
        {"note": "a title already stands in this column"},
        {"earliest_ms": OPENED.latest_ms + 1},
        {"act": acts.LotCounted(lot="d", n=-1)},
        {"earliest_ms": -(10**13)},
    ],
)
def test_a_day_log_that_would_say_less_is_never_written(change: dict[str, typing.Any]) -> None:
    with pytest.raises(ColdsetError) as caught:
        write_day_log((msgspec.structs.replace(OPENED, **change),))
    assert caught.value.code == "day-log-unwritable"


def test_one_event_twice_is_not_written_as_one() -> None:
    with pytest.raises(ColdsetError):
        write_day_log((OPENED, OPENED))


def test_no_events_are_a_header() -> None:
    assert write_day_log(()).startswith("id,date,time,")


def test_every_act_has_its_entry() -> None:
    assert set(BY_ACT) == set(acts.ALL_ACTS) - set(acts.DEVICES)
