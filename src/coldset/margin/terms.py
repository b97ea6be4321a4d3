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


_Weight = Annotated[int, Meta(ge=0)]
_Effort = Annotated[int, Meta(ge=1)]


class GroundWeights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each ground adds to a story's standing among those that cost the same (`look` takes).

    For each control left out, each full hour in which its acts can have happened, each ten people
    who had access; and for each separate look, control or entry that must have been wrong.
    """

    left_out: _Weight = 0
    window_hour: _Weight = 0
    ten_people: _Weight = 0
    look: _Weight = 0


class StoryTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How stories of one cost are ranked, and what each observation takes; 1 where not named."""

    grounds: GroundWeights = GroundWeights()
    effort: dict[ObservationCode, _Effort] = {}


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calculus' parameters, as a policy pack gives them.

    Times are whole milliseconds. `weights` gives a weight for a kind of failure by its name in
    `failures.py`; a kind that is not named weighs 1.
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
    stories: StoryTerms = StoryTerms()
