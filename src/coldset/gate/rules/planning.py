"""What was settled before the day's work. DOMAIN rows SB1-04 and UK-02."""

from coldset.core.acts import WeaponArrived, WeaponPointed
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.looks import no_round_fits
from coldset.gate.rules.reading import about, counting, in_line, plan_of, roles_at
from coldset.gate.rules.rule import Row, Rule, Wanted, words

_SB1_04 = Row("SB1-04", "[NMED-PR]", "Q")
_UK_02 = Row("UK-02", "[BBC-FW]", "R")


def nobody_aimed_at_without_consultation(question: Question) -> Finding:
    """A weapon is pointed at somebody only after a handler or safety advisor was consulted.

    The scene's plan is on record; for everyone whom it, or any later word, puts before the
    weapon there is a consultation since that plan with somebody who has one of the roles
    `consulted`.
    """
    state, request = question.state, question.request
    if request.weapon not in state.weapons:
        return _SB1_04.barred("weapon-unrecorded", weapon=request.weapon)
    plan = plan_of(question)
    if plan is None:
        return _SB1_04.barred("scene-unplanned", scene=request.scene or "")
    pointed = [
        event
        for event in about(state, request.weapon, WeaponPointed)
        if event.latest_ms >= plan.latest_ms
    ]
    aimed_at = in_line(question, plan) | {_target(event) for event in pointed}
    if not aimed_at:
        return _SB1_04.passed("nobody-in-line", plan, scene=request.scene or "")
    consulted = [event for event in pointed if _consulted(question, plan, event)]
    missing = sorted(aimed_at - {_target(event) for event in consulted})
    if missing:
        return _SB1_04.barred("not-consulted", plan, persons=", ".join(missing))
    return _SB1_04.passed("consulted", plan, *consulted, persons=", ".join(sorted(aimed_at)))


def _target(event: Event) -> Id:
    return event.act.at if isinstance(event.act, WeaponPointed) else ""


def _consulted(question: Question, plan: Event, event: Event) -> bool:
    if event not in counting([event], question.now_ms) or event.earliest_ms <= plan.latest_ms:
        return False
    if not isinstance(event.act, WeaponPointed):
        return False
    held = roles_at(question.state, event.act.consulted, event.earliest_ms)
    return bool(held & set(words(question, "consulted")))


def replica_preferred(question: Question) -> Finding:
    """A replica is used wherever it achieves the shot.

    A functional weapon came with a reason on record why no replica would do; without one this
    warns. What the weapon can do is known.
    """
    weapon = question.state.weapons.get(question.request.weapon)
    if weapon is None:
        return _UK_02.barred("weapon-unrecorded", weapon=question.request.weapon)
    if no_round_fits(question):
        return _UK_02.passed("replica", weapon=weapon.id, weapon_class=weapon.weapon_class)
    if weapon.weapon_class == "blank-firing":
        return _UK_02.passed("blank-firing", weapon=weapon.id)
    if weapon.weapon_class != "functional":
        return _UK_02.barred("class-unknown", weapon=weapon.id, weapon_class=weapon.weapon_class)
    arrived = counting(about(question.state, weapon.id, WeaponArrived), question.now_ms)
    if not arrived or not weapon.reason:
        return _UK_02.warned("no-reason", weapon=weapon.id)
    return _UK_02.passed("reason-given", arrived[-1], weapon=weapon.id, reason=weapon.reason)


RULES = (
    Rule(
        _SB1_04,
        nobody_aimed_at_without_consultation,
        (
            "weapon-unrecorded",
            "scene-unplanned",
            "not-consulted",
            "nobody-in-line",
            "consulted",
        ),
        (Wanted("consulted", "roles"),),
    ),
    Rule(
        _UK_02,
        replica_preferred,
        (
            "weapon-unrecorded",
            "class-unknown",
            "no-reason",
            "replica",
            "blank-firing",
            "reason-given",
        ),
    ),
)
