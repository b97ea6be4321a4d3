"""What was observed: it sets aside and ranks; it deletes nothing, and hearsay does nothing."""

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts.observations import Reply
from coldset.core.words import Id
from coldset.inquiry.pruning import prune
from coldset.inquiry.story import Answer, Explanation, Observation, Story

if TYPE_CHECKING:
    from conftest import Day


def morning(day: "Day") -> Id:
    """Two ways of one cost: past a check, or over lunch; and another box that nobody checked."""
    day.checks("07:10", "dummies")
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    return day.finds("14:00", "revolver", chamber=3)


def looked(day: "Day", find: Id, **how: Any) -> Id:  # noqa: ANN401 - goes on to `Day.at` unread
    """An observation on record: the dummies are not where it came from, unless said otherwise."""
    facts = ("code", "about", "who", "answer", "from_ms", "to_ms")
    more = {name: how.pop(name) for name in facts if name in how}
    told = {"code": "came-with", "about": "dummies", "answer": "no", **more}
    return day.at("15:00", acts.ObservationMade(find=find, **told), **how)


def origins(stories: tuple[Story, ...]) -> list[Id]:
    return [one.origin.thing for one in stories]


FROM_DUMMIES = Observation(code="came-with", about="dummies")


def answered(reply: Reply, asked: Observation = FROM_DUMMIES, event: Id = "") -> Answer:
    return Answer(observation=asked, reply=reply, event=event)


def test_what_a_story_must_predict_otherwise_sets_it_aside_with_the_reason(day: "Day") -> None:
    before = day.explained(morning(day), within=0)
    assert sorted(origins(before.stories)) == ["dummies", "stage"]
    after = prune(before, [answered("no")])
    assert origins(after.stories) == ["stage"]
    (aside,) = after.set_aside
    assert (aside.story.origin.thing, aside.by) == ("dummies", answered("no"))
    assert after.complete_to == before.complete_to


def test_nothing_is_ever_deleted(day: "Day") -> None:
    before = day.explained(morning(day), within=2)
    after = prune(before, [answered("no"), answered("yes", Observation(code="one-over"))])
    kept = {one.place for one in after.stories} | {one.story.place for one in after.set_aside}
    assert kept == {one.place for one in before.stories}


def test_what_cannot_be_known_changes_nothing_but_is_remembered(day: "Day") -> None:
    before = day.explained(morning(day), within=1)
    after = prune(before, [answered("unknown")])
    assert (after.stories, after.set_aside) == (before.stories, ())
    assert after.answers == (answered("unknown"),)


def test_answers_that_contradict_each_other_set_nothing_aside(day: "Day") -> None:
    before = day.explained(morning(day), within=1)
    once = prune(before, [answered("no", event="a")])
    again = prune(once, [answered("yes", event="b")])
    assert [one.place for one in again.stories] == [one.place for one in before.stories]
    assert not again.set_aside


def test_one_answer_after_the_other_is_both_at_once(day: "Day") -> None:
    before = day.explained(morning(day), within=2)
    over = Observation(code="one-over", about="revolver")
    one, other = answered("no"), answered("yes", over)
    assert prune(prune(before, [one]), [other]) == prune(before, [one, other])


def test_what_a_story_has_no_place_for_counts_as_one_more_thing(day: "Day") -> None:
    before = day.explained(morning(day), within=0)
    asked = Observation(code="look-shows", about="rattle", who="armorer")
    after = prune(before, [answered("no", asked)])
    told = {one.origin.thing: one for one in after.stories}
    assert (told["dummies"].count, told["dummies"].unexplained) == (1, ())
    assert (told["stage"].count, told["stage"].unexplained) == (2, (asked,))
    assert origins(after.stories) == ["dummies", "stage"]
    assert told["stage"].cost == 1, "what the story itself takes is as it was"


def test_it_counts_by_the_weights_of_the_policy_and_each_subject_once(day: "Day") -> None:
    before = day.explained(morning(day), within=0)
    weighed = msgspec.structs.replace(before, weights={"check": 3, "act": 5})
    look = Observation(code="look-shows", about="rattle", who="armorer")
    wide, narrow = (
        Observation(code="went-in", about="bag", window=window) for window in ((1, 9), (2, 3))
    )
    replies = [answered("no", look), answered("yes", wide), answered("yes", narrow)]
    told = {one.origin.thing: one.beside for one in prune(weighed, replies).stories}
    assert told == {"dummies": 5, "stage": 3 + 5}


# --- on record


def test_an_observation_on_record_prunes(day: "Day") -> None:
    find = morning(day)
    entry = looked(day, find)
    answer = day.explained(find, within=0)
    assert origins(answer.stories) == ["stage"]
    assert [one.by.event for one in answer.set_aside] == [entry]
    assert [one.event for one in answer.answers] == [entry]
    assert answer.said == ()


def test_an_observation_about_another_find_does_not(day: "Day") -> None:
    find = morning(day)
    looked(day, "another-find")
    answer = day.explained(find, within=0)
    assert (answer.set_aside, answer.answers) == ((), ())


def test_a_retracted_observation_does_not(day: "Day") -> None:
    find = morning(day)
    entry = looked(day, find)
    day.at("16:00", acts.EventRetracted(event=entry, reason="the wrong round"))
    assert not day.explained(find, within=0).set_aside


def test_a_statement_is_shown_beside_and_sets_nothing_aside(day: "Day") -> None:
    find = morning(day)
    entry = looked(day, find, said=True)
    answer = day.explained(find, within=0)
    assert not answer.set_aside
    assert [one.event for one in answer.said] == [entry]


@pytest.mark.parametrize("seized_by", ["sheriff", "somebody-else"])
def test_the_paper_of_whoever_holds_the_evidence_counts(day: "Day", seized_by: Id) -> None:
    find = morning(day)
    day.at("14:30", acts.EvidenceSeized(item="revolver"), by=seized_by)
    looked(day, find, by="sheriff")
    source = type(day.events[-1].source)(kind="document", who="sheriff", sure="read")
    day.events[-1] = msgspec.structs.replace(day.events[-1], source=source)
    answer = day.explained(find, within=0)
    assert bool(answer.set_aside) is (seized_by == "sheriff")
    assert bool(answer.said) is (seized_by != "sheriff")


def test_when_all_of_the_lightest_are_set_aside_the_next_are_told(day: "Day") -> None:
    """An answer of nothing would be no answer: the list goes on to what takes more."""
    find = morning(day)
    looked(day, find)
    looked(day, find, code="one-over", about="revolver", answer="no")
    answer = day.explained(find, within=0)
    assert answer.stories
    assert answer.complete_to == min(one.cost for one in answer.stories) > 1
    assert {one.story.origin.thing for one in answer.set_aside} >= {"dummies", "stage"}


@pytest.mark.parametrize(("ends", "asks"), [((None, 9), None), ((1, None), None), ((1, 9), (1, 9))])
def test_a_window_needs_both_its_ends(
    day: "Day", ends: tuple[int | None, int | None], asks: tuple[int, int] | None
) -> None:
    find = morning(day)
    start_ms, end_ms = ends
    looked(day, find, code="went-in", about="revolver", from_ms=start_ms, to_ms=end_ms)
    (answer,) = day.explained(find, within=0).answers
    assert answer.observation.window == asks


def test_recording_an_observation_changes_no_story(day: "Day") -> None:
    find = morning(day)
    before = day.explained(find, within=1)
    looked(day, find, answer="unknown", by="laboratory", place="workshop")
    after: Explanation = day.explained(find, within=1)
    assert after.stories == before.stories
