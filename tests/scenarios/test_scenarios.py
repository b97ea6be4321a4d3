"""Every scenario of the corpus, through the library and through the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import CommandLine, Library, Scenario

FOLDER = Path(__file__).parent
LIBRARY_ONLY = {"figures"}


def test_the_library_answers_as_expected(scenario: "Scenario", library: "Library") -> None:
    found = [
        complaint
        for kind, asked in scenario.questions
        for complaint in scenario.complaints(kind, asked, library.ask(kind, asked))
    ]
    assert not found, "\n".join([scenario.says, *found])


def test_the_command_line_answers_the_same(
    scenario: "Scenario", library: "Library", command_line: "CommandLine"
) -> None:
    assert command_line.imported["recorded"] == len(library.events)
    for kind, asked in scenario.questions:
        if kind in LIBRARY_ONLY:
            continue
        expected = library.ask(kind, asked)
        answer, status = command_line.ask(kind, asked)
        assert answer == expected, f"{scenario.name}, {kind}"
        assert status == scenario.status(kind, expected), f"{scenario.name}, {kind}"


def test_every_scenario_says_what_it_shows_and_asks_something(scenario: "Scenario") -> None:
    assert scenario.says.endswith(".")
    assert scenario.questions
    assert all("expect" in asked for _, asked in scenario.questions)


def test_every_log_is_used() -> None:
    logs = {path.stem for path in FOLDER.glob("*.csv")}
    used = {path.stem for path in FOLDER.glob("*.toml")}
    named = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.toml"))
    assert {log for log in logs - used if f'"{log}"' not in named} == set()
