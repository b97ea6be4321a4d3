"""Tiles: their paths, what is in them, and that only the exact bytes are taken."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError
from coldset.log.merkle import Tree, leaf_hash
from coldset.log.tiles import (
    ENTRY_BYTES_MAX,
    Tile,
    entry_bundle,
    parse_path,
    read_tile,
    split_bundle,
    split_hash_tile,
    tiles_of,
)

TILES = st.builds(
    Tile,
    level=st.none() | st.integers(0, 63),
    index=st.integers(0, 2**55),
    width=st.integers(1, 256),
)
ENTRIES = [b"entry %d" % n for n in range(70_000)]
TREE = Tree(ENTRIES)


def refused_as(code: str, path: str) -> None:
    with pytest.raises(ColdsetError) as refusal:
        parse_path(path)
    assert refusal.value.code == code


def at(path: str) -> bytes:
    return read_tile(parse_path(path), TREE, lambda begin, end: ENTRIES[begin:end])


def naive_hash(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, of a complete subtree."""
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    middle = len(entries) // 2
    both = naive_hash(entries[:middle]) + naive_hash(entries[middle:])
    return hashlib.sha256(b"\x01" + both).digest()


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),  # the example of tlog-tiles
        (Tile(0, 0, 1), "tile/0/000.p/1"),
        (Tile(63, 999, 255), "tile/63/999.p/255"),
        (Tile(1, 1000), "tile/1/x001/000"),
        (Tile(None, 273, 112), "tile/entries/273.p/112"),
        (Tile(None, 1_000_000), "tile/entries/x001/x000/000"),
    ],
)
def test_a_path_is_spelled_as_the_specification_says(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert parse_path(path) == tile


@given(TILES)
def test_every_tile_has_one_path(tile: Tile) -> None:
    assert parse_path(tile.path) == tile


@given(st.text(st.sampled_from("tile/entris0123x.p-+_ "), max_size=30))
def test_no_other_spelling_is_taken(path: str) -> None:
    for text in (path, f"tile/{path}", f"tile/0/{path}"):
        try:
            tile = parse_path(text)
        except ColdsetError:
            continue
        assert tile.path == text


@pytest.mark.parametrize(
    "path",
    [
        *("", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/64/000"),
        *("tile/-1/000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001", "tile/0/x1/000"),
        *("tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p"),
        *("tile/0/000.p/1.p/1", "/tile/0/000", "tile/0/000/", "tile/Entries/000", "tile/0/00٣"),
        *("tile/0/x001/../000", "tile/0/000\n", "tile//000", "tile/0/000?a"),
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    refused_as("tile-path-malformed", path)


def test_seventy_thousand_entries_are_the_tiles_that_the_specification_counts() -> None:
    tiles = list(tiles_of(70_000))
    hashes = [tile for tile in tiles if tile.level is not None]
    full = [tile for tile in hashes if tile.width == 256]
    assert [tile.level for tile in full] == [0] * 273 + [1]
    partial = [tile for tile in hashes if tile.width < 256]
    assert partial == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    bundles = [tile for tile in tiles if tile.level is None]
    assert bundles == [*(Tile(None, n) for n in range(273)), Tile(None, 273, 112)]
    assert list(tiles_of(256)) == [Tile(None, 0), Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_what_is_new_is_what_was_not_there(one: int, other: int) -> None:
    before, after = sorted((one, other))
    old = set(tiles_of(before))
    assert list(tiles_of(after, before)) == [tile for tile in tiles_of(after) if tile not in old]


@pytest.mark.parametrize(
    ("path", "step", "begin", "end"),
    [
        ("tile/0/000", 1, 0, 256),
        ("tile/0/273.p/112", 1, 69_888, 70_000),
        ("tile/0/273.p/1", 1, 69_888, 69_889),
        ("tile/1/000", 256, 0, 65_536),
        ("tile/1/001.p/17", 256, 65_536, 69_888),
        ("tile/2/000.p/1", 65_536, 0, 65_536),
    ],
)
def test_a_hash_tile_holds_the_roots_of_its_subtrees(
    path: str, step: int, begin: int, end: int
) -> None:
    wanted = [naive_hash(ENTRIES[n : n + step]) for n in range(begin, end, step)]
    assert at(path) == b"".join(wanted)
    assert split_hash_tile(at(path), parse_path(path)) == wanted


@pytest.mark.parametrize("path", ["tile/entries/000", "tile/entries/273.p/112"])
def test_a_bundle_holds_the_entries_of_its_tile(path: str) -> None:
    tile = parse_path(path)
    entries = ENTRIES[tile.begin : tile.end]
    assert at(path) == b"".join(bytes([0, len(entry)]) + entry for entry in entries)
    assert split_bundle(at(path), tile) == entries
    level_0 = at(path.replace("entries", "0"))
    assert b"".join(map(leaf_hash, entries)) == level_0


@pytest.mark.parametrize(
    "path",
    [
        *("tile/0/273", "tile/0/273.p/113", "tile/0/274.p/1", "tile/1/001.p/18", "tile/2/000.p/2"),
        *("tile/3/000.p/1", "tile/63/000", "tile/entries/273", "tile/entries/274.p/1"),
    ],
)
def test_a_tile_beyond_the_log_is_not_made(path: str) -> None:
    with pytest.raises(ColdsetError) as refusal:
        at(path)
    assert refusal.value.code == "tile-absent"


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_a_bundle_gives_back_what_was_put_in(entries: list[bytes]) -> None:
    assert split_bundle(entry_bundle(entries), Tile(None, 0, len(entries))) == entries


def test_an_entry_whose_length_does_not_fit_in_two_bytes_is_refused() -> None:
    largest = bytes(ENTRY_BYTES_MAX)
    assert split_bundle(entry_bundle([largest]), Tile(None, 0, 1)) == [largest]
    with pytest.raises(ColdsetError) as refusal:
        entry_bundle([b"", largest + b"x"])
    assert refusal.value.code == "entry-too-large"


@pytest.mark.parametrize("cut", [0, 1, 31, 32, 63])
def test_a_hash_tile_that_is_too_short_or_too_long_is_refused(cut: int) -> None:
    for data in (bytes(64)[:cut], bytes(64) + bytes(cut + 1)):
        with pytest.raises(ColdsetError) as refusal:
            split_hash_tile(data, Tile(0, 0, 2))
        assert refusal.value.code == "tile-malformed"


def test_a_bundle_that_is_too_short_or_too_long_is_refused() -> None:
    whole = entry_bundle([b"one", b"", b"three"])
    assert split_bundle(whole, Tile(None, 0, 3)) == [b"one", b"", b"three"]
    cuts = [whole[:at] for at in range(len(whole))]
    for data in (*cuts, whole + b"\x00", whole + b"\x00\x00", whole + b"\x00\x01x"):
        with pytest.raises(ColdsetError) as refusal:
            split_bundle(data, Tile(None, 0, 3))
        assert refusal.value.code == "tile-malformed"
