"""The fault table: what goes wrong, what is said of it, and what must be there afterwards.

In each row, whatever `record` returned from is there afterwards, of the batch that was under way
all or nothing, `coldset verify` is content, and the same batch given again is there once.

| fault | how it is brought about | what is said |
| --- | --- | --- |
| disk full, for a moment or for good | each write in turn refused | `disk-full` |
| short write | each write in turn done by half | `store-failed` |
| fsync error | each sync in turn refused | `store-failed` |
| failed, but persisted | each write and sync in turn done, then called failed | `store-failed` |
| a limit of the system on the file's size | RLIMIT_FSIZE in a process of its own | `store-failed` |
| the seal or its folder can not be flushed | `os.fsync` raises | `store-failed` |
| a signal right after the commit | raised behind a connection's COMMIT | `KeyboardInterrupt` |
| power cut | only what was synced is left of each file | nothing any more |
| the database is locked | another connection holds it | `book-busy`, then it goes on |
| no right to write | another user's process | `book-read-only`, `book-unreadable` |
| clock back by an hour | an event written down before the newest | kept as told; `doctor` warns |
| a checkpoint of the future, or of the past | signed by the hub itself | an `IntegrityError` |

Elsewhere, and not here again: two writers (tests/store/test_processes.py, tests/book/
test_damage.py), a newer schema and a truncated file (tests/store/test_sqlite.py), another key, no
key and half a key (tests/book/test_book.py), a page limit as a full disk and a batch that fails
half way (tests/store/test_sqlite.py), a write-protected folder that is read from (there too),
kills (`kills.py`), flipped bits (`bits.py`).
"""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from batches import batch, batches
from faulty_disk import Fault, FaultyDisk, Kind, Plan, Step
from inspection import CLEAN, Verified, held, verified

from coldset.book import Book, create_book, open_book
from coldset.book.health import examine
from coldset.core.events import Event
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.merkle import EMPTY_ROOT
from coldset.store.sqlite import SqliteStore

ORIGIN = "example.org/set"
SEED = 7
BEFORE = 3
"""So many batches stand in the book before anything goes wrong."""
UNDER_WAY = batch(SEED, BEFORE)
CERTAIN = batches(SEED, BEFORE)


class Row(NamedTuple):
    """A fault at a step of some kinds, once or from there on, and the code that it is told as."""

    fault: Fault
    kinds: tuple[Kind, ...]
    code: str
    lasts: bool = False


ONCE = {
    "disk full": Row("full", ("write",), "disk-full"),
    "short write": Row("short", ("write",), "store-failed"),
    "fsync error": Row("error", ("sync",), "store-failed"),
    "failed but persisted": Row("done, then error", ("write", "sync"), "store-failed"),
    "no truncating or deleting": Row("error", ("truncate", "delete"), "store-failed"),
}
ROWS = ONCE | {f"{name} from then on": row._replace(lasts=True) for name, row in ONCE.items()}
EACH_ROW = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
FLUSHING = pytest.mark.parametrize("every", [1, 1000], ids=["moved at once", "moved later"])


@pytest.fixture
def disk() -> Iterator[FaultyDisk]:
    with FaultyDisk().mounted() as mounted:
        yield mounted


@pytest.fixture
def made(in_memory: Path) -> Path:
    """A closed book with three batches."""
    path = in_memory / "made" / "day.book"
    path.parent.mkdir()
    with create_book(path, ORIGIN) as book:
        book.record(CERTAIN)
    return path


def copied(book: Path, folder: Path) -> Path:
    """The book as it lies there now; -shm is memory that processes share, and no file to keep."""
    folder.mkdir()
    for file in book.parent.glob(f"{book.name}*"):
        if not file.name.endswith("-shm"):
            shutil.copy2(file, folder / file.name)
    return folder / book.name


def store_of(book: Book) -> SqliteStore:
    assert isinstance(book.store, SqliteStore)
    return book.store


def opened(path: Path, flush_every: int) -> Book:
    book = open_book(path, for_writing=True)
    store_of(book)._open_to_write().execute(f"PRAGMA wal_autocheckpoint={flush_every}")
    return book


def failing(row: Row, number: int) -> Plan:
    """The fault of a row at the `number`-th step of its kinds, or from there on."""
    seen = 0

    def plan(step: Step) -> Fault | None:
        nonlocal seen
        seen += step.kind in row.kinds
        hit = step.kind in row.kinds and (seen >= number if row.lasts else seen == number)
        return row.fault if hit else None

    return plan


def looked_at(path: Path, certain: list[Event], under_way: tuple[Event, ...]) -> None:
    """All that is certain; all or nothing of what was under way; once when it is given again."""
    whole = [*certain, *under_way]
    found = held(path)
    assert found in (certain, whole)
    report = verified(path)
    assert (report.status, report.events) == (CLEAN, len(found))
    with open_book(path, for_writing=True) as book:
        assert book.record(under_way).present == len(found) - len(certain)
    assert held(path) == whole
    assert verified(path) == Verified(CLEAN, "", len(whole), "matches")


