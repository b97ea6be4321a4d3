"""Rows of the calculus by the smallest records that both must give the same figure for."""

from random import Random
from typing import Any

import msgspec
from calculus import figures
from days import MINUTE_MS, PLAIN, Day

from coldset.core import acts
from coldset.core.events import Witness
from coldset.core.known import known
from coldset.core.words import Hazard, Id
from coldset.margin.outlook import outlook

BY_FIRST_AD = (Witness(person="first-ad", count=9),)
EMPTY = (acts.Sight(chamber=1, contents="empty"),)


def morning() -> Day:
    """Armorer and first AD are there, the armorer has two revolvers of one model."""
    day = Day(Random(0))  # noqa: S311 - nothing here is left to chance
    day.write(acts.PlaceDeclared(place="stage", kind="set"), None, None)
    day.write(acts.RoleAssigned(person="armorer", role="armorer"), None, None)
    for person in ("armorer", "first-ad"):
        day.write(acts.PersonEntered(person=person), person, "stage")
    for weapon in ("revolver", "twin"):
        came = acts.WeaponArrived(
            weapon=weapon, weapon_class="functional", holder="armorer", model="six", chambers=1
        )
        day.write(came, "armorer", "stage")
    return day


def box(day: Day, lot: Id, n: int = 2) -> None:
    came = acts.LotArrived(
        lot=lot, source="s", claimed="dummy", holder="armorer", n=n, build=("no-primer",)
    )
    day.write(came, "armorer", "stage")


def checked(day: Day, lot: Id, n: int = 2, **more: Any) -> None:  # noqa: ANN401 - any part of an event
    act = acts.LotChecked(lot=lot, method="primer", n=n, answered=n)
    day.write(act, "armorer", "stage", sees=BY_FIRST_AD, read=(lot,), **more)


def same(day: Day, hazard: Hazard, thing: Id, now_ms: int | None = None) -> None:
    record, at_ms = known(day.events), day.now_ms if now_ms is None else now_ms
    mine = figures(record, PLAIN, at_ms, hazard, thing)
    found = outlook(record, PLAIN, at_ms).figure(hazard, thing)
    assert (found.margin, found.solo) == mine


def test_a_bore_looked_through_without_reading_the_mark() -> None:
    """Row "named without its mark being read": or by record(recorder) alone."""
    day = morning()
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    day.write(bore, "armorer", "stage", sees=BY_FIRST_AD)
    same(day, "lodged", "revolver")


def test_a_look_alike_that_was_shown_instead_brings_its_barrel() -> None:
    """The same row: the sets of the look-alike are also those of its barrel."""
    day = morning()
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    day.write(bore, "armorer", "stage", sees=BY_FIRST_AD, read=("revolver",))
    day.write(acts.WeaponShown(weapon="revolver", sights=EMPTY), "armorer", "stage")
    same(day, "lodged", "revolver")


def test_lots_put_together_without_reading_a_mark() -> None:
    day = morning()
    box(day, "box")
    checked(day, "box")
    box(day, "odd")
    day.write(acts.LotsMerged(lots=("box",), into="whole", holder="armorer"), "armorer", "stage")
    same(day, "live", "whole")


def test_a_weapon_seen_empty_as_it_was_unloaded_without_reading_its_mark() -> None:
    day = morning()
    out = acts.RoundsUnloaded(
        weapon="revolver", lot="out", holder="armorer", chambers=(1,), seen_empty=True
    )
    day.write(out, "armorer", "stage", sees=BY_FIRST_AD)
    same(day, "live", "revolver")


def test_what_comes_out_of_a_weapon_whose_mark_was_not_read() -> None:
    day = morning()
    shown = acts.WeaponShown(weapon="revolver", sights=EMPTY)
    day.write(shown, "armorer", "stage", sees=BY_FIRST_AD, read=("revolver",))
    out = acts.RoundsUnloaded(weapon="revolver", lot="out", holder="armorer", chambers=(1,))
    day.write(out, "armorer", "stage")
    same(day, "live", "out")


def test_a_lot_drawn_out_that_nobody_saw_empty_keeps_its_own() -> None:
    """Row "k rounds are drawn": gone only when its holder was seen empty."""
    day = morning()
    box(day, "box")
    checked(day, "box")
    drawn = acts.PortionDrawn(lot="box", portion="six", holder="armorer", n=2)
    day.write(drawn, "armorer", "stage", read=("box",))
    day.write(acts.ItemMoved(item="box", holder="stage"), "armorer", "stage", read=("box",))
    day.write(acts.PlaceLeft(holder="box"), "armorer", "stage")
    same(day, "live", "box", 20 * MINUTE_MS)


def test_a_check_that_may_have_come_later_is_none_on_what_was_drawn_before() -> None:
    """Row "the order of events is not known": the least over the orders; decision 12 as well."""
    first, then = morning(), morning()
    for day, earliest_ms in ((first, 0), (then, 30 * MINUTE_MS)):
        box(day, "box", 4)
        checked(
            day,
            "box",
            4,
            earliest_ms=earliest_ms,
            latest_ms=30 * MINUTE_MS,
            recorded_ms=30 * MINUTE_MS,
        )
        day.now_ms = 3 * MINUTE_MS
        drawn = acts.PortionDrawn(lot="box", portion="six", holder="armorer", n=2)
        day.write(drawn, "armorer", "stage", read=("box",))
    bound, exact = (
        outlook(known(day.events), PLAIN, 31 * MINUTE_MS).figure("live", "six")
        for day in (first, then)
    )
    assert (bound.margin or 0) <= (exact.margin or 0)


def test_a_search_that_may_have_come_later_is_none_on_what_left_the_pockets_before() -> None:
    first, then = morning(), morning()
    for day, earliest_ms in ((first, 0), (then, 30 * MINUTE_MS)):
        search = acts.PersonSearched(person="armorer")
        until: dict[str, Any] = {"latest_ms": 30 * MINUTE_MS, "recorded_ms": 30 * MINUTE_MS}
        day.write(search, "first-ad", "stage", earliest_ms=earliest_ms, **until)
        shown = acts.WeaponShown(weapon="revolver", sights=EMPTY)
        day.write(shown, "armorer", "stage", sees=BY_FIRST_AD, read=("revolver",))
    bound, exact = (
        outlook(known(day.events), msgspec.structs.replace(PLAIN), 40 * MINUTE_MS).figure(
            "live", "revolver"
        )
        for day in (first, then)
    )
    assert (bound.margin or 0) <= (exact.margin or 0)


def test_two_bags_with_one_custodian_have_a_figure() -> None:
    """Each is kit of the other's watcher; behind a controlled line the figure never ends."""
    day = Day(Random(0))  # noqa: S311 - nothing here is left to chance
    day.write(acts.RoleAssigned(person="armorer", role="armorer"), None, None)
    day.write(acts.PersonEntered(person="armorer"), "armorer", "stage")
    day.write(acts.LineControlled(), "first-ad", "stage")
    for bag in ("case", "bag"):
        came = acts.ContainerArrived(container=bag, kind="bag", holder="armorer")
        day.write(came, "armorer", "stage")
    lot = acts.LotArrived(lot="box", source="s", claimed="dummy", holder="case", n=4)
    day.write(lot, "armorer", "stage")
    same(day, "live", "box", MINUTE_MS)
