"""A clearance is void as soon as anything that it rests on changes."""

from typing import TYPE_CHECKING, Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.findings import Finding
from coldset.core.state import State
from coldset.gate.clearance import ENDS_EVERY, HARMLESS, void_by
from coldset.gate.touched import speaks_against
from coldset.gate.verdict import Verdict

if TYPE_CHECKING:
    from conftest import Day


def ask(day: "Day", cleared: Verdict, clock: str) -> Finding | None:
    view = day.view(clock, clock)
    taken_in = view.states()[0].taken_in
    place = next(n for n, event in enumerate(taken_in) if event.id == "handed")
    return void_by(cleared, taken_in[place + 1 :], view)


def after(day: "Day", act: Act, clock: str = "10:45", **how: object) -> Finding | None:
    """What the clearance has come to when this happened after the hand-over."""
    cleared = day.verdict()
    assert cleared.word == "cold"
    day.hands_over()
    day.at(clock, "later", act, **how)  # type: ignore[arg-type]  # passed on as given
    return ask(day, cleared, "10:50")


def test_a_clearance_stands_while_nothing_happens(day: "Day") -> None:
    cleared = day.verdict()
    day.hands_over()
    for clock in ("10:42", "10:50", "11:00", "11:12"):
        assert ask(day, cleared, clock) is None


def test_a_clearance_ends_when_its_time_is_over(day: "Day") -> None:
    cleared = day.verdict()
    day.hands_over()
    finding = ask(day, cleared, "11:12:01")
    assert finding is not None
    assert finding.code == "clearance-expired"


EVERY = {
    acts.MealCalled: acts.MealCalled(),
    acts.Wrapped: acts.Wrapped(),
    acts.StopRaised: acts.StopRaised(reason="x"),
    acts.IncidentDeclared: acts.IncidentDeclared(text="x"),
    acts.HazardIdentified: acts.HazardIdentified(hazard="live", at="truck"),
    acts.HazardSuspected: acts.HazardSuspected(hazard="blank", at="truck"),
}

OWN = {
    acts.CustodyPassed: acts.CustodyPassed(item="revolver", giver="performer", receiver="operator"),
    acts.ItemMoved: acts.ItemMoved(item="revolver", holder="set"),
    acts.KitIssued: acts.KitIssued(items=("revolver",), giver="performer", receiver="master"),
    acts.KitReturned: acts.KitReturned(items=("revolver",), giver="performer", receiver="armorer"),
    acts.PlaceLeft: acts.PlaceLeft(holder="revolver"),
    acts.RoundsLoaded: acts.RoundsLoaded(weapon="revolver", lot="six", chambers=(1,)),
    acts.RoundsUnloaded: acts.RoundsUnloaded(weapon="revolver", lot="six", holder="armorer"),
    acts.ShotFired: acts.ShotFired(weapon="revolver", chamber=1, planned=True),
    acts.HammerFell: acts.HammerFell(weapon="revolver", chamber=1),
    acts.CylinderSwapped: acts.CylinderSwapped(
        weapon="revolver", out="revolver-cylinder", into="spare"
    ),
    acts.WeaponServiced: acts.WeaponServiced(weapon="revolver"),
}


def test_every_act_that_ends_a_clearance_is_tried_here() -> None:
    assert set(ENDS_EVERY) == set(EVERY)
    assert not set(OWN) & set(HARMLESS)


@pytest.mark.parametrize("act", [*EVERY.values(), *OWN.values()], ids=lambda a: type(a).__name__)
@pytest.mark.parametrize("said", [False, True])
def test_what_ends_a_clearance_ends_it_whoever_says_so(day: "Day", act: Act, *, said: bool) -> None:
    finding = after(day, act, said=said, by="performer")
    assert finding is not None
    assert (finding.code, finding.events) == ("clearance-ended", ("later",))
    assert finding.level == "not cleared"
    assert finding.fact("weapon") == "revolver"


@pytest.mark.parametrize(
    "act",
    [
        acts.PlaceLeft(holder="truck"),
        acts.LotArrived(lot="more", source="x", claimed="dummy", holder="truck"),
        acts.ConcernRaised(text="cold coffee"),
        acts.StatementMade(words="all well"),
        acts.WatchClaimed(item="revolver", since_shown=True),
        acts.CustodyPassed(item="dummies", giver="armorer", receiver="armorer"),
    ],
)
def test_what_has_nothing_to_do_with_it_leaves_it_standing(day: "Day", act: Act) -> None:
    assert after(day, act) is None


def test_a_clearance_falls_with_the_margin_that_it_rests_on(day: "Day") -> None:
    elsewhere = acts.ConcernRaised(text="cold coffee")
    finding = after(day, elsewhere, by="armorer", place="truck")
    assert finding is not None, "the supervisor went away"
    assert finding.code == "clearance-fell"


def test_a_clearance_falls_when_what_was_seen_turns_out_otherwise(day: "Day") -> None:
    sight = acts.Sight(chamber=1, contents="live", methods=("rattle",))
    finding = after(day, acts.WeaponShown(weapon="revolver", sights=(sight,)))
    assert finding is not None
    assert finding.code == "clearance-ended"


def test_a_clearance_of_one_weapon_does_not_end_with_another(day: "Day") -> None:
    arrival = acts.WeaponArrived(weapon="shotgun", weapon_class="functional", holder="truck")
    day.at("07:00", "shotgun", arrival, by="master")
    left = acts.PlaceLeft(holder="shotgun")
    assert after(day.under(rules={}), left, by="operator") is None


