"""A day log to events: row by row, each with what it inherits from the row above."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator

import msgspec

from coldset.core.events import Event
from coldset.present.exchange.entries import WORDS
from coldset.present.exchange.entry import spelt
from coldset.present.exchange.problems import DayLogError, Problem, shorten
from coldset.present.exchange.row import Above, Row, read_row
from coldset.present.exchange.sheet import SheetRow, read_sheet


def read_day_log(data: bytes, name: str) -> tuple[Event, ...]:
    """The events of a day log, one a row, in the order of the file; all of them or none.

    A row without an id gets one made from what it says, so that a file that is read twice
    gives the same ids.

    Args:
        data: the file's bytes: UTF-8, cells separated by commas, semicolons or tabs.
        name: the file's name, used only in messages.

    Raises:
        DayLogError: anything in the file cannot be read; it carries every problem.
    """
    sheet = read_sheet(data, name)
    problems = list(sheet.problems)
    events: list[Event] = []
    numbers: list[int] = []
    above = Above()
    seen: Counter[str] = Counter()
    for sheet_row in sheet.rows:
        if sheet_row.cells["event"].startswith("#"):
            continue
        row = Row(file=name, number=sheet_row.number, cells=sheet_row.cells)
        event, above = read_row(row, above)
        problems += row.problems
        if event:
            events.append(_named(event, sheet_row, above, seen))
            numbers.append(sheet_row.number)
    problems += _clashes(events, numbers, name)
    if problems:
        raise DayLogError(tuple(sorted(problems, key=lambda problem: problem.row)))
    return tuple(dict.fromkeys(events))


def _named(event: Event, row: SheetRow, above: Above, seen: Counter[str]) -> Event:
    """The event with its id; equal rows of one file are told apart by their number."""
    if event.id:
        return event
    told = _normalised(row, above)
    seen[told] += 1
    digest = hashlib.sha256(f"{told}\n{seen[told]}".encode()).hexdigest()
    return msgspec.structs.replace(event, id=f"row-{digest[:16]}")


def _normalised(row: SheetRow, above: Above) -> str:
    """What a row says, whatever the order of its columns and what it inherits unsaid."""
    cells = dict(row.cells)
    cells |= {
        "date": f"{above.day}",
        "zone": above.zone.key if above.zone else "",
        "recorder": above.recorder,
        "event": WORDS[spelt(cells["event"])].word,
    }
    plain = {
        column: " ".join(unicodedata.normalize("NFC", cell).split())
        for column, cell in sorted(cells.items())
    }
    return msgspec.json.encode({c: cell for c, cell in plain.items() if cell}).decode()


def _clashes(events: list[Event], numbers: list[int], name: str) -> Iterator[Problem]:
    """Rows that take the id of an earlier row and say something else."""
    first: dict[str, tuple[Event, int]] = {}
    for event, number in zip(events, numbers, strict=True):
        earlier, earlier_number = first.setdefault(event.id, (event, number))
        if earlier != event:
            sentence = (
                f"`{shorten(event.id)}` is already the id of row {earlier_number}, which says "
                "something else; expected an id of its own; change it, or leave it blank"
            )
            yield Problem(file=name, row=number, column="id", value=event.id, sentence=sentence)
