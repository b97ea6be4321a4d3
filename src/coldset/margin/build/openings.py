"""How everything on record is open, to whom and past what, kept true event by event.

Only what an event can have changed is looked at again, so a long record costs no more an event
than a short one; a test works all of it out anew after every event of many days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Id
from coldset.margin.around import Around
from coldset.margin.build.spots import chamber_spots, inside
from coldset.margin.failures import RUNNING_MS, CutSet
from coldset.margin.graph import Spot
from coldset.margin.terms import Terms
from coldset.margin.watching import Watching, responsible
from coldset.margin.ways import OPEN, Way, ways_in

ANYWHERE: Id = "*"
"""The place of a thing that the record cannot place: open, unwatched, to the whole property."""


class Opening(NamedTuple):
    """How a thing is open at its place during one stretch."""

    place: Id
    watchers: frozenset[Id]
    ways: tuple[Way, ...]


@dataclass(slots=True)
class Lying:
    """One stretch in which a thing is open in one way; `watches` are its watchers' failures.

    `spots` are the positions in it that a round can be put into, `taken` those that one can be
    taken from. `pocket_of` is whose pockets it is, if anybody's. Times in ms.
    """

    thing: Id
    opening: Opening
    watches: CutSet
    spots: tuple[Spot, ...]
    taken: tuple[Spot, ...]
    start_ms: int
    end_ms: int = RUNNING_MS
    pocket_of: Id = ""


@dataclass(slots=True)
class Openings:
    """What lies open now and what did, by thing and by place.

    `bags` holds what each person has with them and how it opens to them, `bearers` whose each is;
    `resting_on` the things that are to be looked at again when something of a person changes.
    """

    terms: Terms
    watching: Watching
    seal_readers: Mapping[Id, Event]
    now: dict[Id, Lying] = field(default_factory=dict)
    here: dict[Id, dict[Id, Lying]] = field(default_factory=dict)
    past: dict[Id, list[Lying]] = field(default_factory=dict)
    gaps: dict[Id, int] = field(default_factory=dict)
    resting_on: dict[Id, set[Id]] = field(default_factory=dict)
    bags: dict[Id, dict[Id, tuple[Way, ...]]] = field(default_factory=dict)
    _within: dict[Id, set[Id]] = field(default_factory=dict)
    _holder: dict[Id, Id] = field(default_factory=dict)
    _kept: dict[Id, tuple[object, ...]] = field(default_factory=dict)
    _rests: dict[Id, frozenset[Id]] = field(default_factory=dict)
    bearers: dict[Id, Id] = field(default_factory=dict)

    def fork(self, watching: Watching) -> "Openings":
        """The same, over another watch, to go on from here without changing these."""
        now = {thing: replace(lying) for thing, lying in self.now.items()}
        return Openings(
            self.terms,
            watching,
            self.seal_readers,
            now,
            {place: {thing: now[thing] for thing in things} for place, things in self.here.items()},
            {place: list(lyings) for place, lyings in self.past.items()},
            dict(self.gaps),
            {person: set(things) for person, things in self.resting_on.items()},
            {person: dict(bags) for person, bags in self.bags.items()},
            {holder: set(things) for holder, things in self._within.items()},
            dict(self._holder),
            dict(self._kept),
            dict(self._rests),
            dict(self.bearers),
        )

    def around(self, thing: Id) -> list[Id]:
        """The holders around a thing as they were when last looked at."""
        found: list[Id] = []
        holder = self._holder.get(thing)
        while holder is not None and holder not in found and holder != thing:
            found.append(holder)
            holder = self._holder.get(holder)
        return found

    def contents(self, holders: Iterable[Id]) -> set[Id]:
        """Things, and all that is in them however deep."""
        found: set[Id] = set()
        waiting = list(holders)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self._within.get(one, ()))
        return found

    def note_where(self, state: State, thing: Id) -> bool:
        """Whether a thing, and so all that is in it, is kept in another way than before."""
        where = state.whereabouts(thing)
        if where is None:
            return False
        kept = (where.holder, where.by, where.said, where.left, where.supervisor, where.event)
        if self._kept.get(thing) == kept:
            return False
        self._kept[thing] = kept
        before = self._holder.get(thing)
        if where.holder != before:
            if before is not None:
                self._within[before].discard(thing)
            self._holder[thing] = where.holder
            self._within.setdefault(where.holder, set()).add(thing)
        return True

    def note_rests(self, thing: Id, it: Around) -> None:
        """Whom to look at again when a person changes: everything that rests on them."""
        joint = self.watching.joint.get(thing)
        people = responsible(it).union(joint.until_ms if joint else ())
        before = self._rests.get(thing, frozenset())
        if people == before:
            return
        for person in before - people:
            self.resting_on[person].discard(thing)
        for person in people - before:
            self.resting_on.setdefault(person, set()).add(thing)
        self._rests[thing] = people

    def note_bag(self, state: State, thing: Id, it: Around) -> None:
        """Whose kit a container is now, and how it opens to them."""
        bearer = it.bearer
        before = self.bearers.pop(thing, None)
        if before is not None:
            self.bags[before].pop(thing, None)
        if bearer is not None:
            self.bearers[thing] = bearer
            ways = ways_in(state, self.terms, it.parts, self.seal_readers)
            self.bags.setdefault(bearer, {})[thing] = ways

    def bag_changes(self, state: State, thing: Id, it: Around) -> list[Id]:
        """The people whose kit a container is or was, where that or its closures changed."""
        before, bearer = self.bearers.get(thing), it.bearer
        if before is None and bearer is None:
            return []
        ways = ways_in(state, self.terms, it.parts, self.seal_readers) if bearer else OPEN
        same = before == bearer and (before is None or self.bags[before][thing] == ways)
        return [] if same else [one for one in (before, bearer) if one is not None]

    def lie(self, state: State, thing: Id, it: Around, at_ms: int) -> Lying | None:
        """How a thing lies open from a moment on; None for what can hold no round."""
        if thing in state.people:
            return self._pocket(state, thing, at_ms)
        spots = _spots_of(state, thing)
        if not spots:
            return None
        opening = self.opening_of(state, it, at_ms)
        watches = frozenset(self.watching.failure(person) for person in opening.watchers)
        lot = state.lots.get(thing)
        taken = spots if lot is None else (Spot("lot", thing), *spots)
        return Lying(thing, opening, watches, spots, taken, at_ms)

    def _pocket(self, state: State, person: Id, at_ms: int) -> Lying | None:
        known = state.people[person]
        if not known.on_property:
            return None
        pocket = (inside(person),)
        opening = Opening(known.place or ANYWHERE, frozenset(), OPEN)
        return Lying(person, opening, frozenset(), pocket, pocket, at_ms, pocket_of=person)

    def opening_of(self, state: State, it: Around, at_ms: int) -> Opening:
        """Where and how what is in a thing is open at a moment."""
        astray = it.place is None or it.is_said or _is_in_two_weapons(state, it.parts[0])
        if astray or any(at_ms < self.gaps.get(part, 0) for part in it.parts):
            return Opening(ANYWHERE, frozenset(), OPEN)
        ways = ways_in(state, self.terms, it.parts, self.seal_readers)
        return Opening(it.place or ANYWHERE, self.watching.watchers(state, it, at_ms), ways)

    def end(self, thing: Id, at_ms: int) -> None:
        """A stretch is over."""
        lying = self.now.pop(thing)
        lying.end_ms = at_ms
        place = lying.opening.place
        del self.here[place][thing]
        if at_ms > lying.start_ms:
            self.past.setdefault(place, []).append(lying)

    def begin(self, lying: Lying) -> None:
        """A stretch starts."""
        self.now[lying.thing] = lying
        self.here.setdefault(lying.opening.place, {})[lying.thing] = lying

    def during(self, place: Id, start_ms: int, end_ms: int) -> list[Lying]:
        """Everything that lay open at a place at any time within (start, end)."""
        reach = [place, ANYWHERE] if place != ANYWHERE else [*self.here, *self.past]
        found: list[Lying] = []
        for one in dict.fromkeys(reach):
            for lying in reversed(self.past.get(one, ())):
                if lying.end_ms <= start_ms:
                    break
                if lying.start_ms < end_ms:
                    found.append(lying)
            found += [now for now in self.here.get(one, {}).values() if now.start_ms < end_ms]
        return found


def same_lying(one: Lying | None, other: Lying | None) -> bool:
    """Whether two stretches are one: open the same way, with the same positions."""
    if one is None or other is None:
        return one is other
    return (one.opening, one.spots, one.watches) == (other.opening, other.spots, other.watches)


def _spots_of(state: State, thing: Id) -> tuple[Spot, ...]:
    """The positions in a thing that a round can be put into."""
    boxed = thing in state.containers or (thing in state.lots and not state.lots[thing].seen_empty)
    if thing in state.weapons:
        # one name for a weapon and a box: it is both until somebody puts that right
        return (*chamber_spots(state, thing), *((inside(thing),) if boxed else ()))
    if boxed:
        return (inside(thing),)
    if thing in state.cylinders and _is_loose(state, thing):
        return tuple(Spot("chamber", thing, number) for number in state.cylinders[thing])
    return ()


def _is_in_two_weapons(state: State, thing: Id) -> bool:
    """Whether the record has a weapon's cylinder in another weapon as well: nobody can place it."""
    weapon = state.weapons.get(thing)
    return weapon is not None and any(
        other.cylinder == weapon.cylinder and other is not weapon
        for other in state.weapons.values()
    )


def _is_loose(state: State, cylinder: Id) -> bool:
    return all(weapon.cylinder != cylinder for weapon in state.weapons.values())
