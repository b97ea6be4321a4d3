"""Devices on the command line: enrolled, heard, missed, verified and revoked."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coldset.book.devices import Device
from coldset.core import acts
from coldset.core.events import Event
from coldset.log.keys import KeyPair

if TYPE_CHECKING:
    from conftest import Run

PHONE = KeyPair(bytes(range(32)))
AT_MS = 1_777_900_000_000


def plain(text: str) -> str:
    return " ".join(text.split())


def envelopes(count: int) -> list[bytes]:
    phone, signed = Device(PHONE), list[bytes]()
    for number in range(count):
        event = Event(
            id=f"phone-{number}",
            act=acts.ConcernRaised(text="wait"),
            earliest_ms=AT_MS,
            latest_ms=AT_MS,
            recorded_ms=AT_MS,
            recorder="armorer",
        )
        phone, envelope = phone.sign(event)
        signed.append(envelope)
    return signed


@pytest.fixture
def enrolled(run: "Run", book: Path) -> Path:
    """The small book, with one phone that may record."""
    done = run("enrol", book.name, PHONE.public.hex(), "phone of the armorer")
    assert done.status == 0, done.err
    assert "phone of the armorer may record from now on" in plain(done.out)
    return book


def sent(run: "Run", book: Path, *lines: bytes) -> str:
    book.with_name("sent").write_bytes(b"\n".join(lines) + b"\n")
    done = run("receive", book.name, "sent")
    assert done.status == 0, done.err
    return plain(done.out)


def test_what_a_phone_sent_is_taken_in_told_and_verified(run: "Run", enrolled: Path) -> None:
    first, second, third = envelopes(3)
    told = sent(run, enrolled, third, first)
    assert told.startswith("2 entries were taken in; 0 were there already.")
    assert f"Entries 2 to 2 of device {PHONE.key_id} have not come yet" in told
    assert "have not come" in plain(run("devices", enrolled.name).out)
    assert sent(run, enrolled, first, second) == "1 entries were taken in; 1 were there already."
    (row,) = json.loads(run("devices", enrolled.name, "--json").out)["devices"]
    assert (row["device"], row["entries"], row["may record"]) == (PHONE.key_id, "3", "yes")
    verified = run("verify", enrolled.name)
    assert (verified.status, verified.err) == (0, "")


def test_a_revoked_phone_is_refused_and_nothing_is_written(run: "Run", enrolled: Path) -> None:
    first, second = envelopes(2)
    sent(run, enrolled, first)
    assert run("revoke", enrolled.name, PHONE.key_id, "left in a cab").status == 0
    enrolled.with_name("sent").write_bytes(second)
    before = enrolled.read_bytes()
    done = run("receive", enrolled.name, "sent")
    assert done.status == 4
    assert "is not enrolled" in plain(done.err)
    assert enrolled.read_bytes() == before
    assert run("verify", enrolled.name).status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("enrol", "zz", "x"), "`zz` is no public key"),
        (("enrol", "00" * 32, "x"), "is not a safe ed25519 public key"),
        (("revoke", "nobody", "x"), "device `nobody` is not enrolled"),
        (("receive", "no-such-file"), "file `no-such-file` could not be read"),
    ],
)
def test_bad_words_are_refused(
    run: "Run", book: Path, words: tuple[str, ...], sentence: str
) -> None:
    command, *rest = words
    done = run(command, book.name, *rest)
    assert done.status == 2
    assert sentence in plain(done.err)


def test_a_book_with_no_device_says_so(run: "Run", book: Path) -> None:
    assert "No device is enrolled" in run("devices", book.name).out
