"""Stories by hand: where they begin, what they pass, when, who could, and what was left out."""

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.core import acts
from coldset.core.known import known
from coldset.core.words import Id
from coldset.errors import ColdsetError
from coldset.inquiry.explain import explain
from coldset.inquiry.stories import joined_windows
from coldset.inquiry.story import Explanation, Story
from coldset.margin.lookout import Lookout
from coldset.margin.terms import COUNT_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

    Clock = Callable[[str], int]


def begun(explanation: Explanation) -> list[tuple[str, Id, int]]:
    return [(one.origin.kind, one.origin.thing, one.cost) for one in explanation.stories]


def route(story: Story) -> list[tuple[str, Id]]:
    return [(passage.how, passage.into) for passage in story.passages]


def codes(items: Iterable[object]) -> list[str]:
    return [getattr(item, "code", "") for item in items]


def only(explanation: Explanation, kind: str, thing: Id) -> list[Story]:
    return [
        one for one in explanation.stories if one.origin.kind == kind and one.origin.thing == thing
    ]


# --- where stories begin


def test_a_lot_that_nobody_checked_is_a_story_that_costs_nothing(day: "Day") -> None:
    loading = day.loads("08:00", "dummies")
    explanation = day.explained(day.finds("09:00", "revolver", chamber=3), within=0)
    assert (explanation.thing, explanation.complete_to) == ("revolver", 0)
    (story,) = explanation.stories
    assert (story.origin.kind, story.origin.thing) == ("lot", "dummies")
    assert route(story) == [("loaded", "revolver")]
    assert story.passages[0].event == loading
    assert (story.cost, story.failures) == (0, frozenset())


def test_a_weapon_that_nobody_looked_into_came_with_it(day: "Day") -> None:
    explanation = day.explained(day.finds("09:00", "revolver", chamber=3), within=0)
    (story,) = explanation.stories
    assert (story.origin.kind, story.origin.thing, story.passages) == ("weapon", "revolver", ())
    assert codes(story.left_out) == ["never-shown"]


def test_a_bag_that_nobody_looked_into_brought_it(day: "Day") -> None:
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="stage"))
    explanation = day.explained(day.finds("09:00", "bag"), within=0)
    assert begun(explanation) == [("container", "bag", 0)]


def test_a_round_in_somebodys_pockets_came_in_with_them(day: "Day") -> None:
    explanation = day.explained(day.finds("09:00", "first-ad"), within=0)
    (story,) = explanation.stories
    assert (story.origin.kind, story.origin.thing) == ("person", "first-ad")
    assert set(codes(story.left_out)) == {"line-uncontrolled", "nobody-searched"}


def test_a_round_that_nobody_recorded_was_put_there_while_nobody_watched(
    day: "Day", clock_ms: "Clock"
) -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    explanation = day.explained(day.finds("14:00", "revolver", chamber=3), within=0)
    (story,) = explanation.stories
    assert (story.origin.kind, story.origin.thing, story.cost) == ("unrecorded", "stage", 1)
    (passage,) = story.passages
    assert passage.off_record
    assert passage.windows == ((clock_ms("12:00"), clock_ms("13:00")),)
    assert passage.could == ("armorer", "first-ad", "performer", "property-master")
    assert passage.watched_by == ()
    assert {"unwatched", "unlocked"} <= set(codes(story.left_out))
    assert [(p.code, p.about, p.at) for p in story.predicts] == [("one-over", "dummies", "stage")]


# --- minimal and distinct


def test_chambers_and_people_and_minutes_make_no_stories_of_their_own(
    day: "Day", clock_ms: "Clock"
) -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.left("10:00", "10:30")
    day.left("12:00", "12:30")
    explanation = day.explained(day.finds("14:00", "revolver"), within=0)
    (story,) = explanation.stories
    assert story.passages[0].windows == (
        (clock_ms("10:00"), clock_ms("10:30")),
        (clock_ms("12:00"), clock_ms("12:30")),
    )


def test_stretches_that_touch_are_one_window(day: "Day", clock_ms: "Clock") -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.moves("12:00", "revolver", "stage")
    day.at("12:00", acts.PlaceLeft(holder="revolver"))
    day.at("12:20", acts.PersonEntered(person="visitor"), by="visitor")
    day.moves("13:00", "revolver", "armorer")
    explanation = day.explained(day.finds("14:00", "revolver"), within=0)
    (story,) = explanation.stories
    assert story.passages[0].windows == ((clock_ms("12:00"), clock_ms("13:00")),)
    assert "visitor" in (story.passages[0].could or ())


