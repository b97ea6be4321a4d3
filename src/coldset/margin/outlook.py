"""The calculus asked as a whole: all worlds and hazards of a record up to one moment."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.known import Known, appearances, effect_ms
from coldset.core.state import State
from coldset.core.words import HAZARDS, Hazard, Id
from coldset.margin.build import Builder, Walk, take_in_all
from coldset.margin.build.spots import barrel_spot, chamber_spots, taken_with
from coldset.margin.failures import Act, CutSet, Failure
from coldset.margin.figures import Figure, figure
from coldset.margin.graph import Spot
from coldset.margin.terms import Terms
from coldset.margin.worlds import World, worlds

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
    """All views of a record at `until_ms`."""

    terms: Terms
    until_ms: int
    views: tuple[View, ...]

    def figure(self, hazard: Hazard, thing: Id) -> Figure:
        """The figure for one hazard in a weapon (its chambers or barrel) or a lot with its box."""
        sets: set[CutSet] = set()
        views = self.of(hazard)
        for view in views:
            for spot in alike_spots(view.builder, spots_of(view.builder, hazard, thing)):
                family = view.builder.family(spot)
                sets.update(one | view.world.needs if view.world.needs else one for one in family)
        is_bound = any(view.world.is_bound for view in self.views)
        acts = ChainMap(*(view.builder.canvas.acts for view in views))
        return figure(hazard, sets, acts, self.terms.weights, is_bound=is_bound)

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
        return Outlook(self.terms, until_ms, tuple(views))


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


@dataclass(slots=True)
class _Laid:
    """How far one world was laid out: which events, under which seal readings."""

    events: tuple[Event, ...]
    readers: Mapping[Id, Event]
    needs: CutSet
    walk: Walk


@dataclass(slots=True)
class Lookout:
    """Answers for one growing record; what was laid out before is gone on with where it stands.

    An event that takes effect before what was laid out, a seal read at last or another world
    start that world anew, so an answer never depends on what was asked before. `split` says
    which worlds there are: every account on its own, or all of them at once.
    """

    terms: Terms
    hazards: tuple[Hazard, ...] = LAID_FOR
    split: Callable[[Known], tuple[World, ...]] = worlds
    _laid: list[_Laid] = field(default_factory=list)

    def at(self, known: Known, until_ms: int) -> Outlook:
        """The outlook of what is known, at `until_ms`.

        The views are valid until the next question; `Outlook.supposing` leaves them alone.
        """
        views: list[View] = []
        laid: list[_Laid] = []
        for number, world in enumerate(self.split(known)):
            before = self._laid[number] if number < len(self._laid) else None
            laid.append(self._lay(world, number, before, until_ms))
            builders = laid[-1].walk.builders
            views += [View(world, hazard, one) for hazard, one in builders.items()]
        self._laid = laid
        return Outlook(self.terms, until_ms, tuple(views))

    def _lay(self, world: World, number: int, before: _Laid | None, until_ms: int) -> _Laid:
        first = appearances(world.events)
        events = tuple(one for one in world.events if effect_ms(one, first) <= until_ms)
        readers = fold((one, effect_ms(one, first)) for one in world.events).seal_readings
        if before is None or not _goes_on(before, events, readers, world.needs, until_ms):
            walk = Walk(self.hazards, self.terms, readers, number)
            before = _Laid((), readers, world.needs, walk)
        take_in_all(before.walk, events[len(before.events) :], first)
        before.walk.advance(until_ms)
        return _Laid(events, readers, world.needs, before.walk)


def _goes_on(
    before: _Laid,
    events: tuple[Event, ...],
    readers: Mapping[Id, Event],
    needs: CutSet,
    until_ms: int,
) -> bool:
    count = len(before.events)
    clock_ms = before.walk.clock_ms or 0
    fresh = events[count:]
    return (
        events[:count] == before.events
        and dict(readers) == dict(before.readers)
        and needs == before.needs
        and until_ms >= clock_ms
        and all(event.earliest_ms >= clock_ms for event in fresh)
    )


def outlook(
    known: Known, terms: Terms, until_ms: int, hazards: tuple[Hazard, ...] = LAID_FOR
) -> Outlook:
    """Lay out every world of a record for the round hazards, up to `until_ms`."""
    return Lookout(terms, hazards).at(known, until_ms)
