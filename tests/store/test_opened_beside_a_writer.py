"""A reader that opens a book beside a writer takes nothing that is added in between for damage."""

import sqlite3
from collections.abc import Sequence
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
        asked = layout._rows

        def asked_with_a_writer_beside(
            connection: sqlite3.Connection, query: str
        ) -> Sequence[object]:
            answer = asked(connection, query)
            writer.append([b"more"], writer.size(), b"note")
            return answer

        monkeypatch.setattr(layout, "_rows", asked_with_a_writer_beside)
        open_for_reading(book).close()
