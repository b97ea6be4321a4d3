"""The default pack: two handlers look at every round and the barrel, each for themselves."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coldset.core import acts
from coldset.core.words import HAZARDS, Hazard, Id

if TYPE_CHECKING:
    from conftest import Day

ROUNDS = {"live", "blank", "primed"}


def low(day: "Day", clock: str = "10:42") -> set[Hazard]:
    """The hazards whose figures are not enough."""
    verdict = day.under(rules={}).verdict(clock)
    named = {one.fact("hazard") for one in verdict.against if one.code == "figure-low"}
    return {hazard for hazard in HAZARDS if hazard in named}


def test_a_gun_that_two_looked_at_goes_out_cold(twice: "Day") -> None:
    verdict = twice.verdict()
    assert (verdict.word, verdict.against) == ("cold", ())
    asked = {figure.hazard: (figure.margin, figure.solo) for figure in verdict.figures}
    assert asked == {"live": (3, 2), "blank": (2, 1), "primed": (2, 1), "lodged": (2, 1)}


@pytest.mark.parametrize(
    ("missing", "hazards"),
    [
        (["second-bore"], {"lodged"}),
        (["second-look"], ROUNDS),
        (["second-look", "second-bore"], set(HAZARDS)),
    ],
)
def test_without_the_second_handlers_own_look_it_does_not(
    twice: "Day", missing: list[Id], hazards: set[Hazard]
) -> None:
    assert low(twice.without(*missing)) == hazards


def by_the_first_again(day: "Day") -> object:
    return day.change("second-look", by="armorer").change("second-bore", by="armorer")


def by_a_witness_alone(day: "Day") -> object:
    seen = day.entries["second-look"].witnesses
    day.change("shown", witnesses=(*day.entries["shown"].witnesses, *seen))
    return day.without("second-look", "second-bore")


@pytest.mark.parametrize("spoil", [by_the_first_again, by_a_witness_alone])
def test_the_first_handler_again_or_a_witness_is_no_second_look(
    twice: "Day", spoil: Callable[["Day"], object]
) -> None:
    spoil(twice)
    assert low(twice) == set(HAZARDS)


def test_a_second_look_out_of_the_first_handlers_sight_is_not_enough(twice: "Day") -> None:
    """The record then has the gun go to the second handler and back, and nobody says how."""
    seen = twice.entries["second-look"].witnesses
    twice.change("second-look", witnesses=tuple(one for one in seen if one.person != "armorer"))
    assert low(twice) == set(HAZARDS) - {"lodged"}


def test_a_bullet_left_by_a_dummy_takes_a_bore_check_after_loading(twice: "Day") -> None:
    assert low(twice) == set()
    earlier = acts.BoreChecked(weapon="revolver", clear=True)
    twice.without("second-bore")
    twice.at("10:26", "second-bore", earlier, by="master", sees={"armorer": 1})
    assert low(twice) == {"lodged"}


def test_the_way_to_green_asks_the_second_handler(twice: "Day") -> None:
    twice.without("second-look", "second-bore")
    steps = twice.under(rules={}).verdict().to_green
    assert [(step.kind, step.by) for step in steps] == [
        ("look-again", "master"),
        ("bore-again", "master"),
    ]
