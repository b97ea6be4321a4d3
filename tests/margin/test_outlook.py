"""Asked again, asked what if, and pruned: what must not change an answer."""

from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.core import acts
from coldset.margin.cutsets import Dominance
from coldset.margin.failures import NOTHING, Act, Failure, Presence
from coldset.margin.lookout import Lookout

if TYPE_CHECKING:
    from conftest import Day

CLOCKS = ("08:00", "08:03", "09:00", "10:00", "10:30")


def agrees(day: "Day", lookout: Lookout, clock: str) -> bool:
    asked = day.asked_by(lookout, clock)
    at_once = day.outlook(clock, known_at=clock)
    return all(
        (one.margin, one.solo, one.lightest) == (two.margin, two.solo, two.lightest)
        for thing in ("revolver", "dummies", "armorer", "performer")
        for one, two in zip(
            asked.figures(thing).values(), at_once.figures(thing).values(), strict=True
        )
    )


def test_a_seal_read_at_last_counts_for_what_was_laid_out_before(day: "Day") -> None:
    day.cold_revolver()
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    day.moves("08:00", "revolver", "case")
    day.at("08:00", acts.ContainerSealed(container="case", seal="A1"))
    day.leaves("08:00", "case")
    day.at("10:00", acts.SealRead(container="case", seal="A1", intact=True))
    lookout = Lookout(day.terms)
    assert day.asked_by(lookout, "09:00").figure("live", "revolver").margin == 1
    assert day.asked_by(lookout, "10:00").figure("live", "revolver").margin == 2


@pytest.mark.parametrize("written", ["08:00", "09:30"])
def test_asked_step_by_step_as_if_asked_at_once(day: "Day", written: str) -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    day.leaves("08:01", "revolver", written=written)
    day.acts_elsewhere("08:30", "armorer", "truck")
    day.finds("10:00", "dummies", lot="dummies", place="truck")
    lookout = Lookout(day.terms)
    assert all(agrees(day, lookout, clock) for clock in CLOCKS)


def test_asked_of_an_earlier_moment_after_a_later_one(day: "Day") -> None:
    day.cold_revolver()
    lookout = Lookout(day.terms)
    assert all(agrees(day, lookout, clock) for clock in reversed(CLOCKS))


def test_supposing_changes_nothing_but_what_is_supposed(day: "Day") -> None:
    day.cold_revolver()
    found = day.outlook("08:10")
    before = found.figures("revolver"), found.figures("dummies")
    day.finds("08:10", "dummies", lot="dummies")
    day.leaves("08:10", "revolver")
    supposed = day.events[-2:]
    day.events = day.events[:-2]
    then = found.supposing(supposed, 12 * 3_600_000)
    assert then.figure("live", "revolver").margin == 1
    assert then.figure("live", "dummies").margin == 0
    assert (found.figures("revolver"), found.figures("dummies")) == before
    again = found.supposing(supposed, 12 * 3_600_000)
    assert again.figures("revolver") == then.figures("revolver")
    later = [msgspec.structs.replace(one, id=f"{one.id}-later") for one in supposed]
    assert found.supposing(later, 12 * 3_600_000).figures("dummies") == then.figures("dummies")


def test_of_two_checks_that_weigh_the_same_neither_stands_for_the_other(day: "Day") -> None:
    for lot, method in (("rattled", "rattle"), ("turned", "hole")):
        day.box("08:00", lot, build=("rattle", "hole"), holder="stage")
        day.checks("08:00", lot, method=method, read=(lot,))  # type: ignore[arg-type]  # any hazard
    day.merges("08:00", ("rattled", "turned"), "all")
    day.checks("08:00", "all", 100, method="rattle", read=("all",))
    # of those that rattled before, the same rattle counts once: check(armorer, rattle) = 1
    assert day.figures("all", "08:00") == (1, 0)


def act(name: str, *could: str) -> tuple[Failure, Act]:
    return Failure("act", what=name), Act("stage", "in:box", 0, 1, frozenset(could), Presence())


ANYBODY = (Failure("act", what="0"), Act("stage", "in:box", 0, 1, None, Presence()))
BOTHS, ARMORERS, PROPERTYS = act("1", "armorer", "pm"), act("2", "armorer"), act("3", "pm")
OLD, NEW = Failure("watch", "armorer", "truck#1"), Failure("watch", "armorer", "stage#2")


def kept(*sets: frozenset[Failure], running: frozenset[Failure] = frozenset()) -> set[object]:
    known = dict((ARMORERS, PROPERTYS, BOTHS, ANYBODY))
    dominance = Dominance(known, running.__contains__)
    return set(dominance.undominated(sets))


def of(*failures: Failure) -> frozenset[Failure]:
    return frozenset(failures)


def test_an_act_that_more_could_have_done_stands_for_one_that_fewer_could() -> None:
    one, two, both, anybody = (of(a[0]) for a in (ARMORERS, PROPERTYS, BOTHS, ANYBODY))
    assert kept(one, two) == {one, two}
    assert kept(one, both) == {both}
    assert kept(one, two, both, anybody) == {anybody}


def test_one_act_stands_for_one_act_only() -> None:
    two_acts = of(ARMORERS[0], PROPERTYS[0])
    one_and_a_watch = of(BOTHS[0], OLD)
    assert kept(two_acts, one_and_a_watch) == {two_acts, one_and_a_watch}


def test_a_watch_that_still_runs_stands_for_itself_alone() -> None:
    old, new = of(ARMORERS[0], OLD), of(ARMORERS[0], NEW)
    assert len(kept(old, new)) == 1
    assert kept(old, new, running=of(NEW)) == {old, new}


def test_where_nothing_speaks_against_it_nothing_else_is_kept() -> None:
    assert kept(of(OLD), NOTHING, of(ARMORERS[0])) == {NOTHING}


def test_meanings_are_numbered_apart() -> None:
    acts_known: dict[Failure, Act] = {}
    running = Failure("watch", "armorer", "stage#1")
    check, search = Failure("check", "armorer", "rattle"), Failure("search", "armorer", "first-ad")
    sifting = Dominance(acts_known, lambda _: True)
    sifting.undominated([frozenset({running}), frozenset({check, search})])
    sifting.end(running)
    names = (check, search, Failure("seal", "first-ad"))
    assert len(sifting.undominated([frozenset({name}) for name in names])) == 3
