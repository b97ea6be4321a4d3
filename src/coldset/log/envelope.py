"""One entry of the log: a payload with the signatures of those who stand by it.

DSSE v1 (github.com/secure-systems-lab/dsse), with its JSON envelope narrowed to one encoding:
keys sorted, no white space, canonical base64, signatures in ascending order of key id and one a
key. The exact bytes are kept and are the leaf of the Merkle tree; nothing is ever encoded again.

What DSSE leaves open is closed here: a signature by an unknown key refuses the whole envelope
(DSSE would skip it), since a skipped signature could be changed without its showing. The order
of signatures means nothing; who recorded and who witnessed stands in the payload.
"""

from collections.abc import Mapping, Sequence

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.log import strict_base64
from coldset.log.canonical import PAYLOAD_BYTES_MAX
from coldset.log.keys import SIGNATURE_BYTES, KeyPair, verify

PAYLOAD_TYPE = "application/vnd.coldset.event+json"
ENVELOPE_BYTES_MAX = 65_535
"""What an entry of a C2SP tlog-tiles bundle can hold; a largest payload with all its signatures
fits."""
SIGNATURES_MAX = 16


class Opened(msgspec.Struct, frozen=True):
    """An envelope whose every signature holds: the exact payload, and the ids of its signers."""

    payload: bytes
    signers: tuple[str, ...]


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keyid: str
    sig: str


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    payload: str
    payloadType: str  # noqa: N815 - the field's name in DSSE
    signatures: tuple[_Signature, ...]


def pae(payload: bytes) -> bytes:
    """Return the bytes that are signed for `payload`: DSSE's pre-authentication encoding.

    They begin with a word and a space, so no checkpoint (whose first line is an origin without
    spaces) can be mistaken for one.
    """
    kind = PAYLOAD_TYPE.encode("ascii")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def seal(payload: bytes, keys: Sequence[KeyPair]) -> bytes:
    """Return the envelope of `payload` signed by every key in `keys`.

    Raises:
        ColdsetError: as `assemble`; a key given twice is `envelope-malformed`, too.
    """
    signed = pae(payload)
    signatures = {key.key_id: key.sign(signed) for key in keys}
    if len(signatures) != len(keys):
        raise _malformed("a key is given twice: expected each signer once")
    return assemble(payload, signatures)


def assemble(payload: bytes, signatures: Mapping[str, bytes]) -> bytes:
    """Return the envelope of `payload` with signatures that were made elsewhere.

    Args:
        payload: The exact bytes; what they say is not looked at.
        signatures: For each key id the 64-byte signature over `pae(payload)`. They are not
            verified here; `open_envelope` does that.

    Raises:
        ColdsetError: `payload-too-large`, or `envelope-malformed` with no or too many signatures.
    """
    if len(payload) > PAYLOAD_BYTES_MAX:
        raise ColdsetError(
            "payload-too-large",
            f"the payload has `{len(payload)}` bytes: expected at most {PAYLOAD_BYTES_MAX}",
            bytes=len(payload),
        )
    signed = tuple(_Signature(i, strict_base64.encode(signatures[i])) for i in sorted(signatures))
    _check_count(signed)
    return _dump(_Envelope(strict_base64.encode(payload), PAYLOAD_TYPE, signed))


def open_envelope(data: bytes, trusted: Mapping[str, bytes]) -> Opened:
    """Return what `data` holds, once its form and every signature in it are verified.

    In this order: length, JSON of the exact fields, the one encoding, payload type, number and
    order of the signatures, base64, then each signature.

    Args:
        data: The exact bytes of the envelope.
        trusted: The public key (32 bytes, already through `check_public_key`) for each key id.

    Raises:
        ColdsetError: `envelope-too-large`, `envelope-malformed` or `base64-malformed`.
        IntegrityError: `signer-unknown` or `signature-invalid`.
    """
    envelope = _parse(data)
    payload = strict_base64.decode(envelope.payload)
    signed = pae(payload)
    for signature in envelope.signatures:
        _verify_one(signature, signed, trusted)
    return Opened(payload, tuple(signature.keyid for signature in envelope.signatures))


def _parse(data: bytes) -> _Envelope:
    if len(data) > ENVELOPE_BYTES_MAX:
        raise ColdsetError(
            "envelope-too-large",
            f"the envelope has `{len(data)}` bytes: expected at most {ENVELOPE_BYTES_MAX}",
            bytes=len(data),
        )
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except (ValueError, RecursionError) as error:
        raise _malformed(f"it does not parse ({error})") from error
    if _dump(envelope) != data:
        raise _malformed("expected keys sorted, each once, and no white space")
    if envelope.payloadType != PAYLOAD_TYPE:
        raise _malformed(f"`{envelope.payloadType[:80]}` is its type: expected `{PAYLOAD_TYPE}`")
    _check_count(envelope.signatures)
    ids = [signature.keyid for signature in envelope.signatures]
    if ids != sorted(set(ids)):
        raise _malformed("expected one signature a key, in ascending order of key id")
    return envelope


def _verify_one(signature: _Signature, signed: bytes, trusted: Mapping[str, bytes]) -> None:
    public = trusted.get(signature.keyid)
    if public is None:
        raise IntegrityError(
            "signer-unknown",
            f"key `{signature.keyid[:80]}` signed but is not enrolled: expected a trusted key; "
            "enrol the device before it records",
            key_id=signature.keyid[:80],
        )
    sig = strict_base64.decode(signature.sig)
    if len(sig) != SIGNATURE_BYTES:
        raise _malformed(f"a signature has `{len(sig)}` bytes: expected {SIGNATURE_BYTES}")
    verify(public, signed, sig)


def _check_count(signatures: Sequence[_Signature]) -> None:
    if not 1 <= len(signatures) <= SIGNATURES_MAX:
        raise _malformed(f"it has `{len(signatures)}` signatures: expected 1 to {SIGNATURES_MAX}")


def _dump(envelope: _Envelope) -> bytes:
    return msgspec.json.encode(envelope, order="sorted")


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("envelope-malformed", f"this is not an envelope of ours: {what}")
