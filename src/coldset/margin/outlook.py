"""The calculus asked as a whole: all worlds and hazards of a record up to one moment."""

from collections import ChainMap
from collections.abc import Iterable
from dataclasses import dataclass

from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.state import State
from coldset.core.words import HAZARDS, Hazard, Id
from coldset.margin.build import Builder, Walk
from coldset.margin.build.spots import barrel_spot, chamber_spots, taken_with
from coldset.margin.failures import Act, CutSet, Failure
from coldset.margin.figures import Bound, Figure, figure
from coldset.margin.graph import Spot
from coldset.margin.terms import Terms
from coldset.margin.worlds import World

LAID_FOR: tuple[Hazard, ...] = ("live", "blank", "primed")
"""The hazards that have a graph of their own; the one for `primed` carries the barrels."""


@dataclass(frozen=True, slots=True)
class View:
    """One world, laid out for one hazard."""

    world: World
    hazard: Hazard
    builder: Builder


@dataclass(frozen=True, slots=True)
class Outlook:
    """All views of a record at `until_ms`; `doubts` are about the devices that recorded it."""

    terms: Terms
    until_ms: int
    views: tuple[View, ...]
    doubts: tuple[Finding, ...] = ()

    def figure(self, hazard: Hazard, thing: Id) -> Figure:
        """The figure for one hazard in a weapon (its chambers or barrel) or a lot with its box."""
        sets: set[CutSet] = set()
        views = self.of(hazard)
        for view in views:
            for spot in alike_spots(view.builder, spots_of(view.builder, hazard, thing)):
                family = view.builder.family(spot)
                sets.update(one | view.world.needs if view.world.needs else one for one in family)
        acts = ChainMap(*(view.builder.canvas.acts for view in views))
        return figure(hazard, sets, acts, self.terms.weights, bounds=self._bounds(views))

    def _bounds(self, views: Iterable[View]) -> tuple[Bound, ...]:
        """What was too much to be worked out one by one, anywhere in what these views rest on."""
        bounds: list[Bound] = []
        if any(view.world.is_bound for view in self.views):
            bounds.append("accounts")
        if any(view.builder.canvas.dominance.is_bound for view in views):
            bounds.append("sets")
        return tuple(bounds)

    def figures(self, thing: Id) -> dict[Hazard, Figure]:
        """The figures of a thing for every hazard."""
        return {hazard: self.figure(hazard, thing) for hazard in HAZARDS}

    def acts(self, hazard: Hazard) -> dict[Failure, Act]:
        """Every off-record act named in a hazard's graphs; names differ between worlds."""
        acts: dict[Failure, Act] = {}
        for view in self.of(hazard):
            known = view.builder.canvas.acts
            acts.update((name, act.until(self.until_ms)) for name, act in known.items())
        return acts

    def of(self, hazard: Hazard) -> list[View]:
        """The views that carry a hazard."""
        laid_for = "primed" if hazard == "lodged" else hazard
        return [view for view in self.views if view.hazard == laid_for]

    def states(self) -> list[State]:
        """What the record says in each world, at `until_ms`."""
        return [view.builder.state for view in self.views if view.hazard == self.views[0].hazard]

    def states_as_it_stands(self) -> list[State]:
        """The same, of the worlds in which no correction is untrue."""
        return [
            view.builder.state
            for view in self.views
            if view.hazard == self.views[0].hazard and not view.world.needs
        ]

    def supposing(self, events: Iterable[Event], until_ms: int) -> "Outlook":
        """The outlook at a later moment if these events happened now, one after the other."""
        listed = tuple(events)
        walks = dict.fromkeys(view.builder.walk for view in self.views)
        supposed = {walk: _supposed(walk, listed, until_ms) for walk in walks}
        views = [
            View(view.world, view.hazard, supposed[view.builder.walk].builders[view.hazard])
            for view in self.views
        ]
        return Outlook(self.terms, until_ms, tuple(views), self.doubts)


def _supposed(walk: Walk, events: tuple[Event, ...], until_ms: int) -> Walk:
    other = walk.fork()
    for event in events:
        other.take_in(event, event.earliest_ms)
    other.advance(until_ms)
    return other


def alike_spots(builder: Builder, spots: tuple[Spot, ...]) -> list[Spot]:
    """One of each group of spots that have been through the very same."""
    return [alike[0] for alike in builder.exposure.alike(spots)]


def spots_of(builder: Builder, hazard: Hazard, thing: Id) -> tuple[Spot, ...]:
    """Where a hazard would be if it were in a thing."""
    state = builder.state
    if thing in state.weapons:
        chambers = chamber_spots(state, thing)
        return (barrel_spot(thing),) if hazard == "lodged" and chambers else chambers
    if hazard == "lodged":
        return ()
    return taken_with(state, thing) if thing in state.lots else (Spot("in", thing),)
