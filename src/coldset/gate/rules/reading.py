"""How rules read the record, so that doubt never reads as an answer.

An entry counts for a rule only when it is the crew's own record and is over by now; it counts
against a rule whoever says so. Where two entries may have come in either order, the order is
the one that helps less.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from coldset.core.acts import (
    CustodyPassed,
    ItemMoved,
    KitIssued,
    KitReturned,
    ProductionOpened,
    RoleAssigned,
    RoleEnded,
    ScenePlanned,
)
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.question import Question


def about(state: State, weapon: Id, *kinds: type[Act]) -> list[Event]:
    """The events of these kinds that name a weapon, whoever says so, in order of their ends."""
    found = [event for event in state.of(*kinds) if getattr(event.act, "weapon", None) == weapon]
    return sorted(found, key=lambda event: event.latest_ms)


def counting(events: Iterable[Event], now_ms: int) -> list[Event]:
    """The events that can make a rule pass: the crew's own record, over by now."""
    return [event for event in events if event.on_record and event.latest_ms <= now_ms]


def last_ms(events: Iterable[Event]) -> int:
    """The latest instant at which any of these events can have happened; -1 for none."""
    return max((event.latest_ms for event in events), default=-1)


def hand_to_hand(state: State, item: Id) -> list[Event]:
    """The events by which a thing went from one person to another, whoever says so, in order."""
    kinds = (CustodyPassed, KitIssued, KitReturned)
    found = [event for event in state.of(*kinds) if item in _passed_on(event)]
    return sorted(found, key=lambda event: event.latest_ms)


def moves(state: State, item: Id) -> list[Event]:
    """The events by which a thing changed hands or place, whoever says so, in order."""
    put = [
        event
        for event in state.of(ItemMoved)
        if isinstance(event.act, ItemMoved) and event.act.item == item
    ]
    return sorted([*put, *hand_to_hand(state, item)], key=lambda event: event.latest_ms)


def _passed_on(event: Event) -> tuple[Id, ...]:
    match event.act:
        case CustodyPassed(item=item):
            return (item,)
        case KitIssued(items=items) | KitReturned(items=items):
            return items
    return ()


def roles_at(state: State, person: Id | None, at_ms: int) -> frozenset[str]:
    """The roles a person certainly had at a moment, by the crew's own record."""
    ends = [
        event
        for event in state.of(RoleEnded)
        if isinstance(event.act, RoleEnded) and event.act.person == person
    ]
    roles: set[str] = set()
    for event in counting(state.of(RoleAssigned), at_ms):
        if not isinstance(event.act, RoleAssigned) or event.act.person != person:
            continue
        ended = any(
            isinstance(end.act, RoleEnded)
            and end.act.role == event.act.role
            and end.earliest_ms <= at_ms
            and end.latest_ms >= event.latest_ms
            for end in ends
        )
        if not ended:
            roles.add(event.act.role)
    return frozenset(roles)


def local_day(state: State, at_ms: int) -> date | None:
    """The day it is on the set at a moment; None when the set's zone is not on record.

    The zone is not on record when no production was opened, or its name is no IANA zone.
    """
    if not any(event.on_record for event in state.of(ProductionOpened)):
        return None
    try:
        zone = ZoneInfo(state.zone)
    except (OSError, ValueError, KeyError):
        return None
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone).date()


def plan_of(question: Question) -> Event | None:
    """The latest plan on the crew's own record for the scene that is asked about."""
    plans = [
        event
        for event in counting(question.state.of(ScenePlanned), question.now_ms)
        if isinstance(event.act, ScenePlanned) and event.act.scene == question.request.scene
    ]
    return max(plans, key=lambda event: event.latest_ms, default=None)


def in_line(question: Question, plan: Event) -> frozenset[Id]:
    """Everyone whom a plan, or any later word about the scene, puts before the weapon."""
    return frozenset(
        person
        for event in question.state.of(ScenePlanned)
        if isinstance(event.act, ScenePlanned)
        and event.act.scene == question.request.scene
        and event.latest_ms >= plan.latest_ms
        for person in event.act.in_line
    )
