"""Figures of what an act must have opened, and of what goes by the name of something else."""

from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act

Day = Any  # see conftest.py


def kept(day: Day, *opening: tuple[Act, str | None]) -> Day:
    """Checked dummies in a case that was searched twice, and sealed until its seal is read at noon.

    What is in the case lies on the stage meanwhile; `opening` is done to it at ten.
    """
    arrival = acts.ContainerArrived(container="case", kind="case", holder="armorer")
    day.at("07:50", arrival)
    for searcher in ("property-master", "first-ad"):
        day.searches("07:55", searcher, "armorer")
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.moves("08:00", "dummies", "case")
    day.at("08:00", acts.ContainerSealed(container="case", seal="0071"))
    day.moves("08:00", "case", "stage")
    day.leaves("08:00", "case")
    for act, by in opening:
        day.at("10:00", act, by=by)
    day.at("12:00", acts.SealRead(container="case", seal="0071", intact=True))
    return day


OPENS = [
    (acts.LotCounted(lot="dummies", n=50), None),
    (
        acts.WeaponArrived(weapon="pistol", weapon_class="functional", holder="case", model="p"),
        "property-master",
    ),
    (acts.LotsMerged(lots=("other",), into="both", holder="case"), "property-master"),
]


@pytest.mark.parametrize(("act", "by"), OPENS, ids=["by nobody known", "a weapon", "a lot"])
def test_what_opened_a_case_costs_the_figures_its_seal(day: Day, act: Act, by: str | None) -> None:
    other: dict[str, Any] = {"claimed": "blank", "holder": "property-master"}
    day.box("07:30", "other", by="property-master", **other)
    sealed = kept(day.without()).figures("dummies", "12:00")
    assert sealed == (2, 0)
    assert kept(day, (act, by)).figures("dummies", "12:00") == (1, 0)


def test_what_is_put_into_a_sealed_box_of_its_own_opens_it(day: Day) -> None:
    day.box("07:30", "other", holder="stage")
    day.checks("08:00", "dummies", sees={"property-master": 50})
    day.checks("08:00", "other", sees={"property-master": 50})
    day.at("08:03", acts.ContainerSealed(container="other", seal="0071"))
    day.acts_elsewhere("08:10", "armorer", "workshop")
    day.draws("09:00", "dummies", "other", holder="stage")
    day.acts_elsewhere("09:10", "armorer", "workshop")
    figures = day.figures("other", "11:00")
    day.at("12:00", acts.SealRead(container="other", seal="0071", intact=True))
    assert day.figures("other", "11:00") == figures, "the seal was no longer on"


@pytest.mark.parametrize(
    ("act", "figures"),
    [
        (acts.PersonEntered(person="case"), (0, 0)),
        (acts.PlaceDeclared(place="case", kind="set"), (1, 0)),
        (acts.LotArrived(lot="case", source="x", claimed="blank", holder="truck"), (0, 0)),
        (
            acts.WeaponArrived(weapon="case", weapon_class="functional", holder="truck", model="p"),
            (1, 0),
        ),
    ],
    ids=["person", "place", "lot", "weapon"],
)
def test_a_case_whose_name_is_of_two_kinds_closes_nothing(
    day: Day, act: Act, figures: tuple[int, int]
) -> None:
    assert kept(day.without()).figures("dummies", "12:00") == (2, 0)
    assert kept(day, (act, "property-master")).figures("dummies", "12:00") == figures


def test_what_is_with_a_name_of_two_kinds_lies_open_to_the_whole_property(day: Day) -> None:
    day.cold_revolver()
    day.passes("08:01", "revolver", "armorer", "performer", supervisor="armorer")
    named = day.without()
    named.at("08:00", acts.PlaceDeclared(place="performer", kind="set"), by="property-master")
    assert named.figures("revolver", "08:20") < day.figures("revolver", "08:20")
