"""What a story must predict of each observation, and what it leaves open."""

from typing import TYPE_CHECKING, get_args

import pytest

from coldset.core import acts
from coldset.core.acts.observations import ObservationCode, Reply
from coldset.core.words import Id
from coldset.inquiry.observations import CODES, CONTROLS, about_control, accounts_for, expects
from coldset.inquiry.story import Answer, Observation, Origin, OriginKind, Passage, Story, Window
from coldset.margin.failures import Failure, Kind

if TYPE_CHECKING:
    from conftest import Day

KINDS: tuple[OriginKind, ...] = get_args(OriginKind)


def story(
    *passages: Passage,
    kind: OriginKind = "lot",
    thing: Id = "dummies",
    failures: frozenset[Failure] = frozenset(),
    accounts: tuple[str, ...] = (),
) -> Story:
    return Story(
        origin=Origin(kind=kind, thing=thing, event="came"),
        passages=passages,
        failures=failures,
        cost=len(failures),
        left_out=(),
        predicts=(),
        accounts=accounts,
    )


def asked(
    code: ObservationCode, about: Id = "", who: Id = "", window: Window | None = None
) -> Observation:
    return Observation(code=code, about=about, who=who, window=window)


PUT = Passage(
    how="exposed", into="gun", place="stage", windows=((10, 20), (40, 50)), could=("ann", "bob")
)
LOADED = Passage(how="loaded", into="gun", event="loading", entered=(30, 30))
DRAWN = Passage(how="drawn", into="six", event="drawing", entered=(25, 25))
MIXED_UP = Passage(how="mistaken", into="gun", event="mix-up", entered=(30, 30))
POCKETED = Passage(how="exposed", into="ann", windows=((5, 6),), could=("ann",))


def test_every_code_has_an_answer() -> None:
    for code in CODES:
        assert expects(story(), asked(code, "nothing")) in {None, "no"}


# --- where it came from


@pytest.mark.parametrize("kind", KINDS)
def test_what_came_with_one_thing_did_not_come_with_another(kind: OriginKind) -> None:
    is_recorded = kind in {"lot", "weapon", "container"}
    own, other = asked("came-with", "box"), asked("came-with", "other")
    told = [expects(story(kind=kind, thing="box"), one) for one in (own, other)]
    assert told == (["yes", "no"] if is_recorded else [None, None])


def test_an_entry_on_the_way_handled_it_and_of_others_nobody_knows() -> None:
    one = story(DRAWN, LOADED)
    told = [expects(one, asked("by-entry", e)) for e in ("came", "drawing", "loading", "other")]
    assert told == ["yes", "yes", "yes", None]


def test_pockets_that_it_came_in_or_went_through_held_it() -> None:
    assert expects(story(PUT, kind="person", thing="cat"), asked("in-pockets", "cat")) == "yes"
    assert expects(story(POCKETED, PUT), asked("in-pockets", "ann")) == "yes"
    assert expects(story(PUT, kind="person", thing="cat"), asked("in-pockets", "ann")) is None
    assert expects(story(PUT, kind="lot", thing="cat"), asked("in-pockets", "cat")) is None


# --- how it went in


def test_what_was_put_in_is_one_over_and_what_was_loaded_is_one_of_them() -> None:
    told = [expects(story(one), asked("one-over", "gun")) for one in (PUT, LOADED, MIXED_UP)]
    assert told == ["yes", "no", None]
    assert expects(story(DRAWN), asked("one-over", "six")) is None, "who drew may have miscounted"
    assert expects(story(LOADED), asked("one-over", "dummies")) is None, "or a stray in its box"
    assert expects(story(LOADED), asked("one-over", "elsewhere")) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_lot_is_one_short_only_of_what_may_have_come_in_it(kind: OriginKind) -> None:
    own, other = asked("one-short", "box"), asked("one-short", "other")
    one = story(LOADED, kind=kind, thing="box")
    is_recorded = kind in {"lot", "weapon", "container"}
    assert expects(one, other) == ("no" if is_recorded else None)
    assert expects(one, own) == ("no" if kind in {"weapon", "container"} else None)
    assert accounts_for(one, Answer(observation=own, reply="yes")) == (kind == "lot")
    assert accounts_for(one, Answer(observation=own, reply="no"))


def test_only_the_first_time_in_a_thing_counts() -> None:
    again = story(PUT, DRAWN, LOADED)
    assert expects(again, asked("one-over", "gun")) == "yes"
    assert expects(again, asked("went-in", "gun", window=(30, 30))) == "no"


@pytest.mark.parametrize(
    ("window", "answer"),
    [
        ((10, 50), "yes"),
        ((0, 99), "yes"),
        ((10, 20), None),
        ((15, 45), None),
        ((21, 39), "no"),
        ((20, 39), None),
        ((51, 60), "no"),
        (None, None),
    ],
)
def test_a_window_holds_all_none_or_some_of_an_act(
    window: Window | None, answer: str | None
) -> None:
    assert expects(story(PUT), asked("went-in", "gun", window=window)) == answer


