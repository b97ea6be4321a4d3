"""The tree against a naive reading of RFC 9162, and against proofs that others made."""

import base64
import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError, IntegrityError
from coldset.log.merkle import (
    EMPTY_ROOT,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(os.environ.get("COLDSET_VECTORS", Path(__file__).parents[3] / "shared" / "vectors"))
TESTDATA = VECTORS / "merkle" / "testdata"
ENTRIES = [b"entry %d" % n for n in range(70)]


def naive_root(entries: list[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, as it is written there."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = naive_split(len(entries))
    halves = naive_root(entries[:k]) + naive_root(entries[k:])
    return hashlib.sha256(b"\x01" + halves).digest()


def naive_split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def naive_path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, section 2.1.3.1."""
    if len(entries) == 1:
        return []
    k = naive_split(len(entries))
    if m < k:
        return [*naive_path(m, entries[:k]), naive_root(entries[k:])]
    return [*naive_path(m - k, entries[k:]), naive_root(entries[:k])]


def naive_subproof(m: int, entries: list[bytes], whole: bool) -> list[bytes]:  # noqa: FBT001 - b in the RFC
    """SUBPROOF of RFC 9162, section 2.1.4.1."""
    if m == len(entries):
        return [] if whole else [naive_root(entries)]
    k = naive_split(len(entries))
    if m <= k:
        return [*naive_subproof(m, entries[:k], whole), naive_root(entries[k:])]
    return [*naive_subproof(m - k, entries[k:], whole=False), naive_root(entries[:k])]


def fails_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    try:
        verify_inclusion(leaf, index, size, proof, root)
    except IntegrityError as error:
        return error.code == "inclusion-not-proven"
    return False


def fails_consistency(
    old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes
) -> bool:
    try:
        verify_consistency(old, new, proof, old_root, new_root)
    except IntegrityError as error:
        return error.code == "consistency-not-proven"
    return False


@given(st.lists(st.binary(max_size=5), max_size=40))
def test_root_is_the_naive_one_at_every_size(entries: list[bytes]) -> None:
    tree = Tree()
    assert tree.root() == EMPTY_ROOT
    for index, entry in enumerate(entries):
        assert tree.append(entry) == index
        assert tree.root() == naive_root(entries[: index + 1])
    for size in range(len(entries) + 1):
        assert tree.root(size) == naive_root(entries[:size])


def test_every_inclusion_proof_is_the_naive_one_and_holds() -> None:
    tree = Tree(ENTRIES)
    for size in range(1, len(ENTRIES) + 1):
        root = tree.root(size)
        for index in range(size):
            proof = tree.inclusion_proof(index, size)
            assert proof == naive_path(index, ENTRIES[:size])
            verify_inclusion(leaf_hash(ENTRIES[index]), index, size, proof, root)


def test_every_consistency_proof_is_the_naive_one_and_holds() -> None:
    tree = Tree(ENTRIES)
    for new in range(1, len(ENTRIES) + 1):
        for old in range(1, new + 1):
            proof = tree.consistency_proof(old, new)
            assert proof == naive_subproof(old, ENTRIES[:new], whole=True)
            verify_consistency(old, new, proof, tree.root(old), tree.root(new))


@given(st.data())
def test_a_bent_inclusion_proof_fails(data: st.DataObject) -> None:
    tree = Tree(ENTRIES)
    size = data.draw(st.integers(1, len(ENTRIES)))
    index = data.draw(st.integers(0, size - 1))
    leaf, root, proof = (
        leaf_hash(ENTRIES[index]),
        tree.root(size),
        tree.inclusion_proof(index, size),
    )
    other = data.draw(st.integers(-1, size + 1).filter(lambda n: n != index))
    assert fails_inclusion(leaf, other, size, proof, root)
    assert fails_inclusion(leaf_hash(b"another"), index, size, proof, root)
    assert fails_inclusion(leaf, index, size, [*proof, root], root)
    assert fails_inclusion(leaf, index, size, proof, leaf_hash(b"another"))
    assert fails_inclusion(leaf[:31], index, size, proof, root)
    assert fails_inclusion(leaf, index, size, [*proof, *[leaf] * 70], root)
    for at, part in enumerate(proof):
        bent = bytes([part[0] ^ 1]) + part[1:]
        assert fails_inclusion(leaf, index, size, [*proof[:at], bent, *proof[at + 1 :]], root)
        assert fails_inclusion(leaf, index, size, [*proof[:at], *proof[at + 1 :]], root)


@given(st.data())
def test_a_bent_consistency_proof_fails(data: st.DataObject) -> None:
    tree = Tree(ENTRIES)
    new = data.draw(st.integers(2, len(ENTRIES)))
    old = data.draw(st.integers(1, new - 1))
    first, second, proof = tree.root(old), tree.root(new), tree.consistency_proof(old, new)
    assert fails_consistency(old, new, proof, second, first)
    assert fails_consistency(new, old, proof, second, first)
    assert fails_consistency(old, new, [], first, second)
    assert fails_consistency(old, new, [*proof, second], first, second)
    assert fails_consistency(old, new, proof[:-1], first, second)
    assert fails_consistency(old, new, proof, leaf_hash(b"x"), second)
    assert fails_consistency(old, new, proof, first, leaf_hash(b"x"))
    assert fails_consistency(0, new, proof, first, second)
    for at, part in enumerate(proof):
        bent = bytes([part[0] ^ 1]) + part[1:]
        assert fails_consistency(old, new, [*proof[:at], bent, *proof[at + 1 :]], first, second)


def test_a_proof_that_goes_on_above_the_root_fails_even_if_its_end_fits() -> None:
    more, leaf = leaf_hash(b"more"), leaf_hash(ENTRIES[0])
    assert fails_inclusion(leaf, 0, 1, [more], node_hash(more, leaf))
    tree = Tree(ENTRIES[:4])
    proof = [*tree.consistency_proof(3, 4), more]
    first, second = node_hash(more, tree.root(3)), node_hash(more, tree.root(4))
    assert fails_consistency(3, 4, proof, first, second)


def test_sizes_that_can_not_be_are_refused_even_if_the_hashes_fit() -> None:
    tree = Tree(ENTRIES[:4])
    last = tree.inclusion_proof(3, 4)
    verify_inclusion(leaf_hash(ENTRIES[3]), 3, 4, last, tree.root())
    assert fails_inclusion(leaf_hash(ENTRIES[3]), -1, 4, last, tree.root())
    one, two = leaf_hash(b"one"), leaf_hash(b"two")
    assert fails_consistency(3, 2, [one, two], one, node_hash(one, two))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (0, 4)])
def test_a_proof_out_of_range_is_not_made(index: int, size: int) -> None:
    tree = Tree(ENTRIES[:3])
    with pytest.raises(ColdsetError):
        tree.inclusion_proof(index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (3, 2), (2, 4), (-1, 3), (0, 0)])
def test_a_consistency_proof_out_of_range_is_not_made(old: int, new: int) -> None:
    tree = Tree(ENTRIES[:3])
    with pytest.raises(ColdsetError):
        tree.consistency_proof(old, new)
    with pytest.raises(ColdsetError):
        tree.root(4)


def read_vectors(kind: str) -> list[dict[str, object]]:
    files = sorted((TESTDATA / kind).rglob("*.json"))
    return [json.loads(file.read_text()) for file in files]


def decoded(vector: dict[str, object], key: str) -> bytes:
    return base64.b64decode(str(vector[key]))


def proof_of(vector: dict[str, object]) -> list[bytes]:
    parts = vector["proof"]
    return [base64.b64decode(part) for part in parts] if isinstance(parts, list) else []


@pytest.mark.skipif(not TESTDATA.exists(), reason="the Merkle vectors are not beside the project")
def test_the_98_inclusion_vectors_end_as_they_say() -> None:
    vectors = read_vectors("inclusion")
    assert len(vectors) == 98
    for vector in vectors:
        index, size = int(str(vector["leafIdx"])), int(str(vector["treeSize"]))
        failed = fails_inclusion(
            decoded(vector, "leafHash"), index, size, proof_of(vector), decoded(vector, "root")
        )
        assert failed == vector["wantErr"], vector
    assert sum(1 for vector in vectors if vector["wantErr"]) == 92


@pytest.mark.skipif(not TESTDATA.exists(), reason="the Merkle vectors are not beside the project")
def test_the_98_consistency_vectors_end_as_they_say() -> None:
    vectors = read_vectors("consistency")
    assert len(vectors) == 98
    for vector in vectors:
        old, new = int(str(vector["size1"])), int(str(vector["size2"]))
        failed = fails_consistency(
            old, new, proof_of(vector), decoded(vector, "root1"), decoded(vector, "root2")
        )
        assert failed == vector["wantErr"], vector
    assert sum(1 for vector in vectors if vector["wantErr"]) == 92
