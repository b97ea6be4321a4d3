"""A book to record into; one that had to be made for it goes again when nothing is recorded."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coldset.book import Book, create_book, open_book
from coldset.book.files import Place, beside, is_on_server, is_there
from coldset.errors import ColdsetError

PARTS = ("", ".key", ".sum", ".lock", "-wal", "-shm")
UNFINISHED = (".new", ".new-wal", ".new-shm", ".new-journal", ".sum.new")
"""What a book is built in, which a full disk may leave."""

_NOT_OURS = frozenset({"key-exists", "key-unwritable"})
"""Errors after which the key beside the book, if there is one, was made by somebody else."""


def parts_of(book: Path) -> list[Path]:
    """The files of a book, whether they are there or not (docs/command-line.md lists them)."""
    return [Path(f"{book}{end}") for end in PARTS]


@contextmanager
def book_to_record_into(place: Place) -> Iterator[Book]:
    """The book at `place`, open for writing, made if there is none.

    Raises:
        ColdsetError, IntegrityError: as `open_book` and `create_book`.
    """
    if is_there(place):
        with open_book(place, for_writing=True) as kept:
            yield kept
        return
    if is_on_server(place):
        with create_book(place, _origin(beside(place))) as kept:
            yield kept
        return
    path = Path(place)
    lying = {part for part in _all_of(path) if part.exists()}
    made = _made(path, lying)
    try:
        with made:
            yield made
    except BaseException:
        if made.tree.size == 0:
            _take_away(path, lying)
        raise


def _made(path: Path, lying: set[Path]) -> Book:
    try:
        return create_book(path, _origin(path))
    except ColdsetError as error:
        taken = error.code == "book-exists" and error.fields.get("path") == str(path)
        if error.code not in _NOT_OURS and not taken:
            _take_away(path, lying, only_key=error.code == "book-busy")
        raise
    except OSError:
        _take_away(path, lying)
        raise


def _all_of(path: Path) -> list[Path]:
    return parts_of(path) + [Path(f"{path}{end}") for end in UNFINISHED]


def _take_away(path: Path, lying: set[Path], *, only_key: bool = False) -> None:
    """Remove the files of an empty book that this command itself made, and no others."""
    for part in [Path(f"{path}.key")] if only_key else _all_of(path):
        if part not in lying:
            part.unlink(missing_ok=True)


def _origin(path: Path) -> str:
    """A new book's name in its checkpoints, from its file name."""
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "set"
    return f"coldset.local/{name}"
