"""A clearance ends with whatever it rests on, and no slip or statement brings it back."""

from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.gate.clearance import void_by

if TYPE_CHECKING:
    from conftest import Day

SIX = (1, 2, 3, 4, 5, 6)


# --- clearance.void_by: "void as soon as anything it rests on changes"


def stands(day: "Day", act: Act, **how: object) -> bool:
    """Whether the clearance of 10:42 still stands at 10:50 after an act at 10:45."""
    cleared = day.verdict()
    assert cleared.word == "cold"
    day.hands_over()
    day.at("10:45", "later", act, **how)  # type: ignore[arg-type]  # passed on as given
    view = day.view("10:50", "10:50")
    taken_in = view.states()[0].taken_in
    place = next(n for n, event in enumerate(taken_in) if event.id == "handed")
    return void_by(cleared, taken_in[place + 1 :], view) is None


def sight(chamber: int, contents: str) -> Act:
    seen = msgspec.convert(
        {"chamber": chamber, "contents": contents, "methods": ("rattle", "primer")}, acts.Sight
    )
    return acts.WeaponShown(weapon="revolver", sights=(seen,))


ENDINGS: dict[str, tuple[Act, str]] = {
    "kit issued on": (
        acts.KitIssued(items=("revolver",), giver="performer", receiver="master"),
        "performer",
    ),
    "a fired case is seen in it": (sight(1, "case"), "armorer"),
    "it is seen otherwise": (sight(1, "empty"), "armorer"),
    "a doubt about a chamber": (sight(7, "dummy"), "armorer"),
    "one of its lot answers otherwise": (
        acts.LotChecked(lot="dummies", method="rattle", n=44, answered=43, others=1),
        "armorer",
    ),
    "it is damaged": (acts.ItemDamaged(item="revolver", text="dropped"), "performer"),
    "it is seized": (acts.EvidenceSeized(item="revolver"), "armorer"),
    "it fails its function test": (
        acts.WeaponExamined(weapon="revolver", safe=False),
        "performer",
    ),
    "the receiver declines": (
        acts.HandlingDeclined(person="performer", weapon="revolver"),
        "performer",
    ),
    "the scene is planned anew": (
        acts.ScenePlanned(scene="nine", loads=(acts.PlannedLoad(weapon="revolver", load="blank"),)),
        "ad",
    ),
}


@pytest.mark.parametrize(("act", "by"), ENDINGS.values(), ids=ENDINGS)
def test_a_clearance_ends_with_whatever_it_rests_on(day: "Day", act: Act, by: str) -> None:
    sees = {"performer": None} if by == "armorer" else None
    assert not stands(day, act, by=by, sees=sees)


BEFORE: dict[str, Act] = {
    "stop": acts.StopRaised(reason="x"),
    "incident": acts.IncidentDeclared(text="x"),
    "suspicion": acts.HazardSuspected(hazard="live", at="dummies"),
    "refusal": acts.HandlingDeclined(person="performer", weapon="revolver"),
}


@pytest.mark.parametrize("act", list(BEFORE.values())[:3], ids=list(BEFORE)[:3])
def test_what_stopped_the_set_before_the_hand_over_and_came_in_late_ends_the_clearance(
    day: "Day", act: Act
) -> None:
    """It happened at 10:39, the weapon went out at 10:42, it was written down at 10:45."""
    cleared = day.verdict()
    day.hands_over()
    day.at("10:39", "late", act, by="operator", written="10:45")
    view = day.view("10:50", "10:50")
    taken_in = view.states()[0].taken_in
    place = next(n for n, event in enumerate(taken_in) if event.id == "handed")
    assert void_by(cleared, taken_in[place + 1 :], view) is not None


# --- standing: hearsay opens a path and never closes one


def test_hearsay_of_a_hand_over_does_not_undo_a_refusal(day: "Day") -> None:
    day.at("09:00", "no", acts.HandlingDeclined(person="performer", weapon="revolver"))
    day.hands_over("09:20", "they-say", said=True)
    assert "handling-declined" in day.under(rules={}).against()


def test_a_doubt_two_lots_back_bars_the_weapon(day: "Day") -> None:
    """The odd one is in `dummies`; the six came out of a tray that came out of `dummies`."""
    day.act("rattle-check", answered=49, others=1)
    day.act("drawn", lot="tray")
    tray = acts.PortionDrawn(lot="dummies", portion="tray", holder="armorer", n=12)
    day.at("10:00", "tray", tray)
    assert "answered-otherwise" in day.under(rules={}).against()


# --- doubts: a slip that was corrected can be answered


def test_a_corrected_slip_of_the_pen_does_not_bar_a_weapon_for_ever(day: "Day") -> None:
    day.shows("10:38", "slip", chambers=(1, 2, 3, 4, 5, 7))
    day.shows("10:38", "meant", corrects="slip", written="10:39")
    assert "chamber-unknown" not in day.under(rules={}).against()


# --- the contents line is never bare


def test_cold_always_names_the_contents(day: "Day") -> None:
    """By one account it was emptied and seen empty, by the other it holds six dummies."""
    out = acts.RoundsUnloaded(
        weapon="revolver", lot="out", holder="armorer", chambers=SIX, n=6, seen_empty=True
    )
    day.at("10:35", "unloaded", out, account="one", sees={"ad": 6})
    day.shows("10:40", "shown", account="other")
    day.shows("10:40", "shown-empty", contents="empty", account="one")
    told = acts.AccountsOpened(accounts=("one", "other"), about="whether it was emptied")
    day.at("10:41", "dispute", told)
    verdict = day.under(rules={}).verdict()
    assert verdict.word == "not cleared" or verdict.contents.seen == 6


# --- the way to green


def test_a_look_that_needs_a_second_handler_is_asked_of_one(day: "Day") -> None:
    """The armorer looked at these rounds in their box, so another's look is the one wanting."""
    day.without("shown")
    terms = msgspec.structs.replace(day.policy.terms, two_looks=True)
    steps = day.under(rules={}, terms=terms).verdict().to_green
    assert [(step.kind, step.by) for step in steps if step.kind != "answer"] == [
        ("show", "master"),
    ]


def loaded_with_what_nothing_can_show(day: "Day") -> None:
    day.act("dummies", build=("rattle",)).without("primer-check")


def test_emptying_a_weapon_whose_bore_was_seen_asks_for_no_second_bore_check(day: "Day") -> None:
    loaded_with_what_nothing_can_show(day)
    assert day.verdict().contents.bore_clear
    steps = day.under(rules={}).verdict().to_green
    assert [step.kind for step in steps if step.kind != "answer"] == ["empty"]


def test_emptying_a_weapon_raises_no_doubt_of_its_own(day: "Day") -> None:
    """The plan is tried as a look that finds nothing where six were, not as an unloading."""
    loaded_with_what_nothing_can_show(day)
    steps = day.under(rules={}).verdict().to_green
    assert "contents-differ" not in [step.code for step in steps]
