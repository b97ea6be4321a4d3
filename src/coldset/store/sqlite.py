"""The store that a set uses: one SQLite file, in WAL mode, flushed on every append.

A writing store holds `<book>.lock` for as long as it is open. The lock is an exclusive
transaction on an empty SQLite file: the same kernel locks that guard the book, so it works
wherever the book does, keeps no reader out, and goes away with its process, even when that is
killed. Should somebody delete the lock file, appending still compares the size in its own
transaction, so two writers can not both win.

A writing store reads through a connection that can not write until there is something to write:
a book that is refused once it was read is left with every byte as it was found.

What lies beside a book: `.lock` (empty), `.sum` (see `image`), and while it is open `-wal`, `-shm`.
"""

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from coldset.errors import ColdsetError, IntegrityError
from coldset.store.faults import check_expected, check_range, closed, faults_named, malformed
from coldset.store.image import (
    check_file,
    check_seal,
    drop_seal,
    flush_folder,
    seal_path,
    write_seal,
)
from coldset.store.layout import check_layout, check_pages, connect, write_layout
from coldset.store.port import Store

_MOVE_WAL: Final = "PRAGMA wal_checkpoint(TRUNCATE)"


class SqliteStore(Store):
    """A book in one file; made by `create`, `open_for_writing` or `open_for_reading`.

    It may be used from several threads; one call runs at a time.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: sqlite3.Connection | None
    ) -> None:
        """Take over a reading connection to a checked book, with its writer's lock or none."""
        self._path = path
        self._connection: sqlite3.Connection | None = connection
        self._lock = lock
        self._writes = False
        self._failed = False
        self._turn = threading.Lock()

    def meta(self) -> bytes:
        """Return the genesis document; see `Store`."""
        return self._blobs("SELECT bytes FROM genesis", 1)[0]

    def size(self) -> int:
        """Return the number of entries; see `Store`."""
        with self._turn, faults_named(self._path):
            return _size(self._open())

    def checkpoint(self) -> bytes:
        """Return the newest checkpoint; see `Store`."""
        return self._blobs("SELECT note FROM head", 1)[0]

    def entries(self, start: int, stop: int) -> list[bytes]:
        """Return entries `start` to `stop` - 1; see `Store`."""
        check_range(start, stop, self.size())
        query = "SELECT bytes FROM entry WHERE position >= ? AND position < ? ORDER BY position"
        return self._blobs(query, stop - start, start, stop)

    def append(self, entries: Sequence[bytes], expected_size: int, checkpoint: bytes) -> None:
        """Keep `entries` and `checkpoint`; see `Store`.

        In this order, with what a crash leaves: the seal goes (the book as it was, unsealed);
        one transaction writes the entries and the checkpoint (as it was); its commit is flushed
        to the WAL (all of it); only then does this return.
        """
        with self._turn, faults_named(self._path):
            connection = self._open_to_write()
            drop_seal(self._path)
            connection.execute("BEGIN IMMEDIATE")
            try:
                check_expected(expected_size, _size(connection))
                connection.executemany(
                    "INSERT INTO entry VALUES (?, ?)", enumerate(entries, expected_size)
                )
                connection.execute("UPDATE head SET note = ?", (checkpoint,))
                connection.execute("COMMIT")
            except sqlite3.Error:
                self._failed = True  # whether it was kept is open: nothing more until reopened
                raise
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go; a writer that did not fail seals the image first; see `Store`."""
        with self._turn:
            connection, self._connection = self._connection, None
            lock, self._lock = self._lock, None
            if connection is None:
                return
            try:
                if lock is not None and not self._failed:
                    with faults_named(self._path):
                        connection = self._for_writing(connection)
                        _settle(connection, self._path)
            finally:
                connection.close()
                if lock is not None:
                    lock.close()

    def abandon(self) -> None:
        """Let go of a book that was refused: nothing is written, and no seal vouches for it."""
        self._failed = True
        self.close()

    def _for_writing(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """Return a connection that can write, in the place of one that only reads."""
        if self._writes:
            return connection
        writing = connect(self._path, "rw")
        connection.close()
        self._writes = True
        return writing

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise closed()
        return self._connection

    def _open_to_write(self) -> sqlite3.Connection:
        connection = self._open()
        if self._lock is None:
            raise ColdsetError(
                "book-read-only",
                f"`{self._path}` is open for reading: open it for writing to append",
                path=str(self._path),
            )
        if self._failed:
            raise ColdsetError(
                "store-failed",
                f"`{self._path}` failed while it was written: open it again and read its size",
                path=str(self._path),
            )
        self._connection = self._for_writing(connection)
        return self._connection

    def _blobs(self, query: str, count: int, *arguments: int) -> list[bytes]:
        with self._turn, faults_named(self._path):
            rows = self._open().execute(query, arguments).fetchall()
        blobs = [row[0] for row in rows if type(row[0]) is bytes]
        if len(blobs) != count:
            raise malformed(self._path, f"{count} entries were asked for and {len(blobs)} found")
        return blobs


def create(path: Path, genesis: bytes, checkpoint: bytes) -> SqliteStore:
    """Make a new book at `path` and return it, open for writing.

    It is built beside its place and renamed when it is whole and flushed: a crash leaves no book
    or a whole one.

    Args:
        path: Where no file is yet, in a folder that exists.
        genesis: The genesis document; never changed again.
        checkpoint: The signed checkpoint of the empty log.

    Raises:
        ColdsetError: `book-exists`, `book-busy`, or as `faults_named`.
    """
    _check_absent(path)
    lock = _take_lock(path)
    try:
        _check_absent(path)
        fresh = Path(f"{path}.new")
        with faults_named(path):
            for end in ("", "-wal", "-shm", "-journal"):
                Path(f"{fresh}{end}").unlink(missing_ok=True)
            with closing(connect(fresh, "rwc")) as connection:
                write_layout(connection, genesis, checkpoint)
                connection.execute(_MOVE_WAL)  # closing would, and not say when it can not
            fresh.rename(path)
            flush_folder(path.parent)
        return SqliteStore(path, _connect_checked(path, for_writing=True), lock)
    except BaseException:
        lock.close()
        raise


def open_for_writing(path: Path) -> SqliteStore:
    """Open the book at `path` to append to it, if no other process writes it.

    The image is compared with its seal, or walked through where there is none, so that damage is
    never sealed as if it were right.

    Raises:
        ColdsetError: `book-busy` at once when another process has it; as `check_file` and
            `check_layout`.
        IntegrityError: `image-changed` or `image-malformed`.
    """
    check_file(path)
    lock = _take_lock(path)
    try:
        return SqliteStore(path, _connect_checked(path, for_writing=True), lock)
    except BaseException:
        lock.close()
        raise


def open_for_reading(path: Path) -> SqliteStore:
    """Open the book at `path` to read it, whether or not another process writes it.

    The image is not compared with its seal; `check_image` does that.

    Raises:
        ColdsetError, IntegrityError: as `check_file` and `check_layout`.
    """
    check_file(path)
    return SqliteStore(path, _connect_checked(path, for_writing=False), None)


def _connect_checked(path: Path, *, for_writing: bool) -> sqlite3.Connection:
    connection = connect(path, "ro")
    try:
        check_layout(connection, path)
        if for_writing and check_seal(connection, path) == "absent":
            check_pages(connection, path)
    except (ColdsetError, IntegrityError):
        connection.close()
        raise
    return connection


def _take_lock(path: Path) -> sqlite3.Connection:
    lock_path = Path(f"{path}.lock")
    lock = connect(lock_path, "rwc", wait_s=0)
    try:
        with faults_named(lock_path):
            lock.execute("PRAGMA journal_mode=MEMORY")
            lock.execute("BEGIN EXCLUSIVE")
    except BaseException as error:
        lock.close()
        if isinstance(error, ColdsetError) and error.code == "book-busy":
            raise ColdsetError(
                "book-busy",
                f"`{path}` is open for writing elsewhere: close it there, or open it for reading",
                path=str(path),
            ) from error
        raise
    return lock


def _check_absent(path: Path) -> None:
    """Refuse a taken name; an old WAL or seal would be taken for the new book's."""
    for taken in (path, *(Path(f"{path}{end}") for end in ("-wal", "-journal", ".sum"))):
        if taken.exists() or taken.is_symlink():
            raise ColdsetError(
                "book-exists",
                f"there is a file at `{taken}` already: expected none; choose another name",
                path=str(taken),
            )


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    """Move all of the WAL into the file and seal it, unless a reader is in the way.

    A seal that is still there was never taken away: nothing was written.
    """
    blocked, _, _ = connection.execute(_MOVE_WAL).fetchone()
    if not blocked and not seal_path(path).exists():
        write_seal(connection, path)


def _size(connection: sqlite3.Connection) -> int:
    size: int = connection.execute("SELECT coalesce(max(position), -1) + 1 FROM entry").fetchone()[
        0
    ]
    return size
