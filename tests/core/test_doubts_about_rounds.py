"""Rounds, chambers and counts: an impossible entry is kept, marked and a doubt, never put right."""

from collections.abc import Callable
from typing import Any

import pytest

from coldset.core import acts
from coldset.core.state import Chamber
from coldset.core.words import Contents

Day = Any  # see conftest.py
SIX = tuple(range(1, 7))


def test_more_rounds_are_drawn_than_there_are(day: Day) -> None:
    event = day.draws("07:00", "most", 51)
    day.doubted("overdrawn", event, lot="dummies", drawn=51, held=50)
    lots = day.state().lots
    assert (lots["dummies"].n, lots["most"].n) == (0, 51)


def test_the_same_rounds_cannot_be_drawn_twice(day: Day) -> None:
    day.draws("07:00", "first", 30)
    event = day.draws("07:01", "second", 30)
    day.doubted("overdrawn", event, lot="dummies", drawn=30, held=20)


def test_more_rounds_are_loaded_or_thrown_away_than_there_are(day: Day) -> None:
    day.draws("07:00", "two", 2)
    event = day.loads("07:01", "two", 1, 2, 3)
    day.doubted("overdrawn", event, lot="two", drawn=3, held=2)


def test_more_rounds_are_thrown_away_than_there_are(day: Day) -> None:
    event = day.at("07:00", acts.RoundDiscarded(lot="dummies", n=60))
    day.doubted("overdrawn", event, lot="dummies", drawn=60, held=50)
    assert day.state().lots["dummies"].discarded == 60


def test_all_rounds_may_be_drawn(day: Day) -> None:
    day.draws("07:00", "all", 50)
    assert day.doubts() == []
    assert day.state().lots["dummies"].n == 0


def test_nothing_is_too_much_for_a_lot_that_nobody_counted(day: Day) -> None:
    day.box("07:00", "loose", None)
    day.draws("07:01", "many", 500, lot="loose")
    assert day.doubts() == []
    assert day.state().lots["loose"].n is None


def test_after_an_uncounted_draw_nobody_knows_how_many_are_left(day: Day) -> None:
    day.draws("07:00", "some", None)
    assert day.doubts() == []
    lots = day.state().lots
    assert (lots["dummies"].n, lots["some"].n) == (None, None)


def test_a_count_that_does_not_come_out_changes_nothing(day: Day) -> None:
    event = day.at("07:00", acts.LotCounted(lot="dummies", n=49))
    day.doubted("count-differs", event, lot="dummies", counted=49, recorded=50)
    assert day.state().lots["dummies"].n == 50


def test_a_count_of_too_many_changes_nothing_either(day: Day) -> None:
    event = day.at("07:00", acts.LotCounted(lot="dummies", n=51))
    day.doubted("count-differs", event, lot="dummies", counted=51, recorded=50)
    assert day.state().lots["dummies"].n == 50


def test_the_first_count_of_what_nobody_counted_is_a_claim_that_the_next_is_held_to(
    day: Day,
) -> None:
    day.box("07:00", "loose", None)
    day.at("07:01", acts.LotCounted(lot="loose", n=12))
    assert day.doubts() == []
    event = day.at("07:02", acts.LotCounted(lot="loose", n=11))
    day.doubted("count-differs", event, lot="loose", counted=11, recorded=12)


def test_some_rounds_answer_otherwise(day: Day) -> None:
    check = acts.LotChecked(lot="dummies", method="rattle", n=50, answered=31, others=19)
    event = day.at("07:00", check)
    day.doubted(
        "answered-otherwise", event, level="not cleared", lot="dummies", others=19, method="rattle"
    )
    (kept,) = day.state().lots["dummies"].checks
    assert (kept.event, kept.method, kept.n, kept.answered, kept.others) == (
        event,
        "rattle",
        50,
        31,
        19,
    )


