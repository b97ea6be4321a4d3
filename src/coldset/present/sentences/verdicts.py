"""A verdict in words: the line to be read aloud, what it means, and what would have to be wrong.

The word never stands alone: it is said with what the weapon holds, or with what bars it.
"""

from collections.abc import Iterable, Mapping

from coldset.core.words import Contents, Hazard
from coldset.gate.verdict import ContentsLine, FigureAnswer, Part, Verdict, Word
from coldset.present.sentences.failures import act, control, enumerated, failed, into_what
from coldset.present.sentences.filling import filled, hazards_of, said
from coldset.present.sentences.findings import gate_sentence
from coldset.present.sentences.names import counted, listed, number, person, thing
from coldset.present.sentences.times import Clock

COUNT_NOTE = "This is a count of recorded controls, not a probability."
"""Said once wherever figures are explained."""

WATCHER_NOTE = (
    "A watch counts as one control even where whoever was watching could have done it "
    "themselves; that is an assumption, and what is said of one person alone guards against it."
)
"""Said once where a way names a watch (DESIGN part 3)."""

ONE_LOOK_NOTE = "A check and whoever saw it are one look: what fooled one may have fooled both."
"""Said once where a way names a check together with its witness."""

_HELD: tuple[tuple[Contents, str, str], ...] = (
    ("live", "live round", "live rounds"),
    ("unknown", "unknown chamber", "unknown chambers"),
    ("blank", "blank", "blanks"),
    ("dummy", "dummy", "dummies"),
    ("case", "fired case", "fired cases"),
    ("empty", "empty chamber", "empty chambers"),
)
"""What a chamber holds, the gravest first."""

_NO_CHAMBER: Mapping[str, str] = {"replica": "replica, no chamber", "rubber": "rubber, no chamber"}


def contents_line(verdict: Verdict) -> str:
    """The one line that is read aloud with the word: `cold, six dummies, 6 of 6 seen, ...`."""
    clock = Clock("UTC", verdict.at_ms)
    told = {gate_sentence(finding, clock) for finding in verdict.against}
    return spoken(verdict.word, verdict.contents, len(told))


def spoken(word: Word, contents: ContentsLine, against: int) -> str:
    """A word with what the weapon holds; `against` is how many findings bar it."""
    line = held_line(contents)
    if word == "not cleared":
        reasons = counted(against, "thing stands", "things stand")
        return filled(_NOT_CLEARED[bool(line)], {"reasons": reasons, "line": line})
    return filled("{word}, {line}", {"word": word, "line": line or _NOT_SAID})


_NOT_CLEARED: Mapping[bool, str] = {
    True: "not cleared: {reasons} against it; on record: {line}",
    False: "not cleared: {reasons} against it, and what it holds is not on record",
}
_NOT_SAID = "and what it holds is not on record"


def held_line(line: ContentsLine) -> str:
    """What a weapon holds, as it is read aloud; empty when the record cannot say."""
    if line.weapon_class in _NO_CHAMBER:
        return _NO_CHAMBER[line.weapon_class]
    if not line.held or line.chambers is None:
        return ""
    bore = "bore clear" if line.bore_clear else "bore not seen clear"
    facts = {"held": _held(line), "seen": str(line.seen), "of": str(line.chambers), "bore": bore}
    return filled("{held}, {seen} of {of} seen, {bore}", facts)


def _held(line: ContentsLine) -> str:
    held = dict(line.held)
    if set(held) == {"empty"}:
        return "empty"
    return listed(
        counted(held[contents], one, several)
        for contents, one, several in _HELD
        if contents in held
    )


_HEADLINES: Mapping[str, str] = {
    "cold": "{weapon} may go from {giver} to {receiver} as cold, until {until} at the latest; any "
    "change ends it.",
    "hot": "{weapon} may go from {giver} to {receiver} as hot, until {until} at the latest; any "
    "change ends it.",
    "not cleared": "{weapon} does not go to {receiver} as {status}. {first}",
}


