"""What to look at next: it splits what is left, costs little, and in the end leaves the truth."""

import random
import time
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.words import Id
from coldset.inquiry.deciding import apart, between, deciding, effort
from coldset.inquiry.examinations import ordinary
from coldset.inquiry.observations import accounts_for, expects
from coldset.inquiry.pruning import prune
from coldset.inquiry.story import Answer, Explanation, Observation, Origin, Passage, Story
from coldset.margin.failures import Failure
from coldset.margin.terms import StoryTerms

if TYPE_CHECKING:
    from conftest import Day

REPLIES: tuple[str, ...] = ("yes", "no", "unknown")
TERMS = StoryTerms(
    effort={"came-with": 3, "went-in": 3, "one-over": 2, "one-short": 4, "look-shows": 2}
)


def lot(thing: Id) -> Origin:
    return Origin(kind="lot", thing=thing, event=f"{thing}-came")


def story(
    place: int, thing: Id, *passages: Passage, failed: tuple[Id, ...] = (), cost: int | None = None
) -> Story:
    failures = frozenset(Failure("check", who, "rattle") for who in failed)
    return Story(
        origin=lot(thing),
        passages=passages,
        failures=failures,
        cost=len(failures) if cost is None else cost,
        left_out=(),
        predicts=(),
        place=place,
    )


def explained(*stories: Story) -> Explanation:
    return Explanation(find="find", thing="gun", stories=stories, complete_to=9)


def put(into: Id, *windows: tuple[int, int]) -> Passage:
    return Passage(how="exposed", into=into, place="stage", windows=windows, could=None)


def loaded(into: Id, at_ms: int) -> Passage:
    return Passage(how="loaded", into=into, event=f"at-{at_ms}", entered=(at_ms, at_ms))


# --- what is proposed


def test_a_proposal_says_who_expects_what() -> None:
    answer = explained(
        story(1, "a", loaded("gun", 5)), story(2, "b", put("gun", (7, 9))), story(3, "c")
    )
    proposed = {one.observation: one for one in deciding(answer, TERMS) if not one.also}
    over = proposed[Observation(code="one-over", about="gun")]
    assert (over.yes, over.no, over.silent) == (("story-2",), ("story-1",), ("story-3",))
    assert (over.effort, over.left) == (2, 2)


def test_every_proposal_agrees_with_what_each_story_expects(day: "Day") -> None:
    answer = told(day)
    for one in deciding(answer, TERMS):
        asked = (one.observation, *one.also)
        replies = {story.id: expects(story, one.observation) for story in answer.stories}
        assert set(one.yes) == {name for name, reply in replies.items() if reply == "yes"}
        assert set(one.no) == {name for name, reply in replies.items() if reply == "no"}
        silent = [
            story.id for story in answer.stories if not any(expects(story, each) for each in asked)
        ]
        assert list(one.silent) == silent


def test_what_halves_the_list_goes_before_what_takes_one_away() -> None:
    halves = [story(n, f"lot-{n}", loaded("gun", 5)) for n in (1, 2, 3)]
    others = [story(n, f"lot-{n}", put("gun", (7, 9))) for n in (4, 5, 6)]
    singles = [one for one in deciding(explained(*halves, *others), TERMS) if not one.also]
    assert singles[0].observation == Observation(code="one-over", about="gun")


def test_one_examination_of_several_things_goes_before_each_of_them_alone() -> None:
    answer = explained(*(story(n, f"lot-{n}", loaded("gun", 5)) for n in range(1, 7)))
    first, *_ = deciding(answer, TERMS)
    asked = (first.observation, *first.also)
    assert {one.code for one in asked} == {"came-with"}
    assert {one.about for one in asked} == {f"lot-{n}" for n in range(1, 7)}
    assert (first.left, first.effort) == (1, 2 * 3)


def test_of_two_that_split_alike_the_cheaper_one_goes_first() -> None:
    answer = explained(story(1, "a", loaded("gun", 5)), story(2, "b", put("gun", (7, 9))))
    first, *_ = deciding(answer, TERMS)
    assert first.observation.code == "one-over"
    dear = msgspec.structs.replace(TERMS, effort={"one-over": 9, "came-with": 1, "went-in": 9})
    first, *_ = deciding(answer, dear)
    assert first.observation.code == "came-with"


def test_what_was_answered_is_not_proposed_again_and_neither_is_what_cannot_be_known() -> None:
    answer = explained(story(1, "a"), story(2, "b"))
    first, *_ = deciding(answer, TERMS)
    again = deciding(prune(answer, [Answer(observation=first.observation, reply="unknown")]), TERMS)
    assert first.observation not in [one.observation for one in again]
    assert again


@pytest.mark.parametrize("stories", [(), (story(1, "a"),), (story(1, "a"), story(2, "a"))])
def test_what_makes_no_difference_is_not_proposed(stories: tuple[Story, ...]) -> None:
    codes = {one.observation.code for one in deciding(explained(*stories), TERMS)}
    assert codes == set()


def test_the_efforts_are_the_policys() -> None:
    assert effort(Observation(code="came-with"), TERMS) == 3
    assert effort(Observation(code="by-entry"), TERMS) == 1


# --- a pair


