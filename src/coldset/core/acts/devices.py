"""The devices that record: which may sign, and when the hub heard what from each.

The hub writes these. A device is named by the id of its key (`log.keys.key_id`); `key` is the
public key itself, in hex, so that whoever checks the book needs nothing else.
"""

from coldset.core.acts.base import Act
from coldset.core.words import Count, Id, Ms, Text


class DeviceEnrolled(Act, frozen=True, kw_only=True, tag="device-enrolled/1"):
    """From now on a device may sign entries; `called` says to people which one it is."""

    device: Id
    key: Text
    called: Text


class DeviceRevoked(Act, frozen=True, kw_only=True, tag="device-revoked/1"):
    """A device was lost, given back or is no longer trusted: nothing more is taken from it."""

    device: Id
    reason: Text


class DeviceHeard(Act, frozen=True, kw_only=True, tag="device-heard/1"):
    """The hub took in the entries of a device from number `first` to `last`.

    When is the event's own time, by the hub's clock; `clock_ms` is what the device's clock read
    at that moment, where it said so.
    """

    device: Id
    first: Count
    last: Count
    clock_ms: Ms | None = None
