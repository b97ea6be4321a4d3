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
from coldset.margin.build.openings import ANYWHERE
from coldset.margin.failures import CutSet, Failure
from coldset.margin.graph import ENTRY, Edge, How, Node, Spot
from coldset.margin.within import Within

SILENT: frozenset[How] = frozenset({"kept", "open", "checked"})
"""Steps that a telling leaves out: staying, lying open, having been checked."""

BY_ANY: frozenset[How] = frozenset({"mistaken", "fired"})
"""Steps of which it makes no other story which entry it was."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """A way to one node: where it began, what it passed, and what must have failed.

    `since_ms`: it can have been there from then on. `been` are the things where it began and that
    it passed; a chamber counts as its cylinder, which can come into another weapon.
    """

    origin: Origin
    passages: tuple[Passage, ...]
    named: CutSet
    acts: int
    since_ms: int = 0
    been: tuple[Id, ...] = ()

    def key(self) -> Key:
        """What a reader would call the same story: windows and people do not count."""
        return (self.origin, tuple(map(_told, self.passages)), self.named)


def _told(passage: Passage) -> Key:
    """What a reader would call the same step."""
    entry = bool(passage.event) if passage.how in BY_ANY else passage.event
    told = (passage.how, passage.into, entry, passage.account)
    return (*told, passage.place, passage.watched_by)


class Finder:
    """Finds every partial story to a node, up to a cost."""

    def __init__(self, builder: Builder, up_to: int) -> None:
        self._builder = builder
        self._canvas = builder.canvas
        self._up_to = up_to
        self._known: dict[int, dict[Key, Partial]] = {}
        self._within: Within | None = None

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
            longer = [self._begin(number, node, edge)]
        else:
            before = list(self._known.get(edge.source, {}).values())
            if node.spot.kind == "hub":
                before = [one for one in before if self._may_be_taken(node, one)]
            longer = [self._go_on(number, node, edge, one) for one in before]
        return [one for one in longer if one is not None and self._fits(number, one)]

    def _begin(self, number: int, node: Node, edge: Edge) -> Partial | None:
        if edge.how == "found":
            return None
        kind, thing = self._origin(number, node, edge)
        origin = Origin(kind=kind, thing=thing, event=edge.event)
        return Partial(origin, (), edge.failures, 0, edge.start_ms, (node.spot.id,))

    def _origin(self, number: int, node: Node, edge: Edge) -> tuple[OriginKind, Id]:
        thing = self._thing(number, node.spot)
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

    def _go_on(self, number: int, node: Node, edge: Edge, one: Partial) -> Partial | None:
        acts = [failure for failure in edge.failures if failure.kind == "act"]
        named = one.named | (edge.failures - frozenset(acts))
        if edge.how in SILENT:
            since_ms = max(one.since_ms, edge.start_ms) if edge.how == "open" else one.since_ms
            return replace(one, named=named, since_ms=since_ms)
        if acts:
            return self._put(node, edge, one, acts, named)
        first = None if edge.how == "fired" else _looped_to(one, node.spot.id)
        if first is not None:
            passages, been = one.passages[:first], one.been[: first + 1]
            return replace(one, passages=passages, been=been, named=named)
        into = self._thing(number, node.spot)
        passage = Passage(how=edge.how, into=into, event=edge.event, account=edge.account)
        return replace(
            one,
            passages=(*clipped(one.passages, edge.start_ms), passage),
            named=named,
            since_ms=edge.start_ms,
            been=(*one.been, node.spot.id),
        )

    def _put(
        self, node: Node, edge: Edge, one: Partial, acts: list[Failure], named: CutSet
    ) -> Partial | None:
        is_loop = node.spot.id in one.been and edge.how != "fired"
        if is_loop or self._is_detour(node, edge, one):
            return None
        known = [self._canvas.acts[act] for act in acts]
        start_ms = max(edge.start_ms, one.since_ms)
        windows = ((start_ms, max(start_ms, edge.end_ms)),)
        could = _together(frozenset(act.could) if act.could else None for act in known)
        watched = sorted({name for act in known for name in act.watched_by} - _owners(acts))
        passage = Passage(
            how=edge.how,
            into=known[0].into.partition(":")[2],
            place=known[0].place,
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
            been=(*one.been, node.spot.id),
        )

    def _is_detour(self, node: Node, edge: Edge, one: Partial) -> bool:
        """Through somebody's pocket, where this gets around nothing.

        It would get around a control at the line, or what the floor costs where it was used.
        """
        if edge.how != "pocketed" or not one.acts:
            return False
        place = node.place or ANYWHERE
        is_free = self._builder.places.is_free(place, edge.start_ms, edge.end_ms)
        return is_free and all(failure.kind != "line" for failure in one.named | edge.failures)

    def _thing(self, number: int, spot: Spot) -> Id:
        """A spot's thing when an entry laid its node: a cylinder's chambers are a weapon's."""
        weapon = self._builder.weapon_with(spot.id, number) if spot.kind == "chamber" else None
        return weapon or spot.id


def _looped_to(one: Partial, into: Id) -> int | None:
    """How many passages led to where a hazard was before; None when coming back is no mere loop.

    Taken out and put back in by entries of the record is a loop, and no story of its own. What
    left unseen had a reason to: it may have got around a check.
    """
    if into not in one.been:
        return None
    first = one.been.index(into)
    return None if any(passage.off_record for passage in one.passages[first:]) else first


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
        entries=last.entries,
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
        entries=_of_several((*one.by_entries, *other.by_entries)),
    )


def _of_several(entries: tuple[Id, ...]) -> tuple[Id, ...]:
    told = tuple(dict.fromkeys(entries))
    return told if len(told) > 1 else ()


def joined_windows(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Windows in time order, those that touch or overlap joined."""
    joined: list[Window] = []
    for start_ms, end_ms in sorted(windows):
        if joined and start_ms <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end_ms))
        else:
            joined.append((start_ms, end_ms))
    return tuple(joined)
