"""The corpus: a day log and what is to be asked of it, with the answers, for every surface.

A scenario is `NAME.toml` with the rows of `NAME.csv`, after the rows of what it `opens_with`. Each
table of the TOML is one question. `expect` names what must be so in the answer; nothing else is
looked at, but the command line must give the very same answer as the library, all of it. The policy
is the default pack; `two_looks = false` lets a witness at the same look count.

| table | asks | expects |
| --- | --- | --- |
| `hand-overs` | the gate at every hand-over on record, or at `entry`; `in-hindsight` | by entry |
| `ask` | the gate about a new one: `weapon`, `giver`, `receiver`, ..., `at` | one verdict |
| `board` | every weapon at `at` | by weapon |
| `finds`, `trace` | which finds there are; the stories of `find`, `within` | |
| `together` | all finds as one | |
| `chain` | where `thing` was | |
| `suppose` | the gate at `entry` if each account were true | by account |
| `figures` | margins of a `thing` at `at`; no command tells them, so the library alone is asked | |
"""

import csv
import io
import json
import os
import runpy
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

import coldset
from coldset.book.questions import hand_overs, proposals, told_apart, verdict_on
from coldset.core.known import known
from coldset.gate.policy import parse_pack
from coldset.margin.lookout import outlook
from coldset.present.cli.typed import moment_ms, zone_of
from coldset.present.exchange import read_day_log

FOLDER = Path(__file__).parent
WARM = FOLDER.parent / "present" / "cli" / "warm.py"
SET = files("coldset.gate").joinpath("packs/set.toml")
PACK = "one-look.toml"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))

Answer = Any
Asked = dict[str, Any]


class Scenario:
    """A day, and the questions about it."""

    def __init__(self, name: str) -> None:
        self.name = name
        told = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
        self.says: str = told.pop("says")
        self.opens_with: list[str] = told.pop("opens_with", [])
        self.two_looks: bool = told.pop("two_looks", True)
        self.questions: list[tuple[str, Asked]] = [
            (kind, asked) for kind, several in told.items() for asked in several
        ]

    def complaints(self, kind: str, asked: Asked, answer: Answer) -> list[str]:
        """What is not as expected in an answer."""
        return list(differences(asked["expect"], told(kind, answer), f"{self.name}, {kind}: "))

    def status(self, kind: str, answer: Answer) -> int:
        """The exit status that docs/command-line.md promises for an answer."""
        verdicts = {"ask": [answer], "hand-overs": answer}.get(kind, [])
        words = {one.get("verdict", one)["word"] for one in verdicts}
        return int("not cleared" in words)

    @property
    def pack(self) -> bytes:
        """The default pack; a witness at the same look counts where the scenario says so."""
        pack = SET.read_bytes()
        asked = b"two_looks = " + str(self.two_looks).lower().encode()
        return pack.replace(b"two_looks = true", asked)

    def log(self) -> bytes:
        """The rows of the opening and of the scenario as one day log."""
        parts = [*self.opens_with, self.name]
        rows = [row for part in parts for row in _rows(FOLDER / f"{part}.csv")]
        text = io.StringIO(newline="")
        columns = list(dict.fromkeys(column for row in rows for column in row))
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Library:
    """Asks the Python API."""

    def __init__(self, scenario: Scenario) -> None:
        self.events = list(read_day_log(scenario.log(), f"{scenario.name}.csv"))
        self.policy = parse_pack(scenario.pack)

    def ask(self, kind: str, asked: Asked) -> Answer:
        answer = getattr(self, "ask_" + kind.replace("-", "_"))(asked)
        return json.loads(msgspec.json.encode(answer, order="sorted"))

    def ms(self, asked: Asked) -> int:
        return moment_ms(asked["at"], zone_of(self.events))

    def ask_hand_overs(self, asked: Asked) -> Answer:
        only = {asked["entry"]} if "entry" in asked else None
        hindsight = asked.get("in-hindsight", False)
        found = hand_overs(self.events, self.policy, hindsight=hindsight, only=only)
        return [{"entry": one.event.id, "verdict": one.verdict} for one in found]

    def ask_ask(self, asked: Asked) -> Answer:
        names = ("weapon", "giver", "receiver", "supervisor", "scene", "place")
        request = coldset.Request(
            **{name: asked[name] for name in names if name in asked},
            status="hot" if asked.get("hot") else "cold",
            mark_read=asked.get("mark-read", False),
        )
        return verdict_on(self.events, request, self.policy, self.ms(asked))

    def ask_board(self, asked: Asked) -> Answer:
        at_ms = self.ms(asked)
        return {"at_ms": at_ms, "weapons": coldset.board(self.events, self.policy, at_ms)}

    def ask_finds(self, _asked: Asked) -> Answer:
        return {"finds": [event.id for event in coldset.finds(self.events)]}

    def ask_trace(self, asked: Asked) -> Answer:
        within = asked.get("within", 0)
        (answer,) = coldset.explanations(self.events, [asked["find"]], self.policy, within)
        return {
            **msgspec.structs.asdict(answer),
            "proposals": proposals(answer, self.policy),
            "apart": told_apart(answer, self.policy),
        }

    def ask_together(self, _asked: Asked) -> Answer:
        found = [event.id for event in coldset.finds(self.events)]
        return coldset.together(coldset.explanations(self.events, found, self.policy))

    def ask_chain(self, asked: Asked) -> Answer:
        end_ms = max(event.latest_ms for event in self.events)
        return coldset.custody(self.events, asked["thing"], end_ms)

    def ask_suppose(self, asked: Asked) -> Answer:
        (passed,) = (event for event in self.events if event.id == asked["entry"])
        return coldset.what_if(self.events, passed, self.policy)

    def ask_figures(self, asked: Asked) -> Answer:
        at_ms = self.ms(asked)
        view = outlook(known(self.events, at_ms), self.policy.terms, at_ms)
        figure = view.figure("live", asked["thing"])
        return {"margin": figure.margin, "solo": figure.solo}


