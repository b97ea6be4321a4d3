"""All closed worlds: how deep each is explored, and where the calculus stays below its truth."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from closed.barrel import Barrel
from closed.closures import Closures
from closed.explore import Tally, Walk, World
from closed.finds import Finds
from closed.one_gun import OneGun
from closed.portions import Portions
from closed.rewritten import Rewritten
from closed.twins import Twins

UNLOADED = {
    r"unloads": "unloading clears no chamber: DESIGN part 3, `c is clear only if seen empty`",
}


class Plan(NamedTuple):
    """One world and how to go through it.

    `short` and `deepest` are depths; `known` maps moves to why a figure after them may be below
    the truth: a world that names none is exact throughout.
    """

    name: str
    explore: Callable[[int, Tally], None]
    short: int
    deepest: int
    known: Mapping[str, str]

    def tally(self, depth: int) -> Tally:
        """Explore to a depth."""
        tally = Tally(self.name, self.known)
        self.explore(depth, tally)
        return tally


def walking(world: Callable[[], World], *first: str) -> Callable[[int, Tally], None]:
    """Every record of a world that begins with the first moves; it is made anew for each walk."""
    return lambda depth, tally: Walk(world(), tally, first).explore(depth)


PLANS = (
    Plan("one gun", walking(OneGun), 3, 3, UNLOADED),
    Plan("one gun, more rounds", walking(lambda: OneGun(2, 2)), 1, 2, UNLOADED),
    Plan(
        "two alike",
        walking(Twins),
        2,
        2,
        {
            r"\(unread, in sight\)": (
                "a mistaken weapon costs its recorder's word alone, whoever else had it in sight"
            ),
            r"show \w+ \w+ \(unread\)": (
                "a mistaken weapon costs its recorder's word alone, whatever a look at it missed"
            ),
        },
    ),
    Plan("two alike, by a word", walking(lambda: Twins(word_alone=True)), 2, 3, {}),
    Plan("seal and lock", walking(Closures), 3, 3, {}),
    Plan(
        "portions",
        walking(Portions),
        1,
        2,
        {r"aside": "a round that answered otherwise is a find: DESIGN part 3, `C = {∅}`"},
    ),
    Plan("find and sweep", walking(Finds), 2, 2, {}),
    Plan("swept by two", walking(lambda: Finds(1, 1, "armorer"), "guarded"), 2, 2, {}),
    Plan(
        "find after loading",
        walking(lambda: Finds(2, 2), "armorer and property-master rattle all of box", "loads"),
        1,
        2,
        {},
    ),
    Plan(
        "barrel",
        walking(Barrel),
        3,
        3,
        {
            r"bore clear, (.*, )?[^,]* show gun": (
                "a look at a chamber counts against no bullet that left it since the bore was seen"
            ),
            **UNLOADED,
        },
    ),
    Plan(
        "late and corrected", lambda depth, tally: Rewritten().explore(depth, tally), 2, 2, UNLOADED
    ),
)


def explored(budget: int) -> Iterator[Tally]:
    """Each world as deep as its share of `budget` truths takes it, or to its deepest."""
    share = budget // len(PLANS)
    for plan in PLANS:
        tally = plan.tally(1)
        while tally.depth < plan.deepest and tally.truths < share:
            tally = plan.tally(tally.depth + 1)
        yield tally
