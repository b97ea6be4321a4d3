from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

    Seen = Callable[..., tuple[acts.Sight, ...]]

NOT_CLEARED = "not cleared"


def lot(claimed: str, n: int | None = 20) -> acts.LotArrived:
    return acts.LotArrived(lot="other", source="supplier", claimed=claimed, holder="box", n=n)  # type: ignore[arg-type]  # any word


@pytest.mark.parametrize(
    ("claimed", "answer"),
    [
        ("live", (NOT_CLEARED, "live-on-record")),
        ("unknown", (NOT_CLEARED, "class-unknown")),
        ("blank", ("pass", "none-on-record")),
    ],
)
def test_a_lot_anywhere_on_the_property_counts(
    day: "Day", claimed: str, answer: tuple[str, str]
) -> None:
    assert day.at("07:20", "other", lot(claimed), place="truck").because("SB1-01") == answer


def test_a_class_that_is_only_said_is_unknown_and_so_is_what_was_drawn_from_it(day: "Day") -> None:
    day.at("07:20", "other", lot("dummy", 6), place="truck", said=True)
    assert day.because("SB1-01") == (NOT_CLEARED, "class-unknown")
    portion = acts.PortionDrawn(lot="other", portion="part", holder="armorer", n=6)
    day.at("07:30", "part", portion, place="truck")
    assert day.ask("SB1-01").fact("lots") == "part"


def test_live_rounds_thrown_away_are_gone_by_the_record_only(day: "Day") -> None:
    day.at("07:20", "other", lot("live"), place="truck")
    away = acts.RoundDiscarded(lot="other", n=20, into="police")
    assert day.at("07:30", "away", away, said=True).ask("SB1-01").level == NOT_CLEARED
    assert day.at("07:30", "away", away).ask("SB1-01").level == "pass"


def test_live_rounds_of_which_nobody_knows_how_many_are_never_gone(day: "Day") -> None:
    day.at("07:20", "other", lot("live", None), place="truck")
    day.at("07:30", "away", acts.RoundDiscarded(lot="other", n=20))
    assert day.because("SB1-01") == (NOT_CLEARED, "live-on-record")


def test_live_rounds_loaded_into_a_weapon_are_still_here(day: "Day") -> None:
    day.at("07:20", "other", lot("live", 1), place="set")
    loading = acts.RoundsLoaded(weapon="revolver", lot="other", chambers=(1,), n=1)
    day.at("10:31", "loaded-live", loading)
    assert day.because("SB1-01") == (NOT_CLEARED, "live-on-record")


def test_live_rounds_are_gone_with_whoever_took_them_off_the_property(day: "Day") -> None:
    day.at("07:20", "other", lot("live"), place="truck")
    passed = acts.CustodyPassed(item="other", giver="armorer", receiver="officer")
    day.at("07:30", "taken", passed, place="truck")
    assert day.ask("SB1-01").level == NOT_CLEARED
    day.at("07:40", "gone", acts.PersonLeft(person="officer"), place=None, by="officer")
    assert day.ask("SB1-01").level == "pass"
    assert day.only_said("taken").ask("SB1-01").level == NOT_CLEARED
    day.at("07:30", "taken", passed, place="truck").only_said("gone")
    assert day.ask("SB1-01").level == NOT_CLEARED


def test_a_round_that_was_only_seen_to_be_live_counts(day: "Day", seen: "Seen") -> None:
    day.at("10:47", "again", acts.WeaponShown(weapon="revolver", sights=seen("live", 1)))
    assert day.because("SB1-01") == (NOT_CLEARED, "live-on-record")


@pytest.mark.parametrize("said", [False, True])
def test_a_find_bars_until_its_own_stop_is_lifted(day: "Day", said: bool) -> None:  # noqa: FBT001 - a table of two
    find = acts.HazardIdentified(hazard="live", at="box", n=1)
    day.at("09:00", "find", find, said=said)
    assert day.because("SB1-01") == (NOT_CLEARED, "live-found")
    error = acts.StopRaisedInError(stop="find", second="master")
    assert day.at("09:30", "error", error).ask("SB1-01").level == NOT_CLEARED
    lifted = acts.StopLifted(stop="find", cause="one round in a belt", recovered="1", told=("ad",))
    assert day.at("09:40", "lifted", lifted, said=True).ask("SB1-01").level == NOT_CLEARED
    assert day.at("09:40", "lifted", lifted).ask("SB1-01").level == "pass"


