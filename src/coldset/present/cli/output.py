"""Writing to the terminal: JSON for programs, plain text and tables for people."""

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import NoReturn

import msgspec
from rich.console import Console
from rich.text import Text

WORD_STYLES = {"cold": "bold cyan", "hot": "bold yellow", "not cleared": "bold red"}
SHAPES = {"cold": "●", "hot": "▲", "not cleared": "■"}
"""A word is never told by its colour alone."""

GAP = "  "
INDENT_SHARE_MAX = 3
"""No more than a third of a line is indent."""

_IN_ASCII = str.maketrans({"●": "(o)", "▲": "/!\\", "■": "[#]", "…": "..."})
"""For a terminal whose encoding lacks these."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Signs that a reader does not see and a terminal obeys: escapes, turns of direction."""


class _Terminal(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leave it to `statuses.reported` to say how the program ends."""
        raise BrokenPipeError


CONSOLE = _Terminal(highlight=False)


def write_json(answer: object) -> None:
    """One JSON document on standard output, in UTF-8 whatever the terminal's encoding."""
    encoded = msgspec.json.encode(answer, order="sorted")
    write_bytes(msgspec.json.format(encoded, indent=2) + b"\n")


def write_bytes(data: bytes) -> None:
    """Bytes on standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def visible(text: str, encoding: str = "utf-8") -> str:
    """`text` so that it can be shown: nothing in it steers the terminal, all of it can be written.

    A note that somebody wrote down must not be able to draw a green light.
    """
    spaced = " ".join(text.splitlines()).replace("\t", " ")
    shown = "".join(_escaped(sign) for sign in spaced)
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        shown = shown.translate(_IN_ASCII)
        return shown.encode(encoding, "backslashreplace").decode(encoding)
    return shown


def _escaped(sign: str) -> str:
    if unicodedata.category(sign) not in _UNSEEN:
        return sign
    return sign.encode("unicode_escape").decode("ascii")


def _shown(text: str) -> str:
    return visible(text, CONSOLE.encoding)


def _print(line: Text | str = "") -> None:
    CONSOLE.print(line if isinstance(line, Text) else Text(line), soft_wrap=True)


def _wrapped(text: str, width: int) -> list[str]:
    # a word that is longer than a line stays whole, so that a key can be copied
    return wrap(text, max(width, 1), break_long_words=False, break_on_hyphens=False) or [""]


def say(*lines: str) -> None:
    """Lines of text, wrapped to the terminal."""
    for line in lines:
        for one in _wrapped(_shown(line), CONSOLE.width):
            _print(one)


def bullet(line: str, mark: str = "-") -> None:
    """One point of a list, wrapped under itself; a long mark stands above it."""
    start = f"  {mark} "
    if len(start) > CONSOLE.width // INDENT_SHARE_MAX:
        _print(start.rstrip())
        start = "    "
    first, *rest = _wrapped(_shown(line), CONSOLE.width - len(start))
    _print(start + first)
    for one in rest:
        _print(" " * len(start) + one)


def heading(line: str) -> None:
    """A heading, with room above it."""
    _print()
    for one in _wrapped(_shown(line), CONSOLE.width):
        _print(Text(one, style="bold"))


def word_line(word: str) -> None:
    """A verdict's word on a line of its own."""
    _print(word_text(word))


def word_text(word: str) -> Text:
    """A verdict's word with its shape and colour."""
    return Text(_shown(f"{SHAPES.get(word, '?')} {word}"), style=WORD_STYLES.get(word, ""))


def table(headings: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """A table; where the terminal is too narrow for whole words side by side, a list of cards."""
    listed = [[_cell(cell) for cell in row] for row in rows]
    titles = [Text(one, style="dim") for one in headings]
    widths = _widths([titles, *listed], CONSOLE.width)
    if widths is None:
        _cards(headings, listed)
        return
    for row in [titles, *listed]:
        _row(row, widths)


def _cell(cell: str | Text) -> Text:
    return cell if isinstance(cell, Text) else Text(_shown(cell))


def _widths(rows: list[list[Text]], most: int) -> list[int] | None:
    """How wide each column is; None when not even the longest words fit side by side."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(cell.plain) for cell in column) for column in columns]
    least = [max(_longest_word(cell.plain) for cell in column) for column in columns]
    room = most - len(GAP) * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        spare = [width - word for width, word in zip(widths, least, strict=True)]
        widest = max(range(len(widths)), key=lambda n: (spare[n] > 0, widths[n]))
        widths[widest] -= 1
    return widths


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def _row(row: list[Text], widths: list[int]) -> None:
    cells = [_wrapped(cell.plain, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(len(lines) for lines in cells)):
        line = Text()
        for cell, lines, width in zip(row, cells, widths, strict=True):
            part = lines[number] if number < len(lines) else ""
            line.append(part, style=cell.style)
            line.append(" " * (width - len(part)) + GAP)
        line.rstrip()
        _print(line)


def _cards(headings: Sequence[str], rows: list[list[Text]]) -> None:
    name_width = max(len(one) for one in headings)
    for number, row in enumerate(rows):
        if number:
            _print()
        for title, cell in zip(headings, row, strict=True):
            line = Text(title.ljust(name_width) + GAP, style="dim")
            room = CONSOLE.width - len(line)
            first, *rest = _wrapped(cell.plain, room)
            _print(line.append(first, style=cell.style or "not dim"))
            for one in rest:
                _print(Text(" " * len(line.plain[: name_width + len(GAP)]) + one, style=cell.style))
