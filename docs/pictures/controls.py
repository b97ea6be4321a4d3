# ruff: noqa: INP001 - a script, no package
"""The picture for whoever asks what a cold gun rests on: ways to the revolver, past its controls.

Each row is a way, each upright slab a control. Where a way gets through, the slab has a hole; where
it has not begun yet, the slab stands whole behind it.
"""

from textwrap import wrap
from typing import NamedTuple

from paper import Paper
from record import Record, clock
from ways import MOST, WEAPON, Column, Way, columns, ways

from coldset.core.acts import WeaponShown
from coldset.present.sentences.names import number, person, plain

TOP, ROW, FOOT = 192.0, 46.0, 182.0
LEFT, SLOT, BARE, GUN = 248.0, 56.0, 104.0, 262.0
"""A way's label, a column for each of its slabs or for its words alone, the revolver."""
SLAB, HOLE, NOTCH = 14.0, 7.0, 12.0


class Placed(NamedTuple):
    """A column on paper: from `x0` to `x1`, and where its slabs stand."""

    column: Column
    x0: float
    x1: float
    slabs: tuple[float, ...]


class Row(NamedTuple):
    """A way on paper: along `y`."""

    way: Way
    y: float
    is_lightest: bool


def draw_controls(record: Record) -> str:
    """The picture of the record just before the revolver is looked at for the last time."""
    last = [event.earliest_ms for event in record.events if isinstance(event.act, WeaponShown)][-1]
    at_ms = last - 1
    shown = ways(record, at_ms)
    placed = _placed(columns(record, shown, at_ms))
    bottom = TOP + ROW * len(shown)
    lightest = min(way.cost for way in shown)
    paper = Paper(placed[-1].x1 + GUN, bottom + FOOT, TITLE, _described(shown, record, at_ms))
    _draw_heads(paper, placed, bottom, at_ms)
    gun = (placed[-1].x1 + 112, TOP + 92)
    for row, way in enumerate(shown):
        y = TOP + ROW * (row + 0.5)
        _draw_way(paper, Row(way, y, is_lightest=way.cost == lightest), placed, gun)
    _draw_gun(paper, gun, record, at_ms)
    _draw_figures(paper, placed, record, bottom)
    _draw_legend(paper, bottom, placed[-1].x1 + GUN)
    return paper.document()


TITLE = "What would have to be wrong for a live round to be in this revolver?"


def _described(shown: tuple[Way, ...], record: Record, at_ms: int) -> str:
    margin, solo = record.figures(WEAPON, at_ms)
    told = [f"{_whence(way)}: {number(way.cost)} must be wrong." for way in shown]
    return " ".join([*told, f"Margin {margin}, solo margin {solo}."])


def _placed(listed: tuple[Column, ...]) -> tuple[Placed, ...]:
    """The columns side by side, each as wide as its slabs or its words need."""
    placed, x = [], LEFT
    for column in listed:
        width = max(BARE, SLOT * len(column.controls))
        count = len(column.controls)
        first = x + width / 2 - SLOT * (count - 1) / 2 + (8 if column.thing == WEAPON else 0)
        slabs = tuple(first + SLOT * n for n in range(count))
        placed.append(Placed(column, x, x + width, slabs))
        x += width
    return tuple(placed)


def _draw_heads(paper: Paper, placed: tuple[Placed, ...], bottom: float, at_ms: int) -> None:
    """The title; above each column when and what; above each slab whose control it is."""
    paper.text((24, 38), TITLE, 21, "ink strong")
    subtitle = (
        f"Asked just before {clock(at_ms + 1)}. Each row is one way in, of all that take "
        f"{number(MOST)} things or fewer; time runs to the right."
    )
    paper.text((24, 60), subtitle, 12.5, "muted")
    for index, one in enumerate(placed):
        if index % 2 == 0:
            paper.box((one.x0, 78), (one.x1 - one.x0, bottom - 78 + 58), "band")
        middle = (one.x0 + one.x1) / 2
        start, end = clock(one.column.start_ms), clock(one.column.end_ms + 1)
        is_stretch = one.column.end_ms - one.column.start_ms > 1
        when = f"{start[4:]}\u2013{end[4:]}" if is_stretch else start
        paper.text((middle, 96), when, 11.5, "ink strong", "middle")
        paper.lines((middle, 112), tuple(wrap(one.column.title, 14)), 11.5, "ink", "middle")
        for x, control in zip(one.slabs, one.column.controls, strict=True):
            whose = tuple(plain(control.who).split(" "))
            paper.lines((x, TOP - 6 - 13 * (len(whose) - 1)), whose, 10.5, "muted", "middle")


