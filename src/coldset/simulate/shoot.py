"""One invented shoot: what its crew wrote down, and what really happened."""

from typing import NamedTuple

from coldset.core.events import Event
from coldset.core.words import Id
from coldset.simulate.chance import Chance
from coldset.simulate.crew import Crew, SetStopped
from coldset.simulate.day import Shooting
from coldset.simulate.habits import HabitName, habit_of
from coldset.simulate.mischance import MECHANISMS, Mechanism, reckon
from coldset.simulate.truth import Truth, Way
from coldset.simulate.world import Spot, Trail, World

BEGAN_MS = 1_904_299_200_000
"""The first day's call, 06:00 in Denver on 6 May 2030: a day that nobody has worked on yet."""


class Shoot(NamedTuple):
    """An invented shoot: events in the order in which they were written down; truth and world."""

    events: tuple[Event, ...]
    truth: Truth
    world: World


def simulate(
    seed: int,
    habit: HabitName,
    days: int = 1,
    mechanism: Mechanism | None = None,
    *,
    ends_with_find: bool | None = None,
) -> Shoot:
    """One shoot out of a seed; the same arguments always give the same shoot.

    `mechanism` is how a hazard gets in, drawn by lot where None. `ends_with_find`: whether what
    nobody noticed before is found at last, in one of two shoots where None.
    """
    chance = Chance(seed)
    chosen = chance.one_of(MECHANISMS) if mechanism is None else mechanism
    ends = chance.happens(0.5) if ends_with_find is None else ends_with_find
    crew = Crew(chance, habit_of(habit), BEGAN_MS)
    try:
        Shooting(crew, days, chosen, ends).shoot()
        if ends:
            reckon(crew)
    except SetStopped:
        pass
    events = sorted(crew.events, key=lambda event: event.recorded_ms)
    return Shoot(tuple(events), _truth(crew, seed, habit, days, chosen), crew.world)


def _truth(crew: Crew, seed: int, habit: str, days: int, mechanism: str) -> Truth:
    ways = [(trail, _way(crew, number, trail)) for number, trail in crew.world.trails.items()]
    ways += [(trail, trail.way(weapon)) for weapon, trail in crew.world.barrels.items()]
    found = next((way for trail, way in ways if trail is crew.found_trail), None)
    return Truth(
        seed=seed,
        habit=habit,
        days=days,
        mechanism=mechanism,
        found=crew.found,
        way=found,
        others=tuple(way for trail, way in ways if trail is not crew.found_trail),
        hand_overs=tuple(crew.hand_overs),
        stock=crew.world.stock(),
        not_done=tuple(crew.not_done),
        mistaken=crew.mistaken,
    )


def _way(crew: Crew, number: int, trail: Trail) -> Way:
    return trail.way(_holder(crew, crew.world.where[number]))


def _holder(crew: Crew, spot: Spot) -> Id:
    """The thing that a spot is in: a cylinder is in its weapon."""
    fitted = {cylinder: weapon for weapon, cylinder in crew.cylinders.items()}
    return fitted.get(spot.id, spot.id)
