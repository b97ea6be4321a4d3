import re
from pathlib import Path

import pytest

import coldset.gate
from coldset.core.words import HAZARDS
from coldset.errors import ColdsetError
from coldset.gate.policy import parse_pack
from coldset.gate.rules import RULES
from coldset.margin.powers import can_show

PACK = (Path(coldset.gate.__file__).parent / "packs" / "set.toml").read_text()


def refused(text: str) -> ColdsetError:
    with pytest.raises(ColdsetError) as refusal:
        parse_pack(text.encode())
    assert "\n" not in refusal.value.sentence
    return refusal.value


def edited(old: str, new: str) -> str:
    assert old in PACK
    return PACK.replace(old, new, 1)


def test_the_default_pack_says_what_the_design_says() -> None:
    policy = parse_pack(PACK.encode())
    figures = {hazard: (t.margin, t.solo) for hazard, t in policy.thresholds.items()}
    assert figures == {"live": (2, 1), "blank": (2, 1), "primed": (2, 1), "lodged": (2, 1)}
    assert policy.clearance_s_max == 30 * 60
    assert policy.terms.joint_watch_ms == 5 * 60 * 1000
    assert policy.terms.late_ms == 15 * 60 * 1000
    assert policy.terms.custodians == ("armorer", "property-master", "assistant-property-master")
    assert policy.terms.other_duties_allowed == ("firearms",)
    assert policy.terms.in_charge_max == 6
    assert policy.terms.weights == {}
    assert not policy.terms.performer_look_counts
    assert (policy.name, policy.version, policy.wording) == ("set", "1", {})


@pytest.mark.parametrize(
    ("method", "build", "seen", "shows"),
    [
        ("rattle", "rattle", "dummy", {"live"}),
        ("rattle", "hole", "dummy", set()),
        ("hole", "hole", "dummy", {"live", "blank"}),
        ("hole", "rattle", "dummy", set()),
        ("primer", "no-primer", "dummy", {"live", "blank", "primed"}),
        ("primer", "struck-primer", "dummy", {"primed", "blank"}),
        ("primer", "rattle", "dummy", set()),
        ("bullet", "rattle", "dummy", {"blank"}),
        ("bullet", "crimp", "blank", {"live", "blank", "primed"}),
        ("empty", "rattle", "empty", {"live", "blank", "primed"}),
        ("empty", "rattle", "dummy", set()),
        ("bore", "rattle", "empty", {"lodged"}),
        ("look", "rattle", "dummy", set()),
    ],
)
def test_a_method_shows_what_the_table_says_and_nothing_else(
    method: str, build: str, seen: str, shows: set[str]
) -> None:
    terms = parse_pack(PACK.encode()).terms
    shown = {h for h in HAZARDS if can_show(terms, method, h, (build,), seen)}  # type: ignore[arg-type]  # any words
    assert shown == shows


def test_the_default_pack_asks_every_rule() -> None:
    assert sorted(parse_pack(PACK.encode()).rules) == sorted(RULES)


@pytest.mark.parametrize("row", sorted(RULES))
def test_the_pack_cites_rows_that_exist(row: str) -> None:
    assert f"[rules.{row}]" in PACK


