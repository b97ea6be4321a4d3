"""Rows: what arrives, what a check can show, who witnesses it, and how much of it was seen."""

from typing import TYPE_CHECKING

import pytest

from coldset.core import acts

if TYPE_CHECKING:
    from coldset.core.words import BuildMark, Contents, Hazard, Method
    from conftest import Day


MIXED = ("mixed",)


def test_nothing_speaks_for_what_arrives(day: "Day") -> None:
    # box, revolver and pockets come with {}; a label is no barrier
    assert day.figures("dummies", "07:00") == (0, 0)
    assert day.figures("revolver", "06:10") == (0, 0)
    assert day.figures("performer", "07:00") == (0, 0)


@pytest.mark.parametrize("hazard", ["live", "blank", "primed", "lodged"])
def test_a_weapon_arrives_unseen_for_every_hazard(day: "Day", hazard: "Hazard") -> None:
    assert day.figures("revolver", "06:10", hazard) == (0, 0)


@pytest.mark.parametrize("weapon_class", ["replica", "rubber"])
def test_what_has_no_chamber_can_hold_nothing(day: "Day", weapon_class: str) -> None:
    day.arrives("07:00", "toy", weapon_class=weapon_class)
    for hazard in ("live", "blank", "primed", "lodged"):
        assert day.figures("toy", "12:00", hazard) == (None, None)


@pytest.mark.parametrize("weapon_class", ["functional", "blank-firing", "unknown"])
def test_what_may_have_a_chamber_can_hold_anything(day: "Day", weapon_class: str) -> None:
    day.arrives("07:00", "gun", weapon_class=weapon_class)
    assert day.figures("gun", "07:00") == (0, 0)


POWERS: list[tuple["Method", "BuildMark", set[str]]] = [
    ("rattle", "rattle", {"live"}),
    ("rattle", "hole", set()),
    ("rattle", "no-primer", set()),
    ("hole", "hole", {"live", "blank"}),
    ("hole", "rattle", set()),
    ("primer", "no-primer", {"live", "blank", "primed"}),
    ("primer", "struck-primer", {"blank", "primed"}),
    ("primer", "rattle", set()),
    ("bullet", "rattle", {"blank"}),
    ("look", "rattle", set()),
    ("look", "hole", set()),
]


@pytest.mark.parametrize(("method", "build", "shown"), POWERS)
def test_a_check_counts_for_what_its_method_can_show_in_such_rounds(
    day: "Day", method: "Method", build: "BuildMark", shown: set[str]
) -> None:
    day.box("08:00", "box", build=(build,), holder="stage")
    day.checks("08:00", "box", method=method, read=("box",))
    for hazard in ("live", "blank", "primed"):
        # check(armorer) = 1 where the table says that it can; all of it hangs on the armorer
        assert day.figures("box", "08:00", hazard) == ((1, 0) if hazard in shown else (0, 0))


def test_rounds_that_are_said_to_be_the_hazard_are_cleared_of_it_by_no_check(day: "Day") -> None:
    day.box("08:00", "blanks", claimed="blank", build=("crimp", "hole"))
    day.box("08:00", "unknowns", claimed="unknown")
    day.checks("08:00", "blanks", method="hole", read=("blanks",))
    day.checks("08:00", "unknowns", read=("unknowns",))
    assert day.figures("blanks", "08:00", "blank") == (0, 0)
    assert day.figures("unknowns", "08:00") == (0, 0)


def test_the_same_look_twice_by_the_same_person_counts_once(day: "Day") -> None:
    day.checks("08:00", "dummies")
    day.checks("08:00", "dummies")
    assert day.figures("dummies", "08:00") == (1, 0)


def test_two_methods_by_one_person_are_two_checks_that_hang_on_one_person(day: "Day") -> None:
    day.box("08:00", "box", build=("rattle", "hole"), holder="stage")
    day.checks("08:00", "box", method="rattle", read=("box",))
    day.checks("08:00", "box", method="hole", read=("box",))
    # check(armorer, rattle) + check(armorer, hole) = 2; solo: 0
    assert day.figures("box", "08:00") == (2, 0)


def test_the_same_method_by_two_people_are_two_checks(day: "Day") -> None:
    day.box("08:00", "box", holder="stage")
    day.checks("08:00", "box", read=("box",))
    day.checks("08:00", "box", by="property-master", read=("box",))
    # check(armorer, rattle) + check(property-master, rattle) = 2; solo: the other's = 1
    assert day.figures("box", "08:00") == (2, 1)


