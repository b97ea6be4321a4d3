"""The lines: strokes from lane to lane, hatching where the record is unsure, and their names."""

from itertools import pairwise

from coldset.core.words import Id
from coldset.present.timeline.layout.room import Box, Room, text_box, text_width
from coldset.present.timeline.layout.rows import Rows, Run
from coldset.present.timeline.layout.shapes import Glyph, Panel, Point, Sheet, Stroke, Text
from coldset.present.timeline.picture import Line, Stretch, StretchStyle
from coldset.present.timeline.wording import name

CORNER = 5.0
NAME_SIZE = 11.0
NAME_EVERY = 330.0
HATCH = 4.5
STUB = 16.0
COLOURS = 10
SAME = 0.01


def draw_lines(sheet: Sheet, room: Room, rows: Rows, lines: tuple[Line, ...]) -> None:
    """Draw every line, and take the paper that it stands on."""
    for index, line in enumerate(lines):
        colour = f"i{index % COLOURS}"
        for style, points in _strokes(rows, line):
            sheet.shapes.append(Stroke(points, "halo", CORNER))
            sheet.shapes.append(Stroke(points, f"line {style} {colour}", CORNER, name(line.thing)))
            if index >= COLOURS:
                sheet.shapes.append(Stroke(points, "core", CORNER))
            _take(room, points)
        _hatch(sheet, rows, line, colour)
        _start(sheet, rows, line, colour)


def _strokes(rows: Rows, line: Line) -> list[tuple[StretchStyle, tuple[Point, ...]]]:
    """Strokes of one style each, joined across lanes; each begins where the last one ended."""
    strokes: list[tuple[StretchStyle, list[Point]]] = []
    last: Point | None = None
    for run in rows.runs[line.thing]:
        y = rows.y_of(run)
        for stretch in run.stretches:
            x0, x1 = rows.x(stretch.start_ms, line.thing), rows.x(stretch.end_ms, line.thing)
            joint = [last, (x0, last[1])] if last else []
            if not strokes or strokes[-1][0] != stretch.style:
                strokes.append((stretch.style, []))
            strokes[-1][1].extend([*joint, (x0, y), (x1, y)])
            last = (x1, y)
    if line.stretches[-1].end_ms >= rows.axis.knots_ms[-1]:
        strokes[-1][1].append((rows.axis.x1, strokes[-1][1][-1][1]))
    return [(style, _without_repeats(points)) for style, points in strokes]


def _without_repeats(points: list[Point]) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in points:
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) > SAME:
            kept.append(point)
    return tuple(kept)


def _take(room: Room, points: tuple[Point, ...]) -> None:
    for (xa, ya), (xb, yb) in pairwise(points):
        room.cross(Box(min(xa, xb) - 1.5, min(ya, yb) - 1.5, max(xa, xb) + 1.5, max(ya, yb) + 1.5))


def _hatch(sheet: Sheet, rows: Rows, line: Line, colour: str) -> None:
    for run in rows.runs[line.thing]:
        y = rows.y_of(run)
        for stretch in run.stretches:
            if stretch.style == "unsure":
                box = _hatched(rows, line.thing, stretch, y)
                sheet.shapes.append(Panel(box, f"hatch h-{colour}", _unsure(line.thing, run)))


def _hatched(rows: Rows, thing: Id, stretch: Stretch, y: float) -> Box:
    x0, x1 = rows.x(stretch.start_ms, thing), rows.x(stretch.end_ms, thing)
    return Box(x0, y - HATCH, max(x1, x0 + 2), y + HATCH)


def _unsure(thing: Id, run: Run) -> str:
    return f"{name(thing)}: not certain here ({name(run.lane)})"


def _start(sheet: Sheet, rows: Rows, line: Line, colour: str) -> None:
    """A dot where a thing came into the record; a hatched stub where it is found first."""
    run = rows.runs[line.thing][0]
    y = rows.y_of(run)
    if line.start == "came":
        sheet.shapes.append(Glyph("start", run.x0, y, f"fill-{colour}", f"{name(line.thing)} came"))
    if line.start != "found":
        return
    told = f"{name(line.thing)} was here before; since when is not known"
    stub = Box(run.x0 - STUB, y - HATCH, run.x0, y + HATCH)
    sheet.shapes.append(Panel(stub, f"hatch h-{colour}", told))


def draw_names(sheet: Sheet, room: Room, rows: Rows, lines: tuple[Line, ...]) -> None:
    """Write each thing's name where it begins, and again along its longer runs."""
    for index, line in enumerate(lines):
        last_x = -NAME_EVERY
        for number, run in enumerate(rows.runs[line.thing]):
            due = number == 0 or run.x0 - last_x > NAME_EVERY
            if due and _write_name(sheet, room, rows, run, f"name text-i{index % COLOURS}"):
                last_x = run.x0


def _write_name(sheet: Sheet, room: Room, rows: Rows, run: Run, css: str) -> bool:
    text, y = name(run.thing), rows.y_of(run)
    width = text_width(text, NAME_SIZE)
    spots = [(run.x0 + 7 + dx, y + dy) for dx in (0, 24, 60, 110) for dy in (-4.5, 11.5)]
    spots.append((run.x0 - width - STUB - 6, y + 4))
    fitting = [
        text_box(text, NAME_SIZE, x, y)
        for x, y in spots
        if x < run.x0 or x + width < max(run.x1, run.x0 + width + 9)
    ]
    box = room.first_free(fitting)
    if box is None:
        return False
    sheet.shapes.append(Text(box.x0, box.y0 + NAME_SIZE * 0.8, text, NAME_SIZE, css))
    return True
