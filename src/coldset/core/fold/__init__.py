"""How events become state, one event at a time. Nothing else changes a `State`.

An impossible event is kept and marked: it raises a finding, and the state follows what the
event says wherever following it opens more than it closes.
"""

from collections.abc import Callable, Iterable
from typing import Any

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.fold import custody, decisions, holders, names, people, rounds, weapons
from coldset.core.state import State

_Step = Callable[[State, Event, Any], None]

_STEPS: dict[type[Act], _Step] = {
    acts.PersonEntered: people.person_entered,
    acts.PersonLeft: people.person_left,
    acts.RoleAssigned: people.role_assigned,
    acts.RoleEnded: people.role_ended,
    acts.DutyAssigned: people.duty_assigned,
    acts.DutyEnded: people.duty_ended,
    acts.ProductionOpened: holders.production_opened,
    acts.PlaceDeclared: holders.place_declared,
    acts.LineControlled: holders.line_controlled,
    acts.LineReleased: holders.line_released,
    acts.ContainerArrived: holders.container_arrived,
    acts.ContainerSealed: holders.container_sealed,
    acts.SealRead: holders.seal_read,
    acts.SealRemoved: holders.seal_removed,
    acts.HolderLocked: holders.holder_locked,
    acts.HolderUnlocked: holders.holder_unlocked,
    acts.KeyGiven: holders.key_given,
    acts.PlaceLeft: holders.place_left,
    acts.WatchClaimed: holders.watch_claimed,
    acts.WeaponArrived: weapons.weapon_arrived,
    acts.WeaponShown: weapons.weapon_shown,
    acts.WeaponServiced: weapons.weapon_serviced,
    acts.WeaponExamined: weapons.weapon_examined,
    acts.BoreChecked: weapons.bore_checked,
    acts.CylinderSwapped: weapons.cylinder_swapped,
    acts.LotArrived: rounds.lot_arrived,
    acts.LotsMerged: rounds.lots_merged,
    acts.PortionDrawn: rounds.portion_drawn,
    acts.LotChecked: rounds.lot_checked,
    acts.LotCounted: rounds.lot_counted,
    acts.RoundsLoaded: rounds.rounds_loaded,
    acts.RoundsUnloaded: rounds.rounds_unloaded,
    acts.RoundDiscarded: rounds.round_discarded,
    acts.ShotFired: rounds.shot_fired,
    acts.HammerFell: rounds.hammer_fell,
    acts.ItemMoved: custody.item_moved,
    acts.CustodyPassed: custody.custody_passed,
    acts.KitIssued: custody.kit_passed,
    acts.KitReturned: custody.kit_passed,
    acts.EvidenceSeized: custody.evidence_seized,
    acts.StopRaised: decisions.stop_raised,
    acts.StopRaisedInError: decisions.stop_ended,
    acts.StopLifted: decisions.stop_ended,
    acts.HazardSuspected: decisions.hazard_suspected,
    acts.HazardIdentified: decisions.hazard_identified,
    acts.SuspicionDropped: decisions.suspicion_dropped,
    acts.IncidentDeclared: decisions.incident_declared,
}
"""Acts that change the state; every other act only stands in its history."""


def apply(state: State, event: Event, at_ms: int) -> None:
    """Move `state` on by one event that takes effect at `at_ms`; findings go into the state."""
    state.now_ms = max(state.now_ms, at_ms)
    people.place_people(state, event, at_ms)
    names.take_in(state, event)
    step = _STEPS.get(type(event.act))
    if step is not None:
        step(state, event, event.act)
    names.settle(state, event)
    state.history.setdefault(type(event.act), []).append(event)
    state.taken_in.append(event)


def fold(events: Iterable[tuple[Event, int]]) -> State:
    """The state after events in order, each with the moment in ms at which it takes effect."""
    state = State()
    for event, at_ms in events:
        apply(state, event, at_ms)
    return state
