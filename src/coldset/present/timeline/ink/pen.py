"""Elements of an SVG document, and text that no parser can choke on."""

import re
import xml.etree.ElementTree as ET

Element = ET.Element
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML has no way to write."""
    return _NOT_XML.sub("\ufffd", text)


def number(value: float) -> str:
    """A number as short as a tenth of a unit allows, the same on every machine."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def element(
    parent: Element | None, tag: str, css: str = "", text: str = "", **attributes: str | float
) -> Element:
    """A new element, put into its parent; names with `_` for `-`."""
    values = {
        name.replace("_", "-"): number(value) if isinstance(value, int | float) else clean(value)
        for name, value in attributes.items()
    }
    if css:
        values = {"class": css, **values}
    made = Element(tag, values) if parent is None else ET.SubElement(parent, tag, values)
    if text:
        made.text = clean(text)
    return made


def told(parent: Element, sentence: str) -> None:
    """Give an element the sentence that shows when somebody points at it."""
    if sentence:
        element(parent, "title", text=sentence)


def written(root: Element) -> str:
    """The document as text."""
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"
