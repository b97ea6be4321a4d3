"""Who may have a weapon, hand it over and collect it. DOMAIN rows CA-01 to CA-04."""

from coldset.core.acts import (
    CustodyPassed,
    CutCalled,
    DutyAssigned,
    DutyEnded,
    ItemMoved,
    KitIssued,
    KitReturned,
    MealCalled,
    QualificationRecorded,
    Wrapped,
)
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.state import State, Whereabouts
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.reading import counting, hand_to_hand, last_ms, moves, roles_at
from coldset.gate.rules.rule import Row, Rule, Wanted, words

_CA_01 = Row("CA-01", "[CA-9153](a)(1)", "R")
_CA_02 = Row("CA-02", "[CA-9153](a)(2)", "R")
_CA_03 = Row("CA-03", "[CA-9153](a)(2)", "R")
_CA_04 = Row("CA-04", "[CA-9153](a)(3)", "R")


def weapon_with_qualified_handler(question: Question) -> Finding:
    """A weapon is only ever in the custody and control of a qualified handler.

    Who has it now, who gives it and who is named to supervise each hold one of `roles` and one
    of `qualifications`, on record with a date of expiry that is still to come. While the receiver
    has it already, that is their supervisor's to hold. Custody is on the crew's own record, with
    no gap.
    """
    state, request = question.state, question.request
    where = state.whereabouts(request.weapon)
    if where is None:
        return _CA_01.barred("weapon-unrecorded", weapon=request.weapon)
    if where.said or where.gap:
        return _CA_01.barred("custody-unknown", weapon=request.weapon, since_ms=where.since_ms)
    holding = state.person_holding(request.weapon)
    if holding not in {None, request.giver, request.receiver}:
        return _CA_01.barred("held-by-another", holder=holding or "", giver=request.giver)
    present = _in_control(question, where, holding)
    if present is None:
        return _CA_01.barred("nobody-in-control", weapon=request.weapon, holder=where.holder)
    return _all_qualified(question, present)


def _all_qualified(question: Question, present: Id) -> Finding:
    permits: list[Event] = []
    named = (present, question.request.giver, question.request.supervisor)
    for person in dict.fromkeys(name for name in named if name is not None):
        if not roles_at(question.state, person, question.now_ms) & set(words(question, "roles")):
            return _CA_01.barred("not-a-handler", person=person)
        permit = _valid_permit(question, person)
        if permit is None:
            return _CA_01.barred("not-qualified", person=person, now_ms=question.now_ms)
        permits.append(permit)
    return _CA_01.passed("in-custody", *permits, person=present)


def _in_control(question: Question, where: Whereabouts, holding: Id | None) -> Id | None:
    """Who answers for the weapon now: its holder, a performer's supervisor, or its watcher."""
    if holding is None:
        return where.by
    if holding == question.request.giver:
        return holding
    if roles_at(question.state, holding, question.now_ms) & set(words(question, "roles")):
        return holding
    return where.supervisor


def _valid_permit(question: Question, person: Id) -> Event | None:
    """A permit of a kind that counts, whose expiry is on record and still to come."""
    for event in counting(question.state.of(QualificationRecorded), question.now_ms):
        act = event.act
        if (
            isinstance(act, QualificationRecorded)
            and act.person == person
            and act.qualification in words(question, "qualifications")
            and act.expires_ms is not None
            and act.expires_ms > question.now_ms
        ):
            return event
    return None


def handed_over_by_a_handler(question: Question) -> Finding:
    """Only a handler hands a weapon to a performer or stand-in.

    The giver holds one of `roles` now, by a role on record that has not ended.
    """
    giver = question.request.giver
    held = roles_at(question.state, giver, question.now_ms)
    handler = sorted(held & set(words(question, "roles")))
    if not handler:
        return _CA_02.barred("giver-not-a-handler", giver=giver, roles=", ".join(sorted(held)))
    return _CA_02.passed("giver-is-a-handler", giver=giver, role=handler[0])


def collected_by_a_handler(question: Question) -> Finding:
    """When the action ends, only a handler collects the weapon.

    The last time it went to anybody without one of `roles`, the next entry that moves it brings
    it back to somebody with one, by their own hand; a weapon that is still out after a cut, a
    meal or a wrap is not cleared. Where only earlier times were not collected so, it warns.
    """
    state, request = question.state, question.request
    if request.weapon not in state.weapons:
        return _CA_03.barred("weapon-unrecorded", weapon=request.weapon)
    issues = [
        event
        for event in hand_to_hand(state, request.weapon)
        if not isinstance(event.act, KitReturned) and not _to_a_handler(question, event)
    ]
    if not issues:
        return _CA_03.passed("never-issued", weapon=request.weapon)
    *earlier, last = issues
    collected = _collected(question, last)
    if collected is None:
        return _not_collected(question, last)
    missed = [issue for issue in earlier if _collected(question, issue) is None]
    if missed:
        return _CA_03.warned("earlier-not-collected", *missed, times=len(missed))
    return _CA_03.passed("collected", last, collected, person=_receiver(last) or "")


