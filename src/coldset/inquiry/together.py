"""Several finds explained as one: the cheapest causes, with what they share counted once.

Six live rounds in five places speak for a common source, which six lists side by side would
not show. A source counts as one cause, and so does every failure and act, however many finds
rest on it.
"""

from collections.abc import Iterable
from itertools import combinations

import msgspec

from coldset.core.words import Id
from coldset.inquiry.story import Explanation, Origin, Story

SOURCES_MAX = 3
"""No more sources than this are tried at once."""


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
    for count in range(1, SOURCES_MAX + 1):
        for chosen in combinations(sources, count):
            answer = _with(listed, chosen)
            if answer is not None and not _superfluous(answer, found):
                found.append(answer)
    return tuple(sorted(found, key=lambda one: (one.cost, len(one.sources), one.sources[0].thing)))


def _superfluous(answer: Together, found: list[Together]) -> bool:
    return any(set(one.sources) <= set(answer.sources) and one.cost <= answer.cost for one in found)


def _with(explanations: list[Explanation], chosen: tuple[Origin, ...]) -> Together | None:
    stories = []
    for one in explanations:
        able = [story for story in one.stories if story.origin in chosen]
        if not able:
            return None
        stories.append(min(able, key=lambda story: (story.cost, repr(story.passages))))
    if {story.origin for story in stories} != set(chosen):
        return None
    return Together(
        sources=chosen,
        finds=tuple(one.find for one in explanations),
        stories=tuple(stories),
        cost=len(chosen) + _shared_cost(stories),
    )


def _shared_cost(stories: list[Story]) -> int:
    """What the stories need together; a failure that several need counts once."""
    shared = {failure for story in stories for failure in story.failures}
    own = sum(story.cost - len(story.failures) for story in stories)
    return len(shared) + own
