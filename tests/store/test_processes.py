"""Two processes on one book, and processes that die."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from coldset.audit.verify import verify
from coldset.errors import ColdsetError
from coldset.store.image import check_image
from coldset.store.sqlite import create, open_for_reading, open_for_writing

APPEND_ONE_BY_ONE = """
import sys
from pathlib import Path
from coldset.store.sqlite import open_for_writing
folder = Path(sys.argv[2])
store = open_for_writing(Path(sys.argv[1]))
for n in range(store.size(), store.size() + 30):
    store.append([(folder / f"entry{n}").read_bytes()], n, (folder / f"note{n + 1}").read_bytes())
    print(n, flush=True)
sys.stdin.read()
"""

OPEN_TO_WRITE = """
import sys
from pathlib import Path
from coldset.errors import ColdsetError
from coldset.store.sqlite import open_for_reading, open_for_writing
print(open_for_reading(Path(sys.argv[1])).size())
try:
    open_for_writing(Path(sys.argv[1]))
except ColdsetError as error:
    print(error.code)
"""


@pytest.fixture
def folder(tmp_path: Path, day: list[bytes], notes: list[bytes]) -> Path:
    made = tmp_path / "day"
    made.mkdir()
    for n, entry in enumerate(day):
        (made / f"entry{n}").write_bytes(entry)
        (made / f"note{n + 1}").write_bytes(notes[n + 1])
    return made


def start(program: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_was_acknowledged_outlasts_ten_kills(
    book: Path, folder: Path, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    create(book, genesis, notes[0]).close()
    size = 0
    for kill in range(10):
        with start(APPEND_ONE_BY_ONE, book, folder) as writer:
            assert writer.stdout is not None
            acknowledged = [int(writer.stdout.readline()) for _ in range(3)][-1]
            time.sleep(0.0007 * kill)  # so that it dies at different places
            os.kill(writer.pid, signal.SIGKILL)
        assert check_image(book).sidecar == "absent"
        with closing(open_for_reading(book)) as store:
            size = store.size()
            assert size > acknowledged
            assert store.checkpoint() == notes[size]
            verify(store.entries(0, size), store.checkpoint(), store.meta())
    with closing(open_for_writing(book)) as store:
        store.append(day[size:], size, notes[400])
    assert check_image(book).sidecar == "matches"


def test_a_second_process_reads_but_is_told_at_once_that_it_can_not_write(
    book: Path, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(create(book, genesis, notes[0])) as store:
        store.append(day[:4], 0, notes[4])
        began = time.monotonic()
        with start(OPEN_TO_WRITE, book) as second:
            assert second.communicate()[0].split() == ["4", "book-busy"]
        assert time.monotonic() - began < 5
        store.append(day[4:5], 4, notes[5])
        assert store.size() == 5
    with start(OPEN_TO_WRITE, book) as second:
        assert second.communicate()[0].split() == ["5"]


def test_a_second_writer_in_the_same_process_is_refused_too(
    book: Path, genesis: bytes, notes: list[bytes]
) -> None:
    with closing(create(book, genesis, notes[0])):
        began = time.monotonic()
        with pytest.raises(ColdsetError) as refusal:
            open_for_writing(book)
        assert refusal.value.code == "book-busy"
        assert time.monotonic() - began < 0.5
    open_for_writing(book).close()


def test_with_the_lock_file_deleted_still_only_one_of_two_writers_wins(
    book: Path, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(create(book, genesis, notes[0])) as first:
        Path(f"{book}.lock").unlink()
        with closing(open_for_writing(book)) as second:
            first.append(day[:1], 0, notes[1])
            with pytest.raises(ColdsetError) as refusal:
                second.append(day[:1], 0, notes[1])
            assert refusal.value.code == "book-moved-on"
            assert second.size() == 1


def test_a_reader_sees_what_a_writer_adds_without_opening_again(
    book: Path, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    with (
        closing(create(book, genesis, notes[0])) as writer,
        closing(open_for_reading(book)) as reader,
    ):
        for n in range(3):
            writer.append(day[n : n + 1], n, notes[n + 1])
            assert (reader.size(), reader.checkpoint()) == (n + 1, notes[n + 1])
