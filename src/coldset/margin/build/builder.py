"""Walks a record in time order and lays its graph for one hazard."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field

from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.known import effect_ms, is_late, named_things
from coldset.core.state import State, copied
from coldset.core.words import Hazard, Id
from coldset.margin.build import effects
from coldset.margin.build.canvas import Canvas, Weigh
from coldset.margin.build.exposure import Exposure
from coldset.margin.build.spots import inside, surroundings, taken_with
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.graph import Spot
from coldset.margin.terms import Terms
from coldset.margin.watching import Watching


@dataclass(slots=True)
class Before:
    """What an event is about to change: what a lot's rounds come from, how many, what is around."""

    taken: dict[Id, tuple[Spot, ...]] = field(default_factory=dict)
    counts: dict[Id, int | None] = field(default_factory=dict)
    around: dict[Id, tuple[Spot, ...]] = field(default_factory=dict)


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
        self.clock_ms: int | None = None

    def fork(self) -> "Builder":
        """A builder that goes on from here without changing this one."""
        other = copy(self)
        other.state = copied(self.state)
        other.canvas = self.canvas.fork()
        other.watching = self.watching.fork()
        other.exposure = self.exposure.fork(other.canvas, other.watching)
        other.handled_ms = dict(self.handled_ms)
        return other

    def advance(self, to_ms: int) -> None:
        """Let time pass, with nothing recorded, up to a moment."""
        if self.clock_ms is not None and to_ms > self.clock_ms:
            self.exposure.pass_time(self.state, self.clock_ms, to_ms)
        self.clock_ms = to_ms if self.clock_ms is None else max(self.clock_ms, to_ms)

    def take_in(self, event: Event, at_ms: int) -> None:
        """One event takes effect at a moment: time passes up to it, then it does what it does."""
        self.advance(at_ms)
        self.before = self._note_before(event)
        apply(self.state, event, at_ms)
        self._register_people(event, at_ms)
        self.watching.notice(self.state)
        effects.lay_effects(self, event, at_ms)
        self._cross_gaps(event, at_ms)
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
        lots = [thing for thing in named_things(event) if thing in self.state.lots]
        things = [t for t in named_things(event) if self.state.whereabouts(t) is not None]
        return Before(
            {lot: taken_with(self.state, lot) for lot in lots},
            {lot: self.state.lots[lot].n for lot in lots},
            {thing: surroundings(self.state, thing) for thing in things},
        )

    def _register_people(self, event: Event, at_ms: int) -> None:
        for person in self.state.people:
            if inside(person) not in self.canvas.graph.newest:
                self.canvas.enter(inside(person), self.line(), "entered", at_ms, event.id)

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
