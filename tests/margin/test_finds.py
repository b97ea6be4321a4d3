"""Rows: a hazard is identified, or only suspected."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from coldset.core.words import Hazard
    from conftest import Day

EVERYTHING = ("revolver", "dummies", "six", "performer", "armorer")


def test_a_find_is_a_fact(day: "Day") -> None:
    day.cold_revolver()
    day.finds("08:00", "revolver", chamber=2)
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_suspicion_changes_no_figure(day: "Day") -> None:
    day.cold_revolver()
    before = [day.outlook("09:00").figures(thing) for thing in EVERYTHING]
    day.at("09:00", acts.HazardSuspected(hazard="live", at="revolver", lot="dummies"))
    assert [day.outlook("09:00").figures(thing) for thing in EVERYTHING] == before


def test_a_find_in_the_revolver_reaches_the_box_that_its_rounds_came_from(day: "Day") -> None:
    day.cold_revolver()
    assert day.figures("dummies", "08:00") == (2, 1)
    day.finds("08:00", "revolver", chamber=2)
    # cheapest: it was in the box, and rattle and both witnesses failed, and do so from now on
    assert day.figures("dummies", "08:00") == (0, 0)
    assert day.figures("six", "08:00") == (0, 0)


def test_a_find_in_the_box_reaches_the_revolver_loaded_from_it(day: "Day") -> None:
    day.cold_revolver()
    day.finds("08:00", "dummies", lot="dummies")
    # rattle and the property master's witness are proven; witness(first-ad) is left
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_find_in_one_revolver_reaches_another_loaded_from_the_same_box(day: "Day") -> None:
    day.cold_revolver()
    day.arrives("08:00", "second")
    day.loads("08:00", "dummies", weapon="second", read=("dummies",))
    day.shows("08:00", weapon="second", sees={"first-ad": 6})
    assert day.figures("second", "08:00") == (3, 2)
    day.finds("08:00", "revolver", chamber=2)
    assert day.figures("second", "08:00") == (0, 0)


def test_a_find_reaches_lot_mates_that_were_put_with_others(day: "Day") -> None:
    day.box("08:00", "odd", n=10, holder="stage")
    day.checks("08:00", "dummies", sees={"property-master": 50}, read=("dummies",))
    day.checks("08:00", "odd", 10, sees={"first-ad": 10}, read=("odd",))
    day.draws("08:00", "dummies", "six", read=("dummies",))
    day.merges("08:00", ("six", "odd"), "all")
    assert day.figures("all", "08:00") == (2, 1)
    day.finds("08:00", "dummies", lot="dummies")
    # of those from the dummies nothing is left that did not fail
    assert day.figures("all", "08:00") == (0, 0)


def test_what_a_find_does_not_touch_keeps_its_figure(day: "Day") -> None:
    day.box("08:00", "odd", n=10, holder="stage")
    day.checks("08:00", "dummies", sees={"property-master": 50}, read=("dummies",))
    day.checks("08:00", "odd", 10, by="first-ad", sees={"gaffer": 10}, read=("odd",))
    day.finds("08:00", "dummies", lot="dummies")
    assert day.figures("odd", "08:00") == (2, 1)


def test_the_same_people_who_check_again_in_the_same_way_add_nothing(day: "Day") -> None:
    day.cold_revolver()
    day.finds("08:00", "revolver")
    day.loads("08:00", "dummies")
    day.shows("08:00")
    assert day.figures("revolver", "08:00") == (0, 0)
    day.shows("08:00", by="property-master", sees={"gaffer": 6, "armorer": None})
    # another's rattle and another witness
    assert day.figures("revolver", "08:00") == (2, 1)


def test_a_find_in_a_pocket_proves_that_the_search_failed(day: "Day") -> None:
    day.searches("07:30", "property-master", "performer")
    assert day.figures("performer", "07:30") == (1, 0)
    day.finds("07:31", "performer")
    assert day.figures("performer", "07:31") == (0, 0)
    day.searches("07:32", "property-master", "performer")
    assert day.figures("performer", "07:32") == (0, 0)
    day.searches("07:32", "armorer", "performer")
    assert day.figures("performer", "07:32") == (1, 0)


def test_an_act_on_the_cheapest_story_is_proven(day: "Day") -> None:
    day.shows("08:00", contents="empty", sees={"first-ad": 6, "property-master": 6})
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:00", "revolver")
    day.unloads("09:00", "out")
    assert day.figures("out", "09:00") == (1, 0)
    day.finds("09:00", "revolver")
    # somebody put it in: what came out of there is no better
    assert day.figures("out", "09:00") == (0, 0)


def test_whose_control_failed_is_a_source_again(day: "Day") -> None:
    day.cold_revolver()
    assert day.figures("armorer", "08:00") == (1, 0)
    day.finds("08:00", "revolver")
    assert day.figures("armorer", "08:00") == (0, 0)
    assert day.figures("property-master", "08:00") == (0, 0)
    day.searches("08:01", "gaffer", "armorer")
    assert day.figures("armorer", "08:01") == (1, 0)


@pytest.mark.parametrize(("swept", "figures"), [(False, (1, 0)), (True, (2, 0))])
def test_after_a_find_every_floor_is_to_be_swept_again(
    day: "Day", *, swept: bool, figures: tuple[int, int]
) -> None:
    day.behind_the_line()
    day.searches("07:30", "first-ad", "performer")
    day.moves("07:40", "dummies", "truck", place="truck")
    # the box came before the line was held: no control has failed
    day.finds("07:40", "dummies", lot="dummies", place="truck")
    if swept:
        day.at("07:40", acts.PlaceSwept(holder="stage"), by="property-master")
    day.shows("08:00", contents="empty")
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:00", "revolver")
    # a stray on the floor: act, and past the line once the floor is clean again
    assert day.figures("revolver", "09:00") == figures


def test_a_find_of_one_hazard_is_none_of_another(day: "Day") -> None:
    day.cold_revolver()
    before = day.figures("revolver", "08:00"), day.figures("dummies", "08:00")
    day.finds("08:00", "revolver", hazard="blank")
    assert day.figures("revolver", "08:00", "blank") == (0, 0)
    assert (day.figures("revolver", "08:00"), day.figures("dummies", "08:00")) == before


def test_a_find_in_the_barrel(day: "Day") -> None:
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})
    day.finds("08:00", "revolver", hazard="lodged")
    assert day.figures("revolver", "08:00", "lodged") == (0, 0)
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})
    # the same look and the same witness failed before
    assert day.figures("revolver", "08:00", "lodged") == (0, 0)
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), by="property-master")
    assert day.figures("revolver", "08:00", "lodged") == (1, 0)


@pytest.mark.parametrize("hazard", ["live", "blank", "primed"])
def test_a_find_by_hearsay_opens_as_any_other(day: "Day", hazard: "Hazard") -> None:
    day.box("08:00", "bare", build=("no-primer",), holder="stage")
    day.checks("08:00", "bare", method="primer", read=("bare",), sees={"property-master": 50})
    assert day.figures("bare", "08:00", hazard) == (2, 1)
    day.finds("08:00", "bare", hazard=hazard, lot="bare", said=True)
    assert day.figures("bare", "08:00", hazard) == (0, 0)
