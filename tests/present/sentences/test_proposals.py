"""What to look at next is asked in plain words, and every code has them."""

import typing

import pytest

from coldset.core.acts import HazardIdentified, LotArrived
from coldset.core.acts.observations import ObservationCode, Reply
from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.state import State
from coldset.inquiry.deciding import Apart, Proposal, apart, deciding
from coldset.inquiry.pruning import prune
from coldset.inquiry.story import Answer, Explanation, Observation, Origin, Story
from coldset.margin.terms import StoryTerms
from coldset.present.sentences import about_stories as words
from coldset.present.sentences.proposals import (
    answered_sentences,
    apart_sentences,
    proposal_sentences,
    question,
    row_of,
    unexplained_sentences,
)
from coldset.present.sentences.stories import tale_of

ZONE = "America/Denver"
AT = 1_634_846_700_000
CODES: tuple[ObservationCode, ...] = typing.get_args(ObservationCode)
TERMS = StoryTerms()


@pytest.fixture
def state() -> State:
    acts = (
        LotArrived(lot="dummies-45", source="supplier-main", claimed="dummy", holder="armorer"),
        HazardIdentified(hazard="live", at="revolver-main"),
        LotArrived(lot="others", source="supplier-main", claimed="dummy", holder="armorer"),
    )
    events = [
        Event(
            id=name,
            act=act,
            earliest_ms=AT,
            latest_ms=AT,
            recorded_ms=AT,
            recorder="production",
            by="armorer",
        )
        for name, act in zip(("cr-2", "cr-9", "cr-3"), acts, strict=True)
    ]
    return fold((one, one.earliest_ms) for one in events)


def story(place: int, thing: str) -> Story:
    origin = Origin(kind="lot", thing=thing, event="cr-2")
    return Story(
        origin=origin,
        passages=(),
        failures=frozenset(),
        cost=0,
        left_out=(),
        predicts=(),
        place=place,
    )


@pytest.fixture
def explanation() -> Explanation:
    stories = (story(1, "dummies-45"), story(2, "others"))
    return Explanation(find="cr-9", thing="revolver-main", stories=stories, complete_to=0)


def test_every_code_has_its_words() -> None:
    assert set(words.QUESTIONS) == set(words.HOW) == set(CODES)
    assert set(words.REPLIES) == set(typing.get_args(Reply))


@pytest.mark.parametrize("code", CODES)
def test_every_question_can_be_asked(
    code: ObservationCode, explanation: Explanation, state: State
) -> None:
    asked = Observation(code=code, about="dummies-45", who="armorer", window=(AT, AT + 600_000))
    told = question(asked, tale_of(explanation, state, ZONE), "the live round")
    assert told[0].isupper()
    assert "{" not in told
    assert "not on record" not in told
    assert told.endswith(("?", "."))


def test_a_question_names_the_control_or_the_window(explanation: Explanation, state: State) -> None:
    tale = tale_of(explanation, state, ZONE)
    look = Observation(code="look-shows", about="rattle", who="armorer")
    assert question(look, tale, "the live round").startswith("Was the armorer's check by rattle")
    went = Observation(code="went-in", about="dummies-45", window=(AT, AT + 600_000))
    assert question(went, tale, "the live round") == (
        'Was it between 14:05 and 14:15 that the live round first came into "dummies 45"?'
    )


def test_a_proposal_says_what_either_answer_leaves(explanation: Explanation, state: State) -> None:
    tale = tale_of(explanation, state, ZONE)
    proposed = deciding(explanation, TERMS)
    (first, *_) = proposal_sentences(proposed, explanation, tale)
    assert first == (
        'Did the live round come onto the property with "dummies 45"? Its marks, make and batch '
        "against what came with that, and its source's books. If yes, one of two stay; if no, one "
        "of two stay."
    )
    assert row_of(proposed[0].observation, "cr-9", tale) == (
        "event=observed item=cr-9 method=came-with label=dummies-45 contents=yes|no|unknown"
    )


def test_a_window_is_recorded_as_the_day_log_has_it(explanation: Explanation, state: State) -> None:
    went = Observation(code="went-in", about="cart", window=(AT, AT + 90_001))
    row = row_of(went, "cr-9", tale_of(explanation, state, ZONE))
    assert "'from=2021-10-21 14:05' 'to=2021-10-21 14:06:30.001'" in row


def test_the_first_story_is_told_from_others(explanation: Explanation, state: State) -> None:
    tale = tale_of(explanation, state, ZONE)
    (told,) = apart_sentences(apart(explanation, TERMS), explanation, tale)
    assert told.startswith('From one that goes from the lot "others": Did the live round come')
    nothing = Apart(one="story-1", other="story-2", observation=None)
    (told,) = apart_sentences([nothing], explanation, tale)
    assert told.endswith("nothing that can be looked at would.")


def test_what_was_observed_is_told_with_what_it_set_aside(
    explanation: Explanation, state: State
) -> None:
    asked = Observation(code="came-with", about="dummies-45")
    answer = prune(explanation, [Answer(observation=asked, reply="no", event="cr-30")])
    assert answered_sentences(answer, tale_of(answer, state, ZONE)) == (
        'Did the live round come onto the property with "dummies 45"? No (entry CR-30).',
        "One story is set aside by what was observed (entry CR-30).",
    )


def test_what_a_story_has_no_place_for_is_told_with_it(
    explanation: Explanation, state: State
) -> None:
    asked = Observation(code="witness-saw", who="first-ad")
    answer = prune(explanation, [Answer(observation=asked, reply="no")])
    tale = tale_of(answer, state, ZONE)
    (told,) = unexplained_sentences(answer.stories[0], tale, "cr-9")
    assert "what the first AD saw" in told
    assert not list(unexplained_sentences(explanation.stories[0], tale, "cr-9"))


def test_an_examination_says_what_it_covers_and_what_is_left_at_most(
    explanation: Explanation, state: State
) -> None:
    tale = tale_of(explanation, state, ZONE)
    proposed = [one for one in deciding(explanation, TERMS) if one.also]
    (first, *_) = proposal_sentences(proposed, explanation, tale)
    assert first == (
        'Did the live round come onto the property with "dummies 45"? The same examination '
        'answers it of "others"; each answer is a row of its own. Its marks, make and batch '
        "against what came with that, and its source's books. Whatever it shows, at most one of "
        "two stay."
    )


def test_an_examination_of_many_names_the_first_and_counts_the_rest(
    explanation: Explanation, state: State
) -> None:
    also = tuple(Observation(code="came-with", about=f"box-{n}") for n in range(9))
    asked = Observation(code="came-with", about="others")
    one = Proposal(observation=asked, also=also, effort=6, yes=(), no=(), silent=(), left=0)
    (told,) = proposal_sentences([one], explanation, tale_of(explanation, state, ZONE))
    assert "box-4, box-5, and three more; each answer" in told
    assert told.endswith("Whatever it shows, none is left.")
    windows = tuple(
        Observation(code="went-in", about="others", window=(AT + n * 600_000, AT + n * 900_000))
        for n in (1, 2)
    )
    viewed = Proposal(
        observation=windows[0], also=windows[1:], effort=6, yes=(), no=(), silent=(), left=1
    )
    (told,) = proposal_sentences([viewed], explanation, tale_of(explanation, state, ZONE))
    assert "answers it of between 14:25 and 14:35;" in told
