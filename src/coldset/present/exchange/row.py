"""A row while it is read: its cells, what it inherits, and the problems found in it."""

import datetime as dt
import zoneinfo
from collections.abc import Callable
from typing import TypeVar

import msgspec

from coldset.core.words import Id
from coldset.present.exchange.problems import CellError, Problem, shorten

T = TypeVar("T")


class Here(msgspec.Struct, frozen=True):
    """What holds for a row, and for the row below where its own cell is blank.

    `start_ms` is when the last row that had a time of day began; None on a new day.
    """

    day: dt.date
    zone: zoneinfo.ZoneInfo
    recorder: Id = ""
    start_ms: int | None = None


class Row(msgspec.Struct):
    """A row being read; `problems` grows."""

    file: str
    number: int
    cells: dict[str, str]
    problems: list[Problem] = []

    def blame(self, column: str, sentence: str, suggestion: str = "") -> None:
        """Note one problem of a column."""
        self.problems.append(
            Problem(
                file=self.file,
                row=self.number,
                column=column,
                value=shorten(self.cells.get(column, "")),
                sentence=sentence,
                suggestion=suggestion,
            )
        )

    def take(self, column: str, read: Callable[[str], T], otherwise: T) -> T:
        """A column's value; `otherwise` when it is blank, or unreadable, which is noted."""
        text = self.cells[column]
        return self.attempt(column, lambda: read(text), otherwise) if text else otherwise

    def attempt(self, column: str, work: Callable[[], T], otherwise: T) -> T:
        """What `work` gives; `otherwise`, with a note, when it refuses."""
        try:
            return work()
        except CellError as refused:
            self.blame(refused.column or column, refused.sentence, refused.suggestion)
            return otherwise
