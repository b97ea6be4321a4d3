"""Under the lanes: what has no time, the key to the signs, and what was left out."""

from collections.abc import Iterable, Sequence

from coldset.core.words import Id
from coldset.present.timeline.gather.marks import CODES, FUNCTION_TEST
from coldset.present.timeline.layout.custody import COLOURS
from coldset.present.timeline.layout.frame import GUTTER, MARGIN
from coldset.present.timeline.layout.room import Box, text_width
from coldset.present.timeline.layout.shapes import Glyph, Panel, Sheet, Stroke, Text
from coldset.present.timeline.picture import Timeline
from coldset.present.timeline.wording import name

SIZE = 11.0
LINE = 17.0
SAMPLE = 30.0
COLUMN_LEAST = 5
_MARKS = {
    "check": "check",
    "count": "count",
    "doubt": "check with a doubt",
    "load": "loaded, how many",
    "unload": "unloaded",
    "shot": "shot, planned",
    "accident": "shot nobody planned",
    "hammer": "hammer fell, no shot",
    "find": "hazard found",
    "suspect": "hazard suspected",
    "left": "left unattended",
    "gone": "rounds discarded",
    "service": "other handling",
    "called": "status called aloud (a claim)",
}
_FLAGS = {
    "cold": "verdict cold",
    "hot": "verdict hot",
    "not cleared": "verdict not cleared",
    "override": "override",
}
_CLOSURES = {"seal": "sealed", "lock": "locked", "left": "nobody watching"}
_STYLES = {
    "recorded": "on record",
    "said": "by a statement or paper only",
    "unsure": "gap, or not certain when",
}


def draw_undated(sheet: Sheet, picture: Timeline, top: float) -> float:
    """The box of what has no time; where it ends."""
    told = "within the stretch given; placed nowhere on the lanes"
    return _box(sheet, "No time known", told, picture.undated, top)


def draw_steps(sheet: Sheet, picture: Timeline, top: float) -> float:
    """The box that tells the hypothesis step by step; where it ends."""
    story = picture.hypothesis
    if story is None:
        return top
    return _box(sheet, "A hypothesis", f"{story.label}; it accuses nobody", story.steps, top)


