"""Where things are kept, and what closes a place or a box: seals, locks, watches, gates."""

from coldset.core.acts.base import Act
from coldset.core.words import ContainerKind, Hazard, Id, Ids, PlaceKind, Text


class ProductionOpened(Act, frozen=True, kw_only=True, tag="production-opened/1"):
    """The record begins. `zone` is the IANA name of the set's local time."""

    title: Text
    zone: Text


class PlaceDeclared(Act, frozen=True, kw_only=True, tag="place-declared/1"):
    """A place on the property and what it is for.

    `keeps` is `weapons` or `ammunition` where a store is set apart for one of them.
    """

    place: Id
    kind: PlaceKind
    keeps: Text = ""


class BanDeclared(Act, frozen=True, kw_only=True, tag="ban-declared/1"):
    """Something was declared not to be allowed on the property. A bare ban is no barrier."""

    hazard: Hazard


class LineControlled(Act, frozen=True, kw_only=True, tag="line-controlled/1"):
    """From now on the event's `by` controls what comes over the property line."""


class LineReleased(Act, frozen=True, kw_only=True, tag="line-released/1"):
    """The control of the property line ended."""


class ContainerArrived(Act, frozen=True, kw_only=True, tag="container-arrived/1"):
    """A box, belt, safe or cart came into the record."""

    container: Id
    kind: ContainerKind
    holder: Id
    keeps: Text = ""


class ContainerSealed(Act, frozen=True, kw_only=True, tag="container-sealed/1"):
    """A container was closed with a numbered seal by the event's `by`."""

    container: Id
    seal: Text


class SealRead(Act, frozen=True, kw_only=True, tag="seal-read/1"):
    """The event's `by` read a seal: its number, and whether it was whole."""

    container: Id
    seal: Text
    intact: bool


class SealRemoved(Act, frozen=True, kw_only=True, tag="seal-removed/1"):
    """A seal was taken off without being read first."""

    container: Id


class HolderLocked(Act, frozen=True, kw_only=True, tag="holder-locked/1"):
    """A container or place was locked. `keys`: everyone who can open it; None when unknown."""

    holder: Id
    keys: Ids | None = None


class HolderUnlocked(Act, frozen=True, kw_only=True, tag="holder-unlocked/1"):
    """A container or place was unlocked."""

    holder: Id


class KeyGiven(Act, frozen=True, kw_only=True, tag="key-given/1"):
    """A person was given a key or the combination."""

    holder: Id
    person: Id


class PlaceLeft(Act, frozen=True, kw_only=True, tag="place-left/1"):
    """A thing or a place was left with nobody watching it."""

    holder: Id


class WatchClaimed(Act, frozen=True, kw_only=True, tag="watch-claimed/1"):
    """The event's `by` has a thing in sight; `since_shown`: without a break since its check."""

    item: Id
    since_shown: bool = False


class PlaceSwept(Act, frozen=True, kw_only=True, tag="place-swept/1"):
    """A place or a person's kit was searched through for stray rounds by the event's `by`."""

    holder: Id
