"""Whatever happens to the file or to the process: the whole truth, or an error."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coldset.book import open_book
from coldset.book.files import image_of, raw_of
from coldset.core.events import Event
from coldset.errors import ColdsetError, IntegrityError

Entry = Callable[..., Event]

WRITE_ON = """
import sys
from pathlib import Path
from coldset.book import open_book
from coldset.core.acts import ConcernRaised
from coldset.core.events import Event
with open_book(Path(sys.argv[1]), for_writing=True) as book:
    for n in range(len(book.events), len(book.events) + 400):
        told = {"earliest_ms": n, "latest_ms": n, "recorded_ms": n, "recorder": "armorer"}
        pair = [Event(id=f"{n}{half}", act=ConcernRaised(text="x"), **told) for half in "ab"]
        book.record(pair)
        print(n, flush=True)
    sys.stdin.read()
"""

TRY_TO_WRITE = """
import sys
from pathlib import Path
from coldset.book import open_book
from coldset.errors import ColdsetError
with open_book(Path(sys.argv[1])) as book:
    print(len(book.events))
try:
    open_book(Path(sys.argv[1]), for_writing=True).close()
    print("written")
except ColdsetError as error:
    print(error.code)
"""


def start(program: str, book: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", program, str(book)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def read(path: Path) -> list[bytes] | None:
    """What a book says, or None when it says that something is wrong."""
    try:
        with open_book(path) as book:
            return [book.by_id[event.id] for event in book.events]
    except (ColdsetError, IntegrityError):
        return None


def copied(made: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in made.parent.glob(f"{made.name}*"):
        shutil.copy2(file, folder / file.name)
    return folder / made.name


# --- bits


def test_a_flipped_bit_is_an_error_or_in_no_byte_that_is_read(made: Path, tmp_path: Path) -> None:
    true, seeded = read(made), random.Random(7)  # noqa: S311 - which bits is no secret
    data, noticed = made.read_bytes(), 0
    seal = Path(f"{made}.sum").read_bytes()
    for number in range(120):
        book = tmp_path / f"flipped-{number}.book"
        place = seeded.randrange(len(data))
        flipped = bytearray(data)
        flipped[place] ^= 1 << seeded.randrange(8)
        book.write_bytes(flipped)
        shutil.copy2(f"{made}.key", f"{book}.key")
        Path(f"{book}.sum").write_bytes(seal)
        found = read(book)
        assert found in (None, true), f"byte {place}"
        noticed += found is None
        with pytest.raises((ColdsetError, IntegrityError)):
            open_book(book, for_writing=True)
        with pytest.raises((ColdsetError, IntegrityError)):
            image_of(book)
    assert noticed > 10


def entry_bytes(made: Path) -> tuple[int, ...]:
    data = made.read_bytes()
    return tuple(data.find(entry) for entry in raw_of(made).entries)


def test_a_flipped_bit_in_an_entry_is_always_noticed(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()
    for number, place in enumerate(entry_bytes(made)):
        assert place >= 0
        for offset in (0, 20, 40):
            book = tmp_path / f"flipped-{number}-{offset}.book"
            flipped = bytearray(data)
            flipped[place + offset] ^= 1
            book.write_bytes(flipped)
            assert read(book) is None


def edited(book: Path, *statements: str) -> None:
    """Change a book as somebody would who knows SQLite, and leave its layout as it was."""
    with closing(sqlite3.connect(book)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        for _, again in guards:
            connection.execute(again)
        connection.commit()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM entry WHERE position = 19",
        "DELETE FROM entry WHERE position = 0",
        "DELETE FROM entry",
        "UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE position = 4) WHERE position = 5",
        "UPDATE entry SET position = position + 100 WHERE position >= 10",
        "UPDATE head SET note = CAST('nothing' AS BLOB)",
        "UPDATE genesis SET bytes = CAST('{}' AS BLOB)",
        "DELETE FROM head",
        "DELETE FROM genesis",
    ],
)
def test_a_book_that_somebody_edited_does_not_open(made: Path, sql: str) -> None:
    edited(made, sql)
    for for_writing in (False, True):
        with pytest.raises((ColdsetError, IntegrityError)):
            open_book(made, for_writing=for_writing)


def test_two_entries_that_changed_places_are_noticed_without_a_seal(made: Path) -> None:
    edited(
        made,
        "UPDATE entry SET position = 1000 WHERE position = 3",
        "UPDATE entry SET position = 3 WHERE position = 4",
        "UPDATE entry SET position = 4 WHERE position = 1000",
    )
    Path(f"{made}.sum").unlink()
    with pytest.raises(IntegrityError) as broken:
        open_book(made)
    assert broken.value.code == "root-differs"


@pytest.mark.parametrize("length", [0, 1, 100, 4096, 5000])
def test_half_a_file_is_no_book(made: Path, length: int) -> None:
    made.write_bytes(made.read_bytes()[:length])
    assert read(made) is None


def test_something_else_is_no_book(made: Path) -> None:
    made.write_bytes(b"a spreadsheet, perhaps\n" * 400)
    assert read(made) is None


@pytest.mark.parametrize("key", ["00" * 32 + "\n", None])
def test_a_book_that_is_refused_keeps_every_byte_even_of_a_killed_writer(
    made: Path, an_entry: Entry, tmp_path: Path, key: str | None
) -> None:
    """What a killed writer left in the WAL is evidence too: a refusal must not tidy it up."""
    left = tmp_path / "left"
    left.mkdir()
    with open_book(made, for_writing=True) as writing:
        writing.record([an_entry("last")])
        for part in (made, Path(f"{made}-wal"), Path(f"{made}.key")):
            shutil.copy2(part, left / part.name)
    book = left / made.name
    Path(f"{book}.key").unlink()
    if key is not None:
        Path(f"{book}.key").write_text(key, "ascii")
    before = (book.read_bytes(), Path(f"{book}-wal").read_bytes())
    assert before[1], "there is something under way"
    with pytest.raises(ColdsetError):
        open_book(book, for_writing=True)
    assert (book.read_bytes(), Path(f"{book}-wal").read_bytes()) == before
    assert not Path(f"{book}.sum").exists()
    assert len(read(book) or ()) == 21


# --- two at once


def test_a_second_process_reads_and_does_not_write(made: Path, an_entry: Entry) -> None:
    with open_book(made, for_writing=True) as book:
        book.record([an_entry("new")])
        with start(TRY_TO_WRITE, made) as other:
            assert other.communicate()[0].split() == ["21", "book-busy"]
        book.record([an_entry("newer")])
    with start(TRY_TO_WRITE, made) as other:
        assert other.communicate()[0].split() == ["22", "written"]


def test_who_is_refused_may_read_and_try_again(made: Path) -> None:
    with open_book(made, for_writing=True):
        for _ in range(3):
            with pytest.raises(ColdsetError) as refusal:
                open_book(made, for_writing=True)
            assert refusal.value.code == "book-busy"
            assert len(read(made) or ()) == 20
    open_book(made, for_writing=True).close()


# --- killed


@pytest.mark.slow
def test_a_killed_writer_leaves_all_that_it_acknowledged_and_no_half(made: Path) -> None:
    names: list[str] = []
    for kill in range(6):
        with start(WRITE_ON, made) as writer:
            assert writer.stdout is not None
            acknowledged = [int(writer.stdout.readline()) for _ in range(3)][-1]
            time.sleep(0.0013 * kill)  # so that it dies at different places
            os.kill(writer.pid, signal.SIGKILL)
        with open_book(made) as book:
            names = [event.id for event in book.events][20:]
        assert f"{acknowledged}b" in names
        halves = [name[:-1] for name in names]
        assert halves[::2] == halves[1::2], "both of a pair, or none"
    with open_book(made, for_writing=True) as book:
        assert len(book.events) == 20 + len(names)
    assert image_of(made).sidecar == "matches"
