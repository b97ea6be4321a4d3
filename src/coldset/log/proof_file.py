"""One file that proves, offline, that one entry is in the log (c2sp.org/tlog-proof, v1).

Lines: the format's name; `extra` with data that nobody signed, where there is any; `index`; the
inclusion proof from the leaf up; an empty line; the checkpoint as the hub signed it, with the
cosignatures of witnesses. Its name ends in `.tlog-proof`.
"""

from collections.abc import Sequence

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import strict_base64, strict_decimal
from coldset.log.checkpoint import Checkpoint, open_checkpoint
from coldset.log.cosignature import Cosigner, cosigned_at_s
from coldset.log.merkle import verify_inclusion
from coldset.log.note import NOTE_BYTES_MAX, Verifier
from coldset.log.proof_lines import read_proof_lines, write_proof_lines

PROOF_FILE_BYTES_MAX = 4 * NOTE_BYTES_MAX
_HEADER = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = "index "


class ProofFile(msgspec.Struct, frozen=True):
    """What a proof file says; nothing of it is verified.

    Attributes:
        index: The entry's index in the log, from 0.
        proof: The inclusion proof, from the leaf up.
        checkpoint: The signed note, byte for byte.
        extra: Data beside the proof that no signature covers; never to be relied on.
    """

    index: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""


class Proven(msgspec.Struct, frozen=True):
    """What a proof file proves: the checkpoint that covers the entry, and who cosigned it when.

    Attributes:
        index: The entry's index in the log.
        checkpoint: What the hub stated.
        cosigned_s: For each witness by vkey the time of its cosignature, in seconds.
    """

    index: int
    checkpoint: Checkpoint
    cosigned_s: dict[str, int]


def write_proof_file(
    index: int, proof: Sequence[bytes], checkpoint: bytes, extra: bytes = b""
) -> bytes:
    """Return the bytes of a proof file (tlog-proof, "Format").

    Args:
        index: The entry's index in the log.
        proof: Its inclusion proof in the tree of `checkpoint`, from the leaf up.
        checkpoint: The signed note, with the cosignatures that there are.
        extra: Data for the reader that nothing vouches for.

    Raises:
        ColdsetError: `proof-file-malformed` when what results could not be read back, or as
            `read_proof_file`.
    """
    extra_line = f"{_EXTRA}{strict_base64.encode(extra)}\n" if extra else ""
    head = f"{_HEADER}\n{extra_line}{_INDEX}{index}\n{write_proof_lines(proof)}\n"
    data = head.encode() + checkpoint
    if read_proof_file(data) != ProofFile(index, tuple(proof), checkpoint, extra):
        raise _malformed("its parts do not fit the format")
    return data


def read_proof_file(data: bytes) -> ProofFile:
    """Return what a proof file says, once its form is checked; see `verify_proof_file`.

    Raises:
        ColdsetError: `proof-file-malformed`, `proof-malformed`, `number-malformed` or
            `base64-malformed`.
    """
    if len(data) > PROOF_FILE_BYTES_MAX:
        raise _malformed(f"it has `{len(data)}` bytes: expected at most {PROOF_FILE_BYTES_MAX}")
    head, blank, checkpoint = data.partition(b"\n\n")
    if not blank or not head.isascii():
        raise _malformed("expected lines of ASCII, an empty line and a checkpoint")
    header, *lines = head.decode("ascii").split("\n")
    if header != _HEADER:
        raise _malformed(f"it begins with `{header[:80]}`: expected `{_HEADER}`")
    extra = b""
    if lines and lines[0].startswith(_EXTRA):
        extra = strict_base64.decode(lines.pop(0).removeprefix(_EXTRA))
        if not extra:
            raise _malformed("its `extra` is empty: expected no such line")
    if not lines or not lines[0].startswith(_INDEX):
        raise _malformed("its `index` is missing")
    index = strict_decimal.decode(lines[0].removeprefix(_INDEX))
    return ProofFile(index, read_proof_lines(lines[1:]), checkpoint, extra)


def verify_proof_file(
    data: bytes,
    leaf: bytes,
    hub: Verifier,
    cosigners: Sequence[Cosigner] = (),
    cosigners_min: int = 0,
) -> Proven:
    """Return what `data` proves about an entry, or raise.

    In this order (tlog-proof, "Verifying a tlog proof"): the form; the hub's signature and origin;
    the cosignatures by the known `cosigners`, and their number; the inclusion proof.

    Args:
        data: The exact bytes of the file.
        leaf: The leaf hash of the entry that must be there (`merkle.leaf_hash`).
        hub: Whose log it must be, from somewhere else than the file.
        cosigners: The witnesses whose word counts, each once.
        cosigners_min: How many of them must have cosigned.

    Raises:
        ColdsetError: as `read_proof_file`, `open_checkpoint` and `cosigned_at_s`.
        IntegrityError: as these, `cosignature-missing`, or `inclusion-not-proven`.
    """
    told = read_proof_file(data)
    checkpoint = open_checkpoint(told.checkpoint, hub)
    times_s = {one: cosigned_at_s(told.checkpoint, one) for one in cosigners}
    keys = {one.public for one, time_s in times_s.items() if time_s is not None}
    if len(keys) < cosigners_min:
        raise IntegrityError(
            "cosignature-missing",
            f"`{len(keys)}` of the known witnesses cosigned this checkpoint: expected at least "
            f"{cosigners_min}; ask the hub for a proof that they cosigned",
            found=len(keys),
        )
    verify_inclusion(leaf, told.index, checkpoint.size, told.proof, checkpoint.root)
    cosigned = {one.vkey: time_s for one, time_s in times_s.items() if time_s is not None}
    return Proven(told.index, checkpoint, cosigned)


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("proof-file-malformed", f"this is not a proof file: {what}")
