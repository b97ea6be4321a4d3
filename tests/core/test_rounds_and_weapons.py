"""What the record says of rounds and weapons after ordinary work; provenance is never lost."""

from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.state import Chamber
from coldset.core.words import Contents

Day = Any  # see conftest.py
SIX = tuple(range(1, 7))


def test_a_portion_is_what_its_lot_is_said_to_be(day: Day) -> None:
    day.draws("07:00", "six", 6)
    state = day.state()
    six = state.lots["six"]
    assert (six.claimed, six.build, six.source, six.n) == ("dummy", ("rattle",), "supplier", 6)
    assert six.parents == ("dummies",)
    assert six.where.holder == "armorer"
    assert state.lots["dummies"].n == 44


def test_a_check_of_a_lot_is_no_check_of_its_portion_s_own(day: Day) -> None:
    day.at("07:00", acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50))
    day.draws("07:10", "six", 6)
    lots = day.state().lots
    assert len(lots["dummies"].checks) == 1
    assert lots["six"].checks == []


def test_lots_put_together_are_only_what_each_is_said_to_be(day: Day) -> None:
    day.box("07:00", "drilled", 10, build=("hole", "rattle"))
    day.box("07:00", "blanks", 5, claimed="blank", build=("crimp",))
    alike = acts.LotsMerged(lots=("dummies", "drilled"), into="both", holder="case")
    day.at("07:10", alike)
    both = day.state().lots["both"]
    assert (both.claimed, both.build, both.n) == ("dummy", ("rattle",), 60)
    assert (both.parents, both.where.holder) == (("dummies", "drilled"), "case")
    day.at("07:20", acts.LotsMerged(lots=("both", "blanks"), into="mixed", holder="case"))
    state = day.state()
    mixed = state.lots["mixed"]
    assert (mixed.claimed, mixed.build, mixed.n) == ("unknown", (), 65)
    assert mixed.parents == ("both", "blanks")
    assert [state.lots[name].n for name in ("dummies", "drilled", "both", "blanks")] == [0] * 4
    assert day.doubts() == []


def test_a_lot_put_together_with_one_that_nobody_counted_is_uncounted(day: Day) -> None:
    day.box("07:00", "loose", None)
    day.at("07:10", acts.LotsMerged(lots=("loose", "dummies"), into="all", holder="armorer"))
    assert day.state().lots["all"].n is None


def test_a_lot_may_take_in_another_and_keep_its_name(day: Day) -> None:
    day.box("07:00", "more", 10)
    merged = acts.LotsMerged(lots=("dummies", "more"), into="dummies", holder="armorer")
    day.at("07:10", merged)
    lots = day.state().lots
    assert (lots["dummies"].n, lots["more"].n) == (60, 0)
    assert set(lots["dummies"].parents) >= {"dummies", "more"}


def test_nothing_put_together_is_nothing_known(day: Day) -> None:
    day.at("07:00", acts.LotsMerged(lots=(), into="none", holder="armorer"))
    lot = day.state().lots["none"]
    assert (lot.claimed, lot.build, lot.parents) == ("unknown", (), ())


def test_loading_takes_one_round_for_each_chamber(day: Day) -> None:
    event = day.loads("07:00", "dummies", 1, 2, 3)
    state = day.state()
    assert state.lots["dummies"].n == 47
    chambers = state.chambers("revolver")
    assert chambers[1] == Chamber("dummy", "dummies", event.id)
    assert chambers[4].contents == "unknown"
    assert chambers[4].lot is None


def test_a_full_load_fills_every_chamber_though_none_is_named(day: Day) -> None:
    day.loads("07:00", "dummies", n=6)
    chambers = day.state().chambers("revolver")
    assert [chambers[number].lot for number in SIX] == ["dummies"] * 6


def test_part_of_a_load_in_chambers_that_nobody_named_is_in_none_for_certain(day: Day) -> None:
    day.loads("07:00", "dummies", n=5)
    state = day.state()
    assert {one.lot for one in state.chambers("revolver").values()} == {None}
    assert {one.contents for one in state.chambers("revolver").values()} == {"unknown"}
    assert state.lots["dummies"].n == 45


