"""One act of looking answers several questions, and each of its answers leaves something."""

import pytest

from coldset.inquiry.examinations import (
    Left,
    Split,
    answers,
    brought_into,
    ordinary,
    outcomes,
    subject,
    together,
)
from coldset.inquiry.story import Observation, Origin, Passage, Story

EVERYONE = 0b111


def asked(code: str, about: str = "", who: str = "") -> Observation:
    return Observation(code=code, about=about, who=who)  # type: ignore[arg-type]  # each is a code


def split(code: str, about: str, yes: int = 0, no: int = 0, on_yes: int = 0) -> Split:
    return Split(asked(code, about), yes, no, on_yes, 0)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (asked("came-with", "a"), asked("came-with", "b"), True),
        (asked("one-over", "a"), asked("one-short", "b"), True),
        (asked("came-with", "a"), asked("one-short", "a"), False),
        (asked("went-in", "a"), asked("went-in", "a"), True),
        (asked("went-in", "a"), asked("went-in", "b"), False),
        (asked("watch-held", "s1", "ann"), asked("watch-held", "s2", "ann"), True),
        (asked("watch-held", "s1", "ann"), asked("watch-held", "s1", "bob"), False),
    ],
)
def test_what_one_examination_answers(one: Observation, other: Observation, is_one: bool) -> None:  # noqa: FBT001 - what is expected
    assert (subject(one) == subject(other)) is is_one


def test_an_account_is_examined_by_itself() -> None:
    one, other = (split("account-right", name) for name in ("ann", "bob"))
    assert together([one, other], {}) == []


def test_a_question_alone_is_no_examination() -> None:
    one, other = split("came-with", "a"), split("mark-fits", "a")
    assert together([one, other], {}) == []
    again = split("came-with", "b")
    assert together([one, other, again], {}) == [(one, again)]


def test_photos_are_gone_through_for_the_entries_that_filled_one_thing() -> None:
    first, second, third, arrival = (split("by-entry", name) for name in ("e1", "e2", "e3", "e0"))
    into = {"e1": "gun", "e2": "gun", "e3": "box"}
    assert together([first, second, third, arrival], into) == [(first, second)]


def test_which_thing_an_entry_brought_it_into() -> None:
    steps = (
        Passage(how="exposed", into="box"),
        Passage(how="mistaken", into="gun", event="e1", entries=("e1", "e2")),
    )
    story = Story(
        origin=Origin(kind="lot", thing="lot", event="e0"),
        passages=steps,
        failures=frozenset(),
        cost=0,
        left_out=(),
        predicts=(),
    )
    assert brought_into([story]) == {"e1": "gun", "e2": "gun"}


def test_every_story_gives_an_examination_its_answer() -> None:
    one = split("came-with", "a", yes=0b001, no=0b010, on_yes=0b100)
    other = split("came-with", "b", yes=0b010, no=0b001, on_yes=0b100)
    from_a, from_b, from_neither = Left(0b010, 0b100), Left(0b001, 0b100), Left(0b011, 0)
    assert set(outcomes([one, other], EVERYONE)) == {from_a, from_b, from_neither}


def test_answers_that_leave_the_same_are_one() -> None:
    one = split("came-with", "a", yes=0b001, no=0b110)
    assert len(outcomes([one], EVERYONE)) == 2
    assert answers(one) == (Left(0b110, 0), Left(0b001, 0))


@pytest.mark.parametrize(
    ("code", "plain"), [("came-with", "no"), ("one-short", "no"), ("mark-fits", "yes")]
)
def test_what_is_ordinary(code: str, plain: str) -> None:
    assert ordinary(asked(code).code) == plain
