"""Grounds that rank stories, what is foretold, and whose telling a step needs."""

from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.core import acts
from coldset.core.state import State
from coldset.core.words import Id
from coldset.inquiry.grounds import Weighing
from coldset.inquiry.story import Explanation, Passage, Prediction, Story
from coldset.margin.failures import Failure
from coldset.margin.terms import GroundWeights, StoryTerms

if TYPE_CHECKING:
    from conftest import Day


def by_origin(explanation: Explanation, thing: Id) -> Story:
    """The story that takes least of those that begin there."""
    begun = [one for one in explanation.stories if one.origin.thing == thing]
    return min(begun, key=lambda one: one.cost)


def careful_then_left(day: "Day") -> Id:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.left("10:00", "10:30")
    day.left("12:00", "13:00")
    return day.finds("14:00", "revolver", chamber=3)


# --- grounds


def test_each_ground_is_named(day: "Day") -> None:
    answer = day.explained(careful_then_left(day), within=1)
    put = by_origin(answer, "stage").grounds
    assert (put.acts, put.alone, put.entries, put.steps, put.strayed) == (1, 0, 0, 1, False)
    assert (put.window_ms, put.people, put.looks) == (90 * 60_000, 4, 0)
    assert put.left_out == len(by_origin(answer, "stage").left_out) > 0


def test_a_check_and_its_witness_at_one_look_are_one(day: "Day") -> None:
    answer = day.explained(careful_then_left(day), within=1)
    lot = by_origin(answer, "dummies")
    assert {failure.kind for failure in lot.failures} == {"check", "witness"}
    assert (lot.cost, lot.grounds.looks) == (2, 1)


def test_two_looks_are_two(day: "Day") -> None:
    day.checks("07:10", "dummies")
    day.checks("07:15", "dummies", by="property-master")
    day.loads("07:20", "dummies")
    lot = by_origin(day.explained(day.finds("08:00", "revolver")), "dummies")
    assert (lot.cost, lot.grounds.looks) == (2, 2)


def test_one_person_who_wrote_two_wrong_entries_was_wrong_twice(day: "Day") -> None:
    day.box("07:05", "others")
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.draws("07:20", "dummies", "six")
    day.loads("07:30", "six", read=())
    answer = day.explained(day.finds("08:00", "revolver"), within=2)
    mixed_up = [
        (sum(step.how == "mistaken" for step in one.passages), one.grounds.looks)
        for one in answer.stories
        if {failure.kind for failure in one.failures} == {"record"}
    ]
    assert (1, 1) in mixed_up
    assert all(looks == wrong for wrong, looks in mixed_up if wrong)


def test_each_wrong_entry_beyond_the_first_of_a_writer_is_one_more() -> None:
    steps = tuple(Passage(how="mistaken", into=f"gun-{n}", event=f"e{n}") for n in range(3))
    wrong = frozenset({Failure("record", "armorer")})
    weighing = Weighing(State(), GroundWeights(look=2))
    one, three = (weighing.grounds(passed, wrong, ()) for passed in (steps[:1], steps))
    assert [(told.looks, told.standing) for told in (one, three)] == [(1, -2), (3, -6)]


@pytest.mark.parametrize(
    ("ground", "standing"),
    [("left_out", 2 * 4), ("window_hour", 1), ("ten_people", 0), ("look", 0), ("act", -1)],
)
def test_the_policy_weighs_the_grounds(day: "Day", ground: str, standing: int) -> None:
    find = careful_then_left(day)
    weight = 2 if ground == "left_out" else 1
    grounds = msgspec.convert({ground: weight}, GroundWeights)
    day.terms = msgspec.structs.replace(day.terms, stories=StoryTerms(grounds=grounds))
    story = by_origin(day.explained(find, within=1), "stage")
    expected = 2 * story.grounds.left_out if ground == "left_out" else standing
    assert story.grounds.standing == expected


@pytest.mark.parametrize(
    ("ground", "standing"), [("step", -2), ("alone", -1), ("strayed", -1), ("entry", -1)]
)
def test_what_counts_against_a_story_is_taken_from_its_standing(ground: str, standing: int) -> None:
    weighing = Weighing(State(), msgspec.convert({ground: 1}, GroundWeights))
    steps = (
        Passage(how="exposed", into="box", windows=((0, 5),), could=("ann",)),
        Passage(how="mistaken", into="gun", event="e1"),
    )
    wrong = frozenset({Failure("record", "ann")})
    assert weighing.grounds(steps, wrong, (), "weapon").standing == standing
    other = weighing.grounds(steps[1:], frozenset(), (), "weapon").standing
    assert other == (-1 if ground == "step" else 0)


