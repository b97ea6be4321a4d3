"""What a crew does and leaves undone, as probabilities in one table.

None of these numbers was measured on a set. They are chosen so that the three habits are told
apart, and so that controls fail often enough to be studied in a few thousand shoots.
"""

from typing import Literal, get_args

import msgspec

HabitName = Literal["careful", "ordinary", "sloppy"]
HABITS: tuple[HabitName, ...] = get_args(HabitName)


class Habit(msgspec.Struct, frozen=True, kw_only=True):
    """One column of the table: how likely each thing is, from 0 to 1."""

    controls_line: float
    searches_handlers: float
    searches_others: float
    sweeps_boxes: float
    keeps_papers: float
    briefs: float
    knows_build: float
    counts_lots: float
    checks_lot: float
    second_method: float
    checks_sample_only: float
    has_witness: float
    seals_boxes: float
    locks_idle: float
    names_keys: float
    reads_marks: float
    loads_at_once: float
    shows_empty_first: float
    shows_before: float
    shows_in_full: float
    tries_each_round: float
    shows_to_ad: float
    looks_twice: float
    renews_watch: float
    looks_through_bore: float
    calls_status: float
    goes_at_once: float
    collects_by_hand: float
    shows_again: float
    unloads_after: float
    records_at_once: float
    merges_boxes: float
    second_supplier: float
    leaves_on_cart: float
    false_tick: float
    misses: float
    inattentive: float
    tires: float


# fmt: off
TABLE: dict[str, tuple[float, float, float]] = {
    # what                 careful ordinary sloppy
    "controls_line":       (0.95,  0.15,  0.00),  # somebody is on record at the gate all day
    "searches_handlers":   (1.00,  0.60,  0.05),  # the handlers search each other at call
    "searches_others":     (0.90,  0.10,  0.00),  # everyone else is searched as they come
    "sweeps_boxes":        (0.95,  0.30,  0.02),  # a box is turned out before it is used
    "keeps_papers":        (1.00,  0.95,  0.60),  # permits, training, scene plan on record
    "briefs":              (1.00,  0.90,  0.40),  # the safety meeting is held, with everyone
    "knows_build":         (1.00,  0.75,  0.40),  # how the dummies were made is written down
    "counts_lots":         (1.00,  0.80,  0.40),  # a lot is counted as it comes
    "checks_lot":          (1.00,  0.75,  0.20),  # every round of it, one by one
    "second_method":       (0.95,  0.20,  0.02),  # and again by another method
    "checks_sample_only":  (0.00,  0.15,  0.30),  # where not all are checked, a few are
    "has_witness":         (0.97,  0.55,  0.15),  # a second person sees every round of it
    "seals_boxes":         (0.80,  0.20,  0.02),  # the box is sealed after the check
    "locks_idle":          (1.00,  0.70,  0.20),  # what is not in use is locked
    "names_keys":          (1.00,  0.60,  0.20),  # who has the keys is written down
    "reads_marks":         (1.00,  0.50,  0.10),  # the mark is read off what is handled
    "loads_at_once":       (1.00,  0.75,  0.35),  # just before use, and not hours before
    "shows_empty_first":   (0.98,  0.50,  0.10),  # seen empty before it is loaded
    "shows_before":        (0.99,  0.80,  0.35),  # shown before it goes out
    "shows_in_full":       (0.99,  0.75,  0.35),  # all chambers, and not some of them
    "tries_each_round":    (0.98,  0.45,  0.10),  # each round out, shaken and looked at
    "shows_to_ad":         (0.99,  0.70,  0.25),  # the first AD states to have seen all
    "looks_twice":         (0.98,  0.10,  0.00),  # a second handler looks again, by themselves
    "renews_watch":        (0.98,  0.10,  0.00),  # said before it goes: in sight since shown
    "looks_through_bore":  (0.99,  0.60,  0.10),  # the bore, after loading and unloading
    "calls_status":        (1.00,  0.85,  0.50),  # called aloud, with what is in it
    "goes_at_once":        (0.97,  0.70,  0.45),  # handed over within minutes of the look
    "collects_by_hand":    (1.00,  0.85,  0.50),  # a handler takes it back after the cut
    "shows_again":         (0.99,  0.50,  0.10),  # shown anew before it goes out again, or late
    "unloads_after":       (1.00,  0.80,  0.40),  # unloaded after the scene
    "records_at_once":     (0.995, 0.97,  0.85),  # else up to an hour and a half late
    "merges_boxes":        (0.05,  0.30,  0.50),  # two boxes are poured together
    "second_supplier":     (0.20,  0.35,  0.50),  # more dummies from somebody else, later
    "leaves_on_cart":      (0.00,  0.25,  0.60),  # weapons lie on the cart over the meal
    "false_tick":          (0.02,  0.10,  0.25),  # recorded as done, and was not
    "misses":              (0.35,  0.45,  0.55),  # done, and the one bad round not noticed
    "inattentive":         (0.40,  0.55,  0.75),  # a witness says six and saw two
    "tires":               (0.00,  0.10,  0.20),  # so much less of all the above after ten hours
}
# fmt: on
"""The share of times that a crew of each habit does each thing."""


def habit_of(name: HabitName) -> Habit:
    """The column of one habit."""
    column = HABITS.index(name)
    return Habit(**{what: row[column] for what, row in TABLE.items()})
