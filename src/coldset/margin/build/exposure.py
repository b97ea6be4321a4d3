"""The time between events: what could get from where to where while nobody wrote anything down.

For every place and stretch of time there is one hub: what is open there can be taken (past the
watchers, locks and seals of where it is) and put into anything open there (past those of where
it goes), by one off-record act. DESIGN part 3, row "an interval passes".

Nothing is laid while time passes. A spot's stretch is laid when the spot changes, when somebody
takes from it, or when how it is open changes: a settled spot has all that could come to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coldset.core.state import State
from coldset.core.words import Hazard, Id
from coldset.margin.build.canvas import Canvas
from coldset.margin.build.openings import ANYWHERE, Lying, Opening, Openings
from coldset.margin.build.spots import barrel_spot, inside
from coldset.margin.cutsets import FREE, Family
from coldset.margin.failures import NOTHING, RUNNING_MS, Act, CutSet, Failure, Presence
from coldset.margin.graph import ENTRY, Edge, Spot
from coldset.margin.ways import OPEN, Way


class Stretch(NamedTuple):
    """The run of time in which one name stands for an act into a spot; laid up to `laid_ms`."""

    lying: Lying
    number: int
    start_ms: int
    laid_ms: int


class Hub(NamedTuple):
    """What a stray at a place must have got past from a moment on, and what its floor costs."""

    since_ms: int
    family: Family
    floor: CutSet


@dataclass(slots=True)
class Exposure:
    """What is open to what, for one hazard; keeps the running stretch of each spot."""

    canvas: Canvas
    openings: Openings
    presence: Presence
    hazard: Hazard
    world: int
    stretches: dict[Spot, Stretch] = field(default_factory=dict)
    hubs: dict[Id, list[Hub]] = field(default_factory=dict)
    floor_clean: set[Id] = field(default_factory=set)
    changed: set[Id] = field(default_factory=set)
    numbers: int = 0
    running: dict[int, list[Failure]] = field(default_factory=dict)

    def fork(self, canvas: Canvas, openings: Openings, presence: Presence) -> "Exposure":
        """An exposure to go on from here, over other parts, without changing this one."""
        for name in (name for names in self.running.values() for name in names):
            canvas.acts[name] = canvas.acts[name].among(presence)
        return replace(
            self,
            canvas=canvas,
            openings=openings,
            presence=presence,
            stretches={
                spot: one._replace(lying=openings.now.get(one.lying.thing, one.lying))
                for spot, one in self.stretches.items()
            },
            hubs={place: list(hubs) for place, hubs in self.hubs.items()},
            floor_clean=set(self.floor_clean),
            changed=set(self.changed),
            running={number: list(names) for number, names in self.running.items()},
        )

    # the life of a stretch

    def begin(self, lying: Lying) -> None:
        """A thing lies open in a new way."""
        self.changed.add(lying.opening.place)
        self._start(self._laid_in(lying), lying, lying.start_ms)

    def end(self, lying: Lying, at_ms: int) -> None:
        """A thing no longer lies open in that way."""
        spots = self._laid_in(lying)
        self.settle(spots, at_ms)
        self.changed.add(lying.opening.place)
        for stretch, _ in self._running_in(spots):
            self._close(spots, stretch, at_ms)
        for spot in spots:
            self.stretches.pop(spot, None)

    def touch(self, spots: Iterable[Spot], at_ms: int) -> None:
        """Spots have changed: whatever comes to them from now on comes by another act."""
        for stretch, among in self._running_in(spots):
            self._close(among, stretch, at_ms)
            self.changed.add(stretch.lying.opening.place)
            self._start(among, stretch.lying, at_ms)

    def _running_in(self, spots: Iterable[Spot]) -> list[tuple[Stretch, list[Spot]]]:
        """The stretches of these spots, each with those among them that it is for."""
        found: dict[int, tuple[Stretch, list[Spot]]] = {}
        for spot in spots:
            stretch = self.stretches.get(spot)
            if stretch is not None:
                found.setdefault(stretch.number, (stretch, []))[1].append(spot)
        return list(found.values())

    def _laid_in(self, lying: Lying) -> tuple[Spot, ...]:
        if self.hazard == "primed" and lying.spots[0].kind == "chamber":
            return (barrel_spot(lying.thing), *lying.spots)
        return lying.spots

    def _start(self, alike: Iterable[Spot], lying: Lying, at_ms: int) -> None:
        self.numbers += 1
        stretch = Stretch(lying, self.numbers, at_ms, at_ms)
        for spot in alike:
            self.stretches[spot] = stretch

    def _close(self, alike: Iterable[Spot], stretch: Stretch, at_ms: int) -> None:
        """The window of every act of a stretch is over, unless it goes on for other spots."""
        rest = set(self._laid_in(stretch.lying)).difference(alike)
        if any(
            self.stretches[spot].number == stretch.number for spot in rest & set(self.stretches)
        ):
            return
        for name in self.running.pop(stretch.number, ()):
            self.canvas.acts[name].end_ms = at_ms

    def alike(self, spots: Iterable[Spot]) -> list[tuple[Spot, ...]]:
        """Spots in groups of those that share their node and their stretch."""
        newest, found = self.canvas.graph.newest, dict[tuple[int, int], list[Spot]]()
        for spot in spots:
            stretch = self.stretches.get(spot)
            key = (newest.get(spot, ENTRY), 0 if stretch is None else stretch.number)
            found.setdefault(key, []).append(spot)
        return [tuple(group) for group in found.values()]

    # laying what a stretch makes possible

    def settle(self, spots: Iterable[Spot], at_ms: int) -> None:
        """Lay all that can have come to spots up to a moment."""
        for alike in self.alike(spots):
            stretch = self.stretches.get(alike[0])
            if stretch is None or at_ms <= stretch.laid_ms:
                continue
            edges = self._edges(alike[0], stretch, stretch.laid_ms, at_ms)
            if edges:
                kept = self.canvas.graph.kept(self.canvas.graph.newest.get(alike[0]), at_ms)
                place = stretch.lying.opening.place
                self.canvas.lay(alike, [*kept, *edges], stretch.laid_ms, place)
            laid = stretch._replace(laid_ms=at_ms)
            for spot in alike:
                self.stretches[spot] = laid

    def settle_barrels(self, spots: Iterable[Spot], at_ms: int) -> None:
        """Lay what pulled triggers make possible, before what is in the chambers changes."""
        if self.hazard != "primed":
            return
        things = {
            self.stretches[s].lying.thing
            for s in spots
            if s in self.stretches and s.kind == "chamber"
        }
        self.settle([barrel_spot(thing) for thing in sorted(things)], at_ms)

    def settle_watched_by(self, person: Id, at_ms: int) -> None:
        """Lay what a watcher's pockets and kit make possible, before those change."""
        for thing in sorted(self.openings.resting_on.get(person, ())):
            lying = self.openings.now.get(thing)
            if lying is not None and person in lying.opening.watchers:
                self.settle(lying.spots, at_ms)

    def family(self, spot: Spot, at_ms: int) -> Family:
        """The cut sets of a spot at a moment: what is laid, and what its stretch adds."""
        known, stretch = self.canvas.family(spot), self.stretches.get(spot)
        if stretch is None or at_ms <= stretch.laid_ms or known == FREE:
            return known
        sets = self._sets(spot, stretch, at_ms)
        return self.canvas.dominance.undominated(sets.union(known))

    def _edges(self, spot: Spot, stretch: Stretch, start_ms: int, end_ms: int) -> list[Edge]:
        if spot.kind == "barrel":
            return self._pulls(spot, stretch, start_ms, end_ms)
        lying = stretch.lying
        if lying.pocket_of and self.canvas.family(spot) == FREE:
            return []
        hub = self.hub(lying.opening.place, start_ms, end_ms)
        edges = [Edge(hub, past, "exposed", start_ms, end_ms) for past in self._past(spot, stretch)]
        return edges + [
            Edge(number, past, "pocketed", start_ms, end_ms)
            for number, past in self._from_kit(spot, stretch, end_ms)
        ]

    def _past(self, spot: Spot, stretch: Stretch) -> list[CutSet]:
        """What an act into a spot must get past, the act included, for each way in."""
        lying = stretch.lying
        return [
            way.failures | lying.watches | {self._act(spot, stretch, way)}
            for way in lying.opening.ways
        ]

    def _act(self, spot: Spot, stretch: Stretch, way: Way) -> Failure:
        """The act by which somebody reached a spot: anyone on the property, or key holders only.

        Only they themselves put something into their own pockets.
        """
        owner = stretch.lying.pocket_of
        only = frozenset({owner}) if owner else way.only
        keys = "" if way.only is None else f"/{','.join(sorted(way.only))}"
        return self._named(owner, spot, stretch, only, keys)

    def _named(
        self, who: Id, spot: Spot, stretch: Stretch, only: frozenset[Id] | None, keys: str = ""
    ) -> Failure:
        lying = stretch.lying
        into = f"{spot.kind}:{lying.thing}"
        name = Failure("act", who, f"{into}@{self.world}.{stretch.number}{keys}")
        if name not in self.canvas.acts:
            opening, start_ms = lying.opening, stretch.start_ms
            self.canvas.acts[name] = Act(
                opening.place, into, start_ms, RUNNING_MS, only, self.presence, opening.watchers
            )
            self.running.setdefault(stretch.number, []).append(name)
        return name

    def _from_kit(self, spot: Spot, stretch: Stretch, at_ms: int) -> list[tuple[int, CutSet]]:
        """A watcher reaches into their own pocket or kit: their own watch is none against that."""
        lying, newest = stretch.lying, self.canvas.graph.newest
        found: list[tuple[int, CutSet]] = []
        for person in sorted(lying.opening.watchers):
            self.settle((inside(person),), at_ms)
            found += [
                (newest[source], past)
                for source, past in self._kit_past(person, spot, stretch)
                if source in newest
            ]
        return found

    def _kit_past(self, person: Id, spot: Spot, stretch: Stretch) -> list[tuple[Spot, CutSet]]:
        """Somebody's pockets and the bags with them, with what is on the way into a spot."""
        lying = stretch.lying
        act = self._named(person, spot, stretch, frozenset({person}))
        others = frozenset(watch for watch in lying.watches if watch.who != person) | {act}
        bags = self.openings.bags.get(person, {})
        sources = [
            (inside(person), OPEN[0]),
            *((inside(b), w) for b, ws in bags.items() for w in ws),
        ]
        return [
            (source, others | out.failures | way.failures)
            for source, out in sources
            if source != spot and (out.only is None or person in out.only)
            for way in lying.opening.ways
            if way.only is None or person in way.only
        ]

    def _sets(self, spot: Spot, stretch: Stretch, at_ms: int) -> set[CutSet]:
        """The cut sets that a stretch has added by a moment, with nothing laid."""
        lying, proven = stretch.lying, self.canvas.proven
        if spot.kind == "barrel":
            return {
                (one | past) - proven
                for chamber in lying.spots
                for one in self.family(chamber, at_ms)
                for past in self._past_trigger(spot, stretch)
            }
        found = {
            (one | past) - proven
            for one in self._hub_family(lying.opening.place, stretch.laid_ms, at_ms)
            for past in self._past(spot, stretch)
        }
        for person in sorted(lying.opening.watchers):
            found |= {
                (one | past) - proven
                for source, past in self._kit_past(person, spot, stretch)
                for one in self.family(source, at_ms)
            }
        return found

    def _past_trigger(self, barrel: Spot, stretch: Stretch) -> list[CutSet]:
        """A trigger pulled on a primed dummy, unrecorded, can leave its bullet in the barrel."""
        part = Failure("component", what=barrel.id)
        return [past | {part} for past in self._past(barrel, stretch)]

    def _pulls(self, barrel: Spot, stretch: Stretch, start_ms: int, end_ms: int) -> list[Edge]:
        chambers, newest = stretch.lying.spots, self.canvas.graph.newest
        self.settle(chambers, end_ms)
        numbers = dict.fromkeys(newest[spot] for spot in chambers if spot in newest)
        return [
            Edge(number, past, "fired", start_ms, end_ms)
            for past in self._past_trigger(barrel, stretch)
            for number in numbers
        ]

    # what lies at a place

    def floor(self, state: State, place: Id) -> CutSet:
        """What a stray lying about at a place must have got past: the property line, or nothing."""
        controller = state.line_controlled_by
        if controller is None or place not in self.floor_clean:
            return NOTHING
        return frozenset({Failure("line", controller)})

    def hub(self, place: Id, start_ms: int, end_ms: int) -> int:
        """The number of a node for everything that lay open at a place from start to end."""
        family = self._hub_family(place, start_ms, end_ms)

        def sources(below: int) -> list[Edge]:
            return self._open_at(place, start_ms, end_ms, below)

        return self.canvas.lay_hub(place, start_ms, family, sources)

    def _hub_family(self, place: Id, start_ms: int, end_ms: int) -> Family:
        hubs = self._hubs_during(place, start_ms, end_ms)
        if len(hubs) == 1:
            return hubs[0].family
        sets = {one for hub in hubs for one in hub.family}
        return self.canvas.dominance.undominated(sets)

    def _hubs_during(self, place: Id, start_ms: int, end_ms: int) -> list[Hub]:
        """Every state of a place within (start, end), the one at the start first."""
        found: list[Hub] = []
        for hub in reversed(self.hubs.get(place, ())):
            if hub.since_ms < end_ms:
                found.append(hub)
            if hub.since_ms <= start_ms:
                return found[::-1]
        return [Hub(start_ms, FREE, NOTHING), *found[::-1]]

    def _open_at(self, place: Id, start_ms: int, end_ms: int, below: int) -> list[Edge]:
        """What a stray that lies open at a place can be: one from the floor, one from a thing."""
        floors = dict.fromkeys(hub.floor for hub in self._hubs_during(place, start_ms, end_ms))
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

    def note_hubs(self, state: State, at_ms: int) -> None:
        """What a stray must have got past at the places behind a controlled line, from now on.

        Everywhere else the floor costs nothing, and no more need be known.
        """
        controlled = self.floor_clean | set(self.hubs)
        places = controlled if ANYWHERE in self.changed else controlled & self.changed
        self.changed = set()
        for place in sorted(places):
            floor = self.floor(state, place)
            family = FREE if floor == NOTHING else self._stray_at(place, floor, at_ms)
            hubs = self.hubs.setdefault(place, [])
            if hubs and hubs[-1].since_ms == at_ms:
                hubs.pop()
            if not hubs or (hubs[-1].family, hubs[-1].floor) != (family, floor):
                hubs.append(Hub(at_ms, family, floor))

    def _stray_at(self, place: Id, floor: CutSet, at_ms: int) -> Family:
        sets: set[CutSet] = {floor - self.canvas.proven}
        open_here = [
            lying for one in (place, ANYWHERE) for lying in self.openings.here.get(one, {}).values()
        ]
        for lying in open_here:
            self.settle(self._laid_in(lying), at_ms)
            for spot in lying.taken:
                sets |= {
                    (one | way.failures | lying.watches) - self.canvas.proven
                    for one in self.canvas.family(spot)
                    for way in lying.opening.ways
                }
        return self.canvas.dominance.undominated(sets)

    def across_gap(self, lying: Lying, start_ms: int, end_ms: int, at_ms: int) -> None:
        """A thing went from one holder to another with a gap: open to the whole property."""
        astray = replace(lying, opening=Opening(ANYWHERE, frozenset(), OPEN), watches=NOTHING)
        spots = self._laid_in(lying)
        self.settle(spots, at_ms)
        for alike in self.alike(spots):
            self.numbers += 1
            stretch = Stretch(astray, self.numbers, start_ms, start_ms)
            edges = self._edges(alike[0], stretch, start_ms, end_ms)
            for name in self.running.pop(stretch.number, ()):
                self.canvas.acts[name].end_ms = end_ms
            kept = self.canvas.graph.kept(self.canvas.graph.newest.get(alike[0]), at_ms)
            self.canvas.lay(alike, [*kept, *edges], at_ms, ANYWHERE)
        self.touch(spots, at_ms)
