"""Stories end where the find was, say no more than is needed, and are told in time order."""

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.words import Id
from coldset.inquiry.explain import COST_MAX
from coldset.inquiry.story import Explanation, Origin, Passage, Story
from coldset.inquiry.together import explain_together
from coldset.margin.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

    Clock = Callable[[str], int]


def careful(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.draws("08:00", "dummies", "six", read=("dummies",))
    day.loads("08:00", "six")
    day.shows("08:00")


# --- a find after checks: whoever's check failed is told as if it had been in their pockets


def test_a_find_in_a_weapon_is_never_told_as_if_it_had_been_in_somebodys_pockets(
    day: "Day",
) -> None:
    """Each story of a find ends in the thing that it was found in."""
    careful(day)
    explanation = day.explained(day.finds("08:01", "revolver", chamber=1), within=3)
    for story in explanation.stories:
        ends = story.passages[-1].into if story.passages else story.origin.thing
        assert ends == "revolver", (story.origin, story.cost)


def test_the_ways_past_every_check_are_told(day: "Day") -> None:
    careful(day)
    explanation = day.explained(day.finds("08:00", "revolver", chamber=1), within=0)
    assert [(one.origin.thing, one.cost) for one in explanation.stories] == [("dummies", 3)]
    assert explanation.complete_to == 3


# --- windows


def test_an_act_is_over_before_the_step_that_follows_it(day: "Day", clock_ms: "Clock") -> None:
    """What went into the box after the loading at 10:00 is not in the weapon."""
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("10:00", "dummies")
    find = day.finds("11:00", "revolver", chamber=1)
    stories = [
        story
        for story in day.explained(find, within=2).stories
        if [passage.into for passage in story.passages] == ["dummies", "revolver"]
    ]
    assert stories
    for story in stories:
        assert max(end for _, end in story.passages[0].windows) <= clock_ms("10:00")


def test_an_act_is_over_before_the_find(day: "Day", clock_ms: "Clock") -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    find = day.finds("11:00", "revolver", chamber=1)
    day.at("12:00", acts.StatementMade(words="it was like this"))
    for story in day.explained(find, within=2).stories:
        for passage in story.passages:
            assert all(end <= clock_ms("11:00") for _, end in passage.windows)


def test_an_act_that_an_act_follows_is_over_before_the_find(day: "Day", clock_ms: "Clock") -> None:
    """Each of two things may lie open to this day; what was put into them was there by then."""
    day.box("07:05", "live-box", holder="stage", claimed="live")
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="stage"))
    day.checks("07:15", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.moves("08:00", "revolver", "stage")
    day.at("08:00", acts.PlaceLeft(holder="revolver"))
    stories = day.explained(day.finds("11:00", "revolver", chamber=1), within=3).stories
    assert any(sum(step.off_record for step in one.passages) > 1 for one in stories)
    for one in stories:
        for step in one.passages:
            assert all(end <= clock_ms("11:00") for _, end in step.windows), step


# --- minimal


def test_no_story_is_another_one_with_more_failures(day: "Day") -> None:
    """The armorer wrote two checks down late: if their word is worth nothing, that is enough."""
    day.checks("08:00", "dummies", sees={"property-master": 50}, written="09:00")
    day.checks("10:00", "dummies", written="11:00")
    explanation = day.explained(day.finds("12:00", "dummies"), within=3)
    lots = [story for story in explanation.stories if story.origin.kind == "lot"]
    for one, other in combinations(lots, 2):
        assert not one.failures < other.failures, (one.failures, other.failures)


# --- up to which cost


@pytest.mark.parametrize("within", [0, 1])
def test_what_came_through_a_controlled_line_costs_its_control(bare: "Day", within: int) -> None:
    bare.at("04:00", acts.LineControlled(), by="guard", place=None)
    bare.opens()
    explanation = bare.explained(bare.finds("09:00", "dummies"), within)
    assert min(story.cost for story in explanation.stories) == 1
    assert explanation.complete_to == 1 + within


@pytest.mark.parametrize("at", ["stage", "a-pew-that-nobody-declared"])
def test_a_round_on_the_floor_has_a_story(day: "Day", at: Id) -> None:
    """At every place there is always a floor that nothing speaks against."""
    explanation = day.explained(day.finds("09:00", at))
    assert explanation.stories
    assert explanation.complete_to < COST_MAX


# --- left out


def test_the_portion_of_a_checked_lot_was_checked(day: "Day") -> None:
    careful(day)
    day.left("10:00", "11:00")
    explanation = day.explained(day.finds("12:00", "revolver"), within=4)
    drawn = [story for story in explanation.stories if len(story.passages) > 1]
    assert drawn
    for story in drawn:
        assert "lot-unchecked" not in {one.code for one in story.left_out}


def test_nobody_is_told_to_have_passed_their_own_watch(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.checks("07:30", "dummies", sees={"property-master": 50})
    explanation = day.explained(day.finds("12:00", "revolver"), within=2)
    for story in explanation.stories:
        for passage in story.passages:
            if passage.how == "pocketed":
                assert not set(passage.watched_by) & set(passage.could or ())


# --- together


def failed(*names: Id) -> frozenset[Failure]:
    return frozenset(Failure("check", name, "rattle") for name in names)


def story_of(source: Id, *names: Id, passages: tuple[Passage, ...] = ()) -> Story:
    return Story(
        origin=Origin(kind="lot", thing=source),
        passages=passages,
        failures=failed(*names),
        cost=len(names) + len(passages),
        left_out=(),
        predicts=(),
    )


def found(find: Id, *stories: Story) -> Explanation:
    return Explanation(find=find, thing=find, stories=stories, complete_to=9)


def test_the_stories_that_share_most_are_told_together() -> None:
    """`y` explains both finds: one source and one failure."""
    told = [
        found("a", story_of("box", "x"), story_of("box", "y")),
        found("b", story_of("box", "y")),
    ]
    (answer, *_) = explain_together(told)
    assert answer.cost == 2


def test_an_act_that_two_finds_rest_on_counts_once() -> None:
    """A round was put into the box once, and both weapons were loaded from it."""
    once = Passage(how="exposed", into="dummies", place="stage", windows=((1, 2),))
    told = [
        found("a", story_of("live-box", passages=(once,))),
        found("b", story_of("live-box", passages=(once,))),
    ]
    (answer, *_) = explain_together(told)
    assert answer.cost == 2


def test_four_finds_with_nothing_in_common_are_explained_all_the_same() -> None:
    told = [found(str(n), story_of(f"box-{n}")) for n in range(4)]
    assert explain_together(told)


NAMES = st.sets(st.sampled_from("xyz"), max_size=2)
STORIES = st.builds(
    lambda source, names: story_of(source, *sorted(names)), st.sampled_from("ABC"), NAMES
)


@given(st.lists(st.lists(STORIES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_it_is_what_trying_every_choice_gives(listed: list[list[Story]]) -> None:
    told = [found(str(number), *stories) for number, stories in enumerate(listed)]
    cheapest = min(
        len({one.origin for one in chosen})
        + len({failure for one in chosen for failure in one.failures})
        for chosen in product(*listed)
    )
    assert explain_together(told)[0].cost == cheapest
