"""The file in which a witness remembers: three tables in SQLite, flushed at every commit.

`witness` has the witness's own verifier key; `log` the hub's key of each log and the newest
checkpoint that was cosigned, empty where there is none yet; `fork` what proves that a hub showed
two logs. Sizes, roots and times stand nowhere else than in the notes, where signatures cover them.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from coldset.errors import ColdsetError, IntegrityError
from coldset.store.faults import faults_named, malformed
from coldset.store.image import flush_folder
from coldset.store.layout import check_pages, connect

APPLICATION_ID: Final = 0x436F6C77  # "Colw"
FORMAT: Final = 1

_SCHEMA: Final = (
    "CREATE TABLE witness (only INTEGER PRIMARY KEY CHECK (only = 1), vkey TEXT NOT NULL) STRICT",
    "CREATE TABLE log (origin TEXT NOT NULL UNIQUE, vkey TEXT NOT NULL, note BLOB NOT NULL) STRICT",
    "CREATE TABLE fork (origin TEXT, cosigned BLOB, shown BLOB, time_s INTEGER) STRICT",
)


def create_file(path: Path, vkey: str) -> None:
    """Make the file of a witness that has seen nothing; a crash leaves none, or a whole one.

    Args:
        path: Where no file is yet, in a folder that exists.
        vkey: The witness's verifier key.

    Raises:
        ColdsetError: as `store.faults.faults_named`.
    """
    fresh = Path(f"{path}.new")
    with faults_named(path):
        for left in (fresh, Path(f"{fresh}-wal"), Path(f"{fresh}-shm")):
            left.unlink(missing_ok=True)
        with closing(connect(fresh, "rwc")) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute("INSERT INTO witness VALUES (1, ?)", (vkey,))
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
            connection.execute("COMMIT")
        fresh.rename(path)
        flush_folder(path.parent)


def open_file(path: Path) -> sqlite3.Connection:
    """Return a writing connection to the file of a witness, once its form is checked.

    Raises:
        ColdsetError: `witness-missing`, `not-a-witness`, `witness-newer`, or as `faults_named`.
        IntegrityError: `image-malformed`.
    """
    if not path.exists():
        raise ColdsetError(
            "witness-missing",
            f"there is no witness at `{path}`: check the path, or make one",
            path=str(path),
        )
    connection = connect(path, "rw")
    try:
        with faults_named(path):
            _check_form(connection, path)
        check_pages(connection, path)
    except (ColdsetError, IntegrityError):
        connection.close()
        raise
    return connection


def _check_form(connection: sqlite3.Connection, path: Path) -> None:
    if _column(connection, "PRAGMA application_id") != [APPLICATION_ID]:
        raise ColdsetError(
            "not-a-witness",
            f"`{path}` is an SQLite file of something else: expected a witness's; check the path",
            path=str(path),
        )
    [version] = _column(connection, "PRAGMA user_version")
    if type(version) is int and version > FORMAT:
        raise ColdsetError(
            "witness-newer",
            f"`{path}` has format `{version}`: expected at most {FORMAT}; update the program",
            path=str(path),
            format=version,
        )
    tables = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
    if version != FORMAT or _column(connection, tables) != [*_SCHEMA]:
        raise malformed(path, "its tables are not those of a witness")
    if _column(connection, "SELECT only FROM witness") != [1]:
        raise malformed(path, "it does not say whose it is")


def _column(connection: sqlite3.Connection, query: str) -> list[object]:
    return [row[0] for row in connection.execute(query)]
