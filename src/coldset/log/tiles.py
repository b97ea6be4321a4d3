"""The log cut into tiles that never change once they are full (c2sp.org/tlog-tiles).

A hash tile of level l holds up to 256 hashes, each the root of a complete subtree of 256^l
entries; an entry bundle holds up to 256 entries, each behind its length in two bytes. The last
tile of a level is partial and is called by its width. Whoever has the tiles and a checkpoint
needs nothing else of the log: `tile_reader` works out every proof from them.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from coldset.errors import ColdsetError
from coldset.log import strict_decimal
from coldset.log.merkle import HASH_BYTES, Tree

TILE_HEIGHT = 8
TILE_WIDTH = 256
ENTRY_BYTES_MAX = 2**16 - 1
LEVEL_MAX = 63
"""The highest level that a path may name; a tree of 2^63 entries ends at level 7."""

_GROUP = 1000
_LENGTH_BYTES = 2
_INDEX = re.compile(r"(?:x[0-9]{3}/){0,6}[0-9]{3}")


class Tile(msgspec.Struct, frozen=True):
    """Which tile: the `width` hashes of `level` from `index` * 256 on.

    Attributes:
        level: From 0 up; None for a bundle of entries.
        index: The tile's place in its level, from 0.
        width: How many hashes or entries it holds, 1 to 256.
    """

    level: int | None
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Where it is served, below the log's prefix (tlog-tiles, "Merkle Tree")."""
        level = "entries" if self.level is None else str(self.level)
        groups = [f"{self.index % _GROUP:03}"]
        rest = self.index // _GROUP
        while rest:
            groups.insert(0, f"x{rest % _GROUP:03}")
            rest //= _GROUP
        partial = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(groups)}{partial}"

    @property
    def begin(self) -> int:
        """The place of its first hash in its level, or of its first entry in the log."""
        return self.index * TILE_WIDTH

    @property
    def end(self) -> int:
        """The place after its last hash or entry."""
        return self.begin + self.width


def parse_path(path: str) -> Tile:
    """Return which tile `path` asks for; only the one spelling of `Tile.path` is taken.

    Raises:
        ColdsetError: `tile-path-malformed`.
    """
    head, _, rest = path.partition("/")
    level, _, place = rest.partition("/")
    index, partial, width = place.partition(".p/")
    if head == "tile" and _INDEX.fullmatch(index):
        try:
            tile = Tile(
                None if level == "entries" else strict_decimal.decode(level),
                int(index.replace("x", "").replace("/", "")),
                strict_decimal.decode(width) if partial else TILE_WIDTH,
            )
        except ColdsetError as error:
            raise _path_malformed(path) from error
        if (tile.level or 0) <= LEVEL_MAX and 1 <= tile.width <= TILE_WIDTH and tile.path == path:
            return tile
    raise _path_malformed(path)


def tiles_of(size: int, after: int = 0) -> Iterator[Tile]:
    """Yield every tile and bundle of a log of `size` entries that one of `after` did not have.

    For each level, lowest first, the full ones and then the partial one, if it is not empty;
    the bundles come before all of them.
    """
    level: int | None = None
    hashes, before = size, after
    while hashes:
        first = before // TILE_WIDTH
        full, partial = divmod(hashes, TILE_WIDTH)
        yield from (Tile(level, index) for index in range(first, full))
        if partial and hashes != before:
            yield Tile(level, full, partial)
        if level is None:
            level = 0
        else:
            level, hashes, before = level + 1, hashes // TILE_WIDTH, before // TILE_WIDTH


def entry_bundle(entries: Sequence[bytes]) -> bytes:
    """Return the bytes of a bundle: for each entry its length, big-endian, and itself.

    Args:
        entries: The exact bytes of 1 to 256 entries (tlog-tiles, "Log entries").

    Raises:
        ColdsetError: `entry-too-large` for one of more than 65,535 bytes.
    """
    for entry in entries:
        if len(entry) > ENTRY_BYTES_MAX:
            raise ColdsetError(
                "entry-too-large",
                f"an entry has `{len(entry)}` bytes: expected at most {ENTRY_BYTES_MAX}, since its "
                "length stands in two bytes of a bundle",
                bytes=len(entry),
            )
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def read_tile(tile: Tile, tree: Tree, entries: Callable[[int, int], Sequence[bytes]]) -> bytes:
    """Return the bytes of any tile of a log, as a hub serves them.

    Args:
        tile: Which tile.
        tree: The tree over the log.
        entries: From `begin` and `end` to the exact bytes of the entries between.

    Raises:
        ColdsetError: `tile-absent` when the log does not reach so far, `entry-too-large`, or as
            `entries`.
    """
    height = 0 if tile.level is None else tile.level * TILE_HEIGHT
    try:
        hashes = tree.nodes(height, tile.begin, tile.end)
    except ColdsetError as error:
        raise _absent(tile) from error
    if tile.level is None:
        return entry_bundle(entries(tile.begin, tile.end))
    return b"".join(hashes)


def split_hash_tile(data: bytes, tile: Tile) -> list[bytes]:
    """Return the hashes in the bytes of a hash tile; they are not verified.

    Raises:
        ColdsetError: `tile-malformed` unless there are exactly as many as the tile is wide.
    """
    if len(data) != tile.width * HASH_BYTES:
        raise _malformed(tile, f"it has `{len(data)}` bytes: expected {tile.width * HASH_BYTES}")
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def split_bundle(data: bytes, tile: Tile) -> list[bytes]:
    """Return the entries in the bytes of a bundle; they are not verified.

    Raises:
        ColdsetError: `tile-malformed` unless there are exactly as many as the bundle is wide.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        begin = at + _LENGTH_BYTES
        at = begin + int.from_bytes(data[at:begin], "big")
        if at > len(data) or begin > len(data):
            raise _malformed(tile, f"it ends in the middle of entry {len(entries)}")
        entries.append(data[begin:at])
        if len(entries) > tile.width:
            break
    if len(entries) != tile.width:
        raise _malformed(tile, f"it has {len(entries)} entries or more: expected {tile.width}")
    return entries


def _absent(tile: Tile) -> ColdsetError:
    return ColdsetError(
        "tile-absent",
        f"the log does not reach to `{tile.path}`: expected a tile of its newest checkpoint or "
        "of an earlier one",
        path=tile.path,
    )


def _malformed(tile: Tile, what: str) -> ColdsetError:
    return ColdsetError(
        "tile-malformed",
        f"`{tile.path}` is not a tile: {what}; fetch it again, and then from another mirror",
        path=tile.path,
    )


def _path_malformed(path: str) -> ColdsetError:
    return ColdsetError(
        "tile-path-malformed",
        f"`{path[:80]}` is not the path of a tile: expected `tile/LEVEL/INDEX` or "
        "`tile/entries/INDEX`, such as `tile/0/x001/234.p/5`",
        path=path[:80],
    )
