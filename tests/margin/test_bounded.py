"""Too much to tell each way apart: an answer on the safe side, that says so, in bounded time."""

from itertools import product
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.known import known
from coldset.core.words import HAZARDS
from coldset.margin.cutsets import Dominance, lightened
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.worlds import worlds

if TYPE_CHECKING:
    from conftest import Day

CLOCK = "10:00"

failures = st.builds(Failure, st.sampled_from(("check", "witness")), st.sampled_from("abcdef"))
families = st.lists(st.frozensets(failures, min_size=1, max_size=5), max_size=30, unique=True)
limits = st.integers(1, 8)
few = settings(max_examples=200, derandomize=True, deadline=None)


def looked_at_late(day: "Day", looks: int) -> None:
    """Every look can be got past in two ways: the check failed, or whoever wrote it down erred."""
    day.behind_the_line()
    for number in range(looks):
        day.checks(f"08:{number:02}", "dummies", by=f"p{number}", recorder=f"r{number}",
                   written="20:00")  # fmt: skip


def limited(day: "Day", sets_max: int) -> "Day":
    return day.under(sets_max=sets_max)


def size(day: "Day") -> int:
    """The most cut sets that any spot has."""
    views = day.outlook(CLOCK).views
    return max(len(one) for view in views for one in view.builder.canvas.families.values())


def numbers(day: "Day", thing: str) -> list[tuple[float, float]]:
    figures = day.outlook(CLOCK).figures(thing)
    return [
        (
            float("inf") if figures[h].margin is None else figures[h].margin or 0,
            float("inf") if figures[h].solo is None else figures[h].solo or 0,
        )
        for h in HAZARDS
    ]


@few
@given(families, limits)
def test_every_set_keeps_a_part_of_it_and_there_are_no_more_than_the_limit(
    family: list[CutSet], sets_max: int
) -> None:
    lighter = lightened(family, sets_max)
    assert len(lighter) <= sets_max
    for one in family:
        assert any(part <= one for part in lighter)
    for part in lighter:
        assert any(part <= one for one in family)


@few
@given(families, limits)
def test_a_limit_keeps_a_part_of_every_set_that_is_undominated_without_it(
    family: list[CutSet], sets_max: int
) -> None:
    without, within = Dominance({}, lambda _: False), Dominance({}, lambda _: False)
    within.sets_max = sets_max
    exact, bounded = without.undominated(family), within.undominated(family)
    assert len(bounded) <= sets_max
    assert all(any(part <= one for part in bounded) for one in exact)
    assert within.is_bound or set(bounded) == set(exact)
    assert within.is_bound or len(exact) <= sets_max


def test_the_lightest_are_kept_as_they_are() -> None:
    light = [frozenset({Failure("check", name)}) for name in "xyz"]
    heavy = [frozenset({Failure("check", f"{a}{b}"), Failure("witness", b), Failure("witness", a)})
             for a, b in product("abc", "def")]  # fmt: skip
    lighter = lightened([*heavy, *light], 5)
    assert set(light) <= set(lighter)
    assert len(lighter) == 5
    assert NOTHING not in lightened([*heavy, *light], 11)


def test_what_is_put_together_has_in_common_as_much_as_can_be() -> None:
    a, b, c, d = (Failure("check", name) for name in "abcd")
    heavy = [frozenset({a, b, one}) for one in (c, d)]
    assert lightened(heavy, 1) == [frozenset({a, b})]


@pytest.mark.parametrize("sets_max", [1, 2, 7, 32, 100])
def test_with_a_limit_a_figure_is_never_above_the_one_without(day: "Day", sets_max: int) -> None:
    looked_at_late(day, 7)
    exact, bounded = limited(day, 10**6), limited(day, sets_max)
    assert size(exact) > 100
    assert size(bounded) <= sets_max
    for thing in ("dummies", "revolver"):
        for (margin, solo), (most, most_solo) in zip(
            numbers(bounded, thing), numbers(exact, thing), strict=True
        ):
            assert margin <= most
            assert solo <= most_solo
    assert bounded.outlook(CLOCK).figure("live", "dummies").bounds == ("sets",)
    assert exact.outlook(CLOCK).figure("live", "dummies").bounds == ()