def _not_collected(question: Question, issue: Event) -> Finding:
    """What it means that nobody is on record as having collected a weapon in the right way."""
    state, request = question.state, question.request
    to = _receiver(issue) or ""
    if _next_move(state, request.weapon, issue) is not None:
        return _CA_03.barred("collected-by-another", issue, person=to, since_ms=issue.latest_ms)
    ended = last_ms(state.of(CutCalled, MealCalled, Wrapped))
    if ended >= issue.earliest_ms:
        return _CA_03.barred("not-collected", issue, person=to, ended_ms=ended)
    if to != request.receiver:
        return _CA_03.barred("still-out", issue, person=to, since_ms=issue.latest_ms)
    return _CA_03.passed("still-in-use", issue, person=to)


def _receiver(event: Event) -> Id | None:
    match event.act:
        case CustodyPassed(receiver=person) | KitIssued(receiver=person):
            return person
        case KitReturned(receiver=person):
            return person
        case ItemMoved():
            return event.by
    return None


def _to_a_handler(question: Question, event: Event) -> bool:
    held = roles_at(question.state, _receiver(event), event.earliest_ms)
    return bool(held & set(words(question, "roles")))


def _next_move(state: State, weapon: Id, issue: Event) -> Event | None:
    later = [
        event
        for event in moves(state, weapon)
        if event.id != issue.id and event.latest_ms > issue.latest_ms
    ]
    return later[0] if later else None


def _collected(question: Question, issue: Event) -> Event | None:
    """The entry by which an issued weapon came back into a handler's hands, if it did."""
    back = _next_move(question.state, question.request.weapon, issue)
    if back is None or back not in counting([back], question.now_ms):
        return None
    if isinstance(back.act, CustodyPassed | KitIssued | KitReturned) and (
        back.act.giver != _receiver(issue)
    ):
        return None
    return back if _to_a_handler(question, back) else None


def handler_has_no_other_duty(question: Question) -> Finding:
    """A handler has no other duties while preparing a weapon and while a performer has it.

    The giver, and the supervisor where one is named, hold a role on record, no role besides
    `roles`, and no duty that the policy does not allow beside it; a duty ends only by the crew's
    own record.
    """
    state, request = question.state, question.request
    for person in dict.fromkeys((request.giver, request.supervisor)):
        if person is None:
            continue
        held = roles_at(state, person, question.now_ms)
        if not held:
            return _CA_04.barred("no-role-on-record", person=person)
        others = sorted(held - set(words(question, "roles")))
        if others:
            return _CA_04.barred("other-role", person=person, role=", ".join(others))
        duties = _duties(question, person)
        if duties:
            said = ", ".join(sorted({_duty(event) for event in duties}))
            return _CA_04.barred("other-duty", *duties, person=person, duty=said)
    return _CA_04.passed("no-other-duty", giver=request.giver)


def _duty(event: Event) -> str:
    return event.act.duty if isinstance(event.act, DutyAssigned) else ""


def _duties(question: Question, person: Id) -> list[Event]:
    """The duties beside handling that a person was given and that have not certainly ended."""
    ends = [
        (event.act.duty, event.earliest_ms)
        for event in counting(question.state.of(DutyEnded), question.now_ms)
        if isinstance(event.act, DutyEnded) and event.act.person == person
    ]
    return [
        event
        for event in question.state.of(DutyAssigned)
        if isinstance(event.act, DutyAssigned)
        and event.act.person == person
        and event.act.duty not in question.terms.other_duties_allowed
        and not any(duty == event.act.duty and end > event.latest_ms for duty, end in ends)
    ]


_ROLES = Wanted("roles", "roles")

RULES = (
    Rule(
        _CA_01,
        weapon_with_qualified_handler,
        (
            "weapon-unrecorded",
            "custody-unknown",
            "held-by-another",
            "nobody-in-control",
            "not-a-handler",
            "not-qualified",
            "in-custody",
        ),
        (_ROLES, Wanted("qualifications", "words")),
    ),
    Rule(
        _CA_02,
        handed_over_by_a_handler,
        ("giver-not-a-handler", "giver-is-a-handler"),
        (_ROLES,),
    ),
    Rule(
        _CA_03,
        collected_by_a_handler,
        (
            "weapon-unrecorded",
            "never-issued",
            "collected-by-another",
            "not-collected",
            "still-out",
            "still-in-use",
            "earlier-not-collected",
            "collected",
        ),
        (_ROLES,),
    ),
    Rule(
        _CA_04,
        handler_has_no_other_duty,
        ("no-role-on-record", "other-role", "other-duty", "no-other-duty"),
        (_ROLES,),
    ),
)
