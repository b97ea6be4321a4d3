"""The calculus asked as a whole: all worlds and hazards of a record up to one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.known import Known, appearances, effect_ms
from coldset.core.words import HAZARDS, Hazard, Id
from coldset.margin.build import Builder, build
from coldset.margin.build.spots import barrel_spot, chamber_spots, taken_with
from coldset.margin.failures import Act, CutSet, Failure
from coldset.margin.figures import Figure, figure
from coldset.margin.graph import Spot
from coldset.margin.terms import Terms
from coldset.margin.worlds import World, worlds


@dataclass(frozen=True, slots=True)
class View:
    """One world, laid out for one hazard; the graph for `lodged` is the one for `primed`."""

    world: World
    hazard: Hazard
    builder: Builder


@dataclass(frozen=True, slots=True)
class Outlook:
    """All views of a record at `until_ms`."""

    terms: Terms
    until_ms: int
    views: tuple[View, ...]

    def figure(self, hazard: Hazard, thing: Id) -> Figure:
        """The figure for one hazard in a weapon (its chambers or barrel) or a lot with its box."""
        sets: set[CutSet] = set()
        acts: dict[Failure, Act] = {}
        for view in self.of(hazard):
            canvas = view.builder.canvas
            acts.update(canvas.acts)
            for spot in spots_of(view.builder, hazard, thing):
                sets.update(one | view.world.needs for one in canvas.family(spot))
        is_bound = any(view.world.is_bound for view in self.views)
        return figure(hazard, sets, acts, self.terms.weights, is_bound=is_bound)

    def figures(self, thing: Id) -> dict[Hazard, Figure]:
        """The figures of a thing for every hazard."""
        return {hazard: self.figure(hazard, thing) for hazard in HAZARDS}

    def of(self, hazard: Hazard) -> list[View]:
        """The views that carry a hazard."""
        laid_for = "primed" if hazard == "lodged" else hazard
        return [view for view in self.views if view.hazard == laid_for]


def spots_of(builder: Builder, hazard: Hazard, thing: Id) -> tuple[Spot, ...]:
    """Where a hazard would be if it were in a thing."""
    state = builder.state
    if thing in state.weapons:
        return (barrel_spot(thing),) if hazard == "lodged" else chamber_spots(state, thing)
    if hazard == "lodged":
        return ()
    return taken_with(state, thing) if thing in state.lots else (Spot("in", thing),)


def outlook(
    known: Known,
    terms: Terms,
    until_ms: int,
    hazards: Iterable[Hazard] = ("live", "blank", "primed"),
) -> Outlook:
    """Lay out every world of a record for the round hazards, up to `until_ms`.

    Act names are unique within one view only; a world's acts never meet another's.
    """
    listed = tuple(hazards)
    views = []
    for number, world in enumerate(worlds(known)):
        readers = seal_readers(world.events)
        for hazard in listed:
            builder = build(world.events, hazard, terms, until_ms, readers, world=number)
            views.append(View(world, hazard, builder))
    return Outlook(terms, until_ms, tuple(views))


def seal_readers(events: tuple[Event, ...]) -> Mapping[Id, Event]:
    """For each seal that was later read whole, by the event that put it on, its reading."""
    first = appearances(events)
    return fold((event, effect_ms(event, first)) for event in events).seal_readings
