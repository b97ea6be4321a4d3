"""Instants and stretches of time as people on set read them, in the set's local time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from coldset.core.events import Event

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Clock:
    """A zone by its IANA name, and a moment in ms whose day needs no date beside it.

    Without `beside_ms` every instant has its date. A zone that is not known is told in UTC, and
    says so.
    """

    zone: str
    beside_ms: int | None = None

    def moment(self, at_ms: int) -> str:
        """An instant: `14:05`, or `21 Oct 14:05` on another day, with the year on another year."""
        return self._told(at_ms)

    def span(self, start_ms: int, end_ms: int) -> str:
        """A stretch: `from 12:30 to 13:10`; one moment when it has no length to tell."""
        start, end = self._both(start_ms, end_ms)
        return f"at {start}" if start.endswith(end) else f"from {start} to {end}"

    def between(self, start_ms: int, end_ms: int) -> str:
        """When something can have happened: `between 12:30 and 13:10`, or `at 12:30`."""
        start, end = self._both(start_ms, end_ms)
        return f"at {start}" if start.endswith(end) else f"between {start} and {end}"

    def stamp(self, at_ms: int) -> str:
        """An instant as the day log has it: `2026-03-02 14:05`, finer where it has to be."""
        local, _ = self._local(at_ms)
        text = local.isoformat(" ", timespec="milliseconds")[: len("2026-03-02 14:05:30.000")]
        return text.removesuffix(".000").removesuffix(":00")

    def when(self, event: Event) -> str:
        """When an event happened: `at 14:05`, or `some time from 12:30 to 13:10`."""
        if event.earliest_ms == event.latest_ms:
            return f"at {self.moment(event.earliest_ms)}"
        return f"some time {self.span(event.earliest_ms, event.latest_ms)}"

    def _both(self, start_ms: int, end_ms: int) -> tuple[str, str]:
        """Both ends of a stretch: each with its date on different days, else only the first."""
        start, end = self._local(start_ms)[0].date(), self._local(end_ms)[0].date()
        if start == end:
            return self._told(start_ms), self._hour(end_ms)
        return self._told(start_ms, dated=True), self._told(end_ms, dated=True)

    def _told(self, at_ms: int, *, dated: bool = False) -> str:
        local, _ = self._local(at_ms)
        beside = None if self.beside_ms is None else self._local(self.beside_ms)[0]
        if beside is not None and not dated and local.date() == beside.date():
            return self._hour(at_ms)
        date = f"{local.day} {_MONTHS[local.month - 1]}"
        if beside is None or local.year != beside.year:
            date = f"{date} {local.year}"
        return f"{date} {self._hour(at_ms)}"

    def _hour(self, at_ms: int) -> str:
        local, mark = self._local(at_ms)
        return f"{local:%H:%M}{mark}"

    def _local(self, at_ms: int) -> tuple[datetime, str]:
        zone = _zone(self.zone)
        at = _EPOCH + timedelta(milliseconds=at_ms)
        return (at, " UTC") if zone is None else (at.astimezone(zone), "")


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
