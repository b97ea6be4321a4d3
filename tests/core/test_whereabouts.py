"""Where things and people are: holders within holders, who has what, since when."""

from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.fold import apply
from coldset.core.state import Container, State, Whereabouts

Day = Any  # see conftest.py


@pytest.fixture
def nested(day: Day) -> Day:
    """The dummies in the case, the case in the safe, the safe on the set."""
    day.moves("07:00", "dummies", "case")
    day.moves("07:01", "case", "safe")
    return day


def test_a_chain_runs_from_the_nearest_holder_outwards(nested: Day) -> None:
    state = nested.state()
    assert list(state.chain("dummies")) == ["case", "safe", "set"]
    assert list(state.chain("revolver")) == ["armorer"]
    assert list(state.chain("set")) == []
    assert list(state.chain("nothing")) == []


def test_a_thing_is_at_the_place_of_what_it_is_in(nested: Day) -> None:
    state = nested.state()
    assert state.place_of("dummies") == "set"
    assert state.place_of("set") == "set"
    assert state.person_holding("dummies") is None


def test_what_somebody_carries_is_where_they_are(nested: Day) -> None:
    nested.moves("08:00", "safe", "operator", by="operator")
    assert nested.state().person_holding("dummies") == "operator"
    nested.at("08:10", acts.MealCalled(), by="operator", place="truck")
    state = nested.state()
    assert state.place_of("dummies") == "truck"
    assert state.place_of("operator") == "truck"


def test_what_somebody_took_away_with_them_is_at_no_place(day: Day) -> None:
    day.at("08:00", acts.PersonLeft(person="armorer"))
    state = day.state()
    assert state.place_of("revolver") is None
    assert state.person_holding("revolver") == "armorer"
    assert not state.people["armorer"].on_property


def test_what_is_with_a_holder_that_nothing_declared_is_at_no_place(day: Day) -> None:
    day.moves("08:00", "revolver", "barn")
    state = day.state()
    assert list(state.chain("revolver")) == ["barn"]
    assert state.place_of("revolver") is None
    assert state.place_of("barn") is None
    assert state.person_holding("revolver") is None


@pytest.mark.parametrize("start", ["a", "b", "c"])
def test_a_loop_of_holders_ends_and_is_nowhere(start: str) -> None:
    state = State()
    for name, holder in (("a", "b"), ("b", "c"), ("c", "a")):
        state.containers[name] = Container(name, "box", Whereabouts(holder, 0, None))
    assert len(list(state.chain(start))) == 2
    assert state.place_of(start) is None
    assert state.person_holding(start) is None


def test_a_thing_in_itself_is_nowhere() -> None:
    state = State()
    state.containers["a"] = Container("a", "box", Whereabouts("a", 0, None))
    assert list(state.chain("a")) == []
    assert state.place_of("a") is None


def test_contents_are_what_is_directly_in_a_holder(nested: Day) -> None:
    state = nested.state()
    assert state.contents("case") == ["dummies"]
    assert state.contents("safe") == ["case"]
    assert state.contents("armorer") == ["revolver"]
    assert state.contents("truck") == []


def test_whereabouts_say_since_when_by_whom_and_by_which_entry(day: Day) -> None:
    moved = day.moves("07:00", "revolver", "case")
    where = day.state().whereabouts("revolver")
    assert where == Whereabouts(
        holder="case",
        since_ms=moved.earliest_ms,
        by="armorer",
        event=moved.id,
    )


def test_people_and_places_have_no_whereabouts_of_a_thing(day: Day) -> None:
    assert day.state().whereabouts("armorer") is None
    assert day.state().whereabouts("set") is None


def test_a_move_without_a_carrier_leaves_a_gap(day: Day) -> None:
    day.moves("07:00", "revolver", "set")
    day.moves("07:10", "revolver", "truck", by=None)
    assert day.doubts() == []
    assert day.state().whereabouts("revolver").gap


def test_a_move_at_no_certain_instant_leaves_a_gap(day: Day) -> None:
    day.moves("07:00", "revolver", "truck", until="07:10")
    assert day.state().whereabouts("revolver").gap
    day.box("07:00", "blanks", until="08:00")
    assert day.state().whereabouts("blanks").gap


def test_a_certain_move_by_somebody_leaves_none(day: Day) -> None:
    day.moves("07:00", "revolver", "case")
    where = day.state().whereabouts("revolver")
    assert (where.gap, where.said, where.left) == (False, False, False)


def test_a_supervisor_stays_with_what_was_handed_over_and_goes_when_it_comes_back(
    day: Day,
) -> None:
    passed = acts.CustodyPassed(
        item="revolver", giver="armorer", receiver="performer", supervisor="armorer"
    )
    day.at("07:00", passed)
    where = day.state().whereabouts("revolver")
    assert (where.holder, where.supervisor, where.by) == ("performer", "armorer", "performer")
    back = acts.KitReturned(items=("revolver",), giver="performer", receiver="armorer")
    day.at("07:10", back)
    where = day.state().whereabouts("revolver")
    assert (where.holder, where.supervisor) == ("armorer", None)


def test_a_kit_is_issued_under_its_supervisor(day: Day) -> None:
    kit = acts.KitIssued(
        items=("revolver", "dummies"),
        giver="armorer",
        receiver="performer",
        supervisor="property-master",
    )
    day.at("07:00", kit)
    state = day.state()
    assert state.whereabouts("revolver").supervisor == "property-master"
    assert state.whereabouts("dummies").supervisor == "property-master"


