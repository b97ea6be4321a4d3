"""What each command promises: its help, its page in the docs, its status, and stable JSON."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from coldset.present.cli.app import APP
from coldset.present.cli.statuses import Status

if TYPE_CHECKING:
    from conftest import Lying, Run

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
PROGRAM: Any = typer.main.get_command(APP)
COMMANDS: dict[str, Any] = PROGRAM.commands

ANSWERS = [
    ["board", "day.book", "--at", "2026-05-04 08:00"],
    ["gate", "day.book"],
    ["gate", "day.book", "--in-hindsight"],
    ["gate", "day.book", "--entry", "out-1"],
    [
        *("gate", "day.book", "--weapon", "Revolver 1", "--giver", "Armorer"),
        *("--receiver", "performer-a", "--at", "2026-05-04 07:19"),
    ],
    ["trace", "day.book"],
    ["trace", "day.book", "FIND-1", "--within", "1"],
    ["trace", "day.book", "revolver-1"],
    ["trace", "day.book", "--together"],
    ["what-if", "day.book", "out-1"],
    ["verify", "day.book"],
    ["doctor", "day.book"],
    ["export", "day.book", "out.csv"],
]


def options_of(command: Any) -> list[str]:  # noqa: ANN401 - of no public type
    return [
        name
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in parameter.opts
        if name != "--help"
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_tells_of_every_command_and_option(name: str) -> None:
    section = PAGE.partition(f"\n### `{name}")[2].partition("\n### ")[0].partition("\n## ")[0]
    assert section, f"docs/command-line.md has no section on `{name}`"
    for option in options_of(COMMANDS[name]):
        assert f"`{option}" in section, f"docs/command-line.md, `{name}`: `{option}` is missing"
    told = set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE))
    assert told <= set(options_of(COMMANDS[name])), "the page tells of an option that is not there"


def test_the_page_tells_of_no_command_that_is_not_there() -> None:
    told = re.findall(r"^### `([a-z-]+)", PAGE, re.MULTILINE)
    assert told == list(COMMANDS)


def test_the_page_tells_of_every_exit_status() -> None:
    section = PAGE.partition("## Exit statuses")[2].partition("\n## ")[0]
    told = {int(number) for number in re.findall(r"^\| ([0-9]+) \|", section, re.MULTILINE)}
    assert told == {int(status) for status in Status}


def test_help_says_in_a_line_what_each_command_is_for(run_cold: "Run") -> None:
    done = run_cold("--help", env={"COLUMNS": "80"})
    assert done.status == 0
    assert "..." not in done.out.partition("Commands:")[2], "a line that is cut off says half"
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S.*\.|^  {name} +\S.*\?", done.out, re.MULTILINE), name


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_each_argument_and_option_means(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help, f"{name}: {parameter.name}"


def test_help_of_a_command_can_be_read(run_cold: "Run") -> None:
    done = run_cold("gate", "--help", env={"COLUMNS": "60"})
    assert done.status == 0
    assert all(len(line) <= 60 for line in done.out.splitlines())
    assert "--in-hindsight" in done.out


def test_no_command_at_all_shows_the_help(run: "Run") -> None:
    done = run()
    assert done.status == 2
    assert "Commands:" in done.out + done.err


def test_the_version_is_told(run: "Run") -> None:
    done = run("--version")
    assert done.status == 0
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+\n", done.out)


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_json_is_one_document_with_sorted_keys_and_the_same_twice(
    words: list[str], run: "Run", run_cold: "Run", book: Path
) -> None:
    assert book.exists()
    first = run(*words, "--json")
    again = run_cold(*words, "--json", env={"PYTHONHASHSEED": "2"})
    assert first.err == again.err == ""
    told = json.loads(first.out)
    if words[0] == "doctor":  # the free space of the disk may move on
        told = [point for point in told if point["about"] != "disk"]
        assert told == [p for p in json.loads(again.out) if p["about"] != "disk"]
        return
    assert first.raw == again.raw
    assert first.out == json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_a_gate_that_clears_ends_with_nothing_wrong(run: "Run", folder: Path) -> None:
    scenario = ROOT / "tests" / "scenarios"
    assert (scenario / "handed-over-cold.toml").exists(), "the statuses 0 and 1 are asked there"
    (folder / "day.csv").write_text(
        "date,time,zone,event,item,to,contents,by\n"
        "2026-05-04,07:00,America/Denver,box arrived,box-1,armorer,,armorer\n",
        "utf-8",
    )
    run("import", "day.csv")
    for words in (["gate", "day.book"], ["gate", "day.book", "--json"]):
        done = run(*words)
        assert done.status == 1, "nothing was asked, so nothing is cleared"
        assert done.err == ""


def test_a_gate_that_does_not_clear_says_so_by_its_status(run: "Run", book: Path) -> None:
    assert run("gate", book.name).status == 1
    asked = ["--weapon", "rifle-9", "--giver", "armorer", "--receiver", "performer-a"]
    assert run("gate", book.name, *asked).status == 1


def test_names_are_read_however_they_are_spelt(run: "Run", book: Path) -> None:
    spelt = [run("trace", book.name, name, "--json").out for name in ("revolver-1", "Revolver_1")]
    assert spelt[0] == spelt[1]
    assert run("gate", book.name, "--entry", "OUT-1").status == 1


def test_doctor_ends_by_what_it_found(run: "Run", book: Path) -> None:
    assert run("doctor", book.name).status in {0, 1}
    Path(f"{book}.key").chmod(0o644)
    done = run("doctor", book.name)
    assert done.status == 1
    assert "!! key `day.book.key` can be read by others" in done.out


def test_doctor_has_something_to_say_of_a_book_that_is_broken(run: "Run", book: Path) -> None:
    book.write_bytes(book.read_bytes()[:5000])
    done = run("doctor", book.name)
    assert done.status == 1
    assert "Traceback" not in done.err
    assert "is damaged" in " ".join(done.out.split())


def test_an_event_is_recorded_as_written_down_now(run: "Run", folder: Path, book: Path) -> None:
    early = ["event=cut", "by=armorer", "date=2026-05-04", "time=07:30", "id=late"]
    assert run("record", book.name, *early).status == 0
    assert "recorded" in run("record", book.name, "event=meal", "by=armorer").out
    run("export", book.name, "out.jsonl")
    events = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    (late,) = (event for event in events if event["id"] == "late")
    now = events[-1]
    assert late["recorded_ms"] > late["latest_ms"] + 3_600_000, "it was not written down then"
    assert now["recorded_ms"] == now["earliest_ms"] == now["latest_ms"]


def test_a_day_without_a_time_is_some_time_on_that_day(
    run: "Run", folder: Path, book: Path
) -> None:
    run("record", book.name, "event=cut", "by=armorer", "date=2026-05-04", "id=some-time")
    run("export", book.name, "out.jsonl")
    (told,) = (
        json.loads(line)
        for line in (folder / "out.jsonl").read_text("utf-8").splitlines()
        if '"id":"some-time"' in line
    )
    assert told["latest_ms"] - told["earliest_ms"] == 24 * 3_600_000 - 1


def test_the_same_event_twice_is_recorded_once(run: "Run", book: Path) -> None:
    words = ["event=cut", "by=armorer", "date=2026-05-04", "time=07:30", "recorded=07:31"]
    first, again = (run("record", book.name, *words, "--json") for _ in range(2))
    assert (len(json.loads(first.out)["recorded"]), json.loads(first.out)["present"]) == (1, 0)
    assert json.loads(again.out) == {"present": 1, "recorded": [], "warnings": []}


def test_what_is_exported_can_be_imported_again(run: "Run", folder: Path, book: Path) -> None:
    assert run("export", book.name, "out.csv").status == 0
    done = run("import", "out.csv", "--book", book.name, "--json")
    assert json.loads(done.out)["recorded"] == 0
    assert run("export", book.name, "out.svg").status == 0
    assert (folder / "out.svg").read_text("utf-8").startswith("<")


def test_the_template_can_be_imported_and_its_gun_goes_out_cold(run: "Run", folder: Path) -> None:
    done = run("schema", "log")
    assert done.status == 0
    (folder / "mine.csv").write_bytes(done.raw)
    assert run("import", "mine.csv").status == 0
    asked = json.loads(run("gate", "mine.book", "--json").out)
    assert [one["verdict"]["word"] for one in asked][-1:] == ["cold"], asked
    assert json.loads(run("schema", "event").out)["$defs"]
    assert run("schema", "cats").status == 2


def test_an_empty_answer_says_that_it_is_empty(run: "Run", folder: Path) -> None:
    log = (
        (
            "date,time,zone,event,item,to,by\n"
            "2026-05-04,07:00,America/Denver,box arrived,box,armorer,armorer\n"
            ",07:10,,handed over,box,performer,armorer\n"
        )
        .replace("item,to,", "item,from,to,")
        .replace("box,armorer", "box,,armorer")
    )
    (folder / "day.csv").write_text(log.replace("box,performer", "box,armorer,performer"), "utf-8")
    assert run("import", "day.csv").status == 0
    assert "No weapon is on record" in run("board", "day.book").out
    assert "No find is on record" in run("trace", "day.book", "--together").out
    assert "Finds on record: 0" in run("trace", "day.book").out


def test_figures_are_never_shown_without_what_they_are(run: "Run", book: Path) -> None:
    asked = [["board"], ["gate"], ["gate", "--entry", "out-1"], ["what-if", "out-1"]]
    for command, *rest in asked:
        told = " ".join(run(command, book.name, *rest).out.split())
        assert "This is a count of recorded controls, not a probability." in told, command


@pytest.mark.slow
def test_the_demonstration_runs_and_leaves_what_is_not_its_own(
    run: "Run", folder: Path, lying: "Lying"
) -> None:
    (folder / "mine.txt").write_text("not to be touched\n", "ascii")
    for left in ("quiet-day.book", "quiet-day.book.key", "quiet-day.book-wal"):
        (folder / left).write_text("of a demonstration before\n", "ascii")
    done = run("demo", "--examples", ROOT / "examples", "--into", folder)
    assert done.status == 0, done.err
    assert not done.err
    assert "with one bit flipped: " in done.out
    assert (folder / "quiet-day.svg").read_text("utf-8").startswith("<")
    assert lying()["mine.txt"] == b"not to be touched\n"


def test_a_demonstration_without_its_examples_says_what_is_missing(run: "Run") -> None:
    done = run("demo", "--examples", "nowhere", "--into", "out")
    assert done.status == 2
    assert len(done.told) == 1
    assert "`nowhere/quiet-day/log.csv`" in done.told[0]


def test_an_import_says_which_rows_were_probably_not_meant(run: "Run", folder: Path) -> None:
    log = (
        "date,time,zone,event,item,contents,method,by,note\n"
        "2026-05-04,07:00,America/Denver,concern raised,,,,armorer,wet floor\n"
        ",07:10,,weapon shown,colt,1-6 empty,bore,armorer,\n"
    )
    (folder / "mine.csv").write_text(log, "utf-8")
    first = run("import", "mine.csv", "--json")
    assert (first.status, first.err) == (0, "")
    assert [one["row"] for one in json.loads(first.out)["warnings"]] == [3]
    (folder / "mine.csv").write_text(log.replace("wet", "dry"), "utf-8")
    again = run("import", "mine.csv")
    assert (again.status, again.err) == (0, "")
    assert "mine.csv, row 2, column `id`" in again.out
    assert "mine.csv, row 3, column `method`" in again.out
    assert json.loads(run("import", "mine.csv", "--json").out)["recorded"] == 0


def test_what_is_typed_and_probably_not_meant_is_said(run: "Run", book: Path) -> None:
    words = ("event=weapon shown", "item=revolver-1", "contents=1-6 empty", "method=bore")
    done = run("record", book.name, *words, "by=armorer")
    assert (done.status, done.err) == (0, "")
    assert "command line, column `method`" in done.out
