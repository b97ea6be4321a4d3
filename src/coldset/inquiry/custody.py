"""The chain of custody of anything: with whom or where it was, since when, by which entry."""

from collections.abc import Iterable

import msgspec

from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.known import appearances, effect_ms
from coldset.core.state import State, Whereabouts
from coldset.core.words import Id


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch with one holder at one place. Times in ms; `until_ms` is None for the last.

    `event` is the entry that brought it there: its own, or that of what it lay in or was with.
    `said`: only a statement or a paper puts it there. `gap`: nobody recorded how it came there.
    """

    holder: Id
    place: Id | None
    since_ms: int
    until_ms: int | None
    event: Id
    by: Id | None
    said: bool
    gap: bool


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Where one thing was, oldest first, and which lots it was made of."""

    thing: Id
    stays: tuple[Stay, ...]
    parents: tuple[Id, ...] = ()


def chains(events: Iterable[Event], until_ms: int) -> dict[Id, Chain]:
    """The chain of custody of everything on record, from events in order of effect."""
    listed = list(events)
    first = appearances(listed)
    state = State()
    stays: dict[Id, list[Stay]] = {}
    for event in listed:
        at_ms = effect_ms(event, first)
        if at_ms > until_ms:
            continue
        apply(state, event, at_ms)
        _note(state, stays, event, at_ms)
    return {thing: _chain(state, thing, found) for thing, found in stays.items()}


def _note(state: State, stays: dict[Id, list[Stay]], event: Event, at_ms: int) -> None:
    for thing in (*state.weapons, *state.containers, *state.lots):
        where = state.whereabouts(thing)
        if where is None:
            continue
        so_far = stays.setdefault(thing, [])
        place = state.place_of(thing)
        if so_far and (so_far[-1].holder, so_far[-1].place) == (where.holder, place):
            continue
        if so_far:
            so_far[-1] = msgspec.structs.replace(so_far[-1], until_ms=at_ms)
        went_along = so_far and so_far[-1].holder == where.holder and where.event != event.id
        stay = _along(where, place, event, at_ms) if went_along else _stay(where, place, at_ms)
        so_far.append(stay)


def _along(where: Whereabouts, place: Id | None, event: Event, at_ms: int) -> Stay:
    """It stayed with its holder, and an entry about that holder brought it to another place."""
    return Stay(
        holder=where.holder,
        place=place,
        since_ms=at_ms,
        until_ms=None,
        event=event.id,
        by=event.by,
        said=where.said or not event.on_record,
        gap=where.gap,
    )


def _stay(where: Whereabouts, place: Id | None, at_ms: int) -> Stay:
    return Stay(
        holder=where.holder,
        place=place,
        since_ms=at_ms,
        until_ms=None,
        event=where.event,
        by=where.by,
        said=where.said,
        gap=where.gap,
    )


def _chain(state: State, thing: Id, stays: list[Stay]) -> Chain:
    lot = state.lots.get(thing)
    return Chain(thing=thing, stays=tuple(stays), parents=lot.parents if lot else ())
