"""Local times as people write them, to whole milliseconds since 1970-01-01T00:00:00Z.

A plain `14:05` is that instant: a log is kept to the minute, and two rows of one minute keep
their order by their place in the file. What is half unreadable becomes the stretch that it can
mean. A local time that the clocks skipped is refused; one that they showed twice becomes the
stretch from its first to its second showing.
"""

import datetime as dt
import functools
import re
import zoneinfo

import msgspec

from coldset.present.exchange.cells import Kind, closest
from coldset.present.exchange.problems import CellError, shorten

FIRST_YEAR, LAST_YEAR = 1900, 2199

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MS = dt.timedelta(milliseconds=1)
_DAY = dt.timedelta(days=1)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DASH = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b)\s*")
_CLOCK = re.compile(
    r"([0-9]{1,2}|[0-2]\?):([0-9]{2}|[0-5]\?|\?\??)(?::([0-9]{2}|[0-5]\?|\?\?)(?:\.([0-9]{1,3}))?)?"
)


class Moment(msgspec.Struct, frozen=True):
    """From the first to the last local time that a cell can mean; equal when it is exact."""

    first: dt.datetime
    last: dt.datetime


class Span(msgspec.Struct, frozen=True):
    """From the first to the last millisecond, both included."""

    earliest_ms: int
    latest_ms: int


def read_date(text: str) -> dt.date:
    """A day such as 2026-03-02.

    Raises:
        CellError: no such day, or written in another way.
    """
    try:
        day = dt.date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        day = dt.date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError(
            f"`{shorten(text)}` is no date of the calendar; expected year, month and day such as "
            "`2026-03-02`; set the spreadsheet's column to text, so that it stays as typed"
        )
    return day


def whole_day(day: dt.date) -> Moment:
    """A day from its first to its last millisecond, on the local clock."""
    midnight = dt.datetime.combine(day, dt.time.min)
    return Moment(midnight, midnight + _DAY - _MS)


def read_times(text: str, day: dt.date) -> tuple[Moment, ...]:
    """What the `time` column says of `day`: one moment, or the two ends of a stretch.

    Raises:
        CellError: no time of day.
    """
    if text in ("", "?"):
        return (whole_day(day),)
    ends = _DASH.split(text, maxsplit=1)
    return tuple(_clock(end, text, day) for end in ends)


def read_point(text: str, day: dt.date) -> Moment:
    """What `until` or `recorded` says: a time on `day`, another day, or a day and a time.

    Raises:
        CellError: none of these.
    """
    first, _, rest = text.partition(" ")
    if not _DATE.fullmatch(first):
        return _clock(text, text, day)
    named = read_date(first)
    return _clock(rest.strip(), text, named) if rest else whole_day(named)


def _clock(written: str, text: str, day: dt.date) -> Moment:
    found = _CLOCK.fullmatch(written)
    hour, minute, second, fraction = found.groups() if found else ("?", "", "", "")
    bad = found is None or ("?" in hour and "?" not in minute[:1]) or (second and "?" in minute)
    try:
        first = _least("" if bad else hour, minute, second, fraction)
        last = _most(hour, minute, second) if "?" in written else first
    except ValueError:
        raise CellError(
            f"`{shorten(text)}` is no time of day; expected 24 hours such as `14:05`, `14:05:30`, "
            "`14:3?`, `14:??` or `14:00-14:20`; write it so, with a `?` for each unreadable digit"
        ) from None
    return Moment(dt.datetime.combine(day, first), dt.datetime.combine(day, last))


def _least(hour: str, minute: str, second: str | None, fraction: str | None) -> dt.time:
    h, m, s = (int(part.replace("?", "0")) for part in (hour, minute, second or "0"))
    return dt.time(h, m, s, int((fraction or "0").ljust(3, "0")) * 1000)


def _most(hour: str, minute: str, second: str | None) -> dt.time:
    top_hour = min(23, int(hour.replace("?", "9"))) if "?" in hour else int(hour)
    top_minute = 59 if minute.startswith("?") else int(minute.replace("?", "9"))
    top_second = 59 if not second or second == "??" else int(second.replace("?", "9"))
    return dt.time(top_hour, top_minute, top_second, 999_000)


def place_in_time(moment: Moment, zone: zoneinfo.ZoneInfo) -> Span:
    """The milliseconds that a local moment can mean in a zone.

    Raises:
        CellError: the clocks skipped it.
    """
    if not any(_exists(local, zone) for local in (moment.first, moment.last)):
        raise CellError(
            f"`{moment.first:%Y-%m-%d %H:%M}` never was in `{zone.key}`, where the clocks were "
            "put forward over it; expected a time that they showed; correct the time or the zone"
        )
    return Span(
        min(to_ms(moment.first, zone, fold) for fold in (0, 1)),
        max(to_ms(moment.last, zone, fold) for fold in (0, 1)),
    )


def to_ms(local: dt.datetime, zone: zoneinfo.ZoneInfo, fold: int) -> int:
    """A local time's milliseconds; `fold` 1 is the second showing of a time shown twice."""
    return (local.replace(tzinfo=zone, fold=fold) - _EPOCH) // _MS


def to_local(ms: int, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The local time, without its zone, at `ms`."""
    return (_EPOCH + ms * _MS).astimezone(zone).replace(tzinfo=None, fold=0)


def _exists(local: dt.datetime, zone: zoneinfo.ZoneInfo) -> bool:
    return any(to_local(to_ms(local, zone, fold), zone) == local for fold in (0, 1))


def join(ends: tuple[Span, ...]) -> Span:
    """From the start of the first to the end of the last.

    Raises:
        CellError: the last ends before the first starts.
    """
    span = Span(ends[0].earliest_ms, ends[-1].latest_ms)
    if span.latest_ms < span.earliest_ms:
        raise CellError(
            "the end is before the start; expected it after the start; correct one of the two, "
            "and for a stretch over midnight write its end with the date into `until`"
        )
    return span


def write_local(local: dt.datetime) -> tuple[str, str]:
    """A local time as the date and the time cell, no finer than needed."""
    clock = f"{local:%H:%M:%S}.{local.microsecond // 1000:03}"
    return local.date().isoformat(), clock.removesuffix(".000").removesuffix(":00")


@functools.cache
def _zones() -> frozenset[str]:
    return frozenset(
        name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC"
    )


def read_zone(text: str) -> zoneinfo.ZoneInfo:
    """A time zone by its IANA name. Abbreviations are refused: `MST` knows no summer.

    Raises:
        CellError: no such zone.
    """
    if text not in _zones():
        raise CellError(
            f"`{shorten(text)}` is no time zone; expected a region and a city such as "
            "`America/Denver`; take the name from the IANA list, not an abbreviation",
            closest(text, _zones()),
        )
    return zoneinfo.ZoneInfo(text)


def _read_expiry(text: str) -> Moment:
    return read_point(text if _DATE.match(text) else f"{read_date(text)}", dt.date.min)


EXPIRY = Kind("the first day or time at which it is no longer valid", _read_expiry, str)
INSTANT = Kind("a day and a time such as `2026-03-02 14:05`", _read_expiry, str)
STAMPS = (EXPIRY, INSTANT)
"""Kinds of a `Moment`, which the row's zone makes milliseconds; its first is what counts."""
