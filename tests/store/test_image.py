"""The image at rest: one flipped bit anywhere, and it is noticed."""

import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coldset.audit.verify import verify
from coldset.errors import ColdsetError, IntegrityError
from coldset.store import layout
from coldset.store.image import check_image
from coldset.store.sqlite import create, open_for_reading, open_for_writing


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def sealed(
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
    genesis: bytes,
    day: list[bytes],
    notes: list[bytes],
) -> Path:
    """A book of three entries in small pages, so that every byte can be tried."""
    monkeypatch.setattr(layout, "PAGE_BYTES", 512)
    with closing(create(book, genesis, notes[0])) as store:
        store.append(day[:3], 0, notes[3])
    return book


def refuses(call: Callable[[Path], object], path: Path) -> bool:
    try:
        call(path)
    except (ColdsetError, IntegrityError):
        return True
    return False


def read_and_verify(path: Path) -> list[bytes]:
    with closing(open_for_reading(path)) as store:
        note = store.checkpoint()
        entries = store.entries(0, store.size())
        verify(entries, note, store.meta(), enrol=lambda keys, _: keys)
        return entries


def test_the_seal_is_what_sha256sum_prints_and_the_length(sealed: Path) -> None:
    image = sealed.read_bytes()
    digest = hashlib.sha256(image).hexdigest()
    assert Path(f"{sealed}.sum").read_text() == f"sha256 {digest} bytes {len(image)}\n"
    report = check_image(sealed)
    assert (report.sidecar, report.image_bytes) == ("matches", len(image))
    assert not Path(f"{sealed}-wal").exists() or Path(f"{sealed}-wal").stat().st_size == 0


def test_one_flipped_bit_at_each_byte_of_the_book_is_noticed(sealed: Path) -> None:
    image = bytearray(sealed.read_bytes())
    assert len(image) < 10_000
    for at in range(len(image)):
        image[at] ^= 1 << at % 8
        sealed.write_bytes(image)
        assert refuses(check_image, sealed)
        if at % 8 == 0:
            assert refuses(open_for_writing, sealed)
        image[at] ^= 1 << at % 8
    sealed.write_bytes(image)
    assert check_image(sealed).sidecar == "matches"


def test_without_a_seal_a_flipped_bit_is_noticed_or_changes_nothing(
    sealed: Path, day: list[bytes]
) -> None:
    image = bytearray(sealed.read_bytes())
    Path(f"{sealed}.sum").unlink()
    read = walked = 0
    places = range(0, len(image), 3)
    for at in places:
        image[at] ^= 1 << at % 8
        sealed.write_bytes(image)
        try:
            assert read_and_verify(sealed) == day[:3]
        except (ColdsetError, IntegrityError):
            read += 1
        else:
            walked += refuses(check_image, sealed)
        image[at] ^= 1 << at % 8
    assert read > len(places) * 0.2
    assert walked > 0
    assert read + walked < len(places)  # the rest is space that nobody uses


def test_a_broken_page_that_no_reading_shows_stops_the_writer(
    sealed: Path, day: list[bytes]
) -> None:
    """The order of cells in a page is not their order in the list: SQLite's walk sees that."""
    image = bytearray(sealed.read_bytes())
    Path(f"{sealed}.sum").unlink()
    page = image.rindex(b"\x0d\x00\x00\x00\x01", 0, len(image))
    image[page + 7] ^= 0xFF  # claims more fragmented bytes than there are
    sealed.write_bytes(image)
    assert read_and_verify(sealed) == day[:3]
    assert refuses(check_image, sealed)
    assert refuses(open_for_writing, sealed)