class CommandLine:
    """Asks the real command, in a process of its own, about a book made by the real command."""

    def __init__(self, scenario: Scenario, folder: Path, warm: Any) -> None:  # noqa: ANN401 - by path
        self.folder, self.warm = folder, warm
        (folder / "day.csv").write_bytes(scenario.log())
        (folder / PACK).write_bytes(scenario.pack)
        self.options = [] if scenario.two_looks else ["--policy", PACK]
        done = self.run("import", "day.csv", "--json")
        assert done.returncode == 0, done.stderr
        self.imported = json.loads(done.stdout)

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        done: subprocess.CompletedProcess[bytes] = self.warm.run(self.folder, *words)
        return done

    def ask(self, kind: str, asked: Asked) -> tuple[Answer, int]:
        done = self.run(*arguments(kind, asked), *self.options, "--json")
        assert not done.stderr, done.stderr.decode()
        return json.loads(done.stdout), done.returncode


def arguments(kind: str, asked: Asked) -> list[str]:
    """The words of the command that asks a question."""
    options = [
        word
        for name, value in asked.items()
        if name not in {"expect", "find", "thing", *(["entry"] if kind == "suppose" else [])}
        for word in ([f"--{name}"] if value is True else [f"--{name}", str(value)])
    ]
    commands = {
        "hand-overs": ["gate", "day.book"],
        "ask": ["gate", "day.book"],
        "board": ["board", "day.book"],
        "finds": ["trace", "day.book"],
        "trace": ["trace", "day.book", asked.get("find", "")],
        "together": ["trace", "day.book", "--together"],
        "chain": ["trace", "day.book", asked.get("thing", "")],
        "suppose": ["what-if", "day.book", asked.get("entry", "")],
    }
    return commands[kind] + options


def told(kind: str, answer: Answer) -> Answer:
    """An answer in the terms of `expect`."""
    return TOLD[kind](answer)


