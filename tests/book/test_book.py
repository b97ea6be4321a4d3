"""A book is appended to all or nothing, read back whole, and refuses whatever is odd."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from coldset.audit.verify import verify
from coldset.book import create_book, open_book
from coldset.book.files import raw_of
from coldset.book.keyfile import key_path
from coldset.core import acts, codec
from coldset.core.events import Event
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.keys import KeyPair

ORIGIN = "example.org/set"

Entry = Callable[..., Event]


def ids(path: Path) -> list[str]:
    with open_book(path) as book:
        return [event.id for event in book.events]


def refused(code: str) -> "pytest.RaisesExc[ColdsetError]":
    return pytest.raises(ColdsetError, check=lambda error: error.code == code)


# --- made and opened


def test_a_new_book_is_empty_and_can_be_written_to(path: Path) -> None:
    with create_book(path, ORIGIN) as book:
        assert (book.events, book.tree.size, book.genesis.origin) == ([], 0, ORIGIN)
        assert book.key is not None
    assert ids(path) == []


def test_what_was_recorded_is_read_back_in_its_order(path: Path, an_entry: Entry) -> None:
    events = [an_entry("b", at_ms=2), an_entry("a", at_ms=1), an_entry("c", note="späť ☂")]
    with create_book(path, ORIGIN) as book:
        assert book.record(events).added == tuple(events)
        assert book.events == events
    with open_book(path) as book:
        assert book.events == events
        assert book.key is None


def test_every_kind_of_example_goes_in_and_comes_back(
    path: Path, quiet_day: tuple[Event, ...], church: tuple[Event, ...]
) -> None:
    with create_book(path, ORIGIN) as book:
        book.record(quiet_day)
        book.record(church)
    with open_book(path) as book:
        assert tuple(book.events) == quiet_day + church


def test_a_name_that_is_taken_is_refused(made: Path) -> None:
    before = made.read_bytes()
    with refused("book-exists"):
        create_book(made, ORIGIN)
    assert made.read_bytes() == before


@pytest.mark.parametrize("beside", [".key", ".sum", "-wal"])
def test_what_lies_beside_an_old_book_is_not_taken_for_a_new_ones(path: Path, beside: str) -> None:
    Path(f"{path}{beside}").write_text("old")
    with pytest.raises(ColdsetError) as refusal:
        create_book(path, ORIGIN)
    assert refusal.value.code in {"book-exists", "key-exists"}
    assert not path.exists()
    assert Path(f"{path}{beside}").read_text() == "old"


def test_a_book_that_is_not_there_is_refused(path: Path) -> None:
    for for_writing in (False, True):
        with refused("book-missing"):
            open_book(path, for_writing=for_writing)
    assert list(path.parent.iterdir()) == []


def test_a_book_goes_on_where_it_was_left(made: Path, an_entry: Entry) -> None:
    for n in range(3):
        with open_book(made, for_writing=True) as book:
            assert book.tree.size == 20 + n
            book.record([an_entry(f"later-{n}")])
    assert ids(made)[20:] == ["later-0", "later-1", "later-2"]
    raw = raw_of(made)
    assert verify(raw.entries, raw.checkpoint, raw.genesis).entries == 23
    assert [codec.decode(payload).id for payload in raw.payloads()] == ids(made)


# --- all or nothing


def test_the_same_event_again_changes_nothing(made: Path, an_entry: Entry) -> None:
    with open_book(made, for_writing=True) as book:
        root = book.tree.root()
        again = book.record([an_entry("entry-3", at_ms=3), an_entry("entry-4", at_ms=4)])
        assert (again.added, again.present) == ((), 2)
        assert book.tree.root() == root
        mixed = book.record([an_entry("entry-3", at_ms=3), an_entry("new"), an_entry("new")])
        assert ([event.id for event in mixed.added], mixed.present) == (["new"], 2)
    assert len(ids(made)) == 21


def test_nothing_to_record_is_nothing(made: Path) -> None:
    before = made.read_bytes()
    with open_book(made, for_writing=True) as book:
        assert book.record([]).present == 0
    assert made.read_bytes() == before


def test_an_id_with_other_content_is_refused_and_nothing_is_written(
    made: Path, an_entry: Entry
) -> None:
    with open_book(made, for_writing=True) as book:
        root, events = book.tree.root(), list(book.events)
        with refused("event-differs"):
            book.record([an_entry("new"), an_entry("entry-3", at_ms=3, note="other")])
        assert (book.tree.root(), book.events) == (root, events)
        assert "new" not in book.by_id
        assert book.record([an_entry("new")]).added
    assert ids(made)[20:] == ["new"]


def test_an_id_twice_with_other_content_in_one_go_is_refused(made: Path, an_entry: Entry) -> None:
    with open_book(made, for_writing=True) as book, refused("event-differs"):
        book.record([an_entry("new"), an_entry("new", note="other")])
    assert len(ids(made)) == 20


def test_a_correction_of_nothing_is_refused_and_nothing_is_written(
    made: Path, an_entry: Entry
) -> None:
    with open_book(made, for_writing=True) as book:
        with refused("correction-unknown"):
            book.record([an_entry("new"), an_entry("fix", corrects="never-was")])
        with refused("correction-unknown"):
            book.record([an_entry("fix", corrects="new")])
        assert book.tree.size == 20
        book.record([an_entry("fix", corrects="entry-3"), an_entry("fix-2", corrects="fix")])
    assert len(ids(made)) == 22


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"earliest_ms": 2**53}, "event-beyond-limits"),
        ({"earliest_ms": 0.5}, "payload-outside-profile"),
        ({"note": "x" * 70_000}, "event-beyond-limits"),
        ({"note": "half a character: \ud83d"}, "event-unwritable"),
    ],
)
def test_what_cannot_be_signed_is_refused_and_nothing_is_written(
    made: Path, an_entry: Entry, parts: dict[str, object], code: str
) -> None:
    with open_book(made, for_writing=True) as book:
        with refused(code):
            book.record([an_entry("new"), an_entry("odd", **parts)])
        assert (book.tree.size, len(book.events)) == (20, 20)
        book.record([an_entry("new")])
    assert len(ids(made)) == 21


def test_a_store_that_fails_leaves_the_book_in_memory_as_it_was(
    made: Path, an_entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_book(made, for_writing=True) as book:
        root = book.tree.root()

        def full(*_arguments: object) -> None:
            raise ColdsetError("disk-full", "no room")

        with monkeypatch.context() as patched:
            patched.setattr(type(book.store), "append", full)
            with refused("disk-full"):
                book.record([an_entry("new")])
        assert (book.tree.root(), book.tree.size, len(book.events)) == (root, 20, 20)
        assert "new" not in book.by_id
        book.record([an_entry("new")])
    assert ids(made)[20:] == ["new"]


def test_a_book_that_was_opened_to_be_read_is_not_written_to(made: Path, an_entry: Entry) -> None:
    before = made.read_bytes()
    with open_book(made) as book:
        for events in ([], [an_entry("new")], [an_entry("entry-3", at_ms=3)]):
            with refused("book-read-only"):
                book.record(events)
    assert made.read_bytes() == before


# --- the key


def test_the_key_is_for_its_owner_only(path: Path) -> None:
    before = os.umask(0)
    try:
        create_book(path, ORIGIN).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(key_path(path).stat().st_mode) == 0o600
    assert len(bytes.fromhex(key_path(path).read_text())) == 32


def test_no_two_books_have_the_same_key(path: Path) -> None:
    keys = []
    for n in range(3):
        with create_book(path.with_name(f"{n}.book"), ORIGIN) as book:
            assert book.key is not None
            keys.append(book.key.public)
    assert len(set(keys)) == 3


def test_without_its_key_a_book_can_be_read_and_not_written_to(made: Path) -> None:
    key_path(made).unlink()
    assert len(ids(made)) == 20
    with refused("key-missing"):
        open_book(made, for_writing=True)
    assert len(ids(made)) == 20


def test_another_books_key_is_refused(made: Path) -> None:
    other = made.with_name("other.book")
    create_book(other, ORIGIN).close()
    key_path(made).write_bytes(key_path(other).read_bytes())
    with refused("key-differs"):
        open_book(made, for_writing=True)
    assert len(ids(made)) == 20


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33, "0" * 63, "\u00e9" * 64])
def test_what_is_no_key_is_refused(made: Path, text: str) -> None:
    key_path(made).write_text(text, encoding="utf-8")
    with refused("key-malformed"):
        open_book(made, for_writing=True)
    with open_book(made) as book:
        assert len(book.events) == 20


def test_a_refused_opening_lets_go_of_the_book(made: Path) -> None:
    kept = key_path(made).read_text()
    key_path(made).write_text("zz")
    for _ in range(3):
        with refused("key-malformed"):
            open_book(made, for_writing=True)
    key_path(made).write_text(kept)
    open_book(made, for_writing=True).close()


# --- what was signed by somebody else


def test_an_entry_that_another_key_signed_is_no_entry(made: Path, an_entry: Entry) -> None:
    with open_book(made, for_writing=True) as book:
        stranger = KeyPair(bytes(range(32)))
        object.__setattr__(book, "key", stranger)
        book.record([an_entry("forged")])
    for for_writing in (False, True):
        with pytest.raises((IntegrityError, ColdsetError)):
            open_book(made, for_writing=for_writing)


def test_a_book_opens_only_with_the_events_that_it_can_read(made: Path, an_entry: Entry) -> None:
    with open_book(made, for_writing=True) as book:
        assert book.key is not None
        raw = codec.encode(an_entry("new")).replace(b"concern-raised/1", b"concern-raised/9")
        from coldset.log.envelope import seal  # noqa: PLC0415 - what only this test forges with

        book._keep([seal(raw, [book.key])], book.key)
    with refused("event-unreadable"):
        open_book(made)


def test_acts_come_back_as_what_they_were(path: Path, an_entry: Entry) -> None:
    shown = acts.WeaponShown(
        weapon="revolver", sights=(acts.Sight(chamber=1, contents="empty", methods=("empty",)),)
    )
    with create_book(path, ORIGIN) as book:
        book.record([an_entry("shown", shown)])
    with open_book(path) as book:
        assert book.events[0].act == shown
