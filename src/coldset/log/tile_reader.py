"""Every proof of a log from its tiles and a checkpoint alone, each tile verified.

The tiles may come from anybody (c2sp.org/tlog-tiles: a server, a mirror, a disk). What makes them
trusted is the root in the checkpoint:

1. the partial tiles of all levels together hold the roots of the complete subtrees that the tree
   is made of; their root must be the checkpoint's;
2. a full tile's root stands in the tile above it, which is verified first;
3. an entry's hash stands in its tile of level 0.

So a proof takes the partial tiles, at most one a level, and for each of its hashes one path
upwards that it shares with the others: O(log n) tiles in all, never the log.
"""

from collections.abc import Callable

from coldset.errors import ColdsetError, IntegrityError
from coldset.log.checkpoint import Checkpoint
from coldset.log.merkle import (
    EMPTY_ROOT,
    Stretch,
    consistency_stretches,
    inclusion_stretches,
    leaf_hash,
    node_hash,
    stretch_root,
)
from coldset.log.tiles import TILE_HEIGHT, TILE_WIDTH, Tile, split_bundle, split_hash_tile

Fetch = Callable[[str], bytes | None]
"""From a tile's path to its bytes; None when there is no such tile."""

Heights = list[list[bytes]]
"""A tile with all that is above its hashes: at each height 0 to 8 the complete subtrees in it."""

TILES_KEPT_MAX = 64
"""Verified tiles that are remembered, some 2 MiB; enough for several paths of any log."""


