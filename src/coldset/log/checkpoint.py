"""The hub's signed statement of how long the log is and what its root is.

c2sp.org/tlog-checkpoint: a signed note whose text is the origin, the size and the root. The key
signs under the origin as its name. We write no extension lines and no time: a checkpoint says
what was logged, not when. Lines that others added are read and handed on.
"""

import re

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import strict_base64
from coldset.log.keys import KeyPair
from coldset.log.merkle import HASH_BYTES
from coldset.log.note import Verifier, open_note, sign_note

SIZE_MAX = 2**63 - 1
_LINES_MIN = 3
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(msgspec.Struct, frozen=True):
    """The log `origin` has `size` entries under `root`; `extensions` are opaque lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def sign_checkpoint(origin: str, size: int, root: bytes, key: KeyPair) -> bytes:
    """Return the signed note for a log of `size` entries under `root` (32 bytes).

    Raises:
        ColdsetError: `checkpoint-malformed` or `name-malformed`.
    """
    if not 0 <= size <= SIZE_MAX or len(root) != HASH_BYTES:
        raise _malformed(f"size `{size}` with a root of `{len(root)}` bytes")
    return sign_note(f"{origin}\n{size}\n{strict_base64.encode(root)}\n", origin, key)


def open_checkpoint(note: bytes, hub: Verifier) -> Checkpoint:
    """Return what `note` states, once the hub's signature and the form are verified.

    Args:
        note: The exact bytes of the signed note.
        hub: Whose checkpoint it must be; its name is the origin that must stand on line one.

    Raises:
        ColdsetError: `checkpoint-malformed`, `note-malformed` or `base64-malformed`.
        IntegrityError: `note-unsigned`, `signature-invalid`, or `origin-differs`.
    """
    lines = open_note(note, hub).removesuffix("\n").split("\n")
    if len(lines) < _LINES_MIN or "" in lines:
        raise _malformed("expected at least three lines, none of them empty")
    origin, size, root, *extensions = lines
    if origin != hub.name:
        raise IntegrityError(
            "origin-differs",
            f"the checkpoint is of the log `{origin[:80]}`: expected `{hub.name}`",
            origin=origin[:80],
        )
    if not _SIZE.fullmatch(size) or int(size) > SIZE_MAX:
        raise _malformed(f"`{size[:80]}` is not a size")
    decoded = strict_base64.decode(root)
    if len(decoded) != HASH_BYTES:
        raise _malformed(f"its root has `{len(decoded)}` bytes: expected {HASH_BYTES}")
    return Checkpoint(origin, int(size), decoded, tuple(extensions))


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("checkpoint-malformed", f"this is not a checkpoint: {what}")
