"""Break each row of the engine in a copy, and say whether comparing figures notices.

`python try_mutants.py [small days]` prints a line for each row of `mutants.py`. A row is caught
when another day disagrees, or fails, than with the engine as it is.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copytree

from mutants import MUTANTS

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
SECONDS_MAX = 120
NOTHING_KNOWN = ""
NONE_EXPECTED = "-1"


def probe(days: int, expected: str) -> None:
    """Print the small days on which the two disagree, or one of them fails, unless expected.

    Where some are expected, the first other day says enough.
    """
    from test_figures import disagree_on  # noqa: PLC0415 - read in the process that probes only

    known = {int(seed) for seed in expected.split()}
    for seed in range(days):
        if bool(disagree_on(seed)) != (seed in known):
            sys.stdout.write(f"{seed} ")
            if expected != NOTHING_KNOWN:
                return


def differing(source: Path, days: int, expected: str = NOTHING_KNOWN) -> str:
    """The days on which an engine in `source` is otherwise than expected, or how it failed."""
    command = [sys.executable, __file__, "probe", str(days), expected]
    asked = subprocess.run(  # noqa: S603 - this very file, with the interpreter that runs it
        command,
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
    )
    return asked.stdout.strip() if asked.returncode == 0 else f"failed: {asked.stderr[-200:]}"


def main(days: int) -> None:
    """Try every row; see the module."""
    with tempfile.TemporaryDirectory() as folder:
        whole = copytree(SOURCE, Path(folder) / "whole")
        expected = differing(whole, days) or NONE_EXPECTED
        sys.stdout.write(f"as it is, disagreeing days: {expected}\n")
        for number, (name, old, new) in enumerate(MUTANTS):
            copy = copytree(whole, Path(folder) / str(number))
            path = copy / "coldset" / "margin" / name
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            if old not in text:
                said = "not there"
            else:
                said = "caught" if differing(copy, days, expected) else "survived"
            sys.stdout.write(f"{said:9} {name}: {old.strip()!r} -> {new.strip()!r}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["probe"]:
        probe(int(sys.argv[2]), sys.argv[3])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
