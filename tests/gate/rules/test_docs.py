import ast
import inspect
from pathlib import Path

import pytest

from coldset.gate.rules import RULES, Rule
from coldset.gate.rules.table import page

DOCS = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_page_is_the_registry() -> None:
    assert DOCS.read_text() == page(), "write docs/rules.md anew from coldset.gate.rules.table.page"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_says_its_sentence_and_what_it_asks(rule: Rule) -> None:
    sentence, _, asks = (rule.function.__doc__ or "").partition("\n\n")
    assert sentence.endswith(".")
    assert asks.strip().endswith(".")
    for wanted in rule.parameters:
        said = f"`{wanted.name}`"
        assert said in asks, f"{rule.id} does not say what {said} is for"


def test_every_reason_is_given_somewhere_and_every_reason_given_is_listed() -> None:
    for rule in RULES.values():
        module = inspect.getmodule(rule.function)
        assert module is not None
        name = f"_{rule.id.replace('-', '_')}"
        assert given(inspect.getsource(module), name) == set(rule.reasons), rule.id


def given(source: str, row: str) -> set[str]:
    """The reasons that a file's findings give in the name of a row."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == row
        ):
            found |= words(node.args[0])
    return found


def words(reason: ast.expr) -> set[str]:
    """The reason that is written out, or the ones of a file's `too-many` or `missing`."""
    if isinstance(reason, ast.Constant):
        return {str(reason.value)}
    return {"too-many", "missing"}
