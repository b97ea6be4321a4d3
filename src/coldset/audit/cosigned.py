"""Who besides the hub signed the checkpoints of a bundle, and up to where a known witness did.

A witness cosigns a checkpoint only when the log grew from what it saw before (C2SP
tlog-cosignature), so a cosignature by a known witness shows that the log was not forked before it.
"""

from collections.abc import Iterable, Sequence

import msgspec

from coldset.audit.verify import checkpoint_of
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.cosignature import Cosigner, cosigned_at_s
from coldset.log.genesis import Genesis
from coldset.log.note import Signature, split_note


class Cosigned(msgspec.Struct, frozen=True):
    """A witness's newest cosignature: how many entries it covers, and when, in s since 1970."""

    witness: str
    size: int
    at_s: int


def signatures_besides(genesis: Genesis, notes: Iterable[bytes]) -> list[Signature]:
    """Every signature line that is not the hub's; none of them is verified."""
    hub = (genesis.origin, genesis.hub.key_hash)
    found: list[Signature] = []
    for note in notes:
        try:
            signatures = split_note(note).signatures
        except ColdsetError:  # told where the checkpoint is opened
            continue
        found += [one for one in signatures if (one.name, one.key_hash) != hub]
    return found


def newest_by(
    witness: Cosigner, genesis: Genesis, notes: Sequence[bytes]
) -> Cosigned | IntegrityError:
    """The witness's cosignature that covers most, or why there is none that holds."""
    best: Cosigned | None = None
    for note in notes:
        try:
            size = checkpoint_of(note, genesis).size
        except IntegrityError:  # told where the checkpoint is opened
            continue
        try:
            at_s = cosigned_at_s(note, witness)
        except (ColdsetError, IntegrityError) as error:
            return IntegrityError(
                error.code, f"the cosignature by `{witness.name}` does not hold: {error}"
            )
        if at_s is not None and (best is None or best.size <= size):
            best = Cosigned(witness.name, size, at_s)
    return best or IntegrityError(
        "cosignature-missing",
        f"no checkpoint here is cosigned by `{witness.vkey}`: expected one at least; ask the "
        "witness what it saw of this log",
        witness=witness.name,
    )
