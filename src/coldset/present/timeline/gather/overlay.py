"""A hypothesis laid over the record: each passage at its entry, or in its windows."""

from collections.abc import Collection, Mapping

from coldset.core.words import Id
from coldset.inquiry import story as told
from coldset.present.timeline.gather.marks import lane_at
from coldset.present.timeline.gather.when import Entries
from coldset.present.timeline.picture import Hypothesis, Line, Passage
from coldset.present.timeline.wording import name, stretch


def overlay(
    story: told.Story, entries: Entries, lines: Mapping[Id, Line], lanes: Collection[Id], zone: str
) -> Hypothesis:
    """The steps of a story at their times; those without a time or a lane are only told."""
    drawn: list[Passage] = []
    steps: list[str] = []
    for number, step in enumerate((_origin(story.origin), *story.passages), 1):
        passage = _passage(number, step, entries, lines, lanes)
        drawn += [passage] if passage else []
        steps.append(f"{number}. {_tells(step)}, {_when(step, entries, zone)}")
    cost = f"cost {story.cost}: failures and acts that it needs"
    return Hypothesis(
        label=cost,
        steps=tuple(steps),
        passages=tuple(sorted(drawn, key=lambda passage: passage.at_ms)),
    )


def _origin(origin: told.Origin) -> told.Passage:
    """Where a story begins, as its first step."""
    return told.Passage(how="arrived", into=origin.thing, event=origin.event)


def _when(step: told.Passage, entries: Entries, zone: str) -> str:
    if step.windows:
        return f"within {', '.join(stretch(start, end, zone) for start, end in step.windows)}"
    moment = entries.moments.get(step.event)
    if not step.event:
        return "not on record"
    if moment is None:
        outside = step.event in entries.outside
        return "outside the picture" if outside else "no time known"
    return stretch(moment.earliest_ms, moment.latest_ms, zone)


def _passage(
    number: int,
    step: told.Passage,
    entries: Entries,
    lines: Mapping[Id, Line],
    lanes: Collection[Id],
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
        number=number,
        at_ms=at_ms,
        lane=lane,
        thing=thing,
        windows=windows if step.off_record else (),
        off_record=step.off_record,
        tells=_tells(step),
    )


def _tells(step: told.Passage) -> str:
    """What the step is; of who could have done it only how many, never who."""
    said = f"{_WORDS.get(step.how, step.how)} {name(step.into)}"
    if not step.off_record:
        return said
    place = f" at {name(step.place)}" if step.place else ""
    if step.could is None:
        could = "anyone could have"
    else:
        n = len(step.could)
        could = f"{n} {'person' if n == 1 else 'people'} on record could have"
    return f"{said}{place}, off the record ({could})"


_WORDS = {
    "arrived": "starts with",
    "entered": "came in with",
    "floor": "lay about at",
    "drawn": "drawn into",
    "merged": "put together into",
    "taken": "taken into",
    "loaded": "loaded into",
    "unloaded": "unloaded into",
    "exposed": "got into",
    "pocketed": "pocketed by",
    "mistaken": "taken for",
    "fired": "fired in",
    "found": "found in",
}
