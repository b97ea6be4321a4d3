"""Rows: an interval passes, a custodian, searches, joint watches, supervision, gaps."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from conftest import Day


def newcomer(day: "Day", person: str, role: str, *, searched: bool = True) -> None:
    day.at("07:50", acts.RoleAssigned(person=person, role=role), by=None)  # type: ignore[arg-type]  # any role
    day.at("07:50", acts.PersonEntered(person=person), by=person)
    if searched:
        day.searches("07:50", "property-master", person)


def test_with_a_custodian_it_takes_an_act_and_their_watch(day: "Day") -> None:
    day.cold_revolver()
    # rattle + two witnesses = 3 at once; an hour in the armorer's hands: act + watch(armorer), and
    # both may be the armorer's
    assert day.figures("revolver", "08:00") == (3, 2)
    assert day.figures("revolver", "09:00") == (2, 0)


def test_on_the_stage_beside_its_custodian_it_is_watched(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    assert day.figures("revolver", "09:00") == (2, 0)


def test_left_alone_it_takes_an_act(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:00", "revolver")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_place_left_leaves_all_that_lies_there(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:00", "stage")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_custodian_who_acts_elsewhere_watches_no_longer(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.acts_elsewhere("08:30", "armorer", "truck")
    assert day.figures("revolver", "08:30") == (2, 0)
    assert day.figures("revolver", "08:31") == (1, 0)


def test_who_carries_it_elsewhere_watches_it_there(day: "Day") -> None:
    day.cold_revolver()
    day.acts_elsewhere("08:30", "armorer", "truck")
    assert day.figures("revolver", "09:00") == (2, 0)


@pytest.mark.parametrize("role", ["crew", "performer", "first-ad", "director"])
def test_in_the_hands_of_somebody_in_no_such_role_it_takes_an_act(day: "Day", role: str) -> None:
    newcomer(day, "somebody", role)
    day.cold_revolver()
    day.passes("08:00", "revolver", "armorer", "somebody")
    assert day.figures("revolver", "09:00") == (1, 0)


@pytest.mark.parametrize("role", ["armorer", "property-master", "assistant-property-master"])
def test_in_the_hands_of_somebody_in_such_a_role_it_is_watched(day: "Day", role: str) -> None:
    newcomer(day, "somebody", role)
    day.cold_revolver()
    day.passes("08:00", "revolver", "armorer", "somebody")
    assert day.figures("revolver", "09:00") == (2, 0)


def test_when_the_role_has_ended_nobody_watches(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.RoleEnded(person="armorer", role="armorer"), by=None)
    assert day.figures("revolver", "09:00") == (1, 0)


@pytest.mark.parametrize(("duty", "margin"), [("props", 1), ("firearms", 2)])
def test_another_duty_ends_a_watch_unless_the_policy_allows_it(
    day: "Day", duty: str, margin: int
) -> None:
    day.cold_revolver()
    day.at("08:00", acts.DutyAssigned(person="armorer", duty=duty), by=None)
    assert day.figures("revolver", "09:00") == (margin, 0)
    day.at("08:00", acts.DutyEnded(person="armorer", duty=duty), by=None)
    assert day.figures("revolver", "09:00") == (2, 0)


@pytest.mark.parametrize(("most", "margin"), [(1, 1), (2, 2)])
def test_too_many_in_charge_end_a_watch(day: "Day", most: int, margin: int) -> None:
    day.cold_revolver()
    day.arrives("08:00", "second")
    assert day.under(in_charge_max=most).figures("revolver", "09:00") == (margin, 0)


def test_what_lies_before_its_custodian_is_in_their_charge_too(day: "Day") -> None:
    day.cold_revolver()
    day.arrives("08:00", "second")
    day.moves("08:00", "second", "stage")
    assert day.under(in_charge_max=1).figures("revolver", "09:00") == (1, 0)
    day.leaves("08:00", "second")
    assert day.under(in_charge_max=1).figures("revolver", "09:00") == (2, 0)


def test_a_custodian_who_left_the_property_watches_nothing(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.at("08:00", acts.PersonLeft(person="armorer"), place=None)
    assert day.figures("revolver", "09:00") == (1, 0)


@pytest.mark.parametrize(("searched", "margin"), [(True, 2), (False, 1)])
def test_out_of_the_custodians_own_pocket_their_own_watch_does_not_count(
    day: "Day",
    *,
    searched: bool,
    margin: int,
) -> None:
    newcomer(day, "assistant", "assistant-property-master", searched=searched)
    day.cold_revolver()
    day.passes("08:00", "revolver", "armorer", "assistant")
    # act(assistant), past the search of them where there was one
    assert day.figures("revolver", "09:00") == (margin, 0)


def test_whoever_enters_again_is_as_unknown_as_at_first(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.PersonEntered(person="armorer"))
    assert day.figures("armorer", "08:00") == (0, 0)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_search_adds_to_pockets_and_kit(day: "Day") -> None:
    day.at("07:30", acts.ContainerArrived(container="bag", kind="bag", holder="performer"))
    day.searches("07:30", "property-master", "performer")
    assert day.figures("performer", "07:30") == (1, 0)
    assert day.figures("bag", "07:30") == (1, 0)
    day.searches("07:30", "armorer", "performer")
    assert day.figures("performer", "07:30") == (2, 1)
    day.searches("07:30", "armorer", "performer")
    assert day.figures("performer", "07:30") == (2, 1)


def test_what_a_person_brings_after_the_search_was_not_searched(day: "Day") -> None:
    day.searches("07:30", "property-master", "performer")
    day.at("07:31", acts.ContainerArrived(container="bag", kind="bag", holder="performer"))
    assert day.figures("bag", "07:31") == (0, 0)


def test_a_declaration_counts_as_the_line(day: "Day") -> None:
    day.at("07:30", acts.PersonDeclared(person="performer", declared="a penknife"))
    assert day.figures("performer", "07:30") == (1, 0)


def test_with_nobody_on_record_there_it_may_have_been_anybody(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    for person in ("armorer", "property-master", "first-ad", "performer"):
        day.at("08:00", acts.PersonLeft(person=person), by=None, place=None)
    found = day.outlook("09:00").figure("live", "revolver")
    # an act by whoever it was, and it hangs on them alone
    assert (found.margin, found.solo, found.solo_person) == (1, 0, "")


@pytest.mark.parametrize(
    ("weights", "margin"), [({}, 2), ({"act": 2}, 3), ({"watch": 3, "search": 3}, 2)]
)
def test_the_policy_says_what_a_failure_weighs(
    day: "Day", weights: dict[str, int], margin: int
) -> None:
    day.cold_revolver()
    # by hand: an act and the armorer's watch; a search and an act; two acts of the armorer's, into
    # the pocket and out of it; or a rattle and two witnesses
    assert day.under(weights=weights).figures("revolver", "09:00")[0] == margin


# --- joint watches: rattled before the first AD at 08:00, with a policy limit of five minutes


def test_a_check_and_its_witness_watch_together_for_as_long_as_the_policy_says(
    day: "Day",
) -> None:
    day.cold_revolver()
    # until 08:05 out of the first AD's unsearched pocket: act(first-ad) + watch(armorer); of
    # either nothing else need fail. From then on act + watch(armorer), both the armorer's
    assert day.figures("revolver", "08:04") == (2, 1)
    assert day.figures("revolver", "08:05") == (2, 1)
    assert day.figures("revolver", "08:06") == (2, 0)


def test_two_searched_people_who_watch_together(day: "Day") -> None:
    day.searches("06:10", "armorer", "first-ad")
    day.cold_revolver()
    # act + two watches, or a search + act + the other's watch, or rattle + two witnesses; and with
    # the armorer's own for nothing there is the first AD's watch left
    assert day.figures("revolver", "08:04") == (3, 1)


def test_a_joint_watch_counts_whoever_has_the_thing(day: "Day") -> None:
    day.searches("06:10", "armorer", "first-ad")
    day.searches("06:10", "armorer", "performer")
    day.passes("07:59", "revolver", "armorer", "performer")
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.loads("08:00", "dummies", sees={"performer": None})
    day.shows("08:00", sees={"first-ad": 6, "performer": None})
    # in the performer's hands it would be act alone; the look opened a joint watch: act + two
    # watches. But it was only rattled and witnessed by three in all: rattle + two witnesses
    assert day.figures("revolver", "08:04") == (3, 1)
    assert day.figures("revolver", "08:06") == (1, 0)


def test_both_may_renew_a_joint_watch(day: "Day") -> None:
    day.cold_revolver()
    for person in ("armorer", "first-ad"):
        claim = acts.WatchClaimed(item="revolver", since_shown=True)
        day.at("08:04", claim, by=person)
    assert day.figures("revolver", "08:09") == (2, 1)
    assert day.figures("revolver", "08:10") == (2, 0)


def test_a_joint_watch_that_is_over_is_not_renewed(day: "Day") -> None:
    day.cold_revolver()
    for person in ("armorer", "first-ad"):
        claim = acts.WatchClaimed(item="revolver", since_shown=True)
        day.at("08:06", claim, by=person)
    assert day.figures("revolver", "08:08") == (2, 0)


def test_in_sight_but_not_since_shown_renews_nothing(day: "Day") -> None:
    day.cold_revolver()
    for person in ("armorer", "first-ad"):
        day.at("08:04", acts.WatchClaimed(item="revolver"), by=person)
    assert day.figures("revolver", "08:09") == (2, 0)


def test_somebody_else_renews_no_joint_watch(day: "Day") -> None:
    day.cold_revolver()
    claim = acts.WatchClaimed(item="revolver", since_shown=True)
    day.at("08:04", claim, by="property-master")
    assert day.figures("revolver", "08:09") == (2, 0)


@pytest.mark.parametrize("who", ["armorer", "first-ad"])
def test_a_joint_watch_ends_when_one_of_them_acts_elsewhere(day: "Day", who: str) -> None:
    day.cold_revolver()
    day.moves("07:59", "revolver", "stage")
    day.acts_elsewhere("08:01", who, "truck")
    # the armorer gone: act, and nobody watches; the first AD gone: act + watch(armorer)
    assert day.figures("revolver", "08:03") == ((1, 0) if who == "armorer" else (2, 0))


def test_a_joint_watch_ends_when_the_thing_is_moved(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:01", "revolver", "stage")
    assert day.figures("revolver", "08:03") == (2, 0)


def test_a_joint_watch_ends_when_the_thing_changes_hands(day: "Day") -> None:
    day.cold_revolver()
    day.passes("08:01", "revolver", "armorer", "property-master")
    assert day.figures("revolver", "08:03") == (2, 0)


def test_a_joint_watch_ends_when_the_thing_is_left(day: "Day") -> None:
    day.cold_revolver()
    day.leaves("08:01", "revolver")
    assert day.figures("revolver", "08:03") == (1, 0)


def test_a_look_at_some_of_the_chambers_opens_no_joint_watch(day: "Day") -> None:
    day.cold_revolver("07:00")
    day.shows("08:00", chambers=(1, 2, 3))
    # whatever came in since 07:05, in chambers 4 to 6: act + watch(armorer)
    assert day.figures("revolver", "08:03") == (2, 0)


# --- supervision


def supervised(day: "Day", *, searched: bool = True, by: str | None = "armorer") -> None:
    newcomer(day, "lead", "performer", searched=searched)
    day.cold_revolver()
    day.passes("08:00", "revolver", "armorer", "lead", supervisor=by)


def test_a_performer_under_supervision_is_watched_and_watches(day: "Day") -> None:
    supervised(day)
    # act + watch(armorer) + watch(lead), or past a search out of either's pocket; without the
    # armorer's own there is the lead's watch left
    assert day.figures("revolver", "09:00") == (3, 1)


def test_a_performer_under_supervision_whom_nobody_searched(day: "Day") -> None:
    supervised(day, searched=False)
    # by hand: act(lead) + watch(armorer)
    assert day.figures("revolver", "09:00") == (2, 1)


def test_a_performer_under_no_supervision_watches_nothing(day: "Day") -> None:
    supervised(day, by=None)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_supervisor_in_no_such_role_watches_nothing(day: "Day") -> None:
    supervised(day, by="first-ad")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_supervisor_who_acts_elsewhere_watches_no_longer(day: "Day") -> None:
    supervised(day)
    day.acts_elsewhere("08:30", "armorer", "truck")
    assert day.figures("revolver", "08:30") == (3, 1)
    assert day.figures("revolver", "08:31") == (1, 0)


def test_supervision_ends_when_the_performer_gives_it_on(day: "Day") -> None:
    supervised(day)
    day.passes("08:30", "revolver", "lead", "performer")
    assert day.figures("revolver", "08:31") == (1, 0)


# --- gaps


def test_moved_by_nobody_named(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "truck", by=None)
    assert day.figures("revolver", "08:00") == (1, 0)


def test_given_by_somebody_who_did_not_have_it(day: "Day") -> None:
    day.cold_revolver()
    day.passes("08:00", "revolver", "performer", "property-master")
    assert day.figures("revolver", "08:00") == (1, 0)


def test_given_somewhere_else_than_it_was(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.passes("08:00", "revolver", "armorer", "property-master", place="truck")
    assert day.figures("revolver", "08:00") == (1, 0)


def test_somebody_has_it_in_hand_whom_the_record_never_gave_it(day: "Day") -> None:
    day.cold_revolver()
    serviced = acts.WeaponServiced(weapon="revolver", opened="side plate")
    day.at("08:00", serviced, by="property-master", place="workshop")
    # from the stage to the workshop by nobody named: act
    assert day.figures("revolver", "08:00") == (1, 0)
    state = day.outlook("08:00").states()[0]
    assert state.person_holding("revolver") == "property-master"
    assert state.place_of("revolver") == "workshop"


def test_whoever_acts_on_a_thing_where_they_have_it_leaves_no_gap(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.WeaponServiced(weapon="revolver", opened="side plate"))
    assert day.figures("revolver", "08:00") == (3, 2)


def test_where_the_record_cannot_place_it_is_open_to_all(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "somewhere")
    assert day.figures("revolver", "08:10") == (1, 0)


def test_a_case_in_a_case_in_itself_is_nowhere(day: "Day") -> None:
    day.cold_revolver()
    for case in ("a", "b", "c"):
        arrived = acts.ContainerArrived(container=case, kind="case", holder="armorer")
        day.at("08:00", arrived)
    day.moves("08:00", "revolver", "a")
    day.moves("08:00", "a", "b")
    day.moves("08:00", "b", "c")
    day.moves("08:00", "c", "a")
    assert day.figures("revolver", "08:10") == (1, 0)


def test_a_box_said_to_be_in_itself_stays_where_it_was(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.ContainerArrived(container="a", kind="case", holder="armorer"))
    day.moves("08:00", "revolver", "a")
    day.moves("08:00", "a", "a")
    # the case stays in the armorer's hands, and nobody has seen what else is in it
    assert day.figures("revolver", "09:00") == (1, 0)
    state = day.outlook("08:00").states()[0]
    assert [finding.code for finding in state.findings].count("in-itself") == 1
