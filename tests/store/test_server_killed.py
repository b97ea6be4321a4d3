"""The server is killed in the middle of appends, a hundred times: nothing acknowledged is lost."""

import threading
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest
from database_server import Server, programs
from homes import ServerHome

from coldset.audit.verify import verify
from coldset.errors import ColdsetError
from coldset.store.port import Store

ROUNDS = 100
SEED = 20


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server of this test's own."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL server on this machine: install `postgresql`")
    made = Server(found)
    try:
        yield made
    finally:
        made.remove()


def append_until_it_dies(store: Store, size: int, day: list[bytes], notes: list[bytes]) -> int:
    """The size that was acknowledged last, of a store that had `size` entries before."""
    try:
        while size < len(day):
            more = 1 + size % 3
            store.append(day[size : size + more], size, notes[min(size + more, len(day))])
            size = min(size + more, len(day))
    except ColdsetError as error:
        assert error.code == "store-failed"  # noqa: PT017 - which append it hits is open
    return size


@pytest.mark.slow
def test_what_was_acknowledged_outlasts_a_hundred_kills_of_the_server(
    mortal: Server, genesis: bytes, day: list[bytes], notes: list[bytes]
) -> None:
    chance = Random(SEED)  # noqa: S311 - moments, no secrets
    mortal.start()
    home = ServerHome(mortal)
    home.create(genesis, notes[0]).close()
    size = written = 0
    for kill in range(ROUNDS):
        with closing(home.open_for_writing()) as store:
            killer = threading.Timer(chance.random() * 0.012, mortal.kill)
            killer.start()
            acknowledged = append_until_it_dies(store, size, day, notes)
            killer.join()
        mortal.start()
        with closing(home.open_for_reading()) as store:
            size = store.size()
            why = f"seed {SEED}, kill {kill}"
            assert acknowledged <= size <= acknowledged + 3, why
            assert store.checkpoint() == notes[size], why
            entries = store.entries(0, size)
            assert entries == day[:size], why
            verify(entries, store.checkpoint(), store.meta(), enrol=lambda keys, _: keys)
        written += size
        if size == len(day):
            home = ServerHome(mortal)
            home.create(genesis, notes[0]).close()
            size = 0
    assert written > ROUNDS
