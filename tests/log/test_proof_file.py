"""A proof file: what it proves offline, and that nothing else passes for one."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import strict_decimal
from coldset.log.checkpoint import Checkpoint, sign_checkpoint
from coldset.log.cosignature import add_cosignature, cosign, make_cosigner
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree, leaf_hash
from coldset.log.note import make_verifier
from coldset.log.proof_file import (
    PROOF_FILE_BYTES_MAX,
    ProofFile,
    Proven,
    read_proof_file,
    verify_proof_file,
    write_proof_file,
)

HUB, UNION, INSURER = (KeyPair(bytes([n] * 32)) for n in (5, 6, 7))
ORIGIN, AT_S = "example.org/ranch", 1_679_315_147
VERIFIER = make_verifier(ORIGIN, HUB.public)
WITNESS = make_cosigner("union.example/w1", UNION.public)
OTHER = make_cosigner("insurer.example", INSURER.public)
ENTRIES = [b"entry %d" % n for n in range(70)]
TREE = Tree(ENTRIES)
PLAIN = sign_checkpoint(ORIGIN, 70, TREE.root(), HUB)
NOTE = add_cosignature(PLAIN, cosign(PLAIN, WITNESS.name, UNION, AT_S), WITNESS)


def proof_file(index: int = 17, size: int = 70, note: bytes = NOTE, extra: bytes = b"") -> bytes:
    return write_proof_file(index, TREE.inclusion_proof(index, size), note, extra)


def refused_as(code: str, data: bytes, index: int = 17) -> None:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        verify_proof_file(data, leaf_hash(ENTRIES[index]), VERIFIER)
    assert getattr(refusal.value, "code", None) == code


def test_the_file_is_the_one_that_c2sp_describes() -> None:
    proof = [base64.b64encode(part).decode() for part in TREE.inclusion_proof(17, 70)]
    extra = f"extra {base64.b64encode(b'page').decode()}"
    lines = ["c2sp.org/tlog-proof@v1", extra, "index 17", *proof, "", NOTE.decode()]
    assert proof_file(extra=b"page") == "\n".join(lines).encode()
    assert read_proof_file(proof_file(extra=b"page")) == ProofFile(
        17, tuple(TREE.inclusion_proof(17, 70)), NOTE, b"page"
    )
    assert b"extra" not in proof_file()


@given(st.data())
def test_every_entry_of_every_size_is_proven(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    extra = data.draw(st.binary(max_size=40))
    note = sign_checkpoint(ORIGIN, size, TREE.root(size), HUB)
    proven = verify_proof_file(
        proof_file(index, size, note, extra), leaf_hash(ENTRIES[index]), VERIFIER
    )
    assert proven == Proven(index, Checkpoint(ORIGIN, size, TREE.root(size)), {})


def test_another_entry_is_not_proven() -> None:
    refused_as("inclusion-not-proven", proof_file(), index=18)
    moved = proof_file().replace(b"index 17\n", b"index 18\n")
    refused_as("inclusion-not-proven", moved)
    refused_as("inclusion-not-proven", moved, index=18)


def test_a_checkpoint_by_somebody_else_proves_nothing() -> None:
    other = sign_checkpoint(ORIGIN, 70, TREE.root(), UNION)
    refused_as("note-unsigned", proof_file(note=other))
    refused_as("note-unsigned", proof_file(note=sign_checkpoint("other", 70, TREE.root(), HUB)))
    smaller = sign_checkpoint(ORIGIN, 69, TREE.root(69), HUB)
    refused_as("inclusion-not-proven", proof_file(note=smaller))


def test_cosignatures_count_when_they_are_by_known_witnesses() -> None:
    leaf = leaf_hash(ENTRIES[17])
    proven = verify_proof_file(proof_file(), leaf, VERIFIER, [WITNESS, OTHER], 1)
    assert proven.cosigned_s == {WITNESS.vkey: AT_S}
    assert verify_proof_file(proof_file(), leaf, VERIFIER, [OTHER]).cosigned_s == {}
    namesake = make_cosigner("second.name", UNION.public)
    line = cosign(NOTE, "second.name", UNION, AT_S)
    twice = proof_file(note=add_cosignature(NOTE, line, namesake))
    for data, known, least in (
        (proof_file(note=PLAIN), [WITNESS], 1),
        (proof_file(), [OTHER], 1),
        (proof_file(), [WITNESS, OTHER], 2),
        (proof_file(), [WITNESS, WITNESS], 2),
        (twice, [WITNESS, namesake], 2),
    ):
        with pytest.raises(IntegrityError) as refusal:
            verify_proof_file(data, leaf, VERIFIER, known, least)
        assert refusal.value.code == "cosignature-missing"


def test_every_flipped_bit_is_seen_by_who_asks_for_the_witness() -> None:
    data, leaf = proof_file(), leaf_hash(ENTRIES[17])
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises((ColdsetError, IntegrityError)):
            verify_proof_file(bytes(changed), leaf, VERIFIER, [WITNESS], 1)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"tlog-proof@v1", b"tlog-proof@v2", "proof-file-malformed"),
        (b"index 17\n", b"", "proof-file-malformed"),
        (b"index 17\n", b"index 017\n", "number-malformed"),
        (b"index 17\n", b"index +17\n", "number-malformed"),
        (b"index 17\n", b"index -1\n", "number-malformed"),
        (b"index 17\n", b"index 9223372036854775808\n", "number-malformed"),
        (b"index 17\n", b"index 17\nindex 17\n", "base64-malformed"),
        (b"index 17\n", b"index 17\nAAAA\n", "proof-malformed"),
        (b"index 17\n", b"extra \nindex 17\n", "proof-file-malformed"),
        (b"index 17\n", b"extra x\nindex 17\n", "base64-malformed"),
        (b"index 17\n", b"index 17\nextra AAAA\n", "base64-malformed"),
        (b"index 17\n", b"index 17\r\n", "number-malformed"),
        (b"index 17\n", "index 1٣\n".encode(), "proof-file-malformed"),
        (b"index 17\n", b"index 17\n" + b"A" * 43 + b"=\n", "inclusion-not-proven"),
        (b"index 17\n", b"index 17\n" + (b"A" * 43 + b"=\n") * 63, "proof-malformed"),
        (b"index 17\n", b"index 17\n\n", "signature-invalid"),
        (b"\n\n", b"\n", "proof-file-malformed"),
        (b"=\n\nexample", b"=\n \nexample", "base64-malformed"),
    ],
)
def test_another_form_is_refused(old: bytes, new: bytes, code: str) -> None:
    data = proof_file()
    assert old in data
    changed = data.replace(old, new) if old == b"\n\n" else data.replace(old, new, 1)
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        verify_proof_file(changed, leaf_hash(ENTRIES[17]), VERIFIER)
    assert getattr(refusal.value, "code", None) == code


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    for told in (data, b"c2sp.org/tlog-proof@v1\n" + data):
        with pytest.raises((ColdsetError, IntegrityError)):
            verify_proof_file(told, leaf_hash(b""), VERIFIER)


def test_a_file_that_is_too_long_is_not_even_read() -> None:
    refused_as("proof-file-malformed", proof_file() + b"x" * PROOF_FILE_BYTES_MAX)


@pytest.mark.parametrize(("index", "proof"), [(-1, []), (0, [b"short"]), (0, [bytes(32)] * 64)])
def test_what_could_not_be_read_back_is_not_written(index: int, proof: list[bytes]) -> None:
    with pytest.raises(ColdsetError):
        write_proof_file(index, proof, NOTE)


@given(st.integers(0, strict_decimal.NUMBER_MAX))
def test_a_number_has_one_spelling(number: int) -> None:
    assert strict_decimal.decode(str(number)) == number
    for text in (f"0{number}", f"+{number}", f"{number} ", f" {number}", f"{number}\n", "1_0", ""):
        with pytest.raises(ColdsetError):
            strict_decimal.decode(text)


def test_the_98_inclusion_vectors_end_as_they_say(vectors: Path) -> None:
    files = sorted((vectors / "merkle" / "testdata" / "inclusion").rglob("*.json"))
    assert len(files) == 98
    for file in files:
        told = json.loads(file.read_text())
        assert proves(told) != told["wantErr"], file


def proves(told: dict[str, object]) -> bool:
    parts = told["proof"] if isinstance(told["proof"], list) else []
    root, leaf = (base64.b64decode(str(told[key])) for key in ("root", "leafHash"))
    try:
        note = sign_checkpoint(ORIGIN, int(str(told["treeSize"])), root, HUB)
        proof = [base64.b64decode(part) for part in parts]
        data = write_proof_file(int(str(told["leafIdx"])), proof, note)
        verify_proof_file(data, leaf, VERIFIER)
    except (ColdsetError, IntegrityError):
        return False
    return True
