"""Where a story begins: in the weapon that had a cylinder then, on a floor as it was then."""

from typing import TYPE_CHECKING

from coldset.core import acts
from coldset.inquiry.explain import explain

if TYPE_CHECKING:
    from conftest import Day


def begun(day: "Day", find: str) -> set[tuple[str, str, frozenset[str]]]:
    told = explain(day.view(), find, within=0)
    return {
        (s.origin.kind, s.origin.thing, frozenset(f.kind for f in s.failures)) for s in told.stories
    }


def test_a_cylinder_that_left_its_weapon_came_with_it(day: "Day") -> None:
    out = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.at("08:00", out)
    kinds = {(kind, thing) for kind, thing, _ in begun(day, day.finds("09:00", "armorer"))}
    assert ("weapon", "revolver") in kinds
    assert "container" not in {kind for kind, _ in kinds}


def test_a_floor_costs_what_it_cost_until_the_find(bare: "Day") -> None:
    bare.at("04:00", acts.LineControlled(), by="guard", place=None)
    bare.opens()
    assert begun(bare, bare.finds("09:00", "stage")) == {
        ("unrecorded", "stage", frozenset({"line"}))
    }


def test_out_of_a_pocket_gets_around_what_a_floor_costs(day: "Day") -> None:
    """Behind the line the stage is swept and the truck is not: picked up there, used here."""
    day.at("06:10", acts.LineControlled(), by="guard", place=None)
    day.at("06:10", acts.PlaceSwept(holder="stage"), by="first-ad")
    day.at("06:30", acts.LotCounted(lot="dummies", n=50), place="truck")
    day.shows("07:30", place="stage")
    find = day.finds("09:00", "revolver", place="stage")
    told = explain(day.view(), find, within=2).stories
    ways = {(one.origin.thing, tuple(p.into for p in one.passages)) for one in told}
    assert ("truck", ("armorer", "revolver")) in ways
