"""What an audit says: what was checked, what the gate answers, and all that disagrees."""

from typing import Literal

import msgspec

from coldset.audit.asked_again import Asked
from coldset.audit.cosigned import Cosigned
from coldset.audit.record import Disagreement

About = Literal[
    "members",
    "hub",
    "checkpoints",
    "cosignatures",
    "entries",
    "tree",
    "events",
    "policy",
    "photos",
    "verdicts",
]
Outcome = Literal["agrees", "disagrees", "not checked"]


class Check(msgspec.Struct, frozen=True):
    """One thing that was checked, or could not be: how many of it, and how it came out."""

    about: About
    count: int
    outcome: Outcome


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """All that an audit found.

    Attributes:
        origin: The log's name, as the genesis has it; empty where that does not hold.
        hub: The hub's verifier key, to be compared with one that was given out another way.
        size: How many entries the newest checkpoint counts.
        selection: Whether the bundle has only some of them.
        root: The root that it signs, in hex.
        cosigners: The names on signature lines besides the hub's, none of them verified.
        cosigned: Up to where each witness that was known cosigned the log.
        policy: The pack's name and version; empty where it could not be read.
        policy_sha256: The SHA-256 of its bytes.
        photos_absent: How many photos entries name that are not in the bundle.
        doubts: How many doubts the record raises about itself; None where it was not folded.
        zone: The set's zone, for the times in `asked`.
        checks: What was checked, in order.
        asked: Every answer of the gate.
        disagreements: All that is not as it should be; empty when nothing disagrees.
    """

    origin: str
    hub: str
    size: int
    selection: bool
    root: str
    cosigners: tuple[str, ...]
    cosigned: tuple[Cosigned, ...]
    policy: str
    policy_sha256: str
    photos_absent: int
    doubts: int | None
    zone: str
    checks: tuple[Check, ...]
    asked: tuple[Asked, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def broken(self) -> bool:
        """Whether a proof does not hold."""
        return any(one.broken for one in self.disagreements)
