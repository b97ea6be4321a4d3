"""Which JSON may be signed, and its one encoding.

The profile is narrow on purpose, so that a plain sorted encoding equals RFC 8785:

- the whole is an object of at most `PAYLOAD_BYTES_MAX` bytes and `DEPTH_MAX` levels;
- keys are printable ASCII (so that sorting by byte and by UTF-16 unit agree);
- numbers are integers within +-(2^53 - 1), never floats (RFC 8785 formats floats as
  ECMAScript does, and RFC 7493, section 2.2, bounds integers);
- strings are any valid Unicode, not normalised: what was typed is what was signed.
"""

import msgspec

from coldset.errors import ColdsetError

PAYLOAD_BYTES_MAX = 46_000
DEPTH_MAX = 16
INTEGER_MAX = 2**53 - 1


def encode(obj: object) -> bytes:
    """Return the canonical bytes of `obj`.

    Args:
        obj: A dict of JSON values, or a msgspec Struct or dataclass that becomes one.

    Returns:
        UTF-8 JSON, keys sorted, no white space; equal to RFC 8785 for this profile.

    Raises:
        ColdsetError: `payload-outside-profile` or `payload-too-large`.
    """
    try:
        plain = msgspec.to_builtins(obj)
    except (TypeError, ValueError, RecursionError) as error:
        raise _outside(f"a value is not plain data ({error})") from error
    _check_object(plain)
    data = _dump(plain)
    _check_length(data)
    return data


def check(data: bytes) -> None:
    """Refuse bytes that are outside the profile, or not in its one encoding.

    Raises:
        ColdsetError: `payload-too-large`, `payload-not-json`, `payload-outside-profile` or
            `payload-not-canonical`.
    """
    _check_length(data)
    try:
        plain: object = msgspec.json.decode(data)
    except (ValueError, RecursionError) as error:
        raise ColdsetError(
            "payload-not-json", f"the payload is not JSON ({error}): expected one UTF-8 object"
        ) from error
    _check_object(plain)
    if _dump(plain) != data:
        raise ColdsetError(
            "payload-not-canonical",
            "the payload is not in canonical form: expected each key once, keys sorted and no "
            "white space; encode it again before it is signed",
        )


def _dump(plain: object) -> bytes:
    try:
        return msgspec.json.encode(plain, order="sorted")
    except UnicodeEncodeError as error:
        raise _outside("a string holds half of a surrogate pair") from error


def _check_length(data: bytes) -> None:
    if len(data) > PAYLOAD_BYTES_MAX:
        raise ColdsetError(
            "payload-too-large",
            f"the payload has `{len(data)}` bytes: expected at most {PAYLOAD_BYTES_MAX}; "
            "record large evidence by its hash",
            bytes=len(data),
        )


def _check_object(plain: object) -> None:
    if type(plain) is not dict:
        raise _outside(f"it is `{type(plain).__name__}` at the top: expected an object")
    _check_value(plain, depth=1)


def _check_value(value: object, depth: int) -> None:
    if value is None or type(value) is bool or type(value) is str:
        return
    if type(value) is int:
        _check_integer(value)
        return
    if depth > DEPTH_MAX:
        raise _outside(f"it nests more than {DEPTH_MAX} levels deep")
    if type(value) is list:
        for part in value:
            _check_value(part, depth + 1)
        return
    if type(value) is dict:
        for key, part in value.items():
            _check_key(key)
            _check_value(part, depth + 1)
        return
    raise _outside(f"`{value!r:.80}` is `{type(value).__name__}`: expected text or an integer")


def _check_integer(value: int) -> None:
    if abs(value) > INTEGER_MAX:
        raise _outside(f"`{value}` is too large an integer: expected at most 2^53 - 1 either way")


def _check_key(key: object) -> None:
    if type(key) is not str or not (key.isascii() and key.isprintable()):
        raise _outside(f"`{key!r:.80}` is not a key: expected printable ASCII")


def _outside(what: str) -> ColdsetError:
    return ColdsetError(
        "payload-outside-profile", f"the payload is outside the signed profile: {what}"
    )
