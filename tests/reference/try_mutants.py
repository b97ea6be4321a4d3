"""Break each row of the engine in a copy of the tree, and say which check notices.

`python try_mutants.py [NUMBER ...]` tries the mutants of `mutants.py`, two at a time, or those of
these numbers only, and prints the table of `docs/engine.md`: the row, what was broken, and the
first test that went red. It ends with status 1 where one was noticed by none, or where a check is
red without any mutant.
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import NamedTuple

from mutants import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
SECONDS_MAX = 400

CHECKS: tuple[tuple[str, ...], ...] = (
    (
        "reference/test_rows.py",
        "reference/test_rows_of_looks.py",
        "reference/test_rows_of_time.py",
        "reference/test_worked_example_by_reference.py",
        "asp/test_rows.py",
        "asp/test_worked_example.py",
        "worlds/test_mended.py",
    ),
    ("reference/test_cut_sets.py", "reference/test_stories.py", "reference/test_figures.py"),
    ("worlds/test_worlds.py",),
    ("asp/test_figures.py",),
)
"""What is run, the quickest and likeliest to notice first; the rest only if nothing was noticed."""

NOBODY = ""


class Tried(NamedTuple):
    """A mutant with the test that noticed it, if any did."""

    mutant: Mutant
    caught_by: str


def first_red(tree: Path, whole: Path) -> str:
    """The first test that fails with the engine of a tree; nothing if all pass.

    Raises:
        ValueError: a check is red as well in `whole`, where nothing is broken.
    """
    for files in CHECKS:
        red = _red_of(tree, files)
        if not red:
            continue
        if _red_of(whole, files):
            message = f"`{red}` is red without a mutant: mend that first"
            raise ValueError(message)
        return red
    return NOBODY


@cache
def _red_of(tree: Path, files: tuple[str, ...]) -> str:
    """The first test of these that fails with the engine of a tree; nothing if all pass."""
    paths = [str(tree / "tests" / file) for file in files]
    return _pytest(tree, ["-x", "-q", "-m", "not slow", "-p", "no:cacheprovider", *paths])


def _pytest(tree: Path, arguments: list[str]) -> str:
    """The test that failed, or why none could be run; nothing if all pass."""
    command = [sys.executable, "-m", "pytest", "--tb=no", "--no-header", *arguments]
    try:
        asked = subprocess.run(  # noqa: S603 - pytest, with the interpreter that runs this
            command,
            cwd=tree,
            env=os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            timeout=SECONDS_MAX,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no end within {SECONDS_MAX} s"
    if asked.returncode == 0:
        return NOBODY
    red = [line for line in asked.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return red[0].split(" - ")[0].split("tests/")[-1] if red else f"failed: {asked.stderr[-200:]}"


def tried(mutant: Mutant, whole: Path) -> Tried:
    """A mutant in a copy of its own, with what noticed it."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_of_tree(whole, Path(folder) / "tree")
        mutant.break_in(tree)
        return Tried(mutant, first_red(tree, whole))


def copy_of_tree(tree: Path, into: Path) -> Path:
    """What the checks need, copied."""
    unread = ignore_patterns("__pycache__")
    for part in ("src", "tests"):
        copytree(tree / part, into / part, ignore=unread)
    (into / "pyproject.toml").write_bytes((tree / "pyproject.toml").read_bytes())
    return into


def main(numbers: list[int]) -> int:
    """Try the mutants; see the module."""
    chosen = [MUTANTS[number] for number in numbers] or list(MUTANTS)
    missed = 0
    sys.stdout.write("| row | broken | caught by |\n| --- | --- | --- |\n")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        whole = copy_of_tree(ROOT, Path(folder) / "whole")
        for mutant, caught_by in pool.map(lambda one: tried(one, whole), chosen):
            missed += not caught_by
            by = f"`{caught_by}`" if caught_by else "**nothing**"
            sys.stdout.write(f"| {mutant.row} | {mutant.broken} | {by} |\n")
            sys.stdout.flush()
    sys.stdout.write(f"\n{len(chosen) - missed} of {len(chosen)} are caught\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main([int(number) for number in sys.argv[1:]]))
