"""What people do on a small set and write down: its entry, what is plain, what can be true."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from closed.asking import Entry
from closed.explore import Move
from closed.ledger import Ledger
from closed.scene import Scene
from closed.truths import Effect, State, moved
from coldset.core import acts
from coldset.core.words import Method


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked by which method, and who says to have seen it; `spots`: where they looked."""

    person: str
    seen_by: str
    method: Method
    spots: tuple[int, ...]

    @property
    def together(self) -> tuple[str, ...]:
        """Everybody who looked."""
        return tuple(filter(None, (self.person, self.seen_by)))

    def sees(self, count: int) -> tuple[tuple[str, int], ...]:
        """The witness's words: that they saw all there was."""
        return ((self.seen_by, count),) if self.seen_by else ()

    def missed(self, ledger: Ledger) -> int:
        """What fails when a hazard is there and the record says that none is."""
        failed = ledger.of("check", self.person, self.method)
        return failed | ledger.of("witness", self.seen_by) if self.seen_by else failed

    def effect(self, ledger: Ledger) -> Effect:
        """Nothing changes; a hazard that is there was missed by everybody who looked."""
        missed, spots = self.missed(ledger), self.spots
        return lambda state: ((state, missed if any(state[one] for one in spots) else 0),)

    def __str__(self) -> str:
        """Who, and before whom."""
        return f"{self.person} and {self.seen_by}" if self.seen_by else self.person


def checks(ledger: Ledger, now: Scene, look: Look, lot: str, n: int) -> Move:
    """Every round of a lot, one by one."""
    act = acts.LotChecked(lot=lot, method=look.method, n=n, answered=n)
    after = now.handled(look.person, lot).looked(lot, *look.together)
    entries = (Entry(act, look.person, look.sees(n), place=now.place(lot)),)
    return Move(f"{look} {look.method} all of {lot}", entries, after, look.effect(ledger))


def shows(ledger: Ledger, now: Scene, look: Look, gun: str, read: tuple[str, ...] = ()) -> Move:
    """The one chamber of a gun, seen empty or with its dummy in it."""
    empty = look.method == "empty"
    sight = acts.Sight(
        chamber=1, contents="empty" if empty else "dummy", methods=() if empty else (look.method,)
    )
    act = acts.WeaponShown(weapon=gun, sights=(sight,))
    after = now.handled(look.person, gun).looked(gun, *look.together)
    entries = (Entry(act, look.person, look.sees(1), read, now.place(gun)),)
    how = " by its mark" if read else ""
    return Move(f"{look} show {gun} {look.method}{how}", entries, after, look.effect(ledger))


def handles(now: Scene, thing: str, person: str, to: tuple[str, ...] = ()) -> Iterator[Move]:
    """A thing in somebody's hands is put down, left, passed to others; one that lies is taken."""
    here, holding = now.place(thing), now.holding(thing)
    if holding != person:
        up = Entry(acts.ItemMoved(item=thing, holder=person), person, place=here)
        yield Move(f"{person} takes {thing}", (up,), now.put(thing, person, person), nothing)
        return
    for holder in (here, *to):
        down = Entry(acts.ItemMoved(item=thing, holder=holder), person, place=here)
        put = now.put(thing, holder, person)
        yield Move(f"{person} puts {thing} {holder}", (down,), put, nothing)
        leaves = Entry(acts.PlaceLeft(holder=thing), person, place=here)
        yield Move(f"{person} leaves {thing} {holder}", (down, leaves), put.left(thing), nothing)


def passes(now: Scene, thing: str, giver: str, taker: str) -> Move:
    """A thing goes from hand to hand."""
    act = acts.CustodyPassed(item=thing, giver=giver, receiver=taker)
    entry = Entry(act, giver, place=now.place(thing))
    return Move(f"{giver} passes {thing} {taker}", (entry,), now.put(thing, taker, taker), nothing)


def waits(scene: Scene) -> Iterator[Move]:
    """Ten minutes in which nothing is written, where that makes a difference."""
    if any(thing.until > scene.clock for _, thing in scene.things):
        yield Move("wait", (), scene, nothing, minutes=10)


def nothing(state: State) -> Iterable[tuple[State, int]]:
    """Nothing that was not plain before."""
    return ((state, 0),)


def any_round(sources: tuple[int, ...], target: int, size: int, *, one: bool = True) -> Effect:
    """Any round from some spots goes to another; none can where `one` already fills it."""

    def effect(state: State) -> Iterable[tuple[State, int]]:
        if one and state[target] + state[size + target]:
            return
        for kind, source in product((0, size), sources):
            if state[kind + source]:
                yield moved(state, kind + source, kind + target), 0

    return effect


def scattered(  # noqa: PLR0913 - rounds lie in boxes and about, some spots hold one, some are live
    boxes: tuple[int, ...],
    strays: int,
    size: int,
    chambers: tuple[int, ...],
    more: int = 0,
    *,
    live: bool = False,
) -> set[State]:
    """Every way in which rounds in boxes and some strays may lie at first, each live or not.

    `more` is how much else there is to be true of a world: none of it at first. `live`: every
    stray is.
    """
    found = set()
    in_boxes = product((0, size), repeat=len(boxes))
    lying_about = product((0,) if live else (0, size), repeat=strays)
    for kinds in (one + other for one, other in product(in_boxes, lying_about)):
        for places in product(range(size), repeat=strays):
            state = [0] * (2 * size + more)
            for kind, place in zip(kinds, boxes + places, strict=True):
                state[kind + place] += 1
            if all(state[one] + state[size + one] <= 1 for one in chambers):
                found.add(tuple(state))
    return found
