"""The README shows what the two commands really print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOWN = re.compile(r"<!-- demo -->\n```\n(.*?)```", re.DOTALL)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    into = tmp_path_factory.mktemp("demo")
    done = subprocess.run(  # noqa: S603 - our own program
        [Path(sys.executable).parent / "coldset", "demo", "--into", into],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "110"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, into


@pytest.mark.slow
def test_each_line_that_the_readme_shows_is_printed_by_the_demo(printed: tuple[str, Path]) -> None:
    lines = {plain(line) for line in printed[0].splitlines()}
    shown = [
        plain(line)
        for part in SHOWN.findall((ROOT / "README.md").read_text())
        for line in part.splitlines()
    ]
    assert len(shown) > 10
    assert [line for line in shown if line not in lines] == []


@pytest.mark.slow
def test_the_picture_in_the_readme_is_the_one_that_the_demo_draws(
    printed: tuple[str, Path],
) -> None:
    kept = (ROOT / "docs" / "pictures" / "quiet-day.svg").read_text()
    assert kept == (printed[1] / "quiet-day.svg").read_text()
