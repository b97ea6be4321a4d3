"""Notes, checkpoints and the genesis document: the form others can read, and nothing beside it."""

import base64
import json

import pytest

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import canonical
from coldset.log.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from coldset.log.genesis import read_genesis, write_genesis
from coldset.log.keys import KeyPair
from coldset.log.merkle import EMPTY_ROOT
from coldset.log.note import Verifier, make_verifier, open_note, parse_vkey, sign_note

HUB = KeyPair(bytes([5] * 32))
ORIGIN = "example.org/ranch"
VERIFIER = make_verifier(ORIGIN, HUB.public)

# The example of c2sp.org/signed-note.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()


def refused_as(code: str, note: bytes, verifier: Verifier = VERIFIER) -> None:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        open_checkpoint(note, verifier)
    assert getattr(refusal.value, "code", None) == code


def test_the_note_printed_in_the_specification_opens() -> None:
    verifier = parse_vkey(VKEY)
    assert (verifier.name, verifier.vkey) == ("example.com/foo", VKEY)
    assert open_note(NOTE, verifier) == "This is an example message.\n"


def test_a_checkpoint_is_the_note_that_c2sp_describes() -> None:
    note = sign_checkpoint(ORIGIN, 3, EMPTY_ROOT, HUB)
    text, _, signature = note.decode().rpartition("\n\n")
    root = base64.b64encode(EMPTY_ROOT).decode()
    assert text == f"example.org/ranch\n3\n{root}"
    data = base64.b64decode(signature.removeprefix(f"— {ORIGIN} "))
    assert data == VERIFIER.key_hash + HUB.sign(f"{text}\n".encode())
    assert open_checkpoint(note, VERIFIER) == Checkpoint(ORIGIN, 3, EMPTY_ROOT)


def test_every_flipped_bit_of_a_checkpoint_shows() -> None:
    note = sign_checkpoint(ORIGIN, 17, EMPTY_ROOT, HUB)
    for bit in range(len(note) * 8):
        changed = bytearray(note)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises((ColdsetError, IntegrityError)):
            open_checkpoint(bytes(changed), VERIFIER)


def test_cosignatures_by_others_are_passed_over_but_must_be_well_formed() -> None:
    note = sign_checkpoint(ORIGIN, 3, EMPTY_ROOT, HUB)
    union = KeyPair(bytes([6] * 32))
    line = sign_note("x\n", "union.example", union).decode().rpartition("\n\n")[2].encode()
    assert open_checkpoint(note + line, VERIFIER).size == 3
    same_name = sign_note("x\n", ORIGIN, union).decode().rpartition("\n\n")[2].encode()
    assert open_checkpoint(note + same_name, VERIFIER).size == 3
    refused_as("note-malformed", note + b"union.example AAAAAAA=\n")
    refused_as("note-malformed", note + "— union+example AAAAAAA=\n".encode())
    assert open_checkpoint(note + "— union.example AAAAAAA=\n".encode(), VERIFIER).size == 3
    refused_as("note-malformed", note + "— union.example\n".encode())
    refused_as("note-malformed", note + "— union.example AAAA\n".encode())
    refused_as("base64-malformed", note + "— union.example AAAAAAB=\n".encode())
    refused_as("note-malformed", note + line * 100)


def test_the_hub_signs_once_and_truly() -> None:
    note = sign_checkpoint(ORIGIN, 3, EMPTY_ROOT, HUB)
    own = note.decode().rpartition("\n\n")[2].encode()
    refused_as("note-malformed", note + own)
    false = base64.b64encode(VERIFIER.key_hash + bytes(64))
    refused_as("signature-invalid", note + "— ".encode() + ORIGIN.encode() + b" " + false + b"\n")
    refused_as("note-unsigned", sign_checkpoint(ORIGIN, 3, EMPTY_ROOT, KeyPair(bytes(32))))
    refused_as("note-unsigned", sign_checkpoint("example.org/other", 3, EMPTY_ROOT, HUB))


