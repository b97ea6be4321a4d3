"""Who was told and taught. DOMAIN rows SB1-03 and SB1-08."""

from coldset.core.acts import BriefingHeld, TrainingRecorded
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.gate.question import Question
from coldset.gate.rules.reading import counting, local_day, roles_at
from coldset.gate.rules.rule import Row, Rule, Wanted, words

_SB1_03 = Row("SB1-03", "[NMED-PR], [CA-9153](a)(4)", "Q")
_SB1_08 = Row("SB1-08", "[SAG-2024]", "Q")


def safety_meeting_held_today(question: Question) -> Finding:
    """A safety meeting is held on every day on which weapons are handled.

    A meeting on the set's own day, over by now, led by somebody with one of the roles `led_by`,
    that the receiver attended.
    """
    today = local_day(question.state, question.now_ms)
    if today is None:
        return _SB1_03.barred("day-unknown", zone=question.state.zone)
    held = [
        event
        for event in counting(question.state.of(BriefingHeld), question.now_ms)
        if local_day(question.state, event.earliest_ms) == today
    ]
    if not held:
        return _SB1_03.barred("no-meeting", day=today.isoformat())
    led = [event for event in held if _led(question, event)]
    if not led:
        return _SB1_03.barred("leader-unknown", held[-1], by=held[-1].by or "")
    receiver = question.request.receiver
    for event in reversed(led):
        if isinstance(event.act, BriefingHeld) and receiver in {*event.act.attendees, event.by}:
            return _SB1_03.passed(
                "attended", event, person=receiver, by=event.by or "", at_ms=event.latest_ms
            )
    return _SB1_03.barred("not-attended", *led, person=receiver, day=today.isoformat())


def _led(question: Question, event: Event) -> bool:
    held = roles_at(question.state, event.by, event.earliest_ms)
    return bool(held & set(words(question, "led_by")))


def receiver_trained(question: Question) -> Finding:
    """Whoever is given a weapon was first trained in handling it safely.

    One of `courses` is on record for the receiver, in general or for this weapon's model.
    """
    weapon = question.state.weapons.get(question.request.weapon)
    if weapon is None:
        return _SB1_08.barred("weapon-unrecorded", weapon=question.request.weapon)
    receiver = question.request.receiver
    other: list[Event] = []
    for event in counting(question.state.of(TrainingRecorded), question.now_ms):
        act = event.act
        if not isinstance(act, TrainingRecorded) or act.person != receiver:
            continue
        if act.course in words(question, "courses") and act.model in {"", weapon.model}:
            return _SB1_08.passed("trained", event, person=receiver, course=act.course)
        other.append(event)
    if other:
        return _SB1_08.barred("trained-otherwise", *other, person=receiver, model=weapon.model)
    return _SB1_08.barred("not-trained", person=receiver, model=weapon.model)


RULES = (
    Rule(
        _SB1_03,
        safety_meeting_held_today,
        ("day-unknown", "no-meeting", "leader-unknown", "not-attended", "attended"),
        (Wanted("led_by", "roles"),),
    ),
    Rule(
        _SB1_08,
        receiver_trained,
        ("weapon-unrecorded", "not-trained", "trained-otherwise", "trained"),
        (Wanted("courses", "words"),),
    ),
)
