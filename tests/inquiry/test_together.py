"""Several finds explained as one: what they share is counted once."""

from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.core.words import Id
from coldset.inquiry.story import Explanation, Origin, Passage, Story
from coldset.inquiry.together import SOURCES_MAX, explain_together
from coldset.margin.failures import Failure

if TYPE_CHECKING:
    from conftest import Day


def failed(*names: Id) -> frozenset[Failure]:
    return frozenset(Failure("check", name, "rattle") for name in names)


def lot(thing: Id) -> Origin:
    return Origin(kind="lot", thing=thing, event=f"{thing}-came")


def story(source: Id, *names: Id, passages: tuple[Passage, ...] = ()) -> Story:
    acts = sum(passage.off_record for passage in passages)
    return Story(
        origin=lot(source),
        passages=passages,
        failures=failed(*names),
        cost=len(names) + acts,
        left_out=(),
        predicts=(),
    )


def put(into: Id) -> Passage:
    return Passage(how="exposed", into=into, place="stage", windows=((1, 2),))


def found(find: Id, *stories: Story) -> Explanation:
    return Explanation(find=find, thing=find, stories=stories, complete_to=9)


def sources(explained: Iterable[Explanation]) -> list[tuple[set[Id], int]]:
    return [
        ({source.thing for source in one.sources}, one.cost) for one in explain_together(explained)
    ]


def test_one_source_of_two_finds_counts_once() -> None:
    told = [found("a", story("box")), found("b", story("box"))]
    assert sources(told) == [({"box"}, 1)]


def test_a_failure_that_two_finds_need_counts_once() -> None:
    told = [found("a", story("box", "x", "y")), found("b", story("box", "y"))]
    assert sources(told) == [({"box"}, 1 + 2)]


def test_a_common_source_goes_before_two_of_the_same_cost_each() -> None:
    told = [
        found("a", story("left"), story("box")),
        found("b", story("right"), story("box")),
    ]
    assert sources(told) == [({"box"}, 1), ({"left", "right"}, 2)]


def test_two_sources_go_before_a_common_one_that_needs_more_failures() -> None:
    told = [
        found("a", story("left"), story("box", "x", "y")),
        found("b", story("right"), story("box", "z")),
    ]
    assert sources(told) == [({"left", "right"}, 2), ({"box", "left"}, 3), ({"box"}, 4)]


def test_a_set_with_a_source_too_many_is_left_out() -> None:
    told = [found("a", story("box"), story("other")), found("b", story("box"))]
    assert sources(told) == [({"box"}, 1)]


def test_a_larger_set_stays_where_it_is_cheaper() -> None:
    told = [
        found("a", story("box", "x", "y", "z"), story("other")),
        found("b", story("box")),
    ]
    assert sources(told) == [({"box", "other"}, 2), ({"box"}, 4)]


def test_each_find_has_its_story_in_the_order_of_the_finds() -> None:
    told = [found("b", story("box", "x")), found("a", story("box", "y"))]
    (answer,) = explain_together(told)
    assert answer.finds == ("b", "a")
    assert [one.failures for one in answer.stories] == [failed("x"), failed("y")]
    assert answer.sources == (lot("box"),)


def test_of_several_stories_of_one_source_the_cheapest_is_told() -> None:
    told = [found("a", story("box", "x", "y"), story("box", "z"))]
    (answer,) = explain_together(told)
    assert answer.stories[0].failures == failed("z")
    assert answer.cost == 2


def test_acts_of_different_finds_count_each() -> None:
    told = [
        found("a", story("box", passages=(put("a"),))),
        found("b", story("box", passages=(put("b"),))),
    ]
    assert sources(told) == [({"box"}, 1 + 2)]


def test_a_find_that_nothing_explains_leaves_nothing_together() -> None:
    assert explain_together([found("a", story("box")), found("b")]) == ()


def test_the_same_thing_by_two_entries_is_two_sources() -> None:
    one = story("box")
    other = Story(
        origin=Origin(kind="lot", thing="box", event="came-again"),
        passages=(),
        failures=frozenset(),
        cost=0,
        left_out=(),
        predicts=(),
    )
    (answer,) = explain_together([found("a", one), found("b", other)])
    assert len(answer.sources) == 2


