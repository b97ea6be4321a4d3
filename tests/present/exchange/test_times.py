"""What people write into the time columns, and which milliseconds it can mean."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.core.events import Event
from coldset.present.exchange import DayLogError, read_day_log

HEAD = "date,time,until,zone,event,by,recorded\n"


def ms(text: str) -> int:
    return round(dt.datetime.fromisoformat(text).timestamp() * 1000)


def read(time: str, until: str = "", *, date: str = "2026-03-02", **more: str) -> Event:
    zone, recorded = more.get("zone", "America/Denver"), more.get("recorded", "")
    text = f"{HEAD}{date},{time},{until},{zone},meal,first-ad,{recorded}\n"
    (event,) = read_day_log(text.encode(), "day.csv")
    return event


def refusal(*args: str, **more: str) -> str:
    with pytest.raises(DayLogError) as caught:
        read(*args, **more)
    (problem,) = caught.value.problems
    return f"{problem.column}: {problem.sentence}"


@pytest.mark.parametrize(
    ("time", "until", "first", "last"),
    [
        ("14:05", "", "14:05:00.000", "14:05:00.000"),
        ("9:05", "", "09:05:00.000", "09:05:00.000"),
        ("14:05:30", "", "14:05:30.000", "14:05:30.000"),
        ("14:05:30.5", "", "14:05:30.500", "14:05:30.500"),
        ("14:3?", "", "14:30:00.000", "14:39:59.999"),
        ("14:??", "", "14:00:00.000", "14:59:59.999"),
        ("1?:??", "", "10:00:00.000", "19:59:59.999"),
        ("2?:??", "", "20:00:00.000", "23:59:59.999"),
        ("14:05:??", "", "14:05:00.000", "14:05:59.999"),
        ("14:00-14:20", "", "14:00:00.000", "14:20:00.000"),
        ("14:00 \u2013 14:2?", "", "14:00:00.000", "14:29:59.999"),
        ("14:0? to 14:20", "", "14:00:00.000", "14:20:00.000"),
        ("14:00", "14:20", "14:00:00.000", "14:20:00.000"),
        ("14:00", "2026-03-02", "14:00:00.000", "23:59:59.999"),
        ("", "", "00:00:00.000", "23:59:59.999"),
        ("?", "12:00", "00:00:00.000", "12:00:00.000"),
    ],
)
def test_times_of_one_day(time: str, until: str, first: str, last: str) -> None:
    event = read(time, until)
    assert event.earliest_ms == ms(f"2026-03-02T{first}-07:00")
    assert event.latest_ms == event.recorded_ms == ms(f"2026-03-02T{last}-07:00")


def test_a_stretch_over_midnight_has_the_date_of_its_end() -> None:
    event = read("23:50", "2026-03-03 00:20")
    assert event.latest_ms - event.earliest_ms == 30 * 60_000
    assert "over midnight" in refusal("23:50", "00:20")


@pytest.mark.parametrize(
    "time",
    ["2pm", "14.05 Uhr", "25:00", "14:60", "14", "1?:30", "14:?5", "14:3?:10", "24:00", "14:05:61"],
)
def test_no_time_of_day(time: str) -> None:
    assert refusal(time).startswith(f"time: `{time}` is no time of day; expected 24 hours")


@pytest.mark.parametrize("date", ["03/02/2026", "2026-02-30", "26-03-02", "0226-03-02", "20260302"])
def test_no_date(date: str) -> None:
    assert refusal("10:00", date=date).startswith(f"date: `{date}` is no date of the calendar")


def test_ends_before_starts() -> None:
    assert refusal("14:20-14:00").startswith("time: the end is before the start")
    assert refusal("14:20", "14:10").startswith("until: the end is before the start")
    assert refusal("14:20", "2026-03-01").startswith("until: the end is before the start")
    assert refusal("14:00-14:20", "14:30").startswith("until: `14:30` is a second end")


def test_the_hour_that_the_clocks_skipped() -> None:
    for time in ("02:30", "02:??", "02:10-02:20"):
        assert "never was in `America/Denver`" in refusal(time, date="2026-03-08")
    assert "never was" in refusal("01:30-02:30", date="2026-03-08")
    assert "never was" in refusal("01:30", "02:30", date="2026-03-08")
    half = read("02:??", date="2026-10-04", zone="Australia/Lord_Howe")
    assert half.latest_ms == ms("2026-10-04T03:00+11:00") - 1, "half of the hour was skipped"
    day = read("", date="2026-03-08")
    assert day.latest_ms + 1 - day.earliest_ms == 23 * 3_600_000


def test_the_hour_that_the_clocks_showed_twice() -> None:
    event = read("01:30", date="2026-11-01")
    assert event.earliest_ms == ms("2026-11-01T01:30-06:00")
    assert event.latest_ms == ms("2026-11-01T01:30-07:00")
    day = read("?", date="2026-11-01")
    assert day.latest_ms + 1 - day.earliest_ms == 25 * 3_600_000


def test_recorded_later_never_before() -> None:
    assert read("10:00", recorded="16:30").recorded_ms == ms("2026-03-02T16:30-07:00")
    assert read("10:00", recorded="2026-03-03").recorded_ms == ms("2026-03-04T00:00-07:00") - 1
    assert "is before it happened" in refusal("10:00", recorded="09:59")
    assert read("10:0?", recorded="10:05").recorded_ms == ms("2026-03-02T10:05-07:00")


@pytest.mark.parametrize("zone", ["MST", "Denver", "america/denver", "../etc/passwd", "UTC+2"])
def test_no_zone(zone: str) -> None:
    assert refusal("10:00", zone=zone).startswith(f"zone: `{zone}` is no time zone")


def test_a_misspelt_zone_is_suggested() -> None:
    with pytest.raises(DayLogError) as caught:
        read("10:00", zone="America/Denvr")
    assert caught.value.problems[0].suggestion == "America/Denver"


def test_without_a_zone_no_time_can_be_placed() -> None:
    assert refusal("10:00", zone="").startswith("zone: `zone` is blank and no row above has one")


@given(
    st.datetimes(dt.datetime(1975, 1, 1), dt.datetime(2190, 1, 1)),  # noqa: DTZ001 - local time
    st.sampled_from(["UTC", "America/Denver", "Europe/Berlin", "Australia/Lord_Howe"]),
)
def test_an_instant_shows_its_own_minute_wherever_it_is(local: dt.datetime, zone: str) -> None:
    try:
        event = read(f"{local:%H:%M}", date=f"{local:%Y-%m-%d}", zone=zone)
    except DayLogError as refused:
        assert "never was" in refused.sentence  # noqa: PT017 - skipped hours are allowed here
        return
    assert 0 <= event.latest_ms - event.earliest_ms <= 3_600_000
    assert event.earliest_ms % 60_000 == 0
