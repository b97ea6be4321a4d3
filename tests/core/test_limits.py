"""One event says no more than it may; what another program wrote beyond that is read."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.acts import ALL_ACTS
from coldset.core.acts.base import Act
from coldset.core.codec import decode, encode
from coldset.core.events import Event, Witness
from coldset.core.fold import fold
from coldset.core.words import (
    CHAMBERS_MAX,
    COUNT_MAX,
    FIRST_MS,
    LAST_MS,
    LISTED_MAX,
    NAME_CHARS_MAX,
    TEXT_CHARS_MAX,
)
from coldset.errors import ColdsetError

AnyEvent = Callable[..., st.SearchStrategy[Event]]  # see conftest.py

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
INTS = st.integers(-(2**53), 2**53)


def one(act: Act | None = None, **parts: Any) -> Event:  # noqa: ANN401 - any part of an event
    plain: dict[str, Any] = {
        "id": "e1",
        "act": act or acts.Wrapped(),
        "earliest_ms": 1,
        "latest_ms": 1,
        "recorded_ms": 1,
        "recorder": "armorer",
    }
    return Event(**(plain | parts))


def weapon(chambers: int) -> acts.WeaponArrived:
    return acts.WeaponArrived(
        weapon="revolver", weapon_class="functional", holder="armorer", chambers=chambers
    )


def lot(n: int) -> acts.LotArrived:
    return acts.LotArrived(lot="box", source="supplier", claimed="dummy", holder="armorer", n=n)


def seen(chamber: int) -> acts.WeaponShown:
    return acts.WeaponShown(
        weapon="revolver", sights=(acts.Sight(chamber=chamber, contents="dummy"),)
    )


def names(n: int) -> tuple[str, ...]:
    return tuple(f"n{number}" for number in range(n))


def issued(n: int) -> acts.KitIssued:
    return acts.KitIssued(items=names(n), giver="armorer", receiver="performer")


def witnessed(n: int) -> Event:
    return one(witnesses=tuple(Witness(person=name) for name in names(n)))


AT_MOST: list[tuple[Callable[[int], Event], int, str]] = [
    (lambda n: one(weapon(n)), CHAMBERS_MAX, "chambers"),
    (lambda n: one(seen(n)), CHAMBERS_MAX, "chamber"),
    (lambda n: one(lot(n)), COUNT_MAX, "n"),
    (lambda n: one(witnesses=(Witness(person="ad", count=n),)), COUNT_MAX, "count"),
    (lambda n: one(id="x" * n), NAME_CHARS_MAX, "id"),
    (lambda n: one(acts.PersonLeft(person="x" * n)), NAME_CHARS_MAX, "person"),
    (lambda n: one(note="x" * n), TEXT_CHARS_MAX, "note"),
    (lambda n: one(acts.StopRaised(reason="x" * n)), TEXT_CHARS_MAX, "reason"),
    (lambda n: one(issued(n)), LISTED_MAX, "items"),
    (witnessed, LISTED_MAX, "witnesses"),
    (lambda n: one(latest_ms=n), LAST_MS, "latest_ms"),
    (lambda n: one(earliest_ms=-n), -FIRST_MS, "earliest_ms"),
]
LIMITED = pytest.mark.parametrize(("make", "most", "part"), AT_MOST, ids=[c for _, _, c in AT_MOST])


@LIMITED
def test_what_an_event_says_up_to_its_limit_is_written(
    make: Callable[[int], Event], most: int, part: str
) -> None:
    assert decode(encode(make(most))) == make(most), part


@LIMITED
def test_what_an_event_says_beyond_its_limit_is_refused_with_its_name_and_limit(
    make: Callable[[int], Event], most: int, part: str
) -> None:
    with pytest.raises(ColdsetError) as refused:
        encode(make(most + 1))
    assert refused.value.code == "event-beyond-limits"
    assert f"{part}`" in refused.value.sentence
    assert f"= {'-' * (part == 'earliest_ms')}{most}" in refused.value.sentence
    assert len(refused.value.sentence) < 300


@LIMITED
def test_what_another_program_wrote_beyond_a_limit_is_read_as_it_stands(
    make: Callable[[int], Event], most: int, part: str
) -> None:
    beyond = make(most + 1)
    assert decode(msgspec.json.encode(beyond)) == beyond, part


@pytest.mark.parametrize("n", [-1, 10**9, 10**15, 2**64, 10**30])
def test_a_number_that_is_no_count_is_refused(n: int) -> None:
    for act in (lot(n), weapon(n)):
        with pytest.raises(ColdsetError, match="says more than one event can"):
            encode(one(act))


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(ColdsetError) as refused:
        encode(one(lot(10**5000)))
    assert refused.value.code == "event-unwritable"


@pytest.mark.parametrize("kind", ALL_ACTS, ids=lambda kind: kind.__name__)
def test_every_act_beyond_its_limits_comes_back_as_it_was_written(
    kind: type[Act], any_event: AnyEvent
) -> None:
    @settings(max_examples=10)
    @given(any_event(TEXTS, INTS, (kind,)))
    def comes_back(event: Event) -> None:
        read = decode(msgspec.json.encode(event))
        assert read == event
        assert type(read.act) is kind

    comes_back()


def test_what_is_of_no_known_kind_is_refused_beyond_the_limits_as_well() -> None:
    raw = msgspec.json.encode(one(weapon(10**9)))
    for old, new in ((b"weapon-arrived/1", b"weapon-arrived/9"), (b'"holder"', b'"bearer"')):
        with pytest.raises(ColdsetError) as refused:
            decode(raw.replace(old, new))
        assert refused.value.code == "event-unreadable"


@pytest.mark.parametrize("chambers", [10**9, 2**53, CHAMBERS_MAX + 1, -1])
def test_of_a_weapon_with_more_chambers_than_any_nobody_knows_how_many(chambers: int) -> None:
    state = fold([(one(weapon(chambers)), 1)])
    assert state.weapons["revolver"].chamber_count is None
    assert state.chambers("revolver") == {}
    (finding,) = state.findings
    assert (finding.code, finding.level) == ("chambers-beyond-limit", "not cleared")
    assert finding.fact("chambers") == str(chambers)


def test_a_weapon_with_as_many_chambers_as_may_be_has_them() -> None:
    state = fold([(one(weapon(CHAMBERS_MAX)), 1)])
    assert len(state.chambers("revolver")) == CHAMBERS_MAX
    assert state.findings == []
