"""The frame: title, axis, hour lines, cuts, windows of order, stops, and the lanes themselves."""

from coldset.present.timeline.layout.axis import Axis
from coldset.present.timeline.layout.room import Box, Room, text_box, text_width
from coldset.present.timeline.layout.rows import Rows
from coldset.present.timeline.layout.shapes import Glyph, Panel, Sheet, Stroke, Text
from coldset.present.timeline.layout.ticks import (
    DAY_SIZE,
    HOUR_SIZE,
    day_labels,
    ticks_of,
    windows_of,
)
from coldset.present.timeline.picture import Timeline
from coldset.present.timeline.wording import cut, name

MARGIN = 24.0
GUTTER = 158.0
TITLE_SIZE, SUBTITLE_SIZE, LANE_SIZE, NOTE_SIZE = 22.0, 12.5, 12.5, 10.0
STOP_SIZE = 10.5


def draw_title(sheet: Sheet, picture: Timeline) -> None:
    """The title and what the picture covers."""
    title = cut(picture.title[:1].upper() + picture.title[1:], 90)
    sheet.shapes.append(Text(MARGIN, 38, title, TITLE_SIZE, "title"))
    sheet.shapes.append(Text(MARGIN, 58, cut(picture.subtitle, 160), SUBTITLE_SIZE, "subtitle"))


def draw_axis(sheet: Sheet, axis: Axis, zone: str, top: float, bottom: float) -> None:
    """Days and hours above, hour lines down to the last lane, and a mark at every cut."""
    for label in day_labels(axis, zone):
        sheet.shapes.append(Text(label.x, top + 12, label.text, DAY_SIZE, "day"))
    for tick in ticks_of(axis, zone):
        css = "hour strong" if tick.strong else "hour"
        sheet.shapes.append(Stroke(((tick.x, top + 34), (tick.x, bottom)), css))
        if tick.text:
            text = Text(tick.x, top + 29, tick.text, HOUR_SIZE, "hour-text", "middle")
            sheet.shapes.append(text)
    for piece in axis.pieces:
        if piece.kind == "cut":
            middle = (piece.x0 + piece.x1) / 2
            half = min(7.0, (piece.x1 - piece.x0) / 2)
            box = Box(middle - half, top + 18, middle + half, bottom)
            sheet.shapes.append(Panel(box, "cut", "nothing is drawn here: time is cut out"))
            sheet.shapes.append(Glyph("break", middle, top + 25))
            sheet.shapes.append(Glyph("break", middle, bottom))


def draw_windows(sheet: Sheet, axis: Axis, zone: str, top: float, bottom: float) -> None:
    """The parts of the axis in which only the order is known."""
    room = Room(Box(axis.x0 - 40, top, axis.x1 + 30, top + 60))
    for window in windows_of(axis, zone):
        told = f"within {window.text}: the order is as the log has it, the times are not known"
        box = Box(window.x0, top + 34, window.x1, bottom)
        sheet.shapes.append(Panel(box, "window-of-order faint", told))
        head = Box(window.x0, top + 17, window.x1, top + 34)
        sheet.shapes.append(Panel(head, "window-of-order", told))
        middle, wide = (window.x0 + window.x1) / 2, window.x1 - window.x0
        longer = f"{window.text}, order only" if window.several else window.text
        for text in (longer, window.text)[text_width(longer, HOUR_SIZE) > wide :]:
            taken = room.first_free([text_box(text, HOUR_SIZE, middle, top + 29, "middle")])
            if taken is not None:
                sheet.shapes.append(
                    Text(middle, top + 29, text, HOUR_SIZE, "window-text", "middle", told)
                )
                break


def draw_stops(sheet: Sheet, picture: Timeline, axis: Axis, top: float, bottom: float) -> None:
    """The stretches in which the set was stopped, as one band where they overlap."""
    for start, end, labels in _joined(picture, axis):
        told = "\n".join(labels)
        sheet.shapes.append(Panel(Box(start, top, end, bottom), "stop", told))
        sheet.shapes.append(Stroke(((start, top), (start, bottom)), "stop-edge", 0, told))
        text = labels[0] if len(labels) == 1 else f"{labels[0]} and {len(labels) - 1} more"
        sheet.shapes.append(_stop_text(axis, start, bottom - 5, text, told))


def _stop_text(axis: Axis, start: float, y: float, text: str, told: str) -> Text:
    """Why the set was stopped, on the side of the edge that has more room for it."""
    right, left = axis.x1 - start, start - axis.x0
    fits = text_width(text, STOP_SIZE) <= right
    words = cut(text, int(max(right, left) / (STOP_SIZE * 0.64)))
    if fits or right >= left:
        return Text(start + 4, y, words, STOP_SIZE, "stop-text", "start", told)
    return Text(start - 4, y, words, STOP_SIZE, "stop-text", "end", told)


def _joined(picture: Timeline, axis: Axis) -> list[tuple[float, float, list[str]]]:
    bands: list[tuple[float, float, list[str]]] = []
    for stop in picture.stops:
        start = axis.x(stop.start_ms)
        end = axis.x1 if stop.end_ms is None else max(axis.x(stop.end_ms), start + 3)
        label = stop.label if stop.end_ms is not None else f"{stop.label} (no entry lifts it)"
        if bands and start <= bands[-1][1]:
            before = bands[-1]
            bands[-1] = (before[0], max(before[1], end), [*before[2], label])
        else:
            bands.append((start, end, [label]))
    return bands


def draw_lanes(sheet: Sheet, rows: Rows, width: float) -> None:
    """Every lane with its name; people, containers and places are set apart by a line."""
    before = ""
    for index, row in enumerate(rows.lanes.values()):
        box = Box(0, row.y0, width, row.y1)
        sheet.shapes.append(Panel(box, "lane even" if index % 2 else "lane odd"))
        if before and row.lane.kind != before and "person" in {before, row.lane.kind}:
            sheet.shapes.append(Stroke(((0, row.y0), (width, row.y0)), "divide"))
        before = row.lane.kind
        middle = (row.y0 + row.y1) / 2
        note = row.lane.note if row.lane.note != name(row.lane.id) else ""
        y = middle if note else middle + 4
        label = cut(name(row.lane.id), 20)
        sheet.shapes.append(Text(MARGIN, y, label, LANE_SIZE, "lane-name"))
        if note:
            sheet.shapes.append(Text(MARGIN, y + 12, cut(note, 26), NOTE_SIZE, "lane-note"))
