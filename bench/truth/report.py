"""How often the truth is among the stories, and how the gate fares, over many invented shoots.

Run it with `make truth`, or `python bench/truth/report.py --shoots 1000`. It reports on seeds that
nothing was ever tuned on: tuning is for seeds below 100,000, reporting for those from 2,000,000.
A story counts as the truth only when its beginning, its whole route, every act with its window,
and all that failed are the true ones. Every truth that should be in a list and is not is printed.
"""

import argparse
import multiprocessing
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from trial import Held, Passed, Row, gate_trial, trial

from coldset.book.packs import load_policy
from coldset.gate.policy import Policy
from coldset.simulate import HABITS

REPORTED_FROM = 2_000_000
COST_TOP = 4
"""Costs from here on are told as one."""

GOALS = {0: ("first", 0.98), 1: ("ten", 0.98), 2: ("ten", 0.80), 3: ("ten", 0.50)}
PROCESSES = 2
NEVER = 99
"""Stands for a number of observations beyond all that are asked."""

BARS_TOLD = 8
TWO = 2
LIVE_ON_SET = "SB1-01"
"""The rule that bars every weapon while a live round is on record: to refuse these is right."""
Asked = tuple[tuple[int, int], tuple[int, int]]
THRESHOLDS: tuple[Asked, ...] = (
    ((1, 0), (1, 0)),
    ((2, 0), (1, 0)),
    ((2, 1), (1, 0)),
    ((2, 1), (2, 0)),
    ((2, 1), (2, 1)),
    ((3, 1), (2, 1)),
)
"""Margin and solo asked of the hazards of rounds, and of something lodged, to compare."""


def _one(job: tuple[int, int], policy: Policy, seconds: float) -> Row:
    seed, habit = job
    return trial(seed, HABITS[habit], policy, seconds)


def _gate(job: tuple[int, int], policy: Policy, only: str, seconds: float) -> Row:
    seed, habit = job
    return gate_trial(seed, HABITS[habit], policy, only, seconds)


def _all(work: Callable[[tuple[int, int]], Row], shoots: int, first: int) -> list[Row]:
    jobs = [(first + number, number % len(HABITS)) for number in range(shoots)]
    with multiprocessing.Pool(PROCESSES) as pool:
        return list(pool.imap(work, jobs, chunksize=2))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    -  "


def _within(rows: list[Row], most: int) -> str:
    return _share(sum(r.told is not None and r.told <= most for r in rows), len(rows))


def _line(name: str, rows: list[Row]) -> None:
    due = [row for row in rows if row.cost <= row.complete_to]
    told = sum(row.told is not None for row in due)
    stories = statistics.median(row.stories for row in rows) if rows else 0
    print(
        f"{name:22}{len(rows):6}  {_share(told, len(due))} of {len(due):<5}"
        f"{_within(rows, 1)} {_within(rows, 3)} {_within(rows, 10)}  {stories:7.0f}"
    )


def tell_stories(rows: list[Row]) -> bool:
    """Print the table of ranks; whether every truth that is due is there."""
    ready = [row for row in rows if row.complete_to >= 0]
    slow = sum(row.slow == "stories" for row in rows)
    found = sum(row.cost >= 0 for row in rows)
    print(f"{len(rows)} shoots, {found} with a find; {slow} took too long and are left out:")
    if slow:
        costs = Counter(row.cost for row in rows if row.slow == "stories")
        told = ", ".join(f"{n} of true cost {cost}" for cost, n in sorted(costs.items()))
        print(f"  {told}. These are the harder ones, so all that follows is too kind")
    print(f"{'':22}{'finds':>6}  {'contained, where due':19}{'first':>6} {'in 3':>7} {'in 10':>7}")
    _line("all", ready)
    for cost in range(COST_TOP + 1):
        _line(_cost_name(cost), [r for r in ready if min(r.cost, COST_TOP) == cost])
    for name in sorted({row.mechanism for row in ready}):
        _line(name, [row for row in ready if row.mechanism == name])
    for habit in HABITS:
        _line(habit, [row for row in ready if row.habit == habit])
    _tell_goals(ready)
    missed = [r for r in ready if r.told is None and r.cost <= r.complete_to]
    for row in missed:
        near = f"one at {row.true} says nothing untrue" if row.true else "no true route"
        print(f"MISSED: seed {row.seed} {row.habit} {row.mechanism}, cost {row.cost}; {near}")
    return not missed


