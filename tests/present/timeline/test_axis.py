"""The axis keeps the order of time, cuts what is empty, and admits what it does not know."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from coldset.present.timeline.layout.axis import CUT_MS, axis_of
from coldset.present.timeline.layout.room import Box, Room
from coldset.present.timeline.layout.ticks import day_labels, ticks_of, windows_of
from coldset.present.timeline.picture import Moment

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
NOON_MS = 1_773_835_200_000


def exact(ms: int) -> Moment:
    return Moment(at_ms=ms, earliest_ms=ms, latest_ms=ms, known_by="clock")


def ordered(ms: int, earliest_ms: int, latest_ms: int) -> Moment:
    return Moment(at_ms=ms, earliest_ms=earliest_ms, latest_ms=latest_ms, known_by="order")


@given(st.sets(st.integers(0, 90 * 24 * 60), min_size=1, max_size=60), st.data())
def test_time_never_runs_backwards_and_stays_on_the_sheet(
    minutes: set[int], data: st.DataObject
) -> None:
    at = [NOON_MS + minute * MINUTE_MS for minute in sorted(minutes)]
    loose = data.draw(st.sets(st.sampled_from(at)))
    moments = [ordered(ms, ms, ms + 3 * HOUR_MS) if ms in loose else exact(ms) for ms in at]
    axis = axis_of(moments, 100, 1500)
    between = sorted({*at, *((a + b) // 2 for a, b in itertools.pairwise(at))})
    xs = [axis.x(ms) for ms in between]
    assert xs == sorted(xs)
    assert all(a < b for a, b in itertools.pairwise(axis.knots_x))
    assert 99.9 <= xs[0] <= xs[-1] <= 1500.1


@given(st.sets(st.integers(0, 30 * 24 * 60), min_size=2, max_size=60))
def test_every_long_empty_stretch_is_cut_and_no_short_one_is(minutes: set[int]) -> None:
    at = [NOON_MS + minute * MINUTE_MS for minute in sorted(minutes)]
    axis = axis_of([exact(ms) for ms in at], 100, 1500)
    cuts = [(piece.start_ms, piece.end_ms) for piece in axis.pieces if piece.kind == "cut"]
    assert cuts == [(a, b) for a, b in itertools.pairwise(at) if b - a > CUT_MS]
    edges = [(piece.x0, piece.x1) for piece in axis.pieces]
    assert edges == sorted(edges)


def test_what_has_only_an_order_stands_under_its_window() -> None:
    start, end = NOON_MS, NOON_MS + 3 * HOUR_MS
    loose = [ordered(start + n * MINUTE_MS, start, end + n * MINUTE_MS) for n in range(5)]
    axis = axis_of([exact(start - 5 * MINUTE_MS), *loose], 100, 1500)
    (window,) = windows_of(axis, "UTC")
    assert window.text == "12:00\u201315:04"
    assert window.several
    steps = {round(b - a, 6) for a, b in itertools.pairwise(axis.knots_x[1:])}
    assert len(steps) == 1


def test_hours_are_written_where_they_are_and_never_on_each_other() -> None:
    at = [NOON_MS + minute * MINUTE_MS for minute in range(0, 600, 7)]
    axis = axis_of([exact(ms) for ms in at], 100, 1500)
    written = [tick for tick in ticks_of(axis, "UTC") if tick.text]
    assert [tick.text for tick in written][:2] == ["12:00", "12:30"]
    assert all(b.x - a.x > 35 for a, b in itertools.pairwise(written))


def test_each_day_is_named_once_in_the_set_s_own_time() -> None:
    at = [NOON_MS, NOON_MS + 10 * MINUTE_MS, NOON_MS + 24 * HOUR_MS, NOON_MS + 25 * HOUR_MS]
    labels = day_labels(axis_of([exact(ms) for ms in at], 100, 1500), "America/Denver")
    assert [label.text for label in labels] == ["Wed 18 Mar 2026", "Thu 19 Mar 2026"]


def test_a_night_in_which_the_clocks_change_still_has_an_axis() -> None:
    start = 1_793_509_200_000  # 31 October 2026, 23:00 in Denver, the night the clocks go back
    at = [start + minute * MINUTE_MS for minute in range(0, 360, 20)]
    ticks = ticks_of(axis_of([exact(ms) for ms in at], 100, 1500), "America/Denver")
    xs = [tick.x for tick in ticks]
    assert xs == sorted(xs)


def test_without_a_moment_there_is_an_empty_axis() -> None:
    axis = axis_of([], 100, 1500)
    assert axis.pieces == ()
    assert axis.x(NOON_MS) == 100


def test_a_label_stands_only_where_nothing_does_and_over_lines_only_if_it_must() -> None:
    room = Room(Box(0, 0, 100, 100))
    room.take(Box(0, 0, 10, 10))
    room.cross(Box(20, 0, 22, 100))
    assert room.first_free([Box(5, 5, 15, 15), Box(95, 0, 105, 5), Box(19, 0, 25, 5)]) is None
    assert room.first_free([Box(19, 0, 25, 5)], over_lines=True) == Box(19, 0, 25, 5)
    assert room.first_free([Box(19, 0, 25, 5)], over_lines=True) is None
