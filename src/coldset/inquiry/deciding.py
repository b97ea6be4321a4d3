"""What to look at next: the observation that leaves least to be told apart, for what it takes.

No story is given a probability. A story that takes one thing more than another weighs half as
much in the choice, and what counts is the worst of the two answers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from coldset.core.words import Id
from coldset.inquiry.examinations import (
    Left,
    Mask,
    Split,
    answers,
    brought_into,
    outcomes,
    together,
)
from coldset.inquiry.observations import (
    RECORDED,
    about_control,
    accounts_for,
    expects,
    pockets_of,
)
from coldset.inquiry.story import Answer, Explanation, Observation, Passage, Story, Window
from coldset.margin.terms import StoryTerms

WORSE = 4
"""How many times the worse of two answers counts, for nobody knows which one it will be."""

EXAMINATION = 2
"""How many times the effort of one question a whole examination takes."""

PARTS = 8
"""Observations that split within one eighth of each other split equally well: effort decides."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """An observation worth making, what it takes, and which stories say what it must show.

    `also` are further questions that the same examination answers; it counts as one act. `yes`,
    `no` and `silent` are the ids of stories: of an examination, `silent` are those that say
    nothing on any of its questions, and the others are by what they say on `observation`. `left`
    is how many are left at worst.
    """

    observation: Observation
    also: tuple[Observation, ...] = ()
    effort: int
    yes: tuple[Id, ...]
    no: tuple[Id, ...]
    silent: tuple[Id, ...]
    left: int


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """Two stories by their ids, and the cheapest observation that tells them apart, if any."""

    one: Id
    other: Id
    observation: Observation | None


def deciding(explanation: Explanation, terms: StoryTerms) -> tuple[Proposal, ...]:
    """What to look at to tell the stories that are left apart, best first.

    What was answered already, be it with `unknown`, is not proposed again.
    """
    stories = explanation.stories
    asked = {answer.observation for answer in explanation.answers}
    table = _Table(stories)
    splits = [table.split(one) for one in table.candidates() if one not in asked]
    telling = [one for one in splits if _tells(one, table.everyone)]
    choices = [_single(one, table, terms) for one in telling]
    choices += [_whole(ones, table, terms) for ones in together(telling, brought_into(stories))]
    ranked = sorted(choices, key=lambda one: one.rank)
    return tuple(_proposal(one, table) for one in ranked)


def between(one: Story, other: Story, terms: StoryTerms) -> Observation | None:
    """The cheapest observation that tells two stories apart, or None where nothing does.

    Best one that must come out differently; else one that must come out one way for one of them.
    """
    table = _Table((one, other))
    splits = [table.split(observation) for observation in table.candidates()]
    both = [split for split in splits if split.yes and split.no]
    either = [split for split in splits if (split.yes | split.no) in {1, 2}]
    told = sorted(
        both or either,
        key=lambda split: (effort(split.observation, terms), _told(split.observation)),
    )
    return told[0].observation if told else None


def apart(explanation: Explanation, terms: StoryTerms) -> tuple[Apart, ...]:
    """What tells the first story from the first one of each other beginning, in their order."""
    begun = {story.origin: story for story in reversed(explanation.stories)}
    first, *others = sorted(begun.values(), key=explanation.stories.index) or (None,)
    if first is None:
        return ()
    return tuple(
        Apart(one=first.id, other=other.id, observation=between(first, other, terms))
        for other in others
    )


def effort(observation: Observation, terms: StoryTerms) -> int:
    """What an observation takes, by the policy's number for its kind."""
    return terms.effort.get(observation.code, 1)


def _tells(split: Split, everyone: Mask) -> bool:
    """Whether any answer makes a difference between the stories."""
    said = split.yes | split.no
    return bool(said) and not (said == everyone and 0 in {split.yes, split.no})


class _Choice(NamedTuple):
    """An examination of one question or of several, and how good it is to make it next."""

    splits: tuple[Split, ...]
    effort: int
    left: int
    rank: tuple[int, int, int, str]


def _single(split: Split, table: "_Table", terms: StoryTerms) -> _Choice:
    """A question asked by itself; either answer may come."""
    return _chosen((split,), answers(split), effort(split.observation, terms), table)


def _whole(splits: tuple[Split, ...], table: "_Table", terms: StoryTerms) -> _Choice:
    """Several questions in one examination: the answers that the stories give it."""
    takes = EXAMINATION * effort(splits[0].observation, terms)
    return _chosen(splits, outcomes(splits, table.everyone), takes, table)


def _chosen(
    splits: tuple[Split, ...], answered: Iterable[Left], takes: int, table: "_Table"
) -> _Choice:
    """What an answer leaves less to tell apart, in coarse parts; among equals what takes least.

    The worst answer counts as `WORSE` times the mean of all of them.
    """
    listed = list(answered)
    now = table.weight(table.everyone)
    after = [table.weight_after(one) for one in listed]
    worst, mean = max(after), sum(after) // len(after)
    gained = WORSE * (now - worst) + (now - mean)
    coarse = PARTS * gained // ((WORSE + 1) * now)
    left = max((table.everyone & ~one.gone).bit_count() for one in listed)
    rank = (-coarse, takes, -gained, _told(splits[0].observation))
    return _Choice(splits, takes, left, rank)


