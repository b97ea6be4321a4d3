"""Writers that are killed at random moments; see `kills.py`, which `make torture` runs for longer.

Ten kills of the store alone are in tests/store/test_processes.py, six of a book in
tests/book/test_damage.py.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).with_name("kills.py")
RUNS = 200


@pytest.mark.slow
def test_two_hundred_killed_writers_lose_nothing_that_they_acknowledged() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, str(KILLS), "--runs", str(RUNS), "--seed", "1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counted = {
        what: int(count) for what, count in re.findall(r"^(.*): (\d+)$", done.stdout, re.MULTILINE)
    }
    assert counted["acknowledged and lost"] == 0
    assert counted["killed by step"] + counted["killed by clock"] == RUNS
    assert counted["batches acknowledged"] > RUNS
    assert counted["not acknowledged and kept"] > 0, "no kill came between the disk and the word"
    assert counted.get("ended before its kill", 0) < RUNS // 10
