"""The engine's figures are the optima of the answer-set program, on random records."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from asp_compared import answers, differing, questions
from records import record

from coldset.margin.terms import Terms

SMALL = int(os.environ.get("COLDSET_ASP_RECORDS", "60"))
"""How many small records are compared."""

DISPUTED = 29
"""Of a careful crew, this seed is in test_disputed.py."""

BLOCK = 10
ENTRIES = 26
ODD = (0, 10)
"""How many of a hundred entries are late, only said, or without an instant, by turns."""


@pytest.mark.parametrize("block", range(SMALL // BLOCK))
def test_small_records(block: int, terms: Terms) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        book = record(seed, ENTRIES, ODD[seed % 2], careful=seed % 3 > 0 and seed != DISPUTED)
        assert differing(book, terms) == [], f"seed {seed}"


@pytest.mark.slow
def test_three_hundred_entries(terms: Terms) -> None:
    """One hazard of every weapon; with all hazards it takes minutes."""
    book = record(4, 300, 0)
    asked = [one for one in questions(book) if one.hazard == "live"][:4]
    assert [one for one in answers(book, terms, asked) if one.program != one.engine] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_longer_records(seed: int, terms: Terms) -> None:
    assert differing(record(seed, 90, 5), terms) == []


def test_the_records_mean_something(terms: Terms) -> None:
    """Margins of 0, 1, 2 and more all occur, and solo margins above 0 do."""
    found: Counter[tuple[int | None, int | None]] = Counter()
    for seed in range(12):
        book = record(seed, ENTRIES)
        found.update(one.engine for one in answers(book, terms, questions(book)))
    margins = {margin for margin, _ in found}
    assert {0, 1, 2} <= margins
    assert any(solo for _, solo in found)
