"""Questions that cannot be asked: one sentence with what was wrong, and no other answer."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Lying, Run

QUESTIONS: list[tuple[list[str], list[str]]] = [
    (["board", "--policy", "no-such-pack"], ["`no-such-pack`", "set"]),
    (["board", "--at", "yesterday"], ["`yesterday`", "YYYY-MM-DD HH:MM"]),
    (["board", "--at", "2026-05-04"], ["`2026-05-04`"]),
    (["board", "--at", "2026-03-08 02:30"], ["`2026-03-08 02:30`", "never was"]),
    (["board", "--at", "2026-11-01 01:30"], ["`2026-11-01 01:30`", "more than one", "offset"]),
    (["gate", "--entry", "find-1"], ["`find-1`", "hand-over"]),
    (["gate", "--entry", "no-such"], ["`no-such`"]),
    (["gate", "--giver", "armorer"], ["`--giver`", "`--weapon`"]),
    (["gate", "--at", "2026-05-04 08:00"], ["`--at`", "`--weapon`"]),
    (["gate", "--weapon", "revolver-1"], ["`--giver`"]),
    (["gate", "--weapon", "revolver-1", "--giver", "armorer"], ["`--receiver`"]),
    (["gate", "--weapon", "revolver-1", "--entry", "out-1"], ["`--entry`"]),
    (["gate", "--weapon", "--", "--giver", "a", "--receiver", "b"], ["`--`"]),
    (["trace", "rifle-9"], ["`rifle-9`", "revolver-1"]),
    (["trace", "find-1", "--within", "-1"], ["`-1`", "0 or more"]),
    (["trace", "find-1", "--together"], ["`find-1`", "`--together`"]),
    (["what-if", "no-such"], ["`no-such`"]),
    (["what-if", "find-1"], ["`find-1`"]),
    (["record", "event"], ["`event`", "column=value"]),
    (["record", "event=cut", "event=meal", "by=a"], ["`cut`", "`meal`"]),
    (["export", "out.docx"], ["`out.docx`", ".csv, .svg, .jsonl"]),
]


def asked(words: list[str]) -> list[str]:
    command, *rest = words
    return [command, "day.book", *rest]


@pytest.mark.parametrize(("words", "values"), QUESTIONS, ids=" ".join)
def test_a_question_that_cannot_be_asked_is_not_answered(
    words: list[str], values: list[str], run: "Run", book: Path, lying: "Lying"
) -> None:
    assert book.exists()
    before = lying()
    done = run(*asked(words))
    assert done.status == 2
    assert done.out == ""
    assert len(done.told) == 1
    for value in values:
        assert value in done.told[0], done.told
    assert lying() == before


def test_what_is_wrong_with_a_question_is_told_to_a_program(run: "Run", book: Path) -> None:
    done = run("trace", book.name, "rifle-9", "--json")
    told = json.loads(done.err)
    assert (done.status, done.out) == (2, "")
    assert told["error"] == "thing-unknown"
    assert told["fields"] == {"thing": "rifle-9"}
    assert told["problems"] == []
    assert "rifle-9" in told["sentence"]


def test_all_that_is_wrong_with_an_event_is_told_and_names_no_row(
    run: "Run", book: Path, lying: "Lying"
) -> None:
    before = lying()
    done = run("record", book.name, "event=cutt", "time=25:00", "by=armorer")
    assert done.status == 2
    *problems, last = done.told
    assert last == "nothing was taken; problems: 2"
    assert all("row" not in problem.partition(":")[0] for problem in problems)
    assert any("`cutt`" in problem and "did you mean `cut`" in problem for problem in problems)
    assert any("`25:00`" in problem for problem in problems)
    assert lying() == before


def test_nothing_that_is_still_to_come_is_recorded(run: "Run", book: Path) -> None:
    done = run("record", book.name, "event=cut", "date=2199-01-01", "time=09:00", "by=armorer")
    assert done.status == 2
    assert "before it happened" in done.told[0]


def test_a_pack_that_is_no_policy_is_refused_whole(run: "Run", folder: Path, book: Path) -> None:
    (folder / "mine.toml").write_text('name = "mine"\n', "utf-8")
    done = run("gate", book.name, "--policy", "mine.toml")
    assert (done.status, done.out) == (2, "")
    assert "refused whole" in done.told[0]


def test_the_book_itself_is_not_written_over(run: "Run", folder: Path, book: Path) -> None:
    as_csv = book.rename(folder / "day.csv")
    before = as_csv.read_bytes()
    done = run("export", "day.csv", "day.csv")
    assert done.status == 2
    assert "`day.csv`" in done.told[0]
    assert as_csv.read_bytes() == before


@pytest.mark.parametrize(
    "words", [["boards"], ["board"], ["board", "a", "b"], ["gate", "day.book", "--weapons"]]
)
def test_words_that_are_no_command_end_as_bad_input(words: list[str], run: "Run") -> None:
    done = run(*words)
    assert done.status == 2
    assert done.out == ""
    assert "Error: " in done.err
    assert "Traceback" not in done.err