def test_what_is_supposed_is_bounded_in_the_same_way_and_says_so(day: "Day") -> None:
    looked_at_late(day, 6)
    found = limited(day, 8).outlook(CLOCK)
    event = msgspec.structs.replace(day.events[-1], id="later", earliest_ms=found.until_ms,
                                    latest_ms=found.until_ms, recorded_ms=10**9)  # fmt: skip
    later = found.supposing((event,), found.until_ms + 1)
    builders = [view.builder for view in later.views]
    assert max(len(one) for it in builders for one in it.canvas.families.values()) <= 8
    assert later.figure("live", "dummies").bounds == ("sets",)
    exact = day.outlook(CLOCK).supposing((), found.until_ms + 1)
    assert exact.figure("live", "dummies").bounds == ()


def test_thirty_late_looks_are_not_two_to_the_thirty_ways(day: "Day") -> None:
    looked_at_late(day, 30)
    few_kept = limited(day, 16)
    assert size(few_kept) <= 16
    assert few_kept.outlook(CLOCK).figure("live", "dummies").is_bound


# --- other input that nobody can mean


def test_boxes_in_a_ring_are_somewhere_and_nothing_in_them_is_shut_away(day: "Day") -> None:
    day.cold_revolver()
    for number in range(6):
        day.at("08:10", acts.ContainerArrived(container=f"c{number}", kind="box", holder="stage"))
    for number in range(6):
        day.moves("08:11", f"c{number}", f"c{(number + 1) % 6}")
    day.moves("08:12", "revolver", "c0")
    assert day.figures("revolver", CLOCK) == (1, 0)
    codes = [one.code for one in day.outlook(CLOCK).states()[0].findings]
    assert "in-itself" in codes


def test_a_weapon_with_more_chambers_than_any_has_one_for_all(day: "Day") -> None:
    day.arrives("08:00", "big", chambers=10**9)
    assert day.figures("big", CLOCK) == (0, 0)
    shown: Any = acts.WeaponShown(
        weapon="big", sights=(acts.Sight(chamber=1, contents="empty", methods=("empty",)),)
    )
    day.at("08:05", shown, sees={"first-ad": 1})
    assert day.figures("big", "08:06") == (0, 0)


@pytest.mark.parametrize("n", [10**9, 10**15, 2**53])
def test_a_lot_of_any_size_costs_no_more_than_a_small_one(day: "Day", n: int) -> None:
    for lot, count in (("many", n), ("fifty", 50)):
        day.box("08:00", lot, n=count)
        day.checks("08:01", lot, count, sees={"property-master": count})
    assert day.figures("many", "08:02") == day.figures("fifty", "08:02")


def test_an_entry_of_the_year_9999_moves_nothing_that_was_before_it(day: "Day") -> None:
    day.cold_revolver()
    before = day.figures("revolver", CLOCK)
    late = msgspec.structs.replace(day.events[-1], id="z", earliest_ms=253_402_300_799_999,
                                   latest_ms=253_402_300_799_999)  # fmt: skip
    day.events.append(late)
    assert day.figures("revolver", CLOCK) == before


@pytest.mark.parametrize("sets_max", [4, 8])
def test_a_find_proves_no_less_with_a_limit(day: "Day", sets_max: int) -> None:
    for number in range(12):
        day.box("08:00", f"l{number}", holder="truck")
        day.checks("08:00", f"l{number}", by=f"x{number}", sees={f"y{number}": 50})
    day.merges("08:00", tuple(f"l{number}" for number in range(12)), "all")
    day.finds("08:00", "all", lot="all")
    proven = [
        day.under(sets_max=most).outlook("08:10").of("live")[0].builder.canvas.proven
        for most in (10**6, sets_max)
    ]
    assert proven[0] <= proven[1]


def test_accounts_beyond_counting_are_not_all_told(day: "Day") -> None:
    for number in range(20):
        accounts: Any = tuple(f"a{number}-{one}" for one in range(10))
        day.at("08:00", acts.AccountsOpened(accounts=accounts, about="it"))
    assert len(worlds(known(day.events))) == 1