def _cost_name(cost: int) -> str:
    return f"true cost {cost}" + (" and more" if cost == COST_TOP else "")


def _tell_goals(rows: list[Row]) -> None:
    for cost, (what, goal) in GOALS.items():
        these = [row for row in rows if row.cost == cost]
        reached = _within(these, 1 if what == "first" else 10)
        where = "first" if what == "first" else "in the first ten"
        print(f"goal at true cost {cost}: {where} in {goal:.0%}; is {reached.strip()}")


def tell_questions(rows: list[Row]) -> bool:
    """Print how many observations it took; whether no honest answer set the truth aside."""
    asked = [row for row in rows if row.told is not None and row.slow == ""]
    done = sorted(row.questions for row in asked if row.questions is not None)
    removed = [row for row in asked if row.removed]
    if not asked:
        return True
    never = len(asked) - len(done) - len(removed)
    every = done + [NEVER] * never
    print(f"\nobservations until the truth stands alone at the top, of {len(asked)} lists with it")
    print(f"  median {_at(every, 0.5)} (goal 2), in 95 % at most {_at(every, 0.95)} (goal 6)")
    print(f"  never alone, all asked that is proposed: {never}")
    for row in removed:
        print(f"  TRUTH SET ASIDE by an honest answer: seed {row.seed} {row.habit} {row.mechanism}")
    return not removed


def _at(counts: list[int], share: float) -> str:
    place = min(len(counts) - 1, int(share * len(counts)))
    return (
        str(sorted(counts)[place]) if counts and sorted(counts)[place] < NEVER else "more than 15"
    )


def tell_gate(rows: list[Row]) -> bool:
    """Print how often cold was given truly and falsely; whether no figure was above the truth."""
    slow = sum(row.slow != "" for row in rows)
    print(f"\nthe gate, {len(rows)} shoots ({slow} took too long, counted as far as they came)")
    print("cleared: share given cold of truly cold weapons, no live round on record, by habit;")
    print(
        "false: cold given to weapons that were loaded, of all loaded; one look: after fewer than"
    )
    print("two separate looks; one thing: after fewer than two looks, controls or acts in all")
    heads = "".join(f"{habit:>10}" for habit in HABITS)
    print(f"{'policy; asked of rounds, lodged':44}{heads}{'false':>11} one look, thing")
    names = dict.fromkeys(one.variant for row in rows for one in row.gate)
    for name in names:
        for asked in THRESHOLDS:
            _tell_variant(rows, name, asked, rules=True)
        _tell_variant(rows, name, THRESHOLDS[2], rules=False)
    _tell_false(rows, next(iter(names), ""))
    _tell_bars(rows, next(iter(names), ""))
    return _tell_high(rows)


def _tell_variant(rows: list[Row], name: str, asked: Asked, *, rules: bool) -> None:
    shares = []
    for habit in HABITS:
        cold = [one for one in _of(rows, name, habit) if _is_due(one)]
        given = sum(_is_cold(one, asked, rules=rules) for one in cold)
        shares.append(_share(given, len(cold)))
    loaded = [one for habit in HABITS for one in _of(rows, name, habit) if one.held]
    false = [one for one in loaded if _is_cold(one, asked, rules=rules)]
    looks = sum(min(held.looks for held in one.held) < TWO for one in false)
    things = sum(min(held.apart for held in one.held) < TWO for one in false)
    title = f"{name}; {_asked_name(asked)}" + ("" if rules else ", no rules")
    counts = f"{len(false)} of {len(loaded)}"
    print(
        f"{title:44}"
        + "".join(f"{one:>10}" for one in shares)
        + f"{counts:>11} {looks:8} {things:6}"
    )