def test_a_full_chamber_is_loaded_again(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    day.box("07:01", "blanks", 10, claimed="blank")
    event = day.loads("07:02", "blanks", 1)
    day.doubted(
        "chamber-full", event, level="not cleared", weapon="revolver", chamber=1, held="dummies"
    )
    assert day.state().chambers("revolver")[1] == Chamber("blank", "blanks", event.id)


def test_one_chamber_is_named_twice_in_one_loading(day: Day) -> None:
    event = day.loads("07:00", "dummies", 2, 2)
    day.doubted(
        "chamber-full", event, level="not cleared", weapon="revolver", chamber=2, held="dummies"
    )


def test_each_full_chamber_is_a_doubt_of_its_own(day: Day) -> None:
    day.loads("07:00", "dummies", 1, 2)
    day.loads("07:01", "dummies", 1, 2, 3)
    findings = day.state().findings
    assert [finding.fact("chamber") for finding in findings] == ["1", "2"]


@pytest.mark.parametrize(
    "emptied",
    [
        lambda day: day.unloads("07:10", "out", 1, n=1),
        lambda day: day.at("07:10", acts.ShotFired(weapon="revolver", planned=True, chamber=1)),
    ],
)
def test_a_chamber_that_was_emptied_may_be_loaded_again(
    day: Day, emptied: Callable[[Day], object]
) -> None:
    day.box("06:30", "blanks", 9, claimed="blank", build=("crimp",))
    day.loads("07:00", "blanks", 1)
    emptied(day)
    day.loads("07:20", "blanks", 1)
    assert day.doubts() == []


def test_a_chamber_that_the_revolver_does_not_have_is_loaded(day: Day) -> None:
    event = day.loads("07:00", "dummies", 7)
    day.doubted(
        "chamber-unknown", event, level="not cleared", weapon="revolver", chamber=7, chambers=6
    )
    assert day.state().chambers("revolver")[7].lot == "dummies"


def test_a_chamber_that_the_revolver_does_not_have_fires(day: Day) -> None:
    event = day.at("07:00", acts.ShotFired(weapon="revolver", planned=False, chamber=0))
    day.doubted(
        "chamber-unknown", event, level="not cleared", weapon="revolver", chamber=0, chambers=6
    )
    assert day.state().chambers("revolver")[0].contents == "case"


def test_a_chamber_that_the_revolver_does_not_have_is_shown(day: Day) -> None:
    event = day.shows("07:00", "empty", 7)
    day.doubted(
        "chamber-unknown", event, level="not cleared", weapon="revolver", chamber=7, chambers=6
    )
    assert day.state().chambers("revolver")[7].contents == "empty"


def test_of_a_weapon_with_an_unknown_count_every_chamber_may_be(day: Day) -> None:
    day.weapon("07:00", "pistol", None)
    day.loads("07:01", "dummies", 14, weapon="pistol")
    assert day.doubts() == []
    assert day.state().chambers("pistol")[14].contents == "dummy"


def test_a_revolver_is_shown_loaded_that_nobody_loaded(day: Day) -> None:
    event = day.shows("07:00", "dummy", 3)
    day.doubted("loaded-unrecorded", event, weapon="revolver", chamber=3, seen="dummy")
    chamber = day.state().chambers("revolver")[3]
    assert (chamber.contents, chamber.lot) == ("dummy", None)


@pytest.mark.parametrize("seen", ["empty", "case"])
def test_a_revolver_that_nobody_loaded_may_be_shown_without_rounds(
    day: Day, seen: Contents
) -> None:
    day.shows("07:00", seen, *range(1, 7))
    assert day.doubts() == []


def test_a_live_round_is_seen_where_a_dummy_was_loaded(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    event = day.shows("07:10", "live", 1)
    day.doubted(
        "contents-differ",
        event,
        level="not cleared",
        weapon="revolver",
        chamber=1,
        seen="live",
        recorded="dummy",
    )
    chamber = day.state().chambers("revolver")[1]
    assert (chamber.contents, chamber.lot, chamber.event) == ("live", "dummies", event.id)


def test_a_loaded_chamber_is_seen_empty(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    event = day.shows("07:10", "empty", 1)
    finding = day.doubted(
        "contents-differ",
        event,
        level="not cleared",
        weapon="revolver",
        chamber=1,
        seen="empty",
        recorded="dummy",
    )
    assert finding.fact("recorded") == "dummy"
    assert day.state().chambers("revolver")[1].lot is None


def test_what_was_seen_twice_alike_is_a_doubt_once(day: Day) -> None:
    event = day.shows("07:00", "dummy", 1)
    day.shows("07:10", "dummy", 1)
    day.doubted("loaded-unrecorded", event, weapon="revolver", chamber=1, seen="dummy")


def test_a_case_is_seen_where_a_dummy_was_loaded(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    event = day.shows("07:10", "case", 1)
    day.doubted(
        "contents-differ",
        event,
        level="not cleared",
        weapon="revolver",
        chamber=1,
        seen="case",
        recorded="dummy",
    )


def test_a_weapon_arrives_twice(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    event = day.weapon("07:10", "revolver")
    day.doubted("arrived-twice", event, level="not cleared", thing="revolver")
    state = day.state()
    assert state.weapons["revolver"].where.gap
    assert state.chambers("revolver")[1].lot == "dummies", "what it held, it holds"


def test_a_lot_arrives_twice(day: Day) -> None:
    day.draws("07:00", "six", 6)
    event = day.box("07:10", "dummies", 50)
    day.doubted("arrived-twice", event, thing="dummies")
    assert day.state().lots["dummies"].n is None


def test_what_nobody_could_make_out_contradicts_nothing(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    day.shows("07:10", "unknown", 1)
    assert day.doubts() == []
    assert day.state().chambers("revolver")[1].contents == "unknown"


def test_a_chamber_of_which_nothing_was_known_is_seen_at_last(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    day.shows("07:10", "empty", 2)
    assert day.doubts() == []


def test_a_cylinder_is_taken_out_that_was_not_in_the_weapon(day: Day) -> None:
    swap = acts.CylinderSwapped(weapon="revolver", out="spare", into="other")
    event = day.at("07:00", swap)
    day.doubted(
        "not-in-weapon",
        event,
        level="not cleared",
        weapon="revolver",
        cylinder="spare",
        recorded="revolver-cylinder",
    )
    assert day.state().weapons["revolver"].cylinder == "other"


def test_chambers_go_and_come_back_with_their_cylinder(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    out = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.at("07:10", out)
    state = day.state()
    assert set(state.chambers("revolver")) == set(range(1, 7))
    assert {one.contents for one in state.chambers("revolver").values()} == {"unknown"}
    back = acts.CylinderSwapped(weapon="revolver", out="spare", into="revolver-cylinder")
    swapped = day.at("07:20", back)
    assert day.doubts() == []
    state = day.state()
    assert state.chambers("revolver")[1].contents == "dummy"
    assert state.weapons["revolver"].last_change == swapped


def test_one_impossible_entry_may_raise_several_doubts(day: Day) -> None:
    day.draws("07:00", "one", 1)
    day.loads("07:01", "one", 1)
    event = day.loads("07:02", "one", 1, 7, by="stranger", place="truck")
    state = day.state()
    assert [finding.code for finding in state.findings] == [
        "person-unregistered",
        "not-in-hand",
        "not-in-hand",
        "overdrawn",
        "chamber-full",
        "chamber-unknown",
    ]
    assert {finding.events for finding in state.findings} == {(event.id,)}
    assert state.taken_in == day.events


def test_a_cylinder_cannot_be_in_two_weapons(day: Day) -> None:
    day.weapon("07:00", "pistol")
    swap = acts.CylinderSwapped(weapon="pistol", out="pistol-cylinder", into="revolver-cylinder")
    event = day.at("07:10", swap)
    day.doubted(
        "not-in-weapon",
        event,
        level="not cleared",
        weapon="pistol",
        cylinder="pistol-cylinder",
        recorded="pistol-cylinder",
    )


@pytest.mark.parametrize("held", ["empty", "case", "dummy"])
def test_a_shot_from_a_chamber_that_could_not_fire_is_a_doubt(day: Day, held: Contents) -> None:
    if held == "dummy":
        day.loads("07:00", "dummies", 1)
    day.shows("07:10", held, 1)
    event = day.at("07:20", acts.ShotFired(weapon="revolver", planned=False, chamber=1))
    day.doubted(
        "contents-differ",
        event,
        level="not cleared",
        weapon="revolver",
        chamber=1,
        seen="fired",
        recorded=held,
    )


def test_a_round_in_a_chamber_that_was_seen_empty_bars_a_clearance(day: Day) -> None:
    day.shows("07:00", "empty", *SIX)
    day.shows("07:10", "live", 1)
    assert [finding.level for finding in day.state().findings] == ["not cleared"]


def test_rounds_cannot_come_out_of_an_empty_revolver(day: Day) -> None:
    day.shows("07:00", "empty", *SIX)
    event = day.unloads("07:10", "out", *SIX, n=6)
    day.doubted("more-out-than-in", event, weapon="revolver", n=6, held=0)


def test_more_rounds_cannot_come_out_than_there_are_chambers(day: Day) -> None:
    day.loads("07:00", "dummies", 1, 2)
    event = day.unloads("07:10", "out", 1, 2, n=3)
    day.doubted("more-out-than-in", event, weapon="revolver", n=3, held=2)


def test_five_rounds_cannot_fill_six_chambers(day: Day) -> None:
    event = day.loads("07:00", "dummies", *SIX, n=5)
    day.doubted("chambers-differ", event, level="not cleared", weapon="revolver", n=5, chambers=6)


def test_more_rounds_cannot_be_checked_than_there_are(day: Day) -> None:
    event = day.at("07:00", acts.LotChecked(lot="dummies", method="rattle", n=60, answered=60))
    day.doubted("checked-too-many", event, lot="dummies", n=60, held=50)


def test_drawing_fewer_than_none_adds_no_round(day: Day) -> None:
    day.draws("07:00", "less", -3)
    assert day.state().lots["dummies"].n is None


def test_a_lot_that_arrives_twice_is_only_what_it_is_said_to_be_both_times(day: Day) -> None:
    day.box("07:00", "odd", claimed="live", build=())
    day.box("07:10", "odd", claimed="dummy", source="statement")
    assert day.state().lots["odd"].claimed != "dummy"
