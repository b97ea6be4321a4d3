"""What a sheet is made of: boxes, strokes, glyphs and texts, each with its class."""

from dataclasses import dataclass, field
from typing import Literal

from coldset.present.timeline.layout.room import Box

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled box; `tells` is its sentence for whoever points at it."""

    box: Box
    css: str
    tells: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with its corners rounded by `radius`."""

    points: tuple[Point, ...]
    css: str
    radius: float = 0.0
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A small sign at a point."""

    sign: str
    x: float
    y: float
    css: str = ""
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text with its baseline at `y`."""

    x: float
    y: float
    text: str
    size: float
    css: str
    anchor: Anchor = "start"
    tells: str = ""


Shape = Panel | Stroke | Glyph | Text


@dataclass(slots=True)
class Sheet:
    """The whole picture in drawing order; `hidden` counts labels for which there was no room.

    `unseen` counts stays with a holder that are too short to draw.
    """

    width: float
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    hidden: int = 0
    unseen: int = 0
