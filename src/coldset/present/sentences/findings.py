"""Every finding in a sentence: for the person at the gate, and for a hearing.

The tables are in `about_doubts.py`, `about_gate.py`, and `about_rules_*.py`.
"""

from collections.abc import Callable, Mapping

from coldset.core.findings import Finding, Level
from coldset.gate.rules import RULES
from coldset.gate.rules.rule import RowCertainty
from coldset.present.sentences.about_doubts import DOUBTS
from coldset.present.sentences.about_gate import FIGURES, GATE
from coldset.present.sentences.about_rules import RULE_WORDS, TITLES
from coldset.present.sentences.filling import (
    CONTENTS,
    METHODS,
    NOT_SAID,
    Words,
    filled,
    hazards_of,
    said,
)
from coldset.present.sentences.names import (
    counted,
    entries,
    entry,
    listed,
    number,
    person,
    plain,
    quoted,
    thing,
)
from coldset.present.sentences.times import Clock

CERTAINTIES: Mapping[RowCertainty, str] = {
    "R": "read at its source",
    "Q": "read only as quoted by others",
    "B": "general knowledge, not read at any source",
}

_RULED: Mapping[Level, str] = {
    "pass": "Rule {rule} ({title}) holds: {record}; source {source}, {certainty}{resting}.",
    "warn": "Rule {rule} ({title}) is to be looked at: {record}; source {source}, "
    "{certainty}{resting}.",
    "not cleared": "Rule {rule} ({title}) bars the clearance: {record}; source {source}, "
    "{certainty}{resting}.",
}

_OTHERS: Mapping[Level, str] = {
    "pass": "By the record, {record}{resting}.",
    "warn": "A doubt that bars nothing by itself: {record}{resting}.",
    "not cleared": "What bars the clearance: {record}{resting}.",
}


def gate_sentence(finding: Finding, clock: Clock, wording: Mapping[str, str] | None = None) -> str:
    """What a finding says to the person at the gate.

    Args:
        finding: a finding of the gate or of the record itself.
        clock: the set's local time.
        wording: a policy pack's own sentences for its rules, by id; said where a rule does not
            simply pass.
    """
    own = (wording or {}).get(finding.code)
    if own is not None and finding.level != "pass":
        return own
    return said(words_of(finding).gate, **_facts(finding, clock))


def record_sentence(finding: Finding, clock: Clock) -> str:
    """What a finding says in a hearing: with its entries, its citation and how sure that is."""
    record = filled(words_of(finding).record, _facts(finding, clock))
    resting = f"; {entries(finding.events)}" if finding.events else ""
    rule = RULES.get(finding.code)
    if rule is None:
        return filled(_OTHERS[finding.level], {"record": record, "resting": resting})
    facts = {
        "rule": rule.id,
        "title": TITLES[rule.id],
        "record": record,
        "source": rule.row.source,
        "certainty": CERTAINTIES[rule.certainty],
        "resting": resting,
    }
    return filled(_RULED[finding.level], facts)


UNWORDED = Words(
    "The record holds something that this program cannot put in words: {code}.",
    "a finding without a sentence, {code}",
)
"""What is said of a code that no table knows, such as one from a newer program's answer."""


def words_of(finding: Finding) -> Words:
    """The two sentences of a finding's code, before they are filled."""
    if finding.code in RULES:
        return RULE_WORDS.get(finding.code, {}).get(finding.fact("because"), UNWORDED)
    if finding.code in {"figure-low", "figure-reached"}:
        return FIGURES[_figure_case(finding)]
    return GATE.get(finding.code) or DOUBTS.get(finding.code) or UNWORDED


def _figure_case(finding: Finding) -> str:
    """Which of a figure's three numbers there is something to say about."""
    numbers = {name: finding.fact(name) for name in ("margin", "through", "solo")}
    if finding.code == "figure-reached":
        return "no-way" if numbers["margin"] == "none" else "reached"
    asked = int(finding.fact("margin_asked") or 0)
    for name, least in (("margin", asked), ("through", asked)):
        if numbers[name].isdecimal() and int(numbers[name]) < least:
            return f"{name}-none" if numbers[name] == "0" else f"{name}-low"
    return "solo-low" if finding.fact("person") else "solo-anybody"


def _facts(finding: Finding, clock: Clock) -> dict[str, str]:
    facts = {name: _shown(name, value, clock) for name, value in finding.facts}
    return {"code": finding.code, **facts, **hazards_of([finding.fact("hazard")])}


def _shown(name: str, value: str, clock: Clock) -> str:
    reader = _READERS.get(name)
    if reader is not None:
        return reader(value)
    if name.endswith("_ms"):
        return clock.moment(int(value)) if _is_moment(value) else NOT_SAID
    return _anything(value)


_ALL_TIME_MS = 2**52


def _is_moment(value: str) -> bool:
    return value.lstrip("-").isdecimal() and abs(int(value)) < _ALL_TIME_MS


def _anything(value: str) -> str:
    """A fact that is a number, what was seen, or the name of a thing."""
    if value.isdecimal():
        return number(int(value))
    return CONTENTS.get(value) or thing(value)


def _each(show: Callable[[str], str], joint: str = "and") -> Callable[[str], str]:
    """A reader for several names in one fact, as the rules join them."""
    return lambda value: listed((_or_number(show, one) for one in value.split(", ")), joint)


def _or_number(show: Callable[[str], str], value: str) -> str:
    return number(int(value)) if value.isdecimal() else show(value)


def _as_written(value: str) -> str:
    return value or NOT_SAID


def _times(value: str) -> str:
    return counted(int(value), "time", "times") if value.isdecimal() else value


def _holder(value: str) -> str:
    return "a place that is not on record" if value in {"", "unknown"} else thing(value)


def _recorded(value: str) -> str:
    """What the record has instead: a number, contents, or where and with whom a thing is."""
    return _holder(value) if value == "unknown" else _anything(value)


_LIFTING = {"cause": "the cause", "recovered": "what was recovered", "told": "who was told"}
_CLASSES = {"replica": "a replica", "rubber": "rubber", "unknown": "not known"}

_READERS: Mapping[str, Callable[[str], str]] = {
    "person": person,
    "giver": person,
    "by": person,
    "persons": _each(person),
    "roles": _each(lambda role: f"the {plain(role)}", "or"),
    "role": _each(plain),
    "holder": _holder,
    "lot": quoted,
    "lots": _each(quoted),
    "things": _each(thing),
    "beside": _each(thing),
    "contents": lambda value: CONTENTS.get(value, value),
    "method": lambda value: METHODS.get(value, value),
    "times": _times,
    "event": entry,
    "stop": entry,
    "margin": _as_written,
    "through": _as_written,
    "solo": _as_written,
    "margin_asked": _as_written,
    "solo_asked": _as_written,
    "scene": lambda value: value or "this scene",
    "zone": _as_written,
    "rule": _as_written,
    "cause": _as_written,
    "reason": _as_written,
    "meant": _as_written,
    "model": lambda value: value or "this kind of weapon",
    "course": quoted,
    "duty": _as_written,
    "read": _as_written,
    "put_on": _as_written,
    "day": _as_written,
    "keeps": _as_written,
    "word": _as_written,
    "called": _as_written,
    "status": _as_written,
    "chamber": _as_written,
    "chambers": _as_written,
    "seen": lambda value: CONTENTS.get(value, value),
    "missing": _each(lambda one: _LIFTING.get(one, one)),
    "recorded": _recorded,
    "weapon_class": lambda value: _CLASSES.get(value, value),
}