@pytest.mark.parametrize(
    ("sees", "figures"),
    [
        ({"property-master": 50}, (2, 1)),
        ({"property-master": 49}, (1, 0)),
        ({"property-master": 0}, (1, 0)),
        ({"property-master": None}, (1, 0)),
        ({"armorer": 50}, (1, 0)),
        ({"performer": 50}, (1, 0)),
        ({"property-master": 50, "first-ad": 50}, (3, 2)),
        ({"property-master": 50, "first-ad": 6}, (2, 1)),
    ],
)
def test_a_witness_counts_for_all_that_there_was(
    day: "Day", sees: dict[str, int | None], figures: tuple[int, int]
) -> None:
    # check(armorer, rattle), and witness(q) for each other who saw all 50, the performer apart
    day.checks("08:00", "dummies", sees=sees)
    assert day.figures("dummies", "08:00") == figures


def test_the_performers_look_counts_where_the_policy_says_so(day: "Day") -> None:
    day.checks("08:00", "dummies", sees={"performer": 50})
    assert day.under(performer_look_counts=True).figures("dummies", "08:00") == (2, 1)


def test_a_performer_who_has_another_role_too_is_a_witness(day: "Day") -> None:
    day.at("07:30", acts.RoleAssigned(person="performer", role="production"), by=None)
    day.checks("08:00", "dummies", sees={"performer": 50})
    assert day.figures("dummies", "08:00") == (2, 1)


def test_a_witness_where_the_method_shows_nothing_adds_nothing(day: "Day") -> None:
    day.checks("08:00", "dummies", method="look", sees={"property-master": 50})
    day.checks("08:00", "dummies", method="hole", sees={"property-master": 50})
    assert day.figures("dummies", "08:00") == (0, 0)


def test_where_the_policy_asks_for_two_looks_a_witness_at_the_same_one_adds_nothing(
    day: "Day",
) -> None:
    day.checks("08:00", "dummies", sees={"property-master": 50})
    strict = day.under(two_looks=True)
    assert strict.figures("dummies", "08:00") == (1, 0)
    strict.checks("08:00", "dummies", by="property-master", sees={"armorer": 50})
    assert strict.figures("dummies", "08:00") == (2, 1)


def test_a_look_by_nobody_named_is_no_check(day: "Day") -> None:
    day.checks("08:00", "dummies", by=None, sees={"property-master": 50})
    assert day.figures("dummies", "08:00") == (0, 0)


def test_a_sample_clears_no_lot(day: "Day") -> None:
    day.checks("08:00", "dummies", 49, sees={"property-master": 49})
    assert day.figures("dummies", "08:00") == (0, 0)


def test_a_sample_opens_no_joint_watch(day: "Day") -> None:
    day.checks("07:59", "dummies", sees={"property-master": 50})
    day.checks("08:00", "dummies", 10, sees={"first-ad": 10})
    # check + witness = 2; the joint watch of 07:59 was over at 08:04: act + watch(armorer) = 2, and
    # both hang on the armorer
    assert day.figures("dummies", "08:04") == (2, 1)
    assert day.figures("dummies", "08:05") == (2, 0)


def test_drawn_first_a_sample_clears_what_was_drawn(day: "Day") -> None:
    day.draws("08:00", "dummies", "six")
    day.checks("08:00", "six", 6, sees={"property-master": 6}, read=("six",))
    assert day.figures("six", "08:00") == (2, 1)
    assert day.figures("dummies", "08:00") == (0, 0)


def test_a_split_answer_adds_nothing_until_the_rest_has_answered(day: "Day") -> None:
    day.box("08:00", "mixed", build=("rattle", "hole"), holder="stage")
    day.checks("08:00", "mixed", answered=31, others=19, sees={"property-master": 50}, read=MIXED)
    assert day.figures("mixed", "08:00") == (0, 0)
    day.checks("08:00", "mixed", 19, method="hole", sees={"property-master": 19}, read=MIXED)
    # a live round among the 31: rattle + witness; among the 19: hole + witness
    assert day.figures("mixed", "08:00") == (2, 1)


def test_a_split_answer_is_as_good_as_its_worse_half(day: "Day") -> None:
    day.box("08:00", "mixed", build=("rattle", "hole"), holder="stage")
    day.checks("08:00", "mixed", answered=31, others=19, sees={"property-master": 50}, read=MIXED)
    day.checks("08:00", "mixed", 19, method="hole", read=MIXED)
    assert day.figures("mixed", "08:00") == (1, 0)
    # no rattle shows a blank: among the 31 one is as good as before
    assert day.figures("mixed", "08:00", "blank") == (0, 0)


def test_fewer_than_the_rest_leave_a_split_answer_open(day: "Day") -> None:
    day.box("08:00", "mixed", build=("rattle", "hole"), holder="stage")
    day.checks("08:00", "mixed", answered=31, others=19, read=MIXED)
    day.checks("08:00", "mixed", 18, method="hole", read=MIXED)
    assert day.figures("mixed", "08:00") == (0, 0)


