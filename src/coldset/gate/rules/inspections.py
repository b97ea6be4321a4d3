"""What was looked at, when, and in whose presence. DOMAIN SB1-06, SB1-07, AE-01, AE-03, AE-04."""

from coldset.core.acts import (
    BoreChecked,
    HammerFell,
    RoundsUnloaded,
    ShotFired,
    StatusCalled,
    WeaponArrived,
    WeaponServiced,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.gate.question import Question
from coldset.gate.rules.looks import (
    chambers_needed,
    changed_ms,
    done_by,
    full_looks,
    no_round_fits,
    present_at,
    saw_all,
    seen_count,
)
from coldset.gate.rules.reading import (
    about,
    counting,
    hand_to_hand,
    in_line,
    last_ms,
    moves,
    plan_of,
    roles_at,
)
from coldset.gate.rules.rule import Row, Rule, Wanted, words

_SB1_06 = Row("SB1-06", "[SAG-2024]", "Q")
_SB1_07 = Row("SB1-07", "[SAG-2024]", "Q")
_AE_01 = Row("AE-01", "[AEAA]", "R")
_AE_03 = Row("AE-03", "[SFM], [PP-ARM]", "R")
_AE_04 = Row("AE-04", "[BROWN-CNN]", "R")


def weapon_checked_before_use(question: Question) -> Finding:
    """Every weapon is checked before each use.

    Somebody with one of the roles `checked_by` showed every chamber, after everything that can
    have changed the weapon; how many chambers it has is on record.
    """
    weapon = question.state.weapons.get(question.request.weapon)
    if weapon is None:
        return _SB1_06.barred("weapon-unrecorded", weapon=question.request.weapon)
    if no_round_fits(question):
        return _SB1_06.passed("no-chamber", weapon=weapon.id, weapon_class=weapon.weapon_class)
    if chambers_needed(question) is None:
        return _SB1_06.barred("chambers-unknown", weapon=weapon.id)
    changed = changed_ms(question.state, weapon.id)
    looks = full_looks(question, changed)
    if not looks:
        return _not_all_shown(question, changed)
    checks = done_by(question, looks, words(question, "checked_by"))
    if not checks:
        return _SB1_06.barred("not-by-a-checker", looks[-1], by=looks[-1].by or "")
    return _SB1_06.passed("checked", checks[-1], **_look_facts(question, checks[-1]))


def _look_facts(question: Question, look: Event) -> dict[str, str | int]:
    return {
        "weapon": question.request.weapon,
        "by": look.by or "",
        "seen": seen_count(look),
        "chambers": chambers_needed(question) or 0,
        "at_ms": look.latest_ms,
    }


def _not_all_shown(question: Question, changed: int) -> Finding:
    """Why no look covers the weapon as it is: none, too early, or not every chamber."""
    shown = counting(about(question.state, question.request.weapon, WeaponShown), question.now_ms)
    if not shown:
        return _SB1_06.barred("never-shown", weapon=question.request.weapon)
    facts = _look_facts(question, shown[-1])
    if shown[-1].earliest_ms <= changed:
        return _SB1_06.barred("changed-since", shown[-1], changed_ms=changed, **facts)
    return _SB1_06.barred("not-all-seen", shown[-1], **facts)


def bore_seen_clear(question: Question) -> Finding:
    """A barrel is looked through before and after every firing.

    Somebody with one of the roles `checked_by` saw the bore clear after the last shot, hammer
    fall, unloading or service, and nobody has said otherwise since.
    """
    state, name = question.state, question.request.weapon
    if name not in state.weapons:
        return _SB1_07.barred("weapon-unrecorded", weapon=name)
    if no_round_fits(question):
        return _SB1_07.passed("no-chamber", weapon=name)
    looks = about(state, name, BoreChecked)
    if not counting(looks, question.now_ms):
        return _SB1_07.barred("never-checked", weapon=name)
    fired = last_ms(about(state, name, HammerFell, RoundsUnloaded, ShotFired, WeaponServiced))
    last = looks[-1]
    if not (isinstance(last.act, BoreChecked) and last.act.clear):
        return _SB1_07.barred("not-clear", last, weapon=name, at_ms=last.latest_ms)
    since = [look for look in _clear(looks, question.now_ms) if look.earliest_ms > fired]
    if not since:
        return _SB1_07.barred("fired-since", last, weapon=name, fired_ms=fired)
    return _bore_checked_by(question, since)


def _bore_checked_by(question: Question, since: list[Event]) -> Finding:
    checks = done_by(question, since, words(question, "checked_by"))
    if not checks:
        return _SB1_07.barred("not-by-a-checker", since[-1], by=since[-1].by or "")
    return _SB1_07.passed(
        "clear",
        checks[-1],
        weapon=question.request.weapon,
        by=checks[-1].by or "",
        at_ms=checks[-1].latest_ms,
    )


def _clear(looks: list[Event], now_ms: int) -> list[Event]:
    return [
        look
        for look in counting(looks, now_ms)
        if isinstance(look.act, BoreChecked) and look.act.clear
    ]


def first_ad_saw_it_safe(question: Question) -> Finding:
    """The first AD has the weapon shown to be safe before it is used on set.

    Somebody with one of the roles `shown_to` states to have seen every chamber, in a look after
    everything that can have changed the weapon.
    """
    name, need = question.request.weapon, chambers_needed(question)
    if name not in question.state.weapons:
        return _AE_01.barred("weapon-unrecorded", weapon=name)
    if need is None:
        return _AE_01.barred("chambers-unknown", weapon=name)
    looks = full_looks(question, changed_ms(question.state, name))
    if not looks:
        return _AE_01.barred("not-shown-since-changed", weapon=name)
    for look in reversed(looks):
        for person in sorted(saw_all(look, need)):
            held = roles_at(question.state, person, look.earliest_ms)
            if held & set(words(question, "shown_to")):
                return _AE_01.passed("seen", look, person=person, at_ms=look.latest_ms)
    return _AE_01.barred("not-seen-by", looks[-1], roles=", ".join(words(question, "shown_to")))


def shown_to_those_it_concerns(question: Question) -> Finding:
    """The weapon is shown before the first AD, the performer and whoever it may be aimed at.

    Since it last changed or went from hand to hand: looks at every chamber, at which somebody
    with one of the roles `shown_to`, the receiver and everyone in the line by the scene's plan
    were present; then its status was called, in the word that is asked for, with the contents
    meant, and the receiver heard it.
    """
    state, request = question.state, question.request
    if request.weapon not in state.weapons:
        return _AE_03.barred("weapon-unrecorded", weapon=request.weapon)
    plan = plan_of(question)
    if plan is None:
        return _AE_03.barred("scene-unplanned", scene=request.scene or "")
    after = max(changed_ms(state, request.weapon), last_ms(hand_to_hand(state, request.weapon)))
    looks = full_looks(question, after)
    if not looks:
        return _AE_03.barred("not-shown", weapon=request.weapon, since_ms=after)
    present = frozenset(person for look in looks for person in present_at(look))
    missing = sorted({request.receiver, *in_line(question, plan)} - present)
    if missing:
        return _AE_03.barred("not-present", *looks, persons=", ".join(missing))
    now, roles = question.now_ms, set(words(question, "shown_to"))
    if not any(roles_at(state, person, now) & roles for person in present):
        return _AE_03.barred("nobody-of-role", *looks, roles=", ".join(sorted(roles)))
    return _status_called(question, after, looks)


def _status_called(question: Question, after: int, looks: list[Event]) -> Finding:
    request = question.request
    calls = [
        event
        for event in about(question.state, request.weapon, StatusCalled)
        if event.latest_ms > after
    ]
    last = calls[-1] if calls else None
    if last is None or not isinstance(last.act, StatusCalled):
        return _AE_03.barred("status-not-called", *looks, word=request.status)
    if last not in counting([last], question.now_ms) or last.earliest_ms <= after:
        return _AE_03.barred("status-not-called", *looks, word=request.status)
    if last.act.word != request.status:
        return _AE_03.barred("status-differs", last, word=request.status, called=last.act.word)
    if not last.act.meant:
        return _AE_03.barred("status-without-contents", last, word=request.status)
    if request.receiver not in {*last.act.heard_by, last.by}:
        return _AE_03.barred("status-not-heard", last, person=request.receiver)
    return _AE_03.passed("shown-and-called", *looks, last, word=last.act.word, meant=last.act.meant)


def checked_after_every_transfer(question: Question) -> Finding:
    """A weapon is looked at again each time it changes hands.

    Somebody with one of the roles `checked_by` showed every chamber after the weapon last came
    into the record, went from hand to hand, or was moved by nobody knows whom.
    """
    state, name = question.state, question.request.weapon
    if name not in state.weapons:
        return _AE_04.barred("weapon-unrecorded", weapon=name)
    if chambers_needed(question) is None:
        return _AE_04.barred("chambers-unknown", weapon=name)
    unknown = [event for event in moves(state, name) if event.by is None]
    arrived = about(state, name, WeaponArrived)
    moved = last_ms([*hand_to_hand(state, name), *unknown, *arrived])
    looks = full_looks(question, moved)
    if not looks:
        return _AE_04.barred("moved-since", weapon=name, moved_ms=moved)
    checks = done_by(question, looks, words(question, "checked_by"))
    if not checks:
        return _AE_04.barred("not-by-a-checker", looks[-1], by=looks[-1].by or "")
    return _AE_04.passed("checked", checks[-1], **_look_facts(question, checks[-1]))


_CHECKED_BY = Wanted("checked_by", "roles")
_SHOWN_TO = Wanted("shown_to", "roles")

RULES = (
    Rule(
        _SB1_06,
        weapon_checked_before_use,
        (
            "weapon-unrecorded",
            "chambers-unknown",
            "never-shown",
            "changed-since",
            "not-all-seen",
            "not-by-a-checker",
            "no-chamber",
            "checked",
        ),
        (_CHECKED_BY,),
    ),
    Rule(
        _SB1_07,
        bore_seen_clear,
        (
            "weapon-unrecorded",
            "never-checked",
            "not-clear",
            "fired-since",
            "not-by-a-checker",
            "no-chamber",
            "clear",
        ),
        (_CHECKED_BY,),
    ),
    Rule(
        _AE_01,
        first_ad_saw_it_safe,
        (
            "weapon-unrecorded",
            "chambers-unknown",
            "not-shown-since-changed",
            "not-seen-by",
            "seen",
        ),
        (_SHOWN_TO,),
    ),
    Rule(
        _AE_03,
        shown_to_those_it_concerns,
        (
            "weapon-unrecorded",
            "scene-unplanned",
            "not-shown",
            "not-present",
            "nobody-of-role",
            "status-not-called",
            "status-differs",
            "status-without-contents",
            "status-not-heard",
            "shown-and-called",
        ),
        (_SHOWN_TO,),
    ),
    Rule(
        _AE_04,
        checked_after_every_transfer,
        ("weapon-unrecorded", "chambers-unknown", "moved-since", "not-by-a-checker", "checked"),
        (_CHECKED_BY,),
    ),
)