def test_a_suspicion_bars_until_it_is_dropped(day: "Day") -> None:
    day.at("09:00", "doubt", acts.HazardSuspected(hazard="live", at="box"), said=True)
    assert day.because("SB1-01") == (NOT_CLEARED, "live-suspected")
    day.at("09:10", "dropped", acts.SuspicionDropped(suspicion="doubt", text="a snap cap"))
    assert day.ask("SB1-01").level == "pass"


def mixed(day: "Day") -> "Day":
    """A box of which 31 rattle and 19 do not."""
    day.act("dummies", build=("hole", "rattle"))
    return day.act("checked", answered=31, others=19)


def test_rounds_that_answered_otherwise_are_told_apart_before_anything_goes_out(
    day: "Day",
) -> None:
    assert mixed(day).because("SB1-01") == (NOT_CLEARED, "answered-otherwise")
    holes = acts.LotChecked(lot="dummies", method="hole", n=19, answered=19)
    assert day.at("07:15", "holes", holes).because("SB1-01") == ("pass", "none-on-record")


@pytest.mark.parametrize(
    "parts",
    [
        {"n": 12, "answered": 12},
        {"n": 30, "answered": 30},
        {"answered": 18},
        {"answered": 19, "others": 1},
        {"answered": None},
        {"n": None, "answered": None},
        {"method": "look"},
    ],
)
def test_a_second_check_that_leaves_some_out_tells_nothing_apart(
    day: "Day", parts: dict[str, object]
) -> None:
    holes = acts.LotChecked(lot="dummies", method="hole", n=19, answered=19)
    mixed(day).at("07:15", "holes", holes).act("holes", **parts)
    assert day.ask("SB1-01").level == NOT_CLEARED


def test_odd_rounds_may_be_thrown_away(day: "Day") -> None:
    day.act("checked", answered=49, others=1)
    day.at("07:15", "away", acts.RoundDiscarded(lot="dummies", n=1))
    assert day.ask("SB1-01").level == "pass"