def test_between_two_origins_is_where_it_came_from() -> None:
    assert between(story(1, "a"), story(2, "b"), TERMS) == Observation(code="came-with", about="a")


def test_between_two_failures_is_the_look_that_only_one_of_them_needs() -> None:
    one, other = story(1, "a", failed=("ann",)), story(2, "a", failed=("ann", "bob"))
    asked = between(one, other, TERMS)
    assert asked == Observation(code="look-shows", about="rattle", who="bob")


def test_between_two_that_are_the_same_is_nothing() -> None:
    assert between(story(1, "a"), story(2, "a"), TERMS) is None


def test_the_first_story_is_told_from_the_first_of_each_other_beginning() -> None:
    answer = explained(story(1, "a"), story(2, "a"), story(3, "b"), story(4, "c"), story(5, "b"))
    assert [(one.one, one.other) for one in apart(answer, TERMS)] == [
        ("story-1", "story-3"),
        ("story-1", "story-4"),
    ]
    assert apart(explained(), TERMS) == ()


def busy(day: "Day") -> Id:
    """A day with many ways: two boxes, a mix-up, a bag, breaks, a late check and a failed one."""
    day.box("07:01", "others", build=("rattle",))
    day.at("07:04", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.checks("07:15", "others", written="09:00")
    day.moves("07:30", "dummies", "bag", place="truck")
    day.moves("08:00", "dummies", "armorer")
    day.draws("08:10", "dummies", "six", read=("dummies",))
    day.loads("08:20", "six", read=())
    day.left("12:00", "13:00")
    return day.finds("14:00", "revolver", chamber=2)


def told(day: "Day", within: int = 2) -> Explanation:
    return day.explained(busy(day), within)


def differ(one: Story, other: Story) -> bool:
    """Whether two stories differ in origin, route, failures or accounts."""
    routes = [tuple((p.how, p.into, p.event, p.moments) for p in s.passages) for s in (one, other)]
    mine, theirs = ((s.origin, s.failures, s.accounts) for s in (one, other))
    return mine != theirs or routes[0] != routes[1]


def test_some_observation_tells_every_pair_of_different_stories_apart(day: "Day") -> None:
    stories = told(day).stories
    assert len(stories) > 30
    for one, other in combinations(stories, 2):
        asked = between(one, other, TERMS)
        assert not differ(one, other) or asked is not None, (one, other)
        assert asked is None or expects(one, asked) != expects(other, asked)


# --- to the end


def honest(truth: Story, asked: Observation) -> Answer:
    """What a story must predict; else what is seen where nothing out of the ordinary happened."""
    return Answer(observation=asked, reply=expects(truth, asked) or ordinary(asked.code))


def asked_until_alone(explanation: Explanation, truth: Story, most: int) -> int | None:
    """How many observations it takes until the truth stands first alone; None beyond `most`."""
    for count in range(most + 1):
        first = explanation.first()
        if [one.place for one in first] == [truth.place]:
            return count
        proposed = deciding(explanation, TERMS)
        if not proposed:
            return None
        asked = (proposed[0].observation, *proposed[0].also)
        explanation = prune(explanation, [honest(truth, one) for one in asked])
        assert truth.place in [one.place for one in explanation.stories], asked
    return None


def test_whichever_story_is_true_a_few_observations_leave_it_standing_first(day: "Day") -> None:
    answer = told(day)
    counts = [asked_until_alone(answer, truth, most=12) for truth in answer.stories]
    alone = sorted(count for count in counts if count is not None)
    # of all that the record allows, likely or not; `make truth` measures it on invented shoots
    assert alone[len(alone) // 2] <= 8, alone
    assert len(alone) >= len(counts) * 9 // 10, counts


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_order_of_honest_answers_removes_the_truth(day: "Day", seed: int) -> None:
    """Whatever is asked, in whatever order; what a true story is silent on may be anything."""
    chance = random.Random(seed)  # noqa: S311 - a game, not a secret
    other = type(day)()
    other.opens()
    answer = told(other, within=1)
    truth = chance.choice(answer.stories)
    candidates = [one.observation for one in deciding(answer, TERMS)]
    for asked in chance.sample(candidates, k=min(12, len(candidates))):
        must = expects(truth, asked)
        reply = chance.choice(REPLIES) if must is None else must
        told_so = msgspec.convert(
            {"observation": msgspec.to_builtins(asked), "reply": reply}, Answer
        )
        answer = prune(answer, [told_so])
        left = next(one for one in answer.stories if one.place == truth.place)
        assert all(one in (a.observation for a in answer.answers) for one in left.unexplained)
        assert expects(truth, asked) is None or accounts_for(truth, told_so)


def test_a_thousand_stories_are_gone_through_in_a_moment(day: "Day") -> None:
    """DESIGN asks for half a second; what is held here is work, not time: see the bound."""
    stories = told(day).stories
    many = [
        msgspec.structs.replace(
            stories[n % len(stories)], origin=lot(f"box-{n % 37}"), place=n + 1, cost=n % 5
        )
        for n in range(1000)
    ]
    start = time.process_time()
    assert deciding(explained(*many), TERMS)
    assert time.process_time() - start < 5, "a tenfold of what it takes on an idle core"
