"""Where people and entries could be read too kindly: each story with the figure of its row."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts
from coldset.core.known import known
from coldset.margin.lookout import Lookout
from coldset.margin.worlds import undivided, worlds

if TYPE_CHECKING:
    from conftest import Day


# --- corrections


def test_a_retraction_that_is_itself_retracted(day: "Day") -> None:
    day.cold_revolver()
    find = day.finds("08:01", "revolver", chamber=1)
    taken_back = day.at(
        "08:02", acts.EventRetracted(event=find, reason="a dummy after all"), by="first-ad"
    )
    day.at(
        "08:03",
        acts.EventRetracted(event=taken_back, reason="no, it was live"),
        by="property-master",
    )
    assert day.figures("revolver", "08:03") == (0, 0)


def test_two_corrections_by_one_person_cost_their_word_once(day: "Day") -> None:
    day.box("08:00", "both", build=("rattle", "hole"), holder="stage")
    one = day.checks("08:00", "both", answered=40, by="property-master")
    two = day.checks("08:00", "both", answered=40, by="armorer", method="hole")
    assert day.figures("both", "08:00") == (0, 0)
    day.checks("08:00", "both", by="property-master", corrects=one, recorder="first-ad")
    day.checks("08:00", "both", method="hole", corrects=two, recorder="first-ad")
    # both were right as first written, and one word was wrong: record(first-ad)
    assert day.figures("both", "08:00") == (1, 0)


def test_an_entry_taken_back_keeps_its_place_among_those_of_its_minute(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.box("08:00", "odd", n=1)
    merged = day.merges("08:00", ("dummies", "odd"), "dummies")
    day.loads("08:00", "dummies", read=("dummies",))
    assert day.figures("revolver", "08:00") == (0, 0)
    day.at("08:01", acts.EventRetracted(event=merged, reason="another box"), by="first-ad")
    # as first written the odd one went in before the loading: record(first-ad)
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_correction_stands_where_the_entry_stood(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.box("08:00", "odd", n=1)
    day.box("08:00", "odder", n=1)
    merged = day.merges("08:00", ("dummies", "odd"), "dummies")
    day.loads("08:00", "dummies", read=("dummies",))
    day.merges("08:00", ("dummies", "odder"), "dummies", corrects=merged, written="08:30")
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_find_taken_back_by_hearsay(day: "Day") -> None:
    day.cold_revolver()
    find = day.finds("08:01", "revolver", chamber=1)
    day.at("08:02", acts.EventRetracted(event=find, reason="they say"), said=True)
    assert day.figures("revolver", "08:02") == (0, 0)


# --- late entries


def test_a_watch_claimed_long_after_costs_the_word_of_who_wrote_it(day: "Day") -> None:
    day.searches("06:10", "armorer", "first-ad")
    day.cold_revolver()
    for minute in ("08:04", "08:08", "08:12"):
        day.at(minute, acts.WatchClaimed(item="revolver", since_shown=True), written="20:00")
    # act, and either both watches or the armorer's late word: all of it may be the armorer's
    assert day.figures("revolver", "08:14") == (2, 0)


def test_a_watch_that_both_claim_long_after_renews_nothing(day: "Day") -> None:
    day.cold_revolver()
    for person in ("armorer", "first-ad"):
        claim = acts.WatchClaimed(item="revolver", since_shown=True)
        day.at("08:04", claim, by=person, written="20:00")
    # from 08:05 on the armorer alone: act + watch(armorer)
    assert day.figures("revolver", "08:09") == (2, 0)


def test_a_loading_written_down_late_costs_the_word_of_who_wrote_it(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.loads("08:00", "dummies", written="12:00")
    # the chambers were never seen: {} + record(armorer)
    assert day.figures("revolver", "08:00") == (1, 0)


# --- statements close nothing


def test_a_role_by_hearsay_makes_no_custodian(day: "Day") -> None:
    day.at(
        "08:00", acts.RoleAssigned(person="gaffer", role="armorer"), by=None, place=None, said=True
    )
    day.at("08:00", acts.PersonEntered(person="gaffer"), by="gaffer")
    day.searches("08:00", "armorer", "gaffer")
    day.arrives("08:00", "other", holder="gaffer", by="gaffer")
    day.shows("08:00", weapon="other", by="gaffer", contents="empty")
    # shown 2/1; then in the gaffer's hands with no custodian: act
    assert day.figures("other", "09:00") == (1, 0)


def test_the_end_of_a_duty_by_hearsay_makes_no_custodian(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.DutyAssigned(person="armorer", duty="props"), by=None)
    day.at("08:00", acts.DutyEnded(person="armorer", duty="props"), by=None, said=True)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_person_said_to_be_there_is_no_custodian(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.acts_elsewhere("08:00", "armorer", "truck")
    day.at("08:00", acts.ConcernRaised(text="he was back"), said=True)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_person_said_to_have_left_may_still_have_acted(day: "Day") -> None:
    day.behind_the_line()
    day.seen_empty_and_left("08:00")
    day.at("08:00", acts.PersonLeft(person="performer"), by="performer", said=True)
    # out of the performer's pocket, which nobody searched: act
    assert day.figures("revolver", "09:00") == (1, 0)


@pytest.mark.parametrize("said", [True, False])
def test_a_place_declared_again_behind_the_line_has_no_clean_floor(
    day: "Day", *, said: bool
) -> None:
    day.behind_the_line()
    day.searches("07:30", "property-master", "performer")
    day.at("07:31", acts.LineReleased())
    day.at("07:32", acts.LineControlled(), by="first-ad")
    day.at("07:33", acts.PlaceDeclared(place="stage", kind="set"), said=said)
    day.seen_empty_and_left("08:00")
    # a stray on the floor from before the line was held: act
    assert day.figures("revolver", "09:00") == (1, 0)


# --- keys


def test_a_key_given_before_the_lock_was_closed(day: "Day") -> None:
    day.at(
        "08:00", acts.ContainerArrived(container="safe", kind="safe", holder="truck"), place="truck"
    )
    day.at("08:00", acts.KeyGiven(holder="safe", person="performer"), place="truck")
    day.shows("08:00", contents="empty", place="truck")
    day.moves("08:00", "revolver", "safe", place="truck")
    day.at("08:00", acts.HolderLocked(holder="safe", keys=("armorer",)), place="truck")
    for person in ("armorer", "first-ad", "property-master"):
        day.acts_elsewhere("08:00", person, "stage")
    found = day.outlook("09:00")
    named = {failure for one in found.figure("live", "revolver").lightest for failure in one}
    could = {person for failure in named for person in found.acts("live")[failure].could or ()}
    assert could == {"armorer", "performer"}


# --- watches


def test_a_look_by_nobody_named_opens_no_watch(day: "Day") -> None:
    day.shows("08:00", contents="empty")
    day.passes("08:00", "revolver", "armorer", "performer")
    day.shows("08:00", contents="empty", by=None)
    # a performer with no supervisor, and a look by nobody: act
    assert day.figures("revolver", "08:03") == (1, 0)


def test_a_joint_watch_ends_when_the_case_around_the_weapon_is_moved(day: "Day") -> None:
    day.searches("06:10", "armorer", "first-ad")
    day.at("07:30", acts.ContainerArrived(container="case", kind="case", holder="armorer"))
    day.searches("07:31", "property-master", "armorer")
    day.moves("07:59", "revolver", "case")
    day.cold_revolver()
    day.moves("08:01", "case", "truck", by="performer", place="truck")
    # in the truck with a performer: act
    assert day.figures("revolver", "08:03") == (1, 0)


def test_a_joint_watch_ends_when_the_case_around_the_weapon_changes_hands(day: "Day") -> None:
    day.at("07:30", acts.ContainerArrived(container="case", kind="case", holder="armorer"))
    day.moves("07:59", "revolver", "case")
    day.cold_revolver()
    day.passes("08:01", "case", "armorer", "performer")
    assert day.figures("revolver", "08:03") == (1, 0)


def test_one_persons_claim_renews_one_persons_watch(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:04", acts.WatchClaimed(item="revolver", since_shown=True))
    # after 08:05 only the armorer has said so
    assert day.figures("revolver", "08:08") == (2, 0)


def test_weapons_in_a_case_are_in_charge_too(day: "Day") -> None:
    few = day.under(in_charge_max=1)
    few.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    few.arrives("08:00", "second", holder="case")
    few.shows("08:00", weapon="second", contents="empty")
    few.moves("08:00", "second", "case")
    few.moves("08:00", "revolver", "case")
    assert few.figures("second", "09:00") == (1, 0)


def test_supervised_weapons_are_in_charge_too(day: "Day") -> None:
    few = day.under(in_charge_max=1)
    for weapon, who in (("second", "performer"), ("third", "stand-in")):
        few.arrives("08:00", weapon)
        few.at("08:00", acts.PersonEntered(person=who), by=who)
        few.searches("08:00", "property-master", who)
        few.shows("08:00", weapon=weapon, contents="empty")
        few.passes("08:00", weapon, "armorer", who, supervisor="armorer")
    few.moves("08:00", "revolver", "truck", by="property-master", place="truck")
    assert few.figures("second", "09:00") == (1, 0)


def test_a_supervised_person_who_is_no_performer_is_no_watcher(day: "Day") -> None:
    day.at("08:00", acts.PersonEntered(person="grip"), by="grip")
    day.at("08:00", acts.RoleAssigned(person="grip", role="crew"), by=None)
    day.searches("08:00", "property-master", "grip")
    day.shows("08:00", contents="empty")
    day.passes("08:00", "revolver", "armorer", "grip", supervisor="armorer")
    # the supervisor watches; the grip is not one whom the row names: act + watch(armorer)
    assert day.figures("revolver", "09:00") == (2, 0)


# --- comings and goings


def test_a_pocket_is_unknown_again_when_somebody_was_away(day: "Day") -> None:
    day.cold_revolver()
    day.at("09:00", acts.PersonLeft(person="armorer"), place=None)
    day.shows("10:00", sees={"property-master": 6})
    # back with nobody having searched them: act(armorer), past their own watch
    assert day.figures("revolver", "11:00") == (1, 0)


def test_a_box_taken_off_the_property_comes_back_unknown(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.at("09:00", acts.PersonLeft(person="armorer"), place=None)
    day.at("10:00", acts.PersonEntered(person="armorer"))
    assert day.figures("dummies", "10:00") == (0, 0)


def test_a_searched_pocket_can_take_up_a_blank(day: "Day") -> None:
    day.behind_the_line()
    day.searches("07:30", "first-ad", "performer")
    day.searches("07:30", "first-ad", "armorer")
    day.box("07:40", "blanks", claimed="blank", build=("crimp",), holder="truck", place="truck")
    day.acts_elsewhere("07:40", "armorer", "truck")
    day.moves("07:50", "dummies", "truck", place="truck")
    day.acts_elsewhere("07:59", "armorer", "stage")
    day.shows("08:00", contents="empty")
    # a blank into the armorer's pocket in the truck, and out of it on the stage: two acts of the
    # armorer's and nobody else's: 2 / 0
    assert day.figures("revolver", "09:00", "blank") == (2, 0)


def test_whoever_is_first_named_behind_the_line_need_not_have_come_through_it(day: "Day") -> None:
    day.at("08:00", acts.LineControlled(), by="first-ad")
    day.at("08:01", acts.RoleAssigned(person="gaffer", role="crew"), by=None)
    assert day.figures("gaffer", "08:01") == (0, 0)


def test_walking_on_is_no_new_entry(day: "Day") -> None:
    day.at("08:00", acts.LineControlled(), by="first-ad")
    day.at("08:01", acts.PersonEntered(person="performer"), by="performer", place="truck")
    assert day.figures("performer", "08:01") == (0, 0)


def test_entering_by_hearsay_is_no_barrier(day: "Day") -> None:
    day.at("08:00", acts.LineControlled(), by="first-ad")
    day.at("08:01", acts.PersonEntered(person="performer"), by="performer", said=True)
    assert day.figures("performer", "08:01") == (0, 0)


def test_who_receives_a_weapon_is_on_the_property(day: "Day") -> None:
    day.at("08:00", acts.RoleAssigned(person="extra", role="performer"), by=None)
    day.cold_revolver("08:00")
    day.passes("08:00", "revolver", "armorer", "extra")
    acts_named = day.outlook("09:00").acts("live").values()
    assert any("extra" in (act.could or ()) for act in acts_named)


def test_who_acts_with_no_place_named_is_on_the_property(day: "Day") -> None:
    day.cold_revolver("08:00")
    day.at("08:00", acts.ConcernRaised(text="noise"), by="gaffer", place=None)
    day.at("08:01", acts.ConcernRaised(text="noise"), by="gaffer", place=None)
    acts_named = day.outlook("09:00").acts("live").values()
    assert any("gaffer" in (act.could or ()) for act in acts_named)


# --- intervals


def test_a_loading_that_may_have_been_after_the_showing(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.loads("08:00", "dummies")
    day.box("08:00", "odd", n=6)
    day.loads("08:05", "odd", chambers=(1,), until="08:30")
    day.shows("08:10")
    assert day.figures("revolver", "08:30") == (0, 0)


def test_a_merge_that_may_have_been_after_the_check(day: "Day") -> None:
    day.box("08:00", "odd", n=6)
    day.merges("08:05", ("dummies", "odd"), "mixed", until="08:30")
    day.checks("08:10", "mixed", 56, sees={"property-master": 56})
    assert day.figures("mixed", "08:30") == (0, 0)


def test_left_at_some_time_that_may_have_been_after_the_showing(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:05", "revolver", until="08:30")
    day.shows("08:10")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_hammer_that_may_have_fallen_after_the_bore_was_seen(day: "Day") -> None:
    day.at("08:05", acts.HammerFell(weapon="revolver", chamber=1), until="08:30")
    day.at("08:10", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})
    # primed(c) is {}: component
    assert day.figures("revolver", "08:31", "lodged")[0] == 1


def test_an_unloading_into_a_lot_that_may_have_been_after_its_check(day: "Day") -> None:
    day.unloads("08:00", "dummies", until="08:30", n=6, read=("dummies",))
    day.checks("08:10", "dummies", 56, sees={"property-master": 56}, read=("dummies",))
    assert day.figures("dummies", "08:40") == (0, 0)


def test_a_draw_that_may_have_been_after_the_portion_was_checked(day: "Day") -> None:
    day.draws("08:00", "dummies", "six", read=("dummies",))
    day.draws("08:05", "dummies", "six", until="08:30", read=("dummies",))
    day.checks("08:10", "six", 12, sees={"property-master": 12}, read=("six",))
    assert day.figures("six", "08:40") == (0, 0)


def test_a_role_that_may_have_begun_later_makes_no_custodian_yet(day: "Day") -> None:
    day.at("08:00", acts.RoleAssigned(person="gaffer", role="armorer"), by=None, until="10:00")
    day.at("08:00", acts.PersonEntered(person="gaffer"), by="gaffer")
    day.searches("08:00", "armorer", "gaffer")
    day.arrives("08:00", "other", holder="gaffer", by="gaffer")
    day.shows("08:00", weapon="other", by="gaffer", contents="empty")
    assert day.figures("other", "09:00") == (1, 0)


# --- accounts


def test_accounts_all_at_once_are_a_bound_on_the_safe_side(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50}, account="checked")
    day.at("08:00", acts.AccountsOpened(accounts=("checked", "not checked"), about="the box"))
    for number in range(7):
        pair = (f"a{number}", f"b{number}")
        day.at("08:00", acts.AccountsOpened(accounts=pair, about="the weather"))
    record = known(day.events)
    assert worlds(record) == undivided(record)
    assert day.figures("dummies", "08:00") == (0, 0)


# --- locks


def test_two_locks_one_in_the_other(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    day.moves("08:00", "revolver", "case")
    day.at("08:00", acts.HolderLocked(holder="case", keys=("property-master",)))
    both = ("property-master", "armorer")
    day.at("08:00", acts.HolderLocked(holder="stage", keys=both))
    # with both keys act(property-master) + watch(armorer); the armorer still needs the case's lock
    assert day.figures("revolver", "09:00") == (2, 1)


# --- what is only said, or asked twice


def test_a_live_round_that_is_said_to_have_been_seen(day: "Day") -> None:
    day.cold_revolver()
    day.shows("08:00", contents="live", methods=(), said=True)
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_bore_that_is_said_to_have_been_blocked(day: "Day") -> None:
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=False), said=True)
    assert day.figures("revolver", "08:00", "lodged") == (0, 0)


def test_a_weapon_that_is_said_to_have_been_seen_loaded(day: "Day") -> None:
    day.shows("08:00", contents="empty")
    day.shows("08:00", said=True)
    # a dummy of a box that nobody checked: {} + record(armorer), of which the box is said to be
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_weapon_said_to_have_been_moved_is_still_in_charge(day: "Day") -> None:
    day.cold_revolver()
    day.arrives("08:00", "second")
    few = day.under(in_charge_max=1)
    assert few.figures("revolver", "09:00") == (1, 0)
    few.moves("08:00", "second", "truck", by="property-master", said=True)
    assert few.figures("revolver", "09:00") == (1, 0)


def test_a_box_said_to_have_been_moved_is_still_a_look_alike(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.box("08:00", "other", holder="stage")
    day.moves("08:00", "other", "truck", by="property-master", said=True)
    day.draws("08:00", "dummies", "six")
    assert day.figures("six", "08:00") == (1, 0)


def test_a_revolver_said_to_have_been_moved_is_still_a_look_alike(day: "Day") -> None:
    day.arrives("08:00", "one", model="single six")
    day.arrives("08:00", "two", model="single six")
    day.shows("08:00", weapon="one", contents="empty", read=("one",))
    day.moves("08:00", "two", "truck", by="property-master", said=True, read=("two",))
    day.passes("08:00", "one", "armorer", "performer")
    assert day.figures("one", "08:00") == (1, 0)


def test_a_hand_over_that_is_only_said_puts_nobody_in_a_place(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.acts_elsewhere("08:00", "armorer", "truck")
    day.passes("08:00", "dummies", "performer", "armorer", by="performer", said=True)
    # nobody on record is beside it on the stage: act
    assert day.figures("revolver", "09:00") == (1, 0)


def test_an_answer_does_not_depend_on_what_was_asked_before(day: "Day") -> None:
    day.behind_the_line()
    day.searches("07:30", "first-ad", "performer")
    day.searches("07:30", "property-master", "performer")
    for thing in ("revolver", "dummies"):
        day.moves("07:40", thing, "truck", place="truck")
    day.at("07:40", acts.ContainerArrived(container="case", kind="case", holder="nowhere"))
    day.at("07:40", acts.PlaceSwept(holder="case"))
    lookout = Lookout(day.terms)
    for clock in ("07:50", "08:00"):
        asked = day.asked_by(lookout, clock).figure("live", "performer")
        assert (asked.margin, asked.solo) == day.figures("performer", clock)
