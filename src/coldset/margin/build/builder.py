"""Walks a record in time order and lays its graph for one hazard."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from heapq import heappop, heappush

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.fold.holders import place_left
from coldset.core.known import effect_ms, is_late, named_things
from coldset.core.state import State, copied
from coldset.core.words import Hazard, Id
from coldset.margin.build import effects
from coldset.margin.build.canvas import Canvas, Weigh
from coldset.margin.build.effects.alike import lots_alike, weapons_alike
from coldset.margin.build.exposure import Exposure
from coldset.margin.build.spots import (
    barrel_spot,
    chamber_spots,
    inside,
    lot_spots,
    surroundings,
    taken_with,
)
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.graph import Spot
from coldset.margin.terms import Terms
from coldset.margin.watching import Watching


@dataclass(slots=True)
class Before:
    """What an event is about to change.

    `taken`: what a lot's rounds come from; `counts`: how many it holds; `around`: the insides of
    what is around a thing; `weapons_alike`, `lots_alike`: its look-alikes; `present`: who is on
    the property; `places`: which places are on record; `doubts`: how many findings there are.
    """

    taken: dict[Id, tuple[Spot, ...]] = field(default_factory=dict)
    counts: dict[Id, int | None] = field(default_factory=dict)
    around: dict[Id, tuple[Spot, ...]] = field(default_factory=dict)
    weapons_alike: dict[Id, tuple[Id, ...]] = field(default_factory=dict)
    lots_alike: dict[Id, tuple[Id, ...]] = field(default_factory=dict)
    present: frozenset[Id] = frozenset()
    places: frozenset[Id] = frozenset()
    doubts: int = 0


REPEATED = (
    acts.CylinderSwapped,
    acts.PersonEntered,
    acts.PortionDrawn,
    acts.LotsMerged,
    acts.RoundsLoaded,
    acts.RoundsUnloaded,
    acts.ShotFired,
    acts.HammerFell,
    acts.PlaceLeft,
)
"""Acts that open something at one instant: when they may have happened as late as the end of an
interval, they happen again at its end, after whatever was checked in between."""


class Builder:
    """The state so far, the graph so far, and what is running: one hazard, one set of terms."""

    def __init__(
        self, hazard: Hazard, terms: Terms, seal_readers: Mapping[Id, Event], world: int = 0
    ) -> None:
        self.hazard = hazard
        self.terms = terms
        self.state = State()
        self.canvas = Canvas()
        self.weigh = Weigh(terms.weights)
        self.watching = Watching(terms)
        self.exposure = Exposure(
            self.canvas, terms, hazard, self.watching, seal_readers, world=world
        )
        self.before = Before()
        self.handled_ms: dict[Id, int] = {}
        self.seen_empty: dict[Spot, int] = {}
        self.halves: dict[Id, dict[Spot, int | None]] = {}
        self.bullets_in: dict[Id, int | None] = {}
        self.repeating = False
        self.pending: list[tuple[int, int, Event]] = []
        self.clock_ms: int | None = None

    def fork(self) -> "Builder":
        """A builder that goes on from here without changing this one."""
        other = copy(self)
        other.state = copied(self.state)
        other.canvas = self.canvas.fork()
        other.watching = self.watching.fork()
        other.exposure = self.exposure.fork(other.canvas, other.watching)
        other.handled_ms = dict(self.handled_ms)
        other.seen_empty = dict(self.seen_empty)
        other.halves = dict(self.halves)
        other.bullets_in = dict(self.bullets_in)
        other.pending = list(self.pending)
        return other

    def advance(self, to_ms: int) -> None:
        """Let time pass, with nothing recorded, up to a moment."""
        while self.pending and self.pending[0][0] <= to_ms:
            end_ms, _, event = heappop(self.pending)
            self._pass_to(end_ms)
            self._repeat(event, end_ms)
        self._pass_to(to_ms)

    def _pass_to(self, to_ms: int) -> None:
        if self.clock_ms is not None and to_ms > self.clock_ms:
            self.exposure.pass_time(self.state, self.clock_ms, to_ms)
        self.clock_ms = to_ms if self.clock_ms is None else max(self.clock_ms, to_ms)

    def _repeat(self, event: Event, at_ms: int) -> None:
        """What may have happened only now opens what it opens once more."""
        self.before = self._note_before(event)
        self.before.counts.clear()
        self.repeating = True
        if isinstance(event.act, acts.PlaceLeft):
            place_left(self.state, event, event.act)
            self.watching.notice(self.state)
        else:
            effects.lay_effects(self, event, at_ms)
        self.repeating = False

    def take_in(self, event: Event, at_ms: int) -> None:
        """One event takes effect at a moment: time passes up to it, then it does what it does."""
        self.advance(at_ms)
        self.before = self._note_before(event)
        apply(self.state, event, at_ms)
        self._register(event, at_ms)
        self.watching.notice(self.state)
        effects.lay_effects(self, event, at_ms)
        self._cross_gaps(event, at_ms)
        if isinstance(event.act, REPEATED) and event.latest_ms > at_ms:
            heappush(self.pending, (event.latest_ms, len(self.state.taken_in), event))
        for thing in named_things(event):
            self.handled_ms[thing] = at_ms

    def line(self) -> CutSet:
        """What comes over the property line must have got past its recorded control, if any."""
        controller = self.state.line_controlled_by
        return NOTHING if controller is None else frozenset({Failure("line", controller)})

    def alternatives(self, event: Event, failures: CutSet) -> list[CutSet]:
        """A barrier, and beside it the word of whoever wrote it down late."""
        if is_late(event, self.terms.late_ms):
            return [failures, frozenset({Failure("record", event.recorder)})]
        return [failures]

    def _note_before(self, event: Event) -> Before:
        state, named = self.state, named_things(event)
        lots = [thing for thing in named if thing in state.lots]
        weapons = [thing for thing in named if thing in state.weapons]
        return Before(
            taken={lot: taken_with(state, lot) for lot in lots},
            counts={lot: state.lots[lot].n for lot in lots},
            around={t: surroundings(state, t) for t in named if state.whereabouts(t) is not None},
            weapons_alike={weapon: weapons_alike(state, weapon) for weapon in weapons},
            lots_alike={lot: lots_alike(state, lot) for lot in lots},
            present=frozenset(one.id for one in state.people.values() if one.on_property),
            places=frozenset(state.places),
            doubts=len(state.findings),
        )

    def _register(self, event: Event, at_ms: int) -> None:
        """Whoever and whatever is new, or came back, may bring anything."""
        for finding in self.state.findings[self.before.doubts :]:
            if finding.code in {"thing-unregistered", "arrived-twice"}:
                self._enter_all(finding.fact("thing"), event, at_ms)
        for person in self.state.people.values():
            known = inside(person.id) in self.canvas.graph.newest
            back = person.on_property and person.id not in self.before.present
            if not known or back:
                self.canvas.enter(inside(person.id), NOTHING, "entered", at_ms, event.id)
            if known and back:
                self._brings_along(person.id, event, at_ms)

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
        for spot in spots:
            self.canvas.enter(spot, NOTHING, "arrived", at_ms, event.id)

    def _cross_gaps(self, event: Event, at_ms: int) -> None:
        for thing in named_things(event):
            where = self.state.whereabouts(thing)
            if where is None or where.event != event.id or not where.gap:
                continue
            start_ms = min(self.handled_ms.get(thing, at_ms), event.earliest_ms)
            self.exposure.across_gap(self.state, thing, start_ms, max(at_ms, event.latest_ms))


def take_in_all(builder: Builder, events: Iterable[Event], first: Mapping[Id, int]) -> None:
    """Take in events in order of effect; `first` says when each thing came into the record."""
    for event in events:
        builder.take_in(event, effect_ms(event, first))
