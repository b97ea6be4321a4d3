"""Holders and things to y: a lane for each holder, in it a track for each thing that it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coldset.core.words import Id
from coldset.present.timeline.layout.axis import Axis
from coldset.present.timeline.picture import Lane, Line, Stretch, Timeline

PITCH = 19.0
HEAD = 29.0
PAD = 8.0
APART = 4.0
LEAST = 34.0
SEEN_PX = 0.8
MANY = 400
"""Of more runs than this, only wider ones are drawn, so that no picture grows without bound."""
SHIFT = 3.6


@dataclass(frozen=True, slots=True)
class Run:
    """One thing in one lane without a break, on one track."""

    thing: Id
    lane: Id
    x0: float
    x1: float
    track: int
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class LaneRow:
    """A lane on paper; the head holds where a container is and what closes it."""

    lane: Lane
    y0: float = 0.0
    head: float = 0.0
    runs: list[Run] = field(default_factory=list)

    @property
    def tracks(self) -> int:
        """How many things it has at once at most."""
        return max((run.track + 1 for run in self.runs), default=0)

    @property
    def y1(self) -> float:
        """Where it ends."""
        high = self.head + max(self.tracks, 1 if not self.head else 0) * PITCH + PAD
        return self.y0 + max(high, LEAST)

    def y(self, track: int) -> float:
        """Where a track runs."""
        return self.y0 + self.head + PAD / 2 + (track + 0.5) * PITCH


@dataclass(slots=True)
class Rows:
    """All lanes on paper, the runs of each thing in order of time, and each thing's shift in x.

    Things that are handed over in the same minute step beside each other, not on each other.
    `unseen` runs are too short to draw.
    """

    axis: Axis
    lanes: dict[Id, LaneRow]
    runs: dict[Id, list[Run]]
    shifts: dict[Id, float]
    unseen: int = 0

    def x(self, ms: int, thing: Id = "") -> float:
        """Where a moment stands for a thing."""
        return self.axis.x(ms) + self.shifts.get(thing, 0.0)

    def y_of(self, run: Run) -> float:
        """Where a run stands."""
        return self.lanes[run.lane].y(run.track)

    def run_at(self, thing: Id, x: float) -> Run | None:
        """The run that a thing is on at x; at a step, the later one."""
        runs = [run for run in self.runs.get(thing, ()) if run.x0 <= x + 0.01]
        return runs[-1] if runs else None

    def point(self, ms: int, lane: Id, thing: Id) -> tuple[float, float] | None:
        """Where something is drawn: on its thing's line, or in the head of its lane."""
        x = self.x(ms, thing)
        run = self.run_at(thing, x) if thing else None
        if run is not None:
            return x, self.y_of(run)
        row = self.lanes.get(lane)
        return (x, row.y0 + LEAST / 2) if row else None

    @property
    def bottom(self) -> float:
        """Where the last lane ends."""
        return max((row.y1 for row in self.lanes.values()), default=0.0)


def rows_of(picture: Timeline, axis: Axis) -> Rows:
    """Every lane and run; where the lanes stand on paper is said later, by `stack`."""
    shifts = _shifts(picture.lines)
    rows = Rows(axis, {lane.id: LaneRow(lane) for lane in picture.lanes}, {}, shifts)
    every = [list(_runs(line, rows)) for line in picture.lines]
    total = sum(map(len, every))
    least = SEEN_PX * max(1.0, total / MANY)
    pieces = [piece for runs in every for piece in _seen(runs, least)]
    rows.unseen = total - len(pieces)
    for run in sorted(pieces, key=lambda run: run.x0):
        row = rows.lanes[run.lane]
        placed = _on_track(run, row)
        row.runs.append(placed)
        rows.runs.setdefault(run.thing, []).append(placed)
    for lane in _with_head(picture):
        if lane in rows.lanes:
            rows.lanes[lane].head = HEAD
    return rows


def stack(rows: Rows, top: float) -> None:
    """Put the lanes one below the other."""
    for row in rows.lanes.values():
        row.y0 = top
        top = row.y1


def _shifts(lines: Sequence[Line]) -> dict[Id, float]:
    middle = (len(lines) - 1) / 2
    scale = min(SHIFT, 7.0 / max(middle, 1.0))
    return {line.thing: (index - middle) * scale for index, line in enumerate(lines)}


def _runs(line: Line, rows: Rows) -> Iterable[Run]:
    """The stretches of a line, joined as long as it stays in one lane."""
    group: list[Stretch] = []
    for stretch in line.stretches:
        if group and group[-1].lane != stretch.lane:
            yield _run(line.thing, group, rows)
            group = []
        group.append(stretch)
    if group:
        yield _run(line.thing, group, rows)


def _seen(runs: list[Run], least: float) -> list[Run]:
    """The runs that are wide enough to be seen; the line then steps over the others."""
    return [run for run in runs[:-1] if run.x1 - run.x0 >= least] + runs[-1:]


def _run(thing: Id, group: list[Stretch], rows: Rows) -> Run:
    x0, x1 = rows.x(group[0].start_ms, thing), rows.x(group[-1].end_ms, thing)
    return Run(thing, group[0].lane, x0, x1, 0, tuple(group))


def _on_track(run: Run, row: LaneRow) -> Run:
    """The lowest free track, or the one that the thing had here before."""
    taken = {
        other.track for other in row.runs if other.x0 < run.x1 + APART and run.x0 < other.x1 + APART
    }
    before = [other.track for other in row.runs if other.thing == run.thing]
    free = [track for track in (*before[-1:], *range(len(taken) + 1)) if track not in taken]
    return Run(run.thing, run.lane, run.x0, run.x1, free[0], run.stretches)


def _with_head(picture: Timeline) -> Iterable[Id]:
    yield from (where.lane for where in picture.wheres)
    yield from (closure.lane for closure in picture.closures)
    yield from (mark.lane for mark in picture.marks if not mark.thing)
