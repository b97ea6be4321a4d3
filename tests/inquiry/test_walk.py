"""The finder groups as it goes; a walk over every single path must come to the same stories."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.acts import HazardIdentified
from coldset.inquiry.stories import Finder
from coldset.margin.build.builder import Builder
from coldset.margin.build.effects.finds import find_spots
from coldset.margin.failures import Failure
from coldset.margin.graph import ENTRY, Edge, Node

if TYPE_CHECKING:
    from conftest import Day

SILENT = {"kept", "open", "checked"}
OFF_RECORD = {"exposed", "pocketed"}
UP_TO = 3

Step = tuple[str, str, str, str, tuple[str, ...]]
"""How, into what, by which entry, where, past whose watch."""

Told = tuple[object, ...]
"""Origin, route and failures of a story, without windows and people."""


class Way(NamedTuple):
    """A way to one node, told by itself: nothing in it stands for anything else."""

    kind: str
    begun: str
    event: str
    route: tuple[Step, ...] = ()
    named: frozenset[Failure] = frozenset()
    put: int = 0


class Walk:
    """Walks a graph forwards, node by node, with every way that there is; keeps none for another.

    Only a way that is too dear already is given up.
    """

    def __init__(self, builder: Builder, up_to: int) -> None:
        self.builder = builder
        self.up_to = up_to
        self.things = {held.cylinder: name for name, held in builder.state.weapons.items()}
        self.ways: list[set[Way]] = []
        for node in builder.canvas.graph.nodes.values():
            self.ways.append({way for edge in node.edges for way in self._by(node, edge)})

    def told(self, starts: list[int]) -> set[Told]:
        return {(*way[:-1], self._cost(way)) for start in starts for way in self.ways[start]}

    def _cost(self, way: Way) -> int:
        return self.builder.weigh(way.named) + way.put

    def _by(self, node: Node, edge: Edge) -> Iterator[Way]:
        if edge.source != ENTRY:
            longer = (self._longer(node, edge, way) for way in self.ways[edge.source])
            yield from (way for way in longer if way is not None and self._cost(way) <= self.up_to)
        elif edge.how != "found":
            kind = {"entered": "person", "arrived": "came"}.get(edge.how, "unrecorded")
            begun = node.spot.id if kind == "unrecorded" else self._thing(node)
            way = Way(kind, begun, edge.event, named=edge.failures)
            if self._cost(way) <= self.up_to:
                yield way

    def _longer(self, node: Node, edge: Edge, way: Way) -> Way | None:
        if node.spot.kind == "hub" and self._is_as_good_as_a_stray(node, way):
            return None
        put = sum(failure.kind == "act" for failure in edge.failures)
        named = way.named | {failure for failure in edge.failures if failure.kind != "act"}
        is_detour = self._is_a_detour(node, edge, way)
        way = way._replace(named=named, put=way.put + put)
        into, passed = self._thing(node), [step[1] for step in way.route]
        if edge.how in SILENT:
            return way
        if edge.how not in OFF_RECORD:
            route = self._without_a_loop(way, (edge.how, into, edge.event, "", ()))
            return way._replace(route=route)
        if is_detour or into in {way.begun, *passed}:
            return None
        how = edge.how if edge.how == "pocketed" else "put"
        step = (how, into, "", node.place or "", self._watchers(edge))
        return way._replace(route=(*way.route, step))

    @staticmethod
    def _without_a_loop(way: Way, step: Step) -> tuple[Step, ...]:
        """The route with one more step; out of a thing and back, all on record, is no step."""
        since: list[Step] = []
        for earlier in reversed(way.route):
            if earlier[1] == step[1]:
                return way.route[: len(way.route) - len(since)]
            if earlier[0] in {"put", "pocketed"}:
                return (*way.route, step)
            since.append(earlier)
        return () if way.begun == step[1] else (*way.route, step)

    def _is_as_good_as_a_stray(self, hub: Node, way: Way) -> bool:
        """Whether the round that nobody recorded does as well: where the floor costs nothing.

        It does not for a round out of a lot that is on record as live.
        """
        floors = [edge.failures for edge in hub.edges if edge.how == "floor"]
        lot = self.builder.state.lots.get(way.begun) if way.kind == "came" else None
        if lot is not None and lot.claimed == "live":
            return False
        is_free = any(not floor - way.named for floor in floors)
        return is_free and (way.put > 0 or way.kind == "person")

    def _is_a_detour(self, node: Node, edge: Edge, way: Way) -> bool:
        """Whether it was put into a pocket only to come out again, with nothing to get around."""
        line = any(failure.kind == "line" for failure in way.named | edge.failures)
        free = self.builder.places.is_free(node.place or "*", edge.start_ms, edge.end_ms)
        return edge.how == "pocketed" and way.put > 0 and free and not line

    def _thing(self, node: Node) -> str:
        return self.things.get(node.spot.id, node.spot.id)

    def _watchers(self, edge: Edge) -> tuple[str, ...]:
        known = self.builder.canvas.acts
        owners = {f.who for f in edge.failures if f.kind == "act"}
        watched = {w for f in edge.failures if f in known for w in known[f].watched_by}
        return tuple(sorted(watched - owners))


def grouped(builder: Builder, starts: list[int], up_to: int) -> list[Told]:
    finder = Finder(builder, up_to)
    kinds = {"lot": "came", "weapon": "came", "container": "came"}
    return [
        (
            kinds.get(one.origin.kind, one.origin.kind),
            one.origin.thing,
            one.origin.event,
            tuple(
                (
                    "put" if step.off_record and step.how != "pocketed" else step.how,
                    step.into,
                    step.event,
                    step.place,
                    step.watched_by,
                )
                for step in one.passages
            ),
            one.named,
            finder.cost(one),
        )
        for one in finder.stories(starts)
        if finder.cost(one) <= up_to
    ]


def where_it_lay(builder: Builder, find: str) -> list[int]:
    """What was at the find's own spots just before."""
    (event,) = [one for one in builder.state.of(HazardIdentified) if one.id == find]
    assert isinstance(event.act, HazardIdentified)
    spots = set(find_spots(builder.state, event.act))
    return [
        kept.source
        for node in builder.canvas.graph.nodes.values()
        if node.spot in spots
        if any(edge.how == "found" and edge.event == find for edge in node.edges)
        for kept in node.edges
        if kept.how == "kept"
    ]


