"""Commands about the devices that record: which may sign, and taking in what they signed."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from coldset.book import now_ms, open_book
from coldset.book.devices import doubts, enrol, receive, revoke
from coldset.book.keyring import keys_of
from coldset.core.acts import DeviceEnrolled
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.errors import ColdsetError
from coldset.present.cli.options import AsJson, BookFile
from coldset.present.cli.output import bullet, heading, say, table, write_json
from coldset.present.cli.reading import bytes_of
from coldset.present.cli.statuses import reported
from coldset.present.sentences import terminal
from coldset.present.sentences.filling import filled

DeviceName = Annotated[
    str, typer.Argument(metavar="DEVICE", help="The id of its key, as `coldset devices` tells it.")
]


@reported
def devices(book: BookFile, *, as_json: AsJson = False) -> None:
    """The devices of a book: what each is called, what it recorded, what is missing."""
    with open_book(book) as kept:
        events, found = list(kept.events), doubts(kept)
    rows = _rows(events)
    if as_json:
        write_json({"devices": rows, "doubts": found})
        return
    if not rows:
        say(terminal.NO_DEVICES)
        return
    table(("device", "called", "entries", "may record"), [tuple(row.values()) for row in rows])
    _tell(found)


def _rows(events: list[Event]) -> list[dict[str, str]]:
    trusted = keys_of(events)
    entries = Counter(event.link.device for event in events if event.link is not None)
    enrolled = [one.act for one in events if isinstance(one.act, DeviceEnrolled)]
    return [
        {
            "device": act.device,
            "called": act.called,
            "entries": str(entries[act.device]),
            "may record": "yes" if act.device in trusted else "no",
        }
        for act in enrolled
    ]


def _tell(found: tuple[Finding, ...]) -> None:
    if found:
        heading(terminal.TO_BE_KNOWN)
    for one in found:
        bullet(filled(terminal.DEVICE_DOUBTS[one.code], dict(one.facts)), mark="!!")


@reported
def enrol_device(
    book: BookFile,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its public key: 64 hex digits.")],
    called: Annotated[str, typer.Argument(metavar="NAME", help="What people call it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Let a device record from now on."""
    try:
        public = bytes.fromhex(key)
    except ValueError as cause:
        raise ColdsetError(
            "key-refused",
            f"`{key[:80]}` is no public key; expected 64 hex digits, as the device shows them",
            key=key[:80],
        ) from cause
    with open_book(book, for_writing=True) as kept:
        (event,) = enrol(kept, public, called, now_ms()).added
    _done(event, terminal.ENROLLED, as_json=as_json)


@reported
def revoke_device(
    book: BookFile,
    device: DeviceName,
    reason: Annotated[str, typer.Argument(metavar="REASON", help="Lost, given back, broken.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Take nothing more from a device; what it recorded stays."""
    with open_book(book, for_writing=True) as kept:
        (event,) = revoke(kept, device, reason, now_ms()).added
    _done(event, terminal.REVOKED, as_json=as_json)


def _done(event: Event, sentence: str, *, as_json: bool) -> None:
    facts = {
        name: str(getattr(event.act, name))
        for name in ("device", "called", "reason")
        if hasattr(event.act, name)
    }
    if as_json:
        write_json({"event": event.id, **facts})
        return
    say(filled(sentence, facts))


@reported
def receive_file(
    book: BookFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Envelopes, one a line.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Take in what one device signed: all of it, or nothing. A second time changes nothing."""
    envelopes = [line for line in bytes_of(file).split(b"\n") if line]
    with open_book(book, for_writing=True) as kept:
        done = receive(kept, envelopes, now_ms())
        found = doubts(kept)
    fresh = [event.id for event in done.added if event.link is not None]
    if as_json:
        write_json({"recorded": fresh, "present": done.present, "doubts": found})
        return
    say(filled(terminal.RECEIVED, {"n": str(len(fresh)), "present": str(done.present)}))
    _tell(found)
