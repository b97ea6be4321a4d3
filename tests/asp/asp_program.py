"""The calculus as an answer-set program: the figures of a record, and what its finds prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asp_facts import Facts
from clingo import Control, Function, Number, String, Symbol
from worlds_told import World, worlds

from coldset.core.events import Event
from coldset.core.words import Hazard
from coldset.margin.terms import Terms

HERE = Path(__file__).parent
STATE = ("record.lp",)
PATHS = ("openness.lp", "paths.lp")
QUIET = "--warn=none"
"""A record or a policy need not have everything that the rules speak of."""
SOLO = Function("solo")
STORY = Function("story")
NAMED = frozenset({"check", "witness", "watch", "search", "line", "seal", "record", "act_by"})
"""Failures whose first argument is the person whose control or act it was."""

Figures = tuple[int | None, int | None]


@dataclass(frozen=True)
class Question:
    """Of one hazard in one thing at one moment."""

    hazard: Hazard
    thing: str
    at_ms: int

    @property
    def laid_for(self) -> Hazard:
        """The hazard of rounds whose program answers it."""
        return "primed" if self.hazard == "lodged" else self.hazard


def figures(book: Sequence[Event], terms: Terms, asked: Sequence[Question]) -> list[Figures]:
    """Margin and solo margin for each question: the least over all worlds."""
    told = [answers(world, terms, asked) for world in worlds(book)]
    return [
        (_least(one[number][0] for one in told), _least(one[number][1] for one in told))
        for number in range(len(asked))
    ]


def _least(weights: Iterator[int | None]) -> int | None:
    return min((one for one in weights if one is not None), default=None)


def answers(world: World, terms: Terms, asked: Sequence[Question]) -> list[Figures]:
    """Margin and solo margin for each question in one world."""
    facts = Facts(world.events, terms, sorted({one.at_ms for one in asked}))
    state = state_of(facts)
    programs = {
        hazard: Program(facts, state, hazard, asked, world.needs)
        for hazard in sorted({one.laid_for for one in asked})
    }
    return [programs[one.laid_for].figure(number) for number, one in enumerate(asked)]


def _ground(control: Control, files: Sequence[str], given: Iterable[Symbol]) -> None:
    with control.backend() as backend:
        for fact in given:
            backend.add_rule([backend.add_atom(fact)])
    for name in files:
        control.load(str(HERE / name))
    control.ground([("base", [])])


def state_of(facts: Facts) -> list[Symbol]:
    """What is so after each moment: the one model of record.lp."""
    control = Control([QUIET])
    _ground(control, STATE, facts.facts)
    with control.solve(yield_=True) as models:
        (settled,) = [model.symbols(atoms=True) for model in models]
    return list(settled)


@dataclass
class Program:
    """One world's record, grounded for one hazard of rounds; `primed` carries the barrels."""

    facts: Facts
    state: Sequence[Symbol]
    hazard: Hazard
    asked: Sequence[Question]
    needs: Sequence[str] = ()
    control: Control = field(init=False)
    known: dict[int, Figures] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ground it once; every question is asked of the same ground program."""
        self.control = Control(["--opt-strategy=usc", QUIET])
        _ground(self.control, PATHS, (*self.facts.facts, *self.state, *self._given()))
        self._answer()

    def figure(self, number: int) -> Figures:
        """Margin and solo margin for one question."""
        return self.known[number]

    def _given(self) -> Iterator[Symbol]:
        yield Function("hazard", [String(self.hazard)])
        for corrector in self.needs:
            yield Function("world_needs", [Function("record", [String(corrector)])])
        for number, one in self._mine():
            tick, moment = self.facts.ends[one.at_ms]
            part = Function("barrel" if one.hazard == "lodged" else "rounds")
            given = [Number(number), String(one.thing), part, Number(tick), Number(moment)]
            yield Function("question", given)

    def _mine(self) -> list[tuple[int, Question]]:
        mine = [pair for pair in enumerate(self.asked) if pair[1].laid_for == self.hazard]
        return sorted(mine, key=lambda pair: pair[1].at_ms)

    def _answer(self) -> None:
        """Questions in time order, each after what was found by then has proven its failures."""
        finds = list(self.facts.finds(self.hazard))
        for number, one in self._mine():
            while finds and finds[0][0] <= one.at_ms:
                self._prove(finds.pop(0)[1])
            goal = Function("ask", [Number(number)])
            self.known[number] = (self.least(goal), self.least(goal, solo=True))

    @property
    def _solve(self) -> Any:  # noqa: ANN401 - clingo's options have no types
        return self.control.configuration.solve

    def least(self, goal: Symbol, *, solo: bool = False) -> int | None:
        """The least weight of a way to the goal; None where there is none."""
        self._solve.models = 0
        self._solve.opt_mode = "opt"
        self._solve.enum_mode = "auto"
        self.control.assign_external(goal, truth=True)
        self.control.assign_external(SOLO, truth=solo)
        least = None
        with self.control.solve(yield_=True) as models:
            for model in models:
                least = sum(model.cost)
        self.control.assign_external(goal, truth=False)
        return least

    def lightest(self, goal: Symbol) -> frozenset[Symbol]:
        """Every failure on any lightest way to the goal."""
        self._solve.models = 0
        self._solve.opt_mode = "optN"
        self._solve.enum_mode = "brave"
        self.control.assign_external(goal, truth=True)
        self.control.assign_external(SOLO, truth=False)
        shown: Sequence[Symbol] = ()
        with self.control.solve(yield_=True) as models:
            for model in models:
                if model.optimality_proven:
                    shown = model.symbols(shown=True)
        self.control.assign_external(goal, truth=False)
        return frozenset(one.arguments[0] for one in shown if one.name == "failed")

    def stories(self, find: str) -> tuple[int | None, set[frozenset[Symbol]]]:
        """The least weight of a story of a find, and what every story of that weight shows."""
        goal = Function("ask_find", [String(find)])
        self.control.assign_external(STORY, truth=True)
        least = self.least(goal)
        told: set[frozenset[Symbol]] = set()
        if least is not None:
            self._solve.models = 0
            self._solve.opt_mode = f"enum,{least}"
            self._solve.enum_mode = "auto"
            self._solve.project = "show"
            self.control.assign_external(goal, truth=True)
            with self.control.solve(yield_=True) as models:
                told = {frozenset(model.symbols(shown=True)) for model in models}
        self._solve.project = "auto"
        self.control.assign_external(goal, truth=False)
        self.control.assign_external(STORY, truth=False)
        return least, told

    def _prove(self, event: Event) -> None:
        """What the cheapest stories of a find need has failed, and costs nothing from then on."""
        here = String(event.id)
        for failure in self.lightest(Function("ask_find", [here])):
            self.control.assign_external(Function("proven", [failure]), truth=True)
            if failure.name in NAMED:
                suspect = Function("implicated", [here, failure.arguments[0]])
                self.control.assign_external(suspect, truth=True)
