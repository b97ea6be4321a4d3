"""The shortest way to green as sentences that say who does what, and what answers each finding."""

from collections.abc import Iterable, Mapping

from coldset.core.words import Method
from coldset.gate.verdict import ContentsLine, Step, Verdict
from coldset.present.sentences.about_answers import ANSWERS
from coldset.present.sentences.filling import METHODS, said
from coldset.present.sentences.names import counted, listed, person

NO_ANSWER = "Find out what {code} means before this gun goes anywhere."

_SHOW: Mapping[tuple[bool, bool], str] = {
    (True, True): "Turn the cylinder and show all {chambers} to {witness}, each round by "
    "{methods}; {by} does it, {witness} says aloud how many they saw.",
    (True, False): "Open it and show {chambers} to {witness}, each round by {methods}; {by} does "
    "it, {witness} says aloud how many they saw.",
    (False, True): "Turn the cylinder and show all {chambers} empty to {witness}; {by} does it, "
    "{witness} says aloud how many they saw.",
    (False, False): "Open it and show {chambers} empty to {witness}; {by} does it, {witness} says "
    "aloud how many they saw.",
}
"""By whether there are rounds to be looked at, and whether there is a cylinder to be turned."""

_SENTENCES: Mapping[str, str] = {
    "look-again": "Then look again, in a second look of its own, at {every}; {by} does it, "
    "{witness} says aloud how many they saw.",
    "bore": "Look through the bore from end to end; {by} does it, and {witness} looks as well.",
    "empty": "Take everything out and show {every} empty to {witness}; {by} does it, {witness} "
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
            yield _look(step, verdict.contents)


def _look(step: Step, line: ContentsLine) -> str:
    several = (line.chambers or 0) > _FEW
    methods = tuple(method for method in step.methods if method != "empty")
    rounds = bool(methods) and any(contents not in {"empty", "case"} for contents, _ in line.held)
    sentence = _SHOW[rounds, several] if step.kind == "show" else _SENTENCES[step.kind]
    return said(
        sentence,
        by=person(step.by),
        witness=person(step.witness) if step.witness else "a second person",
        chambers=_chambers(line.chambers),
        every=f"all {_chambers(line.chambers)}" if several else _chambers(line.chambers),
        methods=_methods(methods),
    )


def _chambers(count: int | None) -> str:
    if count is None:
        return "every chamber"
    return "both chambers" if count == _FEW else counted(count, "chamber", "chambers")


def _methods(methods: Iterable[Method]) -> str:
    return listed(METHODS[method] for method in methods)