def test_a_recorded_step_was_when_its_entry_says() -> None:
    told = [expects(story(LOADED), asked("went-in", "gun", window=w)) for w in ((29, 31), (31, 32))]
    assert told == ["yes", "no"]


def test_what_came_with_a_thing_never_went_into_it() -> None:
    assert (
        expects(story(thing="gun", kind="weapon"), asked("went-in", "gun", window=(0, 9))) == "no"
    )
    unrecorded = story(thing="gun", kind="unrecorded")
    assert expects(unrecorded, asked("went-in", "gun", window=(0, 9))) is None


def test_a_detour_is_never_denied() -> None:
    """It may have lain in a bag for a minute: of what is not on its way a story says nothing."""
    assert expects(story(PUT), asked("went-in", "bag", window=(0, 99))) is None


def test_a_mix_up_says_that_a_mark_does_not_fit() -> None:
    told = [expects(story(one), asked("mark-fits", "gun")) for one in (MIXED_UP, LOADED)]
    assert told == ["no", None]


def test_an_account_that_a_story_needs_is_right() -> None:
    one = story(accounts=("first",))
    assert expects(one, asked("account-right", "first")) == "yes"
    assert expects(one, asked("account-right", "second")) is None


# --- controls


@pytest.mark.parametrize("code", sorted(CONTROLS))
def test_a_control_that_a_story_needs_failed_and_of_others_nobody_knows(
    code: ObservationCode,
) -> None:
    failure = Failure(CONTROLS[code], "ann", "what")
    one = story(failures=frozenset({failure}))
    question = about_control(failure)
    assert question == asked(code, "what", "ann")
    assert expects(one, question) == "no"
    assert expects(story(), question) is None
    assert expects(one, asked(code, "what", "bob")) is None
    assert expects(one, asked(code, "other", "ann")) is None


def test_every_kind_of_failure_but_two_can_be_asked_about() -> None:
    """Nothing shows an act, which is what makes it one; no failure of a mark is ever named."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    assert {kind for kind in kinds if about_control(Failure(kind)) is None} == {"act", "mark"}


# --- what a story has no place for


@pytest.mark.parametrize(
    ("question", "reply", "one", "has_a_place"),
    [
        (asked("look-shows", "rattle", "ann"), "no", story(), False),
        (asked("look-shows", "rattle", "ann"), "yes", story(), True),
        (asked("look-shows", "rattle", "ann"), "unknown", story(), True),
        (asked("mark-fits", "gun"), "no", story(LOADED), False),
        (asked("mark-fits", "gun"), "no", story(MIXED_UP), True),
        (asked("came-with", "box"), "yes", story(kind="unrecorded", thing="stage"), False),
        (asked("came-with", "box"), "no", story(kind="unrecorded", thing="stage"), True),
        (asked("in-pockets", "ann"), "yes", story(PUT), True),
        (asked("in-pockets", "cat"), "yes", story(PUT), False),
        (asked("in-pockets", "ann"), "yes", story(LOADED), False),
        (asked("went-in", "gun", window=(10, 20)), "yes", story(PUT), True),
        (asked("went-in", "bag", window=(10, 20)), "yes", story(PUT), False),
        (asked("one-over", "dummies"), "yes", story(LOADED), True),
        (asked("one-over", "bag"), "yes", story(LOADED), False),
        (asked("by-entry", "other"), "yes", story(LOADED), True),
        (asked("account-right", "first"), "yes", story(LOADED), True),
    ],
)
def test_only_what_is_out_of_the_ordinary_needs_a_place(
    question: Observation, reply: Reply, one: Story, *, has_a_place: bool
) -> None:
    assert accounts_for(one, Answer(observation=question, reply=reply)) is has_a_place


def test_what_a_story_must_predict_has_its_place(day: "Day") -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.loads("07:20", "dummies")
    day.left("12:00", "13:00")
    find = day.finds("14:00", "revolver")
    for one in day.explained(find, within=2).stories:
        for failure in one.failures:
            question = about_control(failure)
            assert question is not None
            assert accounts_for(one, Answer(observation=question, reply="no"))


# --- in a record


def test_recorded_steps_say_when_they_can_have_been(day: "Day") -> None:
    day.at("08:00", acts.RoundsLoaded(weapon="revolver", lot="dummies", n=6), until="08:30")
    find = day.finds("09:00", "revolver")
    (one, *_) = [s for s in day.explained(find).stories if s.origin.thing == "dummies"]
    entry = next(event for event in day.events if event.id == one.passages[0].event)
    assert one.passages[0].entered == (entry.earliest_ms, entry.latest_ms)
    assert one.passages[0].moments == (one.passages[0].entered,)