def _asked_name(asked: Asked) -> str:
    return ", ".join(f"{margin}/{solo}" for margin, solo in asked)


def _tell_false(rows: list[Row], name: str) -> None:
    """Every false cold under the first threshold of rounds that the design asks for."""
    for row in rows:
        for one in row.gate:
            if one.variant == name and one.held and _is_cold(one, THRESHOLDS[2], rules=True):
                held = "; ".join(
                    f"{h.hazard} past {h.looks} looks, {h.apart} things" for h in one.held
                )
                print(
                    f"FALSE COLD: seed {row.seed} {row.habit} {row.mechanism} {one.event}: {held}"
                )


def _tell_high(rows: list[Row]) -> bool:
    """Every figure that was above what it truly took: none may be."""
    high = [(row, one, held) for row in rows for one in row.gate for held in _too_high(one)]
    for row, one, held in high:
        print(f"FIGURE TOO HIGH: seed {row.seed} {row.habit} {one.variant} {one.event} {held}")
    return not high


def _too_high(one: Passed) -> list[Held]:
    figures = {hazard: (margin, solo) for hazard, margin, solo, _ in one.figures}
    return [
        held
        for held in one.held
        if held.hazard in figures and not _at_most(figures[held.hazard], (held.cost, held.alone))
    ]


def _at_most(figures: tuple[int | None, int | None], truth: tuple[int, int]) -> bool:
    return all(
        figure is not None and figure <= taken for figure, taken in zip(figures, truth, strict=True)
    )


def _of(rows: Iterable[Row], name: str, habit: str) -> list[Passed]:
    return [one for row in rows if row.habit == habit for one in row.gate if one.variant == name]


def _is_due(one: Passed) -> bool:
    """Whether a weapon ought to be cleared: truly cold, and no live round on record on the set."""
    return not one.held and LIVE_ON_SET not in one.rules


def _is_cold(one: Passed, asked: Asked, *, rules: bool) -> bool:
    if rules and one.rules:
        return False
    rounds, lodged = asked
    return all(
        _least(m, margin) and _least(s, solo) and _least(t, margin)
        for hazard, m, s, t in one.figures
        for margin, solo in (lodged if hazard == "lodged" else rounds,)
    )


def _least(figure: int | None, asked: int) -> bool:
    return figure is None or figure >= asked


def _tell_bars(rows: list[Row], name: str) -> None:
    """What most often bars a truly cold weapon of a careful crew, besides the figures."""
    careful = [one for one in _of(rows, name, "careful") if _is_due(one)]
    counts: dict[str, int] = {}
    for one in careful:
        for code in one.rules:
            counts[code] = counts.get(code, 0) + 1
    told = sorted(counts.items(), key=lambda pair: -pair[1])[:BARS_TOLD]
    print(f"what bars a careful crew, of {len(careful)}: {told or 'no rule'}")


def main() -> int:
    """Run the trials and print the report; 1 where a due truth was missing or a figure too high."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shoots", type=int, default=1000, help="how many shoots to explain")
    parser.add_argument("--gate", type=int, default=200, help="how many shoots to ask the gate on")
    parser.add_argument("--first", type=int, default=REPORTED_FROM, help="the first seed")
    parser.add_argument("--seconds", type=float, default=20, help="the most time for one shoot")
    parser.add_argument("--variant", default="", help="only policies with this in their name")
    given = parser.parse_args()
    policy = load_policy("set")
    whole = kept = sound = True
    if given.shoots:
        work = partial(_one, policy=policy, seconds=given.seconds)
        rows = _all(work, given.shoots, given.first)
        whole, kept = tell_stories(rows), tell_questions(rows)
    if given.gate:
        asked = partial(_gate, policy=policy, only=given.variant, seconds=given.seconds)
        sound = tell_gate(_all(asked, given.gate, given.first))
    return 0 if whole and kept and sound else 1


if __name__ == "__main__":
    sys.exit(main())
