"""Two guns that look alike, a box, a cart, two places: whose marks are not always read."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from closed.asking import Entry, dummies, opening, revolver
from closed.doings import Look, any_round, handles, scattered, shows, waits
from closed.explore import Move, World
from closed.scene import Scene, Thing, floor
from closed.truths import Effect, Spot, State
from coldset.core import acts

PEOPLE = (("armorer", "stage"), ("property-master", "stage"))
GUNS = ("gun", "twin")
GUN, TWIN, BOX, CART = range(4)
SIZE = 8
TAKEN_FOR = 2 * SIZE
"""Whether what goes by the name of one gun is the other."""


class Twins(World):
    """What goes by a gun's name may be the other one, from the moment its mark was not read.

    `word_alone`: less than the truth, and what the calculus holds to be true. Whoever mistook one
    gun for the other needs nothing but their own word for it: nobody's eyes, no look that missed
    what it saw, and no mark read later undoes it.
    """

    name = "two alike"

    def __init__(self, rounds: int = 1, strays: int = 1, *, word_alone: bool = False) -> None:
        super().__init__()
        self._word_alone = word_alone
        self._rounds = rounds
        self._strays = strays

    def begins(self) -> tuple[Scene, tuple[Entry, ...], Iterable[State]]:
        """Both guns in the armorer's hands, box and cart before them."""
        things = (
            *((gun, Thing("armorer", "armorer")) for gun in GUNS),
            ("box", Thing("armorer", "armorer")),
            ("cart", Thing("stage", "armorer")),
        )
        scene = Scene(0, PEOPLE, things, (0, 0, self._rounds))
        cart = acts.ContainerArrived(container="cart", kind="cart", holder="stage")
        entries = (
            *opening(PEOPLE, ("stage", "truck")),
            *(revolver(gun, model="single") for gun in GUNS),
            dummies("box", self._rounds),
            Entry(cart, "armorer"),
        )
        states = scattered((BOX,) * self._rounds, self._strays, SIZE, (GUN, TWIN), 1)
        return scene, entries, states

    def spots(self, scene: Scene) -> tuple[Spot, ...]:
        """Two chambers, box, cart, two floors, two people's pockets."""
        return (
            *(scene.inside(gun, holds_one=True) for gun in GUNS),
            scene.inside("box"),
            scene.inside("cart"),
            floor("stage"),
            floor("truck"),
            *(scene.pocket(person) for person, _ in PEOPLE),
        )

    def asks(self, scene: Scene) -> Mapping[str, Callable[[State], bool]]:
        """A live round in what goes by a gun's name."""
        del scene
        return {"gun": lambda state: state[GUN] > 0, "twin": lambda state: state[TWIN] > 0}

    def moves(self, scene: Scene) -> Iterator[Move]:
        """Shown, loaded, moved, each with the mark read or not."""
        now = scene.at(scene.clock + 1)
        for person, other in (("armorer", "property-master"), ("property-master", "armorer")):
            here = dict(now.people)[person]
            has = [one for one, _ in now.things if self._can(now, one, person, here)]
            for number, gun in enumerate(GUNS):
                if gun not in has:
                    continue
                for move in self._with(now, number, gun, person, other, box="box" in has):
                    yield move
                    yield self._unread(now, move, number, person)
        yield from waits(scene)

    def _can(self, now: Scene, thing: str, person: str, here: str) -> bool:
        return now.place(thing) == here and now.holding(thing) in {"", person}

    def _with(  # noqa: PLR0913 - a gun is handled by somebody, before somebody, with a box or not
        self, now: Scene, number: int, gun: str, person: str, other: str, *, box: bool
    ) -> Iterator[Move]:
        """What can be done with a gun whose mark is read."""
        loaded, left = now.facts[number], now.facts[2]
        together = [one for one in ("", other) if not one or now.place(one) == now.place(gun)]
        for seen_by in together:
            look = Look(person, seen_by, "rattle" if loaded else "empty", (number,))
            yield self._by_mark(shows(self.ledger, now, look, gun), gun)
        if box and left and not loaded:
            load = Entry(acts.RoundsLoaded(weapon=gun, lot="box", chambers=(1,)), person)
            after = now.handled(person, gun, "box").noted(number, 1).noted(2, left - 1)
            effect = any_round((BOX,), number, SIZE)
            load = load._replace(place=now.place(gun))
            yield self._by_mark(Move(f"{person} loads {gun}", (load,), after, effect), gun)
        to = ("cart",) if now.place("cart") == now.place(gun) else ()
        for move in handles(now, gun, person, to):
            yield self._by_mark(move, gun)
        if now.holding(gun) == person:
            away = "truck" if now.place(gun) == "stage" else "stage"
            put = Entry(acts.ItemMoved(item=gun, holder=away), person, place=away)
            after = now.goes(person, away).put(gun, away, person)
            yield self._by_mark(Move(f"{person} brings {gun} {away}", (put,), after, plainly), gun)

    def _by_mark(self, move: Move, gun: str) -> Move:
        """The mark is read: what goes by this name has been the right one all the time."""
        entries = tuple(entry._replace(read=(gun,)) for entry in move.entries)
        effect = move.effect

        def right(state: State) -> Iterable[tuple[State, int]]:
            return () if state[TAKEN_FOR] else effect(state)

        return move._replace(name=f"{move.name} (mark read)", entries=entries, effect=right)

    def _unread(self, now: Scene, move: Move, number: int, person: str) -> Move:
        """The mark is not read: where the other is there too, it may have been that one."""
        unread = move._replace(entries=tuple(one._replace(read=()) for one in move.entries))
        name = move.name.replace(" (mark read)", "")
        if all(one.place(GUNS[1 - number]) != one.place(GUNS[number]) for one in (now, move.scene)):
            return unread._replace(name=f"{name} (the other elsewhere)")
        # two who looked together at an unread gun may have the other one before them
        unread = unread._replace(scene=move.scene.unwatched(GUNS[number], now))
        word, watches = self.ledger.of("record", person), now.watches(self.ledger)
        if self._word_alone:
            return unread._replace(name=f"{name} (unread)", effect=_exchanged(move.effect, word))
        watchers = (now.eyes("gun") | now.eyes("twin")) - {person}
        for watcher in watchers:
            word |= watches[watcher]
        name += " (unread, in sight)" if watchers else " (unread)"
        return unread._replace(name=name, effect=_mistaken(move.effect, word))