def headline(verdict: Verdict, zone: str) -> str:
    """What happens now, in a sentence; where it is not cleared, with the first reason."""
    clock = Clock(zone, verdict.at_ms)
    request, against = verdict.request, verdict.against
    first = gate_sentence(against[0], clock) if against else "The record could not be read."
    return said(
        _HEADLINES[verdict.word],
        weapon=thing(request.weapon),
        giver=person(request.giver),
        receiver=person(request.receiver),
        status=request.status,
        until=clock.moment(verdict.until_ms),
        first=first,
    )


_NOTHING_AGAINST = "Nothing on the record speaks against {inside}."
_NOTHING_LATER = (
    "From the hand-over until {until}, in {receiver}'s hands, nothing on the record would speak "
    "against {inside}."
)
_NO_WAY: Mapping[bool, str] = {
    False: "The record leaves no way for {hazard} to be in this gun.",
    True: "The record leaves no way for anything to be left in the barrel of this gun.",
}
_WRONG: Mapping[tuple[bool, int], str] = {
    (False, 1): "For this gun to hold {hazard}, one thing alone would have to be wrong: {parts}.",
    (False, 2): "For this gun to hold {hazard}, both of these would have to be wrong: {parts}.",
    (False, 3): "For this gun to hold {hazard}, all {n} of these would have to be wrong: {parts}.",
    (True, 1): "For something to be left in the barrel of this gun, one thing alone would have to "
    "be wrong: {parts}.",
    (True, 2): "For something to be left in the barrel of this gun, both of these would have to "
    "be wrong: {parts}.",
    (True, 3): "For something to be left in the barrel of this gun, all {n} of these would have "
    "to be wrong: {parts}.",
}
"""By whether it is about the barrel, and how many controls there are: 3 stands for more."""

_HAPPENED: Mapping[tuple[bool, int], str] = {
    (False, 1): "For this gun to hold {hazard}, one thing alone would have to have happened: "
    "{parts}.",
    (False, 2): "For this gun to hold {hazard}, both of these would have to have happened: "
    "{parts}.",
    (False, 3): "For this gun to hold {hazard}, all {n} of these would have to have happened: "
    "{parts}.",
    (True, 1): "For something to be left in the barrel of this gun, one thing alone would have to "
    "have happened: {parts}.",
    (True, 2): "For something to be left in the barrel of this gun, both of these would have to "
    "have happened: {parts}.",
    (True, 3): "For something to be left in the barrel of this gun, all {n} of these would have "
    "to have happened: {parts}.",
}
"""The same where an act that nothing shows is among them."""

_OTHERWISE: Mapping[tuple[bool, int], str] = {
    (False, 1): "Or this one thing would have to be wrong: {parts}.",
    (False, 2): "Or both of these would have to be wrong: {parts}.",
    (False, 3): "Or all {n} of these would have to be wrong: {parts}.",
    (True, 1): "Or this one thing would have to have happened: {parts}.",
    (True, 2): "Or both of these would have to have happened: {parts}.",
    (True, 3): "Or all {n} of these would have to have happened: {parts}.",
}
"""Another way of as many, by whether an act is among them, and how many they are."""

_MORE_WAYS: Mapping[bool, str] = {
    False: "There is one more way with as many.",
    True: "There are {n} more ways with as many.",
}
_LATER = (
    "At the hand-over {now} things would have to be wrong; from then until {until}, in "
    "{receiver}'s hands, {later}."
)
_LATER_ONLY = (
    "At the hand-over the record leaves no way; from then until {until}, in {receiver}'s hands, "
    "it leaves this."
)

WAYS_MAX = 3
"""No more of the lightest ways than this are told; the rest are counted."""


def figure_sentences(verdict: Verdict, zone: str) -> tuple[str, ...]:
    """For each hazard what would have to be wrong; then, once, what such a count is and is not."""
    clock = Clock(zone, verdict.at_ms)
    told: dict[tuple[str, ...], list[Hazard]] = {}
    for answer in verdict.figures:
        told.setdefault(tuple(_about(verdict, answer, clock)), []).append(answer.hazard)
    ways = [way for answer in verdict.figures for way in answer.lightest]
    sentences = [one for about, hazards in told.items() for one in _of(about, hazards)]
    return (*sentences, *_notes(ways)) if sentences else ()


def _of(about: tuple[str, ...], hazards: list[Hazard]) -> Iterable[str]:
    """What is said of several hazards at once where all of it is the same."""
    facts = hazards_of(hazards)
    return [filled(sentence, facts) for sentence in about]