def _draw_way(paper: Paper, row: Row, placed: tuple[Placed, ...], gun: tuple[float, float]) -> None:
    """One row: its slabs with holes and notches, its line, and how many things it takes."""
    way, y = row.way, row.y
    sentence = f"{_whence(way)}: {number(way.cost)} must be wrong"
    paper.group("way", sentence)
    words = wrap(_whence(way), 30)
    letters = "ink strong bold" if row.is_lightest else "ink"
    paper.lines((24, y + 4 - 7.5 * (len(words) - 1)), tuple(words), 12, letters)
    start, put = _start(way, placed)
    end = placed[-1].x1 + 28
    _draw_slabs(paper, row, placed, start)
    if put > start:
        paper.line((start, y), (put, y), "thread away")
    paper.path(
        f"M{put:.1f} {y:.1f} H{end + 12:.1f} Q{gun[0] - 30:.1f} {y:.1f} "
        f"{gun[0]:.1f} {gun[1] + 6:.1f}",
        "thread lightest" if row.is_lightest else "thread",
    )
    _draw_holes(paper, row, placed)
    if way.put is None:
        paper.circle((start, y), 5, "dot")
    else:
        paper.diamond((put, y), 7, "act")
    paper.circle((end, y), 12, "count onto-lightest" if row.is_lightest else "count")
    paper.text((end, y + 4.5), str(way.cost), 13, letters, "middle")
    paper.ungroup()


def _start(way: Way, placed: tuple[Placed, ...]) -> tuple[float, float]:
    """Where a way's line begins, and where it goes into the revolver or its rounds."""
    if way.put is None:
        own = next(one for one in placed if one.column.start_ms >= way.since_ms)
        return ((own.x0 + own.x1) / 2,) * 2
    into = next(one for one in placed if one.column.stretch == way.put)
    put = into.x0 + 14 if into.slabs else (into.x0 + into.x1) / 2
    return (LEFT - 8 if way.kind == "person" else put), put


def _draw_slabs(paper: Paper, row: Row, placed: tuple[Placed, ...], start: float) -> None:
    """The row's piece of each slab: notched where the way goes by without meeting it."""
    for one in placed:
        for x, control in zip(one.slabs, one.column.controls, strict=True):
            goes_by = x > start and not row.way.passes(one.column, control)
            pieces = [(-ROW / 2, -NOTCH), (NOTCH, ROW / 2)] if goes_by else [(-ROW / 2, ROW / 2)]
            for upper, lower in pieces:
                paper.box((x - SLAB / 2, row.y + upper), (SLAB, lower - upper), "wall")


def _draw_holes(paper: Paper, row: Row, placed: tuple[Placed, ...]) -> None:
    """A hole in every slab that the way gets through; one that it met before counts no more."""
    met = set()
    for one in placed:
        for x, control in zip(one.slabs, one.column.controls, strict=True):
            if row.way.passes(one.column, control):
                _draw_hole(paper, (x, row.y), "hole again" if control in met else "hole")
                met.add(control)


def _draw_hole(paper: Paper, at: tuple[float, float], css: str) -> None:
    paper.circle(at, HOLE, css)
    paper.line((at[0] - HOLE, at[1]), (at[0] + HOLE, at[1]), "thread")


