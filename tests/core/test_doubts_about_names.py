"""One name for two kinds of things, and the boxes that an act must have opened."""

from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.state import copied

Day = Any  # see conftest.py


@pytest.mark.parametrize(
    ("name", "kinds", "act"),
    [
        (
            "performer",
            "container and a person",
            acts.ContainerArrived(container="performer", kind="box", holder="set"),
        ),
        (
            "revolver",
            "lot and a weapon",
            acts.LotArrived(lot="revolver", source="x", claimed="dummy", holder="set", n=6),
        ),
        ("dummies", "lot and a place", acts.PlaceDeclared(place="dummies", kind="set")),
        ("truck", "person and a place", acts.PersonEntered(person="truck")),
        (
            "case",
            "container and a weapon",
            acts.WeaponArrived(weapon="case", weapon_class="functional", holder="set", chambers=6),
        ),
    ],
)
def test_one_name_for_two_things_is_a_doubt_that_bars(
    day: Day, name: str, kinds: str, act: Act
) -> None:
    event = day.at("07:00", act)
    day.doubted("of-two-kinds", event, level="not cleared", thing=name, kinds=kinds)


def test_the_same_name_for_the_same_thing_again_is_no_doubt(day: Day) -> None:
    day.at("07:00", acts.PlaceDeclared(place="truck", kind="vehicle"))
    day.at("07:01", acts.PersonEntered(person="performer"))
    day.seals("07:02", "dummies", "0071")
    assert day.doubts() == []


def test_a_second_kind_is_told_once(day: Day) -> None:
    for clock in ("07:00", "07:10"):
        day.at(clock, acts.LotCounted(lot="revolver", n=6))
    assert day.doubts().count("of-two-kinds") == 1


def twice_named(day: Day) -> None:
    """A sealed and locked case with the dummies in it, whose name somebody gave a lot as well."""
    day.moves("07:00", "dummies", "case")
    day.seals("07:01", "case", "0071")
    day.locks("07:01", "case", "armorer")
    day.box("07:30", "case", holder="truck")


def test_what_is_in_a_box_whose_name_is_of_two_lies_open(day: Day) -> None:
    twice_named(day)
    before, after = day.state("07:29"), day.state()
    assert before.containers["case"].seal is not None
    assert not before.containers["case"].where.said
    assert (after.containers["case"].seal, after.containers["case"].lock) == (None, None)
    assert after.containers["case"].where.said
    assert after.lots["dummies"].where.said
    assert after.lots["dummies"].where.holder == "case", "a stray in there is still beside them"


def test_nothing_is_closed_under_a_name_of_two(day: Day) -> None:
    twice_named(day)
    day.seals("08:00", "case", "0072")
    day.locks("08:01", "case", "armorer")
    held = day.state().containers["case"]
    assert (held.seal, held.lock) == (None, None)


def test_what_is_put_somewhere_under_a_name_of_two_lies_open(day: Day) -> None:
    day.at("07:00", acts.PersonEntered(person="truck"))
    day.moves("08:00", "revolver", "truck")
    day.box("08:01", "blanks", holder="truck")
    state = day.state()
    assert state.weapons["revolver"].where.said
    assert state.lots["blanks"].where.said


def test_what_was_with_a_name_before_it_was_of_two_lies_open(day: Day) -> None:
    day.moves("07:00", "revolver", "truck")
    day.locks("07:01", "truck", "armorer")
    assert not day.state().weapons["revolver"].where.said
    day.at("07:30", acts.PersonEntered(person="truck"))
    assert day.state().weapons["revolver"].where.said
    assert day.state().places["truck"].lock is None


def test_a_copy_of_a_state_has_its_own_names(day: Day) -> None:
    state = day.state()
    other = copied(state)
    other.kinds["case"] = frozenset({"person", "container"})
    assert not state.is_of_two("case")


# --- an act opens what it cannot have been done without opening


@pytest.fixture
def sealed(day: Day) -> Day:
    """The dummies in a case under a seal that was read, and a sealed box of blanks in the truck."""
    day.box("06:30", "blanks", claimed="blank")
    day.moves("07:00", "dummies", "case")
    for thing in ("case", "blanks"):
        day.seals("07:01", thing, f"{thing}-1")
        day.reads("07:10", thing, f"{thing}-1")
    return day


def is_sealed(day: Day, thing: str) -> bool:
    state = day.state()
    return (state.containers.get(thing) or state.lots[thing]).seal is not None


@pytest.mark.parametrize(
    "act",
    [
        acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50),
        acts.LotCounted(lot="dummies", n=50),
        acts.PortionDrawn(lot="dummies", portion="six", holder="set", n=6),
    ],
)
def test_what_nobody_knows_who_did_to_rounds_in_a_sealed_case_opened_it(
    sealed: Day, act: Act
) -> None:
    assert is_sealed(sealed, "case")
    sealed.at("08:00", act, by=None)
    assert not is_sealed(sealed, "case")


@pytest.mark.parametrize(
    "act",
    [
        acts.PortionDrawn(lot="dummies", portion="blanks", holder="armorer", n=6),
        acts.LotsMerged(lots=("dummies",), into="blanks", holder="armorer"),
        acts.RoundsUnloaded(weapon="revolver", lot="blanks", holder="armorer", chambers=(1,)),
    ],
)
def test_rounds_put_into_a_lot_open_its_own_sealed_box(sealed: Day, act: Act) -> None:
    assert is_sealed(sealed, "blanks")
    sealed.at("08:00", act)
    assert not is_sealed(sealed, "blanks")


def test_rounds_put_into_a_lot_open_the_case_that_it_was_in(day: Day) -> None:
    day.box("06:30", "blanks", claimed="blank")
    day.moves("07:00", "blanks", "case")
    day.seals("07:01", "case", "0071")
    day.draws("08:00", "blanks", 6)
    assert not is_sealed(day, "case")


@pytest.mark.parametrize(
    "act",
    [
        acts.WeaponArrived(weapon="pistol", weapon_class="functional", holder="case", chambers=6),
        acts.WeaponArrived(weapon="revolver", weapon_class="functional", holder="case", chambers=6),
        acts.LotsMerged(lots=("blanks",), into="both", holder="case"),
    ],
)
def test_what_comes_to_be_in_a_sealed_case_opened_it(sealed: Day, act: Act) -> None:
    sealed.at("08:00", act)
    assert not is_sealed(sealed, "case")


def test_a_weapon_that_arrives_again_elsewhere_came_out_of_its_sealed_case(day: Day) -> None:
    day.moves("07:00", "revolver", "case")
    day.seals("07:01", "case", "0071")
    day.weapon("08:00", "revolver")
    assert not is_sealed(day, "case")


def test_what_is_only_said_opens_no_seal(sealed: Day) -> None:
    checked = acts.LotChecked(lot="dummies", method="rattle", n=50, answered=50)
    sealed.at("08:00", checked, by=None, source="statement")
    sealed.draws("08:01", "blanks", 6, source="statement")
    sealed.weapon("08:02", "revolver", source="statement")
    assert is_sealed(sealed, "case")
    assert is_sealed(sealed, "blanks")
