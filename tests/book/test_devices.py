"""Devices that record on their own: any order, twice, in part, days later; gaps, forks, clocks."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from coldset.audit.verify import verify
from coldset.book.book import Book, create_book, open_book
from coldset.book.devices import Device, doubts, enrol, receive, revoke
from coldset.book.files import raw_of
from coldset.book.packs import load_policy
from coldset.book.questions import hand_overs
from coldset.core import acts, codec
from coldset.core.acts.base import Act
from coldset.core.devices import as_heard, payload_hash
from coldset.core.events import Event, Link
from coldset.core.known import known
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.envelope import seal
from coldset.log.keys import KeyPair

HOUR_MS = 3_600_000
NOON_MS = 1_800_000_000_000
PHONE = KeyPair(bytes(range(32)))
OTHER = KeyPair(bytes(range(1, 33)))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book in which one phone may record."""
    with create_book(tmp_path / "day.book", "example.org/day") as made:
        enrol(made, PHONE.public, "phone of the first AD", NOON_MS)
        yield made


def entry(name: str, at_ms: int = NOON_MS, act: Act | None = None) -> Event:
    moved = acts.ItemMoved(item=f"box-{name}", holder="stage")
    return Event(
        id=name,
        act=act or moved,
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms,
        recorder="first-ad",
        by="first-ad",
    )


def signed(*events: Event, device: Device | None = None) -> list[bytes]:
    """What a phone sends that recorded these, one after the other."""
    phone = device or Device(PHONE)
    envelopes: list[bytes] = []
    for event in events:
        phone, envelope = phone.sign(event)
        envelopes.append(envelope)
    return envelopes


def ids(book: Book) -> set[str]:
    return {event.id for event in book.events if event.link is not None}


def test_in_any_order_twice_or_in_part_the_same_is_there(tmp_path: Path) -> None:
    envelopes = signed(entry("a"), entry("b"), entry("c"))
    records = set()
    for number, order in enumerate(permutations(envelopes)):
        with create_book(tmp_path / f"{number}.book", "example.org/day") as book:
            enrol(book, PHONE.public, "phone", NOON_MS)
            receive(book, order[:2], NOON_MS)
            receive(book, order, NOON_MS + HOUR_MS)
            receive(book, [order[0], order[0]], NOON_MS + 2 * HOUR_MS)
            records.add(tuple(sorted(ids(book))))
            assert doubts(book) == ()
            assert len([event for event in book.events if event.link]) == 3
    assert records == {("a", "b", "c")}


def test_the_phones_own_bytes_are_kept_and_read_again(book: Book, tmp_path: Path) -> None:
    envelopes = signed(entry("a"), entry("b"))
    receive(book, envelopes, NOON_MS)
    book.close()
    with open_book(tmp_path / "day.book", for_writing=True) as again:
        assert ids(again) == {"a", "b"}
        kept = again.store.entries(0, again.tree.size)
        assert [one for one in kept if one in envelopes] == envelopes
        receive(again, signed(entry("a"), entry("b"), entry("c"))[2:], NOON_MS)
        assert doubts(again) == ()


def test_what_is_missing_is_a_gap_until_it_comes(book: Book) -> None:
    envelopes = signed(*(entry(name) for name in "abcde"))
    receive(book, [envelopes[0], envelopes[4]], NOON_MS)
    (gap,) = doubts(book)
    assert (gap.code, gap.level) == ("device-gap", "not cleared")
    assert (gap.fact("device"), gap.fact("first"), gap.fact("last")) == (PHONE.key_id, "2", "4")
    receive(book, envelopes[1:4], NOON_MS)
    assert doubts(book) == ()


def test_two_stories_under_one_number_are_a_fork(book: Book) -> None:
    receive(book, signed(entry("a"), entry("b")), NOON_MS)
    receive(book, signed(entry("a"), entry("another"))[1:], NOON_MS)
    (fork,) = doubts(book)
    assert (fork.code, fork.level) == ("device-fork", "not cleared")
    assert set(fork.events) == {"b", "another"}


def test_an_entry_that_names_another_before_it_is_a_fork(book: Book) -> None:
    receive(book, signed(entry("a")), NOON_MS)
    receive(book, signed(entry("b"), device=Device(PHONE, 1, payload_hash(b"never"))), NOON_MS)
    assert [one.code for one in doubts(book)] == ["device-fork"]


def refused(book: Book, envelopes: list[bytes], code: str) -> None:
    before = book.tree.size, len(book.events)
    with pytest.raises((ColdsetError, IntegrityError)) as raised:
        receive(book, envelopes, NOON_MS)
    assert raised.value.code == code
    assert (book.tree.size, len(book.events)) == before


def test_nothing_is_taken_from_a_device_that_nobody_enrolled(book: Book) -> None:
    refused(book, signed(entry("a"), device=Device(OTHER)), "signer-unknown")
    refused(
        book, [*signed(entry("a")), *signed(entry("b"), device=Device(OTHER))], "signer-unknown"
    )


def test_nothing_more_is_taken_from_a_device_that_was_lost(book: Book) -> None:
    envelopes = signed(entry("a"), entry("b"))
    receive(book, envelopes[:1], NOON_MS)
    revoke(book, PHONE.key_id, "left in a cab", NOON_MS)
    refused(book, envelopes[1:], "signer-unknown")
    assert ids(book) == {"a"}


def test_a_device_enrols_nobody(book: Book) -> None:
    act = acts.DeviceEnrolled(device=OTHER.key_id, key=OTHER.public.hex(), called="mine")
    refused(book, signed(entry("a", act=act)), "device-differs")
    heard = acts.DeviceHeard(device=PHONE.key_id, first=1, last=1)
    refused(book, signed(entry("a", act=heard)), "device-differs")