@pytest.mark.parametrize("data", [b"name = ", b"\xff\xfe", b"[a]\n[a]"])
def test_what_is_no_toml_is_refused(data: bytes) -> None:
    with pytest.raises(ColdsetError) as refusal:
        parse_pack(data)
    assert refusal.value.code == "pack-unreadable"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "set"', 'name = ""'),
        ('name = "set"', 'name = "set"\ncolour = "red"'),
        ('version = "1"', "version = 1"),
        ("live = { margin = 2, solo = 1 }", "live = { margin = 0, solo = 1 }"),
        ("live = { margin = 2, solo = 1 }", "live = { margin = -2, solo = 1 }"),
        ("live = { margin = 2, solo = 1 }", "live = { margin = 2, solo = -1 }"),
        ("live = { margin = 2, solo = 1 }", "live = { margin = 2 }"),
        ("live = { margin = 2, solo = 1 }", "live = { margin = 2.5, solo = 1 }"),
        ("live = { margin = 2, solo = 1 }", "live = { margin = true, solo = 1 }"),
        ("live = { margin = 2, solo = 1 }", 'live = { margin = "2", solo = 1 }'),
        ("live = { margin = 2, solo = 1 }", ""),
        ("live = { margin = 2, solo = 1 }", "lively = { margin = 2, solo = 1 }"),
        ("clearance_s_max = 1800", "clearance_s_max = 0"),
        ("clearance_s_max = 1800", ""),
        ("joint_watch_s_max = 300", "joint_watch_s_max = -1"),
        ("joint_watch_s_max = 300", 'joint_watch_s_max = "5 min"'),
        ("late_s_max = 900", "late_s_max = 900\nearly_s_max = 1"),
        ("in_charge_max = 6", "in_charge_max = 0"),
        ('custodians = ["armorer", ', 'custodians = ["armourer", '),
        ('other_duties_allowed = ["firearms"]', 'other_duties_allowed = "firearms"'),
        ("two_looks = true", 'two_looks = "no"'),
        ("[weights]", "[weights]\nprayer = 1"),
        ("[weights]", "[weights]\ncheck = 0"),
        ('method = "rattle"', 'method = "sniff"'),
        ('build = "rattle"', 'build = "glitter"'),
        ('shows = ["live"]', 'shows = ["alive"]'),
        ('shows = ["live"]', 'shows = ["live"]\nhides = []'),
        ('seen = ["empty"]', 'seen = ["nothing"]'),
        ("[rules.SB1-01]", "[rule.SB1-01]"),
    ],
)
def test_a_pack_with_anything_wrong_is_refused_whole(old: str, new: str) -> None:
    assert refused(edited(old, new)).code == "pack-malformed"


def test_a_pack_without_rules_is_refused() -> None:
    assert refused(re.sub(r"(?m)^\[rules\..*(\n[^\[\n].*)*", "", PACK)).code == "pack-malformed"
    assert refused(re.sub(r"(?s)\[rules\..*", "[rules]", PACK)).code == "pack-malformed"


def test_a_pack_without_methods_is_refused() -> None:
    without = re.sub(r"(?m)^\[\[methods\]\].*(\n[a-z].*)*", "", PACK)
    assert "[[methods]]" not in without
    assert refused(without).code == "pack-malformed"


def test_an_unknown_rule_is_refused_by_name() -> None:
    refusal = refused(edited("[rules.SB1-01]", "[rules.SB1-99]"))
    assert (refusal.code, refusal.fields) == ("rule-unknown", {"rule": "SB1-99"})
    assert "SB1-01" in refusal.sentence


def test_a_missing_parameter_is_refused_by_name() -> None:
    refusal = refused(edited('led_by = ["armorer",', '# led_by = ["armorer",'))
    assert refusal.code == "parameter-missing"
    assert refusal.fields == {"rule": "SB1-03", "parameter": "led_by"}


def test_an_unknown_parameter_is_refused_by_name() -> None:
    refusal = refused(edited('courses = ["fire', 'years = 2\ncourses = ["fire'))
    assert refusal.code == "parameter-unknown"
    assert refusal.fields == {"rule": "SB1-08", "parameter": "years"}


@pytest.mark.parametrize(
    "value", ["[]", '["wizard"]', '"armorer"', "3", "true", '["armorer", 3]', "{}"]
)
def test_a_wrong_parameter_is_refused_by_name(value: str) -> None:
    text = edited(
        'consulted = ["armorer", "property-master", "safety-advisor"]', f"consulted = {value}"
    )
    refusal = refused(text)
    assert refusal.code == "parameter-wrong"
    assert refusal.fields == {"rule": "SB1-04", "parameter": "consulted"}


def test_an_empty_word_is_no_course() -> None:
    assert refused(edited('courses = ["fire', 'courses = ["", "fire')).code == "parameter-wrong"


def test_wording_is_for_a_rule_of_the_pack() -> None:
    worded = edited("[weights]", '[wording]\nSB1-01 = "no live round, ever"\n[weights]')
    assert parse_pack(worded.encode()).wording == {"SB1-01": "no live round, ever"}
    assert refused(worded.replace("SB1-01 =", "SB1-02 =")).code == "wording-unknown"


def test_a_weight_is_taken_as_given() -> None:
    policy = parse_pack(edited("[weights]", "[weights]\nact = 3").encode())
    assert policy.terms.weights == {"act": 3}
