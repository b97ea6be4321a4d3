"""Which keys may sign the next entry of a book: the hub's, and those that the hub enrolled."""

from collections.abc import Iterable

from coldset.core.acts import DEVICES, DeviceEnrolled, DeviceRevoked
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.keys import check_public_key, key_id


def take_in_key(keys: dict[Id, bytes], event: Event, hub: Id = "") -> None:
    """A device may sign from its enrolment on, until it is revoked. Only the hub says so.

    Nothing revokes the hub, with whose key the book begins.

    Raises:
        IntegrityError: `device-differs` for a key that is none, or not that of its id.
    """
    match event.act:
        case DeviceEnrolled(device=device, key=key):
            keys[device] = _public(device, key)
        case DeviceRevoked(device=device) if device != hub:
            keys.pop(device, None)


def _public(device: Id, key: str) -> bytes:
    try:
        public = bytes.fromhex(key)
        check_public_key(public)
    except (ValueError, ColdsetError):
        public = b""
    if key_id(public) == device:
        return public
    raise IntegrityError(
        "device-differs",
        f"device `{device[:80]}` is enrolled with a key that is not its own; expected the public "
        "key, in hex, of which the id is made; do not use what it signed",
        device=device[:80],
    )


def keys_of(events: Iterable[Event]) -> dict[Id, bytes]:
    """The devices' keys that may sign after these events, by the id of each device."""
    keys: dict[Id, bytes] = {}
    for event in events:
        take_in_key(keys, event)
    return keys


def check_signer(event: Event, signers: Iterable[Id], hub: Id) -> None:
    """Refuse an entry that another key signed than it says, or one that only the hub may write.

    Raises:
        IntegrityError: `device-differs`.
    """
    recorder = hub if event.link is None else event.link.device
    if recorder in signers and (recorder == hub or not isinstance(event.act, DEVICES)):
        return
    raise IntegrityError(
        "device-differs",
        f"entry `{event.id}` is not signed by `{recorder[:80]}`, or is one that only the hub may "
        "write; expected the signature of the device that it names; do not use it",
        event=event.id,
        device=recorder[:80],
    )
