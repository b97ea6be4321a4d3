"""A gun, a box, two people, one place; rounds are found, and what that proves costs nothing more.

The place can be put behind a controlled line, swept and everybody on it searched: what lies about
then was overlooked by everybody who swept, or came in past the line.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from closed.asking import Entry, dummies, opening, revolver
from closed.doings import Look, any_round, checks, handles, passes, scattered, shows, waits
from closed.explore import Move, World
from closed.scene import Scene, Thing, floor
from closed.truths import Effect, Spot, State, moved
from coldset.core import acts

PEOPLE = (("armorer", "stage"), ("property-master", "stage"))
GUN, BOX, FLOOR, ARMORER, PROPS, OUTSIDE, SEIZED = range(7)
SIZE = 7
LOADED, IN_BOX, LINE, FOUND = range(4)
WHERE = {"gun": GUN, "box": BOX, "stage": FLOOR, "armorer": ARMORER, "property-master": PROPS}
OPEN, HELD, SWEPT_AGAIN = range(3)


class Finds(World):
    """The gun and the box come in the armorer's hands.

    `sweeper` is who sweeps the place first, the other of the two does it again.
    """

    name = "find and sweep"
    times = True
    cost_max = 4

    def __init__(self, rounds: int = 1, strays: int = 2, sweeper: str = "property-master") -> None:
        super().__init__()
        self._sweeper = sweeper
        self._rounds = rounds
        self._strays = strays

    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """Strays may be anywhere, and outside."""
        things = (("gun", Thing("armorer", "armorer")), ("box", Thing("armorer", "armorer")))
        scene = Scene(0, PEOPLE, things, (0, self._rounds, OPEN, 0))
        entries = (
            *opening(PEOPLE, ("stage",)),
            revolver("gun"),
            dummies("box", self._rounds, build=("rattle", "hole")),
        )
        states = scattered((BOX,) * self._rounds, self._strays, SIZE, (GUN,), live=True)
        return scene, entries, {s for s in states if not s[SEIZED] + s[SIZE + SEIZED]}

    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """Chamber, box, floor, two people's pockets, what is outside, what was seized."""
        return (
            scene.inside("gun", holds_one=True),
            scene.inside("box"),
            floor("stage"),
            *(scene.pocket(person) for person, _ in PEOPLE),
            Spot("outside"),
            Spot("seized"),
        )

    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """A live round in the gun; one in the box."""
        if not scene.facts[IN_BOX]:
            return {"gun": _in(GUN)}
        return {"gun": _in(GUN), "box": _in(BOX)}

    def comes_in(self, scene: Scene) -> Effect | None:
        """What is outside lies about inside, once it is past the line."""
        past = 0 if scene.facts[LINE] == OPEN else self.ledger.of("line", "property-master")

        def effect(state: State) -> Iterable[tuple[State, int]]:
            yield state, 0
            for kind in (0, SIZE):
                if state[kind + OUTSIDE]:
                    yield moved(state, kind + OUTSIDE, kind + FLOOR), past

        return effect

    def moves(self, scene: Scene) -> Iterator[Move]:
        """Looks, loading, leaving; the line, sweeps and searches; finds."""
        now = scene.at(scene.clock + 1)
        n, full = now.facts[IN_BOX], now.facts[LOADED]
        has = now.holding("gun") in {"", "armorer"}
        for seen_by in ("", "property-master"):
            if n:
                look = Look("armorer", seen_by, "rattle", (BOX,))
                yield checks(self.ledger, now, look, "box", n)
            if has:
                look = Look("armorer", seen_by, "rattle" if full else "empty", (GUN,))
                yield shows(self.ledger, now, look, "gun")
        if full and now.holding("gun") in {"", "property-master"}:
            look = Look("property-master", "", "hole", (GUN,))
            yield shows(self.ledger, now, look, "gun")
        if has:
            yield from handles(now, "gun", "armorer")
        if now.holding("gun") == "armorer":
            yield passes(now, "gun", "armorer", "property-master")
        if n and not full and has:
            load = Entry(acts.RoundsLoaded(weapon="gun", lot="box", chambers=(1,)), "armorer")
            then = now.handled("armorer", "gun", "box").noted(LOADED, 1).noted(IN_BOX, n - 1)
            yield Move("loads", (load,), then, any_round((BOX,), GUN, SIZE))
        yield from self._guards(now)
        yield from self._finds(now)
        yield from waits(scene)

    def _guards(self, now: Scene) -> Iterator[Move]:
        """The line held, the stage swept, everybody searched; the stage swept once more."""
        if now.facts[LINE] == OPEN:
            search = [
                (FLOOR, "search", self._sweeper, "stage"),
                (ARMORER, "search", "property-master", "armorer"),
                (PROPS, "search", "armorer", "property-master"),
            ]
            entries = (
                Entry(acts.LineControlled(), "property-master"),
                Entry(acts.PlaceSwept(holder="stage"), self._sweeper),
                Entry(acts.PersonSearched(person="armorer"), "property-master"),
                Entry(acts.PersonSearched(person="property-master"), "armorer"),
            )
            bits = [(spot, self.ledger.of(*name)) for spot, *name in search]
            yield Move("guarded", entries, now.noted(LINE, HELD), _overlooked(bits))
        elif now.facts[LINE] == HELD:
            (other,) = dict(PEOPLE).keys() - {self._sweeper}
            again = Entry(acts.PlaceSwept(holder="stage"), other)
            effect = _overlooked([(FLOOR, self.ledger.of("search", other, "stage"))])
            yield Move("swept again", (again,), now.noted(LINE, SWEPT_AGAIN), effect)

    def _finds(self, now: Scene) -> Iterator[Move]:
        """One stray is always left over: were there none, a find would prove more than it says."""
        if now.facts[FOUND] == self._strays - 1:
            return
        now = now.noted(FOUND, now.facts[FOUND] + 1)
        for at, spot in WHERE.items():
            lot = "box" if at == "box" else None
            act = acts.HazardIdentified(hazard="live", at=at, lot=lot, n=1)
            if at != "box" or now.facts[IN_BOX]:
                entry = Entry(act, "armorer")
                yield Move(f"found in {at}", (entry,), now, _taken_from(spot), proves=_in(spot))


def _in(spot: int) -> Callable[[State], bool]:
    return lambda state: state[spot] > 0


def _taken_from(spot: int) -> Effect:
    """What was found stays for a while, or is taken off the property."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        yield state, 0
        if state[spot]:
            yield moved(state, spot, SEIZED), 0

    return effect


def _overlooked(bits: list[tuple[int, int]]) -> Effect:
    """What is where somebody searched was overlooked by them."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        failed = 0
        for spot, bit in bits:
            if state[spot]:
                failed |= bit
        yield state, failed

    return effect
