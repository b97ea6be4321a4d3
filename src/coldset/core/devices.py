"""What a record says of the devices that recorded it: gaps, forks, and clocks that were wrong.

Every device numbers what it records and names the payload before each (`events.Link`). So an
entry that is missing leaves a gap, and two entries under one number are a fork: the device, or
somebody with its key, told two stories. DESIGN part 5.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise

import msgspec

from coldset.core.acts import DeviceHeard
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.words import Id

Recorded = tuple[Event, bytes]
"""An event with its payload."""


def payload_hash(payload: bytes) -> str:
    """What the next entry of a device says of the one before: SHA-256, in lower-case hex."""
    return hashlib.sha256(payload).hexdigest()


def doubts_about_devices(recorded: Iterable[Recorded]) -> tuple[Finding, ...]:
    """Every gap and fork in what devices recorded, by device and number.

    `recorded` are events with their payloads, in any order; those that the hub wrote itself have
    no link, for the tree orders them. Both doubts bar a clearance: what is missing may be a stop,
    and of two entries under one number nobody can say which is true.
    """
    chains: dict[Id, dict[int, list[Recorded]]] = {}
    for event, payload in recorded:
        if event.link is not None:
            numbered = chains.setdefault(event.link.device, {})
            numbered.setdefault(event.link.number, []).append((event, payload))
    return tuple(one for device in sorted(chains) for one in _doubts(device, chains[device]))


def _doubts(device: Id, chain: Mapping[int, list[Recorded]]) -> Iterable[Finding]:
    numbers = sorted(chain)
    for before, number in pairwise((0, *numbers)):
        if number > before + 1:
            yield Finding(
                code="device-gap",
                level="not cleared",
                facts=_facts(device, before + 1, number - 1),
                events=_ids(chain[number]),
            )
        elif before and not _follows(chain[before], chain[number]):
            yield _fork(device, before, number, (*chain[before], *chain[number]))
    for number in numbers:
        if len(chain[number]) > 1:
            yield _fork(device, number, number, chain[number])


def _follows(before: list[Recorded], after: list[Recorded]) -> bool:
    hashes = {payload_hash(payload) for _, payload in before}
    return all(event.link is not None and event.link.after in hashes for event, _ in after)


def _fork(device: Id, first: int, last: int, entries: Iterable[Recorded]) -> Finding:
    facts = _facts(device, first, last)
    return Finding(code="device-fork", level="not cleared", facts=facts, events=_ids(entries))


def _facts(device: Id, first: int, last: int) -> tuple[tuple[str, str], ...]:
    return (("device", device), ("first", str(first)), ("last", str(last)))


def _ids(entries: Iterable[Recorded]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys(event.id for event, _ in entries))


def as_heard(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events with the times that the hub can stand by; those that it wrote itself as they are.

    What a device recorded is written down when the hub heard it, whatever the device's clock said:
    it can have been made up until then. And nothing that the hub has heard of happens later. Done
    twice, it is the same as done once.
    """
    listed = tuple(events)
    heard = _heard_ms(listed)
    return tuple(
        _at_most(one, heard.get((one.link.device, one.link.number)))
        if one.link is not None
        else one
        for one in listed
    )


def _heard_ms(events: Iterable[Event]) -> dict[tuple[Id, int], int]:
    """When the hub first heard each numbered entry of each device, in ms by the hub's clock."""
    listed = tuple(events)
    numbers: dict[Id, set[int]] = {}
    for event in listed:
        if event.link is not None:
            numbers.setdefault(event.link.device, set()).add(event.link.number)
    ordered = {device: sorted(known) for device, known in numbers.items()}
    heard: dict[tuple[Id, int], int] = {}
    for event in listed:
        if isinstance(event.act, DeviceHeard):
            known = ordered.get(event.act.device, [])
            first, last = bisect_left(known, event.act.first), bisect_right(known, event.act.last)
            for number in known[first:last]:
                key = (event.act.device, number)
                heard[key] = min(event.recorded_ms, heard.get(key, event.recorded_ms))
    return heard


def _at_most(event: Event, heard_ms: int | None) -> Event:
    if heard_ms is None:
        return event
    return msgspec.structs.replace(
        event,
        earliest_ms=min(event.earliest_ms, heard_ms),
        latest_ms=min(event.latest_ms, heard_ms),
        recorded_ms=heard_ms,
    )
