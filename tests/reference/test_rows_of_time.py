"""What an interval does past watches, locks, seals and floors, and what a find does to all of it.

Margin and solo margin are worked out by hand and said by both calculi.
"""

from typing import Any

import pytest
from days import MINUTE_MS, Day
from smallest import (
    box,
    checked,
    comes_to,
    guarded,
    left,
    morning,
    put,
    revolver,
    search_each_other,
    shown,
    started,
)

from coldset.core import acts
from coldset.core.words import Id

HALF_AN_HOUR_MS = 30 * MINUTE_MS

# --- custodians


def test_a_custodian_watches_against_all_but_themselves() -> None:
    """Row "an interval passes": + watch(k) for each other than the person whose pocket u is."""
    day = morning()
    shown(day)
    comes_to(day, "live", "revolver", 2, 1)
    comes_to(day, "live", "revolver", 1, 0, minutes=6)  # from the armorer's unsearched pocket
    search_each_other(day)
    shown(day)
    comes_to(day, "live", "revolver", 2, 0, minutes=6)


def test_an_unsearched_bag_with_the_custodian_is_their_pocket() -> None:
    """Decision 19."""
    day = morning()
    search_each_other(day)
    bag = acts.ContainerArrived(container="bag", kind="bag", holder="armorer")
    day.write(bag, "armorer", "stage")
    shown(day)
    comes_to(day, "live", "revolver", 1, 0, minutes=6)


def test_what_nobody_watches_is_one_act_away() -> None:
    """And the act is anybody's who was there, so the solo margin is nothing."""
    day = morning()
    shown(day)
    left(day, "revolver")
    comes_to(day, "live", "revolver", 1, 0, minutes=1)


def test_a_custodian_is_at_the_place() -> None:
    """A recorded act elsewhere ends the watch."""
    day = morning()
    search_each_other(day)
    shown(day)
    put(day, "revolver", "stage")
    comes_to(day, "live", "revolver", 2, 0, minutes=1)
    day.write(acts.ConcernRaised(text="cold coffee"), "armorer", "truck")
    comes_to(day, "live", "revolver", 1, 0, minutes=1)


def test_a_custodian_has_no_other_duty() -> None:
    day = morning()
    search_each_other(day)
    day.write(acts.DutyAssigned(person="armorer", duty="props"), None, None)
    shown(day)
    comes_to(day, "live", "revolver", 1, 0, minutes=6)


@pytest.mark.parametrize(("most", "margin"), [(1, 1), (2, 2)])
def test_a_custodian_has_no_more_in_charge_than_the_policy_allows(most: int, margin: int) -> None:
    day = morning(in_charge_max=most)
    search_each_other(day)
    shown(day)
    comes_to(day, "live", "revolver", margin, 0, minutes=6)


def test_a_supervised_performer_watches_too() -> None:
    """Row "a custodian": counts as a watcher against others while holding the weapon."""
    day = morning(weights={"check": 5})
    search_each_other(day)
    day.write(acts.RoleAssigned(person="performer", role="performer"), None, None)
    day.write(acts.PersonEntered(person="performer"), "performer", "stage")
    day.write(acts.PersonSearched(person="performer"), "first-ad", "stage")
    shown(day)
    handed = acts.CustodyPassed(
        item="revolver", giver="armorer", receiver="performer", supervisor="armorer"
    )
    day.write(handed, "armorer", "stage", read=("revolver",))
    comes_to(day, "live", "revolver", 3, 1, minutes=6)


def test_what_went_with_no_carrier_named_was_open_to_the_whole_property() -> None:
    """Row "between two holders with a gap": open and unwatched, at both."""
    day = morning()
    search_each_other(day)
    shown(day)
    day.now_ms += 20 * MINUTE_MS
    comes_to(day, "live", "revolver", 2, 0)
    moved = acts.ItemMoved(item="revolver", holder="stage")
    day.write(moved, None, "stage", read=("revolver",))
    comes_to(day, "live", "revolver", 1, 0)


