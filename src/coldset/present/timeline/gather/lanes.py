"""Which holders have a lane, in which order, and where the containers among them are."""

from collections.abc import Collection, Iterable, Mapping
from typing import get_args

from coldset.core.acts import RoleAssigned
from coldset.core.state import State
from coldset.core.words import Id, Role
from coldset.inquiry.custody import Chain
from coldset.present.timeline.gather.when import Entries
from coldset.present.timeline.picture import Lane, Line, Where

_ROLES: tuple[str, ...] = get_args(Role)


def lanes_of(state: State, doers: Collection[Id], holders: Iterable[Id]) -> tuple[Lane, ...]:
    """The lanes: people in the order of their roles, then containers, then places.

    Whoever did something is a person, also where nobody put them on record.
    """
    lanes = [_lane(state, doers, holder) for holder in dict.fromkeys(holders)]
    return tuple(sorted(lanes, key=lambda lane: _rank(state, lane)))


def _lane(state: State, doers: Collection[Id], holder: Id) -> Lane:
    if holder in state.people:
        return Lane(id=holder, kind="person", note=_role(state, holder).replace("-", " "))
    if holder in state.places:
        kind = state.places[holder].kind
        return Lane(id=holder, kind="place", note="place" if kind == "other" else kind)
    if holder in state.containers:
        return Lane(id=holder, kind="container", note=state.containers[holder].kind)
    return Lane(id=holder, kind="person" if holder in doers else "other")


def _role(state: State, person: Id) -> str:
    """The first role that anybody says is theirs; here it is a caption and clears nothing."""
    told = (event.act for event in state.of(RoleAssigned))
    held = {act.role for act in told if isinstance(act, RoleAssigned) and act.person == person}
    return next((role for role in _ROLES if role in held), "")


def _rank(state: State, lane: Lane) -> tuple[int, int, Id]:
    kinds = ("person", "container", "place", "other")
    role = _role(state, lane.id) if lane.kind == "person" else ""
    within = _ROLES.index(role) if role else len(_ROLES)
    return kinds.index(lane.kind), within, lane.id


def holders_of(lines: Iterable[Line]) -> Iterable[Id]:
    """Every holder that a drawn thing was with."""
    for line in lines:
        yield from (stretch.lane for stretch in line.stretches)


def wheres_of(
    chains: Mapping[Id, Chain], lanes: Iterable[Lane], entries: Entries
) -> tuple[Where, ...]:
    """Where each container that has a lane was, from each move on."""
    found: list[Where] = []
    for lane in lanes:
        if lane.kind != "container" or lane.id not in chains:
            continue
        for stay in chains[lane.id].stays:
            moment = entries.moments.get(stay.event)
            if moment is not None:
                found.append(Where(lane=lane.id, at_ms=moment.at_ms, place=stay.holder))
    return tuple(found)
