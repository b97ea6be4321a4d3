"""Stops, suspicions and finds: what bars every clearance until it is answered."""

from coldset.core.acts import (
    HazardIdentified,
    HazardSuspected,
    IncidentDeclared,
    StopLifted,
    StopRaised,
    StopRaisedInError,
    SuspicionDropped,
)
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.state import State


def stop_raised(state: State, event: Event, _act: StopRaised) -> None:
    """The set is stopped."""
    state.stops[event.id] = event


def stop_ended(state: State, event: Event, act: StopRaisedInError | StopLifted) -> None:
    """A stop ends; only the crew's own record can end one, and only one that is open."""
    if not event.on_record:
        return
    if act.stop not in state.stops:
        state.findings.append(doubt("stop-unknown", event.id, stop=act.stop))
        return
    del state.stops[act.stop]


def hazard_suspected(state: State, event: Event, _act: HazardSuspected) -> None:
    """A suspicion stops the set and changes no figure."""
    state.suspicions[event.id] = event


def hazard_identified(state: State, event: Event, _act: HazardIdentified) -> None:
    """A find stops the set until its cause is on record."""
    state.stops[event.id] = event


def suspicion_dropped(state: State, event: Event, act: SuspicionDropped) -> None:
    """A suspicion ends when it is found empty."""
    if not event.on_record:
        return
    if state.suspicions.pop(act.suspicion, None) is None:
        state.findings.append(doubt("suspicion-unknown", event.id, suspicion=act.suspicion))


def incident_declared(state: State, event: Event, _act: IncidentDeclared) -> None:
    """An incident stops the set."""
    state.stops[event.id] = event
