"""How all stories of a find are found: backwards through the graph, grouped on the way.

A partial story is a way to one node. Two partial stories are one when they differ only in what
no reader would call different: which chamber of a weapon, which minute of one unwatched stretch,
which of several people who could all have done it. Grouping comes first; nothing is cut off but
by cost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coldset.core.words import Id
from coldset.inquiry.story import Origin, OriginKind, Passage, Window
from coldset.margin.build.builder import Builder
from coldset.margin.failures import CutSet, Failure
from coldset.margin.graph import ENTRY, Edge, How, Node, Spot
from coldset.margin.within import Within

SILENT: frozenset[How] = frozenset({"kept", "open", "checked"})
"""Steps that a telling leaves out: staying, lying open, having been checked."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """A way to one node: where it began, what it passed, and what must have failed.

    `since_ms`: it can have been there from then on.
    """

    origin: Origin
    passages: tuple[Passage, ...]
    named: CutSet
    acts: int
    since_ms: int = 0

    def key(self) -> Key:
        """What a reader would call the same story: windows and people do not count."""
        route = tuple((p.how, p.into, p.event, p.place, p.watched_by) for p in self.passages)
        return (self.origin, route, self.named)


class Finder:
    """Finds every partial story to a node, up to a cost."""

    def __init__(self, builder: Builder, up_to: int) -> None:
        self._builder = builder
        self._canvas = builder.canvas
        self._up_to = up_to
        self._known: dict[int, dict[Key, Partial]] = {}
        self._within: Within | None = None
        state = builder.state
        self._weapon_of = {held.cylinder: weapon for weapon, held in state.weapons.items()}

    def stories(self, nodes: Iterable[int]) -> list[Partial]:
        """All partial stories to any of these nodes, as one list without doubles."""
        listed = list(dict.fromkeys(nodes))
        graph, families = self._canvas.graph.nodes, self._canvas.families
        self._within = Within(graph, families, self._builder.weigh, listed, self._up_to)
        for number in self._within.numbers():
            self._known[number] = self._work_out(number)
        found: dict[Key, Partial] = {}
        for number in listed:
            _merge(found, self._known[number].values())
        return list(found.values())

    def cost(self, one: Partial) -> int:
        """What a partial story weighs: its named failures and its acts."""
        weights = self._builder.terms.weights
        return self._builder.weigh(one.named) + one.acts * weights.get("act", 1)

    def _fits(self, number: int, one: Partial | None) -> bool:
        """Whether a partial story can still become a whole one within the cost."""
        if one is None or self._within is None:
            return False
        acts = one.acts * self._builder.terms.weights.get("act", 1)
        return self._within.goes_on(number, one.named, acts)

    def _work_out(self, number: int) -> dict[Key, Partial]:
        node = self._canvas.graph.nodes[number]
        if len(node.edges) == 1 and node.edges[0].how == "kept":
            return self._known.get(node.edges[0].source, {})
        found: dict[Key, Partial] = {}
        for edge in node.edges:
            _merge(found, self._by_edge(number, node, edge))
        return found

    def _by_edge(self, number: int, node: Node, edge: Edge) -> list[Partial]:
        if edge.source == ENTRY:
            longer = [self._begin(node, edge)]
        else:
            before = list(self._known.get(edge.source, {}).values())
            if node.spot.kind == "hub":
                before = [one for one in before if self._may_be_taken(node, one)]
            longer = [self._go_on(node, edge, one) for one in before]
        return [one for one in longer if one is not None and self._fits(number, one)]

    def _begin(self, node: Node, edge: Edge) -> Partial | None:
        if edge.how == "found":
            return None
        kind, thing = self._origin(node, edge)
        origin = Origin(kind=kind, thing=thing, event=edge.event)
        return Partial(origin, (), edge.failures, 0, edge.start_ms)

    def _origin(self, node: Node, edge: Edge) -> tuple[OriginKind, Id]:
        thing = self._thing(node.spot)
        if edge.how == "entered":
            return "person", thing
        if edge.how != "arrived":
            return "unrecorded", node.spot.id
        state = self._builder.state
        if thing in state.weapons:
            return "weapon", thing
        return ("lot", thing) if thing in state.lots else ("container", thing)

    def _may_be_taken(self, hub: Node, one: Partial) -> bool:
        """Whether taking from here is a way of its own.

        What somebody put here unrecorded, or has in their pockets, is no other story than the
        round that nobody recorded, wherever the floor costs nothing; but a round out of a lot
        that is on record as what was found is recorded, however often it was put somewhere.
        """
        floors = [edge.failures for edge in hub.edges if edge.how == "floor"]
        if all(floor - one.named for floor in floors) or self._is_known(one.origin):
            return True
        return not one.acts and one.origin.kind != "person"

    def _is_known(self, origin: Origin) -> bool:
        """Whether the record has it as what it is: such a round is none that nobody recorded."""
        lot = self._builder.state.lots.get(origin.thing)
        return origin.kind == "lot" and lot is not None and lot.claimed == self._builder.hazard

    def _go_on(self, node: Node, edge: Edge, one: Partial) -> Partial | None:
        acts = [failure for failure in edge.failures if failure.kind == "act"]
        named = one.named | (edge.failures - frozenset(acts))
        if edge.how in SILENT:
            since_ms = max(one.since_ms, edge.start_ms) if edge.how == "open" else one.since_ms
            return replace(one, named=named, since_ms=since_ms)
        if acts:
            return self._put(node, edge, one, acts, named)
        into = self._thing(node.spot)
        passage = Passage(how=edge.how, into=into, event=edge.event, account=edge.account)
        was_there = None if edge.how == "fired" else _without_loop(one, into)
        if was_there is not None:
            return replace(one, passages=was_there, named=named)
        before = clipped(one.passages, edge.start_ms)
        return replace(one, passages=(*before, passage), named=named, since_ms=edge.start_ms)

    def _put(
        self, node: Node, edge: Edge, one: Partial, acts: list[Failure], named: CutSet
    ) -> Partial | None:
        into = self._thing(node.spot)
        is_loop = into in {one.origin.thing, *(passage.into for passage in one.passages)}
        if (is_loop and edge.how != "fired") or self._is_detour(edge, one):
            return None
        known = [self._canvas.acts[act] for act in acts if act in self._canvas.acts]
        start_ms = max(edge.start_ms, one.since_ms)
        windows = ((start_ms, max(start_ms, edge.end_ms)),)
        could = _together(frozenset(act.could) if act.could else None for act in known)
        watched = sorted({name for act in known for name in act.watched_by} - _owners(acts))
        passage = Passage(
            how=edge.how,
            into=into,
            place=known[0].place if known else node.place or "",
            windows=windows,
            could=None if could is None else tuple(sorted(could)),
            watched_by=tuple(watched),
            account=edge.account,
        )
        before = clipped(one.passages, edge.end_ms)
        return replace(
            one,
            passages=(*before, passage),
            named=named,
            acts=one.acts + len(acts),
            since_ms=start_ms,
        )

    @staticmethod
    def _is_detour(edge: Edge, one: Partial) -> bool:
        """Through somebody's pocket, with nothing at the line that this would get around."""
        line = any(failure.kind == "line" for failure in one.named | edge.failures)
        return edge.how == "pocketed" and bool(one.acts) and not line

    def _thing(self, spot: Spot) -> Id:
        return self._weapon_of.get(spot.id, spot.id) if spot.kind == "chamber" else spot.id


