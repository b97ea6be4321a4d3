# ruff: noqa: T201 - it prints its table
"""Flips one bit at each byte of all that a small book consists of, and counts who noticed.

`python tests/torture/bits.py [--every N] [--seed 1]`: every byte by default, a bit of it that the
seed draws. A flip is noticed when `coldset verify` ends with another status than 0, and in the
key when the book does not open for writing. What nothing notices must change nothing that is
read. One thing is beyond a book alone, and is counted as `an older book`: a flip in the WAL of a
writer that never closed makes SQLite take the rest of the WAL for torn, so that the book is, bit
for bit, what it was some records ago. Whoever kept the newer checkpoint notices that (and is
asked here each time); nobody else can.

Photos are no part of a book yet: only their hashes stand in it.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, NamedTuple
from unittest import mock

from batches import batch
from inspection import CLEAN, MEMORY, held, verified

from coldset.audit.verify import verify
from coldset.book import create_book, open_book
from coldset.book.files import raw_of
from coldset.core.events import Event
from coldset.errors import ColdsetError, IntegrityError
from coldset.store import layout

ORIGIN: Final = "example.org/set"
BATCHES: Final = (65, 62, 13)
SEED: Final = 3
PAGE_BYTES: Final = 512

SEAL: Final = "the seal"
FORMAT: Final = "the file's format"
PROOF: Final = "signatures and tree"
KEPT: Final = "a checkpoint kept elsewhere"
SAME: Final = "nobody: it means nothing"
WRITER: Final = "opening for writing"
NOTICED_BY: Final = (SEAL, FORMAT, PROOF, WRITER, KEPT, SAME)
_FORMAT_CODES: Final = {
    "image-malformed", "not-a-book", "book-newer", "book-empty", "book-unreadable", "store-failed",
    "book-read-only", "disk-full", "book-busy",
}  # fmt: skip


class WrongError(Exception):
    """A flip that nobody noticed and that changed what is read, or one that crashed."""


class Small(NamedTuple):
    """A small book as it lies there, what it holds, and a checkpoint that somebody else kept."""

    path: Path
    events: list[Event]
    checkpoint: bytes


Notice = Callable[[Small], str]


def small_book(folder: Path, *, closed: bool) -> Small:
    """Make a book of a few entries in small pages, closed or left as a killed writer leaves it."""
    folder.mkdir()
    made = folder / "made" / "small.book"
    made.parent.mkdir()
    with mock.patch.object(layout, "PAGE_BYTES", PAGE_BYTES):
        book = create_book(made, ORIGIN)
    for number in BATCHES:
        book.record(batch(SEED, number))
    if closed:
        book.close()
    for file in made.parent.glob("small.book*"):
        if not file.name.endswith(("-shm", ".lock")):
            shutil.copy(file, folder / file.name)
    events = list(book.events)
    book.close()
    return Small(folder / made.name, events, raw_of(made).checkpoint)


def by_verify(book: Small) -> str:
    """Who makes `coldset verify` say that something is wrong."""
    found = verified(book.path)
    if found.status != CLEAN:
        return SEAL if found.code == "image-changed" else _by_code(found.code)
    events = held(book.path)
    if events == book.events:
        return SAME
    if events != book.events[: len(events)]:
        raise WrongError("other events are read, and verify is content")
    raw = raw_of(book.path)
    try:
        verify(raw.entries, raw.checkpoint, raw.genesis, earlier=[book.checkpoint])
    except IntegrityError as noticed:
        if noticed.code == "log-shortened":
            return KEPT
        raise
    raise WrongError("events are gone, and not even a checkpoint kept elsewhere shows it")


def by_writer(book: Small) -> str:
    """Whether a writer that needs the key refuses it; it is given back unharmed otherwise."""
    try:
        opened = open_book(book.path, for_writing=True)
    except ColdsetError as refusal:
        if refusal.code not in ("key-differs", "key-malformed"):
            raise
        return WRITER
    same = opened.key is not None and opened.key.public == opened.genesis.hub.public
    opened.close()
    if not same:
        raise WrongError("it writes with another key")
    return SAME


def _by_code(code: str) -> str:
    return FORMAT if code in _FORMAT_CODES else PROOF


class Part(NamedTuple):
    """One file of a book, in one state of the book, and who is asked about it."""

    suffix: str
    left: Literal["sealed", "unsealed", "killed"]
    notice: Notice
    may: frozenset[str]
    """By whom a flip in it may be noticed."""


PARTS: Final = {
    "the book, sealed": Part("", "sealed", by_verify, frozenset({SEAL, FORMAT})),
    "the book, its seal lost": Part("", "unsealed", by_verify, frozenset({FORMAT, PROOF, SAME})),
    "the seal": Part(".sum", "sealed", by_verify, frozenset({SEAL})),
    "the key": Part(".key", "sealed", by_writer, frozenset({WRITER, SAME})),
    "the book of a killed writer": Part(
        "", "killed", by_verify, frozenset({FORMAT, PROOF, SAME})
    ),
    "the WAL of a killed writer": Part(
        "-wal", "killed", by_verify, frozenset({FORMAT, PROOF, KEPT, SAME})
    ),
}  # fmt: skip


def flipped(part: Part, folder: Path, seed: int, every: int = 1) -> Counter[str]:
    """Flip a bit at each `every`-th byte of a part and count by whom it was noticed.

    Raises:
        WrongError: nobody noticed and it changed what is read, or another one than may noticed.
        Exception: whatever crashed.
    """
    chance = random.Random(seed)  # noqa: S311 - which bits is no secret
    book = small_book(folder, closed=part.left != "killed")
    if part.left == "unsealed":
        Path(f"{book.path}.sum").unlink()
    file = Path(f"{book.path}{part.suffix}")
    whole = {one: one.read_bytes() for one in folder.glob("small.book*")}
    counts: Counter[str] = Counter()
    for at in range(chance.randrange(every), len(whole[file]), every):
        bit = chance.randrange(8)
        for one in [*folder.glob("small.book*")]:
            one.unlink()
        for one, data in whole.items():
            one.write_bytes(data)
        damaged = bytearray(whole[file])
        damaged[at] ^= 1 << bit
        file.write_bytes(damaged)
        try:
            by = part.notice(book)
        except Exception as wrong:
            raise WrongError(f"bit {bit} of byte {at} of {file.name}: {wrong}") from wrong
        if by not in part.may:
            raise WrongError(f"bit {bit} of byte {at} of {file.name} was noticed by {by}")
        counts[by] += 1
    return counts


def main() -> int:
    """Print a row for each part; end with status 1 when a flip was not noticed, or crashed."""
    asked = argparse.ArgumentParser(description="Flip one bit at each byte of a small book.")
    asked.add_argument("--every", type=int, default=1, help="only at each so-many-th byte")
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    print(f"seed {told.seed}, every {told.every}")
    row = "{:<28}{:>7}" + "{:>26}" * len(NOTICED_BY)
    print(row.format("flipped in", "bytes", *NOTICED_BY))
    with tempfile.TemporaryDirectory(prefix="bits-", dir=MEMORY) as folder:
        for number, (name, part) in enumerate(PARTS.items()):
            try:
                counts = flipped(part, Path(folder) / str(number), told.seed, told.every)
            except WrongError as wrong:
                print(f"WRONG: {name}: {wrong}")
                return 1
            print(row.format(name, counts.total(), *(counts[by] for by in NOTICED_BY)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
