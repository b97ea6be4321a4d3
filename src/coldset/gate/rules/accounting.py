"""Whether every round is accounted for. DOMAIN row CO-01."""

from collections.abc import Iterator

from coldset.core.acts import (
    CasesCollected,
    LotCounted,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
)
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.lots import only_said, present_lots
from coldset.gate.rules.reading import about, counting
from coldset.gate.rules.rule import Row, Rule

_CO_01 = Row("CO-01", "[CODY-17]", "R")


def every_round_accounted_for(question: Question) -> Finding:
    """All rounds, fired or not, are turned in, so that every round is accounted for.

    Every lot was counted when it came or since, and its last count comes out; no more was drawn
    from a lot than it held; what came out of each weapon is what went in; no more cases were
    collected of a lot than were fired. Fewer cases than shots is a warning.
    """
    state, name = question.state, question.request.weapon
    if name not in state.weapons:
        return _CO_01.barred("weapon-unrecorded", weapon=name)
    for doubt in _doubts(question):
        return doubt
    short = dict(_cases(question))
    if any(missing < 0 for missing in short.values()):
        lots = sorted(lot for lot, missing in short.items() if missing < 0)
        return _CO_01.barred("too-many-cases", lots=", ".join(lots))
    missing = sorted(lot for lot, missing in short.items() if missing > 0)
    if missing:
        n = sum(short[lot] for lot in missing)
        return _CO_01.warned("cases-missing", lots=", ".join(missing), n=n)
    return _CO_01.passed("comes-out-even", lots=len(state.lots))


def _doubts(question: Question) -> Iterator[Finding]:
    yield from _lot_doubts(question)
    for weapon in sorted(question.state.weapons):
        yield from _weapon_doubts(question, weapon)


def _lot_doubts(question: Question) -> Iterator[Finding]:
    """Lots that nobody counted, whose last count differs, or that gave more than they held."""
    state = question.state
    counts = {
        event.act.lot: event
        for event in counting(state.of(LotCounted), question.now_ms)
        if isinstance(event.act, LotCounted)
    }
    differing = {
        event: f for f in state.findings if f.code == "count-differs" for event in f.events
    }
    for lot in present_lots(state):
        if (lot.n is None or only_said(state, lot.id)) and lot.id not in counts:
            yield _CO_01.barred("never-counted", lot=lot.id)
    for name, event in counts.items():
        finding = differing.get(event.id)
        if finding is not None:
            counted, recorded = finding.fact("counted"), finding.fact("recorded")
            code = "too-many" if int(counted) > int(recorded) else "missing"
            yield _CO_01.barred(code, event, lot=name, counted=counted, recorded=recorded)
    for finding in state.findings:
        if finding.code == "overdrawn":
            facts = {fact: finding.fact(fact) for fact in ("lot", "drawn", "held")}
            yield _CO_01.barred("too-many-drawn", *_events(state, finding), **facts)


def _events(state: State, finding: Finding) -> list[Event]:
    kinds = tuple(state.history)
    return [event for event in state.of(*kinds) if event.id in finding.events]


def _weapon_doubts(question: Question, weapon: Id) -> Iterator[Finding]:
    """Unloadings from a weapon of which fewer or more came out than can have been in it."""
    inside: int | None = 0
    cases = 0
    for event in about(question.state, weapon, RoundsLoaded, RoundsUnloaded, ShotFired):
        match event.act:
            case RoundsLoaded(n=n, chambers=chambers):
                went_in = n if n is not None else len(chambers) or None
                inside = None if inside is None or went_in is None else inside + went_in
            case ShotFired(n=n):
                inside = None if inside is None else max(inside - n, 0)
                cases += n
            case RoundsUnloaded(n=n, chambers=chambers):
                finding = _unloaded(event, inside, cases, n, len(chambers))
                if finding is not None:
                    yield finding
                inside, cases = _after_unloading(question, event, inside, cases)


def _unloaded(
    event: Event, inside: int | None, cases: int, n: int | None, chambers: int
) -> Finding | None:
    if n is None or inside is None:
        return _CO_01.barred("not-counted-out", event)
    least = min(inside, chambers - cases) if chambers else inside
    most = min(inside + cases, chambers) if chambers else inside + cases
    if n < least:
        return _CO_01.barred("missing", event, counted=n, recorded=least)
    if n > most:
        return _CO_01.barred("too-many", event, counted=n, recorded=most)
    return None


def _after_unloading(
    question: Question, event: Event, inside: int | None, cases: int
) -> tuple[int | None, int]:
    """What a weapon still holds: nothing when every chamber was named, or none in particular."""
    act = event.act
    if not isinstance(act, RoundsUnloaded):
        return inside, cases
    count = question.state.weapons[act.weapon].chamber_count
    if not act.chambers or len(set(act.chambers)) == count:
        return 0, 0
    return (None if inside is None else max(inside - len(act.chambers), 0)), cases


def _cases(question: Question) -> Iterator[tuple[Id, int]]:
    """For each lot with shots or cases, how many more were fired than cases collected."""
    state = question.state
    collected: dict[Id, int] = {}
    for event in counting(state.of(CasesCollected), question.now_ms):
        if isinstance(event.act, CasesCollected):
            collected[event.act.lot] = collected.get(event.act.lot, 0) + event.act.n
    fired = {lot.id: lot.fired for lot in state.lots.values()}
    for event in state.of(ShotFired):
        lot = _fired_from(state, event)
        if lot is not None and isinstance(event.act, ShotFired):
            fired[lot] = fired.get(lot, 0) + event.act.n
    for lot in {*collected, *fired}:
        yield lot, fired.get(lot, 0) - collected.get(lot, 0)


def _fired_from(state: State, shot: Event) -> Id | None:
    """The only lot that a shot from a chamber nobody named can have come from."""
    if not isinstance(shot.act, ShotFired) or shot.act.chamber is not None:
        return None
    before = [
        event
        for event in about(state, shot.act.weapon, RoundsLoaded, RoundsUnloaded)
        if event.latest_ms <= shot.earliest_ms
    ]
    lots: set[Id] = set()
    for event in before:
        if isinstance(event.act, RoundsUnloaded):
            lots.clear()
        elif isinstance(event.act, RoundsLoaded):
            lots.add(event.act.lot)
    return lots.pop() if len(lots) == 1 else None


RULES = (
    Rule(
        _CO_01,
        every_round_accounted_for,
        (
            "weapon-unrecorded",
            "never-counted",
            "missing",
            "too-many",
            "too-many-drawn",
            "not-counted-out",
            "too-many-cases",
            "cases-missing",
            "comes-out-even",
        ),
    ),
)
