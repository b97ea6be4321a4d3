"""What the policy tells the calculus: methods, custodians, limits, weights. Code has no number."""

from typing import Annotated

import msgspec
from msgspec import Meta

from coldset.core.acts.observations import ObservationCode
from coldset.core.words import BuildMark, Contents, Hazard, Id, Method


class MethodPower(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which hazards a method can show, in rounds built in a way; no build: in any round.

    `seen` limits it to what was seen in a chamber, such as `empty`.
    """

    method: Method
    shows: tuple[Hazard, ...]
    build: BuildMark | None = None
    seen: tuple[Contents, ...] = ()


SETS_MAX = 128
"""How many cut sets a spot keeps where a policy says nothing else."""

COUNT_FIRST = 1000
"""Where a policy says nothing else, what a story takes goes before all other grounds."""

HOURS_MAX = 12
"""Of a window that is longer, the record is vague: that makes a story no likelier."""

_Weight = Annotated[int, Meta(ge=0)]
_Effort = Annotated[int, Meta(ge=1)]


class GroundWeights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each ground adds to a story's standing among others, or takes from it.

    Added: for each control left out, each full hour (of no more than `hours_max`) in which its
    acts can have happened, each ten people who had access. Taken: `count` for each thing that it
    takes (where nothing is said so much that it goes before every other ground), `look` for each
    separate look, control or entry that must have been wrong, `act` for each unrecorded act,
    `entry` for each person who must have written something wrong down, `step` for each step of its
    way, `alone` for each act that only one person could have done, `strayed` where it lay loose in
    a thing and was put from there, `unexplained` for each thing observed since that it has no
    place for.
    """

    left_out: _Weight = 0
    window_hour: _Weight = 0
    hours_max: _Weight = HOURS_MAX
    ten_people: _Weight = 0
    count: _Weight = COUNT_FIRST
    look: _Weight = 0
    act: _Weight = 0
    entry: _Weight = 0
    step: _Weight = 0
    alone: _Weight = 0
    strayed: _Weight = 0
    unexplained: _Weight = COUNT_FIRST


class StoryTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How stories are ranked, how far they are looked for, and what each observation takes.

    While they tell no more than `few` ways, those that take one thing more are looked for as well,
    up to a count of `far`. An observation that is not named takes 1.
    """

    grounds: GroundWeights = GroundWeights()
    few: _Weight = 0
    far: _Weight = 0
    effort: dict[ObservationCode, _Effort] = {}


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calculus' parameters, as a policy pack gives them.

    Times are whole milliseconds. `weights` gives a weight for a kind of failure by its name in
    `failures.py`; a kind that is not named weighs 1. Of more than `sets_max` cut sets at one spot
    the heaviest are put together, which can lower a figure and never raises one.
    """

    methods: tuple[MethodPower, ...]
    custodians: tuple[str, ...]
    other_duties_allowed: tuple[str, ...] = ()
    in_charge_max: int
    joint_watch_ms: int
    late_ms: int
    performer_look_counts: bool = False
    two_looks: bool = False
    weights: dict[str, int] = {}
    property_name: Id = "property"
    sets_max: Annotated[int, Meta(ge=1)] = SETS_MAX
    stories: StoryTerms = StoryTerms()
