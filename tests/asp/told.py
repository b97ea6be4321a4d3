"""The lightest stories of a find: the program's optima beside the engine's, without their acts."""

from __future__ import annotations

from collections.abc import Sequence

from asp_facts import Facts
from asp_program import NAMED, Program, state_of
from clingo import Function, Symbol
from worlds_told import worlds

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.known import known
from coldset.core.words import Hazard
from coldset.inquiry.explain import explain
from coldset.margin.lookout import Lookout
from coldset.margin.terms import Terms
from coldset.margin.worlds import undivided

Told = tuple[str, str, frozenset[tuple[str, str]]]
"""Where a story begins, as kind and thing, and the named failures on it, each with whose it was."""

ANYWHERE = Function("any")
ACTS = frozenset({"act", "act_by"})


def _failure(one: Symbol) -> tuple[str, str]:
    return one.name, one.arguments[0].string if one.name in NAMED else ""


def _told(shown: frozenset[Symbol]) -> Told:
    # a cylinder that is on record in two weapons is told as that of the one that came last
    kind, thing = max(one.arguments for one in shown if one.name == "origin")
    failed = [one.arguments[0] for one in shown if one.name == "failed"]
    named = frozenset(_failure(one) for one in failed if one.name not in ACTS)
    return kind.name, "*" if thing == ANYWHERE else thing.string, named


def by_program(book: Sequence[Event], terms: Terms, find: str, hazard: Hazard) -> set[Told]:
    """What the program says: every optimum of every world, those of the least weight."""
    told: dict[int, set[Told]] = {}
    end_ms = max(event.latest_ms for event in book)
    laid_for: Hazard = "primed" if hazard == "lodged" else hazard
    for world in worlds(book):
        facts = Facts(world.events, terms, [end_ms])
        program = Program(facts, state_of(facts), laid_for, (), world.needs)
        least, shown = program.stories(find)
        if least is not None:
            corrected = frozenset(("record", who) for who in world.needs)
            for kind, thing, named in map(_told, shown):
                told.setdefault(least, set()).add((kind, thing, named | corrected))
    return told[min(told)] if told else set()


def by_engine(book: Sequence[Event], terms: Terms, find: str, hazard: Hazard) -> set[Told]:
    """What the engine says: the stories that cost no more than the lightest."""
    laid_for: Hazard = "primed" if hazard == "lodged" else hazard
    end_ms = max(event.latest_ms for event in book)
    outlook = Lookout(terms, (laid_for,), undivided).at(known(book), end_ms)
    return {
        (
            one.origin.kind,
            one.origin.thing,
            frozenset((f.kind, f.who) for f in one.failures if f.kind != "act"),
        )
        for one in explain(outlook, find, within=0).stories
    }


def with_a_find(book: Sequence[Event]) -> tuple[Sequence[Event], Event] | None:
    """A record up to its first find of all; None where there is none."""
    for number, event in enumerate(book):
        if isinstance(event.act, acts.HazardIdentified):
            return book[: number + 1], event
    return None
