"""An invented shoot is the same every time, loses no round, and its truth fits its record."""

from collections import Counter
from functools import cache

import msgspec
import pytest

from coldset.core.acts import (
    BoreChecked,
    CustodyPassed,
    HammerFell,
    HazardIdentified,
    LotArrived,
    LotChecked,
    PersonSearched,
    RoundsLoaded,
    RoundsUnloaded,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.known import appearances, effect_ms, known
from coldset.core.state import State
from coldset.simulate import HABITS, MECHANISMS, HabitName, Mechanism, Shoot, simulate
from coldset.simulate.habits import TABLE, habit_of
from coldset.simulate.truth import Beginning, Failed, Step, Way

SEEDS = range(1, 25)
CAREFUL: HabitName = "careful"


@cache
def shoot(seed: int, habit: HabitName, mechanism: Mechanism | None = None) -> Shoot:
    return simulate(seed, habit, 1 + seed % 2, mechanism)


def shoots() -> list[Shoot]:
    return [shoot(seed, habit) for seed in SEEDS for habit in HABITS]


def state_of(events: tuple[Event, ...]) -> State:
    standing = known(events).events
    first = appearances(standing)
    return fold((event, effect_ms(event, first)) for event in standing)


def test_the_same_seed_gives_the_same_shoot() -> None:
    for habit in HABITS:
        once, again = simulate(7, habit, 2), simulate(7, habit, 2)
        assert msgspec.json.encode(once.events) == msgspec.json.encode(again.events)
        assert once.truth == again.truth
    assert simulate(7, CAREFUL).events != simulate(8, CAREFUL).events


def test_a_seed_means_the_same_shoot_for_ever() -> None:
    """Reports name seeds: a change here makes every seed that was ever reported mean another."""
    drawn = simulate(3, "sloppy", 1, "pocket")
    assert (len(drawn.events), drawn.truth.found) == (111, "e-111")


def test_no_round_is_lost_or_doubled() -> None:
    for one in shoots():
        world = one.world
        held = sorted(number for numbers in world.held.values() for number in numbers)
        assert held == list(range(len(world.kinds))), f"seed {one.truth.seed}"
        assert all(number in world.held[spot] for number, spot in enumerate(world.where))
        stock: Counter[str] = Counter()
        for holder in one.truth.stock:
            stock.update(holder.rounds)
        assert stock == Counter(world.kinds), f"seed {one.truth.seed}"


def test_a_chamber_never_holds_two_rounds() -> None:
    for one in shoots():
        for spot, numbers in one.world.held.items():
            assert spot.kind != "chamber" or len(numbers) <= 1, f"seed {one.truth.seed}: {spot}"


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_gets_a_hazard_in(mechanism: Mechanism) -> None:
    found = [simulate(seed, "sloppy", 1, mechanism, ends_with_find=True) for seed in range(12)]
    assert any(one.truth.found for one in found)
    assert all(one.truth.mechanism == mechanism for one in found)


def test_without_a_mechanism_there_is_no_hazard() -> None:
    for seed in SEEDS:
        truth = shoot(seed, "sloppy", "none").truth
        assert (truth.way, truth.others, truth.found) == (None, (), "")
        assert not any(one.ways for one in truth.hand_overs)


def test_about_half_of_the_shoots_end_with_a_find_and_all_habits_hand_over() -> None:
    found = [bool(simulate(seed, "sloppy").truth.found) for seed in range(100)]
    assert 30 <= sum(found) <= 75
    for habit in HABITS:
        assert sum(len(shoot(seed, habit, "none").truth.hand_overs) for seed in SEEDS) > 100


def test_a_careful_crew_without_a_hazard_writes_nothing_impossible() -> None:
    impossible = {
        "not-in-hand",
        "giver-without",
        "overdrawn",
        "chamber-full",
        "chambers-differ",
        "contents-differ",
        "more-out-than-in",
        "no-key",
        "in-itself",
        "arrived-twice",
        "thing-unregistered",
        "person-unregistered",
        "checked-too-many",
        "not-in-weapon",
        "seal-differs",
        "count-differs",
    }
    for seed in SEEDS:
        doubts = state_of(shoot(seed, CAREFUL, "none").events).findings
        assert not {doubt.code for doubt in doubts} & impossible, f"seed {seed}: {doubts}"


def test_what_failed_is_on_record_as_done_by_whom_it_is_said_of() -> None:
    for one in shoots():
        by_id = {event.id: event for event in one.events}
        ways = [way for way in (one.truth.way, *one.truth.others) if way is not None]
        for failed in (each for way in ways for each in way.failures()):
            if failed.kind in {"watch", "lock"} or not failed.event:
                continue
            event = by_id[failed.event]
            if failed.kind in {"check", "search", "seal"}:
                assert event.by == failed.who, f"seed {one.truth.seed}: {failed}"
            if failed.kind == "witness":
                assert failed.who in {w.person for w in event.witnesses if w.count}
            if failed.kind == "search" and isinstance(event.act, PersonSearched):
                assert event.act.person == failed.what
            if isinstance(event.act, LotChecked) and failed.kind == "check":
                assert event.act.method == failed.what
                assert event.act.n == event.act.answered


def test_every_recorded_step_names_what_it_went_into() -> None:
    for one in shoots():
        by_id = {event.id: event for event in one.events}
        way = one.truth.way
        for step in way.steps if way is not None else ():
            if step.event and step.how != "mistaken":
                fields = msgspec.structs.asdict(by_id[step.event].act)
                assert step.into in fields.values(), f"seed {one.truth.seed}: {step}"
                assert by_id[step.event].earliest_ms == step.at_ms


def test_an_act_happens_while_nobody_writes() -> None:
    seen = 0
    for seed in range(60):
        one = simulate(seed, "sloppy", 1, "pocket", ends_with_find=True)
        moments = {event.earliest_ms for event in one.events}
        for way in (one.truth.way, *one.truth.others):
            for step in way.acts() if way is not None else ():
                seen += 1
                assert step.at_ms not in moments, f"seed {seed}"
                assert not step.event
    assert seen > 5


def test_the_find_is_where_the_round_truly_is() -> None:
    for one in shoots():
        way = one.truth.way
        if way is None:
            continue
        event = next(event for event in one.events if event.id == one.truth.found)
        assert isinstance(event.act, HazardIdentified)
        assert event.act.hazard == way.hazard
        assert event.act.at == way.held_in, f"seed {one.truth.seed}"
        assert max(one.events, key=lambda other: other.earliest_ms) == event


def test_hand_overs_are_told_with_what_was_in_the_weapon() -> None:
    loaded = 0
    for one in shoots():
        passed = {
            event.id
            for event in one.events
            if isinstance(event.act, CustodyPassed) and event.act.supervisor
        }
        assert {told.event for told in one.truth.hand_overs} == passed
        by_id = {event.id: event for event in one.events}
        for told in one.truth.hand_overs:
            loaded += bool(told.ways)
            for way in told.ways:
                failed = [by_id[each.event] for each in way.failures() if each.event]
                at_ms = by_id[told.event].earliest_ms
                assert way.held_in == told.weapon
                assert all(event.earliest_ms <= at_ms for event in failed), f"seed {one.truth.seed}"
    assert loaded > 10


def test_a_check_and_its_witness_at_one_entry_fail_as_one() -> None:
    looks = (
        Failed(kind="check", who="armorer", what="rattle", event="e-1"),
        Failed(kind="check", who="armorer", what="primer", event="e-1"),
        Failed(kind="witness", who="first-ad", event="e-1"),
        Failed(kind="check", who="property-master", what="rattle", event="e-2"),
    )
    others = (Failed(kind="watch", who="armorer"), Failed(kind="line", who="gate-guard"))
    put = Step(how="put", into="sa-1", failed=others)
    begun = Beginning(kind="lot", thing="dummies", event="e-0")
    way = Way(hazard="live", beginning=begun, steps=(put,), failed=looks, held_in="sa-1")
    assert (way.looks(), way.apart()) == (2, 5)
    only = Way(hazard="live", beginning=begun, steps=(), failed=looks[:3], held_in="sa-1")
    assert (only.looks(), only.apart()) == (1, 1)


def test_a_careful_crew_reads_the_mark_of_every_weapon_that_it_looks_at() -> None:
    handled = (BoreChecked, WeaponShown, HammerFell, RoundsLoaded, RoundsUnloaded)
    for seed in SEEDS:
        for event in shoot(seed, CAREFUL, "none").events:
            if isinstance(event.act, handled):
                assert event.act.weapon in event.read, f"seed {seed}: {event}"


def test_a_careful_crew_looks_twice_through_every_loaded_bore_before_it_goes_out() -> None:
    """By two people, since it was loaded; slips are a few in a hundred."""
    both = loaded = 0
    for seed in SEEDS:
        since: dict[str, set[str | None]] = {}
        for event in shoot(seed, CAREFUL, "none").events:
            act = event.act
            if isinstance(act, RoundsLoaded):
                since[act.weapon] = set()
            elif isinstance(act, RoundsUnloaded):
                since.pop(act.weapon, None)
            elif isinstance(act, BoreChecked):
                since.get(act.weapon, set()).add(event.by)
            elif isinstance(act, CustodyPassed) and act.supervisor and act.item in since:
                loaded += 1
                both += since[act.item] >= {"armorer", "property-master"}
    assert both > 0.9 * loaded > 0


def test_a_false_tick_is_on_record_and_was_not_done() -> None:
    ticked = [one for one in shoots() if one.truth.not_done]
    assert ticked
    for one in ticked:
        ids = {event.id for event in one.events}
        assert set(one.truth.not_done) <= ids


def test_a_wrong_label_is_told_with_what_was_truly_taken() -> None:
    found = [simulate(seed, "sloppy", 1, "loaded-belt") for seed in range(80)]
    mistaken = [one for one in found if one.truth.mistaken]
    assert mistaken
    for one in mistaken:
        lots = {event.act.lot for event in one.events if isinstance(event.act, LotArrived)}
        lots |= {"mixed"}
        assert set(one.truth.mistaken.values()) <= lots | {
            f"{weapon}-rounds" for weapon in ("sa-1", "sa-2", "coach-3")
        }


def test_the_table_of_habits_has_every_row_and_orders_what_a_crew_does() -> None:
    for name in HABITS:
        habit = habit_of(name)
        assert all(0 <= getattr(habit, what) <= 1 for what in TABLE)
    slips = {"merges_boxes", "second_supplier", "leaves_on_cart", "false_tick", "misses"}
    slips |= {"inattentive", "tires", "checks_sample_only"}
    for what, row in TABLE.items():
        assert list(row) == sorted(row, reverse=what not in slips), what


def test_careful_crews_show_more_than_sloppy_ones() -> None:
    shown = {
        habit: sum(
            isinstance(event.act, WeaponShown)
            for seed in SEEDS
            for event in shoot(seed, habit, "none").events
        )
        for habit in HABITS
    }
    assert shown["careful"] > shown["ordinary"] > shown["sloppy"]
