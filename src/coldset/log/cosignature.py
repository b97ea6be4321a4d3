"""A witness's signature on a checkpoint, with the time (c2sp.org/tlog-cosignature).

Only the Ed25519 kind, type 0x04. It states: as of this time, this is the largest tree that I saw
of this log, and each one that I saw begins with the one before. Its message opens with a line of
its own, so a cosigner's key can not be made to sign a note, an envelope or a checkpoint of its
own. The message does not name the cosigner: a key is used under one name only.
"""

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.log.keys import SIGNATURE_BYTES, KeyPair, check_public_key, verify
from coldset.log.note import (
    Signature,
    check_name,
    key_hash,
    read_vkey,
    spell_vkey,
    split_note,
)

TIME_S_MAX = 2**63 - 1
_COSIGNATURE = b"\x04"
_TIME_BYTES = 8


class Cosigner(msgspec.Struct, frozen=True):
    """A witness: a name, and the Ed25519 public key that cosigns under it."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """The 4 bytes that lead each of its cosignatures (tlog-cosignature, "Format")."""
        return key_hash(self.name, _COSIGNATURE, self.public)

    @property
    def vkey(self) -> str:
        """The cosigner as one line of text, to be handed to whoever relies on it."""
        return spell_vkey(self.name, _COSIGNATURE, self.public)


def make_cosigner(name: str, public: bytes) -> Cosigner:
    """Return the cosigner for `name` and `public`, both checked.

    Raises:
        ColdsetError: `name-malformed` or `key-refused`.
    """
    check_name(name)
    check_public_key(public)
    return Cosigner(name, public)


def parse_cosigner(vkey: str) -> Cosigner:
    """Return the cosigner that a vkey of type 0x04 spells.

    Raises:
        ColdsetError: `vkey-malformed`, `name-malformed`, `key-refused` or `base64-malformed`.
    """
    return Cosigner(*read_vkey(vkey, _COSIGNATURE))


def cosign(note: bytes, name: str, key: KeyPair, time_s: int) -> str:
    """Return the cosignature line, with its newline, by `key` under `name` on a checkpoint.

    Whether it may be given is not asked here; `witness.decide` does that.

    Args:
        note: The checkpoint's note; the signatures on it do not matter.
        name: The witness's name.
        key: The witness's key, used for nothing else.
        time_s: The present, in whole seconds since 1970, at least 1.

    Raises:
        ColdsetError: `cosignature-malformed` for an impossible time, `note-malformed` or
            `name-malformed`.
    """
    if not 1 <= time_s <= TIME_S_MAX:
        raise _malformed(f"its time is `{time_s}`: expected whole seconds since 1970")
    cosigner = make_cosigner(name, key.public)
    signature = key.sign(_message(split_note(note).text, time_s))
    return Signature(name, cosigner.key_hash, time_s.to_bytes(_TIME_BYTES, "big") + signature).line


def cosigned_at_s(note: bytes, cosigner: Cosigner) -> int | None:
    """Return when `cosigner` last cosigned this checkpoint, in seconds; None if it did not.

    Every cosignature by it must hold. Whether the time lies in the future, or too long ago, is for
    the reader to say, who knows the present.

    Raises:
        ColdsetError: `cosignature-malformed`, `note-malformed` or `base64-malformed`.
        IntegrityError: `signature-invalid`.
    """
    split = split_note(note)
    claimed = split.signed_by(cosigner.name, cosigner.key_hash)
    times_s = [_verified_s(split.text, signature, cosigner) for signature in claimed]
    return max(times_s, default=None)


def add_cosignature(note: bytes, line: str, cosigner: Cosigner) -> bytes:
    """Return `note` with a cosignature line on it; an older one by the same cosigner goes.

    Args:
        note: The checkpoint's note.
        line: The line as the witness gave it, with its newline.
        cosigner: By whom it must be.

    Raises:
        ColdsetError: as `cosigned_at_s`.
        IntegrityError: `cosignature-missing` when the line is not by `cosigner`,
            `signature-invalid` when it does not hold for this checkpoint.
    """
    _check_line(line)
    split = split_note(note)
    mine = split.signed_by(cosigner.name, cosigner.key_hash)
    others = "".join(one.line for one in split.signatures if one not in mine)
    added = f"{split.text}\n{others}{line}".encode()
    if cosigned_at_s(added, cosigner) is None:
        raise IntegrityError(
            "cosignature-missing",
            f"`{cosigner.name}` did not cosign this checkpoint: expected a line by its key; ask "
            "the witness again",
            name=cosigner.name,
        )
    return added


def _check_line(line: str) -> None:
    if line.count("\n") != 1 or not line.endswith("\n"):
        raise _malformed(f"`{line[:80]}` is not one line")


def _verified_s(text: str, signature: Signature, cosigner: Cosigner) -> int:
    if len(signature.signed) != _TIME_BYTES + SIGNATURE_BYTES:
        raise _malformed(
            f"it has `{len(signature.signed)}` bytes: expected {_TIME_BYTES + SIGNATURE_BYTES}"
        )
    time_s = int.from_bytes(signature.signed[:_TIME_BYTES], "big")
    if not 1 <= time_s <= TIME_S_MAX:
        raise _malformed(f"its time is `{time_s}`: expected whole seconds since 1970")
    verify(cosigner.public, _message(text, time_s), signature.signed[_TIME_BYTES:])
    return time_s


def _message(text: str, time_s: int) -> bytes:
    """Return the signed bytes (tlog-cosignature, "Ed25519 signed message")."""
    return f"cosignature/v1\ntime {time_s}\n{text}".encode()


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("cosignature-malformed", f"this is not a cosignature: {what}")