def _whence(way: Way) -> str:
    """Where a live round came from, in plain words that accuse nobody."""
    if way.kind == "lot":
        return "It was in the supplier's box from the start"
    if way.kind == "person":
        return f"Out of {person(way.whence)}'s own pockets, put in unseen"
    return "Brought unseen or off the floor, put in unseen"


def _draw_gun(paper: Paper, muzzle: tuple[float, float], record: Record, at_ms: int) -> None:
    """The revolver, where every way ends, with its figures."""
    x, y = muzzle
    paper.box((x, y), (60, 11), "gun")
    paper.box((x + 44, y - 3), (58, 26), "gun")
    paper.box((x + 53, y - 7), (32, 33), "gun")
    paper.path(f"M{x + 92:.1f} {y - 3:.1f} l10 -7 l4 9 l8 4 l22 54 l-28 8 l-14 -40 Z", "gun")
    paper.path(f"M{x + 64:.1f} {y + 22:.1f} q2 16 14 16 q12 0 14 -14", "thread")
    margin, solo = record.figures(WEAPON, at_ms)
    told = (
        (f"margin {margin}", ("the lightest way", "takes that many")),
        (f"solo {solo}", ("what is left of it if", "one person's part", "costs nothing")),
    )
    top = y + 108
    for figure, words in told:
        paper.text((x + 14, top), figure, 20, "ink strong")
        paper.lines((x + 14, top + 17), words, 11.5, "muted")
        top += 70


def _draw_figures(paper: Paper, placed: tuple[Placed, ...], record: Record, bottom: float) -> None:
    """Below each column how things stood then: margin and solo margin of the box or revolver."""
    paper.lines((24, bottom + 26), ("How it stood at each time,", "margin / solo margin"), 12)
    for one in placed:
        if one.column.thing:
            margin, solo = record.figures(one.column.thing, one.column.end_ms)
            middle = (one.x0 + one.x1) / 2
            paper.text((middle, bottom + 30), f"{margin} / {solo}", 15, "ink strong", "middle")
            paper.text((middle, bottom + 46), f"the {one.column.thing}", 10.5, "muted", "middle")
    again_ms = record.events[-1].earliest_ms
    margin, solo = record.figures(WEAPON, again_ms)
    x = placed[-1].x1 + 126
    paper.text((x, bottom + 30), f"{margin} / {solo}", 15, "ink strong", "middle")
    told = f"{clock(again_ms)}, both look again"
    paper.text((x, bottom + 46), told, 10.5, "muted", "middle")


def _draw_legend(paper: Paper, bottom: float, width: float) -> None:
    """What each sign means."""
    y = bottom + 92
    paper.line((24, y - 22), (width - 24, y - 22), "rule")
    for x, css, told in (
        (37, "hole", "a control on record that must have failed: counts one"),
        (457, "hole again", "the same person's same check again: counts no more"),
    ):
        paper.box((x - SLAB / 2, y - 11), (SLAB, 26), "wall")
        paper.line((x - 13, y + 2), (x + 13, y + 2), "thread")
        _draw_hole(paper, (x, y + 2), css)
        paper.text((x + 25, y + 6), told, 12)
    paper.diamond((890, y + 2), 7, "act")
    paper.text((912, y + 6), "put in, and nobody saw it: counts one", 12)
    paper.line((24, y + 34), (50, y + 34), "thread away")
    paper.text((62, y + 38), "kept elsewhere meanwhile, out of reach of these controls", 12)
    paper.line((444, y + 34), (470, y + 34), "thread lightest")
    told = "the lightest way: its count is the margin"
    paper.text((482, y + 38), told, 12, "ink strong bold")
    paper.box((883, y + 21), (SLAB, 7), "wall")
    paper.box((883, y + 40), (SLAB, 7), "wall")
    paper.line((877, y + 34), (903, y + 34), "thread")
    paper.text((912, y + 38), "a gap: this way does not meet the control", 12)
    told = "Counts of recorded controls, no probabilities. A control that is not on record is none."
    paper.text((24, y + 68), told, 12, "muted")