def told(call: Callable[[], object]) -> str:
    """The code that a call was refused with; "" when it did what was asked."""
    try:
        call()
    except ColdsetError as refusal:
        return refusal.code
    return ""


# --- the disk


@pytest.mark.slow
@FLUSHING
@EACH_ROW
def test_a_disk_that_fails_at_any_step_of_recording(
    made: Path, in_memory: Path, disk: FaultyDisk, row: Row, every: int
) -> None:
    number, codes, kept_unsaid = 0, [], 0
    while True:
        number += 1
        path = copied(made, in_memory / f"fault-{number}")
        book = opened(path, every)
        disk.start_over(failing(row, number))
        code = told(lambda: book.record(UNDER_WAY))  # noqa: B023 - called at once
        reached = sum(step.kind in row.kinds for step in disk.steps) >= number
        assert book.events == ([*CERTAIN, *UNDER_WAY] if code == "" else CERTAIN)
        died = copied(path, in_memory / f"died-{number}")
        if code:
            assert told(lambda: book.record(batch(SEED, 99))) == "store-failed"  # noqa: B023 - at once
        with suppress(ColdsetError):  # what was acknowledged is; closing may well fail
            book.close()
        disk.start_over()
        codes.append(code)
        kept_unsaid += code != "" and held(died) != CERTAIN
        for left in (path, died):
            looked_at(left, *(([*CERTAIN, *UNDER_WAY], ()) if code == "" else (CERTAIN, UNDER_WAY)))
        if not reached:
            break
    assert codes.pop() == "", "a step too far, nothing fails"
    assert set(codes) <= {row.code, ""}
    in_recording = "write" in row.kinds or "sync" in row.kinds
    assert (row.code in codes) == in_recording, "a WAL that is not moved yet is no failure"
    assert kept_unsaid or row.fault != "done, then error"


@pytest.mark.slow
@EACH_ROW
def test_a_disk_that_fails_at_any_step_of_closing(
    made: Path, in_memory: Path, disk: FaultyDisk, row: Row
) -> None:
    number, reached = 0, True
    while reached:
        number += 1
        path = copied(made, in_memory / f"fault-{number}")
        book = opened(path, 1000)
        book.record(UNDER_WAY)
        disk.start_over(failing(row, number))
        code = told(book.close)
        assert code in (row.code, "")
        reached = sum(step.kind in row.kinds for step in disk.steps) >= number
        disk.start_over()
        assert verified(path).sidecar == ("absent" if code else "matches")
        looked_at(path, [*CERTAIN, *UNDER_WAY], ())
    assert number > 1


@pytest.mark.slow
@EACH_ROW
def test_a_disk_that_fails_at_any_step_of_making_a_book(
    in_memory: Path, disk: FaultyDisk, row: Row
) -> None:
    number, reached, said = 0, True, {row.code}
    while reached:
        number += 1
        path = in_memory / f"{number}.book"
        disk.start_over(failing(row, number))
        try:
            book = create_book(path, ORIGIN)
        except ColdsetError as refusal:
            said.add(refusal.code)
            assert not path.exists()
            reached = True
            disk.start_over()
            book = create_book(path, ORIGIN)
        else:
            reached = sum(step.kind in row.kinds for step in disk.steps) >= number
        disk.start_over()
        book.close()
        looked_at(path, [], UNDER_WAY)
    assert number > 1
    assert said == {row.code}


@FLUSHING
def test_a_power_cut_leaves_all_that_was_acknowledged(
    in_memory: Path, disk: FaultyDisk, every: int
) -> None:
    path = in_memory / "day.book"
    create_book(path, ORIGIN).close()
    with closing(opened(path, every)) as book:
        for number in range(12):
            book.record(batch(SEED, number))
            into = in_memory / f"cut-{number}"
            into.mkdir()
            looked_at(disk.cut_power(path, into), batches(SEED, number + 1), ())
    assert {step.kind for step in disk.steps} >= {"write", "sync"}


LIMITED = """
import resource, sys
from pathlib import Path
from batches import batch
from coldset.book import open_book
from coldset.errors import ColdsetError
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
book = open_book(Path(sys.argv[1]), for_writing=True)
try:
    for number in range(int(sys.argv[2]), 1000):
        book.record(batch(int(sys.argv[3]), number))
        print(number, flush=True)
except ColdsetError as error:
    print(error.code)
"""


def program(text: str, *arguments: object) -> list[str]:
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", text, *map(str, arguments)],
        cwd=Path(__file__).parent,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_a_file_that_the_system_lets_grow_no_further(made: Path) -> None:
    *kept, code = program(LIMITED, made, BEFORE, SEED)
    assert code in ("store-failed", "disk-full")
    assert kept == [str(number) for number in range(BEFORE, BEFORE + len(kept))]
    assert kept, "some went in before the limit"
    done = BEFORE + len(kept)
    looked_at(made, batches(SEED, done), batch(SEED, done))


# --- what Python does beside the database


