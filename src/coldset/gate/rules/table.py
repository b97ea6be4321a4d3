"""The rules as a page for people: docs/rules.md is what `page` returns."""

from inspect import cleandoc

from coldset.gate.rules import RULES, Rule

_TOP = """# The rules of the gate

Each rule is one function in `src/coldset/gate/rules/`; its row is in the list of sources of the
trade's rules. How sure we are of a row's text: R, read at its source; **Q**, read only as
quoted by others or cut off; **B**, general knowledge, not read. A policy pack says which rules
apply and with which parameters; `set` is the default pack.

What is read the same way everywhere: an entry makes a rule pass only when it is the crew's own
record and is over by now; it counts against a rule whoever says so. Where two entries may have
come in either order, the order is the one that helps less: a look in the same millisecond as a
loading came before it. A fact that is missing is `not cleared`, never a pass. A replica or
rubber weapon passes the rules on rounds, for as long as its class is on the crew's own record,
nothing was loaded into it, and nothing on record that takes a cartridge is its look-alike, or
its mark was read.

A finding carries no sentence: its fact `because` is one of the reasons in the last table, and
the surfaces word it.
"""


def page() -> str:
    """The page, from the registry and the rules' own docstrings."""
    return "\n".join([_TOP, *_rules(), "", "## Reasons", "", *_reasons(), ""])


def _rules() -> list[str]:
    rows = [
        "| id | rule | source | sure | parameters | what it asks of the record |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES.values():
        sentence, asks = _told(rule)
        cells = (
            rule.id,
            f"{sentence} (`{rule.function.__name__}`)",
            rule.row.source,
            rule.certainty if rule.certainty == "R" else f"**{rule.certainty}**",
            ", ".join(f"`{wanted.name}` ({wanted.unit})" for wanted in rule.parameters) or "none",
            asks,
        )
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def _told(rule: Rule) -> tuple[str, str]:
    """A rule's sentence, and what it asks of the record, on one line each."""
    sentence, _, asks = cleandoc(rule.function.__doc__ or "").partition("\n\n")
    return sentence, " ".join(asks.split())


def _reasons() -> list[str]:
    rows = (
        f"| {rule.id} | {', '.join(f'`{reason}`' for reason in rule.reasons)} |"
        for rule in RULES.values()
    )
    return ["| id | `because` |", "| --- | --- |", *rows]
