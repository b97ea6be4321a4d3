"""A book with a few entries of a day in it, and the two example days."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coldset.book import create_book
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.present.exchange import read_day_log

ORIGIN = "example.org/set"
EXAMPLES = Path(__file__).parents[2] / "examples"

Entry = Callable[..., Event]


def entry(name: Id = "one", act: Act | None = None, at_ms: int = 1_000, **parts: object) -> Event:
    """An event with nothing special about it."""
    usual: dict[str, object] = {
        "id": name,
        "act": act or acts.ConcernRaised(text=name),
        "earliest_ms": at_ms,
        "latest_ms": at_ms,
        "recorded_ms": at_ms,
        "recorder": "armorer",
    }
    return Event(**(usual | parts))  # type: ignore[arg-type]  # as each test says


@pytest.fixture
def an_entry() -> Entry:
    """Makes an event: `an_entry("name", note="...")`."""
    return entry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where no book is yet."""
    return tmp_path / "day.book"


@pytest.fixture
def made(path: Path) -> Path:
    """A closed book with twenty entries."""
    with create_book(path, ORIGIN) as book:
        book.record(entry(f"entry-{n}", at_ms=n) for n in range(20))
    return path


@pytest.fixture(scope="session")
def morning() -> tuple[Event, ...]:
    """A morning on which everything was done and written down, up to one cold hand-over."""
    return read_day_log(Path(__file__).with_name("good-day.csv").read_bytes(), "good-day.csv")


@pytest.fixture(scope="session")
def quiet_day() -> tuple[Event, ...]:
    """The quiet day, in the order of its log."""
    return read_day_log((EXAMPLES / "quiet-day" / "log.csv").read_bytes(), "log.csv")


@pytest.fixture(scope="session")
def church() -> tuple[Event, ...]:
    """The church rehearsal, in the order of its log."""
    return read_day_log((EXAMPLES / "church-rehearsal" / "log.csv").read_bytes(), "log.csv")