# --- joint watches


def test_two_who_looked_together_watch_until_the_limit() -> None:
    """Row "a custodian": a joint watch by both until the policy's limit passes."""
    day = morning()
    search_each_other(day)
    shown(day)
    comes_to(day, "live", "revolver", 2, 1, minutes=5)
    comes_to(day, "live", "revolver", 2, 0, minutes=6)


def test_a_joint_watch_ends_as_the_thing_is_put_elsewhere() -> None:
    day = morning()
    search_each_other(day)
    shown(day)
    put(day, "revolver", "stage")
    comes_to(day, "live", "revolver", 2, 0, minutes=1)


def test_a_joint_watch_goes_on_for_whoever_says_in_sight_since_shown() -> None:
    day = morning()
    search_each_other(day)
    shown(day)
    for minutes in (4, 4):
        day.now_ms += minutes * MINUTE_MS
        day.write(acts.WatchClaimed(item="revolver", since_shown=True), "first-ad", "stage")
    comes_to(day, "live", "revolver", 2, 1, minutes=4)
    comes_to(day, "live", "revolver", 2, 0, minutes=6)


# --- locks and seals


def cased(**terms: Any) -> Day:  # noqa: ANN401 - any of the policy's terms
    """The revolver was shown and lies in a case on the stage."""
    day = morning(**terms)
    search_each_other(day)
    case = acts.ContainerArrived(container="case", kind="case", holder="stage")
    day.write(case, "armorer", "stage")
    shown(day)
    put(day, "revolver", "case")
    return day


@pytest.mark.parametrize("keys", [None, ("first-ad",)])
def test_a_lock_is_nothing_to_whoever_has_a_key(keys: tuple[Id, ...] | None) -> None:
    """Row "an interval passes": and an unknown list of keys is everyone."""
    day = cased()
    day.write(acts.HolderLocked(holder="case", keys=keys), "armorer", "stage")
    day.write(acts.PlaceLeft(holder="case"), "armorer", "stage")
    comes_to(day, "live", "revolver", 1, 0, minutes=20)


def test_only_whoever_has_a_key_could_have_done_it() -> None:
    """The armorer watches and has no key: to do it alone, they would have to force the lock."""
    for keys, solo in ((("first-ad",), 1), (("first-ad", "armorer"), 0)):
        day = cased(weights={"lock": 2, "check": 5})
        day.write(acts.HolderLocked(holder="case", keys=keys), "armorer", "stage")
        comes_to(day, "live", "revolver", 2, solo, minutes=20)


@pytest.mark.parametrize("late", ["neither", "sealed", "read", "nobody"])
def test_a_seal_counts_once_it_was_read_intact(late: str) -> None:
    """Row "a sealed holder": seal(reader); written late, by record(writer) as well."""
    day = cased(weights={"seal": 3, "check": 5})
    sealed = acts.ContainerSealed(container="case", seal="A1")
    sealed_ms = day.now_ms + (HALF_AN_HOUR_MS if late == "sealed" else 0)
    day.write(sealed, "armorer", "stage", recorded_ms=sealed_ms)
    day.write(acts.PlaceLeft(holder="case"), "armorer", "stage")
    day.now_ms += 20 * MINUTE_MS
    comes_to(day, "live", "revolver", 1, 0)  # not yet read: as if open
    reader = None if late == "nobody" else "first-ad"
    read = acts.SealRead(container="case", seal="A1", intact=True)
    read_ms = day.now_ms + (HALF_AN_HOUR_MS if late == "read" else 0)
    day.write(read, reader, "stage", recorded_ms=read_ms)
    margin = {"neither": 4, "sealed": 2, "read": 2, "nobody": 1}[late]
    comes_to(day, "live", "revolver", margin, 0)


# --- the line and the floors


