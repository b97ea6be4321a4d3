"""The undominated cut sets of made-up days, by what they mean, from both calculi."""

from random import Random

import pytest
from compared import asked, engine_meanings, makes_superfluous, meanings
from goings_on import made_up, moments

from coldset.core import acts
from coldset.core.words import HAZARDS

DAYS = 120
PORTIONS = 4


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_both_find_the_same_cut_sets(portion: int) -> None:
    """The same; the engine may name more people for an act where a lock's keys are known.

    Where something cannot be placed for a while, it may also need fewer acts: what can come to it
    counts as there from the start.
    """
    for seed in range(portion, DAYS, PORTIONS):
        day = made_up(Random(seed), 1, 12)  # noqa: S311 - no secret: a day that can be made up again
        has_keys = any(
            isinstance(one.act, acts.HolderLocked) and one.act.keys is not None
            for one in day.events
        )
        is_vague = any(
            one.earliest_ms != one.latest_ms or not one.on_record or one.by is None
            for one in day.events
        )
        for one in asked(day, moments(day)[seed % 4], [HAZARDS[seed % 4]]):
            if one.is_bound:
                continue
            engine, mine = engine_meanings(one), meanings(one.reference)
            for way in mine:
                assert any(makes_superfluous(other, way) for other in engine), f"{seed}: {one}"
            assert has_keys or is_vague or engine == mine, f"seed {seed}: {one}"
