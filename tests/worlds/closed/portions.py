"""A box of two rounds and one of one, drawn, put together, put back, looked at in part.

Rounds that answered otherwise than the rest lie aside in their box. Rattle and hole both show a
live round here; which rounds a sample took, nobody says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from closed.asking import Entry, dummies, opening, revolver
from closed.doings import Look, any_round, checks, scattered, shows, waits
from closed.explore import Move, World
from closed.scene import Scene, Thing, floor
from closed.truths import Effect, Spot, State, moved
from coldset.core import acts
from coldset.core.words import Method

PEOPLE = (("armorer", "stage"), ("property-master", "stage"))
GUN, BOX, ASIDE, OTHER, PORTION = range(5)
SIZE = 8
LOADED, IN_BOX, ASIDE_OF, IN_OTHER, IN_PORTION = range(5)
"""Plain facts: whether the gun is loaded, how many there are in box, of them aside, and so on."""

LOTS = {
    "box": ((BOX, ASIDE), IN_BOX),
    "other": ((OTHER,), IN_OTHER),
    "one": ((PORTION,), IN_PORTION),
}
METHODS: tuple[Method, ...] = ("rattle", "hole")


class Portions(World):
    """Both boxes and the gun in the armorer's hands."""

    name = "portions"

    def __init__(self, strays: int = 1) -> None:
        super().__init__()
        self._strays = strays

    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """Any of the three rounds may be live; strays may be anywhere."""
        armorer = Thing("armorer", "armorer")
        things = (("gun", armorer), ("box", armorer), ("other", armorer), ("one", armorer))
        entries = (
            *opening(PEOPLE, ("stage",)),
            revolver("gun"),
            dummies("box", 2, build=("rattle", "hole")),
            dummies("other", 1, build=("rattle", "hole")),
        )
        states = scattered((BOX, BOX, OTHER), self._strays, SIZE, (GUN,))
        unused = [kind + one for kind in (0, SIZE) for one in (ASIDE, PORTION)]
        plain = {state for state in states if not any(state[one] for one in unused)}
        return Scene(0, PEOPLE, things, (0, 2, 0, 1, 0)), entries, plain

    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """The chamber, what is in each box, the floor, two people's pockets."""
        box, one = scene.inside("box"), scene.inside("one")
        if not scene.facts[IN_PORTION]:
            one = one._replace(place="nowhere")
        return (
            scene.inside("gun", holds_one=True),
            box,
            box if scene.facts[ASIDE_OF] else box._replace(place="nowhere"),
            scene.inside("other") if scene.facts[IN_OTHER] else box._replace(place="nowhere"),
            one,
            floor("stage"),
            *(scene.pocket(person) for person, _ in PEOPLE),
        )

    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """A live round in the gun, and in each box that has rounds."""
        asked = {"gun": lambda state: state[GUN] > 0}
        for lot, (spots, fact) in LOTS.items():
            if scene.facts[fact]:
                asked[lot] = _any_in(spots)
        return asked

    def moves(self, scene: Scene) -> Iterator[Move]:
        """All by the armorer, who has everything and reads every mark; one other looks on."""
        for move in self._all(scene):
            entries = tuple(entry._replace(read=("gun", *LOTS)) for entry in move.entries)
            yield move._replace(entries=entries)

    def _all(self, scene: Scene) -> Iterator[Move]:
        now = scene.at(scene.clock + 1)
        for lot, (spots, fact) in LOTS.items():
            n = now.facts[fact]
            if n and not (lot == "box" and now.facts[ASIDE_OF]):
                for method, seen_by in product(METHODS, ("", "property-master")):
                    look = Look("armorer", seen_by, method, spots)
                    yield checks(self.ledger, now, look, lot, n)
        yield from self._in_part(now)
        yield from self._draws(now)
        yield from self._together(now)
        yield from self._in_gun(now)
        yield from waits(scene)

    def _in_part(self, now: Scene) -> Iterator[Move]:
        """A sample; a look to which one of two answered otherwise; a look at that one alone."""
        n, aside = now.facts[IN_BOX], now.facts[ASIDE_OF]
        if n != 2:
            return
        after = now.handled("armorer", "box")
        for method, seen_by in product(METHODS, ("", "property-master")):
            look = Look("armorer", seen_by, method, (BOX, ASIDE))
            missed = look.missed(self.ledger)
            if aside:
                act = acts.LotChecked(lot="box", method=method, n=1, answered=1)
                entry = Entry(act, "armorer", look.sees(1))
                effect = Look("armorer", seen_by, method, (ASIDE,)).effect(self.ledger)
                then = after.noted(ASIDE_OF, 0)
                yield Move(f"{look} {method} what was aside", (entry,), then, _back(effect))
                continue
            act = acts.LotChecked(lot="box", method=method, n=1, answered=1)
            entry = Entry(act, "armorer", look.sees(1))
            yield Move(f"{look} {method} one of the box", (entry,), after, _sample(missed))
            act = acts.LotChecked(lot="box", method=method, n=2, answered=1, others=1)
            entry = Entry(act, "armorer", look.sees(2))
            then = after.noted(ASIDE_OF, 1)
            yield Move(f"{look} {method} one aside", (entry,), then, _split(missed))

    def _draws(self, now: Scene) -> Iterator[Move]:
        n = now.facts[IN_BOX]
        if n and not now.facts[IN_PORTION] and not now.facts[ASIDE_OF]:
            act = acts.PortionDrawn(lot="box", portion="one", holder="armorer", n=1)
            then = now.handled("armorer", "box").put("one", "armorer", "armorer")
            then = then.noted(IN_BOX, n - 1).noted(IN_PORTION, 1)
            effect = any_round((BOX,), PORTION, SIZE, one=False)
            yield Move("one drawn", (Entry(act, "armorer"),), then, effect)

    def _together(self, now: Scene) -> Iterator[Move]:
        for lot, (spots, fact) in LOTS.items():
            if lot == "box" or not now.facts[fact] or now.facts[ASIDE_OF] or not now.facts[IN_BOX]:
                continue
            n = now.facts[IN_BOX] + now.facts[fact]
            act = acts.LotsMerged(lots=("box", lot), into="box", holder="armorer")
            then = now.put("box", "armorer", "armorer").noted(IN_BOX, n).noted(fact, 0)
            yield Move(f"{lot} into box", (Entry(act, "armorer"),), then, _all_of(spots[0], BOX))

    def _in_gun(self, now: Scene) -> Iterator[Move]:
        if now.facts[IN_PORTION] and not now.facts[LOADED]:
            load = acts.RoundsLoaded(weapon="gun", lot="one", chambers=(1,))
            then = now.handled("armorer", "gun", "one").noted(LOADED, 1).noted(IN_PORTION, 0)
            effect = any_round((PORTION,), GUN, SIZE)
            yield Move("loaded", (Entry(load, "armorer"),), then, effect)
        for seen_by in ("", "property-master"):
            for method in METHODS if now.facts[LOADED] else ("empty",):
                look = Look("armorer", seen_by, method, (GUN,))
                yield shows(self.ledger, now, look, "gun")


def _any_in(spots: tuple[int, ...]) -> Callable[[State], bool]:
    return lambda state: any(state[spot] for spot in spots)


def _all_of(source: int, target: int) -> Effect:
    """Everything in one spot goes to another."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        changed = list(state)
        for kind in (0, SIZE):
            changed[kind + target] += changed[kind + source]
            changed[kind + source] = 0
        yield tuple(changed), 0

    return effect


def _back(look: Effect) -> Effect:
    """What was looked at aside goes back to the rest."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        for then, failed in look(state):
            for back, _ in _all_of(ASIDE, BOX)(then):
                yield back, failed

    return effect


def _sample(missed: int) -> Effect:
    """One round was looked at, and nobody says which."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        if state[SIZE + BOX]:
            yield state, 0
        elif state[BOX]:
            yield state, missed

    return effect


def _split(missed: int) -> Effect:
    """One answered otherwise and lies aside; a live round among the rest was missed."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        for kind in (0, SIZE):
            if state[kind + BOX]:
                then = moved(state, kind + BOX, kind + ASIDE)
                yield then, missed if then[BOX] else 0

    return effect
