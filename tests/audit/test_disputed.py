"""What code that is not of this folder does against the design; not to be committed."""

from pathlib import Path

import msgspec
from packing import ORIGIN, morning

from coldset.book import create_book, open_book
from coldset.core import acts
from coldset.errors import ColdsetError


def test_a_hub_that_revokes_itself_leaves_a_book_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "day.book"
    with create_book(path, ORIGIN) as book:
        hub = book.key.key_id if book.key else ""
        first, second = morning()[:2]
        revoked = acts.DeviceRevoked(device=hub, reason="by mistake")
        try:
            book.record([msgspec.structs.replace(first, act=revoked)])
        except ColdsetError:
            return
        book.record([second])
    with open_book(path) as book:  # raises `signer-unknown`: nobody ever reads the book again
        assert len(book.events) == 2
