"""Some entries with their proofs: each is where it is said to be, and the log only grew."""

import msgspec
import pytest
from packing import HUB, Log, Making, json_of, lines, log_of, note_of

from coldset.audit.audit import audit
from coldset.core import acts, codec
from coldset.core.events import Event, Link
from coldset.log.envelope import seal
from coldset.log.keys import KeyPair

OTHER = KeyPair(bytes([7] * 32))


def codes(making: Making, *kept: bytes) -> list[str]:
    found = audit(making.file(), kept=kept)
    assert found.selection
    assert found.asked == (), "a selection is no whole record"
    assert found.disagreements == () or found.broken
    return [one.code for one in found.disagreements]


def changed(making: Making, name: str, number: int, **parts: object) -> Making:
    """The same with other values in one line of proofs."""
    told = [msgspec.json.decode(line) for line in making.members[name].splitlines()]
    told[number].update(parts)
    making.members[name] = lines(map(json_of, told))
    return making


def test_a_selection_agrees_and_is_asked_nothing(good: Log) -> None:
    found = audit(
        good.some([0, 7, 32], [0, 5, len(good.entries)]).file(), kept=[note_of(good.entries[:5])]
    )
    assert found.disagreements == ()
    told = {str(one.about): (one.count, one.outcome) for one in found.checks}
    assert told["entries"] == (3, "agrees")
    assert told["tree"] == (5, "agrees")
    assert told["verdicts"] == (0, "not checked")
    assert found.doubts is None


def test_an_entry_somewhere_else_or_of_another_log_is_refused_by_its_place(good: Log) -> None:
    making = good.some([3, 7])
    making.members["entries.jsonl"] = lines([good.entries[7], good.entries[3]])
    assert codes(making) == ["inclusion-not-proven"] * 2
    making = good.some([3, 7])
    forged = seal(codec.encode(good.events[7]), [OTHER])
    making.members["entries.jsonl"] = lines([good.entries[3], forged])
    assert codes(making) == ["signer-unknown"]
    again = seal(codec.encode(msgspec.structs.replace(good.events[7], note="so")), [HUB])
    making.members["entries.jsonl"] = lines([good.entries[3], again])
    found = audit(making.file())
    assert [(one.code, one.index) for one in found.disagreements] == [("inclusion-not-proven", 7)]


def test_places_entries_and_proofs_are_as_many_and_in_order(good: Log) -> None:
    for selection in ([3], [3, 7, 8], [7, 3], [3, 3], []):
        making = good.some([3, 7])
        making.selection = selection
        assert codes(making)[0] == "selection-differs"
    making = good.some([3, 7])
    making.selection = [3, 8]
    assert codes(making) == ["selection-differs"]
    assert codes(changed(making, "proofs.jsonl", 1, index=8)) == ["inclusion-not-proven"]
    making = good.some([3, 7])
    making.selection = [3, len(good.entries)]
    assert codes(changed(making, "proofs.jsonl", 1, index=len(good.entries))) == [
        "inclusion-not-proven"
    ]


@pytest.mark.parametrize("name", ["proofs.jsonl", "consistency.jsonl"])
def test_proofs_are_in_one_form(good: Log, name: str) -> None:
    line = good.some([3], [5]).members[name]
    for other in (b"{}\n", b"\n", line[:-1] + b" \n", b"[" * 9_000 + b"\n"):
        making = good.some([3], [5])
        making.members[name] = other
        assert codes(making) == ["proof-malformed"]
    for proof in ([], ["AAAA"], ["!"]):
        making = changed(good.some([3], [5]), name, 0, proof=proof)
        assert codes(making)[0] in {
            "inclusion-not-proven",
            "consistency-not-proven",
            "base64-malformed",
        }


def test_bits_all_over_a_proof_are_noticed(good: Log) -> None:
    for name in ("proofs.jsonl", "consistency.jsonl", "checkpoints/0001.txt"):
        making = good.some([3, 7], [5])
        data = making.members[name]
        for at in range(0, len(data) - 1, 5):
            flipped = bytearray(data)
            flipped[at] ^= 1 << at % 7
            making.members[name] = bytes(flipped)
            assert codes(making), (name, at)


def test_an_earlier_checkpoint_that_nothing_is_shown_of_is_told(good: Log) -> None:
    assert codes(good.some([3], [5]), note_of(good.entries[:6])) == ["proof-missing"]
    other = log_of([*good.events[:2], *good.events[3:], good.events[2]])
    for size in (5, len(good.entries)):
        assert len(codes(good.some([3], [5]), note_of(other.entries[:size]))) == 1
    longer = log_of([*good.events, msgspec.structs.replace(good.events[0], id="again")])
    assert codes(good.some([3]), note_of(longer.entries)) == ["log-shortened"]


def test_no_entry_at_all_is_not_fine(good: Log) -> None:
    found = audit(good.some([]).file())
    assert [one.code for one in found.disagreements] == ["bundle-empty"]


def test_a_device_needs_its_enrolment_in_the_selection(good: Log) -> None:
    act = acts.DeviceEnrolled(device=OTHER.key_id, key=OTHER.public.hex(), called="the phone")
    enrol = msgspec.structs.replace(good.events[0], id="enrol", act=act)
    own = _by(OTHER, msgspec.structs.replace(good.events[0], id="own"))
    events, at = (*good.events, enrol), len(good.events)
    log = Log((*events, own), (*log_of(events).entries, seal(codec.encode(own), [OTHER])))
    assert codes(log.some([at, at + 1])) == []
    assert codes(log.some([at + 1])) == ["signer-unknown"]


def test_a_weak_or_misnamed_key_enrols_nobody_here_either(good: Log) -> None:
    for key, code in (("00" * 32, "key-refused"), (HUB.public.hex(), "key-id-differs")):
        act = acts.DeviceEnrolled(device=OTHER.key_id, key=key, called="the phone")
        log = log_of((*good.events, msgspec.structs.replace(good.events[0], id="enrol", act=act)))
        assert codes(log.some([len(good.events)])) == [code]


def _by(key: KeyPair, event: Event) -> Event:
    return event.linked(Link(device=key.key_id, number=1))
