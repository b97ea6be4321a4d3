"""What goes wrong in a store, in the project's own two kinds of error.

What SQLite and the file system report is turned into them here. A statement of ours can only
fail on a damaged image or on what is outside (disk, lock, rights): the statements are fixed. So
whatever is not known to come from outside is taken as damage.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coldset.errors import ColdsetError, IntegrityError

_PRIMARY: Final = 0xFF  # an extended result code holds its primary code in the low byte
_OUTSIDE: Final = {
    sqlite3.SQLITE_BUSY: ("book-busy", "is held by another process: close it there and try again"),
    sqlite3.SQLITE_LOCKED: ("book-busy", "is held by another reader: close it and try again"),
    sqlite3.SQLITE_PROTOCOL: ("book-busy", "is in too much demand: try again"),
    sqlite3.SQLITE_FULL: ("disk-full", "can not grow: make room on the disk and open it again"),
    sqlite3.SQLITE_CANTOPEN: ("book-unreadable", "can not be opened: check rights and folder"),
    sqlite3.SQLITE_PERM: ("book-unreadable", "can not be opened: check its rights"),
    sqlite3.SQLITE_AUTH: ("book-unreadable", "can not be opened: check its rights"),
    sqlite3.SQLITE_READONLY: ("book-read-only", "can not be written: check rights and folder"),
    sqlite3.SQLITE_IOERR: ("store-failed", "could not be read or written: check the disk"),
    sqlite3.SQLITE_NOMEM: ("store-failed", "needs more memory than there is"),
    sqlite3.SQLITE_INTERRUPT: ("store-failed", "was interrupted: try again"),
    sqlite3.SQLITE_NOTADB: (
        "not-a-book",
        "is not a book: expected an SQLite file that this program made",
    ),
}


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the file at `path` into the project's errors.

    Raises:
        ColdsetError: for what is outside: a lock, a full disk, missing rights, another file.
        IntegrityError: `image-malformed` for everything else.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _named(error, path) from error
    except OSError as error:
        raise ColdsetError(
            "store-failed",
            f"`{path}` could not be read or written ({error.strerror}): check disk and rights",
            path=str(path),
        ) from error


def malformed(path: Path, what: str) -> IntegrityError:
    """Return the error for an image that can not be what was written."""
    return IntegrityError(
        "image-malformed",
        f"`{path}` is damaged: {what}; work on with a mirror or a copy, and keep this file",
        path=str(path),
    )


def check_range(start: int, stop: int, size: int) -> None:
    """Refuse a range of entries that a store of `size` does not have.

    Raises:
        ColdsetError: `range-outside-book`.
    """
    if not 0 <= start <= stop <= size:
        raise ColdsetError(
            "range-outside-book",
            f"entries `{start}` to `{stop}` are not in the book: expected a range within {size}",
            start=start,
            stop=stop,
            size=size,
        )


def check_expected(expected: int, size: int) -> None:
    """Refuse to append on a size that is not the store's.

    Raises:
        ColdsetError: `book-moved-on`.
    """
    if expected != size:
        raise ColdsetError(
            "book-moved-on",
            f"the book has {size} entries: expected `{expected}`; read it again before appending",
            expected=expected,
            size=size,
        )


def closed() -> ColdsetError:
    """Return what every method raises once a store is closed."""
    return ColdsetError("book-closed", "the book is closed: open it again before using it")


def _named(error: Exception, path: Path) -> ColdsetError | IntegrityError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & _PRIMARY in _OUTSIDE:
        word, sentence = _OUTSIDE[code & _PRIMARY]
        return ColdsetError(word, f"`{path}` {sentence}", path=str(path))
    return malformed(path, f"SQLite says {str(error)!a}")
