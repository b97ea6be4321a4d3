"""The lightest story of a find weighs what the reference's lightest way to it weighs."""

from random import Random

import pytest
from calculus.accounts import worlds
from calculus.figures import walked
from calculus.finds import weight, where_found
from calculus.names import CutSet
from days import Day
from goings_on import made_up, moments

from coldset.core.acts import HazardIdentified, WeaponShown
from coldset.core.events import Event
from coldset.core.known import appearances, effect_ms, known
from coldset.core.words import Hazard
from coldset.inquiry.explain import explain
from coldset.margin.lookout import outlook

DAYS = 80
PORTIONS = 4
HAZARDS_FOUND: tuple[Hazard, ...] = ("live", "blank", "live", "primed")


def ways_to(day: Day, find: Event, record: list[Event]) -> set[CutSet]:
    """Every way by which it can have been where it was found, the moment before."""
    act = find.act
    if not isinstance(act, HazardIdentified):
        return set()
    before, at_ms = [one for one in record if one.id != find.id], find.earliest_ms
    ways: set[CutSet] = set()
    for events, needs in worlds(known(before)):
        first = appearances(events)
        until = tuple(one for one in events if effect_ms(one, first) <= at_ms)
        walk = walked(until, day.terms, at_ms, act.hazard)
        ways |= {one | needs for one in walk.of(*where_found(walk, act))}
    return ways


def _is_no_story(event: Event, hazard: Hazard) -> bool:
    """A round seen that is one, or may be: a fact for a margin, and no story's beginning."""
    act = event.act
    return isinstance(act, WeaponShown) and any(
        sight.contents in {hazard, "unknown"} for sight in act.sights
    )


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_the_lightest_story_is_the_lightest_way(portion: int) -> None:
    for seed in range(portion, DAYS, PORTIONS):
        day = made_up(Random(seed), 1, 10)  # noqa: S311 - no secret: a day that can be made up again
        if not day.state.weapons:
            continue
        hazard = HAZARDS_FOUND[seed % 4]
        day.now_ms = moments(day)[1]
        found = HazardIdentified(hazard=hazard, at=min(day.state.weapons))
        find = day.write(found, "armorer", day.place_of("armorer"))
        record = list(day.events)
        ways = ways_to(day, find, record)
        if not ways or any(one.source.account or _is_no_story(one, hazard) for one in record):
            continue
        told = explain(outlook(known(record), day.terms, day.now_ms, (hazard,)), find.id)
        least = min(weight(one, day.terms.weights) for one in ways)
        assert min(story.cost for story in told.stories) == least, f"seed {seed}"
