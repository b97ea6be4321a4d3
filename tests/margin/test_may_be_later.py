"""What may have happened as late as the end of an interval, and what a custodian has with them."""

from typing import TYPE_CHECKING, Any

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from tests.margin.conftest import Day


def test_a_cylinder_swapped_perhaps_after_the_showing(day: "Day") -> None:
    swap = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.at("08:00", swap, until="08:30")
    day.shows("08:10", contents="empty", sees={"first-ad": 6})
    assert day.figures("revolver", "08:12") == (2, 1)
    assert day.figures("revolver", "08:31") == (0, 0)


def test_a_person_who_entered_perhaps_after_the_search(day: "Day") -> None:
    day.at("07:30", acts.PersonLeft(person="armorer"), by="armorer")
    entered = acts.PersonEntered(person="armorer")
    day.at("08:00", entered, by="armorer", until="08:30")
    day.searches("08:10", "property-master", "armorer")
    day.shows("08:40", contents="empty", sees={"first-ad": 6})
    day.searches("08:41", "first-ad", "first-ad")
    # out of the armorer's pocket, which was searched before they may have come
    assert day.figures("revolver", "09:00") == (1, 0)


@pytest.mark.parametrize(("holder", "expected"), [("armorer", (1, 0)), ("stage", (2, 0))])
def test_an_unsearched_bag_beside_the_weapon(
    day: "Day", holder: str, expected: tuple[int, int]
) -> None:
    day.cold_revolver()
    day.at("08:01", acts.ContainerArrived(container="bag", kind="bag", holder=holder))
    # out of one's own bag: act; out of one that others can see: act + watch(armorer)
    assert day.figures("revolver", "09:00") == expected


def test_a_bag_that_was_searched_with_its_bearer(day: "Day") -> None:
    day.at("07:30", acts.ContainerArrived(container="bag", kind="bag", holder="armorer"))
    day.searches("07:40", "property-master", "armorer")
    day.cold_revolver()
    assert day.figures("revolver", "09:00") == (2, 0)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [("", "", (1, 0)), ("", "peacemaker", (1, 0)), ("long", "short", (2, 1))],
)
def test_weapons_whose_model_nobody_wrote_down(
    day: "Day", one: str, two: str, expected: tuple[int, int]
) -> None:
    day.arrives("08:00", "one", model=one)
    day.arrives("08:00", "two", model=two)
    day.shows("08:00", weapon="one", contents="empty")
    day.passes("08:00", "one", "armorer", "performer")
    if not one:
        day.at("08:00", acts.ItemMoved(item="revolver", holder="truck"), place="truck")
    assert day.figures("one", "08:00") == expected


def test_a_portion_that_was_split_and_then_answered(day: "Day") -> None:
    day.box("08:00", "mixed", build=("rattle", "hole"))
    day.at("08:01", acts.PortionDrawn(lot="mixed", portion="six", n=6, holder="armorer"))
    seen: dict[str, Any] = {"sees": {"property-master": 6}, "read": ("six",)}
    day.checks("08:02", "six", n=6, answered=4, others=2, **seen)
    day.checks("08:02", "six", n=2, answered=2, method="hole", **seen)
    assert day.figures("six", "08:02") == (2, 1)
