"""Who has what."""

from coldset.core.acts.base import Act
from coldset.core.words import Id, Ids


class ItemMoved(Act, frozen=True, kw_only=True, tag="item-moved/1"):
    """A thing was put somewhere by the event's `by`; no carrier named leaves a gap."""

    item: Id
    holder: Id


class CustodyPassed(Act, frozen=True, kw_only=True, tag="custody-passed/1"):
    """A thing went from hand to hand. `supervisor` stays with it while a performer has it."""

    item: Id
    giver: Id
    receiver: Id
    supervisor: Id | None = None
    scene: Id | None = None


class KitIssued(Act, frozen=True, kw_only=True, tag="kit-issued/1"):
    """Several things were handed to one person as one act."""

    items: Ids
    giver: Id
    receiver: Id
    supervisor: Id | None = None


class KitReturned(Act, frozen=True, kw_only=True, tag="kit-returned/1"):
    """Several things were collected from one person as one act."""

    items: Ids
    giver: Id
    receiver: Id
