"""A crew that works and writes: its clock, its habits, and what it has written so far."""

from collections.abc import Callable
from dataclasses import dataclass, field

from coldset.core.acts.base import Act
from coldset.core.acts.finds import HazardIdentified
from coldset.core.events import Event, Witness
from coldset.core.words import BuildMark, Id
from coldset.simulate.chance import Chance
from coldset.simulate.habits import Habit
from coldset.simulate.ledger import Ledger
from coldset.simulate.truth import Failed, FailedKind, HandedOver, Step, StepHow
from coldset.simulate.world import Trail, World

MINUTE_MS = 60_000
TIRED_AFTER_MS = 10 * 60 * MINUTE_MS
LATE_MINUTES = (20, 90)
OFFICE: Id = "production"
"""Writes down what nobody in particular does."""


class SetStopped(Exception):  # noqa: N818 - no error: a hazard was found, and the work is over
    """The set stops: whatever the crew was about to do is not done."""


@dataclass(slots=True)
class Crew:
    """The crew of one shoot, or of one of its units.

    `mischances` are asked after every stretch of time; `unit` is what its entries are numbered
    under; `late_minutes` is how late the late ones are.
    """

    chance: Chance
    habit: Habit
    now_ms: int
    world: World = field(default_factory=World)
    ledger: Ledger = field(default_factory=Ledger)
    events: list[Event] = field(default_factory=list)
    mischances: list[Callable[["Crew", int], bool]] = field(default_factory=list)
    day_began_ms: int = 0
    gate_keeper: Id = ""
    written: int = 0
    unit: Id = "e"
    late_minutes: tuple[int, int] = LATE_MINUTES
    found: Id = ""
    found_trail: Trail | None = None
    lots: dict[Id, "LotSheet"] = field(default_factory=dict)
    loaded: dict[Id, Id] = field(default_factory=dict)
    bullets_in: dict[Id, int] = field(default_factory=dict)
    cylinders: dict[Id, Id] = field(default_factory=dict)
    chambers: dict[Id, int] = field(default_factory=dict)
    hand_overs: list[HandedOver] = field(default_factory=list)
    not_done: list[Id] = field(default_factory=list)
    mistaken: dict[Id, Id] = field(default_factory=dict)

    def keeps(self, what: str) -> bool:
        """Whether the crew does one thing of the table this time; a tired crew does less."""
        share: float = getattr(self.habit, what)
        if self.now_ms - self.day_began_ms > TIRED_AFTER_MS:
            share *= 1 - self.habit.tires
        return self.chance.happens(share)

    def wait(self, seconds: int) -> None:
        """Time passes, in which something may happen that nobody writes down."""
        after_ms = self.now_ms + seconds * 1000
        self.mischances = [one for one in self.mischances if not one(self, after_ms)]
        self.now_ms = after_ms

    def write(
        self,
        act: Act,
        by: Id = "",
        place: Id = "",
        witnesses: tuple[Witness, ...] = (),
        read: tuple[Id, ...] = (),
    ) -> Event:
        """Write an entry down, now or late; no time passes."""
        self.written += 1
        late = 0 if self.keeps("records_at_once") else self.chance.whole(*self.late_minutes)
        event = Event(
            id=f"{self.unit}-{self.written}",
            act=act,
            earliest_ms=self.now_ms,
            latest_ms=self.now_ms,
            recorded_ms=self.now_ms + late * MINUTE_MS,
            recorder=by or OFFICE,
            by=by or None,
            place=place or None,
            witnesses=witnesses,
            read=read,
        )
        self.events.append(event)
        for person in (by, *(witness.person for witness in witnesses)):
            if person and place:
                self.ledger.stands(person, place)
        return event

    def finds(
        self, trail: Trail, at: Id, chamber: int | None = None, lot: Id | None = None
    ) -> None:
        """A hazard is found and identified: the work is over.

        Raises:
            SetStopped: always.
        """
        self.now_ms += 30_000
        place = self.ledger.place_of(at) if at in self.ledger.things else ""
        act = HazardIdentified(hazard=trail.hazard, at=at, chamber=chamber, lot=lot)
        event = self.write(act, "armorer", place or self.ledger.person_at.get("armorer", ""))
        self.found, self.found_trail = event.id, trail
        raise SetStopped

    def notices(self, *, done: bool, tells: bool, witnessed: bool) -> bool:
        """Whether somebody sees what a look would show: who looks, or who watches them look."""
        if not (done and tells):
            return False
        seen = not self.chance.happens(self.habit.misses)
        return seen or (witnessed and not self.chance.happens(self.habit.inattentive))

    def ticks(self) -> bool:
        """Whether a control that is about to be recorded is really done."""
        return not self.chance.happens(self.habit.false_tick)


@dataclass(slots=True)
class LotSheet:
    """What the crew knows of a lot: how many by its own reckoning, and how they were made."""

    n: int | None
    build: tuple[BuildMark, ...]
    parents: tuple[Id, ...] = ()


def fail(  # noqa: PLR0913 - a failure is of what kind, whose, at what, at which entry, and how
    trail: Trail,
    kind: FailedKind,
    who: Id = "",
    what: str = "",
    event: Id = "",
    *,
    done: bool = True,
) -> None:
    """A control did not hold against one hazard."""
    trail.fail(Failed(kind=kind, who=who, what=what, event=event, done=done))


def step_by(event: Event, how: StepHow, into: Id) -> Step:
    """A step that an entry of the record shows."""
    return Step(
        how=how,
        into=into,
        event=event.id,
        place=event.place or "",
        at_ms=event.earliest_ms,
        by=event.by or "",
    )


def trails_in(crew: Crew, weapon: Id) -> list[Trail]:
    """The ways of all that a weapon truly holds and that must not be in a cold one."""
    cylinder, where = crew.cylinders[weapon], crew.world.where
    found = [
        trail
        for number, trail in crew.world.trails.items()
        if where[number].kind == "chamber" and where[number].id == cylinder
    ]
    lodged = crew.world.barrels.get(weapon)
    return found if lodged is None else [*found, lodged]