def _box(sheet: Sheet, title: str, told: str, lines: Sequence[str], top: float) -> float:
    if not lines:
        return top
    columns = 2 if len(lines) > COLUMN_LEAST else 1
    per_column = -(-len(lines) // columns)
    bottom = top + 30 + per_column * LINE + 6
    box = Box(MARGIN, top, sheet.width - MARGIN, bottom)
    sheet.shapes.append(Panel(box, "undated", "", 4))
    sheet.shapes.append(Text(MARGIN + 14, top + 21, title, SIZE + 1, "key-title"))
    sheet.shapes.append(Text(MARGIN + 134, top + 21, told, SIZE, "muted"))
    width = (sheet.width - 2 * MARGIN) / columns
    for index, text in enumerate(lines):
        x = MARGIN + 14 + (index // per_column) * width
        y = top + 30 + (index % per_column) * LINE + 12
        sheet.shapes.append(Text(x, y, text, SIZE - 0.5, "undated-text"))
    return bottom + 12


def draw_key(sheet: Sheet, picture: Timeline, colours: dict[Id, str], top: float) -> float:
    """The key to what is drawn, and to nothing else; where it ends."""
    y = top + 14
    for title, entries in _key(picture, colours):
        sheet.shapes.append(Text(MARGIN, y, title, SIZE, "key-title"))
        x = GUTTER
        for text, samples in entries:
            width = SAMPLE + text_width(text, SIZE) + 16
            if x + width > sheet.width - MARGIN:
                x, y = GUTTER, y + LINE + 2
            sheet.shapes += [_at(sample, x, y) for sample in samples]
            sheet.shapes.append(Text(x + SAMPLE, y, text, SIZE, "key-text"))
            x += width
        y += LINE + 5
    return y


_Sample = tuple[str, str]
_Entry = tuple[str, tuple[_Sample, ...]]


def _at(sample: _Sample, x: float, y: float) -> Panel | Stroke | Glyph:
    kind, css = sample
    if kind == "stroke":
        return Stroke(((x, y - 4), (x + 23, y - 4)), css)
    if kind == "panel":
        return Panel(Box(x, y - 8.5, x + 23, y + 0.5), css)
    return Glyph(kind, x + 14, y - 4, css)


def _key(picture: Timeline, colours: dict[Id, str]) -> Iterable[tuple[str, list[_Entry]]]:
    things: list[_Entry] = [
        (_thing(line.thing, line.note), _thing_sample(index, colours[line.thing]))
        for index, line in enumerate(picture.lines)
    ]
    if things:
        yield "Things", things
    styles = {stretch.style for line in picture.lines for stretch in line.stretches}
    lines: list[_Entry] = [
        (text, _style_sample(style)) for style, text in _STYLES.items() if style in styles
    ]
    if any(line.start == "came" for line in picture.lines):
        lines.insert(
            0, ("came into the record", (("stroke", "line recorded ink"), ("start", "ink")))
        )
    yield "Lines", [*lines, *_around(picture)]
    kinds = {mark.kind for mark in picture.marks}
    marks: list[_Entry] = [
        (text, ((kind, "ink"),)) for kind, text in _MARKS.items() if kind in kinds
    ]
    if marks:
        yield "Marks", marks
    if kinds & {"check", "doubt"}:
        yield "Checks by", [(text, ()) for text in _letters(picture)]
    words = {flag.word for flag in picture.flags}
    flags: list[_Entry] = [
        (text, ((word.replace(" ", "-"), f"verdict v-{word.replace(' ', '-')}"),))
        for word, text in _FLAGS.items()
        if word in words
    ]
    if flags:
        yield "At the gate", flags


def _thing(thing: Id, note: str) -> str:
    return f"{name(thing)}, {note}" if note else name(thing)


def _thing_sample(index: int, colour: str) -> tuple[_Sample, ...]:
    """A line of the thing's colour; from the eleventh on with a light core."""
    plain = ("stroke", f"line recorded {colour}")
    return (plain,) if index < COLOURS else (plain, ("stroke", "core"))


def _style_sample(style: str) -> tuple[_Sample, ...]:
    if style == "unsure":
        return (("panel", "hatch h-ink"),)
    return (("stroke", f"line {style} ink"),)


def _around(picture: Timeline) -> Iterable[_Entry]:
    kinds = {closure.kind for closure in picture.closures}
    for kind, text in _CLOSURES.items():
        if kind in kinds:
            css = f"bracket b-{kind}"
            yield text, (("stroke", css), (kind, css))
    if any(moment.known_by == "order" for moment in picture.moments):
        yield "only the order is known", (("panel", "window-of-order"),)
    if picture.stops:
        yield "the set is stopped", (("panel", "stop"),)
    if picture.late:
        yield "written down late", (("late", "late"),)
    if picture.hypothesis is not None:
        yield "a hypothesis, no finding", (("stroke", "story"),)


def _letters(picture: Timeline) -> list[str]:
    used = "".join(mark.label for mark in picture.marks if mark.kind in {"check", "doubt"})
    words = {letter: method for method, letter in CODES.items()}
    words |= {FUNCTION_TEST: "function test", "s": "shown, how is not said"}
    return [f"{letter} {word}" for letter, word in words.items() if letter in used]


def draw_captions(sheet: Sheet, picture: Timeline, top: float) -> float:
    """What was left out, and how to read the axis; where it ends."""
    lines = list(picture.captions)
    lines.append("Busy minutes have more room; follow the hour lines. Empty stretches are cut.")
    if sheet.hidden:
        labels = "1 label is" if sheet.hidden == 1 else f"{sheet.hidden} labels are"
        lines.append(f"{labels} left out for want of room.")
    if sheet.unseen:
        lines.append(f"{sheet.unseen} short stays are stepped over.")
    y = top + 10
    for text in _wrapped(" ".join(lines), sheet.width - 2 * MARGIN):
        sheet.shapes.append(Text(MARGIN, y, text, SIZE, "caption"))
        y += LINE
    return y


def _wrapped(text: str, width: float) -> Iterable[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, SIZE) > width and line:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