def _notes(ways: list[tuple[Part, ...]]) -> Iterable[str]:
    yield COUNT_NOTE
    kinds = [{part.kind for part in way} for way in ways]
    if any("watch" in of for of in kinds):
        yield WATCHER_NOTE
    if any({"check", "witness"} <= of for of in kinds):
        yield ONE_LOOK_NOTE


def _about(verdict: Verdict, answer: FigureAnswer, clock: Clock) -> Iterable[str]:
    """What is said of one hazard, with its own name left open."""
    facts = {
        "until": clock.moment(verdict.until_ms),
        "receiver": person(verdict.request.receiver),
        "now": number(answer.margin or 0),
        "later": number(answer.through or 0),
    }
    if answer.margin is None and answer.through is None:
        yield _NO_WAY[answer.hazard == "lodged"]
        return
    if answer.margin == 0:
        yield _NOTHING_AGAINST
        return
    if answer.through == 0:
        yield _but_hazard(_NOTHING_LATER, facts)
        return
    if answer.lightest_is_later:
        yield _but_hazard(_LATER if answer.margin else _LATER_ONLY, facts)
    yield from _ways(answer, clock)
    yield from _alone(answer)


def _but_hazard(sentence: str, facts: Mapping[str, str]) -> str:
    """A sentence with all but its hazard filled in, to be filled once more; braces stay braces."""
    kept = {name: fact.replace("{", "{{").replace("}", "}}") for name, fact in facts.items()}
    return filled(sentence, {"hazard": "{hazard}", "inside": "{inside}", **kept})


def _ways(answer: FigureAnswer, clock: Clock) -> Iterable[str]:
    told = list(dict.fromkeys(_parts(way, clock) for way in _distinct(answer.lightest)))
    for place, (parts, n, has_act) in enumerate(told[:WAYS_MAX]):
        if place:
            yield _but_hazard(_OTHERWISE[has_act, min(n, 3)], {"parts": parts, "n": number(n)})
            continue
        table = _HAPPENED if has_act else _WRONG
        sentence = table[answer.hazard == "lodged", min(n, 3)]
        yield _but_hazard(sentence, {"n": number(n), "parts": parts})
    more = len(told) - WAYS_MAX
    if more > 0:
        yield _but_hazard(_MORE_WAYS[more > 1], {"n": number(more)})


def _distinct(ways: Iterable[tuple[Part, ...]]) -> Iterable[tuple[Part, ...]]:
    """Ways that differ only in which of a weapon's chambers they are about, once each."""
    seen = set()
    for way in ways:
        key = tuple((p.kind, p.who, into_what(p.what) if p.kind == "act" else p.what) for p in way)
        if key not in seen:
            seen.add(key)
            yield way


def _parts(way: tuple[Part, ...], clock: Clock) -> tuple[str, int, bool]:
    """A way's failures and acts in a list; how many; and whether it has an act."""
    acts = [part for part in way if part.kind == "act"]
    others = [part for part in way if part.kind != "act"]
    watched = any(part.kind == "watch" for part in others)
    told = [act(part, clock, watched=watched) for part in acts]
    told += [failed(part) if acts else control(part) for part in others]
    return enumerated(told), len(way), bool(acts)


_ALONE: Mapping[str, str] = {
    "nothing": "If one person alone were wrong, such as {person}, nothing else would stop it.",
    "anybody": "One person alone, whom the record does not name, could have done it.",
    "one": "If one person alone were wrong, such as {person}, one more thing would still have "
    "to be.",
    "more": "If one person alone were wrong, such as {person}, {n} more would still have to be.",
}


def _alone(answer: FigureAnswer) -> Iterable[str]:
    """What is left when everything that rests on one person is taken away."""
    if answer.solo is None or answer.solo == answer.margin:
        return
    case = {0: "nothing", 1: "one"}.get(answer.solo, "more")
    if not answer.solo_person:
        case = "anybody" if answer.solo == 0 else ""
    if case:
        facts = {"person": person(answer.solo_person or ""), "n": number(answer.solo)}
        yield _but_hazard(_ALONE[case], facts)
