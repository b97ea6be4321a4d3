"""The Merkle tree over all entries, and its two proofs (RFC 9162, section 2.1; RFC 6962).

An inclusion proof shows that an entry is in the tree of a given root; a consistency proof shows
that a tree only grew. Verifying returns nothing and raises `IntegrityError`: a proof that is
forgotten to be looked at can not pass for one that holds.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from coldset.errors import ColdsetError, IntegrityError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Stretch = tuple[int, int]
"""Entries [begin, end) that hang together in a tree; begin is a multiple of the power of two at
or above end - begin."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry (RFC 9162, section 2.1.1): SHA-256(0x00 || entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 9162, section 2.1.1): SHA-256(0x01 || l || r)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree that keeps the hash of every complete subtree: 64 bytes an entry.

    Level k holds the roots of complete subtrees of 2^k leaves. The last node of each odd level is
    the compact range, so appending is O(log n) at worst and O(1) on average, and every earlier
    root and every proof can still be given in O(log n) and O(log^2 n).
    """

    __slots__ = ("_levels",)

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for entry in entries:
            self.append(entry)

    @property
    def size(self) -> int:
        """The number of entries."""
        return len(self._levels[0])

    def append(self, entry: bytes) -> int:
        """Add one entry (its exact bytes, not its hash) and return its index, from 0."""
        index = self.size
        node = leaf_hash(entry)
        for level in self._levels:
            level.append(node)
            if len(level) % 2:
                return index
            node = node_hash(level[-2], level[-1])
        self._levels.append([node])
        return index

    def shrink(self, size: int) -> None:
        """Forget the entries after the first `size`, as when they could not be kept.

        Raises:
            ColdsetError: `proof-out-of-range` when the tree never had that size.
        """
        if not 0 <= size <= self.size:
            raise self._out_of_range(size)
        for height, level in enumerate(self._levels):
            del level[size >> height :]

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` entries, by default of all (RFC 9162, 2.1.1).

        Raises:
            ColdsetError: `proof-out-of-range` when the tree never had that size.
        """
        end = self.size if size is None else size
        if not 0 <= end <= self.size:
            raise self._out_of_range(end)
        return self._subtree((0, end)) if end else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """Return the proof that entry `index` is in the first `size` (RFC 9162, 2.1.3.1).

        Raises:
            ColdsetError: `proof-out-of-range` unless 0 <= index < size <= the tree's size.
        """
        if not 0 <= index < size <= self.size:
            raise self._out_of_range(size)
        return [self._subtree(stretch) for stretch in inclusion_stretches(index, size)]

    def consistency_proof(self, old: int, new: int) -> list[bytes]:
        """Return the proof that the first `new` entries begin with the first `old`.

        RFC 9162, section 2.1.4.1; empty when both sizes are equal.

        Raises:
            ColdsetError: `proof-out-of-range` unless 0 < old <= new <= the tree's size.
        """
        if not 0 < old <= new <= self.size:
            raise self._out_of_range(new)
        return [self._subtree(stretch) for stretch in consistency_stretches(old, new)]

    def nodes(self, height: int, begin: int, end: int) -> list[bytes]:
        """Return the roots of complete subtrees `begin` to `end` - 1 of 2^height leaves each.

        Raises:
            ColdsetError: `proof-out-of-range` when not all of them are complete.
        """
        level = self._levels[height] if height < len(self._levels) else []
        if not 0 <= begin <= end <= len(level):
            raise self._out_of_range(end << height)
        return level[begin:end]

    def _subtree(self, stretch: Stretch) -> bytes:
        return stretch_root(stretch, lambda height, index: self._levels[height][index])

    def _out_of_range(self, size: int) -> ColdsetError:
        return ColdsetError(
            "proof-out-of-range",
            f"the tree can not answer for size `{size}`: it has {self.size} entries, and an "
            "index or an older size must lie within",
            size=size,
        )


def inclusion_stretches(index: int, size: int) -> list[Stretch]:
    """Return whose roots prove entry `index` of `size`, from the leaf up (RFC 9162, 2.1.3.1).

    Args:
        index: The entry's index, from 0.
        size: The number of entries, more than `index`.
    """
    path: list[Stretch] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((begin, middle))
            begin = middle
    return path[::-1]


