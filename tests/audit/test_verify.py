"""The other side's tool: one changed, missing, moved or added entry, and it says which."""

from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.audit import verify as audit
from coldset.audit.verify import Keyring, Report
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.canonical import encode
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.envelope import Opened, seal
from coldset.log.genesis import write_genesis
from coldset.log.keys import KeyPair
from coldset.log.merkle import EMPTY_ROOT, Tree
from coldset.log.note import make_verifier

ORIGIN = "example.org/ranch"
verify = partial(audit.verify, enrol=lambda keys, _: keys)
HUB = KeyPair(bytes([5] * 32))
PHONE = KeyPair(bytes([6] * 32))
GENESIS = write_genesis(ORIGIN, HUB.public)
BOTH = {PHONE.key_id: PHONE.public}


def entry(number: int, *keys: KeyPair) -> bytes:
    return seal(encode({"number": number}), keys or [HUB])


def checkpoint_of(entries: list[bytes], key: KeyPair = HUB) -> bytes:
    tree = Tree(entries)
    return sign_checkpoint(ORIGIN, tree.size, tree.root(), key)


ENTRIES = [entry(n) for n in range(8)]
NOTE = checkpoint_of(ENTRIES)


def disagreement(
    entries: list[bytes],
    note: bytes = NOTE,
    genesis: bytes = GENESIS,
    earlier: tuple[bytes, ...] = (),
) -> tuple[str, str | int | None]:
    with pytest.raises(IntegrityError) as broken:
        verify(entries, note, genesis, earlier=earlier)
    return broken.value.code, broken.value.fields.get("index")


def test_a_true_log_is_reported_with_what_was_checked() -> None:
    assert verify(iter(ENTRIES), NOTE, GENESIS) == Report(
        origin=ORIGIN,
        hub=make_verifier(ORIGIN, HUB.public).vkey,
        entries=8,
        signatures=8,
        signed_by={HUB.key_id: 8},
        checkpoints=1,
        root=Tree(ENTRIES).root().hex(),
    )


def test_an_empty_log_is_true_too() -> None:
    report = verify([], sign_checkpoint(ORIGIN, 0, EMPTY_ROOT, HUB), GENESIS)
    assert (report.entries, report.signatures) == (0, 0)


