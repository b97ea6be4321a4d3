"""What is read aloud, and what would have to be wrong, in words."""

from collections.abc import Callable

import msgspec
import pytest

from coldset.core.words import StatusWord
from coldset.gate.question import Request
from coldset.gate.verdict import ContentsLine, FigureAnswer, Part, Step, Verdict, Word
from coldset.present.sentences.findings import gate_sentence
from coldset.present.sentences.steps import step_sentences
from coldset.present.sentences.times import Clock
from coldset.present.sentences.verdicts import (
    COUNT_NOTE,
    contents_line,
    figure_sentences,
    headline,
    spoken,
)

Golden = Callable[[str, list[str]], None]
At = Callable[..., Verdict]
ZONE = "America/Denver"
AT = 1_634_846_700_000
MINUTE = 60_000


def line(**changes: object) -> ContentsLine:
    plain = ContentsLine(
        weapon_class="functional", held=(("dummy", 6),), seen=6, chambers=6, bore_clear=True
    )
    return msgspec.structs.replace(plain, **changes)


@pytest.mark.parametrize(
    ("word", "contents", "said"),
    [
        ("cold", line(), "cold, six dummies, 6 of 6 seen, bore clear"),
        ("cold", line(held=(("empty", 6),)), "cold, empty, 6 of 6 seen, bore clear"),
        (
            "hot",
            line(held=(("blank", 3), ("empty", 3))),
            "hot, three blanks and three empty chambers, 6 of 6 seen, bore clear",
        ),
        (
            "cold",
            line(held=(("dummy", 5), ("empty", 1)), bore_clear=False),
            "cold, five dummies and one empty chamber, 6 of 6 seen, bore not seen clear",
        ),
        ("cold", line(weapon_class="rubber", held=()), "cold, rubber, no chamber"),
        ("cold", line(weapon_class="replica", held=()), "cold, replica, no chamber"),
        (
            "not cleared",
            line(seen=3),
            (
                "not cleared: two things stand against it; on record: six dummies, 3 of 6 seen, "
                "bore clear"
            ),
        ),
        (
            "not cleared",
            line(held=(), chambers=None),
            "not cleared: two things stand against it, and what it holds is not on record",
        ),
    ],
)
def test_the_word_is_never_said_alone(word: Word, contents: ContentsLine, said: str) -> None:
    assert spoken(word, contents, 2) == said


def verdict(*figures: FigureAnswer, **changes: object) -> Verdict:
    plain = Verdict(
        word="not cleared",
        request=Request(weapon="revolver-1", giver="armorer", receiver="performer-a"),
        at_ms=AT,
        until_ms=AT + 30 * MINUTE,
        contents=line(),
        figures=figures,
        findings=(),
        to_green=(),
        policy="set",
        policy_version="1",
    )
    return msgspec.structs.replace(plain, **changes)


def answer(*lightest: tuple[Part, ...], **changes: object) -> FigureAnswer:
    plain = FigureAnswer(
        hazard="live",
        margin=2,
        solo=1,
        through=2,
        margin_asked=2,
        solo_asked=1,
        lightest=lightest,
        solo_person="armorer",
    )
    return msgspec.structs.replace(plain, **changes)


RATTLE = Part(kind="check", who="armorer", what="rattle")
SAW = Part(kind="witness", who="first-ad")
WATCH = Part(kind="watch", who="armorer", what="stage#3")
MANY = ("armorer", "director", "first-ad", "jo-doe", "performer-a", "performer-b", "stunt-1")


def put_in(chamber: int = 1, **changes: object) -> Part:
    plain = Part(
        kind="act",
        what=f"chamber:revolver-1-cylinder:{chamber}",
        place="stage",
        start_ms=AT - 95 * MINUTE,
        end_ms=AT - 55 * MINUTE,
        could=MANY,
    )
    return msgspec.structs.replace(plain, **changes)


def test_both_controls_are_named_and_a_look_with_its_witness_is_said_to_be_one() -> None:
    assert figure_sentences(verdict(answer((RATTLE, SAW))), ZONE) == (
        (
            "For this gun to hold a live round, both of these would have to be wrong: the "
            "armorer's check by rattle; what the first AD saw."
        ),
        (
            "If one person alone were wrong, such as the armorer, one more thing would still have "
            "to be."
        ),
        "This is a count of recorded controls, not a probability.",
        "A check and whoever saw it are one look: what fooled one may have fooled both.",
    )


def test_margin_none_at_all_says_that_nothing_speaks_against_it() -> None:
    told = figure_sentences(verdict(answer((), margin=0, solo=0, through=0)), ZONE)
    assert told == ("Nothing on the record speaks against a live round in this gun.", COUNT_NOTE)


def test_one_thing_alone_and_nobody_else_to_stop_it() -> None:
    told = figure_sentences(verdict(answer((RATTLE,), margin=1, solo=0, through=1)), ZONE)
    assert told[:2] == (
        (
            "For this gun to hold a live round, one thing alone would have to be wrong: the "
            "armorer's check by rattle."
        ),
        "If one person alone were wrong, such as the armorer, nothing else would stop it.",
    )


def test_an_act_is_told_with_its_window_and_a_count_and_not_as_done_by_anybody() -> None:
    ways = [(put_in(n),) for n in range(1, 7)]
    told = figure_sentences(verdict(answer(*ways, margin=1, solo=0, through=1)), ZONE)
    assert told[0] == (
        "For this gun to hold a live round, one thing alone would have to have happened: somebody "
        "put one in unseen, at the stage between 12:30 and 13:10, when nobody was watching (seven "
        "people on record could have: the armorer, the director, the first AD, two performers and "
        "two others)."
    )


