"""A log written minute by minute, and the pictures of the two examples."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source
from coldset.core.words import Role
from coldset.gate.verdict import Verdict
from coldset.inquiry.story import Story
from coldset.present.exchange import read_day_log
from coldset.present.timeline import Timeline, timeline_of

MINUTE_MS = 60_000
NOON_MS = 1_773_835_200_000
"""Noon in UTC on 18 March 2026."""

EXAMPLES = Path(__file__).parents[3] / "examples"
ZONE = "America/Denver"


class Log:
    """Events at minutes after noon, by the armorer on the set unless said otherwise."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def at(  # noqa: PLR0913 - each is one fact of an entry
        self,
        minute: float,
        act: Act,
        *,
        until: float | None = None,
        by: str | None = "armorer",
        written: float | None = None,
        said: bool = False,
        note: str = "",
    ) -> str:
        start = NOON_MS + round(minute * MINUTE_MS)
        end = start if until is None else NOON_MS + round(until * MINUTE_MS)
        self.events.append(
            Event(
                id=f"e{len(self.events)}",
                act=act,
                earliest_ms=start,
                latest_ms=end,
                recorded_ms=end if written is None else NOON_MS + round(written * MINUTE_MS),
                recorder="armorer",
                by=by,
                place="set",
                source=Source(kind="statement", who="lead") if said else Source(),
                note=note,
            )
        )
        return self.events[-1].id

    def people(self) -> "Log":
        roles: tuple[tuple[str, Role], ...] = (("lead", "performer"), ("armorer", "armorer"))
        for person, role in roles:
            self.at(0, acts.RoleAssigned(person=person, role=role))
        return self

    def weapon(self, minute: float = 0, weapon: str = "sa-1", until: float | None = None) -> "Log":
        self.at(
            minute,
            acts.WeaponArrived(
                weapon=weapon, weapon_class="functional", holder="armorer", chambers=6
            ),
            until=until,
        )
        return self

    def over(self, minute: float, giver: str, receiver: str, weapon: str = "sa-1") -> str:
        return self.at(minute, acts.CustodyPassed(item=weapon, giver=giver, receiver=receiver))

    def drawn(
        self,
        things: Sequence[str] | None = None,
        window: tuple[int, int] | None = None,
        verdicts: Sequence[Verdict] = (),
        story: Story | None = None,
    ) -> Timeline:
        return timeline_of(
            self.events, "UTC", things=things, window=window, verdicts=verdicts, story=story
        )


@pytest.fixture
def log() -> Log:
    return Log().people()


@pytest.fixture(scope="session")
def example() -> Callable[[str], tuple[Event, ...]]:
    def read(name: str) -> tuple[Event, ...]:
        return read_day_log((EXAMPLES / name / "log.csv").read_bytes(), f"{name}.csv")

    return read
