"""Walks a record in time order: what the record says, who watches what, and what lies open.

One walk serves all hazards; each has a `Builder` that lays its graph.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from heapq import heappop, heappush

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.fold.holders import place_left
from coldset.core.known import effect_ms, named_things
from coldset.core.state import Container, Lot, Place, State, copied
from coldset.core.words import Hazard, Id
from coldset.margin.around import Around, around
from coldset.margin.build.builder import Before, Builder
from coldset.margin.build.openings import Openings, same_lying
from coldset.margin.failures import Failure, Presence
from coldset.margin.terms import Terms
from coldset.margin.watching import Watching

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


@dataclass(slots=True)
class Agenda:
    """What the clock alone brings: acts that may happen again, watches and gaps that end."""

    entries: list[tuple[int, int, Event | Id]] = field(default_factory=list)
    number: int = 0

    def add(self, at_ms: int, what: Event | Id) -> None:
        """At a moment, an act happens again or a thing is to be looked at again."""
        self.number += 1
        heappush(self.entries, (at_ms, self.number, what))

    def due(self, by_ms: int) -> tuple[int, Event | Id] | None:
        """The next thing due by a moment, taken off the list."""
        if not self.entries or self.entries[0][0] > by_ms:
            return None
        at_ms, _, what = heappop(self.entries)
        return at_ms, what


class Walk:
    """The state so far, what is running, and a graph for each hazard.

    `keeps`: how many nodes may be laid beyond those that any figure can depend on, before the
    others are forgotten; None: nothing is, so that stories can be told.
    """

    def __init__(
        self,
        hazards: Iterable[Hazard],
        terms: Terms,
        seal_readers: Mapping[Id, Event],
        world: int = 0,
        keeps: int | None = None,
    ) -> None:
        self.terms = terms
        self.keeps = keeps
        self._keeps_now = keeps or 0
        self.state = State()
        self.watching = Watching(terms)
        self.openings = Openings(terms, self.watching, seal_readers)
        self.presence = Presence()
        self.handled_ms: dict[Id, int] = {}
        self.agenda = Agenda()
        self.clock_ms: int | None = None
        self.people: dict[Id, tuple[object, ...]] = {}
        self.builders = {hazard: Builder(self, hazard, world) for hazard in hazards}

    def fork(self) -> "Walk":
        """A walk that goes on from here without changing this one."""
        other = copy(self)
        other.state = copied(self.state)
        other.watching = self.watching.fork()
        other.openings = self.openings.fork(other.watching)
        other.presence = self.presence.fork()
        other.handled_ms = dict(self.handled_ms)
        other.agenda = Agenda(list(self.agenda.entries), self.agenda.number)
        other.people = dict(self.people)
        other.builders = {hazard: one.fork(other) for hazard, one in self.builders.items()}
        return other

    def advance(self, to_ms: int) -> None:
        """Let time pass, with nothing recorded, up to a moment."""
        while (due := self.agenda.due(to_ms)) is not None:
            at_ms, what = due
            self.clock_ms = at_ms
            if isinstance(what, Event):
                self._repeat(what, at_ms)
            else:
                self._look_again(self.openings.contents([what]), at_ms)
        self.clock_ms = to_ms if self.clock_ms is None else max(self.clock_ms, to_ms)

    def take_in(self, event: Event, at_ms: int) -> None:
        """One event takes effect at a moment: time passes up to it, then it does what it does."""
        self.advance(at_ms)
        named = named_things(event)
        before = self._note_before(event, named)
        closures = self._closures(named)
        apply(self.state, event, at_ms)
        self._note_presence(event, named, at_ms)
        ended = self.watching.end_joint(self.state, at_ms)
        for builder in self.builders.values():
            builder.take_in(event, at_ms, before)
        self._schedule(event, named, at_ms)
        self._look_again(self._again(event, named, closures).union(ended), at_ms)
        self._cross_gaps(event, named, at_ms)
        looks = any(event.id in builder.looks for builder in self.builders.values())
        if event.latest_ms > at_ms and (looks or isinstance(event.act, REPEATED)):
            self.agenda.add(event.latest_ms, event)
        for thing in named:
            self.handled_ms[thing] = at_ms
        self._forget()

    def _forget(self) -> None:
        """Let go of what no figure needs, each time that as much again has been laid."""
        if self.keeps is None:
            return
        builders = list(self.builders.values())
        if sum(len(one.canvas.graph.nodes) for one in builders) <= self._keeps_now:
            return
        for builder in builders:
            builder.forget()
        self.openings.past.clear()
        self._keeps_now = self.keeps + 2 * sum(len(one.canvas.graph.nodes) for one in builders)

    def _repeat(self, event: Event, at_ms: int) -> None:
        """What may have happened only now opens what it opens once more, and ends its looks."""
        for builder in self.builders.values():
            builder.end_looks(event.id, at_ms)
        if not isinstance(event.act, REPEATED):
            return
        named = named_things(event)
        before = self._note_before(event, named)
        before.counts.clear()
        if isinstance(event.act, acts.PlaceLeft):
            place_left(self.state, event, event.act)
        for builder in self.builders.values():
            builder.repeat(event, at_ms, before)
        self._look_again(self.openings.contents(named), at_ms)

    def _note_before(self, event: Event, named: tuple[Id, ...]) -> Before:
        state = self.state
        place = event.act.place if isinstance(event.act, acts.PlaceDeclared) else None
        return Before.of(
            state,
            self.openings,
            named,
            event.read,
            self.presence.now(),
            place_known=place in state.places,
        )

    def _closures(self, named: tuple[Id, ...]) -> dict[Id, tuple[object, object]]:
        """What closes the things that an event names, and everything around them."""
        holders = {*named, *(one for thing in named for one in self.openings.around(thing))}
        return {holder: self._closure(holder) for holder in holders}

    def _closure(self, holder: Id) -> tuple[object, object]:
        state = self.state
        closed: Container | Lot | Place | None = (
            state.containers.get(holder) or state.lots.get(holder) or state.places.get(holder)
        )
        if closed is None:
            return None, None
        return closed.lock, None if isinstance(closed, Place) else closed.seal

    def concerned(self, event: Event, named: tuple[Id, ...]) -> list[Id]:
        """The people whom an event can have moved, or changed in their role or duty."""
        names = (event.by, *(witness.person for witness in event.witnesses), *named)
        return [one for one in dict.fromkeys(names) if one is not None and one in self.state.people]

    def _note_presence(self, event: Event, named: tuple[Id, ...], at_ms: int) -> None:
        there = self.presence.now()
        people = self.state.people
        for person in self.concerned(event, named):
            here = frozenset({person})
            there = there | here if people[person].on_property else there - here
        if there != self.presence.now():
            self.presence.note(there, at_ms)

    def _again(
        self,
        event: Event,
        named: tuple[Id, ...],
        closures: Mapping[Id, tuple[object, object]],
    ) -> set[Id]:
        """Everything that may lie open in another way after an event."""
        openings = self.openings
        moved = [thing for thing in named if openings.note_where(self.state, thing)]
        changed = [one for one, before in closures.items() if self._closure(one) != before]
        things = openings.contents([*moved, *changed])
        things |= {one for one in named if self.state.whereabouts(one) is not None}
        things |= {one for one in named if one in self.state.cylinders}
        if isinstance(event.act, acts.PlaceLeft):
            things |= openings.contents([event.act.holder])
        if isinstance(event.act, acts.PlaceDeclared):
            things |= openings.contents([event.act.place])
        for person in self.concerned(event, named):
            known = self.state.people[person]
            key = (known.place, known.on_property, frozenset(known.roles), frozenset(known.duties))
            if self.people.get(person) != key:
                self.people[person] = key
                self._end_watch(self.watching.note_stay(self.state, person))
                things |= openings.resting_on.get(person, set())
                things |= openings.contents([person])
        return things

    def _end_watch(self, over: Failure | None) -> None:
        if over is not None:
            for builder in self.builders.values():
                builder.canvas.dominance.end(over)

    def _look_again(self, things: set[Id], at_ms: int) -> None:
        """Work out anew how these things lie open; where that changed, a new stretch begins."""
        state, openings = self.state, self.openings
        for weapon in [thing for thing in things if thing in state.weapons]:
            people = self.watching.note_charge(state, weapon)
            things |= set(openings.now) if people is None else set()
            for person in people or ():
                things |= openings.resting_on.get(person, set())
        listed = sorted(things)
        its = {thing: around(state, thing) for thing in listed}
        bags = [thing for thing in listed if thing in state.containers]
        for bag in bags:
            for person in openings.bag_changes(state, bag, its[bag]):
                for builder in self.builders.values():
                    builder.exposure.settle_watched_by(person, at_ms)
        for bag in bags:
            openings.note_bag(state, bag, its[bag])
        for thing, it in its.items():
            openings.note_rests(thing, it)
        self._lie_anew(its, at_ms)
        for builder in self.builders.values():
            builder.exposure.note_places(state, at_ms)

    def _lie_anew(self, its: Mapping[Id, Around], at_ms: int) -> None:
        """End the stretches that are over, then begin the new ones: a cylinder can change hands."""
        openings = self.openings
        pairs = [
            (openings.now.get(thing), openings.lie(self.state, thing, it, at_ms))
            for thing, it in its.items()
        ]
        changed = [pair for pair in pairs if not same_lying(*pair)]
        for before, _ in changed:
            if before is not None:
                for builder in self.builders.values():
                    builder.exposure.end(before, at_ms)
                openings.end(before.thing, at_ms)
        for _, now in changed:
            if now is not None:
                openings.begin(now)
                for builder in self.builders.values():
                    builder.exposure.begin(now)

    def _schedule(self, event: Event, named: tuple[Id, ...], at_ms: int) -> None:
        """A joint watch that was opened or renewed ends at its limit, for each watcher."""
        if not isinstance(event.act, (acts.LotChecked, acts.WeaponShown, acts.WatchClaimed)):
            return
        for thing in named:
            watch = self.watching.joint.get(thing)
            for until_ms in set(watch.until_ms.values()) if watch is not None else ():
                if until_ms > at_ms:
                    self.agenda.add(until_ms, thing)

    def _cross_gaps(self, event: Event, named: tuple[Id, ...], at_ms: int) -> None:
        for thing in named:
            where = self.state.whereabouts(thing)
            if where is None or where.event != event.id or not where.gap:
                continue
            start_ms = min(self.handled_ms.get(thing, at_ms), event.earliest_ms)
            end_ms = max(at_ms, event.latest_ms)
            for part in sorted(self.openings.contents([thing])):
                lying = self.openings.now.get(part)
                if lying is None:
                    continue
                for builder in self.builders.values():
                    builder.exposure.across_gap(lying, start_ms, end_ms, at_ms)
            if end_ms > at_ms:
                self.openings.gaps[thing] = end_ms + 1
                self.agenda.add(end_ms + 1, thing)
                self._look_again(self.openings.contents([thing]), at_ms)
            for builder in self.builders.values():
                builder.exposure.note_places(self.state, at_ms)


def take_in_all(walk: Walk, events: Iterable[Event], first: Mapping[Id, int]) -> None:
    """Take in events in order of effect; `first` says when each thing came into the record."""
    for event in events:
        walk.take_in(event, effect_ms(event, first))
