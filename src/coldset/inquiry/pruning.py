"""What was observed, held against the stories: what it contradicts is set aside, not deleted."""

from collections.abc import Iterable

import msgspec

from coldset.core.acts import EvidenceSeized
from coldset.core.acts.observations import ObservationMade
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Id
from coldset.inquiry.observations import CONTROLS, accounts_for, expects
from coldset.inquiry.story import Answer, Explanation, Observation, SetAside, Story, Window


def prune(explanation: Explanation, answers: Iterable[Answer]) -> Explanation:
    """The explanation after more answers, ranked anew.

    A story that must predict otherwise is set aside, with the first answer that contradicts it.
    What is out of the ordinary and no part of a story counts as one more thing beside it; of
    those that then stand alike, the one that leaves less unexplained goes first. An answer
    `unknown` changes nothing; neither do answers that contradict each other.
    """
    listed = tuple(dict.fromkeys((*explanation.answers, *answers)))
    counted = _that_count(listed)
    everything = sorted(
        (*explanation.stories, *(one.story for one in explanation.set_aside)),
        key=lambda story: story.place,
    )
    left: list[Story] = []
    aside: list[SetAside] = []
    for story in everything:
        against = next((one for one in counted if _contradicts(one, story)), None)
        if against is None:
            unexplained = _unexplained(story, counted)
            beside = sum(explanation.weights.get(_kind(one), 1) for one in unexplained)
            left.append(msgspec.structs.replace(story, unexplained=unexplained, beside=beside))
        else:
            plain = msgspec.structs.replace(story, unexplained=(), beside=0)
            aside.append(SetAside(story=plain, by=against))
    left.sort(key=lambda story: (*story.rank, story.place))
    return msgspec.structs.replace(
        explanation, stories=tuple(left), set_aside=tuple(aside), answers=listed
    )


def _that_count(answers: Iterable[Answer]) -> list[Answer]:
    """The definite answers, of each question one, without those that contradict each other."""
    definite: dict[Observation, list[Answer]] = {}
    for one in answers:
        if one.reply != "unknown":
            definite.setdefault(one.observation, []).append(one)
    return [ones[0] for ones in definite.values() if len({one.reply for one in ones}) == 1]


def _contradicts(answer: Answer, story: Story) -> bool:
    expected = expects(story, answer.observation)
    return expected is not None and expected != answer.reply


def _unexplained(story: Story, answers: Iterable[Answer]) -> tuple[Observation, ...]:
    """What was observed that the story has no place for, each subject once."""
    found: dict[tuple[str, Id, Id], Observation] = {}
    for one in answers:
        if not accounts_for(story, one):
            asked = one.observation
            found.setdefault((asked.code, asked.about, asked.who), asked)
    return tuple(found.values())


def _kind(observation: Observation) -> str:
    """As which kind of failure something weighs that happened besides a story."""
    if observation.code == "mark-fits":
        return "record"
    return CONTROLS.get(observation.code, "act")


def recorded(state: State, find: Id) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """The answers on record about a find: those that count, and those that are only said.

    The crew's own record counts, and the paper of whoever holds the evidence: an investigator, or
    a person who seized some.
    """
    holders = {person.id for person in state.people.values() if "investigator" in person.roles}
    holders |= {event.by for event in state.of(EvidenceSeized) if event.by and _is_kept(event)}
    counted: list[Answer] = []
    said: list[Answer] = []
    for event in state.of(ObservationMade):
        act = event.act
        if not isinstance(act, ObservationMade) or act.find != find:
            continue
        counts = event.on_record or (_is_kept(event) and event.source.who in holders)
        (counted if counts else said).append(_answer(act, event))
    return tuple(counted), tuple(said)


def _window(from_ms: int | None, to_ms: int | None) -> Window | None:
    """A window with both its ends; with only one of them nobody knows what was asked."""
    return None if from_ms is None or to_ms is None else (from_ms, to_ms)


def _is_kept(event: Event) -> bool:
    return event.source.kind in {"record", "document"}


def _answer(act: ObservationMade, event: Event) -> Answer:
    asked = Observation(
        code=act.code, about=act.about, who=act.who, window=_window(act.from_ms, act.to_ms)
    )
    return Answer(observation=asked, reply=act.answer, event=event.id)
