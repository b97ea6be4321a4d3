"""Chambers that nobody counted, and weapons whose barrel was looked through unread."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from conftest import Day


@pytest.fixture
def uncounted(day: "Day") -> "Day":
    """A revolver of which nobody says how many chambers it has, all of it unseen."""
    act = acts.WeaponArrived(weapon="old", weapon_class="functional", holder="armorer")
    day.at("07:00", act, read=("old",))
    return day


def test_what_comes_out_of_a_chamber_that_nobody_knew_of_may_be_anything(uncounted: "Day") -> None:
    """DESIGN part 3: a weapon comes with nothing against it; unloaded, what comes out has it."""
    out = acts.RoundsUnloaded(weapon="old", lot="out", holder="armorer", chambers=(1,), n=1)
    uncounted.at("07:01", out, read=("old", "out"))
    figure = uncounted.outlook("07:01").figure("live", "out")
    assert (figure.margin, figure.solo) == (0, 0)


def test_a_cylinder_that_nobody_saw_may_hold_anything(uncounted: "Day") -> None:
    swap = acts.CylinderSwapped(weapon="old", out="old-cylinder", into="spare")
    uncounted.at("07:01", swap, read=("old", "spare"))
    figure = uncounted.outlook("07:01").figure("live", "old")
    assert (figure.margin, figure.solo) == (0, 0)


def test_a_bore_check_of_an_unread_weapon_exchanges_its_chambers_as_well(day: "Day") -> None:
    """DESIGN part 3, a weapon named without its mark being read; decision 22."""
    twin = acts.WeaponArrived(weapon="twin", weapon_class="functional", holder="armorer")
    day.at("07:00", twin, read=("twin",))
    empty = tuple(acts.Sight(chamber=n, contents="empty") for n in range(1, 7))
    shown = acts.WeaponShown(weapon="revolver", sights=empty)
    day.at("07:10", shown, read=("revolver",), sees={"property-master": 6})
    day.at("07:10", acts.BoreChecked(weapon="twin", clear=True))
    figure = day.outlook("07:10").figure("live", "revolver")
    assert (figure.margin, figure.solo) == (1, 0)
