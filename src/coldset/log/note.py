"""Signed notes: a short text with signature lines (c2sp.org/signed-note, v1.0.0).

Only Ed25519 (type 0x01) is made and verified here; `cosignature` has the type 0x04. Signatures by
other keys may stand on the same note and are passed over, as the specification asks.
"""

import hashlib

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import strict_base64
from coldset.log.keys import KeyPair, check_public_key, verify

NOTE_BYTES_MAX = 64 * 1024
SIGNATURES_MAX = 100
NAME_BYTES_MAX = 255
_ED25519 = b"\x01"
_DASH = "\N{EM DASH} "
_HASH_BYTES = 4


class Verifier(msgspec.Struct, frozen=True):
    """A name and the Ed25519 public key that signs under it."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """The 4 bytes that lead each of its signatures (signed-note, "Signatures")."""
        return key_hash(self.name, _ED25519, self.public)

    @property
    def vkey(self) -> str:
        """The verifier as one line of text, to be handed to whoever wants to check."""
        return spell_vkey(self.name, _ED25519, self.public)


class Signature(msgspec.Struct, frozen=True):
    """One signature line: under which name, the key's 4-byte hash, and what was signed."""

    name: str
    key_hash: bytes
    signed: bytes

    @property
    def line(self) -> str:
        """The line as it stands on a note, with its newline (signed-note, "Format")."""
        return f"{_DASH}{self.name} {strict_base64.encode(self.key_hash + self.signed)}\n"


class SplitNote(msgspec.Struct, frozen=True):
    """A well-formed note of which nothing is verified: its text, and its signature lines."""

    text: str
    signatures: tuple[Signature, ...]

    def signed_by(self, name: str, key_hash: bytes) -> tuple[Signature, ...]:
        """Return the signatures that claim to be by the key of `name` and `key_hash`."""
        return tuple(s for s in self.signatures if (s.name, s.key_hash) == (name, key_hash))


def make_verifier(name: str, public: bytes) -> Verifier:
    """Return the verifier for `name` and `public`, both checked.

    Raises:
        ColdsetError: `name-malformed` or `key-refused`.
    """
    check_name(name)
    check_public_key(public)
    return Verifier(name, public)


def check_name(name: str) -> None:
    """Refuse what can not stand as a key name on a signature line.

    Raises:
        ColdsetError: `name-malformed`.
    """
    if not _is_name(name):
        raise ColdsetError(
            "name-malformed",
            f"`{name[:80]}` is not a key name: expected 1 to {NAME_BYTES_MAX} bytes without spaces "
            "or `+`, such as `example.org/set`",
            name=name[:80],
        )


def key_hash(name: str, kind: bytes, public: bytes) -> bytes:
    """Return the 4 bytes that stand for a key of the type `kind` (signed-note, "Signatures")."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:_HASH_BYTES]


def spell_vkey(name: str, kind: bytes, public: bytes) -> str:
    """Return a key of the type `kind` as a line of text (signed-note, "Verifier keys")."""
    key = strict_base64.encode(kind + public)
    return f"{name}+{key_hash(name, kind, public).hex()}+{key}"


def read_vkey(text: str, kind: bytes) -> tuple[str, bytes]:
    """Return the name and the checked public key that a vkey of the type `kind` spells.

    Raises:
        ColdsetError: `vkey-malformed`, `name-malformed`, `key-refused` or `base64-malformed`.
    """
    name, _, rest = text.partition("+")
    _, _, key = rest.partition("+")
    decoded = strict_base64.decode(key)
    if decoded[:1] == kind:
        public = decoded[1:]
        check_name(name)
        check_public_key(public)
        if spell_vkey(name, kind, public) == text:
            return name, public
    raise ColdsetError(
        "vkey-malformed",
        f"`{text[:160]}` is not a verifier key: expected `name+hash+base64` of an ed25519 key "
        f"of type {kind.hex()} whose hash fits; copy it again from where it was given out",
        vkey=text[:160],
    )


def parse_vkey(text: str) -> Verifier:
    """Return the verifier that a vkey spells (signed-note, "Verifier keys").

    Raises:
        ColdsetError: `vkey-malformed`, `name-malformed`, `key-refused` or `base64-malformed`.
    """
    return Verifier(*read_vkey(text, _ED25519))


def sign_note(text: str, name: str, key: KeyPair) -> bytes:
    """Return the note of `text`, which ends in a newline, signed by `key` under `name`.

    Raises:
        ColdsetError: `note-malformed` or `name-malformed`.
    """
    verifier = make_verifier(name, key.public)
    if not text.endswith("\n") or _has_control(text):
        raise _malformed("its text must end in a newline and hold no control characters")
    try:
        signed = text.encode()
    except UnicodeEncodeError as error:
        raise _malformed("its text holds half of a surrogate pair") from error
    signature = Signature(name, verifier.key_hash, key.sign(signed))
    note = f"{text}\n{signature.line}".encode()
    _check_length(note)
    return note


def open_note(note: bytes, verifier: Verifier) -> str:
    """Return the text of `note`, once the signature by `verifier` is found and verified.

    Raises:
        ColdsetError: `note-malformed` or `base64-malformed`.
        IntegrityError: `note-unsigned` when the verifier did not sign, `signature-invalid` when
            its signature does not hold.
    """
    split = split_note(note)
    found = split.signed_by(verifier.name, verifier.key_hash)
    for signature in found:
        verify(verifier.public, split.text.encode(), signature.signed)
    if not found:
        raise IntegrityError(
            "note-unsigned",
            f"`{verifier.name}` did not sign this note: expected its signature; "
            "do not use the text",
            name=verifier.name,
        )
    if len(found) > 1:
        raise _malformed(f"`{verifier.name}` signed it twice")
    return split.text


def split_note(note: bytes) -> SplitNote:
    """Return the text, and the signature lines below the last empty line; nothing is verified.

    Raises:
        ColdsetError: `note-malformed` or `base64-malformed`.
    """
    _check_length(note)
    try:
        whole = note.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed("it is not UTF-8") from error
    text, blank, signatures = whole.rpartition("\n\n")
    if _has_control(whole) or not blank or not signatures.endswith("\n"):
        raise _malformed("expected lines of text, an empty line and signature lines")
    lines = signatures[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise _malformed(f"it has `{len(lines)}` signatures: expected at most {SIGNATURES_MAX}")
    return SplitNote(text + "\n", tuple(_parse_line(line) for line in lines))


def _check_length(note: bytes) -> None:
    if len(note) > NOTE_BYTES_MAX:
        raise _malformed(f"it has `{len(note)}` bytes: expected at most {NOTE_BYTES_MAX}")


def _parse_line(line: str) -> Signature:
    name, _, signature = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not _is_name(name):
        raise _malformed(f"`{line[:80]}` is not a signature line")
    data = strict_base64.decode(signature)
    if len(data) <= _HASH_BYTES:
        raise _malformed(f"`{line[:80]}` holds no signature")
    return Signature(name, data[:_HASH_BYTES], data[_HASH_BYTES:])


def _is_name(name: str) -> bool:
    length = len(name.encode("utf-8", "replace"))
    plain = name.isprintable() and " " not in name and "+" not in name
    return plain and 1 <= length <= NAME_BYTES_MAX


def _has_control(text: str) -> bool:
    return any(char < " " and char != "\n" for char in text)


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("note-malformed", f"this is not a signed note: {what}")
