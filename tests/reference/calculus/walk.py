"""From event to event: time passes, then the event does what its row says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from calculus import alike, arrivals, custody, exposure, finds, looks, rounds
from calculus.names import (
    NONE,
    CutSet,
    Family,
    Name,
    Position,
    Told,
    contains_any,
    of_lot,
    undominated,
)
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.fold.holders import place_left
from coldset.core.known import is_late, named_things
from coldset.core.state import State, copied
from coldset.core.words import Hazard, Id
from coldset.margin.terms import Terms


@dataclass
class Look:
    """A look that goes on: what was there before it, and what came since.

    It is no look at what left within its interval: a cylinder its `weapon`, a bag its `bearer`.
    """

    position: Position
    barriers: list[CutSet]
    there: Family
    since: Family = NONE
    weapon: Id | None = None
    bearer: Id | None = None

    def is_there(self, state: State) -> bool:
        """Whether what is looked at is still where it was."""
        if self.weapon is not None and self.position.kind == "chamber":
            return state.weapons[self.weapon].cylinder == self.position.thing
        return self.bearer is None or state.person_holding(self.position.thing) == self.bearer


@dataclass
class Walk:
    """One record, walked for one hazard: the facts so far, and what could be where."""

    hazard: Hazard
    terms: Terms
    seal_readings: Mapping[Id, Event]
    state: State = field(default_factory=State)
    before: State = field(default_factory=State)
    sets: dict[Position, Family] = field(default_factory=dict)
    acts: dict[Name, Told] = field(default_factory=dict)
    proven: CutSet = frozenset()
    clock_ms: int | None = None
    again: list[tuple[int, int, Event]] = field(default_factory=list)
    is_again: bool = False
    handled_ms: dict[Id, int] = field(default_factory=dict)
    gap_until_ms: dict[Id, int] = field(default_factory=dict)
    swept: dict[Id, CutSet] = field(default_factory=dict)
    stays: dict[Id, tuple[Id | None, int]] = field(default_factory=dict)
    joint: dict[Id, custody.Joint] = field(default_factory=dict)
    stretches: dict[tuple[Position, Id], tuple[object, int]] = field(default_factory=dict)
    touched: set[Position] = field(default_factory=set)
    past_lots: list[dict[Position, Family]] = field(default_factory=list)
    seen_empty: dict[Position, int] = field(default_factory=dict)
    splits: dict[Id, dict[Position, looks.Split]] = field(default_factory=dict)
    bullets_in: dict[Id, tuple[int | None, Family, int]] = field(default_factory=dict)
    barred: dict[Position, int] = field(default_factory=dict)
    now: Event | None = None
    looking: list[Look] = field(default_factory=list)
    later: list[tuple[int, int, Callable[[], None]]] = field(default_factory=list)

    # --- what could be at a position

    def of(self, *positions: Position) -> Family:
        """Every way to any of these positions."""
        return frozenset(one for place in positions for one in self.sets.get(place, NONE))

    def gain(self, position: Position, more: Iterable[CutSet]) -> None:
        """A position also has these ways to it."""
        fresh = frozenset(one - self.proven for one in more)
        if not fresh:
            return
        known = self.sets.get(position, NONE)
        lighter = [one for one in fresh if not contains_any(one, known)]
        self.sets[position] = undominated((*known, *lighter)) if lighter else known
        for split in self.splits.values():
            if position in split:
                split[position].since |= fresh
        for look in self.looking:
            if look.position == position:
                look.since |= fresh
        self.touched.add(position)

    def replace(self, position: Position, ways: Iterable[CutSet]) -> None:
        """What was at a position is over; these are the ways to it."""
        self.sets[position] = undominated(one - self.proven for one in ways)
        for split in self.splits.values():
            if position in split:
                split[position] = looks.Split(NONE, self.sets[position])
        for look in self.looking:
            if look.position == position:
                look.there, look.since = NONE, self.sets[position]
        self.touched.add(position)

    def bar(
        self,
        position: Position,
        barriers: Iterable[CutSet],
        *,
        weapon: Id | None = None,
        bearer: Id | None = None,
    ) -> None:
        """Whatever is at a position got past one of these barriers as well.

        By a look within an interval, what was there before it and is still there at its end.
        """
        if position not in self.sets or self.now is None:
            return
        self.barred[position] = self.barred.get(position, 0) + 1
        look = Look(position, list(barriers), self.sets[position], NONE, weapon, bearer)
        self.touched.add(position)
        self.looking.append(look)
        self.at_the_end(self.now, lambda: self._end(look))

    def at_the_end(self, event: Event, do: Callable[[], None]) -> None:
        """Do what an event does, at once or at the end of its interval."""
        if self.clock_ms is None or event.latest_ms <= self.clock_ms:
            do()
        else:
            self.later.append((event.latest_ms, len(self.later), do))

    def _end(self, look: Look) -> None:
        """A look is over, unless its thing was looked at again or left."""
        if not any(one is look for one in self.looking):
            return
        passed = frozenset(one | past for one in look.there for past in look.barriers)
        self.replace(look.position, passed | look.since)
        self.looked_at(look.position)

    def looked_at(self, position: Position) -> None:
        """No look that began before says anything more of a position."""
        for split in self.splits.values():
            split.pop(position, None)
        self.looking = [one for one in self.looking if one.position != position]

    def prove(self, failed: CutSet) -> None:
        """These have happened: they cost nothing any more, wherever they stand."""
        self.proven |= failed

        def rid(family: Family) -> Family:
            return undominated(one - failed for one in family)

        self.sets = {where: rid(family) for where, family in self.sets.items()}
        for lots in self.past_lots:
            lots.update({where: rid(family) for where, family in lots.items()})
        for split in (one for splits in self.splits.values() for one in splits.values()):
            split.there, split.since = rid(split.there), rid(split.since)
        for look in self.looking:
            look.there, look.since = rid(look.there), rid(look.since)
        for weapon, (count, before, bars) in self.bullets_in.items():
            self.bullets_in[weapon] = count, rid(before), bars

    def unless_late(self, event: Event, barrier: CutSet) -> list[CutSet]:
        """A barrier; written down late, also the word of whoever wrote it down."""
        late = is_late(event, self.terms.late_ms)
        return [barrier, alike.word(event)] if late else [barrier]

    def line(self) -> CutSet:
        """What it takes to come over the property line."""
        control = self.state.line_controlled_by
        return frozenset() if control is None else frozenset({Name("line", control)})

    # --- from event to event

    def take(self, event: Event, at_ms: int) -> None:
        """One event takes effect at a moment in ms."""
        self.wait(at_ms)
        self.before = copied(self.state)
        apply(self.state, event, at_ms)
        self.now = event
        self.looking = [one for one in self.looking if one.is_there(self.state)]
        arrivals.whoever_is_new(self)
        custody.notice(self)
        self._do(event, at_ms)
        exposure.cross_gaps(self, event, at_ms)
        if isinstance(event.act, OPENERS) and event.latest_ms > at_ms:
            self.again.append((event.latest_ms, len(self.state.taken_in), event))
        for thing in named_things(event):
            self.handled_ms[thing] = at_ms
        self._remember()

    def wait(self, to_ms: int) -> None:
        """Nothing is recorded up to a moment; what may have happened later happens again."""
        while due := [ms for ms, *_ in (*self.again, *self.later) if ms <= to_ms]:
            at_ms = min(due)
            self._pass(at_ms)
            for again in sorted(
                (one for one in self.again if one[0] == at_ms), key=lambda one: one[:2]
            ):
                self.again.remove(again)
                self._do_again(again[2], at_ms)
            for one in [one for one in self.later if one[0] == at_ms]:
                self.later.remove(one)
                one[2]()
            self._remember()
        self._pass(to_ms)
        self._remember()

    def _pass(self, to_ms: int) -> None:
        if self.clock_ms is not None and to_ms > self.clock_ms:
            exposure.pass_time(self, self.clock_ms, to_ms)
        self.clock_ms = to_ms if self.clock_ms is None else max(self.clock_ms, to_ms)

    def _do(self, event: Event, at_ms: int) -> None:
        row = ROWS.get(type(event.act))
        if row is not None:
            row(self, event, event.act, at_ms)

    def _do_again(self, event: Event, at_ms: int) -> None:
        self.before, self.is_again = copied(self.state), True
        if isinstance(event.act, acts.PlaceLeft):
            place_left(self.state, event, event.act)
            custody.notice(self)
        self._do(event, at_ms)
        self.is_again = False

    def _remember(self) -> None:
        self.past_lots.append(self.lots_now())

    def lots_now(self) -> dict[Position, Family]:
        """What every lot and its box could hold at this moment."""
        lots = [where for lot in self.state.lots for where in of_lot(lot)]
        return {where: self.sets.get(where, NONE) for where in lots}


OPENERS = (
    acts.CylinderSwapped,
    acts.PersonEntered,
    acts.PortionDrawn,
    acts.LotsMerged,
    acts.RoundsLoaded,
    acts.RoundsUnloaded,
    acts.ShotFired,
    acts.HammerFell,
    acts.PlaceLeft,
)
"""What opens something at one instant: known only to an interval, it does so at its end as well."""

Row = Callable[[Walk, Event, Any, int], None]

ROWS: dict[type[Act], Row] = {
    acts.PersonEntered: arrivals.person_entered,
    acts.PersonSearched: arrivals.person_searched,
    acts.PersonDeclared: arrivals.person_declared,
    acts.PlaceDeclared: arrivals.place_declared,
    acts.PlaceSwept: arrivals.place_swept,
    acts.LineReleased: arrivals.line_released,
    acts.ContainerArrived: arrivals.container_arrived,
    acts.LotArrived: arrivals.lot_arrived,
    acts.WeaponArrived: arrivals.weapon_arrived,
    acts.LotChecked: looks.lot_checked,
    acts.WeaponShown: looks.weapon_shown,
    acts.BoreChecked: looks.bore_checked,
    acts.WatchClaimed: custody.watch_claimed,
    acts.PortionDrawn: rounds.portion_drawn,
    acts.LotsMerged: rounds.lots_merged,
    acts.RoundsLoaded: rounds.rounds_loaded,
    acts.RoundsUnloaded: rounds.rounds_unloaded,
    acts.ShotFired: rounds.struck,
    acts.HammerFell: rounds.struck,
    acts.CylinderSwapped: rounds.cylinder_swapped,
    acts.ItemMoved: rounds.item_moved,
    acts.CustodyPassed: rounds.custody_passed,
    acts.KitIssued: rounds.kit_passed,
    acts.KitReturned: rounds.kit_passed,
    acts.HazardIdentified: finds.hazard_identified,
}
