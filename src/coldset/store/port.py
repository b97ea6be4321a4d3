"""What every store promises.

One writer and any number of readers. Nothing is ever changed or removed: a store grows by whole
entries, and only its newest checkpoint is replaced, in the same step as the entries it counts.
"""

from collections.abc import Sequence
from typing import Protocol


class Store(Protocol):
    """Entries in order, with the newest checkpoint and the genesis document.

    Every method may raise `ColdsetError` `book-closed` after `close`, and `IntegrityError`
    `image-malformed` when what is kept can not be what was written.
    """

    def meta(self) -> bytes:
        """Return the genesis document, exactly as it was given when the store was made."""
        ...

    def size(self) -> int:
        """Return the number of entries that are kept, as of now."""
        ...

    def checkpoint(self) -> bytes:
        """Return the newest checkpoint, exactly as it was given.

        It is written together with the entries it counts, so whoever takes the checkpoint first
        and then the entries finds all of them, even while another process writes.
        """
        ...

    def entries(self, start: int, stop: int) -> list[bytes]:
        """Return the exact bytes of entries `start` to `stop` - 1, in order.

        Raises:
            ColdsetError: `range-outside-book` unless 0 <= start <= stop <= size; never fewer
                entries than asked for.
        """
        ...

    def append(self, entries: Sequence[bytes], expected_size: int, checkpoint: bytes) -> None:
        """Keep `entries` after the first `expected_size`, and `checkpoint` as the newest.

        All or nothing. When it returns, all is on disk and survives a crash of the machine. When
        it raises, nothing is acknowledged; after `store-failed` it may still have been kept, so
        open the store again and look at `size` before saying anything to anybody. Since it only
        succeeds at `expected_size`, of two writers one wins, and trying again never doubles.

        Args:
            entries: The exact bytes of each; none, to replace the checkpoint alone (by one with
                more cosignatures).
            expected_size: The size that the caller built `checkpoint` on.
            checkpoint: The signed note for the size after this; not looked into.

        Raises:
            ColdsetError: `book-moved-on` when the size is another; `book-busy`, `disk-full`,
                `book-read-only` or `store-failed`.
        """
        ...

    def close(self) -> None:
        """Let go of everything; closing twice is no fault."""
        ...
