"""The time between events: what could get from where to where while nobody wrote anything down.

What is open at a place can be taken (past the watchers, locks and seals of where it is; see
`places.py`) and put into anything open there (past those of where it goes), by one off-record
act. DESIGN part 3, row "an interval passes".

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
from coldset.margin.build.places import Places
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


@dataclass(slots=True)
class Exposure:
    """What is open to what, for one hazard; keeps the running stretch of each spot."""

    canvas: Canvas
    openings: Openings
    presence: Presence
    hazard: Hazard
    world: int
    places: Places
    stretches: dict[Spot, Stretch] = field(default_factory=dict)
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
            places=self.places.fork(canvas, openings),
            running={number: list(names) for number, names in self.running.items()},
        )

    # the life of a stretch

    def begin(self, lying: Lying) -> None:
        """A thing lies open in a new way."""
        self.places.changed.add(lying.opening.place)
        self._start(self._laid_in(lying), lying, lying.start_ms)

    def end(self, lying: Lying, at_ms: int) -> None:
        """A thing no longer lies open in that way."""
        spots = self._laid_in(lying)
        self.settle(spots, at_ms)
        self.places.changed.add(lying.opening.place)
        for stretch, _ in self._running_in(spots):
            self._close(spots, stretch, at_ms)
        for spot in spots:
            self.stretches.pop(spot, None)

    def touch(self, spots: Iterable[Spot], at_ms: int) -> None:
        """Spots have changed: whatever comes to them from now on comes by another act."""
        for stretch, among in self._running_in(spots):
            self._close(among, stretch, at_ms)
            self.places.changed.add(stretch.lying.opening.place)
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
            self.canvas.end_act(name, at_ms)

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
        return self.canvas.dominance.joined(known, self._sets(spot, stretch, at_ms))

    def _edges(self, spot: Spot, stretch: Stretch, start_ms: int, end_ms: int) -> list[Edge]:
        if spot.kind == "barrel":
            return self._pulls(spot, stretch, start_ms, end_ms)
        lying = stretch.lying
        is_exact = not self.canvas.dominance.is_bound
        if lying.pocket_of and is_exact and self.canvas.family(spot) == FREE:
            return []
        place = lying.opening.place
        if place in self.places.hubs:
            self._settle_astray(end_ms)
        hub = self.places.hub(place, start_ms, end_ms)
        edges = [Edge(hub, past, "exposed", start_ms, end_ms) for past in self._past(spot, stretch)]
        return edges + [
            Edge(number, past, "pocketed", start_ms, end_ms)
            for number, past in self._from_kit(spot, stretch, end_ms)
        ]

    def _settle_astray(self, at_ms: int) -> None:
        """Lay what came to all that nobody can place: it may have been at any place since."""
        for astray in self.openings.here.get(ANYWHERE, {}).values():
            mine = (spot for spot in astray.spots if spot in self.stretches)
            self.settle([one for one in mine if self.stretches[one].lying is astray], at_ms)

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

    def _sets(self, spot: Spot, stretch: Stretch, at_ms: int) -> list[CutSet]:
        """The cut sets that a stretch has added by a moment, with nothing laid."""
        lying, proven = stretch.lying, self.canvas.proven
        if spot.kind == "barrel":
            past_trigger = self._past_trigger(spot, stretch)
            return [
                (one | past) - proven
                for alike in self.alike(lying.spots)
                for one in self.family(alike[0], at_ms)
                for past in past_trigger
            ]
        past_ways = self._past(spot, stretch)
        found = [
            (one | past) - proven
            for one in self.places.family(lying.opening.place, stretch.laid_ms, at_ms)
            for past in past_ways
        ]
        for person in sorted(lying.opening.watchers):
            found += [
                (one | past) - proven
                for source, past in self._kit_past(person, spot, stretch)
                for one in self._family_in_kit(source, at_ms)
            ]
        return found

    def _family_in_kit(self, source: Spot, at_ms: int) -> Family:
        """What somebody's pockets hold by a moment; a bag, as it was last laid.

        What came into a bag unseen could as well have come to the spot itself.
        """
        in_bag = source.id in self.openings.bearers
        return self.canvas.family(source) if in_bag else self.family(source, at_ms)

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

    def note_places(self, state: State, at_ms: int) -> None:
        """What a stray must have got past at the places where something changed."""
        self.places.note(state, at_ms, lambda lying: self._settled(lying, at_ms))

    def _settled(self, lying: Lying, at_ms: int) -> list[CutSet]:
        """Lay what came to a thing; what will come to it, where nobody can say where it is.

        What lies at a place is worth no less than what is there; but what lies anywhere is open to
        places with no control.
        """
        self.settle(self._laid_in(lying), at_ms)
        if lying.opening.place != ANYWHERE:
            return []
        mine = [spot for spot in lying.spots if spot in self.stretches]
        return [past for spot in mine for past in self._past(spot, self.stretches[spot])]

    def across_gap(self, lying: Lying, start_ms: int, end_ms: int, at_ms: int) -> None:
        """A thing went from one holder to another with a gap: open to the whole property."""
        astray = replace(lying, opening=Opening(ANYWHERE, frozenset(), OPEN), watches=NOTHING)
        spots = self._laid_in(lying)
        self.settle(spots, at_ms)
        # a barrel after the chambers: a trigger may be pulled on what was put into them
        for alike in self.alike(reversed(spots)):
            self.numbers += 1
            stretch = Stretch(astray, self.numbers, start_ms, start_ms)
            edges = self._edges(alike[0], stretch, start_ms, end_ms)
            for name in self.running.pop(stretch.number, ()):
                self.canvas.end_act(name, end_ms)
            kept = self.canvas.graph.kept(self.canvas.graph.newest.get(alike[0]), at_ms)
            self.canvas.lay(alike, [*kept, *edges], at_ms, ANYWHERE)
        self.touch(spots, at_ms)
        self.places.latest.clear()