def consistency_stretches(old: int, new: int) -> list[Stretch]:
    """Return whose roots prove that `new` entries begin with `old` (RFC 9162, 2.1.4.1).

    Args:
        old: The older size, at least 1.
        new: The newer size, at least `old`; equal sizes need no roots.
    """
    path: list[Stretch] = []
    begin, end = 0, new
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((begin, middle))
            begin = middle
    if begin:
        path.append((begin, end))
    return path[::-1]


def stretch_root(stretch: Stretch, node: Callable[[int, int], bytes]) -> bytes:
    """Return the root over a stretch of at least one entry (RFC 9162, section 2.1.1).

    Args:
        stretch: Which entries.
        node: From a height and an index to the root of that complete subtree of 2^height leaves.
    """
    begin, end = stretch
    width = end - begin
    if width & (width - 1) == 0:
        height = width.bit_length() - 1
        return node(height, begin >> height)
    middle = begin + _split(width)
    return node_hash(stretch_root((begin, middle), node), stretch_root((middle, end), node))


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Return if `proof` shows that `leaf` is entry `index` of `size` under `root`.

    RFC 9162, section 2.1.3.2, step by step.

    Args:
        leaf: The leaf hash, 32 bytes.
        index: The entry's index, from 0.
        size: The number of entries under `root`.
        proof: The hashes, from the leaf up.
        root: The root, 32 bytes, from a verified checkpoint.

    Raises:
        IntegrityError: `inclusion-not-proven`.
    """
    _require(0 <= index < size, "inclusion", f"index `{index}` is outside size {size}")
    _check_hashes("inclusion", [leaf, root, *proof])
    number, last, node = index, size - 1, leaf
    for part in proof:
        _require(last != 0, "inclusion", "the proof is too long")
        if number % 2 or number == last:
            node = node_hash(part, node)
            while number and not number % 2:
                number, last = number >> 1, last >> 1
        else:
            node = node_hash(node, part)
        number, last = number >> 1, last >> 1
    _require(last == 0, "inclusion", "the proof is too short")
    _require(node == root, "inclusion", "it leads to another root")


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Return if `proof` shows that the tree of `new` entries only added to that of `old`.

    RFC 9162, section 2.1.4.2, step by step. An older size of 0 proves nothing and is refused.

    Args:
        old: The older number of entries, at least 1.
        new: The newer number of entries.
        proof: The hashes; none when both sizes are equal.
        old_root: The older root, from a verified checkpoint.
        new_root: The newer root, from a verified checkpoint.

    Raises:
        IntegrityError: `consistency-not-proven`.
    """
    _require(0 < old <= new, "consistency", f"size `{old}` can not come before {new}")
    _check_hashes("consistency", proof)
    if old == new:
        _require(not proof, "consistency", "equal sizes need no proof")
        _require(old_root == new_root, "consistency", "equal sizes have different roots")
        return
    _require(bool(proof), "consistency", "the proof is empty")
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    number, last = old - 1, new - 1
    while number % 2:
        number, last = number >> 1, last >> 1
    first = second = path[0]
    for part in path[1:]:
        _require(last != 0, "consistency", "the proof is too long")
        if number % 2 or number == last:
            first, second = node_hash(part, first), node_hash(part, second)
            while number and not number % 2:
                number, last = number >> 1, last >> 1
        else:
            second = node_hash(second, part)
        number, last = number >> 1, last >> 1
    _require(last == 0, "consistency", "the proof is too short")
    _require(first == old_root, "consistency", "it leads to another older root")
    _require(second == new_root, "consistency", "it leads to another newer root")


def _split(width: int) -> int:
    """Return the largest power of two below `width`, which is at least 2."""
    return 1 << (width - 1).bit_length() - 1


def _check_hashes(what: str, hashes: Sequence[bytes]) -> None:
    _require(all(len(h) == HASH_BYTES for h in hashes), what, "a hash is not 32 bytes long")


def _require(holds: bool, what: str, otherwise: str) -> None:  # noqa: FBT001 - a condition, named
    if not holds:
        raise IntegrityError(f"{what}-not-proven", f"the {what} proof does not hold: {otherwise}")
