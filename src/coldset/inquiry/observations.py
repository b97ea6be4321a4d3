"""What can be looked at, counted, examined or asked, and what each story says it must show.

A story *must-predicts*: `expects` answers only what cannot be otherwise if the story is true, so
an honest answer never contradicts the true story; whatever a story merely allows is silence. What
each code asks, and what yes and no mean, stands in `coldset.core.acts.observations`.

`deciding.py` chooses what to look at next, `pruning.py` sets aside what an answer contradicts.
"""

from collections.abc import Callable, Mapping
from typing import get_args

from coldset.core.acts.observations import ObservationCode
from coldset.inquiry.story import Answer, Definite, Observation, Passage, Story
from coldset.margin.failures import Failure, Kind

CONTROLS: Mapping[ObservationCode, Kind] = {
    "look-shows": "check",
    "witness-saw": "witness",
    "watch-held": "watch",
    "search-whole": "search",
    "line-held": "line",
    "seal-fits": "seal",
    "lock-held": "lock",
    "record-right": "record",
    "bullets-whole": "component",
}
"""Which kind of control each question is about that asks for one."""

_ASKED_BY_KIND = {kind: code for code, kind in CONTROLS.items()}
CODES: tuple[ObservationCode, ...] = get_args(ObservationCode)
RECORDED = frozenset({"lot", "weapon", "container"})
"""Origins that the record names: a thing that came. The found round came with it or it did not."""


def about_control(failure: Failure) -> Observation | None:
    """The question whether a control held; None for what nobody can look at."""
    code = _ASKED_BY_KIND.get(failure.kind)
    return None if code is None else Observation(code=code, about=failure.what, who=failure.who)


def expects(story: Story, observation: Observation) -> Definite | None:
    """What an observation must show if a story is true; None where it may show either.

    A control that a story does not need may have failed all the same, and a thing that is not on
    a story's way may have been passed in a detour: of these a story says nothing.
    """
    return _EXPECTS[observation.code](story, observation)


def _came_with(story: Story, observation: Observation) -> Definite | None:
    """Somebody's pockets, and a round that nobody recorded, may have been filled from anything."""
    if story.origin.kind not in RECORDED:
        return None
    return "yes" if story.origin.thing == observation.about else "no"


def _by_entry(story: Story, observation: Observation) -> Definite | None:
    """A step that any of several entries can have been says yes to none of them."""
    entries = {story.origin.event}
    entries |= {passage.event for passage in story.passages if not passage.entries}
    return "yes" if observation.about in entries else None


def _in_pockets(story: Story, observation: Observation) -> Definite | None:
    return "yes" if observation.about in pockets_of(story) else None


def _one_over(story: Story, observation: Observation) -> Definite | None:
    """What was put in unrecorded is one more than the book has; what was loaded is one of them."""
    passage = first_into(story, observation.about)
    if passage is None or observation.about == story.origin.thing:
        return None
    if passage.how in {"exposed", "pocketed"}:
        return "yes"
    return "no" if passage.how == "loaded" else None


def _one_short(story: Story, observation: Observation) -> Definite | None:
    """What came by itself is none of a lot; what came with a lot may have lain loose in its box.

    A round that nobody recorded, or in somebody's pockets, may have been taken out of any lot.
    """
    if story.origin.kind not in RECORDED or _is_of(story, observation):
        return None
    return "no"


def _is_of(story: Story, observation: Observation) -> bool:
    return (story.origin.kind, story.origin.thing) == ("lot", observation.about)


def _went_in(story: Story, observation: Observation) -> Definite | None:
    asked, passage = observation.window, first_into(story, observation.about)
    if story.origin.thing == observation.about and story.origin.kind in RECORDED:
        return "no"
    if passage is None or asked is None or not passage.moments:
        return None
    if all(asked[0] <= start and end <= asked[1] for start, end in passage.moments):
        return "yes"
    if all(end < asked[0] or asked[1] < start for start, end in passage.moments):
        return "no"
    return None


def _mark_fits(story: Story, observation: Observation) -> Definite | None:
    mistaken = {passage.into for passage in story.passages if passage.how == "mistaken"}
    return "no" if observation.about in mistaken else None


def _account_right(story: Story, observation: Observation) -> Definite | None:
    return "yes" if observation.about in story.accounts else None


def _control_held(story: Story, observation: Observation) -> Definite | None:
    failure = Failure(CONTROLS[observation.code], observation.who, observation.about)
    return "no" if failure in story.failures else None


_EXPECTS: Mapping[ObservationCode, Callable[[Story, Observation], Definite | None]] = {
    "came-with": _came_with,
    "by-entry": _by_entry,
    "in-pockets": _in_pockets,
    "one-over": _one_over,
    "one-short": _one_short,
    "went-in": _went_in,
    "mark-fits": _mark_fits,
    "account-right": _account_right,
    **dict.fromkeys(CONTROLS, _control_held),
}


def accounts_for(story: Story, answer: Answer) -> bool:
    """Whether a story has a place for what was observed, or nothing out of the ordinary was.

    That a control failed, a mark was wrong, or the round was somewhere, is out of the ordinary: a
    story that does without it must suppose that it happened besides.
    """
    asked, reply = answer.observation, answer.reply
    ordinary = "yes" if asked.code in CONTROLS or asked.code == "mark-fits" else "no"
    if reply in {ordinary, "unknown"} or expects(story, asked) == reply:
        return True
    match asked.code:
        case "in-pockets":
            return any(p.could is None or asked.about in p.could for p in story.passages)
        case "went-in" | "one-over":
            return asked.about in {story.origin.thing, *(p.into for p in story.passages)}
        case "by-entry" | "account-right":
            return True
        case "one-short":
            return _is_of(story, asked)
        case _:
            return False


def first_into(story: Story, thing: str) -> Passage | None:
    """The step by which the hazard first came into a thing, if it is on the story's way."""
    return next((passage for passage in story.passages if passage.into == thing), None)


def pockets_of(story: Story) -> frozenset[str]:
    """Everyone in whose pockets or kit the hazard must have been. Only they reach into them."""
    own = {story.origin.thing} if story.origin.kind == "person" else set()
    return frozenset(own | {one.into for one in story.passages if one.could == (one.into,)})
