"""An evidence bundle: all that somebody needs who trusts nobody, in one file.

One ZIP, the same bytes for the same book; `docs/evidence-bundle.md` has its members. What checks it
is the `audit` room, which shares no code with this one.
"""

import hashlib
import io
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from coldset.book.book import Book
from coldset.book.questions import hand_overs
from coldset.core.words import Hazard, Id
from coldset.errors import ColdsetError
from coldset.gate.policy import Policy, parse_pack
from coldset.gate.verdict import Verdict, Word
from coldset.log import strict_base64
from coldset.log.checkpoint import open_checkpoint

FORMAT: Final = "coldset evidence bundle"
VERSION: Final = 1

_DATED: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can have: a bundle says nothing of when it was made."""

_UNIX: Final = 3
_RIGHTS: Final = 0o100644 << 16


class _Member(msgspec.Struct):
    name: str
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct):
    format: str
    version: int
    origin: str
    size: int
    selection: list[int] | None
    members: list[_Member]


class _Figures(msgspec.Struct):
    hazard: Hazard
    margin: int | None
    solo: int | None
    through: int | None


class _Verdict(msgspec.Struct):
    entry: Id
    weapon: Id
    word: Word
    figures: list[_Figures]
    against: list[str]


def bundle(
    book: Book,
    pack: bytes,
    *,
    only: Collection[Id] | None = None,
    earlier: Iterable[bytes] = (),
    photos: Iterable[bytes] = (),
) -> bytes:
    """The evidence bundle of an open book: of the whole log, or of some entries with proofs.

    Args:
        book: The book; what it holds was verified when it was opened.
        pack: The bytes of the policy pack to ask the gate under.
        only: The ids of the events to select; all of the log when None.
        earlier: Checkpoints of this book that somebody kept, cosignatures on them or not.
        photos: Photos and papers that events name by their hash.

    Raises:
        ColdsetError: the book has no entry (`book-empty`), or grew meanwhile (`book-moved-on`); an
            event to select is not in it (`event-unknown`); no event in the bundle names a photo
            (`photo-unnamed`); a checkpoint is none (as `open_checkpoint`); the pack is refused
            (as `parse_pack`).
        IntegrityError: an earlier checkpoint is not by this book's hub.
    """
    policy = parse_pack(pack)
    newest, size = book.store.checkpoint(), book.tree.size
    _check_size(book, newest, size)
    notes = _in_order(book, earlier, newest)
    places = None if only is None else _places(book, only)
    members = {
        "checkpoint.txt": newest,
        "genesis.json": book.store.meta(),
        "policy.toml": pack,
        "entries.jsonl": _lines(_entries(book, places)),
    }
    members |= {f"checkpoints/{n:04}.txt": note for n, (_, note) in enumerate(notes, start=1)}
    members |= _photos(book, places, photos)
    if places is None:
        members["verdicts.jsonl"] = _lines(_verdicts(book, policy))
    else:
        members["proofs.jsonl"] = _lines(_inclusions(book, places))
        members["consistency.jsonl"] = _lines(_consistencies(book, [of for of, _ in notes]))
    return _packed(_manifest(book, places, members), members)


def _check_size(book: Book, newest: bytes, size: int) -> None:
    """Refuse a book without entries, and one that another process wrote to since it was opened."""
    if open_checkpoint(newest, book.genesis.hub).size != size:
        raise ColdsetError(
            "book-moved-on",
            f"book `{book.genesis.origin}` was written to meanwhile; expected it to stand still; "
            "try again",
        )
    if size == 0:
        raise ColdsetError(
            "book-empty",
            f"book `{book.genesis.origin}` has no entry; expected one at least; there is nothing "
            "to hand over yet",
        )


def _in_order(book: Book, earlier: Iterable[bytes], newest: bytes) -> list[tuple[int, bytes]]:
    """Each earlier checkpoint once, with how many entries it counts, by that."""
    notes = set(earlier) - {newest}
    return sorted((open_checkpoint(note, book.genesis.hub).size, note) for note in notes)


def _places(book: Book, only: Collection[Id]) -> list[int]:
    """Where the selected events stand in the log."""
    places = {event.id: place for place, event in enumerate(book.events)}
    for name in only:
        if name not in places:
            raise ColdsetError(
                "event-unknown",
                f"event `{name}` is not in the book; expected the id of one that is",
                event=name,
            )
    return sorted({places[name] for name in only})


def _entries(book: Book, places: Sequence[int] | None) -> Iterable[bytes]:
    if places is None:
        return book.store.entries(0, book.tree.size)
    return [book.store.entries(place, place + 1)[0] for place in places]


def _photos(book: Book, places: Sequence[int] | None, photos: Iterable[bytes]) -> dict[str, bytes]:
    """Each photo under the hash by which an event in the bundle names it."""
    events = book.events if places is None else [book.events[place] for place in places]
    named = {one.sha256.lower() for event in events for one in event.evidence}
    told = {hashlib.sha256(photo).hexdigest(): photo for photo in photos}
    for sha256 in told:
        if sha256 not in named:
            raise ColdsetError(
                "photo-unnamed",
                f"photo `{sha256}` is named by no event in the bundle; expected one that is; "
                "leave it out",
                sha256=sha256,
            )
    return {f"photos/{sha256}": photo for sha256, photo in told.items()}


def _verdicts(book: Book, policy: Policy) -> Iterable[bytes]:
    """What the gate answers at every hand-over on record, as known then; each weapon once."""
    told: dict[tuple[Id, Id], bytes] = {}
    for one in hand_overs(book.events, policy):
        stated = _stated(one.event.id, one.verdict)
        told.setdefault((stated.entry, stated.weapon), _json(stated))
    return told.values()


def _stated(entry: Id, verdict: Verdict) -> _Verdict:
    return _Verdict(
        entry=entry,
        weapon=verdict.request.weapon,
        word=verdict.word,
        figures=[
            _Figures(one.hazard, one.margin, one.solo, one.through) for one in verdict.figures
        ],
        against=sorted({finding.code for finding in verdict.against}),
    )


def _inclusions(book: Book, places: Iterable[int]) -> Iterable[bytes]:
    for place in places:
        proof = book.tree.inclusion_proof(place, book.tree.size)
        yield _json({"index": place, "proof": [strict_base64.encode(one) for one in proof]})


def _consistencies(book: Book, sizes: Iterable[int]) -> Iterable[bytes]:
    """For each earlier size the proof that the log begins so, where there is one to be given."""
    for size in sorted(set(sizes)):
        if 0 < size < book.tree.size:
            proof = book.tree.consistency_proof(size, book.tree.size)
            yield _json({"proof": [strict_base64.encode(one) for one in proof], "size": size})


def _json(told: object) -> bytes:
    return msgspec.json.encode(told, order="sorted")


def _lines(lines: Iterable[bytes]) -> bytes:
    """One a line; nothing in one accepted encoding holds a newline."""
    return b"".join(line + b"\n" for line in lines)


def _manifest(book: Book, places: list[int] | None, members: Mapping[str, bytes]) -> bytes:
    listed = [
        _Member(name, len(members[name]), hashlib.sha256(members[name]).hexdigest())
        for name in sorted(members)
    ]
    origin, size = book.genesis.origin, book.tree.size
    return _json(_Manifest(FORMAT, VERSION, origin, size, places, listed))


def _packed(manifest: bytes, members: Mapping[str, bytes]) -> bytes:
    """A ZIP of the manifest and the other members by name, stored as they are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for name, data in [("manifest.json", manifest), *sorted(members.items())]:
            member = zipfile.ZipInfo(name, _DATED)
            member.create_system = _UNIX
            member.external_attr = _RIGHTS
            file.writestr(member, data)
    return packed.getvalue()
