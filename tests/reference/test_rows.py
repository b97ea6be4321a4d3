"""Rows of the calculus by the smallest records that both must give the same figure for."""

from random import Random
from typing import Any

from days import MINUTE_MS, PLAIN, Day
from smallest import box, checked, morning, same, witnessed

from coldset.core import acts
from coldset.core.known import known
from coldset.margin.lookout import outlook

EMPTY = (acts.Sight(chamber=1, contents="empty"),)


def test_a_bore_looked_through_without_reading_the_mark() -> None:
    """Row "named without its mark being read": or by record(recorder) alone."""
    day = morning()
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    day.write(bore, "armorer", "stage", sees=witnessed())
    same(day, "lodged", "revolver")


def test_a_look_alike_that_was_shown_instead_brings_its_barrel() -> None:
    """The same row: the sets of the look-alike are also those of its barrel."""
    day = morning()
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    day.write(bore, "armorer", "stage", sees=witnessed(), read=("revolver",))
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
    day.write(out, "armorer", "stage", sees=witnessed())
    same(day, "live", "revolver")


def test_what_comes_out_of_a_weapon_whose_mark_was_not_read() -> None:
    day = morning()
    shown = acts.WeaponShown(weapon="revolver", sights=EMPTY)
    day.write(shown, "armorer", "stage", sees=witnessed(), read=("revolver",))
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
    same(day, "live", "box", minutes=20)


def test_a_check_that_may_have_come_later_is_none_on_what_was_drawn_before() -> None:
    """Row "the order of events is not known": the least over the orders; decision 12 as well."""
    first, then = morning(), morning()
    for day, earliest_ms in ((first, 0), (then, 30 * MINUTE_MS)):
        box(day, n=4)
        checked(
            day,
            "box",
            n=4,
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
        day.write(shown, "armorer", "stage", sees=witnessed(), read=("revolver",))
    bound, exact = (
        outlook(known(day.events), PLAIN, 40 * MINUTE_MS).figure("live", "revolver")
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
    same(day, "live", "box", minutes=1)
