"""The picture is well-formed, carries nothing but itself, and is the same every time."""

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Protocol

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.gate.question import Request
from coldset.gate.verdict import ContentsLine, Verdict, Word
from coldset.present.timeline import Timeline, draw_timeline, timeline_of
from coldset.present.timeline.layout.room import text_box
from coldset.present.timeline.layout.shapes import Text
from coldset.present.timeline.layout.sheet import sheet_of

NOON_MS = 1_773_835_200_000
MINUTE_MS = 60_000
SVG = "{http://www.w3.org/2000/svg}"
QUIET = ("sa-1", "sa-2", "coach-3", "six-a", "blanks-1")
CHURCH = ("revolver-main", "revolver-altered", "plastic-gun", "box-45-dummies")

Example = Callable[[str], tuple[Event, ...]]


class Log(Protocol):
    events: list[Event]

    def at(self, minute: float, act: Act, **how: object) -> str: ...
    def weapon(
        self, minute: float = 0, weapon: str = "sa-1", until: float | None = None
    ) -> "Log": ...
    def over(self, minute: float, giver: str, receiver: str, weapon: str = "sa-1") -> str: ...
    def drawn(self, **choices: object) -> Timeline: ...


def verdict(word: Word, at_ms: int) -> Verdict:
    return Verdict(
        word=word,
        request=Request(weapon="sa-1", giver="armorer", receiver="lead"),
        at_ms=at_ms,
        until_ms=at_ms,
        contents=ContentsLine(
            weapon_class="functional", held=(), seen=0, chambers=6, bore_clear=False
        ),
        figures=(),
        findings=(),
        to_green=(),
        policy="set",
        policy_version="1",
    )


@pytest.mark.parametrize(("name", "things"), [("quiet-day", QUIET), ("church-rehearsal", CHURCH)])
def test_an_example_is_drawn_well_formed_and_twice_the_same(
    name: str, things: tuple[str, ...], example: Example
) -> None:
    events = example(name)
    first = draw_timeline(timeline_of(events, "America/Denver", things=things))
    root = ET.fromstring(first)  # noqa: S314 - our own document
    assert root.tag == f"{SVG}svg"
    assert first == draw_timeline(timeline_of(events, "America/Denver", things=things))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert "lanes" in (desc.text or "")


def test_the_document_carries_no_script_and_reaches_for_nothing(example: Example) -> None:
    drawn = draw_timeline(timeline_of(example("quiet-day"), "America/Denver"))
    assert "<script" not in drawn
    assert "href" not in drawn
    assert "@import" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    assert "prefers-color-scheme: dark" in drawn


def test_text_of_the_record_cannot_break_out(log: Log) -> None:
    nasty = "</title><script>\x00\x1b\ud800&\"'"
    log.weapon(1, 'sa<1>&"')
    log.at(2, acts.StatementMade(words=nasty), by="lead<b>")
    log.at(3, acts.StopRaised(reason=nasty))
    log.at(4, acts.BoreChecked(weapon='sa<1>&"', clear=True), note=nasty)
    drawn = draw_timeline(log.drawn())
    assert "<script" not in drawn
    texts = [one.text or "" for one in ET.fromstring(drawn).iter(f"{SVG}text")]  # noqa: S314 - ours
    assert 'sa<1>&"' in texts
    assert any("lead<b>" in text for text in texts)


def test_an_empty_record_is_an_empty_picture() -> None:
    drawn = draw_timeline(timeline_of([], "UTC"))
    assert "0 of 0 entries are drawn" in drawn


@pytest.mark.parametrize("word", ["cold", "hot", "not cleared"])
def test_a_verdict_is_a_word_and_a_form_and_only_then_a_colour(word: Word, log: Log) -> None:
    log.weapon(1).over(5, "armorer", "lead")
    log.at(9, acts.Wrapped())
    picture = log.drawn(verdicts=[verdict(word, NOON_MS + 5 * MINUTE_MS)])
    root = ET.fromstring(draw_timeline(picture))  # noqa: S314 - our own document
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert f"{word} \u00b7 sa-1" in texts
    signs = [one for one in root.iter(f"{SVG}g") if word.replace(" ", "-") in _classes(one)]
    assert len(signs) >= 2
    forms = {child.tag for sign in signs for child in sign}
    assert (f"{SVG}circle" in forms) == (word == "cold")


def _classes(one: ET.Element) -> list[str]:
    return one.get("class", "").split()


@pytest.mark.parametrize(("name", "things"), [("quiet-day", QUIET), ("church-rehearsal", CHURCH)])
def test_no_two_labels_on_the_lanes_overlap(
    name: str, things: tuple[str, ...], example: Example
) -> None:
    sheet = sheet_of(timeline_of(example(name), "America/Denver", things=things))
    free = ("label", "name", "where", "said-words", "bar-text", "grave-text", "flag-text")
    boxes = [
        (text_box(one.text, one.size, one.x, one.y, one.anchor), one.text)
        for one in sheet.shapes
        if isinstance(one, Text) and any(css in one.css.split() for css in free)
    ]
    meeting = [(a[1], b[1]) for a, b in itertools.combinations(boxes, 2) if a[0].meets(b[0])]
    assert len(boxes) > 15
    assert meeting == []


def test_two_thousand_entries_of_one_day_stay_one_picture(log: Log) -> None:
    weapons = [f"w-{n}" for n in range(12)]
    for weapon in weapons:
        log.weapon(0, weapon)
    for n in range(2000):
        weapon, minute = weapons[n % 12], n / 3
        match n // 12 % 4:
            case 0:
                log.at(minute, acts.WeaponShown(weapon=weapon, seen_count=6), written=1000)
            case 1:
                log.over(minute, "armorer", "lead", weapon)
            case 2:
                log.over(minute, "lead", "armorer", weapon)
            case _:
                log.at(minute, acts.StatementMade(words="x " * 40))
    picture = log.drawn()
    drawn = draw_timeline(picture)
    assert len(drawn) < 700_000
    assert sheet_of(picture).hidden > 0
    assert "left out for want of room" in drawn
