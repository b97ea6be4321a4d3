"""What a witness decides: it never goes back, never signs a fork, and says which rule it was."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.keys import KeyPair
from coldset.log.merkle import EMPTY_ROOT, Tree
from coldset.log.note import Verifier, make_verifier, sign_note
from coldset.log.witness import (
    REQUEST_BYTES_MAX,
    Cosign,
    Refused,
    Request,
    Seen,
    decide,
    origin_of,
    read_request,
    write_request,
)

HUB, STRANGER = KeyPair(bytes([5] * 32)), KeyPair(bytes([6] * 32))
ORIGIN, AT_S = "example.org/ranch", 1_679_315_147
VERIFIER = make_verifier(ORIGIN, HUB.public)
TREE = Tree([b"entry %d" % n for n in range(40)])
FORKED = Tree([*[b"entry %d" % n for n in range(7)], *[b"other %d" % n for n in range(7, 40)]])


def signed(size: int, tree: Tree = TREE, key: KeyPair = HUB) -> bytes:
    return sign_checkpoint(ORIGIN, size, tree.root(size), key)


def proof(old: int, new: int, tree: Tree = TREE) -> tuple[bytes, ...]:
    return tuple(tree.consistency_proof(old, new)) if 0 < old <= new else ()


def seen(size: int, tree: Tree = TREE) -> Seen:
    return Seen(size, tree.root(size), AT_S)


def asked(
    body: bytes, known: Seen, hub: Verifier | None = VERIFIER, time_s: int = AT_S
) -> Cosign | Refused:
    return decide(read_request(body), hub, known, time_s)


def reason(answer: Cosign | Refused) -> str:
    return answer.reason if isinstance(answer, Refused) else "cosigned"


def test_the_body_is_the_one_that_c2sp_describes() -> None:
    lines = [base64.b64encode(part).decode() for part in proof(7, 40)]
    body = write_request(7, proof(7, 40), signed(40))
    assert body == "\n".join(["old 7", *lines, "", signed(40).decode()]).encode()
    assert read_request(body) == Request(7, proof(7, 40), signed(40))
    assert write_request(0, (), signed(3)) == b"old 0\n\n" + signed(3)
    assert origin_of(read_request(body)) == ORIGIN


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_log_that_only_grew_is_cosigned(one: int, other: int) -> None:
    old, new = sorted((one, other))
    answer = asked(write_request(old, proof(old, new), signed(new)), seen(old), time_s=AT_S + 5)
    assert answer == Cosign(VERIFIER, Seen(new, TREE.root(new), AT_S + 5))


def test_the_first_checkpoint_needs_no_proof() -> None:
    body = write_request(0, (), signed(40))
    assert asked(body, Seen()) == Cosign(VERIFIER, Seen(40, TREE.root(), AT_S))


def test_a_log_that_went_back_is_not_cosigned() -> None:
    assert asked(write_request(40, (), signed(39)), seen(40)) == Refused(
        "old-size-beyond", "old size 40 is beyond the checkpoint's 39"
    )
    for old in (0, 7, 39):
        answer = asked(write_request(old, proof(old, 39), signed(39)), seen(40))
        assert (reason(answer), getattr(answer, "size", None)) == ("old-size-differs", 40)


def test_a_hub_that_believes_too_much_known_is_told_the_size() -> None:
    for known in (7, 0):
        for shown in (proof(10, 12), proof(known, 12)):
            answer = asked(write_request(10, shown, signed(12)), seen(known))
            assert (reason(answer), getattr(answer, "size", None)) == ("old-size-differs", known)


@given(st.integers(8, 40), st.integers(8, 40), st.booleans())
def test_a_fork_is_never_cosigned(one: int, other: int, honest: bool) -> None:  # noqa: FBT001 - drawn
    old, new = sorted((one, other))
    shown = proof(old, new) if honest else proof(old, new, FORKED)
    answer = asked(write_request(old, shown, signed(new, FORKED)), seen(old))
    assert reason(answer) == "consistency-not-proven"
    assert getattr(answer, "fork", None) == (ORIGIN if old == new else None)


def test_a_fork_is_proven_whichever_rule_is_broken_first() -> None:
    for old in (0, 3, 39, 40, 41):
        answer = asked(write_request(old, proof(old, 40), signed(40, FORKED)), seen(40))
        assert isinstance(answer, Refused)
        assert answer.fork == ORIGIN
    for known in (Seen(), seen(39), seen(40, FORKED)):
        answer = asked(write_request(7, (), signed(40, FORKED)), known)
        assert getattr(answer, "fork", None) is None
    stranger = asked(write_request(40, (), signed(40, FORKED, STRANGER)), seen(40))
    assert stranger == Refused("checkpoint-unsigned", getattr(stranger, "sentence", ""))


@given(st.data())
def test_no_bent_proof_is_taken(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 40))
    old = data.draw(st.integers(1, new - 1))
    parts = list(proof(old, new))
    at = data.draw(st.integers(0, len(parts) - 1))
    bent = bytes([parts[at][0] ^ 1]) + parts[at][1:]
    for wrong in (
        [*parts[:at], bent, *parts[at + 1 :]],
        [*parts[:at], *parts[at + 1 :]],
        [*parts, bytes(32)],
        [],
    ):
        body = write_request(old, tuple(wrong), signed(new))
        assert reason(asked(body, seen(old))) == "consistency-not-proven"


def test_a_proof_where_none_is_needed_is_refused() -> None:
    extra = (bytes(32),)
    for body, known in (
        (write_request(0, extra, signed(3)), Seen()),
        (write_request(0, extra, signed(0)), Seen()),
        (write_request(3, extra, signed(3)), seen(3)),
    ):
        assert reason(asked(body, known)) == "consistency-not-proven"


def test_an_empty_log_has_the_root_of_the_empty_tree() -> None:
    odd = sign_checkpoint(ORIGIN, 0, TREE.root(1), HUB)
    assert reason(asked(write_request(0, (), odd), Seen())) == "consistency-not-proven"
    assert getattr(asked(write_request(0, (), odd), Seen()), "fork", None) is None
    assert asked(write_request(0, (), signed(0)), Seen()) == Cosign(
        VERIFIER, Seen(0, EMPTY_ROOT, AT_S)
    )


def test_who_is_not_known_or_did_not_sign_is_told_so() -> None:
    body = write_request(0, (), signed(3))
    assert reason(asked(body, Seen(), hub=None)) == "log-unknown"
    for note in (
        signed(3, key=STRANGER),
        signed(3)[:-8] + b"AAAA" + signed(3)[-4:],
        sign_note(f"{ORIGIN}\n3\nx\n", "example.org/other", HUB),
    ):
        assert reason(asked(write_request(0, (), note), Seen())) == "checkpoint-unsigned"
    other = make_verifier("example.org/other", HUB.public)
    assert reason(asked(body, Seen(), hub=other)) == "checkpoint-unsigned"


def test_a_signed_text_that_is_no_checkpoint_is_refused() -> None:
    note = sign_note(f"{ORIGIN}\n3\nAAAA\n", ORIGIN, HUB)
    assert reason(asked(write_request(0, (), note), Seen())) == "request-malformed"


def test_signatures_by_unknown_keys_are_passed_over() -> None:
    theirs = sign_note("x\n", "union.example", STRANGER).rpartition(b"\n\n")[2]
    assert reason(asked(write_request(0, (), signed(3) + theirs), Seen())) == "cosigned"


def test_a_clock_that_went_back_cosigns_nothing() -> None:
    body = write_request(3, (), signed(3))
    assert reason(asked(body, seen(3), time_s=AT_S - 1)) == "clock-behind"
    assert reason(asked(body, seen(3), time_s=AT_S)) == "cosigned"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0",
        b"old 0\n",
        b"old 0\n" + signed(3),
        b"\n\n" + signed(3),
        b"old\n\n" + signed(3),
        b"old  0\n\n" + signed(3),
        b"old 00\n\n" + signed(3),
        b"old -1\n\n" + signed(3),
        b"old 0\r\n\r\n" + signed(3),
        b"Old 0\n\n" + signed(3),
        "old ٣\n\n".encode() + signed(3),
        b"old 9223372036854775808\n\n" + signed(3),
        b"old 0\nAAAA\n\n" + signed(3),
        b"old 0\nx\n\n" + signed(3),
        b"old 1\n" + (b"A" * 43 + b"=\n") * 64 + b"\n" + signed(3),
        b"old 0\n\nno note",
        b"old 0\n\n" + signed(3) + b"x" * REQUEST_BYTES_MAX,
    ],
)
def test_what_is_no_request_is_refused(body: bytes) -> None:
    with pytest.raises(ColdsetError):
        read_request(body)


def test_a_body_that_is_too_long_is_not_even_taken_apart() -> None:
    with pytest.raises(ColdsetError) as refusal:
        read_request(b"x" * (REQUEST_BYTES_MAX + 1))
    assert str(REQUEST_BYTES_MAX) in refusal.value.sentence


@given(st.binary(max_size=100))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    for body in (data, b"old 0\n\n" + data, b"old 0\n\n" + signed(3)[:-9] + data):
        try:
            answer = asked(body, Seen())
        except ColdsetError:
            continue
        assert reason(answer) != "cosigned"


def test_the_98_consistency_vectors_end_as_they_say(vectors: Path) -> None:
    """Left out: one from size 0 (any tree continues the empty one), and a root that is no hash."""
    files = sorted((vectors / "merkle" / "testdata" / "consistency").rglob("*.json"))
    assert len(files) == 98
    decided = 0
    for file in files:
        told = json.loads(file.read_text())
        roots = [base64.b64decode(told[key]) for key in ("root1", "root2")]
        if told["size1"] == 0 or (not told["wantErr"] and len(roots[1]) != 32):
            continue
        decided += 1
        assert cosigns(told, *roots) != told["wantErr"], file
    assert decided == 88


def cosigns(told: dict[str, object], old_root: bytes, new_root: bytes) -> bool:
    parts = told["proof"] if isinstance(told["proof"], list) else []
    old, new = int(str(told["size1"])), int(str(told["size2"]))
    try:
        note = sign_checkpoint(ORIGIN, new, new_root, HUB)
        body = write_request(old, tuple(base64.b64decode(part) for part in parts), note)
        return reason(asked(body, Seen(old, old_root, AT_S))) == "cosigned"
    except ColdsetError:
        return False