class TileReader:
    """A log as one checkpoint states it, read through `fetch`; nothing unverified comes out.

    The checkpoint must have been opened with the hub's key (`open_checkpoint`).
    """

    def __init__(self, checkpoint: Checkpoint, fetch: Fetch) -> None:
        """Take a verified checkpoint; nothing is fetched before something is asked."""
        self.checkpoint = checkpoint
        self._fetch = fetch
        self._edge: dict[int, Heights] | None = None
        self._full: dict[tuple[int, int], Heights] = {}

    @property
    def size(self) -> int:
        """The number of entries that the checkpoint states."""
        return self.checkpoint.size

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` entries, by default of all, once it is verified.

        Raises:
            ColdsetError: `proof-out-of-range`, `tile-missing` or `tile-malformed`.
            IntegrityError: `root-differs` or `tile-differs`.
        """
        end = self.size if size is None else size
        if not 0 <= end <= self.size:
            raise self._out_of_range(end)
        self._verified_edge()
        return self._subtree((0, end)) if end else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that entry `index` is in the first `size`, by default in all.

        Raises:
            ColdsetError: `proof-out-of-range` unless 0 <= index < size; or as `root`.
            IntegrityError: as `root`.
        """
        end = self.size if size is None else size
        if not 0 <= index < end <= self.size:
            raise self._out_of_range(end)
        return [self._subtree(stretch) for stretch in inclusion_stretches(index, end)]

    def consistency_proof(self, old: int, new: int | None = None) -> list[bytes]:
        """Return the proof that the first `new` entries, by default all, begin with `old`.

        Raises:
            ColdsetError: `proof-out-of-range` unless 0 < old <= new; or as `root`.
            IntegrityError: as `root`.
        """
        end = self.size if new is None else new
        if not 0 < old <= end <= self.size:
            raise self._out_of_range(end)
        return [self._subtree(stretch) for stretch in consistency_stretches(old, end)]

    def entries(self, index: int) -> list[bytes]:
        """Return the exact bytes of the entries in bundle `index`: entry 256 * `index` and on.

        Raises:
            ColdsetError: `proof-out-of-range` when there is no such bundle; or as `root`.
            IntegrityError: `tile-differs` when an entry is not the one that was logged; or as
                `root`.
        """
        width = min(self.size - index * TILE_WIDTH, TILE_WIDTH)
        if index < 0 or width < 1:
            raise self._out_of_range(index * TILE_WIDTH)
        hashes = self._heights(0, index)[0]
        tile = Tile(None, index, width)
        entries = self._fetched(tile, split_bundle)
        if [leaf_hash(entry) for entry in entries] != hashes:
            raise _differs(tile)
        return entries

    def entry(self, index: int) -> bytes:
        """Return the exact bytes of one entry; see `entries`."""
        if not 0 <= index < self.size:
            raise self._out_of_range(index)
        return self.entries(index // TILE_WIDTH)[index % TILE_WIDTH]

    def _subtree(self, stretch: Stretch) -> bytes:
        return stretch_root(stretch, self._node)

    def _node(self, height: int, index: int) -> bytes:
        """Return the root of the complete subtree `index` of 2^height entries, verified."""
        level, above = divmod(height, TILE_HEIGHT)
        tile, at = divmod(index, TILE_WIDTH >> above)
        return self._heights(level, tile)[above][at]

    def _heights(self, level: int, index: int) -> Heights:
        """Return the tile `index` of `level`, verified."""
        edge = self._verified_edge()
        full = self.size >> TILE_HEIGHT * (level + 1)
        if index == full:
            return edge[level]
        known = self._full.pop((level, index), None)
        if known is not None:
            self._full[(level, index)] = known  # the last to be forgotten
            return known
        above = self._heights(level + 1, index // TILE_WIDTH)[0]
        tile = Tile(level, index)
        heights = _folded(self._fetched(tile, split_hash_tile))
        if heights[TILE_HEIGHT] != [above[index % TILE_WIDTH]]:
            raise _differs(tile)
        if len(self._full) >= TILES_KEPT_MAX:
            del self._full[next(iter(self._full))]
        self._full[(level, index)] = heights
        return heights

    def _verified_edge(self) -> dict[int, Heights]:
        """Return the partial tile of each level that has one, verified together."""
        if self._edge is not None:
            return self._edge
        edge: dict[int, Heights] = {}
        hashes, level = self.size, 0
        while hashes:
            index, width = divmod(hashes, TILE_WIDTH)
            if width:
                partial = Tile(level, index, width)
                edge[level] = _folded(self._fetched(partial, split_hash_tile))
            hashes, level = index, level + 1
        if _edge_root(edge) != self.checkpoint.root:
            raise IntegrityError(
                "root-differs",
                f"the tiles of `{self.checkpoint.origin}` do not give the root that its "
                f"checkpoint of size `{self.size}` states; fetch them from another mirror, and "
                "keep both",
                size=self.size,
            )
        self._edge = edge
        return edge

    def _fetched(self, tile: Tile, split: Callable[[bytes, Tile], list[bytes]]) -> list[bytes]:
        """Return what a tile holds, unverified; a partial one may be gone once it is full."""
        data = self._fetch(tile.path)
        if data is not None:
            return split(data, tile)
        whole = Tile(tile.level, tile.index)
        data = None if tile == whole else self._fetch(whole.path)
        if data is not None:
            return split(data, whole)[: tile.width]
        raise ColdsetError(
            "tile-missing",
            f"`{tile.path}` is not there: expected every tile of a log of {self.size} entries; "
            "fetch it from another mirror",
            path=tile.path,
        )

    def _out_of_range(self, size: int) -> ColdsetError:
        return ColdsetError(
            "proof-out-of-range",
            f"the tiles can not answer for `{size}`: the checkpoint states {self.size} entries, "
            "and an index or an older size must lie within",
            size=size,
        )


def _folded(hashes: list[bytes]) -> Heights:
    """Return hashes with every complete subtree above them; at the top one, or none."""
    heights = [hashes]
    for _ in range(TILE_HEIGHT):
        below = heights[-1]
        pairs = zip(below[::2], below[1::2], strict=False)  # what is left over is not complete
        heights.append([node_hash(left, right) for left, right in pairs])
    return heights


def _edge_root(edge: dict[int, Heights]) -> bytes:
    """Return the root of the tree whose complete subtrees stand in the partial tiles.

    At each height where their number is odd, the last one hangs in the tree by itself, with all
    that is smaller below its neighbour (RFC 9162, section 2.1.1).
    """
    root: bytes | None = None
    for level in sorted(edge):
        for subtrees in edge[level]:
            if len(subtrees) % 2:
                root = subtrees[-1] if root is None else node_hash(subtrees[-1], root)
    return EMPTY_ROOT if root is None else root


def _differs(tile: Tile) -> IntegrityError:
    return IntegrityError(
        "tile-differs",
        f"`{tile.path}` is not what was logged: its hash is not the one in the tile above it; "
        "fetch it from another mirror, and keep both",
        path=tile.path,
    )
