"""Several finds explained as one: the cheapest causes, with what they share counted once.

Six live rounds in five places speak for a common source, which six lists side by side would
not show. A source counts as one cause, and so does every failure and act, however many finds
rest on it; failures and acts weigh what the policy says.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

import msgspec

from coldset.core.words import Id
from coldset.inquiry.story import Explanation, Origin, Passage, Story, Window
from coldset.margin.failures import NOTHING, CutSet, weight

SOURCES_MAX = 3
"""No more sources than this are tried at once, unless even these do not explain every find."""


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """One set of sources from which every find can have come.

    `stories` gives one story for each find, in the order of the finds; `cost` counts each source,
    each failure and each act once. No story that costs more than `complete_to` by itself was tried.
    """

    sources: tuple[Origin, ...]
    finds: tuple[Id, ...]
    stories: tuple[Story, ...]
    cost: int
    complete_to: int


class _Act(NamedTuple):
    """Something put somewhere unrecorded: two finds rest on one act if one moment does for both."""

    how: str
    into: Id
    place: Id
    windows: tuple[Window, ...]

    def shared(self, other: "_Act") -> "_Act | None":
        """The one act that is both, or None where they cannot be one."""
        if self[:3] != other[:3]:
            return None
        pairs = ((one, two) for one in self.windows for two in other.windows)
        common = tuple(
            (max(one[0], two[0]), min(one[1], two[1]))
            for one, two in pairs
            if max(one[0], two[0]) <= min(one[1], two[1])
        )
        return self._replace(windows=common) if common else None


class _Needs(NamedTuple):
    """What stories need together: every failure once, and every act once."""

    failures: CutSet = NOTHING
    acts: frozenset[_Act] = frozenset()

    def weight(self, weights: Mapping[str, int]) -> int:
        """What all of it weighs, by the policy."""
        return weight(self.failures, weights) + len(self.acts) * weights.get("act", 1)

    def joined(self, other: "_Needs") -> "Iterator[_Needs]":
        """Every way to need both: an act may be one that is needed already, or one more."""
        found = {self.acts}
        for act in other.acts:
            found = {more for acts in found for more in _with_act(acts, act)}
        for acts in found:
            yield _Needs(self.failures | other.failures, acts)


def _with_act(acts: frozenset[_Act], act: _Act) -> Iterator[frozenset[_Act]]:
    yield acts | {act}
    for known in acts:
        shared = known.shared(act)
        if shared is not None:
            yield acts - {known} | {shared}


def explain_together(explanations: Iterable[Explanation]) -> tuple[Together, ...]:
    """Every smallest set of sources that explains all finds, cheapest first.

    A set is left out when a part of it explains all finds as well at no greater cost.
    """
    listed = list(explanations)
    able = [_by_origin(one.stories) for one in listed]
    sources = sorted(
        {origin for choices in able for origin in choices}, key=msgspec.structs.astuple
    )
    found: list[Together] = []
    for count in range(1, len(listed) + 1):
        if count > SOURCES_MAX and found:
            break
        for chosen in combinations(sources, count):
            answer = _with(listed, able, chosen, _dearer_than(found, chosen))
            if answer is not None:
                found.append(answer)
    return tuple(sorted(found, key=lambda one: (one.cost, len(one.sources), one.sources[0].thing)))


def _dearer_than(found: list[Together], chosen: tuple[Origin, ...]) -> int | None:
    """What a part of these sources costs that explains all finds: they must cost less."""
    parts = (one.cost for one in found if set(one.sources) <= set(chosen))
    return min(parts, default=None)


def _with(
    explanations: list[Explanation],
    able: list[dict[Origin, list["Choice"]]],
    chosen: tuple[Origin, ...],
    below: int | None,
) -> Together | None:
    choices = [[c for origin in chosen for c in one.get(origin, ())] for one in able]
    if not all(choices):
        return None
    limit = None if below is None else below - len(chosen)
    search = _Search(choices, explanations[0].weights, limit)
    stories = search.cheapest()
    if {story.origin for story in stories} != set(chosen):
        return None
    return Together(
        sources=chosen,
        finds=tuple(one.find for one in explanations),
        stories=stories,
        cost=len(chosen) + search.least,
        complete_to=min(one.complete_to for one in explanations),
    )


def _needs_of(story: Story) -> _Needs:
    acts = (passage for passage in story.passages if passage.off_record)
    return _Needs(story.failures, frozenset(_act(passage) for passage in acts))


def _act(passage: Passage) -> _Act:
    return _Act(passage.how, passage.into, passage.place, passage.windows)


Choice = tuple[_Needs, Story]


def _by_origin(stories: Iterable[Story]) -> dict[Origin, list[Choice]]:
    """The stories of each origin whose needs no other one's are a part of, cheapest first."""
    kept: dict[Origin, list[Choice]] = {}
    for story in sorted(stories, key=lambda one: (one.cost, repr(one.passages))):
        needs, of_it = _needs_of(story), kept.setdefault(story.origin, [])
        if not any(one.failures <= needs.failures and one.acts <= needs.acts for one, _ in of_it):
            of_it.append((needs, story))
    return kept


class _Search:
    """One story for each find, so that all together need least; found by branch and bound."""

    def __init__(
        self, choices: list[list[Choice]], weights: Mapping[str, int], limit: int | None
    ) -> None:
        self._choices = choices
        self._weights = weights
        self._best: tuple[Story, ...] = ()
        each = sum(min(needs.weight(weights) for needs, _ in able) for able in choices) + 1
        self.least = each if limit is None else min(each, limit)

    def cheapest(self) -> tuple[Story, ...]:
        """The stories in the order of the finds, which need `least` together.

        None where everything takes as much as the limit.
        """
        if self.least > 0:
            self._go_on(_Needs(), {})
        return self._best

    def _go_on(self, needs: _Needs, taken: dict[int, Story]) -> None:
        """Add a story of the find that takes most more, until all have one or it is too dear."""
        if len(taken) == len(self._choices):
            self.least = needs.weight(self._weights)
            self._best = tuple(taken[number] for number in range(len(self._choices)))
            return
        ahead = {
            number: self._ahead(needs, able)
            for number, able in enumerate(self._choices)
            if number not in taken
        }
        dearest = max(ahead, key=lambda number: ahead[number][0][0])
        for total, _, more, story in ahead[dearest]:
            if max(total, *(ways[0][0] for ways in ahead.values())) >= self.least:
                return
            self._go_on(more, {**taken, dearest: story})

    def _ahead(self, needs: _Needs, able: list[Choice]) -> list[tuple[int, int, _Needs, Story]]:
        """What each story of a find would bring the whole to, cheapest first."""
        ways = [
            (more.weight(self._weights), place, more, story)
            for place, (own, story) in enumerate(able)
            for more in needs.joined(own)
        ]
        return sorted(ways, key=lambda one: one[:2])
