# ruff: noqa: T201 - it prints what came of it
"""Kills writers of a book at random moments, and looks what is left of it each time.

`python tests/torture/kills.py [--runs 200] [--seed 1] [--folder DIR]`. Five runs are one life of a
book; life n of `--seed S` is life 0 of `--seed S+n`, and a failure prints how to run it again.

This process forks a writer for each run. The writer opens the book, tells how many events it
found, records batches and acknowledges each once `record` has returned; now and then it closes
the book and opens it again. It dies by SIGKILL, in every second run at a step of its disk that
was drawn beforehand (before, in the middle of, or after a write, a sync, a deletion, a rename:
that replays exactly), in the others after so many microseconds (which no seed can repeat). A life
begins with a creation that is killed.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from batches import batch, batches
from faulty_disk import Fault, FaultyDisk, Plan, Step, nothing_wrong
from inspection import CLEAN, MEMORY, held, verified

from coldset.book import Book, create_book, open_book
from coldset.book.keyfile import key_path

ORIGIN: Final = "example.org/set"
RUNS_A_LIFE: Final = 5
BATCHES_MAX: Final = 40
STEPS_MAX: Final = 100
STEPS_OF_CREATION: Final = 45
LATEST_S: Final = 0.01
HUNG_S: Final = 60
KILLS: Final[tuple[Fault, ...]] = ("kill before", "kill half", "kill after")


class LostError(Exception):
    """A book that is not what was acknowledged."""


class Life:
    """One book, from a killed creation through five killed writers."""

    def __init__(self, seed: int, folder: Path, counts: Counter[str]) -> None:
        """Begin with nothing; `counts` is added to."""
        self.seed = seed
        self.chance = random.Random(seed)  # noqa: S311 - which moments is no secret
        self.path = folder / f"{seed}.book"
        self.counts = counts
        self.done = 0
        """How many batches stand in the book for certain."""

    def begin(self) -> None:
        """Kill a creation: it leaves no book, or a whole one. Then make the book, if it is none."""
        plan = self._kill_at(self.chance.randint(1, STEPS_OF_CREATION))
        told = self._forked(lambda say: _create(self.path, say), plan, None)
        if not self.path.exists():
            _must("created" not in told, "a book that was made is not there")
            key_path(self.path).unlink(missing_ok=True)  # as the refusal `key-exists` advises
            create_book(self.path, ORIGIN).close()
        self.counts["creations"] += 1
        self._look("")

    def run(self, number: int) -> None:
        """Let a writer write on until it is killed, then look at the book."""
        by_step = bool(number % 2)
        step, latest_s = self.chance.randint(1, STEPS_MAX), self.chance.uniform(0, LATEST_S)
        flush_often = self.chance.random() < 0.5
        first, close_at = self.done, self.chance.randint(1, BATCHES_MAX)
        writer = Writer(self.path, self.seed, first, close_at, flush_often)
        told = self._forked(
            writer.write_on,
            self._kill_at(step) if by_step else nothing_wrong,
            None if by_step else latest_s,
        )
        self._take_in(told)
        self._look(told)
        self.counts["killed by step" if by_step else "killed by clock"] += 1
        if "ended" in told:
            self.counts["ended before its kill"] += 1

    def _take_in(self, told: str) -> None:
        before = self.done
        for word, number in (line.split() for line in told.splitlines()):
            if word == "opened":
                found = len(batches(self.seed, self.done))
                _must(int(number) == found, f"opened with {number} events, expected {found}")
            elif word == "kept":
                _must(int(number) == self.done, f"acknowledged {number} after {self.done}")
                self.done += 1
        self.counts["batches acknowledged"] += self.done - before

    def _look(self, told: str) -> None:
        """All that was acknowledged, and of the batch that was under way all or nothing."""
        found = held(self.path)
        under_way = batches(self.seed, self.done + 1)
        certain = under_way[: len(under_way) - len(batch(self.seed, self.done))]
        _must(found in (certain, under_way), f"it holds {len(found)} events after {told!r}")
        self.counts["not acknowledged and kept"] += found != certain
        self.done += found != certain
        report = verified(self.path)
        _must((report.status, report.events) == (CLEAN, len(found)), f"verify says {report}")
        book = open_book(self.path, for_writing=True)
        _must(book.events == found, "opened for writing it is another")
        if self.chance.random() < 0.5:
            book.store.abandon()  # type: ignore[attr-defined] # SQLite's has it: the next finds the WAL as it was left
            return
        book.close()
        report = verified(self.path)
        _must((report.status, report.events) == (CLEAN, len(found)), f"closed, it says {report}")
        _must(report.sidecar == "matches", "closed, it has no seal")

    def _kill_at(self, number: int) -> Plan:
        fault = self.chance.choice(KILLS)

        def plan(step: Step) -> Fault | None:
            return fault if step.number == number else None

        return plan

    def _forked(
        self, work: Callable[[Callable[[str], None]], None], plan: Plan, latest_s: float | None
    ) -> str:
        """Do `work` in a child of this process, kill it, and return what it said before."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _live(work, plan, writing)
        os.close(writing)
        if latest_s is not None:
            first = os.read(reading, 1)  # it has the book open, or is gone
            time.sleep(latest_s)
            os.kill(child, signal.SIGKILL)
        else:
            first = b""
        with os.fdopen(reading, "rb") as said:
            told = (first + said.read()).decode()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        _must(killed or status == 0, f"the writer ended with status {status} after {told!r}")
        return told


