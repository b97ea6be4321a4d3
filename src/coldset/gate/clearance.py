"""Whether a clearance still stands: it is void as soon as anything that it rests on changes."""

from collections.abc import Iterable

from coldset.core.acts import (
    BoreChecked,
    CameraRolled,
    ClearanceGiven,
    ConcernRaised,
    CutCalled,
    HazardIdentified,
    HazardSuspected,
    IncidentDeclared,
    MealCalled,
    RehearsalStarted,
    RisksAssessed,
    ScenePlanned,
    StatementMade,
    StatusCalled,
    StopRaised,
    WatchClaimed,
    WeaponPointed,
    WeaponShown,
    Wrapped,
)
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.known import named_things
from coldset.core.state import State
from coldset.gate.question import Request
from coldset.gate.standing import standing_findings, stopping_findings
from coldset.gate.touched import speaks_against
from coldset.gate.verdict import Verdict
from coldset.margin.outlook import Outlook

ENDS_EVERY = (
    HazardIdentified,
    HazardSuspected,
    IncidentDeclared,
    MealCalled,
    StopRaised,
    Wrapped,
)
"""Acts that end every clearance on the set."""

HARMLESS = (
    BoreChecked,
    CameraRolled,
    ClearanceGiven,
    ConcernRaised,
    CutCalled,
    RehearsalStarted,
    StatementMade,
    StatusCalled,
    WatchClaimed,
    WeaponPointed,
    WeaponShown,
)
"""Acts that may name a weapon and leave its clearance standing; every other act ends it. What a
look has shown to be otherwise is a doubt, and that ends it too."""


def void_by(verdict: Verdict, since: Iterable[Event], outlook: Outlook) -> Finding | None:
    """What has made a clearance void by now; None while it stands.

    `since` are the events after the hand-over, in order of effect; `outlook` is of now, and may
    know of what happened before the hand-over and was written down after it.
    """
    request = verdict.request
    if outlook.until_ms > verdict.until_ms:
        return _void("clearance-expired", request.weapon)
    if outlook.doubts:
        return _void("clearance-ended", request.weapon, *outlook.doubts[0].events)
    states = outlook.states()
    ending = next((event for event in since if _ends(event, request, states)), None)
    if ending is not None:
        return _void("clearance-ended", request.weapon, ending.id)
    for state in states:
        against = [*stopping_findings(state, request), *standing_findings(state, request)]
        bars = next((one for one in against if one.level == "not cleared"), None)
        if bars is not None:
            return _void("clearance-ended", request.weapon, *bars.events)
    for asked in verdict.figures:
        now = outlook.figure(asked.hazard, request.weapon)
        if not now.reaches(asked.margin_asked, 0):
            return _void("clearance-fell", request.weapon)
    return None


def _ends(event: Event, request: Request, states: Iterable[State]) -> bool:
    if isinstance(event.act, ENDS_EVERY):
        return True
    if isinstance(event.act, ScenePlanned | RisksAssessed):
        return event.act.scene == request.scene
    if isinstance(event.act, BoreChecked) and event.act.clear is not True:
        return any(speaks_against(state, event, request.weapon) for state in states)
    return request.weapon in named_things(event) and not isinstance(event.act, HARMLESS)


def _void(code: str, weapon: str, *events: str) -> Finding:
    return Finding(code=code, level="not cleared", facts=(("weapon", weapon),), events=events)
