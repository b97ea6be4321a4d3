"""What is known from a statement or a paper alone: it may open a path, and it closes none."""

from collections.abc import Callable
from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.words import Id, SourceKind, WeaponClass

Day = Any  # see conftest.py
SIX = tuple(range(1, 7))


@pytest.fixture(params=["statement", "document"])
def hearsay(request: pytest.FixtureRequest) -> SourceKind:
    """Both kinds of source that are not the crew's own record."""
    kind: SourceKind = request.param
    return kind


def test_a_thing_that_is_said_to_be_somewhere_is_only_said_to_be(
    day: Day, hearsay: SourceKind
) -> None:
    day.moves("07:00", "revolver", "safe", source=hearsay)
    where = day.state().whereabouts("revolver")
    assert (where.holder, where.said) == ("safe", True)


def test_a_hand_over_that_is_said_is_only_said(day: Day, hearsay: SourceKind) -> None:
    day.passes("07:00", "armorer", "performer", source=hearsay)
    where = day.state().whereabouts("revolver")
    assert (where.holder, where.said) == ("performer", True)


def test_what_is_said_to_have_come_is_only_said_to_be_there(day: Day, hearsay: SourceKind) -> None:
    day.weapon("07:00", "pistol", source=hearsay)
    day.box("07:00", "blanks", source=hearsay)
    case = acts.ContainerArrived(container="bag", kind="bag", holder="set")
    day.at("07:00", case, source=hearsay)
    state = day.state()
    assert all(state.whereabouts(thing).said for thing in ("pistol", "blanks", "bag"))


def test_the_crew_s_own_record_of_a_move_ends_what_was_said(day: Day) -> None:
    day.moves("07:00", "revolver", "safe", source="statement")
    day.moves("07:10", "revolver", "case")
    where = day.state().whereabouts("revolver")
    assert (where.holder, where.said) == ("case", False)


def test_a_seal_that_is_said_closes_nothing(day: Day, hearsay: SourceKind) -> None:
    day.seals("07:00", "case", "0071", source=hearsay)
    assert day.state().containers["case"].seal is None


def test_a_seal_that_is_said_to_have_been_whole_vouches_for_nothing(
    day: Day, hearsay: SourceKind
) -> None:
    put_on = day.seals("07:00", "case", "0071")
    day.reads("08:00", "case", "0071", source=hearsay)
    state = day.state()
    assert state.seal_readings == {}
    assert state.containers["case"].seal.event == put_on
    assert state.findings == []


def test_a_seal_that_is_said_to_be_off_is_off(day: Day, hearsay: SourceKind) -> None:
    day.seals("07:00", "case", "0071")
    day.at("08:00", acts.SealRemoved(container="case"), source=hearsay)
    assert day.state().containers["case"].seal is None


def test_a_lock_that_is_said_closes_nothing(day: Day, hearsay: SourceKind) -> None:
    day.locks("07:00", "safe", "armorer", source=hearsay)
    day.locks("07:00", "truck", "armorer", source=hearsay)
    state = day.state()
    assert (state.containers["safe"].lock, state.places["truck"].lock) == (None, None)


def test_a_lock_on_record_is_not_replaced_by_one_that_is_said(
    day: Day, hearsay: SourceKind
) -> None:
    closed = day.locks("07:00", "safe", "armorer", "operator")
    day.locks("07:10", "safe", "armorer", source=hearsay)
    lock = day.state().containers["safe"].lock
    assert (lock.event, lock.keys) == (closed, {"armorer", "operator"})


def test_a_lock_that_is_said_to_be_open_is_open(day: Day, hearsay: SourceKind) -> None:
    day.locks("07:00", "safe", "armorer")
    day.at("07:10", acts.HolderUnlocked(holder="safe"), by="operator", source=hearsay)
    assert day.state().containers["safe"].lock is None
    assert day.doubts() == [], "whoever tells it did not open it"


def test_whoever_is_said_to_have_a_key_has_one(day: Day, hearsay: SourceKind) -> None:
    day.locks("07:00", "safe", "armorer")
    day.at("07:10", acts.KeyGiven(holder="safe", person="operator"), source=hearsay)
    assert day.state().containers["safe"].lock.keys == {"armorer", "operator"}


def test_a_line_that_is_said_to_be_controlled_is_open(day: Day, hearsay: SourceKind) -> None:
    day.at("07:00", acts.LineControlled(), source=hearsay)
    assert day.state().line_controlled_by is None


def test_a_line_on_record_is_open_once_it_is_said_to_be(day: Day, hearsay: SourceKind) -> None:
    day.at("07:00", acts.LineControlled())
    day.at("07:10", acts.LineReleased(), source=hearsay)
    assert day.state().line_controlled_by is None


def test_a_watch_that_is_said_closes_nothing(day: Day, hearsay: SourceKind) -> None:
    day.moves("07:00", "revolver", "set")
    day.at("07:10", acts.PlaceLeft(holder="revolver"))
    watched = acts.WatchClaimed(item="revolver", since_shown=True)
    day.at("07:20", watched, by="operator", source=hearsay)
    where = day.state().whereabouts("revolver")
    assert (where.left, where.by) == (True, "armorer")


