"""Which questions one act of looking answers together, and what each answer to it would leave.

A laboratory that has the found round before it holds it against everything that came; whoever
turns out a box counts all that is in it. So one examination answers a question for each thing
that it covers, and counts as one act. It has as many answers as the stories give it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coldset.core.acts.observations import ObservationCode
from coldset.core.words import Id
from coldset.inquiry.observations import CONTROLS
from coldset.inquiry.story import Definite, Observation, Story

Mask = int
"""A set of stories: bit n is the story at place n of the list."""

Subject = tuple[ObservationCode, Id]
"""What one examination is: its kind, and the one thing or person that it is about, if any."""


class Split(NamedTuple):
    """What one observation does to a list of stories; each answer removes some, and adds to some.

    `yes` and `no` are the stories that expect it; `on_yes`, `on_no` those without a place for it.
    """

    observation: Observation
    yes: Mask
    no: Mask
    on_yes: Mask
    on_no: Mask


class Left(NamedTuple):
    """What an answer leaves: the stories that it contradicts, and those it adds one thing to."""

    gone: Mask
    beside: Mask


def ordinary(code: ObservationCode) -> Definite:
    """What a question shows where nothing out of the ordinary happened."""
    return "yes" if code in CONTROLS or code == "mark-fits" else "no"


def subject(observation: Observation) -> Subject | None:
    """The examination that answers a question among others; None where it is asked by itself.

    Footage is gone through for one thing, and for one person's stays. Everything else is looked
    at in one go: the round against all that came, all rounds counted, all marks read, everybody
    asked. An account is examined by itself.
    """
    code = observation.code
    if code == "account-right":
        return None
    if code == "one-short":
        code = "one-over"  # one count shows both
    by_person = {"watch-held", "record-right"}
    about = {"went-in": observation.about, **dict.fromkeys(by_person, observation.who)}
    return (code, about.get(code, ""))


def together(splits: Iterable[Split], into: Mapping[Id, Id]) -> list[tuple[Split, ...]]:
    """The questions that one examination answers, two at least.

    `into` maps an entry to the thing that it brought rounds into: photos of those are one lot.
    """
    groups: dict[Subject, list[Split]] = {}
    for split in splits:
        about = subject(split.observation)
        if about is not None and split.observation.code == "by-entry":
            thing = into.get(split.observation.about)
            about = None if thing is None else ("by-entry", thing)
        if about is not None:
            groups.setdefault(about, []).append(split)
    return [tuple(ones) for ones in groups.values() if len(ones) > 1]


def answers(split: Split) -> tuple[Left, Left]:
    """What yes and no to one question leave."""
    return Left(split.no, split.on_yes), Left(split.yes, split.on_no)


def outcomes(splits: Iterable[Split], everyone: Mask) -> list[Left]:
    """What each answer to an examination leaves that some story gives it.

    Where a story is silent, nothing out of the ordinary is taken to be seen.
    """
    begun = {Left(0, 0): everyone}
    for split in splits:
        on_yes, on_no = answers(split)
        silent_is = on_yes if ordinary(split.observation.code) == "yes" else on_no
        longer: dict[Left, Mask] = {}
        for before, stories in begun.items():
            silent = stories & ~(split.yes | split.no)
            for part, left in (
                (stories & split.yes, on_yes),
                (stories & split.no, on_no),
                (silent, silent_is),
            ):
                if part:
                    after = Left(before.gone | left.gone, before.beside | left.beside)
                    longer[after] = longer.get(after, 0) | part
        begun = longer
    return list(begun)


def brought_into(stories: Iterable[Story]) -> dict[Id, Id]:
    """Which thing each entry brought the hazard into, by the first story that says so.

    What brought it onto the property is not among them: its origin is asked for.
    """
    found: dict[Id, Id] = {}
    for story in stories:
        for passage in story.passages:
            for entry in passage.by_entries:
                found.setdefault(entry, passage.into)
    return found
