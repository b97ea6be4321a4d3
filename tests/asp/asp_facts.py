"""A record as facts for the answer-set program: entries, moments, intervals, ticks, the policy.

Nothing is concluded here but the order in which entries take effect (docs/decisions 0012) and where
time has to be cut. Times are milliseconds since the record's first instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clingo import Function, Number, String, Symbol

from coldset.core import acts
from coldset.core.events import Event
from coldset.margin.terms import Terms

LOOKS = (
    acts.BoreChecked,
    acts.LotChecked,
    acts.PersonDeclared,
    acts.PersonSearched,
    acts.PlaceSwept,
    acts.WeaponShown,
)
"""A look that took from e to l counts at l, for what was there before e and is still there."""

CLOSING = (
    *LOOKS,
    acts.ContainerSealed,
    acts.DutyEnded,
    acts.HolderLocked,
    acts.LineControlled,
    acts.PersonLeft,
    acts.RoleAssigned,
    acts.StopLifted,
    acts.StopRaisedInError,
    acts.SuspicionDropped,
    acts.WatchClaimed,
)
"""What closes something from then on counts from the latest instant it may have happened."""

OPENING = (
    acts.CylinderSwapped,
    acts.HammerFell,
    acts.LotsMerged,
    acts.PersonEntered,
    acts.PlaceLeft,
    acts.PortionDrawn,
    acts.RoundsLoaded,
    acts.RoundsUnloaded,
    acts.ShotFired,
)
"""What opens something at one instant may have done so as late as the end of its interval."""

LOOKING = (acts.LotChecked, acts.WatchClaimed, acts.WeaponShown)
"""After these a joint watch can reach its limit."""

ACTS_IN_A_ROW = 3
"""So many off-record acts are laid one after the other while nothing is recorded."""

ANY = "-"

HAPPENS, AGAIN, BEGINS = range(3)
"""What there is of an entry at an instant: it takes effect, does so again, or a look begins."""


def name_of(event: Event) -> str:
    """What kind of act an entry is of, as the program names it."""
    tag = str(type(event.act).__struct_config__.tag)
    return tag.partition("/")[0].replace("-", "_")


def _terms(value: object) -> Iterator[Symbol]:
    if isinstance(value, bool):
        yield Function("true" if value else "false")
    elif isinstance(value, int):
        yield Number(value)
    elif isinstance(value, str):
        yield String(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _terms(part)


@dataclass
class Facts:
    """One record of one world, laid out in time; `until_ms`: the moments that are asked about."""

    events: Sequence[Event]
    terms: Terms
    until_ms: Sequence[int]
    facts: list[Symbol] = field(default_factory=list)
    ends: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write everything down."""
        self._first_ms = min(event.earliest_ms for event in self.events)
        for event in self.events:
            self._entry(event)
        self._policy()
        self._time()

    def finds(self, hazard: str) -> Iterator[tuple[int, Event]]:
        """The finds of a hazard of rounds, with when each takes effect, in that order."""
        for at_ms, event in in_effect(self.events):
            if isinstance(event.act, acts.HazardIdentified):
                found = "primed" if event.act.hazard == "lodged" else event.act.hazard
                if found == hazard:
                    yield at_ms, event

    def say(self, name: str, *arguments: object) -> None:
        """One fact."""
        given = [one if isinstance(one, Symbol) else next(_terms(one)) for one in arguments]
        self.facts.append(Function(name, given))

    def _entry(self, event: Event) -> None:
        one = event.id
        self.say("act", one, Function(name_of(event)))
        self.say("recorder", one, event.recorder)
        self.say("latest", one, self._since(event.latest_ms))
        for name, value in (("by", event.by), ("at", event.place)):
            if value is not None:
                self.say(name, one, value)
        marks = (
            ("said", event.source.kind != "record"),
            ("instant", event.earliest_ms == event.latest_ms),
            ("late", event.recorded_ms - event.latest_ms > self.terms.late_ms),
        )
        for name, holds in marks:
            if holds:
                self.say(name, one)
        self._seen(event)
        self._act(event)

    def _seen(self, event: Event) -> None:
        """Who witnessed an entry, and which marks were read."""
        for witness in event.witnesses:
            self.say("witness", event.id, witness.person)
            if witness.count is not None:
                self.say("saw", event.id, witness.person, witness.count)
        for thing in event.read:
            self.say("read", event.id, thing)

    def _act(self, event: Event) -> None:
        """The fields of an entry's act."""
        one, act = event.id, event.act
        for key in act.__struct_fields__:
            value = getattr(act, key)
            for term in _terms(value):
                self.say("arg", one, Function(key), term)
            if isinstance(value, tuple):
                self.say("listed", one, Function(key))
        if isinstance(act, acts.WeaponShown):
            for sight in act.sights:
                self.say("sight", one, sight.chamber, sight.contents)
                for method in sight.methods:
                    self.say("sight_method", one, sight.chamber, method)
        if isinstance(act, acts.WeaponArrived):
            self.say("own_cylinder", act.weapon, f"{act.weapon}-cylinder")

    def _policy(self) -> None:
        terms = self.terms
        for power in terms.methods:
            for hazard in power.shows:
                for seen in power.seen or (ANY,):
                    self.say("power", power.method, hazard, power.build or ANY, seen)
        for role in terms.custodians:
            self.say("custodian", role)
        for duty in terms.other_duties_allowed:
            self.say("duty_allowed", duty)
        self.say("in_charge_max", terms.in_charge_max)
        self.say("joint_limit", terms.joint_watch_ms)
        for kind, weight in terms.weights.items():
            self.say("weight", kind, weight)
        for name in ("two_looks", "performer_look_counts"):
            if getattr(terms, name):
                self.say(name)

    def _since(self, at_ms: int) -> int:
        return at_ms - self._first_ms

    def _time(self) -> None:
        """Moments in order of effect, the intervals between them, and the ticks of both."""
        listed = in_effect(self.events)
        steps = [(at_ms, HAPPENS, event) for at_ms, event in listed]
        steps += [
            (event.latest_ms, AGAIN, event)
            for at_ms, event in listed
            if isinstance(event.act, OPENING) and event.latest_ms > at_ms
        ]
        steps += [(event.earliest_ms, BEGINS, event) for _, event in listed if _takes_time(event)]
        cuts = {
            event.latest_ms + self.terms.joint_watch_ms
            for event in self.events
            if isinstance(event.act, LOOKING)
        }
        clock = _Clock(self)
        written = {event.id: number for number, event in enumerate(self.events)}
        order = sorted(
            steps,
            key=lambda step: (
                step[0],
                step[1] != AGAIN,
                step[1] == HAPPENS and _waits(step[0], step[2]),
                written[step[2].id],
            ),
        )
        last_ms = max(self.until_ms)
        stops = sorted({*cuts, *self.until_ms, *(ms for ms, _, _ in order)})
        for stop in stops:
            if stop > last_ms:
                break
            clock.pass_to(stop)
            for _, kind, event in (step for step in order if step[0] == stop):
                clock.step(kind, event)
            self.ends[stop] = (clock.tick, clock.moments)
        for at_ms, kind, event in order:
            if at_ms > last_ms and kind != BEGINS:
                clock.later(event, again=kind == AGAIN)


