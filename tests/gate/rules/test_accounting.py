from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from conftest import Day

NOT_CLEARED = "not cleared"


def test_a_lot_that_nobody_counted_is_not_accounted_for(day: "Day") -> None:
    day.act("dummies", n=None)
    assert day.because("CO-01") == (NOT_CLEARED, "never-counted")
    day.at("07:06", "counted", acts.LotCounted(lot="dummies", n=50))
    assert day.because("CO-01") == ("pass", "comes-out-even")
    assert day.only_said("counted").ask("CO-01").level == NOT_CLEARED


@pytest.mark.parametrize(("counted", "because"), [(43, "missing"), (45, "too-many")])
def test_a_count_that_does_not_come_out_bars_until_one_does(
    day: "Day", counted: int, because: str
) -> None:
    day.at("10:46", "counted", acts.LotCounted(lot="dummies", n=counted))
    assert day.because("CO-01") == (NOT_CLEARED, because)
    day.at("10:48", "recounted", acts.LotCounted(lot="dummies", n=44))
    assert day.because("CO-01") == ("pass", "comes-out-even")


def test_more_drawn_than_there_were_is_one_too_many(day: "Day") -> None:
    assert day.act("dummies", n=5).because("CO-01") == (NOT_CLEARED, "too-many-drawn")


@pytest.mark.parametrize(
    ("out", "answer"),
    [
        (6, ("pass", "comes-out-even")),
        (5, (NOT_CLEARED, "missing")),
        (7, (NOT_CLEARED, "too-many")),
    ],
)
def test_what_comes_out_of_a_weapon_is_what_went_in(
    day: "Day", out: int, answer: tuple[str, str]
) -> None:
    unloaded = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=out)
    assert day.at("10:47", "unloaded", unloaded).because("CO-01") == answer


def test_what_came_out_uncounted_is_not_accounted_for_by_a_later_count(day: "Day") -> None:
    unloaded = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer")
    day.at("10:47", "unloaded", unloaded)
    assert day.because("CO-01") == (NOT_CLEARED, "never-counted")
    day.at("10:48", "counted", acts.LotCounted(lot="back", n=5))
    assert day.because("CO-01") == (NOT_CLEARED, "not-counted-out")


@pytest.mark.parametrize(
    ("chambers", "out", "because"),
    [((1, 2), 2, "comes-out-even"), ((1, 2), 1, "missing"), ((1, 2), 3, "too-many")],
)
def test_what_comes_out_of_some_chambers_is_what_they_held(
    day: "Day", chambers: tuple[int, ...], out: int, because: str
) -> None:
    unloaded = acts.RoundsUnloaded(
        weapon="revolver", lot="back", holder="armorer", n=out, chambers=chambers
    )
    assert day.at("10:47", "unloaded", unloaded).ask("CO-01").fact("because") == because


def blanks_fired(day: "Day", fired: int = 6, *, by_chamber: bool = True) -> "Day":
    """Six blanks instead of dummies, of which some were fired."""
    day.act("dummies", claimed="blank", build=("crimp",))
    for k in range(fired if by_chamber else 0):
        shot = acts.ShotFired(weapon="revolver", planned=True, chamber=k + 1)
        day.at("10:46", f"shot-{k}", shot, by="performer")
    if not by_chamber:
        day.at("10:46", "shots", acts.ShotFired(weapon="revolver", planned=True, n=fired))
    return day


@pytest.mark.parametrize("by_chamber", [True, False])
@pytest.mark.parametrize(
    ("cases", "answer"),
    [
        (6, ("pass", "comes-out-even")),
        (5, ("warn", "cases-missing")),
        (7, (NOT_CLEARED, "too-many-cases")),
    ],
)
def test_a_missing_case_warns_and_one_too_many_bars(
    day: "Day",
    cases: int,
    answer: tuple[str, str],
    by_chamber: bool,  # noqa: FBT001 - a table of two
) -> None:
    blanks_fired(day, by_chamber=by_chamber)
    day.at("10:48", "cases", acts.CasesCollected(lot="six", n=cases))
    assert day.because("CO-01") == answer


def test_cases_of_which_nobody_knows_the_shots_are_too_many(day: "Day") -> None:
    day.at("10:48", "cases", acts.CasesCollected(lot="dummies", n=1))
    assert day.because("CO-01") == (NOT_CLEARED, "too-many-cases")


@pytest.mark.parametrize(("out", "level"), [(6, "warn"), (2, "warn"), (1, NOT_CLEARED)])
def test_an_unfired_blank_that_did_not_come_out_bars(day: "Day", out: int, level: str) -> None:
    blanks_fired(day, fired=4)
    unloaded = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=out)
    assert day.at("10:47", "unloaded", unloaded).ask("CO-01").level == level


@pytest.mark.parametrize(
    ("rest", "because"), [(4, "comes-out-even"), (3, "missing"), (5, "too-many")]
)
def test_what_is_left_in_a_weapon_comes_out_later(day: "Day", rest: int, because: str) -> None:
    some = acts.RoundsUnloaded(
        weapon="revolver", lot="back", holder="armorer", n=2, chambers=(1, 2)
    )
    others = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=rest)
    day.at("10:47", "some", some).at("10:48", "others", others)
    assert day.ask("CO-01").fact("because") == because


@pytest.mark.parametrize("chambers", [(), (1, 2, 3, 4, 5, 6)])
def test_out_of_an_empty_weapon_nothing_comes(day: "Day", chambers: tuple[int, ...]) -> None:
    out = acts.RoundsUnloaded(
        weapon="revolver", lot="back", holder="armorer", n=6, chambers=chambers
    )
    again = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=1)
    assert day.at("10:47", "out", out).ask("CO-01").level == "pass"
    assert day.at("10:48", "again", again).because("CO-01") == (NOT_CLEARED, "too-many")


def test_a_loading_that_nobody_counted_leaves_what_comes_out_unknown(day: "Day") -> None:
    out = acts.RoundsUnloaded(weapon="revolver", lot="back", holder="armorer", n=6)
    day.at("10:47", "out", out).act("loaded", n=None)
    assert day.ask("CO-01").level == "pass"
    day.act("loaded", chambers=()).at("10:31", "counted", acts.LotCounted(lot="six", n=0))
    assert day.because("CO-01") == (NOT_CLEARED, "not-counted-out")
    more = acts.RoundsLoaded(weapon="revolver", lot="six", chambers=(1,), n=1)
    assert day.at("10:32", "more", more).because("CO-01") == (NOT_CLEARED, "too-many-drawn")


def test_the_facts_name_the_lot_and_the_entry(day: "Day") -> None:
    finding = day.act("dummies", n=5).ask("CO-01")
    assert (finding.fact("lot"), finding.events) == ("dummies", ("drawn",))
    day.act("dummies", n=50).at("10:48", "cases", acts.CasesCollected(lot="six", n=1))
    assert day.ask("CO-01").fact("lots") == "six"
