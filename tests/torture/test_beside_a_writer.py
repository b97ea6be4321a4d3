"""A book that is written to while somebody looks, or whose writer died as it moved its WAL."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from batches import batch
from inspection import CLEAN, held, verified

from coldset.book import create_book, open_book
from coldset.store.sqlite import SqliteStore

ORIGIN = "example.org/set"


def test_a_crash_while_the_wal_is_moved_leaves_a_book_that_opens(tmp_path: Path) -> None:
    """Half a page at the end is no damage while a WAL mends it."""
    path = tmp_path / "day.book"
    with create_book(path, ORIGIN) as book:
        book.record(batch(7, 0))
        left = tmp_path / "left"
        left.mkdir()
        for end in ("", "-wal", ".key"):
            shutil.copy(f"{path}{end}", f"{left / path.name}{end}")
    with (left / path.name).open("ab") as file:
        file.write(bytes(2048))
    assert held(left / path.name) == list(batch(7, 0))
    assert verified(left / path.name).status == CLEAN


def test_verify_beside_a_writer_raises_no_false_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "day.book"
    create_book(path, ORIGIN).close()
    with closing(open_book(path, for_writing=True)) as book:
        book.record(batch(7, 0))
        asked = SqliteStore.checkpoint

        def asked_with_a_writer_beside(store: SqliteStore) -> bytes:
            note = asked(store)
            monkeypatch.undo()
            book.record(batch(7, 1))
            return note

        monkeypatch.setattr(SqliteStore, "checkpoint", asked_with_a_writer_beside)
        assert verified(path).status == CLEAN