def _without_loop(one: Partial, into: Id) -> tuple[Passage, ...] | None:
    """The way up to where a hazard was in a thing before; None when coming back is no mere loop.

    Taken out and put back in by entries of the record is a loop, and no story of its own. What
    left unseen had a reason to: it may have got around a check.
    """
    things = [one.origin.thing, *(passage.into for passage in one.passages)]
    if into not in things:
        return None
    first = things.index(into)
    is_recorded = not any(passage.off_record for passage in one.passages[first:])
    return one.passages[:first] if is_recorded else None


def _owners(acts: Iterable[Failure]) -> set[Id]:
    """Whose pockets acts came out of: their own watch is not one that they passed."""
    return {act.who for act in acts if act.who}


def clipped(passages: tuple[Passage, ...], end_ms: int) -> tuple[Passage, ...]:
    """Passages with the last one's windows ended at the step that follows it."""
    if not passages or not passages[-1].windows:
        return passages
    last = passages[-1]
    windows = tuple((start, min(end, end_ms)) for start, end in last.windows if start <= end_ms)
    clipped_last = Passage(
        how=last.how,
        into=last.into,
        event=last.event,
        place=last.place,
        windows=windows or last.windows,
        could=last.could,
        watched_by=last.watched_by,
        account=last.account,
    )
    return (*passages[:-1], clipped_last)


def _together(groups: Iterable[frozenset[Id] | None]) -> frozenset[Id] | None:
    everyone: frozenset[Id] = frozenset()
    for group in groups:
        if group is None:
            return None
        everyone |= group
    return everyone


def _merge(found: dict[Key, Partial], more: Iterable[Partial]) -> None:
    for one in more:
        key = one.key()
        other = found.get(key)
        found[key] = one if other is None else _joined(other, one)


def _joined(one: Partial, other: Partial) -> Partial:
    since_ms = min(one.since_ms, other.since_ms)
    if one.passages == other.passages:
        return replace(one, since_ms=since_ms)
    pairs = zip(one.passages, other.passages, strict=True)
    return replace(one, passages=tuple(_join(a, b) for a, b in pairs), since_ms=since_ms)


def _join(one: Passage, other: Passage) -> Passage:
    if one == other:
        return one
    could = _together(None if p.could is None else frozenset(p.could) for p in (one, other))
    return Passage(
        how=one.how,
        into=one.into,
        event=one.event,
        place=one.place,
        windows=joined_windows((*one.windows, *other.windows)),
        could=None if could is None else tuple(sorted(could)),
        watched_by=one.watched_by,
        account=one.account,
    )


def joined_windows(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Windows in time order, those that touch or overlap joined."""
    joined: list[Window] = []
    for start_ms, end_ms in sorted(windows):
        if joined and start_ms <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end_ms))
        else:
            joined.append((start_ms, end_ms))
    return tuple(joined)
