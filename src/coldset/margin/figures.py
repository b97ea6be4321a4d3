"""Margin and solo margin of a weapon or a lot, with the cut sets that they rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from coldset.core.words import Hazard, Id
from coldset.margin.failures import Act, CutSet, Failure, weight, without

NOBODY_NAMED: Id = ""
"""Stands for a person whom the record does not name, where anybody at all could have acted."""


Bound = Literal["accounts", "sets"]
"""What was too much to be worked out one by one: accounts that exclude each other, all of which
open their paths at once then; or cut sets at one spot, the heaviest of which were put together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How much would have to be wrong for one hazard to be in one thing.

    `margin` and `solo` are None when the record leaves no way at all. `lightest` holds every
    cut set of the margin's weight; `solo_person` is somebody on whom most hangs, and
    `solo_lightest` what is left beside them. With any `bounds` the true figure may be higher.
    """

    hazard: Hazard
    margin: int | None
    solo: int | None
    lightest: tuple[CutSet, ...] = ()
    solo_person: Id | None = None
    solo_lightest: CutSet | None = None
    bounds: tuple[Bound, ...] = ()

    @property
    def is_bound(self) -> bool:
        """Whether the true figure may be higher, and is never lower."""
        return bool(self.bounds)

    def reaches(self, margin: int, solo: int) -> bool:
        """Whether both figures are at least what a policy asks."""
        return (self.margin is None or self.margin >= margin) and (
            self.solo is None or self.solo >= solo
        )


def figure(
    hazard: Hazard,
    sets: Iterable[CutSet],
    acts: Mapping[Failure, Act],
    weights: Mapping[str, int],
    *,
    bounds: tuple[Bound, ...] = (),
) -> Figure:
    """The figure of a family of cut sets (DESIGN part 2, margin and solo margin)."""
    family = sorted(set(sets), key=lambda one: (weight(one, weights), sorted(one)))
    if not family:
        return Figure(hazard, None, None, bounds=bounds)
    margin = weight(family[0], weights)
    lightest = tuple(one for one in family if weight(one, weights) == margin)
    solo, person, one = min(
        (weight(without(one, person, acts), weights), person, index)
        for index, one in enumerate(family)
        for person in _people_on(one, acts)
    )
    return Figure(hazard, margin, solo, lightest, person, family[one], bounds)


def _people_on(one: CutSet, acts: Mapping[Failure, Act]) -> set[Id]:
    """Everyone on whom differently much hangs; one stands for all who could have done the same."""
    people, groups = {NOBODY_NAMED}, set[frozenset[Id]]()
    for failure in one:
        if failure.who:
            people.add(failure.who)
        elif failure.kind == "act" and (could := acts[failure].could):
            groups.add(could)
    if len(groups) > 1:
        return people.union(*groups)
    return people.union(min(group) for group in groups)