def _live(work: Callable[[Callable[[str], None]], None], plan: Plan, writing: int) -> NoReturn:
    """A child's whole life; it never returns into what its parent was doing."""
    status = 1
    try:
        signal.alarm(HUNG_S)
        disk = FaultyDisk()
        disk.plan = plan
        with disk.mounted():
            disk.watch_python()
            work(lambda line: void(os.write(writing, f"{line}\n".encode())))
        status = 0
    finally:
        os._exit(status)


def void(_value: object) -> None:
    """Drop what a call returns."""


def _create(path: Path, say: Callable[[str], None]) -> None:
    book = create_book(path, ORIGIN)
    say("created 0")
    book.close()


class Writer(NamedTuple):
    """What a child does: records from batch `first` on, and closes after every `close_at`.

    `flush_often`: the WAL is moved into the file in the midst of it, not only in closing.
    """

    path: Path
    seed: int
    first: int
    close_at: int
    flush_often: bool

    def write_on(self, say: Callable[[str], None]) -> None:
        """Record, and say so each time, for as long as it lives."""
        book = self._opened(say)
        for number in range(self.first, self.first + BATCHES_MAX):
            done = book.record(batch(self.seed, number))
            _must(len(done.added) == len(batch(self.seed, number)), "some of it was there already")
            say(f"kept {number}")
            if (number - self.first) % self.close_at == self.close_at - 1:
                book.close()
                book = self._opened(say)
        book.close()
        say("ended 0")

    def _opened(self, say: Callable[[str], None]) -> Book:
        book = open_book(self.path, for_writing=True)
        say(f"opened {len(book.events)}")
        if self.flush_often:
            book.store._open_to_write().execute("PRAGMA wal_autocheckpoint=3")  # type: ignore[attr-defined] # behind the door of SQLite's
        return book


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - it is what is asserted
    if not holds:
        raise LostError(otherwise)


def killed(runs: int, seed: int, folder: Path) -> Counter[str]:
    """Do `runs` runs and return what was counted; the first book that lost anything raises.

    Raises:
        LostError: what is wrong, and how to run that life again.
    """
    counts: Counter[str] = Counter()
    for number in range(-(-runs // RUNS_A_LIFE)):
        life = Life(seed + number, folder, counts)
        try:
            life.begin()
            for run in range(min(RUNS_A_LIFE, runs - number * RUNS_A_LIFE)):
                life.run(run)
        except Exception as wrong:
            again = f"python {sys.argv[0]} --seed {seed + number} --runs {RUNS_A_LIFE}"
            raise LostError(f"{life.path}: {wrong}; again: {again}") from wrong
        for file in folder.glob(f"{life.path.name}*"):
            file.unlink()
    return counts


def main() -> int:
    """Print what was counted; end with status 1 once anything was lost, its book kept."""
    asked = argparse.ArgumentParser(description="Kill writers of a book at random moments.")
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--folder", type=Path, help="where the books lie; in memory by default")
    told = asked.parse_args()
    folder = told.folder or Path(tempfile.mkdtemp(prefix="kills-", dir=MEMORY))
    print(f"seed {told.seed}, runs {told.runs}", flush=True)
    try:
        counts = killed(told.runs, told.seed, folder)
    except LostError as wrong:
        print(f"LOST: {wrong}")
        return 1
    for what, count in sorted(counts.items()):
        print(f"{what}: {count}")
    print("acknowledged and lost: 0")
    if told.folder is None:
        folder.rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(main())
