"""The explanation of one find: every story up to a cost, with what was left out on the way.

Ranked by grounds that the policy weighs (`grounds.py`); what a story takes is one of them, and
goes before all others where the policy does not weigh it. Equal is a tie.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import prod

import msgspec

from coldset.core.acts import HazardIdentified
from coldset.core.events import Event
from coldset.core.words import Hazard, Id
from coldset.errors import ColdsetError
from coldset.inquiry.alike import joined
from coldset.inquiry.grounds import Weighing
from coldset.inquiry.left_out import left_out
from coldset.inquiry.predictions import predictions
from coldset.inquiry.pruning import prune, recorded
from coldset.inquiry.stories import Finder, Partial, clipped
from coldset.inquiry.story import Explanation, Passage, Story, Window
from coldset.inquiry.tellings import Tellings
from coldset.margin.failures import weight
from coldset.margin.outlook import Outlook, View
from coldset.margin.terms import StoryTerms
from coldset.margin.worlds import exclude_each_other

COST_MAX = 12
"""No story of more failures and acts than this is looked for; the answer says where it stopped."""


def explain(outlook: Outlook, find: Id, within: int | None = None) -> Explanation:
    """All stories of a find that cost at most `within` more than the lightest that is left.

    Without `within`: those that cost at most one more, and so on up to the policy's `far` while
    they tell no more ways than its `few`. The answer says up to which cost it is complete. Stories
    that an observation on record contradicts are there too, set aside.

    `outlook` is best one with all accounts at once (`worlds.undivided`): a story that needs two
    accounts which exclude each other is left out here.

    Raises:
        ColdsetError: no hazard was identified under that id (`find-unknown`).
    """
    event = find_event(outlook, find)
    act = event.act
    if not isinstance(act, HazardIdentified):
        raise _unknown(find)
    views, hazard = tuple(outlook.of(act.hazard)), act.hazard
    asked = (_explained(views, hazard, event, up_to) for up_to in range(COST_MAX + 1))
    least = next((one.complete_to for one in asked if one.stories), COST_MAX)
    answer = _explained(views, hazard, event, least + (1 if within is None else within))
    while within is None and _goes_on(views, answer):
        answer = _explained(views, hazard, event, answer.complete_to + 1)
    return answer


def _goes_on(views: tuple[View, ...], answer: Explanation) -> bool:
    """Whether there are few enough ways, by the policy, to search one count further."""
    terms = views[0].builder.terms.stories if views else StoryTerms()
    told = (*answer.stories, *(one.story for one in answer.set_aside))
    return answer.complete_to < terms.far and sum(map(_ways, told)) <= terms.few


def _ways(story: Story) -> int:
    """How many ways a story stands for: a step by any of several entries is one for each."""
    return prod(len(passage.entries) or 1 for passage in story.passages)


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


def _explained(views: tuple[View, ...], hazard: Hazard, find: Event, up_to: int) -> Explanation:
    """All stories of at most this cost, ranked, held against what was observed."""
    stories = _stories(views, hazard, find, up_to)
    ranked = sorted(stories, key=lambda one: (*one.rank, _told(one)))
    placed = [msgspec.structs.replace(one, place=n) for n, one in enumerate(ranked, 1)]
    counted, said = recorded(views[0].builder.state, find.id) if views else ((), ())
    answer = Explanation(
        find=find.id,
        thing=getattr(find.act, "at", ""),
        stories=tuple(placed),
        complete_to=up_to,
        said=said,
        weights=views[0].builder.terms.weights if views else {},
    )
    return prune(answer, counted)


def _told(one: Story) -> str:
    return repr((one.origin, one.passages))


def _stories(views: Iterable[View], hazard: Hazard, find: Event, up_to: int) -> list[Story]:
    found: dict[object, Story] = {}
    for view in views:
        builder = view.builder
        spare = up_to - weight(view.world.needs, builder.terms.weights)
        finder = Finder(builder, spare)
        teller = _Teller(view, finder, hazard)
        for partial in finder.stories(builder.finds.get(find.id, ())):
            ended = replace(partial, passages=clipped(partial.passages, find.latest_ms))
            story = teller.story(ended)
            if exclude_each_other(view.world.events, story.accounts):
                continue
            found.setdefault((story.origin, story.passages, story.failures), story)
    return joined(_minimal(found.values()))


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


class _Teller:
    """Makes stories of the partial ones of one view."""

    def __init__(self, view: View, finder: Finder, hazard: Hazard) -> None:
        self._view = view
        self._finder = finder
        self._hazard = hazard
        self._by_id = {event.id: event for event in view.world.events}
        self._tellings = Tellings(view.world.events)
        builder = view.builder
        self._weighing = Weighing(builder.state, builder.terms.stories.grounds)

    def story(self, one: Partial) -> Story:
        """One story with all that is said of it."""
        builder, needs = self._view.builder, self._view.world.needs
        named = [one.origin.event, *(passage.event for passage in one.passages)]
        events = [self._by_id[event_id] for event_id in named if event_id in self._by_id]
        missing = left_out(builder, one, events, self._hazard)
        passages = tuple(self._passages(one))
        told_by = {event.source.account for event in events}
        accounts = sorted({*told_by, *(passage.account for passage in passages)} - {""})
        failures = one.named | needs
        return Story(
            origin=one.origin,
            passages=passages,
            failures=failures,
            cost=self._finder.cost(one) + weight(needs, builder.terms.weights),
            left_out=missing,
            predicts=predictions(builder.state, one, self._by_id, self._hazard),
            accounts=tuple(accounts),
            grounds=self._weighing.grounds(passages, failures, missing, one.origin.kind),
        )

    def _passages(self, one: Partial) -> Iterable[Passage]:
        """The steps, each with when it can have been and the account that alone makes it so."""
        before = one.origin.thing
        for passage in one.passages:
            event = self._by_id.get(passage.event)
            if event is not None:
                entered = (event.earliest_ms, event.latest_ms)
                yield msgspec.structs.replace(passage, entered=entered)
            else:
                account = self._tellings.needed(passage, before)
                yield msgspec.structs.replace(passage, account=account)
            before = passage.into
