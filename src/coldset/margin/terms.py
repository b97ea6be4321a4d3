"""What the policy tells the calculus: methods, custodians, limits, weights. Code has no number."""

import msgspec

from coldset.core.words import BuildMark, Contents, Hazard, Id, Method


class MethodPower(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which hazards a method can show, in rounds built in a way; no build: in any round.

    `seen` limits it to what was seen in a chamber, such as `empty`.
    """

    method: Method
    shows: tuple[Hazard, ...]
    build: BuildMark | None = None
    seen: tuple[Contents, ...] = ()


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