@pytest.mark.parametrize(
    "text",
    [
        "example.org/ranch\n3\n",
        "example.org/ranch\n03\nROOT\n",
        "example.org/ranch\n-1\nROOT\n",
        "example.org/ranch\n+1\nROOT\n",
        "example.org/ranch\n٣\nROOT\n",
        "example.org/ranch\n9223372036854775808\nROOT\n",
        "example.org/ranch\n3\nROOT\n\n",
        "example.org/ranch\n3\n\nROOT\n",
        "example.org/ranch\n3\nAAAA\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    root = base64.b64encode(EMPTY_ROOT).decode()
    refused_as("checkpoint-malformed", sign_note(text.replace("ROOT", root), ORIGIN, HUB))


def test_another_logs_checkpoint_under_the_hubs_name_is_refused() -> None:
    root = base64.b64encode(EMPTY_ROOT).decode()
    refused_as("origin-differs", sign_note(f"example.org/other\n3\n{root}\n", ORIGIN, HUB))


def test_extension_lines_are_handed_on() -> None:
    root = base64.b64encode(EMPTY_ROOT).decode()
    note = sign_note(f"{ORIGIN}\n0\n{root}\nmore\n", ORIGIN, HUB)
    assert open_checkpoint(note, VERIFIER).extensions == ("more",)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff",
        b"text\n",
        b"text\n\n",
        b"text\r\n\r\n",
        "a\n\n— b c".encode(),
        b"x" * 70_000,
        b"a\x00\n\n\xe2\x80\x94 b AAAAAAA=\n",
    ],
)
def test_what_is_no_note_is_refused(note: bytes) -> None:
    with pytest.raises(ColdsetError):
        open_note(note, VERIFIER)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\nb", "\ud800", "x" * 256])
def test_a_name_that_would_break_the_line_is_refused(name: str) -> None:
    with pytest.raises(ColdsetError) as refusal:
        sign_checkpoint(name, 0, EMPTY_ROOT, HUB)
    assert refusal.value.code == "name-malformed"


def test_a_note_of_64_kib_opens_and_a_longer_one_does_not() -> None:
    room = 64 * 1024 - len(sign_note("\n", ORIGIN, HUB))
    largest = sign_note("x" * room + "\n", ORIGIN, HUB)
    assert len(open_note(largest, VERIFIER)) == room + 1
    union = sign_note("x\n", "union.example", HUB).rpartition(b"\n\n")[2]
    with pytest.raises(ColdsetError) as refusal:
        open_note(largest + union, VERIFIER)
    assert refusal.value.code == "note-malformed"


@pytest.mark.parametrize("text", ["no newline", "a\tb\n", "\ud800\n", "x" * 65_536 + "\n"])
def test_a_text_that_is_no_note_is_not_signed(text: str) -> None:
    with pytest.raises(ColdsetError) as refusal:
        sign_note(text, ORIGIN, HUB)
    assert refusal.value.code == "note-malformed"


@pytest.mark.parametrize(("size", "root"), [(-1, EMPTY_ROOT), (2**63, EMPTY_ROOT), (1, b"short")])
def test_an_impossible_checkpoint_is_not_signed(size: int, root: bytes) -> None:
    with pytest.raises(ColdsetError) as refusal:
        sign_checkpoint(ORIGIN, size, root, HUB)
    assert refusal.value.code == "checkpoint-malformed"


def test_no_byte_of_a_vkey_may_change_unseen() -> None:
    for at in range(len(VKEY)):
        changed = VKEY[:at] + ("A" if VKEY[at] != "A" else "B") + VKEY[at + 1 :]
        with pytest.raises(ColdsetError):
            parse_vkey(changed)
    for text in ("", "a", "a+b", "a+b+", "a+00000000+AAAA", VKEY + "\n", VKEY.upper()):
        with pytest.raises(ColdsetError):
            parse_vkey(text)


def test_the_genesis_names_the_hub_and_its_key() -> None:
    genesis = read_genesis(write_genesis(ORIGIN, HUB.public))
    assert (genesis.format, genesis.origin, genesis.hub) == (1, ORIGIN, VERIFIER)


def test_a_genesis_with_anything_else_in_it_is_refused() -> None:
    fields = json.loads(write_genesis(ORIGIN, HUB.public))
    for changed, code in (
        (fields | {"format": 2}, "genesis-newer"),
        (fields | {"format": "1"}, "genesis-malformed"),
        (fields | {"devices": []}, "genesis-malformed"),
        ({"format": 1}, "genesis-malformed"),
        (fields | {"hub": "x"}, "vkey-malformed"),
    ):
        with pytest.raises(ColdsetError) as refusal:
            read_genesis(canonical.encode(changed))
        assert refusal.value.code == code
    with pytest.raises(ColdsetError) as refusal:
        read_genesis(write_genesis(ORIGIN, HUB.public) + b"\n")
    assert refusal.value.code == "payload-not-canonical"
    with pytest.raises(ColdsetError):
        write_genesis(ORIGIN, bytes(32))