def test_the_lots_own_check_is_enough_without_one_in_the_chamber(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",)))
    assert day.ask("AU-02").events == ("checked",)


def test_the_look_in_the_chamber_is_enough_without_one_at_the_lot(day: "Day") -> None:
    assert day.without("checked").ask("AU-02").events == ("shown",)


@pytest.mark.parametrize(
    "parts",
    [
        {"answered": 49},
        {"n": 49, "answered": 49},
        {"n": None, "answered": None},
        {"others": 1},
        {"method": "hole"},
        {"method": "bullet"},
    ],
)
def test_a_check_of_some_or_by_the_wrong_method_demonstrates_nothing(
    day: "Day", seen: "Seen", parts: dict[str, object]
) -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",))).act("checked", **parts)
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")


def test_a_check_that_no_second_person_saw_demonstrates_nothing(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",))).change("checked", witnesses=())
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")


def test_rounds_added_after_the_check_were_not_checked(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",)))
    more = acts.RoundsUnloaded(weapon="other", lot="dummies", holder="armorer", n=6)
    day.at("09:00", "more", more)
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")


def test_lots_put_together_are_demonstrated_when_each_of_them_was(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",)))
    more = acts.LotArrived(
        lot="more", source="shop", claimed="dummy", holder="armorer", n=20, build=("rattle",)
    )
    day.at("07:05", "more", more)
    merged = acts.LotsMerged(lots=("dummies", "more"), into="both", holder="armorer")
    day.at("10:10", "merged", merged).act("drawn", lot="both")
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")
    checked = acts.LotChecked(lot="more", method="rattle", n=20, answered=20)
    day.at("07:12", "more-checked", checked, sees={"master": 20})
    assert day.ask("AU-02").events == ("checked", "more-checked")
    whole = acts.LotChecked(lot="both", method="rattle", n=70, answered=70)
    day.at("10:12", "whole-checked", whole, sees={"master": 70})
    assert day.ask("AU-02").events == ("whole-checked",)


def test_a_weapon_seen_empty_holds_no_dummies(day: "Day", seen: "Seen") -> None:
    day.without("loaded").act("shown", sights=seen("empty", 6, methods=()))
    assert day.because("AU-02") == ("pass", "no-dummies")


def test_a_chamber_of_which_nothing_is_known_may_hold_one(day: "Day") -> None:
    assert day.without("loaded", "shown").because("AU-02") == (NOT_CLEARED, "contents-unknown")
    day.act("revolver", chambers=None)
    assert day.because("AU-02") == (NOT_CLEARED, "contents-unknown")


def test_odd_rounds_set_apart_may_be_told_apart_where_they_are(day: "Day") -> None:
    drawn = acts.PortionDrawn(lot="dummies", portion="odd", holder="armorer", n=19)
    holes = acts.LotChecked(lot="odd", method="hole", n=19, answered=19)
    mixed(day).at("07:14", "odd", drawn).at("07:15", "holes", holes)
    assert day.ask("SB1-01").level == "pass"
    assert day.act("holes", lot="six").ask("SB1-01").level == NOT_CLEARED


def test_a_second_check_of_all_tells_all_apart(day: "Day") -> None:
    holes = acts.LotChecked(lot="dummies", method="hole", n=50, answered=50)
    assert mixed(day).at("07:15", "holes", holes).ask("SB1-01").level == "pass"
    assert day.at("07:10", "holes", holes).ask("SB1-01").level == NOT_CLEARED
    assert day.at("07:09", "holes", holes).ask("SB1-01").level == NOT_CLEARED


def test_only_the_odd_rounds_own_lot_and_time_count_as_thrown_away(day: "Day") -> None:
    day.act("checked", answered=49, others=1).at("07:04", "other", lot("dummy"), place="set")
    away = acts.RoundDiscarded(lot="dummies", n=1)
    assert day.at("07:10", "away", away).ask("SB1-01").level == NOT_CLEARED
    day.at("07:15", "away", acts.RoundDiscarded(lot="other", n=1))
    assert day.ask("SB1-01").level == NOT_CLEARED


def test_a_chamber_that_the_weapon_does_not_have_makes_its_contents_unknown(day: "Day") -> None:
    seventh = acts.WeaponShown(weapon="revolver", sights=(acts.Sight(chamber=7, contents="empty"),))
    assert day.at("10:47", "seventh", seventh).because("AU-02") == (
        NOT_CLEARED,
        "contents-unknown",
    )


def test_a_check_counts_against_what_the_lot_held_by_then(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",))).without("checked")
    before = acts.PortionDrawn(lot="dummies", portion="before", holder="armorer", n=6)
    day.at("09:00", "before", before)
    checked = acts.LotChecked(lot="dummies", method="rattle", n=44, answered=44)
    day.at("10:10", "checked-later", checked, sees={"master": 44})
    assert day.ask("AU-02").events == ("checked-later",)
    day.only_said("before")
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")
    day.at("07:05", "more", lot("dummy", 50), place="truck")
    day.at("09:00", "before", acts.PortionDrawn(lot="other", portion="b", holder="box", n=6))
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")


def test_a_check_after_the_rounds_were_drawn_says_nothing_of_them(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",))).without("checked")
    checked = acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50)
    day.at("10:21", "checked-later", checked, sees={"master": 50})
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")


def test_rounds_added_in_the_instant_of_a_check_may_have_come_after(
    day: "Day", seen: "Seen"
) -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",)))
    assert day.ask("AU-02").level == "pass"
    day.change("dummies", latest_ms=day.entries["checked"].earliest_ms)
    arrived = day.entries["dummies"]
    day.change("dummies", earliest_ms=arrived.latest_ms)
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")


def test_lots_put_into_one_another_in_a_ring_are_not_demonstrated(day: "Day", seen: "Seen") -> None:
    day.act("shown", sights=seen("dummy", 6, methods=("look",))).without("checked")
    for clock, out, into in (("10:10", "dummies", "b"), ("10:11", "b", "dummies")):
        day.at(clock, into, acts.LotsMerged(lots=(out,), into=into, holder="armorer"))
    assert day.because("AU-02") == (NOT_CLEARED, "not-demonstrated")