def test_after_a_load_of_which_nobody_knows_how_many_the_rest_is_uncounted(day: Day) -> None:
    day.loads("07:00", "dummies")
    assert day.state().lots["dummies"].n is None


@pytest.mark.parametrize(("seen_empty", "contents"), [(True, "empty"), (False, "unknown")])
def test_a_chamber_is_empty_only_if_it_was_seen_to_be(
    day: Day,
    seen_empty: bool,  # noqa: FBT001 - a row of the table
    contents: Contents,
) -> None:
    day.loads("07:00", "dummies", *SIX)
    event = day.unloads("07:10", "out", 1, 2, n=2, seen_empty=seen_empty)
    chambers = day.state().chambers("revolver")
    assert chambers[1] == chambers[2] == Chamber(contents, None, event.id)
    assert chambers[3].lot == "dummies"


def test_what_comes_out_names_every_lot_that_it_may_be_of(day: Day) -> None:
    day.box("06:59", "blanks", 5, claimed="blank")
    day.loads("07:00", "dummies", 1, 2)
    day.loads("07:01", "blanks", 3)
    day.unloads("07:10", "two", 1, 2, n=2)
    two = day.state().lots["two"]
    assert (two.claimed, two.parents, two.n) == ("dummy", ("dummies",), 2)
    day.loads("07:20", "dummies", 1)
    day.unloads("07:30", "mixed", n=2)
    mixed = day.state().lots["mixed"]
    assert (mixed.claimed, mixed.parents) == ("unknown", ("blanks", "dummies"))
    assert mixed.where.holder == "armorer"


def test_what_goes_back_into_a_lot_is_counted_in(day: Day) -> None:
    day.loads("07:00", "dummies", 1, 2)
    day.unloads("07:10", "dummies", 1, 2, n=2)
    assert day.state().lots["dummies"].n == 50
    day.loads("07:20", "dummies", 1)
    day.unloads("07:30", "dummies", 1)
    assert day.state().lots["dummies"].n is None


def test_a_shot_leaves_a_case_and_is_counted_against_its_lot(day: Day) -> None:
    day.loads("07:00", "dummies", 1, 2)
    event = day.at("07:10", acts.ShotFired(weapon="revolver", planned=True, chamber=1))
    state = day.state()
    assert state.chambers("revolver")[1] == Chamber("case", None, event.id)
    assert state.chambers("revolver")[2].contents == "dummy"
    assert state.lots["dummies"].fired == 1


