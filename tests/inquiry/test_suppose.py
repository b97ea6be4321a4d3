"""Believing what was said never makes a weapon look worse, and kindness never worse than that."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.known import known
from coldset.core.words import HAZARDS
from coldset.inquiry.suppose import believed, charitably
from coldset.margin.lookout import outlook
from coldset.margin.terms import Terms
from coldset.present.exchange import read_day_log

if TYPE_CHECKING:
    from conftest import Day

EXAMPLES = Path(__file__).parents[2] / "examples"
SIX = (1, 2, 3, 4, 5, 6)


def figures(events: Sequence[Event], terms: Terms, until_ms: int) -> dict[tuple[str, str], float]:
    """Margin and solo of every hazard in every weapon; where there is no way, without end."""
    view = outlook(known(events), terms, until_ms)
    weapons = set.intersection(*(set(state.weapons) for state in view.states()))
    found = {}
    for weapon in sorted(weapons):
        for hazard in HAZARDS:
            figure = view.figure(hazard, weapon)
            for name, value in (("margin", figure.margin), ("solo", figure.solo)):
                found[f"{weapon} {hazard}", name] = float("inf") if value is None else value
    return found


def lower(
    one: dict[tuple[str, str], float], other: dict[tuple[str, str], float]
) -> dict[tuple[str, str], tuple[float, float]]:
    return {key: (value, one[key]) for key, value in other.items() if one[key] < value}


def test_believing_changes_who_says_so_and_when_and_nothing_else(day: "Day") -> None:
    day.loads("08:00", "dummies", said=True, account="one", written="30:00", until="09:00")
    day.loads("08:00", "dummies", said=True, account="other", written="30:00")
    *_, one, other = believed(day.events, {"one"})
    assert one.on_record
    assert one.recorded_ms == one.latest_ms
    assert one.source.account == "one"
    same = {"source": day.events[-2].source, "recorded_ms": day.events[-2].recorded_ms}
    assert msgspec.structs.replace(one, **same) == day.events[-2]
    assert other == day.events[-1], "what somebody else says stays hearsay"


def test_what_no_account_disputes_is_believed_with_any_of_them(day: "Day") -> None:
    day.loads("08:00", "dummies", said=True)
    assert believed(day.events, {"one"})[-1].on_record
    assert believed(day.events, ())[-1].on_record


def test_kindness_does_not_touch_what_is_not_believed(day: "Day") -> None:
    day.shows("08:00", said=True, account="other", until="09:00")
    assert charitably(day.events, {"one"})[-1] == day.events[-1]


def test_kindness_fills_in_methods_chambers_counts_and_keys(day: "Day") -> None:
    day.loads("08:00", "dummies", chambers=(), said=True)
    shown = acts.WeaponShown(weapon="revolver", seen_count=2)
    day.at("08:10", shown, said=True, until="09:00", sees={"first-ad": None})
    day.at("08:20", acts.HolderLocked(holder="truck"), said=True)
    day.at("08:30", acts.BoreChecked(weapon="revolver", clear=None), said=True)
    filled = charitably(day.events, ())
    loaded, looked, locked, bore = filled[-4:]
    assert isinstance(loaded.act, acts.RoundsLoaded)
    assert loaded.act.chambers == SIX
    assert isinstance(looked.act, acts.WeaponShown)
    assert {sight.chamber for sight in looked.act.sights} == set(SIX)
    assert looked.earliest_ms == looked.latest_ms == looked.recorded_ms
    assert all(witness.count is not None and witness.count >= 6 for witness in looked.witnesses)
    assert isinstance(locked.act, acts.HolderLocked)
    assert locked.act.keys == ("armorer",)
    assert isinstance(bore.act, acts.BoreChecked)
    assert bore.act.clear


def test_kindness_loads_a_second_time_into_what_is_still_free(day: "Day") -> None:
    first = acts.RoundsLoaded(weapon="revolver", lot="dummies", n=4)
    day.at("08:00", first, said=True)
    day.at("08:10", acts.RoundsLoaded(weapon="revolver", lot="dummies"), said=True)
    day.at("08:20", acts.RoundsUnloaded(weapon="revolver", lot="out", holder="armorer"), said=True)
    day.at("08:30", acts.RoundsLoaded(weapon="revolver", lot="dummies"), said=True)
    loaded = [
        one.act for one in charitably(day.events, ()) if isinstance(one.act, acts.RoundsLoaded)
    ]
    assert [act.chambers for act in loaded] == [(1, 2, 3, 4), (5, 6), SIX]


def test_kindness_lets_one_check_stand_for_every_method_and_every_round(day: "Day") -> None:
    day.at("08:00", acts.LotChecked(lot="dummies", method="look", n=None, answered=None), said=True)
    checks = [one for one in charitably(day.events, ()) if isinstance(one.act, acts.LotChecked)]
    told = [one.act for one in checks if isinstance(one.act, acts.LotChecked)]
    assert [act.method for act in told] == ["rattle", "hole", "primer"]
    assert all(act.n == act.answered and not act.others for act in told)
    assert len({one.id for one in checks}) == 3


STEPS = ["load", "draw", "left", "check", "show", "bore", "locked", "wide", "unload", "pass"]


def step(day: "Day", what: str, number: int, account: str) -> None:
    clock, later = f"{8 + number:02}:00", f"{8 + number:02}:30"
    told: dict[str, Any] = {"said": True, "account": account, "written": "30:00"}
    if what == "load":
        day.loads(clock, "dummies", **told)
    elif what == "draw":
        day.draws(clock, "dummies", f"some-{number}", **told)
        day.loads(clock, f"some-{number}", chambers=(1,), **told)
    elif what == "left":
        day.at(clock, acts.PlaceLeft(holder="revolver"), **told)
    elif what == "check":
        day.checks(clock, "dummies", sees={"property-master": 50}, **told)
    elif what == "show":
        day.shows(clock, **told)
    elif what == "bore":
        day.at(clock, acts.BoreChecked(weapon="revolver", clear=True), **told)
    elif what == "locked":
        day.at(clock, acts.HolderLocked(holder="stage"), by="first-ad", **told)
    elif what == "wide":
        day.moves(clock, "revolver", "stage", until=later, **told)
    elif what == "unload":
        out = acts.RoundsUnloaded(
            weapon="revolver", lot=f"out-{number}", holder="armorer", seen_empty=True
        )
        day.at(clock, out, **told)
    else:
        passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="first-ad")
        day.at(clock, passed, **told)


SMALL = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
ACCOUNTS = st.sampled_from(["", "one", "other"])
HEARSAY = st.lists(st.tuples(st.sampled_from(STEPS), ACCOUNTS), min_size=1, max_size=4)


def told(day: "Day", steps: list[tuple[str, str]]) -> "Day":
    other = type(day)()
    other.opens()
    opened = acts.AccountsOpened(accounts=("one", "other"), about="what was done")
    other.at("07:30", opened, by=None, place=None)
    for number, (what, account) in enumerate(steps):
        step(other, what, number, account)
    return other


@given(steps=HEARSAY, account=ACCOUNTS)
@SMALL
def test_belief_lowers_no_figure_of_any_small_record(
    day: "Day", steps: list[tuple[str, str]], account: str
) -> None:
    other = told(day, steps)
    end_ms = 30 * 3_600_000
    hearsay = figures(other.events, other.terms, end_ms)
    taken = figures(believed(other.events, {account}), other.terms, end_ms)
    assert lower(taken, hearsay) == {}


@given(steps=HEARSAY, account=ACCOUNTS)
@SMALL
def test_kindness_lowers_no_figure_of_any_small_record(
    day: "Day", steps: list[tuple[str, str]], account: str
) -> None:
    other = told(day, steps)
    end_ms = 30 * 3_600_000
    taken = figures(believed(other.events, {account}), other.terms, end_ms)
    kind = figures(charitably(other.events, {account}), other.terms, end_ms)
    assert lower(kind, taken) == {}


@pytest.mark.slow
@pytest.mark.parametrize("example", ["quiet-day", "church-rehearsal"])
def test_of_the_examples_belief_lowers_no_figure(day: "Day", example: str) -> None:
    events = read_day_log((EXAMPLES / example / "log.csv").read_bytes(), "log.csv")
    passed = [event for event in events if isinstance(event.act, acts.CustodyPassed)]
    told_by = {event.source.account for event in events} - {""}
    undisputed = [
        event
        for event in events
        if event.source.account == "" and not isinstance(event.act, acts.AccountsOpened)
    ]
    for until_ms in {passed[0].earliest_ms, passed[1].earliest_ms}:
        hearsay = figures(undisputed, day.terms, until_ms)
        taken = figures(believed(undisputed, told_by), day.terms, until_ms)
        kind = figures(charitably(undisputed, told_by), day.terms, until_ms)
        assert lower(taken, hearsay) == {}
        assert lower(kind, taken) == {}
