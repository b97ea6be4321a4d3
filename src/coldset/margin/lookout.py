"""Outlooks on a record that grows: what was laid out before is gone on with where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coldset.core.acts import HazardIdentified
from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.known import Known, appearances, effect_ms
from coldset.core.state import State
from coldset.core.words import Hazard, Id
from coldset.margin.build import Walk, take_in_all
from coldset.margin.failures import CutSet
from coldset.margin.outlook import LAID_FOR, Outlook, View
from coldset.margin.terms import Terms
from coldset.margin.worlds import World, worlds

KEPT_NODES = 2_000
"""How many nodes a lookout lays beyond those that count before it forgets the others."""

MARK_EVERY = 64
MARKS_MAX = 16
"""So many marks are kept, so many events apart: a late event goes back to one, not to the start."""


class _Mark(NamedTuple):
    """A world laid out over its first `taken` events, by a walk that stays there."""

    taken: int
    walk: Walk


Marks = tuple[_Mark, ...]


@dataclass(slots=True)
class _Readings:
    """Which seals were read whole, in a record that grows."""

    events: tuple[Event, ...] = ()
    state: State = field(default_factory=State)

    def of(self, events: tuple[Event, ...], first: Mapping[Id, int]) -> "_Readings":
        """The same for a record; only what was added since is folded, where nothing else is new."""
        count = len(self.events)
        goes_on = events[:count] == self.events
        state = self.state if goes_on else State()
        for event in events[count if goes_on else 0 :]:
            apply(state, event, effect_ms(event, first))
        return _Readings(events, state)


@dataclass(slots=True)
class _Laid:
    """How far one world was laid out: which events, under which seal readings, in which walk."""

    events: tuple[Event, ...]
    readers: Mapping[Id, Event]
    needs: CutSet
    readings: _Readings
    walk: Walk
    marks: Marks = ()

    def stands(self, count: int, walk: Walk, events: tuple[Event, ...], until_ms: int) -> bool:
        """Whether a walk over the first events goes on with what is known now."""
        clock_ms = walk.clock_ms or 0
        return (
            until_ms >= clock_ms
            and events[:count] == self.events[:count]
            and all(event.earliest_ms >= clock_ms for event in events[count:])
        )


@dataclass(slots=True)
class Lookout:
    """Answers for one growing record; an answer never depends on what was asked before.

    An event that takes effect before what was laid out, or a seal read at last, goes back to the
    last mark before it; another world starts anew. `split` says which worlds there are: every
    account on its own, or all of them at once. Only a record with a find is kept whole, since
    only of a find can a story be told; of any other, no more than `keeps` nodes that no figure
    can depend on any more.
    """

    terms: Terms
    hazards: tuple[Hazard, ...] = LAID_FOR
    split: Callable[[Known], tuple[World, ...]] = worlds
    keeps: int = KEPT_NODES
    mark_every: int = MARK_EVERY
    _laid: list[_Laid] = field(default_factory=list)

    def at(self, known: Known, until_ms: int) -> Outlook:
        """The outlook of what is known, at `until_ms`.

        The views are valid until the next question; `Outlook.supposing` leaves them alone.
        """
        views: list[View] = []
        laid: list[_Laid] = []
        past, self._laid = self._laid, []
        for number, world in enumerate(self.split(known)):
            before = past[number] if number < len(past) else None
            laid.append(self._lay(world, number, before, until_ms))
            builders = laid[-1].walk.builders
            views += [View(world, hazard, one) for hazard, one in builders.items()]
        self._laid = laid
        return Outlook(self.terms, until_ms, tuple(views), known.doubts)

    def _lay(self, world: World, number: int, before: _Laid | None, until_ms: int) -> _Laid:
        first = appearances(world.events)
        events = tuple(one for one in world.events if effect_ms(one, first) <= until_ms)
        readings = (_Readings() if before is None else before.readings).of(world.events, first)
        readers = dict(readings.state.seal_readings)
        keeps = None if any(isinstance(one.act, HazardIdentified) for one in events) else self.keeps
        if before is not None and (before.needs, before.walk.keeps) != (world.needs, keeps):
            before = None
        resumed = None if before is None else _resumed(before, events, readers, until_ms)
        if resumed is None:
            resumed = 0, Walk(self.hazards, self.terms, readers, number, keeps), ()
        count, walk, marks = resumed
        marks = self._take_in(walk, events, count, first, marks)
        walk.advance(until_ms)
        return _Laid(events, readers, world.needs, readings, walk, marks)

    def _take_in(
        self,
        walk: Walk,
        events: tuple[Event, ...],
        taken: int,
        first: Mapping[Id, int],
        marks: Marks,
    ) -> Marks:
        """Take in what is new, and keep marks on the way unless the whole record is kept."""
        every = self.mark_every
        for start in range(taken, len(events), every):
            end = min(start + every, len(events))
            take_in_all(walk, events[start:end], first)
            near = len(events) - end <= MARKS_MAX * every
            if walk.keeps is not None and near and end - (marks[-1].taken if marks else 0) >= every:
                marks = (*marks[1 - MARKS_MAX :], _Mark(end, walk.fork()))
        return marks


def _resumed(
    laid: _Laid, events: tuple[Event, ...], readers: Mapping[Id, Event], until_ms: int
) -> tuple[int, Walk, Marks] | None:
    """The walk to go on with, how many events it has taken in, and the marks up to there."""
    seals = {*readers, *laid.readers}
    anew = {seal for seal in seals if readers.get(seal) != laid.readers.get(seal)}
    count = len(laid.events)
    if not anew and laid.stands(count, laid.walk, events, until_ms):
        return count, laid.walk, laid.marks
    for place, (count, walk) in reversed(tuple(enumerate(laid.marks))):
        sealed = any(event.id in anew for event in events[:count])
        if not sealed and laid.stands(count, walk, events, until_ms):
            again = walk.fork()
            again.openings.seal_readers = readers
            return count, again, laid.marks[: place + 1]
    return None


def outlook(
    known: Known, terms: Terms, until_ms: int, hazards: tuple[Hazard, ...] = LAID_FOR
) -> Outlook:
    """Lay out every world of a record for the round hazards, up to `until_ms`."""
    return Lookout(terms, hazards).at(known, until_ms)