def _told(observation: Observation) -> str:
    return repr(observation)


def _proposal(choice: _Choice, table: "_Table") -> Proposal:
    first, *others = choice.splits
    said = first.yes | first.no
    for split in others:
        said |= split.yes | split.no
    return Proposal(
        observation=first.observation,
        also=tuple(split.observation for split in others),
        effort=choice.effort,
        yes=table.ids(first.yes),
        no=table.ids(first.no),
        silent=table.ids(table.everyone & ~said),
        left=choice.left,
    )


@dataclass(slots=True)
class _Table:
    """Stories by what they mention, so that only those are asked whom a question concerns."""

    stories: tuple[Story, ...]
    everyone: Mask = 0
    _mentions: dict[tuple[str, Id, Id], Mask] = field(default_factory=dict)
    _asked: dict[Observation, None] = field(default_factory=dict)
    _levels: dict[int, Mask] = field(default_factory=dict)
    _last: int = 0

    def __post_init__(self) -> None:
        """Every story is gone through once."""
        self.everyone = (1 << len(self.stories)) - 1
        self._last = max((story.count for story in self.stories), default=0) + 1
        for number, story in enumerate(self.stories):
            bit = 1 << number
            self._levels[story.count] = self._levels.get(story.count, 0) | bit
            for asked in _questions(story):
                self._asked.setdefault(asked)
                self._note(asked, bit)
            for place in range(len(story.passages)):
                step = story.passages[place]
                for person in step.could or ():
                    self._note(Observation(code="in-pockets", about=person), bit)
            if story.origin.kind in RECORDED:
                self._note(Observation(code="went-in", about=story.origin.thing), bit)

    def _note(self, asked: Observation, bit: Mask) -> None:
        key = (asked.code, asked.about, asked.who)
        self._mentions[key] = self._mentions.get(key, 0) | bit

    def candidates(self) -> Iterable[Observation]:
        """Every question on which at least one of the stories has something to say."""
        return self._asked

    def split(self, asked: Observation) -> Split:
        """What each story has to say on a question."""
        concerned = self._concerned(asked)
        yes = no = on_yes = on_no = 0
        for number in _bits(concerned):
            story, bit = self.stories[number], 1 << number
            expected = expects(story, asked)
            yes |= bit if expected == "yes" else 0
            no |= bit if expected == "no" else 0
            on_yes |= bit if not accounts_for(story, Answer(observation=asked, reply="yes")) else 0
            on_no |= bit if not accounts_for(story, Answer(observation=asked, reply="no")) else 0
        others = self.everyone & ~concerned
        if others:
            story = self.stories[next(_bits(others))]
            if not accounts_for(story, Answer(observation=asked, reply="yes")):
                on_yes |= others
            if not accounts_for(story, Answer(observation=asked, reply="no")):
                on_no |= others
        return Split(asked, yes, no, on_yes, on_no)

    def _concerned(self, asked: Observation) -> Mask:
        if asked.code in {"came-with", "one-short"}:
            return self.everyone
        return self._mentions.get((asked.code, asked.about, asked.who), 0)

    def weight(self, stories: Mask) -> int:
        """How much there is among stories to be told apart."""
        return sum(
            (stories & level).bit_count() << (self._last - count)
            for count, level in self._levels.items()
        )

    def weight_after(self, answer: Left) -> int:
        """The same after an answer: some are gone, some take one thing more, which halves them."""
        left = self.everyone & ~answer.gone
        return self.weight(left) - self.weight(left & answer.beside) // 2

    def ids(self, stories: Mask) -> tuple[Id, ...]:
        """The ids of a set of stories, in their order."""
        return tuple(self.stories[number].id for number in _bits(stories))


def _bits(mask: Mask) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _questions(story: Story) -> Iterator[Observation]:
    """Every question on which a story has something definite to say."""
    origin = story.origin
    if origin.kind in RECORDED:
        yield Observation(code="came-with", about=origin.thing)
    if origin.kind == "lot":
        yield Observation(code="one-short", about=origin.thing)
    single = (passage.event for passage in story.passages if not passage.entries)
    for event in dict.fromkeys((origin.event, *single)):
        if event:
            yield Observation(code="by-entry", about=event)
    for person in sorted(pockets_of(story)):
        yield Observation(code="in-pockets", about=person)
    for passage in story.passages:
        yield from _of_step(passage)
    for account in story.accounts:
        yield Observation(code="account-right", about=account)
    for failure in sorted(story.failures):
        asked = about_control(failure)
        if asked is not None:
            yield asked


def _of_step(passage: Passage) -> Iterator[Observation]:
    if passage.how in {"exposed", "pocketed", "loaded"}:
        yield Observation(code="one-over", about=passage.into)
    for window in _windows(passage.moments):
        yield Observation(code="went-in", about=passage.into, window=window)
    if passage.how == "mistaken":
        yield Observation(code="mark-fits", about=passage.into)


def _windows(moments: tuple[Window, ...]) -> Iterator[Window]:
    """Each window by itself, and all of them from the first to the last."""
    yield from moments
    if len(moments) > 1:
        yield (moments[0][0], moments[-1][1])
