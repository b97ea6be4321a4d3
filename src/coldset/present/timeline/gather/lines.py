"""Where each thing was: its chain of custody as stretches without a break.

A thing that came at an unknown time is drawn from the first entry that finds it somewhere; an
undated move is drawn at the next entry that does, and the stretch in between is unsure.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from coldset.inquiry.custody import Chain, Stay
from coldset.present.timeline.gather.when import Entries
from coldset.present.timeline.picture import Line, Moment, Stretch, StretchStyle

Unsure = tuple[int, int]
Start = Literal["came", "found", "before"]


@dataclass(frozen=True, slots=True)
class _Step:
    """A thing comes to a holder.

    `moment` is None where the entry that says so has no time, or one before the picture.
    """

    at_ms: int
    stay: Stay
    moment: Moment | None
    undated: bool


def line_of(chain: Chain, note: str, entries: Entries, end_ms: int) -> Line | None:
    """The line of one thing; None where no entry with a time finds it anywhere."""
    touches = entries.touches.get(chain.thing, ())
    steps = _steps(chain, entries, touches)
    if not steps:
        return None
    unsure = tuple(_unsure(chain, steps, entries, end_ms))
    ends = [step.at_ms for step in steps[1:]] + [end_ms]
    stretches = [
        piece
        for step, until_ms in zip(steps, ends, strict=True)
        for piece in _pieces(step, until_ms, unsure)
    ]
    start: Start = "found" if steps[0].undated else "before"
    if steps[0].moment and steps[0].stay.event == chain.stays[0].event:
        start = "came"
    return Line(thing=chain.thing, note=note, stretches=tuple(stretches), start=start)


def _steps(chain: Chain, entries: Entries, touches: tuple[int, ...]) -> list[_Step]:
    steps: list[_Step] = []
    for stay in chain.stays:
        if steps and steps[-1].stay.holder == stay.holder:
            continue
        step = _step(stay, entries, touches)
        if step is None:
            continue
        while steps and steps[-1].at_ms >= step.at_ms:
            steps.pop()
        if not steps or steps[-1].stay.holder != stay.holder:
            steps.append(step)
    return steps


def _step(stay: Stay, entries: Entries, touches: tuple[int, ...]) -> _Step | None:
    """Where a stay begins; None where no time for it is known or it is after the picture."""
    moment, outside = entries.moments.get(stay.event), entries.outside.get(stay.event)
    if moment is not None:
        return _Step(moment.at_ms, stay, moment, undated=False)
    if outside is not None:
        before = outside <= entries.start_ms
        return _Step(entries.start_ms, stay, None, undated=False) if before else None
    found_ms = _next_touch(touches, stay.since_ms)
    return None if found_ms is None else _Step(found_ms, stay, None, undated=True)


def _next_touch(touches: tuple[int, ...], since_ms: int) -> int | None:
    index = bisect_left(touches, since_ms)
    return touches[index] if index < len(touches) else None


def _unsure(chain: Chain, steps: list[_Step], entries: Entries, end_ms: int) -> Iterable[Unsure]:
    """When the record cannot say with whom the thing was."""
    touches = entries.touches.get(chain.thing, ())
    for before, step in pairwise(steps):
        if step.stay.gap and _unexplained(step):
            yield _last_touch(touches, before.at_ms, step.at_ms), step.at_ms
        if step.undated:
            yield max(before.at_ms, min(step.stay.since_ms, step.at_ms)), step.at_ms
    for step in steps:
        if step.moment is not None and step.moment.known_by == "clock":
            yield step.at_ms, min(step.moment.latest_ms, end_ms)
    drawn = {step.stay.event for step in steps}
    for stay in chain.stays:
        told = stay.event in drawn or stay.event in entries.outside
        hidden = not told and steps[0].at_ms < stay.since_ms < end_ms
        if hidden and _next_touch(touches, stay.since_ms) is None:
            yield stay.since_ms, end_ms


def _unexplained(step: _Step) -> bool:
    """Whether the gap is in who carried it, not only in which minute it came."""
    exact = step.moment is not None and step.moment.earliest_ms == step.moment.latest_ms
    return exact or step.stay.by is None


def _last_touch(touches: tuple[int, ...], since_ms: int, before_ms: int) -> int:
    index = bisect_left(touches, before_ms) - 1
    return max(since_ms, touches[index]) if index >= 0 else since_ms


def _pieces(step: _Step, until_ms: int, unsure: tuple[Unsure, ...]) -> list[Stretch]:
    """One stay, cut where the record becomes unsure and where it is sure again."""
    start_ms, lane = step.at_ms, step.stay.holder
    sure: StretchStyle = "said" if step.stay.said else "recorded"
    if start_ms == until_ms:
        return [Stretch(start_ms=start_ms, end_ms=until_ms, lane=lane, style=sure)]
    edges = sorted(
        {start_ms, until_ms}
        | {ms for window in unsure for ms in window if start_ms < ms < until_ms}
    )
    pieces: list[Stretch] = []
    for left, right in pairwise(edges):
        doubted = any(a <= left and right <= b for a, b in unsure)
        style: StretchStyle = "unsure" if doubted else sure
        if pieces and pieces[-1].style == style:
            pieces[-1] = Stretch(start_ms=pieces[-1].start_ms, end_ms=right, lane=lane, style=style)
            continue
        pieces.append(Stretch(start_ms=left, end_ms=right, lane=lane, style=style))
    return pieces
