"""Who has what: each doubt is raised by the entry that cannot be, and by nothing ordinary."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import coldset.core.fold
from coldset.core import acts
from coldset.core.acts.base import Act

Day = Any  # see conftest.py


def test_every_doubt_of_the_fold_has_its_story() -> None:
    folder = Path(coldset.core.fold.__file__).parent
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "doubt"
    ]
    codes = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    told = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_do*.py"))
    assert len(codes) > 15
    stories = set(re.findall(r'doubted\(\s*"([a-z-]+)"', told))
    assert codes == stories


def test_nothing_about_the_morning_is_doubtful(day: Day) -> None:
    assert day.doubts() == []


def test_an_ordinary_day_raises_no_doubt(day: Day) -> None:
    day.at("07:00", acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50))
    day.draws("08:00", "six", 6)
    day.at("08:01", acts.LotCounted(lot="dummies", n=44))
    day.at("08:05", acts.BoreChecked(weapon="revolver", clear=True), sees=("first-ad",))
    day.loads("08:10", "six", *range(1, 7))
    day.shows("08:20", "dummy", *range(1, 7), sees=("first-ad", "performer"))
    day.passes("08:30", "armorer", "performer")
    day.at("08:40", acts.HammerFell(weapon="revolver", chamber=1), by="performer")
    day.passes("08:50", "performer", "armorer")
    day.unloads("09:00", "six-back", *range(1, 7), n=6, seen_empty=True)
    day.at("09:01", acts.LotsMerged(lots=("dummies", "six-back"), into="all", holder="armorer"))
    day.at("09:02", acts.LotCounted(lot="all", n=50))
    day.shows("09:05", "empty", *range(1, 7))
    day.moves("09:10", "all", "case")
    day.seals("09:11", "case", "0071")
    day.moves("09:15", "revolver", "safe")
    day.locks("09:16", "safe", "armorer")
    stop = day.at("10:00", acts.StopRaised(reason="a dog on the set"), by="operator")
    day.at("10:05", acts.StopLifted(stop=stop.id, cause="the dog is gone"), by="first-ad")
    day.reads("18:00", "case", "0071")
    day.moves("18:01", "all", "armorer")
    day.moves("18:05", "revolver", "armorer")
    assert day.doubts() == []


def test_a_hand_over_by_somebody_who_does_not_have_it(day: Day) -> None:
    passed = day.passes("07:00", "operator", "performer")
    day.doubted("giver-without", passed, thing="revolver", giver="operator", recorded="armorer")
    where = day.state().weapons["revolver"].where
    assert (where.holder, where.gap) == ("performer", True)


def test_a_hand_over_here_of_what_lies_elsewhere(day: Day) -> None:
    day.moves("07:00", "revolver", "truck", place="truck")
    passed = day.passes("07:05", "property-master", "performer")
    day.doubted(
        "giver-without", passed, thing="revolver", giver="property-master", recorded="truck"
    )
    assert day.state().weapons["revolver"].where.gap


@pytest.mark.parametrize("giver", ["armorer", "property-master"])
def test_a_hand_over_of_what_lies_here_is_ordinary(day: Day, giver: str) -> None:
    day.moves("07:00", "revolver", "set")
    day.passes("07:05", giver, "performer")
    assert day.doubts() == []
    assert not day.state().weapons["revolver"].where.gap


def test_of_a_kit_only_what_the_giver_lacks_is_doubted(day: Day) -> None:
    day.passes("07:00", "armorer", "operator", item="dummies")
    issued = acts.KitIssued(items=("revolver", "dummies"), giver="armorer", receiver="performer")
    event = day.at("07:10", issued)
    day.doubted("giver-without", event, thing="dummies", giver="armorer", recorded="operator")
    state = day.state()
    assert state.contents("performer") == ["revolver", "dummies"]
    assert not state.weapons["revolver"].where.gap
    assert state.lots["dummies"].where.gap


def test_a_kit_returned_by_somebody_else_is_doubted_too(day: Day) -> None:
    returned = acts.KitReturned(items=("revolver",), giver="operator", receiver="performer")
    event = day.at("07:10", returned, by="performer")
    day.doubted("giver-without", event, thing="revolver", giver="operator", recorded="armorer")


def test_a_check_of_what_another_has_in_hand(day: Day) -> None:
    check = acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50)
    event = day.at("07:00", check, by="operator")
    day.doubted("not-in-hand", event, thing="dummies", by="operator", recorded="armorer")
    where = day.state().lots["dummies"].where
    assert (where.holder, where.by, where.gap) == ("operator", "operator", True)


def test_a_look_here_at_what_the_record_has_elsewhere(day: Day) -> None:
    day.moves("07:00", "revolver", "truck", place="truck")
    event = day.shows("07:10", "empty", *range(1, 7))
    day.doubted("not-in-hand", event, thing="revolver", by="armorer", recorded="truck")
    assert day.state().weapons["revolver"].where.holder == "armorer"


def test_a_look_with_its_holder_beside_it_is_ordinary(day: Day) -> None:
    day.shows("07:00", "empty", *range(1, 7), by="operator", sees=("armorer",))
    assert day.doubts() == []
    assert day.state().weapons["revolver"].where.holder == "armorer"


def test_a_holder_who_is_elsewhere_sees_nothing_here(day: Day) -> None:
    day.passes("07:00", "armorer", "property-master", place="truck")
    held = acts.BoreChecked(weapon="revolver", clear=True)
    event = day.at("07:10", held, by="operator", place="set")
    finding = day.doubted(
        "not-in-hand", event, thing="revolver", by="operator", recorded="property-master"
    )
    assert finding.fact("recorded") == "property-master"


def test_acting_on_a_thing_where_it_lies_leaves_it_there(day: Day) -> None:
    day.moves("07:00", "revolver", "case")
    day.at("07:05", acts.WeaponExamined(weapon="revolver", safe=True), by="property-master")
    assert day.doubts() == []
    where = day.state().weapons["revolver"].where
    assert (where.holder, where.by, where.gap) == ("case", "property-master", False)


def test_nobody_acting_takes_nothing_in_hand(day: Day) -> None:
    day.at("07:00", acts.WeaponServiced(weapon="revolver"), by=None)
    assert day.doubts() == []
    assert day.state().weapons["revolver"].where.holder == "armorer"


def test_a_case_put_into_itself(day: Day) -> None:
    event = day.moves("07:00", "case", "case")
    day.doubted("in-itself", event, level="not cleared", thing="case", holder="case")
    assert day.state().place_of("case") == "set"


def test_a_case_put_into_the_box_that_is_in_it(day: Day) -> None:
    day.moves("07:00", "dummies", "case")
    event = day.moves("07:01", "case", "dummies")
    day.doubted("in-itself", event, level="not cleared", thing="case", holder="dummies")
    assert day.state().place_of("dummies") == "set"


def test_a_box_in_a_case_in_a_safe_is_ordinary(day: Day) -> None:
    day.moves("07:00", "dummies", "case")
    day.moves("07:01", "case", "safe")
    assert day.doubts() == []
    assert list(day.state().chain("dummies")) == ["case", "safe", "set"]


def test_a_thing_that_nothing_registered_is_moved(day: Day) -> None:
    event = day.moves("07:00", "knapsack", "truck")
    day.doubted("thing-unregistered", event, thing="knapsack")
    assert day.state().containers["knapsack"].where.holder == "truck"


def test_a_thing_that_nothing_registered_is_handed_over(day: Day) -> None:
    event = day.passes("07:00", "armorer", "performer", item="pistol")
    day.doubted("thing-unregistered", event, thing="pistol")
    assert day.state().person_holding("pistol") == "performer"


def test_a_weapon_that_nothing_registered_bars_a_clearance(day: Day) -> None:
    event = day.shows("07:00", "empty", 1, weapon="pistol")
    day.doubted("thing-unregistered", event, level="not cleared", thing="pistol")
    pistol = day.state().weapons["pistol"]
    assert (pistol.weapon_class, pistol.chamber_count, pistol.where.holder) == (
        "unknown",
        None,
        "armorer",
    )


def test_a_lot_that_nothing_registered_is_unknown_rounds(day: Day) -> None:
    event = day.draws("07:00", "six", 6, lot="stray")
    day.doubted("thing-unregistered", event, thing="stray")
    state = day.state()
    assert (state.lots["stray"].claimed, state.lots["stray"].n) == ("unknown", None)
    assert state.lots["six"].claimed == "unknown"


@pytest.mark.parametrize(
    "act",
    [
        acts.ContainerSealed(container="knapsack", seal="1"),
        acts.SealRemoved(container="knapsack"),
        acts.HolderLocked(holder="knapsack", keys=("armorer",)),
        acts.HolderUnlocked(holder="knapsack"),
        acts.KeyGiven(holder="knapsack", person="armorer"),
    ],
)
def test_a_holder_that_nothing_registered_is_closed_or_opened(day: Day, act: Act) -> None:
    day.doubted("thing-unregistered", day.at("07:00", act), thing="knapsack")


def test_a_thing_without_a_carrier_is_at_the_place_of_the_entry(day: Day) -> None:
    day.at("07:00", acts.SealRemoved(container="bag"), by=None)
    day.at("07:01", acts.SealRemoved(container="sack"), by=None, place=None)
    state = day.state()
    assert state.containers["bag"].where.holder == "set"
    assert state.containers["sack"].where.holder == "unknown"
    assert state.place_of("sack") is None


def test_somebody_acts_who_never_came(day: Day) -> None:
    event = day.at("07:00", acts.StopRaised(reason="smoke"), by="visitor")
    day.doubted("person-unregistered", event, person="visitor")
    visitor = day.state().people["visitor"]
    assert (visitor.place, visitor.on_property) == ("set", True)


def test_somebody_sees_who_never_came(day: Day) -> None:
    event = day.shows("07:00", "empty", 1, sees=("visitor",))
    day.doubted("person-unregistered", event, person="visitor")


def test_somebody_receives_who_never_came(day: Day) -> None:
    event = day.passes("07:00", "armorer", "visitor")
    day.doubted("person-unregistered", event, person="visitor")
    assert day.state().people["visitor"].place == "set"


@pytest.mark.parametrize(
    "act",
    [
        acts.PersonLeft(person="visitor"),
        acts.RoleEnded(person="visitor", role="crew"),
        acts.DutyAssigned(person="visitor", duty="camera"),
        acts.DutyEnded(person="visitor", duty="camera"),
    ],
)
def test_an_entry_names_somebody_who_never_came(day: Day, act: Act) -> None:
    day.doubted("person-unregistered", day.at("07:00", act), person="visitor")


def test_coming_or_being_given_a_role_puts_somebody_on_record(day: Day) -> None:
    day.at("07:00", acts.PersonEntered(person="visitor"))
    day.at("07:00", acts.RoleAssigned(person="medic", role="medic"), place=None)
    day.at("07:01", acts.DutyAssigned(person="medic", duty="first aid"))
    assert day.doubts() == []
    assert not day.state().people["medic"].on_property


def test_a_stop_is_lifted_that_was_never_raised(day: Day) -> None:
    event = day.at("07:00", acts.StopLifted(stop="e99", cause="none"))
    day.doubted("stop-unknown", event, stop="e99")


def test_a_stop_is_lifted_twice(day: Day) -> None:
    stop = day.at("07:00", acts.StopRaised(reason="smoke"))
    day.at("07:05", acts.StopLifted(stop=stop.id, cause="a candle"))
    again = day.at("07:06", acts.StopRaisedInError(stop=stop.id, second="first-ad"))
    day.doubted("stop-unknown", again, stop=stop.id)


def test_lifting_one_stop_leaves_the_others(day: Day) -> None:
    one = day.at("07:00", acts.StopRaised(reason="smoke"))
    other = day.at("07:01", acts.HazardIdentified(hazard="live", at="set"))
    incident = day.at("07:02", acts.IncidentDeclared(text="a shot nobody planned"))
    day.at("07:05", acts.StopRaisedInError(stop=one.id, second="first-ad"))
    assert day.doubts() == []
    assert day.state().stops == {other.id: other, incident.id: incident}
    day.at("07:06", acts.StopLifted(stop=incident.id, cause="told"))
    assert day.state().stops == {other.id: other}


def test_a_suspicion_stands_until_it_is_dropped(day: Day) -> None:
    suspected = day.at("07:00", acts.HazardSuspected(hazard="live", at="case"))
    assert day.state().suspicions == {suspected.id: suspected}
    day.at("07:05", acts.SuspicionDropped(suspicion=suspected.id, text="a struck dummy"))
    assert day.state().suspicions == {}
    assert day.doubts() == []


def test_a_case_put_deep_into_itself(day: Day) -> None:
    day.moves("07:00", "dummies", "case")
    day.moves("07:01", "case", "safe")
    event = day.moves("07:02", "safe", "dummies")
    day.doubted("in-itself", event, level="not cleared", thing="safe", holder="dummies")


def test_a_container_comes_in_itself(day: Day) -> None:
    event = day.container("07:00", "bag", "bag", "bag")
    day.doubted("in-itself", event, level="not cleared", thing="bag", holder="bag")
    assert day.state().whereabouts("bag").holder == "unknown"


def test_a_move_by_somebody_who_does_not_have_it(day: Day) -> None:
    event = day.moves("07:00", "revolver", "case", by="operator")
    finding = day.doubted("not-in-hand", event, thing="revolver", by="operator", recorded="armorer")
    assert finding.level == "warn"
    assert day.state().whereabouts("revolver").gap


def test_a_container_arrives_twice(day: Day) -> None:
    event = day.container("07:00", "case")
    day.doubted("arrived-twice", event, thing="case")


def test_a_suspicion_is_dropped_that_nobody_had(day: Day) -> None:
    event = day.at("07:00", acts.SuspicionDropped(suspicion="e99", text="a dummy"))
    day.doubted("suspicion-unknown", event, suspicion="e99")


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (acts.EvidenceSeized(item="knapsack"), "knapsack"),
        (acts.WatchClaimed(item="knapsack"), "knapsack"),
        (acts.PlaceLeft(holder="knapsack"), "knapsack"),
        (acts.ItemMoved(item="revolver", holder="barn"), "barn"),
    ],
)
def test_whatever_names_what_nothing_registered_is_a_doubt(day: Day, act: Act, name: str) -> None:
    event = day.at("07:00", act)
    day.doubted("thing-unregistered", event, thing=name)


def test_a_move_with_its_holder_beside_it_is_ordinary(day: Day) -> None:
    day.moves("07:00", "revolver", "case", by="operator", sees=("armorer",))
    assert day.doubts() == []
    assert not day.state().whereabouts("revolver").gap


def test_a_holder_who_sees_it_from_elsewhere_has_not_let_go_of_it(day: Day) -> None:
    day.passes("07:00", "armorer", "property-master", place="truck")
    look = acts.BoreChecked(weapon="revolver", clear=True)
    event = day.at("07:10", look, by="operator", place=None, sees=("property-master",))
    day.doubted("not-in-hand", event, thing="revolver", by="operator", recorded="property-master")
