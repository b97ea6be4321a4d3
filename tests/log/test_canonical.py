"""The signed profile: what may be signed has one encoding, and it is RFC 8785's."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from coldset.errors import ColdsetError
from coldset.log import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEYS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=8)
INTEGERS = st.integers(-canonical.INTEGER_MAX, canonical.INTEGER_MAX)
SCALARS = st.none() | st.booleans() | INTEGERS | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=6)


def refused_as(code: str, data: bytes) -> None:
    with pytest.raises(ColdsetError) as refusal:
        canonical.check(data)
    assert refusal.value.code == code


@given(OBJECTS)
def test_our_encoding_is_rfc_8785_and_is_accepted(obj: dict[str, object]) -> None:
    data = canonical.encode(obj)
    assert data == rfc8785.dumps(obj)  # type: ignore[arg-type] # its type is its own recursion
    canonical.check(data)
    assert json.loads(data) == obj


@given(OBJECTS, st.data())
def test_what_check_accepts_is_always_canonical(
    obj: dict[str, object], data: st.DataObject
) -> None:
    changed = bytearray(canonical.encode(obj))
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        canonical.check(bytes(changed))
    except ColdsetError:
        return
    assert rfc8785.dumps(json.loads(bytes(changed))) == bytes(changed)


@given(st.binary(max_size=40))
def test_no_bytes_make_check_fall_over(data: bytes) -> None:
    try:
        canonical.check(data)
    except ColdsetError:
        return
    assert rfc8785.dumps(json.loads(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":-0}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u001F"}',
    ],
)
def test_another_spelling_of_the_same_thing_is_refused(data: bytes) -> None:
    refused_as("payload-not-canonical", data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":123456789012345678901234567890}',
        '{"é":1}'.encode(),
        b'{"\\u0001":1}',
        b"[1]",
        b"1",
        b"null",
        b'{"a":' + b"[" * 16 + b"]" * 16 + b"}",
    ],
)
def test_what_is_outside_the_profile_is_refused(data: bytes) -> None:
    refused_as("payload-outside-profile", data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xef\xbb\xbf{}",
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":"\\ud800"}',
        b'{"a":NaN}',
        b"[" * 40_000,
        b'{"a":1}{}',
    ],
)
def test_what_is_not_json_is_refused(data: bytes) -> None:
    refused_as("payload-not-json", data)


def test_sixteen_levels_pass() -> None:
    canonical.check(b'{"a":' + b"[" * 15 + b"]" * 15 + b"}")


def test_the_largest_payload_passes_and_one_byte_more_does_not() -> None:
    room = canonical.PAYLOAD_BYTES_MAX - len(b'{"a":""}')
    canonical.check(canonical.encode({"a": "x" * room}))
    with pytest.raises(ColdsetError) as refusal:
        canonical.encode({"a": "x" * (room + 1)})
    assert refusal.value.code == "payload-too-large"
    refused_as("payload-too-large", b'{"a":"' + b"x" * (room + 1) + b'"}')


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 0.5, 2**53, object(), "\ud800", {1: 2}, {"ü": 1}, [[1.0]]],
)
def test_encode_refuses_what_it_would_have_to_bend(value: object) -> None:
    with pytest.raises(ColdsetError) as refusal:
        canonical.encode({"a": value})
    assert refusal.value.code == "payload-outside-profile"


def test_encode_refuses_a_thing_that_holds_itself() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(ColdsetError):
        canonical.encode({"a": loop})
