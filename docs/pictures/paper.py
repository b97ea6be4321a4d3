# ruff: noqa: INP001 - a script, no package
"""Paper to draw on: lines, boxes, dots and texts as SVG, in the timeline's colours, day and night.

No meaning hangs on a colour alone, there is no script and no font of its own, and the same drawing
is the same bytes every time.
"""

from collections.abc import Mapping

from coldset.present.timeline.ink.palette import DARK, LIGHT
from coldset.present.timeline.ink.pen import Element, element, number, told, written
from coldset.present.timeline.ink.style import FONTS

MONO = 'ui-monospace, "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace'

_FORM = (
    f"text {{ font-family: {FONTS}; }}",
    f".code {{ font-family: {MONO}; }}",
    ".strong { font-weight: 650; }",
    ".halo { paint-order: stroke; stroke-width: 4; stroke-linejoin: round; }",
    ".thread { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }",
    ".away { stroke-dasharray: 1 5; }",
    ".lightest { stroke-width: 5; }",
    ".hole, .count { stroke-width: 1.8; }",
    ".again { stroke-dasharray: 2 2; }",
    ".wall { fill-opacity: 0.34; }",
    ".edge { fill: none; stroke-width: 1.4; }",
    ".kept { stroke-dasharray: 2 4; }",
    ".rule, .box { stroke-width: 1; }",
    ".hub, .node { stroke-width: 1.6; }",
)

_FILLS = {
    "paper": "sheet hole count node",
    "band": "band box",
    "ink": "ink dot gun",
    "muted": "muted",
    "cold": "code-name",
    "lock": "wall",
    "story": "bold act",
    "window": "hub",
}
_STROKES = {
    "paper": "halo",
    "ink": "thread hole count node",
    "muted": "edge",
    "divide": "rule box",
    "story": "lightest onto-lightest",
    "window-text": "hub",
}


class Paper:
    """A drawing in the making, of a fixed width; lengths in pixels, y down."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self.root = element(
            None,
            "svg",
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {number(width)} {number(height)}",
            role="img",
            aria_labelledby="title desc",
        )
        element(self.root, "title", text=title, id="title")
        element(self.root, "desc", text=description, id="desc")
        element(self.root, "style", text=_stylesheet())
        element(self.root, "rect", "sheet", width=width, height=height)
        self._into = self.root

    def document(self) -> str:
        """The drawing as text."""
        return written(self.root)

    def group(self, css: str, sentence: str = "") -> None:
        """Draw into a group of its own from now on; `sentence` shows when it is pointed at."""
        self._into = element(self.root, "g", css)
        told(self._into, sentence)

    def ungroup(self) -> None:
        """Draw on the sheet itself again."""
        self._into = self.root

    def text(
        self, at: tuple[float, float], text: str, size: float, css: str = "ink", anchor: str = ""
    ) -> None:
        """One line of text with its baseline at `at`; `anchor` is `middle` or `end`, else start."""
        made = element(self._into, "text", css, text=text, x=at[0], y=at[1], font_size=size)
        if anchor:
            made.set("text-anchor", anchor)

    def lines(
        self,
        at: tuple[float, float],
        texts: tuple[str, ...],
        size: float,
        css: str = "ink",
        anchor: str = "",
    ) -> None:
        """Several lines of text, one under the other."""
        for row, text in enumerate(texts):
            self.text((at[0], at[1] + row * size * 1.25), text, size, css, anchor)

    def path(self, d: str, css: str) -> Element:
        """A line, as the data of an SVG path."""
        return element(self._into, "path", css, d=d)

    def line(self, start: tuple[float, float], end: tuple[float, float], css: str) -> None:
        """A straight line."""
        self.path(f"M{number(start[0])} {number(start[1])} L{number(end[0])} {number(end[1])}", css)

    def box(self, corner: tuple[float, float], size: tuple[float, float], css: str) -> None:
        """A box, by its upper left corner."""
        x, y = corner
        element(self._into, "rect", css, x=x, y=y, width=size[0], height=size[1])

    def circle(self, at: tuple[float, float], radius: float, css: str) -> None:
        """A circle."""
        element(self._into, "circle", css, cx=at[0], cy=at[1], r=radius)

    def diamond(self, at: tuple[float, float], half: float, css: str) -> None:
        """A square on its corner."""
        x, y, r = number(at[0]), number(at[1]), number(half)
        self.path(f"M{x} {y} m0 -{r} l{r} {r} l-{r} {r} l-{r} -{r} Z", css)


def _stylesheet() -> str:
    night = "\n".join(_coloured(DARK))
    day = "\n".join(_coloured(LIGHT))
    return "\n".join([*_FORM, day, f"@media (prefers-color-scheme: dark) {{\n{night}\n}}"])


def _coloured(palette: Mapping[str, str]) -> list[str]:
    rules = [f"{_each(css)} {{ fill: {palette[colour]}; }}" for colour, css in _FILLS.items()]
    rules += [f"{_each(css)} {{ stroke: {palette[colour]}; }}" for colour, css in _STROKES.items()]
    return rules


def _each(classes: str) -> str:
    return ", ".join(f".{one}" for one in classes.split())
