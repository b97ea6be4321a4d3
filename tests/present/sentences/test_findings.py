"""Every finding that can be raised has its sentences, and what can bar has its answer."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import coldset
from coldset.core.findings import Finding, doubt
from coldset.gate.rules import RULES
from coldset.present.sentences.about_answers import ANSWERS
from coldset.present.sentences.about_doubts import DOUBTS
from coldset.present.sentences.about_gate import FIGURES, GATE
from coldset.present.sentences.about_rules import RULE_WORDS, TITLES
from coldset.present.sentences.filling import NOT_SAID, Words
from coldset.present.sentences.findings import UNWORDED, gate_sentence, record_sentence, words_of
from coldset.present.sentences.times import Clock

SOURCE = Path(coldset.__file__).parent
ROOMS = ("core", "gate", "book")
CLOCK = Clock("America/Denver", 1_634_846_700_000)


def texts(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def codes_in(tree: ast.Module) -> Iterator[str]:
    """What is said to be a code: `doubt("...")`, `_void("...")`, `Finding(code="...")`, a loop."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in {"doubt", "_void"}:
                yield from texts(node.args[0])
            if node.func.id == "Finding":
                for keyword in node.keywords:
                    yield from texts(keyword.value) if keyword.arg == "code" else ()
        if isinstance(node, ast.For) and "code" in ast.unparse(node.target):
            yield from (text for text in texts(node.iter) if "-" in text)


def all_codes() -> set[str]:
    files = [path for room in ROOMS for path in (SOURCE / room).rglob("*.py")]
    files = [path for path in files if "rules" not in path.parts]
    return {code for path in files for code in codes_in(ast.parse(path.read_text()))}


def all_reasons() -> list[tuple[str, str]]:
    return [(rule.id, reason) for rule in RULES.values() for reason in rule.reasons]


def all_words() -> list[tuple[str, Words]]:
    tables = {**DOUBTS, **GATE, **FIGURES}
    ruled = {
        f"{rule} {reason}": words
        for rule, reasons in RULE_WORDS.items()
        for reason, words in reasons.items()
    }
    return sorted({**tables, **ruled}.items())


def test_the_scan_finds_codes_of_every_kind() -> None:
    wanted = {"in-itself", "stop-open", "figure-low", "rule-failed", "clearance-ended"}
    assert wanted <= all_codes()


def test_every_code_has_its_sentences_and_no_sentence_is_without_a_code() -> None:
    worded = {*DOUBTS, *GATE, "figure-low", "figure-reached"}
    assert worded == all_codes()


@pytest.mark.parametrize(("rule", "reason"), all_reasons())
def test_every_reason_of_a_rule_has_its_sentences(rule: str, reason: str) -> None:
    finding = Finding(code=rule, level="warn", facts=(("because", reason),))
    assert words_of(finding) != UNWORDED
    assert NOT_SAID not in record_sentence(finding, CLOCK).partition("(")[0]


def test_no_rule_has_a_sentence_for_a_reason_that_it_never_gives() -> None:
    told = {(rule, reason) for rule, reasons in RULE_WORDS.items() for reason in reasons}
    assert told == set(all_reasons())
    assert set(TITLES) == set(RULES)


def test_every_finding_has_an_answer() -> None:
    assert {*all_codes(), *RULES} == set(ANSWERS)


@pytest.mark.parametrize(("code", "words"), all_words())
def test_a_sentence_is_a_sentence_and_a_clause_a_clause(code: str, words: Words) -> None:
    assert words.gate.endswith(".")
    assert not words.record.endswith("."), code
    assert words.record[0] == words.record[0].lower() or words.record.startswith("{")
    for text in words:
        assert "  " not in text
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize("answer", sorted(ANSWERS.values()))
def test_an_answer_says_what_to_do(answer: str) -> None:
    assert answer.endswith(".")
    assert answer[0].isupper()


def test_a_rule_in_a_hearing_has_its_source_how_sure_that_is_and_its_entries() -> None:
    finding = Finding(
        code="SB1-03",
        level="not cleared",
        facts=(("because", "not-attended"), ("person", "performer-a"), ("day", "2026-03-18")),
        events=("mt-1",),
        citation="SB1-03 [NMED-PR]",
    )
    assert gate_sentence(finding, CLOCK) == (
        "Performer A was not at today's safety meeting, by the record."
    )
    assert record_sentence(finding, CLOCK) == (
        "Rule SB1-03 (a safety meeting is held on every day on which weapons are handled) bars "
        "the clearance: performer A is not among those recorded at a safety meeting on "
        "2026-03-18; source [NMED-PR], [CA-9153](a)(4), read only as quoted by others; entry MT-1."
    )


def test_a_doubt_names_both_sides() -> None:
    finding = doubt(
        "contents-differ", "cr-9", weapon="sa-1", chamber=3, seen="live", recorded="dummy"
    )
    assert gate_sentence(finding, CLOCK) == (
        "Chamber 3 of sa-1 was seen to hold a live round; the record had a dummy in it."
    )
    assert record_sentence(finding, CLOCK) == (
        "A doubt that bars nothing by itself: chamber 3 of sa-1 was seen to hold a live round "
        "where the record had a dummy; entry CR-9."
    )


def test_where_the_record_cannot_place_a_thing_it_says_so() -> None:
    finding = doubt("not-in-hand", "cr-9", thing="prop-cart", by="armorer", recorded="unknown")
    assert "with a place that is not on record" in gate_sentence(finding, CLOCK)


def test_a_pack_may_have_its_own_words_for_a_rule_that_does_not_pass() -> None:
    own = {"UK-02": "Our insurer wants a reason in writing."}
    warned = Finding(code="UK-02", level="warn", facts=(("because", "no-reason"),))
    passed = Finding(code="UK-02", level="pass", facts=(("because", "replica"),))
    assert gate_sentence(warned, CLOCK, own) == own["UK-02"]
    assert gate_sentence(passed, CLOCK, own) == "This gun cannot fire."


def test_a_code_from_nowhere_is_told_and_never_hidden() -> None:
    finding = Finding(code="from-tomorrow", level="not cleared", events=("x",))
    assert "from-tomorrow" in gate_sentence(finding, CLOCK)
    assert record_sentence(finding, CLOCK).startswith("What bars the clearance: a finding without")


def figure(**facts: str) -> Finding:
    given = {"hazard": "live", "margin": "2", "through": "2", "solo": "1", "margin_asked": "2",
             "solo_asked": "1", "person": "armorer", **facts}  # fmt: skip
    return Finding(code="figure-low", level="not cleared", facts=tuple(given.items()))


@pytest.mark.parametrize(
    ("low", "sentence"),
    [
        ({"margin": "0"}, "Nothing on the record speaks against a live round in this gun."),
        ({"margin": "1"}, "Too little on the record speaks against a live round in this gun: 1,"),
        ({"through": "0"}, "Before this clearance ends, nothing on the record would speak"),
        ({"through": "1"}, "Before this clearance ends, too little on the record would speak"),
        ({"solo": "0"}, "Too much rests on one person (the armorer); somebody else has to"),
        ({"solo": "0", "person": ""}, "One person alone, whoever it is, could have brought"),
    ],
)
def test_a_figure_that_is_too_low_says_which_and_that_it_is_no_probability(
    low: dict[str, str], sentence: str
) -> None:
    assert gate_sentence(figure(**low), CLOCK).startswith(sentence)
    assert "a count of recorded controls and no probability" in record_sentence(
        figure(**low), CLOCK
    )
