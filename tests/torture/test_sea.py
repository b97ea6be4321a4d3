"""Phones out of reach; see `sea.py`, which `make torture` runs for longer."""

from pathlib import Path

import pytest
from sea import voyages

from coldset.book import create_book
from coldset.core.acts import ConcernRaised, EventRetracted
from coldset.core.events import Event
from coldset.core.known import known
from coldset.errors import ColdsetError

RUNS = 4


@pytest.mark.slow
def test_what_is_sent_in_any_order_twice_or_half_ends_up_as_if_sent_in_order(
    in_memory: Path,
) -> None:
    counts = voyages(RUNS, 1, in_memory)
    assert counts["voyages"] == RUNS
    assert min(counts["refused whole"], counts["there already"], counts["answers lost"]) > 0


def entry(name: str, corrects: str | None = None, takes_back: str | None = None) -> Event:
    act = (
        ConcernRaised(text="x")
        if takes_back is None
        else EventRetracted(event=takes_back, reason="x")
    )
    return Event(
        id=name,
        act=act,
        earliest_ms=1,
        latest_ms=1,
        recorded_ms=1,
        recorder="armorer",
        corrects=corrects,
    )


def test_a_correction_is_kept_after_what_it_corrects_however_they_are_sent(in_memory: Path) -> None:
    sent = [
        entry("third", corrects="second"),
        entry("taken back", takes_back="third"),
        entry("other"),
        entry("second", corrects="first"),
        entry("first"),
    ]
    with create_book(in_memory / "day.book", "example.org/set") as book:
        added = [event.id for event in book.record(sent).added]
        assert added == ["first", "second", "third", "taken back", "other"]
        assert set(known(book.events).replaced) == {"first", "third"}, "second stands again"


@pytest.mark.parametrize(
    "sent",
    [
        [entry("a", corrects="b"), entry("b", corrects="a")],
        [entry("a", takes_back="a")],
        [entry("a"), entry("b", corrects="a", takes_back="never was")],
    ],
)
def test_what_corrects_itself_in_a_circle_or_nothing_is_refused(
    in_memory: Path, sent: list[Event]
) -> None:
    with create_book(in_memory / "day.book", "example.org/set") as book:
        with pytest.raises(ColdsetError) as refusal:
            book.record(sent)
        assert (refusal.value.code, book.events) == ("correction-unknown", [])
