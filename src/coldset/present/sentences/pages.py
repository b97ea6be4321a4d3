"""Many stories as a page, and several finds explained together.

Stories with the same beginning and cost are told once, with the steps in which the others
differ; nothing is left out without its being counted.
"""

from collections.abc import Iterable, Mapping

from coldset.core.acts import HazardIdentified
from coldset.core.state import State
from coldset.core.words import Id
from coldset.inquiry.story import Explanation, Origin, Story
from coldset.inquiry.together import Together
from coldset.present.sentences.filling import filled, opened, said
from coldset.present.sentences.names import counted, entry, number
from coldset.present.sentences.proposals import unexplained_sentences
from coldset.present.sentences.stories import (
    accounts_needed,
    hazard_found,
    origin_named,
    route_named,
    step_named,
    steps_named,
    story_sentences,
    tale_of,
)
from coldset.present.sentences.tale import Tale
from coldset.present.sentences.times import Clock
from coldset.present.sentences.verdicts import COUNT_NOTE, WATCHER_NOTE

FULL_MAX = 12
"""No more beginnings than this are told in full; every other one has a line of its own."""

STEPS_MAX = 6
"""No more differing steps than this are named for a group; the others are counted."""

_NONE = "No story of {find} is on record up to a count of {cost}."
_HEAD: Mapping[bool, str] = {
    False: "One story explains how {hazard} can have come into {thing} ({find}).",
    True: "{n} stories explain how {hazard} can have come into {thing} ({find}); those that "
    "begin alike and take as much are told together, which makes {groups}.",
}
_COMPLETE = "Every story that takes no more than {cost} is here; one that takes more is not."
_RANKED = (
    "They are told by how much each takes, and within that by grounds that the policy weighs: "
    "controls left out on the way, how long there was, how many had access, and how much somebody "
    "must have done or written wrongly, unseen. " + COUNT_NOTE
)
_FIRST: Mapping[bool, str] = {
    False: "One story stands first.",
    True: "{n} stories stand first together: neither count nor grounds tell them apart.",
}
_NONE_LEFT = (
    "Every story up to a count of {cost} is set aside by what was observed: either it took more, "
    "or an observation is wrong."
)
_LEVEL: Mapping[tuple[bool, bool], str] = {
    (False, False): "One beginning takes nothing: nothing on the record speaks against it.",
    (False, True): "{n} beginnings take nothing: nothing on the record speaks against any of "
    "them, and the count does not tell these apart.",
    (True, False): "One beginning takes {cost}.",
    (True, True): "{n} beginnings take {cost} each; the count does not tell these apart.",
}
"""By whether it takes anything, and whether there are several."""

_FOLDED: Mapping[bool, str] = {
    False: "One more story is folded into this one; it differs in: {steps}.",
    True: "{n} more stories are folded into this one; they differ in one or more of these steps: "
    "{steps}.",
}
_MORE_STEPS = "{steps}; and {n} more"
_SAME_STEPS = "who could have acted, or when"
_FEWER_STEPS = "some of these steps, which it does without"
_BRIEF: Mapping[bool, str] = {
    False: "{origin} (one story): {steps}.",
    True: "{origin} ({n} stories), the first: {steps}.",
}
_STANDING = "it was there already"


def grouped(explanation: Explanation, tale: Tale) -> tuple[tuple[str, ...], ...]:
    """The stories of a find by beginning and cost: the first of each told, the others folded.

    In each group the sentences of its first story come first, in time order, and the last one
    says how many stories are folded into it and in which steps they differ.
    """
    return tuple(_group(group, tale, explanation.find) for group in _groups(explanation))


def _groups(explanation: Explanation) -> list[list[Story]]:
    found: dict[tuple[int, Origin], list[Story]] = {}
    for story in explanation.stories:
        found.setdefault((story.count, story.origin), []).append(story)
    return list(found.values())


def _group(group: list[Story], tale: Tale, find: Id) -> tuple[str, ...]:
    told = story_sentences(group[0], tale, find)
    beside = unexplained_sentences(group[0], tale, find)
    return (*told, *beside, *_folded(group, tale))


def _folded(group: list[Story], tale: Tale) -> Iterable[str]:
    first, *others = group
    if not others:
        return
    known = {(passage.how, passage.into, passage.event) for passage in first.passages}
    steps = [
        step_named(passage, tale)
        for other in others
        for passage in other.passages
        if (passage.how, passage.into, passage.event) not in known
    ]
    shorter = any(len(other.passages) < len(first.passages) for other in others)
    told = _few(list(dict.fromkeys(steps))) or (_FEWER_STEPS if shorter else _SAME_STEPS)
    facts = {"n": number(len(others)), "steps": told}
    yield said(_FOLDED[len(others) > 1], **facts)


def _few(steps: list[str]) -> str:
    told = "; ".join(steps[:STEPS_MAX])
    more = len(steps) - STEPS_MAX
    return filled(_MORE_STEPS, {"steps": told, "n": number(more)}) if more > 0 else told


