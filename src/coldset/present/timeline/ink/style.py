"""The style of the document: shapes by class, and their colours by day and by night."""

from collections.abc import Iterable, Mapping

from coldset.present.timeline.ink.palette import DARK, ITEMS, LIGHT

FONTS = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", '
    '"Liberation Sans", Arial, sans-serif'
)

_FORM = (
    f"text {{ font-family: {FONTS}; }}",
    ".title { font-weight: 650; letter-spacing: -0.2px; }",
    ".day, .key-title, .name, .flag-text, .grave-text { font-weight: 600; }",
    ".lane-name { font-weight: 550; }",
    ".strip-name, .where { font-style: italic; }",
    ".line, .halo, .core, .story, .story-halo, .bracket, .pole { fill: none; }",
    ".line { stroke-width: 2.8; stroke-linejoin: round; stroke-linecap: round; }",
    ".said { stroke-dasharray: 0.1 5.6; stroke-width: 3.4; }",
    ".unsure { stroke-width: 1; stroke-dasharray: 2 2.5; }",
    ".halo { stroke-width: 4.8; stroke-linejoin: round; stroke-linecap: butt; }",
    ".core { stroke-width: 1; stroke-linejoin: round; }",
    ".hour { stroke-width: 0.7; } .strong { stroke-width: 1.1; }",
    ".bracket { stroke-width: 1.4; } .b-left { stroke-dasharray: 3 2; }",
    ".pole { stroke-width: 1; stroke-opacity: 0.4; }",
    ".stop { fill-opacity: 0.055; } .stop-edge { stroke-width: 1.4; stroke-dasharray: 6 3; }",
    ".faint { fill-opacity: 0.42; }",
    ".story { stroke-width: 3.6; stroke-dasharray: 10 6; stroke-linejoin: round; }",
    ".story-halo { stroke-width: 7; stroke-opacity: 0.7; }",
    ".story-window { fill-opacity: 0.13; }",
    ".story-number, .find-mark { font-weight: 700; }",
    ".name, .label, .where { paint-order: stroke; stroke-width: 3; stroke-linejoin: round; }",
    ".label-load, .label-unload { font-weight: 600; }",
    ".leader { stroke-width: 0.8; }",
    ".label-find, .label-accident, .label-doubt, .label-suspect { font-weight: 700; }",
    ".label-called { font-style: italic; }",
    ".sign { stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; }",
    ".divide { stroke-width: 1; }",
    ".undated { stroke-width: 1; stroke-dasharray: 4 3; }",
    ".rehearsal { stroke-width: 1; stroke-dasharray: 2 2; fill-opacity: 0.35; }",
    ".cut { fill-opacity: 1; }",
)

_TEXTS = {
    "ink": "title day lane-name key-title key-text said-words label-load label-unload label-shot",
    "muted": "subtitle hour-text lane-note strip-name where bar-text caption muted label-check "
    "label-count label-called label-service label-left label-gone label-late undated-text "
    "label-hammer",
    "window-text": "window-text",
    "stop": "stop-text",
    "accident": "label-find label-accident grave-text label-doubt label-suspect",
    "paper": "story-number",
}
_FILLS = {
    "paper": "sheet cut",
    "band": "even",
    "window": "window-of-order",
    "stop": "stop",
    "story": "story-window",
    "take": "take rehearsal",
}
_STROKES = {
    "paper": "halo core story-halo name label where",
    "hour": "hour",
    "divide": "divide undated rehearsal leader",
    "stop": "stop-edge",
    "story": "story",
    "lock": "b-lock",
    "seal": "b-seal",
    "accident": "b-left",
}


def stylesheet() -> str:
    """The whole style, the same every time."""
    night = "\n".join(_coloured(DARK))
    return "\n".join(
        [*_FORM, *_coloured(LIGHT), f"@media (prefers-color-scheme: dark) {{\n{night}\n}}"]
    )


def _coloured(palette: Mapping[str, str]) -> Iterable[str]:
    for colour, classes in _TEXTS.items():
        yield f"{_each(classes)} {{ fill: {palette[colour]}; }}"
    for colour, classes in _FILLS.items():
        yield f"{_each(classes)} {{ fill: {palette[colour]}; }}"
    yield ".odd, .undated { fill: none; }"
    for colour, classes in _STROKES.items():
        yield f"{_each(classes)} {{ stroke: {palette[colour]}; }}"
    for item in (*ITEMS, "ink"):
        value = palette[item]
        yield f".{item} {{ stroke: {value}; color: {value}; }} .text-{item} {{ fill: {value}; }}"
        yield f".fill-{item} {{ color: {value}; stroke: {value}; }}"
        yield f".p-{item} {{ stroke: {value}; }} .h-{item} {{ fill: url(#hatch-{item}); }}"
    yield from _signs(palette)


def _each(classes: str) -> str:
    return ", ".join(f".{one}" for one in classes.split())


def _signs(palette: Mapping[str, str]) -> Iterable[str]:
    """Solid, hollow and inner parts of glyphs, and the signs with a colour of their own."""
    yield f".hollow {{ fill: {palette['paper']}; }}"
    yield f".onto {{ fill: none; stroke: {palette['paper']}; }}"
    for word, colour in (
        ("cold", "cold"),
        ("hot", "hot"),
        ("not-cleared", "not-cleared"),
        ("override", "not-cleared"),
    ):
        value = palette[colour]
        yield f".v-{word} {{ stroke: {value}; color: {value}; }}"
        yield f".v-{word}.flag-text {{ fill: {value}; stroke: none; }}"
        yield f".v-{word} .solid {{ fill: {value}; }}"
    for item in (*ITEMS, "ink"):
        yield f".{item} .solid, .fill-{item} .solid {{ fill: {palette[item]}; }}"
    for sign, colour in (
        ("alarm", "accident"),
        ("late", "muted"),
        ("saying", "muted"),
        ("moment", "muted"),
        ("grave", "accident"),
        ("break", "divide"),
        ("story-node", "story"),
        ("b-lock", "lock"),
        ("b-seal", "seal"),
        ("b-left", "accident"),
    ):
        value = palette[colour]
        yield f".{sign} .solid {{ fill: {value}; }} .{sign} .sign {{ stroke: {value}; }}"
