"""Whether a clearance still stands: it is void as soon as anything that it rests on changes."""

from collections.abc import Iterable

from coldset.core.acts import (
    CustodyPassed,
    CylinderSwapped,
    HammerFell,
    HazardIdentified,
    HazardSuspected,
    IncidentDeclared,
    ItemMoved,
    KitReturned,
    MealCalled,
    PlaceLeft,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
    StopRaised,
    WeaponServiced,
    Wrapped,
)
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.known import named_things
from coldset.gate.verdict import Verdict
from coldset.margin.outlook import Outlook

ENDS_EVERY = (
    MealCalled,
    Wrapped,
    StopRaised,
    IncidentDeclared,
    HazardIdentified,
    HazardSuspected,
)
"""Acts that end every clearance on the set."""

ENDS_ITS_OWN = (
    CustodyPassed,
    ItemMoved,
    KitReturned,
    PlaceLeft,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
    HammerFell,
    CylinderSwapped,
    WeaponServiced,
)
"""Acts that end the clearance of the weapon that they name."""


def void_by(verdict: Verdict, since: Iterable[Event], outlook: Outlook) -> Finding | None:
    """What has made a clearance void by now; None while it stands.

    `since` are the events after the hand-over, in order of effect; `outlook` is of now.
    """
    weapon = verdict.request.weapon
    if outlook.until_ms > verdict.until_ms:
        return _void("clearance-expired", weapon)
    for event in since:
        every = isinstance(event.act, ENDS_EVERY)
        if every or (isinstance(event.act, ENDS_ITS_OWN) and weapon in named_things(event)):
            return _void("clearance-ended", weapon, event.id)
    for asked in verdict.figures:
        now = outlook.figure(asked.hazard, weapon)
        if not now.reaches(asked.margin_asked, 0):
            return _void("clearance-fell", weapon)
    return None


def _void(code: str, weapon: str, *events: str) -> Finding:
    return Finding(code=code, level="not cleared", facts=(("weapon", weapon),), events=events)