def test_whoever_receives_is_where_it_was_handed_over(day: Day) -> None:
    day.passes("07:00", "armorer", "performer", place="truck")
    state = day.state()
    assert state.people["performer"].place == "truck"
    assert state.people["armorer"].place == "truck"


def test_hand_overs_of_a_weapon_come_in_order(day: Day) -> None:
    given = day.passes("07:00", "armorer", "performer")
    day.passes("07:01", "armorer", "operator", item="dummies")
    kit = acts.KitIssued(items=("revolver",), giver="performer", receiver="armorer")
    back = day.at("06:59", kit, by="performer")
    day.moves("07:30", "revolver", "safe")
    assert day.state().hand_overs("revolver") == [back, given]
    assert day.state().hand_overs("case") == []


def test_evidence_is_with_whoever_took_it(day: Day) -> None:
    seized = day.at("07:00", acts.EvidenceSeized(item="revolver", number="1"), by="operator")
    where = day.state().whereabouts("revolver")
    assert (where.holder, where.by, where.event) == ("operator", "operator", seized.id)
    day.at("07:10", acts.EvidenceSeized(item="dummies"), by=None)
    assert day.state().whereabouts("dummies").holder == "armorer"


def test_whoever_acts_or_sees_at_a_place_is_there_and_nowhere_else(day: Day) -> None:
    act = acts.BoreChecked(weapon="revolver", clear=True)
    event = day.at("07:00", act, place="truck", sees=("first-ad",))
    people = day.state().people
    for name in ("armorer", "first-ad"):
        assert (people[name].place, people[name].last_act_ms) == ("truck", event.earliest_ms)
    assert people["performer"].place == "set"
    assert people["performer"].last_act_ms < event.earliest_ms


def test_an_entry_without_a_place_leaves_people_where_they_are(day: Day) -> None:
    day.at("07:00", acts.ConcernRaised(text="too fast"), by="operator", place=None)
    assert day.state().people["operator"].place == "set"


def test_somebody_who_left_is_nowhere_until_they_are_seen_again(day: Day) -> None:
    day.at("07:00", acts.PersonLeft(person="operator"), by="operator")
    left = day.state().people["operator"]
    assert (left.on_property, left.place) == (False, None)
    day.at("08:00", acts.ConcernRaised(text="too fast"), by="operator")
    back = day.state().people["operator"]
    assert (back.on_property, back.place) == (True, "set")


def test_roles_and_duties_are_held_until_they_end(day: Day) -> None:
    day.at("07:00", acts.RoleAssigned(person="armorer", role="crew"))
    day.at("07:00", acts.DutyAssigned(person="armorer", duty="driving"))
    armorer = day.state().people["armorer"]
    assert (armorer.roles, armorer.duties) == ({"armorer", "crew"}, {"driving"})
    day.at("08:00", acts.RoleEnded(person="armorer", role="armorer"))
    day.at("08:00", acts.DutyEnded(person="armorer", duty="driving"))
    day.at("08:00", acts.RoleEnded(person="armorer", role="medic"))
    armorer = day.state().people["armorer"]
    assert (armorer.roles, armorer.duties) == ({"crew"}, set())
    assert day.doubts() == []


def test_the_record_has_a_title_a_zone_and_a_moment(day: Day) -> None:
    state = day.state()
    assert (state.title, state.zone) == ("a film", "America/Denver")
    assert state.now_ms == day.events[-1].earliest_ms


def test_the_moment_never_goes_back(day: Day) -> None:
    state = day.state()
    before = state.now_ms
    apply(state, day.events[0], 0)
    assert state.now_ms == before


def test_history_keeps_each_kind_in_order_of_effect(day: Day) -> None:
    later = day.at("09:00", acts.MealCalled())
    earlier = day.at("08:00", acts.MealCalled())
    wrapped = day.at("08:30", acts.Wrapped())
    state = day.state()
    assert state.of(acts.MealCalled) == [earlier, later]
    assert state.of(acts.Wrapped, acts.MealCalled) == [wrapped, earlier, later]
    assert state.of(acts.CutCalled) == []
    assert state.taken_in[-3:] == [earlier, wrapped, later]


def test_whoever_receives_a_thing_is_on_the_property(day: Day) -> None:
    day.at("07:00", acts.PersonLeft(person="operator"), by=None)
    day.passes("07:10", "armorer", "operator")
    operator = day.state().people["operator"]
    assert (operator.on_property, operator.place) == (True, "set")


def test_an_act_at_no_certain_instant_puts_its_people_nowhere_certain(day: Day) -> None:
    look = acts.BoreChecked(weapon="revolver", clear=True)
    day.at("07:00", look, place="truck", until="07:30", sees=("first-ad",))
    people = day.state().people
    assert (people["armorer"].place, people["first-ad"].place) == (None, None)
    assert people["armorer"].on_property


@pytest.mark.parametrize(
    "act",
    [
        acts.StatementMade(words="I saw nothing"),
        acts.StatementRevised(statement="e0", words="I saw it"),
        acts.AccountsOpened(accounts=("one", "two"), about="the box"),
        acts.EventRetracted(event="gone", reason="another day"),
        acts.EvidenceFiled(text="a box"),
        acts.ItemExamined(item="revolver", text="nothing found"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_speaking_of_the_set_puts_nobody_on_it(day: Day, act: Act) -> None:
    day.at("07:00", acts.PersonLeft(person="operator"), by=None)
    day.at("08:00", act, by="operator", sees=("first-ad",), place="truck")
    people = day.state().people
    assert (people["operator"].on_property, people["operator"].place) == (False, None)
    assert people["first-ad"].place == "set"
