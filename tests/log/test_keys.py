"""Keys: which may be enrolled, and that only a true signature passes."""

import json
import os
from pathlib import Path

import pytest

from coldset.errors import ColdsetError, IntegrityError
from coldset.log.keys import KeyPair, check_public_key, key_id, verify

VECTORS = Path(os.environ.get("COLDSET_VECTORS", Path(__file__).parents[3] / "shared" / "vectors"))
FILE = VECTORS / "ed25519" / "ed25519vectors.json"


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        verify(public, message, signature)
    except IntegrityError:
        return False
    return True


def may_enrol(public: bytes) -> bool:
    try:
        check_public_key(public)
    except ColdsetError:
        return False
    return True


@pytest.mark.skipif(not FILE.exists(), reason="the Ed25519 vectors are not beside the project")
def test_the_914_edge_cases_each_end_as_their_flags_demand() -> None:
    """Each flag says what is wrong with a vector that a lax verifier would let pass.

    Enrolment: a key passes unless A is of low order, not canonical, or has a component of low
    order. Verifying (strict, without cofactor): passes only if neither A nor R is of low order
    or not canonical and no residue of low order is left; mixed-order points alone are no
    obstacle here, enrolment has kept them out.
    """
    vectors = json.loads(FILE.read_text())
    assert len(vectors) == 914
    passed = enrolled = 0
    for vector in vectors:
        flags = set(vector["flags"] or ())
        key, signature = bytes.fromhex(vector["key"]), bytes.fromhex(vector["sig"])
        unsafe = flags & {"low_order_A", "non_canonical_A", "low_order_component_A"}
        assert may_enrol(key) == (not unsafe), vector
        tolerated = {"low_order_component_A", "low_order_component_R"}
        verified = holds(key, vector["msg"].encode(), signature)
        assert verified == (flags <= tolerated), vector
        passed += verified
        enrolled += verified and may_enrol(key)
    assert (passed, enrolled) == (43, 1)


def test_rfc_8032_test_2_signs_as_printed() -> None:
    key = KeyPair(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    assert key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = key.sign(b"\x72")
    assert signature.hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    verify(key.public, b"\x72", signature)


def test_any_flipped_bit_of_a_signature_fails() -> None:
    key = KeyPair(bytes(32))
    signature = key.sign(b"cold")
    for bit in range(512):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        assert not holds(key.public, b"cold", bytes(changed))
    assert not holds(key.public, b"hot", signature)
    assert not holds(KeyPair(bytes([1] * 32)).public, b"cold", signature)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_wrong_lengths_are_refused_everywhere(length: int) -> None:
    key = KeyPair(bytes(32))
    assert not may_enrol(bytes(length))
    assert not holds(bytes(length), b"cold", key.sign(b"cold"))
    assert not holds(key.public, b"cold", key.sign(b"cold")[:length].ljust(length, b"x")[:63])
    with pytest.raises(ColdsetError):
        KeyPair(bytes(length))


def test_bytes_do_not_wander_between_key_signature_and_message() -> None:
    key = KeyPair(bytes(32))
    signature = key.sign(b"cold")
    assert holds(key.public, b"cold", signature)
    assert not holds(key.public + b"x", b"cold", signature)
    assert not holds(key.public, signature[63:] + b"cold", signature[:63])
    assert not holds(key.public, b"old", signature + b"c")


def test_a_key_shows_its_id_and_never_its_seed() -> None:
    key = KeyPair(bytes([7] * 32))
    assert repr(key) == f"KeyPair({key_id(key.public)})"
    assert len(key.key_id) == 32
    assert "07" * 32 not in repr(key)
