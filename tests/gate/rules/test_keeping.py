from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

    Seen = Callable[..., tuple[acts.Sight, ...]]

NOT_CLEARED = "not cleared"


def rifle(day: "Day", holder: str = "safe", *, clock: str = "08:30") -> "Day":
    """Another weapon, that is not in use."""
    arrived = acts.WeaponArrived(
        weapon="rifle", weapon_class="functional", holder=holder, model="carbine", chambers=1
    )
    return day.at(clock, "rifle", arrived, place="truck", by="master")


def relocked(day: "Day") -> "Day":
    lock = acts.HolderLocked(holder="safe", keys=("armorer", "master"))
    return day.at("10:03", "safe-relocked", lock, place="truck")


def test_a_weapon_under_lock_among_weapons_is_well_kept(day: "Day") -> None:
    day.at("10:46", "gone", acts.PersonLeft(person="master"), by="master", place=None)
    assert relocked(rifle(day)).because("SB1-09") == ("pass", "kept-apart")


def test_taking_a_weapon_out_of_a_safe_leaves_it_open(day: "Day") -> None:
    day.at("10:46", "gone", acts.PersonLeft(person="master"), by="master", place=None)
    assert rifle(day).because("SB1-09") == (NOT_CLEARED, "not-locked")
    relocked(day).only_said("safe-relocked")
    assert day.because("SB1-09") == (NOT_CLEARED, "not-locked")


def test_a_custodian_beside_it_has_it_in_sight(day: "Day") -> None:
    rifle(day)
    assert day.because("SB1-09") == ("pass", "kept-apart")
    day.at("10:46", "elsewhere", acts.WatchClaimed(item="revolver"), by="master", place="set")
    assert day.because("SB1-09") == (NOT_CLEARED, "not-locked")


def test_a_weapon_in_no_store_of_its_own_is_not_kept(day: "Day") -> None:
    day.at("10:46", "gone", acts.PersonLeft(person="master"), by="master", place=None)
    assert relocked(rifle(day, "box")).because("SB1-09") == (NOT_CLEARED, "no-store-of-its-own")


def test_a_weapon_beside_rounds_is_not_apart(day: "Day") -> None:
    day.at("10:46", "gone", acts.PersonLeft(person="master"), by="master", place=None)
    relocked(rifle(day))
    blanks = acts.LotArrived(lot="blanks", source="shop", claimed="blank", holder="safe", n=50)
    day.at("08:29", "blanks", blanks, place="truck", by="master")
    assert day.because("SB1-09") == (NOT_CLEARED, "not-apart")


def test_rounds_lie_locked_away_too(day: "Day") -> None:
    blanks = acts.LotArrived(lot="blanks", source="shop", claimed="blank", holder="box", n=50)
    day.at("08:29", "blanks", blanks, place="truck", by="operator")
    assert day.because("SB1-09") == (NOT_CLEARED, "not-locked")
    lock = acts.HolderLocked(holder="box", keys=("armorer",))
    assert day.at("10:03", "relocked", lock, place="truck").ask("SB1-09").level == "pass"


def test_a_rubber_weapon_may_lie_about(day: "Day") -> None:
    arrived = acts.WeaponArrived(weapon="rubber", weapon_class="rubber", holder="set")
    assert day.at("08:00", "rubber", arrived, by="operator").ask("SB1-09").level == "pass"


def lunch(day: "Day", *, back: str = "13:00") -> "Day":
    """The revolver on an open cart that nobody watches, until the armorer takes it again."""
    cart = acts.ContainerArrived(container="cart", kind="cart", holder="set")
    day.at("06:10", "cart", cart)
    day.at("12:00", "put", acts.ItemMoved(item="revolver", holder="cart"))
    day.at("12:01", "cart-left", acts.PlaceLeft(holder="cart"))
    return day.at(back, "taken", acts.ItemMoved(item="revolver", holder="armorer"))


def test_a_weapon_left_on_an_open_cart_over_lunch_is_not_cleared(day: "Day") -> None:
    assert lunch(day).because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")
    assert day.without("taken").because("AU-03", clock="13:05") == (NOT_CLEARED, "unattended")


def test_hearsay_that_it_was_left_is_enough(day: "Day") -> None:
    lunch(day).only_said("cart-left")
    assert day.ask("AU-03", clock="13:05").level == NOT_CLEARED


