"""Whether a witness may cosign a checkpoint (c2sp.org/tlog-witness, "add-checkpoint").

Pure: what the witness remembers, what it is shown and what time it is go in; a decision comes out.
Whoever carries it out must remember what was decided, on disk and in one step with having looked
it up, before the cosignature leaves the house.

The rules, in the order of the specification:

1. the body has its one form;
2. the log is one that the witness watches;
3. the log's key signed the checkpoint;
4. the old size is not beyond the checkpoint's;
5. the old size is the one that the witness cosigned last (0 at first): so it never goes back;
6. an empty log has the root of the empty tree; the same size has the same root; a larger one
   comes with a proof that it only grew;
7. ours: the time is not before that of the last cosignature, which would then state something
   that was not so.
"""

from typing import Literal

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import strict_decimal
from coldset.log.checkpoint import Checkpoint, open_checkpoint
from coldset.log.merkle import EMPTY_ROOT, verify_consistency
from coldset.log.note import NOTE_BYTES_MAX, Verifier, split_note
from coldset.log.proof_lines import HASHES_MAX, read_proof_lines, write_proof_lines

REQUEST_BYTES_MAX = NOTE_BYTES_MAX + (HASHES_MAX + 1) * 64
_OLD = "old "

Reason = Literal[
    "request-malformed",
    "log-unknown",
    "checkpoint-unsigned",
    "old-size-beyond",
    "old-size-differs",
    "consistency-not-proven",
    "clock-behind",
]


class Seen(msgspec.Struct, frozen=True):
    """What a witness remembers of a log: the newest checkpoint that it cosigned, and when."""

    size: int = 0
    root: bytes = EMPTY_ROOT
    time_s: int = 0


class Request(msgspec.Struct, frozen=True):
    """What a hub sends: the size it believes the witness to know, a proof, its checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes


class Cosign(msgspec.Struct, frozen=True):
    """The witness cosigns, and from now on remembers `seen` of the log of `hub`."""

    hub: Verifier
    seen: Seen


class Refused(msgspec.Struct, frozen=True):
    """The witness does not cosign.

    Attributes:
        reason: A stable word for programs.
        sentence: What was expected.
        size: The size that the witness cosigned last, where the hub has to know it.
        fork: The origin of a log whose key signed two trees of one size: the checkpoint that was
            shown and the one that was cosigned prove it together, and are to be kept.
    """

    reason: Reason
    sentence: str
    size: int | None = None
    fork: str | None = None


def write_request(old: int, proof: tuple[bytes, ...], note: bytes) -> bytes:
    """Return the body with which a hub asks for a cosignature.

    Args:
        old: The size that the witness cosigned last, 0 at first.
        proof: The consistency proof from there; none when `old` is 0 or the size of `note`.
        note: The signed checkpoint.
    """
    return f"{_OLD}{old}\n{write_proof_lines(proof)}\n".encode() + note


def read_request(body: bytes) -> Request:
    """Return what `body` asks for, once its form is checked.

    Raises:
        ColdsetError: `request-malformed`, `proof-malformed`, `number-malformed`,
            `base64-malformed` or `note-malformed`.
    """
    if len(body) > REQUEST_BYTES_MAX:
        raise _malformed(f"it has `{len(body)}` bytes: expected at most {REQUEST_BYTES_MAX}")
    head, blank, note = body.partition(b"\n\n")
    if not blank or not head.isascii():
        raise _malformed("expected `old` with a size, a proof, an empty line and a checkpoint")
    first, *lines = head.decode("ascii").split("\n")
    if not first.startswith(_OLD):
        raise _malformed(f"it begins with `{first[:80]}`: expected `old` and a size")
    split_note(note)
    return Request(strict_decimal.decode(first.removeprefix(_OLD)), read_proof_lines(lines), note)


def origin_of(request: Request) -> str:
    """Return the name of the log that the checkpoint claims to be of."""
    return split_note(request.note).text.partition("\n")[0]


def decide(request: Request, hub: Verifier | None, seen: Seen, time_s: int) -> Cosign | Refused:
    """Decide whether the checkpoint in `request` may be cosigned; the rules are above.

    Args:
        request: What the hub sent.
        hub: Who keeps the log that `origin_of(request)` names; None if it is not watched.
        seen: What is remembered of that log.
        time_s: The present, in seconds since 1970.
    """
    if hub is None:
        return Refused("log-unknown", "this witness does not watch that log")
    try:
        checkpoint = open_checkpoint(request.note, hub)
    except IntegrityError as error:
        return Refused("checkpoint-unsigned", error.sentence)
    except ColdsetError as error:
        return Refused("request-malformed", error.sentence)
    refused = _refused(request, checkpoint, seen, time_s)
    if refused is None:
        return Cosign(hub, Seen(checkpoint.size, checkpoint.root, time_s))
    cosigned = seen.time_s > 0
    if cosigned and checkpoint.size == seen.size and checkpoint.root != seen.root:
        return msgspec.structs.replace(refused, fork=checkpoint.origin)
    return refused


def _refused(request: Request, checkpoint: Checkpoint, seen: Seen, time_s: int) -> Refused | None:
    if request.old > checkpoint.size:
        sentence = f"old size {request.old} is beyond the checkpoint's {checkpoint.size}"
        return Refused("old-size-beyond", sentence)
    if request.old != seen.size:
        sentence = f"the last cosigned size is {seen.size}, not {request.old}"
        return Refused("old-size-differs", sentence, size=seen.size)
    unproven = _unproven(request, checkpoint, seen)
    if unproven:
        return Refused("consistency-not-proven", unproven)
    if time_s < seen.time_s:
        return Refused("clock-behind", f"the clock is before {seen.time_s}, the last cosignature")
    return None


def _unproven(request: Request, checkpoint: Checkpoint, seen: Seen) -> str:
    """Say why the checkpoint is not shown to continue what was seen; nothing if it is."""
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        return "an empty log has another root"
    if seen.size == 0:
        return "the empty log needs no proof" if request.proof else ""
    try:
        verify_consistency(seen.size, checkpoint.size, request.proof, seen.root, checkpoint.root)
    except IntegrityError as error:
        return error.sentence
    return ""


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("request-malformed", f"this is not a request to a witness: {what}")
