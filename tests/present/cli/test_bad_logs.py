"""Logs that cannot be read: one sentence a problem, and nothing is left behind or changed."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Lying, Run

HEAD = "id,date,time,until,zone,event,item,to,contents,by,corrects,note\n"
OPENED = "a,2026-05-04,07:00,,America/Denver,meal,,,,first-ad,,\n"

BAD: dict[str, tuple[bytes, list[str]]] = {
    "an empty file": (b"", ["bad.csv: the file is empty"]),
    "only blanks": (b"\n\n  \n", ["bad.csv: the file is empty"]),
    "a binary file": (bytes(range(256)) * 4, ["binary"]),
    "a workbook": (b"PK\x03\x04" + b"x" * 40, ["a spreadsheet workbook"]),
    "text in UTF-16": ((HEAD + OPENED).encode("utf-16"), ["UTF-16"]),
    "other columns": (b"when,what\n2026-05-04,meal\n", ["`when`", "`what`", "`date`", "`time`"]),
    "two encodings": (
        (HEAD + OPENED + "b,,07:05,,,concern raised,,,,caf\u00e9,,\n").encode()
        + "c,,07:06,,,concern raised,,,,caf\u00e9,,\n".encode("latin-1"),
        ["`0xe9`"],
    ),
    "no zone": ((HEAD + "a,2026-05-04,07:00,,,meal,,,,first-ad,,\n").encode(), ["`zone`"]),
    "no date": ((HEAD + "a,,07:00,,America/Denver,meal,,,,first-ad,,\n").encode(), ["`date`"]),
    "a zone that is none": (
        (HEAD + OPENED.replace("America/Denver", "Mars/Olympus")).encode(),
        ["`Mars/Olympus`"],
    ),
    "an end before its start": (
        (HEAD + OPENED + "b,,09:00,08:30,,meal,,,,first-ad,,\n").encode(),
        ["the end is before the start"],
    ),
    "an id twice": (
        (HEAD + OPENED + "a,,07:05,,,cut,,,,first-ad,,\n").encode(),
        ["`a` is already the id of row 2"],
    ),
    "a word that is no event": (
        (HEAD + OPENED + "b,,07:05,,,weapon shwon,,,,armorer,,\n").encode(),
        ["`weapon shwon`"],
    ),
    "a cell of no use": (
        (HEAD + OPENED + "b,,07:05,,,meal,,somewhere,,first-ad,,\n").encode(),
        ["`somewhere`"],
    ),
    "a quote that is never closed": (
        (HEAD + OPENED + 'b,,07:05,,,meal,,,,first-ad,,"lunch\n').encode(),
        ["quotes"],
    ),
    "a name in other letters": (
        (HEAD + OPENED + "b,,07:05,,,left unattended,\u0440\u0435\u0432,,,armorer,,\n").encode(),
        ["\u0440\u0435\u0432"],
    ),
}

WRONG_THREE_TIMES = (
    HEAD
    + OPENED
    + "b,,25:00,,,meal,,,,first-ad,,\n"
    + "c,,07:10,,,weapon shwon,,,,armorer,,\n"
    + "d,,07:11,,,handed over,revolver-1,,,armorer,,\n"
)


def problems(told: list[str]) -> list[str]:
    *each, last = told
    assert last == f"nothing was taken; problems: {len(each)}"
    return each


@pytest.mark.parametrize("name", BAD)
def test_a_log_that_cannot_be_read_leaves_nothing(
    name: str, run: "Run", folder: Path, lying: "Lying"
) -> None:
    data, values = BAD[name]
    (folder / "bad.csv").write_bytes(data)
    before = lying()
    done = run("import", "bad.csv")
    assert done.status == 2
    assert done.out == ""
    told = problems(done.told)
    for value in values:
        assert any(value in sentence for sentence in told), (value, told)
    assert lying() == before


@pytest.mark.parametrize("name", ["a binary file", "no zone", "an id twice"])
def test_a_log_that_cannot_be_read_leaves_a_book_as_it_was(
    name: str, run: "Run", folder: Path, book: Path, lying: "Lying"
) -> None:
    (folder / "bad.csv").write_bytes(BAD[name][0])
    before = lying()
    assert run("import", "bad.csv", "--book", book.name).status == 2
    assert lying() == before


def test_every_problem_of_a_log_is_told_at_once(run: "Run", folder: Path) -> None:
    (folder / "bad.csv").write_text(WRONG_THREE_TIMES, "utf-8")
    told = problems(run("import", "bad.csv").told)
    for row, value in ((3, "`25:00`"), (4, "`weapon shwon`"), (5, "`from`"), (5, "`to`")):
        assert any(f"row {row}, " in one and value in one for one in told), (row, value, told)


def test_the_problems_of_a_log_can_be_told_to_a_program(run: "Run", folder: Path) -> None:
    (folder / "bad.csv").write_text(WRONG_THREE_TIMES, "utf-8")
    done = run("import", "bad.csv", "--json")
    told = json.loads(done.err)
    assert done.status == 2
    assert done.out == ""
    assert told["error"] == "day-log-unreadable"
    assert told["fields"]["problems"] == len(told["problems"])
    assert {"file", "row", "column", "value", "sentence", "suggestion"} <= set(told["problems"][0])
    assert "weapon shown" in {problem["suggestion"] for problem in told["problems"]}


def test_a_row_that_corrects_nothing_leaves_no_book_behind(
    run: "Run", folder: Path, lying: "Lying"
) -> None:
    log = HEAD + OPENED + "b,,07:05,,,meal,,,,first-ad,not-there,\n"
    (folder / "bad.csv").write_text(log, "utf-8")
    before = lying()
    done = run("import", "bad.csv")
    assert done.status == 2
    assert ["`not-there`" in sentence for sentence in done.told] == [True]
    assert lying() == before


def test_an_id_that_the_book_has_for_something_else_changes_nothing(
    run: "Run", folder: Path, book: Path, lying: "Lying"
) -> None:
    log = HEAD + OPENED + "out-1,,07:20,,,meal,,,,first-ad,,\n"
    (folder / "other.csv").write_text(log, "utf-8")
    before = lying()
    done = run("import", "other.csv", "--book", book.name)
    assert done.status == 2
    assert ["`out-1`" in sentence for sentence in done.told] == [True]
    assert lying() == before


@pytest.mark.parametrize("what", ["missing", "a-folder"])
def test_a_log_that_is_not_there_or_no_file(
    what: str, run: "Run", folder: Path, lying: "Lying"
) -> None:
    (folder / "a-folder").mkdir()
    done = run("import", what)
    assert done.status == 2
    assert [f"`{what}`" in sentence for sentence in done.told] == [True]
    assert lying() == {}


def test_the_same_log_twice_adds_nothing(run: "Run", folder: Path, lying: "Lying") -> None:
    (folder / "day.csv").write_text(HEAD + OPENED, "utf-8")
    first = json.loads(run("import", "day.csv", "--json").out)
    before = lying()
    again = json.loads(run("import", "day.csv", "--json").out)
    assert (first["recorded"], first["present"]) == (1, 0)
    assert (again["recorded"], again["present"]) == (0, 1)
    assert again["root"] == first["root"]
    assert lying() == before
