"""A ZIP file of which every byte is accounted for, read without trusting what it says of itself.

An evidence bundle is a plain ZIP (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16) in one
form: members stored and not compressed, one after the other from the first byte on, dated
1980-01-01, with no comment, no extra field and nothing between or behind them. So there is nothing
to inflate, no member can lie within another, and two readers can not see different members.
"""

import struct
import zlib
from typing import Final

from coldset.errors import ColdsetError, IntegrityError

BUNDLE_BYTES_MAX: Final = 1 << 30
MEMBERS_MAX: Final = 10_000

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_LISTED: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_IS_LOCAL, _IS_LISTED, _IS_END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

_VERSION: Final = 20
_MADE_BY: Final = 3 << 8 | _VERSION
_STORED: Final = 0
_DATE: Final = 1 << 5 | 1
_RIGHTS: Final = 0o100644 << 16


def members_of(data: bytes) -> dict[str, bytes]:
    """Return every member by its name, in the order of the file.

    Raises:
        ColdsetError: `bundle-malformed` when it is not a ZIP of the one form, `bundle-too-large`
            when it has too many bytes or members.
        IntegrityError: `member-changed` when the bytes of a member do not have its checksum.
    """
    if len(data) > BUNDLE_BYTES_MAX:
        raise _too_large(f"`{len(data)}` bytes: expected at most {BUNDLE_BYTES_MAX}")
    if data[:4] not in (_IS_LOCAL, _IS_END):
        raise malformed("it does not begin as a ZIP file does")
    found: dict[str, bytes] = {}
    listed: list[bytes] = []
    at = 0
    while data.startswith(_IS_LOCAL, at):
        if len(found) == MEMBERS_MAX:
            raise _too_large(f"more than `{MEMBERS_MAX}` members: expected fewer")
        name, content = _member(data, at)
        if name in found:
            raise malformed(f"member `{name[:80]}` is there twice")
        found[name] = content
        fields = _fields(name, content)
        listed += [
            _LISTED.pack(_IS_LISTED, _MADE_BY, *fields, 0, 0, 0, _RIGHTS, at),
            name.encode("ascii"),
        ]
        at += _LOCAL.size + len(name) + len(content)
    _check_end(data, at, b"".join(listed), len(found))
    return found


def _member(data: bytes, at: int) -> tuple[str, bytes]:
    """The name and the bytes of the member that begins at `at`, once its header is the one form."""
    if len(data) < at + _LOCAL.size:
        raise malformed("it is cut off within a member's header")
    header = _LOCAL.unpack_from(data, at)
    start = at + _LOCAL.size + header[9]
    name = data[at + _LOCAL.size : start].decode("ascii", "backslashreplace")
    content = data[start : start + header[8]]
    if header[3] != _STORED:
        raise malformed(f"member `{name[:80]}` is compressed: expected it stored as it is")
    if len(content) != header[8]:
        raise malformed(f"it is cut off within member `{name[:80]}`")
    if not name.isascii() or len(name) != header[9]:
        raise malformed(f"member `{name[:80]}` has a name that is not ASCII")
    expected = (_IS_LOCAL, *_fields(name, content))
    if header[:6] + header[7:] != expected[:6] + expected[7:]:
        raise malformed(f"member `{name[:80]}` has a header that no bundle has")
    if header[6] != expected[6]:
        raise IntegrityError(
            "member-changed",
            f"member `{name[:80]}` does not have the bytes that were packed: its checksum differs; "
            "do not rely on the bundle, and ask for it again",
            member=name[:80],
        )
    return name, content


def _fields(name: str, content: bytes) -> tuple[int, ...]:
    """What a header says of a member, from the version that is needed to the extra field."""
    size = len(content)
    return (_VERSION, 0, _STORED, 0, _DATE, zlib.crc32(content), size, size, len(name), 0)


def _check_end(data: bytes, at: int, listed: bytes, count: int) -> None:
    """Compare what stands behind the members with the one list of them that there can be."""
    end = _END.pack(_IS_END, 0, 0, count, count, len(listed), at, 0)
    expected = listed + end
    rest = data[at:]
    if rest == expected:
        return
    if rest.startswith(expected):
        raise malformed(f"`{len(rest) - len(expected)}` bytes stand behind its end")
    if expected.startswith(rest):
        raise malformed("it is cut off within the list of its members")
    raise malformed("the list of its members does not fit what is there")


def malformed(what: str) -> ColdsetError:
    """The error of a file that is not a bundle in the one form."""
    return ColdsetError(
        "bundle-malformed",
        f"this is not an evidence bundle: {what}; ask for it again, and pass it on as it is, not "
        "packed anew",
    )


def _too_large(what: str) -> ColdsetError:
    return ColdsetError("bundle-too-large", f"this is not an evidence bundle: it has {what}")
