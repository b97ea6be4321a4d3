"""Where a store that outlasts its process can be, and what a test does to it there."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from database_server import Server

from coldset.errors import ColdsetError
from coldset.store import postgres, sqlite
from coldset.store.port import Store
from coldset.store.postgres_address import Address

PATIENCE_S = 20


class Home(Protocol):
    """One place for one book."""

    @property
    def place(self) -> str:
        """What a process needs to find it."""
        ...

    def create(self, genesis: bytes, checkpoint: bytes) -> Store: ...

    def open_for_writing(self) -> Store: ...

    def open_for_reading(self) -> Store: ...

    def take_lock_away(self, writer: Store) -> None:
        """Let a second writer in beside the first."""
        ...


class FileHome:
    """A file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        return str(self.path)

    def create(self, genesis: bytes, checkpoint: bytes) -> Store:
        return sqlite.create(self.path, genesis, checkpoint)

    def open_for_writing(self) -> Store:
        return sqlite.open_for_writing(self.path)

    def open_for_reading(self) -> Store:
        return sqlite.open_for_reading(self.path)

    def take_lock_away(self, writer: Store) -> None:
        assert isinstance(writer, sqlite.SqliteStore)
        Path(f"{self.path}.lock").unlink()


class ServerHome:
    """A schema on the tests' own server."""

    def __init__(self, server: Server) -> None:
        self.place = server.url(server.fresh())
        self.address = Address.of(self.place)

    def create(self, genesis: bytes, checkpoint: bytes) -> Store:
        return postgres.create(self.address, genesis, checkpoint)

    def open_for_writing(self) -> Store:
        return postgres.open_for_writing(self.address)

    def open_for_reading(self) -> Store:
        return postgres.open_for_reading(self.address)

    def take_lock_away(self, writer: Store) -> None:
        assert isinstance(writer, postgres.PostgresStore)
        writer._open().execute("SELECT pg_advisory_unlock_all()")


def once_free(opens: Callable[[], Store]) -> Store:
    """A writing store, once the server has noticed that the last writer is gone."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return opens()
        except ColdsetError as error:
            if error.code != "book-busy" or time.monotonic() > until:
                raise
        time.sleep(0.01)