def test_a_look_at_all_of_it_since_makes_it_a_warning(day: "Day", seen: "Seen") -> None:
    lunch(day)
    shown = acts.WeaponShown(weapon="revolver", sights=seen("dummy"))
    day.at("13:02", "again", shown, sees={"ad": 6})
    finding = day.ask("AU-03", clock="13:05")
    assert (finding.level, finding.events) == ("warn", ("cart-left", "again"))


@pytest.mark.parametrize(
    ("sees", "chambers", "methods"),
    [
        ({"ad": 5}, 6, ("rattle",)),
        ({}, 6, ("rattle",)),
        ({"ad": 6}, 5, ("rattle",)),
        ({"ad": 6}, 6, ("look",)),
    ],
)
def test_a_look_at_less_makes_it_none(
    day: "Day",
    seen: "Seen",
    sees: dict[str, int | None],
    chambers: int,
    methods: tuple[str, ...],
) -> None:
    lunch(day)
    shown = acts.WeaponShown(weapon="revolver", sights=seen("dummy", chambers, methods=methods))
    day.at("13:02", "again", shown, sees=sees)
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")


def test_a_locked_cart_is_no_open_one(day: "Day") -> None:
    lock = acts.HolderLocked(holder="cart", keys=("armorer",))
    lunch(day).at("12:00", "cart-locked", lock)
    assert day.because("AU-03", clock="13:05") == ("pass", "never-left-unlocked")


def test_a_lock_closed_after_it_was_left_was_open_before(day: "Day") -> None:
    lock = acts.HolderLocked(holder="cart", keys=("armorer",))
    lunch(day).at("12:05", "cart-locked", lock)
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")


@pytest.mark.parametrize("said", [False, True])
def test_a_lock_opened_meanwhile_was_open(day: "Day", said: bool) -> None:  # noqa: FBT001 - a table of two
    lock = acts.HolderLocked(holder="set", keys=("armorer",))
    lunch(day).at("12:00", "set-locked", lock)
    assert day.ask("AU-03", clock="13:05").level == "pass"
    opened = acts.HolderUnlocked(holder="set")
    day.at("12:30", "set-opened", opened, by="operator", said=said)
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")


def locked_lunch(day: "Day") -> "Day":
    lock = acts.HolderLocked(holder="cart", keys=("armorer", "operator"))
    return lunch(day).at("12:00", "cart-locked", lock)


def test_a_cart_that_its_custodian_unlocks_is_attended_from_then(day: "Day") -> None:
    locked_lunch(day).at("12:55", "cart-opened", acts.HolderUnlocked(holder="cart"))
    assert day.because("AU-03", clock="13:05") == ("pass", "never-left-unlocked")


def test_a_cart_that_another_unlocks_is_open(day: "Day") -> None:
    locked_lunch(day).at("12:55", "cart-opened", acts.HolderUnlocked(holder="cart"), by="operator")
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")


def test_a_weapon_that_another_takes_out_was_not_supervised(day: "Day") -> None:
    locked_lunch(day)
    taken = acts.ItemMoved(item="revolver", holder="operator")
    day.at("12:30", "taken-out", taken, by="operator")
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "unattended")


def test_talk_of_a_weapon_is_no_watch_of_it(day: "Day") -> None:
    pointed = acts.WeaponPointed(weapon="revolver", at="operator", consulted="armorer")
    lock = acts.HolderLocked(holder="cart", keys=("armorer",))
    lunch(day).at("12:00", "cart-locked", lock).at("12:20", "talk", pointed)
    assert day.because("AU-03", clock="13:05") == ("pass", "never-left-unlocked")
    day.at("12:30", "cart-opened", acts.HolderUnlocked(holder="cart"), by="operator")
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")


def test_a_safe_out_of_which_something_was_taken_before_is_open(day: "Day") -> None:
    rifle(day)
    taken = acts.ItemMoved(item="rifle", holder="master")
    day.at("08:33", "rifle-taken", taken, by="master", place="truck").without("shown")
    assert day.because("AU-03", clock="10:39") == (NOT_CLEARED, "left-unlocked")


def test_the_box_that_the_rounds_came_out_of_counts_too(day: "Day", seen: "Seen") -> None:
    day.without("box-locked").act("shown", sights=seen("dummy", methods=("look",)))
    finding = day.ask("AU-03")
    assert (finding.level, finding.fact("things")) == (NOT_CLEARED, "dummies")


