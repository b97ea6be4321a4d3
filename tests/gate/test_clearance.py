"""A clearance is void as soon as anything that it rests on changes."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.findings import Finding
from coldset.gate.clearance import ENDS_EVERY, HARMLESS, void_by
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
