"""What reads alike is one story, with the entries listed; what does not stays apart."""

import msgspec
import pytest

from coldset.inquiry.alike import joined
from coldset.inquiry.observations import expects
from coldset.inquiry.story import Grounds, Observation, Origin, Passage, Story
from coldset.margin.failures import Failure

WRITER = frozenset({Failure("record", "armorer")})
MIX_UP = Passage(how="mistaken", into="gun", event="e4", entered=(40, 41))
LATER = Passage(how="mistaken", into="gun", event="e7", entered=(70, 72))


def story(*passages: Passage, standing: int = 0, failures: frozenset[Failure] = WRITER) -> Story:
    return Story(
        origin=Origin(kind="weapon", thing="twin", event="e1"),
        passages=passages,
        failures=failures,
        cost=1,
        left_out=(),
        predicts=(),
        grounds=Grounds(standing=standing),
    )


def test_one_mix_up_by_any_of_several_entries_is_one_story() -> None:
    (one,) = joined([story(LATER, standing=3), story(MIX_UP, standing=1)])
    (step,) = one.passages
    assert (step.event, step.by_entries, step.entered) == ("e4", ("e4", "e7"), (40, 72))
    assert one.grounds.standing == 3, "told with the grounds of the entry that has the best"


def test_a_step_of_one_entry_has_that_one() -> None:
    (one,) = joined([story(MIX_UP)])
    assert one.passages == (MIX_UP,)
    assert MIX_UP.by_entries == ("e4",)
    assert Passage(how="exposed", into="gun").by_entries == ()


def test_the_windows_and_people_of_what_reads_alike_are_joined() -> None:
    before = Passage(how="exposed", into="twin", windows=((0, 40),), could=("ann",))
    wider = msgspec.structs.replace(before, windows=((0, 70),), could=("bob",))
    (one,) = joined([story(before, MIX_UP), story(wider, LATER)])
    assert (one.passages[0].windows, one.passages[0].could) == (((0, 70),), ("ann", "bob"))
    anyone = msgspec.structs.replace(wider, could=None)
    (one,) = joined([story(before, MIX_UP), story(anyone, LATER)])
    assert one.passages[0].could is None


@pytest.mark.parametrize(
    "other",
    [
        story(LATER, failures=frozenset({Failure("record", "performer")})),
        story(msgspec.structs.replace(LATER, into="other-gun")),
        story(msgspec.structs.replace(LATER, account="told-by-ann")),
        story(msgspec.structs.replace(LATER, how="loaded")),
        story(msgspec.structs.replace(LATER, how="fired", event="")),
    ],
)
def test_what_a_reader_would_call_different_stays_apart(other: Story) -> None:
    assert len(joined([story(MIX_UP), other])) == 2


def test_loadings_by_different_entries_stay_apart() -> None:
    steps = [Passage(how="loaded", into="gun", event=name, entered=(1, 1)) for name in ("e4", "e5")]
    assert len(joined(map(story, steps))) == 2


def test_nobody_need_say_by_which_of_several_entries_it_was() -> None:
    (one,) = joined([story(MIX_UP), story(LATER)])
    assert expects(one, Observation(code="by-entry", about="e4")) is None
    assert expects(story(MIX_UP), Observation(code="by-entry", about="e4")) == "yes"
    within = Observation(code="went-in", about="gun", window=(40, 60))
    assert expects(one, within) is None, "it may have been the later one"
    assert expects(story(MIX_UP), within) == "yes"
