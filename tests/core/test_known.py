"""Which entries count, and in which order: as known then, in hindsight, corrected, taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.known import HINDSIGHT_MS, appearances, effect_ms, in_order, is_late, known

Day = Any  # see conftest.py
Clock = Callable[[str], int]


def standing(day: Day, as_of_ms: int = HINDSIGHT_MS) -> list[Event]:
    return list(known(day.events, as_of_ms).events)


def test_what_was_written_down_later_was_not_known_then(blank_day: Day, clock_ms: Clock) -> None:
    early = blank_day.at("07:00", acts.MealCalled())
    late = blank_day.at("07:05", acts.Wrapped(), written="09:00")
    assert standing(blank_day, clock_ms("08:59")) == [early]
    assert standing(blank_day, clock_ms("09:00")) == [early, late]
    assert standing(blank_day) == [early, late]
    assert standing(blank_day, clock_ms("06:59")) == []


def test_in_hindsight_a_late_entry_stands_where_it_happened(blank_day: Day) -> None:
    meal = blank_day.at("07:00", acts.MealCalled())
    wrapped = blank_day.at("09:00", acts.Wrapped())
    cut = blank_day.at("08:00", acts.CutCalled(), written="23:00")
    assert standing(blank_day) == [meal, cut, wrapped]


def test_a_state_as_known_then_is_without_what_came_to_light_later(day: Day) -> None:
    day.at("07:00", acts.HazardIdentified(hazard="live", at="case"), written="12:00")
    assert day.state(known_at="11:59").stops == {}
    assert len(day.state(known_at="12:00").stops) == 1
    assert len(day.state().stops) == 1


def test_a_correction_stands_in_the_place_of_what_it_corrects(day: Day, clock_ms: Clock) -> None:
    wrong = day.draws("07:00", "six", 5)
    right = day.draws("07:00", "six", 6, written="08:00", corrects=wrong)
    assert right in standing(day)
    assert wrong not in standing(day)
    assert day.state().lots["dummies"].n == 44
    assert day.state(known_at="07:59").lots["dummies"].n == 45
    then = known(day.events, clock_ms("07:59"))
    assert wrong in then.events
    assert then.replaced == {}


def test_the_original_of_a_correction_is_kept_and_named(day: Day) -> None:
    wrong = day.draws("07:00", "six", 5)
    right = day.draws("07:00", "six", 6, written="08:00", corrects=wrong)
    record = known(day.events)
    assert dict(record.replaced) == {wrong.id: right}
    assert wrong in record.written
    assert list(record.written) == day.events


def test_of_a_chain_of_corrections_the_last_word_stands(day: Day) -> None:
    first = day.draws("07:00", "six", 4)
    second = day.draws("07:00", "six", 5, written="08:00", corrects=first)
    third = day.draws("07:00", "six", 6, written="09:00", corrects=second)
    left = standing(day)
    assert [one in left for one in (first, second, third)] == [False, False, True]
    assert day.state().lots["dummies"].n == 44
    assert day.state(known_at="08:30").lots["dummies"].n == 45
    assert {first, second} <= set(known(day.events).written)


def test_a_corrected_time_moves_the_entry(day: Day) -> None:
    meal = day.at("10:00", acts.MealCalled())
    wrapped = day.at("09:00", acts.Wrapped())
    moved = day.at("08:00", acts.MealCalled(), written="11:00", corrects=meal)
    assert standing(day)[-2:] == [moved, wrapped]


def test_what_was_taken_back_does_not_stand_and_is_kept(day: Day) -> None:
    seen = day.shows("07:00", "empty", 1)
    act = acts.EventRetracted(event=seen.id, reason="it was another revolver")
    back = day.at("08:00", act)
    record = known(day.events)
    assert seen not in record.events
    assert back in record.events
    assert seen in record.written
    assert dict(record.replaced) == {seen.id: back}
    assert day.state(known_at="07:30").weapons["revolver"].last_shown == seen
    assert day.state().weapons["revolver"].last_shown is None


def test_a_correction_that_is_taken_back_leaves_the_original_standing(day: Day) -> None:
    first = day.draws("07:00", "six", 6)
    wrong = day.draws("07:00", "six", 5, written="08:00", corrects=first)
    day.at("09:00", acts.EventRetracted(event=wrong.id, reason="it was six"))
    left = standing(day)
    assert first in left
    assert wrong not in left


def test_a_retraction_that_is_taken_back_takes_nothing_back(day: Day) -> None:
    found = day.at("07:00", acts.HazardIdentified(hazard="live", at="case"))
    back = day.at("08:00", acts.EventRetracted(event=found.id, reason="a dummy"))
    assert day.state().stops == {}
    day.at("09:00", acts.EventRetracted(event=back.id, reason="it is live"))
    assert day.state().stops == {found.id: found}


@pytest.mark.parametrize("source", ["statement", "document"])
def test_hearsay_takes_nothing_back_and_corrects_nothing(day: Day, source: Any) -> None:  # noqa: ANN401 - a row
    stop = day.at("07:00", acts.StopRaised(reason="smoke"))
    found = day.at("07:01", acts.HazardIdentified(hazard="live", at="case"))
    day.at("08:00", acts.EventRetracted(event=stop.id, reason="so they say"), source=source)
    day.at("08:01", acts.MealCalled(), source=source, corrects=found)
    assert day.state().stops == {stop.id: stop, found.id: found}


def test_a_correction_of_nothing_on_record_stands_by_itself(day: Day) -> None:
    other = Event(
        id="gone", act=acts.Wrapped(), earliest_ms=0, latest_ms=0, recorded_ms=0, recorder="x"
    )
    fixed = day.at("07:00", acts.MealCalled(), corrects=other)
    back = day.at("07:01", acts.EventRetracted(event="gone", reason="none"))
    assert standing(day)[-2:] == [fixed, back]
    assert known(day.events).replaced == {}


def test_equal_times_keep_the_order_of_the_book(blank_day: Day) -> None:
    entries = [blank_day.at("07:00", acts.StopRaised(reason=str(n))) for n in range(9)]
    earlier = blank_day.at("06:59", acts.MealCalled())
    assert standing(blank_day) == [earlier, *entries]


@pytest.mark.parametrize(
    "act",
    [
        acts.ContainerSealed(container="case", seal="0071"),
        acts.HolderLocked(holder="safe"),
        acts.LineControlled(),
        acts.PersonLeft(person="operator"),
        acts.WatchClaimed(item="revolver"),
        acts.RoleAssigned(person="operator", role="armorer"),
        acts.DutyEnded(person="operator", duty="driving"),
        acts.StopLifted(stop="e0", cause="none"),
        acts.StopRaisedInError(stop="e0", second="first-ad"),
        acts.SuspicionDropped(suspicion="e0", text="a dummy"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_what_closes_or_ends_a_stop_counts_from_the_latest_instant_it_may_have_happened(
    blank_day: Day, clock_ms: Clock, act: Act
) -> None:
    event = blank_day.at("07:00", act, until="08:00")
    assert effect_ms(event, {}) == clock_ms("08:00")


@pytest.mark.parametrize(
    "act",
    [
        acts.SealRemoved(container="case"),
        acts.SealRead(container="case", seal="0071", intact=True),
        acts.HolderUnlocked(holder="safe"),
        acts.KeyGiven(holder="safe", person="operator"),
        acts.LineReleased(),
        acts.PlaceLeft(holder="revolver"),
        acts.DutyAssigned(person="operator", duty="driving"),
        acts.RoleEnded(person="operator", role="armorer"),
        acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50),
        acts.WeaponShown(weapon="revolver"),
        acts.BoreChecked(weapon="revolver", clear=True),
        acts.PersonSearched(person="operator"),
        acts.PlaceSwept(holder="set"),
        acts.StopRaised(reason="smoke"),
        acts.HazardIdentified(hazard="live", at="case"),
        acts.HazardSuspected(hazard="live", at="case"),
        acts.ItemMoved(item="revolver", holder="case"),
        acts.LotArrived(lot="dummies", source="supplier", claimed="dummy", holder="set"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_what_opens_or_only_looks_counts_from_the_earliest(
    blank_day: Day, clock_ms: Clock, act: Act
) -> None:
    event = blank_day.at("07:00", act, until="08:00")
    assert effect_ms(event, {}) == clock_ms("07:00")


def test_what_may_have_happened_after_its_thing_came_happened_after(
    day: Day, clock_ms: Clock
) -> None:
    day.box("08:00", "blanks")
    checked = acts.LotChecked(lot="blanks", method="look", n=50, answered=50)
    event = day.at("07:00", checked, until="09:00")
    assert effect_ms(event, appearances(day.events)) == clock_ms("08:00")
    assert day.doubts() == []


def test_the_last_thing_to_come_counts(day: Day, clock_ms: Clock) -> None:
    day.box("08:00", "blanks")
    day.weapon("08:30", "pistol")
    event = day.loads("07:00", "blanks", 1, weapon="pistol", until="09:00")
    assert effect_ms(event, appearances(day.events)) == clock_ms("08:30")


def test_a_thing_among_several_that_are_named_together_counts_too(
    day: Day, clock_ms: Clock
) -> None:
    day.weapon("08:30", "pistol")
    kit = acts.KitIssued(items=("revolver", "pistol"), giver="armorer", receiver="performer")
    event = day.at("07:00", kit, until="09:00")
    assert effect_ms(event, appearances(day.events)) == clock_ms("08:30")


def test_what_certainly_happened_before_its_thing_came_stays_there(
    day: Day, clock_ms: Clock
) -> None:
    day.box("08:00", "blanks")
    event = day.draws("07:00", "six", 6, lot="blanks", until="07:30")
    assert effect_ms(event, appearances(day.events)) == clock_ms("07:00")
    assert day.doubts()[0] == "thing-unregistered"


def test_a_thing_first_comes_when_it_may_first_have_come(blank_day: Day, clock_ms: Clock) -> None:
    blank_day.box("08:00", "blanks", until="09:00")
    blank_day.box("08:30", "blanks")
    blank_day.weapon("07:00", "pistol")
    blank_day.container("07:10", "bag")
    blank_day.at("07:20", acts.PlaceDeclared(place="barn", kind="other"))
    blank_day.draws("09:30", "six", 6, lot="blanks")
    blank_day.at("06:00", acts.MealCalled())
    assert appearances(blank_day.events) == {
        "blanks": clock_ms("08:00"),
        "pistol": clock_ms("07:00"),
        "bag": clock_ms("07:10"),
        "barn": clock_ms("07:20"),
        "six": clock_ms("09:30"),
    }


def test_entries_are_put_in_order_of_effect(blank_day: Day) -> None:
    locked = blank_day.locks("07:00", "safe", until="08:00")
    opened = blank_day.at("07:30", acts.HolderUnlocked(holder="safe"), until="09:00")
    wrapped = blank_day.at("07:45", acts.Wrapped())
    assert in_order([locked, opened, wrapped]) == (opened, wrapped, locked)


def test_an_entry_is_late_only_past_the_limit(blank_day: Day) -> None:
    event = blank_day.at("07:00", acts.MealCalled(), until="07:10", written="07:25")
    minute_ms = 60_000
    assert not is_late(event, 15 * minute_ms)
    assert is_late(event, 15 * minute_ms - 1)


def test_an_entry_written_down_beforehand_is_not_late(blank_day: Day) -> None:
    event = blank_day.at("07:00", acts.MealCalled(), written="06:00")
    assert not is_late(event, 0)


def test_a_correction_that_names_itself_does_not_vanish(day: Day) -> None:
    stop = Event(
        id="x",
        act=acts.StopRaised(reason="smoke"),
        earliest_ms=0,
        latest_ms=0,
        recorded_ms=0,
        recorder="operator",
        corrects="x",
    )
    assert stop in known([*day.events, stop]).events


def test_of_two_entries_that_correct_each_other_one_stands() -> None:
    parts: dict[str, Any] = {"earliest_ms": 0, "latest_ms": 0, "recorded_ms": 0, "recorder": "x"}
    a = Event(id="a", act=acts.StopRaised(reason="smoke"), corrects="b", **parts)
    b = Event(id="b", act=acts.StopRaised(reason="smoke"), corrects="a", **parts)
    assert known([a, b]).events != ()


def test_of_two_corrections_of_one_entry_only_the_newer_stands(day: Day) -> None:
    first = day.draws("07:00", "six", 4)
    day.draws("07:00", "six", 5, written="08:00", corrects=first)
    day.draws("07:00", "six", 6, written="09:00", corrects=first)
    assert day.state().lots["dummies"].n == 44


def test_what_may_have_happened_after_its_thing_came_did_so_though_written_before(
    day: Day,
) -> None:
    checked = acts.LotChecked(lot="blanks", method="look", n=50, answered=50)
    day.at("07:00", checked, until="09:00")
    day.box("08:00", "blanks")
    assert day.doubts() == []


def test_a_reversed_interval_closes_nothing_early(day: Day) -> None:
    event = day.at("08:00", acts.HolderLocked(holder="safe"), until="07:00")
    assert effect_ms(event, {}) >= event.earliest_ms


def test_a_retraction_takes_back_what_corrected_its_entry_before(day: Day) -> None:
    first = day.draws("07:00", "six", 4)
    day.draws("07:00", "six", 5, written="08:00", corrects=first)
    day.at("09:00", acts.EventRetracted(event=first.id, reason="nothing was drawn"))
    assert day.state().lots["dummies"].n == 50


def test_after_the_newer_correction_is_taken_back_the_older_stands(day: Day) -> None:
    first = day.draws("07:00", "six", 4)
    day.draws("07:00", "six", 5, written="08:00", corrects=first)
    newer = day.draws("07:00", "six", 6, written="09:00", corrects=first)
    day.at("10:00", acts.EventRetracted(event=newer.id, reason="it was five"))
    assert day.state().lots["dummies"].n == 45


def test_of_corrections_in_the_same_minute_the_later_in_the_book_stands(day: Day) -> None:
    first = day.draws("07:00", "six", 4)
    day.draws("07:00", "six", 5, written="08:00", corrects=first)
    day.draws("07:00", "six", 6, written="08:00", corrects=first)
    assert day.state().lots["dummies"].n == 44
