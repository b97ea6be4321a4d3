"""A quiet day with its slips: what the record holds, what the figures are, what the gate says."""

import datetime as dt
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.fold import fold
from coldset.core.known import HINDSIGHT_MS, appearances, effect_ms, is_late, known
from coldset.core.state import State
from coldset.core.words import HAZARDS, Hazard, Id, StatusWord
from coldset.gate.decide import decide
from coldset.gate.policy import parse_pack
from coldset.gate.question import Question, Request
from coldset.gate.rules import RULES
from coldset.gate.verdict import Verdict
from coldset.margin.figures import Figure
from coldset.margin.lookout import Lookout, outlook
from coldset.present.exchange import read_day_log

LOG = Path(__file__).parents[2] / "examples" / "quiet-day" / "log.csv"
EVENTS = read_day_log(LOG.read_bytes(), LOG.name)
BY_ID = {event.id: event for event in EVENTS}
SET = parse_pack(files("coldset.gate").joinpath("packs/set.toml").read_bytes())

COLD = ("out-02", "out-03", "out-08", "out-10", "out-11", "out-13")
"""Hand-overs of weapons that fire, empty or with dummies."""

HOT = ("out-04", "out-05")
INERT = ("out-01", "out-06", "out-07")
BEHIND_THE_SCRIBBLE = "out-09"
"""Shown with care, while the record cannot say when another revolver went into its case."""

IN_A_HURRY = "out-12"
CAREFUL = (*INERT, *COLD, *HOT, BEHIND_THE_SCRIBBLE)

PERFORMERS = {"performer-a", "performer-b", "stunt-1"}


def ms(clock: str, day: str = "2026-03-18") -> int:
    local = dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("America/Denver"))
    return round(local.timestamp() * 1000)


def before(hand_over: Id) -> tuple[Event, ...]:
    """What the crew had written down when a hand-over was about to be made."""
    return EVENTS[: EVENTS.index(BY_ID[hand_over])]


def state(at_ms: int, as_of_ms: int = HINDSIGHT_MS) -> State:
    events = known(EVENTS, as_of_ms).events
    first = appearances(events)
    timed = ((event, effect_ms(event, first)) for event in events)
    return fold((event, at) for event, at in timed if at <= at_ms)


def findings(code: str, at_ms: int = HINDSIGHT_MS, as_of_ms: int = HINDSIGHT_MS) -> list[Finding]:
    return [finding for finding in state(at_ms, as_of_ms).findings if finding.code == code]


def request(hand_over: Id) -> Request:
    event = BY_ID[hand_over]
    assert isinstance(event.act, acts.CustodyPassed)
    word: StatusWord = "hot" if hand_over in HOT else "cold"
    return Request(
        weapon=event.act.item,
        giver=event.act.giver,
        receiver=event.act.receiver,
        status=word,
        scene=event.act.scene,
        supervisor=event.act.supervisor,
        place=event.place,
        mark_read=event.act.item in event.read,
    )


class Day(NamedTuple):
    """What was answered at each hand-over, by its number on the sign-out sheet."""

    figures: dict[Id, dict[Hazard, Figure]]
    verdicts: dict[Id, Verdict]


@pytest.fixture(scope="module")
def day() -> Day:
    """The figures and the default pack's verdict at every hand-over, as known then."""
    lookout = Lookout(SET.terms)
    day = Day({}, {})
    for name in sorted((*CAREFUL, IN_A_HURRY)):
        now_ms = BY_ID[name].earliest_ms
        view = lookout.at(known(before(name), now_ms), now_ms)
        asked_for = request(name)
        day.figures[name] = view.figures(asked_for.weapon)
        day.verdicts[name] = decide(view, asked_for, SET)
    return day


def reached(figures: Mapping[Hazard, Figure], hand_over: Id) -> set[Hazard]:
    """The hazards whose figures are enough; the planned blanks of a hot weapon are none."""
    enough = {hazard for hazard in HAZARDS if figures[hazard].reaches(margin=2, solo=1)}
    return enough | ({"blank"} if hand_over in HOT else set())


def against(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.against}


def test_it_is_a_whole_day_and_reads_the_same_twice() -> None:
    assert len(EVENTS) >= 150
    assert len(BY_ID) == len(EVENTS)
    again = read_day_log(LOG.read_bytes(), "copy.csv")
    assert [event.id for event in again] == [event.id for event in EVENTS]
    assert again == EVENTS


def test_every_hand_over_to_a_performer_has_a_number_on_the_sign_out_sheet() -> None:
    handed = [
        event.id
        for event in EVENTS
        if isinstance(event.act, acts.CustodyPassed) and event.act.receiver in PERFORMERS
    ]
    assert handed == sorted((*CAREFUL, IN_A_HURRY))
    assert len(handed) >= 12


@pytest.mark.parametrize(
    "code", ["thing-unregistered", "person-unregistered", "not-in-hand", "giver-without"]
)
def test_everything_is_registered_and_in_the_hand_that_acts(code: str) -> None:
    assert findings(code) == []


def test_the_shots_and_cases_and_rounds_come_out() -> None:
    evening = state(HINDSIGHT_MS)
    assert {name: lot.n for name, lot in evening.lots.items()} == {
        "dummies": 44,
        "six-a": 6,
        "blanks": 46,
        "blanks-1": 1,
        "blanks-2": 0,
    }
    assert sum(lot.fired for lot in evening.lots.values()) == 3


