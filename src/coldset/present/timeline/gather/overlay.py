"""A hypothesis laid over the record: each passage at its entry, or in its windows."""

from collections.abc import Collection, Mapping

from coldset.core.words import Id
from coldset.inquiry import story as told
from coldset.present.timeline.gather.marks import lane_at
from coldset.present.timeline.gather.when import Entries
from coldset.present.timeline.picture import Hypothesis, Line, Passage
from coldset.present.timeline.wording import name, names


def overlay(
    story: told.Story, entries: Entries, lines: Mapping[Id, Line], lanes: Collection[Id]
) -> Hypothesis:
    """The passages of a story that have a time and a lane; the others are counted."""
    drawn = [
        passage
        for step in story.passages
        if (passage := _passage(step, entries, lines, lanes)) is not None
    ]
    return Hypothesis(
        label=f"{name(story.origin.thing)}, cost {story.cost}",
        passages=tuple(sorted(drawn, key=lambda passage: passage.at_ms)),
        undrawn=len(story.passages) - len(drawn),
    )


def _passage(
    step: told.Passage, entries: Entries, lines: Mapping[Id, Line], lanes: Collection[Id]
) -> Passage | None:
    windows = tuple(
        (max(start, entries.start_ms), min(end, entries.end_ms))
        for start, end in step.windows
        if end >= entries.start_ms and start <= entries.end_ms
    )
    moment = entries.moments.get(step.event)
    at_ms = moment.at_ms if moment else windows[0][0] if windows else None
    if at_ms is None:
        return None
    lane = lane_at(lines[step.into], at_ms) if step.into in lines else None
    thing = step.into if lane is not None else ""
    lane = lane or next((one for one in (step.into, step.place) if one in lanes), None)
    if lane is None:
        return None
    return Passage(
        at_ms=at_ms,
        lane=lane,
        thing=thing,
        windows=windows if step.off_record else (),
        off_record=step.off_record,
        tells=_tells(step),
    )


def _tells(step: told.Passage) -> str:
    said = f"{step.how} into {name(step.into)}"
    if not step.off_record:
        return said
    could = "anyone" if step.could is None else names(step.could)
    return f"{said}, off the record; who could have: {could}"
