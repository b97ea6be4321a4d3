"""What the gate is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from coldset.core.state import State
from coldset.core.words import Id, StatusWord
from coldset.margin.terms import Terms


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """May `giver` hand `weapon` to `receiver` for `scene`, as `status`, under `supervisor`?

    `mark_read`: whether the weapon's mark was read off, so that it is no look-alike.
    """

    weapon: Id
    giver: Id
    receiver: Id
    status: StatusWord = "cold"
    scene: Id | None = None
    supervisor: Id | None = None
    place: Id | None = None
    mark_read: bool = False


Parameter = int | str | tuple[str, ...]
"""A number (times in whole seconds), a word, or several words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request, with the state of the record at the moment it is asked.

    `state` is only read. `terms` are the policy's, for every rule; `parameters` are the asking
    rule's own, from the policy pack.
    """

    state: State
    request: Request
    now_ms: int
    terms: Terms
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
