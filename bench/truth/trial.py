"""One shoot put on trial: is the truth among the stories, where, and what tells it apart.

Also the gate: what it says at every hand-over of a shoot under several policies.
"""

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from answers import oracle
from matching import Telling, is_told, says_nothing_untrue, tellings

from coldset.book.questions import HandOver, hand_overs
from coldset.core.acts import WatchClaimed
from coldset.core.events import Event
from coldset.core.known import known
from coldset.core.words import Hazard
from coldset.gate.policy import Policy
from coldset.inquiry.deciding import deciding
from coldset.inquiry.explain import explain
from coldset.inquiry.pruning import prune
from coldset.inquiry.story import Answer, Explanation, Story
from coldset.margin.lookout import Lookout
from coldset.margin.worlds import undivided
from coldset.simulate import HABITS, HabitName, Mechanism, Shoot, simulate
from coldset.simulate.truth import Way

QUESTIONS_MAX = 15


class TooSlow(Exception):  # noqa: N818 - no error: the row says that it took too long
    """A shoot took longer than the report allows for one."""


@dataclass(slots=True)
class Row:
    """What came out of one shoot. Ranks count from 1; None where the truth is not in the list.

    `told` is the rank of a story that tells the whole truth and nothing else, `true` of one that
    says nothing untrue. `questions` is how many it took until the truth stood alone at the top,
    None where it never did; `removed`: an honest answer set the truth aside.
    """

    seed: int
    habit: str
    mechanism: str
    cost: int = -1
    complete_to: int = -1
    stories: int = 0
    told: int | None = None
    true: int | None = None
    questions: int | None = None
    removed: bool = False
    slow: str = ""
    seconds: float = 0.0
    gate: list["Passed"] = field(default_factory=list)


class Held(NamedTuple):
    """One hazard that a weapon truly held when it was handed over.

    `looks` is how many separate looks had failed by then, `apart` how many things had gone wrong
    apart from each other (looks, other controls, acts). `cost` is how many named failures and acts
    it took, and `alone` how many of them beside those of the one person who had most of them.
    """

    hazard: Hazard
    looks: int
    apart: int
    cost: int
    alone: int


class Passed(NamedTuple):
    """One hand-over under one variant of the policy.

    `held` is what the weapon truly held, nothing where it was truly cold; `rules` are the findings
    that bar it other than the figures; `figures` are (hazard, margin, solo, margin through the
    clearance), None for no way at all.
    """

    variant: str
    event: str
    held: tuple[Held, ...]
    rules: tuple[str, ...]
    figures: tuple[tuple[Hazard, int | None, int | None, int | None], ...]


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Give up after so many seconds.

    Raises:
        TooSlow: they have passed.
    """

    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def trial(seed: int, habit: HabitName, policy: Policy, seconds: float) -> Row:
    """Put the stories of one shoot's find on trial."""
    shoot = simulate(seed, habit, days=1 + seed % 2, ends_with_find=True)
    row = Row(seed, habit, shoot.truth.mechanism)
    if shoot.truth.way is None:
        return row
    told = tellings(shoot.truth.way)
    row.cost = told[0].cost
    start = time.perf_counter()
    try:
        with no_longer_than(seconds):
            _rank(row, shoot, told, policy)
    except TooSlow:
        row.slow = "stories" if row.complete_to < 0 else "observations"
    row.seconds = time.perf_counter() - start
    return row


def _rank(row: Row, shoot: Shoot, told: tuple[Telling, ...], policy: Policy) -> None:
    explained = _explained(shoot, policy)
    row.complete_to, row.stories = explained.complete_to, len(explained.stories)
    row.told = _place(explained.stories, told, is_told)
    row.true = _place(explained.stories, told, says_nothing_untrue)
    if row.told is not None:
        _ask(row, explained, shoot, told, policy)


Compare = Callable[[Story, Telling], bool]


def _any(holds: Compare, story: Story, told: tuple[Telling, ...]) -> bool:
    return any(holds(story, one) for one in told)


def _place(stories: tuple[Story, ...], told: tuple[Telling, ...], holds: Compare) -> int | None:
    places = (number for number, one in enumerate(stories, 1) if _any(holds, one, told))
    return next(places, None)


def _explained(shoot: Shoot, policy: Policy) -> Explanation:
    way = shoot.truth.way
    hazard: Hazard = "live" if way is None or way.hazard == "live" else "primed"
    standing = known(shoot.events)
    end_ms = max(event.latest_ms for event in standing.events)
    view = Lookout(policy.terms, hazards=(hazard,), split=undivided).at(standing, end_ms)
    return explain(view, shoot.truth.found)


