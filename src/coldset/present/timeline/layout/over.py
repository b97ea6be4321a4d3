"""A hypothesis over the record: its way as a dashed line, its windows as bands."""

from coldset.present.timeline.layout.room import Box, Room
from coldset.present.timeline.layout.rows import Rows
from coldset.present.timeline.layout.shapes import Glyph, Panel, Point, Sheet, Stroke, Text
from coldset.present.timeline.picture import Hypothesis

NUMBER_SIZE = 10.0
BAND_LEAST = 4.0
NODE = 7.0


def draw_windows_of(sheet: Sheet, rows: Rows, story: Hypothesis, top: float) -> None:
    """When the acts that nothing shows can have happened; drawn under the lines."""
    bands = sorted({window for passage in story.passages for window in passage.windows})
    for start_ms, end_ms in bands:
        x0, x1 = rows.x(start_ms), rows.x(end_ms)
        box = Box(x0, top, max(x1, x0 + BAND_LEAST), rows.bottom)
        sheet.shapes.append(Panel(box, "story-window", "window of an act off the record"))


def draw_way(sheet: Sheet, rows: Rows, story: Hypothesis) -> None:
    """The way, from passage to passage."""
    points: list[Point] = []
    for passage in story.passages:
        point = rows.point(passage.at_ms, passage.lane, passage.thing)
        if point is not None:
            points += _corner(points, point)
    if len(points) > 1:
        sheet.shapes.append(Stroke(tuple(points), "story-halo", 6))
        sheet.shapes.append(Stroke(tuple(points), "story", 6, story.label))


def draw_nodes(sheet: Sheet, room: Room, rows: Rows, story: Hypothesis) -> None:
    """The number of each passage, beside what stands at its point."""
    for passage in story.passages:
        point = rows.point(passage.at_ms, passage.lane, passage.thing)
        if point is None:
            continue
        offsets = ((0.0, 0.0), (0.0, -15.0), (0.0, 15.0), (-15.0, 0.0), (15.0, 0.0))
        boxes = [_node_box(point).moved(dx, dy) for dx, dy in offsets]
        box = room.first_free(boxes, over_lines=True) or boxes[1]
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        css = "story-node off" if passage.off_record else "story-node"
        sheet.shapes.append(Glyph("node", x, y, css, f"{passage.number}. {passage.tells}"))
        number = str(passage.number)
        sheet.shapes.append(Text(x, y + 3.6, number, NUMBER_SIZE, "story-number", "middle"))


def _node_box(point: Point) -> Box:
    x, y = point
    return Box(x - NODE, y - NODE, x + NODE, y + NODE)


def _corner(points: list[Point], point: Point) -> list[Point]:
    """The next points: along the lane first, then across to where the passage leads."""
    if not points or points[-1] == point:
        return [point] if not points else []
    return [(point[0], points[-1][1]), point]