def page(explanation: Explanation, state: State, zone: str) -> tuple[str, ...]:
    """A find's stories for a reader: those that take least in full, the dearer ones in a line.

    Paragraphs, one a string: what it is about, how it is ordered, then by what each group takes.
    """
    tale = tale_of(explanation, state, zone)
    groups = _groups(explanation)
    if not groups:
        facts = {"find": f"entry {entry(explanation.find)}"}
        sentence = _NONE_LEFT if explanation.set_aside else _NONE
        return (said(sentence, cost=number(explanation.complete_to), **facts),)
    return (*_opening(explanation, tale, len(groups)), *_levels(explanation, groups, tale))


def _opening(explanation: Explanation, tale: Tale, groups: int) -> Iterable[str]:
    facts = {
        "n": number(len(explanation.stories)),
        "hazard": hazard_found(tale, explanation.find),
        "thing": tale.named(explanation.thing),
        "find": f"entry {entry(explanation.find)}",
        "groups": counted(groups, "beginning", "beginnings"),
    }
    first = explanation.first()
    yield said(_HEAD[len(explanation.stories) > 1], **facts)
    yield said(_COMPLETE, cost=_taking(explanation.complete_to))
    yield _RANKED
    yield said(_FIRST[len(first) > 1], n=number(len(first)))
    if any(failure.kind == "watch" for one in explanation.stories for failure in one.failures):
        yield WATCHER_NOTE


def _levels(explanation: Explanation, groups: list[list[Story]], tale: Tale) -> Iterable[str]:
    least = min(group[0].count for group in groups)
    for cost in sorted({group[0].count for group in groups}):
        alike = [group for group in groups if group[0].count == cost]
        facts = {"n": number(len(alike)), "cost": _taking(cost)}
        yield said(_LEVEL[cost > 0, len(alike) > 1], **facts)
        for place, group in enumerate(alike, start=1):
            if cost == least and place <= FULL_MAX:
                yield f"{place}. {' '.join(_group(group, tale, explanation.find))}"
            else:
                yield f"{place}. {_brief(group, tale)}"


def _taking(cost: int) -> str:
    if cost == 0:
        return "nothing"
    return counted(cost, "failed control or unrecorded act", "failed controls or unrecorded acts")


def _brief(group: list[Story], tale: Tale) -> str:
    """A group in a line: where it begins, how many stories, and the steps of the first."""
    steps = steps_named(group[0], tale)
    facts = {
        "origin": opened(origin_named(group[0].origin, tale)),
        "n": number(len(group)),
        "steps": ", then ".join(steps) or _STANDING,
    }
    return filled(_BRIEF[len(group) > 1], facts)


_TOGETHER: Mapping[bool, str] = {
    False: "One source would explain {finds}: {sources}.",
    True: "{n} sources together would explain {finds}: {sources}.",
}
_TOGETHER_COST = "Counted once each, this takes {cost}: {n} and {rest}."
_TOGETHER_FIND = "Find {find}, in {thing}: {route}."


def together_sentences(together: Together, state: State, zone: str) -> tuple[str, ...]:
    """One set of sources from which every find can have come, and how each can have."""
    tale = _beside_first(together, Tale(state, Clock(zone)))
    sources = [origin_named(origin, tale) for origin in together.sources]
    facts = {
        "n": number(len(sources)),
        "finds": _all_finds(len(together.finds)),
        "sources": "; ".join(sources),
    }
    rest = together.cost - len(sources)
    cost = {
        "cost": number(together.cost),
        "n": counted(len(sources), "source", "sources"),
        "rest": _taking(rest) if rest else "nothing besides",
    }
    accounts = sorted({account for story in together.stories for account in story.accounts})
    return (
        said(_TOGETHER[len(sources) > 1], **facts),
        filled(_TOGETHER_COST, cost),
        *_each_find(together, tale),
        *accounts_needed(accounts),
        COUNT_NOTE,
    )


_FINDS: Mapping[int, str] = {1: "the one find", 2: "both finds"}


def _all_finds(n: int) -> str:
    return _FINDS.get(n) or f"all {counted(n, 'find', 'finds')}"


def _beside_first(together: Together, plain: Tale) -> Tale:
    first = plain.events.get(together.finds[0]) if together.finds else None
    return Tale(plain.state, Clock(plain.clock.zone, None if first is None else first.earliest_ms))


def _each_find(together: Together, tale: Tale) -> Iterable[str]:
    for find, story in zip(together.finds, together.stories, strict=True):
        event = tale.events.get(find)
        act = event.act if event is not None else None
        at = tale.named(act.at) if isinstance(act, HazardIdentified) else "a place not on record"
        facts = {"find": entry(find), "thing": at, "route": route_named(story, tale)}
        yield filled(_TOGETHER_FIND, facts)
