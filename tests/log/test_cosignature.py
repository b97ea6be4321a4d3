"""A witness's cosignature: what it covers, whose it is, and when it was given."""

import base64

import pytest

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import cosignature
from coldset.log.checkpoint import open_checkpoint, sign_checkpoint
from coldset.log.cosignature import (
    Cosigner,
    add_cosignature,
    cosign,
    cosigned_at_s,
    make_cosigner,
    parse_cosigner,
)
from coldset.log.keys import KeyPair
from coldset.log.merkle import EMPTY_ROOT
from coldset.log.note import make_verifier, parse_vkey, sign_note

HUB, UNION, INSURER = (KeyPair(bytes([n] * 32)) for n in (5, 6, 7))
ORIGIN, NAME, AT_S = "example.org/ranch", "union.example/w1", 1_679_315_147
NOTE = sign_checkpoint(ORIGIN, 3, EMPTY_ROOT, HUB)
WITNESS = make_cosigner(NAME, UNION.public)
LINE = cosign(NOTE, NAME, UNION, AT_S)


def refused_as(code: str, note: bytes, cosigner: Cosigner = WITNESS) -> None:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        cosigned_at_s(note, cosigner)
    assert getattr(refusal.value, "code", None) == code


def cosigned(signed: bytes) -> bytes:
    """The note with a line by the witness that holds these bytes."""
    data = base64.b64encode(WITNESS.key_hash + signed)
    return NOTE + f"— {NAME} {data.decode()}\n".encode()


def test_the_line_is_the_one_that_c2sp_describes() -> None:
    root = base64.b64encode(EMPTY_ROOT).decode()
    message = f"cosignature/v1\ntime 1679315147\nexample.org/ranch\n3\n{root}\n"
    data = base64.b64decode(LINE.removeprefix(f"— {NAME} "))
    assert data == WITNESS.key_hash + AT_S.to_bytes(8, "big") + UNION.sign(message.encode())
    assert len(data) == 4 + 8 + 64
    assert cosigned_at_s(NOTE + LINE.encode(), WITNESS) == AT_S


def test_the_example_of_the_specification_has_the_parts_that_ours_has() -> None:
    line = "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe"
    data = base64.b64decode(line + "+mbIUBkBIfZ+qnA==")
    assert (len(data), int.from_bytes(data[4:12], "big")) == (4 + 8 + 64, AT_S)


def test_a_vkey_says_that_it_is_for_cosignatures() -> None:
    assert parse_cosigner(WITNESS.vkey) == WITNESS
    assert base64.b64decode(WITNESS.vkey.rpartition("+")[2])[0] == 4
    assert WITNESS.key_hash != make_verifier(NAME, UNION.public).key_hash
    for text in (make_verifier(NAME, UNION.public).vkey, WITNESS.vkey + "\n", "", WITNESS.vkey[1:]):
        with pytest.raises(ColdsetError):
            parse_cosigner(text)
    with pytest.raises(ColdsetError):
        parse_vkey(WITNESS.vkey)


def test_the_hubs_signature_is_still_found_beside_cosignatures() -> None:
    note = NOTE + LINE.encode() + cosign(NOTE, "insurer.example", INSURER, AT_S).encode()
    assert open_checkpoint(note, make_verifier(ORIGIN, HUB.public)).size == 3


def test_every_flipped_bit_of_a_cosigned_checkpoint_shows() -> None:
    note = add_cosignature(NOTE, LINE, WITNESS)
    hub = make_verifier(ORIGIN, HUB.public)
    for bit in range(len(note) * 8):
        changed = bytearray(note)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            open_checkpoint(bytes(changed), hub)
            assert cosigned_at_s(bytes(changed), WITNESS) is None
        except (ColdsetError, IntegrityError):
            continue


def test_who_did_not_cosign_is_told_apart_from_who_did() -> None:
    assert cosigned_at_s(NOTE, WITNESS) is None
    assert cosigned_at_s(NOTE + LINE.encode(), make_cosigner("other", UNION.public)) is None
    assert cosigned_at_s(NOTE + LINE.encode(), make_cosigner(NAME, INSURER.public)) is None


