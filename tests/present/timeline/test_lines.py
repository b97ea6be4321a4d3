"""Lines run without a break, from the moment a thing is on record, and say where they guess."""

import itertools
from collections.abc import Callable
from typing import Protocol

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.present.timeline import Timeline, draw_timeline, timeline_of
from coldset.present.timeline.picture import Line

MINUTE_MS = 60_000
NOON_MS = 1_773_835_200_000
DAY = 24 * 60
EXAMPLES = ("quiet-day", "church-rehearsal")

Example = Callable[[str], tuple[Event, ...]]


class Log(Protocol):
    events: list[Event]

    def at(self, minute: float, act: Act, **how: object) -> str: ...
    def weapon(
        self, minute: float = 0, weapon: str = "sa-1", until: float | None = None
    ) -> "Log": ...
    def over(self, minute: float, giver: str, receiver: str) -> str: ...
    def drawn(self, **choices: object) -> Timeline: ...


def spans(line: Line) -> list[tuple[float, float, str, str]]:
    return [(minutes(s.start_ms), minutes(s.end_ms), s.lane, s.style) for s in line.stretches]


def minutes(ms: int) -> float:
    return (ms - NOON_MS) / MINUTE_MS


def test_a_line_steps_at_each_hand_over(log: Log) -> None:
    log.weapon(1).over(5, "armorer", "lead")
    log.over(9, "lead", "armorer")
    (line,) = log.drawn().lines
    assert spans(line) == [
        (1, 5, "armorer", "recorded"),
        (5, 9, "lead", "recorded"),
        (9, 9, "armorer", "recorded"),
    ]
    assert line.start == "came"


def test_lanes_are_people_by_role_then_containers_then_places(log: Log) -> None:
    log.weapon(1)
    log.at(1, acts.PlaceDeclared(place="store", kind="store"))
    log.at(1, acts.ContainerArrived(container="gun-case", kind="case", holder="store"))
    log.over(2, "armorer", "lead")
    log.at(3, acts.ItemMoved(item="sa-1", holder="store"))
    log.at(4, acts.ItemMoved(item="sa-1", holder="gun-case"))
    log.at(9, acts.Wrapped())
    assert [lane.id for lane in log.drawn().lanes] == ["armorer", "lead", "gun-case", "store"]


def test_a_holder_that_never_had_anything_has_no_lane(log: Log) -> None:
    log.weapon(1)
    log.at(1, acts.PlaceDeclared(place="street", kind="set"))
    log.at(9, acts.Wrapped())
    assert [lane.id for lane in log.drawn().lanes] == ["armorer"]


def test_a_minute_that_cannot_be_read_is_unsure_as_long_as_it_can_mean(log: Log) -> None:
    log.weapon(1)
    log.at(10, acts.ItemMoved(item="sa-1", holder="gun-case"), until=19)
    log.at(40, acts.Wrapped())
    (line,) = log.drawn().lines
    assert (10, 19, "gun-case", "unsure") in spans(line)
    assert (19, 40, "gun-case", "recorded") in spans(line)


def test_a_move_by_nobody_leaves_a_gap_since_it_was_last_seen(log: Log) -> None:
    log.weapon(1)
    log.at(4, acts.BoreChecked(weapon="sa-1", clear=True))
    log.at(30, acts.ItemMoved(item="sa-1", holder="gun-case"), by=None)
    (line,) = log.drawn().lines
    assert (4, 30, "armorer", "unsure") in spans(line)


def test_where_only_a_statement_places_a_thing_the_line_says_so(log: Log) -> None:
    log.weapon(1)
    log.at(5, acts.ItemMoved(item="sa-1", holder="gun-case"), said=True)
    log.at(9, acts.Wrapped())
    (line,) = log.drawn().lines
    assert spans(line)[-1] == (5, 9, "gun-case", "said")


def test_what_came_at_an_unknown_time_begins_where_it_is_first_found(log: Log) -> None:
    log.weapon(-60 * DAY, until=60 * DAY)
    log.at(20, acts.BoreChecked(weapon="sa-1", clear=True))
    log.at(30, acts.Wrapped())
    picture = log.drawn()
    (line,) = picture.lines
    assert line.start == "found"
    assert spans(line) == [(20, 30, "armorer", "recorded")]
    assert any("weapon arrived: sa-1" in told for told in picture.undated)


