"""A PostgreSQL server of the tests' own: unprivileged, on a socket in a folder that goes again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

PATIENCE_S = 60
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


def programs() -> Path | None:
    """The folder of the newest server on this machine."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern[1:])]
    return max((f for f in folders if (f / "initdb").exists()), default=None)


class Server:
    """A cluster in a folder of its own. The server refuses root, so root starts it as nobody."""

    def __init__(self, bin_folder: Path) -> None:
        self.bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self.rights: dict[str, object] = {}
        if os.getuid() == 0:
            self.rights = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(self.folder, "nobody", "nogroup")
        self.process: subprocess.Popen[bytes] | None = None
        self.made = 0
        options = ["-A", "trust", "-U", "hub", "-E", "UTF8", "--locale=C", "--no-sync", "-k"]
        self._start("initdb", "-D", "data", *options).wait(PATIENCE_S)

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.folder)}
        options |= {"shared_buffers": "16MB", "max_connections": "30"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        (self.folder / "data/postmaster.pid").unlink(missing_ok=True)
        self.process = self._start("postgres", "-D", "data", *settings)
        until = time.monotonic() + PATIENCE_S
        while not self._is_ready():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.005)

    def kill(self) -> None:
        """Kill the server and all of its processes, and wait until none is left."""
        if self.process is None:
            return
        pid = self.process.pid
        os.kill(pid, signal.SIGSTOP)  # so that it starts no other process meanwhile
        _wait_while(lambda: _state(pid) not in ("T", ""))
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            os.kill(one, signal.SIGKILL)
        self.process.wait(PATIENCE_S)
        _wait_while(lambda: any(_state(child) not in ("Z", "") for child in children))

    def remove(self) -> None:
        """Stop the server and take its folder away."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(PATIENCE_S)
        shutil.rmtree(self.folder)

    def url(self, production: str, user: str = "hub") -> str:
        """The address of a book in this server's database."""
        return f"postgresql://{user}@/postgres?host={self.folder}#{production}"

    def fresh(self) -> str:
        """The name of a production that is not there yet."""
        self.made += 1
        return f"production_{self.made}"

    def run(self, *statements: str) -> list[tuple[object, ...]]:
        """Do something behind the program's back; the rows of the last statement."""
        server = self.url("x").partition("#")[0]
        rows: list[tuple[object, ...]] = []
        with psycopg.connect(server, autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
                rows = cursor.fetchall() if cursor.description else []
        return rows

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(  # type: ignore[call-overload, no-any-return]  # who runs it is a keyword or none  # noqa: S603 - Debian's program
                [self.bin / program, *arguments],
                cwd=self.folder,
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self.rights,
            )

    def _is_ready(self) -> bool:
        try:
            return "\nready" in (self.folder / "data/postmaster.pid").read_text()
        except FileNotFoundError:
            return False


def _state(pid: int | str) -> str:
    """The letter that the system has for what a process does, or nothing once it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _wait_while(still: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while still():
        if time.monotonic() > until:
            raise TimeoutError("the server's processes do not go away")
        time.sleep(0.002)
