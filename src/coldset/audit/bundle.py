"""What an evidence bundle is made of, and whether its parts are those that it lists.

One ZIP file in one form (`container`). `manifest.json` comes first, then the other members by name:

| member | what it is |
| --- | --- |
| `manifest.json` | canonical JSON: `format`, `version`, `origin`, `size`, `selection`, `members` |
| `checkpoint.txt` | the newest checkpoint as the hub signed it, cosignatures as lines on it |
| `checkpoints/0001.txt` ... | every earlier checkpoint that was kept, by size |
| `consistency.jsonl` | of a selection: for each earlier size, the proof that the log only grew |
| `entries.jsonl` | an envelope a line, in order: all of them, or those that were selected |
| `genesis.json` | the genesis document |
| `photos/<sha256>` | a photo that an entry names by this hash; absent ones are counted |
| `policy.toml` | the policy pack |
| `proofs.jsonl` | of a selection: for each entry, the proof that it is in the log |
| `verdicts.jsonl` | of a whole log: what the maker says that the gate answers, a hand-over a line |

`members` has `name`, `bytes` and `sha256` of every other member; `size` is how many entries the
checkpoint counts; `selection` is null for a whole log, else the positions of the entries, from 0.
Lines end with a newline. Nobody signs the manifest: what it lists is proven by the log, or it is
what the maker of the bundle says and is named as that.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Final

import msgspec

from coldset.audit.container import malformed, members_of
from coldset.errors import ColdsetError, IntegrityError

FORMAT: Final = "coldset evidence bundle"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
MANIFEST_BYTES_MAX: Final = 1 << 24
POLICY_BYTES_MAX: Final = 1 << 20

NEEDED: Final = frozenset({"checkpoint.txt", "entries.jsonl", "genesis.json", "policy.toml"})
OF_A_WHOLE: Final = frozenset({"verdicts.jsonl"})
OF_A_SELECTION: Final = frozenset({"consistency.jsonl", "proofs.jsonl"})
_EARLIER: Final = re.compile(r"checkpoints/[0-9]{4}\.txt")
_PHOTO: Final = re.compile(r"photos/[0-9a-f]{64}")

Place = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
"""A position in the log, from 0, or a size."""


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member as the manifest has it."""

    name: str
    bytes: Place
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bundle says that it is, and every other member in it."""

    format: str
    version: int
    origin: str
    size: Place
    selection: tuple[Place, ...] | None
    members: tuple[Listed, ...]


class _Stamp(msgspec.Struct):
    """As much of a manifest as every version of it has."""

    format: str
    version: int


class Bundle(msgspec.Struct, frozen=True):
    """A bundle's parts, of which nothing is proven; `amiss` is where they are not those listed."""

    manifest: Manifest
    members: dict[str, bytes]
    amiss: tuple[IntegrityError, ...]

    @property
    def entries(self) -> list[bytes]:
        """The envelopes, one a line."""
        return lines_of(self.members["entries.jsonl"])

    @property
    def earlier(self) -> dict[str, bytes]:
        """Every earlier checkpoint by the name of its member, in order."""
        return {name: data for name, data in self.members.items() if _EARLIER.fullmatch(name)}

    @property
    def photos(self) -> dict[str, bytes]:
        """Every photo by the hash that it is called by."""
        return {
            name.partition("/")[2]: data
            for name, data in self.members.items()
            if _PHOTO.fullmatch(name)
        }


def open_bundle(data: bytes) -> Bundle:
    """Return what a bundle holds, once it has the one form and nothing in it is missing.

    Raises:
        ColdsetError: as `members_of`; `bundle-malformed` for a member that no bundle has, an order
            or a manifest that is not the one form; `bundle-newer` for another version.
        IntegrityError: `member-changed`; `member-missing` where one that every bundle needs is not
            there.
    """
    members = members_of(data)
    manifest = _manifest(members)
    names = [name for name in members if name != MANIFEST]
    if list(members) != [MANIFEST, *sorted(names)]:
        raise malformed("its members are not in order: expected the manifest, then by name")
    whole = manifest.selection is None
    needed = NEEDED | (OF_A_WHOLE if whole else OF_A_SELECTION)
    for name in names:
        if name not in needed and not _EARLIER.fullmatch(name) and not _PHOTO.fullmatch(name):
            raise malformed(f"member `{name[:80]}` is none that such a bundle has")
    for name in sorted(needed - set(names)):
        raise _missing(name)
    for name, content in members.items():
        if name.endswith(".jsonl") and not content.endswith(b"\n") and content:
            raise malformed(f"member `{name}` does not end with its last line")
    if len(members["policy.toml"]) > POLICY_BYTES_MAX:
        raise malformed(f"its policy pack has more than `{POLICY_BYTES_MAX}` bytes")
    return Bundle(manifest, members, tuple(_amiss(manifest, members)))


def lines_of(data: bytes) -> list[bytes]:
    """Every line of a member without its newline."""
    return data.split(b"\n")[:-1]


def _manifest(members: Mapping[str, bytes]) -> Manifest:
    if MANIFEST not in members:
        raise _missing(MANIFEST)
    data = members[MANIFEST]
    if len(data) > MANIFEST_BYTES_MAX:
        raise malformed(f"its manifest has more than `{MANIFEST_BYTES_MAX}` bytes")
    try:
        stamp = msgspec.json.decode(data, type=_Stamp)
        if stamp.format == FORMAT and stamp.version != VERSION:
            raise ColdsetError(
                "bundle-newer",
                f"the bundle has version `{stamp.version}`: expected {VERSION}; update the program",
                version=stamp.version,
            )
        manifest = msgspec.json.decode(data, type=Manifest)
        again = msgspec.json.encode(manifest, order="sorted")
    except (ValueError, RecursionError) as error:
        raise malformed(f"its manifest does not parse ({error})") from error
    if manifest.format != FORMAT:
        raise malformed(f"it says that it is `{manifest.format[:80]}`: expected `{FORMAT}`")
    if again != data:
        raise malformed("its manifest is not in its one form: expected sorted keys and no blanks")
    return manifest


def _amiss(manifest: Manifest, members: Mapping[str, bytes]) -> list[IntegrityError]:
    """Every member that is not what the manifest lists, is not listed, or is not there."""
    amiss: list[IntegrityError] = []
    listed = {one.name: one for one in manifest.members}
    if [one.name for one in manifest.members] != sorted(listed):
        amiss.append(_differs(MANIFEST, "it does not list each member once, by name"))
    for name, data in members.items():
        one = listed.get(name)
        if name == MANIFEST:
            continue
        if one is None:
            amiss.append(_differs(name, "the manifest does not list it"))
        elif one.sha256 != hashlib.sha256(data).hexdigest() or one.bytes != len(data):
            amiss.append(_differs(name, "it is not of the length and hash that are listed"))
    amiss += [_missing(name) for name in listed if name not in members]
    for name, data in members.items():
        if _PHOTO.fullmatch(name) and name.partition("/")[2] != hashlib.sha256(data).hexdigest():
            amiss.append(_differs(name, "it is called by the hash of another photo"))
    return amiss


def _missing(name: str) -> IntegrityError:
    return IntegrityError(
        "member-missing",
        f"member `{name[:80]}` is not in the bundle: expected it; ask for the whole bundle",
        member=name[:80],
    )


def _differs(name: str, what: str) -> IntegrityError:
    return IntegrityError(
        "member-differs",
        f"member `{name[:80]}` is not what was packed: {what}",
        member=name[:80],
    )
