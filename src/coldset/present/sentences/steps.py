"""The shortest way to green as sentences that say who does what, and what answers each finding."""

from collections.abc import Iterable, Mapping

from coldset.core.words import Id, Method
from coldset.gate.verdict import Step, Verdict
from coldset.present.sentences.about_answers import ANSWERS
from coldset.present.sentences.filling import METHODS, said
from coldset.present.sentences.names import counted, listed, person

NO_ANSWER = "Find out what {code} means before this gun goes anywhere."

_SHOW: Mapping[tuple[bool, bool], str] = {
    (True, True): "Turn the cylinder and show all {chambers} to {witness}, each round by "
    "{methods}; {doer}, {witness} says aloud how many they saw.",
    (True, False): "Open it and show {chambers} to {witness}, each round by {methods}; {doer}, "
    "{witness} says aloud how many they saw.",
    (False, True): "Turn the cylinder and show all {chambers} empty to {witness}; {doer}, "
    "{witness} says aloud how many they saw.",
    (False, False): "Open it and show {chambers} empty to {witness}; {doer}, {witness} says "
    "aloud how many they saw.",
}
"""By whether there are rounds to be looked at, and whether there is a cylinder to be turned."""

_AGAIN: Mapping[bool, str] = {
    True: "A second handler, not the one who looked first, looks at every round again, in {every}, "
    "by {methods}; {doer}, {witness} says aloud how many they saw.",
    False: "A second handler, not the one who looked first, looks again whether {every} are empty; "
    "{doer}, {witness} says aloud how many they saw.",
}
"""By whether there are rounds to be looked at."""

_SENTENCES: Mapping[str, str] = {
    "bore": "Look through the bore from end to end; {doer}, and {witness} looks as well.",
    "bore-again": "A second handler, not the one who looked first, looks through the bore again "
    "from end to end; {doer}.",
    "empty": "Take everything out and show {every} empty to {witness}; {doer}, {witness} "
    "says aloud how many they saw.",
    "supervise": "Name {by} to stay with this gun for as long as it is out.",
}

_FEW = 2


def step_sentences(verdict: Verdict) -> tuple[str, ...]:
    """What to do, in order; empty when nothing has to be done, or no way was found."""
    return tuple(dict.fromkeys(_sentences(verdict)))


def _sentences(verdict: Verdict) -> Iterable[str]:
    for step in verdict.to_green:
        if step.kind == "answer":
            yield ANSWERS.get(step.code, said(NO_ANSWER, code=step.code))
        else:
            yield _look(step, verdict)


def _look(step: Step, verdict: Verdict) -> str:
    line = verdict.contents
    several = (line.chambers or 0) > _FEW
    methods = tuple(method for method in step.methods if method != "empty")
    rounds = bool(methods) and any(contents not in {"empty", "case"} for contents, _ in line.held)
    return said(
        _sentence(step, rounds=rounds, several=several),
        by=person(step.by),
        doer=_doer(step.by, verdict.request.giver),
        witness=person(step.witness) if step.witness else "a second person",
        chambers=_chambers(line.chambers),
        every=f"all {_chambers(line.chambers)}" if several else _chambers(line.chambers),
        methods=_methods(methods),
    )


def _sentence(step: Step, *, rounds: bool, several: bool) -> str:
    if step.kind == "show":
        return _SHOW[rounds, several]
    if step.kind == "look-again":
        return _AGAIN[rounds]
    return _SENTENCES[step.kind]


def _doer(by: Id, giver: Id) -> str:
    """Who does it: another than the giver, who has the gun, looks at it in the giver's presence."""
    if by == giver:
        return f"{person(by)} does it"
    return f"{person(by)} does it beside {person(giver)}"


def _chambers(count: int | None) -> str:
    if count is None:
        return "every chamber"
    return "both chambers" if count == _FEW else counted(count, "chamber", "chambers")


def _methods(methods: Iterable[Method]) -> str:
    return listed(METHODS[method] for method in methods)
