"""The command writes what it says, and says that it is invented."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec

from coldset.present.exchange import read_day_log
from coldset.simulate import simulate
from coldset.simulate.truth import Truth

RUN = "import typer; from coldset.present.cli.simulating import invent; typer.run(invent)"


def run(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def test_both_files_are_the_shoot(tmp_path: Path) -> None:
    done = run("--seed", "5", "--habit", "sloppy", "--days", "2", "--out", str(tmp_path / "a"))
    assert done.returncode == 0, done.stderr
    assert "invented" in done.stdout
    wanted = simulate(5, "sloppy", 2)
    log = (tmp_path / "a" / "log.csv").read_bytes()
    assert read_day_log(log, "log.csv") == wanted.events
    truth = msgspec.json.decode((tmp_path / "a" / "truth.json").read_bytes(), type=Truth)
    assert truth == wanted.truth
    assert "invented" in truth.invented


def test_a_mechanism_can_be_asked_for_and_told_to_a_program(tmp_path: Path) -> None:
    done = run("--mechanism", "pocket", "--out", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["invented"] is True
    truth = msgspec.json.decode((tmp_path / "truth.json").read_bytes(), type=Truth)
    assert truth.mechanism == "pocket"
    assert answer["hand_overs"] == len(truth.hand_overs)


def test_an_unknown_word_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    for option, value in (("--habit", "lazy"), ("--mechanism", "magic")):
        done = run(option, value, "--out", str(tmp_path / "x"))
        assert done.returncode == 2
        assert f"`{value}`" in done.stderr
    assert not (tmp_path / "x").exists()
