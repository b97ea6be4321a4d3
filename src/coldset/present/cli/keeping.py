"""Commands that keep the record: import, record, verify, export, schema, doctor."""

import csv
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
import typer

from coldset.audit.verify import verify as audit_verify
from coldset.book import create_book, now_ms, open_book
from coldset.book.files import image_of, raw_of, write_whole
from coldset.book.health import examine
from coldset.core import codec
from coldset.core.events import Event
from coldset.errors import ColdsetError
from coldset.present.cli.moments import zone_of
from coldset.present.cli.options import AsJson, BookFile
from coldset.present.cli.output import bullet, say, write_json
from coldset.present.cli.statuses import Status, reported
from coldset.present.exchange import read_day_log, template, write_day_log
from coldset.present.sentences.events import event_line
from coldset.present.sentences.times import Clock
from coldset.present.timeline import draw_timeline, timeline_of

LogFile = Annotated[Path, typer.Argument(metavar="LOG", help="A day log: CSV, one row an event.")]


@reported
def import_log(
    log: LogFile,
    book: Annotated[
        Path | None,
        typer.Option("--book", help="The book to record into; LOG with `.book` when left out."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Record a crew's day log in a book: all of it, or nothing. A second time changes nothing."""
    events = read_day_log(_bytes_of(log), log.name)
    path = book or log.with_suffix(".book")
    kept = open_book(path, for_writing=True) if path.exists() else create_book(path, _origin(path))
    with kept:
        done = kept.record(events)
        answer = {
            "book": str(path),
            "read": len(events),
            "recorded": len(done.added),
            "present": done.present,
            "entries": kept.tree.size,
            "root": kept.tree.root().hex(),
            "hub": kept.genesis.hub.vkey,
        }
    if as_json:
        write_json(answer)
        return
    say(
        f"{log.name}: {len(events)} rows read, {len(done.added)} recorded, "
        f"{done.present} there already",
        f"{path}: {answer['entries']} entries, root {str(answer['root'])[:16]}…",
        f"hub key: {answer['hub']}",
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as cause:
        raise ColdsetError(
            "file-unreadable",
            f"file `{path}` could not be read: {cause.strerror}; expected a file that exists "
            "and may be read",
            path=str(path),
        ) from cause


def _origin(path: Path) -> str:
    """A new book's name in its checkpoints, from its file name."""
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "set"
    return f"coldset.local/{name}"


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
        events = read_day_log(_row(cells, zone_of(kept.events)), "command line")
        done = kept.record(events)
        zone = zone_of(kept.events)
    if as_json:
        write_json({"recorded": [event.id for event in done.added], "present": done.present})
        return
    for event in events:
        say(event_line(event, Clock(zone)))
    say("recorded" if done.added else "there already; nothing was changed")


def _row(cells: list[str], zone: str) -> bytes:
    named = [cell.partition("=") for cell in cells]
    for column, equals, _ in named:
        if not equals:
            raise ColdsetError(
                "cell-malformed",
                f"`{column}` is not a cell; expected `column=value`, such as `event=cut`",
                cell=column,
            )
    row = {column.strip().lower(): value for column, _, value in named}
    local = datetime.fromtimestamp(now_ms() / 1000, UTC).astimezone(ZoneInfo(zone))
    row.setdefault("date", f"{local:%Y-%m-%d}")
    row.setdefault("time", f"{local:%H:%M:%S}")
    row.setdefault("zone", zone)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode()


@reported
def verify(book: BookFile, *, as_json: AsJson = False) -> None:
    """Check every byte of a book: file, signatures, tree, checkpoint. Says what was checked."""
    image = image_of(book)
    raw = raw_of(book)
    report = audit_verify(raw.entries, raw.checkpoint, raw.genesis)
    events = [codec.decode(payload) for payload in raw.payloads()]
    if as_json:
        write_json({"image": image, "log": report, "events": len(events)})
        return
    say(f"{book}: nothing was changed, as far as this was checked:")
    bullet(f"{report.entries} entries; {report.signatures} signatures, all by keys of this book")
    bullet(f"every entry is in its one accepted form, and {len(events)} are readable events")
    bullet(f"the tree over all entries has the root that the hub signed: {report.root[:16]}…")
    seal = (
        f"all {image.image_bytes} bytes of the file are as its last writer left them"
        if image.sidecar == "matches"
        else "no seal lies beside the file: it is being written, or was not closed; bytes that "
        "no entry uses were not checked"
    )
    bullet(seal)
    say(f"hub key, to compare with one that you got by another way: {report.hub}")


@reported
def export(
    book: BookFile,
    to: Annotated[
        Path, typer.Argument(metavar="FILE", help="`.csv` day log, `.svg` timeline, `.jsonl`.")
    ],
) -> None:
    """Write the record to a file: as a day log, as a picture, or event by event."""
    with open_book(book) as kept:
        events = kept.events
    writers = {".csv": write_day_log, ".svg": _picture, ".jsonl": _lines}
    if to.suffix not in writers:
        raise ColdsetError(
            "format-unknown",
            f"file `{to}` has no format that is known; expected one of {', '.join(writers)}",
            path=str(to),
        )
    write_whole(to, writers[to.suffix](events).encode())
    say(f"{to}: {len(events)} events written")


def _picture(events: list[Event]) -> str:
    return draw_timeline(timeline_of(events, zone_of(events)))


def _lines(events: list[Event]) -> str:
    return "".join(codec.encode(event).decode() + "\n" for event in events)


@reported
def schema(
    of: Annotated[str, typer.Argument(help="`event` (JSON Schema) or `log` (a CSV template).")],
) -> None:
    """Print what an event looks like as JSON Schema, or a day log to start from."""
    if of == "event":
        write_json(msgspec.json.schema(Event))
    elif of == "log":
        sys.stdout.write(template())
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
