"""Who stands where: boxes that are taken, and the first free place for a label."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

BAND = 24.0
_NARROW = frozenset("iljtf.,:;'|!()[]I \u2019\u201c\u201d\u00b7")
_WIDE = frozenset("mwMW@%\u2026")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share any paper."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


@dataclass(slots=True)
class Room:
    """The paper within `limits`, and what is taken of it.

    `crossed` is paper with a line on it: a label stands there only where it finds nothing better.
    """

    limits: Box
    taken: dict[int, list[Box]] = field(default_factory=dict)
    crossed: dict[int, list[Box]] = field(default_factory=dict)

    def is_free(self, box: Box, *, over_lines: bool = False) -> bool:
        """Whether a box lies within the limits and meets nothing, or nothing but lines."""
        inside = (
            box.x0 >= self.limits.x0
            and box.x1 <= self.limits.x1
            and box.y0 >= self.limits.y0
            and box.y1 <= self.limits.y1
        )
        return inside and not (
            _meets(self.taken, box) or (not over_lines and _meets(self.crossed, box))
        )

    def take(self, box: Box) -> None:
        """Mark a box as taken, whatever is there."""
        for band in _bands(box):
            self.taken.setdefault(band, []).append(box)

    def cross(self, box: Box) -> None:
        """Mark a box as crossed by a line."""
        for band in _bands(box):
            self.crossed.setdefault(band, []).append(box)

    def first_free(self, boxes: Iterable[Box], *, over_lines: bool = False) -> Box | None:
        """Take the first of some boxes that is free; None when none is."""
        listed = list(boxes)
        ways = (False, True) if over_lines else (False,)
        for way in ways:
            for box in listed:
                if self.is_free(box, over_lines=way):
                    self.take(box)
                    return box
        return None


def _meets(taken: Mapping[int, list[Box]], box: Box) -> bool:
    return any(box.meets(other) for band in _bands(box) for other in taken.get(band, ()))


def _bands(box: Box) -> range:
    return range(int(box.y0 // BAND), int(box.y1 // BAND) + 1)


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in any of the usual system fonts."""
    return size * sum(
        0.42 if char in _NARROW else 0.95 if char in _WIDE else 0.74 if char.isupper() else 0.64
        for char in text
    )


def text_box(text: str, size: float, x: float, y: float, anchor: str = "start") -> Box:
    """The box of a text whose baseline is at `y`."""
    width = text_width(text, size)
    left = x - width if anchor == "end" else x - width / 2 if anchor == "middle" else x
    return Box(left, y - size * 0.8, left + width, y + size * 0.25)
