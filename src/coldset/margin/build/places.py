"""What lies at each place: what a stray there must have got past, for one hazard.

For every place and stretch of time there is one hub: everything that is open there can be what
somebody takes, and so can a round that lay about, past the property line or past nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coldset.core.state import State
from coldset.core.words import Id
from coldset.margin.build.canvas import Canvas
from coldset.margin.build.openings import ANYWHERE, Lying, Openings
from coldset.margin.cutsets import FREE, Family
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge


class Hub(NamedTuple):
    """What a stray at a place must have got past from a moment on, and what its floor costs."""

    since_ms: int
    family: Family
    floors: tuple[CutSet, ...]


class OpenAt(NamedTuple):
    """The sources of a hub: all that lay open at a place, of the nodes numbered below it."""

    places: "Places"
    place: Id
    start_ms: int
    end_ms: int
    below: int

    def edges(self) -> list[Edge]:
        """An edge from the floor, and from everything that lay there."""
        return self.places.open_at(self.place, self.start_ms, self.end_ms, self.below)


@dataclass(slots=True)
class Places:
    """The floors and hubs of all places, for one hazard.

    `hubs` keeps what a stray must have got past only where a line was controlled; everywhere else
    that is nothing. `changed` are the places at which something changed since it was last noted,
    and `noted` are the line's controller and the sweepers then.
    `latest` is the hub last laid at a place, good until the record next puts or takes anything.
    """

    canvas: Canvas
    openings: Openings
    hubs: dict[Id, list[Hub]] = field(default_factory=dict)
    swept: dict[Id, CutSet] = field(default_factory=dict)
    changed: set[Id] = field(default_factory=set)
    noted: tuple[Id | None, dict[Id, CutSet]] = field(default_factory=lambda: (None, {}))
    latest: dict[Id, tuple[tuple[Id, int, int], int]] = field(default_factory=dict)

    def fork(self, canvas: Canvas, openings: Openings) -> "Places":
        """The same places, to go on from here, over other parts, without changing these."""
        return replace(
            self,
            canvas=canvas,
            openings=openings,
            hubs={place: list(hubs) for place, hubs in self.hubs.items()},
            swept=dict(self.swept),
            changed=set(self.changed),
            latest={},
        )

    def floors(self, state: State, place: Id) -> tuple[CutSet, ...]:
        """What a stray lying about at a place must have got past, one way or the other.

        The property line, if it came after the floor was clean; those who swept it, if it lay there
        before. Nothing, where no line is controlled or nobody swept.
        """
        controller = state.line_controlled_by
        if controller is None or place not in self.swept:
            return (NOTHING,)
        line, swept = frozenset({Failure("line", controller)}), self.swept[place]
        return (line, swept) if swept else (line,)

    def sweep(self, place: Id, by: Id | None) -> None:
        """A floor is clean, by the look of a sweeper; by nobody's, when the place is new."""
        look = NOTHING if by is None else frozenset({Failure("search", by, place)})
        self.swept[place] = self.swept.get(place, NOTHING) | look

    def hub(self, place: Id, start_ms: int, end_ms: int) -> int:
        """The number of a node for everything that lay open at a place from start to end."""
        key = (place, start_ms, end_ms)
        latest = self.latest.get(place)
        if latest is None or latest[0] != key:
            family = self.family(place, start_ms, end_ms)
            sources = OpenAt(self, place, start_ms, end_ms, self.canvas.graph.laid)
            latest = (key, self.canvas.lay_hub(place, start_ms, family, sources))
            self.latest[place] = latest
        return latest[1]

    def family(self, place: Id, start_ms: int, end_ms: int) -> Family:
        """What a stray at a place must have got past at some time within (start, end)."""
        hubs, proven = self._hubs_during(place, start_ms, end_ms), self.canvas.proven
        if len(hubs) == 1 and not proven:
            return hubs[0].family
        sets = [one - proven for hub in hubs for one in hub.family]
        return self.canvas.dominance.undominated(sets)

    def is_free(self, place: Id, start_ms: int, end_ms: int) -> bool:
        """Whether the floor of a place cost nothing at some time within (start, end)."""
        return any(NOTHING in hub.floors for hub in self._hubs_during(place, start_ms, end_ms))

    def _hubs_during(self, place: Id, start_ms: int, end_ms: int) -> list[Hub]:
        """Every state of a place within (start, end), the one at the start first."""
        found: list[Hub] = []
        for hub in reversed(self.hubs.get(place, ())):
            if hub.since_ms < end_ms:
                found.append(hub)
            if hub.since_ms <= start_ms:
                return found[::-1]
        return [Hub(start_ms, FREE, (NOTHING,)), *found[::-1]]

    def open_at(self, place: Id, start_ms: int, end_ms: int, below: int) -> list[Edge]:
        """What a stray that lies open at a place can be: one from the floor, one from a thing."""
        hubs = self._hubs_during(place, start_ms, end_ms)
        floors = dict.fromkeys(floor for hub in hubs for floor in hub.floors)
        edges = [Edge(ENTRY, floor, "floor", start_ms, start_ms) for floor in floors]
        for lying in self.openings.during(place, start_ms, end_ms):
            first, last = max(start_ms, lying.start_ms), min(end_ms, lying.end_ms)
            numbers = dict.fromkeys(
                number
                for spot in lying.taken
                for number in self.canvas.graph.during(spot, first, last, below)
            )
            for number in numbers:
                since_ms = max(first, self.canvas.graph.nodes[number].start_ms)
                edges += [
                    Edge(number, way.failures | lying.watches, "open", since_ms, last)
                    for way in lying.opening.ways
                ]
        return edges

    def note(self, state: State, at_ms: int, settle: Callable[[Lying], list[CutSet]]) -> None:
        """What a stray must have got past at the places behind a controlled line, from now on.

        Everywhere else the floor costs nothing, and no more need be known. `settle` lays what came
        to a thing up to that moment, and gives what can come to what nobody can place from then on.
        """
        controlled = {*self.swept, *self.hubs}
        floors_now = (state.line_controlled_by, dict(self.swept))
        everywhere = ANYWHERE in self.changed or floors_now != self.noted
        places = controlled if everywhere else controlled & self.changed
        self.changed, self.noted = set(), floors_now
        for place in sorted(places):
            floors = self.floors(state, place)
            family = FREE if NOTHING in floors else self._stray_at(place, floors, settle)
            hubs = self.hubs.setdefault(place, [])
            if hubs and hubs[-1].since_ms == at_ms:
                hubs.pop()
            if not hubs or (hubs[-1].family, hubs[-1].floors) != (family, floors):
                hubs.append(Hub(at_ms, family, floors))

    def _stray_at(
        self, place: Id, floors: tuple[CutSet, ...], settle: Callable[[Lying], list[CutSet]]
    ) -> Family:
        proven = self.canvas.proven
        sets = [floor - proven for floor in floors]
        open_here = [
            lying for one in (place, ANYWHERE) for lying in self.openings.here.get(one, {}).values()
        ]
        for lying in open_here:
            found = [settle(lying), *(self.canvas.family(spot) for spot in lying.taken)]
            sets += [
                (one | way.failures | lying.watches) - proven
                for one in dict.fromkeys(one for family in found for one in family)
                for way in lying.opening.ways
            ]
        return self.canvas.dominance.undominated(sets)
