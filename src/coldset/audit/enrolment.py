"""Which keys may sign which entry, worked out from the entries alone.

The hub signs from the first entry on. It, and nobody else, enrols a device and revokes it; a
device signs entries that name it, from its enrolment until it is revoked. DESIGN part 5.
"""

from collections.abc import Callable, Mapping

from coldset.core.acts import DEVICES, DeviceEnrolled, DeviceRevoked
from coldset.core.codec import decode
from coldset.core.events import Event
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.envelope import Opened

Keys = Mapping[str, bytes]


def by_hub(hub: str) -> Callable[[Keys, Opened], Keys]:
    """The rule for a book whose hub's key has this id: from keys and an entry, the next keys.

    It raises `IntegrityError` (`device-differs`) for an entry that another key signed than it
    says, and for an enrolment that is not the hub's, which nothing revokes; `ColdsetError` for an
    entry that is no event (as `codec.decode`), and for a key that is not in hex (`key-refused`).
    """

    def enrol(keys: Keys, entry: Opened) -> Keys:
        event = decode(entry.payload)
        _check(event, entry, hub)
        match event.act:
            case DeviceEnrolled(device=device, key=key):
                return {**keys, device: _public(device, key)}
            case DeviceRevoked(device=device) if device != hub:
                return {name: public for name, public in keys.items() if name != device}
            case _:
                return keys

    return enrol


def _public(device: str, key: str) -> bytes:
    try:
        return bytes.fromhex(key)
    except ValueError as cause:
        raise ColdsetError(
            "key-refused",
            f"the key of device `{device:.80}` is `{key:.80}`: expected it in hex; enrol the "
            "device anew",
            device=f"{device:.80}",
        ) from cause


def _check(event: Event, entry: Opened, hub: str) -> None:
    said = event.link.device if event.link is not None else hub
    if said not in entry.signers:
        wrong = f"names `{said[:80]}` as who recorded it, which did not sign it"
    elif said != hub and isinstance(event.act, DEVICES):
        wrong = f"is signed by `{said[:80]}` and only the hub may write it"
    else:
        return
    raise IntegrityError(
        "device-differs",
        f"entry `{event.id:.80}` {wrong}; expected the signature of whoever it names; do not use "
        "it",
        event=f"{event.id:.80}",
    )