def test_an_act_past_a_watch_names_the_watch() -> None:
    told = figure_sentences(verdict(answer((put_in(could=None), WATCH))), ZONE)
    assert told[0] == (
        "For this gun to hold a live round, both of these would have to have happened: somebody "
        "put one in unseen, at the stage between 12:30 and 13:10 (nobody recorded who was there, "
        "so anybody could have); the armorer's watch at the stage did not catch it."
    )
    assert any("that is an assumption" in sentence for sentence in told)


def test_hazards_with_the_same_ways_are_told_together_and_ties_one_by_one() -> None:
    ways = ((RATTLE, SAW), (RATTLE, put_in(could=("armorer", "first-ad"))))
    told = figure_sentences(
        verdict(*(answer(*ways, hazard=hazard) for hazard in ("live", "blank"))), ZONE
    )
    assert told[0].startswith("For this gun to hold a live round or a blank, both of these")
    assert told[1].startswith("Or both of these would have to have happened: somebody put one")
    assert told.count(COUNT_NOTE) == 1


def test_where_it_takes_fewer_in_the_receivers_hands_that_is_said_first() -> None:
    later = msgspec.structs.replace(answer((WATCH, SAW), margin=3), lightest_is_later=True)
    told = figure_sentences(verdict(later), ZONE)
    assert told[0] == (
        "At the hand-over three things would have to be wrong; from then until 14:35, in "
        "performer A's hands, two."
    )


def test_no_way_at_all_is_said_as_that() -> None:
    none = answer(margin=None, solo=None, through=None, solo_person=None)
    assert figure_sentences(verdict(none), ZONE)[0] == (
        "The record leaves no way for a live round to be in this gun."
    )
    lodged = msgspec.structs.replace(none, hazard="lodged")
    assert figure_sentences(verdict(lodged), ZONE)[0] == (
        "The record leaves no way for anything to be left in the barrel of this gun."
    )


def test_a_name_with_braces_is_told_as_it_is() -> None:
    odd = Part(kind="check", who="a{b}c{", what="rattle")
    told = figure_sentences(verdict(answer((odd, SAW))), ZONE)[0]
    assert "a{b}c{'s check by rattle" in told


def test_a_verdict_without_figures_says_nothing_of_figures() -> None:
    assert figure_sentences(verdict(), ZONE) == ()


@pytest.mark.parametrize("kind", msgspec.structs.fields(Part)[0].type.__args__)
def test_every_kind_of_failure_can_be_told(kind: str) -> None:
    part = msgspec.convert({"kind": kind, "who": "armorer", "what": "x#1"}, Part)
    told = figure_sentences(verdict(answer((part, SAW))), ZONE)[0]
    assert "not on record;" not in told
    assert told.startswith("For this gun to hold a live round, both of these would have")


def test_the_way_to_green_is_told_as_things_to_do() -> None:
    show = Step(kind="show", by="armorer", witness="first-ad", methods=("rattle", "hole"))
    steps = (
        show,
        Step(kind="look-again", by="property-master", witness="first-ad", methods=("hole",)),
        Step(kind="bore", by="armorer", witness="first-ad"),
        Step(kind="bore-again", by="property-master", witness="first-ad"),
        Step(kind="empty", by="armorer", methods=("empty",)),
        Step(kind="look-again", by="property-master", witness="first-ad", methods=("empty",)),
        Step(kind="supervise", by="armorer"),
        Step(kind="answer", code="SB1-03"),
        Step(kind="answer", code="from-tomorrow"),
    )
    assert step_sentences(verdict(to_green=steps)) == (
        (
            "Turn the cylinder and show all six chambers to the first AD, each round by rattle and "
            "hole; the armorer does it, the first AD says aloud how many they saw."
        ),
        (
            "A second handler, not the one who looked first, looks at every round again, in all "
            "six chambers, by hole; the property master does it beside the armorer, the first AD "
            "says aloud how many they saw."
        ),
        (
            "Look through the bore from end to end; the armorer does it, and the first AD looks as "
            "well."
        ),
        (
            "A second handler, not the one who looked first, looks through the bore again from end "
            "to end; the property master does it beside the armorer."
        ),
        (
            "Take everything out and show all six chambers empty to a second person; the armorer "
            "does it, a second person says aloud how many they saw."
        ),
        (
            "A second handler, not the one who looked first, looks again whether all six chambers "
            "are empty; the property master does it beside the armorer, the first AD says aloud "
            "how many they saw."
        ),
        "Name the armorer to stay with this gun for as long as it is out.",
        "Hold today's safety meeting, with everybody there who takes a weapon.",
        "Find out what from-tomorrow means before this gun goes anywhere.",
    )
    two = line(held=(("empty", 2),), seen=2, chambers=2)
    assert step_sentences(verdict(to_green=(show,), contents=two)) == (
        (
            "Open it and show both chambers empty to the first AD; the armorer does it, the first "
            "AD says aloud how many they saw."
        ),
    )


@pytest.mark.parametrize(
    ("hand_over", "status"), [("out-02", "cold"), ("out-04", "hot"), ("out-12", "cold")]
)
def test_a_real_verdict_reads_as_it_was_read(
    verdict_at: At, golden: Golden, hand_over: str, status: StatusWord
) -> None:
    given = verdict_at(hand_over, status)
    clock = Clock(ZONE, given.at_ms)
    golden(
        f"verdict-{hand_over}",
        [
            contents_line(given),
            headline(given, ZONE),
            *figure_sentences(given, ZONE),
            *(gate_sentence(finding, clock) for finding in given.against),
            *step_sentences(given),
        ],
    )
