"""Entries to bytes and back: nothing is lost, one form only, and nothing unknown is let in."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.acts import ALL_ACTS
from coldset.core.acts.base import Act
from coldset.core.codec import decode, encode
from coldset.core.events import Event, Evidence, Source, Witness
from coldset.errors import ColdsetError
from coldset.log import canonical

AnyEvent = Callable[..., st.SearchStrategy[Event]]  # see conftest.py

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@pytest.fixture(scope="session")
def event() -> Event:
    """An entry with something in each of its parts."""
    return Event(
        id="e1",
        act=acts.WeaponShown(
            weapon="revolver",
            sights=(acts.Sight(chamber=1, contents="dummy", methods=("rattle",)),),
            turned=True,
        ),
        earliest_ms=1,
        latest_ms=2,
        recorded_ms=3,
        recorder="armorer",
        by="armorer",
        place="set",
        witnesses=(Witness(person="first-ad", count=6),),
        source=Source(kind="statement", who="armorer", code="p. 4"),
        read=("revolver",),
        evidence=(Evidence(sha256="00" * 32),),
        note="naïve",
        corrects="e0",
    )


def refusal(payload: bytes) -> ColdsetError:
    with pytest.raises(ColdsetError) as refused:
        decode(payload)
    assert refused.value.code == "event-unreadable"
    return refused.value


@pytest.mark.parametrize("kind", ALL_ACTS, ids=lambda kind: kind.__name__)
def test_every_act_comes_back_as_it_was_written(kind: type[Act], any_event: AnyEvent) -> None:
    @settings(max_examples=15)
    @given(any_event(TEXTS, None, (kind,)))
    def comes_back(event: Event) -> None:
        payload = encode(event)
        assert decode(payload) == event
        assert type(decode(payload).act) is kind
        assert encode(decode(payload)) == payload

    comes_back()


def test_the_bytes_are_the_one_canonical_form(any_event: AnyEvent) -> None:
    @settings(max_examples=200)
    @given(any_event(TEXTS, None, ALL_ACTS))
    def canonical_form(event: Event) -> None:
        payload = encode(event)
        assert payload == rfc8785.dumps(json.loads(payload))
        canonical.check(payload)

    canonical_form()


@pytest.mark.parametrize("kind", ALL_ACTS, ids=lambda kind: kind.__name__)
def test_every_act_says_its_kind_and_version(kind: type[Act]) -> None:
    name, _, version = str(kind.__struct_config__.tag).rpartition("/")
    words = "".join(
        f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__
    )
    assert name == words.removeprefix("-")
    assert version.isdecimal()


def test_no_two_acts_say_the_same_kind() -> None:
    tags = [kind.__struct_config__.tag for kind in ALL_ACTS]
    assert len(set(tags)) == len(ALL_ACTS)


def test_an_entry_is_written_with_sorted_keys_and_without_defaults() -> None:
    plain = Event(
        id="e1", act=acts.Wrapped(), earliest_ms=1, latest_ms=2, recorded_ms=3, recorder="ad"
    )
    assert encode(plain) == (
        b'{"act":{"act":"wrapped/1"},"earliest_ms":1,"id":"e1","latest_ms":2,'
        b'"recorded_ms":3,"recorder":"ad"}'
    )


def test_an_entry_with_all_its_parts_is_written_so(event: Event) -> None:
    assert encode(event).decode() == (
        '{"act":{"act":"weapon-shown/1","sights":[{"chamber":1,"contents":"dummy",'
        '"methods":["rattle"]}],"turned":true,"weapon":"revolver"},"by":"armorer",'
        '"corrects":"e0","earliest_ms":1,"evidence":[{"kind":"photo","sha256":"'
        + "00"
        * 32
        + '"}],'
        '"id":"e1","latest_ms":2,"note":"naïve","place":"set","read":["revolver"],"recorded_ms":3,'
        '"recorder":"armorer","source":{"code":"p. 4","kind":"statement","who":"armorer"},'
        '"witnesses":[{"count":6,"person":"first-ad"}]}'
    )
    assert decode(encode(event)) == event


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("weapon-shown/1", "weapon-shown/2", "weapon-shown/2"),
        ("weapon-shown/1", "weapon-shown", "weapon-shown"),
        ("weapon-shown/1", "weapon-hidden/1", "weapon-hidden/1"),
        ('"act":"weapon-shown/1",', "", "act"),
        ('"turned":true', '"turned":true,"colour":"red"', "colour"),
        ('"id":"e1"', '"id":"e1","colour":"red"', "colour"),
        ('"kind":"statement"', '"kind":"statement","colour":"red"', "colour"),
        ('"person":"first-ad"', '"person":"first-ad","colour":"red"', "colour"),
        ('"chamber":1', '"chamber":1,"colour":"red"', "colour"),
        ('"kind":"statement"', '"kind":"rumour"', "rumour"),
        ('"contents":"dummy"', '"contents":"sand"', "sand"),
        ('["rattle"]', '["shake"]', "shake"),
        ('"weapon":"revolver"', '"turned":true', "weapon"),
        ('"id":"e1",', "", "id"),
        ('"recorder":"armorer",', "", "recorder"),
        ('"earliest_ms":1,', "", "earliest_ms"),
        ('"earliest_ms":1,', '"earliest_ms":1.5,', "earliest_ms"),
        ('"earliest_ms":1,', '"earliest_ms":1.0,', "earliest_ms"),
        ('"earliest_ms":1,', '"earliest_ms":"1",', "earliest_ms"),
        ('"earliest_ms":1,', '"earliest_ms":null,', "earliest_ms"),
        ('"earliest_ms":1,', '"earliest_ms":true,', "earliest_ms"),
        ('"chamber":1', '"chamber":"1"', "chamber"),
        ('"turned":true', '"turned":1', "turned"),
        ('"weapon":"revolver"', '"weapon":null', "weapon"),
    ],
)
def test_what_is_no_entry_of_a_known_kind_is_refused_and_named(
    event: Event, old: str, new: str, named: str
) -> None:
    payload = encode(event).decode()
    assert old in payload
    refused = refusal(payload.replace(old, new, 1).encode())
    assert (
        f"`{named}`" in refused.sentence
        or f"`$.{named}`" in refused.sentence
        or (f"'{named}'" in refused.sentence or f".{named}`" in refused.sentence)
    )
    assert refused.sentence.startswith("event is not readable: ")
    assert "expected one JSON event of a known kind" in refused.sentence


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b" ",
        b"null",
        b"[]",
        b"{}",
        b"1",
        b'"e"',
        b"{",
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b"[" * 9999,
    ],
)
def test_what_is_no_json_object_is_refused(payload: bytes) -> None:
    refusal(payload)


def test_cut_short_or_with_something_after_it_an_entry_is_refused(event: Event) -> None:
    payload = encode(event)
    for size in range(len(payload)):
        refusal(payload[:size])
    refusal(payload + b"{}")
    refusal(payload + b"\x00")


def test_an_entry_is_never_changed_in_memory(event: Event) -> None:
    for name, value in (("id", "e2"), ("act", acts.Wrapped())):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(event, name, value)
    with pytest.raises(AttributeError, match="immutable"):
        event.act.weapon = "pistol"  # type: ignore[attr-defined] # what it does is refused


def test_the_default_source_is_the_crew_s_own_record(event: Event) -> None:
    assert not event.on_record
    for kind, on_record in (("record", True), ("statement", False), ("document", False)):
        source: Any = Source(kind=kind)  # type: ignore[arg-type] # each is a word of the record
        assert msgspec.structs.replace(event, source=source).on_record is on_record
    assert Source() == Source(kind="record", who=None, sure="seen", code="", account="")


def test_bytes_that_are_no_text_are_refused_like_all_others() -> None:
    plain = Event(
        id="e", act=acts.Wrapped(), earliest_ms=1, latest_ms=1, recorded_ms=1, recorder="x"
    )
    with pytest.raises(ColdsetError):
        decode(encode(plain).replace(b'"x"', b'"\xff"'))


def test_half_a_surrogate_pair_is_refused_like_all_else() -> None:
    odd = Event(
        id="\ud800", act=acts.Wrapped(), earliest_ms=1, latest_ms=1, recorded_ms=1, recorder="x"
    )
    with pytest.raises(ColdsetError):
        encode(odd)