def test_a_cosignature_for_another_checkpoint_or_time_does_not_hold() -> None:
    other = sign_checkpoint(ORIGIN, 4, EMPTY_ROOT, HUB)
    refused_as("signature-invalid", other + LINE.encode())
    signed = base64.b64decode(LINE.removeprefix(f"— {NAME} "))[12:]
    refused_as("signature-invalid", cosigned((AT_S + 1).to_bytes(8, "big") + signed))
    refused_as("signature-invalid", cosigned(AT_S.to_bytes(8, "big") + bytes(64)))
    plain = UNION.sign(NOTE.partition(b"\n\n")[0] + b"\n")
    refused_as("signature-invalid", cosigned(AT_S.to_bytes(8, "big") + plain))


@pytest.mark.parametrize("length", [1, 8, 64, 71, 73])
def test_a_cosignature_of_another_length_is_refused(length: int) -> None:
    refused_as("cosignature-malformed", cosigned(b"\x01" * length))


@pytest.mark.parametrize("time_s", [0, 2**63, 2**64 - 1])
def test_a_time_that_can_not_be_is_refused_even_if_it_is_signed(time_s: int) -> None:
    message = cosignature._message(NOTE.decode().partition("\n\n")[0] + "\n", time_s)
    refused_as("cosignature-malformed", cosigned(time_s.to_bytes(8, "big") + UNION.sign(message)))
    with pytest.raises(ColdsetError) as refusal:
        cosign(NOTE, NAME, UNION, time_s)
    assert refusal.value.code == "cosignature-malformed"


def test_of_several_by_one_witness_the_newest_counts_and_all_must_hold() -> None:
    newer = cosign(NOTE, NAME, UNION, AT_S + 60).encode()
    for note in (NOTE + LINE.encode() + newer, NOTE + newer + LINE.encode()):
        assert cosigned_at_s(note, WITNESS) == AT_S + 60
    bad = cosigned((AT_S + 90).to_bytes(8, "big") + bytes(64)).removeprefix(NOTE)
    refused_as("signature-invalid", NOTE + LINE.encode() + bad)


def test_a_newer_cosignature_takes_the_place_of_the_older_and_of_no_other() -> None:
    insurer = make_cosigner("insurer.example", INSURER.public)
    theirs = cosign(NOTE, "insurer.example", INSURER, AT_S)
    note = add_cosignature(add_cosignature(NOTE, LINE, WITNESS), theirs, insurer)
    assert note == NOTE + LINE.encode() + theirs.encode()
    newer = cosign(NOTE, NAME, UNION, AT_S + 60)
    assert add_cosignature(note, newer, WITNESS) == NOTE + theirs.encode() + newer.encode()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (cosign(NOTE, "insurer.example", INSURER, AT_S), "cosignature-missing"),
        (cosign(sign_note("x\n", ORIGIN, HUB), NAME, UNION, AT_S), "signature-invalid"),
        (LINE[:-1], "cosignature-malformed"),
        (LINE + LINE, "cosignature-malformed"),
        ("", "cosignature-malformed"),
        ("\n", "note-malformed"),
        ("no line\n", "note-malformed"),
    ],
)
def test_what_is_not_the_witnesss_line_is_not_added(line: str, code: str) -> None:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        add_cosignature(NOTE, line, WITNESS)
    assert getattr(refusal.value, "code", None) == code


def test_extension_lines_are_cosigned_as_they_stand() -> None:
    root = base64.b64encode(EMPTY_ROOT).decode()
    note = sign_note(f"{ORIGIN}\n0\n{root}\nmore\n", ORIGIN, HUB)
    line = cosign(note, NAME, UNION, AT_S).encode()
    assert cosigned_at_s(note + line, WITNESS) == AT_S
    refused_as("signature-invalid", sign_note(f"{ORIGIN}\n0\n{root}\nless\n", ORIGIN, HUB) + line)


@pytest.mark.parametrize("name", ["", "a b", "a+b"])
def test_a_name_that_would_break_the_line_is_refused(name: str) -> None:
    with pytest.raises(ColdsetError) as refusal:
        cosign(NOTE, name, UNION, AT_S)
    assert refusal.value.code == "name-malformed"
    with pytest.raises(ColdsetError):
        make_cosigner(NAME, bytes(32))
