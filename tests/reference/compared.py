"""Both calculi asked the same, and what they say brought into one form."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from calculus.figures import Answer, answer, walks
from calculus.names import CutSet
from calculus.walk import Walk
from days import Day

from coldset.core.known import known
from coldset.core.words import HAZARDS, Hazard, Id
from coldset.margin.lookout import outlook
from coldset.margin.outlook import Outlook, spots_of

Meaning = tuple[object, ...]


@dataclass(frozen=True)
class Asked:
    """One question with both answers, engine and reference."""

    hazard: Hazard
    thing: Id
    engine: tuple[int | None, int | None]
    is_bound: bool
    reference: Answer
    outlook: Outlook

    @property
    def agrees(self) -> bool:
        """Equal, or, where the engine says that it is a bound, not above."""
        mine = (self.reference.margin, self.reference.solo)
        if not self.is_bound or None in mine or None in self.engine:
            return self.engine == mine
        return all((e or 0) <= (m or 0) for e, m in zip(self.engine, mine, strict=True))

    def __str__(self) -> str:
        mine = (self.reference.margin, self.reference.solo)
        return f"{self.hazard} in {self.thing}: engine {self.engine}, reference {mine}"


def asked(day: Day, now_ms: int, hazards: Iterable[Hazard] = HAZARDS) -> list[Asked]:
    """Each hazard in every weapon and lot of a day, at one moment, by both."""
    questions: list[Asked] = []
    for hazard in hazards:
        record = known(day.events)
        found = outlook(record, day.terms, now_ms, ("primed" if hazard == "lodged" else hazard,))
        gone_through = walks(record, day.terms, now_ms, hazard)
        for thing in things(gone_through):
            figure = found.figure(hazard, thing)
            mine = answer(gone_through, day.terms, hazard, thing)
            both = figure.margin, figure.solo
            questions.append(Asked(hazard, thing, both, figure.is_bound, mine, found))
    return questions


def things(gone_through: Iterable[tuple[Walk, CutSet]]) -> list[Id]:
    """Every weapon of any record, and every lot that is not gone."""
    states = [walk.state for walk, _ in gone_through]
    lots = {one.id for state in states for one in state.lots.values() if not one.seen_empty}
    return sorted(lots.union(*(state.weapons for state in states)))


def disagreements(day: Day, now_ms: int, hazards: Iterable[Hazard] = HAZARDS) -> list[str]:
    return [str(one) for one in asked(day, now_ms, hazards) if not one.agrees]


# --- cut sets

Meant = tuple[frozenset[Meaning], tuple[frozenset[Id] | None, ...]]
"""What a set means to a reader: its named failures, and for each act who could have done it."""


def _meant(names: Iterable[Meaning], could: Iterable[frozenset[Id] | None]) -> Meant:
    """Failures that mean the same are counted; which stretch of time one fell into is left out."""
    counted = Counter(names)
    told = frozenset((*name, n) for name, many in counted.items() for n in range(many))
    return told, tuple(sorted(could, key=lambda people: repr(people and sorted(people))))


def makes_superfluous(light: Meant, heavy: Meant) -> bool:
    """Whether one needs no failure more, and its acts can be told as acts of the other.

    Everyone who could have done the other's act could have done this one.
    """
    if not light[0] <= heavy[0] or len(light[1]) > len(heavy[1]):
        return False
    return any(
        all(mine is None or (other is not None and other <= mine) for mine, other in told)
        for chosen in permutations(heavy[1], len(light[1]))
        for told in [list(zip(light[1], chosen, strict=True))]
    )


def least(sets: Iterable[Meant]) -> set[Meant]:
    """Those that no other one makes superfluous."""
    kept: list[Meant] = []
    for one in sorted(set(sets), key=lambda meant: (len(meant[0]) + len(meant[1]), repr(meant))):
        if not any(makes_superfluous(other, one) for other in kept):
            kept = [other for other in kept if not makes_superfluous(one, other)]
            kept.append(one)
    return set(kept)


def _told(one: Iterable[tuple[str, str, str]]) -> list[Meaning]:
    named = (name for name in one if name[0] != "act")
    return [name[:2] if name[0] == "watch" else tuple(name) for name in named]


def meanings(found: Answer) -> set[Meant]:
    """The reference's cut sets by what they mean."""
    acts = found.acts
    return least(
        _meant(_told(one), [acts[name].could for name in one if name.kind == "act"])
        for one in found.sets
    )


def engine_meanings(one_asked: Asked) -> set[Meant]:
    """The engine's cut sets by what they mean."""
    sets: list[Meant] = []
    hazard, found = one_asked.hazard, one_asked.outlook
    acts_of_all = found.acts(hazard)
    for view in found.of(hazard):
        for spot in spots_of(view.builder, hazard, one_asked.thing):
            for one in view.builder.family(spot):
                whole = one | view.world.needs
                could = [acts_of_all[name].could for name in whole if name.kind == "act"]
                sets.append(_meant(_told(whole), could))
    return least(sets)
