from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

    Seen = Callable[..., tuple[acts.Sight, ...]]

NOT_CLEARED = "not cleared"
AFTER_A_LOOK = ("SB1-06", "AE-01", "AE-03", "AE-04")

CHANGES = {
    "loaded": acts.RoundsLoaded(weapon="revolver", lot="six", chambers=(1,), n=1),
    "unloaded": acts.RoundsUnloaded(weapon="revolver", lot="six", holder="armorer", chambers=(1,)),
    "fired": acts.ShotFired(weapon="revolver", planned=True, chamber=1),
    "hammer": acts.HammerFell(weapon="revolver", chamber=1),
    "serviced": acts.WeaponServiced(weapon="revolver"),
    "swapped": acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare"),
}


@pytest.mark.parametrize("rule_id", AFTER_A_LOOK)
@pytest.mark.parametrize("seen_chambers", [0, 3, 5])
def test_some_of_the_chambers_are_not_all(
    day: "Day", seen: "Seen", rule_id: str, seen_chambers: int
) -> None:
    day.act("shown", sights=seen("dummy", seen_chambers))
    assert day.ask(rule_id).level == NOT_CLEARED


@pytest.mark.parametrize("rule_id", AFTER_A_LOOK)
def test_a_chamber_looked_at_without_being_made_out_was_not_seen(
    day: "Day", seen: "Seen", rule_id: str
) -> None:
    day.act("shown", sights=(*seen("dummy", 5), acts.Sight(chamber=6, contents="unknown")))
    assert day.ask(rule_id).level == NOT_CLEARED


@pytest.mark.parametrize("rule_id", AFTER_A_LOOK)
def test_the_same_chamber_twice_is_one_chamber(day: "Day", seen: "Seen", rule_id: str) -> None:
    day.act("shown", sights=(*seen("dummy", 5), acts.Sight(chamber=5, contents="dummy")))
    assert day.ask(rule_id).level == NOT_CLEARED
    day.act("shown", sights=(*seen("dummy", 6), acts.Sight(chamber=6, contents="empty")))
    assert day.ask(rule_id).level == NOT_CLEARED


@pytest.mark.parametrize("rule_id", AFTER_A_LOOK)
def test_a_weapon_of_nobody_knows_how_many_chambers_was_not_all_seen(
    day: "Day", rule_id: str
) -> None:
    assert day.act("revolver", chambers=None).ask(rule_id).level == NOT_CLEARED


@pytest.mark.parametrize("said", [False, True])
@pytest.mark.parametrize("change", sorted(CHANGES))
@pytest.mark.parametrize("rule_id", ["SB1-06", "AE-01", "AE-03"])
def test_a_look_before_a_change_is_none_whoever_says_that_it_changed(
    day: "Day",
    rule_id: str,
    change: str,
    said: bool,  # noqa: FBT001 - a table of two
) -> None:
    day.at("10:47", change, CHANGES[change], said=said)
    assert day.ask(rule_id).level == NOT_CLEARED


@pytest.mark.parametrize("rule_id", ["SB1-06", "AE-01", "AE-03"])
def test_a_change_that_may_have_come_after_the_look_did(day: "Day", rule_id: str) -> None:
    day.at("10:30", "serviced", acts.WeaponServiced(weapon="revolver"), until="10:40")
    assert day.ask(rule_id).level == NOT_CLEARED
    day.at("10:30", "serviced", acts.WeaponServiced(weapon="revolver"), until="10:39")
    assert day.ask(rule_id).level == "pass"


def test_a_second_look_at_a_part_takes_nothing_from_the_first(day: "Day", seen: "Seen") -> None:
    day.at("10:47", "again", acts.WeaponShown(weapon="revolver", sights=seen("dummy", 2)))
    assert day.ask("SB1-06").events == ("shown",)


@pytest.mark.parametrize("rule_id", ["SB1-06", "AE-04"])
def test_the_performers_look_is_not_the_check(day: "Day", rule_id: str) -> None:
    day.change("shown", by="performer")
    assert day.because(rule_id) == (NOT_CLEARED, "not-by-a-checker")


def test_the_facts_say_what_was_seen(day: "Day") -> None:
    finding = day.ask("SB1-06")
    assert (finding.fact("seen"), finding.fact("chambers")) == ("6", "6")
    assert (finding.fact("by"), finding.events) == ("armorer", ("shown",))


