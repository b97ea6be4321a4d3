"""What holds of every rule: it passes on a good day, and never on a missing or a hearsay one."""

from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.core import acts
from coldset.core.state import State
from coldset.gate.policy import Policy
from coldset.gate.question import Question, Request
from coldset.gate.rules import RULES

if TYPE_CHECKING:
    from conftest import Day

EVERY_RULE = sorted(RULES)

NEEDS = {
    "AE-01": ("shown", "ad-role", "revolver"),
    "AE-03": ("shown", "called", "plan", "ad-role"),
    "AE-04": ("shown", "armorer-role"),
    "AU-02": ("shown checked", "loaded", "revolver"),
    "AU-03": ("safe-locked shown", "box-locked shown", "opened"),
    "CA-01": ("armorer-role", "armorer-permit"),
    "CA-02": ("armorer-role",),
    "CA-04": ("armorer-role",),
    "CO-01": ("dummies",),
    "SB1-01": ("dummies",),
    "SB1-03": ("briefing", "opened", "armorer-role"),
    "SB1-04": ("plan", "consultation", "armorer-role"),
    "SB1-06": ("shown", "armorer-role", "revolver"),
    "SB1-07": ("bore", "armorer-role"),
    "SB1-08": ("training",),
}
"""Which entries of the good day a rule cannot do without, several at once where either would do."""

NEEDS_NOTHING_TO_HAVE_BEEN_DONE = {
    "CA-03": "a weapon that never went out has not to be collected",
    "SB1-09": "a weapon in the armorer's hands lies in no store",
    "UK-02": "a missing reason is a warning: it says nothing of what is in the weapon",
    "UK-04": "what did not misfire needs no answer",
}

CASES = [(rule_id, names) for rule_id, needed in NEEDS.items() for names in needed]


def test_the_pack_and_these_tables_name_every_rule(policy: Policy) -> None:
    assert sorted(policy.rules) == EVERY_RULE
    assert sorted({*NEEDS, *NEEDS_NOTHING_TO_HAVE_BEEN_DONE}) == EVERY_RULE


@pytest.mark.parametrize("rule_id", EVERY_RULE)
def test_passes_on_a_day_on_which_all_was_done(day: "Day", rule_id: str) -> None:
    finding = day.ask(rule_id)
    assert finding.level == "pass", finding
    assert finding.citation.startswith(rule_id)


@pytest.mark.parametrize("rule_id", EVERY_RULE)
def test_an_empty_record_passes_no_rule(empty_day: "Day", rule_id: str) -> None:
    assert empty_day.ask(rule_id).level == "not cleared"


@pytest.mark.parametrize("rule_id", EVERY_RULE)
def test_a_weapon_that_nobody_registered_passes_no_rule_on_weapons(
    day: "Day", rule_id: str
) -> None:
    on_people = {"SB1-03", "CA-02", "CA-04"}
    level = day.ask(rule_id, weapon="another").level
    assert level == ("pass" if rule_id in on_people else "not cleared")


@pytest.mark.parametrize(("rule_id", "names"), CASES)
def test_without_what_it_needs_it_does_not_pass(day: "Day", rule_id: str, names: str) -> None:
    assert day.without(*names.split()).ask(rule_id).level == "not cleared"


@pytest.mark.parametrize(("rule_id", "names"), CASES)
def test_hearsay_of_what_it_needs_does_not_make_it_pass(
    day: "Day", rule_id: str, names: str
) -> None:
    assert day.only_said(*names.split()).ask(rule_id).level == "not cleared"


@pytest.mark.parametrize("rule_id", [r for r in EVERY_RULE if RULES[r].parameters])
def test_without_its_parameters_it_does_not_pass(day: "Day", rule_id: str) -> None:
    day.policy = msgspec.structs.replace(day.policy, rules={name: {} for name in RULES})
    issued = acts.CustodyPassed(item="revolver", giver="armorer", receiver="performer")
    day.at("10:46", "issued", issued)
    day.at(
        "10:47",
        "back",
        acts.KitReturned(items=("revolver",), giver="performer", receiver="armorer"),
    )
    assert day.ask(rule_id).level == "not cleared"


def test_rules_read_and_change_nothing(day: "Day", policy: Policy) -> None:
    state, untouched = day.state(), day.state()
    request = Request(weapon="revolver", giver="armorer", receiver="performer", scene="nine")
    for rule in RULES.values():
        rule.function(Question(state, request, state.now_ms, policy.terms, policy.rules[rule.id]))
    assert state == untouched


def test_a_bare_state_is_no_record(policy: Policy) -> None:
    request = Request(weapon="revolver", giver="armorer", receiver="performer")
    for rule in RULES.values():
        question = Question(State(), request, 0, policy.terms, policy.rules[rule.id])
        assert rule.function(question).level == "not cleared"
