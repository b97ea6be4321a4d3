"""Margin and solo margin of made-up days: what the engine says, and what the reference does.

`COLDSET_REFERENCE_DAYS` says how many small days are tried; more of them find more.
"""

import os
from collections import Counter
from random import Random

import pytest
from compared import asked, disagreements
from days import Day
from goings_on import made_up, moments
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coldset.core.words import HAZARDS

SMALL_DAYS = int(os.environ.get("COLDSET_REFERENCE_DAYS", "700"))
MIDDLING_DAYS = SMALL_DAYS // 100
PORTIONS = 10

unhurried = settings(
    max_examples=SMALL_DAYS // 7,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def small(seed: int) -> Day:
    return made_up(Random(seed), 1, 14)  # noqa: S311 - no secret: a day that can be made up again


def middling(seed: int) -> Day:
    return made_up(Random(seed), 45, 120)  # noqa: S311 - no secret: a day that can be made up again


def disagree_on(seed: int) -> list[str]:
    """What the two say differently of one small day, for one hazard at one moment."""
    day = small(seed)
    try:
        return disagreements(day, moments(day)[seed % 4], [HAZARDS[seed // 4 % 4]])
    except Exception as fault:  # noqa: BLE001 - whatever stops one of them is a disagreement too
        return [repr(fault)]


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_both_give_the_same_figures_for_small_days(portion: int) -> None:
    for seed in range(portion, SMALL_DAYS, PORTIONS):
        assert not disagree_on(seed), f"seed {seed}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(MIDDLING_DAYS))
def test_both_give_the_same_figures_for_middling_days(seed: int) -> None:
    day = middling(seed)
    hazard = HAZARDS[seed % 4]
    assert not disagreements(day, moments(day)[seed % 3], [hazard]), f"seed {seed}"


@unhurried
@given(st.randoms(use_true_random=False), st.sampled_from(range(4)), st.sampled_from(HAZARDS))
def test_both_give_the_same_figures_for_any_day(random: Random, when: int, hazard: str) -> None:
    day = made_up(random, 1, 8)
    assert not disagreements(day, moments(day)[when], [one for one in HAZARDS if one == hazard])


def test_the_days_are_worth_comparing() -> None:
    """Crews are mostly careful: many margins are above nothing, and some well above it."""
    margins: Counter[int] = Counter()
    solos: Counter[int] = Counter()
    for seed in range(60):
        day = small(seed)
        for one in asked(day, moments(day)[seed % 4], [HAZARDS[seed % 4]]):
            if one.reference.margin is not None and one.reference.solo is not None:
                margins[one.reference.margin] += 1
                solos[one.reference.solo] += 1
    many = margins.total()
    assert margins[0] < many * 0.5, margins
    assert margins[1] > many * 0.15, margins
    assert margins[2] + margins[3] > many * 0.12, margins
    assert sum(solos[n] for n in solos if n > 0) > many * 0.05, solos
