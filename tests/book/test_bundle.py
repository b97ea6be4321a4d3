"""What the book hands over: all of it, the same bytes twice, and the other side's tool agrees."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from coldset.audit.audit import audit
from coldset.book import Book, create_book, open_book
from coldset.book.bundle import bundle
from coldset.book.keyfile import read_key
from coldset.book.packs import pack_bytes
from coldset.core.events import Event, Evidence
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.cosignature import add_cosignature, cosign, make_cosigner
from coldset.log.keys import KeyPair

PACK = pack_bytes("set")
PHOTO = b"six dummies in a row"
UNION = KeyPair(bytes([8] * 32))
ORIGIN = "example.org/set"


@pytest.fixture
def kept(path: Path, morning: tuple[Event, ...]) -> Iterator[Book]:
    """A book of a morning, in which one entry names a photo."""
    first, *others = morning
    photo = Evidence(sha256=hashlib.sha256(PHOTO).hexdigest())
    with create_book(path, ORIGIN) as book:
        book.record([msgspec.structs.replace(first, evidence=(photo,)), *others])
    with open_book(path) as book:
        yield book


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def earlier_notes(path: Path, events: tuple[Event, ...]) -> list[bytes]:
    """The checkpoints of a book while it was written, the empty one first."""
    with create_book(path, ORIGIN) as book:
        notes = [book.store.checkpoint()]
        for event in events:
            book.record([event])
            notes.append(book.store.checkpoint())
    return notes


def test_a_bundle_holds_all_of_the_book_and_the_same_bytes_twice(kept: Book, path: Path) -> None:
    data = bundle(kept, PACK)
    with open_book(path) as again:
        assert bundle(again, PACK) == data
    told = members(data)
    assert told["genesis.json"] == kept.store.meta()
    assert told["checkpoint.txt"] == kept.store.checkpoint()
    assert told["entries.jsonl"].split(b"\n")[:-1] == kept.store.entries(0, kept.tree.size)
    assert told["policy.toml"] == PACK
    (stated,) = told["verdicts.jsonl"].splitlines()
    assert msgspec.json.decode(stated)["word"] == "cold"
    assert list(told) == ["manifest.json", *sorted(set(told) - {"manifest.json"})]


def test_the_other_side_agrees_and_the_book_is_as_it_was(kept: Book, path: Path) -> None:
    before = path.read_bytes()
    found = audit(bundle(kept, PACK), hub=kept.genesis.hub.vkey)
    assert found.disagreements == ()
    assert found.root == kept.tree.root().hex()
    assert found.photos_absent == 1
    assert [(one.word, one.agrees) for one in found.asked] == [("cold", True)]
    assert path.read_bytes() == before


def test_checkpoints_that_were_kept_come_along_by_size_with_their_cosignatures(
    path: Path, morning: tuple[Event, ...]
) -> None:
    notes = earlier_notes(path, morning)
    witness = make_cosigner("union.example/w", UNION.public)
    line = cosign(notes[9], witness.name, UNION, 1_772_700_000)
    cosigned = add_cosignature(notes[9], line, witness)
    with open_book(path) as book:
        data = bundle(book, PACK, earlier=[notes[20], cosigned, notes[0], notes[-1], notes[20]])
        some = bundle(book, PACK, only=["bore"], earlier=[notes[20], cosigned, notes[0]])
        own = [book.genesis.hub.vkey]
    told = members(data)
    assert [note for name, note in told.items() if "checkpoints/" in name] == [
        notes[0],
        cosigned,
        notes[20],
    ]
    for one in (data, some):
        found = audit(one, hub=own[0], witnesses=[witness.vkey], kept=[notes[20], notes[0]])
        assert found.disagreements == ()
        assert [(one.witness, one.size) for one in found.cosigned] == [("union.example/w", 9)]
        assert [one.count for one in found.checks if one.about == "tree"] == [6]


def test_a_selection_is_proven_and_gives_no_verdict(kept: Book) -> None:
    data = bundle(kept, PACK, only=["bore", "opened", "bore"], photos=[PHOTO])
    told = members(data)
    assert len(told["entries.jsonl"].splitlines()) == 2
    assert msgspec.json.decode(told["manifest.json"])["selection"][0] == 0
    assert "verdicts.jsonl" not in told
    found = audit(data)
    assert (found.disagreements, found.asked, found.selection) == ((), (), True)
    assert found.size == kept.tree.size
    with pytest.raises(ColdsetError, match="event `nothing` is not in the book"):
        bundle(kept, PACK, only=["bore", "nothing"])


def test_photos_go_under_the_hash_that_an_event_names(kept: Book) -> None:
    data = bundle(kept, PACK, photos=[PHOTO])
    assert members(data)[f"photos/{hashlib.sha256(PHOTO).hexdigest()}"] == PHOTO
    found = audit(data)
    assert (found.disagreements, found.photos_absent) == ((), 0)
    for only, photo in ((None, b"a cat"), (["bore"], PHOTO)):
        with pytest.raises(ColdsetError) as refused:
            bundle(kept, PACK, only=only, photos=[photo])
        assert refused.value.code == "photo-unnamed"


def test_what_can_not_be_handed_over_is_refused(path: Path, kept: Book) -> None:
    with create_book(path.with_name("empty.book"), ORIGIN) as empty:
        with pytest.raises(ColdsetError) as refused:
            bundle(empty, PACK)
        assert refused.value.code == "book-empty"
    with pytest.raises(ColdsetError) as refused:
        bundle(kept, b"everything = 'fine'")
    assert refused.value.code == "pack-malformed"
    with pytest.raises(ColdsetError) as refused:
        bundle(kept, PACK, earlier=[b"no note"])
    assert refused.value.code == "note-malformed"
    forged = sign_checkpoint(ORIGIN, 1, bytes(32), UNION)
    with pytest.raises(IntegrityError):
        bundle(kept, PACK, earlier=[forged])


def test_a_checkpoint_of_a_longer_log_goes_along_and_is_told(kept: Book, path: Path) -> None:
    key = read_key(path)
    longer = sign_checkpoint(ORIGIN, kept.tree.size + 1, bytes(32), key)
    for only in (None, ["bore"]):
        found = audit(bundle(kept, PACK, only=only, earlier=[longer]))
        assert [one.code for one in found.disagreements] == ["log-shortened"]
        assert found.broken


def test_a_book_that_is_written_to_meanwhile_is_not_handed_over_by_half(
    path: Path, kept: Book
) -> None:
    with open_book(path, for_writing=True) as writing:
        last = msgspec.structs.replace(kept.events[-1], id="one-more")
        writing.record([last])
        with pytest.raises(ColdsetError) as refused:
            bundle(kept, PACK)
    assert refused.value.code == "book-moved-on"
