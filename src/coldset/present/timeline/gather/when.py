"""When each entry is drawn: by the clock, by its order alone, or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coldset.core.events import Event
from coldset.core.known import appearances, effect_ms, named_things
from coldset.core.words import Id
from coldset.present.timeline.picture import Moment

MINUTE_MS = 60_000
CLOCK_MS = 30 * MINUTE_MS
"""An entry known to within half an hour stands where the clock says."""

ORDER_MS = 14 * 24 * 60 * MINUTE_MS
"""An entry known to within a fortnight stands in its order; anything wider has no time."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a picture in order of effect, with the moment of each that has one.

    `touches` are the moments at which each thing is named by an entry that has a time;
    `outside` are the entries that have one before or after the window.
    """

    events: tuple[Event, ...]
    moments: Mapping[Id, Moment]
    touches: Mapping[Id, tuple[int, ...]]
    outside: Mapping[Id, int]
    window: tuple[int, int] | None = None

    def at(self, event: Event) -> int | None:
        """Where an entry is drawn, in ms; None for one without a time or out of the picture."""
        moment = self.moments.get(event.id)
        return moment.at_ms if moment else None

    def dated(self) -> Iterable[tuple[Event, int]]:
        """Every entry that is drawn, with its moment, in order of time."""
        timed = ((event, self.at(event)) for event in self.events)
        return sorted(
            ((event, at_ms) for event, at_ms in timed if at_ms is not None),
            key=lambda pair: pair[1],
        )

    @property
    def start_ms(self) -> int:
        """The first moment drawn."""
        default = self.window[0] if self.window else 0
        return min((moment.at_ms for moment in self.moments.values()), default=default)

    @property
    def end_ms(self) -> int:
        """The last moment drawn."""
        default = self.window[1] if self.window else 0
        return max((ends_ms(moment) for moment in self.moments.values()), default=default)


def ends_ms(moment: Moment) -> int:
    """The last moment that an entry takes on the axis."""
    return moment.latest_ms if moment.known_by == "clock" else moment.at_ms


def is_undated(event: Event) -> bool:
    """Whether an entry's stretch is so wide that it says nothing of when."""
    return event.latest_ms - event.earliest_ms > ORDER_MS


def entries_of(events: tuple[Event, ...], window: tuple[int, int] | None) -> Entries:
    """The entries with their moments; outside the window nothing has a moment."""
    first = appearances(event for event in events if not is_undated(event))
    moments: dict[Id, Moment] = {}
    outside: dict[Id, int] = {}
    touches: dict[Id, set[int]] = {}
    for event in events:
        moment = _moment(event, first)
        if moment is None:
            continue
        if window is not None and not window[0] <= moment.at_ms <= window[1]:
            outside[event.id] = moment.at_ms
            continue
        moments[event.id] = moment
        for thing in touched(event):
            touches.setdefault(thing, set()).add(moment.at_ms)
    ordered = {thing: tuple(sorted(found)) for thing, found in touches.items()}
    return Entries(events, moments, ordered, outside, window)


def touched(event: Event) -> tuple[Id, ...]:
    """The things that an entry names."""
    return named_things(event)


def _moment(event: Event, first: Mapping[Id, int]) -> Moment | None:
    if is_undated(event):
        return None
    by_clock = event.latest_ms - event.earliest_ms <= CLOCK_MS
    return Moment(
        at_ms=effect_ms(event, first) if by_clock else event.earliest_ms,
        earliest_ms=event.earliest_ms,
        latest_ms=event.latest_ms,
        known_by="clock" if by_clock else "order",
    )
