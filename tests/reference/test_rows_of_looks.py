"""What looks, arrivals and rounds do, each by a record on which a wrong row gives another figure.

Margin and solo margin are worked out by hand and said by both calculi.
"""

import msgspec
import pytest
from days import MINUTE_MS
from smallest import (
    STATED,
    box,
    checked,
    comes_to,
    left,
    morning,
    put,
    revolver,
    search_each_other,
    shown,
    started,
    witnessed,
)

from coldset.core import acts
from coldset.core.events import Witness
from coldset.core.words import Contents, RoundClass

HALF_AN_HOUR_MS = 30 * MINUTE_MS

# --- which looks are barriers


def test_a_method_shows_only_what_the_policy_says() -> None:
    """Row "every round is checked": a rattle says nothing of blanks."""
    day = started()
    box(day, build=("rattle",))
    checked(day, method="rattle")
    comes_to(day, "live", "box", 2, 1)
    comes_to(day, "blank", "box", 0, 0)


def test_a_method_shows_nothing_of_a_lot_built_otherwise() -> None:
    day = started()
    box(day, build=("no-primer",))
    checked(day, method="rattle")
    comes_to(day, "live", "box", 0, 0)


def test_looking_into_an_empty_chamber_shows_nothing_of_a_round() -> None:
    day = morning()
    shown(day, contents="dummy", methods=("empty",))
    comes_to(day, "live", "revolver", 0, 0)


@pytest.mark.parametrize(
    "sees",
    [witnessed(1), witnessed(None), witnessed(9, "armorer")],
    ids=["some", "unknown", "own"],
)
def test_a_witness_is_somebody_else_who_saw_all_there_was(sees: tuple[Witness, ...]) -> None:
    """Row "q witnesses it": 1 of 2, an unknown number and the checker's own word add nothing."""
    day = started()
    box(day)
    checked(day, sees=sees)
    comes_to(day, "live", "box", 1, 0)


def test_a_performer_is_no_witness_unless_the_policy_says_so() -> None:
    for counts, margin in ((False, 1), (True, 2)):
        day = started(performer_look_counts=counts)
        day.write(acts.RoleAssigned(person="performer", role="performer"), None, None)
        box(day)
        checked(day, sees=witnessed(9, "performer"))
        comes_to(day, "live", "box", margin, margin - 1)


def test_a_witness_at_the_same_look_is_not_independent_where_two_looks_are_asked() -> None:
    day = started(two_looks=True)
    box(day)
    checked(day)
    comes_to(day, "live", "box", 1, 0)


def test_a_sample_clears_no_lot() -> None:
    """A sample of k clears k."""
    day = started()
    box(day)
    checked(day, n=1)
    comes_to(day, "live", "box", 0, 0)


def test_what_answered_otherwise_is_a_finding() -> None:
    day = started()
    box(day)
    checked(day)
    odd = acts.LotChecked(lot="box", method="primer", n=1, answered=1, others=1)
    day.write(odd, "armorer", "stage", sees=witnessed(), read=("box",))
    comes_to(day, "live", "box", 0, 0)


def test_a_statement_that_a_chamber_was_empty_is_no_barrier() -> None:
    """Part 2, barrier: what is known from a statement alone is none."""
    day = morning()
    out = acts.RoundsUnloaded(
        weapon="revolver", lot="out", holder="armorer", chambers=(1,), seen_empty=True
    )
    said = STATED
    day.write(out, "armorer", "stage", sees=witnessed(), read=("revolver",), source=said)
    comes_to(day, "live", "revolver", 0, 0)


@pytest.mark.parametrize(("seen_empty", "figures"), [(True, (2, 1)), (False, (0, 0))])
def test_a_chamber_is_clear_only_if_seen_empty(
    seen_empty: bool,  # noqa: FBT001 - one of the two cases
    figures: tuple[int, int],
) -> None:
    """Row "x is loaded": unloaded, what comes out has its sets, and c is clear only if seen."""
    day = morning()
    out = acts.RoundsUnloaded(
        weapon="revolver", lot="out", holder="armorer", chambers=(1,), seen_empty=seen_empty
    )
    day.write(out, "armorer", "stage", sees=witnessed(), read=("revolver",))
    comes_to(day, "live", "revolver", *figures)
    comes_to(day, "live", "out", 0, 0)


@pytest.mark.parametrize("contents", ["live", "unknown"])
def test_a_live_or_unknown_round_in_plain_sight_is_one(contents: Contents) -> None:
    day = morning()
    shown(day)
    comes_to(day, "live", "revolver", 2, 1)
    shown(day, contents=contents)
    comes_to(day, "live", "revolver", 0, 0)


