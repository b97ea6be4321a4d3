"""The worked example of DESIGN part 3, step by step, with exactly its figures."""

from __future__ import annotations

import pytest

from coldset.core.acts import (
    ContainerSealed,
    HazardIdentified,
    ItemMoved,
    LotArrived,
    LotChecked,
    PersonEntered,
    PersonSearched,
    PlaceDeclared,
    PlaceLeft,
    PortionDrawn,
    RoleAssigned,
    RoundsLoaded,
    SealRead,
    Sight,
    WeaponArrived,
    WeaponShown,
)
from coldset.core.acts.base import Act
from coldset.core.events import Event, Witness
from coldset.core.known import known
from coldset.margin.lookout import outlook
from coldset.margin.terms import MethodPower, Terms

MINUTE_MS = 60_000

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

SIX = tuple(range(1, 7))


class Day:
    """A day written down minute by minute."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def at(
        self, minute: int, act: Act, by: str = "armorer", place: str = "workshop", **witness: int
    ) -> None:
        ms = minute * MINUTE_MS
        self.events.append(
            Event(
                id=f"e{len(self.events)}",
                act=act,
                earliest_ms=ms,
                latest_ms=ms,
                recorded_ms=ms,
                recorder=by,
                by=by,
                place=place,
                witnesses=tuple(
                    Witness(person=p.replace("_", "-"), count=n) for p, n in witness.items()
                ),
            )
        )

    def figures(self, thing: str, minute: int) -> tuple[int | None, int | None]:
        found = outlook(known(self.events), TERMS, minute * MINUTE_MS, ("live",))
        figure = found.figure("live", thing)
        return figure.margin, figure.solo


@pytest.fixture
def day() -> Day:
    """The morning: two people searched each other, the box came, was rattled, sealed, read."""
    day = Day()
    for place in ("workshop", "truck", "stage"):
        day.at(0, PlaceDeclared(place=place, kind="set"), by="production", place=place)
    for person in ("armorer", "property-master", "first-ad"):
        day.at(0, RoleAssigned(person=person, role=person))
        day.at(1, PersonEntered(person=person), by=person)
    day.at(2, PersonSearched(person="property-master"), by="armorer")
    day.at(2, PersonSearched(person="armorer"), by="property-master")
    day.at(
        3, WeaponArrived(weapon="revolver", weapon_class="functional", holder="armorer", chambers=6)
    )
    day.at(
        10,
        LotArrived(
            lot="box",
            source="supplier",
            claimed="dummy",
            holder="armorer",
            n=50,
            build=("rattle", "hole"),
        ),
    )
    return day


def rattled(day: Day, minute: int = 20) -> None:
    day.at(minute, LotChecked(lot="box", method="rattle", n=50, answered=50), property_master=50)


def sealed_overnight(day: Day) -> None:
    day.at(90, ContainerSealed(container="box", seal="A1"))
    day.at(91, ItemMoved(item="box", holder="truck"), place="truck")
    day.at(700, SealRead(container="box", seal="A1", intact=True), place="truck")


def loaded_and_shown(day: Day, minute: int = 720) -> None:
    day.at(minute, ItemMoved(item="box", holder="armorer"), place="stage")
    day.at(minute, ItemMoved(item="revolver", holder="armorer"), place="stage")
    day.at(minute, PortionDrawn(lot="box", portion="six", holder="armorer", n=6), place="stage")
    day.at(minute, RoundsLoaded(weapon="revolver", lot="six", chambers=SIX), place="stage")
    shown(day, minute)


def shown(
    day: Day, minute: int, by: str = "armorer", method: str = "rattle", **witness: int
) -> None:
    sights = tuple(Sight(chamber=n, contents="dummy", methods=(method,)) for n in SIX)
    day.at(
        minute,
        WeaponShown(weapon="revolver", sights=sights),
        by=by,
        place="stage",
        **(witness or {"first_ad": 6}),
    )


def test_a_box_from_a_supplier_has_nothing_that_speaks_for_it(day: Day) -> None:
    assert day.figures("box", 10) == (0, 0)


def test_a_rattle_with_a_witness(day: Day) -> None:
    rattled(day)
    assert day.figures("box", 20) == (2, 1)


def test_the_armorer_keeps_the_box_alone(day: Day) -> None:
    rattled(day)
    assert day.figures("box", 60) == (2, 0)


def test_sealed_overnight_and_read_intact(day: Day) -> None:
    rattled(day)
    sealed_overnight(day)
    assert day.figures("box", 701) == (2, 0)


@pytest.fixture
def on_set(day: Day) -> Day:
    rattled(day)
    sealed_overnight(day)
    loaded_and_shown(day)
    return day


def test_six_loaded_and_shown(on_set: Day) -> None:
    assert on_set.figures("revolver", 720) == (3, 1)


def test_a_minute_later_both_still_beside_it(on_set: Day) -> None:
    assert on_set.figures("revolver", 721) == (2, 1)


def test_half_an_hour_later_the_armorer_alone(on_set: Day) -> None:
    assert on_set.figures("revolver", 750) == (2, 0)


@pytest.fixture
def after_lunch(on_set: Day) -> Day:
    on_set.at(750, ItemMoved(item="revolver", holder="stage"), place="stage")
    on_set.at(750, PlaceLeft(holder="revolver"), place="stage")
    return on_set


def test_on_a_cart_that_nobody_watches(after_lunch: Day) -> None:
    assert after_lunch.figures("revolver", 800) == (1, 0)


def test_shown_again_after_lunch(after_lunch: Day) -> None:
    shown(after_lunch, 810)
    assert after_lunch.figures("revolver", 810) == (3, 1)


@pytest.fixture
def found(on_set: Day) -> Day:
    on_set.at(720, HazardIdentified(hazard="live", at="box", lot="box", n=1), place="stage")
    return on_set


def test_a_live_round_is_identified_in_the_box(found: Day) -> None:
    assert found.figures("revolver", 720) == (1, 0)


def test_the_same_two_check_again_in_the_same_way(found: Day) -> None:
    shown(found, 720)
    assert found.figures("revolver", 720) == (1, 0)


def test_the_property_master_looks_for_the_hole(found: Day) -> None:
    shown(found, 720)
    shown(found, 720, by="property-master", method="hole", armorer=0)
    assert found.figures("revolver", 720) == (2, 1)
