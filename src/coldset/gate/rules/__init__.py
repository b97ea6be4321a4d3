"""The rules of the gate: a function a rule, in one file a family.

Read `rule.py` (what a rule is) and `reading.py` (how the record is read), then the families:
`handlers.py`, `people.py`, `inspections.py`, `ammunition.py`, `accounting.py`, `keeping.py`,
`occurrences.py`. Which rules apply, and with which parameters, a policy pack says.
"""

from collections.abc import Mapping
from types import MappingProxyType

from coldset.gate.rules import handlers
from coldset.gate.rules.rule import Row, Rule, Wanted

__all__ = ["RULES", "Row", "Rule", "Wanted"]

_FAMILIES = (handlers.RULES,)

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for family in _FAMILIES for rule in sorted(family, key=lambda r: r.id)}
)
"""Every rule by the id of its row in DOMAIN.md part 1a."""
