"""Moments as a person types them, in the set's local time."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coldset.book import now_ms
from coldset.core.acts import ProductionOpened
from coldset.core.events import Event
from coldset.errors import ColdsetError

FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")


def zone_of(events: list[Event]) -> str:
    """The zone in which the production was opened; UTC where no entry says."""
    opened = (e.act.zone for e in events if isinstance(e.act, ProductionOpened))
    return next(opened, "UTC")


def moment_ms(text: str, zone: str) -> int:
    """A local time as ms; the present for an empty text.

    Raises:
        ColdsetError: the text is no time (`time-unreadable`), or the zone is unknown.
    """
    if not text:
        return now_ms()
    for layout in FORMATS:
        try:
            local = datetime.strptime(text, layout).replace(tzinfo=ZoneInfo(zone))
        except ZoneInfoNotFoundError as cause:
            raise ColdsetError(
                "zone-unknown",
                f"zone `{zone}` is unknown; expected a name such as `America/Denver`",
                zone=zone,
            ) from cause
        except ValueError:
            continue
        return int(local.timestamp() * 1000)
    raise ColdsetError(
        "time-unreadable",
        f"time `{text}` is not readable; expected `YYYY-MM-DD HH:MM` in the set's local time",
        time=text,
    )
