from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from conftest import Day

NOT_CLEARED = "not cleared"


def went_off(day: "Day", *, said: bool = False) -> "Day":
    shot = acts.ShotFired(weapon="revolver", planned=False)
    return day.at("10:46", "shot", shot, by="performer", said=said)


def lifted(day: "Day") -> "Day":
    day.at("10:47", "stop", acts.StopRaised(reason="a shot"), by="ad")
    lift = acts.StopLifted(
        stop="stop", cause="a live round", recovered="six rounds", told=("ad", "performer")
    )
    return day.at("11:30", "lifted", lift, by="ad")


@pytest.mark.parametrize("said", [False, True])
def test_an_unplanned_shot_bars_until_it_is_answered(day: "Day", said: bool) -> None:  # noqa: FBT001 - a table of two
    assert went_off(day, said=said).because("UK-04") == (NOT_CLEARED, "no-stop-lifted")
    assert lifted(day).because("UK-04", clock="11:40") == ("pass", "answered")
    assert day.because("UK-04", clock="11:20") == (NOT_CLEARED, "no-stop-lifted")


def test_a_planned_shot_needs_no_answer(day: "Day") -> None:
    assert went_off(day).act("shot", planned=True).because("UK-04") == ("pass", "none-on-record")


@pytest.mark.parametrize("part", ["cause", "recovered", "told"])
def test_an_answer_says_why_what_was_recovered_and_who_was_told(day: "Day", part: str) -> None:
    lifted(went_off(day)).act("lifted", **{part: () if part == "told" else ""})
    finding = day.ask("UK-04", clock="11:40")
    assert (finding.level, finding.fact("missing")) == (NOT_CLEARED, part)


def test_a_stop_lifted_by_hearsay_is_not_lifted(day: "Day") -> None:
    lifted(went_off(day)).only_said("lifted")
    assert day.because("UK-04", clock="11:40") == (NOT_CLEARED, "no-stop-lifted")


def test_a_stop_from_before_does_not_answer_it(day: "Day") -> None:
    lifted(went_off(day)).at("09:00", "stop", acts.StopRaised(reason="lightning"), by="ad")
    assert day.because("UK-04", clock="11:40") == (NOT_CLEARED, "no-stop-lifted")


def test_each_of_two_is_answered(day: "Day") -> None:
    lifted(went_off(day))
    again = acts.ShotFired(weapon="revolver", planned=False)
    assert day.at("12:00", "again", again).ask("UK-04", clock="12:30").events == ("again",)


def test_a_hammer_that_fell_on_a_dummy_is_no_misfire(day: "Day") -> None:
    day.at("10:46", "click", acts.HammerFell(weapon="revolver"), by="performer")
    assert day.because("UK-04") == ("pass", "none-on-record")


@pytest.mark.parametrize("claimed", ["blank", "unknown", "live"])
def test_a_hammer_that_fell_on_anything_else_is_one(day: "Day", claimed: str) -> None:
    day.at("10:46", "click", acts.HammerFell(weapon="revolver"), by="performer")
    day.act("dummies", claimed=claimed)
    assert day.because("UK-04") == (NOT_CLEARED, "no-stop-lifted")
    unloaded = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=6)
    day.at("10:47", "unloaded", unloaded)
    assert day.because("UK-04") == (NOT_CLEARED, "no-stop-lifted")
    assert lifted(day).because("UK-04", clock="11:40") == ("pass", "answered")


def test_another_weapons_shot_is_its_own(day: "Day") -> None:
    day.at("10:46", "shot", acts.ShotFired(weapon="other", planned=False), by="performer")
    assert day.ask("UK-04").level == "pass"
    assert day.because("UK-04", weapon="other") == (NOT_CLEARED, "no-stop-lifted")


def test_a_stop_in_the_instant_of_a_shot_may_have_come_before_it(day: "Day") -> None:
    lifted(went_off(day)).at("10:46", "stop", acts.StopRaised(reason="rain"), by="ad")
    assert day.because("UK-04", clock="11:40") == (NOT_CLEARED, "no-stop-lifted")


def test_a_stop_lifted_in_the_instant_of_a_shot_was_lifted_before_it(day: "Day") -> None:
    lifted(went_off(day)).at("11:30", "again", day.entries["shot"].act)
    assert day.ask("UK-04", clock="11:40").events == ("again",)


def blank_before(day: "Day", clock: str) -> "Day":
    """A blank in the weapon first, taken out again, then a hammer fall."""
    blanks = acts.LotArrived(lot="blanks", source="shop", claimed="blank", holder="armorer", n=1)
    day.at("07:05", "blanks", blanks)
    loading = acts.RoundsLoaded(weapon="revolver", lot="blanks", chambers=(1,), n=1)
    day.at(clock, "loaded-blank", loading)
    emptied = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=1)
    day.at("10:28", "emptied", emptied)
    return day.at("10:46", "click", acts.HammerFell(weapon="revolver"), by="performer")


def test_a_blank_that_was_certainly_taken_out_again_did_not_misfire(day: "Day") -> None:
    assert blank_before(day, "10:27").because("UK-04") == ("pass", "none-on-record")
    assert blank_before(day, "10:28").because("UK-04") == (NOT_CLEARED, "no-stop-lifted")
    day.at("10:46", "emptied", day.entries["emptied"].act)
    assert day.because("UK-04") == (NOT_CLEARED, "no-stop-lifted")


def test_a_blank_loaded_after_a_hammer_fall_did_not_misfire(day: "Day") -> None:
    blank_before(day, "10:27").at("10:47", "unloaded", day.entries["emptied"].act)
    loading = day.entries["loaded-blank"].act
    day.without("loaded-blank").at("10:48", "loaded-later", loading)
    day.at("10:49", "emptied-later", day.entries["emptied"].act)
    assert day.because("UK-04") == ("pass", "none-on-record")
    day.at("10:46", "loaded-later", loading)
    assert day.because("UK-04") == (NOT_CLEARED, "no-stop-lifted")
