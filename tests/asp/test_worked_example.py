"""The worked example of DESIGN part 3, with its figures, by the answer-set program alone."""

from __future__ import annotations

import pytest
from asp_compared import MINUTE_MS
from asp_program import Question, figures

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Witness
from coldset.core.words import Method
from coldset.margin.terms import MethodPower, Terms

TERMS = Terms(
    methods=(
        MethodPower(method="rattle", shows=("live",), build="rattle"),
        MethodPower(method="hole", shows=("live", "blank"), build="hole"),
    ),
    custodians=("armorer", "property-master"),
    in_charge_max=3,
    joint_watch_ms=5 * MINUTE_MS,
    late_ms=15 * MINUTE_MS,
)
SIX = (1, 2, 3, 4, 5, 6)
PEOPLE = ("armorer", "property-master", "first-ad")


class Day:
    """The day of the example, minute by minute."""

    def __init__(self) -> None:
        self.book: list[Event] = []
        for place in ("workshop", "truck", "stage"):
            self.at(0, acts.PlaceDeclared(place=place, kind="set"))
        for person in PEOPLE:
            self.at(0, acts.RoleAssigned(person=person, role=person))  # type: ignore[arg-type]  # their names are roles
            self.at(1, acts.PersonEntered(person=person), by=person)
        self.at(2, acts.PersonSearched(person="property-master"))
        self.at(2, acts.PersonSearched(person="armorer"), by="property-master")
        gun = acts.WeaponArrived(
            weapon="revolver", weapon_class="functional", holder="armorer", chambers=6
        )
        self.at(3, gun)
        box = acts.LotArrived(
            lot="box",
            source="supplier",
            claimed="dummy",
            holder="armorer",
            n=50,
            build=("rattle", "hole"),
        )
        self.at(10, box)

    def at(
        self, minute: int, act: Act, by: str = "armorer", place: str = "workshop", **sees: int
    ) -> None:
        ms = minute * MINUTE_MS
        seen = tuple(Witness(person=p.replace("_", "-"), count=n) for p, n in sees.items())
        self.book.append(
            Event(
                id=f"e{len(self.book)}",
                act=act,
                earliest_ms=ms,
                latest_ms=ms,
                recorded_ms=ms,
                recorder=by,
                by=by,
                place=place,
                witnesses=seen,
            )
        )

    def until_shown(self) -> None:
        rattle = acts.LotChecked(lot="box", method="rattle", n=50, answered=50)
        self.at(20, rattle, property_master=50)
        self.at(90, acts.ContainerSealed(container="box", seal="A1"))
        self.at(91, acts.ItemMoved(item="box", holder="truck"), place="truck")
        read = acts.SealRead(container="box", seal="A1", intact=True)
        self.at(700, read, place="truck")
        for item in ("box", "revolver"):
            self.at(720, acts.ItemMoved(item=item, holder="armorer"), place="stage")
        draw = acts.PortionDrawn(lot="box", portion="six", holder="armorer", n=6)
        self.at(720, draw, place="stage")
        load = acts.RoundsLoaded(weapon="revolver", lot="six", chambers=SIX)
        self.at(720, load, place="stage")
        self.shown(720, first_ad=6)

    def shown(
        self, minute: int, by: str = "armorer", method: Method = "rattle", **sees: int
    ) -> None:
        sights = tuple(acts.Sight(chamber=n, contents="dummy", methods=(method,)) for n in SIX)
        act = acts.WeaponShown(weapon="revolver", sights=sights)
        self.at(minute, act, by=by, place="stage", **sees)

    def found(self) -> None:
        act = acts.HazardIdentified(hazard="live", at="box", lot="box", n=1)
        self.at(720, act, place="stage")

    def asked(self, *of: tuple[str, int]) -> list[tuple[int | None, int | None]]:
        asked = [Question("live", thing, minute * MINUTE_MS) for thing, minute in of]
        return figures(self.book, TERMS, asked)


@pytest.fixture
def day() -> Day:
    day = Day()
    day.until_shown()
    return day


def test_until_after_lunch(day: Day) -> None:
    day.at(750, acts.ItemMoved(item="revolver", holder="stage"), place="stage")
    day.at(750, acts.PlaceLeft(holder="revolver"), place="stage")
    day.shown(810, first_ad=6)
    asked = day.asked(
        *(("box", minute) for minute in (10, 20, 60, 701)),
        *(("revolver", minute) for minute in (720, 721, 749, 800, 810)),
    )
    assert asked == [(0, 0), (2, 1), (2, 0), (2, 0), (3, 1), (2, 1), (2, 0), (1, 0), (3, 1)]


def test_half_an_hour_later(day: Day) -> None:
    assert day.asked(("revolver", 750)) == [(2, 0)]


def test_a_live_round_is_identified_in_the_box(day: Day) -> None:
    day.found()
    assert day.asked(("revolver", 720)) == [(1, 0)]
    day.shown(720, first_ad=6)
    assert day.asked(("revolver", 720)) == [(1, 0)]
    day.shown(720, by="property-master", method="hole", armorer=0)
    assert day.asked(("revolver", 720)) == [(2, 1)]
