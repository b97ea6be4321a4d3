"""What to look at next, and what was observed: questions in words, and what hangs on them."""

from collections.abc import Iterable, Sequence

from coldset.core.words import Id
from coldset.inquiry.deciding import Apart, Proposal
from coldset.inquiry.observations import CONTROLS
from coldset.inquiry.story import Answer, Explanation, Observation, Story
from coldset.margin.failures import Failure
from coldset.present.sentences import about_stories as words
from coldset.present.sentences.failures import control
from coldset.present.sentences.filling import filled, opened, said
from coldset.present.sentences.names import counted, entry, listed, number, person, quoted
from coldset.present.sentences.stories import hazard_found, route_named
from coldset.present.sentences.tale import Tale

PROPOSED_MAX = 3
"""No more observations and pairs than this are told; `--json` has every one."""


OTHERS_MAX = 6
"""No more of what one examination covers than this is named; the rest is counted."""

TOGETHER = (
    "{question} The same examination answers it of {others}; each answer is a row of its own. "
    "{how}. Whatever it shows, {left}."
)
MORE_OTHERS = "{others}, and {n} more"


def question(observation: Observation, tale: Tale, hazard: str) -> str:
    """What an observation asks, as one question."""
    window = observation.window
    facts = {
        "hazard": hazard,
        "about": _about(observation, tale),
        "window": "" if window is None else tale.clock.between(*window),
    }
    return said(words.QUESTIONS[observation.code], **facts)


def _about(observation: Observation, tale: Tale) -> str:
    code, about = observation.code, observation.about
    if code in CONTROLS:
        return control(Failure(CONTROLS[code], observation.who, about))
    if code == "by-entry":
        return tale.cited(about)
    if code == "account-right":
        return quoted(about)
    return person(about) if code == "in-pockets" else tale.named(about)


def proposal_sentences(
    proposals: Sequence[Proposal], explanation: Explanation, tale: Tale
) -> tuple[str, ...]:
    """The first few observations: what to ask, how to find out, and what either answer leaves."""
    hazard = _the(tale, explanation)
    return tuple(_proposed(one, explanation, tale, hazard) for one in proposals[:PROPOSED_MAX])


def _proposed(one: Proposal, explanation: Explanation, tale: Tale, hazard: str) -> str:
    everyone = len(explanation.stories)
    facts = {
        "question": question(one.observation, tale, hazard),
        "how": opened(words.HOW[one.observation.code]),
    }
    if one.also:
        left = _left(one.left, everyone)
        told = {"others": _others(one, tale), "left": left if one.left == 0 else f"at most {left}"}
        return filled(TOGETHER, {**facts, **told})
    facts |= {
        "yes": _left(everyone - len(one.no), everyone),
        "no": _left(everyone - len(one.yes), everyone),
    }
    return filled(words.PROPOSED, facts)


def _others(one: Proposal, tale: Tale) -> str:
    """What else one examination covers, the first few by name."""
    first = _covered(one.observation, tale)
    every = dict.fromkeys(_covered(observation, tale) for observation in one.also)
    named = [name for name in every if name != first]
    more = len(named) - OTHERS_MAX
    if more <= 0:
        return listed(named)
    return filled(MORE_OTHERS, {"others": ", ".join(named[:OTHERS_MAX]), "n": number(more)})


def _covered(observation: Observation, tale: Tale) -> str:
    """What one question of an examination is about: a window of one thing, or a thing."""
    window = observation.window
    return _about(observation, tale) if window is None else tale.clock.between(*window)


def _left(left: int, everyone: int) -> str:
    if left == everyone:
        return "all stay"
    return "none is left" if left == 0 else f"{number(left)} of {number(everyone)} stay"


def row_of(observation: Observation, find: str, tale: Tale) -> str:
    """How an answer is written down as a row of the day log, its `contents` left open."""
    cells = {
        "item": find,
        "method": observation.code,
        "label": observation.about,
        "with": observation.who,
    }
    if observation.window is not None:
        start_ms, end_ms = observation.window
        cells |= {"from": tale.clock.stamp(start_ms), "to": tale.clock.stamp(end_ms)}
    told = " ".join(_cell(column, cell) for column, cell in cells.items() if cell)
    return f"event=observed {told} contents=yes|no|unknown"


def _cell(column: str, cell: str) -> str:
    return f"'{column}={cell}'" if " " in cell else f"{column}={cell}"


def apart_sentences(
    pairs: Sequence[Apart], explanation: Explanation, tale: Tale
) -> tuple[str, ...]:
    """What would tell the first story from the first ones of other beginnings."""
    hazard = _the(tale, explanation)
    by_id = {story.id: story for story in explanation.stories}
    return tuple(_apart(one, by_id[one.other], tale, hazard) for one in pairs[:PROPOSED_MAX])


def _apart(one: Apart, other: Story, tale: Tale, hazard: str) -> str:
    facts = {"other": route_named(other, tale)}
    if one.observation is None:
        return filled(words.NOT_APART, facts)
    return filled(words.APART, {**facts, "question": question(one.observation, tale, hazard)})


def answered_sentences(explanation: Explanation, tale: Tale) -> tuple[str, ...]:
    """What was observed, what that set aside, and what is only said."""
    hazard = _the(tale, explanation)
    told = [_answered(one, words.OBSERVED, tale, hazard) for one in explanation.answers]
    told += [_answered(one, words.SAID_OBSERVED, tale, hazard) for one in explanation.said]
    if explanation.set_aside:
        by = dict.fromkeys(one.by.event for one in explanation.set_aside)
        facts = {
            "n": counted(len(explanation.set_aside), "story is", "stories are"),
            "entries": listed(f"entry {entry(event)}" for event in by),
        }
        told.append(said(words.SET_ASIDE, **facts))
    return tuple(told)


def _answered(one: Answer, sentence: str, tale: Tale, hazard: str) -> str:
    facts = {
        "question": question(one.observation, tale, hazard),
        "reply": words.REPLIES[one.reply],
        "cited": tale.cited(one.event),
    }
    return filled(sentence, facts)


def unexplained_sentences(story: Story, tale: Tale, find: Id) -> Iterable[str]:
    """What was observed and has no place in a story."""
    if story.unexplained:
        hazard = words.FOUND.get(hazard_found(tale, find), "what was found")
        told = " ".join(question(one, tale, hazard) for one in story.unexplained)
        yield filled(words.UNEXPLAINED, {"questions": told})


def _the(tale: Tale, explanation: Explanation) -> str:
    """What was found, as what is known by now: `the live round`."""
    return words.FOUND.get(hazard_found(tale, explanation.find), "what was found")