def failed_flush(_descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_seal_that_can_not_be_taken_away_for_good_lets_nothing_be_written(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book(made, for_writing=True)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failed_flush)
        assert told(lambda: book.record(UNDER_WAY)) == "store-failed"
    book.close()
    assert held(made) == CERTAIN
    looked_at(made, CERTAIN, UNDER_WAY)


def test_a_seal_that_can_not_be_flushed_vouches_for_nothing_untrue(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book(made, for_writing=True)
    book.record(UNDER_WAY)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failed_flush)
        assert told(book.close) == "store-failed"
    open_book(made, for_writing=True).close()
    looked_at(made, [*CERTAIN, *UNDER_WAY], ())


class InterruptedAfterCommit:
    """A connection behind whose COMMIT a signal arrives."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self.connection, name)

    def execute(self, statement: str, *arguments: object) -> sqlite3.Cursor:
        cursor = self.connection.execute(statement, *arguments)  # type: ignore[arg-type] # passed on
        if statement == "COMMIT":
            raise KeyboardInterrupt
        return cursor


def test_a_signal_right_after_the_commit_is_kept_and_nothing_is_built_on_it_unseen(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(made, 1000)
    store = store_of(book)
    interrupted = InterruptedAfterCommit(store._open_to_write())
    monkeypatch.setattr(store, "_connection", interrupted)
    with pytest.raises(KeyboardInterrupt):
        book.record(UNDER_WAY)
    assert book.events == CERTAIN
    monkeypatch.setattr(store, "_connection", interrupted.connection)
    assert told(lambda: book.record(batch(SEED, 99))) == "book-moved-on"
    book.close()
    assert held(made) == [*CERTAIN, *UNDER_WAY]
    looked_at(made, [*CERTAIN, *UNDER_WAY], ())


# --- who else is there


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_locked_database_is_busy_and_later_it_is_not(made: Path, lock: str) -> None:
    book = opened(made, 1000)
    store_of(book)._open_to_write().execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute(lock)
        assert told(lambda: book.record(UNDER_WAY)) == "book-busy"
        assert book.events == CERTAIN
    assert book.record(UNDER_WAY).added == UNDER_WAY
    book.close()
    looked_at(made, [*CERTAIN, *UNDER_WAY], ())


NOBODYS = """
import encodings.ascii, os, sys
from pathlib import Path
from coldset.book import create_book, open_book
from coldset.core.events import Event
from coldset.errors import ColdsetError
from batches import batch
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(len(open_book(path).events))
for wanted in (
    lambda: open_book(path, for_writing=True).record(batch(7, 3)),
    lambda: create_book(path.with_name("new.book"), "example.org/set"),
):
    try:
        wanted()
        print("done")
    except ColdsetError as error:
        print(error.code)
"""


def test_who_may_not_write_reads_and_is_told_why(made: Path) -> None:
    """Root may write anywhere, so the program becomes nobody first."""
    with tempfile.TemporaryDirectory() as outside:  # a folder that nobody may look into
        book = copied(made, Path(outside) / "made")
        before = {file: file.read_bytes() for file in book.parent.iterdir()}
        for file in before:
            file.chmod(0o444)
        Path(outside).chmod(0o755)
        book.parent.chmod(0o555)
        try:
            assert program(NOBODYS, book) == [str(len(CERTAIN)), "book-read-only", "key-unwritable"]
            assert {file: file.read_bytes() for file in book.parent.iterdir()} == before
        finally:
            book.parent.chmod(0o755)


# --- what can not be


def test_a_clock_that_went_back_an_hour_is_said_and_loses_nothing(made: Path) -> None:
    """Nothing stands in a checkpoint about time, so the book can not refuse; `doctor` warns."""
    now_ms = 1_700_000_000_000
    late = UNDER_WAY[0].__class__(
        **{name: getattr(UNDER_WAY[0], name) for name in UNDER_WAY[0].__struct_fields__}
        | {"id": "by a clock that is right", "recorded_ms": now_ms}
    )
    with open_book(made, for_writing=True) as book:
        book.record([late])
        book.record(UNDER_WAY)
    assert held(made) == [*CERTAIN, late, *UNDER_WAY]
    assert verified(made).status == CLEAN
    assert examine(made, now_ms - 3_600_000)[0].about == "clock"
    assert examine(made, now_ms)[0].about == "book"


@pytest.mark.parametrize("size", [0, len(CERTAIN) - 1, len(CERTAIN) + 1, len(CERTAIN) + 5000])
@pytest.mark.parametrize("for_writing", [False, True])
def test_a_checkpoint_of_another_time_is_a_broken_proof(
    made: Path,
    size: int,
    for_writing: bool,  # noqa: FBT001 - both ways to open
) -> None:
    with open_book(made, for_writing=True) as book:
        assert book.key is not None
        root = book.tree.root(size) if 0 < size <= len(CERTAIN) else EMPTY_ROOT
        other = sign_checkpoint(ORIGIN, size, root, book.key)
        store_of(book).append([], len(CERTAIN), other)
    with pytest.raises(IntegrityError):
        open_book(made, for_writing=for_writing)
    assert verified(made).status == 4  # a broken proof
