"""The lightest stories of a find are the optimal models, as origin and named failures."""

from __future__ import annotations

import pytest
from records import record
from told import by_engine, by_program, with_a_find

from coldset.core import acts
from coldset.margin.terms import Terms

SEEDS = range(160)
AT_LEAST = 20


@pytest.mark.slow
def test_lightest_stories(terms: Terms) -> None:
    compared = 0
    for seed in SEEDS:
        found = with_a_find(record(seed, 34, 0))
        if found is None:
            continue
        book, find = found
        if not isinstance(find.act, acts.HazardIdentified):
            continue
        ours = by_program(book, terms, find.id, find.act.hazard)
        assert by_engine(book, terms, find.id, find.act.hazard) == ours, f"seed {seed}"
        compared += 1
    assert compared >= AT_LEAST