def test_shown_loaded_and_never_recorded_as_loaded_it_is_a_round_of_any_lot() -> None:
    """Row "a weapon is shown loaded": the sets of every like thing + record(recorder)."""
    day = morning()
    box(day)
    shown(day)
    shown(day, contents="dummy")
    comes_to(day, "live", "revolver", 1, 0)


# --- looks within an interval, and late ones


def test_a_look_that_goes_on_is_no_barrier_yet() -> None:
    """Decision 23: within an interval it takes effect at its end."""
    day = started()
    search_each_other(day)
    box(day)
    end_ms = day.now_ms + HALF_AN_HOUR_MS
    checked(day, latest_ms=end_ms, recorded_ms=end_ms)
    comes_to(day, "live", "box", 0, 0, minutes=10)
    comes_to(day, "live", "box", 2, 0, minutes=30)


def test_a_look_adds_nothing_where_it_was_looked_at_again_within() -> None:
    """Decision 23; the first look may have been the later one, and its witness saw nothing."""
    day = started(weights={"act": 3})
    box(day)
    end_ms = day.now_ms + HALF_AN_HOUR_MS
    checked(day, sees=(), latest_ms=end_ms, recorded_ms=end_ms)
    day.now_ms += 10 * MINUTE_MS
    checked(day)
    comes_to(day, "live", "box", 2, 0, minutes=21)


def test_a_late_look_rests_on_its_writers_word() -> None:
    """Row "a correction": a late entry that raises a margin costs record(corrector)."""
    day = started()
    box(day)
    checked(day, recorded_ms=day.now_ms + HALF_AN_HOUR_MS)
    comes_to(day, "live", "box", 1, 0)


def test_a_late_look_opens_no_joint_watch() -> None:
    """Whoever looked together watches together; not by a look that was written down late."""
    dear = {"check": 5, "record": 5}
    for late_ms, margin in ((0, 3), (HALF_AN_HOUR_MS, 2)):
        day = morning(weights=dear)
        search_each_other(day)
        shown(day, recorded_ms=day.now_ms + late_ms)
        comes_to(day, "live", "revolver", margin, margin - 2, minutes=1)


# --- arrivals


def test_a_search_covers_the_bags_with_somebody() -> None:
    """Row "searches": add to all that the pockets and kit then hold."""
    day = started()
    bag = acts.ContainerArrived(container="bag", kind="bag", holder="armorer")
    day.write(bag, "armorer", "stage")
    box(day, holder="bag")
    checked(day)
    comes_to(day, "live", "box", 0, 0)
    search_each_other(day)
    comes_to(day, "live", "box", 1, 0)


# --- rounds


def test_more_rounds_than_there_were_came_from_nobody_knows_where() -> None:
    """A round over is a stray: rounds are conserved."""
    for n, margin in ((2, 2), (3, 0)):
        day = started()
        box(day)
        checked(day)
        drawn = acts.PortionDrawn(lot="box", portion="six", holder="armorer", n=n)
        day.write(drawn, "armorer", "stage", read=("box",))
        comes_to(day, "live", "six", margin, max(margin - 1, 0))


def test_of_lots_put_together_the_least_of_them_counts() -> None:
    """Row "lots are put together": united."""
    day = started()
    box(day)
    checked(day)
    box(day, "odd")
    merged = acts.LotsMerged(lots=("box", "odd"), into="whole", holder="armorer")
    day.write(merged, "armorer", "stage", read=("box", "odd"))
    comes_to(day, "live", "whole", 0, 0)


def test_a_stray_from_the_bag_comes_along() -> None:
    """Row "x is put into or taken out of": united with what the bag may hold."""
    for searched, margin in ((False, 0), (True, 1)):
        day = started()
        bag = acts.ContainerArrived(container="bag", kind="bag", holder="armorer")
        day.write(bag, "armorer", "stage")
        if searched:
            search_each_other(day)
        box(day, holder="bag")
        checked(day)
        put(day, "box", "armorer")
        comes_to(day, "live", "box", margin, 0)


def test_a_loading_that_is_only_said_replaces_nothing() -> None:
    """Decision 11: it adds its lot to the chambers and replaces nothing."""
    day = morning()
    box(day)
    checked(day)
    load = acts.RoundsLoaded(weapon="revolver", lot="box", chambers=(1,))
    read = ("revolver", "box")
    day.write(load, "armorer", "stage", read=read, source=STATED)
    comes_to(day, "live", "revolver", 0, 0)
    day.write(load, "armorer", "stage", read=read)
    comes_to(day, "live", "revolver", 2, 1)