@pytest.mark.parametrize(
    ("windows", "joined"),
    [
        ([], ()),
        ([(3, 4), (1, 2)], ((1, 2), (3, 4))),
        ([(1, 2), (2, 3)], ((1, 3),)),
        ([(1, 9), (2, 3)], ((1, 9),)),
        ([(1, 3), (2, 5), (5, 5), (7, 8)], ((1, 5), (7, 8))),
    ],
)
def test_windows_that_touch_or_overlap_are_joined(
    windows: list[tuple[int, int]], joined: tuple[tuple[int, int], ...]
) -> None:
    assert joined_windows(windows) == joined


def rich(day: "Day") -> Explanation:
    """A record with many ways up to a dear one."""
    day.box("07:05", "live-box", holder="stage", claimed="live")
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    day.moves("07:30", "bag", "stage")
    day.moves("08:00", "dummies", "bag")
    day.moves("09:00", "dummies", "armorer")
    day.draws("09:10", "dummies", "six")
    day.loads("09:20", "six")
    day.left("10:00", "10:30")
    return day.explained(day.finds("11:00", "revolver", chamber=2), within=3)


def test_no_two_stories_are_the_same_in_all_but_windows(day: "Day") -> None:
    stories = rich(day).stories
    told = [
        (
            one.origin,
            one.failures,
            tuple((p.how, p.into, p.event, p.place, p.watched_by) for p in one.passages),
        )
        for one in stories
    ]
    assert len(told) == len(set(told)) > 10


def test_no_story_is_another_one_with_more_failures(day: "Day") -> None:
    for one, other in combinations(rich(day).stories, 2):
        same = one.origin == other.origin and route(one) == route(other)
        same = same and [p.windows for p in one.passages] == [p.windows for p in other.passages]
        assert not same or not (one.failures < other.failures or other.failures < one.failures)


def test_nobody_puts_a_round_into_what_it_already_was_in(day: "Day") -> None:
    for story in rich(day).stories:
        passed = [story.origin.thing]
        for passage in story.passages:
            assert not passage.off_record or passage.into not in passed
            passed.append(passage.into)


def test_no_act_is_done_before_the_step_that_precedes_it(day: "Day") -> None:
    stories = rich(day).stories
    moments = {event.id: event.earliest_ms for event in day.events}
    assert any(len(story.passages) > 2 for story in stories)
    for story in stories:
        after = moments.get(story.origin.event, 0)
        for passage in story.passages:
            if passage.off_record:
                assert passage.windows[0][0] >= after
                assert all(start <= end for start, end in passage.windows)
                after = passage.windows[0][0]
            else:
                assert moments[passage.event] >= after
                after = moments[passage.event]


def test_searched_people_are_no_dearer_form_of_a_stray(day: "Day") -> None:
    """While nobody watches, whoever it was need not have had it in their pockets."""
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    explanation = day.explained(day.finds("14:00", "revolver"), within=2)
    people = {one.passages[0].how for one in explanation.stories if one.origin.kind == "person"}
    assert people <= {"pocketed"}, "only past one's own watch are pockets a way of their own"


# --- ranked


def test_what_a_story_takes_ranks_it_first_unless_the_policy_weighs_it(day: "Day") -> None:
    weighed = day.terms.stories.grounds
    for grounds in (weighed, msgspec.structs.replace(weighed, count=COUNT_FIRST)):
        terms = msgspec.structs.replace(day.terms.stories, grounds=grounds)
        other = type(day)()
        other.opens()
        other.terms = msgspec.structs.replace(day.terms, stories=terms)
        stories = rich(other).stories
        ranks = [story.rank for story in stories]
        costs = [story.cost for story in stories]
        assert ranks == sorted(ranks)
        assert len(set(ranks)) > 5
        assert (costs == sorted(costs)) == (grounds is not weighed)
        assert [story.place for story in stories] == list(range(1, len(stories) + 1))


@pytest.mark.parametrize(
    ("few", "far", "complete_to"), [(0, 9, 1), (99, 0, 1), (99, 2, 2), (99, 3, 3), (1, 9, 1)]
)
def test_a_short_list_is_searched_further_as_the_policy_says(
    day: "Day", few: int, far: int, complete_to: int
) -> None:
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    find = day.finds("14:00", "revolver")
    terms = msgspec.structs.replace(day.terms.stories, few=few, far=far)
    day.terms = msgspec.structs.replace(day.terms, stories=terms)
    told = explain(day.view(), find)
    assert told.complete_to == complete_to
    assert told == day.explained(find, complete_to)
    assert 1 < len(day.explained(find, 1).stories) <= len(day.explained(find, 2).stories) <= 99


def unplaced(stories: Iterable[Story]) -> list[Story]:
    """Stories in their order, without the place that each has in its list."""
    return [msgspec.structs.replace(one, place=0) for one in stories]


