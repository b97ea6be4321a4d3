"""Whatever the output goes to: a narrow terminal, ASCII, a pipe that closes, a full disk."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import OnATerminal, Run

ESCAPE = "\x1b"
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")
ANSWERS = [
    ["board", "day.book"],
    ["gate", "day.book", "--entry", "out-1"],
    ["gate", "day.book"],
    ["trace", "day.book"],
    ["trace", "day.book", "find-1"],
    ["trace", "day.book", "--together"],
    ["trace", "day.book", "revolver-1"],
    ["what-if", "day.book", "out-1"],
    ["verify", "day.book"],
    ["doctor", "day.book"],
]


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_an_answer_fits_a_narrow_terminal_and_breaks_no_word(
    words: list[str], run: "Run", run_cold: "Run", book: Path
) -> None:
    assert book.exists()
    narrow, wide = run_cold(*words, env={"COLUMNS": "40"}), run(*words)
    assert narrow.status == wide.status
    assert "Traceback" not in narrow.err
    for line in narrow.out.splitlines():
        assert line == line.rstrip()
        assert len(line) <= 40 or len(line.split()) == 1, line
    assert set(wide.out.split()) <= set(narrow.out.split()) | {"--"}


def test_a_table_is_told_as_cards_where_its_words_do_not_fit(
    run: "Run", run_cold: "Run", book: Path
) -> None:
    narrow = run_cold("board", book.name, env={"COLUMNS": "40"}).out
    wide = run("board", book.name).out
    assert "word           \u25a0 not cleared" in narrow
    assert any(line.split()[:2] == ["weapon", "word"] for line in wide.splitlines())


@pytest.mark.parametrize("words", [ANSWERS[0], ANSWERS[5], ANSWERS[8]], ids=" ".join)
def test_an_answer_can_be_told_in_ascii(
    words: list[str], run: "Run", run_cold: "Run", book: Path
) -> None:
    assert book.exists()
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run_cold(*words, env=env)
    assert done.status == run(*words).status
    assert not done.err
    assert done.out.isascii()
    if words[0] == "board":
        assert "[#] not cleared" in done.out


def test_json_is_utf_8_whatever_the_terminal(run: "Run", run_cold: "Run", book: Path) -> None:
    run(
        "record",
        book.name,
        "event=concern raised",
        "by=armorer",
        "note=caf\u00e9 \u25cf",
        "id=said",
    )
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run("export", book.name, "out.jsonl")
    plain, ascii_only = (run_cold("board", book.name, "--json", env=e).raw for e in ({}, env))
    assert ascii_only.startswith(b"{")
    assert plain.split(b'"weapons"')[1] == ascii_only.split(b'"weapons"')[1]


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}])
def test_what_goes_into_a_pipe_has_no_colour(
    env: dict[str, str], run_cold: "Run", book: Path
) -> None:
    assert ESCAPE not in run_cold("board", book.name, env=env).out


def test_a_word_has_its_colour_on_a_terminal_and_never_only_that(
    on_a_terminal: "OnATerminal", book: Path
) -> None:
    seen = on_a_terminal("board", book.name)
    assert COLOUR.search(seen)
    assert "\u25a0 not cleared" in seen


def test_who_wants_no_colour_gets_none(on_a_terminal: "OnATerminal", book: Path) -> None:
    seen = on_a_terminal("board", book.name, env={"NO_COLOR": "1"})
    assert not COLOUR.search(seen)
    assert "\u25a0 not cleared" in seen


def test_a_note_cannot_steer_the_terminal(
    on_a_terminal: "OnATerminal", run: "Run", book: Path
) -> None:
    note = f"note=gone {ESCAPE}[2J{ESCAPE}[32m\u25cf cold \u202edloc"
    done = run("record", book.name, "event=concern raised", "by=armorer", note)
    assert done.status == 0
    assert ESCAPE not in done.out
    assert "\\x1b[2J" in done.out
    assert "\\u202e" in done.out
    refused = run("trace", book.name, f"{ESCAPE}[2J")
    assert refused.status == 2
    assert ESCAPE not in refused.err
    assert ESCAPE + "[2J" not in on_a_terminal("trace", book.name, f"{ESCAPE}[2J")


@pytest.mark.parametrize("words", [["board", "day.book"], ["gate", "day.book", "--json"]])
def test_a_reader_who_goes_away_ends_the_command_quietly(
    words: list[str], run_cold: "Run", book: Path
) -> None:
    assert book.exists()
    reader, writer = os.pipe()
    os.close(reader)
    done = run_cold(*words, stdout=writer)
    os.close(writer)
    assert done.status == 141, "no answer was given, so none that clears"
    assert not done.err


def test_an_answer_that_does_not_fit_on_the_disk_is_no_answer(run_cold: "Run", book: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = run_cold("verify", book.name, stdout=full)
    os.close(full)
    assert done.status == 3
    assert len(done.told) == 1
    assert "No space left" in done.told[0]


def test_a_file_whose_name_is_no_text_is_named_all_the_same(run: "Run", folder: Path) -> None:
    name = os.fsdecode(b"d\xe9j\xe0.book")
    for words in (["verify", name], ["verify", name, "--json"]):
        done = run(*words)
        assert done.status == 2
        assert "\\udce9" in done.err
        assert "Traceback" not in done.err
    assert not list(folder.iterdir())
