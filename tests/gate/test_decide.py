"""The gate fails closed: whatever is unknown, open, doubtful or contradicted is not cleared."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.findings import Finding
from coldset.core.words import Contents, RoundClass
from coldset.gate import answer as answering
from coldset.gate.decide import decide
from coldset.gate.policy import Policy, Threshold
from coldset.gate.question import Question, Request
from coldset.gate.rules import RULES, Rule
from coldset.gate.verdict import FigureAnswer, Verdict
from coldset.margin.outlook import Outlook

if TYPE_CHECKING:
    from conftest import Day

    Asked = Callable[..., Request]


def figures_only(day: "Day") -> "Day":
    """The same day under a pack with no rule at all: what bars then bars under every pack."""
    return day.under(rules={})


def of(verdict: Verdict, hazard: str) -> FigureAnswer:
    (figure,) = [figure for figure in verdict.figures if figure.hazard == hazard]
    return figure


def the(verdict: Verdict, code: str) -> list[Finding]:
    return [finding for finding in verdict.against if finding.code == code]


def test_the_good_day_is_cold_and_says_what_was_seen(day: "Day") -> None:
    verdict = day.verdict()
    assert verdict.word == "cold"
    assert verdict.against == ()
    assert verdict.to_green == ()
    line = verdict.contents
    assert (line.held, line.seen, line.chambers) == ((("dummy", 6),), 6, 6)
    assert line.bore_clear
    asked = {figure.hazard: (figure.margin, figure.solo) for figure in verdict.figures}
    assert asked == {"live": (2, 1), "blank": (2, 1), "primed": (2, 1), "lodged": (1, 1)}
    assert (verdict.policy, verdict.policy_version) == ("set", "1")
    assert verdict.until_ms - verdict.at_ms == 30 * 60 * 1000


def test_every_rule_of_the_pack_has_its_finding_in_the_verdict(day: "Day") -> None:
    codes = [finding.code for finding in day.verdict().findings]
    assert set(RULES) <= set(codes)
    assert codes.count("figure-reached") == 4


OPEN: list[tuple[str, Act]] = [
    ("stop-open", acts.StopRaised(reason="smoke")),
    ("stop-open", acts.IncidentDeclared(text="a bang")),
    ("stop-open", acts.HazardIdentified(hazard="live", at="truck")),
    ("suspicion-open", acts.HazardSuspected(hazard="live", at="truck")),
]


@pytest.mark.parametrize(("code", "act"), OPEN)
@pytest.mark.parametrize("said", [False, True])
def test_what_is_open_stops_the_set_whoever_says_so(
    day: "Day", code: str, act: Act, *, said: bool
) -> None:
    day.at("10:41", "bad-news", act, by="operator", said=said)
    verdict = figures_only(day).verdict()
    assert verdict.word == "not cleared"
    assert [finding.events for finding in the(verdict, code)] == [("bad-news",)]


@pytest.mark.parametrize(
    ("opening", "ending"),
    [
        (acts.StopRaised(reason="smoke"), acts.StopLifted(stop="bad-news", cause="toast")),
        (acts.StopRaised(reason="x"), acts.StopRaisedInError(stop="bad-news", second="ad")),
        (
            acts.HazardSuspected(hazard="live", at="truck"),
            acts.SuspicionDropped(suspicion="bad-news", text="a bolt"),
        ),
    ],
)
def test_only_the_crews_own_record_ends_what_is_open(day: "Day", opening: Act, ending: Act) -> None:
    day.at("10:00", "bad-news", opening, by="operator")
    day.at("10:01", "good-news", ending, by="operator", said=True)
    assert figures_only(day).verdict().word == "not cleared"
    day.at("10:02", "good-news", ending, by="operator")
    assert figures_only(day).verdict().word == "cold"


def test_a_stop_that_was_never_raised_ends_nothing(day: "Day") -> None:
    day.at("10:00", "bad-news", acts.StopRaised(reason="smoke"), by="operator")
    day.at("10:01", "good-news", acts.StopLifted(stop="another", cause="toast"))
    assert day.against() == {"stop-open"}


def test_a_weapon_that_nobody_registered_is_not_cleared(day: "Day") -> None:
    verdict = figures_only(day).verdict(weapon="ghost")
    assert [finding.code for finding in verdict.against] == ["weapon-unknown"]
    assert verdict.contents.weapon_class == "unknown"
    assert verdict.figures == ()


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_a_person_whom_nobody_registered_is_handed_nothing(day: "Day", who: str) -> None:
    verdict = figures_only(day).verdict(**{who: "stranger"})
    assert verdict.word == "not cleared"
    assert [one.facts for one in the(verdict, "person-unknown")] == [(("person", "stranger"),)]


def test_nothing_at_all_is_not_cleared(empty_day: "Day") -> None:
    for day in (empty_day, figures_only(empty_day)):
        verdict = day.verdict()
        assert verdict.word == "not cleared"
        assert verdict.against


def test_an_outlook_without_a_single_world_is_not_cleared(day: "Day", asked: "Asked") -> None:
    nothing = Outlook(day.policy.terms, 0, ())
    verdict = answering.answer(nothing, asked(), msgspec.structs.replace(day.policy, rules={}))
    assert verdict.word == "not cleared"


def test_whoever_declined_is_not_handed_the_weapon(day: "Day") -> None:
    day.at("09:00", "no", acts.HandlingDeclined(person="performer", weapon="revolver"))
    verdict = figures_only(day).verdict()
    assert [finding.events for finding in the(verdict, "handling-declined")] == [("no",)]


def test_whoever_declined_may_take_it_back_and_others_are_free(day: "Day") -> None:
    day.at("09:00", "no", acts.HandlingDeclined(person="operator", weapon="revolver"))
    day.at("09:05", "other", acts.HandlingDeclined(person="performer", weapon="shotgun"))
    assert day.verdict().word == "cold"
    day.at("09:10", "mine", acts.HandlingDeclined(person="performer", weapon="revolver"))
    assert day.against() == {"handling-declined"}
    day.hands_over("09:20", "took-it")
    back = acts.CustodyPassed(item="revolver", giver="performer", receiver="armorer")
    day.at("09:25", "gave-it-back", back)
    assert "handling-declined" not in day.against()
    day.at("09:30", "no-again", acts.HandlingDeclined(person="performer", weapon="revolver"))
    assert "handling-declined" in day.against()


@pytest.mark.parametrize("chambers", [(), (1,), (1, 2, 3, 4, 5), (1, 1, 1, 1, 1, 1)])
def test_a_look_at_some_chambers_is_no_look_at_the_weapon(
    day: "Day", chambers: tuple[int, ...]
) -> None:
    day.shows("10:40", "shown", chambers=chambers)
    (finding,) = the(figures_only(day).verdict(), "chambers-unseen")
    assert finding.fact("seen") == str(len(set(chambers)))
    assert finding.fact("chambers") == "6"


def test_a_count_of_chambers_without_saying_which_shows_none(day: "Day") -> None:
    day.act("shown", sights=(), seen_count=6)
    assert figures_only(day).verdict().word == "not cleared"
    assert day.verdict().contents.seen == 0


def test_a_chamber_of_which_nobody_could_say_what_it_holds_was_not_seen(day: "Day") -> None:
    sights = [acts.Sight(chamber=n, contents="dummy", methods=("rattle",)) for n in range(1, 6)]
    day.act("shown", sights=(*sights, acts.Sight(chamber=6, contents="unknown")))
    assert day.verdict().contents.seen == 5
    assert {"chambers-unseen", "contents-not-allowed"} <= figures_only(day).against()


def test_a_look_known_from_a_statement_alone_shows_nothing(day: "Day") -> None:
    day.shows("10:40", "shown", said=True)
    assert "chambers-unseen" in figures_only(day).against()


CHANGES: list[tuple[Act, str]] = [
    (acts.RoundsLoaded(weapon="revolver", lot="six", chambers=(1,)), "loaded"),
    (acts.RoundsUnloaded(weapon="revolver", lot="six", holder="armorer"), "unloaded"),
    (acts.ShotFired(weapon="revolver", chamber=1, planned=True), "fired"),
    (acts.HammerFell(weapon="revolver", chamber=1), "struck"),
    (acts.WeaponServiced(weapon="revolver"), "serviced"),
    (
        acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare"),
        "cylinder swapped",
    ),
]


@pytest.mark.parametrize("act", [act for act, _ in CHANGES], ids=[name for _, name in CHANGES])
def test_a_weapon_that_changed_since_it_was_shown_is_unseen(day: "Day", act: Act) -> None:
    day.at("10:41", "changed", act)
    assert "chambers-unseen" in figures_only(day).against()


def test_a_weapon_of_which_nobody_says_how_many_chambers_is_never_all_seen(day: "Day") -> None:
    day.act("arrival", chambers=None)
    (finding,) = the(figures_only(day).verdict(), "chambers-unseen")
    assert finding.fact("chambers") == "?"


@pytest.mark.parametrize("contents", ["live", "unknown", "case", "blank"])
def test_only_empty_and_dummy_are_cold(day: "Day", contents: Contents) -> None:
    day.shows("10:41", contents=contents, chambers=(3,))
    day.shows("10:41:30", "all-others", chambers=(1, 2, 4, 5, 6))
    verdict = figures_only(day).verdict()
    allowed = the(verdict, "contents-not-allowed")
    assert [(one.fact("contents"), one.fact("n")) for one in allowed] == [(contents, "1")]
    assert allowed[0].events == ("all-others",)


@pytest.mark.parametrize("claimed", ["live", "unknown", "blank"])
def test_what_a_label_says_is_in_it_bars_it_before_anybody_looks(
    day: "Day", claimed: RoundClass
) -> None:
    day.act("dummies", claimed=claimed)
    day.without("shown", "called")
    assert {"contents-not-allowed", "chambers-unseen"} <= figures_only(day).against()


@pytest.mark.parametrize("contents", ["live", "unknown", "case"])
def test_a_hot_weapon_may_hold_blanks_and_nothing_else_that_a_cold_one_may_not(
    day: "Day", contents: Contents
) -> None:
    day.shows("10:41", contents=contents, chambers=(3,))
    day.shows("10:41:30", "others", chambers=(1, 2, 4, 5, 6))
    assert "contents-not-allowed" in figures_only(day).against(status="hot")


def test_hot_with_planned_blanks_leaves_out_the_hazard_blank_and_no_other(day: "Day") -> None:
    day.act("dummies", claimed="blank", build=("crimp",))
    for clock, name in (("07:10", "rattle-check"), ("07:11", "primer-check")):
        looked = acts.LotChecked(lot="dummies", method="bullet", n=50, answered=50)
        day.at(clock, name, looked, sees={"master": 50})
    sights = tuple(
        acts.Sight(chamber=n, contents="blank", methods=("bullet",)) for n in range(1, 7)
    )
    shown = acts.WeaponShown(weapon="revolver", sights=sights, turned=True)
    day.at("10:40", "shown", shown, sees={"ad": 6})
    hot = figures_only(day).verdict(status="hot")
    assert hot.word == "hot"
    assert [figure.hazard for figure in hot.figures] == ["live", "primed", "lodged"]
    cold = figures_only(day).verdict()
    assert cold.word == "not cleared"
    assert {finding.code for finding in cold.against} == {"contents-not-allowed", "figure-low"}
    assert of(cold, "blank").margin == 0
    for hazard in ("live", "primed", "lodged"):
        assert of(hot, hazard) == of(cold, hazard)


def test_hot_where_the_plan_says_dummies_is_not_cleared(day: "Day") -> None:
    assert day.verdict(status="hot").word == "not cleared"


def test_a_weapon_that_nobody_watched_is_below_the_margin(day: "Day") -> None:
    put = acts.ItemMoved(item="revolver", holder="set")
    day.at("10:40:10", "laid-down", put)
    day.at("10:40:20", "left", acts.PlaceLeft(holder="revolver"))
    day.at("10:40:50", "picked-up", acts.ItemMoved(item="revolver", holder="armorer"))
    verdict = figures_only(day).verdict()
    assert (of(verdict, "live").margin, of(verdict, "live").solo) == (1, 0)
    assert {finding.code for finding in verdict.against} == {"figure-low"}
    assert "live" in {finding.fact("hazard") for finding in verdict.against}


def test_one_pair_of_eyes_is_below_solo_whatever_the_margin(day: "Day") -> None:
    day.change("shown", witnesses=())
    day.change("rattle-check", witnesses=()).change("primer-check", witnesses=())
    verdict = figures_only(day).verdict("10:40")
    live = of(verdict, "live")
    assert (live.margin, live.solo, live.solo_person) == (2, 0, "armorer")
    low = {finding.fact("hazard"): finding.fact("solo") for finding in the(verdict, "figure-low")}
    assert low["live"] == "0"


def test_without_a_supervisor_the_margin_does_not_last_to_the_end(day: "Day") -> None:
    verdict = figures_only(day).verdict(supervisor=None)
    live = of(verdict, "live")
    assert (live.margin, live.through) == (2, 1)
    assert live.lightest_is_later
    assert all(any(part.kind == "act" for part in way) for way in live.lightest)
    assert "figure-low" in {finding.code for finding in verdict.against}


@pytest.mark.parametrize("asked", ["margin", "solo"])
def test_each_figure_is_held_against_what_the_policy_asks(day: "Day", asked: str) -> None:
    for hazard, limit in day.policy.thresholds.items():
        now = of(figures_only(day).verdict(), hazard)
        reached: dict[str, Any] = {"margin": min(now.margin or 0, now.through or 0)}
        reached["solo"] = now.solo
        exactly = msgspec.structs.replace(limit, **{asked: reached[asked]})
        more = msgspec.structs.replace(limit, **{asked: reached[asked] + 1})
        for wanted, codes in ((exactly, set()), (more, {"figure-low"})):
            limits: dict[Any, Threshold] = day.policy.thresholds | {hazard: wanted}
            assert figures_only(day).under(thresholds=limits).against() == codes


@pytest.mark.parametrize(
    "fault", [ValueError, KeyError, AttributeError, RecursionError, AssertionError]
)
def test_a_rule_that_raises_is_a_refusal(
    day: "Day", monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def broken(question: Question) -> Finding:
        raise fault(question)

    whole = RULES["SB1-01"]
    rules = dict(RULES) | {"SB1-01": Rule(whole.row, broken, whole.reasons, whole.parameters)}
    monkeypatch.setattr(answering, "RULES", rules)
    verdict = day.verdict()
    assert verdict.word == "not cleared"
    (finding,) = verdict.against
    assert finding.facts == (("rule", "SB1-01"), ("cause", fault.__name__))


def test_a_rule_that_nobody_knows_is_a_refusal(day: "Day") -> None:
    policy: Policy = msgspec.structs.replace(day.policy, rules={"XX-99": {}})
    verdict = day.under(rules=policy.rules).verdict()
    (finding,) = verdict.against
    assert finding.code == "rule-failed"
    assert finding.fact("rule") == "XX-99"


def test_a_rule_that_was_given_no_parameters_clears_nothing(day: "Day") -> None:
    nothing_to_ask = {"CA-03"}  # nobody has had the weapon before: there is no collection to judge
    for rule, parameters in day.policy.rules.items():
        if parameters and rule not in nothing_to_ask:
            verdict = day.under(rules={rule: {}}).verdict()
            assert verdict.word == "not cleared", rule


def test_asking_twice_gives_the_same_and_changes_nothing(day: "Day", asked: "Asked") -> None:
    view = day.view()
    before = {hazard: view.figures("revolver")[hazard] for hazard in day.policy.thresholds}
    nodes = [len(one.builder.canvas.graph.nodes) for one in view.views]
    states = [msgspec.structs.astuple(event) for event in view.states()[0].taken_in]
    requests = (asked(), asked(status="hot"), asked(receiver="ad", supervisor=None), asked())
    answers = [decide(view, one, day.policy) for one in requests]
    assert answers[0] == answers[-1] == day.verdict()
    assert view.figures("revolver") == before
    assert [len(one.builder.canvas.graph.nodes) for one in view.views] == nodes
    assert [msgspec.structs.astuple(event) for event in view.states()[0].taken_in] == states
    assert len(view.states()[0].findings) == len(day.view().states()[0].findings)


@pytest.mark.parametrize("weapon_class", ["replica", "rubber"])
def test_what_has_no_chamber_needs_no_look(day: "Day", weapon_class: str) -> None:
    day.without("drawn", "loaded", "shown", "bore")
    day.act("arrival", weapon_class=weapon_class, chambers=0)
    verdict = figures_only(day).verdict()
    assert verdict.word == "cold"
    assert {figure.margin for figure in verdict.figures} == {None}


@pytest.mark.parametrize("weapon_class", ["unknown", "blank-firing", "functional"])
def test_every_other_class_needs_its_chambers_seen(day: "Day", weapon_class: str) -> None:
    day.without("drawn", "loaded", "shown", "bore")
    day.act("arrival", weapon_class=weapon_class, chambers=0)
    assert figures_only(day).verdict().word == "not cleared"
