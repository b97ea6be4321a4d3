"""An empty gun, a safe that can be sealed and locked, key holders, three people, one place.

Whoever passes a seal breaks it. That shows when somebody reads it, unless they misread it; a seal
that nobody has read shows nothing. A seal can also break by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from closed.asking import Entry, opening, revolver
from closed.doings import Look, handles, nothing, passes, scattered, shows, waits
from closed.explore import Move, World
from closed.scene import Scene, Thing, floor
from closed.truths import Spot, State
from coldset.core import acts

PEOPLE = (("armorer", "stage"), ("property-master", "stage"), ("first-ad", "stage"))
GUN, SAFE = range(2)
SIZE = 6
BROKEN = 2 * SIZE
SEALED, LOCKED = range(2)
KEYS: tuple[tuple[str, ...] | None, ...] = (
    None,
    ("armorer",),
    ("armorer", "property-master"),
    None,
)
"""Who has keys by what is plain of the lock: open, one, two, nobody knows."""


class Closures(World):
    """The gun in the armorer's hands, the safe before them, open."""

    name = "seal and lock"
    reads_ahead = True

    def __init__(self, strays: int = 1) -> None:
        super().__init__()
        self._strays = strays

    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """The strays may be anywhere."""
        things = (("gun", Thing("armorer", "armorer")), ("safe", Thing("stage", "armorer")))
        safe = acts.ContainerArrived(container="safe", kind="safe", holder="stage")
        entries = (*opening(PEOPLE, ("stage",)), revolver("gun"), Entry(safe, "armorer"))
        states = scattered((), self._strays, SIZE, (GUN,), 1)
        return Scene(0, PEOPLE, things, (0, 0), (0, 0, 0)), entries, states

    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """The chamber, the safe, the floor, three people's pockets."""
        keys = KEYS[scene.facts[LOCKED]]
        bars = () if keys is None else ((self.ledger.of("lock", "", "safe"), frozenset(keys)),)
        seals = (BROKEN,) if scene.facts[SEALED] else ()
        in_safe = "safe" in scene.around("gun")
        return (
            scene.inside(
                "gun",
                holds_one=True,
                bars=bars if in_safe else (),
                seals=seals if in_safe else (),
            ),
            scene.inside("safe", bars=bars, seals=seals),
            floor("stage"),
            *(scene.pocket(person) for person, _ in PEOPLE),
        )

    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """A live round in the gun; one loose in the safe."""
        del scene
        return {"gun": lambda state: state[GUN] > 0, "safe": lambda state: state[SAFE] > 0}

    def moves(self, scene: Scene) -> Iterator[Move]:
        """Shown, put into the safe and taken out, closed, read, opened."""
        now = scene.at(scene.clock + 1)
        sealed, lock = now.facts
        for person, other in (("armorer", "property-master"), ("property-master", "armorer")):
            key = not lock or person in (KEYS[lock] or (person,))
            inside = "safe" in now.around("gun")
            opens = not (sealed or lock)
            if now.holding("gun") in {"", person} and (opens or not inside):
                for seen_by in ("", other, "first-ad"):
                    yield shows(self.ledger, now, Look(person, seen_by, "empty", (GUN,)), "gun")
                to = ("safe",) if opens else ()
                yield from handles(now, "gun", person, to)
                if now.holding("gun"):
                    yield passes(now, "gun", person, "first-ad")
                if opens and now.holding("gun"):
                    yield from self._shuts_away(now, person)
            yield from self._seals(now, person)
            yield from self._locks(now, person, key=key)
        yield from waits(scene)

    def _shuts_away(self, now: Scene, person: str) -> Iterator[Move]:
        """Into the safe, which is closed at once, and nobody stays."""
        put = Entry(acts.ItemMoved(item="gun", holder="safe"), person)
        leaves = Entry(acts.PlaceLeft(holder="safe"), person)
        away = now.put("gun", "safe", person).handled(person, "safe").left("gun", "safe")
        seal = Entry(acts.ContainerSealed(container="safe", seal="A1"), person)
        yield Move(
            f"{person} shuts the gun away under seal", (put, seal, leaves), away.noted(SEALED, 1),
            lambda state: ((_broken(state, 0), 0),),
        )  # fmt: skip
        for number in (1, 2, 3):
            lock = Entry(acts.HolderLocked(holder="safe", keys=KEYS[number]), person)
            then = away.noted(LOCKED, number)
            name = f"{person} shuts the gun away, keys {KEYS[number]}"
            yield Move(name, (put, lock, leaves), then, nothing)

    def _seals(self, now: Scene, person: str) -> Iterator[Move]:
        if not now.facts[SEALED]:
            seal = Entry(acts.ContainerSealed(container="safe", seal="A1"), person)
            after = now.handled(person, "safe").noted(SEALED, 1)
            yield Move(f"{person} seals", (seal,), after, lambda state: ((_broken(state, 0), 0),))
            return
        misread = self.ledger.of("seal", person)
        whole = Entry(acts.SealRead(container="safe", seal="A1", intact=True), person)
        yield Move(
            f"{person} reads the seal whole", (whole,), now,
            lambda state: ((state, misread if state[BROKEN] else 0),),
        )  # fmt: skip
        broken = Entry(acts.SealRead(container="safe", seal="A1", intact=False), person)
        opened = now.noted(SEALED, 0)
        yield Move(
            f"{person} reads the seal broken", (broken,), opened,
            lambda state: ((_broken(state, 0), 0),),
        )  # fmt: skip
        removed = Entry(acts.SealRemoved(container="safe"), person)
        yield Move(
            f"{person} cuts the seal", (removed,), opened, lambda state: ((_broken(state, 0), 0),)
        )

    def _locks(self, now: Scene, person: str, *, key: bool) -> Iterator[Move]:
        lock = now.facts[LOCKED]
        if not lock:
            for number in (1, 2, 3):
                act = acts.HolderLocked(holder="safe", keys=KEYS[number])
                after = now.noted(LOCKED, number)
                yield Move(f"{person} locks {KEYS[number]}", (Entry(act, person),), after, nothing)
            return
        if key:
            opens = acts.HolderUnlocked(holder="safe")
            yield Move(f"{person} unlocks", (Entry(opens, person),), now.noted(LOCKED, 0), nothing)
        if lock == 1:
            given = acts.KeyGiven(holder="safe", person="property-master")
            after = now.noted(LOCKED, 2)
            yield Move("the property master gets a key", (Entry(given, person),), after, nothing)


def _broken(state: State, flag: int) -> State:
    return (*state[:BROKEN], flag)