def test_a_writer_that_begins_while_the_image_is_compared_is_no_damage(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin_writing(seal: Path) -> bytes:
        seal.unlink()
        return b"read too early"

    monkeypatch.setattr("coldset.store.image._read", begin_writing)
    assert check_image(sealed).sidecar == "absent"


def test_one_flipped_bit_at_each_byte_of_the_seal_is_noticed(sealed: Path) -> None:
    seal = Path(f"{sealed}.sum")
    line = bytearray(seal.read_bytes())
    for at in range(len(line)):
        line[at] ^= 1 << at % 8
        seal.write_bytes(line)
        with pytest.raises(IntegrityError) as broken:
            check_image(sealed)
        assert broken.value.code == "image-changed"
        line[at] ^= 1 << at % 8
    for other in (b"", bytes(line)[:-1], bytes(line) + b"x", bytes(line) * 9):
        seal.write_bytes(other)
        with pytest.raises(IntegrityError):
            check_image(sealed)


def test_bytes_added_behind_the_image_are_noticed(sealed: Path) -> None:
    image = sealed.read_bytes()
    for more in (b"\x00", bytes(512), b"x" * 5000):
        sealed.write_bytes(image + more)
        with pytest.raises((ColdsetError, IntegrityError)):
            check_image(sealed)


def test_a_damaged_book_is_not_sealed_as_if_it_were_right(sealed: Path) -> None:
    seal = Path(f"{sealed}.sum").read_bytes()
    image = bytearray(sealed.read_bytes())
    image[-200] ^= 1
    sealed.write_bytes(image)
    with pytest.raises(IntegrityError):
        open_for_writing(sealed)
    assert Path(f"{sealed}.sum").read_bytes() == seal


def test_an_older_seal_beside_a_newer_book_is_noticed(
    sealed: Path, day: list[bytes], notes: list[bytes]
) -> None:
    older = sealed.read_bytes()
    with closing(open_for_writing(sealed)) as store:
        store.append(day[3:4], 3, notes[4])
    assert check_image(sealed).sidecar == "matches"
    sealed.write_bytes(older)
    with pytest.raises(IntegrityError):
        check_image(sealed)


def test_the_seal_goes_before_the_first_write_and_comes_back_on_closing(
    sealed: Path, day: list[bytes], notes: list[bytes]
) -> None:
    seal = Path(f"{sealed}.sum")
    with closing(open_for_writing(sealed)) as store:
        assert seal.exists()
        assert check_image(sealed).sidecar == "matches"
        store.append(day[3:4], 3, notes[4])
        assert not seal.exists()
        assert check_image(sealed).sidecar == "absent"
    assert check_image(sealed).sidecar == "matches"


def test_opening_and_closing_without_writing_changes_no_byte(sealed: Path) -> None:
    files = [sealed.parent / name for name in names(sealed.parent)]
    before = [(file.read_bytes(), file.stat().st_ino) for file in files]
    open_for_writing(sealed).close()
    assert [(file.read_bytes(), file.stat().st_ino) for file in files] == before


def test_closing_beside_a_reader_leaves_all_in_the_one_file(
    sealed: Path, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(open_for_reading(sealed)) as reader:
        with closing(open_for_writing(sealed)) as store:
            store.append(day[3:4], 3, notes[4])
        assert Path(f"{sealed}-wal").stat().st_size == 0
        assert check_image(sealed).sidecar == "matches"
        assert reader.size() == 4


def test_closing_while_somebody_is_in_the_middle_of_reading_leaves_no_seal(
    sealed: Path, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(open_for_reading(sealed)) as reader:
        reader._open().execute("BEGIN")
        assert reader.size() == 3
        with closing(open_for_writing(sealed)) as store:
            store._open_to_write().execute("PRAGMA busy_timeout=0")
            store.append(day[3:4], 3, notes[4])
        assert check_image(sealed).sidecar == "absent"
        assert reader.size() == 3
    open_for_writing(sealed).close()
    assert check_image(sealed).sidecar == "matches"
    assert len(read_and_verify(sealed)) == 4


def test_checking_leaves_book_and_seal_as_they_were(sealed: Path) -> None:
    before = (sealed.read_bytes(), Path(f"{sealed}.sum").read_bytes())
    check_image(sealed)
    assert (sealed.read_bytes(), Path(f"{sealed}.sum").read_bytes()) == before


def test_checking_does_not_let_go_of_a_writers_locks(
    sealed: Path, day: list[bytes], notes: list[bytes]
) -> None:
    with closing(open_for_writing(sealed)) as store:
        store.append(day[3:4], 3, notes[4])
        check_image(sealed)
        with closing(open_for_reading(sealed)) as reader:
            assert reader.size() == 4
        store.append(day[4:5], 4, notes[5])
        assert store.size() == 5
    assert len(read_and_verify(sealed)) == 5