def compare(day: "Day", find: str) -> int:
    compared = 0
    for view in day.view().of("live"):
        starts = where_it_lay(view.builder, find)
        walked = Walk(view.builder, UP_TO).told(starts)
        found = grouped(view.builder, starts, UP_TO)
        assert len(found) == len(set(found)), "no story is told twice"
        assert set(found) == walked
        compared += len(walked)
    return compared


def test_a_round_that_was_carried_past_three_places(day: "Day") -> None:
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    day.box("07:20", "live-box", holder="truck", claimed="live", place="truck", by="performer")
    day.moves("07:30", "bag", "stage")
    day.moves("08:00", "dummies", "bag")
    day.moves("09:00", "dummies", "armorer")
    day.draws("09:10", "dummies", "six")
    day.loads("09:20", "six")
    day.left("10:00", "10:30")
    assert compare(day, day.finds("11:00", "revolver", chamber=2)) > 5


def test_a_record_with_barriers_on_every_way(day: "Day") -> None:
    day.checks("07:10", "dummies", sees={"property-master": 50})
    day.draws("07:20", "dummies", "six")
    day.loads("07:30", "six")
    day.shows("07:40")
    day.left("08:00", "08:10")
    day.at("08:20", acts.PersonEntered(person="stranger"))
    assert compare(day, day.finds("09:00", "revolver", chamber=2)) > 3


def test_a_record_behind_a_controlled_line(bare: "Day") -> None:
    bare.at("04:00", acts.LineControlled(), by="guard", place=None)
    bare.opens()
    bare.loads("07:30", "dummies")
    bare.left("08:00", "08:30")
    assert compare(bare, bare.finds("09:00", "revolver", chamber=1)) > 3


STEPS = ["load", "draw", "merge", "left", "away", "check", "show", "box", "locked", "pass", "late"]


def step(day: "Day", what: str, number: int) -> None:  # noqa: C901 - one line for each
    clock = f"{8 + number:02}:00"
    if what == "load":
        day.loads(clock, "dummies", chambers=(1, 2))
    elif what == "draw":
        day.draws(clock, "dummies", f"some-{number}")
        day.loads(clock, f"some-{number}", chambers=(1,))
    elif what == "merge":
        day.box(clock, f"more-{number}", claimed="live")
        day.merges(clock, ("dummies", f"more-{number}"), "dummies")
    elif what == "left":
        day.left(clock, f"{8 + number:02}:20")
    elif what == "away":
        day.at(clock, acts.ConcernRaised(text="cold coffee"), place="truck")
    elif what == "check":
        day.checks(clock, "dummies", sees={"property-master": 50})
    elif what == "show":
        day.shows(clock)
    elif what == "box":
        day.box(clock, f"box-{number}", holder="stage", claimed="live")
    elif what == "locked":
        day.at(clock, acts.HolderLocked(holder="stage", keys=("first-ad",)), by="first-ad")
    elif what == "pass":
        passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="first-ad")
        day.at(clock, passed)
    else:
        day.checks(clock, "dummies", written=f"{9 + number:02}:30")


@given(
    steps=st.lists(st.sampled_from(STEPS), max_size=3),
    thing=st.sampled_from(["revolver", "dummies"]),
)
@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_small_record(day: "Day", steps: list[str], thing: str) -> None:
    other = type(day)()
    other.opens()
    for number, what in enumerate(steps):
        step(other, what, number)
    find = other.finds("14:00", thing)
    compare(other, find)
