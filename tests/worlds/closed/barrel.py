"""One gun of one chamber, dummies of which some have a live primer, two people, one place.

A trigger pulled on a primed dummy can leave its bullet in the barrel; a dummy's bullet can come
loose in the barrel by itself. Both take a component that fails.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from closed.asking import Entry, dummies, opening, revolver
from closed.doings import Look, any_round, handles, passes, scattered, waits
from closed.explore import Move, World
from closed.scene import Scene, Thing, floor
from closed.truths import Effect, Spot, State
from coldset.core import acts
from coldset.core.words import Hazard, Method

PEOPLE = (("armorer", "stage"), ("property-master", "stage"))
GUN, BOX = range(2)
SIZE = 5
BARREL = 2 * SIZE
"""Whether a bullet is in the barrel."""

LOADED, LEFT_IN_BOX, BULLETS = range(3)


class Barrel(World):
    """The gun and the box come in the armorer's hands; the bore was not looked through yet."""

    name = "barrel"
    hazard: Hazard = "lodged"

    def __init__(self, rounds: int = 1, strays: int = 1) -> None:
        super().__init__()
        self._rounds = rounds
        self._strays = strays

    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """Any round may be primed; strays may be anywhere; the barrel may be blocked."""
        things = (("gun", Thing("armorer", "armorer")), ("box", Thing("armorer", "armorer")))
        scene = Scene(0, PEOPLE, things, (0, self._rounds, 0))
        entries = (
            *opening(PEOPLE, ("stage",)),
            revolver("gun"),
            dummies("box", self._rounds, build=("no-primer",)),
        )
        clear = scattered((BOX,) * self._rounds, self._strays, SIZE, (GUN,), 1)
        return scene, entries, {*clear, *((*state[:BARREL], 1) for state in clear)}

    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """Chamber, box, floor, two people's pockets."""
        return (
            scene.inside("gun", holds_one=True),
            scene.inside("box"),
            floor("stage"),
            *(scene.pocket(person) for person, _ in PEOPLE),
        )

    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """A bullet in the barrel."""
        del scene
        return {"gun": lambda state: bool(state[BARREL])}

    def deeds(self, scene: Scene, state: State) -> Iterable[tuple[State, int]]:
        """Somebody pulls the trigger and writes nothing down."""
        if state[GUN] and not state[BARREL]:
            failed = self.ledger.of("component", "", "gun")
            watches = scene.watches(self.ledger)
            for person in scene.eyes("gun"):
                failed |= watches[person]
            yield _lodged(state), failed

    def moves(self, scene: Scene) -> Iterator[Move]:
        """Looks at the primer and through the bore, loading, unloading, a hammer that falls."""
        now = scene.at(scene.clock + 1)
        for person, other in (("armorer", "property-master"), ("property-master", "armorer")):
            if now.holding("gun") not in {"", person}:
                continue
            for seen_by in ("", other):
                yield self._through(now, Look(person, seen_by, "bore", (BARREL,)))
                method: Method = "primer" if now.facts[LOADED] else "empty"
                yield self._shows(now, Look(person, seen_by, method, (GUN,)))
            fell = Entry(acts.HammerFell(weapon="gun", chamber=1), person)
            after = now.handled(person, "gun")
            yield Move(f"hammer falls, {person}", (fell,), after, self._struck())
            if now.holding("box") in {"", person}:
                yield from self._fills(now, person)
            yield from handles(now, "gun", person)
            if now.holding("gun"):
                yield passes(now, "gun", person, other)
        yield from waits(scene)

    def _through(self, now: Scene, look: Look) -> Move:
        act = acts.BoreChecked(weapon="gun", clear=True)
        entry = Entry(act, look.person, look.sees(1))
        after = now.handled(look.person, "gun")
        return Move(f"{look} bore clear", (entry,), after, look.effect(self.ledger))

    def _shows(self, now: Scene, look: Look) -> Move:
        empty = look.method == "empty"
        sight = acts.Sight(
            chamber=1, contents="empty" if empty else "dummy", methods=() if empty else ("primer",)
        )
        entry = Entry(acts.WeaponShown(weapon="gun", sights=(sight,)), look.person, look.sees(1))
        after = now.handled(look.person, "gun").looked("gun", *look.together)
        return Move(f"{look} show gun {look.method}", (entry,), after, look.effect(self.ledger))

    def _struck(self) -> Effect:
        failed = self.ledger.of("component", "", "gun")

        def effect(state: State) -> Iterable[tuple[State, int]]:
            yield state, 0
            if state[GUN]:
                yield _lodged(state), failed

        return effect

    def _fills(self, now: Scene, person: str) -> Iterator[Move]:
        after, n = now.handled(person, "gun", "box"), now.facts[LEFT_IN_BOX]
        if not now.facts[LOADED] and n:
            loose = self.ledger.of("component", "", "box")
            for bullets in (None, 1):
                load = acts.RoundsLoaded(weapon="gun", lot="box", chambers=(1,), bullets=bullets)
                then = after.noted(LOADED, 1).noted(LEFT_IN_BOX, n - 1)
                then = then.noted(BULLETS, bullets or 0)
                effect = _may_come_loose(any_round((BOX,), GUN, SIZE), loose)
                name = f"{person} loads, {bullets} counted"
                yield Move(name, (Entry(load, person),), then, effect)
        if now.facts[LOADED]:
            for bullets in (None, 1):
                yield self._unloads(after, person, n, bullets)

    def _unloads(self, after: Scene, person: str, n: int, bullets: int | None) -> Move:
        holder = after.thing("box").holder
        unload = acts.RoundsUnloaded(
            weapon="gun", lot="box", holder=holder, chambers=(1,), n=1, bullets=bullets
        )
        then = after.noted(LOADED, 0).noted(LEFT_IN_BOX, n + 1).put("box", holder, person)
        out: Effect = any_round((GUN,), BOX, SIZE, one=False)
        if bullets and after.facts[BULLETS]:
            counted = self.ledger.of("check", person, "bullets")
            out = _missed(out, counted)
        return Move(f"{person} unloads, {bullets} counted", (Entry(unload, person),), then, out)


def _lodged(state: State) -> State:
    return (*state[:BARREL], 1)


def _may_come_loose(effect: Effect, failed: int) -> Effect:
    def either(state: State) -> Iterable[tuple[State, int]]:
        for then, cost in effect(state):
            yield then, cost
            yield _lodged(then), cost | failed

    return either


def _missed(effect: Effect, failed: int) -> Effect:
    """As many bullets out as in were counted; one in the barrel was not."""
    return lambda state: (
        (then, cost | failed if then[BARREL] else cost) for then, cost in effect(state)
    )
