"""Books that are not there, not books, not ours, in use, or not what was signed."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coldset

if TYPE_CHECKING:
    from conftest import Bind, FullAfter, Lying, Ran, Run

SLOW = pytest.mark.slow
"""A cold start for each; see `warm.py`."""

READING = [
    ("board", "day.book"),
    ("gate", "day.book"),
    ("trace", "day.book"),
    ("trace", "day.book", "revolver-1"),
    ("what-if", "day.book", "out-1"),
    ("verify", "day.book"),
    ("export", "day.book", "out.csv"),
]
RECORD = ("record", "day.book", "event=cut", "by=armorer")
IMPORT = ("import", "new.csv", "--book", "day.book")
WRITING = [RECORD, IMPORT]
NEW = "date,time,zone,event,by\n2026-05-05,07:00,America/Denver,meal,armorer\n"


@pytest.fixture(autouse=True)
def new_log(folder: Path) -> None:
    (folder / "new.csv").write_text(NEW, "utf-8")


def refused(done: "Ran", status: int, *values: str) -> None:
    assert done.status == status, (done.out, done.err)
    assert done.out == ""
    assert len(done.told) == 1
    for value in values:
        assert value in done.told[0], done.told


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_book_that_is_not_there_is_not_made(
    words: tuple[str, ...], run: "Run", lying: "Lying"
) -> None:
    before = lying()
    refused(run(*words), 2, "there is no book at", "day.book")
    assert lying() == before


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_a_folder_is_no_book(words: tuple[str, ...], run: "Run", folder: Path) -> None:
    (folder / "day.book").mkdir()
    refused(run(*words), 2, "day.book")
    assert not list((folder / "day.book").iterdir())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"date,time,event\n",
        b"\0" * 8192,
        b"x" * 8192,
    ],
)
@pytest.mark.parametrize("words", [READING[0], *WRITING], ids=" ".join)
def test_another_file_is_no_book(
    words: tuple[str, ...], data: bytes, run: "Run", folder: Path
) -> None:
    (folder / "day.book").write_bytes(data)
    refused(run(*words), 2, "day.book")
    assert (folder / "day.book").read_bytes() == data


def sql(book: Path, statement: str, *values: bytes) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute(statement, values)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Path(f"{book}.sum").unlink()


def test_the_database_of_something_else_is_no_book(run: "Run", folder: Path) -> None:
    with closing(sqlite3.connect(folder / "day.book")) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    refused(run("board", "day.book"), 2, "SQLite file of something else")


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_a_book_of_a_newer_format_is_left_to_a_newer_program(
    words: tuple[str, ...], run: "Run", book: Path, lying: "Lying"
) -> None:
    sql(book, "PRAGMA user_version=2")
    before = lying()
    refused(run(*words), 2, "format `2`", "update the program")
    assert lying() == before


@pytest.mark.parametrize("words", [READING[0], *WRITING], ids=" ".join)
def test_a_genesis_of_a_newer_format_is_left_to_a_newer_program(
    words: tuple[str, ...], run: "Run", book: Path
) -> None:
    genesis = coldset.raw_of(book).genesis.replace(b'"format":1', b'"format":2')
    sql(book, "UPDATE genesis SET bytes = ?", genesis)
    before = book.read_bytes()
    refused(run(*words), 2, "format `2`", "update the program")
    assert book.read_bytes() == before


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_book_that_somebody_writes_is_not_written_by_another(
    words: tuple[str, ...], run: "Run", book: Path
) -> None:
    with coldset.open_book(book, for_writing=True):
        refused(run(*words), 3, "day.book", "close it there")
    assert run(*words).status == 0, "now nobody has it"


def test_a_book_that_somebody_writes_can_be_read(run: "Run", book: Path) -> None:
    with coldset.open_book(book, for_writing=True):
        assert run("board", book.name).status == 0
        assert run("verify", book.name).status == 0


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("00" * 32 + "\n", "not the one that this book was made with"),
        (None, "is missing"),
        ("hello\n", "not readable as a key"),
        ("", "not readable as a key"),
    ],
)
def test_without_the_hubs_key_nothing_is_recorded(  # noqa: PLR0913, PLR0917 - two cases, four files
    words: tuple[str, ...], key: str | None, value: str, run: "Run", book: Path, lying: "Lying"
) -> None:
    Path(f"{book}.key").unlink()
    if key is not None:
        Path(f"{book}.key").write_text(key, "ascii")
    before = lying()
    refused(run(*words), 2, value, "key")
    assert lying() == before
    assert run("verify", book.name).status == 0, "to read it, no key is needed"


def test_a_key_that_lies_there_is_not_overwritten(run: "Run", folder: Path, lying: "Lying") -> None:
    (folder / "day.book.key").write_text("somebody's\n", "ascii")
    before = lying()
    refused(run("import", "new.csv", "--book", "day.book"), 2, "`day.book.key`")
    assert lying() == before


def test_what_an_earlier_book_left_is_not_taken_for_the_new_ones(
    run: "Run", folder: Path, lying: "Lying"
) -> None:
    (folder / "day.book.sum").write_text("of another book\n", "ascii")
    before = lying()
    refused(run("import", "new.csv", "--book", "day.book"), 2, "day.book.sum")
    assert lying() == before


def test_where_nothing_may_be_written_nothing_is_and_reading_still_works(
    run_cold: "Run", folder: Path, book: Path, bound_by_rights: "Bind"
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    folder.chmod(0o555)
    try:
        for words in (
            *WRITING,
            ("import", "new.csv"),
            ("export", "day.book", "out.csv"),
        ):
            done = run_cold(*words, before=bound_by_rights)
            assert done.status == 2, words
            assert len(done.told) == 1
        for words in (("board", "day.book"), ("verify", "day.book")):
            assert run_cold(*words, before=bound_by_rights).status in {0, 1}, words
    finally:
        folder.chmod(0o755)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert book.exists()


@pytest.mark.parametrize(
    "most", [0, 20_000, pytest.param(40, marks=SLOW), pytest.param(5_000, marks=SLOW)]
)
def test_on_a_full_disk_no_half_a_book_is_left(
    most: int, run: "Run", run_cold: "Run", lying: "Lying", full_after: "FullAfter"
) -> None:
    before = lying()
    done = run_cold("import", "new.csv", before=full_after(most))
    assert done.status == 3
    assert len(done.told) == 1
    assert lying() == before
    assert run("import", "new.csv").status == 0, "once there is room again"


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
@pytest.mark.parametrize("most", [5_000, pytest.param(0, marks=SLOW)])
def test_on_a_full_disk_a_book_stays_as_it_was(  # noqa: PLR0913, PLR0917 - two runs, two cases
    words: tuple[str, ...],
    most: int,
    run: "Run",
    run_cold: "Run",
    book: Path,
    full_after: "FullAfter",
) -> None:
    before = book.read_bytes()
    refused(run_cold(*words, before=full_after(most)), 3, "day.book")
    assert book.read_bytes() == before
    assert run("verify", book.name).status == 0
    assert run(*words).status == 0, "once there is room again"


def test_a_record_that_does_not_fit_is_not_exported_by_halves(
    run: "Run", run_cold: "Run", folder: Path, book: Path, full_after: "FullAfter"
) -> None:
    (folder / "out.csv").write_text("as it was\n", "ascii")
    most = book.stat().st_size // 100
    run("board", book.name)
    done = run_cold("export", book.name, "out.csv", before=full_after(most))
    assert done.status == 3
    assert len(done.told) == 1
    assert (folder / "out.csv").read_text("ascii") == "as it was\n"
    assert not (folder / ".out.csv.new").exists()


@pytest.mark.parametrize("share", [0.25, 0.5, 0.97])
def test_a_book_cut_short_is_a_broken_proof(share: float, run: "Run", book: Path) -> None:
    os.truncate(book, int(book.stat().st_size * share))
    refused(run("verify", book.name), 4, "day.book")
    for words in WRITING:
        refused(run(*words), 4, "day.book")


PLACES = (0.0, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99999)


@pytest.mark.parametrize("share", PLACES)
def test_a_single_bit_that_flipped_is_seen(share: float, run: "Run", book: Path) -> None:
    data = bytearray(book.read_bytes())
    data[int(len(data) * share)] ^= 1
    book.write_bytes(data)
    done = run("verify", book.name)
    assert done.status in {2, 4}
    assert len(done.told) == 1
    assert run(*RECORD).status in {2, 4}, "nor is anything written into it"


@pytest.mark.parametrize("part", ["an entry", "the checkpoint", "the genesis"])
def test_a_bit_of_what_was_signed_is_seen_without_the_seal(
    part: str, run: "Run", book: Path
) -> None:
    raw = coldset.raw_of(book)
    signed = {
        "an entry": raw.entries[len(raw.entries) // 2],
        "the checkpoint": raw.checkpoint,
        "the genesis": raw.genesis,
    }[part]
    data = bytearray(book.read_bytes())
    at = data.find(signed[:1000])
    assert at >= 0
    data[at + len(signed) // 2] ^= 1
    book.write_bytes(data)
    Path(f"{book}.sum").unlink()
    for words in (("verify", "day.book"), ("gate", "day.book"), RECORD):
        done = run(*words)
        assert done.status in {2, 4}, words
        assert done.out == "", "a broken proof clears nothing"
        assert len(done.told) == 1


def test_what_was_refused_is_not_sealed(run: "Run", book: Path, lying: "Lying") -> None:
    entry = coldset.raw_of(book).entries[3]
    book.write_bytes(book.read_bytes().replace(entry, entry.replace(b"A", b"B", 1)))
    Path(f"{book}.sum").unlink()
    before = lying()
    assert run(*RECORD).status == 4
    assert lying() == before


def test_a_seal_that_somebody_changed_is_seen(run: "Run", book: Path) -> None:
    seal = Path(f"{book}.sum")
    seal.write_bytes(seal.read_bytes().replace(b"bytes 2", b"bytes 3"))
    refused(run("verify", book.name), 4, "seal")


def test_without_its_seal_a_book_verifies_and_says_what_was_not_checked(
    run: "Run", book: Path
) -> None:
    Path(f"{book}.sum").unlink()
    done = run("verify", book.name)
    assert done.status == 0
    assert "were not checked" in " ".join(done.out.split())


def test_a_broken_proof_is_told_to_a_program(run: "Run", book: Path) -> None:
    data = bytearray(book.read_bytes())
    data[len(data) // 2] ^= 1
    book.write_bytes(data)
    done = run("verify", book.name, "--json")
    told = json.loads(done.err)
    assert (done.status, done.out) == (4, "")
    assert told["error"] in {"image-changed", "image-malformed"}
    assert told["fields"] == {"path": "day.book"}
