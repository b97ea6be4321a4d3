"""Whatever is written down, in whatever order: nothing is lost, nothing falls over."""

import copy
import dataclasses
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coldset.core.events import Event
from coldset.core.fold import apply, fold
from coldset.core.known import CLOSERS, HINDSIGHT_MS, appearances, effect_ms, in_order, known
from coldset.core.state import Check, Lock, Seal, State, copied

Day = Any  # see conftest.py
Nonsense = st.SearchStrategy[list[Event]]

REPLACED_ONLY = (Check, Lock, Seal)
"""Parts of a state that the fold replaces and never changes: copies may share them."""


@pytest.fixture
def morning(day: Day) -> list[Event]:
    """The entries of an ordinary morning, that nonsense may follow; named m0, m1 and so on."""
    day.moves("07:00", "dummies", "case")
    day.seals("07:01", "case", "1")
    day.locks("07:02", "truck", "armorer")
    day.weapon("07:03", "pistol")
    day.box("07:03", "blanks", 9)
    day.loads("07:04", "blanks", 1, 2)
    return [msgspec.structs.replace(e, id=f"m{n}") for n, e in enumerate(day.events)]


def timed(events: list[Event]) -> list[tuple[Event, int]]:
    first = appearances(events)
    return [(event, effect_ms(event, first)) for event in in_order(events)]


def holds_together(state: State, events: list[Event]) -> None:
    """What is true of every state, however impossible the entries."""
    assert state.taken_in == events
    kept = [event for listed in state.history.values() for event in listed]
    assert sorted(event.id for event in kept) == sorted(event.id for event in events)
    for kind, listed in state.history.items():
        assert {type(event.act) for event in listed} == {kind}
    ids = {event.id for event in events}
    assert all(set(finding.events) <= ids for finding in state.findings)
    assert {finding.level for finding in state.findings} <= {"warn", "not cleared"}
    for thing in (*state.weapons, *state.containers, *state.lots):
        chain = list(state.chain(thing))
        assert len({thing, *chain}) == len(chain) + 1
    for weapon, held in state.weapons.items():
        assert state.chambers(weapon) is state.cylinders[held.cylinder]
    assert set(state.stops) | set(state.suspicions) <= ids


def test_no_entry_makes_the_fold_fall_over_and_none_is_lost(nonsense: Nonsense) -> None:
    @settings(max_examples=200)
    @given(nonsense)
    def total(events: list[Event]) -> None:
        holds_together(fold(timed(events)), list(in_order(events)))

    total()


def test_nonsense_after_an_ordinary_morning_loses_nothing(
    nonsense: Nonsense, morning: list[Event]
) -> None:
    @settings(max_examples=200)
    @given(nonsense)
    def total(events: list[Event]) -> None:
        state = fold((event, event.earliest_ms) for event in [*morning, *events])
        holds_together(state, [*morning, *events])

    total()


def test_the_same_entries_always_make_the_same_state(nonsense: Nonsense) -> None:
    @settings(max_examples=50)
    @given(nonsense)
    def repeats(events: list[Event]) -> None:
        assert fold(timed(events)) == fold(timed(events))

    repeats()


def test_every_entry_stands_or_is_kept_with_what_replaced_it(nonsense: Nonsense) -> None:
    @settings(max_examples=100)
    @given(nonsense, st.integers(-2, 9) | st.just(HINDSIGHT_MS))
    def kept(events: list[Event], as_of_ms: int) -> None:
        record = known(events, as_of_ms)
        written = [event for event in events if event.recorded_ms <= as_of_ms]
        assert list(record.written) == written
        assert len(set(record.events)) == len(record.events)
        stands = {event.id for event in record.events}
        assert stands | set(record.replaced) == {event.id for event in written}
        assert not stands & set(record.replaced)
        assert all(by in written for by in record.replaced.values())

    kept()


def test_entries_stand_in_order_of_effect_and_the_order_of_the_book_settles_ties(
    nonsense: Nonsense,
) -> None:
    @given(nonsense)
    def ordered(events: list[Event]) -> None:
        listed = in_order(events)
        first = appearances(events)
        at_ms = {event.id: effect_ms(event, first) for event in events}
        waited = {
            e.id: not isinstance(e.act, CLOSERS) and at_ms[e.id] > e.earliest_ms for e in events
        }
        keys = [(at_ms[e.id], waited[e.id], events.index(e)) for e in listed]
        assert keys == sorted(keys)
        assert sorted(event.id for event in listed) == sorted(event.id for event in events)

    ordered()


def parts(value: object) -> Iterator[object]:
    """All that a state is made of and that could be changed in place."""
    if isinstance(value, REPLACED_ONLY):
        return
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from parts(part)
    elif isinstance(value, list | set):
        yield value
        for part in value:
            yield from parts(part)
    elif dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from parts(getattr(value, field.name))


def test_a_copy_says_the_same_and_shares_nothing_that_changes(
    nonsense: Nonsense, morning: list[Event]
) -> None:
    @settings(max_examples=100)
    @given(nonsense)
    def independent(events: list[Event]) -> None:
        state = fold((event, event.earliest_ms) for event in [*morning, *events])
        other = copied(state)
        assert other == state
        own = {id(part) for part in parts(state)}
        shared = [part for part in parts(other) if id(part) in own]
        assert shared == []

    independent()


def test_folding_a_copy_further_changes_the_copy_alone(
    nonsense: Nonsense, morning: list[Event]
) -> None:
    @settings(max_examples=100)
    @given(nonsense, nonsense)
    def independent(before: list[Event], after: list[Event]) -> None:
        state = fold((event, event.earliest_ms) for event in [*morning, *before])
        untouched = copy.deepcopy(state)
        other = copied(state)
        for event in after:
            apply(other, event, event.earliest_ms)
        assert state == untouched
        straight = fold((event, event.earliest_ms) for event in [*morning, *before, *after])
        assert other == straight

    independent()
