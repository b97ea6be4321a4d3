"""What was cleared, overridden, stopped, and under which policy."""

from coldset.core.acts.base import Act
from coldset.core.words import Id, Ids, Text


class ClearanceGiven(Act, frozen=True, kw_only=True, tag="clearance-given/1"):
    """The gate's answer was read aloud and confirmed; `words` are exactly what was read."""

    weapon: Id
    performer: Id
    words: Text
    scene: Id | None = None


class ClearanceOverridden(Act, frozen=True, kw_only=True, tag="clearance-overridden/1"):
    """A weapon went out uncleared, for a reason, with a second person's word."""

    weapon: Id
    performer: Id
    reason: Text
    second: Id


class StopRaised(Act, frozen=True, kw_only=True, tag="stop-raised/1"):
    """Somebody stopped the set."""

    reason: Text


class StopRaisedInError(Act, frozen=True, kw_only=True, tag="stop-raised-in-error/1"):
    """A stop, named by its event, was closed by who raised it, with a second person."""

    stop: Id
    second: Id


class StopLifted(Act, frozen=True, kw_only=True, tag="stop-lifted/1"):
    """A real stop ended: its cause, what was recovered, who was told."""

    stop: Id
    cause: Text
    recovered: Text = ""
    told: Ids = ()


class PolicyChanged(Act, frozen=True, kw_only=True, tag="policy-changed/1"):
    """Another policy pack applies from now on."""

    pack: Text
    digest: Text
