"""How a hazard gets in: the ways that have happened on sets, each a small piece of the world.

Some come with a thing that is recorded as it comes (`day.py` asks for them there). The others
are acts that nobody records: somebody puts a round where none should be.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from coldset.core.words import Id
from coldset.simulate.boxes import past_line
from coldset.simulate.crew import Crew
from coldset.simulate.truth import Beginning, Failed, Step
from coldset.simulate.world import Spot

Mechanism = Literal[
    "none",
    "supplier-box",
    "leftover-in-box",
    "leftover-in-weapon",
    "loaded-belt",
    "pocket",
    "swapped-box",
    "unattended-weapon",
    "wrong-cylinder",
    "personal-ammunition",
    "lodged-by-primer",
    "lodged-at-loading",
]
MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)[1:]
"""Every way in. `none` is a shoot without a hazard."""

UNWATCHED, WATCHED, WATCHED_BY_TWO, CLOSED = 12.0, 2.0, 1.0, 0.4
"""How much likelier somebody gets at a thing that nobody has in sight than at one that is
watched by one, by several, or locked."""


class Opening(NamedTuple):
    """Something that a round could be put into, and who and what is in the way."""

    spot: Spot
    thing: Id
    place: Id
    watchers: frozenset[Id]
    locks: tuple[Id, ...]
    seals: tuple[Id, ...]


@dataclass(slots=True)
class Act:
    """An off-record act that waits for its moment: the first chance after `after_ms`.

    `into`: which kinds of thing it is about. `out_of` is a recorded lot of somebody's own, or
    empty for a round in `actor`'s pocket, or lying about where there is no actor.
    """

    after_ms: int
    into: tuple[str, ...]
    actor: Id = ""
    out_of: Id = ""
    number: int = -1
    unwatched_until_ms: int = 0

    def __call__(self, crew: Crew, until_ms: int) -> bool:
        """Whether it is done; else it waits on."""
        if until_ms <= max(self.after_ms, crew.now_ms + 2000):
            return False
        openings = [one for one in _openings(crew) if self._fits(crew, one)]
        if not openings:
            return False
        weighed = [(_ease(one, self.actor), one) for one in openings]
        opening = crew.chance.weighted(weighed)
        at_ms = crew.chance.whole(max(self.after_ms, crew.now_ms) + 1, until_ms - 1)
        self._put(crew, opening, at_ms)
        return True

    def _fits(self, crew: Crew, one: Opening) -> bool:
        kind = "weapon" if one.spot.kind == "chamber" else _kind_of(crew, one.thing)
        if kind not in self.into or one.thing == self.out_of:
            return False
        if crew.now_ms < self.unwatched_until_ms and (one.watchers or one.locks):
            return False
        if self.out_of:
            return crew.ledger.place_of(self.out_of) == one.place
        return True

    def _put(self, crew: Crew, one: Opening, at_ms: int) -> None:
        """The round goes in; what it takes the place of goes into a pocket, or lies about."""
        number = self.number if self.number >= 0 else _lying_about(crew, one.place)
        floor = _floor(crew, one.place)
        trail = crew.world.trails[number]
        if not self.actor:
            trail.stages[0][1].extend(floor)
        trail.go(self._step(one, at_ms, floor))
        for failed in self._passed(crew, one):
            trail.fail(failed)
        trail.seals.extend(one.seals)
        _displace(crew, one.spot, self.actor, one.place)
        crew.world.move(number, one.spot)

    def _step(self, one: Opening, at_ms: int, floor: tuple[Failed, ...]) -> Step:
        return Step(
            how="put",
            into=one.thing,
            place=one.place,
            at_ms=at_ms,
            by=self.actor,
            out_of=self.out_of or self.actor or one.place,
            own_watch=self.actor in one.watchers and not self.out_of,
            floor=floor,
        )

    def _passed(self, crew: Crew, one: Opening) -> list[Failed]:
        """Whose watch and which locks it got past; somebody's own watch is none against them."""
        watchers = one.watchers
        if self.out_of:
            watchers |= crew.ledger.watchers(self.out_of, crew.now_ms)
        else:
            watchers -= {self.actor}
        past = [Failed(kind="watch", who=person) for person in sorted(watchers)]
        for holder in one.locks:
            keys = crew.ledger.locks[holder]
            if keys is not None and self.actor not in keys:
                past.append(Failed(kind="lock", what=holder))
        return past


