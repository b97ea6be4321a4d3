"""The marks on the lines: glyphs first, each a sure place, then labels where there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coldset.core.words import Id
from coldset.present.timeline.layout.room import Box, Room, text_box
from coldset.present.timeline.layout.rows import Rows
from coldset.present.timeline.layout.shapes import Anchor, Glyph, Sheet, Stroke, Text
from coldset.present.timeline.picture import Late, Mark, MarkKind

MERGE_PX = 5.0
MANY = 400
"""Of more marks than this, more become one, so that no picture grows without bound."""

NEAR_PX = 12.0
LABEL_SIZE = 9.5
STRONG_SIZE = 11.5
TELLS_MOST = 4
CODES_MOST = 4
STRONG: frozenset[MarkKind] = frozenset({"find", "accident", "suspect", "doubt"})
QUIET: frozenset[MarkKind] = frozenset({"called", "count", "service", "gone"})
RADIUS: dict[MarkKind, float] = {"find": 9.0, "accident": 9.0, "suspect": 8.0}


@dataclass(slots=True)
class Placed:
    """Marks of one kind that stand at one point."""

    kind: MarkKind
    x: float
    y: float
    marks: list[Mark]

    @property
    def label(self) -> str:
        """The label of one mark, or what several have in common."""
        labels = list(dict.fromkeys(mark.label for mark in self.marks if mark.label))
        if self.kind == "check":
            letters = "".join(dict.fromkeys("".join(labels)))
            return letters if len(self.marks) <= CODES_MOST else f"{len(self.marks)}\u00d7"
        if len(self.marks) == 1 or len(labels) == 1 or self.kind == "load":
            return "/".join(labels[:CODES_MOST])
        return f"{len(self.marks)}\u00d7"

    @property
    def tells(self) -> str:
        """The sentences of the marks, of many only the first."""
        told = [mark.tells for mark in self.marks[:TELLS_MOST]]
        more = len(self.marks) - len(told)
        return "\n".join([*told, *([f"and {more} more"] if more else [])])


def place_marks(rows: Rows, marks: Sequence[Mark]) -> list[Placed]:
    """Every mark at its point; marks of one kind that would touch become one."""
    touch = MERGE_PX * max(1.0, len(marks) / MANY)
    placed: list[Placed] = []
    latest: dict[tuple[Id, float, MarkKind], Placed] = {}
    for mark in marks:
        point = rows.point(mark.at_ms, mark.lane, mark.thing)
        if point is None:
            continue
        key = (mark.thing, point[1], mark.kind)
        near = latest.get(key)
        if near is not None and point[0] - near.x < touch:
            near.marks.append(mark)
            continue
        latest[key] = Placed(mark.kind, *point, [mark])
        placed.append(latest[key])
    return placed


def draw_marks(sheet: Sheet, room: Room, placed: Sequence[Placed], colours: dict[Id, str]) -> None:
    """Draw the glyphs, and take their paper."""
    for one in placed:
        colour = colours.get(one.marks[0].thing, "ink")
        radius = RADIUS.get(one.kind, 4.0)
        sheet.shapes.append(Glyph(one.kind, one.x, one.y, colour, one.tells))
        room.take(Box(one.x - radius, one.y - radius, one.x + radius, one.y + radius))


def draw_labels(sheet: Sheet, room: Room, placed: Sequence[Placed]) -> None:
    """Write the labels, what matters most first; what has no room is counted."""
    for one in sorted(placed, key=_rank):
        if not one.label:
            continue
        if not _write(sheet, room, one):
            sheet.hidden += 1


def _rank(one: Placed) -> tuple[int, float, float]:
    rank = 0 if one.kind in {*STRONG, "left"} else 2 if one.kind in QUIET else 1
    return rank, one.x, one.y


def _write(sheet: Sheet, room: Room, one: Placed) -> bool:
    """Write a label above, below or beside its glyph; False where there is no room."""
    size = STRONG_SIZE if one.kind in STRONG else LABEL_SIZE
    for x, y, anchor in _spots((one.x, one.y), size, RADIUS.get(one.kind, 4.0)):
        box = text_box(one.label, size, x, y, anchor)
        if room.is_free(box):
            room.take(box)
            css = f"label label-{one.kind}"
            sheet.shapes.append(Text(x, y, one.label, size, css, anchor))
            return True
    return False


def _spots(
    point: tuple[float, float], size: float, radius: float
) -> Iterable[tuple[float, float, Anchor]]:
    x, y = point
    up, down = y - radius - size * 0.3, y + radius + size * 0.85
    yield x, up, "middle"
    yield x, down, "middle"
    yield x + radius + 2, y + size * 0.35, "start"
    yield x - radius - 2, y + size * 0.35, "end"
    yield x + 2, up, "start"
    yield x - 2, up, "end"
    yield x + 2, down, "start"
    yield x - 2, down, "end"


def draw_late(sheet: Sheet, room: Room, rows: Rows, late: Sequence[Late]) -> None:
    """A small clock at each entry that was written down late, with the time of writing."""
    last: dict[float, float] = {}
    for one in late:
        point = rows.point(one.at_ms, one.lane, one.thing)
        if point is None or point[0] - last.get(point[1], -NEAR_PX) < NEAR_PX:
            continue
        last[point[1]] = point[0]
        text = f"written {one.written}"
        spot = _clock_spot(room, point, text)
        if spot is None:
            sheet.hidden += 1
            spot, text = (point[0], point[1] - 9), ""
        x, y = spot
        sheet.shapes.append(Stroke((point, (x, y)), "leader"))
        sheet.shapes.append(Glyph("late", x, y, "late", f"written down late, at {one.written}"))
        if text:
            sheet.shapes.append(Text(x + 7, y + 3.4, text, LABEL_SIZE, "label label-late"))


def _clock_spot(room: Room, point: tuple[float, float], text: str) -> tuple[float, float] | None:
    x, y = point
    across = (0.0, 12.0, 24.0, 40.0, -70.0, -90.0)
    offsets = [(dx, dy) for dy in (-10.0, 10.0, -20.0, 20.0, -30.0) for dx in across]
    boxes = {_clock_box(text, x + dx, y + dy): (x + dx, y + dy) for dx, dy in offsets}
    box = room.first_free(boxes, over_lines=True)
    return boxes[box] if box else None


def _clock_box(text: str, x: float, y: float) -> Box:
    words = text_box(text, LABEL_SIZE, x + 7, y + 3.4)
    return Box(x - 5, words.y0, words.x1, words.y1)
