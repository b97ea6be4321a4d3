"""Files that are written whole or not at all, raw bytes, packs, and how a book is doing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coldset.audit.verify import verify
from coldset.book import load_policy, now_ms, open_book, pack_names
from coldset.book.files import raw_of, write_whole
from coldset.book.health import FREE_BYTES_MIN, Point, examine
from coldset.book.keyfile import key_path
from coldset.core.events import Event
from coldset.errors import ColdsetError

Entry = Callable[..., Event]


def points(book: Path, at_ms: int = 10_000) -> dict[str, Point]:
    return {point.about: point for point in examine(book, at_ms)}


# --- write_whole


def test_a_file_is_written_or_replaced(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    for data in (b"old", b"new\x00bytes", b""):
        write_whole(report, data)
        assert report.read_bytes() == data
    assert list(tmp_path.iterdir()) == [report]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("fault", [OSError(28, "no space left"), PermissionError(13, "denied")])
def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: OSError
) -> None:
    report = tmp_path / "report.csv"
    report.write_bytes(b"old")

    def broken(*_arguments: object) -> None:
        raise fault

    where: object = os if step == "fsync" else Path
    monkeypatch.setattr(where, step, broken)
    with pytest.raises(ColdsetError) as refusal:
        write_whole(report, b"new")
    assert refusal.value.code == "file-unwritable"
    assert report.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [report]


def test_what_dies_on_the_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.csv"
    report.write_bytes(b"old")

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        write_whole(report, b"new")
    assert report.read_bytes() == b"old"


def test_what_a_crash_left_beside_it_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".report.csv.new").write_bytes(b"half of someth")
    write_whole(tmp_path / "report.csv", b"all of it")
    assert [file.name for file in tmp_path.iterdir()] == ["report.csv"]


@pytest.mark.parametrize("into", ["missing/report.csv", "."])
def test_a_place_that_is_none_is_refused(tmp_path: Path, into: str) -> None:
    with pytest.raises(ColdsetError) as refusal:
        write_whole(tmp_path / into, b"new")
    assert refusal.value.code == "file-unwritable"


# --- raw bytes


def test_the_raw_bytes_are_enough_for_the_other_sides_tool(made: Path) -> None:
    raw = raw_of(made)
    report = verify(raw.entries, raw.checkpoint, raw.genesis)
    assert report.entries == len(list(raw.payloads())) == 20
    with open_book(made) as book:
        assert list(raw.payloads()) == list(book.by_id.values())


# --- packs


def test_the_packs_are_named_and_read() -> None:
    assert "set" in pack_names()
    for name in pack_names():
        assert load_policy(name).name == name


def test_a_pack_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("name = ")
    with pytest.raises(ColdsetError) as refusal:
        load_policy(str(mine))
    assert refusal.value.code == "pack-unreadable"


@pytest.mark.parametrize("name", ["", "sett", "../packs/set", ".", "set.toml"])
def test_a_pack_that_is_not_there_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ColdsetError) as refusal:
        load_policy(name)
    assert refusal.value.code == "pack-unknown"


# --- health


def test_a_book_in_order_has_nothing_to_say(made: Path) -> None:
    found = points(made)
    assert list(found) == ["book", "image", "key", "disk"]
    assert [about for about, point in found.items() if not point.well] in ([], ["disk"])
    assert "20" in found["book"].sentence


def test_a_missing_book_is_said_not_raised(path: Path) -> None:
    found = points(path)
    assert not found["book"].well
    assert not found["image"].well
    assert not found["key"].well


def test_a_damaged_book_is_said_not_raised(made: Path) -> None:
    made.write_bytes(made.read_bytes()[:5000])
    found = points(made)
    assert not found["book"].well
    assert not found["image"].well


def test_a_book_that_is_being_written_has_no_seal(made: Path, an_entry: Entry) -> None:
    with open_book(made, for_writing=True) as book:
        book.record([an_entry("new")])
        found = points(made)
        assert found["book"].well
        assert not found["image"].well
    assert points(made)["image"].well


def test_a_changed_byte_that_nothing_reads_is_seen_by_the_seal(made: Path) -> None:
    data = bytearray(made.read_bytes())
    data[60] ^= 1  # the header's user version: nothing that a book reads
    made.write_bytes(data)
    assert not points(made)["image"].well


def test_a_clock_behind_the_newest_entry_is_said(made: Path) -> None:
    found = points(made, at_ms=5)
    assert "book" not in found
    assert not found["clock"].well
    assert "book" in points(made, at_ms=19)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_can_read_is_said(made: Path, mode: int) -> None:
    key_path(made).chmod(mode)
    assert not points(made)["key"].well
    key_path(made).chmod(0o400)
    assert points(made)["key"].well


def test_a_missing_key_is_said(made: Path) -> None:
    key_path(made).unlink()
    assert not points(made)["key"].well


@pytest.mark.parametrize(("free", "well"), [(FREE_BYTES_MIN, True), (FREE_BYTES_MIN - 1, False)])
def test_a_disk_that_will_soon_be_full_is_said(
    made: Path, monkeypatch: pytest.MonkeyPatch, free: int, *, well: bool
) -> None:
    class Usage:
        pass

    usage = Usage()
    usage.free = free  # type: ignore[attr-defined]  # all that is read of it
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    assert points(made)["disk"].well is well


def test_the_clock_is_the_machines_in_whole_milliseconds() -> None:
    one, other = now_ms(), now_ms()
    assert isinstance(one, int)
    assert 1_700_000_000_000 < one <= other
