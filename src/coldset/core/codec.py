"""Events to bytes and back. The bytes are what is signed, so they are written in one way only."""

import msgspec

from coldset.core.events import Event
from coldset.errors import ColdsetError

_DECODER = msgspec.json.Decoder(Event)
_ENCODER = msgspec.json.Encoder(order="sorted")


def encode(event: Event) -> bytes:
    """An event's canonical JSON: sorted keys, no blanks, defaults left out.

    A default is known as one only once it was read back, so the bytes are read and written again;
    what cannot be read back is returned as it was written, for `decode` to refuse.

    Raises:
        ColdsetError: a text in it is no Unicode text (`event-unwritable`).
    """
    try:
        written = _ENCODER.encode(event)
    except UnicodeEncodeError as cause:
        raise ColdsetError(
            "event-unwritable",
            "event holds half a character; expected whole Unicode text; write it anew",
        ) from cause
    try:
        return _ENCODER.encode(_DECODER.decode(written))
    except msgspec.ValidationError:
        return written


def decode(payload: bytes) -> Event:
    """The event that `payload` holds.

    Raises:
        ColdsetError: the bytes are no event of a known kind and version (`event-unreadable`).
    """
    try:
        return _DECODER.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError) as cause:
        raise ColdsetError(
            "event-unreadable",
            f"event is not readable: {cause}; expected one JSON event of a known kind, "
            "written by this or an earlier version",
        ) from cause