@pytest.mark.parametrize("hand_over", CAREFUL)
def test_a_careful_hand_over_has_its_figures(day: Day, hand_over: Id) -> None:
    assert reached(day.figures[hand_over], hand_over) == set(HAZARDS)


@pytest.mark.parametrize("hand_over", [*INERT, *COLD, *HOT])
def test_a_careful_hand_over_is_cleared(day: Day, hand_over: Id) -> None:
    verdict = day.verdicts[hand_over]
    assert against(verdict) == set()
    assert verdict.word == ("hot" if hand_over in HOT else "cold")


@pytest.mark.parametrize("hand_over", [*COLD, *HOT])
def test_it_takes_the_second_handlers_own_look_and_bore_check(hand_over: Id) -> None:
    """Without either the default pack clears none of them, whoever witnessed the first look."""
    now_ms = BY_ID[hand_over].earliest_ms
    asked_for = request(hand_over)
    for kind in (acts.WeaponShown, acts.BoreChecked):
        fewer = [
            event
            for event in before(hand_over)
            if not isinstance(event.act, kind) or event.by != "property-master"
        ]
        assert len(fewer) < len(before(hand_over))
        verdict = decide(outlook(known(fewer, now_ms), SET.terms, now_ms), asked_for, SET)
        assert against(verdict) == {"figure-low"}, kind


def test_the_hand_over_in_a_hurry_is_not_cleared(day: Day) -> None:
    verdict = day.verdicts[IN_A_HURRY]
    assert verdict.word == "not cleared"
    assert {"SB1-06", "AE-01", "AE-03", "AE-04"} <= against(verdict)
    assert reached(day.figures[IN_A_HURRY], IN_A_HURRY) == set()


def test_slip_a_bore_check_written_down_hours_later() -> None:
    late = BY_ID["bore-late"]
    assert is_late(late, SET.terms.late_ms)
    noon_ms = ms("12:00")
    asked_for = Request(weapon="sa-2", giver="armorer", receiver="performer-b")
    rule, parameters = RULES["SB1-07"], SET.rules["SB1-07"]

    def said(then: State) -> str:
        question = Question(then, asked_for, noon_ms, SET.terms, parameters)
        return rule.function(question).fact("because")

    assert said(state(noon_ms, as_of_ms=noon_ms)) == "fired-since"
    assert said(state(noon_ms)) == "clear"


def test_slip_one_dummy_short_until_it_was_found() -> None:
    (short,) = findings("count-differs")
    assert short.events == ("one-short",)
    assert (short.fact("counted"), short.fact("recorded")) == ("43", "44")
    asked_for = Request(weapon="sa-1", giver="armorer", receiver="performer-a")

    def said(now_ms: int) -> str:
        then = state(now_ms, as_of_ms=now_ms)
        return RULES["CO-01"].function(Question(then, asked_for, now_ms, SET.terms)).level

    assert [said(ms(clock)) for clock in ("12:05", "12:15", "12:20")] == [
        "pass",
        "not cleared",
        "pass",
    ]


def test_slip_a_seal_misread_then_read_again() -> None:
    assert BY_ID["seal-read-again"].corrects == "seal-misread"
    (differs,) = findings("seal-differs", as_of_ms=ms("05:50"))
    assert differs.events == ("seal-misread",)
    assert (differs.fact("read"), differs.fact("put_on")) == ("60471", "60417")
    assert findings("seal-differs") == []
    assert BY_ID["seal-misread"] in known(EVENTS).written


def test_slip_a_time_that_nobody_can_read(day: Day) -> None:
    scribbled = BY_ID["scribbled"]
    assert (scribbled.earliest_ms, scribbled.latest_ms) == (ms("14:30"), ms("14:39:59.999"))
    assert margin_of("sa-1", "14:29") == 2
    assert margin_of("sa-1", "14:41") == 1, "for ten minutes it was open to the whole property"
    verdict = day.verdicts[BEHIND_THE_SCRIBBLE]
    assert against(verdict) == {"SB1-09"}


def test_slip_a_revolver_on_a_cart_without_a_lock(day: Day) -> None:
    assert isinstance(BY_ID["cart"].act, acts.PlaceLeft)
    assert margin_of("sa-2", "15:03") == 2
    assert margin_of("sa-2", "15:07") == 1
    warned = [one for one in day.verdicts["out-10"].findings if one.level == "warn"]
    assert [(one.code, one.fact("because")) for one in warned] == [("AU-03", "shown-since")]
    assert "cart" in warned[0].events


def test_slip_or_rather_none_somebody_declines() -> None:
    now_ms = ms("11:20")
    view = outlook(known(EVENTS, now_ms), SET.terms, now_ms, ("live",))
    asked_for = Request(weapon="coach-3", giver="armorer", receiver="performer-b", scene="sc-14")
    declined = [one for one in decide(view, asked_for, SET).against if "declined" in one.events]
    assert [one.code for one in declined] == ["handling-declined"]


def margin_of(weapon: Id, clock: str) -> int | None:
    now_ms = ms(clock)
    view = outlook(known(EVENTS, now_ms), SET.terms, now_ms, ("live",))
    return view.figure("live", weapon).margin
