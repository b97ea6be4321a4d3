"""A store that forgets: for tests, simulations and trying a question out."""

import threading
from collections.abc import Sequence

from coldset.store.faults import check_expected, check_range, closed
from coldset.store.port import Store


class MemoryStore(Store):
    """Keeps entries in a list, under the same promises but for the disk."""

    def __init__(self, genesis: bytes, checkpoint: bytes) -> None:
        """Make an empty store with its genesis document and the checkpoint of size 0."""
        self._genesis = genesis
        self._checkpoint = checkpoint
        self._entries: list[bytes] = []
        self._closed = False
        self._lock = threading.Lock()

    def meta(self) -> bytes:
        """Return the genesis document; see `Store`."""
        self._check_open()
        return self._genesis

    def size(self) -> int:
        """Return the number of entries; see `Store`."""
        self._check_open()
        return len(self._entries)

    def checkpoint(self) -> bytes:
        """Return the newest checkpoint; see `Store`."""
        self._check_open()
        return self._checkpoint

    def entries(self, start: int, stop: int) -> list[bytes]:
        """Return entries `start` to `stop` - 1; see `Store`."""
        check_range(start, stop, self.size())
        return self._entries[start:stop]

    def append(self, entries: Sequence[bytes], expected_size: int, checkpoint: bytes) -> None:
        """Keep `entries` and `checkpoint`; see `Store`."""
        with self._lock:
            check_expected(expected_size, self.size())
            self._entries.extend(entries)
            self._checkpoint = checkpoint

    def close(self) -> None:
        """Let go; see `Store`."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise closed()
