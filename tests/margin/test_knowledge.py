"""Rows: accounts, corrections, retractions, late entries; intervals; what is only said."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts
from coldset.core.known import known
from coldset.margin.worlds import undivided, worlds

if TYPE_CHECKING:
    from collections.abc import Callable

    from coldset.core.words import Id
    from conftest import Day

    Figures = tuple[int | None, int | None]

WITNESSED = {"property-master": 50}


def excluding(day: "Day", *accounts: str) -> None:
    opened = acts.AccountsOpened(accounts=accounts, about="what became of the revolver")
    day.at("08:00", opened)


def test_of_accounts_that_exclude_each_other_the_least_counts(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:00", "revolver", account="left")
    claim = acts.WatchClaimed(item="revolver")
    day.at("08:00", claim, account="kept")
    excluding(day, "left", "kept")
    # by hand: left: act; kept: act + watch(armorer)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_an_account_is_left_out_of_the_world_of_the_other(day: "Day") -> None:
    day.box("08:00", "both", build=("rattle", "hole"), holder="stage")
    day.checks("08:00", "both", account="rattled", read=("both",))
    told = "turned round"
    day.checks("08:00", "both", method="hole", by="first-ad", account=told, read=("both",))
    assert day.figures("both", "08:00") == (2, 1)
    excluding(day, "rattled", "turned round")
    # never both: one check, and it is one person's
    assert day.figures("both", "08:00") == (1, 0)


def test_every_choice_of_accounts_is_a_world(day: "Day") -> None:
    excluding(day, "a", "b")
    excluding(day, "c", "d", "e")
    told = {frozenset(world.accounts) for world in worlds(known(day.events))}
    assert told == {frozenset((one, two)) for one in "ab" for two in "cde"}


def test_too_many_accounts_are_taken_all_at_once_and_said_to_be_a_bound(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    for number in range(8):
        excluding(day, f"a{number}", f"b{number}")
    record = known(day.events)
    assert worlds(record) == undivided(record)
    assert day.outlook("08:00").figure("live", "dummies").is_bound
    assert day.figures("dummies", "08:00") == (2, 1)


def test_a_correction_that_raises_costs_the_correctors_word(day: "Day") -> None:
    sample = day.checks("08:00", "dummies", 49, sees={"property-master": 49})
    assert day.figures("dummies", "08:00") == (0, 0)
    day.checks("08:00", "dummies", sees=WITNESSED, corrects=sample, recorder="first-ad",
               written="08:05")  # fmt: skip
    # check + witness, or record(first-ad) and it was a sample after all
    assert day.figures("dummies", "08:00") == (1, 0)
    assert day.figures("dummies", "08:00", known_at="08:04") == (0, 0)


def test_a_correction_that_lowers_counts_at_once(day: "Day") -> None:
    whole = day.checks("08:00", "dummies", sees=WITNESSED)
    day.checks("08:00", "dummies", 49, corrects=whole, written="08:05")
    assert day.figures("dummies", "08:00") == (0, 0)


def test_a_retraction_that_would_whitewash_costs_a_word(day: "Day") -> None:
    day.cold_revolver()
    find = day.finds("08:00", "revolver")
    day.at("08:01", acts.EventRetracted(event=find, reason="a dummy after all"), by="first-ad")
    # rattle and two witnesses; or record(first-ad), and it was live
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_retraction_that_opens_counts_at_once(day: "Day") -> None:
    check = day.checks("08:00", "dummies", sees=WITNESSED)
    day.at("08:01", acts.EventRetracted(event=check, reason="another box"))
    assert day.figures("dummies", "08:00") == (0, 0)


def test_a_retraction_counts_from_when_it_was_written(day: "Day") -> None:
    day.cold_revolver()
    find = day.finds("08:00", "revolver")
    retracted = acts.EventRetracted(event=find, reason="a dummy after all")
    day.at("08:01", retracted, by="first-ad", written="09:00")
    assert day.figures("revolver", "08:01", known_at="08:59") == (0, 0)


def test_a_check_written_down_late_costs_the_word_of_who_wrote_it(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED, written="12:00")
    # check + witness, or record(armorer)
    assert day.figures("dummies", "08:00") == (1, 0)
    assert day.figures("dummies", "08:00", known_at="11:59") == (0, 0)


def test_a_check_written_down_in_time_does_not(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED, written="08:15")
    assert day.figures("dummies", "08:00") == (2, 1)


LATE: "list[Callable[[Day, str], object]]" = [
    lambda day, late: day.searches("07:30", "property-master", "performer", written=late),
    lambda day, late: day.shows("08:00", contents="empty", written=late),
    lambda day, late: day.at(
        "08:00", acts.BoreChecked(weapon="revolver", clear=True), written=late
    ),
    lambda day, late: day.unloads("08:00", "out", seen_empty=True, written=late),
]


@pytest.mark.parametrize("barrier", LATE)
def test_no_late_barrier_costs_more_than_one_word(
    day: "Day", barrier: "Callable[[Day, str], object]"
) -> None:
    barrier(day, "14:00")
    for thing, hazard in (("performer", "live"), ("revolver", "live"), ("revolver", "lodged")):
        margin, solo = day.figures(thing, "08:00", hazard)  # type: ignore[arg-type]  # any hazard
        assert (margin, solo) in {(0, 0), (1, 0)}


def test_a_late_lock_and_a_late_seal_cost_one_word(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    day.moves("08:00", "revolver", "case")
    lock = acts.HolderLocked(holder="case", keys=("property-master",))
    day.at("08:00", lock, written="12:00")
    # the armorer's late word for the lock, then act + watch(armorer): all the armorer's
    assert day.figures("revolver", "09:00") == (2, 0)


# --- intervals


def test_a_check_that_may_have_been_before_the_entry_says_nothing_of_it(day: "Day") -> None:
    day.box("08:00", "odd", n=10, holder="stage")
    day.merges("08:30", ("odd", "dummies"), "dummies")
    day.checks("08:00", "dummies", 60, sees={"property-master": 60}, until="09:00")
    assert day.figures("dummies", "09:00") == (0, 0)


def test_a_check_that_was_certainly_after_the_entry_does(day: "Day") -> None:
    day.box("08:00", "odd", n=10, holder="stage")
    day.merges("08:30", ("odd", "dummies"), "dummies")
    day.checks("08:31", "dummies", 60, sees={"property-master": 60}, until="09:00")
    assert day.figures("dummies", "08:31") == (0, 0)  # it may not have been looked at yet
    # past the check, or in since 08:31: act + watch(armorer)
    assert day.figures("dummies", "09:00") == (2, 0)


def test_a_check_of_something_that_came_in_its_interval_was_after_it_came(day: "Day") -> None:
    day.box("08:30", "late", holder="stage")
    day.checks("08:00", "late", sees=WITNESSED, until="09:00", read=("late",))
    assert day.figures("late", "09:00") == (2, 0)


def test_a_showing_that_may_have_been_before_it_was_left_alone(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:10", "revolver")
    day.at("08:20", acts.WatchClaimed(item="revolver"))
    day.shows("08:05", until="08:40")
    assert day.figures("revolver", "08:50") == (1, 0)


def test_a_move_at_some_time_is_open_for_all_of_it(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:10", "revolver", "armorer", until="08:40")
    assert day.figures("revolver", "08:09") == (2, 0)
    assert day.figures("revolver", "08:11") == (1, 0)


def test_a_showing_within_a_move_at_some_time_says_nothing_of_the_rest_of_it(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:10", "revolver", "armorer", until="08:40")
    day.shows("08:20")
    assert day.figures("revolver", "08:40") == (1, 0)
    day.shows("08:41")
    # rattled before two again: act + rattle + witness(first-ad)
    assert day.figures("revolver", "08:41") == (3, 1)


def test_what_closes_counts_from_the_last_moment_it_may_have_closed(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    day.moves("08:00", "revolver", "case")
    lock = acts.HolderLocked(holder="case", keys=("property-master",))
    day.at("08:00", lock, until="08:30")
    assert day.figures("revolver", "08:20") == (2, 0)
    # by 08:30 the armorer can have been alone with it for half an hour
    assert day.figures("revolver", "09:00") == (2, 0)


def test_in_the_same_minute_the_order_of_the_book_counts(day: "Day") -> None:
    day.draws("08:00", "dummies", "before")
    day.checks("08:00", "dummies", 44, sees=WITNESSED, read=("dummies",))
    day.draws("08:00", "dummies", "after", read=("dummies",))
    assert day.figures("before", "08:00") == (0, 0)
    assert day.figures("after", "08:00") == (2, 1)


# --- what is only said


def a_day_of_barriers(day: "Day") -> "dict[str, Id]":
    """One of each barrier, by what it is for."""
    day.at("05:30", acts.PlaceDeclared(place="annex", kind="set"), place="annex")
    names = {"line": day.at("05:30", acts.LineControlled(), by="first-ad", place="annex")}
    names["search"] = day.searches("07:30", "property-master", "performer")
    names["declared"] = day.at("07:30", acts.PersonDeclared(person="first-ad"))
    names["checked"] = day.checks("08:00", "dummies", sees=WITNESSED)
    day.loads("08:00", "dummies")
    names["shown"] = day.shows("08:00")
    names["bore"] = day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True))
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    day.moves("08:00", "revolver", "case")
    lock = acts.HolderLocked(holder="case", keys=("property-master",))
    names["locked"] = day.at("08:00", lock)
    names["sealed"] = day.at("08:00", acts.ContainerSealed(container="case", seal="A1"))
    read = acts.SealRead(container="case", seal="A1", intact=True)
    names["read"] = day.at("09:00", read)
    return names


THINGS = ("revolver", "dummies", "performer", "first-ad", "case")


def all_figures(day: "Day", clock: str) -> "dict[tuple[str, str], Figures]":
    found = day.outlook(clock)
    return {
        (thing, hazard): (figure.margin, figure.solo)
        for thing in THINGS
        for hazard, figure in found.figures(thing).items()
    }


@pytest.mark.parametrize(
    "what",
    ["line", "search", "declared", "checked", "shown", "bore", "locked", "sealed", "read"],
)
def test_a_barrier_that_is_only_said_is_as_if_it_had_not_been(day: "Day", what: str) -> None:
    names = a_day_of_barriers(day)
    said, never = day.only_said(names[what]), day.without(names[what])
    for clock in ("08:00", "08:59", "09:00", "09:30"):
        assert all_figures(said, clock) == all_figures(never, clock)


def test_a_move_that_is_only_said_opens_a_path(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage", said=True)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_hand_over_that_is_only_said_opens_a_path(day: "Day") -> None:
    day.cold_revolver()
    day.passes("08:00", "revolver", "armorer", "property-master", said=True)
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_loading_that_is_only_said_adds_to_what_was_in_the_chamber(day: "Day") -> None:
    day.cold_revolver()
    day.box("08:00", "odd", holder="stage")
    day.loads("08:00", "odd", said=True, read=("odd",))
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_loading_that_is_only_said_clears_no_chamber(day: "Day") -> None:
    day.checks("08:00", "dummies", sees=WITNESSED)
    day.loads("08:00", "dummies", said=True)
    assert day.figures("revolver", "08:00") == (0, 0)


def test_an_unwatched_stretch_that_is_only_said_opens_a_path(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:00", "revolver", said=True)
    assert day.figures("revolver", "09:00") == (1, 0)
