"""What comes from devices: enrolling them, and taking in what they signed.

A device signs on its own, online or not, and numbers what it signs (`core.events.Link`). Its
envelopes come in any order, twice, in part or days later, and the book ends up the same: what is
there already is passed over, what is new is kept under one entry of the hub's that says when it
was heard. Kept are the device's own bytes; the hub adds nothing to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coldset.book.book import Book, Recorded
from coldset.book.keyring import check_signer, keys_of
from coldset.core import codec
from coldset.core.acts import DeviceEnrolled, DeviceHeard, DeviceRevoked
from coldset.core.devices import doubts_about_devices, payload_hash
from coldset.core.events import Event, Link
from coldset.core.findings import Finding
from coldset.core.words import Id
from coldset.errors import ColdsetError
from coldset.log import canonical
from coldset.log.envelope import open_envelope, seal
from coldset.log.keys import KeyPair, check_public_key, key_id

ENVELOPES_MAX = 10_000
"""No more envelopes than this are taken in at once."""


@dataclass(frozen=True, slots=True)
class Device:
    """A key that records, and where its chain has got to."""

    key: KeyPair
    number: int = 0
    after: str = ""

    def sign(self, event: Event, witnesses: Sequence[KeyPair] = ()) -> tuple["Device", bytes]:
        """The device after recording an event, and the envelope; witnesses sign beside it.

        Raises:
            ColdsetError: as `codec.encode` and `canonical.check`.
        """
        link = Link(device=self.key.key_id, number=self.number + 1, after=self.after)
        payload = codec.encode(event.linked(link))
        canonical.check(payload)
        after = Device(self.key, self.number + 1, payload_hash(payload))
        return after, seal(payload, [self.key, *witnesses])


def enrol(book: Book, public: bytes, called: str, at_ms: int) -> Recorded:
    """Let a device record from now on; `public` is its key, 32 bytes.

    Raises:
        ColdsetError: `key-refused`, `device-enrolled`, or as `Book.record`.
    """
    check_public_key(public)
    device = key_id(public)
    if device in keys_of(book.events):
        raise ColdsetError(
            "device-enrolled",
            f"device `{device}` is enrolled already; expected a new key; nothing has to be done",
            device=device,
        )
    act = DeviceEnrolled(device=device, key=public.hex(), called=called)
    return book.record([_by_hub(f"enrolled-{device}-{len(book.events)}", act, at_ms)])


def revoke(book: Book, device: Id, reason: str, at_ms: int) -> Recorded:
    """Take nothing more from a device; what it recorded until now stays.

    Raises:
        ColdsetError: `device-unknown`, or as `Book.record`.
    """
    if device not in keys_of(book.events):
        raise ColdsetError(
            "device-unknown",
            f"device `{device[:80]}` is not enrolled; expected one that is; see the list of them",
            device=device[:80],
        )
    act = DeviceRevoked(device=device, reason=reason)
    return book.record([_by_hub(f"revoked-{device}-{len(book.events)}", act, at_ms)])


def receive(
    book: Book, envelopes: Sequence[bytes], at_ms: int, clock_ms: int | None = None
) -> Recorded:
    """Take in what one device signed, all or none; what is there already changes nothing.

    Args:
        book: Open for writing.
        envelopes: The device's own bytes, in any order.
        at_ms: When, by the hub's clock.
        clock_ms: What the device's clock read then, where it said so.

    Raises:
        ColdsetError: `envelopes-too-many`, `device-several` or `payload-spelt-otherwise`;
            `event-differs` for an id that stands there with other content; or as `open_envelope`
            and `Book.record_signed`.
        IntegrityError: `signer-unknown`, also for a device that was revoked; `signature-invalid`;
            `device-differs` where another key signed than the entry says.
    """
    if len(envelopes) > ENVELOPES_MAX:
        raise ColdsetError(
            "envelopes-too-many",
            f"`{len(envelopes)}` envelopes came at once; expected at most {ENVELOPES_MAX}; send "
            "them in parts",
            count=len(envelopes),
        )
    keys = keys_of(book.events)
    hub = key_id(book.genesis.hub.public)
    signed = [(one, *_opened(one, keys, hub)) for one in dict.fromkeys(envelopes)]
    fresh = [one for one in signed if book.by_id.get(one[1].id) != one[2]]
    if not fresh:
        return Recorded((), len(signed))
    heard = _heard([event for _, event, _ in fresh], clock_ms)
    return book.record_signed(
        [(event, payload, envelope) for envelope, event, payload in fresh],
        [_by_hub(f"heard-{len(book.events)}-{n}", act, at_ms) for n, act in enumerate(heard)],
        present=len(signed) - len(fresh),
    )


def _opened(envelope: bytes, keys: dict[Id, bytes], hub: Id) -> tuple[Event, bytes]:
    opened = open_envelope(envelope, keys)
    canonical.check(opened.payload)
    event = codec.decode(opened.payload)
    check_signer(event, opened.signers, hub)
    if codec.encode(event) != opened.payload:
        raise ColdsetError(
            "payload-spelt-otherwise",
            f"entry `{event.id}` is not spelt as this program spells it; expected fields with "
            "their usual value left out; update the program on the device",
            event=event.id,
        )
    return event, opened.payload


def _heard(events: Sequence[Event], clock_ms: int | None) -> tuple[DeviceHeard, ...]:
    """Which numbers of the device came, as runs without gaps."""
    links = [event.link for event in events if event.link is not None]
    devices = {link.device for link in links}
    if len(devices) != 1:
        raise ColdsetError(
            "device-several",
            f"`{len(devices)}` devices' entries came at once; expected those of one; send each "
            "device's own",
            count=len(devices),
        )
    (device,) = devices
    runs: list[list[int]] = []
    for number in sorted({link.number for link in links}):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return tuple(
        DeviceHeard(device=device, first=first, last=last, clock_ms=clock_ms)
        for first, last in runs
    )


def _by_hub(event_id: Id, act: DeviceEnrolled | DeviceRevoked | DeviceHeard, at_ms: int) -> Event:
    return Event(
        id=event_id,
        act=act,
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms,
        recorder="hub",
    )


def doubts(book: Book) -> tuple[Finding, ...]:
    """Every gap and fork in what the devices of a book recorded."""
    return doubts_about_devices((event, book.by_id[event.id]) for event in book.events)
