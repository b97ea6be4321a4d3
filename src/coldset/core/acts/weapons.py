"""What is done to and seen of a weapon itself."""

from typing import Annotated

import msgspec

from coldset.core.acts.base import Act
from coldset.core.words import (
    ChamberNumber,
    Contents,
    Count,
    Id,
    Ids,
    Listed,
    Method,
    StatusWord,
    Text,
    WeaponClass,
)


class WeaponArrived(Act, frozen=True, kw_only=True, tag="weapon-arrived/1"):
    """A weapon came into the record. `chambers` is how many it has; None when unknown.

    Weapons of one `model` are look-alikes. `source` is where it came from.
    """

    weapon: Id
    weapon_class: WeaponClass
    holder: Id
    model: Text = ""
    serial: Text = ""
    chambers: ChamberNumber | None = None
    source: Text = ""
    reason: Text = ""


class WeaponExamined(Act, frozen=True, kw_only=True, tag="weapon-examined/1"):
    """A function test. `safe` is None when the test did not settle it."""

    weapon: Id
    safe: bool | None
    text: Text = ""


class WeaponServiced(Act, frozen=True, kw_only=True, tag="weapon-serviced/1"):
    """A weapon was opened, cleaned or repaired; `opened` names what."""

    weapon: Id
    opened: Text = ""


class Sight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was seen in one chamber, and by which methods its round answered."""

    chamber: ChamberNumber
    contents: Contents
    methods: Annotated[tuple[Method, ...], Listed] = ()


class WeaponShown(Act, frozen=True, kw_only=True, tag="weapon-shown/1"):
    """The event's `by` showed a weapon's chambers; the event's witnesses say what they saw.

    `seen_count` is for a look at some chambers of which nobody can say which ones.
    """

    weapon: Id
    sights: Annotated[tuple[Sight, ...], Listed] = ()
    seen_count: Count | None = None
    turned: bool = False


class BoreChecked(Act, frozen=True, kw_only=True, tag="bore-checked/1"):
    """A barrel was looked through end to end. `clear` is None when it could not be seen."""

    weapon: Id
    clear: bool | None


class CylinderSwapped(Act, frozen=True, kw_only=True, tag="cylinder-swapped/1"):
    """A cylinder or magazine was taken out and another put in, with all its chambers."""

    weapon: Id
    out: Id
    into: Id


class WeaponPointed(Act, frozen=True, kw_only=True, tag="weapon-pointed/1"):
    """A weapon was, or is to be, aimed at somebody; `consulted` was asked beforehand."""

    weapon: Id
    at: Id
    consulted: Id | None = None


class StatusCalled(Act, frozen=True, kw_only=True, tag="status-called/1"):
    """The event's `by` called the weapon's status aloud; `meant` is which contents they meant."""

    weapon: Id
    word: StatusWord
    heard_by: Ids = ()
    meant: Text = ""
