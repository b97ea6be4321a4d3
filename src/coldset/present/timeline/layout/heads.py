"""The heads of the lanes: where a container is, and the seals and locks that close it."""

from collections.abc import Sequence

from coldset.present.timeline.layout.room import Box, Room, text_box, text_width
from coldset.present.timeline.layout.rows import Rows
from coldset.present.timeline.layout.shapes import Glyph, Sheet, Stroke, Text
from coldset.present.timeline.picture import Closure, Where
from coldset.present.timeline.wording import name

SIZE = 9.5
HEIGHTS = {"seal": 5.0, "lock": 9.5, "left": 14.0}
FOOT = 3.5
SIGN_LEAST = 26.0
TOUCH_PX = 3.0


def draw_closures(sheet: Sheet, room: Room, rows: Rows, closures: Sequence[Closure]) -> None:
    """Brackets from closing to opening: seals above, locks below, unwatched stretches last."""
    last: dict[tuple[str, str], float] = {}
    for closure in sorted(closures, key=lambda one: one.start_ms):
        row = rows.lanes[closure.lane]
        x0, x1 = rows.x(closure.start_ms), rows.x(closure.end_ms)
        key = (closure.lane, closure.kind)
        if x1 - last.get(key, x1 - TOUCH_PX) < TOUCH_PX:
            continue
        last[key] = x1
        y, css = row.y0 + HEIGHTS[closure.kind], f"bracket b-{closure.kind}"
        x1 = max(x1, x0 + 3)
        told = f"{name(closure.lane)}: {_told(closure)}"
        points = ((x0, y + FOOT), (x0, y), (x1, y), (x1, y + FOOT))
        sheet.shapes.append(Stroke(points, css, 0, told))
        room.take(Box(x0 - 1, y - 1, x1 + 1, y + FOOT))
        if x1 - x0 > SIGN_LEAST:
            x = x0 + SIGN_LEAST / 2 if closure.kind == "seal" else x1 - SIGN_LEAST / 2
            sheet.shapes.append(Glyph(closure.kind, x, y, css, told))
            room.take(Box(x - 5, y - 5, x + 5, y + 5))


def _told(closure: Closure) -> str:
    words = {"seal": f"sealed, {closure.label}", "lock": "locked", "left": "left unattended"}
    return words[closure.kind]


def draw_wheres(sheet: Sheet, room: Room, rows: Rows, wheres: Sequence[Where]) -> None:
    """Where each container is, at each move that has room for it."""
    last: dict[str, str] = {}
    for where in wheres:
        if last.get(where.lane) == where.place:
            continue
        last[where.lane] = where.place
        row, x = rows.lanes[where.lane], rows.x(where.at_ms)
        text = f"\u2192 {name(where.place)}"
        y = row.y0 + row.head - 1
        fitting = [
            text_box(text, SIZE, x + dx, y + dy)
            for dx, dy in ((2, 0), (5, 0), (9, 0), (-text_width(text, SIZE) - 4, 0))
        ]
        box = room.first_free(fitting, over_lines=True)
        if box is None:
            sheet.hidden += 1
            continue
        sheet.shapes.append(Text(box.x0, box.y0 + SIZE * 0.8, text, SIZE, "where"))
