"""Every round by itself, and the way that each hazard takes. No round is ever lost."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from coldset.core.words import BuildMark, Hazard, Id, Method
from coldset.simulate.truth import Beginning, Failed, Step, Stock, Way

RoundKind = Literal["dummy", "live", "primed"]

SHOWS: dict[Method, tuple[tuple[BuildMark, tuple[Hazard, ...]], ...]] = {
    "rattle": (("rattle", ("live",)),),
    "hole": (("hole", ("live",)),),
    "primer": (("no-primer", ("live", "primed")), ("struck-primer", ("primed",))),
}
"""What each way of looking at a dummy can tell from it, by how the dummies were made."""


def tells(method: Method, hazard: Hazard, build: tuple[BuildMark, ...]) -> bool:
    """Whether a hazard among rounds of a build looks, sounds or feels otherwise by a method."""
    return any(mark in build and hazard in shown for mark, shown in SHOWS.get(method, ()))


class Spot(NamedTuple):
    """Where a round can be: in a box or lot, a chamber, a pocket, lying about at a place."""

    kind: Literal["box", "chamber", "pocket", "place"]
    id: Id
    number: int = 0


@dataclass(slots=True)
class Trail:
    """The way of one hazard so far; `stages` are its steps, each with what failed after it.

    `seals` are the boxes that it went into through a seal: somebody will read it whole.
    """

    hazard: Hazard
    beginning: Beginning
    stages: list[tuple[Step | None, list[Failed]]] = field(default_factory=lambda: [(None, [])])
    seals: list[Id] = field(default_factory=list)

    def go(self, step: Step) -> None:
        """One more step."""
        self.stages.append((step, []))

    def fail(self, failed: Failed) -> None:
        """One more control that did not hold, since the last step."""
        if failed not in self.stages[-1][1]:
            self.stages[-1][1].append(failed)

    def way(self, held_in: Id) -> Way:
        """The way as far as it has come."""
        (_, before), *rest = self.stages
        steps = tuple(
            Step(
                **{**{f: getattr(step, f) for f in step.__struct_fields__}, "failed": tuple(after)}
            )
            for step, after in rest
            if step is not None
        )
        return Way(
            hazard=self.hazard,
            beginning=self.beginning,
            steps=steps,
            failed=tuple(before),
            held_in=held_in,
        )


@dataclass(slots=True)
class World:
    """All rounds by number, and where each of them truly is.

    `barrels` are the hazards that lie in a barrel; `twisted` the pieces that came off a round.
    """

    kinds: list[RoundKind] = field(default_factory=list)
    where: list[Spot] = field(default_factory=list)
    held: dict[Spot, list[int]] = field(default_factory=dict)
    trails: dict[int, Trail] = field(default_factory=dict)
    barrels: dict[Id, Trail] = field(default_factory=dict)

    def bring(self, kind: RoundKind, spot: Spot, beginning: Beginning) -> int:
        """A round comes onto the property; its number."""
        number = len(self.kinds)
        self.kinds.append(kind)
        self.where.append(spot)
        self.held.setdefault(spot, []).append(number)
        if kind != "dummy":
            self.trails[number] = Trail(kind, beginning)
        return number

    def move(self, number: int, spot: Spot) -> None:
        """A round goes somewhere else."""
        self.held[self.where[number]].remove(number)
        self.where[number] = spot
        self.held.setdefault(spot, []).append(number)

    def at(self, spot: Spot) -> list[int]:
        """The numbers of the rounds at a spot."""
        return self.held.get(spot, [])

    def trails_at(self, spot: Spot) -> list[Trail]:
        """The ways of the hazards at a spot."""
        return [trail for number, trail in self.trails.items() if self.where[number] == spot]

    def stock(self) -> tuple[Stock, ...]:
        """What every holder has in the end; a weapon's chambers are told one by one."""
        found: dict[Id, dict[str, int]] = {}
        for spot, numbers in self.held.items():
            name = f"{spot.id}:{spot.number}" if spot.kind == "chamber" else spot.id
            counts = found.setdefault(name, {})
            for number in numbers:
                counts[self.kinds[number]] = counts.get(self.kinds[number], 0) + 1
        return tuple(
            Stock(holder=name, rounds=dict(sorted(counts.items())))
            for name, counts in sorted(found.items())
            if counts
        )
