"""One row to one event. Every cell is looked at, and every problem in it is noted."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable
from typing import TypeVar, cast

import msgspec

from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.words import Certainty, Id, SourceKind
from coldset.present.exchange.cells import (
    CHAMBERS,
    ID,
    IDS,
    closest,
    one_of,
    parts,
    read_id,
    read_ids,
)
from coldset.present.exchange.columns import ACT_COLUMNS
from coldset.present.exchange.entries import ENTRIES, WORDS
from coldset.present.exchange.entry import Cell, Entry, spelt
from coldset.present.exchange.problems import CellError, Problem, shorten
from coldset.present.exchange.when import (
    Moment,
    Span,
    join,
    place_in_time,
    read_date,
    read_point,
    read_times,
    read_zone,
)

T = TypeVar("T")

_UTC = zoneinfo.ZoneInfo("UTC")
_STAND_IN_DAY = dt.date(2000, 1, 1)
_WITNESS = re.compile(r"(.*?)(?:\s+([0-9]{1,6}|\?)(?:\s+of\s+[0-9]{1,6})?)?")
_SOURCE_KIND = one_of(SourceKind)
_CERTAINTY = one_of(Certainty)


class Above(msgspec.Struct, frozen=True):
    """What a row inherits from the one above where its own cell is blank."""

    day: dt.date | None = None
    zone: zoneinfo.ZoneInfo | None = None
    recorder: Id = ""


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
            self.blame(column, refused.sentence, refused.suggestion)
            return otherwise


def read_row(row: Row, above: Above) -> tuple[Event | None, Above]:
    """The event of a row, and what the row below inherits.

    None when anything is wrong, which `row.problems` then tells. The id is "" when the row has
    none.
    """
    here = _inherit(row, above)
    entry = _entry(row)
    when = _when(row, here)
    act = _act(row, entry, here) if entry else None
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
        "recorded_ms": _recorded(row, here, when),
        "recorder": recorder,
        "by": by,
        "place": row.take("place", read_id, None),
        "witnesses": row.take("witness", _witnesses, nobody),
        "source": _source(row),
        "read": _read_marks(row, entry),
        "note": "" if entry and _uses(entry, "note") else row.cells["note"],
        "corrects": row.take("corrects", read_id, None),
    }
    make: Callable[..., Event] = Event
    return (None if row.problems else make(**event)), below


def _inherit(row: Row, above: Above) -> Above:
    """The row's day and zone. A stand-in keeps rows below from being blamed for this one."""
    if not (row.cells["date"] or above.day):
        row.blame(
            "date",
            "`date` is blank and no row above has one; expected such as `2026-03-02`; "
            "write the day into the first row",
        )
    if not (row.cells["zone"] or above.zone):
        row.blame(
            "zone",
            "`zone` is blank and no row above has one, so that no time can be placed; expected "
            "such as `America/Denver`; write it into the first row",
        )
    return Above(
        day=row.take("date", read_date, above.day or _STAND_IN_DAY),
        zone=row.take("zone", read_zone, above.zone or _UTC),
        recorder=above.recorder,
    )


def _entry(row: Row) -> Entry | None:
    text = row.cells["event"]
    word = spelt(text)
    if word in WORDS:
        return WORDS[word]
    row.blame(
        "event",
        f"`{shorten(text)}` is no event of a day log; expected one of its {len(ENTRIES)} event "
        "words, such as `loaded` or `handed over`; take the word from the day log's guide",
        closest(word, WORDS),
    )
    return None


def _day_zone(here: Above) -> tuple[dt.date, zoneinfo.ZoneInfo]:
    return here.day or _STAND_IN_DAY, here.zone or _UTC


def _when(row: Row, here: Above) -> Span:
    day, zone = _day_zone(here)

    def time() -> Span:
        moments = read_times(row.cells["time"], day)
        return join(tuple(place_in_time(moment, zone) for moment in moments))

    def until(text: str) -> Span:
        if len(read_times(row.cells["time"], day)) > 1:
            raise CellError(
                f"`{shorten(text)}` is a second end, as `time` is a stretch already; expected "
                "one of them; leave `until` blank, or write only the start into `time`"
            )
        return join((start, place_in_time(read_point(text, day), zone)))

    start = row.attempt("time", time, Span(0, 0))
    return start if row.problems else row.take("until", until, start)


