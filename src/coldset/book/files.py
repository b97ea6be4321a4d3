"""Where a book is kept, a book as raw bytes, and files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coldset.book.keyring import take_in_key
from coldset.core import codec
from coldset.errors import ColdsetError
from coldset.log.envelope import open_envelope
from coldset.log.genesis import read_genesis
from coldset.log.keys import key_id
from coldset.store import sqlite
from coldset.store.image import ImageReport, check_image
from coldset.store.port import Store
from coldset.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from coldset.store.postgres import PostgresStore
    from coldset.store.postgres_address import Address

Place = Path | str
"""A book's file, or `postgresql://[user@]host/database#production` for one on a server."""

ON_SERVER = "postgresql://"


@dataclass(frozen=True, slots=True)
class Raw:
    """A book's bytes as they are kept, for a verifier that shares no code with the book."""

    genesis: bytes
    checkpoint: bytes
    entries: tuple[bytes, ...]

    def payloads(self) -> Iterator[bytes]:
        """What each entry says, once its signature is verified again."""
        hub = read_genesis(self.genesis).hub
        name = key_id(hub.public)
        trusted = {name: hub.public}
        for entry in self.entries:
            payload = open_envelope(entry, trusted).payload
            take_in_key(trusted, codec.decode(payload), name)
            yield payload


def create_store(place: Place, genesis: bytes, checkpoint: bytes) -> "SqliteStore | PostgresStore":
    """A new store at a place, open for writing.

    Raises:
        ColdsetError: as `create` of the store.
    """
    if not is_on_server(place):
        return sqlite.create(Path(place), genesis, checkpoint)
    from coldset.store import postgres  # noqa: PLC0415 - its driver takes longer than most commands

    return postgres.create(_address(place), genesis, checkpoint)


def open_store(place: Place, *, for_writing: bool = False) -> "SqliteStore | PostgresStore":
    """The store at a place, chosen by how the place is written.

    Raises:
        ColdsetError, IntegrityError: as `open_for_writing` and `open_for_reading` of the store.
    """
    if not is_on_server(place):
        opener = sqlite.open_for_writing if for_writing else sqlite.open_for_reading
        return opener(Path(place))
    from coldset.store import postgres  # noqa: PLC0415 - its driver takes longer than most commands

    opened = postgres.open_for_writing if for_writing else postgres.open_for_reading
    return opened(_address(place))


def is_on_server(place: Place) -> bool:
    """Whether a place is an address on a server, and no file."""
    return isinstance(place, str) and place.startswith(ON_SERVER)


def beside(place: Place) -> Path:
    """The name of a book on this machine, that the hub's key lies beside.

    A book on a server is named by its production, in the folder that the program runs in: the
    key of `postgresql://studio/books#ranch` is `ranch.book.key` there. Keys do not go to servers.

    Raises:
        ColdsetError: as `Address.of`.
    """
    return Path(f"{_address(place).production}.book") if is_on_server(place) else Path(place)


def is_there(place: Place) -> bool:
    """Whether there is something at a place that would have to be opened, not made.

    Raises:
        ColdsetError: the server could not be asked.
    """
    if not is_on_server(place):
        return Path(place).exists()
    try:
        open_store(place).close()
    except ColdsetError as error:
        if error.code == "book-missing":
            return False
        raise
    return True


def shown(place: Place) -> str:
    """A place as it is written out: never with a password.

    Raises:
        ColdsetError: as `Address.of`.
    """
    return str(_address(place) if is_on_server(place) else place)


def _address(place: Place) -> "Address":
    from coldset.store.postgres_address import Address  # noqa: PLC0415 - as above

    return Address.of(str(place))


def raw_of(place: Place) -> Raw:
    """The bytes of a book, read without looking into them.

    Raises:
        ColdsetError, IntegrityError: as `open_store`.
    """
    store = open_store(place)
    try:
        return _settled(store)
    finally:
        store.close()


def _settled(store: Store) -> Raw:
    """All of a store, and the checkpoint that was its newest before and after it was read.

    While another process writes, that may take a few looks.
    """
    checkpoint = store.checkpoint()
    while True:
        entries = tuple(store.entries(0, store.size()))
        newest = store.checkpoint()
        if newest == checkpoint:
            return Raw(store.meta(), checkpoint, entries)
        checkpoint = newest


def image_of(place: Place) -> ImageReport:
    """Whether a book's file is, bit for bit, what its last writer left.

    Of a book on a server, that its tables are those of a book, and how many bytes they take.

    Raises:
        ColdsetError, IntegrityError: as `store.image.check_image` and `postgres.check_tables`.
    """
    if not is_on_server(place):
        return check_image(Path(place))
    from coldset.store import postgres  # noqa: PLC0415 - its driver takes longer than most commands

    return ImageReport(shown(place), postgres.check_tables(_address(place)), "on a server")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one, never half of it.

    Raises:
        ColdsetError: the file could not be written (`file-unwritable`).
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as cause:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ColdsetError(
            "file-unwritable",
            f"file `{path}` could not be written: {cause.strerror}; expected a folder that "
            "can be written to, with room in it",
            path=str(path),
        ) from cause
