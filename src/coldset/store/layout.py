"""The book's file: three tables in SQLite, and how it is opened.

The application id says that a file is a book, the user version which format it has. What the
schema holds is compared word for word: a trigger or view that somebody added is not run.
"""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from coldset.errors import ColdsetError
from coldset.store.faults import faults_named, malformed

APPLICATION_ID: Final = 0x436F6C64  # "Cold"
FORMAT: Final = 1
PAGE_BYTES: Final = 4096
WAIT_S: Final = 2.0

Access = Literal["ro", "rw", "rwc"]

_SCHEMA: Final = (
    "CREATE TABLE entry (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE genesis (only INTEGER PRIMARY KEY CHECK (only = 1), bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE head (only INTEGER PRIMARY KEY CHECK (only = 1), note BLOB NOT NULL) STRICT",
    "CREATE TRIGGER entry_never_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, ''); END",
    "CREATE TRIGGER entry_never_removed BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, ''); END",
)


def connect(path: Path, access: Access, wait_s: float = WAIT_S) -> sqlite3.Connection:
    """Return a connection in autocommit mode that trusts nothing in the file's schema.

    Args:
        path: The book's file.
        access: `ro` to read, `rw` to write what exists, `rwc` to make a new file.
        wait_s: How long to wait for another process's lock, in seconds.

    Raises:
        ColdsetError, IntegrityError: as `faults_named`.
    """
    with faults_named(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={access}{_immutable(path, access)}",
            uri=True,
            timeout=wait_s,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.text_factory = _lenient
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA fullfsync=ON")
            connection.execute("PRAGMA checkpoint_fullfsync=ON")
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def write_layout(connection: sqlite3.Connection, genesis: bytes, checkpoint: bytes) -> None:
    """Make an empty database a book without entries, in one transaction, and turn on the WAL."""
    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO genesis VALUES (1, ?)", (genesis,))
    connection.execute("INSERT INTO head VALUES (1, ?)", (checkpoint,))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")
    connection.execute("COMMIT")


def check_layout(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not a book of this format, or lacks a part.

    In this order: is it SQLite, is it a book, is it of a format we know, is it made of whole
    pages (unless a WAL is there to mend it), is the schema ours word for word, are genesis and
    head there, are the positions 0 to n - 1.

    Raises:
        ColdsetError: `not-a-book` or `book-newer`.
        IntegrityError: `image-malformed`.
    """
    with faults_named(path):
        if _one(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise ColdsetError(
                "not-a-book",
                f"`{path}` is an SQLite file of something else: expected a book; check the path",
                path=str(path),
            )
        version = _one(connection, "PRAGMA user_version")
        if type(version) is int and version > FORMAT:
            raise ColdsetError(
                "book-newer",
                f"`{path}` has format `{version}`: expected at most {FORMAT}; update the program",
                path=str(path),
                format=version,
            )
        if path.stat().st_size % _one(connection, "PRAGMA page_size") and not _under_way(path):
            raise malformed(path, "it ends in the middle of a page")
        if version != FORMAT or _rows(connection, "SELECT sql FROM sqlite_schema") != [*_SCHEMA]:
            raise malformed(path, "its tables are not those of a book")
        if _rows(connection, "SELECT only FROM genesis UNION ALL SELECT only FROM head") != [1, 1]:
            raise malformed(path, "its genesis document or its checkpoint is missing")
        # in one query, so that an entry that is added meanwhile is no damage
        counted = "SELECT count(*), min(position), max(position) FROM entry"
        count, *ends = connection.execute(counted).fetchone()
        if ends != ([0, count - 1] if count else [None, None]):
            raise malformed(path, f"it has {count} entries at positions {ends[0]} to {ends[1]}")


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite walk through every page of the file (`PRAGMA integrity_check`).

    Raises:
        IntegrityError: `image-malformed`, with the first thing that SQLite found.
    """
    with faults_named(path):
        found = _rows(connection, "PRAGMA integrity_check(1)")
    if found != ["ok"]:
        raise malformed(path, f"SQLite says {ascii(found[0]) if found else 'nothing'}")


def _one(connection: sqlite3.Connection, query: str) -> int:
    value: int = connection.execute(query).fetchone()[0]
    return value


def _rows(connection: sqlite3.Connection, query: str) -> Sequence[object]:
    return [row[0] for row in connection.execute(query)]


def _under_way(path: Path) -> bool:
    """Whether a WAL holds what the file lacks: a crash while it was moved leaves half a page."""
    wal = Path(f"{path}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _immutable(path: Path, access: Access) -> str:
    """Ask for no locks and no side files where none can be made: on a write-protected medium."""
    wal = Path(f"{path}-wal")
    if access != "ro" or os.access(path.parent, os.W_OK) or wal.exists():
        return ""
    return "&immutable=1"