def _mistaken(effect: Effect, word: int) -> Effect:
    """As it is written; done to the other one this once; or the other one from now on.

    Whoever has one of them before them, beside who mistakes it, would have seen that.
    """

    def either(state: State) -> Iterator[tuple[State, int]]:
        flag = state[TAKEN_FOR]
        for then, failed in effect(_named(state, 0)):
            yield _named(then, flag), failed
        turned = _turned(state)
        for then, failed in effect(_named(turned, 0)):
            yield _named(then, 1 - flag), failed | word
            yield _named(_turned(then), flag), failed | word

    return either


def _exchanged(effect: Effect, word: int) -> Effect:
    """As it is written; or, by somebody's word alone, a look at the other one, or done to it."""

    def either(state: State) -> Iterator[tuple[State, int]]:
        for then, failed in effect(state):
            yield then, failed
            if failed:
                yield then, word
            yield _turned(then), word

    return either


def plainly(state: State) -> Iterable[tuple[State, int]]:
    """Nothing that was not plain before."""
    return ((state, 0),)


def _named(state: State, flag: int) -> State:
    return (*state[:TAKEN_FOR], flag)


def _turned(state: State) -> State:
    """What went by the one name goes by the other."""
    changed = list(state)
    for kind in (0, SIZE):
        changed[kind + GUN], changed[kind + TWIN] = changed[kind + TWIN], changed[kind + GUN]
    return tuple(changed)
