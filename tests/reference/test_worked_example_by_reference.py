"""The worked example of DESIGN part 3 by the reference: exactly its figures."""

from random import Random

import pytest
from calculus import figures
from days import MINUTE_MS, PLAIN, Day

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Witness
from coldset.core.known import known
from coldset.core.words import Id, Method, Role

SIX = tuple(range(1, 7))


class Told(Day):
    """A day told by the minute."""

    def at(
        self,
        minute: int,
        act: Act,
        by: Id = "armorer",
        *,
        place: Id = "workshop",
        **sees: int,
    ) -> None:
        self.now_ms = minute * MINUTE_MS
        seen = [Witness(person=who.replace("_", "-"), count=n) for who, n in sees.items()]
        self.write(act, by, place, sees=seen)

    def shown(
        self, minute: int, by: Id = "armorer", method: Method = "rattle", **sees: int
    ) -> None:
        sights = tuple(acts.Sight(chamber=n, contents="dummy", methods=(method,)) for n in SIX)
        self.at(
            minute, acts.WeaponShown(weapon="revolver", sights=sights), by, place="stage", **sees
        )

    def to_the_stage(self) -> None:
        for thing in ("box", "revolver"):
            self.at(720, acts.ItemMoved(item=thing, holder="armorer"), place="stage")
        drawn = acts.PortionDrawn(lot="box", portion="six", holder="armorer", n=6)
        self.at(720, drawn, place="stage")
        loaded = acts.RoundsLoaded(weapon="revolver", lot="six", chambers=SIX)
        self.at(720, loaded, place="stage")
        self.shown(720, first_ad=6)

    def figures(self, thing: Id, minute: int) -> tuple[int | None, int | None]:
        return figures(known(self.events), PLAIN, minute * MINUTE_MS, "live", thing)


@pytest.fixture
def day() -> Told:
    """The morning: the two searched each other, the box came, was rattled, sealed and read."""
    day = Told(Random(0))  # noqa: S311 - nothing here is left to chance
    for place in ("workshop", "truck", "stage"):
        day.at(0, acts.PlaceDeclared(place=place, kind="set"), "production", place=place)
    roles: tuple[Role, ...] = ("armorer", "property-master", "first-ad")
    for role in roles:
        day.at(0, acts.RoleAssigned(person=role, role=role))
        day.at(1, acts.PersonEntered(person=role), role)
    day.at(2, acts.PersonSearched(person="property-master"), "armorer")
    day.at(2, acts.PersonSearched(person="armorer"), "property-master")
    came = acts.WeaponArrived(
        weapon="revolver", weapon_class="functional", holder="armorer", chambers=6
    )
    day.at(3, came)
    box = acts.LotArrived(
        lot="box",
        source="supplier",
        claimed="dummy",
        holder="armorer",
        n=50,
        build=("rattle", "hole"),
    )
    day.at(10, box)
    return day


@pytest.fixture
def on_set(day: Told) -> Told:
    rattle = acts.LotChecked(lot="box", method="rattle", n=50, answered=50)
    day.at(20, rattle, property_master=50)
    day.at(90, acts.ContainerSealed(container="box", seal="A1"))
    day.at(91, acts.ItemMoved(item="box", holder="truck"), place="truck")
    day.at(700, acts.SealRead(container="box", seal="A1", intact=True), place="truck")
    day.to_the_stage()
    return day


def test_the_box(on_set: Told) -> None:
    """Steps 1 to 3; what happens later changes no figure, but for the seal that is read."""
    assert on_set.figures("box", 19) == (0, 0)
    assert on_set.figures("box", 20) == (2, 1)
    assert on_set.figures("box", 60) == (2, 0)
    assert on_set.figures("box", 701) == (2, 0)


def test_the_revolver(on_set: Told) -> None:
    """Steps 4, 4a, 4b."""
    assert on_set.figures("revolver", 720) == (3, 1)
    assert on_set.figures("revolver", 721) == (2, 1)
    assert on_set.figures("revolver", 750) == (2, 0)


def test_lunch(on_set: Told) -> None:
    """Steps 5 and 7."""
    on_set.at(750, acts.ItemMoved(item="revolver", holder="stage"), place="stage")
    on_set.at(750, acts.PlaceLeft(holder="revolver"), place="stage")
    assert on_set.figures("revolver", 800) == (1, 0)
    on_set.shown(810, first_ad=6)
    assert on_set.figures("revolver", 810) == (3, 1)


def test_a_find(on_set: Told) -> None:
    """Steps 6, 6a, 6b."""
    on_set.at(720, acts.HazardIdentified(hazard="live", at="box", lot="box", n=1), place="stage")
    assert on_set.figures("revolver", 720) == (1, 0)
    on_set.shown(720, first_ad=6)
    assert on_set.figures("revolver", 720) == (1, 0)
    on_set.shown(720, "property-master", "hole", armorer=0)
    assert on_set.figures("revolver", 720) == (2, 1)
