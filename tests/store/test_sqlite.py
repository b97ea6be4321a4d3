"""The book's file: what it refuses to open, and what it leaves behind."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coldset.errors import ColdsetError, IntegrityError
from coldset.store.sqlite import SqliteStore, create, open_for_reading, open_for_writing

Opener = Callable[[Path], SqliteStore]
BOTH = pytest.mark.parametrize("opener", [open_for_reading, open_for_writing])


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def written(book: Path, genesis: bytes, day: list[bytes], notes: list[bytes]) -> Path:
    store = create(book, genesis, notes[0])
    store.append(day[:5], 0, notes[5])
    store.close()
    return book


def code_of(opener: Opener, path: Path) -> str:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        opener(path).close()
    assert str(path) in str(refusal.value)
    return str(getattr(refusal.value, "code", ""))


def changed_by(path: Path, *statements: str) -> Path:
    """The same book after somebody worked on it with another tool, its seal thrown away."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    Path(f"{path}.sum").unlink(missing_ok=True)
    return path


@BOTH
def test_what_is_no_book_is_refused_by_name(opener: Opener, tmp_path: Path) -> None:
    text, empty, other = tmp_path / "text", tmp_path / "empty", tmp_path / "other"
    text.write_text("a spreadsheet, exported" * 100)
    empty.touch()
    changed_by(other, "CREATE TABLE entry (x)")
    assert code_of(opener, tmp_path / "nowhere") == "book-missing"
    assert code_of(opener, tmp_path) == "not-a-book"
    assert code_of(opener, text) == "not-a-book"
    assert code_of(opener, empty) == "book-empty"
    assert code_of(opener, other) == "not-a-book"
    assert empty.stat().st_size == 0
    assert not (tmp_path / "nowhere").exists()


@BOTH
def test_a_newer_format_is_refused_and_left_alone(opener: Opener, written: Path) -> None:
    changed_by(written, "PRAGMA user_version=2")
    before = written.read_bytes()
    assert code_of(opener, written) == "book-newer"
    assert written.read_bytes() == before


@BOTH
@pytest.mark.parametrize(
    "damage",
    [
        ["PRAGMA user_version=0"],
        ["DROP TABLE head"],
        ["DELETE FROM head"],
        ["DELETE FROM genesis"],
        ["DROP TRIGGER entry_never_changed"],
        ["CREATE VIEW extra AS SELECT 1"],
        ["CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM genesis; END"],
        ["UPDATE head SET only = 2"],
    ],
)
def test_a_book_with_other_tables_is_refused(
    opener: Opener, written: Path, damage: list[str]
) -> None:
    if damage == ["UPDATE head SET only = 2"]:
        damage = ["PRAGMA ignore_check_constraints=ON", *damage]
    assert code_of(opener, changed_by(written, *damage)) == "image-malformed"


@BOTH
@pytest.mark.parametrize("position", [0, 2])
def test_a_missing_entry_is_noticed_on_opening(
    opener: Opener, written: Path, position: int
) -> None:
    with closing(sqlite3.connect(written, isolation_level=None)) as connection:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'entry_never_removed'"
        ).fetchone()
    delete = f"DELETE FROM entry WHERE position = {position}"  # noqa: S608 - the test's own
    changed_by(written, "DROP TRIGGER entry_never_removed", delete, trigger)
    assert code_of(opener, written) == "image-malformed"


def test_the_last_entry_cut_off_is_left_to_the_checkpoint(written: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        changed_by(written, "DELETE FROM entry WHERE position = 4")
    with pytest.raises(sqlite3.IntegrityError):
        changed_by(written, "UPDATE entry SET bytes = x'00'")


def test_an_entry_that_vanishes_under_a_reader_is_noticed(written: Path) -> None:
    with closing(open_for_reading(written)) as store:
        changed_by(
            written, "DROP TRIGGER entry_never_removed", "DELETE FROM entry WHERE position = 2"
        )
        assert len(store.entries(3, 5)) == 2
        with pytest.raises(IntegrityError):
            store.entries(0, 5)


@BOTH
def test_a_truncated_file_is_refused(opener: Opener, written: Path) -> None:
    whole = written.read_bytes()
    for length in (1, 15, 100, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        written.write_bytes(whole[:length])
        Path(f"{written}.sum").unlink(missing_ok=True)
        try:
            store = opener(written)
        except (ColdsetError, IntegrityError):
            continue
        with closing(store), pytest.raises(IntegrityError):
            store.entries(0, store.size())


def test_creating_refuses_a_taken_name_and_touches_nothing(book: Path) -> None:
    for taken in (book, Path(f"{book}-wal"), Path(f"{book}.sum")):
        taken.write_bytes(b"something else")
        with pytest.raises(ColdsetError) as refusal:
            create(book, b"genesis", b"note")
        assert refusal.value.code == "book-exists"
        assert taken.read_bytes() == b"something else"
        assert names(book.parent) == [taken.name]
        taken.unlink()


def test_a_crash_while_creating_leaves_no_book_and_the_next_try_succeeds(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", crash)
        with pytest.raises(KeyboardInterrupt):
            create(book, b"genesis", b"note")
    assert not book.exists()
    assert Path(f"{book}.new").exists()
    create(book, b"genesis", b"note").close()
    assert names(book.parent) == ["ranch.book", "ranch.book.lock", "ranch.book.sum"]


def test_creating_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ColdsetError) as refusal:
        create(tmp_path / "no" / "a.book", b"genesis", b"note")
    assert refusal.value.code == "book-unreadable"


def test_the_file_says_what_it_is(written: Path) -> None:
    header = written.read_bytes()[:100]
    assert header[68:72] == b"Cold"
    assert int.from_bytes(header[60:64]) == 1
    assert header[18:20] == b"\x02\x02"  # WAL, whenever it is opened


def test_every_writer_flushes_each_append(written: Path) -> None:
    with closing(open_for_writing(written)) as store:
        connection = store._open()
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_a_book_on_a_write_protected_medium_can_be_read(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(written.parent)
    monkeypatch.setattr("os.access", lambda *_: False)
    with closing(open_for_reading(written)) as store:
        assert store.size() == 5
        assert names(written.parent) == before


def test_a_failed_write_acknowledges_nothing_and_stops_the_store(
    written: Path, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(open_for_writing(written)) as store:
        pages = store._open_to_write().execute("PRAGMA page_count").fetchone()[0]
        store._open_to_write().execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(ColdsetError) as refusal:
            store.append([b"x" * 50_000], 5, b"note")
        assert refusal.value.code == "disk-full"
        with pytest.raises(ColdsetError) as refusal:
            store.append(day[5:6], 5, notes[6])
        assert refusal.value.code == "store-failed"
        assert store.size() == 5
    assert not Path(f"{written}.sum").exists()
    with closing(open_for_writing(written)) as store:
        assert store.checkpoint() == notes[5]
        store.append(day[5:6], 5, notes[6])
    assert Path(f"{written}.sum").exists()


def test_a_batch_that_fails_half_way_leaves_none_of_it(written: Path) -> None:
    with closing(open_for_writing(written)) as store:
        with pytest.raises(IntegrityError):
            store.append([b"fits", "not bytes"], 5, b"note")  # type: ignore[list-item] # on purpose
        assert store.size() == 5


def test_a_copy_taken_while_closed_is_the_same_book(
    written: Path, tmp_path: Path, day: list[bytes]
) -> None:
    copy = tmp_path / "copy.book"
    shutil.copy(written, copy)
    copy.chmod(stat.S_IRUSR)
    with closing(open_for_reading(copy)) as store:
        assert store.entries(0, 5) == day[:5]
