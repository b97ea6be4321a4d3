"""The shortest way to green: which looks, by whom, would bring the figures to what is asked.

Plans are tried on a copy of the record, shortest first; a plan that does not help is not said.
What bars for another reason (a rule, a stop, a refusal) has to be answered itself.
"""

from collections.abc import Iterator
from itertools import combinations

import msgspec

from coldset.core.acts import BoreChecked, RoundsUnloaded, Sight, WeaponShown
from coldset.core.acts.base import Act
from coldset.core.events import Event, Witness
from coldset.core.findings import Finding
from coldset.core.state import Chamber, State
from coldset.core.words import ROUND_HAZARDS, Id, Method
from coldset.gate.answer import answer
from coldset.gate.policy import Policy
from coldset.gate.verdict import Step, Verdict
from coldset.margin.outlook import Outlook
from coldset.margin.powers import can_show
from coldset.margin.terms import Terms

EVERY_ONE = 10**6
"""A witness of a step sees however many chambers there are."""

EMPTY: tuple[Method, ...] = ("empty",)

LOOK_CODES = frozenset({"figure-low", "chambers-unseen", "contents-not-allowed"})
"""Findings that only a look at the weapon can answer."""


def steps_to_green(outlook: Outlook, verdict: Verdict, policy: Policy) -> tuple[Step, ...]:
    """What to do, in order: a plan of looks, then each finding that needs its own answer."""
    plan, left = _looks(outlook, verdict, policy)
    codes = dict.fromkeys(finding.code for finding in left)
    return (*plan, *(Step(kind="answer", code=code) for code in codes))


def _looks(
    outlook: Outlook, verdict: Verdict, policy: Policy
) -> tuple[tuple[Step, ...], list[Finding]]:
    """The shortest plan after which no look is wanting, and what bars even then."""
    barred = list(verdict.against)
    state = outlook.states()[0]
    weapon = state.weapons.get(verdict.request.weapon)
    wanted = any(finding.code in LOOK_CODES for finding in barred)
    if weapon is None or not weapon.chamber_count or not wanted:
        return (), barred
    for plan in _plans(state, verdict, policy.terms):
        emptied = plan[0].kind == "empty"
        events = [
            one
            for number, step in enumerate(plan)
            for one in _events(verdict, state, step, number, emptied=emptied)
        ]
        after = answer(outlook.supposing(events, verdict.at_ms), verdict.request, policy)
        if not any(finding.code in LOOK_CODES for finding in after.against):
            return plan, list(after.against)
    return (), barred


def _plans(state: State, verdict: Verdict, terms: Terms) -> Iterator[tuple[Step, ...]]:
    """Looks by handlers who are there, from the fewest; emptying the weapon last.

    A second handler's look is one of its own, after the first and beside whoever has the weapon.
    """
    weapon, request = verdict.request.weapon, verdict.request
    handlers = _present(state, terms.custodians)
    handlers.sort(key=lambda one: (one != request.giver, state.people[one].place != request.place))
    others = [p for p in _present(state, ("first-ad", "safety-advisor")) if p not in handlers]
    if not handlers:
        return
    first, second = handlers[0], (handlers[1:] or [""])[0]
    witness = (others or [second])[0]
    methods = _methods(state, terms, weapon)
    empty = Step(kind="empty", by=first, witness=witness, methods=EMPTY)
    bores = [Step(kind="bore", by=first, witness=witness)]
    looks = [Step(kind="show", by=first, witness=witness, methods=methods)]
    emptied: list[Step] = []
    if second:
        witness = (others or [first])[0]
        again = Step(kind="look-again", by=second, witness=witness, methods=methods)
        looks.append(again)
        emptied.append(msgspec.structs.replace(again, methods=EMPTY))
        bores.append(Step(kind="bore-again", by=second, witness=witness))
    if not any(one.fact("hazard") == "lodged" for one in verdict.against if one.code in LOOK_CODES):
        bores = []
    unseen = any(finding.code == "chambers-unseen" for finding in verdict.against)
    for plan in _fewest_first(looks, bores):
        yield tuple(map(_as_first, plan)) if unseen and looks[0] not in plan else plan
    for more in _fewest_first(emptied, bores, at_least=0):
        yield (empty, *more)


def _as_first(step: Step) -> Step:
    """A second handler's look, where none stands that it could come after."""
    return msgspec.structs.replace(step, kind="show") if step.kind == "look-again" else step


def _fewest_first(
    looks: list[Step], bores: list[Step], at_least: int = 1
) -> Iterator[tuple[Step, ...]]:
    """Every choice of these steps in their order, looks before bores."""
    for count in range(at_least, len(looks) + len(bores) + 1):
        yield from combinations((*looks, *bores), count)


def _present(state: State, roles: tuple[str, ...]) -> list[Id]:
    return sorted(
        person.id
        for person in state.people.values()
        if person.on_property and person.roles & set(roles)
    )


def _methods(state: State, terms: Terms, weapon: Id) -> tuple[Method, ...]:
    """The methods that can show something in what the weapon holds."""
    chambers = state.chambers(weapon).values()
    return tuple(
        dict.fromkeys(
            power.method
            for power in terms.methods
            for chamber in chambers
            if power.method != "bore" and _shows(state, terms, power.method, chamber)
        )
    )


def _shows(state: State, terms: Terms, method: Method, chamber: Chamber) -> bool:
    lot = state.lots.get(chamber.lot or "")
    build = lot.build if lot is not None else ()
    return any(can_show(terms, method, hazard, build, chamber.contents) for hazard in ROUND_HAZARDS)


def _events(
    verdict: Verdict, state: State, step: Step, number: int, *, emptied: bool
) -> list[Event]:
    """The entries that a step would leave in the record."""
    weapon = verdict.request.weapon
    if step.kind in {"bore", "bore-again"}:
        return [_entry(verdict, step, f"step-{number}", BoreChecked(weapon=weapon, clear=True))]
    shown = WeaponShown(
        weapon=weapon, sights=_sights(state, weapon, step, emptied=emptied), turned=True
    )
    looked = _entry(verdict, step, f"step-{number}", shown)
    if step.kind != "empty":
        return [looked]
    out = RoundsUnloaded(weapon=weapon, lot="taken-out", holder=step.by, seen_empty=True)
    return [_entry(verdict, step, f"step-{number}-out", out), looked]


def _sights(state: State, weapon: Id, step: Step, *, emptied: bool) -> tuple[Sight, ...]:
    """What every chamber would show: nothing once it was emptied, else what it holds."""
    return tuple(
        Sight(
            chamber=n,
            contents="empty" if emptied or held.lot is None else held.contents,
            methods=EMPTY if emptied or held.lot is None else step.methods,
        )
        for n, held in sorted(state.chambers(weapon).items())
    )


def _entry(verdict: Verdict, step: Step, entry: Id, act: Act) -> Event:
    """An entry of now, by whoever does the step; the giver, who has the weapon, stands by."""
    weapon, giver = verdict.request.weapon, verdict.request.giver
    seen = (Witness(person=step.witness, count=EVERY_ONE),) if step.witness else ()
    by_it = (Witness(person=giver),) if giver not in {step.by, step.witness} else ()
    return Event(
        id=entry,
        act=act,
        earliest_ms=verdict.at_ms,
        latest_ms=verdict.at_ms,
        recorded_ms=verdict.at_ms,
        recorder=step.by,
        by=step.by,
        place=verdict.request.place,
        witnesses=(*seen, *by_it),
        read=(weapon,),
    )