@dataclass
class _Clock:
    """Numbers moments, intervals and ticks as time goes on."""

    facts: Facts
    tick: int = 0
    moments: int = 0
    intervals: int = 0
    now_ms: int | None = None

    def step(self, kind: int, event: Event) -> None:
        """An entry takes effect, or a look begins, after what was written before it."""
        if kind == BEGINS:
            self.facts.say("begins", event.id, self.tick + 1, self.moments)
            return
        self._moment(event, again=kind == AGAIN)

    def _moment(self, event: Event, *, again: bool) -> None:
        """What an entry opens, what it bars, what may have come across a gap."""
        self._number(event, again=again)
        self.facts.say("open_tick", self.moments, self._next())
        self.facts.say("swap_tick", self.moments, self._next())
        self.facts.say("bar_tick", self.moments, self._next())
        if not again:
            self._interval(1)
            self.facts.say("crossing", self.intervals)

    def later(self, event: Event, *, again: bool) -> None:
        """An entry after all questions: a seal read then counts, and nothing else does."""
        self._number(event, again=again)

    def _number(self, event: Event, *, again: bool) -> None:
        self.moments += 1
        self.facts.say("again" if again else "happens", self.moments, event.id)
        at_ms = self.now_ms or 0
        self.facts.say("moment_at", self.moments, at_ms - self.facts._first_ms)

    def pass_to(self, to_ms: int) -> None:
        """Time passes in which nothing is recorded."""
        if self.now_ms is not None and to_ms > self.now_ms:
            self._interval(ACTS_IN_A_ROW)
        self.now_ms = to_ms

    def _interval(self, rounds: int) -> None:
        self.intervals += 1
        number = self.intervals
        self.facts.say("interval", number)
        self.facts.say("during", number, self.moments)
        self.facts.say("from", number, (self.now_ms or 0) - self.facts._first_ms)
        for _ in range(rounds):
            self.facts.say("act_tick", number, self._next())

    def _next(self) -> int:
        self.tick += 1
        self.facts.say("tick", self.tick)
        return self.tick


def in_effect(events: Iterable[Event]) -> list[tuple[int, Event]]:
    """Entries with the instant at which each takes effect, in that order.

    A thing cannot be used before it came: an entry that may have happened before, and may have
    happened after what it names came into the record, happened after.
    """
    listed = list(events)
    came: dict[str, int] = {}
    for event in listed:
        for thing in comes(event):
            came[thing] = min(event.earliest_ms, came.get(thing, event.earliest_ms))

    def at_ms(event: Event) -> int:
        if isinstance(event.act, CLOSING):
            return event.latest_ms
        named = [came[name] for name in names(event) if came.get(name, 2**60) <= event.latest_ms]
        return max([event.earliest_ms, *named])

    timed = [(at_ms(event), event) for event in listed]
    return sorted(timed, key=lambda one: (one[0], _waits(*one)))


def _takes_time(event: Event) -> bool:
    return isinstance(event.act, LOOKS) and event.earliest_ms < event.latest_ms


def _waits(at_ms: int, event: Event) -> bool:
    return not isinstance(event.act, CLOSING) and at_ms > event.earliest_ms


def comes(event: Event) -> tuple[str, ...]:
    """The thing that comes into the record by an entry."""
    act = event.act
    for kind, key in (
        (acts.LotArrived, "lot"),
        (acts.WeaponArrived, "weapon"),
        (acts.ContainerArrived, "container"),
        (acts.PlaceDeclared, "place"),
        (acts.PortionDrawn, "portion"),
    ):
        if isinstance(act, kind):
            return (str(getattr(act, key)),)
    return ()


def names(event: Event) -> list[str]:
    """Everything that an entry's act names."""
    values = [getattr(event.act, key) for key in event.act.__struct_fields__]
    listed = [part for value in values if isinstance(value, tuple) for part in value]
    return [one for one in (*values, *listed) if isinstance(one, str)]
