"""What the answer-set program and the engine say to the same questions of the same record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asp_program import Figures, Question, figures

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.known import known
from coldset.core.words import HAZARDS
from coldset.margin.lookout import outlook
from coldset.margin.terms import Terms

MINUTE_MS = 60_000


class Answers(NamedTuple):
    """Both answers to one question, as margin and solo margin."""

    question: Question
    program: Figures
    engine: Figures


def questions(book: Sequence[Event]) -> list[Question]:
    """Every hazard in every weapon and every lot that arrived, a minute after the last entry."""
    at_ms = max(event.latest_ms for event in book) + MINUTE_MS
    weapons = sorted({e.act.weapon for e in book if isinstance(e.act, acts.WeaponArrived)})
    lots = sorted({e.act.lot for e in book if isinstance(e.act, acts.LotArrived)})
    return [
        Question(hazard, thing, at_ms)
        for thing in (*weapons, *lots)
        for hazard in HAZARDS
        if hazard != "lodged" or thing in weapons
    ]


def answers(book: Sequence[Event], terms: Terms, asked: Sequence[Question]) -> list[Answers]:
    """What both say."""
    by_program = figures(book, terms, asked)
    both = []
    for question, ours in zip(asked, by_program, strict=True):
        found = outlook(known(book), terms, question.at_ms).figure(question.hazard, question.thing)
        both.append(Answers(question, ours, (found.margin, found.solo)))
    return both


def differing(book: Sequence[Event], terms: Terms) -> list[Answers]:
    """The questions to which they say different things."""
    return [one for one in answers(book, terms, questions(book)) if one.program != one.engine]
