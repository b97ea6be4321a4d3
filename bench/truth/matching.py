"""The truth in the terms in which a story tells it, and whether a story is the true one.

The simulator knows people and rounds; a story knows the record. One truth can be told in several
ways: a round that came in somebody's pocket is told as one that nobody recorded wherever a round
lying about had to get past no more than that. Each telling has the whole route, every act, and
exactly the controls that failed on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from coldset.inquiry.story import Passage, Story
from coldset.simulate.truth import Beginning, Failed, Step, Way

Named = tuple[str, str, str]
"""A failure by its kind, whose it was, and what tells it from others; a watch by its person."""

BEGUN = {
    "lot": {"lot"},
    "weapon": {"weapon"},
    "cylinder": {"weapon", "container"},
    "container": {"container"},
    "person": {"person"},
    "place": {"unrecorded"},
    "component": {"unrecorded"},
}
"""How a story calls each kind of beginning; a cylinder is told as its weapon while it is fitted."""

WITHOUT_WHAT = {"watch", "witness", "line", "seal", "record"}
"""Failures that a story tells apart by the person alone, or by a stay that only it numbers."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One way in which the truth can be told: where it began, its steps, what failed."""

    beginning: Beginning
    steps: tuple[Step, ...]
    failed: frozenset[Named]

    @property
    def cost(self) -> int:
        """How many failures and acts it takes, each weighing one."""
        return len(self.failed) + sum(step.how == "put" for step in self.steps)


def tellings(way: Way) -> tuple[Telling, ...]:
    """Every way to tell one truth, the cheapest first."""
    found: set[Telling] = set()
    for one in (way, without_loops(way)):
        named = frozenset(map(_named, one.failures()))
        found |= {Telling(one.beginning, _shown(one), named), *_without_carrier(one)}
    return tuple(sorted(found, key=lambda one: (one.cost, one.beginning.kind, len(one.steps))))


def without_loops(way: Way) -> Way:
    """The way without what led out of a thing and back into it, and what failed on that loop.

    A round that was loaded and taken out again is told as one that stayed where it was.
    """
    before, kept = list(way.failed), list[Step]()
    for step in way.steps:
        things = [way.beginning.thing, *(one.into for one in kept)]
        if step.into not in things:
            kept.append(step)
            continue
        back_to = things.index(step.into)
        del kept[back_to:]
        if not kept:
            before += step.failed
        else:
            last = kept[-1]
            kept[-1] = replace(last, failed=(*last.failed, *step.failed))
    return replace(way, steps=tuple(kept), failed=tuple(before))


def _shown(way: Way) -> tuple[Step, ...]:
    """The steps that bring it into another thing; what stays in its weapon has taken none."""
    shown: list[Step] = []
    last = way.beginning.thing
    for step in way.steps:
        if step.into != last or step.how == "put":
            shown.append(step)
        last = step.into
    return tuple(shown)


def _without_carrier(way: Way) -> Iterator[Telling]:
    """A pocket's round, told as one that lay about where it was put in."""
    if way.beginning.kind != "person" or not way.steps:
        return
    first = way.steps[0]
    after = {_named(one) for step in way.steps for one in step.failed}
    after |= {_named(one) for one in first.floor}
    if first.own_watch:
        after.add(("watch", first.by, ""))
    begun = Beginning(kind="place", thing=first.place)
    yield Telling(begun, _shown(way), frozenset(after))


def _named(failed: Failed) -> Named:
    what = "" if failed.kind in WITHOUT_WHAT else failed.what
    return (failed.kind, failed.who, what)


def failures_of(story: Story) -> frozenset[Named]:
    """A story's failures, its acts apart, in the same terms."""
    return frozenset(
        (one.kind, one.who, "" if one.kind in WITHOUT_WHAT else one.what)
        for one in story.failures
        if one.kind != "act"
    )


def is_told(story: Story, told: Telling) -> bool:
    """Whether a story is this telling: its route, its acts, and all that failed, and no more."""
    return any(_same_way(story, t) and failures_of(story) == t.failed for t in _alike(told))


def says_nothing_untrue(story: Story, told: Telling) -> bool:
    """Whether a story has the true route and acts, and all failures that it names did happen."""
    return any(_same_way(story, t) and failures_of(story) <= t.failed for t in _alike(told))


def _alike(told: Telling) -> tuple[Telling, ...]:
    """A telling, and the one that needs no wrong entry where that makes no difference.

    A round loose in a box comes along with whatever is drawn out of a lot in that box: where the
    entry names another one of these, it may be told as drawn with the lot that the entry names.
    """
    if told.beginning.kind != "container" or not told.steps or told.steps[0].how != "mistaken":
        return (told,)
    first, *others = told.steps
    by_the_entry = replace(first, how="drawn")
    right = frozenset(one for one in told.failed if one[0] != "record")
    return (told, Telling(told.beginning, (by_the_entry, *others), right))


def _same_way(story: Story, told: Telling) -> bool:
    if story.origin.kind not in BEGUN[told.beginning.kind]:
        return False
    passages = _moving(story)
    if not _same_origin(story, told.beginning) or len(passages) != len(told.steps):
        return False
    pairs = zip(passages, told.steps, strict=True)
    return all(_same_step(passage, step) for passage, step in pairs)


def _moving(story: Story) -> list[Passage]:
    """The passages that lead into another thing, as `_shown` has the truth's steps."""
    moving: list[Passage] = []
    last = story.origin.thing
    for passage in story.passages:
        if passage.into != last or passage.off_record:
            moving.append(passage)
        last = passage.into
    return moving


def _same_origin(story: Story, begun: Beginning) -> bool:
    if begun.kind == "cylinder":
        return story.origin.event == begun.event
    return story.origin.thing == begun.thing and (
        not begun.event or story.origin.event == begun.event
    )


def _same_step(passage: Passage, step: Step) -> bool:
    if passage.into != step.into:
        return False
    if step.how != "put":
        return passage.how == step.how and step.event in (passage.by_entries or ("",))
    within = any(start <= step.at_ms <= end for start, end in passage.windows)
    could = passage.could is None or not step.by or step.by in passage.could
    return passage.off_record and passage.place == step.place and within and could