def test_every_story_up_to_the_cost_is_there_and_none_beyond_it(day: "Day") -> None:
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    find = day.finds("14:00", "revolver")
    widest = day.explained(find, within=3)
    for within in range(4):
        explanation = day.explained(find, within)
        assert explanation.complete_to == within
        assert set(begun(explanation)) == {one for one in begun(widest) if one[-1] <= within}
        placed = [one for one in widest.stories if one.cost <= within]
        assert unplaced(explanation.stories) == unplaced(placed)


def test_the_cheapest_story_costs_what_the_margin_was(day: "Day") -> None:
    for clock, seconds in (("07:30", 0), ("08:30", 0), ("10:10", 1), ("11:00", 1)):
        other = type(day)()
        other.opens()
        other.loads("07:10", "dummies")
        if seconds:
            other.checks("07:05", "dummies", sees={"property-master": 50})
        other.left("10:00", "10:20")
        other.events = [event for event in other.events if event.earliest_ms < ms_of(clock)]
        before = Lookout(other.terms).at(known(other.events), ms_of(clock))
        margin = before.figure("live", "revolver").margin
        explanation = other.explained(other.finds(clock, "revolver"), within=0)
        assert {story.cost for story in explanation.stories} == {margin}


def ms_of(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return (hour * 60 + minute) * 60_000


# --- accounts


def two_tellings(day: "Day") -> Explanation:
    day.box("07:05", "others")
    told = acts.AccountsOpened(accounts=("one", "other"), about="which box was used")
    day.at("07:06", told, by=None, place=None)
    day.draws("08:00", "dummies", "six", account="one")
    day.draws("08:00", "others", "six", account="other")
    day.at("08:30", acts.StatementMade(words="as the one says"), account="one")
    day.loads("09:00", "six", account="one")
    return day.explained(day.finds("10:00", "revolver"), within=1)


def test_no_story_needs_two_accounts_that_exclude_each_other(day: "Day") -> None:
    explanation = two_tellings(day)
    assert explanation.stories
    for story in explanation.stories:
        assert not {"one", "other"} <= set(story.accounts)
    assert {"dummies"} == {
        one.origin.thing
        for one in explanation.stories
        if one.origin.kind == "lot" and one.cost == 0
    }


def test_a_story_names_the_account_it_needs(day: "Day") -> None:
    (story, *_) = only(two_tellings(day), "lot", "dummies")
    assert route(story) == [("drawn", "six"), ("loaded", "revolver")]
    assert story.accounts == ("one",)


# --- what was left out, and what must be so


def test_a_loading_without_a_witness_was_left_out(day: "Day") -> None:
    loading = day.loads("08:00", "dummies")
    (story,) = day.explained(day.finds("09:00", "revolver"), within=0).stories
    assert [(one.code, one.about, one.event) for one in story.left_out] == [
        ("lot-unchecked", "dummies", ""),
        ("loading-unwitnessed", "revolver", loading),
        ("never-shown", "revolver", ""),
    ]


def test_what_was_done_was_not_left_out(day: "Day") -> None:
    day.loads("08:00", "dummies", sees={"property-master": 6})
    day.checks("08:30", "dummies", n=44)
    day.shows("08:40", sees={})
    day.events[-1] = type(day.events[-1])(
        **{name: getattr(day.events[-1], name) for name in day.events[-1].__struct_fields__}
        | {"by": None}
    )
    (story, *_) = only(day.explained(day.finds("09:00", "revolver"), within=0), "lot", "dummies")
    assert codes(story.left_out) == []


def test_a_lot_put_together_with_one_that_nobody_checked_was_not_checked(day: "Day") -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.box("07:20", "others")
    day.merges("07:30", ("dummies", "others"), "all")
    day.loads("08:00", "all")
    (story, *_) = only(day.explained(day.finds("09:00", "revolver"), within=0), "lot", "others")
    unchecked = [one.about for one in story.left_out if one.code == "lot-unchecked"]
    assert unchecked == ["others", "all"]


def test_a_step_known_from_a_statement_alone_says_so(day: "Day") -> None:
    loading = day.loads("08:00", "dummies", said=True)
    explanation = day.explained(day.finds("09:00", "revolver"), within=0)
    (story,) = only(explanation, "lot", "dummies")
    assert ("said-only", loading) in [(one.code, one.about) for one in story.left_out]


def test_the_first_control_that_was_left_out_is_the_first_on_the_way(day: "Day") -> None:
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    story = next(
        one
        for one in day.explained(day.finds("14:00", "revolver"), within=1).stories
        if one.origin.kind == "unrecorded"
    )
    assert codes(story.left_out) == [
        "line-uncontrolled",
        "nobody-searched",
        "unwatched",
        "unlocked",
        "never-shown",
    ]


def test_behind_a_controlled_line_the_line_was_not_left_out(bare: "Day") -> None:
    bare.at("04:00", acts.LineControlled(), by="guard", place=None)
    bare.opens()
    bare.checks("07:10", "dummies", sees={"property-master": 50})
    bare.loads("07:20", "dummies")
    bare.left("12:00", "13:00")
    explanation = bare.explained(bare.finds("14:00", "revolver"), within=2)
    past = [
        one
        for one in only(explanation, "unrecorded", "stage")
        if any(failure.kind == "line" for failure in one.failures)
    ]
    assert past
    assert all("line-uncontrolled" not in codes(one.left_out) for one in past)


def test_rounds_are_conserved(day: "Day") -> None:
    day.box("07:05", "live-box", holder="stage", claimed="live")
    day.moves("08:00", "dummies", "stage")
    day.at("08:00", acts.PlaceLeft(holder="dummies"))
    day.moves("09:00", "dummies", "armorer")
    day.loads("09:10", "dummies")
    explanation = day.explained(day.finds("10:00", "revolver"), within=2)
    foretold = {
        tuple(route(one)): {(p.code, p.about) for p in one.predicts}
        for one in only(explanation, "lot", "live-box")
    }
    among = foretold[("exposed", "dummies"), ("loaded", "revolver")]
    assert among == {
        ("same-make", "live-box"),
        ("one-short", "live-box"),
        ("count-higher", "dummies"),
    }
    straight = foretold[(("exposed", "revolver"),)]
    assert straight == {
        ("same-make", "live-box"),
        ("one-short", "live-box"),
        ("one-over", "dummies"),
    }


# --- what is no find


@pytest.mark.parametrize("name", ["nothing", "e0", ""])
def test_what_is_no_find_is_refused(day: "Day", name: str) -> None:
    day.finds("09:00", "revolver")
    with pytest.raises(ColdsetError) as refusal:
        day.explained(name)
    assert refusal.value.code == "find-unknown"
    assert refusal.value.fields == {"find": name}


def test_a_find_is_asked_by_its_own_hazard(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.checks("08:10", "dummies", n=44)
    (story, *_) = day.explained(day.finds("09:00", "revolver", "blank"), within=0).stories
    assert (story.origin.thing, story.cost) == ("dummies", 0)


def test_the_same_record_gives_the_same_stories_in_the_same_order(day: "Day") -> None:
    first = rich(day)
    assert day.explained(first.find, within=3) == first


# --- loops, and rounds that are on record as live


def test_taken_out_and_put_back_by_the_record_is_no_story_of_its_own(day: "Day") -> None:
    """Loaded from the box, unloaded, loaded again: the second time tells nothing new."""
    first = day.loads("08:00", "dummies")
    out = acts.RoundsUnloaded(weapon="revolver", lot="out", holder="armorer")
    day.at("09:00", out)
    day.loads("10:00", "out")
    explanation = day.explained(day.finds("11:00", "revolver"), within=1)
    for story in explanation.stories:
        things = [story.origin.thing, *(passage.into for passage in story.passages)]
        steps = [passage.off_record for passage in story.passages]
        assert len(set(things)) == len(things) or any(steps), route(story)
    (lot, *_) = only(explanation, "lot", "dummies")
    assert [passage.event for passage in lot.passages] == [first]


def test_a_live_round_on_record_is_none_that_nobody_recorded(day: "Day") -> None:
    """From its box into a bag, both unseen, and with the bag to the gun: two acts, and told."""
    day.box("07:05", "live-box", holder="truck", claimed="live", place="truck", by="performer")
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    day.checks("07:15", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.moves("08:00", "bag", "stage")
    day.left("09:00", "10:00")
    explanation = day.explained(day.finds("11:00", "revolver", chamber=1), within=3)
    told = [route(story) for story in only(explanation, "lot", "live-box")]
    assert [("exposed", "bag"), ("exposed", "revolver")] in told


def test_a_bullet_in_the_barrel_was_struck_there(day: "Day") -> None:
    day.loads("08:00", "dummies")
    struck = day.at("09:00", acts.HammerFell(weapon="revolver", chamber=1))
    explanation = day.explained(day.finds("10:00", "revolver", hazard="lodged"), within=1)
    (story, *_) = only(explanation, "lot", "dummies")
    assert [(p.how, p.event) for p in story.passages][-1] == ("fired", struck)


def test_a_trigger_that_nobody_recorded_is_an_act(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.left("09:00", "10:00")
    explanation = day.explained(day.finds("11:00", "revolver", hazard="lodged"), within=2)
    pulled = [
        story
        for story in only(explanation, "lot", "dummies")
        if story.passages[-1].how == "fired" and story.passages[-1].off_record
    ]
    assert pulled
    assert all(story.cost == len(story.failures) + 1 for story in pulled)
