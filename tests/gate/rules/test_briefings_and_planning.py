from typing import TYPE_CHECKING

from coldset.core import acts

if TYPE_CHECKING:
    from conftest import Day

NOT_CLEARED = "not cleared"


def test_a_meeting_of_the_day_before_is_not_todays(day: "Day") -> None:
    assert day.because("SB1-03", day=6) == (NOT_CLEARED, "no-meeting")


def test_a_meeting_the_evening_before_by_utc_only_is_not_todays(day: "Day") -> None:
    meeting = day.entries["briefing"].act
    day.without("briefing").at("23:30", "late-meeting", meeting, day=4)
    assert day.because("SB1-03", clock="00:30") == (NOT_CLEARED, "no-meeting")
    assert day.because("SB1-03", clock="23:45", day=4) == (NOT_CLEARED, "leader-unknown")
    role = acts.RoleAssigned(person="armorer", role="armorer")
    day.at("08:00", "armorer-role", role, day=4)
    assert day.because("SB1-03", clock="23:45", day=4) == ("pass", "attended")
    assert day.because("SB1-03", clock="00:30") == (NOT_CLEARED, "no-meeting")


def test_whoever_was_not_at_the_meeting_was_not_told(day: "Day") -> None:
    assert day.because("SB1-03", receiver="double") == (NOT_CLEARED, "not-attended")


def test_a_second_meeting_makes_up_for_the_first(day: "Day") -> None:
    day.at("09:00", "second", acts.BriefingHeld(attendees=("double",)), by="master")
    finding = day.ask("SB1-03", receiver="double")
    assert (finding.level, finding.fact("by"), finding.events) == ("pass", "master", ("second",))


def test_a_meeting_that_nobody_is_known_to_have_led_is_none(day: "Day") -> None:
    assert day.change("briefing", by=None).because("SB1-03") == (NOT_CLEARED, "leader-unknown")
    assert day.change("briefing", by="operator").ask("SB1-03").fact("by") == "operator"


def test_a_meeting_yet_to_come_is_none(day: "Day") -> None:
    assert day.because("SB1-03", clock="07:30") == (NOT_CLEARED, "no-meeting")


def test_without_a_known_zone_nobody_can_say_which_day_it_is(day: "Day") -> None:
    assert day.act("opened", zone="Mars/Olympus").because("SB1-03") == (NOT_CLEARED, "day-unknown")
    assert day.act("opened", zone="").because("SB1-03") == (NOT_CLEARED, "day-unknown")


def test_training_for_another_model_is_none(day: "Day") -> None:
    day.act("training", model="shotgun")
    assert day.because("SB1-08") == (NOT_CLEARED, "trained-otherwise")
    assert day.act("training", model="six-shooter").ask("SB1-08").level == "pass"


def test_a_course_in_something_else_is_none(day: "Day") -> None:
    day.act("training", course="first-aid")
    assert day.because("SB1-08") == (NOT_CLEARED, "trained-otherwise")


def test_somebody_elses_training_is_none(day: "Day") -> None:
    assert day.act("training", person="double").because("SB1-08") == (NOT_CLEARED, "not-trained")


def test_training_after_the_hand_over_is_none(day: "Day") -> None:
    day.without("training")
    day.at("12:00", "training", acts.TrainingRecorded(person="performer", course="S"))
    assert day.because("SB1-08") == (NOT_CLEARED, "not-trained")


def test_no_scene_is_no_plan(day: "Day") -> None:
    assert day.because("SB1-04", scene=None) == (NOT_CLEARED, "scene-unplanned")
    assert day.because("SB1-04", scene="ten") == (NOT_CLEARED, "scene-unplanned")
    assert day.ask("SB1-04", scene="ten").fact("scene") == "ten"


def test_a_plan_with_nobody_in_the_line_needs_no_consultation(day: "Day") -> None:
    day.act("plan", in_line=()).without("consultation")
    assert day.because("SB1-04") == ("pass", "nobody-in-line")


def test_hearsay_that_somebody_stands_in_the_line_counts(day: "Day") -> None:
    more = acts.ScenePlanned(scene="nine", in_line=("director",))
    finding = day.at("09:00", "more", more, said=True).ask("SB1-04")
    assert (finding.level, finding.fact("persons")) == (NOT_CLEARED, "director")


def test_a_changed_plan_needs_a_new_consultation(day: "Day") -> None:
    day.at("09:00", "replanned", day.entries["plan"].act, by="ad")
    assert day.because("SB1-04") == (NOT_CLEARED, "not-consulted")


def test_a_consultation_that_may_have_come_before_the_plan_did(day: "Day") -> None:
    day.at("08:20", "plan", day.entries["plan"].act, by="ad")
    assert day.because("SB1-04") == (NOT_CLEARED, "not-consulted")
    day.without("consultation").act("plan", in_line=())
    day.at("08:20", "pointed", acts.WeaponPointed(weapon="revolver", at="director"))
    assert day.because("SB1-04") == (NOT_CLEARED, "not-consulted")


def test_a_weapon_pointed_without_asking_bars_it(day: "Day") -> None:
    day.at("10:47", "pointed", acts.WeaponPointed(weapon="revolver", at="director"))
    finding = day.ask("SB1-04")
    assert (finding.level, finding.fact("persons")) == (NOT_CLEARED, "director")


def test_asking_the_camera_operator_is_no_consultation(day: "Day") -> None:
    assert day.act("consultation", consulted="operator").ask("SB1-04").level == NOT_CLEARED


def test_a_functional_weapon_without_a_reason_is_a_warning(day: "Day") -> None:
    assert day.act("revolver", reason="").because("UK-02") == ("warn", "no-reason")
    day.act("revolver", reason="close-up")
    assert day.only_said("revolver").because("UK-02") == ("warn", "no-reason")


def test_a_blank_firing_weapon_or_a_replica_needs_none(day: "Day") -> None:
    day.act("revolver", reason="", weapon_class="blank-firing")
    assert day.because("UK-02") == ("pass", "blank-firing")
    day.without("loaded", "shown").act("revolver", weapon_class="rubber")
    assert day.because("UK-02") == ("pass", "replica")


def test_a_weapon_that_may_be_anything_is_not_cleared(day: "Day") -> None:
    assert day.act("revolver", weapon_class="unknown").because("UK-02") == (
        NOT_CLEARED,
        "class-unknown",
    )


def test_a_meeting_counts_from_the_instant_at_which_it_is_over(day: "Day") -> None:
    assert day.ask("SB1-03", clock="08:00").level == "pass"
    day.change("briefing", latest_ms=day.entries["briefing"].latest_ms + 1)
    assert day.because("SB1-03", clock="08:00") == (NOT_CLEARED, "no-meeting")


def test_who_stands_in_the_line_of_another_scene_or_plan_is_not_asked(day: "Day") -> None:
    other = acts.ScenePlanned(scene="ten", in_line=("director",))
    day.at("09:00", "other", other, by="ad")
    earlier = acts.ScenePlanned(scene="nine", in_line=("director",))
    day.at("07:30", "earlier", earlier, by="ad")
    assert day.ask("SB1-04").fact("persons") == "operator"
    assert day.ask("AE-03").level == "pass"