def test_a_window_of_days_is_a_vague_record_and_no_better_ground() -> None:
    weighing = Weighing(State(), GroundWeights(window_hour=2, hours_max=3))
    hours = [
        weighing.grounds(
            (Passage(how="exposed", into="gun", windows=((0, n * 3_600_000),)),), frozenset(), ()
        )
        for n in (1, 3, 900)
    ]
    assert [one.standing for one in hours] == [2, 6, 6]


def test_what_was_observed_and_has_no_place_ranks_a_story_lower(day: "Day") -> None:
    answer = day.explained(careful_then_left(day), within=1)
    first = answer.stories[0]
    beside = msgspec.structs.replace(first, beside=1)
    weighed = day.terms.stories.grounds.unexplained
    assert beside.rank[0] - first.rank[0] == weighed > day.terms.stories.grounds.count


def test_without_weights_all_of_one_cost_are_a_tie(day: "Day") -> None:
    day.loads("07:20", "dummies")
    day.box("07:05", "others")
    day.merges("07:30", ("dummies", "others"), "all")
    find = day.finds("14:00", "all")
    day.terms = msgspec.structs.replace(day.terms, stories=StoryTerms())
    answer = day.explained(find, within=0)
    assert len(answer.first()) == len(answer.stories) > 1


# --- what is foretold


def foretold(story: Story) -> set[tuple[str, Id, Id]]:
    return {(one.code, one.about, one.at) for one in story.predicts}


def test_what_took_a_dummys_place_leaves_it_over_there(day: "Day") -> None:
    answer = day.explained(careful_then_left(day), within=1)
    assert foretold(by_origin(answer, "stage")) == {("one-over", "dummies", "stage")}


@pytest.mark.parametrize("how", ["unloaded", "never-loaded", "some-loaded"])
def test_nothing_is_displaced_where_a_chamber_may_have_been_free(day: "Day", how: str) -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    empty = tuple(acts.Sight(chamber=n, contents="empty") for n in range(1, 7))
    seen = acts.WeaponShown(weapon="revolver", sights=empty)
    day.at("07:15", seen, sees={"property-master": 6})
    if how != "never-loaded":
        day.loads(
            "07:20", "dummies", chambers=(1, 2) if how == "some-loaded" else (1, 2, 3, 4, 5, 6)
        )
    if how == "unloaded":
        out = acts.RoundsUnloaded(weapon="revolver", lot="out", holder="armorer", seen_empty=True)
        day.at("11:00", out, sees={"property-master": 6})
    day.left("12:00", "13:00")
    answer = day.explained(day.finds("14:00", "revolver", chamber=3), within=1)
    put = [one for one in answer.stories if one.origin.kind == "unrecorded"]
    assert put
    assert all(foretold(one) == set() for one in put if one.passages[-1].off_record)


def test_a_mix_up_leaves_one_lot_short_and_the_named_one_over(day: "Day") -> None:
    day.box("07:05", "live-box", claimed="dummy")
    day.loads("07:20", "dummies", read=())
    answer = day.explained(day.finds("08:00", "revolver"), within=1)
    mixed_up = next(
        one
        for one in answer.stories
        if one.origin.thing == "live-box" and one.passages[0].how == "mistaken"
    )
    assert {("count-higher", "dummies", ""), ("one-short", "live-box", "")} <= foretold(mixed_up)


def test_a_lot_that_held_one_may_hold_more_unless_it_is_said_to(day: "Day") -> None:
    day.box("07:05", "live-box", claimed="live")
    day.merges("07:30", ("dummies", "live-box"), "all")
    answer = day.explained(day.finds("08:00", "all"), within=0)
    more = Prediction(code="more-in-lot", about="live-box")
    assert more not in by_origin(answer, "live-box").predicts
    assert Prediction(code="more-in-lot", about="dummies") in by_origin(answer, "dummies").predicts


# --- whose telling


def told_elsewhere(day: "Day", *, account: str) -> Id:
    """By the record the gun is watched on the stage; by an account it lay in the truck."""
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.moves("09:00", "revolver", "truck", place="truck", said=True, account=account)
    day.moves("10:00", "revolver", "armorer")
    return day.finds("11:00", "revolver", chamber=3)


@pytest.mark.parametrize("account", ["lunch", ""])
def test_a_step_that_only_an_account_makes_possible_names_it(day: "Day", account: str) -> None:
    answer = day.explained(told_elsewhere(day, account=account), within=0)
    (put,) = [one for one in answer.stories if one.origin.kind == "unrecorded"]
    assert put.passages[0].place == "*"
    assert put.passages[0].account == account
    assert put.accounts == ((account,) if account else ())


def test_what_the_record_itself_opens_needs_no_account(day: "Day") -> None:
    find = careful_then_left(day)
    day.moves("09:00", "dummies", "truck", said=True, account="lunch", place="truck")
    put = by_origin(day.explained(find, within=0), "stage")
    assert put.accounts == ()
