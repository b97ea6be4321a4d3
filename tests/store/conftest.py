"""A small day as a set would record it, made ahead with true signatures, and places to keep it.

The places and the server are modules beside these tests.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from database_server import Server, programs
from homes import FileHome, Home, ServerHome

from coldset.core import acts, codec
from coldset.core.events import Event
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.envelope import seal
from coldset.log.genesis import write_genesis
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree

ORIGIN = "example.org/ranch"
HUB = KeyPair(bytes([5] * 32))


@pytest.fixture(scope="session")
def genesis() -> bytes:
    return write_genesis(ORIGIN, HUB.public)


@pytest.fixture(scope="session")
def day() -> list[bytes]:
    """Four hundred entries: whoever verifies them reads each as an event."""
    return [seal(codec.encode(concern(n)), [HUB]) for n in range(400)]


def concern(number: int) -> Event:
    """An event with nothing special about it."""
    return Event(
        id=f"concern-{number}",
        act=acts.ConcernRaised(text="a round on the floor"),
        earliest_ms=number,
        latest_ms=number,
        recorded_ms=number,
        recorder="armorer",
    )


@pytest.fixture(scope="session")
def notes(day: list[bytes]) -> list[bytes]:
    """The checkpoint for each size, from 0 to 400."""
    tree = Tree()
    made = [sign_checkpoint(ORIGIN, 0, tree.root(), HUB)]
    for entry in day:
        tree.append(entry)
        made.append(sign_checkpoint(ORIGIN, tree.size, tree.root(), HUB))
    return made


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "ranch.book"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; the test is skipped where none is installed."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL server on this machine: install `postgresql`")
    made = Server(found)
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, book: Path) -> Home:
    """A place for a book, of each kind."""
    if request.param == "sqlite":
        return FileHome(book)
    return ServerHome(request.getfixturevalue("server"))
