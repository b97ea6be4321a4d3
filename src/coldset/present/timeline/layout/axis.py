"""Time to x: straight where the clock is known, in order where only that is, cut where empty.

Busy minutes get more room: each drawn moment has a least width, and what is left goes by the
clock. The hour lines show the scale. Time never runs backwards, and every cut shows.
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coldset.present.timeline.picture import Moment

MINUTE_MS = 60_000
CUT_MS = 75 * MINUTE_MS
"""A stretch with nothing to draw that is longer than this is cut."""

SAME_WINDOW_MS = 30 * MINUTE_MS
CUT_PX = 26.0
ORDER_PX = 30.0
ORDER_LEAST_PX = 112.0
PAD_PX = 23.0
LEAST_PX = 8.0
CLOCK_SHARE = 0.4
MINUTE_PX_MOST = 6.0

Kind = Literal["clock", "order", "cut"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the axis, with its first and last moment.

    `earliest_ms` and `latest_ms` are the window of an `order` part; from `left` to `right` is
    the paper that belongs to it, with what it has beside its moments.
    """

    kind: Kind
    start_ms: int
    end_ms: int
    x0: float
    x1: float
    earliest_ms: int = 0
    latest_ms: int = 0
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The pieces of the axis, and the knots between which x runs straight."""

    pieces: tuple[Piece, ...]
    knots_ms: tuple[int, ...]
    knots_x: tuple[float, ...]
    x0: float
    x1: float

    def x(self, ms: int) -> float:
        """Where a moment stands; outside the picture, at its edge."""
        if not self.knots_ms or ms <= self.knots_ms[0]:
            return self.knots_x[0] if self.knots_x else self.x0
        if ms >= self.knots_ms[-1]:
            return self.x1 if ms > self.knots_ms[-1] else self.knots_x[-1]
        index = bisect_right(self.knots_ms, ms) - 1
        before, after = self.knots_ms[index], self.knots_ms[index + 1]
        share = (ms - before) / (after - before)
        return self.knots_x[index] + share * (self.knots_x[index + 1] - self.knots_x[index])


@dataclass(slots=True)
class _Gap:
    """What lies between two neighbouring moments.

    `before` and `after` are what the parts on both sides of a cut take of its width, so that
    even a moment alone has room for its window.
    """

    kind: Kind
    ms: int
    width: float = 0.0
    before: float = 0.0
    after: float = 0.0


def axis_of(moments: Sequence[Moment], x0: float, x1: float) -> Axis:
    """The axis for these moments, in order of time, from `x0` to `x1`."""
    if not moments:
        return Axis((), (), (), x0, x1)
    gaps = [_gap(a, b) for a, b in itertools.pairwise(moments)]
    lead, tail = _pads(gaps, moments)
    _share_out(gaps, x1 - x0 - lead - tail)
    xs = list(itertools.accumulate((gap.width for gap in gaps), initial=x0 + lead))
    knots = tuple(moment.at_ms for moment in moments)
    pieces = _pieces(moments, gaps, xs, (lead, tail))
    return Axis(pieces, knots, tuple(xs), x0, x1)


def _gap(before: Moment, after: Moment) -> _Gap:
    ms = after.at_ms - before.at_ms
    if _one_window(before, after):
        return _Gap("order", ms)
    if ms > CUT_MS or "order" in {before.known_by, after.known_by}:
        return _Gap("cut", ms)
    return _Gap("clock", ms)


def _one_window(before: Moment, after: Moment) -> bool:
    """Whether two moments are known by their order within one and the same stretch."""
    if {before.known_by, after.known_by} != {"order"}:
        return False
    near = abs(before.latest_ms - after.latest_ms) <= SAME_WINDOW_MS
    return near and after.earliest_ms <= before.latest_ms


def _pads(gaps: list[_Gap], moments: Sequence[Moment]) -> tuple[float, float]:
    """What every part takes beside its moments; those of the first and of the last."""
    starts = [0, *(index + 1 for index, gap in enumerate(gaps) if gap.kind == "cut")]
    ends = [*(index for index, gap in enumerate(gaps) if gap.kind == "cut"), len(gaps)]
    pads = [_pad(moments[first], last - first) for first, last in zip(starts, ends, strict=True)]
    cuts = (gap for gap in gaps if gap.kind == "cut")
    for gap, (left, right) in zip(cuts, itertools.pairwise(pads), strict=True):
        gap.before, gap.after = left, right
    return pads[0], pads[-1] + 8.0


def _pad(moment: Moment, steps: int) -> float:
    if moment.known_by == "clock":
        return PAD_PX
    return max(PAD_PX, (ORDER_LEAST_PX - steps * ORDER_PX) / 2)


def _share_out(gaps: list[_Gap], room: float) -> None:
    """Give every gap its width, so that together they fill the room."""
    for gap in gaps:
        gap.width = ORDER_PX if gap.kind == "order" else 0.0
        gap.width += gap.before + gap.after + CUT_PX if gap.kind == "cut" else 0.0
    fixed = sum(gap.width for gap in gaps)
    clocks = [gap for gap in gaps if gap.kind == "clock"]
    for_clock = min(max(room - fixed, room * CLOCK_SHARE), _most(clocks))
    _scale([gap for gap in gaps if gap.kind != "clock"], room - for_clock, fixed)
    if fixed:
        _by_the_clock(clocks, for_clock)
    else:
        _by_the_clock(clocks, room)


def _most(clocks: list[_Gap]) -> float:
    """No more than this for the parts by the clock, or a few minutes would fill the sheet."""
    minutes = sum(gap.ms for gap in clocks) / MINUTE_MS
    return minutes * MINUTE_PX_MOST + len(clocks) * 2 * LEAST_PX


def _by_the_clock(clocks: list[_Gap], room: float) -> None:
    least = min(LEAST_PX, 0.62 * room / max(len(clocks), 1))
    total_ms = sum(gap.ms for gap in clocks)
    for gap in clocks:
        gap.width = least + (room - least * len(clocks)) * gap.ms / total_ms


def _scale(gaps: list[_Gap], room: float, fixed: float) -> None:
    factor = room / fixed if fixed else 1.0
    for gap in gaps:
        gap.width, gap.before, gap.after = (
            gap.width * factor,
            gap.before * factor,
            gap.after * factor,
        )


def _pieces(
    moments: Sequence[Moment], gaps: list[_Gap], xs: list[float], ends: tuple[float, float]
) -> tuple[Piece, ...]:
    """Neighbouring gaps of one kind joined; a moment alone between two cuts is a part too."""
    pieces: list[Piece] = [_begin(moments[0], xs[0], ends[0])]
    for gap, moment, (x0, x1) in zip(gaps, moments[1:], itertools.pairwise(xs), strict=True):
        last = pieces[-1]
        if gap.kind != "cut":
            pieces[-1] = replace(
                last,
                end_ms=moment.at_ms,
                x1=x1,
                latest_ms=max(last.latest_ms, moment.latest_ms),
            )
            continue
        cut = Piece("cut", last.end_ms, moment.at_ms, x0 + gap.before, x1 - gap.after)
        pieces[-1] = replace(last, right=x0 + gap.before)
        pieces += [cut, _begin(moment, x1, gap.after)]
    pieces[-1] = replace(pieces[-1], right=pieces[-1].x1 + ends[1])
    return tuple(pieces)


def _begin(moment: Moment, x: float, pad: float) -> Piece:
    kind: Kind = "order" if moment.known_by == "order" else "clock"
    at = moment.at_ms
    return Piece(kind, at, at, x, x, moment.earliest_ms, moment.latest_ms, x - pad, x)
