"""The way to green: whoever follows it gets there, and no part of it is superfluous."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Witness
from coldset.core.words import Id
from coldset.gate.steps import LOOK_CODES
from coldset.gate.verdict import Step, Verdict

if TYPE_CHECKING:
    from conftest import Day


def looks(verdict: Verdict) -> tuple[Step, ...]:
    return tuple(step for step in verdict.to_green if step.kind != "answer")


def answers(verdict: Verdict) -> list[str]:
    return [step.code for step in verdict.to_green if step.kind == "answer"]


def recorded(day: "Day", step: Step, number: int, at_ms: int) -> Event:
    """The step as a crew writes it down when it has followed it."""
    state = day.view().states()[0]
    act: Act
    if step.kind in {"bore", "bore-again"}:
        act = acts.BoreChecked(weapon="revolver", clear=True)
    else:
        held = sorted(state.chambers("revolver").items())
        is_empty = step.kind == "empty" or step.methods == ("empty",)
        act = acts.WeaponShown(
            weapon="revolver",
            sights=tuple(
                acts.Sight(
                    chamber=n,
                    contents="empty" if is_empty or chamber.lot is None else "dummy",
                    methods=("empty",) if is_empty or chamber.lot is None else step.methods,
                )
                for n, chamber in held
            ),
            turned=True,
        )
    seen = (Witness(person=step.witness, count=6),) if step.witness else ()
    stands_by = (Witness(person="armorer"),)
    return Event(
        id=f"followed-{number}",
        act=act,
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms,
        recorder=step.by,
        by=step.by,
        place="set",
        witnesses=(*seen, *(() if "armorer" in {step.by, step.witness} else stands_by)),
        read=("revolver",),
    )


def followed(day: "Day", steps: Iterable[Step], clock: str = "10:42") -> Verdict:
    """What the gate says once these steps are in the record."""
    other, now_ms = day.under(), day.verdict(clock).at_ms
    listed = list(steps)
    if any(step.kind == "empty" for step in listed):
        out = acts.RoundsUnloaded(
            weapon="revolver", lot="out", holder="armorer", n=6, seen_empty=True
        )
        other.at(clock, "unloaded", out, sees={"ad": 6})
    for number, step in enumerate(listed):
        event = recorded(day, step, number, now_ms)
        other.entries[event.id] = event
    return other.verdict(clock)


def wanting(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.against} & LOOK_CODES


Spoiled = Callable[["Day"], object]


def one_alone_looked(day: "Day") -> None:
    day.change("shown", witnesses=()).change("bore", witnesses=())
    day.change("rattle-check", witnesses=()).change("primer-check", witnesses=())


def left_for_a_while(day: "Day") -> None:
    day.at("10:40:10", "laid-down", acts.ItemMoved(item="revolver", holder="set"))
    day.at("10:40:20", "left", acts.PlaceLeft(holder="revolver"))
    day.at("10:40:50", "picked-up", acts.ItemMoved(item="revolver", holder="armorer"))


def empty_and_never_shown(day: "Day") -> None:
    day.without("drawn", "loaded", "shown", "bore")


def loaded_with_what_nothing_can_show(day: "Day") -> None:
    day.act("dummies", build=("rattle",)).without("primer-check")


SPOILED: dict[str, Spoiled] = {
    "never shown": lambda day: day.without("shown"),
    "seen in part": lambda day: day.shows("10:40", "shown", chambers=(1, 2)),
    "bore never seen": lambda day: day.without("bore"),
    "neither": lambda day: day.without("shown", "bore"),
    "one alone looked": one_alone_looked,
    "left for a while": left_for_a_while,
    "empty, never shown": empty_and_never_shown,
    "nothing can show it": loaded_with_what_nothing_can_show,
}


ASKED = pytest.mark.parametrize("asked_of", ["day", "twice"])
"""A witness at one look is enough, or two handlers look each for themselves."""


def spoiled_day(request: pytest.FixtureRequest, asked_of: str, spoiled: str) -> "Day":
    day: Day = request.getfixturevalue(asked_of)
    if asked_of == "twice":
        day.without("second-look", "second-bore")
    SPOILED[spoiled](day)
    return day.under(rules={})


@ASKED
@pytest.mark.parametrize("spoiled", SPOILED)
def test_whoever_follows_the_steps_has_no_look_left_to_do(
    request: pytest.FixtureRequest, asked_of: str, spoiled: str
) -> None:
    day = spoiled_day(request, asked_of, spoiled)
    verdict = day.verdict()
    assert wanting(verdict)
    steps = looks(verdict)
    assert steps
    assert wanting(followed(day, steps)) == set()


@ASKED
@pytest.mark.parametrize("spoiled", sorted(set(SPOILED) - {"nothing can show it"}))
def test_no_step_is_superfluous(
    request: pytest.FixtureRequest, asked_of: str, spoiled: str
) -> None:
    plain = spoiled_day(request, asked_of, spoiled)
    steps = looks(plain.verdict())
    for number in range(len(steps)):
        fewer = (*steps[:number], *steps[number + 1 :])
        assert wanting(followed(plain, fewer)), f"{steps} without {steps[number]}"


@pytest.mark.parametrize(
    ("spoiled", "kinds"),
    [
        ("never shown", ["show"]),
        ("seen in part", ["show"]),
        ("bore never seen", ["bore"]),
        ("neither", ["show", "bore"]),
        ("empty, never shown", ["show", "bore"]),
        ("nothing can show it", ["empty"]),
    ],
)
def test_the_fewest_looks_are_asked(day: "Day", spoiled: str, kinds: list[str]) -> None:
    SPOILED[spoiled](day)
    steps = looks(day.under(rules={}).verdict())
    assert [step.kind for step in steps][: len(kinds)] == kinds
    assert {step.by for step in steps} == {"armorer"}
    assert {step.witness for step in steps} == {"ad"}


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("stop-open", acts.StopRaised(reason="x")),
        ("suspicion-open", acts.HazardSuspected(hazard="live", at="truck")),
        ("handling-declined", acts.HandlingDeclined(person="performer", weapon="revolver")),
    ],
)
def test_what_no_look_can_answer_has_a_step_of_its_own(day: "Day", code: str, act: Act) -> None:
    day.at("10:41", "news", act)
    verdict = day.under(rules={}).verdict()
    assert looks(verdict) == ()
    assert answers(verdict) == [code]
    day.without("shown")
    verdict = day.under(rules={}).verdict()
    assert [step.kind for step in looks(verdict)] == ["show"]
    assert answers(verdict) == [code], "looking again does not lift it"


@pytest.mark.parametrize("who", [["armorer"], ["armorer", "master"]])
def test_nobody_who_is_not_there_is_asked_to_look(day: "Day", who: list[Id]) -> None:
    day.without("shown")
    for person in who:
        day.at("10:41", f"{person}-left", acts.PersonLeft(person=person), by=None, place=None)
    verdict = day.under(rules={}).verdict()
    assert {step.by for step in looks(verdict)} <= {"master"} - set(who)
    if who == ["armorer", "master"]:
        assert answers(verdict), "without a handler the findings stand as they are"


def test_a_weapon_that_nobody_knows_gets_no_plan(day: "Day") -> None:
    verdict = day.under(rules={}).verdict(weapon="ghost")
    assert looks(verdict) == ()
    assert answers(verdict) == ["weapon-unknown"]


def test_looking_for_a_way_changes_nothing(day: "Day") -> None:
    day.without("shown", "bore")
    view = day.view()
    nodes = [len(one.builder.canvas.graph.nodes) for one in view.views]
    figures = view.figures("revolver")
    assert day.verdict().to_green
    assert view.figures("revolver") == figures
    assert [len(one.builder.canvas.graph.nodes) for one in view.views] == nodes