def hand_overs_told(answer: Answer) -> Asked:
    return {one["entry"]: verdict_told(one["verdict"]) for one in answer}


def board_told(answer: Answer) -> Asked:
    return {row["weapon"]: row_told(row) for row in answer["weapons"]}


def together_told(answer: Answer) -> list[list[str]]:
    """The cheapest sets of sources."""
    cheapest = [one for one in answer if one["cost"] == answer[0]["cost"]]
    return [[source["thing"] for source in one["sources"]] for one in cheapest]


def chain_told(answer: Answer) -> list[str]:
    return [stay["holder"] + " (gap)" * stay["gap"] for stay in answer["stays"]]


def suppose_told(answer: Answer) -> Asked:
    return {
        one["account"]: [verdict_told(one["told"]), verdict_told(one["charitable"])]
        for one in answer
    }


def finds_told(answer: Answer) -> list[str]:
    found: list[str] = answer["finds"]
    return found


def pair(figure: Asked) -> str:
    if figure["margin"] is None:
        return "no way"
    return f"{figure['margin']}/{figure['solo']}"


def verdict_told(verdict: Asked) -> Asked:
    contents = verdict["contents"]
    return {
        "word": verdict["word"],
        "seen": contents["seen"],
        "holds": dict(contents["held"]),
        "against": sorted({f["code"] for f in verdict["findings"] if f["level"] == "not cleared"}),
        "warns": sorted({f["code"] for f in verdict["findings"] if f["level"] == "warn"}),
        "through": {figure["hazard"]: figure["through"] for figure in verdict["figures"]},
        **{figure["hazard"]: pair(figure) for figure in verdict["figures"]},
    }


def row_told(row: Asked) -> Asked:
    return {
        "word": row["word"],
        "live": pair(row),
        "with": row["holder"],
        "at": row["place"],
        "because": [finding["code"] for finding in row["because"]],
    }


def explanation_told(answer: Asked) -> Asked:
    stories = answer["stories"]
    return {
        "stories": len(stories),
        "complete-to": answer["complete_to"],
        "costs": sorted({story["cost"] for story in stories}),
        "from": sorted({story["origin"]["thing"] for story in stories}),
        "left-out": sorted({left["code"] for story in stories for left in story["left_out"]}),
    }


TOLD: dict[str, Callable[[Answer], Answer]] = {
    "hand-overs": hand_overs_told,
    "ask": verdict_told,
    "board": board_told,
    "finds": finds_told,
    "trace": explanation_told,
    "together": together_told,
    "chain": chain_told,
    "suppose": suppose_told,
    "figures": pair,
}


def differences(expected: Answer, answer: Answer, where: str = "") -> Iterator[str]:
    """Where an answer is not as expected; what is not expected is not looked at."""
    if isinstance(expected, dict) and isinstance(answer, dict):
        for name, value in expected.items():
            if name not in answer:
                yield f"{where}{name}: not in the answer"
            else:
                yield from differences(value, answer[name], f"{where}{name}: ")
    elif isinstance(expected, list) and isinstance(answer, list) and len(expected) == len(answer):
        for number, (one, other) in enumerate(zip(expected, answer, strict=True)):
            yield from differences(one, other, f"{where}[{number}] ")
    elif expected != answer:
        yield f"{where}expected {expected!r}, and it is {answer!r}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "scenario" in metafunc.fixturenames:
        scenarios = [Scenario(name) for name in NAMES]
        metafunc.parametrize("scenario", scenarios, ids=NAMES)


@pytest.fixture
def library(scenario: Scenario) -> Library:
    return Library(scenario)


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The command, with another hash seed than this process, so that no order is by chance."""
    warm = runpy.run_path(str(WARM))["Warm"]
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    waiting = warm(env, tmp_path_factory.mktemp("outputs"))
    yield waiting
    waiting.stop()


@pytest.fixture
def command_line(scenario: Scenario, tmp_path: Path, warm: Any) -> CommandLine:  # noqa: ANN401 - by path
    return CommandLine(scenario, tmp_path, warm)
