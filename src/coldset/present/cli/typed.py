"""Moments and names as a person types them, read as a day log's are."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coldset.book import now_ms
from coldset.core.acts import ProductionOpened
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.errors import ColdsetError
from coldset.present.exchange.cells import read_id
from coldset.present.exchange.problems import CellError
from coldset.present.exchange.when import place_in_time, read_point

_DATED = re.compile(r"\d{4}-\d{2}-\d{2} \d")
_WITH_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def zone_of(events: list[Event]) -> str:
    """The zone in which the production was opened; UTC where no entry says."""
    opened = (e.act.zone for e in events if isinstance(e.act, ProductionOpened))
    return next(opened, "UTC")


def moment_ms(text: str, zone: str) -> int:
    """A local time, or one with its offset, as ms; the present for an empty text.

    Raises:
        ColdsetError: the text is not one moment (`time-unreadable`), or the zone is unknown
            (`zone-unknown`).
    """
    if not text:
        return now_ms()
    if _WITH_OFFSET.fullmatch(text):
        return _with_offset(text)
    if not _DATED.match(text):
        raise _unreadable(text, f"time `{text}` is not readable")
    try:
        span = place_in_time(read_point(text, date.min), _known(zone))
    except CellError as cause:
        raise ColdsetError("time-unreadable", f"time {cause.sentence}", time=text) from cause
    if span.earliest_ms != span.latest_ms:
        raise _unreadable(text, f"time `{text}` can mean more than one moment")
    return span.earliest_ms


def _with_offset(text: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as cause:
        raise _unreadable(text, f"time `{text}` is not readable") from cause
    return (at - _EPOCH) // timedelta(milliseconds=1)


def _unreadable(text: str, what: str) -> ColdsetError:
    return ColdsetError(
        "time-unreadable",
        f"{what}; expected `YYYY-MM-DD HH:MM` in the set's local time; where the clocks showed "
        "it twice, with its offset, such as `2026-11-01 01:30-06:00`",
        time=text,
    )


def _known(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as cause:
        raise ColdsetError(
            "zone-unknown",
            f"zone `{zone}` is unknown; expected a name such as `America/Denver`",
            zone=zone,
        ) from cause


def name_of(text: str, asked_in: str) -> Id:
    """A name of the record, however a person spells it: `Prop Cart`, `CR-071`.

    `asked_in` is the option or argument that it was typed into, for the message.

    Raises:
        ColdsetError: it is no name of the record (`name-unreadable`).
    """
    try:
        return read_id(text)
    except CellError as cause:
        raise ColdsetError("name-unreadable", f"{asked_in}: {cause.sentence}", name=text) from cause