NAMES = st.sets(st.sampled_from("xyz"), max_size=2)
STORIES = st.builds(
    lambda source, names: story(source, *sorted(names)), st.sampled_from("ABCD"), NAMES
)
ONE_EACH = st.lists(STORIES, min_size=1, max_size=4, unique_by=lambda one: one.origin)
FINDS = st.lists(ONE_EACH, min_size=1, max_size=3)


@given(FINDS)
def test_it_is_what_trying_every_choice_gives(listed: list[list[Story]]) -> None:
    """With one story for each source and find; every choice of one story for each find is tried."""
    told = [found(str(number), *stories) for number, stories in enumerate(listed)]
    cheapest: dict[frozenset[Origin], int] = {}
    for chosen in product(*listed):
        key = frozenset(one.origin for one in chosen)
        cost = len(key) + len({failure for one in chosen for failure in one.failures})
        cheapest[key] = min(cost, cheapest.get(key, cost))
    wanted = {
        key: cost
        for key, cost in cheapest.items()
        if len(key) <= SOURCES_MAX
        and not any(other < key and cheapest[other] <= cost for other in cheapest)
    }
    answers = explain_together(told)
    assert {one.cost for one in answers[:1]} == {min(wanted.values())}
    assert [one.cost for one in answers] == sorted(one.cost for one in answers)
    assert {frozenset(one.sources) for one in answers} <= set(cheapest)
    for one in answers:
        assert one.cost >= cheapest[frozenset(one.sources)]
        assert not any(
            set(other.sources) < set(one.sources) and other.cost <= one.cost for other in answers
        )


def test_two_finds_of_one_record_speak_for_the_box_they_share(day: "Day") -> None:
    day.weapon("06:20", "second", holder="armorer")
    day.draws("07:10", "dummies", "six")
    day.draws("07:11", "dummies", "five")
    day.loads("07:20", "six")
    day.loads("07:21", "five", weapon="second")
    first, other = day.finds("09:00", "revolver"), day.finds("09:01", "second")
    answers = explain_together([day.explained(first), day.explained(other)])
    assert {source.thing for source in answers[0].sources} == {"dummies"}
    assert answers[0].cost == 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_as_many_sources_are_tried_as_are_needed(count: int) -> None:
    told = [found(str(n), story(f"box-{n}")) for n in range(count)]
    assert [len(one.sources) for one in explain_together(told)] == [count]


# --- what is shared, what it weighs, and where it stops


def put_within(*windows: tuple[int, int]) -> Passage:
    return Passage(how="exposed", into="box", place="stage", windows=windows)


@pytest.mark.parametrize(
    ("one", "other", "cost"),
    [
        (((1, 9),), ((1, 4),), 2),
        (((1, 2), (5, 9)), ((6, 7),), 2),
        (((1, 2),), ((3, 4),), 3),
        (((1, 2), (5, 9)), ((3, 4),), 3),
    ],
)
def test_acts_are_one_where_one_moment_does_for_both(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], cost: int
) -> None:
    told = [
        found("a", story("lot", passages=(put_within(*one),))),
        found("b", story("lot", passages=(put_within(*other),))),
    ]
    assert sources(told) == [({"lot"}, cost)]


def test_three_acts_of_which_only_two_meet_are_two() -> None:
    told = [
        found(str(n), story("lot", passages=(put_within(window),)))
        for n, window in enumerate([(1, 5), (4, 9), (7, 12)])
    ]
    assert sources(told) == [({"lot"}, 1 + 2)]


def test_failures_and_acts_weigh_what_the_policy_says() -> None:
    one = story("box", "x", passages=(put_within((1, 2)),))
    weighed = Explanation(
        find="a", thing="a", stories=(one,), complete_to=9, weights={"check": 3, "act": 5}
    )
    assert sources([weighed]) == [({"box"}, 1 + 3 + 5)]


def test_the_answer_says_up_to_which_cost_stories_were_tried() -> None:
    told = [
        Explanation(find=str(n), thing="a", stories=(story("box"),), complete_to=n) for n in (3, 2)
    ]
    assert [one.complete_to for one in explain_together(told)] == [2]


def test_no_story_is_cut_off_by_their_number() -> None:
    """The twentieth story of one find is the one that shares everything with the other."""
    many = [story("box", f"a{n}", f"b{n}") for n in range(30)]
    told = [found("a", *many, story("box", "x", "y", "z")), found("b", story("box", "x", "y", "z"))]
    assert sources(told) == [({"box"}, 1 + 3)]
