"""A bundle rebuilt: what holds is said to hold, and what was changed is told by its entry."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import HUB, ORIGIN, Log, Making, beside, lines, log_of, morning, note_of

from coldset.audit import audit as audits
from coldset.audit.audit import audit
from coldset.audit.report import Audit
from coldset.core import acts, codec
from coldset.core.events import Link
from coldset.errors import ColdsetError
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.cosignature import add_cosignature, cosign, make_cosigner
from coldset.log.envelope import seal
from coldset.log.genesis import write_genesis
from coldset.log.keys import KeyPair
from coldset.log.merkle import EMPTY_ROOT, Tree
from coldset.log.note import make_verifier

PHONE, OTHER, UNION = (KeyPair(bytes([n] * 32)) for n in (6, 7, 8))
VKEY = make_verifier(ORIGIN, HUB.public).vkey
MORNING = log_of(morning()).whole([5, 20])
NEVER_ASKED = ("events", "policy", "photos", "verdicts")


def outcomes(found: Audit) -> dict[str, str]:
    return {str(one.about): one.outcome for one in found.checks}


def codes(found: Audit) -> list[str]:
    return [one.code for one in found.disagreements]


def with_entries(making: Making, entries: list[bytes], *, signed: bool = False) -> bytes:
    """The bundle with other entries in it; `signed` with a checkpoint over them by the hub."""
    making.members["entries.jsonl"] = lines(entries)
    if signed:
        making.members["checkpoint.txt"] = note_of(entries)
        making.size = len(entries)
    return making.file()


def broken(data: bytes, **own: object) -> list[str]:
    """The codes of what disagrees, where a proof does not hold and so nothing was asked."""
    found = audit(data, **own)  # type: ignore[arg-type]  # as each test says
    assert found.broken
    assert found.asked == ()
    assert found.doubts is None
    assert {outcomes(found)[about] for about in NEVER_ASKED} == {"not checked"}
    return codes(found)


def test_a_good_morning_agrees_and_says_what_was_checked(good: Log) -> None:
    found = audit(good.whole([0, 5, 20]).file())
    assert found.disagreements == ()
    assert (found.origin, found.hub, found.size) == (ORIGIN, VKEY, len(good.entries))
    assert found.root == Tree(good.entries).root().hex()
    assert found.policy.startswith("set ")
    assert (found.doubts, found.photos_absent, found.zone) == (2, 0, "UTC")
    told = {str(one.about): (one.count, one.outcome) for one in found.checks}
    assert told == {
        "members": (10, "agrees"),
        "hub": (1, "not checked"),
        "checkpoints": (4, "agrees"),
        "cosignatures": (0, "not checked"),
        "entries": (len(good.entries), "agrees"),
        "tree": (4, "agrees"),
        "events": (len(good.entries), "agrees"),
        "policy": (1, "not checked"),
        "photos": (1, "agrees"),
        "verdicts": (2, "agrees"),
    }
    assert [(one.entry, one.word, one.said, one.agrees) for one in found.asked] == [
        ("cleared", "cold", "cold", True),
        ("handed", "cold", "cold", True),
    ]


def test_entries_cut_swapped_doubled_or_replaced_are_noticed(good: Log) -> None:
    entries = list(good.entries)
    for changed, code in (
        (entries[:-1], "entries-missing"),
        (entries[1:], "entries-missing"),
        ([], "entries-missing"),
        ([*entries, entries[0]], "entry-beyond-checkpoint"),
        ([entries[1], entries[0], *entries[2:]], "root-differs"),
        ([entries[0], entries[0], *entries[2:]], "root-differs"),
    ):
        assert code in broken(with_entries(good.whole(), changed))


def test_bits_all_over_what_is_signed_are_held_to_it_though_the_manifest_is_made_anew(
    good: Log,
) -> None:
    making = log_of(good.events[:2]).whole([1])
    for name in ("entries.jsonl", "checkpoint.txt", "checkpoints/0001.txt", "genesis.json"):
        data = making.members[name]
        for at in range(0, len(data), 3):
            changed = bytearray(data)
            changed[at] ^= 1 << at % 8
            making.members[name] = bytes(changed)
            try:
                assert audit(making.file()).broken, (name, at)
            except ColdsetError:  # the last newline is gone
                assert name == "entries.jsonl"
        making.members[name] = data


@given(st.data())
@settings(max_examples=60)
def test_no_change_of_a_member_is_a_crash_or_fine(data: st.DataObject) -> None:
    making = Making(dict(MORNING.members), MORNING.size)
    name = data.draw(st.sampled_from(sorted(set(making.members) - {"policy.toml"})))
    before = making.members[name]
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, min(len(before), start + 40)))
    after = before[:start] + data.draw(st.binary(max_size=40)) + before[end:]
    making.members[name] = after
    try:
        found = audit(making.file())
    except ColdsetError:
        return
    assert bool(found.disagreements) == (after != before)


def test_each_entry_that_does_not_hold_is_told_and_not_only_the_first(good: Log) -> None:
    entries = list(good.entries)
    for at in (3, 8):
        entries[at] = seal(codec.encode(good.events[at]), [OTHER])
    found = audit(with_entries(good.whole(), entries))
    assert [one.index for one in found.disagreements] == [3, 8, None]
    assert codes(found) == ["signer-unknown", "signer-unknown", "root-differs"]


def test_another_hub_can_write_all_of_it_and_is_seen_by_the_key(good: Log) -> None:
    making = good.whole()
    forged = log_of(good.events, OTHER)
    tree = Tree(forged.entries)
    making.members["entries.jsonl"] = lines(forged.entries)
    making.members["checkpoint.txt"] = sign_checkpoint(ORIGIN, tree.size, tree.root(), OTHER)
    making.members["genesis.json"] = write_genesis(ORIGIN, OTHER.public)
    assert audit(making.file()).disagreements == (), "nobody could know"
    assert broken(making.file(), hub=VKEY) == ["hub-differs"]
    assert outcomes(audit(good.whole().file(), hub=VKEY))["hub"] == "agrees"
    with pytest.raises(ColdsetError, match="is not a verifier key"):
        audit(good.whole().file(), hub=VKEY.replace(ORIGIN, "example.org/other"))


def test_only_the_hub_signs_checkpoints(good: Log) -> None:
    for name in ("checkpoint.txt", "checkpoints/0001.txt"):
        making = good.whole([5])
        making.members[name] = note_of(good.entries[:5], OTHER)
        assert broken(making.file()) == ["note-unsigned"]
    kept = [note_of(good.entries[:5], OTHER)]
    assert broken(good.whole().file(), kept=kept) == ["note-unsigned"]


def test_what_somebody_kept_must_still_be_how_the_log_begins(good: Log) -> None:
    kept = [note_of(good.entries[:n]) for n in (0, 7, len(good.entries))]
    found = audit(good.whole().file(), kept=kept)
    assert (found.disagreements, outcomes(found)["tree"]) == ((), "agrees")
    rewritten = log_of(one for one in good.events if one.id != "bore").whole()
    assert "log-shortened" in broken(rewritten.file(), kept=kept)
    other = log_of([*good.events[:2], *good.events[3:], good.events[2]]).whole()
    assert broken(other.file(), kept=kept) == ["root-differs", "root-differs"]
    assert broken(other.file(), kept=[b"no note"]) == ["note-malformed"]


def test_earlier_checkpoints_stand_in_order(good: Log) -> None:
    making = good.whole([5, 20])
    one, two = "checkpoints/0001.txt", "checkpoints/0002.txt"
    making.members[one], making.members[two] = making.members[two], making.members[one]
    assert broken(making.file()) == ["manifest-differs"]


def cosigned(log: Log, size: int, key: KeyPair = UNION) -> bytes:
    note = note_of(log.entries[:size])
    line = cosign(note, "union.example/witness", key, 1_772_700_000)
    return add_cosignature(note, line, make_cosigner("union.example/witness", key.public))


def test_a_witness_that_is_known_must_have_cosigned(good: Log) -> None:
    union = make_cosigner("union.example/witness", UNION.public).vkey
    making = good.whole([5, 20])
    making.members["checkpoints/0002.txt"] = cosigned(good, 20)
    found = audit(making.file(), witnesses=[union])
    assert found.disagreements == ()
    assert [(one.witness, one.size) for one in found.cosigned] == [("union.example/witness", 20)]
    making.members["checkpoints/0001.txt"] = cosigned(good, 5)
    assert audit(making.file(), witnesses=[union]).cosigned == found.cosigned, "what covers most"
    assert outcomes(audit(making.file()))["cosignatures"] == "not checked"
    assert audit(making.file()).cosigners == ("union.example/witness",)
    assert broken(good.whole([5]).file(), witnesses=[union]) == ["cosignature-missing"]
    making.members["checkpoints/0001.txt"] = cosigned(good, 5, OTHER)
    assert audit(making.file(), witnesses=[union]).disagreements == (), "another key's, passed over"
    note = bytearray(cosigned(good, 20))
    note[-20] ^= 3  # a letter of the signature
    making.members["checkpoints/0002.txt"] = bytes(note)
    assert broken(making.file(), witnesses=[union]) == ["signature-invalid"]
    with pytest.raises(ColdsetError):
        audit(making.file(), witnesses=[VKEY])


def test_a_log_without_an_event_shows_nothing_and_is_not_fine() -> None:
    making = log_of([]).whole()
    making.members = {n: data for n, data in making.members.items() if "photos" not in n}
    making.members["checkpoint.txt"] = sign_checkpoint(ORIGIN, 0, EMPTY_ROOT, HUB)
    found = audit(making.file())
    assert codes(found) == ["bundle-empty"]
    assert outcomes(found)["verdicts"] == "not checked"


def test_what_the_hub_signed_and_no_book_would_take_is_told_by_its_entry(good: Log) -> None:
    last = good.events[-1]
    concern = acts.ConcernRaised(text="wet floor")
    usual = beside(last, "one-more", concern)
    for events, code in (
        ([*good.events, last], "event-twice"),
        ([*good.events, msgspec.structs.replace(usual, corrects="none")], "correction-unknown"),
        (
            [*good.events, beside(last, "x", acts.EventRetracted(event="none", reason="so"))],
            "correction-unknown",
        ),
        ([*good.events, msgspec.structs.replace(usual, corrects="one-more")], "event-senseless"),
        ([*good.events, msgspec.structs.replace(usual, latest_ms=0)], "event-senseless"),
        ([*good.events, msgspec.structs.replace(usual, id="")], "event-senseless"),
    ):
        entries = [seal(codec.encode(one), [HUB]) for one in events]
        found = audit(with_entries(good.whole(), entries, signed=True))
        assert codes(found) == [code]
        assert found.disagreements[0].entry == events[-1].id
        assert (found.broken, found.asked) == (False, ()), "nothing is asked of such a record"


def test_a_payload_that_is_no_event_is_told_by_its_place(good: Log) -> None:
    entries = [*good.entries, seal(b'{"act":"gun-waved/1"}', [HUB])]
    data = with_entries(good.whole(), entries, signed=True)
    assert broken(data) == ["event-unreadable"]
    assert audit(data).disagreements[0].index == len(good.entries)


def by_device(good: Log, number: int, *keys: KeyPair, after: str = "") -> bytes:
    name = f"phone-{number}"
    event = beside(good.events[-1], name, acts.ConcernRaised(text=name))
    link = Link(device=PHONE.key_id, number=number, after=after)
    return seal(codec.encode(event.linked(link)), keys or [PHONE])


def by_hub(good: Log, name: str, act: acts.DeviceEnrolled | acts.DeviceRevoked) -> bytes:
    return seal(codec.encode(beside(good.events[-1], name, act)), [HUB])


def test_a_device_signs_from_its_enrolment_until_it_is_revoked(good: Log) -> None:
    act = acts.DeviceEnrolled(device=PHONE.key_id, key=PHONE.public.hex(), called="the phone")
    enrol = by_hub(good, "enrol", act)
    revoke = by_hub(good, "revoke", acts.DeviceRevoked(device=PHONE.key_id, reason="lost"))
    one, two = by_device(good, 1), by_device(good, 2)
    fine = [*good.entries, enrol, one, revoke]
    assert audit(with_entries(good.whole(), fine, signed=True)).disagreements == ()
    for entries in ([*good.entries, one], [*fine, two]):
        assert broken(with_entries(good.whole(), entries, signed=True)) == ["signer-unknown"]


def test_no_device_enrols_another(good: Log) -> None:
    act = acts.DeviceEnrolled(device=PHONE.key_id, key=PHONE.public.hex(), called="the phone")
    friend = msgspec.structs.replace(act, device=OTHER.key_id, key=OTHER.public.hex())
    smuggled = seal(codec.encode(beside(good.events[-1], "friend", friend)), [PHONE])
    by_friend = by_device(good, 1, OTHER)
    entries = [*good.entries, by_hub(good, "enrol", act), smuggled, by_friend]
    told = broken(with_entries(good.whole(), entries, signed=True))
    assert told == ["device-differs", "signer-unknown"]


@pytest.mark.parametrize("key", ["", "zz", "00" * 32, OTHER.public.hex()])
def test_a_weak_or_misnamed_key_enrols_nobody(good: Log, key: str) -> None:
    act = acts.DeviceEnrolled(device=PHONE.key_id, key=key, called="the phone")
    entries = [*good.entries, by_hub(good, "enrol", act)]
    (code,) = broken(with_entries(good.whole(), entries, signed=True))
    assert code in {"key-refused", "key-id-differs"}


def test_an_entry_is_by_the_device_that_it_says(good: Log) -> None:
    act = acts.DeviceEnrolled(device=PHONE.key_id, key=PHONE.public.hex(), called="the phone")
    enrol = by_hub(good, "enrol", act)
    heard = beside(good.events[-1], "heard", acts.DeviceHeard(device=PHONE.key_id, first=1, last=1))
    linked = heard.linked(Link(device=PHONE.key_id, number=1))
    unlinked = beside(good.events[-1], "free", acts.ConcernRaised(text="so"))
    for entry in (
        by_device(good, 1, HUB),
        seal(codec.encode(linked), [PHONE]),
        seal(codec.encode(unlinked), [PHONE]),
    ):
        entries = [*good.entries, enrol, entry]
        assert broken(with_entries(good.whole(), entries, signed=True)) == ["device-differs"]


def test_a_record_that_nothing_can_be_made_of_is_told_and_no_crash(
    good: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_: object) -> int:
        raise RecursionError

    monkeypatch.setattr(audits, "doubts", trip)
    found = audit(good.whole().file())
    assert codes(found) == ["record-unfolded"]
    assert "RecursionError" in found.disagreements[0].sentence
    assert found.asked == ()