def test_yesterdays_lapse_is_not_todays(day: "Day") -> None:
    lunch(day)
    assert day.ask("AU-03", clock="13:05").level == NOT_CLEARED
    assert day.ask("AU-03", clock="13:05", day=6).level == "pass"


def test_a_night_that_reaches_into_today_is_todays(day: "Day") -> None:
    day.at("23:00", "left-late", acts.PlaceLeft(holder="armorer"))
    lunch(day).without("taken", "left-late")
    taken = acts.ItemMoved(item="revolver", holder="armorer")
    day.at("06:00", "taken-next-day", taken, day=6)
    assert day.ask("AU-03", clock="08:00", day=6).level == NOT_CLEARED


def test_a_carrier_that_nobody_knows_is_nobody_watching(day: "Day") -> None:
    day.at("11:00", "moved", acts.ItemMoved(item="revolver", holder="set"), by=None)
    day.at("11:05", "back", acts.ItemMoved(item="revolver", holder="armorer"))
    assert day.because("AU-03", clock="11:10") == (NOT_CLEARED, "left-unlocked")


def test_without_a_known_zone_nobody_can_say_what_was_today(day: "Day") -> None:
    assert day.act("opened", zone="nowhere").because("AU-03") == (NOT_CLEARED, "day-unknown")


@pytest.mark.parametrize("parts", [{"said": True}, {"by": None}, {"until": "09:30"}])
def test_a_weapon_of_which_nobody_can_say_how_it_came_there_is_in_nobodys_sight(
    day: "Day", parts: dict[str, object]
) -> None:
    rifle(day)
    assert day.ask("SB1-09").level == "pass"
    moved = acts.ItemMoved(item="rifle", holder="truck")
    day.at("09:00", "moved", moved, **({"by": "master", "place": "truck"} | parts))  # type: ignore[arg-type]  # cells
    assert day.because("SB1-09") == (NOT_CLEARED, "no-store-of-its-own")
    assert day.ask("SB1-09").fact("holder") == "truck"


def test_a_weapon_left_is_in_nobodys_sight(day: "Day") -> None:
    rifle(day).at("09:00", "left", acts.PlaceLeft(holder="rifle"), by="master", place="truck")
    assert day.because("SB1-09") == (NOT_CLEARED, "not-locked")


def test_one_who_is_no_custodian_has_nothing_in_sight(day: "Day") -> None:
    rifle(day).change("rifle", by="operator")
    assert day.because("SB1-09") == (NOT_CLEARED, "not-locked")


def test_rounds_all_of_which_are_in_the_weapon_lie_nowhere(day: "Day") -> None:
    day.act("drawn", holder="set").at("10:26", "put", acts.ItemMoved(item="six", holder="set"))
    day.at("10:46", "left", acts.PlaceLeft(holder="six"))
    assert day.because("AU-03") == (NOT_CLEARED, "left-unlocked")
    assert day.without("left").ask("AU-03").level == "pass"
    day.at("10:46", "put", acts.ItemMoved(item="six", holder="set"), by="operator")
    assert day.ask("AU-03").level == "pass"
    day.act("drawn", n=7)
    assert day.because("AU-03") == (NOT_CLEARED, "unattended")


def test_a_weapon_in_somebodys_kit_is_where_they_left_it(day: "Day") -> None:
    issued = acts.KitIssued(items=("revolver",), giver="armorer", receiver="master")
    day.at("11:00", "issued", issued)
    day.at("11:30", "kit-left", acts.PlaceLeft(holder="master"), by="master")
    assert day.because("AU-03", clock="12:00") == (NOT_CLEARED, "unattended")
    day.at("11:45", "taken", acts.ItemMoved(item="revolver", holder="armorer"))
    assert day.because("AU-03", clock="12:00") == (NOT_CLEARED, "unattended")
    day.act("kit-left", holder="armorer")
    assert "revolver" not in day.ask("AU-03", clock="12:00").fact("things")


def test_an_unlocking_in_the_instant_of_the_locking_may_have_come_after(day: "Day") -> None:
    locked_lunch(day).at("12:00", "cart-opened", acts.HolderUnlocked(holder="cart"))
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")


def test_an_entry_in_the_instant_of_leaving_may_have_come_before(day: "Day") -> None:
    lunch(day).at("12:01", "looked", acts.BoreChecked(weapon="revolver", clear=True))
    assert day.because("AU-03", clock="13:05") == (NOT_CLEARED, "left-unlocked")
