# ruff: noqa: INP001 - a script, no package
"""The record that both pictures show: the worked example of the design, as a crew's day log."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

import coldset
from coldset.core.events import Event
from coldset.core.known import known
from coldset.core.words import Id
from coldset.gate.policy import Policy
from coldset.margin.lookout import outlook
from coldset.margin.outlook import Outlook
from coldset.present.exchange import read_day_log
from coldset.present.timeline.wording import local

LOG = Path(__file__).parent / "worked-example.csv"
ZONE = "America/Denver"


@dataclass(frozen=True, slots=True)
class Record:
    """A day's events in order, and the policy that they are looked at under."""

    events: tuple[Event, ...]
    policy: Policy

    def until(self, at_ms: int) -> tuple[Event, ...]:
        """What had happened by a moment."""
        return tuple(event for event in self.events if event.earliest_ms <= at_ms)

    def outlook(self, at_ms: int) -> Outlook:
        """What the calculus makes of it for a live round, up to a moment."""
        return outlook(known(self.events), self.policy.terms, at_ms, ("live",))

    def figures(self, thing: Id, at_ms: int) -> tuple[int | None, int | None]:
        """Margin and solo margin of a live round in a thing at a moment."""
        figure = self.outlook(at_ms).figure("live", thing)
        return figure.margin, figure.solo


def worked_example() -> Record:
    """The record in `worked-example.csv`, under the default policy but with witnesses at one look.

    The design's figures for this example count a witness at the same look as the check.
    """
    policy = coldset.load_policy("set")
    one_look = msgspec.structs.replace(policy.terms, two_looks=False)
    events = read_day_log(LOG.read_bytes(), LOG.name)
    return Record(tuple(events), msgspec.structs.replace(policy, terms=one_look))


def clock(at_ms: int) -> str:
    """A moment as on a watch, with the day of the week."""
    at = local(at_ms, ZONE)
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[at.weekday()]} {at:%H:%M}"