def test_a_device_signs_for_no_other(book: Book) -> None:
    enrol(book, OTHER.public, "phone of the armorer", NOON_MS)
    link = Link(device=OTHER.key_id, number=1)
    _, envelope = Device(PHONE).sign(entry("a"))
    assert envelope
    forged = signed_as(entry("a").linked(link), PHONE)
    refused(book, [forged], "device-differs")
    refused(book, [signed_as(entry("a"), PHONE)], "device-differs")


def signed_as(event: Event, key: KeyPair) -> bytes:
    return seal(codec.encode(event), [key])


def test_one_id_with_two_contents_is_refused(book: Book) -> None:
    receive(book, signed(entry("a")), NOON_MS)
    refused(book, signed(entry("x"), entry("a", NOON_MS + 1))[1:], "event-differs")


def test_witnesses_sign_beside_it(book: Book) -> None:
    enrol(book, OTHER.public, "phone of the armorer", NOON_MS)
    _, envelope = Device(PHONE).sign(entry("a"), witnesses=(OTHER,))
    receive(book, [envelope], NOON_MS)
    assert ids(book) == {"a"}


def test_a_weak_key_or_a_second_enrolment_is_refused(book: Book) -> None:
    for public in (bytes(32), b"\1" + bytes(31), b"short"):
        with pytest.raises(ColdsetError, match="not a safe"):
            enrol(book, public, "weak", NOON_MS)
    with pytest.raises(ColdsetError, match="enrolled already"):
        enrol(book, PHONE.public, "again", NOON_MS)
    with pytest.raises(ColdsetError, match="is not enrolled"):
        revoke(book, OTHER.key_id, "lost", NOON_MS)


def test_what_a_clock_says_counts_from_when_the_hub_heard_it(book: Book) -> None:
    fast, slow = NOON_MS + 2 * HOUR_MS, NOON_MS - 2 * HOUR_MS
    receive(book, signed(entry("fast", fast), entry("slow", slow)), NOON_MS + 1)
    heard = {event.id: event for event in as_heard(book.events)}
    assert heard["fast"].earliest_ms == heard["fast"].recorded_ms == NOON_MS + 1
    assert (heard["slow"].earliest_ms, heard["slow"].recorded_ms) == (slow, NOON_MS + 1)
    assert as_heard(heard.values()) == tuple(heard.values())
    assert {one.id for one in known(book.events, NOON_MS).written}.isdisjoint({"fast", "slow"})
    assert {one.id for one in known(book.events, NOON_MS + 1).written} >= {"fast", "slow"}


def test_a_stop_by_a_fast_clock_stops_the_set_at_once(book: Book) -> None:
    stop = acts.StopRaised(reason="a live round")
    receive(book, signed(entry("stop", NOON_MS + HOUR_MS, stop)), NOON_MS + 1)
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="performer")
    book.record([entry("handed", NOON_MS + 1000, passed)])
    (asked,) = hand_overs(book.events, load_policy("set"))
    assert "stop-open" in {one.code for one in asked.verdict.against}


def test_while_entries_are_missing_nothing_is_cleared(book: Book) -> None:
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="performer")
    receive(book, [signed(entry("a"), entry("b"))[1]], NOON_MS + 1)
    book.record([entry("handed", NOON_MS + 1000, passed)])
    (asked,) = hand_overs(book.events, load_policy("set"))
    assert "device-gap" in {one.code for one in asked.verdict.against}
    receive(book, signed(entry("a")), NOON_MS + 2)
    (later,) = hand_overs(book.events, load_policy("set"), hindsight=True)
    assert "device-gap" not in {one.code for one in later.verdict.findings}


def test_a_hub_that_revokes_itself_leaves_a_book_that_opens(book: Book, tmp_path: Path) -> None:
    hub = book.key.key_id if book.key else ""
    act = acts.DeviceRevoked(device=hub, reason="by mistake")
    book.record([entry("oops", act=act), entry("next")])
    book.close()
    with open_book(tmp_path / "day.book") as again:
        assert [event.id for event in again.events][-2:] == ["oops", "next"]
    raw = raw_of(tmp_path / "day.book")
    assert verify(raw.entries, raw.checkpoint, raw.genesis).entries == 3


def test_what_devices_signed_is_verified_from_the_bytes_alone(book: Book, tmp_path: Path) -> None:
    receive(book, signed(entry("a"), entry("b")), NOON_MS)
    book.close()
    raw = raw_of(tmp_path / "day.book")
    assert verify(raw.entries, raw.checkpoint, raw.genesis).signed_by[PHONE.key_id] == 2


def test_the_hub_records_nothing_that_only_a_device_can_sign(book: Book, tmp_path: Path) -> None:
    """A book with such an entry could not be opened again."""
    linked = entry("a").linked(Link(device=PHONE.key_id, number=1))
    wrong = acts.DeviceEnrolled(device=OTHER.key_id, key=PHONE.public.hex(), called="x")
    no_key = acts.DeviceEnrolled(device=OTHER.key_id, key="no hex", called="x")
    for event, code in (
        (linked, "device-unsigned"),
        (entry("b", act=wrong), "device-differs"),
        (entry("c", act=no_key), "device-differs"),
    ):
        with pytest.raises(ColdsetError) as raised:
            book.record([entry("d"), event])
        assert raised.value.code == code
    book.close()
    with open_book(tmp_path / "day.book") as again:
        assert len(again.events) == 1
