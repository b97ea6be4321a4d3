"""Signed notes: a short text with signature lines (c2sp.org/signed-note, v1.0.0).

Only Ed25519 (type 0x01) is made and verified. Signatures by other keys, such as witnesses' own
kinds, may stand on the same note and are passed over, as the specification asks.
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
        data = self.name.encode() + b"\n" + _ED25519 + self.public
        return hashlib.sha256(data).digest()[:_HASH_BYTES]

    @property
    def vkey(self) -> str:
        """The verifier as one line of text, to be handed to whoever wants to check."""
        key = strict_base64.encode(_ED25519 + self.public)
        return f"{self.name}+{self.key_hash.hex()}+{key}"


def make_verifier(name: str, public: bytes) -> Verifier:
    """Return the verifier for `name` and `public`, both checked.

    Raises:
        ColdsetError: `name-malformed` or `key-refused`.
    """
    if not _is_name(name):
        raise ColdsetError(
            "name-malformed",
            f"`{name[:80]}` is not a key name: expected 1 to {NAME_BYTES_MAX} bytes without spaces "
            "or `+`, such as `example.org/set`",
            name=name[:80],
        )
    check_public_key(public)
    return Verifier(name, public)


def parse_vkey(text: str) -> Verifier:
    """Return the verifier that a vkey spells (signed-note, "Verifier keys").

    Raises:
        ColdsetError: `vkey-malformed`, `name-malformed`, `key-refused` or `base64-malformed`.
    """
    name, _, rest = text.partition("+")
    _, _, key = rest.partition("+")
    decoded = strict_base64.decode(key)
    if decoded[:1] == _ED25519:
        verifier = make_verifier(name, decoded[1:])
        if verifier.vkey == text:
            return verifier
    raise ColdsetError(
        "vkey-malformed",
        f"`{text[:160]}` is not a verifier key: expected `name+hash+base64` of an ed25519 key "
        "whose hash fits; copy it again from the hub",
        vkey=text[:160],
    )


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
    signature = strict_base64.encode(verifier.key_hash + key.sign(signed))
    note = f"{text}\n{_DASH}{name} {signature}\n".encode()
    _check_length(note)
    return note


def open_note(note: bytes, verifier: Verifier) -> str:
    """Return the text of `note`, once the signature by `verifier` is found and verified.

    Raises:
        ColdsetError: `note-malformed` or `base64-malformed`.
        IntegrityError: `note-unsigned` when the verifier did not sign, `signature-invalid` when
            its signature does not hold.
    """
    text, lines = _split(note)
    found = 0
    for name, signature in map(_parse_line, lines):
        if name == verifier.name and signature[:_HASH_BYTES] == verifier.key_hash:
            verify(verifier.public, text.encode(), signature[_HASH_BYTES:])
            found += 1
    if found == 0:
        raise IntegrityError(
            "note-unsigned",
            f"`{verifier.name}` did not sign this note: expected its signature; "
            "do not use the text",
            name=verifier.name,
        )
    if found > 1:
        raise _malformed(f"`{verifier.name}` signed it twice")
    return text


def _split(note: bytes) -> tuple[str, list[str]]:
    """Return the text, and the signature lines below the last empty line."""
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
    return text + "\n", lines


def _check_length(note: bytes) -> None:
    if len(note) > NOTE_BYTES_MAX:
        raise _malformed(f"it has `{len(note)}` bytes: expected at most {NOTE_BYTES_MAX}")


def _parse_line(line: str) -> tuple[str, bytes]:
    name, _, signature = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not _is_name(name):
        raise _malformed(f"`{line[:80]}` is not a signature line")
    data = strict_base64.decode(signature)
    if len(data) <= _HASH_BYTES:
        raise _malformed(f"`{line[:80]}` holds no signature")
    return name, data


def _is_name(name: str) -> bool:
    length = len(name.encode("utf-8", "replace"))
    plain = name.isprintable() and " " not in name and "+" not in name
    return plain and 1 <= length <= NAME_BYTES_MAX


def _has_control(text: str) -> bool:
    return any(char < " " and char != "\n" for char in text)


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("note-malformed", f"this is not a signed note: {what}")