def _recorded(row: Row, here: Above, when: Span) -> int:
    day, zone = _day_zone(here)

    def recorded(text: str) -> int:
        latest_ms = place_in_time(read_point(text, day), zone).latest_ms
        if latest_ms < when.earliest_ms:
            raise CellError(
                f"`{shorten(text)}` is before it happened; expected when it was written down; "
                "write the date too if it was on another day"
            )
        return latest_ms

    return when.latest_ms if row.problems else row.take("recorded", recorded, when.latest_ms)


def _act(row: Row, entry: Entry, here: Above) -> Act | None:
    before = len(row.problems)
    _refuse_stray(row, entry)
    fields: dict[str, object] = {}
    for cell in entry.cells:
        _take_field(row, cell, here, fields)
    if entry.look:
        read, first = entry.look.read, entry.look.columns[0][0]
        nothing: dict[str, object] = {}
        fields |= row.attempt(first, lambda: read(row.cells), nothing)
    _refuse_unequal(row, entry, fields)
    make: Callable[..., Act] = entry.act
    return None if len(row.problems) > before else make(**fields)


def _take_field(row: Row, cell: Cell, here: Above, fields: dict[str, object]) -> None:
    if row.cells[cell.column]:
        value = row.take(cell.column, cell.kind.read, None)
        if isinstance(value, Moment):
            value = _first_ms(row, cell.column, value, here)
        fields[cell.field] = value
    elif cell.needed:
        row.blame(
            cell.column,
            f"`{cell.column}` is blank; expected {cell.kind.expects} (the event's "
            f"{cell.field.replace('_', ' ')}); fill it in",
        )
    elif cell.kind.blank is not msgspec.UNSET:
        fields[cell.field] = cell.kind.blank


def _first_ms(row: Row, column: str, moment: Moment, here: Above) -> int:
    zone = _day_zone(here)[1]
    return row.attempt(column, lambda: place_in_time(moment, zone).earliest_ms, 0)


def _uses(entry: Entry, column: str) -> bool:
    return column in entry.columns


def _refuse_stray(row: Row, entry: Entry) -> None:
    """A cell that the event has no use for may be a slip of a column: it is never dropped."""
    for column in ACT_COLUMNS:
        if row.cells[column] and not _uses(entry, column):
            row.blame(
                column,
                f"`{shorten(row.cells[column])}` says nothing for `{entry.word}`; expected a "
                "blank cell; move it to its own column, or into `note`",
            )


def _refuse_unequal(row: Row, entry: Entry, fields: dict[str, object]) -> None:
    named = any(cell.kind is CHAMBERS for cell in entry.cells)
    chambers, n = fields.get("chambers"), fields.get("n")
    if named and chambers and isinstance(n, int) and len(cast("tuple[int]", chambers)) != n:
        row.blame(
            "n",
            f"`{n}` rounds do not go with chambers `{row.cells['chambers']}`; expected a round "
            "for each chamber; correct one of the two, or leave the doubtful one blank",
        )


def _witnesses(text: str) -> tuple[Witness, ...]:
    witnesses = tuple(_witness(part) for part in parts(text))
    people = [witness.person for witness in witnesses]
    twice = next((person for person in people if people.count(person) > 1), None)
    if twice:
        raise CellError(
            f"`{twice}` is named twice; expected each witness once; write one number for each"
        )
    return witnesses


def _witness(part: str) -> Witness:
    found = _WITNESS.fullmatch(part)
    person, count = (found[1], found[2]) if found else (part, None)
    return Witness(person=read_id(person), count=None if count in (None, "?") else int(count))


def _source(row: Row) -> Source:
    cells = row.cells
    told = next((column for column in ("who", "sure", "code") if cells[column]), None)
    if told and not cells["source"]:
        row.blame(
            "source",
            f"`source` is blank while `{told}` says who asserts it; expected `statement` or "
            "`document`, as the crew's own record needs neither; fill it in",
        )
    kind: object = row.take("source", _SOURCE_KIND.read, None)
    sure: object = row.take("sure", _CERTAINTY.read, None)
    return Source(
        kind=cast("SourceKind", kind or "record"),
        who=row.take("who", read_id, None),
        sure=cast("Certainty", sure or "seen"),
        code=cells["code"],
        account=row.take("account", read_id, ""),
    )


def _read_marks(row: Row, entry: Entry | None) -> tuple[Id, ...]:
    if row.cells["read"].lower() != "yes":
        return row.take("read", read_ids, ())
    named = entry and any(c.column == "item" and c.kind in (ID, IDS) for c in entry.cells)
    if not named or not row.cells["item"]:
        row.blame(
            "read",
            "`yes` reads the mark of the item, and this row names none; expected a thing in "
            "`item`; write the names of what was read instead",
        )
        return ()
    return row.take("item", read_ids, ())
