from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

NOT_CLEARED = "not cleared"


def issued(day: "Day", clock: str = "10:46", name: str = "issued") -> "Day":
    passed = acts.CustodyPassed(
        item="revolver", giver="armorer", receiver="performer", supervisor="armorer"
    )
    return day.at(clock, name, passed)


def collected(day: "Day", clock: str, by: str = "armorer", name: str = "collected") -> "Day":
    back = acts.KitReturned(items=("revolver",), giver="performer", receiver=by)
    return day.at(clock, name, back, by=by)


def test_a_weapon_that_somebody_else_holds_is_not_the_givers_to_hand_over(day: "Day") -> None:
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="master")
    day.at("10:46", "passed", passed)
    assert day.because("CA-01") == (NOT_CLEARED, "held-by-another")
    assert day.ask("CA-01").fact("holder") == "master"


def test_custody_that_is_only_said_is_unknown(day: "Day") -> None:
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="armorer")
    day.at("10:46", "passed", passed, said=True)
    assert day.because("CA-01") == (NOT_CLEARED, "custody-unknown")


def test_a_weapon_moved_by_nobody_knows_whom_is_in_no_custody(day: "Day") -> None:
    moved = acts.ItemMoved(item="revolver", holder="set")
    day.at("10:46", "moved", moved, by=None)
    assert day.because("CA-01") == (NOT_CLEARED, "custody-unknown")


def test_an_expired_permit_is_no_permit(day: "Day", clock_ms: "Callable[..., int]") -> None:
    day.act("armorer-permit", expires_ms=clock_ms("10:50"))
    assert day.because("CA-01") == (NOT_CLEARED, "not-qualified")
    assert day.ask("CA-01", clock="10:49").level == "pass"


def test_a_permit_whose_expiry_nobody_wrote_down_is_no_permit(day: "Day") -> None:
    day.act("armorer-permit", expires_ms=None)
    assert day.because("CA-01") == (NOT_CLEARED, "not-qualified")


def test_a_permit_for_something_else_is_no_permit(day: "Day") -> None:
    day.act("armorer-permit", qualification="forklift-licence")
    assert day.because("CA-01") == (NOT_CLEARED, "not-qualified")


def test_a_supervisor_is_a_handler_too(day: "Day") -> None:
    assert day.because("CA-01", supervisor="ad") == (NOT_CLEARED, "not-a-handler")
    assert day.ask("CA-01", supervisor="master").level == "pass"


def test_a_weapon_that_a_performer_holds_is_in_their_supervisors_control(day: "Day") -> None:
    issued(day)
    assert day.ask("CA-01", clock="10:50").fact("person") == "armorer"
    day.act("issued", supervisor=None)
    assert day.because("CA-01") == (NOT_CLEARED, "nobody-in-control")


def test_a_weapon_lying_where_nobody_put_it_is_in_nobodys_control(day: "Day") -> None:
    day.change("revolver", by=None).act("revolver", holder="set")
    day.without("revolver-stored", "revolver-fetched", "bore", "loaded", "shown")
    assert day.because("CA-01") == (NOT_CLEARED, "nobody-in-control")


def test_the_first_ad_hands_no_weapon_over(day: "Day") -> None:
    assert day.because("CA-02", giver="ad") == (NOT_CLEARED, "giver-not-a-handler")


def test_an_assistant_property_master_may(day: "Day") -> None:
    role = acts.RoleAssigned(person="assistant", role="assistant-property-master")
    day.at("06:04", "assistant-role", role)
    assert day.because("CA-02", giver="assistant") == ("pass", "giver-is-a-handler")


@pytest.mark.parametrize("said", [True, False])
def test_a_role_that_ended_or_is_said_to_have_ended_is_no_role(day: "Day", said: bool) -> None:  # noqa: FBT001 - a table of two
    ended = acts.RoleEnded(person="armorer", role="armorer")
    day.at("09:00", "role-ended", ended, by="office", said=said)
    assert day.because("CA-02") == (NOT_CLEARED, "giver-not-a-handler")
    again = acts.RoleAssigned(person="armorer", role="armorer")
    assert day.at("09:30", "role-again", again).ask("CA-02").level == "pass"


def test_a_role_yet_to_come_is_no_role(day: "Day") -> None:
    day.change("armorer-role", latest_ms=day.entries["called"].latest_ms + 3_600_000)
    assert day.ask("CA-02").level == NOT_CLEARED


def test_a_weapon_collected_by_the_armorer_after_the_cut_may_go_out_again(day: "Day") -> None:
    issued(day).at("11:00", "cut", acts.CutCalled(scene="nine"), by="ad")
    collected(day, "11:01")
    assert day.because("CA-03", clock="11:30") == ("pass", "collected")
    assert day.ask("CA-03", clock="11:30").fact("person") == "performer"


def test_a_weapon_still_out_after_the_cut_is_not_collected(day: "Day") -> None:
    issued(day).at("11:00", "cut", acts.CutCalled(), by="ad")
    assert day.because("CA-03", clock="11:30") == (NOT_CLEARED, "not-collected")


