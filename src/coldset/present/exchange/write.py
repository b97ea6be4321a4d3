"""Events to a day log, for a crew to read or to go on with. What is written can be read back."""

import csv
import io
import zoneinfo
from collections.abc import Iterable

import msgspec

from coldset.core.acts import ProductionOpened
from coldset.core.events import Event, Witness
from coldset.errors import ColdsetError
from coldset.present.exchange.columns import COLUMN_NAMES
from coldset.present.exchange.entries import BY_ACT
from coldset.present.exchange.entry import Cell
from coldset.present.exchange.problems import CellError, DayLogError
from coldset.present.exchange.read import read_day_log
from coldset.present.exchange.sheet import as_text
from coldset.present.exchange.when import STAMPS, Moment, Span, place_in_time, to_local, write_local

_UTC = zoneinfo.ZoneInfo("UTC")


def write_day_log(events: Iterable[Event]) -> str:
    """A day log of `events` as CSV text, in the zone in which the production was opened.

    A row whose local time the clocks showed twice is written in UTC.

    Raises:
        ColdsetError: the events hold what a day log has no place for, such as photos
            (`day-log-unwritable`); a day log that said less than the record is never written.
    """
    told = tuple(events)
    _refuse_unwritable(event for event in told if type(event.act) not in BY_ACT)
    opened = (event.act.zone for event in told if isinstance(event.act, ProductionOpened))
    zone = zoneinfo.ZoneInfo(next(opened, "UTC"))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMN_NAMES, restval="")
    writer.writeheader()
    for event in told:
        row = _row(event, zone)
        writer.writerow({column: as_text(cell) for column, cell in row.items()})
    _refuse_loss(told, out.getvalue())
    return out.getvalue()


def _refuse_loss(told: tuple[Event, ...], text: str) -> None:
    try:
        kept: tuple[Event, ...] = read_day_log(text.encode(), "day log") if told else ()
    except DayLogError as cause:
        raise ColdsetError(
            "day-log-unwritable",
            f"events cannot be written as a day log: {cause.problems[0]}",
            row=cause.problems[0].row,
        ) from cause
    lost = (e for e, k in zip(told, (*kept, None), strict=False) if e != k)
    _refuse_unwritable(lost)


def _refuse_unwritable(events: Iterable[Event]) -> None:
    for lost in events:
        raise ColdsetError(
            "day-log-unwritable",
            f"event `{lost.id}` holds what a day log has no column for; expected no photos, no "
            "device of its own, and names in lower case with hyphens; export it as a signed file "
            "instead",
            event=lost.id,
        )


def _row(event: Event, zone: zoneinfo.ZoneInfo) -> dict[str, str]:
    entry = BY_ACT[type(event.act)]
    zone = zoneinfo.ZoneInfo(event.act.zone) if isinstance(event.act, ProductionOpened) else zone
    own = (getattr(event.act, cell.field) for cell in entry.cells if cell.kind in STAMPS)
    told = [stamp for stamp in own if stamp is not None]
    stamps = (event.earliest_ms, event.latest_ms, event.recorded_ms, *told)
    zone = zone if all(_is_plain(ms, zone) for ms in stamps) else _UTC
    row = {"event": entry.word, "zone": zone.key} | _when(event, zone) | _who(event)
    for cell in entry.cells:
        value = getattr(event.act, cell.field)
        row[cell.column] = _written(cell, value, event, zone)
    if entry.look:
        row |= entry.look.write(event.act)
    return row


def _written(cell: Cell, value: object, event: Event, zone: zoneinfo.ZoneInfo) -> str:
    fields = {field.name: field for field in msgspec.structs.fields(event.act)}
    if not fields[cell.field].required and value == fields[cell.field].default:
        return ""
    if cell.kind in STAMPS and isinstance(value, int):
        return " ".join(write_local(to_local(value, zone)))
    return cell.kind.write(value)


def _is_plain(ms: int, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether the local time at `ms` can mean nothing else."""
    local = to_local(ms, zone)
    try:
        return place_in_time(Moment(local, local), zone) == Span(ms, ms)
    except CellError:
        return False


def _when(event: Event, zone: zoneinfo.ZoneInfo) -> dict[str, str]:
    date, time = write_local(to_local(event.earliest_ms, zone))
    until = write_local(to_local(event.latest_ms, zone))
    recorded = write_local(to_local(event.recorded_ms, zone))
    return {
        "date": date,
        "time": time,
        "until": " ".join(until) if event.latest_ms != event.earliest_ms else "",
        "recorded": " ".join(recorded) if event.recorded_ms != event.latest_ms else "",
    }


def _who(event: Event) -> dict[str, str]:
    source = event.source
    return {
        "id": event.id,
        "by": event.by or "",
        "place": event.place or "",
        "recorder": event.recorder,
        "witness": "; ".join(_witness(witness) for witness in event.witnesses),
        "source": source.kind,
        "who": source.who or "",
        "sure": source.sure,
        "code": source.code,
        "account": source.account,
        "read": "; ".join(event.read),
        "corrects": event.corrects or "",
        "note": event.note,
    }


def _witness(witness: Witness) -> str:
    return witness.person if witness.count is None else f"{witness.person} {witness.count}"
