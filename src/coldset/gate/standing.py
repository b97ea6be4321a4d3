"""What bars every clearance, whatever the policy: stops, suspicions, doubts, a refusal."""

from collections.abc import Iterable

import msgspec

from coldset.core.acts import CustodyPassed, HandlingDeclined
from coldset.core.findings import Finding
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.question import Request


def stopping_findings(state: State, request: Request) -> Iterable[Finding]:
    """Open stops and suspicions, and a refusal: what nobody can take back with a correction."""
    for code, open_events in (("stop-open", state.stops), ("suspicion-open", state.suspicions)):
        for event in open_events.values():
            yield Finding(
                code=code, level="not cleared", facts=(("event", event.id),), events=(event.id,)
            )
    yield from _declined(state, request)


def standing_findings(state: State, request: Request) -> Iterable[Finding]:
    """A weapon or person that is not on record, and doubts about the weapon and its rounds."""
    if request.weapon not in state.weapons:
        yield Finding(
            code="weapon-unknown", level="not cleared", facts=(("weapon", request.weapon),)
        )
        return
    for person in (request.giver, request.receiver):
        if person not in state.people:
            yield Finding(code="person-unknown", level="not cleared", facts=(("person", person),))
    yield from _doubts(state, request.weapon)


def _doubts(state: State, weapon: Id) -> Iterable[Finding]:
    """The fold's own findings that concern the weapon or what its rounds came from."""
    about = {weapon, *rounds_of(state, weapon)}
    shown = state.weapons[weapon].last_shown
    for finding in state.findings:
        named = {value for name, value in finding.facts if name in {"weapon", "lot", "thing"}}
        if not named & about:
            continue
        answered = finding.code in ANSWERED_BY_A_LOOK and _since(
            state, finding, None if shown is None else shown.latest_ms
        )
        yield msgspec.structs.replace(finding, level="warn") if answered else finding


ANSWERED_BY_A_LOOK = frozenset(
    {"chamber-full", "chambers-differ", "contents-differ", "loaded-unrecorded"}
)
"""Doubts about what chambers hold, which a later look at all of them settles."""


def rounds_of(state: State, weapon: Id) -> set[Id]:
    """The lots loaded in a weapon, and every lot that they came from."""
    held = (chamber.lot for chamber in state.chambers(weapon).values())
    waiting = [lot for lot in held if lot is not None]
    found: set[Id] = set()
    while waiting:
        lot = waiting.pop()
        if lot not in found:
            found.add(lot)
            waiting += state.lots[lot].parents if lot in state.lots else ()
    return found


def _since(state: State, finding: Finding, shown_ms: int | None) -> bool:
    """Whether a later look at the whole weapon has settled a doubt about its chambers."""
    if shown_ms is None:
        return False
    raised = [
        event.latest_ms
        for events in state.history.values()
        for event in events
        if event.id in finding.events
    ]
    return bool(raised) and max(raised) < shown_ms


def _declined(state: State, request: Request) -> Iterable[Finding]:
    """Whoever declined a weapon is not handed it, until they take it back of their own accord."""
    for event in state.of(HandlingDeclined):
        act = event.act
        if not isinstance(act, HandlingDeclined) or act.weapon != request.weapon:
            continue
        taken = [
            passed
            for passed in state.hand_overs(request.weapon)
            if isinstance(passed.act, CustodyPassed)
            and passed.act.receiver == act.person
            and passed.on_record
            and passed.latest_ms > event.latest_ms
        ]
        if act.person == request.receiver and not taken:
            yield Finding(
                code="handling-declined",
                level="not cleared",
                facts=(("person", act.person), ("weapon", act.weapon)),
                events=(event.id,),
            )