def test_a_shot_from_a_chamber_that_nobody_named_leaves_all_as_recorded(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    event = day.at("07:10", acts.ShotFired(weapon="revolver", planned=False))
    state = day.state()
    assert state.chambers("revolver")[1].contents == "dummy"
    assert state.weapons["revolver"].last_change == event


def test_rounds_thrown_away_are_counted(day: Day) -> None:
    day.at("07:00", acts.RoundDiscarded(lot="dummies", n=10))
    dummies = day.state().lots["dummies"]
    assert (dummies.n, dummies.discarded) == (40, 10)
    day.at("07:10", acts.RoundDiscarded(lot="dummies"))
    dummies = day.state().lots["dummies"]
    assert (dummies.n, dummies.discarded) == (None, 10)


def test_a_weapon_comes_unseen(day: Day) -> None:
    state = day.state()
    revolver = state.weapons["revolver"]
    assert (revolver.last_shown, revolver.last_bore, revolver.last_change) == (None, None, None)
    assert (revolver.seen_since_change, revolver.bore_clear_since_fired) == (False, False)
    assert set(state.chambers("revolver")) == set(SIX)
    assert {one.contents for one in state.chambers("revolver").values()} == {"unknown"}


def test_what_was_seen_holds_until_somebody_changes_something(day: Day) -> None:
    shown = day.shows("07:00", "empty", *SIX)
    revolver = day.state().weapons["revolver"]
    assert (revolver.last_shown, revolver.seen_since_change) == (shown, True)
    day.at("07:10", acts.BoreChecked(weapon="revolver", clear=True))
    day.at("07:10", acts.WeaponExamined(weapon="revolver", safe=True))
    assert day.state().weapons["revolver"].seen_since_change


@pytest.mark.parametrize(
    "act",
    [
        acts.RoundsLoaded(weapon="revolver", lot="dummies", chambers=(1,)),
        acts.RoundsUnloaded(weapon="revolver", lot="out", holder="armorer"),
        acts.ShotFired(weapon="revolver", planned=True),
        acts.HammerFell(weapon="revolver"),
        acts.WeaponServiced(weapon="revolver"),
        acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_whatever_changes_a_weapon_ends_what_was_seen_of_it(day: Day, act: Act) -> None:
    shown = day.shows("07:00", "empty", *SIX)
    event = day.at("07:10", act)
    revolver = day.state().weapons["revolver"]
    assert (revolver.last_shown, revolver.last_change) == (shown, event)
    assert not revolver.seen_since_change


@pytest.mark.parametrize(
    "act",
    [acts.ShotFired(weapon="revolver", planned=True), acts.HammerFell(weapon="revolver")],
    ids=lambda act: type(act).__name__,
)
def test_a_bore_that_was_clear_is_so_only_until_the_hammer_falls(day: Day, act: Act) -> None:
    looked = day.at("07:00", acts.BoreChecked(weapon="revolver", clear=True))
    assert day.state().weapons["revolver"].bore_clear_since_fired
    day.at("07:10", act)
    revolver = day.state().weapons["revolver"]
    assert (revolver.last_bore, revolver.bore_clear_since_fired) == (looked, False)


@pytest.mark.parametrize("clear", [False, None])
def test_a_bore_that_was_not_seen_clear_is_not_clear(
    day: Day,
    clear: bool | None,  # noqa: FBT001 - a row of the table
) -> None:
    day.at("07:00", acts.BoreChecked(weapon="revolver", clear=True))
    looked = day.at("07:10", acts.BoreChecked(weapon="revolver", clear=clear))
    revolver = day.state().weapons["revolver"]
    assert (revolver.last_bore, revolver.bore_clear_since_fired) == (looked, False)


def test_a_look_that_finds_the_record_true_keeps_the_lot_in_its_chamber(day: Day) -> None:
    day.loads("07:00", "dummies", *SIX)
    event = day.shows("07:10", "dummy", *SIX)
    assert day.doubts() == []
    assert day.state().chambers("revolver")[1] == Chamber("dummy", "dummies", event.id)


def test_what_is_unloaded_into_a_lot_that_is_there_names_its_parents(day: Day) -> None:
    day.box("06:30", "blanks", 10, claimed="blank")
    day.loads("07:00", "blanks", 1)
    day.unloads("07:10", "dummies", 1, n=1)
    dummies = day.state().lots["dummies"]
    assert dummies.claimed == "unknown"
    assert "blanks" in dummies.parents


def test_a_lot_put_together_with_itself_is_not_twice_as_much(day: Day) -> None:
    merged = acts.LotsMerged(lots=("dummies", "dummies"), into="all", holder="armorer")
    day.at("07:00", merged)
    assert day.state().lots["all"].n != 100


def test_what_is_drawn_into_a_portion_that_is_there_makes_it_only_what_both_are(day: Day) -> None:
    day.box("06:30", "drilled", 10, build=("hole", "rattle"), claimed="blank")
    first = acts.PortionDrawn(lot="drilled", portion="some", holder="armorer", n=4)
    day.at("07:00", first)
    second = acts.PortionDrawn(lot="dummies", portion="some", holder="case", n=2)
    day.at("07:10", second)
    some = day.state().lots["some"]
    assert (some.n, some.claimed, some.build) == (6, "unknown", ("rattle",))
    assert (some.parents, some.where.holder) == (("drilled", "dummies"), "case")


def test_what_comes_out_was_built_as_every_lot_that_it_may_be_of(day: Day) -> None:
    day.box("06:30", "drilled", 10, build=("hole", "rattle"))
    day.loads("07:00", "dummies", 1)
    day.loads("07:01", "drilled", 2)
    day.unloads("07:10", "one", 2, n=1)
    assert day.state().lots["one"].build == ("hole", "rattle")
    day.loads("07:20", "drilled", 2)
    day.unloads("07:30", "both", 1, 2, n=2)
    assert day.state().lots["both"].build == ("rattle",)
