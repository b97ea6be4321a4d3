"""The real command in a process of its own, in a folder of its own, and a small book to ask.

What a test sees is what a shell would see: a status, and two outputs. See `warm.py`.
"""

import ctypes
import os
import pty
import resource
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

COMMAND = str(Path(sys.executable).parent / "coldset")

LOG = """\
id,date,time,zone,event,item,from,to,contents,of,by,recorder,place,source,who,account,note
opened,2026-05-04,07:00,America/Denver,production opened,,,,,,,production,,,,,North Ridge
,,07:00,,role assigned,armorer,,,armorer,,,production,,,,,
,,07:00,,role assigned,performer-a,,,performer,,,production,,,,,
,,07:10,,weapon arrived,revolver-1,the supplier,armorer,functional,6,armorer,,stage,,,,
,,07:12,,lot arrived,dummies,the supplier,armorer,dummy,,armorer,,stage,,,,
,,07:14,,left unattended,revolver-1,,,,,armorer,,stage,statement,performer-a,alone,it lay there
,,07:14,,in sight,revolver-1,,,,,armorer,,stage,statement,armorer,seen,I saw it all the while
,,07:15,,accounts differ,alone; seen,,,,,armorer,,stage,,,,who was there
out-1,,07:20,,handed over,revolver-1,armorer,performer-a,,,armorer,,stage,,,,
find-1,,07:40,,hazard identified,revolver-1,dummies,,live,,armorer,,stage,,,,it did not rattle
find-2,,07:41,,hazard identified,dummies,dummies,,live,,armorer,,stage,,,,nor did this
"""

PLAIN = {
    "COLUMNS": "100",
    "LC_ALL": "C.UTF-8",
    "PATH": os.environ["PATH"],
    "PYTHONDONTWRITEBYTECODE": "1",  # a full disk must not cut the sources' caches short
}
"""All that a command is told of where it runs, unless a test says otherwise."""

PR_CAPBSET_DROP = 24
CAN_OVERRIDE_RIGHTS = (1, 2)


class Ran:
    """How a command ended, and what it said."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.status = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    @property
    def told(self) -> list[str]:
        """The sentences on standard error, one a line, each behind the program's name."""
        assert "Traceback" not in self.err, self.err
        lines = self.err.splitlines()
        assert all(line.startswith("coldset: ") for line in lines), self.err
        return [line.removeprefix("coldset: ") for line in lines]


Run = Callable[..., Ran]
Lying = Callable[[], dict[str, bytes]]
Bind = Callable[[], None]
FullAfter = Callable[[int], Bind]
OnATerminal = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the command runs; only what a test puts there lies in it."""
    folder = tmp_path / "set"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The command, loaded and waiting to be forked."""
    warm = runpy.run_path(str(Path(__file__).with_name("warm.py")))["Warm"]
    waiting = warm(PLAIN, tmp_path_factory.mktemp("outputs"))
    yield waiting
    waiting.stop()


@pytest.fixture
def run(folder: Path, warm: Any) -> Run:  # noqa: ANN401 - loaded by its path
    """Run `coldset` with these words."""

    def run(*words: str | Path) -> Ran:
        return Ran(warm.run(folder, *map(str, words)))

    return run


@pytest.fixture
def run_cold(folder: Path) -> Run:
    """Run `coldset` from a cold start; `env` adds to what it is told of its surroundings."""

    def run_cold(
        *words: str | Path,
        env: Mapping[str, str] | None = None,
        before: Bind | None = None,
        stdout: int = subprocess.PIPE,
    ) -> Ran:
        done = subprocess.run(  # noqa: S603 - our own command
            [COMMAND, *map(str, words)],
            cwd=folder,
            env={**PLAIN, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            preexec_fn=before,
            check=False,
        )
        if done.stdout is None:
            done.stdout = b""
        return Ran(done)

    return run_cold


@pytest.fixture
def on_a_terminal(folder: Path) -> OnATerminal:
    """Run `coldset` on a terminal of its own, and say what a person sees there."""

    def on_a_terminal(*words: str | Path, env: Mapping[str, str] | None = None) -> str:
        leader, follower = pty.openpty()
        started = subprocess.Popen(  # noqa: S603 - our own command
            [COMMAND, *map(str, words)],
            cwd=folder,
            env={**PLAIN, "TERM": "xterm-256color", **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=follower,
        )
        os.close(follower)
        seen = b"".join(_read_from(leader))
        os.close(leader)
        started.wait()
        return seen.decode("utf-8")

    return on_a_terminal


def _read_from(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # how a terminal says that nobody writes to it any more
            return
        if not part:
            return
        yield part


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a book that the real command made, and that is only copied."""
    made = tmp_path_factory.mktemp("made")
    (made / "day.csv").write_text(LOG, "utf-8")
    subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "import", "day.csv"], cwd=made, check=True, capture_output=True, env=PLAIN
    )
    (made / "day.csv").unlink()
    return made


@pytest.fixture
def book(folder: Path, made: Path) -> Path:
    """A small book in the folder, with its key and its seal."""
    for part in made.iterdir():
        shutil.copy2(part, folder / part.name)
    return folder / "day.book"


@pytest.fixture
def lying(folder: Path) -> Lying:
    """Every file in the folder with its bytes, to compare before and after.

    What SQLite keeps beside a book that was opened is left out as long as it is empty: `-shm`
    is its scratch, and an empty `-wal` says that nothing is under way.
    """

    def lying() -> dict[str, bytes]:
        found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        return {
            name: data
            for name, data in found.items()
            if not name.endswith("-shm") and not (name.endswith("-wal") and not data)
        }

    return lying


@pytest.fixture
def bound_by_rights() -> Bind:
    """Called in the child: from then on rights bind it, even where the tests run as root."""

    def bound() -> None:
        if os.geteuid() == 0:
            library = ctypes.CDLL(None)
            for capability in CAN_OVERRIDE_RIGHTS:
                if library.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                    os._exit(99)

    return bound


@pytest.fixture
def full_after() -> FullAfter:
    """Called in the child: no file grows beyond so many bytes, as on a full disk."""

    def full_after(most: int) -> Bind:
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return full_after