def _kind_of(crew: Crew, thing: Id) -> str:
    return "lot" if thing in crew.lots else "box"


def _openings(crew: Crew) -> list[Opening]:
    """Everything on the property that a round could be put into."""
    ledger, found = crew.ledger, []
    for weapon in ledger.weapons:
        spots = [
            Spot("chamber", crew.cylinders[weapon], number)
            for number in range(1, crew.chambers[weapon] + 1)
        ]
        found.append(_opening(crew, crew.chance.one_of(spots), weapon))
    for lot, sheet in crew.lots.items():
        if sheet.n != 0 and crew.world.at(Spot("box", lot)):
            found.append(_opening(crew, Spot("box", lot), lot))
    boxes = [thing for thing in ledger.things if thing.endswith(("-case", "-box", "-belt"))]
    found += [_opening(crew, Spot("box", box), box) for box in boxes]
    return [one for one in found if one.place]


def _opening(crew: Crew, spot: Spot, thing: Id) -> Opening:
    ledger = crew.ledger
    closed = [thing, *ledger.around(thing)]
    return Opening(
        spot=spot,
        thing=thing,
        place=ledger.place_of(thing),
        watchers=ledger.watchers(thing, crew.now_ms),
        locks=tuple(one for one in closed if one in ledger.locks),
        seals=tuple(one for one in closed if one in ledger.seals),
    )


def _ease(one: Opening, actor: Id) -> float:
    others = one.watchers - {actor}
    ease = (UNWATCHED, WATCHED, WATCHED_BY_TWO)[min(len(others), 2)]
    return ease * CLOSED ** (len(one.locks) + 2 * len(one.seals))


def _floor(crew: Crew, place: Id) -> tuple[Failed, ...]:
    """What a round that lies about at a place got past: the line, where the floor was clean."""
    keeper = crew.ledger.clean.get(place, "")
    return (Failed(kind="line", who=keeper),) if keeper else ()


def _lying_about(crew: Crew, place: Id) -> int:
    came = Beginning(kind="place", thing=place)
    return crew.world.bring("live", Spot("place", place), came)


def _displace(crew: Crew, spot: Spot, actor: Id, place: Id) -> None:
    """A full chamber gives up its round; out of a box one is taken half of the time."""
    there = [number for number in crew.world.at(spot) if number not in crew.world.trails]
    full = spot.kind == "chamber" and bool(crew.world.at(spot))
    if there and (full or crew.chance.happens(0.5)):
        away = Spot("pocket", actor) if actor else Spot("place", place)
        crew.world.move(there[0], away)


def pocketed(crew: Crew, person: Id, entered: Id) -> int:
    """Somebody comes in with a live round in a pocket; the round's number."""
    came = Beginning(kind="person", thing=person, event=entered)
    number = crew.world.bring("live", Spot("pocket", person), came)
    past_line(crew, crew.world.trails[number], entered)
    return number


@dataclass(slots=True)
class Reckoning:
    """The moment at which a hazard comes to light: once one is in a weapon, after `after_ms`."""

    after_ms: int

    def __call__(self, crew: Crew, until_ms: int) -> bool:
        """Never done; it ends the shoot.

        Raises:
            SetStopped: a hazard was found in a weapon.
        """
        if until_ms <= self.after_ms:
            return False
        crew.now_ms = until_ms  # after all that was done unrecorded in this stretch
        for weapon, trail in crew.world.barrels.items():
            crew.finds(trail, weapon)
        for weapon, cylinder in crew.cylinders.items():
            for number, trail in crew.world.trails.items():
                spot = crew.world.where[number]
                if (spot.kind, spot.id) == ("chamber", cylinder):
                    crew.finds(trail, weapon, spot.number)
        return False


def _declared(crew: Crew, number: int) -> bool:
    """Whether a live round lies where the record has it: that is no find."""
    spot = crew.world.where[number]
    return spot.kind == "box" and spot.id not in crew.lots and spot.id.startswith("own-")


def reckon(crew: Crew) -> None:
    """In the end everything is turned out: the hazard that came furthest is found.

    Raises:
        SetStopped: there was one.
    """
    Reckoning(-1)(crew, crew.now_ms)
    trails = sorted(crew.world.trails.items(), key=lambda one: (-len(one[1].stages), one[0]))
    known = [one for one in trails if not _declared(crew, one[0])]
    for number, trail in known:
        spot = crew.world.where[number]
        crew.finds(trail, spot.id, lot=spot.id if spot.id in crew.lots else None)
