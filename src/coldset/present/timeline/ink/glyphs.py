"""The signs, each drawn round its point: told apart by form, not by colour alone."""

from collections.abc import Callable, Mapping

from coldset.present.timeline.ink.pen import Element, element

_Draw = Callable[[Element], None]


def _path(css: str, *paths: str) -> _Draw:
    def draw(group: Element) -> None:
        for path in paths:
            element(group, "path", css, d=path)

    return draw


def _circle(css: str, radius: float) -> _Draw:
    def draw(group: Element) -> None:
        element(group, "circle", css, r=radius)

    return draw


def _all(*parts: _Draw) -> _Draw:
    def draw(group: Element) -> None:
        for part in parts:
            part(group)

    return draw


_BURST = (
    "M0 -8 L2 -2.8 L7 -4.8 L3.4 0 L7 4.8 L2 2.8 L0 8 L-2 2.8 L-7 4.8 L-3.4 0 L-7 -4.8 L-2 -2.8 Z"
)
_STAR = (
    "M0 -5.5 L1.4 -1.6 L5.2 -1.8 L2.2 0.7 L3.4 4.5 L0 2.3 L-3.4 4.5 L-2.2 0.7 L-5.2 -1.8 "
    "L-1.4 -1.6 Z"
)
_OCTAGON = "M-3.5 -8.5 H3.5 L8.5 -3.5 V3.5 L3.5 8.5 H-3.5 L-8.5 3.5 V-3.5 Z"

SIGNS: Mapping[str, _Draw] = {
    "start": _circle("solid", 3.6),
    "check": _path("sign", "M0 -4.6 V4.6"),
    "count": _path("sign", "M-1.6 -3.6 V3.6 M1.6 -3.6 V3.6"),
    "doubt": _all(_path("sign", "M0 -5 V5"), _path("sign", "M-3 -5 H3")),
    "load": _circle("solid sign", 4.2),
    "unload": _circle("hollow sign", 4.0),
    "shot": _path("solid", _STAR),
    "accident": _path("solid", _BURST),
    "hammer": _path("sign", "M-3.4 -3.4 L3.4 3.4 M-3.4 3.4 L3.4 -3.4"),
    "find": _all(
        _path("solid", _OCTAGON),
        _path("onto sign", "M0 -4.8 V1.4 M0 4.6 V4.7"),
    ),
    "suspect": _all(_path("hollow sign", _OCTAGON), _path("sign", "M0 -4.4 V1 M0 4.2 V4.3")),
    "left": _path("hollow sign", "M0 -4.4 L4.4 0 L0 4.4 L-4.4 0 Z"),
    "gone": _path("sign", "M0 -3.5 V3.2 M-2.8 0.6 L0 3.6 L2.8 0.6"),
    "service": _path("hollow sign", "M-3.2 -3.2 H3.2 V3.2 H-3.2 Z"),
    "called": _path("hollow sign", "M-3.6 -3.4 H3.6 V1.8 H0.4 L-1.8 4.2 V1.8 H-3.6 Z"),
    "cold": _all(_circle("hollow", 6.2), _circle("solid", 5.0)),
    "hot": _all(_path("hollow", "M0 -8 L8 6 H-8 Z"), _path("solid", "M0 -6 L6 5 H-6 Z")),
    "not-cleared": _all(
        _path("solid", "M-5.4 -5.4 H5.4 V5.4 H-5.4 Z"),
        _path("onto sign", "M-2.7 -2.7 L2.7 2.7 M-2.7 2.7 L2.7 -2.7"),
    ),
    "override": _all(_path("hollow sign", "M-5 -5 H5 V5 H-5 Z"), _path("sign", "M-5 5 L5 -5")),
    "late": _all(_circle("hollow sign", 4.2), _path("sign", "M0 -2.6 V0 L1.9 1.1")),
    "saying": _path("solid", "M-4.5 -4.5 H4.5 V2.5 H0.5 L-2.2 5.5 V2.5 H-4.5 Z"),
    "moment": _path("sign", "M0 -4.5 V4.5"),
    "grave": _path("solid", "M0 -5.2 L5.2 0 L0 5.2 L-5.2 0 Z"),
    "break": _all(
        _path("hollow", "M-4.5 5 L-1 -5 H4.5 L1 5 Z"),
        _path("sign", "M-4.5 5 L-1 -5 M1 5 L4.5 -5"),
    ),
    "seal": _all(_circle("hollow sign", 3.2), _circle("solid", 1.3)),
    "lock": _all(
        _path("hollow sign", "M-1.7 -0.6 V-2.2 A1.7 1.7 0 0 1 1.7 -2.2 V-0.6"),
        _path("solid", "M-3.2 -0.8 H3.2 V3.6 H-3.2 Z"),
    ),
    "node": _circle("solid", 7.0),
}

ALARMS = frozenset({"find", "accident", "suspect", "doubt"})
"""Signs that keep their own colour, whatever thing they stand on."""


def draw_sign(parent: Element, sign: str, x: float, y: float, css: str) -> Element:
    """Draw a sign at a point; the group that holds it."""
    classes = "alarm" if sign in ALARMS else f"{sign} {css}".strip()
    group = element(parent, "g", classes, transform=f"translate({x:.1f} {y:.1f})")
    SIGNS[sign](group)
    return group
