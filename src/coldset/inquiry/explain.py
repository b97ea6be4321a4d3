"""The explanation of one find: every story up to a cost, with what was left out on the way.

Ranked by cost, then by how many controls that the trade asks for were left out on the way.
"""

from collections.abc import Iterable
from dataclasses import replace

from coldset.core.acts import HazardIdentified
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Hazard, Id
from coldset.errors import ColdsetError
from coldset.inquiry.left_out import left_out
from coldset.inquiry.stories import Finder, Partial, clipped
from coldset.inquiry.story import Explanation, Origin, Prediction, Story, Window
from coldset.margin.build.builder import Builder
from coldset.margin.failures import weight
from coldset.margin.outlook import Outlook, View
from coldset.margin.worlds import exclude_each_other

COST_MAX = 12
"""No story of more failures and acts than this is looked for; the answer says where it stopped."""


def explain(outlook: Outlook, find: Id, within: int = 1) -> Explanation:
    """All stories of a find that cost at most `within` more than its lightest.

    `outlook` is best one with all accounts at once (`worlds.undivided`): a story that needs two
    accounts which exclude each other is left out here.

    Raises:
        ColdsetError: no hazard was identified under that id (`find-unknown`).
    """
    event = find_event(outlook, find)
    act = event.act
    if not isinstance(act, HazardIdentified):
        raise _unknown(find)
    views = outlook.of(act.hazard)
    least = next(
        (n for n in range(COST_MAX + 1) if _stories(views, act.hazard, event, n)), COST_MAX
    )
    complete_to = least + within
    stories = _stories(views, act.hazard, event, complete_to)
    ranked = sorted(stories, key=lambda one: (one.cost, -len(one.left_out), _told(one)))
    return Explanation(find=find, thing=act.at, stories=tuple(ranked), complete_to=complete_to)


def find_event(outlook: Outlook, find: Id) -> Event:
    """The event by which a hazard was identified, by its id.

    Raises:
        ColdsetError: there is none (`find-unknown`).
    """
    for state in outlook.states():
        for event in state.of(HazardIdentified):
            if event.id == find:
                return event
    raise _unknown(find)


def _unknown(find: Id) -> ColdsetError:
    return ColdsetError(
        "find-unknown",
        f"find `{find}` is not in the record; expected the id of an event by which a hazard was "
        "identified; `coldset trace` without an id lists them",
        find=find,
    )


def _told(one: Story) -> str:
    return repr((one.origin, one.passages))


def _stories(views: Iterable[View], hazard: Hazard, find: Event, up_to: int) -> list[Story]:
    found: dict[object, Story] = {}
    for view in views:
        builder = view.builder
        spare = up_to - weight(view.world.needs, builder.terms.weights)
        finder = Finder(builder, spare)
        partials = finder.stories(_nodes_before(builder, find.id))
        for partial in (*partials, *_on_the_floor(builder, finder, find, spare)):
            ended = replace(partial, passages=clipped(partial.passages, find.latest_ms))
            story = _story(view, finder, ended, hazard)
            if exclude_each_other(view.world.events, story.accounts):
                continue
            found.setdefault((story.origin, story.passages, story.failures), story)
    return _minimal(found.values())


def _on_the_floor(builder: Builder, finder: Finder, find: Event, up_to: int) -> Iterable[Partial]:
    """A round found lying at a place: somebody brought it there, and nobody wrote it down."""
    at, state = getattr(find.act, "at", ""), builder.state
    if state.whereabouts(at) is not None or at in state.people:
        return
    floor = builder.exposure.floor(state, at)
    begun = Partial(Origin(kind="unrecorded", thing=at), (), floor, 0)
    if finder.cost(begun) <= up_to:
        yield begun


def _minimal(stories: Iterable[Story]) -> list[Story]:
    """The stories of which no other one says the same with less."""
    routes: dict[object, list[Story]] = {}
    for story in stories:
        route = tuple((p.how, p.into, p.event, p.place) for p in story.passages)
        routes.setdefault((story.origin, route), []).append(story)
    return [
        one
        for alike in routes.values()
        for one in alike
        if not any(other.failures < one.failures and _covers(other, one) for other in alike)
    ]


def _covers(other: Story, one: Story) -> bool:
    """Whether every window and everyone of a story lie within another's of the same route."""
    return all(
        _within(narrow.windows, wide.windows)
        and (wide.could is None or set(narrow.could or ()) <= set(wide.could))
        for narrow, wide in zip(one.passages, other.passages, strict=True)
    )


def _within(narrow: tuple[Window, ...], wide: tuple[Window, ...]) -> bool:
    return all(any(w[0] <= n[0] and n[1] <= w[1] for w in wide) for n in narrow)


def _nodes_before(builder: Builder, find: Id) -> list[int]:
    """What was at the find's spots the moment before it was found."""
    return [
        kept.source
        for node in builder.canvas.graph.nodes
        if any(edge.how == "found" and edge.event == find for edge in node.edges)
        for kept in node.edges
        if kept.how == "kept"
    ]


def _story(view: View, finder: Finder, one: Partial, hazard: Hazard) -> Story:
    state = view.builder.state
    by_id = {event.id: event for event in view.world.events}
    named = [one.origin.event, *(passage.event for passage in one.passages)]
    events = [by_id[event_id] for event_id in named if event_id in by_id]
    needs = view.world.needs
    return Story(
        origin=one.origin,
        passages=one.passages,
        failures=one.named | needs,
        cost=finder.cost(one) + weight(needs, view.builder.terms.weights),
        left_out=left_out(view.builder, one, events, hazard),
        predicts=tuple(dict.fromkeys(_predictions(state, one))),
        accounts=tuple(sorted({event.source.account for event in events} - {""})),
    )


def _predictions(state: State, one: Partial) -> Iterable[Prediction]:
    """Rounds are conserved: one too many here is one too few there, and a lot may hold more."""
    if one.origin.kind == "lot":
        yield Prediction(code="more-in-lot", about=one.origin.thing)
        yield Prediction(code="same-make", about=one.origin.thing)
    for passage in one.passages:
        if not passage.off_record:
            continue
        if passage.into in state.weapons:
            yield Prediction(code="one-over", about=passage.place or passage.into)
        elif passage.into in state.lots:
            yield Prediction(code="count-higher", about=passage.into)
