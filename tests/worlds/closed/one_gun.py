"""One gun of one chamber, a box of rounds that rattle, two people, one place."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from closed.asking import Entry, dummies, opening, revolver
from closed.doings import Look, any_round, checks, handles, passes, scattered, shows, waits
from closed.explore import Move, World
from closed.scene import Scene, Thing, floor
from closed.truths import Spot, State
from coldset.core import acts
from coldset.core.words import Method

PEOPLE = (("armorer", "stage"), ("property-master", "stage"))
GUN, BOX = range(2)
SIZE = 5
LOADED, LEFT_IN_BOX = range(2)


class OneGun(World):
    """The gun and the box come in the armorer's hands; nothing was looked at yet."""

    name = "one gun"

    def __init__(self, rounds: int = 1, strays: int = 1) -> None:
        super().__init__()
        self._rounds = rounds
        self._strays = strays

    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """Any round of the box may be live; strays may be anywhere, live or not."""
        things = (("gun", Thing("armorer", "armorer")), ("box", Thing("armorer", "armorer")))
        scene = Scene(0, PEOPLE, things, (0, self._rounds))
        entries = (*opening(PEOPLE, ("stage",)), revolver("gun"), dummies("box", self._rounds))
        return scene, entries, scattered((BOX,) * self._rounds, self._strays, SIZE, (GUN,))

    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """Chamber, box, floor, and two people's pockets."""
        return (
            scene.inside("gun", holds_one=True),
            scene.inside("box"),
            floor("stage"),
            *(scene.pocket(person) for person, _ in PEOPLE),
        )

    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """A live round in the gun; one in the box."""
        if not scene.facts[LEFT_IN_BOX]:
            return {"gun": lambda state: state[GUN] > 0}
        return {"gun": lambda state: state[GUN] > 0, "box": lambda state: state[BOX] > 0}

    def moves(self, scene: Scene) -> Iterator[Move]:
        """What can be written down next; who acts needs the things in hand or before them."""
        now = scene.at(scene.clock + 1)
        for person, other in (("armorer", "property-master"), ("property-master", "armorer")):
            has = [one for one in ("gun", "box") if now.holding(one) in {"", person}]
            for seen_by in ("", other):
                if "box" in has and now.facts[LEFT_IN_BOX]:
                    look = Look(person, seen_by, "rattle", (BOX,))
                    yield checks(self.ledger, now, look, "box", now.facts[LEFT_IN_BOX])
                if "gun" in has:
                    method: Method = "rattle" if now.facts[LOADED] else "empty"
                    yield shows(self.ledger, now, Look(person, seen_by, method, (GUN,)), "gun")
            if has == ["gun", "box"]:
                yield from self._fills(now, person)
            for thing in has:
                yield from handles(now, thing, person)
                if now.holding(thing):
                    yield passes(now, thing, person, other)
        yield from waits(scene)

    def _fills(self, now: Scene, person: str) -> Iterator[Move]:
        after, n = now.handled(person, "gun", "box"), now.facts[LEFT_IN_BOX]
        if now.facts[LOADED]:
            holder = now.thing("box").holder
            unload = acts.RoundsUnloaded(weapon="gun", lot="box", holder=holder, chambers=(1,), n=1)
            then = after.noted(LOADED, 0).noted(LEFT_IN_BOX, n + 1).put("box", holder, person)
            effect = any_round((GUN,), BOX, SIZE, one=False)
            yield Move(f"{person} unloads", (Entry(unload, person),), then, effect)
        elif n:
            load = acts.RoundsLoaded(weapon="gun", lot="box", chambers=(1,))
            then = after.noted(LOADED, 1).noted(LEFT_IN_BOX, n - 1)
            effect = any_round((BOX,), GUN, SIZE)
            yield Move(f"{person} loads", (Entry(load, person),), then, effect)
