"""Stories that differ in nothing a reader would call different, told as one.

A mix-up of the same two things by the same person is one story, whichever of their entries it
was; so is a weapon fired with the same in it, whichever of its shots. The entries are listed.
"""

from collections.abc import Iterable

import msgspec

from coldset.core.words import Id
from coldset.inquiry.stories import joined_windows
from coldset.inquiry.story import Passage, Story, Window
from coldset.margin.graph import How

BY_ANY: frozenset[How] = frozenset({"mistaken", "fired"})
"""Steps of which it makes no other story which entry it was."""


def joined(stories: Iterable[Story]) -> list[Story]:
    """The stories, those that read alike as one: as the one with the best grounds is told."""
    alike: dict[object, list[Story]] = {}
    for story in stories:
        alike.setdefault(_reads(story), []).append(story)
    return [ones[0] if len(ones) == 1 else _as_one(ones) for ones in alike.values()]


def _reads(story: Story) -> object:
    route = tuple(
        (
            step.how,
            step.into,
            step.place,
            step.watched_by,
            step.account,
            step.event if step.event and step.how not in BY_ANY else bool(step.event),
        )
        for step in story.passages
    )
    return (story.origin, route, story.failures, story.accounts)


def _as_one(stories: list[Story]) -> Story:
    best = max(stories, key=lambda one: one.grounds.standing)
    steps = zip(*(one.passages for one in stories), strict=True)
    return msgspec.structs.replace(best, passages=tuple(map(_step, steps)))


def _step(steps: tuple[Passage, ...]) -> Passage:
    ordered = sorted(dict.fromkeys(steps), key=_since)
    first = ordered[0]
    if len(ordered) == 1:
        return first
    entered = [one.entered for one in ordered if one.entered is not None]
    events = tuple(dict.fromkeys(entry for one in ordered for entry in one.by_entries))
    return msgspec.structs.replace(
        first,
        windows=joined_windows(window for one in ordered for window in one.windows),
        could=_could(ordered),
        entered=_hull(entered),
        entries=events if len(events) > 1 else (),
    )


def _since(step: Passage) -> int:
    return min((start_ms for start_ms, _ in step.moments), default=0)


def _could(steps: list[Passage]) -> tuple[Id, ...] | None:
    everyone: set[Id] = set()
    for step in steps:
        if step.could is None:
            return None
        everyone.update(step.could)
    return tuple(sorted(everyone))


def _hull(windows: list[Window]) -> Window | None:
    """From the first moment to the last one that any of the entries can have been at."""
    if not windows:
        return None
    return (min(start for start, _ in windows), max(end for _, end in windows))
