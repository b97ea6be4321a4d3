"""A day log to events: row by row, each with what it inherits from the row above."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import msgspec

from coldset.core.events import Event, Witness
from coldset.core.words import Id
from coldset.present.exchange.cells import closest, read_id
from coldset.present.exchange.entries import ENTRIES, WORDS
from coldset.present.exchange.entry import Entry, spelt
from coldset.present.exchange.fields import read_act
from coldset.present.exchange.problems import DayLogError, Problem, shorten
from coldset.present.exchange.row import Here, Row
from coldset.present.exchange.sheet import SheetRow, read_sheet
from coldset.present.exchange.telling import read_marks, read_source, read_witnesses
from coldset.present.exchange.timing import inherit, read_recorded, read_when

MADE = "row-"
"""What an id begins with that was made from its row, as the row had none."""


class DayLog(msgspec.Struct, frozen=True):
    """What a file says: its events in its order, and the row of each by the event's id."""

    file: str
    events: tuple[Event, ...]
    rows: Mapping[Id, int]


def read_day_log(data: bytes, name: str) -> tuple[Event, ...]:
    """The events of a day log, one a row; as `day_log`."""
    return day_log(data, name).events


def day_log(data: bytes, name: str) -> DayLog:
    """What a day log says, one event a row, in the order of the file; all of it or nothing.

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
    above: Here | None = None
    seen: Counter[str] = Counter()
    for sheet_row in sheet.rows:
        if sheet_row.cells["event"].startswith("#"):
            continue
        row = Row(file=name, number=sheet_row.number, cells=sheet_row.cells)
        event, above = _read_row(row, above)
        problems += row.problems
        if event:
            events.append(_named(event, sheet_row, above, seen))
            numbers.append(sheet_row.number)
    problems += _clashes(events, numbers, name)
    if problems:
        raise DayLogError(tuple(sorted(problems, key=lambda problem: problem.row)))
    rows = {event.id: number for event, number in zip(events, numbers, strict=True)}
    return DayLog(name, tuple(dict.fromkeys(events)), rows)


def _read_row(row: Row, above: Here | None) -> tuple[Event | None, Here]:
    """The event of a row, and what the row below inherits.

    None when anything is wrong, which `row.problems` then tells. The id is "" when the row has
    none.
    """
    entry = _read_entry(row)
    when, here = read_when(row, inherit(row, above))
    act = read_act(row, entry, here) if entry else None
    by = row.take("by", read_id, None)
    recorder = row.take("recorder", read_id, by or here.recorder)
    if not recorder:
        row.blame(
            "recorder",
            "nobody is named who did this or wrote it down; expected a name in `by` or "
            "`recorder`; write down whose log this is",
        )
    below = msgspec.structs.replace(here, recorder=recorder)
    nobody: tuple[Witness, ...] = ()
    event = {
        "id": row.take("id", read_id, ""),
        "act": act,
        "earliest_ms": when.earliest_ms,
        "latest_ms": when.latest_ms,
        "recorded_ms": read_recorded(row, here, when),
        "recorder": recorder,
        "by": by,
        "place": row.take("place", read_id, None),
        "witnesses": row.take("witness", read_witnesses, nobody),
        "source": read_source(row),
        "read": read_marks(row, entry),
        "note": "" if entry and "note" in entry.columns else row.cells["note"],
        "corrects": row.take("corrects", read_id, None),
    }
    make: Callable[..., Event] = Event
    return (None if row.problems else make(**event)), below


def _read_entry(row: Row) -> Entry | None:
    text = row.cells["event"]
    word = spelt(text)
    if word in WORDS:
        return WORDS[word]
    if not text:
        row.blame("event", "`event` is blank; expected an event word; write what happened")
        return None
    row.blame(
        "event",
        f"`{shorten(text)}` is no event of a day log; expected one of its {len(ENTRIES)} event "
        "words, such as `loaded` or `handed over`; take the word from the day log's guide",
        closest(word, WORDS),
    )
    return None


def _named(event: Event, row: SheetRow, here: Here, seen: Counter[str]) -> Event:
    """The event with its id; equal rows of one file are told apart by their number."""
    if event.id:
        return event
    told = _normalised(row, here)
    seen[told] += 1
    digest = hashlib.sha256(f"{told}\n{seen[told]}".encode()).hexdigest()
    return msgspec.structs.replace(event, id=f"{MADE}{digest[:16]}")


def _normalised(row: SheetRow, here: Here) -> str:
    """What a row says, whatever the order of its columns and what it inherits unsaid."""
    cells = dict(row.cells)
    cells |= {
        "date": f"{here.day}",
        "zone": here.zone.key,
        "recorder": here.recorder,
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
