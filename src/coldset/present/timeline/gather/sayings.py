"""What people said, and which entries were written down late."""

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.known import is_late
from coldset.core.words import Id
from coldset.gate.verdict import Verdict
from coldset.present.timeline.picture import Flag, Late, Saying
from coldset.present.timeline.wording import clock, local, name, short_day, who

LATE_MS = 15 * 60_000
"""An entry written down more than this after the fact is marked late, as in the packs."""


def saying_of(event: Event, at_ms: int) -> Saying | None:
    """The words of a statement, a concern or an instruction; None for anything else."""
    match event.act:
        case acts.StatementMade(words=words, paraphrase=paraphrase):
            told = words if paraphrase else f"\u201c{words}\u201d"
        case acts.StatementRevised(words=words):
            told = f"revised: {words}"
        case acts.ConcernRaised(text=text):
            told = f"\u201c{text}\u201d"
        case acts.InstructionGiven(person=person, text=text):
            told = f"to {name(person)}: \u201c{text}\u201d"
        case acts.HandlingDeclined(weapon=weapon):
            told = f"declined {name(weapon)}"
        case _:
            return None
    speaker = event.by or event.source.who or event.recorder
    return Saying(at_ms=at_ms, who=speaker, words=told, tells=f"{told} ({who(event)})")


def late_of(event: Event, at_ms: int, lane: Id, thing: Id, zone: str) -> Late | None:
    """The late mark of an entry of the crew's own record; None when it was in time.

    Hearsay is always written down afterwards; its lines are dotted for that reason.
    """
    if not event.on_record or not is_late(event, LATE_MS):
        return None
    written = event.recorded_ms
    same_day = local(written, zone).date() == local(event.latest_ms, zone).date()
    told = clock(written, zone)
    day = "" if same_day else f"{short_day(written, zone)} "
    return Late(at_ms=at_ms, lane=lane, thing=thing, written=f"{day}{told}")


def flag_of(verdict: Verdict) -> Flag:
    """The flag of a verdict, at the moment at which it was asked."""
    request = verdict.request
    against = len(verdict.against)
    reasons = f"; {against} findings against it" if against else ""
    tells = (
        f"{verdict.word}: {name(request.weapon)} from {name(request.giver)} to "
        f"{name(request.receiver)}{reasons}"
    )
    return Flag(word=verdict.word, at_ms=verdict.at_ms, weapon=request.weapon, tells=tells)


def override_of(event: Event, at_ms: int) -> Flag | None:
    """The flag of an override, which is no verdict and is never shown as cold."""
    match event.act:
        case acts.ClearanceOverridden(weapon=weapon, reason=reason, second=second):
            tells = f"override for {name(weapon)}: {reason}; second: {name(second)}"
            return Flag(word="override", at_ms=at_ms, weapon=weapon, tells=tells)
    return None
