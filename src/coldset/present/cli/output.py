"""Writing to the terminal: JSON for programs, plain text and tables for people."""

import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

CONSOLE = Console(highlight=False, soft_wrap=False)
WORD_STYLES = {"cold": "bold cyan", "hot": "bold yellow", "not cleared": "bold red"}
SHAPES = {"cold": "●", "hot": "▲", "not cleared": "■"}
"""A word is never told by its colour alone."""


def write_json(answer: object) -> None:
    """One JSON document on standard output, with sorted keys."""
    encoded = msgspec.json.format(msgspec.json.encode(answer, order="sorted"), indent=2)
    sys.stdout.write(encoded.decode() + "\n")


def say(*lines: str, indent: int = 0) -> None:
    """Lines of text, wrapped to the terminal."""
    for line in lines:
        text = Text(line)
        CONSOLE.print(text if not indent else _indented(text, indent))


def _indented(text: Text, indent: int) -> Table:
    grid = Table.grid(padding=(0, 0))
    grid.add_column(width=indent)
    grid.add_column()
    grid.add_row("", text)
    return grid


def bullet(line: str, mark: str = "-") -> None:
    """One point of a list, wrapped under itself."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=len(mark) + 2, justify="right")
    grid.add_column()
    grid.add_row(mark, Text(line))
    CONSOLE.print(grid)


def heading(line: str) -> None:
    """A heading, with room above it."""
    CONSOLE.print()
    CONSOLE.print(Text(line, style="bold"))


def word_text(word: str) -> Text:
    """A verdict's word with its shape and colour."""
    return Text(f"{SHAPES.get(word, '?')} {word}", style=WORD_STYLES.get(word, ""))


def table(headings: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """A table with one line a row."""
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for one in headings:
        shown.add_column(one, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    CONSOLE.print(shown)
