"""A book of every format that there ever was opens, verifies, and can be written on.

Each new format adds its file to `books`; none is ever changed or taken away. Their key is the one
that these tests sign with.
"""

import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from database_server import Server

from coldset.audit.verify import verify
from coldset.book import open_book
from coldset.book.files import Raw, raw_of
from coldset.core import codec
from coldset.store import layout, postgres_layout
from coldset.store.image import check_image
from coldset.store.postgres import open_for_writing as open_on_server
from coldset.store.postgres_address import Address
from coldset.store.sqlite import open_for_writing

BOOKS = Path(__file__).parent / "books"
ROOT = "49b1b2dd5d95199ef3f9b6baceced6d346ff38044258d22c3d9e00025d426c0b"
SEED = bytes([5] * 32)


def formats(ending: str) -> list[int]:
    found = (re.fullmatch(r"format-(\d+)", path.stem) for path in BOOKS.glob(f"*.{ending}"))
    return sorted(int(name[1]) for name in found if name)


def holds_the_morning(raw: Raw) -> None:
    report = verify(raw.entries, raw.checkpoint, raw.genesis)
    assert report.root == ROOT
    acts = [type(codec.decode(payload).act).__name__ for payload in raw.payloads()]
    assert acts == [
        "ProductionOpened",
        *["PlaceDeclared"] * 6,
        "BanDeclared",
        *["RoleAssigned"] * 4,
    ]


def test_there_is_a_book_of_every_format() -> None:
    assert formats("book") == list(range(1, layout.FORMAT + 1))
    assert formats("sql") == list(range(1, postgres_layout.FORMAT + 1))


@pytest.mark.parametrize("number", formats("book"))
def test_a_file_of_every_format_opens(tmp_path: Path, number: int) -> None:
    book = tmp_path / f"format-{number}.book"
    for name in (book.name, f"{book.name}.sum"):
        shutil.copy(BOOKS / name, tmp_path)
    assert check_image(book).sidecar == "matches"
    holds_the_morning(raw_of(book))
    Path(f"{book}.key").write_text(SEED.hex())
    with open_book(book, for_writing=True) as opened:
        assert len(opened.events) == 12
    with closing(open_for_writing(book)) as store:
        store.append([b"another"], 12, b"another note")
        assert store.size() == 13
    assert check_image(book).sidecar == "matches"


@pytest.mark.parametrize("number", formats("sql"))
def test_a_schema_of_every_format_opens_from_its_dump(server: Server, number: int) -> None:
    production = f"format_{number}"
    server.run((BOOKS / f"format-{number}.sql").read_text(), "SELECT 1")
    holds_the_morning(raw_of(server.url(production)))
    with closing(open_on_server(Address.of(server.url(production)))) as store:
        store.append([b"another"], 12, b"another note")
        assert store.size() == 13
