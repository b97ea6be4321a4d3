"""Which events count, and in which order, for a question asked at one moment of knowledge.

The record is bitemporal: *as known then* leaves out what was written down later; *in hindsight*
uses everything. Corrections and retractions replace; the originals stay in `Known.replaced`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coldset.core.acts import (
    ContainerArrived,
    ContainerSealed,
    DutyEnded,
    EventRetracted,
    HolderLocked,
    LineControlled,
    LotArrived,
    PersonLeft,
    PlaceDeclared,
    PortionDrawn,
    RoleAssigned,
    StopLifted,
    StopRaisedInError,
    SuspicionDropped,
    WatchClaimed,
    WeaponArrived,
)
from coldset.core.codec import spelt
from coldset.core.devices import as_heard, doubts_about_devices
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.words import Id

CLOSERS = (
    ContainerSealed,
    DutyEnded,
    HolderLocked,
    LineControlled,
    PersonLeft,
    RoleAssigned,
    StopLifted,
    StopRaisedInError,
    SuspicionDropped,
    WatchClaimed,
)
"""Acts that close something from then on: they count from the latest instant they may have
happened. Everything else counts from the earliest, which opens more."""

HINDSIGHT_MS = 2**53 - 1
"""A moment of knowledge after every other: everything that was ever written down is known."""


@dataclass(frozen=True, slots=True)
class Known:
    """The events that count, in order, and what became of the ones that do not.

    `written` holds all that was written down by then, in the order of the book; `replaced` maps
    an event's id to the event that corrected or retracted it. `doubts` are the gaps and forks in
    what devices recorded.
    """

    events: tuple[Event, ...]
    written: tuple[Event, ...] = ()
    replaced: Mapping[Id, Event] = field(default_factory=dict)
    doubts: tuple[Finding, ...] = ()


def known(events: Iterable[Event], as_of_ms: int = HINDSIGHT_MS) -> Known:
    """What was known at `as_of_ms`, ordered by when each event takes effect."""
    by_then = _by_then(events, as_of_ms)
    written = tuple(heard for _, heard in by_then)
    replaced = replacements(written)
    return Known(in_order(standing(written, replaced)), written, replaced, _doubts(by_then))


def doubts_by(events: Iterable[Event], as_of_ms: int) -> tuple[Finding, ...]:
    """The gaps and forks that were known at `as_of_ms` in what devices recorded."""
    return _doubts(_by_then(events, as_of_ms))


def _by_then(events: Iterable[Event], as_of_ms: int) -> list[tuple[Event, Event]]:
    """What was written down by then: as it was signed, and as the hub heard it."""
    signed = tuple(events)
    pairs = zip(signed, as_heard(signed), strict=True)
    return [(one, heard) for one, heard in pairs if heard.recorded_ms <= as_of_ms]


def _doubts(by_then: Iterable[tuple[Event, Event]]) -> tuple[Finding, ...]:
    return doubts_about_devices((one, spelt(one)) for one, _ in by_then if one.link is not None)


def replacements(written: tuple[Event, ...]) -> dict[Id, Event]:
    """Which events were corrected or retracted, by which; of one entry at most one word stands.

    An entry, its corrections and theirs are one line, in which the newest word that was not taken
    back stands; where two lines of corrections part, all of the other is replaced by the first
    event of the newer. A correction or retraction that was itself taken back replaces nothing,
    and neither does one that is only said: a statement closes no path. Only what stands earlier
    in the book can be replaced.
    """
    places = {event.id: place for place, event in enumerate(written)}
    aimed: dict[Id, list[Event]] = {}
    words: dict[Id, Event] = {}
    replaced: dict[Id, Event] = {}
    for place, event in reversed(tuple(enumerate(written))):
        rivals = [by for by in aimed.get(event.id, ()) if _has_a_word(by, event, words)]
        words[event.id] = event
        if rivals:
            newest = max(rivals, key=lambda by: _newness(words[by.id], places))
            replaced[event.id] = newest
            replaced |= {words[by.id].id: newest for by in rivals if _parts(by, newest, event)}
            _last_word(event, newest, words)
        for target in dict.fromkeys((retracts(event), event.corrects)):
            if target is not None and event.on_record and places.get(target, place) < place:
                aimed.setdefault(target, []).append(event)
    return replaced


def retracts(event: Event) -> Id | None:
    """The event that an event takes back, if it takes one back."""
    return event.act.event if isinstance(event.act, EventRetracted) else None


def _has_a_word(by: Event, of: Event, words: Mapping[Id, Event]) -> bool:
    """Whether anything is left of a correction, or a retraction stands as it was written."""
    return words.get(by.id) is not None and (by.corrects == of.id or words[by.id] is by)


def _parts(by: Event, newest: Event, of: Event) -> bool:
    """Whether a correction of an entry is not the line that holds for it."""
    return by is not newest and by.corrects == of.id


def _last_word(event: Event, newest: Event, words: dict[Id, Event]) -> None:
    """Keep what is the last word of an entry: that of its newest correction, or none."""
    if newest.corrects == event.id:
        words[event.id] = words[newest.id]
    else:
        del words[event.id]


def _newness(event: Event, places: Mapping[Id, int]) -> tuple[int, int]:
    return event.recorded_ms, places[event.id]


def standing(written: Iterable[Event], replaced: Mapping[Id, Event]) -> list[Event]:
    """What is left of a record: a correction stands in the place of the event that it replaces."""
    moved = {by.id for target, by in replaced.items() if by.corrects == target}
    left: list[Event] = []
    for event in written:
        if event.id in moved:
            continue
        last = event
        while (by := replaced.get(last.id)) is not None and by.corrects == last.id:
            last = by
        if last.id not in replaced:
            left.append(last)
    return left


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by when they take effect; equal moments keep the order of the book."""
    listed = list(events)
    first = appearances(listed)
    return tuple(sorted(listed, key=lambda event: _in_effect(event, first)))