def _ask(
    row: Row, explained: Explanation, shoot: Shoot, told: tuple[Telling, ...], policy: Policy
) -> None:
    """Ask what the system proposes, until the truth stands alone at the top."""
    replies = oracle(shoot.events, shoot.truth)
    for asked in range(QUESTIONS_MAX + 1):
        first = explained.first()
        if len(first) == 1 and _any(is_told, first[0], told):
            row.questions = asked
            return
        if not any(_any(is_told, story, told) for story in explained.stories):
            row.removed = True
            return
        proposed = deciding(explained, policy.terms.stories)
        if not proposed:
            return
        examined = (proposed[0].observation, *proposed[0].also)
        answers = [Answer(observation=one, reply=replies(one)) for one in examined]
        explained = prune(explained, answers)


JOINT_MINUTES = (2, 5, 10, 20)
"""How long a joint watch may run without being renewed, in the variants of the policy."""
NOT_RENEWED = "never renewed"
"""Names a variant in which nobody says that a weapon was in sight since it was shown."""


def variants(policy: Policy) -> dict[str, Policy]:
    """The policies to compare, by name: each length of a joint watch, with one look or two."""
    found: dict[str, Policy] = {}
    for two in (False, True):
        for minutes in JOINT_MINUTES:
            terms = msgspec.structs.replace(
                policy.terms, two_looks=two, joint_watch_ms=minutes * 60_000
            )
            looks = "two looks" if two else "one look"
            found[f"{looks}, {minutes} min"] = msgspec.structs.replace(policy, terms=terms)
            if minutes == policy.terms.joint_watch_ms // 60_000:
                found[f"{looks}, {NOT_RENEWED}, {minutes} min"] = found[f"{looks}, {minutes} min"]
    return found


def without_renewals(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The record of a crew that never says that a weapon was in sight since it was shown."""
    return tuple(event for event in events if not isinstance(event.act, WatchClaimed))


def gate_trial(seed: int, habit: HabitName, policy: Policy, only: str, seconds: float) -> Row:
    """What the gate says at every hand-over of one shoot, under all variants or some.

    Every other shoot of a habit has no hazard at all.
    """
    quiet: Mechanism | None = "none" if seed // len(HABITS) % 2 else None
    shoot = simulate(seed, habit, 1, quiet, ends_with_find=False)
    row = Row(seed, habit, shoot.truth.mechanism)
    truly = {one.event: one for one in shoot.truth.hand_overs}
    try:
        with no_longer_than(seconds):
            for name, variant in variants(policy).items():
                record = without_renewals(shoot.events) if NOT_RENEWED in name else shoot.events
                if only in name:
                    for one in hand_overs(record, variant):
                        ways = truly[one.event.id].ways
                        held = tuple(_held(way, shoot.events, one.event) for way in ways)
                        row.gate.append(_passed(name, held, one))
    except TooSlow:
        row.slow = "gate"
    return row


def _held(way: Way, events: tuple[Event, ...], handed: Event) -> Held:
    """What it had taken by then; a step written down later was off the record till then."""
    as_of_ms = max(handed.earliest_ms, handed.recorded_ms)
    unwritten = {event.id for event in events if event.recorded_ms > as_of_ms}
    taken = [_taken(told, unwritten) for told in tellings(way)]
    return Held(
        way.hazard,
        way.looks(),
        way.apart(),
        min(len(whose) for whose in taken),
        min(len(whose) - max(Counter(filter(None, whose)).values(), default=0) for whose in taken),
    )


def _taken(told: Telling, unwritten: set[str]) -> list[str]:
    """Whose each failure and act of a telling was; empty where it was nobody's in particular."""
    acts = [step for step in told.steps if step.how == "put" or step.event in unwritten]
    return [*(who for _, who, _ in told.failed), *(step.by for step in acts)]


def _passed(name: str, held: tuple[Held, ...], one: HandOver) -> Passed:
    verdict = one.verdict
    bars = (found.code for found in verdict.findings if found.level == "not cleared")
    figures = tuple((one.hazard, one.margin, one.solo, one.through) for one in verdict.figures)
    rules = tuple(sorted({bar for bar in bars if bar != "figure-low"}))
    return Passed(name, one.event.id, held, rules, figures)
