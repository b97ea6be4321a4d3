"""Which rounds may be here at all, and how dummies are known. DOMAIN rows SB1-01 and AU-02."""

from coldset.core.acts import HazardIdentified, HazardSuspected, RoundDiscarded, StopLifted
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.state import Check, Lot, State
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.looks import chambers_needed, changed_ms, full_looks, no_round_fits
from coldset.gate.rules.lots import (
    demonstrations,
    loaded_lots,
    loaded_on_record,
    only_said,
    present_lots,
    shown_not_live,
)
from coldset.gate.rules.reading import counting
from coldset.gate.rules.rule import Row, Rule
from coldset.margin.powers import can_show

_SB1_01 = Row("SB1-01", "[NMED-PR], [NZ-GUILD]", "Q")
_AU_02 = Row("AU-02", "[SSA]", "R")

_ALLOWED = frozenset({"dummy", "blank"})
"""The classes that a lot on the property may be claimed to be."""


def no_live_round_on_set(question: Question) -> Finding:
    """Live ammunition is never used on a set, nor brought onto it.

    Every lot that may be on the property came by the crew's own record as dummies or blanks; no
    chamber is seen to hold a live round; every live round that was found has had its stop lifted,
    and none is suspected; every round that answered a check otherwise was told apart since.
    """
    state = question.state
    if question.request.weapon not in state.weapons:
        return _SB1_01.barred("weapon-unrecorded", weapon=question.request.weapon)
    found = _unanswered_finds(state)
    if found:
        return _SB1_01.barred("live-found", *found, times=len(found))
    suspected = [event for event in state.suspicions.values() if _hazard(event) == "live"]
    if suspected:
        return _SB1_01.barred("live-suspected", *suspected, times=len(suspected))
    return _lots_and_chambers(question)


def _lots_and_chambers(question: Question) -> Finding:
    state = question.state
    chambers = [chamber for chambers in state.cylinders.values() for chamber in chambers.values()]
    loaded = {chamber.lot for chamber in chambers if chamber.lot is not None}
    lots = {lot.id: lot for lot in present_lots(state)}
    lots |= {name: state.lots[name] for name in loaded if name in state.lots}
    live = sorted(lot.id for lot in lots.values() if lot.claimed == "live")
    if live or any(chamber.contents == "live" for chamber in chambers):
        return _SB1_01.barred("live-on-record", lots=", ".join(live))
    unclear = sorted(
        lot.id for lot in lots.values() if lot.claimed not in _ALLOWED or only_said(state, lot.id)
    )
    if unclear:
        return _SB1_01.barred("class-unknown", lots=", ".join(unclear))
    odd = [check.event for lot in lots.values() for check in _odd_checks(question, lot)]
    if odd:
        return _SB1_01.barred("answered-otherwise", *odd, times=len(odd))
    return _SB1_01.passed("none-on-record", lots=len(lots))


def _hazard(event: Event) -> str:
    if isinstance(event.act, HazardIdentified | HazardSuspected):
        return event.act.hazard
    return ""


def _unanswered_finds(state: State) -> list[Event]:
    """The finds of live rounds whose stop is not on record as lifted."""
    lifted = {
        event.act.stop
        for event in state.of(StopLifted)
        if event.on_record and isinstance(event.act, StopLifted)
    }
    return [
        event
        for event in state.of(HazardIdentified)
        if _hazard(event) == "live" and event.id not in lifted
    ]


def _odd_checks(question: Question, lot: Lot) -> list[Check]:
    """The checks in which rounds answered otherwise, and nothing told since what these are."""
    family = [
        other
        for other in question.state.lots.values()
        if other.id == lot.id or lot.id in other.parents
    ]
    return [
        check for check in lot.checks if check.others and not _told_apart(question, check, family)
    ]


def _told_apart(question: Question, odd: Check, family: list[Lot]) -> bool:
    """Whether the odd rounds answered a method good for their build, or are gone, since then."""
    since = odd.event.latest_ms
    for lot in family:
        for check in lot.checks:
            all_answered = check.n is not None and check.answered == check.n and not check.others
            if (
                all_answered
                and check.event in counting([check.event], question.now_ms)
                and check.event.earliest_ms > since
                and (check.n == odd.others or (odd.n is not None and (check.n or 0) >= odd.n))
                and can_show(question.terms, check.method, "live", lot.build)
            ):
                return True
    return _thrown_away(question, {lot.id for lot in family}, since) >= odd.others


def _thrown_away(question: Question, lots: set[Id], since_ms: int) -> int:
    return sum(
        event.act.n or 0
        for event in counting(question.state.of(RoundDiscarded), question.now_ms)
        if isinstance(event.act, RoundDiscarded)
        and event.act.lot in lots
        and event.earliest_ms > since_ms
    )


def dummies_demonstrated(question: Question) -> Finding:
    """Dummies can be told from live rounds, and are shown to be dummies.

    What each chamber holds is on record. Every round in one that is no blank was checked with
    its lot, or with all the lots that one came from, or was shown in its chamber since the
    weapon last changed, before a second person, by a method that shows live for its build.
    """
    state, name = question.state, question.request.weapon
    if name not in state.weapons:
        return _AU_02.barred("weapon-unrecorded", weapon=name)
    if no_round_fits(question):
        return _AU_02.passed("no-chamber", weapon=name)
    chambers, need = state.chambers(name), chambers_needed(question)
    unseen = [number for number, chamber in chambers.items() if chamber.contents == "unknown"]
    if need is None or len(chambers) != need or unseen:
        return _AU_02.barred("contents-unknown", weapon=name, chambers=_numbers(unseen))
    dummies = {
        number: chamber.lot
        for number, chamber in chambers.items()
        if chamber.contents not in {"empty", "case", "blank"}
    }
    if not dummies:
        return _AU_02.passed("no-dummies", weapon=name)
    proof, left = _demonstrated(question, dummies, need)
    if left:
        lots = ", ".join(sorted(loaded_lots(state, name)))
        return _AU_02.barred("not-demonstrated", weapon=name, chambers=_numbers(left), lots=lots)
    return _AU_02.passed("demonstrated", *proof, weapon=name, n=len(dummies))


def _numbers(chambers: list[int]) -> str:
    return ", ".join(str(number) for number in sorted(chambers))


def _demonstrated(
    question: Question, dummies: dict[int, Id | None], need: int
) -> tuple[list[Event], list[int]]:
    """The entries that show chambers' rounds to be dummies, and the chambers left without one."""
    proof: dict[Id, Event] = {}
    left = set(dummies)
    for look in full_looks(question, changed_ms(question.state, question.request.weapon)):
        seen = shown_not_live(question, look, need) & left
        if seen:
            proof[look.id], left = look, left - seen
    for number in sorted(left):
        lot = dummies[number] or ""
        if loaded_on_record(question, question.request.weapon, lot):
            events = demonstrations(question, lot, question.now_ms)
            proof |= {event.id: event for event in events}
            left = left - {number} if events else left
    return list(proof.values()), sorted(left)


RULES = (
    Rule(
        _SB1_01,
        no_live_round_on_set,
        (
            "weapon-unrecorded",
            "live-found",
            "live-suspected",
            "live-on-record",
            "class-unknown",
            "answered-otherwise",
            "none-on-record",
        ),
    ),
    Rule(
        _AU_02,
        dummies_demonstrated,
        (
            "weapon-unrecorded",
            "contents-unknown",
            "not-demonstrated",
            "no-chamber",
            "no-dummies",
            "demonstrated",
        ),
    ),
)