def _in_effect(event: Event, first: Mapping[Id, int]) -> tuple[int, bool]:
    """When an event takes effect; what waits for its thing to come does so after it came."""
    at_ms = effect_ms(event, first)
    waits = not isinstance(event.act, CLOSERS) and at_ms > event.earliest_ms
    return at_ms, waits


def effect_ms(event: Event, first: Mapping[Id, int]) -> int:
    """When an event takes effect, in ms: the latest instant for closers, else the earliest.

    A thing cannot be used before it came, so an event that may have happened before the first
    appearance of what it names, and may have happened after, happened after.
    """
    if isinstance(event.act, CLOSERS):
        return max(event.earliest_ms, event.latest_ms)
    named = (first[thing] for thing in named_things(event) if thing in first)
    came = max((ms for ms in named if ms <= event.latest_ms), default=event.earliest_ms)
    return max(event.earliest_ms, came)


def named_things(event: Event) -> tuple[Id, ...]:
    """The ids that an event's act names, in the order of its fields."""
    names: list[Id] = []
    for field_name in event.act.__struct_fields__:
        value = getattr(event.act, field_name)
        if isinstance(value, str):
            names.append(value)
        elif isinstance(value, tuple):
            names.extend(part for part in value if isinstance(part, str))
    return tuple(names)


def appearances(events: Iterable[Event]) -> dict[Id, int]:
    """When each thing first came into the record, in ms, by its id."""
    first: dict[Id, int] = {}
    for event in events:
        thing = appearing(event)
        if thing is not None:
            first[thing] = min(event.earliest_ms, first.get(thing, event.earliest_ms))
    return first


def appearing(event: Event) -> Id | None:
    """The thing that comes into the record by this event, if one does."""
    match event.act:
        case LotArrived(lot=thing) | WeaponArrived(weapon=thing):
            return thing
        case ContainerArrived(container=thing) | PlaceDeclared(place=thing):
            return thing
        case PortionDrawn(portion=thing):
            return thing
    return None


def is_late(event: Event, late_ms: int) -> bool:
    """Whether an event was written down more than `late_ms` after it can last have happened."""
    return event.recorded_ms - event.latest_ms > late_ms