def test_a_cut_that_may_have_come_after_the_hand_over_did(day: "Day") -> None:
    issued(day).at("10:46", "cut", acts.CutCalled(), by="ad")
    assert day.because("CA-03") == (NOT_CLEARED, "not-collected")


def test_a_weapon_still_out_in_the_take_is_only_its_own_performers(day: "Day") -> None:
    issued(day)
    assert day.because("CA-03", clock="10:55") == ("pass", "still-in-use")
    assert day.because("CA-03", clock="10:55", receiver="double") == (NOT_CLEARED, "still-out")


def test_a_weapon_collected_by_the_first_ad_is_not_collected(day: "Day") -> None:
    collected(issued(day), "11:01", by="ad")
    assert day.because("CA-03", clock="11:30") == (NOT_CLEARED, "collected-by-another")


def test_a_collection_that_is_only_said_is_none(day: "Day") -> None:
    collected(issued(day), "11:01").only_said("collected")
    assert day.ask("CA-03", clock="11:30").level == NOT_CLEARED


def test_a_weapon_that_reached_the_armorer_from_other_hands_was_not_collected(day: "Day") -> None:
    back = acts.CustodyPassed(item="revolver", giver="ad", receiver="armorer")
    issued(day).at("11:01", "passed", back)
    assert day.because("CA-03", clock="11:30") == (NOT_CLEARED, "collected-by-another")


def test_an_earlier_time_that_was_not_collected_so_is_a_warning(day: "Day") -> None:
    collected(issued(day), "11:01", by="ad")
    collected(issued(day, "11:10", "again"), "11:20", name="well-collected")
    finding = day.ask("CA-03", clock="11:30")
    assert (finding.level, finding.fact("times"), finding.events) == ("warn", "1", ("issued",))


def test_a_handler_with_a_second_role_has_another_duty(day: "Day") -> None:
    day.at("06:30", "second", acts.RoleAssigned(person="armorer", role="crew"), by="office")
    assert day.because("CA-04") == (NOT_CLEARED, "other-role")


def test_a_handler_with_a_duty_beside_weapons_is_not_free(day: "Day") -> None:
    day.at("09:00", "duty", acts.DutyAssigned(person="armorer", duty="set dressing"), by="office")
    assert day.because("CA-04") == (NOT_CLEARED, "other-duty")
    ended = acts.DutyEnded(person="armorer", duty="set dressing")
    assert day.at("09:30", "ended", ended, said=True).ask("CA-04").level == NOT_CLEARED
    assert day.at("09:30", "ended", ended).ask("CA-04").level == "pass"


@pytest.mark.parametrize(
    ("clock", "person", "duty"),
    [
        ("08:30", "armorer", "set dressing"),
        ("09:00", "armorer", "set dressing"),
        ("09:30", "master", "set dressing"),
        ("09:30", "armorer", "driving"),
        ("12:00", "armorer", "set dressing"),
    ],
)
def test_another_end_ends_no_duty(day: "Day", clock: str, person: str, duty: str) -> None:
    day.at("09:00", "duty", acts.DutyAssigned(person="armorer", duty="set dressing"), by="office")
    day.at(clock, "ended", acts.DutyEnded(person=person, duty=duty), by="office")
    assert day.because("CA-04") == (NOT_CLEARED, "other-duty")


def test_hearsay_of_another_duty_is_enough(day: "Day") -> None:
    duty = acts.DutyAssigned(person="armorer", duty="set dressing")
    assert day.at("09:00", "duty", duty, said=True).ask("CA-04").level == NOT_CLEARED


def test_the_duty_that_the_policy_allows_is_no_other(day: "Day") -> None:
    day.at("09:00", "duty", acts.DutyAssigned(person="armorer", duty="firearms"), by="office")
    assert day.ask("CA-04").level == "pass"


def test_the_supervisor_has_no_other_duty_either(day: "Day") -> None:
    day.at("09:00", "duty", acts.DutyAssigned(person="master", duty="driving"), by="office")
    assert day.ask("CA-04").level == "pass"
    assert day.because("CA-04", supervisor="master") == (NOT_CLEARED, "other-duty")


def test_the_end_of_somebody_elses_role_ends_nobodys(day: "Day") -> None:
    day.at("09:00", "ended", acts.RoleEnded(person="master", role="armorer"), by="office")
    assert day.ask("CA-02").level == "pass"
    assert (
        day.at("09:00", "ended", acts.RoleEnded(person="armorer", role="crew"), by="office")
        .ask("CA-02")
        .level
        == "pass"
    )


def test_a_role_that_ended_in_the_instant_it_was_given_is_no_role(day: "Day") -> None:
    ended = acts.RoleEnded(person="armorer", role="armorer")
    assert day.at("06:04", "ended", ended, by="office").ask("CA-02").level == NOT_CLEARED
    assert day.at("06:03", "ended", ended, by="office").ask("CA-02").level == "pass"
    assert day.at("10:50", "ended", ended, by="office").ask("CA-02").level == NOT_CLEARED
    assert day.at("10:51", "ended", ended, by="office").ask("CA-02").level == "pass"
