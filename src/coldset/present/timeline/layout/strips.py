"""The strips over the lanes: what was said, what the gate answered, and the day's work."""

from collections.abc import Sequence
from dataclasses import dataclass

from coldset.present.timeline.layout.room import Box, Room, text_width
from coldset.present.timeline.layout.rows import Rows
from coldset.present.timeline.layout.shapes import Anchor, Glyph, Panel, Sheet, Stroke, Text
from coldset.present.timeline.picture import Bar, Flag, Saying
from coldset.present.timeline.wording import cut, name

ROW = 17.0
ROWS_MOST = 5
SIZE = 10.5
TOUCH_PX = 5.0
WORDS_MOST = (96, 64, 44, 28, 18)


@dataclass(slots=True)
class Strip:
    """A strip over the lanes, as many rows high as it needs, up to `ROWS_MOST`."""

    top: float
    room: Room
    used: int = 0

    @property
    def bottom(self) -> float:
        """Where it ends; a strip with nothing in it takes no paper."""
        return self.top + self.used * ROW + 6 if self.used else self.top

    def put(
        self, x: float, text: str, glyph: float, least: float = 0.0
    ) -> tuple[float, float, Anchor] | None:
        """Where a text beside a glyph at x has room: its x, its y and its anchor."""
        width = max(text_width(text, SIZE) + glyph, least)
        for row in range(ROWS_MOST):
            y = self.top + row * ROW + 13
            after = Box(x - glyph / 2, y - 10, x - glyph / 2 + width + 6, y + 4)
            before = Box(x + glyph / 2 - width - 6, y - 10, x + glyph / 2, y + 4)
            box = self.room.first_free([after, before] if not least else [after])
            if box is not None:
                self.used = max(self.used, row + 1)
                return (
                    (x + glyph / 2 + 2, y, "start")
                    if box is after
                    else (x - glyph / 2 - 2, y, "end")
                )
        return None


def strip_at(top: float, x0: float, x1: float) -> Strip:
    """An empty strip."""
    return Strip(top, Room(Box(x0 - 14, top, x1 + 20, top + ROWS_MOST * ROW + 4)))


def draw_sayings(sheet: Sheet, strip: Strip, rows: Rows, sayings: Sequence[Saying]) -> None:
    """Each statement as a flag with who and what, as much of it as has room."""
    for saying in sayings:
        x = rows.x(saying.at_ms)
        for most in WORDS_MOST:
            text = cut(f"{name(saying.who)}: {saying.words}", most)
            spot = strip.put(x, text, 12)
            if spot is not None:
                tx, y, anchor = spot
                sheet.shapes.append(Glyph("saying", x, y - 3.5, "", saying.tells))
                sheet.shapes.append(Text(tx, y, text, SIZE, "said-words", anchor, saying.tells))
                break
        else:
            sheet.hidden += 1


def draw_flags(sheet: Sheet, strip: Strip, rows: Rows, flags: Sequence[Flag]) -> None:
    """Each verdict as a flag with its word and sign, on a pole from its hand-over."""
    for flag in flags:
        css = f"verdict v-{_css(flag)}"
        x = rows.x(flag.at_ms, flag.weapon)
        run = rows.run_at(flag.weapon, x)
        text = f"{flag.word} \u00b7 {name(flag.weapon)}"
        spot = strip.put(x, text, 14)
        if spot is None:
            sheet.hidden += 1
            continue
        tx, y, anchor = spot
        if run is not None:
            sheet.shapes.append(Stroke(((x, y), (x, rows.y_of(run))), f"pole {css}"))
        sheet.shapes.append(Glyph(_css(flag), x, y - 3.5, css, flag.tells))
        sheet.shapes.append(Text(tx, y, text, SIZE, f"{css} flag-text", anchor, flag.tells))


def draw_signs(sheet: Sheet, room: Room, rows: Rows, flags: Sequence[Flag]) -> None:
    """The sign of each verdict at its hand-over; equal ones that would touch become one."""
    last: dict[tuple[str, float], float] = {}
    for flag in flags:
        x = rows.x(flag.at_ms, flag.weapon)
        run = rows.run_at(flag.weapon, x)
        if run is None:
            continue
        y = rows.y_of(run)
        if x - last.get((flag.word, y), x - TOUCH_PX) >= TOUCH_PX:
            last[flag.word, y] = x
            css = f"verdict v-{_css(flag)}"
            sheet.shapes.append(Glyph(_css(flag), x, y, css, flag.tells))
            room.take(Box(x - 7, y - 7, x + 7, y + 7))


def _css(flag: Flag) -> str:
    return flag.word.replace(" ", "-")


def draw_bars(sheet: Sheet, strip: Strip, rows: Rows, bars: Sequence[Bar]) -> None:
    """Takes and rehearsals as bars, everything else as a tick with its word."""
    for bar in bars:
        x, end = rows.x(bar.start_ms), rows.x(bar.end_ms)
        if bar.kind in {"take", "rehearsal"}:
            _bar(sheet, strip, bar, x, max(end, x + 5))
            continue
        spot = strip.put(x, bar.label, 8)
        if spot is None:
            sheet.hidden += 1
            continue
        tx, y, anchor = spot
        sheet.shapes.append(Glyph(bar.kind, x, y - 3.5, "", bar.tells))
        css = "grave-text" if bar.kind == "grave" else "bar-text"
        sheet.shapes.append(Text(tx, y, bar.label, SIZE, css, anchor, bar.tells))


def _bar(sheet: Sheet, strip: Strip, bar: Bar, x: float, end: float) -> None:
    inside = text_width(bar.label, SIZE) + 6 <= end - x
    spot = strip.put(x, bar.label, 0, least=(end - x) + (0 if inside else _beside(bar)))
    if spot is None:
        sheet.hidden += 1
        return
    y = spot[1]
    sheet.shapes.append(Panel(Box(x, y - 9, end, y + 2), f"bar {bar.kind}", bar.tells, 2))
    tx = x + 3 if inside else end + 3
    sheet.shapes.append(Text(tx, y - 0.5, bar.label, SIZE - 0.5, "bar-text", "start", bar.tells))


def _beside(bar: Bar) -> float:
    return text_width(bar.label, SIZE) + 3
