"""The time between events: what could get from where to where while nobody wrote anything down.

For every place and stretch of time there is one hub: what is open there can be taken (past the
watchers, locks and seals of where it is) and put into anything open there (past those of where
it goes), by one off-record act. DESIGN part 3, row "an interval passes".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Hazard, Id
from coldset.margin.build.canvas import Canvas
from coldset.margin.build.spots import barrel_spot, chamber_spots, inside
from coldset.margin.cutsets import Family
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge, Spot
from coldset.margin.terms import Terms
from coldset.margin.watching import Watching
from coldset.margin.ways import OPEN, Way, ways_in

ANYWHERE: Id = "*"
"""The place of a thing that the record cannot place: open, unwatched, to the whole property."""

ACTS_MAX = 6
"""No more acts than this are laid one after the other within one stretch of time."""


class Opening(NamedTuple):
    """How a spot is open at its place during one stretch."""

    place: Id
    watchers: frozenset[Id]
    ways: tuple[Way, ...]


class Window(NamedTuple):
    """A stretch of time, in ms."""

    start_ms: int
    end_ms: int


@dataclass(slots=True)
class Stretch:
    """A run of time in which nothing changes for a spot: how it is open, and who is there.

    Its acts carry its number. `pocket_of` is whose pockets the spot is, if anybody's.
    """

    opening: Opening
    people: frozenset[Id]
    number: int
    pocket_of: Id = ""
    hub: int = -1
    primed: tuple[Family, ...] = ()
    acts: list[Failure] = field(default_factory=list)


Source = tuple[Spot, int, CutSet]


@dataclass(slots=True)
class Exposure:
    """What is open to what; keeps the running stretch of each spot and the hub of each place."""

    canvas: Canvas
    terms: Terms
    hazard: Hazard
    watching: Watching
    seal_readers: Mapping[Id, Event]
    gaps: dict[Id, int] = field(default_factory=dict)
    floor_clean: set[Id] = field(default_factory=set)
    stretches: dict[Spot, Stretch] = field(default_factory=dict)
    hubs: dict[Id, tuple[tuple[object, ...], int]] = field(default_factory=dict)
    numbers: int = 0
    world: int = 0

    def fork(self, canvas: Canvas, watching: Watching) -> "Exposure":
        """An exposure to go on from here, over another canvas, without changing this one."""
        return replace(
            self,
            canvas=canvas,
            watching=watching,
            gaps=dict(self.gaps),
            floor_clean=set(self.floor_clean),
            stretches={
                spot: replace(stretch, acts=list(stretch.acts))
                for spot, stretch in self.stretches.items()
            },
            hubs=dict(self.hubs),
        )

    def pass_time(self, state: State, start_ms: int, end_ms: int) -> None:
        """Let a stretch in which nothing is recorded pass; a joint watch may end within it."""
        begin = start_ms
        while (cut := self.watching.next_end_ms(begin, end_ms)) is not None:
            self._settle(state, begin, cut)
            begin = cut
        self._settle(state, begin, end_ms)

    def _settle(self, state: State, start_ms: int, end_ms: int) -> None:
        """Lay one act after the other until nothing new can come anywhere.

        So it makes no difference into how many pieces a stretch of time is cut.
        """
        for _ in range(ACTS_MAX):
            if not self._expose(state, start_ms, end_ms):
                return

    def across_gap(self, state: State, thing: Id, start_ms: int, end_ms: int) -> None:
        """A thing went from one holder to another with a gap: open to the whole property."""
        self.gaps[thing] = end_ms + 1
        self._expose(state, start_ms, end_ms, only=thing)
        if end_ms <= state.now_ms:
            del self.gaps[thing]

    def opening_of(self, state: State, thing: Id, at_ms: int) -> Opening:
        """Where and how what is in a thing is open at a moment."""
        parts = (thing, *state.chain(thing))
        place = state.place_of(thing)
        if place is None or any(self._unplaced(state, part, at_ms) for part in parts):
            return Opening(ANYWHERE, frozenset(), OPEN)
        ways = ways_in(state, self.terms, thing, self.seal_readers)
        return Opening(place, self.watching.watchers(state, thing, at_ms), ways)

    def _unplaced(self, state: State, part: Id, at_ms: int) -> bool:
        where = state.whereabouts(part)
        return where is not None and (where.said or at_ms < self.gaps.get(part, 0))

    def _expose(self, state: State, start_ms: int, end_ms: int, only: Id | None = None) -> bool:
        """Lay what one act makes possible in a stretch of time; whether anything was new.

        All sources are read before any spot is written. `only` narrows it to one thing's spots.
        """
        targets = [*_targets(state), *self._pockets(state)]
        openings = {spot: self.opening_of(state, thing, start_ms) for spot, thing in targets}
        within = {spot for spot, thing in targets if only in {None, thing, *state.chain(thing)}}
        self._note_running(state, openings, within)
        sources = self._sources(state, openings)
        floors = {place: self.floor(state, place) for place in {o.place for o in openings.values()}}
        hubs = {place: self._hub(place, sources, floors[place], start_ms) for place in floors}
        fresh = [
            (spot, self._edges(state, spot, hubs[opening.place], Window(start_ms, end_ms)))
            for spot, opening in openings.items()
            if spot in within
        ]
        changed = False
        for spot, edges in fresh:
            if edges:
                before = self.canvas.family(spot)
                kept = self.canvas.graph.kept(spot, start_ms)
                self.canvas.lay(spot, [*kept, *edges], start_ms, openings[spot].place)
                changed = changed or self.canvas.family(spot) != before
        if self.hazard == "primed":
            self._barrels(state, openings, within, start_ms, end_ms)
        self.canvas.touched -= within
        return changed

    def _pockets(self, state: State) -> list[tuple[Spot, Id]]:
        """The pockets that something speaks for: a stray can be put into them anew."""
        return [
            (inside(person.id), person.id)
            for person in state.people.values()
            if person.on_property and NOTHING not in self.canvas.family(inside(person.id))
        ]

    def _note_running(
        self, state: State, openings: Mapping[Spot, Opening], within: set[Spot]
    ) -> None:
        people = _on_property(state)
        for spot in within:
            opening, stretch = openings[spot], self.stretches.get(spot)
            same = stretch is not None and (stretch.opening, stretch.people) == (opening, people)
            if not same or spot in self.canvas.touched:
                self._begin(spot, opening, people)
        running = (self.watching.failure(person) for person in state.people)
        self.canvas.dominance.running = frozenset(running)

    def _begin(self, spot: Spot, opening: Opening, people: frozenset[Id]) -> Stretch:
        self.numbers += 1
        stretch = self.stretches[spot] = Stretch(opening, people, self.numbers)
        if spot.kind == "in" and spot.id in people:
            stretch.pocket_of = spot.id
        return stretch

    def _barrels(
        self,
        state: State,
        openings: Mapping[Spot, Opening],
        within: set[Spot],
        start_ms: int,
        end_ms: int,
    ) -> None:
        """A trigger pulled on a primed dummy, unrecorded, can leave its bullet in the barrel."""
        for weapon in state.weapons:
            chambers = [spot for spot in chamber_spots(state, weapon) if spot in within]
            barrel = barrel_spot(weapon)
            if not chambers:
                continue
            opening = openings[chambers[0]]
            stretch, people = self.stretches.get(barrel), _on_property(state)
            primed = tuple(self.canvas.family(spot) for spot in chambers)
            same = stretch is not None and (stretch.opening, stretch.people) == (opening, people)
            if stretch is None or not same or barrel in self.canvas.touched:
                stretch = self._begin(barrel, opening, people)
            elif stretch.primed == primed:
                continue
            stretch.primed = primed
            edges = self._pulls(barrel, chambers, stretch, start_ms, end_ms)
            kept = self.canvas.graph.kept(barrel, start_ms)
            self.canvas.lay(barrel, [*kept, *edges], start_ms, opening.place)
            self.canvas.touched.discard(barrel)

    def _pulls(
        self,
        barrel: Spot,
        chambers: list[Spot],
        stretch: Stretch,
        start_ms: int,
        end_ms: int,
    ) -> list[Edge]:
        newest = self.canvas.graph.newest
        past = self._watches(stretch.opening.watchers) | {Failure("component", what=barrel.id)}
        edges = []
        for way in stretch.opening.ways:
            act = self._act(barrel, stretch, way, start_ms, end_ms)
            edges += [
                Edge(newest[spot], way.failures | past | {act}, "fired", start_ms, end_ms)
                for spot in chambers
                if spot in newest
            ]
        return edges

    def floor(self, state: State, place: Id) -> CutSet:
        """What a stray lying about at a place must have got past: the property line, or nothing."""
        controller = state.line_controlled_by
        if controller is None or place not in self.floor_clean:
            return NOTHING
        return frozenset({Failure("line", controller)})

    def _sources(self, state: State, openings: Mapping[Spot, Opening]) -> dict[Id, list[Source]]:
        newest = self.canvas.graph.newest
        found: dict[Id, list[Source]] = {}
        for spot, opening in openings.items():
            if spot.id in state.people:
                continue
            watches = self._watches(opening.watchers)
            numbers = [newest[one] for one in _with_lot(state, spot) if one in newest]
            found.setdefault(opening.place, []).extend(
                (spot, number, way.failures | watches) for number in numbers for way in opening.ways
            )
        for person in state.people.values():
            number = newest.get(inside(person.id))
            if person.on_property and number is not None:
                place = person.place or ANYWHERE
                found.setdefault(place, []).append((inside(person.id), number, NOTHING))
        return found

    def _watches(self, people: Iterable[Id]) -> CutSet:
        return frozenset(self.watching.failure(person) for person in people)

    def _hub(self, place: Id, sources: Mapping[Id, list[Source]], floor: CutSet, at_ms: int) -> int:
        """The number of the place's hub: the one before, when nothing in it has changed."""
        reach = [place, ANYWHERE] if place != ANYWHERE else list(sources)
        open_here = [source for one in dict.fromkeys(reach) for source in sources.get(one, ())]
        families = self.canvas.families
        content: tuple[object, ...] = (
            floor,
            *((spot, families[number], past) for spot, number, past in open_here),
        )
        before = self.hubs.get(place)
        if before is not None and before[0] == content:
            return before[1]
        edges = [Edge(ENTRY, floor, "floor", at_ms, at_ms)]
        edges += [Edge(number, past, "open", at_ms, at_ms) for _, number, past in open_here]
        hub = self.canvas.lay(Spot("hub", place), edges, at_ms, place)
        self.hubs[place] = (content, hub)
        return hub

    def _edges(self, state: State, spot: Spot, hub: int, window: Window) -> list[Edge]:
        """The edges by which a hub's strays can come to a spot; none when they stand already."""
        stretch = self.stretches[spot]
        if stretch.hub == hub:
            for act in stretch.acts:
                self._prolong(act, window.end_ms)
            return []
        stretch.hub, opening = hub, stretch.opening
        past = self._watches(opening.watchers)
        edges = []
        for way in opening.ways:
            act = self._act(spot, stretch, way, *window)
            edges.append(Edge(hub, way.failures | past | {act}, "exposed", *window))
        return edges + self._from_watchers_kit(state, spot, stretch, window)

    def _act(self, spot: Spot, stretch: Stretch, way: Way, start_ms: int, end_ms: int) -> Failure:
        """The act by which somebody reached a spot: anyone on the property, or key holders only.

        Only they themselves put something into their own pockets.
        """
        could = (stretch.people or None) if way.only is None else way.only
        keys = "" if way.only is None else f"/{','.join(sorted(way.only))}"
        who = stretch.pocket_of
        act = Failure("act", who, what=self._act_name(spot, stretch) + keys)
        could = frozenset({who}) if who else could
        self._name(act, spot, stretch, Window(start_ms, end_ms), could)
        return act

    def _act_name(self, spot: Spot, stretch: Stretch) -> str:
        return f"{spot.kind}:{spot.id}:{spot.number}@{self.world}.{stretch.number}"

    def _name(
        self,
        act: Failure,
        spot: Spot,
        stretch: Stretch,
        window: Window,
        could: frozenset[Id] | None,
    ) -> None:
        if act in self.canvas.acts:
            self._prolong(act, window.end_ms)
            return
        opening = stretch.opening
        self.canvas.acts[act] = Act(
            opening.place,
            f"{spot.kind}:{spot.id}:{spot.number}",
            window.start_ms,
            window.end_ms,
            could,
            opening.watchers,
        )
        stretch.acts.append(act)

    def _prolong(self, act: Failure, end_ms: int) -> None:
        known = self.canvas.acts[act]
        known.end_ms = max(known.end_ms, end_ms)

    def _from_watchers_kit(
        self, state: State, spot: Spot, stretch: Stretch, window: Window
    ) -> list[Edge]:
        """A watcher reaches into their own pocket or kit: their own watch is none against that."""
        edges = []
        for person in sorted(stretch.opening.watchers):
            kit = self._kit(state, person, spot)
            if not kit:
                continue
            others = self._watches(stretch.opening.watchers - {person})
            act = Failure("act", person, self._act_name(spot, stretch))
            self._name(act, spot, stretch, window, frozenset({person}))
            edges += [
                Edge(number, past | way.failures | others | {act}, "pocketed", *window)
                for number, past in kit
                for way in stretch.opening.ways
                if way.only is None or person in way.only
            ]
        return edges

    def _kit(self, state: State, person: Id, spot: Spot) -> list[tuple[int, CutSet]]:
        """Somebody's pockets and the bags and belts with them, each with what is on the way."""
        newest, pocket = self.canvas.graph.newest, inside(person)
        found = [(newest[pocket], NOTHING)] if pocket in newest else []
        for bag in state.containers:
            node = newest.get(inside(bag))
            if node is None or inside(bag) == spot or state.person_holding(bag) != person:
                continue
            found += [
                (node, way.failures)
                for way in ways_in(state, self.terms, bag, self.seal_readers)
                if way.only is None or person in way.only
            ]
        return found


def _on_property(state: State) -> frozenset[Id]:
    return frozenset(person.id for person in state.people.values() if person.on_property)


def _with_lot(state: State, spot: Spot) -> tuple[Spot, ...]:
    """A spot as a source: a lot's rounds can be taken from its box as well as a stray in it."""
    if spot.kind == "in" and spot.id in state.lots:
        return (Spot("lot", spot.id), spot)
    return (spot,)


def _targets(state: State) -> list[tuple[Spot, Id]]:
    """Every position that a round can be put into, with the thing that it is part of."""
    chambers = [(spot, weapon) for weapon in state.weapons for spot in chamber_spots(state, weapon)]
    boxes = [(inside(container), container) for container in state.containers]
    lots = [(inside(lot.id), lot.id) for lot in state.lots.values() if lot.n != 0]
    fitted = {weapon.cylinder for weapon in state.weapons.values()}
    lying_about = [
        (Spot("chamber", cylinder, number), cylinder)
        for cylinder, numbers in state.cylinders.items()
        if cylinder not in fitted
        for number in numbers
    ]
    return [*chambers, *boxes, *lots, *lying_about]
