"""What everybody on a small set can see: who is where, who has what, who has it before them."""

from typing import NamedTuple

from closed.ledger import Ledger
from closed.truths import Spot

JOINT_MINUTES = 5
"""How long two who looked together are held to have it before them."""

WATCHERS = frozenset({"armorer", "property-master"})
"""Who answers for a thing that they have in their hands or put down before them."""


class Thing(NamedTuple):
    """A gun, a box or a cart: with whom or what it is, who handled it last, whether it was left.

    `together` looked at it side by side and have it before them until the minute `until`.
    """

    holder: str
    by: str
    left: bool = False
    together: frozenset[str] = frozenset()
    until: int = 0


class Scene(NamedTuple):
    """A set at one minute.

    `facts` are what else is plain to see in one world; `stays` count for each of the people how
    often they came to another place.
    """

    clock: int
    people: tuple[tuple[str, str], ...]
    things: tuple[tuple[str, Thing], ...]
    facts: tuple[int, ...] = ()
    stays: tuple[int, ...] = (0, 0, 0)

    def thing(self, name: str) -> Thing:
        """One thing as it lies."""
        return dict(self.things)[name]

    def around(self, name: str) -> list[str]:
        """The thing itself and the things it lies in, outwards; then the person or place."""
        things, chain = dict(self.things), [name]
        while chain[-1] in things:
            chain.append(things[chain[-1]].holder)
        return chain

    def place(self, name: str) -> str:
        """Where a thing or a person is."""
        last = self.around(name)[-1]
        return dict(self.people).get(last, last)

    def holding(self, name: str) -> str:
        """In whose hands a thing is; nobody's where it lies at a place."""
        last = self.around(name)[-1]
        return last if last in dict(self.people) else ""

    def eyes(self, name: str) -> frozenset[str]:
        """Who would see it, if they watch as they should, when somebody reaches for a thing."""
        chain = self.around(name)
        parts = [self.thing(part) for part in chain[:-1]]
        if any(part.left for part in parts):
            return frozenset()
        keeper = self.holding(name) or parts[-1].by
        here = self.place(name)
        keepers = {keeper} & WATCHERS if dict(self.people).get(keeper) == here else set()
        thing = parts[0]
        return frozenset(keepers) | (thing.together if self.clock < thing.until else frozenset())

    def next_end(self, before: int) -> int:
        """The first minute until then at which two no longer have something before them."""
        ends = [thing.until for _, thing in self.things if self.clock < thing.until < before]
        return min(ends, default=before)

    def watches(self, ledger: Ledger) -> dict[str, int]:
        """For each of the people, that they do not watch as they should where they now are."""
        return {
            person: ledger.of("watch", person, str(stay))
            for (person, _), stay in zip(self.people, self.stays, strict=False)
        }

    # What somebody does with things, plain for all to see

    def at(self, clock: int) -> "Scene":
        """The same, later."""
        return self._replace(clock=clock)

    def goes(self, person: str, place: str) -> "Scene":
        """Somebody is at a place; whoever they looked together with is no longer beside them."""
        before = dict(self.people)
        if before[person] == place:
            return self
        people = tuple((one, place if one == person else there) for one, there in self.people)
        things = tuple(
            (name, thing._replace(until=0) if person in thing.together else thing)
            for name, thing in self.things
        )
        stays = tuple(
            stay + (one == person) for (one, _), stay in zip(self.people, self.stays, strict=False)
        )
        return self._replace(people=people, things=things, stays=stays)

    def put(self, name: str, holder: str, by: str) -> "Scene":
        """A thing goes somewhere; it and all that is in it is no longer before two people."""
        inside = {one for one, _ in self.things if name in self.around(one)}
        things = tuple(
            (one, Thing(holder, by) if one == name else thing._replace(until=0))
            if one in inside
            else (one, thing)
            for one, thing in self.things
        )
        return self._replace(things=things)

    def handled(self, by: str, *names: str) -> "Scene":
        """Somebody does something with things where they are; from now on they have them there."""
        things = tuple(
            (one, thing._replace(by=by, left=False) if one in names else thing)
            for one, thing in self.things
        )
        return self._replace(things=things)

    def left(self, *names: str) -> "Scene":
        """Nobody stays with these things."""
        things = tuple(
            (one, thing._replace(left=True) if one in names else thing)
            for one, thing in self.things
        )
        return self._replace(things=things)

    def looked(self, name: str, *people: str) -> "Scene":
        """Some looked at a thing together and have it before them for a while."""
        if len(people) == 1:
            return self
        things = tuple(
            (one, thing._replace(together=frozenset(people), until=self.clock + JOINT_MINUTES))
            if one == name
            else (one, thing)
            for one, thing in self.things
        )
        return self._replace(things=things)

    def unwatched(self, name: str, before: "Scene") -> "Scene":
        """Nobody counts on two who now looked at a thing: who had it before them is as before."""
        was, now = before.thing(name), self.thing(name)
        if now.until <= was.until:
            return self
        then = now._replace(together=was.together, until=was.until)
        things = tuple((one, then if one == name else thing) for one, thing in self.things)
        return self._replace(things=things)

    def noted(self, number: int, value: int) -> "Scene":
        """One of the plain facts changes."""
        facts = tuple(value if n == number else fact for n, fact in enumerate(self.facts))
        return self._replace(facts=facts)

    # How each spot is open

    def inside(
        self,
        name: str,
        *,
        holds_one: bool = False,
        bars: tuple[tuple[int, frozenset[str]], ...] = (),
        seals: tuple[int, ...] = (),
    ) -> Spot:
        """The inside of a thing, behind whatever closes it."""
        return Spot(self.place(name), self.eyes(name), bars, seals, holds_one=holds_one)

    def pocket(self, person: str) -> Spot:
        """Somebody's pockets."""
        return Spot(dict(self.people)[person], owner=person)


def floor(place: str) -> Spot:
    """Lying about at a place."""
    return Spot(place, is_floor=True)