@pytest.mark.parametrize("change", ["unloaded", "fired", "hammer", "serviced"])
def test_a_bore_seen_before_the_last_shot_was_not_seen(day: "Day", change: str) -> None:
    day.at("10:47", change, CHANGES[change])
    assert day.because("SB1-07") == (NOT_CLEARED, "fired-since")
    day.at("10:48", "bore-again", acts.BoreChecked(weapon="revolver", clear=True))
    assert day.because("SB1-07") == ("pass", "clear")


@pytest.mark.parametrize("clear", [False, None])
@pytest.mark.parametrize("said", [False, True])
def test_a_later_look_that_was_not_clear_takes_back_the_earlier(
    day: "Day",
    clear: bool | None,  # noqa: FBT001 - what a look said
    said: bool,  # noqa: FBT001 - a table of two
) -> None:
    checked = acts.BoreChecked(weapon="revolver", clear=clear)
    day.at("10:47", "bore-again", checked, said=said)
    assert day.because("SB1-07") == (NOT_CLEARED, "not-clear")


def test_a_bore_checked_by_the_performer_is_not_checked(day: "Day") -> None:
    assert day.change("bore", by="performer").because("SB1-07") == (
        NOT_CLEARED,
        "not-by-a-checker",
    )


@pytest.mark.parametrize("sees", [{}, {"master": 6}, {"ad": None}, {"ad": 5}])
def test_the_first_ad_states_to_have_seen_every_chamber(
    day: "Day", sees: dict[str, int | None]
) -> None:
    shown = day.entries["shown"].act
    day.at("10:40", "shown", shown, sees=sees)
    assert day.because("AE-01") == (NOT_CLEARED, "not-seen-by")


@pytest.mark.parametrize("missing", ["performer", "operator"])
def test_whoever_it_concerns_was_there(day: "Day", missing: str) -> None:
    sees: dict[str, int | None] = {"ad": 6, "performer": None, "operator": None}
    del sees[missing]
    day.at("10:40", "shown", day.entries["shown"].act, sees=sees)
    finding = day.ask("AE-03")
    assert (finding.level, finding.fact("persons")) == (NOT_CLEARED, missing)


def test_without_the_first_ad_there_it_was_not_shown_to_all(day: "Day") -> None:
    sees: dict[str, int | None] = {"master": 6, "performer": None, "operator": None}
    day.at("10:40", "shown", day.entries["shown"].act, sees=sees)
    assert day.because("AE-03") == (NOT_CLEARED, "nobody-of-role")


def test_two_looks_can_be_before_different_people(day: "Day") -> None:
    shown = day.entries["shown"].act
    day.at("10:40", "shown", shown, sees={"ad": 6, "performer": None})
    day.at("10:41", "shown-again", shown, sees={"operator": None})
    assert day.ask("AE-03").level == "pass"


@pytest.mark.parametrize(
    ("parts", "because"),
    [
        ({"word": "hot"}, "status-differs"),
        ({"meant": ""}, "status-without-contents"),
        ({"heard_by": ("operator",)}, "status-not-heard"),
    ],
)
def test_the_status_was_called_with_its_contents_and_heard(
    day: "Day", parts: dict[str, object], because: str
) -> None:
    assert day.act("called", **parts).because("AE-03") == (NOT_CLEARED, because)


def test_a_status_called_before_the_look_since_a_change_is_none(day: "Day") -> None:
    called = day.entries["called"].act
    day.at("10:30", "called", called, by="ad")
    assert day.because("AE-03") == (NOT_CLEARED, "status-not-called")


def test_a_later_call_of_another_word_takes_back_the_first(day: "Day") -> None:
    hot = acts.StatusCalled(
        weapon="revolver", word="hot", heard_by=("performer",), meant="six blanks"
    )
    day.at("10:47", "called-hot", hot, by="ad")
    assert day.because("AE-03") == (NOT_CLEARED, "status-differs")


def test_a_weapon_is_shown_and_called_again_after_each_hand_over(day: "Day") -> None:
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="armorer")
    day.at("10:46", "passed", passed)
    assert day.because("AE-03") == (NOT_CLEARED, "not-shown")
    assert day.because("AE-04") == (NOT_CLEARED, "moved-since")


def test_a_weapon_moved_by_nobody_knows_whom_is_looked_at_again(day: "Day", seen: "Seen") -> None:
    moved = acts.ItemMoved(item="revolver", holder="set")
    day.at("10:46", "moved", moved, by=None)
    assert day.because("AE-04") == (NOT_CLEARED, "moved-since")
    day.at("10:47", "again", acts.WeaponShown(weapon="revolver", sights=seen("dummy")))
    assert day.because("AE-04") == ("pass", "checked")


