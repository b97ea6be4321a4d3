"""A doubt in the record about the weapon or its rounds bars it, and so does a contradiction."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act

if TYPE_CHECKING:
    from conftest import Day

SIX = (1, 2, 3, 4, 5, 6)


def codes(day: "Day", clock: str = "10:42") -> set[str]:
    """What bars the revolver under a pack with no rule at all."""
    return day.under(rules={}).against(clock)


ODD: list[tuple[str, Act]] = [
    ("answered-otherwise", acts.LotChecked(lot="six", method="rattle", n=6, answered=5, others=1)),
    (
        "answered-otherwise",
        acts.LotChecked(lot="dummies", method="rattle", n=50, answered=49, others=1),
    ),
    ("chamber-full", acts.RoundsLoaded(weapon="revolver", lot="dummies", chambers=(2,))),
    ("not-in-weapon", acts.CylinderSwapped(weapon="revolver", out="another", into="spare")),
    ("in-itself", acts.ItemMoved(item="revolver", holder="revolver")),
]


@pytest.mark.parametrize(("code", "act"), ODD, ids=[f"{c}-{n}" for n, (c, _) in enumerate(ODD)])
def test_a_doubt_about_the_weapon_or_its_rounds_bars_it(day: "Day", code: str, act: Act) -> None:
    day.at("10:41", "odd", act)
    assert code in codes(day)


def test_a_doubt_about_something_else_bars_nothing(day: "Day") -> None:
    other = acts.LotArrived(lot="others", source="x", claimed="dummy", holder="truck", n=9)
    day.at("09:00", "others", other, by="master")
    looked = acts.LotChecked(lot="others", method="rattle", n=9, answered=8, others=1)
    day.at("09:01", "odd", looked, by="master")
    assert codes(day) == set()


@pytest.mark.parametrize("others", [1, 50])
def test_a_round_that_answered_otherwise_bars_what_was_drawn_from_its_lot(
    day: "Day", others: int
) -> None:
    day.act("rattle-check", answered=50 - others, others=others)
    assert "answered-otherwise" in codes(day)


def test_a_round_that_answered_otherwise_bars_what_it_was_put_together_with(day: "Day") -> None:
    day.act("dummies", n=49)
    one = acts.LotArrived(
        lot="one", source="x", claimed="dummy", holder="armorer", n=1, build=("rattle",)
    )
    day.at("07:06", "one", one)
    day.at("07:07", "odd", acts.LotChecked(lot="one", method="rattle", n=1, answered=0, others=1))
    day.act("drawn", lot="all")
    merged = acts.LotsMerged(lots=("dummies", "one"), into="all", holder="armorer")
    day.at("07:08", "merged", merged)
    day.act("loaded", lot="all")
    assert "answered-otherwise" in codes(day)


def test_what_was_seen_and_what_was_recorded_must_be_the_same(day: "Day") -> None:
    day.shows("10:40", "shown", contents="empty")
    assert "contents-differ" in codes(day)


def test_a_later_look_at_the_whole_weapon_settles_what_its_chambers_hold(day: "Day") -> None:
    day.shows("10:39", "first-look", contents="blank", chambers=(1,))
    day.shows("10:40", "shown")
    assert "contents-differ" in codes(day), "it raises the same doubt the other way round"
    day.shows("10:41", "looked-again")
    assert "contents-differ" not in codes(day)


def test_a_chamber_that_the_weapon_does_not_have_counts_for_none(day: "Day") -> None:
    day.shows("10:40", "shown", chambers=(1, 2, 3, 4, 5, 7))
    assert "chamber-unknown" in codes(day)


def test_a_weapon_that_nobody_registered_and_somebody_showed_is_not_cleared(day: "Day") -> None:
    day.without("arrival")
    assert "thing-unregistered" in codes(day)


ACCOUNTS = acts.AccountsOpened(accounts=("one", "other"), about="what was loaded")


def test_of_accounts_that_exclude_each_other_the_worst_counts(day: "Day") -> None:
    day.at("10:41:30", "dispute", ACCOUNTS)
    day.change("shown", source=day.entries["shown"].source.__class__(account="one"))
    assert "chambers-unseen" in codes(day)
    assert day.verdict().contents.weapon_class == "unknown", "the line is not the same in both"
    day.at("10:40", "shown-too", day.entries["shown"].act, sees={"ad": 6}, account="other")
    assert codes(day) == set()


@pytest.mark.parametrize("account", ["one", "other"])
def test_an_opening_act_of_any_account_counts(day: "Day", account: str) -> None:
    day.at("10:41:30", "dispute", ACCOUNTS)
    serviced = acts.WeaponServiced(weapon="revolver")
    day.at("10:41", "opened", serviced, account=account)
    assert "chambers-unseen" in codes(day)


@pytest.mark.parametrize("account", ["one", "other"])
def test_a_stop_of_any_account_stops_the_set(day: "Day", account: str) -> None:
    day.at("10:41:30", "dispute", ACCOUNTS)
    day.at("10:41", "stop", acts.StopRaised(reason="x"), account=account)
    assert "stop-open" in codes(day)


def test_a_weapon_that_only_one_account_knows_is_unknown(day: "Day") -> None:
    day.at("10:41:30", "dispute", ACCOUNTS)
    for name in ("arrival", "bore", "loaded", "shown", "called", "consultation"):
        day.change(name, source=day.entries["shown"].source.__class__(account="one"))
    assert "weapon-unknown" in codes(day)
    assert day.verdict().figures == ()


def test_a_correction_clears_nothing_for_free(day: "Day") -> None:
    day.act("rattle-check", n=50, answered=12).act("primer-check", n=50, answered=12)
    day.act("shown", sights=(), seen_count=6)
    day.shows("10:40", "shown-in-truth", corrects="shown", written="10:41:30")
    assert "figure-low" in codes(day), "the original may still be the true one"


def test_what_was_taken_back_no_longer_clears(day: "Day") -> None:
    day.at("10:41:30", "back", acts.EventRetracted(event="shown", reason="it was the other one"))
    assert "chambers-unseen" in codes(day)


def test_what_is_written_down_later_is_not_known_yet(day: "Day") -> None:
    day.change("shown", recorded_ms=day.entries["shown"].recorded_ms + 3 * 60_000)
    assert "chambers-unseen" in codes(day)
    assert codes(day, "10:43") == set()


def test_a_loading_that_may_have_come_after_the_look_leaves_it_unseen(day: "Day") -> None:
    end_ms = day.entries["shown"].latest_ms + 60_000
    day.change("loaded", latest_ms=end_ms, recorded_ms=end_ms)
    assert day.verdict().word == "not cleared"
