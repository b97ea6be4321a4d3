"""Answers as a person reads them on a terminal."""

from collections.abc import Iterable, Sequence

from coldset.book.questions import Supposed, in_hindsight
from coldset.core.events import Event
from coldset.gate.verdict import Verdict
from coldset.inquiry.custody import Chain, Stay
from coldset.inquiry.deciding import Apart, Proposal
from coldset.inquiry.story import Explanation
from coldset.inquiry.together import Together
from coldset.present.cli.output import bullet, heading, say, table, word_line
from coldset.present.sentences import findings, names, steps, terminal, times, verdicts
from coldset.present.sentences.about_stories import TO_RECORD
from coldset.present.sentences.events import event_line
from coldset.present.sentences.filling import filled
from coldset.present.sentences.pages import grouped, page, together_sentences
from coldset.present.sentences.proposals import (
    PROPOSED_MAX,
    answered_sentences,
    apart_sentences,
    proposal_sentences,
    row_of,
)
from coldset.present.sentences.stories import origin_named, tale_of
from coldset.present.sentences.tale import Tale

OTHERS_MAX = 6
OPENING_PARAGRAPHS = 4


def tell_verdict(verdict: Verdict, zone: str) -> None:
    """A verdict: the line to be read aloud, then why, what would have to be wrong, what to do."""
    clock = times.Clock(zone, verdict.at_ms)
    word_line(verdict.word)
    say(verdicts.contents_line(verdict), verdicts.headline(verdict, zone))
    if verdict.against:
        heading(terminal.AGAINST)
        told = (findings.gate_sentence(finding, clock) for finding in verdict.against)
        for sentence in dict.fromkeys(told):
            bullet(sentence)
    heading(terminal.WRONG)
    for sentence in verdicts.figure_sentences(verdict, zone):
        bullet(sentence)
    warned = [finding for finding in verdict.findings if finding.level == "warn"]
    if warned:
        heading(terminal.TO_BE_KNOWN)
        for finding in warned:
            bullet(findings.gate_sentence(finding, clock))
    todo = steps.step_sentences(verdict)
    if todo:
        heading(terminal.TO_GREEN)
        for number, sentence in enumerate(todo, start=1):
            bullet(sentence, mark=str(number))
    passed = sum(finding.level == "pass" for finding in verdict.findings)
    holds = {"n": str(passed), "policy": verdict.policy, "version": verdict.policy_version}
    say("", filled(terminal.HOLDS, holds))


def tell_chain(chain: Chain, zone: str) -> None:
    """The chain of custody of one thing, stay by stay; each ends when the next begins."""
    clock = times.Clock(zone)
    say(filled(terminal.CHAIN_OF, {"thing": names.plain(chain.thing)}))
    if chain.parents:
        parents = names.listed([names.plain(parent) for parent in chain.parents])
        say(filled(terminal.MADE_OF, {"parents": parents}))
    table(
        ("since", "with", "at", "by", "entry", "how sure"),
        [
            [
                clock.moment(stay.since_ms),
                names.plain(stay.holder),
                names.plain(stay.place) if stay.place else terminal.NOT_KNOWN,
                names.plain(stay.by) if stay.by else terminal.BY_NOBODY,
                stay.event,
                _how_sure(stay),
            ]
            for stay in chain.stays
        ],
    )


def _how_sure(stay: Stay) -> str:
    if stay.said:
        return terminal.HOW_SURE["said"]
    return terminal.HOW_SURE["gap" if stay.gap else "recorded"]


def tell_finds(found: Iterable[Event], zone: str) -> None:
    """The finds on record, and how to go on."""
    listed = list(found)
    say(filled(terminal.FINDS, {"n": str(len(listed))}))
    for event in listed:
        bullet(event_line(event, times.Clock(zone)), mark=event.id)
    say(terminal.FINDS_NEXT)


