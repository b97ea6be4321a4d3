"""When a row says that it happened, and when it was written down."""

import datetime as dt
import zoneinfo

import msgspec

from coldset.present.exchange.problems import CellError, shorten
from coldset.present.exchange.row import Here, Row
from coldset.present.exchange.when import (
    Span,
    join,
    place_in_time,
    read_date,
    read_point,
    read_times,
    read_zone,
)

_UTC = zoneinfo.ZoneInfo("UTC")
_STAND_IN_DAY = dt.date(2000, 1, 1)


def inherit(row: Row, above: Here | None) -> Here:
    """The row's day and zone, its own or those of the row above.

    What is missing is noted, and a stand-in keeps the rows below from being blamed for it.
    """
    if not (row.cells["date"] or above):
        row.blame(
            "date",
            "`date` is blank and no row above has one; expected such as `2026-03-02`; "
            "write the day into the first row",
        )
    if not (row.cells["zone"] or above):
        row.blame(
            "zone",
            "`zone` is blank and no row above has one, so that no time can be placed; expected "
            "such as `America/Denver`; write it into the first row",
        )
    return Here(
        day=row.take("date", read_date, above.day if above else _STAND_IN_DAY),
        zone=row.take("zone", read_zone, above.zone if above else _UTC),
        recorder=above.recorder if above else "",
        start_ms=above.start_ms if above and not row.cells["date"] else None,
    )


def read_when(row: Row, here: Here) -> tuple[Span, Here]:
    """From when to when it happened, and what the row below inherits.

    A row that starts before the row above while its date is blank is refused: after midnight
    a blank date would put it a day too early, and a check before what it checked.
    """
    start = row.attempt("time", lambda: _times(row, here), None)
    if start is None:
        return Span(0, 0), here
    whole = row.take("until", lambda text: _until(text, row, here, start), join(start))
    if row.cells["time"] in ("", "?"):
        return whole, here
    if here.start_ms is not None and start[0].latest_ms < here.start_ms:
        row.blame(
            "date",
            f"`{row.cells['time']}` is before the row above while `date` is blank; expected rows "
            "in the order of time, or a date; write the date, of the next day after midnight",
        )
    return whole, msgspec.structs.replace(here, start_ms=start[0].earliest_ms)


def _times(row: Row, here: Here) -> tuple[Span, ...]:
    moments = read_times(row.cells["time"], here.day)
    spans = tuple(place_in_time(moment, here.zone) for moment in moments)
    join(spans)
    return spans


def _until(text: str, row: Row, here: Here, start: tuple[Span, ...]) -> Span:
    if len(start) > 1:
        raise CellError(
            f"`{shorten(text)}` is a second end, as `{row.cells['time']}` is a stretch already; "
            "expected one of them; leave `until` blank, or write only the start into `time`"
        )
    return join((*start, place_in_time(read_point(text, here.day), here.zone)))


def read_recorded(row: Row, here: Here, when: Span) -> int:
    """When the row was written down; when it ended, if it does not say."""

    def recorded(text: str) -> int:
        latest_ms = place_in_time(read_point(text, here.day), here.zone).latest_ms
        if latest_ms < when.earliest_ms:
            raise CellError(
                f"`{shorten(text)}` is before it happened; expected when it was written down; "
                "write the date too if it was on another day"
            )
        return latest_ms

    return row.take("recorded", recorded, when.latest_ms)
