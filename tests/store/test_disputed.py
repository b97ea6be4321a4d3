"""A reader that opens a book beside a writer takes what is added in between for damage."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coldset.store import layout
from coldset.store.sqlite import create, open_for_reading


def test_an_entry_added_while_a_reader_opens_is_no_damage(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(create(book, b"genesis", b"note 0")) as writer:
        writer.append([b"one"], 0, b"note 1")
        asked = layout._one

        def asked_with_a_writer_beside(connection: sqlite3.Connection, query: str) -> int:
            answer = asked(connection, query)
            if "count" in query:
                writer.append([b"two"], 1, b"note 2")
            return answer

        monkeypatch.setattr(layout, "_one", asked_with_a_writer_beside)
        open_for_reading(book).close()
