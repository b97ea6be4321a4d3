"""Which controls that the trade asks for are not on record where a story passes."""

from collections.abc import Iterable

from coldset.core.acts import RoundsLoaded
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Hazard, Id
from coldset.inquiry.stories import Partial
from coldset.inquiry.story import LeftOut
from coldset.margin.build.builder import Builder
from coldset.margin.powers import can_show


def left_out(
    builder: Builder, one: Partial, events: list[Event], hazard: Hazard
) -> tuple[LeftOut, ...]:
    """The missing controls, in the order in which the story passes them, none twice.

    `events` are the entries that the story rests on.
    """
    found = [
        *_at_the_line(builder, one),
        *_of_lots(builder, one, events, hazard),
        *_of_acts(one),
        *_of_entries(events),
        *_at_the_end(builder.state, one),
    ]
    return tuple(dict.fromkeys(found))


def _at_the_line(builder: Builder, one: Partial) -> Iterable[LeftOut]:
    if one.origin.kind not in {"person", "unrecorded"}:
        return
    kinds = {failure.kind for failure in one.named}
    if "line" not in kinds:
        yield LeftOut(code="line-uncontrolled", about=builder.terms.property_name)
    if "search" not in kinds:
        yield LeftOut(code="nobody-searched", about=one.origin.thing)


def _of_lots(
    builder: Builder, one: Partial, events: list[Event], hazard: Hazard
) -> Iterable[LeftOut]:
    for lot in _lots_on(builder.state, one, events):
        claimed = builder.state.lots[lot].claimed
        if claimed != hazard and not _was_checked(builder, lot, hazard, frozenset()):
            yield LeftOut(code="lot-unchecked", about=lot)


def _was_checked(builder: Builder, lot: Id, hazard: Hazard, seen: frozenset[Id]) -> bool:
    """Whether a lot was checked, or everything that it was made of."""
    held = builder.state.lots.get(lot)
    if held is None or lot in seen:
        return False
    by_itself = any(
        check.event.on_record and can_show(builder.terms, check.method, hazard, held.build)
        for check in held.checks
    )
    parents = [_was_checked(builder, one, hazard, seen | {lot}) for one in held.parents]
    return by_itself or (bool(parents) and all(parents))


def _lots_on(state: State, one: Partial, events: list[Event]) -> list[Id]:
    """The lots that a story passes, the first one first."""
    things = [one.origin.thing, *(passage.into for passage in one.passages)]
    loaded = [event.act.lot for event in events if isinstance(event.act, RoundsLoaded)]
    return [thing for thing in dict.fromkeys([*things, *loaded]) if thing in state.lots]


def _of_acts(one: Partial) -> Iterable[LeftOut]:
    kinds = {failure.kind for failure in one.named}
    for passage in one.passages:
        if passage.off_record and not passage.watched_by:
            yield LeftOut(code="unwatched", about=passage.into)
        if passage.off_record and not kinds & {"lock", "seal"}:
            yield LeftOut(code="unlocked", about=passage.into)
        if passage.how == "mistaken":
            yield LeftOut(code="mark-unread", about=passage.into, event=passage.event)


def _of_entries(events: list[Event]) -> Iterable[LeftOut]:
    for event in events:
        if isinstance(event.act, RoundsLoaded) and not event.witnesses:
            yield LeftOut(code="loading-unwitnessed", about=event.act.weapon, event=event.id)
        if not event.on_record:
            yield LeftOut(code="said-only", about=event.id, event=event.id)


def _at_the_end(state: State, one: Partial) -> Iterable[LeftOut]:
    last = one.passages[-1].into if one.passages else one.origin.thing
    weapon = state.weapons.get(last)
    if weapon is not None and weapon.last_shown is None:
        yield LeftOut(code="never-shown", about=last)
