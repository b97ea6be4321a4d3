"""What is wrong, or would be soon, with a book and the machine that it is on."""

import shutil
import stat
from pathlib import Path

import msgspec

from coldset.book.book import open_book
from coldset.book.files import Place, beside, image_of
from coldset.book.keyfile import key_path
from coldset.errors import ColdsetError, IntegrityError

FREE_BYTES_MIN = 1_000_000_000
"""Less free disk than this is a warning: a day of photos would fill it."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at: whether it is well, and a sentence about it."""

    about: str
    well: bool
    sentence: str


def examine(place: Place, at_ms: int) -> tuple[Point, ...]:
    """Look at a book, its key, its seal, the clock and the disk that the key is on."""
    path = beside(place)
    return (_book(place, at_ms), _image(place), _key(path), _disk(path))


def _book(place: Place, at_ms: int) -> Point:
    try:
        with open_book(place) as book:
            written = max((event.recorded_ms for event in book.events), default=0)
            count = len(book.events)
    except (ColdsetError, IntegrityError) as error:
        return Point(about="book", well=False, sentence=error.sentence)
    if written > at_ms:
        return Point(
            about="clock",
            well=False,
            sentence="the clock of this machine is behind the newest entry; set it right before "
            "anything is recorded",
        )
    return Point(about="book", well=True, sentence=f"book opens and verifies: {count} events")


def _image(place: Place) -> Point:
    try:
        report = image_of(place)
    except (ColdsetError, IntegrityError) as error:
        return Point(about="image", well=False, sentence=error.sentence)
    if report.sidecar == "matches":
        return Point(about="image", well=True, sentence="the file is as its last writer left it")
    if report.sidecar == "on a server":
        return Point(
            about="image", well=True, sentence="the tables on the server are those of a book"
        )
    return Point(
        about="image",
        well=False,
        sentence="no seal lies beside the file; it is open elsewhere, or was not closed; verify it",
    )


def _key(path: Path) -> Point:
    key = key_path(path)
    if not key.exists():
        return Point(
            about="key",
            well=False,
            sentence=f"key `{key.name}` is missing: the book can be read and not written to",
        )
    if stat.S_IMODE(key.stat().st_mode) & 0o077:
        return Point(
            about="key",
            well=False,
            sentence=f"key `{key.name}` can be read by others; take their rights away",
        )
    return Point(about="key", well=True, sentence="the hub's key is there, for its owner only")


def _disk(path: Path) -> Point:
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError as error:
        return Point(
            about="disk",
            well=False,
            sentence=f"folder `{path.parent}` could not be looked at: {error.strerror}",
        )
    well = free >= FREE_BYTES_MIN
    return Point(
        about="disk",
        well=well,
        sentence=f"{free // 1_000_000} MB are free where the book, or its key, lies",
    )
