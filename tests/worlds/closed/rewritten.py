"""One gun, a box, two people; one line is written late, taken back, or taken back in part.

What was written late may not have happened, by its writer's word alone. What was taken back may
have happened all the same, by the word alone of whoever took it back. Two who are said late to have
looked together are not counted on to have watched from then on.
"""

from collections.abc import Iterable, Iterator

from closed.asking import Entry, Record
from closed.explore import Move, Tally
from closed.one_gun import GUN, OneGun
from closed.scene import Scene
from closed.truths import Stir, Truths, follow
from coldset.core import acts

Step = tuple[str, int]
"""The name of a move and the minutes before it; no name: nothing happened then."""

Path = tuple[Step, ...]
LATE_MINUTES = 20
UNWATCHED = " unwatched"
"""What a name ends in when whoever looked together then is not counted on to have watched."""


class Rewritten:
    """Every path of the world of one gun, with each of its lines written late or taken back."""

    name = "late and corrected"

    def __init__(self, rounds: int = 1, strays: int = 1) -> None:
        self._world = OneGun(rounds, strays)
        self._stir = Stir(self._world.ledger, self._world.cost_max)
        self._known: dict[Path, tuple[Scene, Truths, tuple[Entry, ...]] | None] = {}

    def explore(self, depth: int, tally: Tally, first: tuple[str, ...] = ()) -> None:
        """Hold every record of up to `depth` moves and one rewriting to its truths.

        `first` names the moves it begins with.
        """
        tally.depth = depth
        for path in self._paths((), depth, first):
            for number, (name, _) in enumerate(path):
                if name != "wait":
                    self._rewrite(path, number, tally)

    def _paths(self, path: Path, depth: int, first: tuple[str, ...]) -> Iterator[Path]:
        known = self._true_of(path)
        if not depth or known is None:
            return
        for move in self._world.moves(known[0]):
            if first and move.name != first[0]:
                continue
            longer = (*path, (move.name, move.minutes))
            yield longer
            yield from self._paths(longer, depth - 1, first[1:])

    def _rewrite(self, path: Path, number: int, tally: Tally) -> None:
        """One line of a path, that may not have happened."""
        name, minutes = path[number]
        instead = name.replace(" leaves ", " puts ") if " leaves " in name else ""
        without = (*path[:number], (instead, minutes), *path[number + 1 :])
        if self._true_of(without) is None or self._true_of(path) is None:
            return
        writer = name.split()[0]
        unwatched = (*path[:number], (name + UNWATCHED, minutes), *path[number + 1 :])
        if self._true_of(unwatched) is not None:
            record = self._late(path, number)
            self._hold(unwatched, without, record, writer, tally, f"{name} late")
        for corrector in ("armorer", "property-master"):
            record = self._taken_back(path, number, corrector)
            word = f"{corrector} takes back {name}"
            self._hold(without, path, record, corrector, tally, word)

    def _hold(  # noqa: PLR0913, PLR0917 - two paths, the record of both, whose word, and how it is told
        self, believed: Path, doubted: Path, record: Record, word: str, tally: Tally, told: str
    ) -> None:
        """The believed path costs nothing more, the doubted one somebody's word."""
        ledger, end = self._world.ledger, record.read.until_ms // 60_000
        sets: set[int] = set()
        for path, failed in ((believed, 0), (doubted, ledger.of("record", word))):
            truths = self._until(path, end)
            tally.truths += sum(map(len, truths.values()))
            sets |= {one | failed for state, found in truths.items() if state[GUN] for one in found}
        tally.records += 1
        moves = (*(name.removesuffix(UNWATCHED) for name, _ in believed), told)
        tally.hold(ledger, record, "gun", sets, moves)

    def _until(self, path: Path, minute: int) -> Truths:
        scene, truths, _ = self._surely(path)
        return self._pass(scene, truths, minute)

    def _late(self, path: Path, number: int) -> Record:
        lines: list[tuple[int, Entry]] = [(0, entry) for entry in self._world.begins()[1]]
        clock = 0
        for n, (_, minutes) in enumerate(path):
            clock += minutes
            late = clock + LATE_MINUTES if n == number else None
            lines += [
                (clock, entry._replace(written=late)) for entry in self._entries(path[: n + 1])
            ]
        return Record.whole("live", tuple(lines), clock)

    def _taken_back(self, path: Path, number: int, corrector: str) -> Record:
        lines: list[tuple[int, Entry]] = [(0, entry) for entry in self._world.begins()[1]]
        clock, target = 0, ""
        for n, (_, minutes) in enumerate(path):
            clock += minutes
            lines += [(clock, entry) for entry in self._entries(path[: n + 1])]
            if n == number:
                target = f"e{len(lines) - 1}"
        retracted = acts.EventRetracted(event=target, reason="it was not so")
        lines.append((clock + 1, Entry(retracted, corrector)))
        return Record.whole("live", tuple(lines), clock + 1)

    def _entries(self, path: Path) -> tuple[Entry, ...]:
        return self._surely(path)[2]

    def _surely(self, path: Path) -> tuple[Scene, Truths, tuple[Entry, ...]]:
        """The same of a path that can be."""
        known = self._true_of(path)
        assert known is not None, path
        return known

    def _true_of(self, path: Path) -> tuple[Scene, Truths, tuple[Entry, ...]] | None:
        """What is plain and true after a path, and its last lines; None where it cannot be."""
        if path not in self._known:
            self._known[path] = self._work_out(path)
        return self._known[path]

    def _work_out(self, path: Path) -> tuple[Scene, Truths, tuple[Entry, ...]] | None:
        if not path:
            scene, entries, states = self._world.begins()
            return scene, {state: [0] for state in states}, entries
        before, (name, minutes) = self._true_of(path[:-1]), path[-1]
        if before is None:
            return None
        scene, truths, _ = before
        clock = scene.clock + minutes
        settled = self._pass(scene, truths, clock)
        if not name:
            return scene.at(clock), settled, ()
        move = _named(self._world.moves(scene), name.removesuffix(UNWATCHED))
        if move is None:
            return None
        then = move.scene
        if name.endswith(UNWATCHED):
            then = then.unwatched("gun", scene).unwatched("box", scene)
        return then.at(clock), follow(settled, move.effect), move.entries

    def _pass(self, scene: Scene, truths: Truths, end: int) -> Truths:
        while scene.clock < end:
            until = scene.next_end(end)
            watches = scene.watches(self._world.ledger)
            spots = self._world.spots(scene)
            truths = self._stir.settle(truths, spots, watches, lambda _: (), "")
            scene = scene.at(until)
        return truths


def _named(moves: Iterable[Move], name: str) -> Move | None:
    return next((move for move in moves if move.name == name), None)
