"""A book as raw bytes for the other side's tool, and files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coldset.errors import ColdsetError
from coldset.log.envelope import open_envelope
from coldset.log.genesis import read_genesis
from coldset.log.keys import key_id
from coldset.store.image import ImageReport, check_image
from coldset.store.sqlite import open_for_reading


@dataclass(frozen=True, slots=True)
class Raw:
    """A book's bytes as they are kept, for a verifier that shares no code with the book."""

    genesis: bytes
    checkpoint: bytes
    entries: tuple[bytes, ...]

    def payloads(self) -> Iterator[bytes]:
        """What each entry says, once its signature is verified again."""
        hub = read_genesis(self.genesis).hub
        trusted = {key_id(hub.public): hub.public}
        for entry in self.entries:
            yield open_envelope(entry, trusted).payload


def raw_of(path: Path) -> Raw:
    """The bytes of a book, read without looking into them.

    Raises:
        ColdsetError, IntegrityError: as `store.sqlite.open_for_reading`.
    """
    store = open_for_reading(path)
    try:
        checkpoint = store.checkpoint()
        return Raw(store.meta(), checkpoint, tuple(store.entries(0, store.size())))
    finally:
        store.close()


def image_of(path: Path) -> ImageReport:
    """Whether a book's file is, bit for bit, what its last writer left.

    Raises:
        ColdsetError, IntegrityError: as `store.image.check_image`.
    """
    return check_image(path)


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
