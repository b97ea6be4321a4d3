"""The store that a studio uses: one schema for each production, in a PostgreSQL database.

A writing store holds an advisory lock of its session for as long as it is open. The lock keeps no
reader out and goes away with its connection, even when program or machine are killed; whoever has
it knows that no earlier writer's commit is still under way. Should somebody let go of it, or a
pooler mix up sessions, appending still compares the size in its own transaction, so two writers
can not both win.

There is no seal beside such a book: the server's own checksums (`initdb --data-checksums`) stand
for the pages, and signatures and tree for what is in them.
"""

import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import Final, LiteralString

import psycopg

from coldset.errors import ColdsetError
from coldset.store.faults import check_expected, check_range, closed
from coldset.store.port import Store
from coldset.store.postgres_address import Address
from coldset.store.postgres_faults import faults_named, malformed
from coldset.store.postgres_layout import (
    Connection,
    check_durable,
    check_layout,
    connect,
    first,
    in_schema,
    write_layout,
)

_APPLICATION: Final = 0x436F6C64  # "Cold", so that no other program's lock is met by chance
_LOCK: Final = (
    "SELECT pg_try_advisory_lock((%s::bigint << 32) | oid::bigint)"
    " FROM pg_namespace WHERE nspname = %s"
)


class PostgresStore(Store):
    """A book in one schema; made by `create`, `open_for_writing` or `open_for_reading`.

    It may be used from several threads; one call runs at a time.
    """

    def __init__(self, address: Address, connection: Connection, *, writes: bool) -> None:
        """Take over a connection to a checked book, which has the writer's lock if it `writes`."""
        self._address = address
        self._connection: Connection | None = connection
        self._writes = writes
        self._failed = False
        self._turn = threading.Lock()

    def meta(self) -> bytes:
        """Return the genesis document; see `Store`."""
        return self._blobs("SELECT bytes FROM {schema}.genesis", 1)[0]

    def size(self) -> int:
        """Return the number of entries; see `Store`."""
        with self._turn, faults_named(self._address, "read"):
            return _size(self._open(), self._address)

    def checkpoint(self) -> bytes:
        """Return the newest checkpoint; see `Store`."""
        return self._blobs("SELECT note FROM {schema}.head", 1)[0]

    def entries(self, start: int, stop: int) -> list[bytes]:
        """Return entries `start` to `stop` - 1; see `Store`."""
        check_range(start, stop, self.size())
        query = (
            "SELECT bytes FROM ONLY {schema}.entry"
            " WHERE position >= %s AND position < %s ORDER BY position"
        )
        return self._blobs(query, stop - start, start, stop)

    def append(self, entries: Sequence[bytes], expected_size: int, checkpoint: bytes) -> None:
        """Keep `entries` and `checkpoint`; see `Store`.

        In this order, with what a crash of the server or of this program leaves: one transaction
        takes the head's row, if it has the expected size, and writes the checkpoint and the
        entries (the book as it was); its commit is flushed on the server (all of it); only then
        does this return. A connection that breaks while the commit is under way is
        `store-failed`: to know what became of it, open the book for *writing*, which is refused
        as busy until the server is done with the old session.
        """
        with self._turn, faults_named(self._address, "written"):
            connection = self._open_to_write()
            try:
                with connection.transaction():
                    self._keep(connection, entries, expected_size, checkpoint)
            except (ColdsetError, psycopg.errors.LockNotAvailable):
                raise  # before the commit, and rolled back: it may be tried again
            except BaseException:
                self._failed = True  # whether it was kept is open: nothing more until reopened
                raise

    def close(self) -> None:
        """Let go of the writer's lock and of the connection; see `Store`."""
        with self._turn:
            connection, self._connection = self._connection, None
            if connection is None:
                return
            with suppress(psycopg.Error):  # a broken connection has let go of it already
                connection.execute("SELECT pg_advisory_unlock_all()")
            connection.close()

    def abandon(self) -> None:
        """Let go of a book that was refused; nothing vouches for it."""
        self.close()

    def _keep(
        self, connection: Connection, entries: Sequence[bytes], expected: int, checkpoint: bytes
    ) -> None:
        moved = connection.execute(
            in_schema(
                self._address,
                "UPDATE {schema}.head SET size = size + %s, note = %s WHERE size = %s"
                " RETURNING {durable}",
            ),
            (len(entries), checkpoint, expected),
        ).fetchone()
        if moved is None:
            check_expected(expected, _size(connection, self._address))
            raise malformed(self._address, "its checkpoint is missing")
        check_durable(moved, self._address)
        connection.execute(
            in_schema(
                self._address,
                "INSERT INTO {schema}.entry SELECT %s + place - 1, bytes"
                " FROM unnest(%b::bytea[]) WITH ORDINALITY AS given (bytes, place)",
            ),
            (expected, list(entries)),
        )

    def _open(self) -> Connection:
        if self._connection is None:
            raise closed()
        return self._connection

    def _open_to_write(self) -> Connection:
        connection = self._open()
        if not self._writes:
            raise ColdsetError(
                "book-read-only",
                f"`{self._address}` is open for reading: open it for writing to append",
                path=str(self._address),
            )
        if self._failed:
            raise ColdsetError(
                "store-failed",
                f"`{self._address}` failed while it was written: open it again and read its size",
                path=str(self._address),
            )
        return connection

    def _blobs(self, query: LiteralString, count: int, *arguments: int) -> list[bytes]:
        with self._turn, faults_named(self._address, "read"):
            statement = in_schema(self._address, query)
            rows = self._open().execute(statement, arguments, binary=True).fetchall()
        blobs = [row[0] for row in rows if type(row[0]) is bytes]
        if len(blobs) != count:
            raise malformed(self._address, f"{count} entries were asked for and {len(blobs)} found")
        return blobs


