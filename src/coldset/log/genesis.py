"""The first bytes of a book: what it is called, and whose key speaks for it.

Nothing stands in here that a checkpoint does not confirm: the origin is on its first line and
the hub's key signs it. Devices are enrolled by entries of the log, never here, so that a key
can not be slipped in beside the tree. Whoever checks a book compares the hub's verifier key
with one that they got from the hub by another way.
"""

import msgspec

from coldset.errors import ColdsetError
from coldset.log import canonical
from coldset.log.note import Verifier, make_verifier, parse_vkey

FORMAT = 1


class Genesis(msgspec.Struct, frozen=True):
    """A book's format version, and its hub: the origin is the hub's name."""

    format: int
    hub: Verifier

    @property
    def origin(self) -> str:
        """The name of the log, on the first line of each checkpoint."""
        return self.hub.name


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    hub: str


def write_genesis(origin: str, hub_public: bytes) -> bytes:
    """Return the canonical genesis document of a new book.

    Args:
        origin: The log's name, a schema-less URL such as `example.org/set`.
        hub_public: The hub's Ed25519 public key, 32 bytes.

    Raises:
        ColdsetError: `name-malformed` or `key-refused`.
    """
    return canonical.encode(_Document(FORMAT, make_verifier(origin, hub_public).vkey))


def read_genesis(data: bytes) -> Genesis:
    """Return what a genesis document says, once its form is checked.

    Raises:
        ColdsetError: `genesis-newer` for a format version that this program does not know,
            `genesis-malformed` or one of `canonical.check`, `parse_vkey` otherwise.
    """
    canonical.check(data)
    try:
        document = msgspec.json.decode(data, type=_Document)
    except ValueError as error:
        raise ColdsetError(
            "genesis-malformed",
            f"the genesis document does not parse ({error}): expected `format` and `hub`",
        ) from error
    if document.format != FORMAT:
        raise ColdsetError(
            "genesis-newer",
            f"the book has format `{document.format}`: expected {FORMAT}; update the program",
            format=document.format,
        )
    return Genesis(document.format, parse_vkey(document.hub))