def test_all_six_shown_with_their_rounds(day: "Day") -> None:
    day.loads("08:00", "dummies")
    assert day.figures("revolver", "08:00") == (0, 0)
    day.shows("08:00")
    # by hand: check(armorer, rattle) + witness(first-ad)
    assert day.figures("revolver", "08:00") == (2, 1)


def test_five_of_six_shown(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.shows("08:00", chambers=(1, 2, 3, 4, 5))
    assert day.figures("revolver", "08:00") == (0, 0)
    day.shows("08:00", chambers=(6,), sees={"first-ad": 1})
    assert day.figures("revolver", "08:00") == (2, 1)


def test_three_of_six_shown_and_nobody_can_say_which(day: "Day") -> None:
    day.loads("08:00", "dummies")
    shown = acts.WeaponShown(weapon="revolver", seen_count=6, turned=True)
    day.at("08:00", shown, sees={"first-ad": 6})
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_witness_who_saw_three_of_six(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.shows("08:00", sees={"first-ad": 3})
    assert day.figures("revolver", "08:00") == (1, 0)


def test_a_chamber_that_the_weapon_is_not_known_to_have_must_be_seen_too(day: "Day") -> None:
    day.loads("08:00", "dummies", chambers=(1, 2, 3, 4, 5, 6, 7))
    day.shows("08:00")
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_weapon_whose_chambers_nobody_counted_is_never_all_seen(day: "Day") -> None:
    day.arrives("08:00", "pistol", chambers=None)
    day.shows("08:00", weapon="pistol", contents="empty")
    assert day.figures("pistol", "08:00") == (0, 0)


EMPTY: list[tuple["Contents", "Hazard", tuple[int, int]]] = [
    ("empty", "live", (2, 1)),
    ("empty", "blank", (2, 1)),
    ("empty", "primed", (2, 1)),
    ("case", "live", (0, 0)),
    ("unknown", "live", (0, 0)),
    ("live", "live", (0, 0)),
]


@pytest.mark.parametrize(("contents", "hazard", "figures"), EMPTY)
def test_what_a_chamber_was_seen_to_hold(
    day: "Day", contents: "Contents", hazard: "Hazard", figures: tuple[int, int]
) -> None:
    # a chamber seen empty: check(armorer, empty) + witness(first-ad); a case is no round seen
    day.shows("08:00", contents=contents, methods=())
    assert day.figures("revolver", "08:00", hazard) == figures


def test_a_hazard_seen_outweighs_every_look_before_it(day: "Day") -> None:
    day.cold_revolver()
    day.shows("08:00", contents="live", methods=())
    assert day.figures("revolver", "08:00") == (0, 0)


def test_empty_is_no_method_for_a_chamber_with_a_round_in_it(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.shows("08:00", methods=("empty",))
    assert day.figures("revolver", "08:00") == (0, 0)


def test_rounds_looked_at_in_the_chamber_only_are_not_checked(day: "Day") -> None:
    day.loads("08:00", "dummies")
    day.shows("08:00", methods=("look",))
    day.shows("08:00", methods=())
    assert day.figures("revolver", "08:00") == (0, 0)


def test_a_look_at_a_chamber_goes_by_the_build_of_the_round_in_it(day: "Day") -> None:
    day.box("08:00", "holes", build=("hole",), holder="stage")
    day.loads("08:00", "dummies", chambers=(1, 2, 3))
    day.loads("08:00", "holes", chambers=(4, 5, 6), read=("holes",))
    day.shows("08:00", methods=("rattle",))
    assert day.figures("revolver", "08:00") == (0, 0)
    day.shows("08:00", methods=("rattle", "hole"), read=("revolver",))
    # in 1 to 3 a rattle and a witness; in 4 to 6 a hole and the same witness
    assert day.figures("revolver", "08:00") == (2, 1)


def test_the_bore_is_looked_through(day: "Day") -> None:
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})
    # by hand: check(armorer, bore) + witness(first-ad)
    assert day.figures("revolver", "08:00", "lodged") == (2, 1)
    assert day.figures("revolver", "08:00", "live") == (0, 0)


@pytest.mark.parametrize("clear", [False, None])
def test_a_bore_that_was_not_seen_clear(day: "Day", *, clear: bool | None) -> None:
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": 1})
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=clear), sees={"first-ad": 1})
    assert day.figures("revolver", "08:00", "lodged") == (0, 0)


def test_a_bore_seen_by_a_witness_who_does_not_say_that_they_saw_it(day: "Day") -> None:
    day.at("08:00", acts.BoreChecked(weapon="revolver", clear=True), sees={"first-ad": None})
    assert day.figures("revolver", "08:00", "lodged") == (1, 0)