def tell_explanation(
    answer: Explanation,
    events: Iterable[Event],
    zone: str,
    next_up: tuple[Sequence[Proposal], Sequence[Apart]],
    most: int | None = None,
) -> None:
    """Every story of one find, by where it begins; `most` tells only the first few in full.

    `next_up` is what to look at next, and what tells the first story from others.
    """
    state = in_hindsight(events)
    tale = tale_of(answer, state, zone)
    told = grouped(answer, tale)
    for paragraph in page(answer, state, zone)[:OPENING_PARAGRAPHS]:
        say(paragraph)
    for sentence in answered_sentences(answer, tale):
        bullet(sentence)
    for number, sentences in enumerate(told[:most], start=1):
        heading(f"{number}. {sentences[0]}")
        for sentence in sentences[1:]:
            bullet(sentence)
    if most is not None and len(told) > most:
        heading(filled(terminal.OTHER_BEGINNINGS, {"n": str(len(told) - most)}))
        origins = dict.fromkeys(story.origin for story in answer.stories)
        for origin in list(origins)[most:]:
            bullet(origin_named(origin, tale))
    _tell_next(answer, tale, *next_up)


def _tell_next(
    answer: Explanation, tale: Tale, proposals: Sequence[Proposal], pairs: Sequence[Apart]
) -> None:
    """What to look at next: for the whole list, then for the first story against others."""
    if proposals:
        heading(terminal.LOOK_NEXT)
        for number, sentence in enumerate(proposal_sentences(proposals, answer, tale), start=1):
            bullet(sentence, mark=str(number))
        row = row_of(proposals[0].observation, answer.find, tale)
        say(filled(TO_RECORD, {"row": row}))
    if pairs:
        heading(terminal.FIRST_APART)
        for sentence in apart_sentences(pairs, answer, tale):
            bullet(sentence)
    more = max(len(proposals), len(pairs)) - PROPOSED_MAX
    if more > 0:
        say(filled(terminal.AND_MORE, {"n": str(more)}))


def tell_together(answers: Sequence[Together], events: Iterable[Event], zone: str) -> None:
    """The sets of sources that explain all finds, the cheapest in full."""
    if not answers:
        say(terminal.NOT_TOGETHER)
        return
    state = in_hindsight(events)
    for sentence in together_sentences(answers[0], state, zone):
        say(sentence)
    others = [one for one in answers[1:] if one.cost <= answers[0].cost + 1]
    if others:
        heading(terminal.OTHER_SOURCES)
    tale = Tale(state, times.Clock(zone))
    for one in others[:OTHERS_MAX]:
        bullet("; ".join(origin_named(origin, tale) for origin in one.sources))
    if len(others) > OTHERS_MAX:
        bullet(filled(terminal.AND_MORE, {"n": str(len(others) - OTHERS_MAX)}))


def tell_supposed(supposed: Sequence[Supposed], zone: str) -> None:
    """What if each account were true: the word and the figures, as told and at its kindest."""
    if not supposed:
        say(terminal.NO_ACCOUNTS)
        return
    clock = times.Clock(zone, supposed[0].told.at_ms)
    about = ""
    for one in supposed:
        if one.about != about:
            about = one.about
            heading(f"{about[:1].upper()}{about[1:]}")
        told = {"account": one.account, "answer": _in_short(one.told)}
        bullet(filled(terminal.IF_TRUE, told))
        bullet(filled(terminal.IF_KIND, {"answer": _in_short(one.charitable)}), mark=" ")
        if one.charitable.against:
            first = findings.gate_sentence(one.charitable.against[0], clock)
            bullet(filled(terminal.EVEN_THEN, {"first": first}), mark=" ")
    say("", terminal.FIGURES_NOTE)


def _in_short(verdict: Verdict) -> str:
    figures = ", ".join(
        f"{answer.hazard} {terminal.figure(answer.margin, answer.solo)}"
        for answer in verdict.figures
    )
    return filled(terminal.IN_SHORT, {"word": verdict.word, "figures": figures})