def test_a_floor_behind_a_controlled_line_costs_that_line_or_its_sweeper() -> None:
    """Decision 24; the weights tell the two ways apart."""
    for weights, margin in (({}, 2), ({"line": 4, "search": 3}, 4), ({"line": 3, "search": 4}, 4)):
        day = guarded(weights={"check": 9, "watch": 9} | weights)
        day.write(acts.PersonDeclared(person="armorer"), "first-ad", "stage")
        day.write(acts.PersonDeclared(person="first-ad"), "armorer", "stage")
        for one in ("revolver", "twin"):
            shown(day, one)
        left(day, "revolver")
        comes_to(day, "live", "revolver", margin, 0, minutes=1)


def test_a_sweep_within_an_interval_cleans_no_floor() -> None:
    """Decision 23."""
    day = morning()
    search_each_other(day)
    day.write(acts.LineControlled(), "first-ad", "stage")
    end_ms = day.now_ms + HALF_AN_HOUR_MS
    swept = acts.PlaceSwept(holder="stage")
    day.write(swept, "first-ad", "stage", latest_ms=end_ms, recorded_ms=end_ms)
    day.now_ms = end_ms
    shown(day)
    left(day, "revolver")
    comes_to(day, "live", "revolver", 1, 0, minutes=1)
    day.write(swept, "first-ad", "stage")
    shown(day)
    left(day, "revolver")
    comes_to(day, "live", "revolver", 2, 0, minutes=1)


def test_a_place_declared_again_is_not_new() -> None:
    """Decision 24: only a place that comes into the record behind the line has no sweepers."""
    day = morning()
    search_each_other(day)
    day.write(acts.LineControlled(), "first-ad", "stage")
    day.write(acts.PlaceDeclared(place="stage", kind="set"), None, None)
    shown(day)
    left(day, "revolver")
    comes_to(day, "live", "revolver", 1, 0, minutes=1)


def test_whoever_enters_comes_past_the_line() -> None:
    """Row "a lot or item comes": a gate control that is recorded adds line."""
    day = guarded()
    day.write(acts.PersonEntered(person="grip"), "first-ad", "stage")
    shown(day)
    left(day, "revolver")
    comes_to(day, "live", "revolver", 2, 0, minutes=1)


# --- finds, and entries that were taken back


def test_a_find_frees_the_floors() -> None:
    """Row "a hazard is identified": floor sources with nothing until a sweep that covers them."""
    day = guarded()
    shown(day)
    found = acts.HazardIdentified(hazard="live", at="twin")
    day.write(found, "first-ad", "stage")
    left(day, "revolver")
    comes_to(day, "live", "revolver", 1, 0, minutes=1)


def test_what_the_cheapest_stories_of_a_find_need_has_failed() -> None:
    """The same row: each failure on any of them is free, for all that it covered."""
    day = started()
    for lot in ("box", "odd"):
        box(day, lot)
        checked(day, lot)
    revolver(day, "revolver")
    comes_to(day, "live", "odd", 2, 1)
    day.write(acts.HazardIdentified(hazard="live", at="box"), "armorer", "stage")
    comes_to(day, "live", "box", 0, 0)
    comes_to(day, "live", "odd", 0, 0)


def test_a_find_frees_the_pockets_of_those_whose_controls_failed() -> None:
    """The same row: the places and persons on its stories are sources with nothing again."""
    for is_found, margin in ((False, 2), (True, 1)):
        day = morning(weights={"check": 5})
        search_each_other(day)
        box(day)
        checked(day)
        shown(day)
        if is_found:
            day.write(acts.HazardIdentified(hazard="live", at="box"), "first-ad", "stage")
        comes_to(day, "live", "revolver", margin, 0, minutes=6)


def test_an_entry_taken_back_stands_if_the_word_was_wrong() -> None:
    """Row "a correction": where it raises a margin it costs record(corrector)."""
    day = started()
    box(day)
    checked(day)
    found = day.write(acts.HazardIdentified(hazard="live", at="box"), "armorer", "stage")
    comes_to(day, "live", "box", 0, 0)
    day.write(acts.EventRetracted(event=found.id, reason="a dummy"), "armorer", "stage")
    comes_to(day, "live", "box", 1, 0)
