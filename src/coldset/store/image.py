"""Whether a book at rest is, bit for bit, what its last writer left.

SQLite does not look at every byte of its file: unused space and some of the header may change
unseen. So a writer that closes cleanly leaves a seal beside the book, `<book>.sum`, with the
SHA-256 and the length of the whole file (the digest is what `sha256sum` prints). Whoever writes
takes it away first, so a seal never speaks of an image that is being written.

The bytes are read through SQLite's own connection (`serialize`, a copy of the file as it is on
disk), not through a second file handle: closing such a handle would let go of every lock that
this process has on the book (POSIX `fcntl`, "close").
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.store.faults import faults_named
from coldset.store.layout import check_layout, check_pages, connect

Sidecar = Literal["matches", "absent", "on a server"]


class ImageReport(msgspec.Struct, frozen=True):
    """What was found about an image that is in order.

    `sidecar` is `absent` when no seal lies beside the book: it is being written, its last writer
    did not close it cleanly, or somebody removed the seal. Then damage outside of what SQLite
    uses is not seen. A book `on a server` has no seal: the server's own checksums stand for it.
    """

    path: str
    image_bytes: int
    sidecar: Sidecar


def check_image(path: Path) -> ImageReport:
    """Compare the image with its seal and let SQLite walk through all of it.

    Args:
        path: The book's file. It may be open elsewhere; nothing in it is changed.

    Raises:
        ColdsetError: as `check_file` and `check_layout`.
        IntegrityError: `image-changed` when the seal does not match, `image-malformed`.
    """
    check_file(path)
    with closing(connect(path, "ro")) as connection:
        check_layout(connection, path)
        sidecar = check_seal(connection, path)
        check_pages(connection, path)
        with faults_named(path):
            return ImageReport(str(path), path.stat().st_size, sidecar)


def check_file(path: Path) -> None:
    """Refuse what is no file with something in it, before SQLite is asked.

    Raises:
        ColdsetError: `book-missing`, `not-a-book` or `book-empty`.
    """
    with faults_named(path):
        if not path.exists():
            raise ColdsetError(
                "book-missing", f"there is no book at `{path}`: check the path", path=str(path)
            )
        if not path.is_file():
            raise ColdsetError(
                "not-a-book", f"`{path}` is not a file: expected a book", path=str(path)
            )
        if path.stat().st_size == 0:
            raise ColdsetError(
                "book-empty",
                f"`{path}` is empty: expected a book; take a copy or a mirror",
                path=str(path),
            )


def check_seal(connection: sqlite3.Connection, path: Path) -> Sidecar:
    """Compare the image behind `connection` with its seal.

    Raises:
        IntegrityError: `image-changed`.
    """
    seal = seal_path(path)
    with faults_named(path):
        if not seal.exists():
            return "absent"
        if _read(seal) == _line(connection, path):
            return "matches"
        if not seal.exists():  # a writer began in between, and took it away
            return "absent"
    raise IntegrityError(
        "image-changed",
        f"`{path}` is not what its last writer left: its seal `{seal.name}` does not match; "
        "work on with a mirror or a copy, and keep both files",
        path=str(path),
    )


def write_seal(connection: sqlite3.Connection, path: Path) -> None:
    """Leave a seal beside an image that nobody writes and whose WAL is empty.

    Written to a new file, flushed, then renamed: a crash leaves the whole seal or none.
    """
    seal = seal_path(path)
    fresh = Path(f"{seal}.new")
    with fresh.open("wb") as file:
        file.write(_line(connection, path))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(seal)
    flush_folder(path.parent)


def drop_seal(path: Path) -> None:
    """Take the seal away, for good before it returns: the image is about to change."""
    seal = seal_path(path)
    if seal.exists():
        seal.unlink()
        flush_folder(path.parent)


def seal_path(path: Path) -> Path:
    """Return where the seal of the book at `path` lies."""
    return Path(f"{path}.sum")


def flush_folder(folder: Path) -> None:
    """Make names that were added to or taken from `folder` outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _line(connection: sqlite3.Connection, path: Path) -> bytes:
    """Return the seal's one line, for the bytes on disk and the length of the file."""
    digest = hashlib.sha256(connection.serialize()).hexdigest()
    return f"sha256 {digest} bytes {path.stat().st_size}\n".encode("ascii")


def _read(seal: Path) -> bytes:
    with seal.open("rb") as file:
        return file.read(256)
