"""What goes wrong on a PostgreSQL server, in the project's own two kinds of error.

As in `faults`: the statements are fixed, so whatever the server reports that is not known to come
from outside (connection, disk, lock, rights) is taken as damage. A connection that could not be
made carries no SQLSTATE, only a sentence in the server's language, which is passed on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

import psycopg

from coldset.errors import ColdsetError, IntegrityError
from coldset.store.postgres_address import Address

Doing = Literal["read", "written"]

_CLASS: Final = 2  # the first two characters of an SQLSTATE are its class
_LOST: Final = "was lost sight of: see that server and network are up, and open it again"
_OUTSIDE: Final = {
    "08": ("store-failed", _LOST),
    "25006": ("book-read-only", "can not be written: its server only reads; use the primary"),
    "28": ("book-unreadable", "can not be opened: check the user and its rights"),
    "40001": ("book-busy", "is in too much demand: try again"),
    "40003": ("store-failed", _LOST),
    "40P01": ("book-busy", "is in too much demand: try again"),
    "53": ("store-failed", "needs more than its server has: see to the server"),
    "53100": ("disk-full", "can not grow: make room on the server's disk and open it again"),
    "53300": ("book-busy", "is on a server with too many connections: try again"),
    "55P03": ("book-busy", "is held by another session: end it there and try again"),
    "57": ("store-failed", "was interrupted by its server: open it again"),
    "58": ("store-failed", "could not be read or written: check the server's disk"),
}
"""By SQLSTATE, or by its class (PostgreSQL's manual, appendix A)."""

_NO_RIGHTS: Final = "42501"
_RIGHTS: Final = {
    "read": ("book-unreadable", "can not be read: check the rights of its user"),
    "written": ("book-read-only", "can not be written: check the rights of its user"),
}


@contextmanager
def faults_named(address: Address, doing: Doing) -> Iterator[None]:
    """Turn what goes wrong with the book at `address` into the project's errors.

    Raises:
        ColdsetError: for what is outside: a lock, a full disk, missing rights, a connection that
            was lost or refused.
        IntegrityError: `image-malformed` for everything else.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _named(error, address, doing) from error


def malformed(address: Address, what: str) -> IntegrityError:
    """Return the error for a book that can not be what was written."""
    return IntegrityError(
        "image-malformed",
        f"`{address}` is damaged: {what}; work on with a mirror or a copy, and keep this one",
        path=str(address),
    )


def _named(error: psycopg.Error, address: Address, doing: Doing) -> ColdsetError | IntegrityError:
    state = error.sqlstate
    if state is None and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        state = "08"
    if state == _NO_RIGHTS:
        word, sentence = _RIGHTS[doing]
    elif state in _OUTSIDE:
        word, sentence = _OUTSIDE[state]
    elif state is not None and state[:_CLASS] in _OUTSIDE:
        word, sentence = _OUTSIDE[state[:_CLASS]]
    else:
        return malformed(address, f"its server says {_said(error)}")
    return ColdsetError(word, f"`{address}` {sentence} (it says {_said(error)})", path=str(address))


def _said(error: psycopg.Error) -> str:
    """Return the first line of what the server, or the connection to it, said."""
    lines = (error.diag.message_primary or str(error)).splitlines()
    return ascii(lines[0] if lines else "nothing")
