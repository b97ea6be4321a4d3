"""What is looked at after each torture: what a book says, and whether `coldset verify` agrees."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from coldset.book import open_book
from coldset.core.events import Event
from coldset.present.cli.keeping import verify

CLEAN: Final = 0
MEMORY: Final = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - new folders are made in it
"""Where to lay books whose disk does not matter; None is the usual place.

A killed process loses nothing that the kernel has: a file system in memory is as good.
"""


class Verified(NamedTuple):
    """What the command said: its exit status, the error's code or "", and how it told."""

    status: int
    code: str
    events: int
    sidecar: str


def verified(book: Path) -> Verified:
    """Run `coldset verify --json` in this process; whatever is no error of ours is let through."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    status = CLEAN
    with redirect_stdout(out), redirect_stderr(err):
        try:
            verify(book, as_json=True)
        except SystemExit as ended:
            status = int(ended.code or CLEAN)
    if status != CLEAN:
        return Verified(status, msgspec.json.decode(err.getvalue())["error"], 0, "")
    out.seek(0)
    told = msgspec.json.decode(out.read())
    return Verified(status, "", told["events"], told["image"]["sidecar"])


def held(book: Path) -> list[Event]:
    """Every event of a book, read as everybody reads it."""
    with open_book(book) as kept:
        return list(kept.events)
