"""Rows: rounds drawn, put together, loaded, taken out, struck; look-alikes and cylinders."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from coldset.core.acts.base import Act
    from conftest import Day

WITNESSED = {"property-master": 50}


def test_a_portion_takes_what_its_lot_has(day: "Day") -> None:
    day.draws("08:00", "dummies", "unchecked")
    day.checks("08:01", "dummies", 44, sees={"property-master": 44}, read=("dummies",))
    day.draws("08:01", "dummies", "checked", read=("dummies",))
    # drawn before the check: {}; drawn after it: check + witness
    assert day.figures("unchecked", "08:01") == (0, 0)
    assert day.figures("checked", "08:01") == (2, 1)


def test_a_lot_keeps_its_own_when_some_are_drawn(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.draws("08:00", "dummies", "six")
    assert day.figures("dummies", "08:00") == (2, 1)


def test_more_drawn_than_there_were_come_from_where_nobody_knows(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.draws("08:00", "dummies", "most", 50)
    assert day.figures("most", "08:00") == (2, 1)
    day.draws("08:00", "dummies", "more", 1)
    assert day.figures("more", "08:00") == (0, 0)
    day.loads("08:00", "most", n=6, read=("most",))
    assert day.figures("revolver", "08:00") == (2, 1)


def test_more_loaded_than_the_portion_held(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.draws("08:00", "dummies", "five", 5)
    day.loads("08:00", "five")
    assert day.figures("revolver", "08:00") == (0, 0)


def test_lots_put_together_are_as_good_as_the_worst(day: "Day") -> None:
    day.box("08:00", "odd", n=10, holder="stage")
    day.checks("08:00", "dummies", sees=WITNESSED, read=("dummies",))
    day.checks("08:00", "odd", 10, read=("odd",))
    day.merges("08:00", ("dummies", "odd"), "all")
    # 50 with check + witness, 10 with a check alone
    assert day.figures("all", "08:00") == (1, 0)


def test_lots_put_together_pass_it_on_to_the_revolver(day: "Day") -> None:
    day.box("08:00", "odd", n=1, holder="stage")
    day.checks("08:00", "dummies", sees=WITNESSED, read=("dummies",))
    day.merges("08:00", ("dummies", "odd"), "dummies")
    day.draws("08:00", "dummies", "six")
    day.loads("08:00", "six")
    assert day.figures("revolver", "08:00") == (0, 0)


def test_lots_of_two_builds_put_together_are_cleared_by_neither_method_alone(day: "Day") -> None:
    day.box("08:00", "holes", n=10, build=("hole",), holder="stage")
    day.merges("08:00", ("dummies", "holes"), "all")
    day.checks("08:00", "all", 60)
    day.checks("08:00", "all", 60, method="hole")
    assert day.figures("all", "08:00") == (0, 0)


def test_lots_of_two_classes_put_together_are_of_no_known_class(day: "Day") -> None:
    day.box("08:00", "blanks", n=10, claimed="blank", build=("rattle",), holder="stage")
    day.merges("08:00", ("dummies", "blanks"), "all")
    day.checks("08:00", "all", 60, sees={"property-master": 60})
    assert day.figures("all", "08:00") == (0, 0)


def test_a_stray_in_the_belt_is_among_what_is_taken_out_of_it(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.at("08:00", acts.ContainerArrived(container="belt", kind="belt", holder="armorer"))
    day.draws("08:00", "dummies", "six", holder="belt")
    # the belt came with {}: what is in it may be that
    assert day.figures("six", "08:00") == (0, 0)
    day.loads("08:00", "six")
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_stray_in_a_belt_that_was_searched(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.at("08:00", acts.ContainerArrived(container="belt", kind="belt", holder="armorer"))
    day.at("08:00", acts.PlaceSwept(holder="belt"), by="first-ad")
    day.draws("08:00", "dummies", "six", holder="belt")
    day.loads("08:00", "six")
    # the stray in the belt: search(first-ad, belt)
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_stray_comes_along_when_a_box_is_taken_out_of_a_case(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="armorer"))
    day.moves("08:00", "dummies", "case")
    day.moves("08:00", "dummies", "armorer")
    # the case came with {}, and one of what was in it may now be in the box
    assert day.figures("dummies", "08:00") == (0, 0)


def test_a_loaded_chamber_is_as_good_as_its_round(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.loads("08:00", "dummies")
    # the chambers were {}; what is in them now is check + witness
    assert day.figures("revolver", "08:00") == (2, 1)


def test_a_loading_that_does_not_say_which_chambers_clears_none(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.loads("08:00", "dummies", chambers=(), n=3)
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_loading_of_as_many_as_there_are_chambers_fills_them_all(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.loads("08:00", "dummies", chambers=(), n=6)
    assert day.figures("revolver", "08:00") == (2, 1)


def test_one_chamber_loaded_anew_makes_the_weapon_as_good_as_that_round(day: "Day") -> None:
    day.cold_revolver()
    day.box("08:00", "odd", n=1, holder="stage")
    day.loads("08:00", "odd", chambers=(3,), read=("odd",))
    assert day.figures("revolver", "08:00") == (0, 0)


def test_what_is_unloaded_may_be_what_was_in(day: "Day") -> None:
    day.cold_revolver()
    day.unloads("08:00", "out")
    # rattle + two witnesses, as it was in the chambers; and the chambers keep theirs
    assert day.figures("out", "08:00") == (3, 2)
    assert day.figures("revolver", "08:00") == (3, 2)


def test_what_is_unloaded_from_a_weapon_that_nobody_saw(day: "Day") -> None:
    day.unloads("08:00", "out")
    assert day.figures("out", "08:00") == (0, 0)


def test_unloaded_into_a_checked_lot_it_spoils_it(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.unloads("08:00", "dummies")
    assert day.figures("dummies", "08:00") == (0, 0)


def test_an_unloading_clears_chambers_only_where_they_were_seen_empty(day: "Day") -> None:
    day.unloads("08:00", "out")
    assert day.figures("revolver", "08:00") == (0, 0)
    day.unloads("08:00", "out", seen_empty=True, sees={"first-ad": 6})
    # by hand: check(armorer, empty) + witness(first-ad)
    assert day.figures("revolver", "08:00") == (2, 1)


def test_seen_empty_by_hearsay_clears_nothing(day: "Day") -> None:
    day.unloads("08:00", "out", seen_empty=True, sees={"first-ad": 6}, said=True)
    assert day.figures("revolver", "08:00") == (0, 0)


def test_two_boxes_alike_and_no_mark_read_at_the_draw(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.box("08:00", "other", holder="stage")
    day.draws("08:00", "dummies", "six")
    # they may have come from the other box: {} + record(armorer)
    assert day.figures("six", "08:00") == (1, 0)


def test_two_boxes_alike_and_the_mark_read_at_the_draw(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.box("08:00", "other", holder="stage")
    day.draws("08:00", "dummies", "six", read=("dummies",))
    day.loads("08:00", "six", read=("six",))
    assert day.figures("revolver", "08:00") == (2, 1)


def test_two_boxes_alike_and_no_mark_read_at_the_loading(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.box("08:00", "other", holder="stage")
    day.loads("08:00", "dummies")
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_box_elsewhere_or_of_another_class_is_no_look_alike(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.box("08:00", "far", holder="truck", place="truck")
    day.box("08:00", "blanks", claimed="blank", holder="stage")
    day.draws("08:00", "dummies", "six")
    assert day.figures("six", "08:00") == (2, 1)


def two_alike(day: "Day") -> None:
    """One and two, of one model; one was shown empty, with its mark read; two was not."""
    day.arrives("08:00", "one", model="single six")
    day.arrives("08:00", "two", model="single six")
    day.shows("08:00", weapon="one", contents="empty", read=("one",))


def test_two_revolvers_alike_and_the_mark_not_read_at_the_hand_over(day: "Day") -> None:
    two_alike(day)
    assert day.figures("one", "08:00") == (2, 1)
    day.passes("08:00", "one", "armorer", "performer")
    # it may be the other one: {} + record(armorer)
    assert day.figures("one", "08:00") == (1, 0)


def test_two_revolvers_alike_and_the_mark_read_at_the_hand_over(day: "Day") -> None:
    two_alike(day)
    day.passes("08:00", "one", "armorer", "performer", read=("one",))
    assert day.figures("one", "08:00") == (2, 1)


def test_two_revolvers_alike_and_the_mark_not_read_when_shown(day: "Day") -> None:
    day.arrives("08:00", "one", model="single six")
    day.arrives("08:00", "two", model="single six")
    day.shows("08:00", weapon="one", contents="empty")
    # what was seen empty may have been the other one: record(armorer)
    assert day.figures("one", "08:00") == (1, 0)


def test_two_revolvers_that_look_different(day: "Day") -> None:
    day.arrives("08:00", "one", model="single six")
    day.arrives("08:00", "two", model="long barrel")
    day.shows("08:00", weapon="one", contents="empty")
    day.passes("08:00", "one", "armorer", "performer")
    assert day.figures("one", "08:00") == (2, 1)


def test_shown_loaded_and_never_recorded_as_loaded(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.shows("08:00", contents="empty")
    day.box("08:00", "odd", n=6, holder="stage")
    day.shows("08:00")
    # a round of any lot that was open, `odd` among them: {} + record(armorer)
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_cylinder_goes_with_its_chambers(day: "Day") -> None:
    day.cold_revolver()
    swap = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.at("08:00", swap)
    # nobody has seen the spare one
    assert day.figures("revolver", "08:00") == (0, 0)
    back = acts.CylinderSwapped(weapon="revolver", out="spare", into="revolver-cylinder")
    day.at("08:00", back)
    assert day.figures("revolver", "08:00") == (3, 2)


def lodged(day: "Day", clock: str = "08:00") -> tuple[int | None, int | None]:
    return day.figures("revolver", clock, "lodged")


def seen_clear(day: "Day", clock: str = "08:00") -> None:
    day.at(clock, acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})


@pytest.mark.parametrize(
    "blow",
    [
        acts.HammerFell(weapon="revolver", chamber=1),
        acts.HammerFell(weapon="revolver"),
        acts.ShotFired(weapon="revolver", planned=True, chamber=1),
    ],
)
def test_a_hammer_that_falls_on_a_dummy_can_leave_its_bullet(day: "Day", blow: "Act") -> None:
    seen_clear(day)
    assert lodged(day) == (2, 1)
    day.at("08:00", blow)
    # primed(chamber) is {}: component alone, and that hangs on nobody
    assert lodged(day) == (1, 1)


def test_a_hammer_that_falls_on_dummies_without_a_primer(day: "Day") -> None:
    day.box("08:00", "bare", build=("no-primer",), holder="stage")
    day.checks("08:00", "bare", method="primer", read=("bare",))
    day.loads("08:00", "bare", read=("bare",))
    seen_clear(day)
    day.at("08:00", acts.HammerFell(weapon="revolver", chamber=1))
    # check(armorer, primer) + component = 2, of which the armorer's falls to them alone
    assert lodged(day) == (2, 1)


def test_dummies_loaded_may_shed_a_bullet(day: "Day") -> None:
    seen_clear(day)
    day.loads("08:00", "dummies")
    assert lodged(day) == (1, 1)


def test_blanks_shed_no_bullet(day: "Day") -> None:
    seen_clear(day)
    day.box("08:00", "blanks", claimed="blank", build=("crimp",), holder="stage")
    day.loads("08:00", "blanks")
    assert lodged(day) == (2, 1)


def test_as_many_bullets_out_as_in(day: "Day") -> None:
    seen_clear(day)
    day.loads("08:00", "dummies", n=6, bullets=6)
    day.unloads("08:00", "out", n=6, bullets=6)
    # component, and the armorer's count of the bullets = 2; or the look through the bore amiss
    assert lodged(day) == (2, 1)


def test_what_is_lodged_stays_when_blanks_are_fired_afterwards(day: "Day") -> None:
    day.loads("08:00", "dummies")
    seen_clear(day)
    day.at("08:00", acts.HammerFell(weapon="revolver", chamber=1))
    day.box("08:00", "blanks", claimed="blank", build=("crimp",), holder="stage")
    day.loads("08:00", "blanks")
    day.at("08:00", acts.ShotFired(weapon="revolver", planned=True, chamber=1))
    assert lodged(day) == (1, 1)
    seen_clear(day)
    # component, and the bore looked through amiss by two
    assert lodged(day) == (2, 1)


def test_what_is_lodged_stays_with_the_barrel_when_the_cylinder_goes(day: "Day") -> None:
    seen_clear(day)
    day.at("08:00", acts.HammerFell(weapon="revolver", chamber=1))
    swap = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.at("08:00", swap)
    assert lodged(day) == (1, 1)


@pytest.mark.parametrize(("left", "figures"), [(True, (2, 1)), (False, (3, 1))])
def test_a_trigger_can_have_been_pulled_on_a_loaded_weapon(
    day: "Day",
    *,
    left: bool,
    figures: tuple[int, int],
) -> None:
    day.loads("08:00", "dummies")
    clear = acts.BoreChecked(weapon="revolver", clear=True)
    day.at("08:00", clear, sees={"first-ad": 1, "property-master": 1})
    # the bore looked through amiss by three; what the loading left: component + those three
    assert lodged(day) == (3, 2)
    if left:
        day.moves("08:00", "revolver", "stage")
        day.leaves("08:00", "revolver")
    # left alone: primed(c) = {}, act, component = 2; in the armorer's hands + watch(armorer) = 3;
    # either way whoever acted and watched leaves the component
    assert lodged(day, "09:00") == figures
