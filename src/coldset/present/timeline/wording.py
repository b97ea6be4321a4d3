"""Names as people say them, local times, and texts cut to fit."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable

from coldset.core.events import Event
from coldset.core.words import Id
from coldset.errors import ColdsetError

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LATEST_MS = 253_370_764_800_000
"""The year 9999; a later moment is drawn as if it were then."""


def name(thing: Id) -> str:
    """An id as people say it: `property-master` is the property master, `sa-1` stays itself."""
    return _BETWEEN_LETTERS.sub(" ", thing)


def names(things: Iterable[Id]) -> str:
    """Several names in a row."""
    return ", ".join(name(thing) for thing in things)


def zone_of(zone: str) -> zoneinfo.ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        ColdsetError: there is none (`zone-unknown`).
    """
    try:
        return zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ColdsetError(
            "zone-unknown",
            f"time zone `{zone}` is unknown; expected an IANA name such as `America/Denver`; "
            "write the set's own zone",
            zone=zone,
        ) from None


def local(ms: int, zone: str) -> dt.datetime:
    """A moment on the set's own clock."""
    bounded = max(0, min(ms, _LATEST_MS))
    return (_EPOCH + dt.timedelta(milliseconds=bounded)).astimezone(zone_of(zone))


def clock(ms: int, zone: str) -> str:
    """The time of day, as on a watch."""
    return f"{local(ms, zone):%H:%M}"


def day(ms: int, zone: str) -> str:
    """The day, in the same words on every machine."""
    at = local(ms, zone)
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"


def short_day(ms: int, zone: str) -> str:
    """The day without its name and year."""
    at = local(ms, zone)
    return f"{at.day} {_MONTHS[at.month - 1]}"


def stretch(start_ms: int, end_ms: int, zone: str) -> str:
    """From when to when, with days where they differ or where the stretch is whole days."""
    start, end = local(start_ms, zone), local(end_ms, zone)
    if start == end:
        return f"{start:%H:%M}"
    if start.date() == end.date():
        whole = (start.hour, start.minute, end.hour, end.minute) == (0, 0, 23, 59)
        return short_day(start_ms, zone) if whole else f"{start:%H:%M}\u2013{end_clock(end)}"
    if start.year != end.year:
        return (
            f"{short_day(start_ms, zone)} {start.year} \u2013 {short_day(end_ms, zone)} {end.year}"
        )
    return f"{short_day(start_ms, zone)} \u2013 {short_day(end_ms, zone)}"


def end_clock(at: dt.datetime) -> str:
    """The time at which a stretch ends; the last minute of a day is its end."""
    return "24:00" if (at.hour, at.minute) == (23, 59) else f"{at:%H:%M}"


def days(start_ms: int, end_ms: int, zone: str) -> str:
    """The day or days that a picture covers."""
    first, last = day(start_ms, zone), day(end_ms, zone)
    return first if first == last else f"{first} to {last}"


def cut(text: str, most: int) -> str:
    """A text of at most `most` characters, on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "\u2026"


def who(event: Event) -> str:
    """Who did it and who saw it, with whose word it is where it is not the crew's own record."""
    parts = [name(event.by) if event.by else "by whom is not said"]
    if event.witnesses:
        parts.append(f"witness {names(w.person for w in event.witnesses)}")
    if not event.on_record:
        source = name(event.source.who) if event.source.who else "not named"
        parts.append(f"{event.source.kind}: {source}")
    return "; ".join(parts)