def test_what_is_said_to_have_been_left_was_left(day: Day, hearsay: SourceKind) -> None:
    day.at("07:10", acts.PlaceLeft(holder="revolver"), source=hearsay)
    assert day.state().whereabouts("revolver").left


def test_a_thing_that_was_left_is_not_back_in_hand_by_hearsay(
    day: Day, hearsay: SourceKind
) -> None:
    day.moves("07:00", "revolver", "set")
    day.at("07:10", acts.PlaceLeft(holder="revolver"))
    day.at("07:20", acts.WeaponExamined(weapon="revolver", safe=True), source=hearsay)
    assert day.state().whereabouts("revolver").left


@pytest.mark.parametrize(
    "ending",
    [
        lambda stop: acts.StopLifted(stop=stop, cause="nothing", told=("first-ad",)),
        lambda stop: acts.StopRaisedInError(stop=stop, second="first-ad"),
    ],
)
@pytest.mark.parametrize(
    "raising",
    [
        acts.StopRaised(reason="smoke"),
        acts.HazardIdentified(hazard="live", at="case"),
        acts.IncidentDeclared(text="a shot"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_hearsay_never_ends_a_stop(
    day: Day, hearsay: SourceKind, raising: Act, ending: Callable[[Id], Act]
) -> None:
    stop = day.at("07:00", raising)
    day.at("07:10", ending(stop.id), source=hearsay)
    state = day.state()
    assert state.stops == {stop.id: stop}
    assert state.findings == []


def test_hearsay_raises_a_stop_all_the_same(day: Day, hearsay: SourceKind) -> None:
    stop = day.at("07:00", acts.StopRaised(reason="smoke"), source=hearsay)
    found = day.at("07:01", acts.HazardIdentified(hazard="live", at="case"), source=hearsay)
    assert set(day.state().stops) == {stop.id, found.id}


def test_hearsay_never_drops_a_suspicion(day: Day, hearsay: SourceKind) -> None:
    suspected = day.at("07:00", acts.HazardSuspected(hazard="live", at="case"))
    day.at("07:10", acts.SuspicionDropped(suspicion=suspected.id, text="a dummy"), source=hearsay)
    assert day.state().suspicions == {suspected.id: suspected}


def test_what_is_said_to_have_been_seen_in_a_weapon_was_not_shown(
    day: Day, hearsay: SourceKind
) -> None:
    day.loads("07:00", "dummies", *SIX)
    day.shows("07:10", "empty", *SIX, source=hearsay)
    day.at("07:20", acts.BoreChecked(weapon="revolver", clear=True), source=hearsay)
    state = day.state()
    revolver = state.weapons["revolver"]
    assert (revolver.last_shown, revolver.seen_since_change) == (None, False)
    assert (revolver.last_bore, revolver.bore_clear_since_fired) == (None, False)
    assert state.chambers("revolver")[1].contents == "dummy"
    assert state.findings == []


def test_a_weapon_that_is_said_to_have_been_opened_has_changed(
    day: Day, hearsay: SourceKind
) -> None:
    day.shows("07:00", "empty", *SIX)
    day.at("07:10", acts.WeaponServiced(weapon="revolver"), source=hearsay)
    assert not day.state().weapons["revolver"].seen_since_change


def test_a_chamber_that_is_said_to_have_been_seen_empty_is_not_known_to_be(
    day: Day, hearsay: SourceKind
) -> None:
    day.loads("07:00", "dummies", *SIX)
    day.unloads("07:10", "out", *SIX, n=6, seen_empty=True, source=hearsay)
    assert {one.contents for one in day.state().chambers("revolver").values()} == {"unknown"}


def test_after_a_load_that_is_only_said_nobody_knows_what_a_chamber_holds(
    day: Day, hearsay: SourceKind
) -> None:
    day.shows("07:00", "empty", *SIX)
    day.loads("07:10", "dummies", 1, source=hearsay)
    state = day.state()
    assert state.chambers("revolver")[1].contents == "unknown"
    assert state.chambers("revolver")[2].contents == "empty"
    assert not state.weapons["revolver"].seen_since_change


def test_a_count_that_is_said_raises_no_doubt_and_changes_nothing(
    day: Day, hearsay: SourceKind
) -> None:
    day.box("06:30", "loose", None)
    for lot in ("dummies", "loose"):
        day.at("07:00", acts.LotCounted(lot=lot, n=3), source=hearsay)
    lots = day.state().lots
    assert (lots["dummies"].n, lots["loose"].n) == (50, None)
    assert day.doubts() == []


def test_what_is_said_takes_no_round_away(day: Day, hearsay: SourceKind) -> None:
    day.draws("07:00", "six", 6, source=hearsay)
    day.at("07:10", acts.RoundDiscarded(lot="dummies", n=50), source=hearsay)
    merged = acts.LotsMerged(lots=("dummies",), into="all", holder="case")
    day.at("07:20", merged, source=hearsay)
    assert day.state().lots["dummies"].n == 50


def test_how_a_lot_was_built_is_believed_of_the_crew_only(day: Day, hearsay: SourceKind) -> None:
    day.box("07:00", "drilled", build=("hole",), source=hearsay)
    assert day.state().lots["drilled"].build == ()


@pytest.mark.parametrize("harmless", ["replica", "rubber"])
def test_that_a_weapon_holds_no_round_is_believed_of_the_crew_only(
    day: Day, hearsay: SourceKind, harmless: WeaponClass
) -> None:
    day.weapon("07:00", "pistol", None, harmless, source=hearsay)
    day.weapon("07:00", "rifle", None, "functional", source=hearsay)
    day.weapon("07:00", "prop", None, harmless)
    weapons = day.state().weapons
    assert [weapons[name].weapon_class for name in ("pistol", "rifle", "prop")] == [
        "unknown",
        "functional",
        harmless,
    ]


def test_a_swap_that_is_said_leaves_the_cylinder_on_record(day: Day, hearsay: SourceKind) -> None:
    day.shows("07:00", "empty", *SIX)
    swap = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.at("07:10", swap, source=hearsay)
    revolver = day.state().weapons["revolver"]
    assert (revolver.cylinder, revolver.seen_since_change) == ("revolver-cylinder", False)


def test_opening_by_hearsay_leaves_a_seal_and_a_lock_as_recorded(
    day: Day, hearsay: SourceKind
) -> None:
    day.moves("07:00", "dummies", "case")
    day.seals("07:01", "case", "0071")
    day.locks("07:02", "case", "property-master")
    day.moves("07:10", "dummies", "armorer", source=hearsay)
    state = day.state()
    assert state.whereabouts("dummies").said
    assert state.containers["case"].seal is not None
    assert state.containers["case"].lock is not None
    assert state.findings == []


def test_hearsay_puts_nobody_where_they_could_keep_watch(day: Day, hearsay: SourceKind) -> None:
    day.at("07:00", acts.ConcernRaised(text="so they say"), place="truck", source=hearsay)
    assert day.state().people["armorer"].place is None
    day.at("07:10", acts.MealCalled())
    assert day.state().people["armorer"].place == "set"
    day.at("07:20", acts.ConcernRaised(text="so they say"), source=hearsay)
    assert day.state().people["armorer"].place == "set", "nothing says otherwise"


def test_whoever_is_said_to_have_come_is_on_the_property_at_no_certain_place(
    day: Day, hearsay: SourceKind
) -> None:
    day.at("07:00", acts.PersonEntered(person="visitor"), by=None, source=hearsay)
    visitor = day.state().people["visitor"]
    assert (visitor.on_property, visitor.place) == (True, None)


def test_whoever_is_said_to_have_left_may_still_be_on_the_property(
    day: Day, hearsay: SourceKind
) -> None:
    day.at("07:00", acts.PersonLeft(person="operator"), by=None, source=hearsay)
    operator = day.state().people["operator"]
    assert (operator.on_property, operator.place) == (True, None)


def test_nobody_keeps_watch_by_a_role_that_is_only_said(day: Day, hearsay: SourceKind) -> None:
    day.at("07:00", acts.RoleAssigned(person="operator", role="armorer"), source=hearsay)
    operator = day.state().people["operator"]
    assert (operator.roles, operator.said_roles) == (set(), {"armorer"})
    day.at("07:10", acts.RoleEnded(person="operator", role="armorer"))
    assert day.state().people["operator"].said_roles == set()


def test_another_duty_ends_by_the_crew_s_own_record_only(day: Day, hearsay: SourceKind) -> None:
    day.at("07:00", acts.DutyAssigned(person="armorer", duty="driving"), source=hearsay)
    day.at("07:10", acts.DutyEnded(person="armorer", duty="driving"), source=hearsay)
    assert day.state().people["armorer"].duties == {"driving"}


def test_a_hearsay_shot_takes_no_round_out_of_its_chamber(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    fired = acts.ShotFired(weapon="revolver", planned=True, chamber=1)
    day.at("07:10", fired, source="statement")
    assert day.state().chambers("revolver")[1].lot == "dummies"


def test_a_hand_over_that_is_said_puts_its_receiver_at_no_certain_place(day: Day) -> None:
    day.passes("07:00", "armorer", "property-master", place="truck", source="statement")
    assert day.state().people["property-master"].place is None


def test_unloading_that_is_only_said_leaves_the_lot_in_its_chamber(day: Day) -> None:
    day.loads("07:00", "dummies", 1)
    day.unloads("07:10", "out", 1, n=1, seen_empty=True, source="statement")
    chamber = day.state().chambers("revolver")[1]
    assert (chamber.contents, chamber.lot) == ("unknown", "dummies")


def test_rounds_that_are_said_to_have_gone_into_a_lot_leave_it_where_it_is(
    day: Day, hearsay: SourceKind
) -> None:
    day.draws("07:00", "six", 6)
    more = acts.PortionDrawn(lot="dummies", portion="six", holder="case", n=2)
    day.at("07:10", more, source=hearsay)
    assert day.state().whereabouts("six").holder == "armorer"
