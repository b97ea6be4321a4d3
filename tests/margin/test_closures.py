"""Rows: locks, seals, the property line, sweeps."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from coldset.core.words import Id
    from conftest import Day


def in_a_case(day: "Day") -> None:
    """The cold revolver is in a case that the armorer has before them on the stage."""
    day.cold_revolver()
    day.at("08:00", acts.ContainerArrived(container="case", kind="case", holder="stage"))
    day.moves("08:00", "revolver", "case")


def locked(day: "Day", holder: "Id", keys: "tuple[Id, ...] | None", clock: str = "08:00") -> None:
    day.at(clock, acts.HolderLocked(holder=holder, keys=keys))


def test_a_closed_case_that_is_not_locked_is_open(day: "Day") -> None:
    in_a_case(day)
    assert day.figures("revolver", "09:00") == (2, 0)


def test_a_lock_is_nothing_to_whoever_has_a_key(day: "Day") -> None:
    in_a_case(day)
    locked(day, "case", ("property-master",))
    # act(property-master) + watch(armorer); without a key act + lock + watch(armorer), and of that
    # the lock hangs on nobody
    assert day.figures("revolver", "09:00") == (2, 1)


@pytest.mark.parametrize("keys", [None, ("armorer",), ("property-master", "armorer")])
def test_a_lock_to_which_the_custodian_has_a_key_leaves_them_alone_with_it(
    day: "Day", keys: "tuple[Id, ...] | None"
) -> None:
    in_a_case(day)
    locked(day, "case", keys)
    # act(armorer) + watch(armorer); an unknown list of keys is everyone
    assert day.figures("revolver", "09:00") == (2, 0)


def test_a_key_given_later_opens_it_from_then_on(day: "Day") -> None:
    in_a_case(day)
    locked(day, "case", ("property-master",))
    day.at("09:00", acts.KeyGiven(holder="case", person="armorer"))
    assert day.figures("revolver", "09:00") == (2, 1)
    assert day.figures("revolver", "09:01") == (2, 0)


def test_a_key_given_by_hearsay_opens_it_too(day: "Day") -> None:
    in_a_case(day)
    locked(day, "case", ("property-master",))
    day.at("08:00", acts.KeyGiven(holder="case", person="armorer"), said=True)
    assert day.figures("revolver", "09:00") == (2, 0)


def test_only_key_holders_and_lock_pickers_come_through_a_lock(day: "Day") -> None:
    in_a_case(day)
    locked(day, "case", ("property-master",))
    day.leaves("08:00", "case")
    # act(property-master) alone; whoever has no key needs the lock to fail as well
    assert day.figures("revolver", "09:00") == (1, 0)
    found = day.outlook("09:00")
    could = {
        found.acts("live")[failure].could
        for one in found.figure("live", "revolver").lightest
        for failure in one
    }
    assert could == {frozenset({"property-master"})}


def test_a_lock_by_hearsay_closes_nothing(day: "Day") -> None:
    in_a_case(day)
    day.at("08:00", acts.HolderLocked(holder="case", keys=("property-master",)), said=True)
    assert day.figures("revolver", "09:00") == (2, 0)


@pytest.mark.parametrize("said", [True, False])
def test_an_unlocking_opens_it_even_by_hearsay(day: "Day", *, said: bool) -> None:
    in_a_case(day)
    locked(day, "case", ("property-master",))
    day.at("08:00", acts.HolderUnlocked(holder="case"), said=said)
    assert day.figures("revolver", "09:00") == (2, 0)


def test_whoever_takes_something_out_has_opened_the_lock(day: "Day") -> None:
    in_a_case(day)
    locked(day, "case", ("property-master",))
    day.at("08:00", acts.WeaponServiced(weapon="revolver", opened="side plate"))
    assert day.figures("revolver", "09:00") == (2, 0)


def test_a_locked_place_closes_what_lies_in_it(day: "Day") -> None:
    day.cold_revolver()
    day.moves("08:00", "revolver", "stage")
    locked(day, "stage", ("property-master",))
    assert day.figures("revolver", "09:00") == (2, 1)


def sealed_and_left(day: "Day") -> None:
    in_a_case(day)
    day.at("08:00", acts.ContainerSealed(container="case", seal="A1"))
    day.leaves("08:00", "case")


def reads(day: "Day", seal: str = "A1", *, intact: bool = True, **how: object) -> None:
    act = acts.SealRead(container="case", seal=seal, intact=intact)
    day.at("10:00", act, by="property-master", **how)  # type: ignore[arg-type]  # as told


def test_a_seal_later_read_intact(day: "Day") -> None:
    sealed_and_left(day)
    reads(day)
    # by hand: act + seal(property-master)
    assert day.figures("revolver", "10:00") == (2, 0)


def test_a_seal_counts_for_the_time_before_it_was_read_once_that_is_known(day: "Day") -> None:
    sealed_and_left(day)
    reads(day)
    assert day.figures("revolver", "09:00") == (2, 0)
    assert day.figures("revolver", "09:00", known_at="09:00") == (1, 0)


def test_a_seal_not_yet_read_is_as_good_as_none(day: "Day") -> None:
    sealed_and_left(day)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_a_seal_found_broken(day: "Day") -> None:
    sealed_and_left(day)
    reads(day, intact=False)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_a_seal_with_another_number(day: "Day") -> None:
    sealed_and_left(day)
    reads(day, "A7")
    assert day.figures("revolver", "10:00") == (1, 0)


def test_a_seal_taken_off_unread(day: "Day") -> None:
    sealed_and_left(day)
    day.at("09:59", acts.SealRemoved(container="case"))
    reads(day)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_a_seal_read_by_hearsay(day: "Day") -> None:
    sealed_and_left(day)
    reads(day, said=True)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_a_seal_read_by_nobody_named(day: "Day") -> None:
    sealed_and_left(day)
    day.at("10:00", acts.SealRead(container="case", seal="A1", intact=True), by=None)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_a_seal_put_on_by_hearsay(day: "Day") -> None:
    in_a_case(day)
    day.at("08:00", acts.ContainerSealed(container="case", seal="A1"), said=True)
    day.leaves("08:00", "case")
    reads(day)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_sealed_anew_with_the_first_seal_never_read(day: "Day") -> None:
    sealed_and_left(day)
    day.at("09:00", acts.ContainerSealed(container="case", seal="B2"))
    day.leaves("09:00", "case")
    reads(day, "B2")
    # from 08:00 to 09:00 as if open: act
    assert day.figures("revolver", "10:00") == (1, 0)


def test_read_and_sealed_anew_and_read(day: "Day") -> None:
    sealed_and_left(day)
    day.at("09:00", acts.SealRead(container="case", seal="A1", intact=True))
    day.at("09:00", acts.ContainerSealed(container="case", seal="B2"))
    day.leaves("09:00", "case")
    reads(day, "B2")
    assert day.figures("revolver", "10:00") == (2, 0)


def test_whoever_takes_something_out_has_opened_the_seal(day: "Day") -> None:
    sealed_and_left(day)
    day.moves("09:00", "revolver", "armorer")
    day.moves("09:00", "revolver", "case")
    day.leaves("09:00", "case")
    reads(day)
    assert day.figures("revolver", "10:00") == (1, 0)


def test_behind_the_line_with_every_floor_swept_a_stray_must_pass_the_line(day: "Day") -> None:
    day.behind_the_line()
    day.searches("07:30", "property-master", "performer")
    day.seen_empty_and_left("08:00")
    # act, and the line or a search; the line is the first AD's, who could have acted
    assert day.figures("revolver", "09:00") == (2, 0)


def test_a_pocket_that_nobody_searched_needs_no_line(day: "Day") -> None:
    day.behind_the_line()
    day.seen_empty_and_left("08:00")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_whoever_came_through_the_line_came_past_it(day: "Day") -> None:
    day.behind_the_line()
    day.at("07:31", acts.PersonEntered(person="guest", through="first-ad"), by="guest")
    assert day.figures("guest", "07:31") == (1, 0)
    day.at("07:31", acts.PersonEntered(person="other guest"), by="other guest")
    assert day.figures("other guest", "07:31") == (1, 0)


def test_coming_through_the_line_by_hearsay_is_no_barrier(day: "Day") -> None:
    through = acts.PersonEntered(person="guest", through="first-ad")
    day.at("07:31", through, by="guest", said=True)
    assert day.figures("guest", "07:31") == (0, 0)


def test_a_box_that_came_over_the_line_came_past_it(day: "Day") -> None:
    day.behind_the_line()
    day.box("08:00", "late box")
    assert day.figures("late box", "08:00") == (1, 0)


def test_a_line_held_by_hearsay_is_none(day: "Day") -> None:
    day.at("07:30", acts.LineControlled(), by="first-ad", said=True)
    day.box("08:00", "late box")
    assert day.figures("late box", "08:00") == (0, 0)


@pytest.mark.parametrize("said", [True, False])
def test_once_the_line_is_open_no_floor_is_clean(day: "Day", *, said: bool) -> None:
    day.behind_the_line()
    day.searches("07:30", "property-master", "performer")
    day.at("07:31", acts.LineReleased(), said=said)
    day.seen_empty_and_left("08:00")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_line_held_again_leaves_the_floors_to_be_swept_again(day: "Day") -> None:
    day.behind_the_line()
    day.searches("07:30", "property-master", "performer")
    day.at("07:31", acts.LineReleased())
    day.at("07:32", acts.LineControlled(), by="first-ad")
    day.seen_empty_and_left("08:00")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_sweep_with_no_line_held_clears_no_floor(day: "Day") -> None:
    day.searches("07:30", "property-master", "performer")
    day.searches("07:30", "property-master", "first-ad")
    day.at("07:30", acts.PlaceSwept(holder="stage"), by="first-ad")
    day.seen_empty_and_left("08:00")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_sweep_before_the_line_was_held_clears_no_floor(day: "Day") -> None:
    day.at("07:20", acts.PlaceSwept(holder="stage"), by="property-master")
    day.at("07:30", acts.LineControlled(), by="first-ad")
    for person in ("performer", "first-ad"):
        day.searches("07:30", "property-master", person)
    day.seen_empty_and_left("08:00")
    # what came in between 07:20 and 07:30 lies there: act
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_sweep_by_hearsay_clears_no_floor(day: "Day") -> None:
    day.behind_the_line()
    day.searches("07:30", "property-master", "performer")
    day.at("07:31", acts.LineReleased())
    day.at("07:32", acts.LineControlled(), by="first-ad")
    day.at("07:32", acts.PlaceSwept(holder="stage"), by="first-ad", said=True)
    day.seen_empty_and_left("08:00")
    assert day.figures("revolver", "09:00") == (1, 0)


def test_a_bare_ban_is_no_barrier(day: "Day") -> None:
    day.at("07:30", acts.BanDeclared(hazard="live"))
    day.box("08:00", "late box")
    assert day.figures("late box", "08:00") == (0, 0)


def test_a_sweep_of_a_box_or_a_person_is_a_search(day: "Day") -> None:
    day.at("07:30", acts.ContainerArrived(container="bag", kind="bag", holder="stage"))
    day.at("07:30", acts.PlaceSwept(holder="bag"))
    day.at("07:30", acts.PlaceSwept(holder="performer"))
    assert day.figures("bag", "07:30") == (1, 0)
    assert day.figures("performer", "07:30") == (1, 0)