@pytest.mark.parametrize(("out", "figures"), [(1, (2, 1)), (0, (1, 1)), (None, (1, 1))])
def test_bullets_out_answer_for_the_bullets_that_went_in(
    out: int | None, figures: tuple[int, int]
) -> None:
    """Row "the hammer falls": component unless bullets in = bullets out is recorded."""
    day = morning()
    box(day)
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    day.write(bore, "armorer", "stage", sees=witnessed(), read=("revolver",))
    load = acts.RoundsLoaded(weapon="revolver", lot="box", chambers=(1,), bullets=1)
    day.write(load, "armorer", "stage", read=("revolver", "box"))
    unload = acts.RoundsUnloaded(
        weapon="revolver", lot="out", holder="armorer", chambers=(1,), bullets=out
    )
    day.write(unload, "armorer", "stage", read=("revolver",))
    comes_to(day, "lodged", "revolver", *figures)


def test_a_hammer_that_falls_on_a_primed_dummy_can_leave_its_bullet() -> None:
    """The same row: primed(c) + component; nobody looked into this chamber before."""
    day = morning()
    bore = acts.BoreChecked(weapon="revolver", clear=True)
    day.write(bore, "armorer", "stage", sees=witnessed(), read=("revolver",))
    comes_to(day, "lodged", "revolver", 2, 1)
    fell = acts.HammerFell(weapon="revolver", chamber=1)
    day.write(fell, "armorer", "stage", read=("revolver",))
    comes_to(day, "lodged", "revolver", 1, 1)


def test_a_cylinder_in_two_weapons_is_where_nobody_can_say() -> None:
    """Open to the whole property and watched by nobody, whoever has the weapon in hand."""
    day = morning()
    search_each_other(day)
    shown(day)
    comes_to(day, "live", "revolver", 2, 1, minutes=1)
    swap = acts.CylinderSwapped(weapon="twin", out="twin-cylinder", into="revolver-cylinder")
    day.write(swap, "armorer", "stage", read=("twin", "revolver-cylinder"))
    comes_to(day, "live", "revolver", 1, 0, minutes=1)


# --- marks that were not read


@pytest.mark.parametrize("model", ["six", ""])
@pytest.mark.parametrize("unseen", ["revolver", "twin"])
def test_each_of_two_weapons_may_be_the_other_from_now_on(unseen: str, model: str) -> None:
    """Decision 22: the record may have exchanged them, past the recorder's word."""
    seen = {"revolver": "twin", "twin": "revolver"}[unseen]
    day = morning(model)
    shown(day, seen)
    comes_to(day, "live", seen, 2, 1)
    put(day, "revolver", "armorer", read=False)
    comes_to(day, "live", seen, 1, 0)


def test_a_weapon_of_another_model_is_no_look_alike() -> None:
    day = morning("four")
    shown(day, "twin")
    put(day, "revolver", "armorer", read=False)
    comes_to(day, "live", "twin", 2, 1)


@pytest.mark.parametrize(("claimed", "figures"), [("dummy", (1, 0)), ("blank", (2, 1))])
def test_a_lot_may_be_another_that_is_said_to_be_of_its_kind(
    claimed: RoundClass, figures: tuple[int, int]
) -> None:
    day = started()
    box(day)
    checked(day)
    box(day, "odd", claimed=claimed)
    drawn = acts.PortionDrawn(lot="box", portion="six", holder="armorer", n=1)
    day.write(drawn, "armorer", "stage")
    comes_to(day, "live", "six", *figures)
    day.write(msgspec.structs.replace(drawn, portion="read"), "armorer", "stage", read=("box",))
    comes_to(day, "live", "read", 2, 1)


def test_what_was_seen_in_each_chamber_counts_only_there() -> None:
    """3 of 6 chambers, which unknown, adds nothing to the others: the least of them counts."""
    day = started()
    came = acts.WeaponArrived(
        weapon="pair", weapon_class="functional", holder="armorer", model="pair", chambers=2
    )
    day.write(came, "armorer", "stage")
    for number, margin in ((1, 0), (2, 2)):
        sight = acts.Sight(chamber=number, contents="empty")
        act = acts.WeaponShown(weapon="pair", sights=(sight,))
        day.write(act, "armorer", "stage", sees=witnessed(), read=("pair",))
        comes_to(day, "live", "pair", margin, max(margin - 1, 0))
    # seen one after the other they were not shown, so the first AD does not watch
    search_each_other(day)
    comes_to(day, "live", "pair", 2, 0, minutes=1)


def test_a_weapon_that_was_left_is_watched_by_nobody() -> None:
    day = started()
    revolver(day, "revolver")
    search_each_other(day)
    shown(day)
    put(day, "revolver", "stage")
    comes_to(day, "live", "revolver", 2, 0, minutes=1)
    left(day, "revolver")
    comes_to(day, "live", "revolver", 1, 0, minutes=1)
