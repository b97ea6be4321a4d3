"""The document: a sheet's shapes as SVG elements, with words for screen readers."""

import math

from coldset.present.timeline.ink.glyphs import draw_sign
from coldset.present.timeline.ink.palette import ITEMS
from coldset.present.timeline.ink.pen import Element, element, number, told, written
from coldset.present.timeline.ink.style import stylesheet
from coldset.present.timeline.layout.shapes import Glyph, Panel, Point, Shape, Sheet, Stroke, Text

SHARP = 0.5
"""A corner with less room than this stays sharp."""


def document_of(sheet: Sheet, title: str, description: str) -> str:
    """The SVG document of a sheet."""
    width, height = sheet.width, round(sheet.height)
    root = element(
        None,
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {height}",
        role="img",
        aria_labelledby="title desc",
    )
    element(root, "title", text=title, id="title")
    element(root, "desc", text=description, id="desc")
    element(root, "style", text=stylesheet())
    _patterns(root)
    element(root, "rect", "sheet", width=width, height=height)
    for shape in sheet.shapes:
        _draw(root, shape)
    return written(root)


def _patterns(root: Element) -> None:
    """The hatching, once in the colour of each thing."""
    defs = element(root, "defs")
    for item in (*ITEMS, "ink"):
        pattern = element(
            defs,
            "pattern",
            id=f"hatch-{item}",
            width=4.5,
            height=4.5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        element(pattern, "path", f"p-{item}", d="M1 0 V4.5", stroke_width=1.3)


def _draw(root: Element, shape: Shape) -> None:
    match shape:
        case Panel():
            _panel(root, shape)
        case Stroke():
            path = element(root, "path", shape.css, d=path_of(shape.points, shape.radius))
            told(path, shape.tells)
        case Glyph():
            told(draw_sign(root, shape.sign, shape.x, shape.y, shape.css), shape.tells)
        case Text():
            _text(root, shape)


def _panel(root: Element, panel: Panel) -> None:
    box = panel.box
    width, height = box.x1 - box.x0, box.y1 - box.y0
    rect = element(root, "rect", panel.css, x=box.x0, y=box.y0, width=width, height=height)
    if panel.radius:
        rect.set("rx", number(panel.radius))
    told(rect, panel.tells)


def _text(root: Element, text: Text) -> None:
    made = element(root, "text", text.css, text=text.text, x=text.x, y=text.y, font_size=text.size)
    if text.anchor != "start":
        made.set("text-anchor", text.anchor)
    told(made, text.tells)


def path_of(points: tuple[Point, ...], radius: float) -> str:
    """The path through points, with corners rounded as far as their sides allow."""
    parts = [f"M{_point(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        turn = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        if turn < SHARP:
            parts.append(f"L{_point(corner)}")
            continue
        entry, leave = _towards(corner, before, turn), _towards(corner, after, turn)
        parts.append(f"L{_point(entry)} Q{_point(corner)} {_point(leave)}")
    if len(points) > 1:
        parts.append(f"L{_point(points[-1])}")
    return " ".join(parts)


def _point(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _length(a: Point, b: Point) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    share = distance / _length(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
