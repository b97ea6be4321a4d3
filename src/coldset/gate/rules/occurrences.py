"""What must have happened before a weapon that went wrong is used again. DOMAIN row UK-04."""

from coldset.core.acts import (
    HammerFell,
    HazardIdentified,
    IncidentDeclared,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
    StopLifted,
    StopRaised,
)
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.gate.question import Question
from coldset.gate.rules.lots import loaded_lots
from coldset.gate.rules.reading import about, counting, last_ms
from coldset.gate.rules.rule import Row, Rule

_UK_04 = Row("UK-04", "[NOS-8]", "R")


def misfire_answered_before_reuse(question: Question) -> Finding:
    """After a misfire or an unplanned shot, all is made safe, recovered and told before re-use.

    For every unplanned shot of the weapon, and every hammer fall on what may not have been a
    dummy, whoever says so: a stop raised since is on record as lifted, with its cause, what was
    recovered and who was told.
    """
    state, name = question.state, question.request.weapon
    if name not in state.weapons:
        return _UK_04.barred("weapon-unrecorded", weapon=name)
    occurred = [event for event in about(state, name, ShotFired) if _unplanned(event)]
    occurred += [e for e in about(state, name, HammerFell) if not _on_dummies(question, e)]
    if not occurred:
        return _UK_04.passed("none-on-record", weapon=name)
    answers: list[Event] = []
    for event in occurred:
        lifted = _lifted_since(question, event)
        if lifted is None:
            return _UK_04.barred("no-stop-lifted", event, weapon=name, at_ms=event.latest_ms)
        missing = _left_out(lifted)
        if missing:
            return _UK_04.barred("not-told-in-full", event, lifted, missing=", ".join(missing))
        answers.append(lifted)
    return _UK_04.passed("answered", *occurred, *answers, weapon=name, times=len(occurred))


def _unplanned(event: Event) -> bool:
    return isinstance(event.act, ShotFired) and not event.act.planned


def _on_dummies(question: Question, fell: Event) -> bool:
    """Whether the hammer fell on nothing that the record has as other than a dummy."""
    state, name = question.state, question.request.weapon
    emptied = [e for e in about(state, name, RoundsUnloaded) if e.latest_ms < fell.earliest_ms]
    lots = {
        event.act.lot
        for event in about(state, name, RoundsLoaded)
        if isinstance(event.act, RoundsLoaded)
        and event.earliest_ms <= fell.latest_ms
        and event.latest_ms >= last_ms(emptied)
    }
    lots |= loaded_lots(state, name)
    return all(lot in state.lots and state.lots[lot].claimed == "dummy" for lot in lots)


def _lifted_since(question: Question, event: Event) -> Event | None:
    """The lifting of a stop that was raised after an event; the fullest where there are several."""
    raised = {
        stop.id
        for stop in question.state.of(HazardIdentified, IncidentDeclared, StopRaised)
        if stop.earliest_ms > event.latest_ms
    }
    lifted = [
        lift
        for lift in counting(question.state.of(StopLifted), question.now_ms)
        if isinstance(lift.act, StopLifted)
        and lift.act.stop in raised
        and lift.earliest_ms > event.latest_ms
    ]
    return min(lifted, key=lambda lift: len(_left_out(lift)), default=None)


def _left_out(lifted: Event) -> list[str]:
    if not isinstance(lifted.act, StopLifted):
        return ["cause", "recovered", "told"]
    return [name for name in ("cause", "recovered", "told") if not getattr(lifted.act, name)]


RULES = (
    Rule(
        _UK_04,
        misfire_answered_before_reuse,
        (
            "weapon-unrecorded",
            "no-stop-lifted",
            "not-told-in-full",
            "none-on-record",
            "answered",
        ),
    ),
)
