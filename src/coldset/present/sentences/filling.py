"""How a sentence of a table gets its names and numbers.

Every sentence is whole, with named places to fill, so that it can be translated as it stands.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coldset.present.sentences.names import listed

NOT_SAID = "not on record"


class Words(NamedTuple):
    """Two ways to say one thing: at the gate, in a sentence; and in a hearing, in a clause."""

    gate: str
    record: str


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return NOT_SAID


def filled(sentence: str, facts: Mapping[str, str]) -> str:
    """A sentence or clause with its facts; one that is missing is said to be not on record."""
    return sentence.format_map(_Known(facts))


def opened(sentence: str) -> str:
    """A sentence with a capital first; a tag such as `sa-1` stays as it is written."""
    first = sentence.partition(" ")[0]
    if any(letter.isdecimal() for letter in first):
        return sentence
    return sentence[:1].upper() + sentence[1:]


def said(sentence: str, **facts: str) -> str:
    """A whole sentence, filled and opened with a capital."""
    return opened(filled(sentence, facts))


HAZARDS: Mapping[str, str] = {
    "live": "a live round",
    "blank": "a blank",
    "primed": "a dummy with a live primer",
    "lodged": "something left in the barrel",
}

_IN_GUN: Mapping[bool, str] = {
    False: "{hazard} in this gun",
    True: "something left in the barrel of this gun",
}


def hazards_of(hazards: Iterable[str]) -> dict[str, str]:
    """The facts `hazard` and `inside` of one hazard, or of several together."""
    several = list(hazards)
    hazard = listed((HAZARDS.get(one, one) for one in several), "or")
    return {"hazard": hazard, "inside": filled(_IN_GUN[several == ["lodged"]], {"hazard": hazard})}


CONTENTS: Mapping[str, str] = {
    "empty": "nothing",
    "dummy": "a dummy",
    "blank": "a blank",
    "live": "a live round",
    "case": "a fired case",
    "unknown": "a round that nobody can name",
}

METHODS: Mapping[str, str] = {
    "rattle": "rattle",
    "hole": "hole",
    "primer": "primer",
    "bullet": "bullet",
    "look": "a look",
    "empty": "an empty chamber",
    "bore": "the bore",
}
"""By which a round is looked at, as in `each round by rattle and hole`."""
