"""Two processes on one book, and processes that die."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from homes import FileHome, Home, once_free

from coldset.audit.verify import verify
from coldset.store.image import check_image

APPEND_ONE_BY_ONE = """
import sys
from pathlib import Path
from coldset.book.files import open_store
folder = Path(sys.argv[2])
store = open_store(sys.argv[1], for_writing=True)
for n in range(store.size(), store.size() + 30):
    store.append([(folder / f"entry{n}").read_bytes()], n, (folder / f"note{n + 1}").read_bytes())
    print(n, flush=True)
sys.stdin.read()
"""

OPEN_TO_WRITE = """
import sys
from coldset.book.files import open_store
from coldset.errors import ColdsetError
print(open_store(sys.argv[1]).size())
try:
    open_store(sys.argv[1], for_writing=True)
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


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_was_acknowledged_outlasts_ten_kills(
    home: Home, folder: Path, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    home.create(genesis, notes[0]).close()
    size = 0
    for kill in range(10):
        with start(APPEND_ONE_BY_ONE, home.place, folder) as writer:
            assert writer.stdout is not None
            acknowledged = [int(writer.stdout.readline()) for _ in range(3)][-1]
            time.sleep(0.0007 * kill)  # so that it dies at different places
            os.kill(writer.pid, signal.SIGKILL)
        if isinstance(home, FileHome):
            assert check_image(home.path).sidecar == "absent"
        else:
            once_free(home.open_for_writing).close()
        with closing(home.open_for_reading()) as store:
            size = store.size()
            assert size > acknowledged
            assert store.checkpoint() == notes[size]
            verify(
                store.entries(0, size), store.checkpoint(), store.meta(), enrol=lambda keys, _: keys
            )
    with closing(home.open_for_writing()) as store:
        store.append(day[size:], size, notes[400])
    if isinstance(home, FileHome):
        assert check_image(home.path).sidecar == "matches"


def test_a_second_process_reads_but_is_told_at_once_that_it_can_not_write(
    home: Home, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(home.create(genesis, notes[0])) as store:
        store.append(day[:4], 0, notes[4])
        with start(OPEN_TO_WRITE, home.place) as second:
            assert second.communicate()[0].split() == ["4", "book-busy"]
        store.append(day[4:5], 4, notes[5])
        assert store.size() == 5
    with start(OPEN_TO_WRITE, home.place) as second:
        assert second.communicate()[0].split() == ["5"]
