"""A library that is not ours reads our tiles, checkpoints, proofs and cosignatures.

It is held to the same: what was changed, it must refuse, or the test would prove nothing.
"""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from tlog_scales import tlog
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import PlainEd25519Signer, Vkey
from tlog_scales.tiles import leaf_hash as their_leaf_hash
from tlog_scales.writer import TilesWriter

from coldset.errors import IntegrityError
from coldset.log.checkpoint import open_checkpoint, sign_checkpoint
from coldset.log.cosignature import add_cosignature, cosign, cosigned_at_s, make_cosigner
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree
from coldset.log.note import make_verifier
from coldset.log.proof_file import read_proof_file, write_proof_file
from coldset.log.tile_reader import TileReader
from coldset.log.tiles import read_tile, tiles_of

HUB_SEED = bytes([5] * 32)
HUB, UNION = KeyPair(HUB_SEED), KeyPair(bytes([6] * 32))
ORIGIN, AT_S, SIZE = "example.org/ranch", 1_679_315_147, 66_000
VERIFIER = make_verifier(ORIGIN, HUB.public)
WITNESS = make_cosigner("union.example/w1", UNION.public)
ENTRIES = [b"entry %d" % n for n in range(SIZE)]
TREE = Tree(ENTRIES)
PLACES = [0, 1, 255, 256, 65_535, 65_536, SIZE - 1]

REFUSED = (InvalidSignature, tlog.InclusionProofInvalid, tlog.ConsistencyProofInvalid, ValueError)


def checkpoint(size: int = SIZE) -> bytes:
    note = sign_checkpoint(ORIGIN, size, TREE.root(size), HUB)
    return add_cosignature(note, cosign(note, WITNESS.name, UNION, AT_S), WITNESS)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our log as a folder of files, as tlog-tiles lays them."""
    folder = tmp_path_factory.mktemp("served")
    for tile in tiles_of(SIZE):
        file = folder / tile.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(read_tile(tile, TREE, lambda begin, end: ENTRIES[begin:end]))
    (folder / "checkpoint").write_bytes(checkpoint())
    return folder


def theirs(folder: Path) -> tuple[TilesReader, tlog.Checkpoint]:
    reader = TilesReader(LocalBackend(folder))
    read = reader.get_checkpoint()
    read.verify(Vkey.from_string(VERIFIER.vkey))
    return reader, read


def test_it_takes_our_checkpoint_and_cosignature(served: Path) -> None:
    _, read = theirs(served)
    assert (read.origin, read.size, read.root_hash) == (ORIGIN, SIZE, TREE.root())
    read.verify(Vkey.from_string(WITNESS.vkey))
    assert read.serialize().encode() == checkpoint()


def test_it_works_out_our_root_and_proofs_from_our_tiles(served: Path) -> None:
    reader, read = theirs(served)
    assert reader.calculate_root_hash() == TREE.root()
    for index in PLACES:
        proof = reader.get_inclusion_proof(index, SIZE)
        assert proof.node_hashes == TREE.inclusion_proof(index, SIZE)
        proof.check(their_leaf_hash(reader.get_entry(index)), read.root_hash)
        grown = reader.get_consistency_proof(index + 1, SIZE)
        assert grown.node_hashes == TREE.consistency_proof(index + 1, SIZE)
        grown.check(TREE.root(index + 1), read.root_hash)


def test_it_takes_our_proofs(served: Path) -> None:
    _, read = theirs(served)
    for index in PLACES:
        told = read_proof_file(
            write_proof_file(index, TREE.inclusion_proof(index, SIZE), checkpoint())
        )
        proof = tlog.InclusionProof(told.index, read.size, list(told.proof))
        proof.check(their_leaf_hash(ENTRIES[index]), read.root_hash)
        with pytest.raises(REFUSED):
            proof.check(their_leaf_hash(b"another"), read.root_hash)
        with pytest.raises(REFUSED):
            tlog.ConsistencyProof(index + 1, SIZE, [bytes(32)]).check(
                TREE.root(index + 1), read.root_hash
            )


@pytest.mark.parametrize("key", [VERIFIER.vkey, WITNESS.vkey])
def test_it_refuses_a_checkpoint_that_was_changed(key: str) -> None:
    read = tlog.Checkpoint.from_text(checkpoint().decode())
    read.verify(Vkey.from_string(key))
    for changed in (
        dataclasses.replace(read, size=SIZE + 1),
        dataclasses.replace(read, origin="example.org/other"),
        dataclasses.replace(read, root_hash=TREE.root(1)),
    ):
        with pytest.raises(REFUSED):
            changed.verify(Vkey.from_string(key))


def in_place(path: Path, change: Callable[[bytes], bytes]) -> Callable[[], int]:
    """Change a file, and return what puts it back."""
    data = path.read_bytes()
    path.write_bytes(change(data))
    return lambda: path.write_bytes(data)


@pytest.mark.parametrize(
    ("path", "index"),
    [
        ("tile/entries/255", 65_535),
        ("tile/0/255", 65_534),
        ("tile/1/000", 65_535 - 256),
        ("tile/0/257.p/208", SIZE - 2),
    ],
)
def test_both_refuse_a_log_whose_tile_was_changed(served: Path, path: str, index: int) -> None:
    """Each entry's proof rests on the last byte of its tile."""
    back = in_place(served / path, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    try:
        reader, read = theirs(served)
        proof = reader.get_inclusion_proof(index, SIZE)
        leaf = their_leaf_hash(reader.get_entry(index))
        with pytest.raises(REFUSED):
            proof.check(leaf, read.root_hash)
        with pytest.raises(IntegrityError):
            ours(served).entry(index)
    finally:
        back()


def ours(folder: Path) -> TileReader:
    def fetch(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.exists() else None

    return TileReader(open_checkpoint((folder / "checkpoint").read_bytes(), VERIFIER), fetch)


def test_we_read_the_log_that_it_writes(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    writer = TilesWriter.create(folder, ORIGIN)
    for entry in ENTRIES[:600]:
        writer.add_leaf(entry)
    writer.commit([PlainEd25519Signer(ORIGIN, HUB_SEED)])
    note = (folder / "checkpoint").read_bytes()
    assert note == sign_checkpoint(ORIGIN, 600, TREE.root(600), HUB)
    assert cosigned_at_s(note, WITNESS) is None
    read = ours(folder)
    assert read.root() == TREE.root(600)
    assert [read.entry(n) for n in (0, 255, 256, 599)] == [ENTRIES[n] for n in (0, 255, 256, 599)]
    for tile in tiles_of(600):
        data = read_tile(tile, TREE, lambda begin, end: ENTRIES[begin:end])
        assert (folder / tile.path).read_bytes() == data
