"""Of one entry one word stands, however its corrections part."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.known import known
from coldset.core.words import Id

Day = Any  # see conftest.py


def left_of(day: Day, *entries: Event) -> list[Event]:
    """Which of these entries stand."""
    standing = known(day.events).events
    return [entry for entry in entries if entry in standing]


def held(day: Day) -> int | None:
    lot = day.state().lots["dummies"]
    count: int | None = lot.n
    return count


@pytest.fixture
def parted(day: Day) -> dict[str, Event]:
    """An entry that two people corrected, each without regard to the other, each twice."""
    first = day.draws("07:00", "six", 1)
    one = day.draws("07:00", "six", 2, written="08:00", corrects=first)
    other = day.draws("07:00", "six", 3, written="08:30", corrects=first)
    ones = day.draws("07:00", "six", 4, written="09:00", corrects=one)
    others = day.draws("07:00", "six", 5, written="09:30", corrects=other)
    return {"first": first, "one": one, "other": other, "ones": ones, "others": others}


def test_of_two_lines_of_corrections_only_the_newest_word_stands(
    day: Day, parted: dict[str, Event]
) -> None:
    assert left_of(day, *parted.values()) == [parted["others"]]
    assert held(day) == 45


def test_a_line_that_is_gone_on_with_later_is_the_newest_word(
    day: Day, parted: dict[str, Event]
) -> None:
    last = day.draws("07:00", "six", 6, written="10:00", corrects=parted["ones"])
    assert left_of(day, *parted.values(), last) == [last]
    assert held(day) == 44


def test_every_word_that_does_not_stand_says_what_replaced_it(
    day: Day, parted: dict[str, Event]
) -> None:
    assert dict(known(day.events).replaced) == {
        parted["first"].id: parted["other"],
        parted["other"].id: parted["others"],
        parted["one"].id: parted["ones"],
        parted["ones"].id: parted["other"],
    }


def test_when_the_newest_word_is_taken_back_the_newest_that_is_left_stands(
    day: Day, parted: dict[str, Event]
) -> None:
    day.at("10:00", acts.EventRetracted(event=parted["others"].id, reason="not five"))
    assert left_of(day, *parted.values()) == [parted["ones"]]


def test_when_a_line_is_taken_back_from_its_beginning_the_other_stands(
    day: Day, parted: dict[str, Event]
) -> None:
    day.at("10:00", acts.EventRetracted(event=parted["other"].id, reason="not those"))
    assert left_of(day, *parted.values()) == [parted["ones"]]


def test_when_the_entry_is_taken_back_nothing_of_any_line_stands(
    day: Day, parted: dict[str, Event]
) -> None:
    day.at("10:00", acts.EventRetracted(event=parted["first"].id, reason="nothing was drawn"))
    assert left_of(day, *parted.values()) == []
    assert held(day) == 50


def test_when_an_entry_is_taken_back_what_corrected_its_correction_goes_too(day: Day) -> None:
    first = day.draws("07:00", "six", 4)
    one = day.draws("07:00", "six", 5, written="08:00", corrects=first)
    last = day.draws("07:00", "six", 6, written="08:30", corrects=one)
    day.at("09:00", acts.EventRetracted(event=first.id, reason="nothing was drawn"))
    assert left_of(day, first, one, last) == []
    assert held(day) == 50


def test_a_retraction_that_was_corrected_takes_back_what_it_is_now_said_to(day: Day) -> None:
    stop = day.at("07:00", acts.StopRaised(reason="smoke"))
    find = day.at("07:01", acts.HazardIdentified(hazard="live", at="case"))
    back = day.at("08:00", acts.EventRetracted(event=find.id, reason="a slip"))
    act = acts.EventRetracted(event=stop.id, reason="a slip of the stop")
    right = day.at("08:00", act, written="08:30", corrects=back)
    assert left_of(day, stop, find, back, right) == [find, right]
    assert dict(day.state().stops) == {find.id: find}


AIMS = st.lists(
    st.tuples(
        st.integers(0, 9), st.sampled_from(["corrects", "retracts", "says"]), st.integers(0, 5)
    ),
    min_size=1,
    max_size=9,
)


def entry(number: int, aim: tuple[int, str, int]) -> Event:
    target, how, written = aim
    parts: dict[str, Any] = {"earliest_ms": 0, "latest_ms": 0, "recorder": "x"}
    earlier: Id = f"e{target % number}"
    act = acts.StopRaised(reason=f"{number}")
    if how == "retracts":
        back = acts.EventRetracted(event=earlier, reason="no")
        return Event(id=f"e{number}", act=back, recorded_ms=written, **parts)
    corrects = earlier if how == "corrects" else None
    return Event(id=f"e{number}", act=act, recorded_ms=written, corrects=corrects, **parts)


def root_of(event: Event, by_id: dict[Id, Event]) -> Id:
    while event.corrects is not None:
        event = by_id[event.corrects]
    return event.id


@given(AIMS)
def test_however_corrections_and_retractions_part_one_word_of_an_entry_stands(
    aims: list[tuple[int, str, int]],
) -> None:
    first = Event(
        id="e0", act=acts.MealCalled(), earliest_ms=0, latest_ms=0, recorded_ms=0, recorder="x"
    )
    written = [first, *(entry(number, aim) for number, aim in enumerate(aims, start=1))]
    by_id = {event.id: event for event in written}
    record = known(written)
    roots = [root_of(event, by_id) for event in record.events]
    assert len(roots) == len(set(roots))
    assert {event.id for event in record.events} == set(by_id) - set(record.replaced)
    taken_back = any(how == "retracts" for _, how, _ in aims)
    if not taken_back:
        assert set(roots) == {root_of(event, by_id) for event in written}, "no entry is lost"