def test_an_undated_move_is_drawn_when_it_is_next_found_and_unsure_till_then(log: Log) -> None:
    log.weapon(1)
    log.at(5, acts.ItemMoved(item="sa-1", holder="gun-case"), until=30 * DAY)
    log.at(50, acts.BoreChecked(weapon="sa-1", clear=True), by=None)
    (line,) = log.drawn().lines
    assert (5, 50, "armorer", "unsure") in spans(line)
    assert all(start >= 50 for start, _, lane, _ in spans(line) if lane == "gun-case")


def test_what_nobody_ever_saw_at_a_known_time_has_no_line(log: Log) -> None:
    log.weapon(0, until=60 * DAY)
    log.at(30, acts.Wrapped())
    picture = log.drawn()
    assert picture.lines == ()
    assert picture.lanes == ()
    assert len(picture.undated) == 1


def test_a_lot_of_which_nothing_is_left_ends(log: Log) -> None:
    log.at(1, acts.LotArrived(lot="blanks", source="shop", claimed="blank", holder="armorer", n=2))
    log.at(5, acts.RoundDiscarded(lot="blanks", n=2))
    log.at(90, acts.Wrapped())
    (line,) = log.drawn(things=["blanks"]).lines
    assert minutes(line.stretches[-1].end_ms) == 5


def test_a_window_shows_what_was_there_before_it(log: Log) -> None:
    log.weapon(1).over(5, "armorer", "lead")
    log.at(100, acts.CutCalled())
    log.at(120, acts.Wrapped())
    window = (NOON_MS + 60 * MINUTE_MS, NOON_MS + 110 * MINUTE_MS)
    picture = log.drawn(window=window)
    (line,) = picture.lines
    assert line.start == "before"
    assert {stretch.lane for stretch in line.stretches} == {"lead"}
    assert all(window[0] <= moment.at_ms <= window[1] for moment in picture.moments)
    assert "from before or after" in picture.captions[0]


@pytest.mark.parametrize(("first", "last"), [(60, 80), (90, 130)])
def test_a_window_in_which_nothing_is_drawn_still_shows_who_had_what(
    first: int, last: int, log: Log
) -> None:
    log.weapon(1).over(5, "armorer", "lead")
    log.at(100, acts.TrainingRecorded(person="lead", course="safety"))
    log.at(200, acts.Wrapped())
    window = (NOON_MS + first * MINUTE_MS, NOON_MS + last * MINUTE_MS)
    picture = log.drawn(window=window)
    assert [lane.id for lane in picture.lanes] == ["lead"]
    assert "</svg>" in draw_timeline(picture)


@pytest.mark.parametrize("name", EXAMPLES)
def test_lines_are_continuous_and_begin_no_earlier_than_the_record(
    name: str, example: Example
) -> None:
    events = example(name)
    picture = timeline_of(events, "America/Denver")
    assert picture.lines
    for line in picture.lines:
        for before, after in itertools.pairwise(line.stretches):
            assert before.end_ms == after.start_ms
            assert before.start_ms < before.end_ms
            assert after.start_ms <= after.end_ms
        earliest = min(e.earliest_ms for e in events if named(e, line.thing))
        assert line.stretches[0].start_ms >= earliest


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_stands_at_a_time_that_the_record_does_not_give(
    name: str, example: Example
) -> None:
    events = example(name)
    picture = timeline_of(events, "America/Denver")
    given = {ms for e in events if not undated(e) for ms in (e.earliest_ms, e.latest_ms)}
    drawn = {mark.at_ms for mark in picture.marks} | {bar.start_ms for bar in picture.bars}
    drawn |= {saying.at_ms for saying in picture.sayings} | {m.at_ms for m in picture.moments}
    drawn |= {stop.start_ms for stop in picture.stops}
    drawn |= {closure.start_ms for closure in picture.closures}
    drawn |= {line.stretches[0].start_ms for line in picture.lines}
    assert drawn <= given


def named(event: Event, thing: str) -> bool:
    return thing in event.act.__struct_fields__ or thing in repr(event.act)


def undated(event: Event) -> bool:
    return event.latest_ms - event.earliest_ms > 14 * DAY * MINUTE_MS
