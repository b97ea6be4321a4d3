"""The real command, loaded once and forked for every run, since loading takes most of the time.

Each run is a process of its own, with its own folder, arguments and outputs, and goes through the
program's entry point. What depends on how Python itself starts (encodings, the hash seed, limits,
terminals) is asked of a cold start instead.
"""

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn


class Warm:
    """Asks a server of its own to run `coldset`."""

    def __init__(self, env: Mapping[str, str], scratch: Path) -> None:
        self.out, self.err = scratch / "out", scratch / "err"
        self.server = subprocess.Popen(  # noqa: S603 - this file, by our own interpreter
            [sys.executable, __file__],
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
        asked = {"folder": str(folder), "words": words, "out": str(self.out), "err": str(self.err)}
        if self.server.stdin is None or self.server.stdout is None:
            raise BrokenPipeError
        self.server.stdin.write(json.dumps(asked).encode() + b"\n")
        self.server.stdin.flush()
        status = int(self.server.stdout.readline())
        return subprocess.CompletedProcess(
            words, status, self.out.read_bytes(), self.err.read_bytes()
        )

    def stop(self) -> None:
        self.server.communicate()


def serve(main: Callable[[], None]) -> None:
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            become(json.loads(line), main)
        _, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()


def become(asked: dict[str, Any], main: Callable[[], None]) -> NoReturn:
    """Be the command: in its folder, with its words, writing where it is told to."""
    status: object = 1
    try:
        os.chdir(asked["folder"])
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - is kept
        sys.stderr = open(  # noqa: SIM115 - is kept
            2, "w", encoding="utf-8", errors="backslashreplace", closefd=False
        )
        sys.argv = ["coldset", *asked["words"]]
        main()
    except SystemExit as end:
        status = end.code or 0
    except BaseException:  # noqa: BLE001 - as the interpreter would tell it
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 1)


if __name__ == "__main__":
    from coldset.present.cli import main as command

    serve(command)
