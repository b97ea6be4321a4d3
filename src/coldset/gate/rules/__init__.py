"""The rules of the gate: a function a rule, in one file a family.

Read `rule.py` (what a rule is), then how rules read the record (`reading.py`, `looks.py`,
`lots.py`, `stays.py`), then the families: `handlers.py`, `briefings.py`, `planning.py`,
`inspections.py`, `ammunition.py`, `accounting.py`, `keeping.py`, `occurrences.py`. Which rules
apply, and with which parameters, a policy pack says.

Pure but for one thing: the set's local day is read from the installed time zone data.
May import: `coldset.core`, `coldset.margin`, `coldset.gate.question`, `coldset.errors`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from coldset.gate.rules import (
    accounting,
    ammunition,
    briefings,
    handlers,
    inspections,
    keeping,
    occurrences,
    planning,
)
from coldset.gate.rules.rule import Row, Rule, Wanted

__all__ = ["RULES", "Row", "Rule", "Wanted"]

_FAMILIES = (
    accounting.RULES,
    ammunition.RULES,
    briefings.RULES,
    handlers.RULES,
    inspections.RULES,
    keeping.RULES,
    occurrences.RULES,
    planning.RULES,
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in sorted((rule for family in _FAMILIES for rule in family), key=lambda r: r.id)
    }
)
"""Every rule by the id of its row in DOMAIN.md part 1a."""
