"""The day's work as planned and as it went."""

from typing import Annotated

import msgspec

from coldset.core.acts.base import Act
from coldset.core.words import Id, Ids, Listed, RoundClass, Text


class PlannedLoad(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one weapon is planned to hold in a scene; `none` is an empty weapon."""

    weapon: Id
    load: RoundClass | None = None


class ScenePlanned(Act, frozen=True, kw_only=True, tag="scene-planned/1"):
    """A scene with its weapons and loads, who handles them, and why no replica would do."""

    scene: Id
    loads: Annotated[tuple[PlannedLoad, ...], Listed] = ()
    performers: Ids = ()
    in_line: Ids = ()


class RisksAssessed(Act, frozen=True, kw_only=True, tag="risks-assessed/1"):
    """A version of the risk assessment for a scene was written or endorsed."""

    scene: Id
    version: Text


class RehearsalStarted(Act, frozen=True, kw_only=True, tag="rehearsal-started/1"):
    """A rehearsal began."""

    scene: Id


class CameraRolled(Act, frozen=True, kw_only=True, tag="camera-rolled/1"):
    """A take began."""

    scene: Id


class CutCalled(Act, frozen=True, kw_only=True, tag="cut-called/1"):
    """A take or rehearsal ended."""

    scene: Id | None = None


class MealCalled(Act, frozen=True, kw_only=True, tag="meal-called/1"):
    """A meal break began: every clearance ends."""


class Wrapped(Act, frozen=True, kw_only=True, tag="wrapped/1"):
    """The day's work ended."""
