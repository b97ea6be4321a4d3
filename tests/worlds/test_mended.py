"""Truths that the calculus once left out, each in a small record of its own.

A weapon is named without its mark being read, and what was done was done to its look-alike; a look
is written down late, and its writer's word is all that its joint watch rests on; what lay on a
floor before it was swept was overlooked by whoever swept it.
"""

from closed.asking import Entry, Record, dummies, opening, revolver
from closed.explore import Tally, Walk
from closed.finds import Finds
from closed.rewritten import Rewritten

from coldset.core import acts


def held(tally: Tally) -> None:
    wrong = sorted(tally.violations, key=lambda one: len(one.events))
    assert tally.exact, "nothing was asked"
    assert not wrong, "\n".join(str(one) for one in wrong[:2])


def test_a_round_meant_for_one_gun_may_be_in_its_look_alike() -> None:
    people = (("armorer", "stage"), ("property-master", "stage"))
    sight = acts.Sight(chamber=1, contents="empty")
    shown = acts.WeaponShown(weapon="gun", sights=(sight,))
    guns = (revolver("gun", model="single"), revolver("twin", model="single"))
    searches = (
        Entry(acts.PersonSearched(person="armorer"), "property-master"),
        Entry(acts.PersonSearched(person="property-master"), "armorer"),
    )
    lines = [(0, entry) for entry in (*opening(people, ("stage",)), *searches, *guns)]
    lines.append((0, dummies("box", 1)))
    lines.append((1, Entry(shown, "armorer", (("property-master", 1),), ("gun",))))
    lines.append((12, Entry(acts.RoundsLoaded(weapon="twin", lot="box", chambers=(1,)), "armorer")))
    record = Record.whole("live", tuple(lines), 12)
    # a round that nobody checked, and the word of whoever loaded it that it was the twin
    assert record.asked("gun").margin == 1


def test_a_joint_watch_rests_on_the_word_of_whoever_wrote_its_look_down_late() -> None:
    people = (("armorer", "stage"), ("property-master", "stage"))
    sight = acts.Sight(chamber=1, contents="empty")
    shown = Entry(acts.WeaponShown(weapon="gun", sights=(sight,)), "property-master")
    late = Entry(
        acts.WeaponShown(weapon="gun", sights=(sight,)),
        "armorer",
        (("property-master", 1),),
        written=30,
    )
    lines = [(0, entry) for entry in (*opening(people, ("stage",)), revolver("gun"))]
    lines.append((0, Entry(acts.ItemMoved(item="gun", holder="stage"), "armorer")))
    record = Record.whole("live", (*lines, (1, shown), (2, late)), 3)
    # the armorer alone: a round from their own pocket, and their own word for a look that never was
    assert record.asked("gun").solo == 0


def test_a_late_look_opens_no_joint_watch() -> None:
    tally = Tally("late and corrected", {"unloads": "unloading clears no chamber"})
    first = ("armorer and property-master show gun empty", "armorer show gun empty")
    Rewritten().explore(3, tally, first)
    held(tally)


def test_a_sweep_that_overlooked_a_round_is_named() -> None:
    tally = Tally("swept by two")
    first = ("guarded", "armorer and property-master show gun empty", "armorer leaves gun stage")
    Walk(Finds(1, 1, "armorer"), tally, first).explore(1)
    held(tally)