@given(st.data())
def test_any_flipped_bit_in_any_entry_is_named(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ENTRIES) - 1))
    changed = bytearray(ENTRIES[at])
    bit = data.draw(st.integers(0, len(changed) * 8 - 1))
    changed[bit // 8] ^= 1 << bit % 8
    assert disagreement([*ENTRIES[:at], bytes(changed), *ENTRIES[at + 1 :]])[1] == at


def test_any_flipped_bit_in_checkpoint_or_genesis_shows() -> None:
    for original in (NOTE, GENESIS):
        for bit in range(len(original) * 8):
            changed = bytearray(original)
            changed[bit // 8] ^= 1 << bit % 8
            note, genesis = (
                (bytes(changed), GENESIS) if original is NOTE else (NOTE, bytes(changed))
            )
            disagreement(ENTRIES, note, genesis)


@given(st.permutations(range(8)))
def test_only_the_true_order_is_accepted(order: list[int]) -> None:
    shuffled = [ENTRIES[n] for n in order]
    if shuffled == ENTRIES:
        verify(shuffled, NOTE, GENESIS)
    else:
        assert disagreement(shuffled)[0] == "root-differs"


def test_entries_left_out_put_in_or_replaced_are_noticed() -> None:
    assert disagreement(ENTRIES[:-1])[0] == "entries-missing"
    assert disagreement(ENTRIES[1:])[0] == "entries-missing"
    assert disagreement([])[0] == "entries-missing"
    assert disagreement([*ENTRIES, entry(8)])[0] == "entry-beyond-checkpoint"
    assert disagreement([*ENTRIES[:3], entry(99), *ENTRIES[4:]])[0] == "root-differs"
    assert disagreement([*ENTRIES[:3], ENTRIES[2], *ENTRIES[4:]])[0] == "root-differs"
    assert disagreement([b""] * 8) == ("envelope-malformed", 0)


def test_an_endless_list_of_entries_ends() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield from ENTRIES

    with pytest.raises(IntegrityError) as broken:
        verify(endless(), NOTE, GENESIS)
    assert broken.value.code == "entry-beyond-checkpoint"


def test_a_signed_payload_outside_the_profile_is_refused_by_its_index() -> None:
    for payload, code in (
        (b'{"b":1,"a":2}', "payload-not-canonical"),
        (b'{"a":1.5}', "payload-outside-profile"),
        (b"not json", "payload-not-json"),
    ):
        entries = [*ENTRIES[:2], seal(payload, [HUB])]
        assert disagreement(entries, checkpoint_of(entries)) == (code, 2)


def test_only_the_hub_of_the_genesis_speaks_for_the_log() -> None:
    assert disagreement(ENTRIES, checkpoint_of(ENTRIES, PHONE))[0] == "note-unsigned"
    other = write_genesis(ORIGIN, PHONE.public)
    assert disagreement(ENTRIES, genesis=other)[0] == "note-unsigned"
    elsewhere = sign_checkpoint("example.org/other", 8, Tree(ENTRIES).root(), HUB)
    assert disagreement(ENTRIES, elsewhere)[0] == "note-unsigned"


def test_what_others_kept_must_still_be_how_the_log_begins() -> None:
    kept = tuple(checkpoint_of(ENTRIES[:n]) for n in (0, 3, 8))
    assert verify(ENTRIES, NOTE, GENESIS, earlier=kept).checkpoints == 4
    rewritten = [*ENTRIES[:2], entry(99), *ENTRIES[3:]]
    now = checkpoint_of(rewritten)
    verify(rewritten, now, GENESIS)
    assert disagreement(rewritten, now, earlier=kept)[0] == "root-differs"
    cut = checkpoint_of(ENTRIES[:5])
    verify(ENTRIES[:5], cut, GENESIS)
    assert disagreement(ENTRIES[:5], cut, earlier=kept)[0] == "log-shortened"
    forged = checkpoint_of(ENTRIES[:3], PHONE)
    assert disagreement(ENTRIES, earlier=(forged,))[0] == "note-unsigned"


def test_a_phone_that_nobody_enrolled_is_refused_and_a_trusted_one_counted() -> None:
    entries = [entry(0), entry(1, HUB, PHONE)]
    note = checkpoint_of(entries)
    assert disagreement(entries, note) == ("signer-unknown", 1)
    report = verify(entries, note, GENESIS, trusted=BOTH)
    assert report.signed_by == {HUB.key_id: 2, PHONE.key_id: 1}
    assert report.signatures == 3


def test_a_phone_may_sign_after_it_was_enrolled_and_until_it_is_removed() -> None:
    def enrol(keyring: Keyring, opened: Opened) -> Keyring:
        if opened.payload == b'{"number":1}':
            return {**keyring, **BOTH}
        if opened.payload == b'{"number":3}':
            return {name: key for name, key in keyring.items() if name != PHONE.key_id}
        return keyring

    good = [entry(0), entry(1), entry(2, PHONE), entry(3, PHONE), entry(4)]
    assert verify(good, checkpoint_of(good), GENESIS, enrol=enrol).entries == 5
    for early_or_late in ([entry(0), entry(1, PHONE)], [*good, entry(5, PHONE)]):
        with pytest.raises(IntegrityError) as broken:
            verify(early_or_late, checkpoint_of(early_or_late), GENESIS, enrol=enrol)
        assert broken.value.code == "signer-unknown"
        assert broken.value.fields["index"] == len(early_or_late) - 1


@pytest.mark.parametrize(
    ("name", "public", "code"),
    [
        (PHONE.key_id, bytes(32), "key-refused"),
        (PHONE.key_id, b"\x01" + bytes(31), "key-refused"),
        (HUB.key_id, PHONE.public, "key-id-differs"),
        ("armorer", PHONE.public, "key-id-differs"),
    ],
)
def test_weak_or_misnamed_keys_are_never_enrolled(name: str, public: bytes, code: str) -> None:
    if name != HUB.key_id:
        with pytest.raises(ColdsetError) as refusal:
            verify(ENTRIES, NOTE, GENESIS, trusted={name: public})
        assert refusal.value.code == code
    with pytest.raises(IntegrityError) as broken:
        verify(ENTRIES, NOTE, GENESIS, enrol=lambda keyring, _: {**keyring, name: public})
    assert (broken.value.code, broken.value.fields["index"]) == (code, 0)