def test_a_rubber_weapon_has_no_chamber_to_see(day: "Day") -> None:
    day.without("loaded", "bore").act("revolver", weapon_class="rubber", chambers=None)
    day.act("shown", sights=())
    for rule_id in (*AFTER_A_LOOK, "SB1-07", "AU-02"):
        assert day.ask(rule_id).level == "pass", rule_id
    assert day.only_said("revolver").ask("SB1-06").level == NOT_CLEARED


def test_a_rubber_weapon_that_was_loaded_is_none(day: "Day") -> None:
    day.without("bore").act("revolver", weapon_class="rubber", chambers=None)
    assert day.ask("SB1-07").level == NOT_CLEARED
    assert day.ask("SB1-06").level == NOT_CLEARED


def test_a_replica_that_has_a_working_twin_needs_its_mark_read(day: "Day") -> None:
    day.without("loaded", "bore").act("revolver", weapon_class="replica", chambers=None)
    twin = acts.WeaponArrived(
        weapon="twin", weapon_class="functional", holder="armorer", model="six-shooter", chambers=6
    )
    day.act("shown", sights=()).at("07:00", "twin", twin)
    assert day.ask("SB1-06").level == NOT_CLEARED
    assert day.ask("SB1-06", mark_read=True).level == "pass"
    assert day.change("shown", read=("revolver",)).ask("SB1-06").level == "pass"
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="armorer")
    assert day.at("10:46", "passed", passed).ask("SB1-06").level == NOT_CLEARED


def test_what_may_have_come_in_either_order_helps_nobody(day: "Day") -> None:
    fired = acts.ShotFired(weapon="revolver", planned=True, chamber=1)
    day.at("10:45", "fired", fired)
    day.at("10:45", "again", day.entries["shown"].act, sees={"ad": 6, "performer": 6})
    day.at("10:45", "bore-again", acts.BoreChecked(weapon="revolver", clear=True))
    assert day.because("SB1-06") == (NOT_CLEARED, "changed-since")
    assert day.because("SB1-07") == (NOT_CLEARED, "fired-since")


def test_a_call_in_the_instant_of_a_change_may_have_come_before_it(day: "Day") -> None:
    serviced = acts.WeaponServiced(weapon="revolver")
    shown, called = day.entries["shown"].act, day.entries["called"].act
    day.at("10:45", "serviced", serviced).without("called")
    sees: dict[str, int | None] = {"ad": 6, "performer": None, "operator": None}
    day.at("10:46", "again", shown, sees=sees)
    assert day.at("10:45", "call", called, by="ad").because("AE-03") == (
        NOT_CLEARED,
        "status-not-called",
    )
    assert day.change("call", latest_ms=day.entries["again"].latest_ms).because("AE-03") == (
        NOT_CLEARED,
        "status-not-called",
    )
    assert day.at("10:47", "call", called, by="ad").ask("AE-03").level == "pass"


def test_a_bore_that_the_armorer_did_not_see_clear_is_not_clear_by_anothers_word(
    day: "Day",
) -> None:
    day.at("10:47", "blocked", acts.BoreChecked(weapon="revolver", clear=None)).without("bore")
    day.at("10:48", "look", acts.BoreChecked(weapon="revolver", clear=True), by="performer")
    assert day.because("SB1-07") == (NOT_CLEARED, "not-by-a-checker")


def test_whoever_showed_it_was_there(day: "Day") -> None:
    sees: dict[str, int | None] = {"performer": None, "operator": None}
    day.at("10:40", "shown", day.entries["shown"].act, by="ad", sees=sees)
    assert day.ask("AE-03").level == "pass"


def test_a_mark_read_in_the_instant_of_a_hand_over_may_have_been_anothers(day: "Day") -> None:
    day.without("loaded", "bore").act("revolver", weapon_class="replica", chambers=None)
    twin = acts.WeaponArrived(
        weapon="twin", weapon_class="functional", holder="armorer", model="six-shooter", chambers=6
    )
    day.act("shown", sights=()).change("shown", read=("revolver",)).at("07:00", "twin", twin)
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="armorer")
    assert day.at("10:40", "passed", passed).ask("SB1-07").level == NOT_CLEARED
    assert day.at("10:39", "passed", passed).ask("SB1-07").level == "pass"


def test_another_thing_moved_by_nobody_knows_whom_is_its_own_affair(day: "Day") -> None:
    day.at("10:46", "moved", acts.ItemMoved(item="dummies", holder="set"), by=None)
    assert day.ask("AE-04").level == "pass"
