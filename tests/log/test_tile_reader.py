"""Proofs from tiles: the same as the tree's, from few tiles, and from none that is not right."""

import functools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError, IntegrityError
from coldset.log.checkpoint import Checkpoint
from coldset.log.merkle import (
    EMPTY_ROOT,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)
from coldset.log.tile_reader import TILES_KEPT_MAX, Fetch, TileReader
from coldset.log.tiles import parse_path, read_tile, tiles_of

SIZE = 70_000
ENTRIES = [b"entry %d" % n for n in range(SIZE)]
TREE = Tree(ENTRIES)
EDGES = [1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792, 69_888, SIZE]
SIZES = st.sampled_from(EDGES) | st.integers(1, SIZE)


@functools.cache
def served(path: str) -> bytes:
    return read_tile(parse_path(path), TREE, lambda begin, end: ENTRIES[begin:end])


def fetch(path: str) -> bytes | None:
    try:
        return served(path)
    except ColdsetError:
        return None


def reader(size: int, by: Fetch = fetch) -> TileReader:
    return TileReader(Checkpoint("example.org/set", size, TREE.root(size)), by)


class Counted:
    """Counts what is fetched."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, path: str) -> bytes | None:
        self.paths.append(path)
        return fetch(path)


@given(st.data())
def test_proofs_and_roots_are_those_of_the_tree(data: st.DataObject) -> None:
    size = data.draw(SIZES)
    read = reader(size)
    smaller = data.draw(st.integers(1, size) | st.sampled_from([n for n in EDGES if n <= size]))
    index = data.draw(st.integers(0, smaller - 1))
    assert read.root() == TREE.root(size)
    assert read.root(smaller) == TREE.root(smaller)
    assert read.inclusion_proof(index) == TREE.inclusion_proof(index, size)
    assert read.inclusion_proof(index, smaller) == TREE.inclusion_proof(index, smaller)
    assert read.consistency_proof(smaller) == TREE.consistency_proof(smaller, size)
    older = data.draw(st.integers(1, smaller))
    assert read.consistency_proof(older, smaller) == TREE.consistency_proof(older, smaller)


@given(st.data())
def test_entries_are_those_that_were_logged(data: st.DataObject) -> None:
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    assert reader(size).entry(index) == ENTRIES[index]
    begin = index // 256 * 256
    assert reader(size).entries(index // 256) == ENTRIES[begin : min(begin + 256, size)]


def test_a_proof_takes_a_few_tiles_of_the_path_and_never_the_log() -> None:
    for size in EDGES:
        levels = len({tile.level for tile in tiles_of(size)} - {None})
        for index in {0, size // 2, size - 1}:
            counted = Counted()
            proof = reader(size, counted).inclusion_proof(index)
            verify_inclusion(leaf_hash(ENTRIES[index]), index, size, proof, TREE.root(size))
            assert len(counted.paths) == len(set(counted.paths)) <= 2 * levels
            counted = Counted()
            proof = reader(size, counted).consistency_proof(index + 1)
            verify_consistency(index + 1, size, proof, TREE.root(index + 1), TREE.root(size))
            assert len(counted.paths) == len(set(counted.paths)) <= 2 * levels


def test_a_tile_is_fetched_once_while_it_is_remembered_and_forgotten_in_the_end() -> None:
    counted = Counted()
    read = reader(SIZE, counted)
    for index in range(0, SIZE, 100):
        assert read.inclusion_proof(index) == TREE.inclusion_proof(index, SIZE)
    assert len(counted.paths) == len(list(tiles_of(SIZE))) - 274
    assert len(read._full) == TILES_KEPT_MAX
    assert read.entry(0) == ENTRIES[0]


def test_a_partial_tile_that_is_gone_is_taken_from_the_full_one() -> None:
    def only_full(path: str) -> bytes | None:
        return fetch(path) if path not in {"tile/0/256.p/4", "tile/entries/256.p/4"} else None

    read = reader(65_540, only_full)
    assert read.inclusion_proof(65_539) == TREE.inclusion_proof(65_539, 65_540)
    assert read.entries(256) == ENTRIES[65_536:65_540]


def everything(read: TileReader) -> None:
    read.root()
    for index in range(-(-read.size // 256)):
        read.inclusion_proof(index * 256)
        read.entries(index)


def refused_with(size: int, path: str, bend: Callable[[bytes], bytes | None]) -> set[str]:
    """Read the whole log with one tile bent, and say how it was refused."""
    there = {tile.path for tile in tiles_of(size)}

    def bent(asked: str) -> bytes | None:
        return bend(served(asked)) if asked == path else served(asked) if asked in there else None

    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        everything(reader(size, bent))
    named = getattr(refusal.value, "fields", {}).get("path", path)
    assert named == path, "the tile that is at fault is named"
    return {type(refusal.value).__name__, getattr(refusal.value, "code", "")}


@pytest.mark.parametrize("path", [tile.path for tile in tiles_of(770)])
def test_no_tile_may_be_short_wrong_or_missing(path: str) -> None:
    malformed = {"ColdsetError", "tile-malformed"}
    assert refused_with(770, path, lambda data: data[:-1]) == malformed
    assert refused_with(770, path, lambda data: data + b"\x00" * 32) == malformed
    assert refused_with(770, path, lambda _: b"") == malformed
    assert refused_with(770, path, lambda _: None) == {"ColdsetError", "tile-missing"}
    differs = "root-differs" if ".p/" in path and "entries" not in path else "tile-differs"
    wrong = refused_with(770, path, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    assert wrong == {"IntegrityError", differs}


def test_entries_that_changed_places_are_noticed() -> None:
    swapped = [*ENTRIES[:2][::-1], *ENTRIES[2:256]]

    def other(path: str) -> bytes | None:
        if path == "tile/entries/000":
            return read_tile(parse_path(path), TREE, lambda begin, end: swapped[begin:end])
        return fetch(path)

    with pytest.raises(IntegrityError) as refusal:
        reader(300, other).entries(0)
    assert (refusal.value.code, refusal.value.fields) == (
        *("tile-differs", {"path": "tile/entries/000"}),
    )


def test_the_tiles_of_another_log_are_refused() -> None:
    read = TileReader(Checkpoint("example.org/set", 300, Tree([b"x"] * 300).root()), fetch)
    for ask in (read.root, lambda: read.inclusion_proof(0), lambda: read.consistency_proof(7)):
        with pytest.raises(IntegrityError) as refusal:
            ask()
        assert refusal.value.code == "root-differs"


def test_the_empty_log_has_no_tiles_and_one_root() -> None:
    assert reader(0).root() == EMPTY_ROOT
    with pytest.raises(IntegrityError):
        TileReader(Checkpoint("example.org/set", 0, TREE.root(1)), fetch).root()


@pytest.mark.parametrize(
    "ask",
    [
        lambda read: read.inclusion_proof(300),
        lambda read: read.inclusion_proof(-1),
        lambda read: read.inclusion_proof(5, 5),
        lambda read: read.inclusion_proof(5, 301),
        lambda read: read.consistency_proof(0),
        lambda read: read.consistency_proof(301),
        lambda read: read.consistency_proof(3, 2),
        lambda read: read.root(301),
        lambda read: read.root(-1),
        lambda read: read.entry(300),
        lambda read: read.entry(-1),
        lambda read: read.entries(2),
        lambda read: read.entries(-1),
    ],
)
def test_what_the_checkpoint_does_not_state_is_not_answered(
    ask: Callable[[TileReader], object],
) -> None:
    counted = Counted()
    with pytest.raises(ColdsetError) as refusal:
        ask(reader(300, counted))
    assert refusal.value.code == "proof-out-of-range"
    assert counted.paths == []


def test_a_log_that_nobody_could_hold_is_read_from_a_few_tiles() -> None:
    """2^40 entries that are all the same: each level has one hash, repeated."""
    size, index = 2**40, 12_345_678_901
    hashes = [leaf_hash(b"same")]
    for _ in range(40):
        hashes.append(node_hash(hashes[-1], hashes[-1]))
    asked = []

    def repeated(path: str) -> bytes:
        asked.append(path)
        tile = parse_path(path)
        return hashes[8 * (tile.level or 0)] * tile.width

    read = TileReader(Checkpoint("example.org/set", size, hashes[40]), repeated)
    proof = read.inclusion_proof(index)
    verify_inclusion(leaf_hash(b"same"), index, size, proof, hashes[40])
    assert max(asked) == "tile/5/000.p/1"
    assert len(asked) == 6
