"""Commands that keep the record: import, record, verify, export, schema, doctor."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import typer

from coldset.audit.verify import verify as audit_verify
from coldset.book import load_policy, now_ms, open_book
from coldset.book.files import image_of, is_on_server, raw_of, shown, write_whole
from coldset.book.health import examine
from coldset.book.questions import hand_overs
from coldset.core import codec
from coldset.core.events import Event
from coldset.errors import ColdsetError
from coldset.present.cli.fresh import book_to_record_into
from coldset.present.cli.options import DEFAULT_PACK, AsJson, BookFile
from coldset.present.cli.output import bullet, heading, say, visible, write_bytes, write_json
from coldset.present.cli.reading import bytes_of
from coldset.present.cli.statuses import Status, reported
from coldset.present.cli.typed import zone_of
from coldset.present.exchange import (
    DayLog,
    DayLogError,
    Problem,
    cautions,
    day_log,
    template,
    write_day_log,
)
from coldset.present.sentences import terminal
from coldset.present.sentences.events import event_line
from coldset.present.sentences.filling import filled
from coldset.present.sentences.times import Clock

LogFile = Annotated[Path, typer.Argument(metavar="LOG", help="A day log: CSV, one row an event.")]


@reported
def import_log(
    log: LogFile,
    book: Annotated[
        str | None,
        typer.Option("--book", help="The book to record into; LOG with `.book` when left out."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Record a crew's day log in a book: all of it, or nothing. A second time changes nothing."""
    told = day_log(bytes_of(log), log.name)
    place = book or str(log.with_suffix(".book"))
    with book_to_record_into(place) as kept:
        warned = cautions(told, kept.events)
        done = kept.record(told.events)
        answer: dict[str, object] = {
            "book": visible(shown(place)),
            "read": len(told.events),
            "recorded": len(done.added),
            "present": done.present,
            "entries": kept.tree.size,
            "root": kept.tree.root().hex(),
            "hub": kept.genesis.hub.vkey,
        }
    if as_json:
        write_json(answer | {"warnings": warned})
        return
    facts = {name: str(value) for name, value in answer.items()} | {"log": log.name}
    say(filled(terminal.IMPORTED, facts), filled(terminal.BOOK_NOW, facts))
    say(filled(terminal.ROOT_NOW, facts), filled(terminal.HUB_KEY, facts))
    _warn(warned)


def _warn(warned: tuple[Problem, ...]) -> None:
    if warned:
        heading(terminal.TO_BE_KNOWN)
    for problem in warned:
        bullet(str(problem), mark="!!")


