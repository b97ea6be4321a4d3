"""A whole book on a server: its key here, its bytes there, and every command by its address."""

import subprocess
import sys
from pathlib import Path

import pytest
from database_server import Server

from coldset.book import create_book, open_book
from coldset.book.files import image_of, is_there
from coldset.book.health import examine
from coldset.core import acts
from coldset.core.events import Event
from coldset.errors import ColdsetError
from coldset.store import postgres

LOG = Path(__file__).parents[2] / "examples" / "quiet-day" / "log.csv"


def concern(number: int) -> Event:
    return Event(
        id=f"concern-{number}",
        act=acts.ConcernRaised(text="a round on the floor"),
        earliest_ms=number,
        latest_ms=number,
        recorded_ms=number,
        recorder="armorer",
    )


@pytest.fixture
def place(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where no book is yet, asked for from a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return server.url(server.fresh())


def test_a_book_on_a_server_is_a_book(place: str, tmp_path: Path) -> None:
    assert not is_there(place)
    with create_book(place, "example.org/ranch") as book:
        book.record(concern(n) for n in range(5))
    assert is_there(place)
    assert [file.suffix for file in tmp_path.iterdir()] == [".key"]
    with open_book(place, for_writing=True) as book:
        assert book.record([concern(4), concern(5)]).present == 1
    with open_book(place) as book:
        assert [event.id for event in book.events] == [f"concern-{n}" for n in range(6)]
    report = image_of(place)
    assert report.sidecar == "on a server"
    assert report.image_bytes > 8192
    assert all(point.well for point in examine(place, 10)[:3])


def test_without_its_key_it_is_read_and_not_written_to(place: str, tmp_path: Path) -> None:
    create_book(place, "example.org/ranch").close()
    (key,) = tmp_path.iterdir()
    key.rename(tmp_path / "elsewhere")
    open_book(place).close()
    with pytest.raises(ColdsetError) as refusal:
        open_book(place, for_writing=True)
    assert refusal.value.code == "key-missing"
    key.write_text(bytes(32).hex())
    with pytest.raises(ColdsetError) as refusal:
        open_book(place.replace("hub@", "hub:hunter2@"), for_writing=True)
    assert refusal.value.code == "key-differs"
    assert "hunter2" not in f"{refusal.value}{refusal.value.fields}"


def test_a_taken_production_keeps_its_key(place: str, tmp_path: Path) -> None:
    create_book(place, "example.org/ranch").close()
    (key,) = tmp_path.iterdir()
    kept = key.read_bytes()
    with pytest.raises(ColdsetError) as refusal:
        create_book(place, "example.org/ranch")
    assert refusal.value.code == "key-exists"
    key.rename(tmp_path / "elsewhere")
    with pytest.raises(ColdsetError) as refusal:
        create_book(place, "example.org/ranch")
    assert refusal.value.code == "book-exists"
    assert (tmp_path / "elsewhere").read_bytes() == kept
    assert not key.exists()


def test_a_lost_answer_leaves_the_key_that_a_book_may_need(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*made: object) -> None:
        real(*made).close()  # type: ignore[arg-type]  # passed on as given
        raise ColdsetError("store-failed", "the answer was lost")

    real = postgres.create
    monkeypatch.setattr(postgres, "create", lost)
    with pytest.raises(ColdsetError, match="the answer was lost"):
        create_book(place, "example.org/ranch")
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    with open_book(place, for_writing=True) as book:
        assert len(book.record([concern(1)]).added) == 1


def test_commands_take_its_address(place: str, tmp_path: Path) -> None:
    program = "from coldset.present.cli import main; main()"

    def run(*arguments: str) -> str:
        return subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    first = run("import", str(LOG), "--book", place)
    with open_book(place) as book:
        count = len(book.events)
    assert count > 200
    assert f"{count} recorded, 0 there already" in first
    assert f"0 recorded, {count} there already" in run("import", str(LOG), "--book", place)
    assert f"{count} signatures" in run("verify", place)
    assert f"{count} events written" in run("export", place, "day.jsonl")
