"""Every act has its line, and a line says when, where, who, who saw it and who says so."""

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts import ALL_ACTS
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.present.exchange import read_day_log
from coldset.present.sentences.about_events import TOLD
from coldset.present.sentences.events import event_line, event_lines
from coldset.present.sentences.filling import NOT_SAID
from coldset.present.sentences.times import Clock

AT = 1_634_846_700_000
CLOCK = Clock("America/Denver", AT)


def event(act: Act, **changes: object) -> Event:
    plain = Event(
        id="cr-1",
        act=act,
        earliest_ms=AT,
        latest_ms=AT,
        recorded_ms=AT,
        recorder="production",
        by="armorer",
    )
    return msgspec.structs.replace(plain, **changes)


def filled_in(act: type[Act]) -> Act:
    """An act with something plausible in every field that it must have."""
    values = {
        field.encode_name: _some(field.type)
        for field in msgspec.structs.fields(act)
        if field.required
    }
    return msgspec.convert({"act": act.__struct_config__.tag, **values}, act)


def _some(kind: object) -> object:
    for value in ("a-thing", 3, True, [], ["a-thing"]):
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            continue
        return value
    return msgspec.inspect.type_info(kind).values[0]


def test_every_act_is_told() -> None:
    assert set(TOLD) == set(ALL_ACTS)


@pytest.mark.parametrize("act", ALL_ACTS, ids=lambda act: act.__name__)
def test_an_act_with_only_what_it_must_have_makes_a_line(act: type[Act]) -> None:
    line = event_line(event(filled_in(act)), CLOCK)
    assert line.startswith("14:05: ")
    assert line.endswith(".")
    assert not set("{}_") & set(line)
    assert "None" not in line
    assert "()" not in line


@pytest.mark.parametrize("act", ALL_ACTS, ids=lambda act: act.__name__)
def test_a_sentence_names_only_fields_that_the_act_has(act: type[Act]) -> None:
    told = TOLD[act]
    assert set(told.more) <= set(act.__struct_fields__)
    assert not told.which or told.which in act.__struct_fields__


@pytest.mark.parametrize("example", ["quiet-day", "church-rehearsal"])
def test_no_entry_of_an_example_has_an_empty_place_in_its_line(
    example: str, examples: dict[str, bytes]
) -> None:
    events = read_day_log(examples[example], "log.csv")
    lines = event_lines(events, CLOCK)
    assert len(lines) == len(events)
    assert not [line for line in lines if "{" in line or f" {NOT_SAID} {NOT_SAID}" in line]


def test_a_line_says_when_where_who_and_whose_word_it_is() -> None:
    told = event(
        acts.CustodyPassed(
            item="revolver-main", giver="first-ad", receiver="lead", supervisor="armorer"
        ),
        place="church",
        latest_ms=AT + 60_000,
        source=Source(kind="statement", who="armorer", sure="read", code="NBC", account="by-ad"),
        note="so both in 2021.",
    )
    assert event_line(told, CLOCK) == (
        "Some time from 14:05 to 14:06, the church: The first AD handed the main revolver to the "
        'lead. The armorer stays with it. Note: so both in 2021. In the account "by AD". (by a '
        "statement of the armorer, read at its source [NBC])"
    )


def test_a_look_says_what_was_seen_and_how_many_each_witness_saw() -> None:
    sights = tuple(
        acts.Sight(chamber=n, contents="dummy" if n < 6 else "empty", methods=("rattle", "hole"))
        for n in range(1, 7)
    )
    told = event(
        acts.WeaponShown(weapon="sa-1", sights=sights, turned=True),
        witnesses=(Witness(person="first-ad", count=6), Witness(person="performer-a")),
    )
    assert event_line(told, CLOCK) == (
        "14:05: The armorer showed sa-1: five dummies by rattle and hole and one empty chamber by "
        "rattle and hole. The cylinder was turned. Those who saw it: the first AD (6) and "
        "performer A (how many is not said)."
    )


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (
            acts.SealRead(container="ammo-case", seal="60417", intact=False),
            "14:05: The armorer read the seal 60417 on the ammo case; it was not whole.",
        ),
        (
            acts.BoreChecked(weapon="sa-1", clear=None),
            (
                "14:05: The armorer looked through the bore of sa-1 and could not tell whether it "
                "was clear."
            ),
        ),
        (
            acts.HolderLocked(holder="safe"),
            "14:05: The armorer locked the safe; who can open it is not on record.",
        ),
        (
            acts.LotChecked(lot="dummies", method="rattle", n=50, answered=31, others=19),
            (
                '14:05: The armorer went through "dummies" one by one by rattle: 31 of 50 '
                "answered. 19 did not answer."
            ),
        ),
        (
            acts.ShotFired(weapon="sa-1", planned=False, chamber=3),
            (
                "14:05: A shot that nobody had planned was fired from sa-1, held by the armorer. "
                "It was chamber 3."
            ),
        ),
        (
            acts.StatementMade(words="I have no idea.", to="the police"),
            '14:05: The armorer said: "I have no idea". It was said to the police.',
        ),
    ],
)
def test_what_was_found_chooses_the_sentence(act: Act, line: str) -> None:
    assert event_line(event(act), CLOCK) == line


def test_a_correction_names_what_it_stands_for() -> None:
    told = event(acts.MealCalled(), by=None, corrects="cr-071")
    assert event_line(told, CLOCK) == (
        "14:05: A meal was called. This stands in place of entry CR-071."
    )
