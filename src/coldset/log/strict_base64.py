"""Base64 with exactly one spelling for each value, so that every flipped bit shows.

The standard decoder accepts spare bits in the last character; signed text must not.
"""

import base64
import binascii

from coldset.errors import ColdsetError


def encode(data: bytes) -> str:
    """Return `data` in the standard alphabet with padding (RFC 4648, section 4)."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes that `text` spells.

    Raises:
        ColdsetError: `base64-malformed` when `text` is not the one canonical spelling
            (RFC 4648, section 3.5: pad bits are zero).
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if encode(data) != text:
        raise ColdsetError(
            "base64-malformed",
            f"`{text[:80]}` is not canonical base64: expected the standard alphabet with padding "
            "and no spare bits; ask the sender for the exact bytes",
            text=text[:80],
        )
    return data
