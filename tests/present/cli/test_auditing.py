"""Handing a record over and checking it, as two people do it on two machines."""

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Lying, Run

ROOT = Path(__file__).parents[3]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def file(run: "Run", book: Path) -> Path:
    """The bundle of the small book."""
    done = run("bundle", book.name, "out.zip", "--json")
    assert (done.status, done.err) == (0, "")
    return book.with_name("out.zip")


def codes(done: Any) -> list[str]:  # noqa: ANN401 - what the command answered
    return [one["code"] for one in json.loads(done.out)["disagreements"]]


def test_a_bundle_is_made_and_audited_with_the_key_from_elsewhere(
    run: "Run", book: Path, lying: "Lying"
) -> None:
    before = lying()
    made = json.loads(run("bundle", book.name, "out.zip", "--json").out)
    assert made["entries"] == made["size"] == 11
    assert {n: d for n, d in lying().items() if n != "out.zip"} == before
    done = run("audit", "out.zip", "--hub", made["hub"], "--json")
    assert (done.status, done.err) == (0, "")
    told = json.loads(done.out)
    assert (told["disagreements"], told["hub"]) == ([], made["hub"])
    assert [(one["entry"], one["word"]) for one in told["asked"]] == [("out-1", "not cleared")]


def test_what_a_person_reads_of_a_bundle(run: "Run", file: Path) -> None:
    done = run("audit", file.name)
    told = plain(done.out)
    assert done.status == 0
    assert "out.zip: evidence of coldset.local/day, 11 of 11 entries" in told
    assert "Nothing disagrees, as far as this was checked" in told
    assert "nobody but the hub vouches for this log" in told
    assert "■ not cleared the bundle states not cleared agrees" in told
    assert "sha256 of the pack" in told
    assert max(map(len, done.out.splitlines())) <= 100
    made = plain(run("bundle", file.with_name("day.book").name, "again.zip").out)
    assert "evidence of coldset.local/day, 11 of 11 entries" in made
    assert "policy pack set" in made


def test_the_same_bundle_and_the_same_answer_twice(run: "Run", file: Path) -> None:
    run("bundle", "day.book", "again.zip")
    assert file.with_name("again.zip").read_bytes() == file.read_bytes()
    assert run("audit", "out.zip", "--json").raw == run("audit", "again.zip", "--json").raw


def test_one_entry_goes_alone_with_its_proof(run: "Run", book: Path) -> None:
    done = run("bundle", book.name, "one.zip", "--entry", "OUT-1", "--json")
    assert json.loads(done.out)["entries"] == 1
    told = plain(run("audit", "one.zip").out)
    assert "1 of 11 entries" in told
    assert "a selection is no whole record" in told
    assert run("audit", "one.zip").status == 0
    assert run("bundle", book.name, "two.zip", "--entry", "nobody").status == 2


def test_a_checkpoint_that_was_kept_is_compared(run: "Run", book: Path, folder: Path) -> None:
    run("bundle", book.name, "early.zip")
    (folder / "kept.txt").write_bytes(_checkpoint(folder / "early.zip"))
    run("record", book.name, "event=cut", "by=armorer")
    run("bundle", book.name, "late.zip", "--checkpoint", "kept.txt")
    for name in ("early.zip", "late.zip"):
        assert run("audit", name, "--checkpoint", "kept.txt").status == 0
    (folder / "kept.txt").write_bytes(_checkpoint(folder / "late.zip"))
    done = run("audit", "early.zip", "--checkpoint", "kept.txt", "--json")
    assert (done.status, codes(done)) == (4, ["log-shortened"])


def _checkpoint(bundle: Path) -> bytes:
    with zipfile.ZipFile(bundle) as file:
        return file.read("checkpoint.txt")


def test_a_proof_that_does_not_hold_is_said_first_and_by_status(
    run: "Run", file: Path, folder: Path
) -> None:
    log = "date,time,zone,event,by\n2026-05-04,07:00,America/Denver,cut,armorer\n"
    (folder / "other.csv").write_text(log, "utf-8")
    hub = json.loads(run("import", "other.csv", "--json").out)["hub"]
    other = run("audit", file.name, "--hub", hub)
    assert other.status == 4
    told = plain(other.out)
    assert "ONE THING DISAGREES." in told
    assert "so nothing is cleared" in told
    assert told.index("What disagrees") < told.index("what was checked")
    assert "cold" not in told.replace("coldset", "")
    data = file.read_bytes()
    at = data.index(b'"payload":"') + 100
    file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    broken = run("audit", file.name)
    assert (broken.status, broken.out) == (4, "")
    assert len(broken.told) == 1
    assert "`entries.jsonl`" in broken.told[0]


def test_what_is_no_bundle_is_refused(run: "Run", book: Path, folder: Path) -> None:
    (folder / "text.zip").write_text("no zip", "ascii")
    (folder / "empty.zip").write_bytes(b"")
    for name in ("text.zip", "empty.zip", book.name, "nowhere.zip", "."):
        done = run("audit", name)
        assert (done.status, done.out) == (2, "")
        assert len(done.told) == 1
    told = json.loads(run("audit", "text.zip", "--json").err)
    assert told["error"] == "bundle-malformed"
    assert run("audit", "text.zip", "--hub", "me").status == 2


def test_a_bundle_does_not_replace_the_book(run: "Run", book: Path, lying: "Lying") -> None:
    before = lying()
    done = run("bundle", book.name, book.name)
    assert done.status == 2
    assert "is the book itself" in done.told[0]
    assert run("bundle", book.name, "out.zip", "--policy", "nowhere").status == 2
    assert run("bundle", book.name, "out.zip", "--checkpoint", "nowhere").status == 2
    assert lying() == before


def test_what_contradicts_what_was_said_ends_with_status_one(run: "Run", book: Path) -> None:
    words = (
        "event=clearance given",
        "item=revolver-1",
        "by=armorer",
        "to=performer-a",
        "note=cold",
    )
    done = run("record", book.name, *words, "date=2026-05-04", "time=07:19", "id=said")
    assert done.status == 0, done.err
    run("bundle", book.name, "out.zip")
    done = run("audit", "out.zip", "--json")
    assert (done.status, codes(done)) == (1, ["clearance-differs"])
    told = plain(run("audit", "out.zip").out)
    assert "ONE THING DISAGREES" in told
    assert "read aloud: cold DISAGREES" in told
    assert "`said` cleared `revolver-1` for `performer-a` as `cold`" in told
