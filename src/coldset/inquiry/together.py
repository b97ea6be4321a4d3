"""Several finds explained as one: the cheapest causes, with what they share counted once.

Six live rounds in five places speak for a common source, which six lists side by side would
not show. A source counts as one cause, and so does every failure and act, however many finds
rest on it.
"""

from collections.abc import Iterable
from itertools import combinations

import msgspec

from coldset.core.words import Id
from coldset.inquiry.story import Explanation, Origin, Passage, Story
from coldset.margin.failures import Failure

SOURCES_MAX = 3
"""No more sources than this are tried at once, unless even these do not explain every find."""

CHOICES_MAX = 12
"""No more stories than this are tried for one find, the cheapest of those that differ."""


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """One set of sources from which every find can have come.

    `stories` gives one story for each find, in the order of the finds; `cost` counts each source,
    each failure and each act once.
    """

    sources: tuple[Origin, ...]
    finds: tuple[Id, ...]
    stories: tuple[Story, ...]
    cost: int


def explain_together(explanations: Iterable[Explanation]) -> tuple[Together, ...]:
    """Every smallest set of sources that explains all finds, cheapest first.

    A set is left out when a part of it explains all finds as well at no greater cost.
    """
    listed = list(explanations)
    sources = sorted(
        {story.origin for one in listed for story in one.stories}, key=msgspec.structs.astuple
    )
    found: list[Together] = []
    for count in range(1, len(listed) + 1):
        if count > SOURCES_MAX and found:
            break
        for chosen in combinations(sources, count):
            answer = _with(listed, chosen)
            if answer is not None and not _superfluous(answer, found):
                found.append(answer)
    return tuple(sorted(found, key=lambda one: (one.cost, len(one.sources), one.sources[0].thing)))


def _superfluous(answer: Together, found: list[Together]) -> bool:
    return any(set(one.sources) <= set(answer.sources) and one.cost <= answer.cost for one in found)


def _with(explanations: list[Explanation], chosen: tuple[Origin, ...]) -> Together | None:
    able = [[s for s in one.stories if s.origin in chosen] for one in explanations]
    if not all(able):
        return None
    stories = _cheapest([_distinct(stories) for stories in able])
    if {story.origin for story in stories} != set(chosen):
        return None
    return Together(
        sources=chosen,
        finds=tuple(one.find for one in explanations),
        stories=tuple(stories),
        cost=len(chosen) + len(_needs_of(stories)),
    )


Need = Failure | Passage


def _needs_of(stories: Iterable[Story]) -> frozenset[Need]:
    """Every failure and every off-record act of some stories, each once."""
    needs: set[Need] = set()
    for story in stories:
        needs |= story.failures
        needs |= {passage for passage in story.passages if passage.off_record}
    return frozenset(needs)


def _distinct(stories: list[Story]) -> list[Story]:
    """The stories whose needs no other story's are a part of, cheapest first."""
    kept: list[tuple[frozenset[Need], Story]] = []
    for story in sorted(stories, key=lambda one: (one.cost, repr(one.passages))):
        needs = _needs_of((story,))
        if not any(less <= needs for less, _ in kept):
            kept.append((needs, story))
    return [story for _, story in kept[:CHOICES_MAX]]


def _cheapest(choices: list[list[Story]]) -> list[Story]:
    """One story for each find, so that all together need least; found by branch and bound."""
    best = [stories[0] for stories in choices]
    least = len(_needs_of(best))

    def go_on(place: int, needs: frozenset[Need], taken: tuple[Story, ...]) -> None:
        nonlocal best, least
        if len(needs) >= least:
            return
        if place == len(choices):
            best, least = list(taken), len(needs)
            return
        for story in choices[place]:
            go_on(place + 1, needs | _needs_of((story,)), (*taken, story))

    go_on(0, frozenset(), ())
    return best
