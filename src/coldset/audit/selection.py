"""A selection of entries: is each one, byte for byte, in the log that the hub signed?

A selection shows that these entries stand in the log at these places, and that the log only grew
since each earlier checkpoint. It shows nothing of what lies between, so nothing can be asked of it
as a record.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from coldset.audit.bundle import Bundle, Place, lines_of
from coldset.audit.verify import Enrolment, Keyring, checked
from coldset.errors import ColdsetError, IntegrityError
from coldset.log import canonical, strict_base64
from coldset.log.checkpoint import Checkpoint
from coldset.log.envelope import Opened, open_envelope
from coldset.log.merkle import EMPTY_ROOT, leaf_hash, verify_consistency, verify_inclusion

T = TypeVar("T", bound=msgspec.Struct)


class Inclusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `proofs.jsonl`: which entry, and the hashes from its leaf up, in base64."""

    index: Place
    proof: tuple[str, ...]


class Consistency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `consistency.jsonl`: which earlier size, and the hashes, in base64."""

    proof: tuple[str, ...]
    size: Place


def selected(
    bundle: Bundle, newest: Checkpoint, keyring: Keyring, enrol: Enrolment
) -> Iterator[Opened | IntegrityError]:
    """Yield each entry as it was opened, and every disagreement, as `verify.rebuilt` does.

    A device may sign here once the entry that enrols it is in the selection, too.
    """
    try:
        proofs = [_line(line, Inclusion) for line in lines_of(bundle.members["proofs.jsonl"])]
    except IntegrityError as error:
        yield error
        return
    places = bundle.manifest.selection or ()
    entries = bundle.entries
    if not (len(places) == len(entries) == len(proofs)) or list(places) != sorted(set(places)):
        yield IntegrityError(
            "selection-differs",
            f"the manifest lists `{len(places)}` entries, each once and in order, the bundle has "
            f"`{len(entries)}` with `{len(proofs)}` proofs: expected as many of each",
        )
        return
    for place, entry, proof in zip(places, entries, proofs, strict=True):
        try:
            _check_place(place, proof.index)
            opened = open_envelope(entry, keyring)
            canonical.check(opened.payload)
            verify_inclusion(
                leaf_hash(entry), place, newest.size, _hashes(proof.proof), newest.root
            )
            keyring = checked(enrol(keyring, opened), keyring)
        except (ColdsetError, IntegrityError) as error:
            yield IntegrityError(error.code, f"entry `{place}` does not hold: {error}", index=place)
        else:
            yield opened


def grown(
    bundle: Bundle, newest: Checkpoint, kept: Sequence[Checkpoint]
) -> Iterator[IntegrityError]:
    """Yield a disagreement for every earlier checkpoint that the log is not shown to begin with."""
    try:
        told = [_line(line, Consistency) for line in lines_of(bundle.members["consistency.jsonl"])]
    except IntegrityError as error:
        yield error
        return
    proofs = {one.size: one.proof for one in told}
    for old in kept:
        try:
            _compare(old, newest, proofs.get(old.size))
        except (ColdsetError, IntegrityError) as error:
            yield IntegrityError(
                error.code,
                f"the log is not shown to begin with the `{old.size}` entries of an earlier "
                f"checkpoint: {error}",
                size=old.size,
            )


def _compare(old: Checkpoint, newest: Checkpoint, proof: Iterable[str] | None) -> None:
    if old.size > newest.size:
        return  # `verify.shortened` tells of it
    if old.size in (0, newest.size):
        root = newest.root if old.size else EMPTY_ROOT
        if old.root != root:
            raise IntegrityError("root-differs", f"they have the root `{old.root.hex()[:16]}`")
    elif proof is None:
        raise IntegrityError("proof-missing", "the bundle has no proof for that size; ask for one")
    else:
        verify_consistency(old.size, newest.size, _hashes(proof), old.root, newest.root)


def _check_place(place: int, told: int) -> None:
    if place != told:
        raise IntegrityError("selection-differs", f"its proof is of entry `{told}`")


def _hashes(proof: Iterable[str]) -> list[bytes]:
    return [strict_base64.decode(one) for one in proof]


def _line(line: bytes, kind: type[T]) -> T:
    """A line of proofs in its one form."""
    try:
        told = msgspec.json.decode(line, type=kind)
        again = msgspec.json.encode(told, order="sorted")
    except (ValueError, RecursionError) as error:
        raise IntegrityError("proof-malformed", f"a proof does not parse ({error})") from error
    if again != line:
        raise IntegrityError("proof-malformed", "a proof is not in its one form")
    return told
