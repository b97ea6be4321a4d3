"""The envelope: one encoding, every signature counts, every flipped bit shows."""

import base64
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError, IntegrityError
from coldset.log.canonical import PAYLOAD_BYTES_MAX
from coldset.log.envelope import (
    ENVELOPE_BYTES_MAX,
    SIGNATURES_MAX,
    Opened,
    assemble,
    open_envelope,
    pae,
    seal,
)
from coldset.log.keys import KeyPair
from coldset.log.tiles import ENTRY_BYTES_MAX

PHONE = KeyPair(bytes([1] * 32))
WITNESS = KeyPair(bytes([2] * 32))
TRUSTED = {key.key_id: key.public for key in (PHONE, WITNESS)}
PAYLOAD = b'{"what":"weapon shown","seen":6}'


def refused_as(code: str, data: bytes, trusted: dict[str, bytes] = TRUSTED) -> None:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        open_envelope(data, trusted)
    assert getattr(refusal.value, "code", None) == code


def rewritten(**changes: object) -> bytes:
    """An envelope by both, with fields replaced, in the encoding that would be accepted."""
    fields = json.loads(seal(PAYLOAD, [PHONE, WITNESS])) | changes
    return msgspec.json.encode(fields, order="sorted")


def test_the_signed_bytes_are_dsse_v1() -> None:
    assert pae(b"hello") == b"DSSEv1 34 application/vnd.coldset.event+json 5 hello"


@given(st.binary(max_size=300), st.booleans())
def test_what_is_sealed_opens_to_the_same_bytes(payload: bytes, both: bool) -> None:  # noqa: FBT001 - drawn
    keys = [WITNESS, PHONE] if both else [PHONE]
    opened = open_envelope(seal(payload, keys), TRUSTED)
    assert opened == Opened(payload, tuple(sorted(key.key_id for key in keys)))


def test_signatures_made_elsewhere_give_the_same_envelope() -> None:
    made = {key.key_id: key.sign(pae(PAYLOAD)) for key in (WITNESS, PHONE)}
    assert assemble(PAYLOAD, made) == seal(PAYLOAD, [PHONE, WITNESS])


def test_every_flipped_bit_shows() -> None:
    data = seal(PAYLOAD, [PHONE, WITNESS])
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises((ColdsetError, IntegrityError)):
            open_envelope(bytes(changed), TRUSTED)


def test_a_signer_nobody_enrolled_refuses_the_whole_envelope() -> None:
    stranger = KeyPair(bytes([3] * 32))
    refused_as("signer-unknown", seal(PAYLOAD, [PHONE, stranger]))
    refused_as("signer-unknown", seal(PAYLOAD, [PHONE]), {})


def test_a_signature_for_another_payload_is_refused() -> None:
    refused_as("signature-invalid", assemble(PAYLOAD, {PHONE.key_id: PHONE.sign(pae(b"{}"))}))
    refused_as("signature-invalid", assemble(PAYLOAD, {PHONE.key_id: PHONE.sign(PAYLOAD)}))
    refused_as("signature-invalid", assemble(PAYLOAD, {PHONE.key_id: WITNESS.sign(pae(PAYLOAD))}))


def test_only_our_one_encoding_is_accepted() -> None:
    data = seal(PAYLOAD, [PHONE, WITNESS])
    fields = json.loads(data)
    first, second = fields["signatures"]
    spaced = json.dumps(fields, sort_keys=True).encode()
    unsorted = json.dumps(dict(reversed(fields.items())), separators=(",", ":")).encode()
    assert open_envelope(rewritten(), TRUSTED).payload == PAYLOAD
    for other in (
        spaced,
        unsorted,
        data + b"\n",
        rewritten(extra=1),
        rewritten(signatures=[second, first]),
        rewritten(signatures=[first, first]),
        rewritten(signatures=[]),
        rewritten(signatures=[{**first, "sig": base64.b64encode(bytes(63)).decode()}]),
        rewritten(payloadType="application/json"),
        rewritten(payload=None),
        b"",
        b"[" * 60_000,
    ):
        refused_as("envelope-malformed", other)


@pytest.mark.parametrize("text", ["eyJ9", "e30", "e31=", "e3 0=", "_w==", "ZÃ==", "===="])
def test_base64_has_one_spelling(text: str) -> None:
    if text == "eyJ9":
        refused_as("signature-invalid", rewritten(payload=text))
    else:
        refused_as("base64-malformed", rewritten(payload=text))


def test_limits_hold_on_the_way_in_and_out() -> None:
    refused_as("envelope-too-large", b" " * (ENVELOPE_BYTES_MAX + 1))
    many = [KeyPair(bytes([9, n]) + bytes(30)) for n in range(SIGNATURES_MAX + 1)]
    trusted = {key.key_id: key.public for key in many}
    largest = seal(bytes(PAYLOAD_BYTES_MAX), many[:-1])
    assert len(open_envelope(largest, trusted).signers) == SIGNATURES_MAX
    for payload, keys in ((PAYLOAD, many), (PAYLOAD, []), (PAYLOAD, [PHONE, PHONE])):
        with pytest.raises(ColdsetError) as refusal:
            seal(payload, keys)
        assert refusal.value.code == "envelope-malformed"
    with pytest.raises(ColdsetError, match="46001"):
        seal(bytes(PAYLOAD_BYTES_MAX + 1), [PHONE])


def test_the_largest_envelope_fits_into_a_bundle() -> None:
    assert ENVELOPE_BYTES_MAX <= ENTRY_BYTES_MAX
