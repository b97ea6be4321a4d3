"""The whole sheet: every part in drawing order, what matters most on top."""

from coldset.present.timeline.layout.axis import axis_of
from coldset.present.timeline.layout.custody import COLOURS, draw_lines, draw_names
from coldset.present.timeline.layout.foot import draw_captions, draw_key, draw_steps, draw_undated
from coldset.present.timeline.layout.frame import (
    GUTTER,
    MARGIN,
    draw_axis,
    draw_lanes,
    draw_stops,
    draw_title,
    draw_windows,
)
from coldset.present.timeline.layout.heads import draw_closures, draw_wheres
from coldset.present.timeline.layout.marks import (
    draw_labels,
    draw_late,
    draw_marks,
    place_marks,
)
from coldset.present.timeline.layout.over import draw_nodes, draw_way, draw_windows_of
from coldset.present.timeline.layout.room import Box, Room
from coldset.present.timeline.layout.rows import Rows, rows_of, stack
from coldset.present.timeline.layout.shapes import Sheet, Text
from coldset.present.timeline.layout.strips import (
    Strip,
    draw_bars,
    draw_flags,
    draw_sayings,
    draw_signs,
    strip_at,
)
from coldset.present.timeline.picture import Timeline

WIDTH = 1600.0
AXIS_TOP = 74.0
AXIS_HEIGHT = 40.0


def sheet_of(picture: Timeline) -> Sheet:
    """Everything that the picture shows, with its place on paper."""
    axis = axis_of(picture.moments, GUTTER, WIDTH - MARGIN)
    rows = rows_of(picture, axis)
    said, gate, work = _strips(picture, rows)
    stack(rows, work.bottom + 8)
    top, bottom = AXIS_TOP + AXIS_HEIGHT - 6, rows.bottom
    sheet = Sheet(WIDTH, unseen=rows.unseen)
    draw_title(sheet, picture)
    draw_lanes(sheet, rows, WIDTH)
    draw_windows(sheet, axis, picture.zone, AXIS_TOP, bottom)
    draw_axis(sheet, axis, picture.zone, AXIS_TOP, bottom)
    draw_stops(sheet, picture, axis, top, bottom + 18 if picture.stops else bottom)
    if picture.hypothesis is not None:
        draw_windows_of(sheet, rows, picture.hypothesis, top)
    _draw_strips(sheet, picture, rows, (said, gate, work))
    _draw_rows(sheet, picture, rows)
    foot = draw_undated(sheet, picture, bottom + (30 if picture.stops else 16))
    foot = draw_steps(sheet, picture, foot)
    foot = draw_key(sheet, picture, _colours(picture), foot)
    sheet.height = draw_captions(sheet, picture, foot) + 6
    return sheet


def _strips(picture: Timeline, rows: Rows) -> tuple[Strip, Strip, Strip]:
    """The strips over the lanes, each as high as what it will hold."""
    axis, dry = rows.axis, Sheet(WIDTH)
    said = strip_at(AXIS_TOP + AXIS_HEIGHT, axis.x0, axis.x1)
    draw_sayings(dry, said, rows, picture.sayings)
    gate = strip_at(said.bottom, axis.x0, axis.x1)
    draw_flags(dry, gate, rows, picture.flags)
    work = strip_at(gate.bottom, axis.x0, axis.x1)
    draw_bars(dry, work, rows, picture.bars)
    return said, gate, work


def _draw_strips(
    sheet: Sheet, picture: Timeline, rows: Rows, strips: tuple[Strip, Strip, Strip]
) -> None:
    """Draw the strips over again, now that the lanes have their places."""
    axis = rows.axis
    for strip, title in zip(strips, ("said", "at the gate", "on set"), strict=True):
        if strip.used:
            sheet.shapes.append(Text(MARGIN, strip.top + 13, title, 11.5, "strip-name"))
    said, gate, work = (strip_at(strip.top, axis.x0, axis.x1) for strip in strips)
    draw_sayings(sheet, said, rows, picture.sayings)
    draw_bars(sheet, work, rows, picture.bars)
    draw_flags(sheet, gate, rows, picture.flags)


def _draw_rows(sheet: Sheet, picture: Timeline, rows: Rows) -> None:
    axis = rows.axis
    room = Room(Box(axis.x0 - 20, 0, WIDTH - 4, rows.bottom))
    colours = _colours(picture)
    draw_closures(sheet, room, rows, picture.closures)
    draw_lines(sheet, room, rows, picture.lines)
    placed = place_marks(rows, picture.marks)
    if picture.hypothesis is not None:
        draw_way(sheet, rows, picture.hypothesis)
    draw_signs(sheet, room, rows, picture.flags)
    draw_marks(sheet, room, placed, colours)
    if picture.hypothesis is not None:
        draw_nodes(sheet, room, rows, picture.hypothesis)
    strong = [one for one in placed if one.kind in {"find", "accident", "suspect", "left"}]
    draw_labels(sheet, room, strong)
    draw_late(sheet, room, rows, picture.late)
    draw_names(sheet, room, rows, picture.lines)
    draw_wheres(sheet, room, rows, picture.wheres)
    draw_labels(sheet, room, [one for one in placed if one not in strong])


def _colours(picture: Timeline) -> dict[str, str]:
    return {line.thing: f"i{index % COLOURS}" for index, line in enumerate(picture.lines)}
