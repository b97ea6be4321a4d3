"""A good morning on set as a log, and bundles of it that were packed by hand."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from coldset.book.packs import load_policy, pack_bytes
from coldset.book.questions import hand_overs
from coldset.core import acts, codec
from coldset.core.acts.base import Act
from coldset.core.events import Event, Evidence
from coldset.log import strict_base64
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.envelope import seal
from coldset.log.genesis import write_genesis
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree
from coldset.present.exchange import read_day_log

ORIGIN = "example.org/ranch"
HUB = KeyPair(bytes([5] * 32))
PHOTO = b"a photo of six dummies in a row"
LOG = Path(__file__).parents[1] / "book" / "good-day.csv"


def json_of(told: object) -> bytes:
    return msgspec.json.encode(told, order="sorted")


def lines(told: Iterable[bytes]) -> bytes:
    return b"".join(one + b"\n" for one in told)


def note_of(entries: Iterable[bytes], key: KeyPair = HUB) -> bytes:
    tree = Tree(entries)
    return sign_checkpoint(ORIGIN, tree.size, tree.root(), key)


def packed(manifest: bytes, members: Mapping[str, bytes], **header: object) -> bytes:
    """A ZIP in the one form, but for what `header` says of each member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name, data in [("manifest.json", manifest), *sorted(members.items())]:
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16
            for part, value in header.items():
                setattr(member, part, value)
            zipped.writestr(member, data)
    return file.getvalue()


@dataclass(slots=True)
class Making:
    """A bundle in the making: its members, and what the manifest says besides listing them."""

    members: dict[str, bytes]
    size: int
    origin: str = ORIGIN
    selection: list[int] | None = None
    version: int = 1
    format: str = "coldset evidence bundle"
    besides: dict[str, object] = field(default_factory=dict)

    def manifest(self) -> dict[str, object]:
        listed = [
            {"bytes": len(data), "name": name, "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(self.members.items())
        ]
        stamp = {"format": self.format, "version": self.version, "origin": self.origin}
        rest = {"size": self.size, "selection": self.selection, "members": listed}
        return {**stamp, **rest, **self.besides}

    def file(self) -> bytes:
        return packed(json_of(self.manifest()), self.members)


@dataclass(frozen=True, slots=True)
class Log:
    """Events with their envelopes, and a bundle of them as an honest maker makes it."""

    events: tuple[Event, ...]
    entries: tuple[bytes, ...]

    def whole(self, earlier: Iterable[int] = ()) -> Making:
        members = self._always(earlier) | {
            "verdicts.jsonl": lines(verdicts(self.events)),
            f"photos/{hashlib.sha256(PHOTO).hexdigest()}": PHOTO,
        }
        return Making(members, len(self.entries))

    def some(self, places: list[int], earlier: Iterable[int] = ()) -> Making:
        tree, size = Tree(self.entries), len(self.entries)
        sizes = [one for one in earlier if 0 < one < size]
        proofs = [
            {"index": one, "proof": in_text(tree.inclusion_proof(one, size))} for one in places
        ]
        grown = [
            {"proof": in_text(tree.consistency_proof(one, size)), "size": one} for one in sizes
        ]
        members = self._always(earlier) | {
            "entries.jsonl": lines(self.entries[one] for one in places),
            "proofs.jsonl": lines(map(json_of, proofs)),
            "consistency.jsonl": lines(map(json_of, grown)),
        }
        return Making(members, size, selection=places)

    def _always(self, earlier: Iterable[int]) -> dict[str, bytes]:
        notes = [note_of(self.entries[:size]) for size in earlier]
        return {
            "checkpoint.txt": note_of(self.entries),
            "entries.jsonl": lines(self.entries),
            "genesis.json": write_genesis(ORIGIN, HUB.public),
            "policy.toml": pack_bytes("set"),
            **{f"checkpoints/{n:04}.txt": note for n, note in enumerate(notes, start=1)},
        }


def in_text(proof: Iterable[bytes]) -> list[str]:
    return [strict_base64.encode(one) for one in proof]


def verdicts(events: Iterable[Event]) -> list[bytes]:
    """What the book's own gate answers, in the words of a bundle."""
    asked = [(one.event.id, one.verdict) for one in hand_overs(events, load_policy("set"))]
    return [
        json_of(
            {
                "entry": entry,
                "weapon": verdict.request.weapon,
                "word": verdict.word,
                "figures": [
                    {
                        "hazard": one.hazard,
                        "margin": one.margin,
                        "solo": one.solo,
                        "through": one.through,
                    }
                    for one in verdict.figures
                ],
                "against": sorted({finding.code for finding in verdict.against}),
            }
        )
        for entry, verdict in asked
    ]


def log_of(events: Iterable[Event], key: KeyPair = HUB) -> Log:
    listed = tuple(events)
    return Log(listed, tuple(seal(codec.encode(one), [key]) for one in listed))


def beside(of: Event, name: str, act: Act, **parts: object) -> Event:
    """An entry a minute after another one."""
    usual: dict[str, object] = {
        "id": name,
        "act": act,
        "earliest_ms": of.earliest_ms + 60_000,
        "latest_ms": of.latest_ms + 60_000,
        "recorded_ms": of.recorded_ms + 60_000,
        "recorder": of.recorder,
        "by": of.by,
        "place": of.place,
    }
    return Event(**(usual | parts))  # type: ignore[arg-type]  # as each test says


def morning() -> tuple[Event, ...]:
    """A morning up to one cold hand-over; the weapon was cleared, in words, half a minute before.

    One entry names a photo.
    """
    *before, handed = read_day_log(LOG.read_bytes(), LOG.name)
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    before[-1] = msgspec.structs.replace(before[-1], evidence=(Evidence(sha256=sha256),))
    words = "Cold, six dummies, 6 of 6 seen, bore clear."
    given = acts.ClearanceGiven(weapon="revolver", performer="performer", words=words, scene="nine")
    at_ms = handed.earliest_ms - 30_000
    times = {"earliest_ms": at_ms, "latest_ms": at_ms, "recorded_ms": at_ms}
    return (*before, beside(handed, "cleared", given, **times), handed)