@reported
def record(
    book: BookFile,
    cells: Annotated[
        list[str],
        typer.Argument(
            metavar="COLUMN=VALUE...",
            help="One event in the day log's columns, such as `event='weapon shown' item=sa-1`.",
        ),
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Record one event, in the words and columns of the day log; the time is now if left out."""
    with open_book(book, for_writing=True) as kept:
        zone = zone_of(kept.events)
        told = _read(_row(cells, zone))
        done = kept.record(told.events)
    warned = cautions(told)
    if as_json:
        answer = {"recorded": [event.id for event in done.added], "present": done.present}
        write_json(answer | {"warnings": warned})
        return
    for event in told.events:
        say(event_line(event, Clock(zone)))
    say(terminal.RECORDED if done.added else terminal.RECORDED_ALREADY)
    _warn(warned)


def _read(row: dict[str, str]) -> DayLog:
    """The event of a row that was typed; it stands in no file, so its problems name no row."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    try:
        read = day_log(text.getvalue().encode(), "command line")
    except DayLogError as error:
        problems = (msgspec.structs.replace(problem, row=0) for problem in error.problems)
        raise DayLogError(tuple(problems)) from error
    return msgspec.structs.replace(read, rows=dict.fromkeys(read.rows, 0))


def _row(cells: list[str], zone: str) -> dict[str, str]:
    """The cells that were typed, and when this is: it is written down now, whenever it happened."""
    row: dict[str, str] = {}
    for cell in cells:
        column, equals, value = cell.partition("=")
        column = column.strip().lower()
        if not equals or not column:
            raise ColdsetError(
                "cell-malformed",
                f"`{cell}` is not a cell; expected `column=value`, such as `event=cut`",
                cell=cell,
            )
        if column in row:
            raise ColdsetError(
                "cell-twice",
                f"`{column}` is given twice, as `{row[column]}` and as `{value}`; expected one of "
                "them",
                column=column,
            )
        row[column] = value
    row.setdefault("zone", zone)
    now = f"{_local_now(row['zone']):%Y-%m-%d %H:%M:%S}"
    row.setdefault("time", "" if "date" in row else now[11:])
    row.setdefault("date", now[:10])
    row.setdefault("recorded", now)
    return row


def _local_now(zone: str) -> datetime:
    """The time on the set's clocks; a zone that is not known is refused when the row is read."""
    now = datetime.fromtimestamp(now_ms() / 1000, UTC)
    try:
        return now.astimezone(ZoneInfo(zone.strip()))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now


@reported
def verify(book: BookFile, *, as_json: AsJson = False) -> None:
    """Check every byte of a book: file, signatures, tree, checkpoint. Says what was checked."""
    image = image_of(book)
    raw = raw_of(book)
    report = audit_verify(raw.entries, raw.checkpoint, raw.genesis)
    events = [codec.decode(payload) for payload in raw.payloads()]
    if as_json:
        image = msgspec.structs.replace(image, path=visible(image.path))
        write_json({"image": image, "log": report, "events": len(events)})
        return
    told = msgspec.to_builtins(report) | msgspec.to_builtins(image)
    facts = {name: str(value) for name, value in told.items()}
    facts |= {"book": shown(book), "events": str(len(events))}
    say(filled(terminal.VERIFIED, facts))
    bullet(filled(terminal.SIGNATURES_HOLD, facts))
    bullet(filled(terminal.ENTRIES_HOLD, facts))
    bullet(filled(terminal.TREE_HOLDS, facts))
    bullet(filled(terminal.SEAL[image.sidecar], facts))
    say(filled(terminal.HUB_KEY_TO_COMPARE, facts))


@reported
def export(
    book: BookFile,
    to: Annotated[
        Path, typer.Argument(metavar="FILE", help="`.csv` day log, `.svg` timeline, `.jsonl`.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the record to a file: as a day log, as a picture, or event by event."""
    writers = {".csv": write_day_log, ".svg": _picture, ".jsonl": _lines}
    if to.suffix not in writers:
        raise ColdsetError(
            "format-unknown",
            f"file `{to}` has no format that is known; expected one of {', '.join(writers)}",
            path=str(to),
        )
    if not is_on_server(book) and to.exists() and to.samefile(book):
        raise ColdsetError(
            "file-is-the-book",
            f"file `{to}` is the book itself; expected another file to write to",
            path=str(to),
        )
    with open_book(book) as kept:
        events = kept.events
    write_whole(to, writers[to.suffix](events).encode())
    told = {"file": visible(str(to)), "events": len(events)}
    if as_json:
        write_json(told)
        return
    say(filled(terminal.EXPORTED, {name: str(value) for name, value in told.items()}))


def _picture(events: list[Event]) -> str:
    from coldset.present.timeline import draw_timeline, timeline_of  # noqa: PLC0415 - slow

    asked = [one.verdict for one in hand_overs(events, load_policy(DEFAULT_PACK))]
    return draw_timeline(timeline_of(events, zone_of(events), verdicts=asked))


def _lines(events: list[Event]) -> str:
    return "".join(codec.encode(event).decode() + "\n" for event in events)


@reported
def schema(
    of: Annotated[
        str,
        typer.Argument(
            metavar="event|log", help="`event` (JSON Schema) or `log` (a CSV template)."
        ),
    ],
) -> None:
    """Print what an event looks like as JSON Schema, or a day log to start from."""
    if of == "event":
        write_json(msgspec.json.schema(Event))
    elif of == "log":
        write_bytes(template().encode())
    else:
        raise ColdsetError(
            "schema-unknown", f"schema `{of}` is unknown; expected `event` or `log`", schema=of
        )


@reported
def doctor(book: BookFile, *, as_json: AsJson = False) -> Status:
    """Say what is wrong, or would be soon, with a book and the machine that it is on."""
    points = examine(book, now_ms())
    if as_json:
        write_json(points)
    else:
        for point in points:
            bullet(point.sentence, mark="ok" if point.well else "!!")
    return Status.DONE if all(point.well for point in points) else Status.NOT_CLEARED
