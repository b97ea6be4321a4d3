"""Lays the graph of one hazard, event by event, as a walk through the record goes on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from coldset.core.acts import CylinderSwapped
from coldset.core.known import is_late, named_things
from coldset.core.words import Hazard, Id
from coldset.margin.build import effects
from coldset.margin.build.canvas import Canvas, Weigh
from coldset.margin.build.effects.alike import lots_alike, weapons_alike
from coldset.margin.build.exposure import Exposure
from coldset.margin.build.places import Places
from coldset.margin.build.spots import (
    barrel_spot,
    chamber_spots,
    inside,
    lot_spots,
    surroundings,
    taken_with,
)
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge, How, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.margin.build.bullets import BulletsIn
    from coldset.margin.build.openings import Openings
    from coldset.margin.build.walk import Walk
    from coldset.margin.cutsets import Family
    from coldset.margin.terms import Terms
    from coldset.margin.watching import Watching


@dataclass(slots=True)
class Before:
    """What an event is about to change.

    `taken`: what a lot's rounds come from; `counts`: how many it holds; `around`: the insides of
    what is around a thing; `weapons_alike`, `lots_alike`: its look-alikes, where its
    mark was not read; `present`: who is on the property; `place_known`: whether a declared place
    was on record; `doubts`: how many findings there are.
    """

    taken: dict[Id, tuple[Spot, ...]] = field(default_factory=dict)
    counts: dict[Id, int | None] = field(default_factory=dict)
    around: dict[Id, tuple[Spot, ...]] = field(default_factory=dict)
    weapons_alike: dict[Id, tuple[Id, ...]] = field(default_factory=dict)
    lots_alike: dict[Id, tuple[Id, ...]] = field(default_factory=dict)
    present: frozenset[Id] = frozenset()
    place_known: bool = False
    doubts: int = 0

    @classmethod
    def of(  # noqa: PLR0913 - what there is, what is open, what is named, read, there, known
        cls,
        state: State,
        openings: Openings,
        named: Sequence[Id],
        read: Sequence[Id],
        present: frozenset[Id],
        *,
        place_known: bool,
    ) -> Before:
        """What is so of everything that an event names, before it takes effect."""
        lots = [thing for thing in named if thing in state.lots]
        weapons = [thing for thing in named if thing in state.weapons]
        return cls(
            taken={lot: taken_with(state, lot) for lot in lots},
            counts={lot: state.lots[lot].n for lot in lots},
            around={t: surroundings(state, t) for t in named if state.whereabouts(t) is not None},
            weapons_alike={w: weapons_alike(state, w) for w in weapons if w not in read},
            lots_alike={lot: lots_alike(state, openings, lot) for lot in lots if lot not in read},
            present=present,
            place_known=place_known,
            doubts=len(state.findings),
        )


class Look(NamedTuple):
    """A look within an interval: what was at each spot before it, kept where, and what it takes."""

    begun: dict[Spot, tuple[int, tuple[Id | None, Id | None]]]
    alternatives: list[CutSet]
    how: How


class Builder:
    """The graph so far, of one hazard, over what all hazards share: the walk's state."""

    def __init__(self, walk: Walk, hazard: Hazard, world: int) -> None:
        self.walk = walk
        self.hazard = hazard
        self.weigh = Weigh(walk.terms.weights)
        self.canvas = Canvas(walk.watching.runs, walk.terms.sets_max)
        self.places = Places(self.canvas, walk.openings)
        self.exposure = Exposure(
            self.canvas, walk.openings, walk.presence, hazard, world, self.places
        )
        self.before = Before()
        self.seen_empty: dict[Spot, int] = {}
        self.halves: dict[Id, dict[Spot, int | None]] = {}
        self.bullets_in: dict[Id, BulletsIn] = {}
        self.repeating = False
        self.until_ms = 0
        self.looks: dict[Id, list[Look]] = {}
        self.finds: dict[Id, list[int]] = {}
        self.fitted: list[tuple[int, dict[Id, Id]]] = []

    def fork(self, walk: Walk) -> Builder:
        """A builder that goes on from here, with another walk, without changing this one."""
        other = copy(self)
        other.walk = walk
        other.canvas = self.canvas.fork(walk.watching.runs)
        other.exposure = self.exposure.fork(other.canvas, walk.openings, walk.presence)
        other.places = other.exposure.places
        other.seen_empty = dict(self.seen_empty)
        other.halves = dict(self.halves)
        other.bullets_in = dict(self.bullets_in)
        other.finds = dict(self.finds)
        other.fitted = list(self.fitted)
        other.looks = {event: list(looks) for event, looks in self.looks.items()}
        return other

    @property
    def state(self) -> State:
        """What the record says so far."""
        return self.walk.state

    @property
    def terms(self) -> Terms:
        """What the policy tells the calculus."""
        return self.walk.terms

    @property
    def watching(self) -> Watching:
        """The watches that run."""
        return self.walk.watching

    def family(self, spot: Spot) -> Family:
        """The cut sets of a spot as it is now; empty when nothing can be there."""
        return self.exposure.family(spot, self.walk.clock_ms or 0)

    def take_in(self, event: Event, at_ms: int, before: Before) -> None:
        """Lay what an event, already folded into the state, makes possible or harder."""
        self.before, self.until_ms = before, event.latest_ms
        self._note_fitted(event)
        self._register(event, at_ms)
        effects.lay_effects(self, event, at_ms)

    def _note_fitted(self, event: Event) -> None:
        """Which weapon has each cylinder, for the nodes of entries that are laid from now on."""
        weapons = self.state.weapons
        is_known = self.fitted and len(self.fitted[-1][1]) == len(weapons)
        if is_known and not isinstance(event.act, CylinderSwapped):
            return
        fitted = {held.cylinder: weapon for weapon, held in weapons.items()}
        if not self.fitted or self.fitted[-1][1] != fitted:
            self.fitted.append((self.canvas.graph.laid, fitted))

    def weapon_with(self, cylinder: Id, node: int) -> Id | None:
        """Which weapon had a cylinder when an entry laid a node."""
        last = bisect_right(self.fitted, node, key=itemgetter(0)) - 1
        return self.fitted[last][1].get(cylinder) if last >= 0 else None

    def repeat(self, event: Event, at_ms: int, before: Before) -> None:
        """Lay once more what an event opens that may have happened only now."""
        self.before, self.repeating, self.until_ms = before, True, at_ms
        effects.lay_effects(self, event, at_ms)
        self.repeating = False

    def line(self) -> CutSet:
        """What comes over the property line must have got past its recorded control, if any."""
        controller = self.state.line_controlled_by
        return NOTHING if controller is None else frozenset({Failure("line", controller)})

    def alternatives(self, event: Event, failures: CutSet) -> list[CutSet]:
        """A barrier, and beside it the word of whoever wrote it down late."""
        if is_late(event, self.terms.late_ms):
            return [failures, frozenset({Failure("record", event.recorder)})]
        return [failures]

    # laying: every change settles what came to the spots before, and begins their stretch anew

    def change(
        self,
        spots: Iterable[Spot],
        at_ms: int,
        edges_from: Callable[[int | None], list[Edge] | None],
    ) -> None:
        """Lay the next node of each spot, with edges made from its newest; none: leave it."""
        listed = tuple(spots)
        self._settle(listed, at_ms)
        newest = self.canvas.graph.newest
        changed: list[Spot] = []
        for alike in self.exposure.alike(listed):
            edges = edges_from(newest.get(alike[0]))
            if edges is not None:
                self.canvas.lay(alike, edges, at_ms)
                changed += alike
        self.exposure.touch(changed, at_ms)
        self.places.latest.clear()

    def _settle(self, spots: tuple[Spot, ...], at_ms: int) -> None:
        """Lay what came to spots, and what could come from them, before they change."""
        openings = self.walk.openings
        for spot in spots:
            if spot.kind == "in":
                bearer = spot.id if spot.id in self.state.people else openings.bearers.get(spot.id)
                if bearer is not None:
                    self.exposure.settle_watched_by(bearer, at_ms)
        self.exposure.settle_barrels(spots, at_ms)
        self.exposure.settle(spots, at_ms)

    def replace(self, spots: Iterable[Spot], edges: list[Edge], at_ms: int) -> None:
        """Spots have from now on what these edges bring, and nothing else."""
        self.change(spots, at_ms, lambda _before: edges)

    def enter(
        self, spots: Iterable[Spot], failures: CutSet, how: How, at_ms: int, event: Id
    ) -> None:
        """A hazard may be at spots from outside, past these failures; what was there stays."""
        edge = Edge(ENTRY, failures, how, at_ms, at_ms, event)
        kept = self.canvas.graph.kept
        self.change(spots, at_ms, lambda before: [*kept(before, at_ms), edge])

    def restart(self, spot: Spot, failures: CutSet, how: How, at_ms: int, event: Id) -> None:
        """What was at a spot is over; a hazard may be there from outside."""
        edge = Edge(ENTRY, failures, how, at_ms, at_ms, event)
        self.replace((spot,), [edge], at_ms)

    def raise_bar(
        self,
        spots: Iterable[Spot],
        alternatives: Iterable[CutSet],
        how: How,
        at_ms: int,
        event: Id,
    ) -> None:
        """Whatever is at spots must have got past one of these sets of failures as well."""
        listed = list(alternatives)
        if self.until_ms > at_ms:
            self._look_until(tuple(spots), listed, how, at_ms, event)
            return

        def past(before: int | None) -> list[Edge] | None:
            if before is None:
                return None
            return [Edge(before, failures, how, at_ms, at_ms, event) for failures in listed]

        self.change(spots, at_ms, past)

    def _look_until(
        self, spots: tuple[Spot, ...], alternatives: list[CutSet], how: How, at_ms: int, event: Id
    ) -> None:
        """A look at some time within an interval tells only of what was there all through it."""
        self.exposure.settle(spots, at_ms)
        newest = self.canvas.graph.newest
        begun = {spot: (newest[spot], self._kept_in(spot)) for spot in spots if spot in newest}
        self.looks.setdefault(event, []).append(Look(begun, alternatives, how))

    def _kept_in(self, spot: Spot) -> tuple[Id | None, Id | None]:
        """What a spot is part of, and who has that with them: a look covers it while it stays."""
        stretch = self.exposure.stretches.get(spot)
        thing = None if stretch is None else stretch.lying.thing
        return thing, self.walk.openings.bearers.get(spot.id)

    def end_looks(self, event: Id, at_ms: int) -> None:
        """The interval of a look is over: what was there since before it is past the look."""
        for look in self.looks.pop(event, ()):
            self._settle(tuple(look.begun), at_ms)
            for spot, (node, kept_in) in look.begun.items():
                since = self.came_since(spot, node)
                if since is not None and self._kept_in(spot) == kept_in:
                    passed = [
                        Edge(node, failures, look.how, at_ms, at_ms, event)
                        for failures in look.alternatives
                    ]
                    self.replace((spot,), [*passed, *since], at_ms)

    def came_since(self, spot: Spot, node: int | None, look: Id | None = None) -> list[Edge] | None:
        """The edges by which anything came to a spot after a node, but for those of a look.

        None where it was checked since: then nobody can say what was there all along.
        """
        graph = self.canvas.graph
        later = [one for one in graph.history.get(spot, ()) if node is None or one > node]
        edges = [edge for one in later for edge in graph.nodes[one].edges if edge.how != "kept"]
        edges = [edge for edge in edges if edge.event != look]
        return None if any(edge.how == "checked" for edge in edges) else edges

    def flow(  # noqa: PLR0913 - an edge is who, whence, past what, how, when, by which event
        self,
        into: Iterable[Spot],
        sources: Iterable[Spot],
        how: How,
        at_ms: int,
        event: Id,
        *,
        failures: CutSet = NOTHING,
        replaces: bool = False,
    ) -> None:
        """What is at the sources may now be at `into`; what was there stays unless replaced."""
        numbers = self.nodes_of(sources, at_ms)
        if not numbers and not replaces:
            return
        edges = [Edge(number, failures, how, at_ms, at_ms, event) for number in numbers]
        kept = self.canvas.graph.kept

        def flowed(before: int | None) -> list[Edge]:
            return edges if replaces else [*kept(before, at_ms), *edges]

        self.change(into, at_ms, flowed)

    def nodes_of(self, spots: Iterable[Spot], at_ms: int) -> list[int]:
        """The newest node of each of these spots, with all that came to it up to a moment."""
        listed = tuple(spots)
        self.exposure.settle(listed, at_ms)
        newest = self.canvas.graph.newest
        return list(dict.fromkeys(newest[spot] for spot in listed if spot in newest))

    def forget(self) -> None:
        """Let go of whatever no figure can depend on any more; stories would need all of it.

        What stays: what is at each spot now; what a lot has been since a chamber was last seen
        empty, for a round that nobody loaded may be one of it, or since it was checked in part;
        a barrel since bullets went in; everything since a look that still runs.
        """
        graph = self.canvas.graph
        looks = [look for looks in self.looks.values() for look in looks]
        begun = [number for look in looks for number, _ in look.begun.values()]
        kept = {*graph.newest.values(), *(hub for _, hub in self.places.latest.values())}
        kept.update(range(min(begun, default=graph.laid), graph.laid))
        chambers = [spot for spot in graph.newest if spot.kind == "chamber"]
        since_empty = min((self.seen_empty.get(one, 0) for one in chambers), default=graph.laid)
        since = dict.fromkeys((s for lot in self.state.lots for s in lot_spots(lot)), since_empty)
        for halves in self.halves.values():
            for spot, node in halves.items():
                since[spot] = min(node or 0, since[spot])
        for weapon, bullets in self.bullets_in.items():
            since[barrel_spot(weapon)] = bullets.before or 0
        for spot, number in since.items():
            known = graph.history.get(spot, [])
            kept.update(known[max(bisect_left(known, number) - 1, 0) :])
        names = (name for names in self.exposure.running.values() for name in names)
        self.canvas.forget(kept, names)

    # what comes into the record unannounced

    def _register(self, event: Event, at_ms: int) -> None:
        """Whoever and whatever is new, or came back, may bring anything."""
        for finding in self.state.findings[self.before.doubts :]:
            if finding.code in {"thing-unregistered", "arrived-twice"}:
                self._enter_all(finding.fact("thing"), event, at_ms)
        self._enter_unseen(event, at_ms)
        for person in self.walk.concerned(event, named_things(event)):
            known = inside(person) in self.canvas.graph.newest
            back = self.state.people[person].on_property and person not in self.before.present
            if not known or back:
                self.enter((inside(person),), NOTHING, "entered", at_ms, event.id)
            if known and back:
                self._brings_along(person, event, at_ms)

    def _enter_unseen(self, event: Event, at_ms: int) -> None:
        """A chamber that nobody knew of may have held anything before an entry named it."""
        weapon = getattr(event.act, "weapon", None)
        if weapon in self.state.weapons and weapon in self.before.around:
            unseen = set(chamber_spots(self.state, weapon)).difference(self.canvas.graph.newest)
            self.enter(sorted(unseen), NOTHING, "arrived", at_ms, event.id)

    def _brings_along(self, person: Id, event: Event, at_ms: int) -> None:
        """What somebody took off the property comes back as if it had never been seen."""
        state = self.state
        for thing in (*state.weapons, *state.containers, *state.lots):
            if state.person_holding(thing) == person:
                self._enter_all(thing, event, at_ms)

    def _enter_all(self, thing: Id, event: Event, at_ms: int) -> None:
        """Anything may be in a thing, wherever in it something can be."""
        state = self.state
        spots = [Spot("lot", thing)] if thing in state.lots else []
        if thing in state.weapons:
            spots += [*chamber_spots(state, thing), barrel_spot(thing)]
        else:
            spots.append(inside(thing))
        if thing in state.lots:
            self.before.taken.setdefault(thing, lot_spots(thing))
        self.enter(spots, NOTHING, "arrived", at_ms, event.id)
