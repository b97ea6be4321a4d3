"""A Merkle proof as lines of text, one base64 hash a line (C2SP tlog-witness and tlog-proof)."""

from collections.abc import Sequence

from coldset.errors import ColdsetError
from coldset.log import strict_base64
from coldset.log.merkle import HASH_BYTES

HASHES_MAX = 63
"""As many as a proof in a tree of 2^63 entries can need."""


def write_proof_lines(proof: Sequence[bytes]) -> str:
    """Return a line for each hash of `proof`, each with its newline."""
    return "".join(f"{strict_base64.encode(part)}\n" for part in proof)


def read_proof_lines(lines: Sequence[str]) -> tuple[bytes, ...]:
    """Return the hashes that stand on `lines`, 32 bytes each.

    Raises:
        ColdsetError: `proof-malformed` or `base64-malformed`.
    """
    if len(lines) > HASHES_MAX:
        raise _malformed(f"it has `{len(lines)}` hashes: expected at most {HASHES_MAX}")
    proof = tuple(strict_base64.decode(line) for line in lines)
    for part in proof:
        if len(part) != HASH_BYTES:
            raise _malformed(f"a hash has `{len(part)}` bytes: expected {HASH_BYTES}")
    return proof


def _malformed(what: str) -> ColdsetError:
    return ColdsetError("proof-malformed", f"this is not a proof: {what}")