def with_a_shotgun(
    day: "Day", lot: str = "slugs", model: str = "pump-action", read: tuple[str, ...] | None = None
) -> "Day":
    """A second weapon in the truck, loaded with rounds of a lot."""
    arrival = acts.WeaponArrived(
        weapon="shotgun", weapon_class="functional", holder="truck", model=model, chambers=2
    )
    slugs = acts.LotArrived(lot="slugs", source="x", claimed="dummy", holder="truck", n=2)
    loading = acts.RoundsLoaded(weapon="shotgun", lot=lot, chambers=(1, 2), n=2)
    away: dict[str, Any] = {"by": "master", "place": "truck"}
    day.at("07:00", "shotgun", arrival, **away)
    day.at("07:01", "slugs", slugs, **away)
    day.at("07:02", "shotgun-loaded", loading, read=(lot,) if read is None else read, **away)
    return day.under(rules={})


def blocked(day: "Day", weapon: str = "shotgun", **how: object) -> Finding | None:
    how.setdefault("read", {weapon})
    act = acts.BoreChecked(weapon=weapon, clear=False)
    return after(day, act, by="operator", place="truck", **how)


@pytest.mark.parametrize("clear", [False, None])
@pytest.mark.parametrize("said", [False, True])
def test_another_weapons_blocked_bore_leaves_a_clearance_standing(
    day: "Day", *, clear: bool | None, said: bool
) -> None:
    act = acts.BoreChecked(weapon="shotgun", clear=clear)
    how: dict[str, Any] = {"by": "operator", "place": "truck", "read": {"shotgun"}}
    assert after(with_a_shotgun(day), act, said=said, **how) is None


def test_its_own_blocked_bore_ends_a_clearance(day: "Day") -> None:
    finding = blocked(with_a_shotgun(day), "revolver")
    assert finding is not None
    assert finding.events == ("later",)


def test_the_blocked_bore_of_a_weapon_loaded_from_the_same_box_ends_it(day: "Day") -> None:
    assert blocked(with_a_shotgun(day, lot="dummies")) is not None


def test_the_blocked_bore_of_a_weapon_whose_rounds_went_into_it_ends_it(day: "Day") -> None:
    out = acts.RoundsUnloaded(weapon="shotgun", lot="dummies", holder="truck", n=2)
    shared = with_a_shotgun(day)
    shared.at("07:03", "emptied", out, by="master", place="truck")
    assert blocked(shared) is not None


def test_a_blocked_bore_speaks_against_whatever_had_the_same_cylinder(day: "Day") -> None:
    shared = with_a_shotgun(day)
    for clock, weapon, out, into in (
        ("09:00", "revolver", "revolver-cylinder", "spare"),
        ("09:01", "shotgun", "shotgun-cylinder", "revolver-cylinder"),
    ):
        swap = acts.CylinderSwapped(weapon=weapon, out=out, into=into)
        assert not speaks(shared), "until then they have nothing in common"
        shared.at(clock, f"{weapon}-swapped", swap)
    assert speaks(shared)


def speaks(day: "Day") -> bool:
    """Whether a bore of the shotgun that is blocked now speaks against the revolver."""
    day.at("10:00", "looked", acts.BoreChecked(weapon="shotgun", clear=False), read={"shotgun"})
    (state,) = day.view("10:00").states()
    looked = day.entries.pop("looked")
    return speaks_against(state, looked, "revolver")


def test_a_blocked_bore_of_a_weapon_of_which_something_is_doubted_ends_every_clearance(
    day: "Day",
) -> None:
    doubted = with_a_shotgun(day)
    sight = acts.Sight(chamber=1, contents="live", methods=("rattle",))
    seen = acts.WeaponShown(weapon="shotgun", sights=(sight,))
    doubted.at("07:05", "seen", seen, by="master", place="truck")
    assert blocked(doubted) is not None


def test_a_blocked_bore_bars_what_a_record_does_not_even_have(day: "Day") -> None:
    looked = with_a_shotgun(day).at(
        "10:00", "looked", acts.BoreChecked(weapon="shotgun", clear=None)
    )
    assert speaks_against(State(), looked.entries["looked"], "revolver")


@pytest.mark.parametrize("model", ["", "six-shooter"])
def test_a_blocked_bore_that_may_have_been_its_own_ends_it(day: "Day", model: str) -> None:
    alike = with_a_shotgun(day, model=model)
    assert blocked(alike, read=()) is not None


def test_a_mark_that_was_read_tells_a_weapon_from_its_twin(day: "Day") -> None:
    assert blocked(with_a_shotgun(day, model="six-shooter")) is None


def test_of_another_model_it_needs_no_mark(day: "Day") -> None:
    assert blocked(with_a_shotgun(day), read=()) is None


def test_a_blocked_bore_of_rounds_that_nobody_wrote_down_ends_every_clearance(day: "Day") -> None:
    assert blocked(with_a_shotgun(day).without("shotgun-loaded")) is not None


def test_a_blocked_bore_of_rounds_whose_mark_nobody_read_ends_every_clearance(day: "Day") -> None:
    assert blocked(with_a_shotgun(day, read=())) is not None


def test_a_blocked_bore_ends_the_clearance_of_rounds_whose_mark_nobody_read(day: "Day") -> None:
    assert blocked(with_a_shotgun(day).change("loaded", read=())) is not None


def test_a_blocked_bore_of_a_weapon_that_nobody_wrote_down_ends_every_clearance(
    day: "Day",
) -> None:
    assert blocked(day.under(rules={}), "musket") is not None
