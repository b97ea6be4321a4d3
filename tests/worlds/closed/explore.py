"""Walks every record of a world up to a depth, and holds the calculus to the truth behind each."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from closed.asking import Answer, Entry, Record
from closed.ledger import Ledger, Name
from closed.scene import Scene
from closed.truths import Effect, Spot, State, Stir, Truths, explained, follow
from coldset.core.events import Event
from coldset.core.words import Hazard

PEOPLE = ("armorer", "property-master", "first-ad")
"""Everybody whose doing alone is asked for."""

READ_ANEW_EVERY = 97
"""One record in so many is also read from its first line."""


class Move(NamedTuple):
    """Something that is written down: what it makes plain, what can be true of it.

    `minutes` pass before it, in which anything may happen unseen. `proves`: a hazard was found,
    in these states it was where it was found.
    """

    name: str
    entries: tuple[Entry, ...]
    scene: Scene
    effect: Effect
    minutes: int = 1
    proves: Callable[[State], bool] | None = None


class World(ABC):
    """One small closed world.

    `reads_ahead`: a later line of its record can change what an earlier one is worth. `times`:
    acts at different times are told apart, as a find makes necessary. `cost_max`: no unseen act is
    followed that makes a history dearer than this.
    """

    name: str
    hazard: Hazard = "live"
    reads_ahead = False
    times = False
    cost_max = 6

    def __init__(self) -> None:
        self.ledger = Ledger()

    @abstractmethod
    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """What is plain at first, what is written of it, and everything that may be true."""

    @abstractmethod
    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """How every spot is open."""

    @abstractmethod
    def moves(self, scene: Scene) -> Iterator[Move]:
        """Everything that can be written down next."""

    @abstractmethod
    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """The things to ask about, each with whether a hazard is in it."""

    def deeds(self, scene: Scene, state: State) -> Iterable[tuple[State, int]]:
        """What anybody can do unseen beside putting rounds somewhere, and what fails for it."""
        del scene, state
        return ()

    def comes_in(self, scene: Scene) -> Effect | None:
        """What may come onto the property unseen while time passes; by itself nothing."""
        del scene
        return None


class Violation(NamedTuple):
    """A claim of the calculus that a truth contradicts, with its record as moves and as events.

    `least`: the true margin and solo margin; `lightest`: the names of every truth that cheap.
    """

    world: str
    claim: str
    thing: str
    moves: tuple[str, ...]
    said: Answer
    least: tuple[int, int]
    lightest: tuple[tuple[Name, ...], ...]
    events: tuple[Event, ...]

    def __str__(self) -> str:
        """The claim, what was said, what is true, and what had been written down."""
        told = ", ".join(self.moves) or "nothing"
        lines = [
            f"{self.world}: {self.claim} of {self.thing} after {told}",
            f"  said {self.said.margin}/{self.said.solo} by {sorted(self.said.lightest)}",
            f"  true {self.least[0]}/{self.least[1]} by {list(self.lightest)}",
            *(
                f"  {event.earliest_ms // 60_000:>3} {event.by}: {event.act}"
                for event in self.events
            ),
        ]
        return "\n".join(lines)


@dataclass(slots=True)
class Tally:
    """What was explored in one world, and how the calculus stood it.

    `exact`: questions whose figures are the truth's. `unreached`: questions about a hazard that no
    followed history has there, of which any figure is on the safe side. `below` counts figures on
    the safe side of the truth by their reason: what `known` says of records whose moves it matches.
    """

    world: str
    known: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    truths: int = 0
    records: int = 0
    questions: int = 0
    exact: int = 0
    unreached: int = 0
    below: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)

    def hold(
        self, ledger: Ledger, record: Record, thing: str, sets: set[int], moves: tuple[str, ...]
    ) -> None:
        """Hold what the calculus says of a thing to the least with which a hazard can be in it."""
        self.questions += 1
        if not sets:
            self.unreached += 1
            return
        said = record.asked(thing)
        least = ledger.least(sets, PEOPLE)
        lightest = {ledger.plain(one) for one in sets if one.bit_count() == least[0]}
        claim = _contradicted(said, least, lightest)
        if not claim and (said.margin, said.solo) == least:
            self.exact += 1
            return
        if not claim:
            told = ", ".join(moves)
            why = next((why for what, why in self.known.items() if re.search(what, told)), "")
            self.below[why] += bool(why)
            claim = "" if why else "a figure below the truth, for no known reason,"
        if claim:
            names = tuple(sorted(lightest))
            case = Violation(self.world, claim, thing, moves, said, least, names, record.events)
            self.violations.append(case)

    def read_anew(self, record: Record, things: Iterable[str], moves: tuple[str, ...]) -> None:
        """Hold a record read line by line to the same record read at once."""
        anew = record.anew()
        for thing in things:
            said, other = record.asked(thing), anew.asked(thing)
            if said != other:
                least = (other.margin or 0, other.solo or 0)
                names = tuple(sorted(other.lightest))
                case = Violation(
                    self.world, "reading on", thing, moves, said, least, names, record.events
                )
                self.violations.append(case)


def _contradicted(said: Answer, least: tuple[int, int], lightest: set[tuple[Name, ...]]) -> str:
    """The first claim of an answer that a truth contradicts."""
    if said.margin is None or said.margin > least[0]:
        return "a margin above the truth"
    if said.solo is None or said.solo > least[1]:
        return "a solo margin above the truth"
    if said.margin == least[0] and not lightest <= said.lightest:
        return "a way left out of the lightest"
    return ""


@dataclass(slots=True)
class Walk:
    """One walk through the records of a world, depth first; `first` names its first moves."""

    world: World
    tally: Tally
    first: tuple[str, ...] = ()
    stir: Stir = field(init=False)
    path: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """One memory of unseen deeds for the whole walk."""
        self.stir = Stir(self.world.ledger, self.world.cost_max)

    def explore(self, depth: int) -> None:
        """Hold every record of up to `depth` moves beyond the first."""
        scene, entries, states = self.world.begins()
        reads_ahead = self.world.reads_ahead
        record = Record.opened(self.world.hazard, entries, reads_ahead=reads_ahead)
        self._at(scene, record, {state: [0] for state in states}, depth + len(self.first), 0)
        self.tally.depth = depth

    def _at(self, scene: Scene, record: Record, truths: Truths, depth: int, proven: int) -> None:
        self.tally.records += 1
        self.tally.truths += sum(len(sets) for sets in truths.values())
        asked = self.world.asks(scene)
        if self.tally.records % READ_ANEW_EVERY == 0:
            self.tally.read_anew(record, asked, tuple(self.path))
        for thing, holds in asked.items():
            sets = {one for state, found in truths.items() if holds(state) for one in found}
            self.tally.hold(self.world.ledger, record, thing, sets, tuple(self.path))
        if not depth:
            return
        settled: dict[int, Truths] = {}
        for move in self._next(scene):
            if move.minutes not in settled:
                settled[move.minutes] = self._pass(scene, truths, move.minutes, proven)
            clock = scene.clock + move.minutes
            before, then = settled[move.minutes], proven
            if move.proves is not None:
                before, shown = explained(before, move.proves)
                then |= self.world.ledger.controls(shown)
            after = follow(before, move.effect, then)
            if not after:
                continue
            self.path.append(move.name)
            self._at(move.scene.at(clock), record.then(move.entries, clock), after, depth - 1, then)
            self.path.pop()

    def _next(self, scene: Scene) -> Iterator[Move]:
        done = len(self.path)
        wanted = self.first[done] if done < len(self.first) else None
        return (one for one in self.world.moves(scene) if wanted in {None, one.name})

    def _pass(self, scene: Scene, truths: Truths, minutes: int, proven: int) -> Truths:
        """Every truth after some minutes in which nothing is written."""
        end = scene.clock + minutes
        while scene.clock < end:
            until = scene.next_end(end)
            watches = scene.watches(self.world.ledger)
            fresh = {person: failed & ~proven for person, failed in watches.items()}
            came = self.world.comes_in(scene)
            if came is not None:
                truths = follow(truths, came, proven)
            time = str(scene.clock) if self.world.times else ""
            more = partial(self.world.deeds, scene)
            truths = self.stir.settle(truths, self.world.spots(scene), fresh, more, time)
            scene = scene.at(until)
        return truths