def create(address: Address, genesis: bytes, checkpoint: bytes) -> PostgresStore:
    """Make a new book at `address` and return it, open for writing.

    All of it in one transaction: a crash leaves no book or a whole one.

    Args:
        address: A database in which there is no such production yet.
        genesis: The genesis document; never changed again.
        checkpoint: The signed checkpoint of the empty log.

    Raises:
        ColdsetError: `book-exists`, `store-unsafe`, or as `faults_named`.
    """
    connection = connect(address, writes=True)
    try:
        with faults_named(address, "written"), connection.transaction():
            check_durable(
                first(connection.execute(in_schema(address, "SELECT {durable}"))), address
            )
            try:
                write_layout(connection, address, genesis, checkpoint)
            except (psycopg.errors.DuplicateSchema, psycopg.errors.UniqueViolation) as taken:
                raise ColdsetError(
                    "book-exists",
                    f"there is a schema at `{address}` already: expected none; choose another "
                    "production",
                    path=str(address),
                ) from taken
            _take_lock(connection, address)
        return PostgresStore(address, connection, writes=True)
    except BaseException:
        connection.close()
        raise


def open_for_writing(address: Address) -> PostgresStore:
    """Open the book at `address` to append to it, if nobody else writes it.

    Raises:
        ColdsetError: `book-busy` at once when another session has it; `store-unsafe`; as
            `check_layout`.
        IntegrityError: `image-malformed`.
    """
    connection = connect(address, writes=True)
    try:
        with faults_named(address, "written"):
            _take_lock(connection, address)
            check_durable(
                first(connection.execute(in_schema(address, "SELECT {durable}"))), address
            )
        check_layout(connection, address)
    except BaseException:
        connection.close()
        raise
    return PostgresStore(address, connection, writes=True)


def open_for_reading(address: Address) -> PostgresStore:
    """Open the book at `address` to read it, whether or not somebody writes it.

    Raises:
        ColdsetError, IntegrityError: as `check_layout`.
    """
    connection = connect(address, writes=False)
    try:
        check_layout(connection, address)
    except BaseException:
        connection.close()
        raise
    return PostgresStore(address, connection, writes=False)


def check_tables(address: Address) -> int:
    """Refuse what is not a book, and return how many bytes its tables take on the server.

    Raises:
        ColdsetError, IntegrityError: as `check_layout`.
    """
    with closing(connect(address, writes=False)) as connection:
        check_layout(connection, address)
        with faults_named(address, "read"):
            (kept,) = first(connection.execute(_BYTES, (address.production,)))
    return int(str(kept))


_BYTES: Final = """
SELECT coalesce(sum(pg_total_relation_size(pg_class.oid)), 0) FROM pg_class
  JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = %s AND relkind = 'r'
"""


def _take_lock(connection: Connection, address: Address) -> None:
    """Take the writer's lock of the production's schema; where there is none, there is no lock."""
    taken = connection.execute(_LOCK, (_APPLICATION, address.production)).fetchone()
    if taken == (False,):
        raise ColdsetError(
            "book-busy",
            f"`{address}` is open for writing elsewhere: close it there, or open it for reading",
            path=str(address),
        )


def _size(connection: Connection, address: Address) -> int:
    row = connection.execute(in_schema(address, "SELECT size FROM {schema}.head")).fetchone()
    if row is None or type(row[0]) is not int:
        raise malformed(address, "its checkpoint is missing")
    return row[0]
