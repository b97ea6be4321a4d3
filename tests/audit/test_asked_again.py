"""The gate asked again: what a bundle states and what was read aloud, beside what it answers."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from packing import Log, Making, beside, json_of, lines, log_of, verdicts

from coldset.audit import asked_again as asking
from coldset.audit.asked_again import Asked, asked_again, word_read
from coldset.audit.audit import audit
from coldset.book.packs import load_policy, pack_bytes
from coldset.book.questions import hand_overs
from coldset.core import acts
from coldset.core.events import Event
from coldset.present.exchange import read_day_log
from coldset.simulate import HabitName, simulate

EXAMPLES = Path(__file__).parents[2] / "examples"
Change = Callable[[dict[str, Any]], None]


def codes(making: Making) -> list[str]:
    found = audit(making.file())
    assert not found.broken
    return [one.code for one in found.disagreements]


def stating(log: Log, change: Change) -> Making:
    """A bundle whose maker states something else of the hand-over."""
    making = log.whole()
    (line,) = making.members["verdicts.jsonl"].splitlines()
    stated = msgspec.json.decode(line)
    change(stated)
    making.members["verdicts.jsonl"] = json_of(stated) + b"\n"
    return making


def put(**parts: object) -> Change:
    return lambda stated: stated.update(parts)


def test_a_verdict_that_is_stated_otherwise_is_told_with_both_words(good: Log) -> None:
    found = audit(stating(good, put(word="not cleared")).file())
    assert [one.code for one in found.disagreements] == ["verdict-differs"]
    assert found.disagreements[0].entry == "handed"
    assert "`not cleared`, and asked again the gate answers `cold`" in (
        found.disagreements[0].sentence
    )
    assert [one.agrees for one in found.asked] == [True, False]


def test_figures_and_reasons_that_are_stated_otherwise_are_told(good: Log) -> None:
    told: list[str] = []

    def higher(stated: dict[str, Any]) -> None:
        margin, solo = stated["figures"][0]["margin"], stated["figures"][0]["solo"]
        told.append(f"live {margin}/{solo}, later")
        stated["figures"][0]["solo"] = 9
        told.append(f"live {margin}/9, later")

    found = audit(stating(good, higher).file())
    assert [one.code for one in found.disagreements] == ["figures-differ"]
    assert all(one in found.disagreements[0].sentence for one in told)
    assert codes(stating(good, put(figures=[]))) == ["figures-differ"]
    assert codes(stating(good, put(against=["stop-open"]))) == ["figures-differ"]


def test_a_verdict_on_nothing_and_a_hand_over_without_one_are_told(good: Log) -> None:
    for change in (put(entry="bore"), put(weapon="shotgun"), put(entry="cleared")):
        assert codes(stating(good, change)) == ["verdict-missing", "verdict-on-nothing"]
    making = good.whole()
    making.members["verdicts.jsonl"] = b""
    assert codes(making) == ["verdict-missing"]


def test_lines_that_state_nothing_are_told_by_their_number(good: Log) -> None:
    line = verdicts(good.events)[0]
    for data in (b"{}", b"[" * 10_000, b"\xff", line + b" ", line.replace(b'"cold"', b'"green"')):
        making = good.whole()
        making.members["verdicts.jsonl"] = lines([data])
        found = audit(making.file())
        assert [one.code for one in found.disagreements] == [
            "verdict-unreadable",
            "verdict-missing",
        ]
        assert "line `1`" in found.disagreements[0].sentence
    making = good.whole()
    making.members["verdicts.jsonl"] = lines([line, line])
    assert codes(making) == ["verdict-unreadable"]


def cleared_in(good: Log, words: str) -> Log:
    events = [
        msgspec.structs.replace(one, act=msgspec.structs.replace(one.act, words=words))
        if isinstance(one.act, acts.ClearanceGiven)
        else one
        for one in good.events
    ]
    return log_of(events)


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("Cold, six dummies, 6 of 6 seen, bore clear.", "cold"),
        ("cold gun", "cold"),
        ("cold, empty, 6 of 6 seen, bore not seen clear", "cold"),
        ("HOT: two blanks", "hot"),
        ("not cleared: a stop is open", None),
        ("it is not cold", None),
        ("cold or hot", None),
        ("scolding", None),
        ("", None),
    ],
)
def test_the_word_of_a_line_that_was_read_aloud(words: str, word: str | None) -> None:
    assert word_read(words) == word


def test_a_clearance_in_no_clear_words_is_told(good: Log) -> None:
    found = audit(cleared_in(good, "fine with me").whole().file())
    assert [one.code for one in found.disagreements] == ["clearance-unclear"]
    assert found.asked[0].said == "unclear"
    assert found.asked[0].agrees is False
    assert "`fine with me`" in found.disagreements[0].sentence


def test_a_clearance_that_the_gate_does_not_give_is_told_with_what_bars_it(good: Log) -> None:
    unseen = log_of(one for one in good.events if one.id != "bore")
    found = audit(unseen.whole().file())
    assert [one.code for one in found.disagreements] == ["clearance-differs"]
    assert (found.asked[0].word, found.asked[0].said) == ("not cleared", "cold")
    assert "asked again, the gate answers `not cleared` (against it: " in (
        found.disagreements[0].sentence
    )


def test_a_clearance_with_no_hand_over_after_it_is_asked_as_it_stands(good: Log) -> None:
    found = audit(log_of(good.events[:-1]).whole().file())
    assert [(one.entry, one.word) for one in found.asked] == [("cleared", "not cleared")]
    assert [one.code for one in found.disagreements] == ["clearance-differs"]


def test_a_clearance_is_for_the_hand_over_that_follows_in_time(good: Log) -> None:
    late = load_policy("set").clearance_s_max * 1000 + 60_000
    *before, handed = good.events
    moved = {"earliest_ms": handed.earliest_ms + late, "latest_ms": handed.latest_ms + late}
    parted = [*before, msgspec.structs.replace(handed, **moved, recorded_ms=moved["latest_ms"])]
    asked = audit(log_of(parted).whole().file()).asked
    assert [one.word for one in asked] == ["not cleared", "not cleared"]


def test_the_policy_of_the_bundle_is_the_one_that_is_asked_under(good: Log) -> None:
    lax = pack_bytes("set").replace(b"margin = 2", b"margin = 1")
    assert lax != pack_bytes("set")
    unseen = log_of(one for one in good.events if one.id != "bore").whole()
    unseen.members["policy.toml"] = lax
    found = audit(unseen.file())
    assert found.policy_sha256 == hashlib.sha256(lax).hexdigest()
    assert {one.about: one.outcome for one in found.checks}["policy"] == "not checked"
    unseen.members["policy.toml"] = b"everything = 'fine'"
    found = audit(unseen.file())
    assert [one.code for one in found.disagreements] == ["pack-malformed"]
    assert found.asked == ()


def under(good: Log, pack: str, digest: str) -> Log:
    act = acts.PolicyChanged(pack=pack, digest=digest)
    return log_of([*good.events, beside(good.events[-1], "policy", act)])


def test_a_record_that_names_its_policy_proves_it(good: Log) -> None:
    digest = hashlib.sha256(pack_bytes("set")).hexdigest()
    for told, outcome in (
        (digest, "agrees"),
        (f"sha256:{digest.upper()}", "agrees"),
        ("", "not checked"),
        (digest[:16], "disagrees"),
        ("0" * 64, "disagrees"),
    ):
        found = audit(under(good, "set", told).whole().file())
        assert {one.about: one.outcome for one in found.checks}["policy"] == outcome
        assert [one.code for one in found.disagreements] == (
            ["policy-differs"] if outcome == "disagrees" else []
        )
    assert codes(under(good, "replicas-only", "").whole()) == ["policy-differs"]


def test_each_bit_of_a_policy_that_the_record_names_is_held_to_it(good: Log) -> None:
    digest = hashlib.sha256(pack_bytes("set")).hexdigest()
    making = under(good, "set", digest).whole()
    pack = pack_bytes("set")
    for at in range(0, len(pack), 997):
        changed = bytearray(pack)
        changed[at] ^= 1
        making.members["policy.toml"] = bytes(changed)
        assert audit(making.file()).disagreements, at


def test_a_gate_that_trips_clears_nothing_and_is_told(
    good: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(asking, "answer", trip)
    found = audit(good.whole().file())
    assert [one.code for one in found.disagreements] == [
        "gate-failed",
        "gate-failed",
        "verdict-on-nothing",
    ]
    assert {one.entry for one in found.disagreements} == {"cleared", "handed"}


def test_photos_that_are_absent_are_counted_and_unnamed_ones_told(good: Log) -> None:
    making = good.whole()
    making.members = {n: data for n, data in making.members.items() if "photos" not in n}
    found = audit(making.file())
    assert (found.disagreements, found.photos_absent) == ((), 1)
    assert {one.about: one.outcome for one in found.checks}["photos"] == "not checked"
    making = good.whole()
    making.members[f"photos/{hashlib.sha256(b'a cat').hexdigest()}"] = b"a cat"
    assert codes(making) == ["photo-unnamed"]


def as_the_book_has_it(events: tuple[Event, ...]) -> None:
    """The auditor finds the hand-overs that the book finds, and has the same answers."""
    policy = load_policy("set")
    again = [one for one in asked_again(events, policy, {}) if isinstance(one, Asked)]
    told = [one for one in again if one.kind == "hand-over"]
    ours = [(one.event.id, one.verdict) for one in hand_overs(events, policy)]
    assert len(ours) == len(told) > 0
    for (entry, verdict), one in zip(ours, told, strict=True):
        assert (entry, verdict.request.weapon) == (one.entry, one.weapon)
        assert (verdict.word, verdict.at_ms) == (one.word, one.at_ms), entry
        figures = [(f.hazard, f.margin, f.solo, f.through) for f in verdict.figures]
        assert figures == [msgspec.structs.astuple(figure) for figure in one.figures], entry
        assert {finding.code for finding in verdict.against} == set(one.against), entry


@pytest.mark.slow
@pytest.mark.parametrize("name", ["quiet-day", "church-rehearsal"])
def test_book_and_auditor_agree_on_the_examples(name: str) -> None:
    log = EXAMPLES / name / "log.csv"
    as_the_book_has_it(read_day_log(log.read_bytes(), log.name))


@pytest.mark.slow
@pytest.mark.parametrize("habit", ["careful", "ordinary"])
def test_book_and_auditor_agree_on_invented_shoots(habit: HabitName) -> None:
    as_the_book_has_it(tuple(simulate(seed=411, habit=habit).events))
