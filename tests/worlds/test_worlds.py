"""The calculus against small closed worlds, whose truth is worked out from rounds and people.

In no history with the same record and fewer failures and acts than the margin is a hazard in the
gun; no one person alone puts it there while the solo margin is at least 1; every history as cheap
as the margin is among the lightest sets. `prove.py` beside this goes deeper.
"""

import pytest
from closed.explore import Tally
from closed.plans import PLANS, Plan

LEAST_TRUTHS = 100_000


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return {plan.name: plan.tally(plan.short) for plan in PLANS}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_no_truth_contradicts_the_calculus(plan: Plan, tallies: dict[str, Tally]) -> None:
    wrong = sorted(tallies[plan.name].violations, key=lambda one: len(one.events))
    assert not wrong, "\n".join(str(one) for one in wrong[:3])


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_figures_are_exact_but_where_it_is_known_why_not(
    plan: Plan, tallies: dict[str, Tally]
) -> None:
    tally = tallies[plan.name]
    below = sum(tally.below.values())
    assert set(tally.below) <= set(plan.known.values())
    assert tally.exact + below + tally.unreached == tally.questions
    assert tally.exact > 9 * tally.questions // 10
    assert below == 0 or plan.known


def test_enough_was_explored(tallies: dict[str, Tally]) -> None:
    assert sum(tally.truths for tally in tallies.values()) > LEAST_TRUTHS
