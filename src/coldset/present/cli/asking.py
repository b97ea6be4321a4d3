"""Commands that ask the record: board, gate, trace, what-if."""

from collections.abc import Iterable
from typing import Annotated

import typer
from msgspec import structs
from rich.text import Text

from coldset.book import load_policy, open_book
from coldset.book.questions import (
    BoardRow,
    HandOver,
    board,
    custody,
    explanations,
    finds,
    hand_overs,
    proposals,
    together,
    told_apart,
    verdict_on,
    what_if,
)
from coldset.core.acts import CustodyPassed
from coldset.core.events import Event
from coldset.core.words import HAZARDS
from coldset.errors import ColdsetError
from coldset.gate.policy import Policy
from coldset.gate.question import Request
from coldset.gate.verdict import Verdict
from coldset.inquiry.deciding import Apart, Proposal
from coldset.inquiry.story import Explanation
from coldset.present.cli.options import DEFAULT_PACK, AsJson, At, BookFile, InHindsight, Pack
from coldset.present.cli.output import bullet, say, table, word_text, write_json
from coldset.present.cli.statuses import Status, reported
from coldset.present.cli.telling import (
    tell_chain,
    tell_explanation,
    tell_finds,
    tell_supposed,
    tell_together,
    tell_verdict,
)
from coldset.present.cli.typed import moment_ms, name_of, zone_of
from coldset.present.sentences import findings, names, terminal, times, verdicts
from coldset.present.sentences.filling import filled

Options = dict[str, str | bool]
"""What was given for each option, by its name."""


@reported
def show_board(
    book: BookFile, at: At = "", policy: Pack = DEFAULT_PACK, *, as_json: AsJson = False
) -> None:
    """Every weapon: its word, what it holds, who has it, where, since when, the last look."""
    events = _events(book)
    zone = zone_of(events)
    at_ms = moment_ms(at, zone)
    rows = board(events, load_policy(policy), at_ms)
    if as_json:
        write_json({"at_ms": at_ms, "weapons": rows})
        return
    clock = times.Clock(zone, at_ms)
    say(filled(terminal.BOARD_AT, {"moment": times.Clock(zone).moment(at_ms)}))
    if not rows:
        say(terminal.BOARD_EMPTY)
        return
    table(
        ("weapon", "word", "what it holds", "with", "at", "since", "last look", "live"),
        [_board_cells(row, clock) for row in rows],
    )
    for row in rows:
        if row.because:
            first = findings.gate_sentence(row.because[0], clock)
            bullet(f"{names.plain(row.weapon)}: {first}")
    say(terminal.FIGURES_NOTE)


def _board_cells(row: BoardRow, clock: times.Clock) -> list[str | Text]:
    shown = "never" if row.last_shown_ms is None else clock.moment(row.last_shown_ms)
    return [
        names.plain(row.weapon),
        word_text(row.word),
        verdicts.held_line(row.contents) or terminal.NOT_KNOWN,
        names.plain(row.holder),
        names.plain(row.place) if row.place else terminal.NOT_KNOWN,
        clock.moment(row.since_ms),
        shown,
        terminal.figure(row.margin, row.solo),
    ]


def _named(about: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(metavar="NAME", help=about)
    return option


@reported
def ask_gate(  # noqa: PLR0913 - each is one word of the request
    book: BookFile,
    *,
    weapon: Annotated[str, _named("Ask about a new hand-over of this weapon.")] = "",
    giver: Annotated[str, _named("Who would hand it over.")] = "",
    receiver: Annotated[str, _named("Who would get it.")] = "",
    supervisor: Annotated[str, _named("Who would supervise it in the receiver's hands.")] = "",
    scene: Annotated[str, _named("The scene that it is for.")] = "",
    place: Annotated[str, _named("Where it would be handed over.")] = "",
    mark_read: Annotated[
        bool, typer.Option("--mark-read", help="The weapon's mark was read off just now.")
    ] = False,
    hot: Annotated[bool, typer.Option("--hot", help="Ask for hot, with planned blanks.")] = False,
    at: At = "",
    entry: Annotated[
        str, typer.Option(metavar="ID", help="A hand-over on record, by the id of its entry.")
    ] = "",
    in_hindsight: InHindsight = False,
    policy: Pack = DEFAULT_PACK,
    as_json: AsJson = False,
) -> Status:
    """May this weapon go to this person now? Without a weapon: every hand-over on record.

    Ends with status 0 when all that was asked is cleared, and 1 when anything is not.
    """
    new: Options = {"--giver": giver, "--receiver": receiver, "--supervisor": supervisor}
    new |= {"--scene": scene, "--place": place, "--mark-read": mark_read, "--hot": hot, "--at": at}
    _check_question(weapon, new, {"--entry": entry, "--in-hindsight": in_hindsight})
    events, pack = _events(book), load_policy(policy)
    zone = zone_of(events)
    if not weapon:
        only = {name_of(entry, "`--entry`")} if entry else None
        asked = list(hand_overs(events, pack, hindsight=in_hindsight, only=only))
        _check_asked(entry, asked)
        if as_json:
            write_json([{"entry": one.event.id, "verdict": one.verdict} for one in asked])
        elif entry:
            for one in asked:
                tell_verdict(one.verdict, zone)
        else:
            list_hand_overs(asked, zone, in_hindsight=in_hindsight)
        return _status_of(asked)
    request = Request(
        weapon=name_of(weapon, "`--weapon`"),
        giver=name_of(giver, "`--giver`"),
        receiver=name_of(receiver, "`--receiver`"),
        status="hot" if hot else "cold",
        scene=name_of(scene, "`--scene`") if scene else None,
        supervisor=name_of(supervisor, "`--supervisor`") if supervisor else None,
        place=name_of(place, "`--place`") if place else None,
        mark_read=mark_read,
    )
    return _tell_verdict(
        verdict_on(events, request, pack, moment_ms(at, zone)), zone, as_json=as_json
    )


def _check_question(weapon: str, new: Options, on_record: Options) -> None:
    """Refuse options of two questions in one: a script must not get another one's answer."""
    given = [option for option, value in (new if not weapon else on_record).items() if value]
    if given:
        needed, other = ("`--weapon`", "a new") if not weapon else ("no `--weapon`", "no new")
        raise ColdsetError(
            "question-unclear",
            f"`{given[0]}` asks about {other} hand-over; expected {needed} with it; see "
            "`coldset gate --help`",
            option=given[0],
        )
    missing = [option for option in ("--giver", "--receiver") if not new[option]]
    if weapon and missing:
        raise ColdsetError(
            "question-unclear",
            f"`{missing[0]}` is missing; expected who hands `{weapon}` over, and who gets it",
            option=missing[0],
        )


def _check_asked(entry: str, asked: list[HandOver]) -> None:
    if entry and not asked:
        raise ColdsetError(
            "hand-over-unknown",
            f"entry `{entry}` is no hand-over out of the handlers' hands; expected the id of one; "
            "`coldset gate BOOK` lists them",
            entry=entry,
        )


def _tell_verdict(verdict: Verdict, zone: str, *, as_json: bool) -> Status:
    if as_json:
        write_json(verdict)
    else:
        tell_verdict(verdict, zone)
    return Status.NOT_CLEARED if verdict.word == "not cleared" else Status.DONE


def _status_of(asked: list[HandOver]) -> Status:
    words = {one.verdict.word for one in asked}
    return Status.NOT_CLEARED if "not cleared" in words or not words else Status.DONE


def list_hand_overs(asked: Iterable[HandOver], zone: str, *, in_hindsight: bool = False) -> None:
    """Every hand-over in a table, with the first reason where it was not cleared."""
    listed = list(asked)
    if not listed:
        say(terminal.HAND_OVERS_EMPTY)
        return
    first_ms = listed[0].verdict.at_ms
    clock = times.Clock(zone, first_ms)
    moment = times.Clock(zone).moment(first_ms)
    say(filled(terminal.HAND_OVERS_FROM[in_hindsight], {"moment": moment}))
    table(
        ("entry", "time", "weapon", "to", "word", "read aloud", "live", "blank", "primed", "bore"),
        [_hand_over_cells(one, clock) for one in listed],
    )
    for one in listed:
        if one.verdict.against:
            first = findings.gate_sentence(one.verdict.against[0], clock)
            more = len(one.verdict.against) - 1
            facts = {"first": first, "more": str(more)}
            told = filled(terminal.FIRST_AND_MORE, facts) if more else first
            bullet(f"{one.event.id}: {told}")
    say(terminal.FIGURES_NOTE)


def _hand_over_cells(one: HandOver, clock: times.Clock) -> list[str | Text]:
    verdict = one.verdict
    figures: dict[str, str] = {
        answer.hazard: terminal.figure(answer.margin, answer.solo) for answer in verdict.figures
    }
    return [
        one.event.id,
        clock.moment(verdict.at_ms),
        names.plain(verdict.request.weapon),
        names.plain(verdict.request.receiver),
        word_text(verdict.word),
        verdicts.held_line(verdict.contents) or terminal.NOT_KNOWN,
        *(figures.get(hazard, terminal.NOT_ASKED) for hazard in HAZARDS),
    ]


@reported
def trace(  # noqa: PLR0913 - each is an option of its own
    book: BookFile,
    about: Annotated[
        str, typer.Argument(metavar="THING|FIND", help="A thing's name, or a find's entry.")
    ] = "",
    within: Annotated[
        int,
        typer.Option(
            metavar="N", help="Also tell stories that cost this much more than the lightest."
        ),
    ] = 0,
    policy: Pack = DEFAULT_PACK,
    *,
    all_finds: Annotated[
        bool, typer.Option("--together", help="Explain all finds as one.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Where a thing was; or, for a find, every way in which it can have got there.

    Without a name: the finds on record, and what else can be traced.
    """
    _check_traced(about, within, all_finds=all_finds)
    events, pack = _events(book), load_policy(policy)
    zone = zone_of(events)
    found = {event.id: event for event in finds(events)}
    name = name_of(about, "`THING|FIND`") if about else ""
    if all_finds:
        _trace_together(events, list(found), pack, as_json=as_json)
    elif name in found:
        (answer,) = explanations(events, [name], pack, within)
        next_up = (proposals(answer, pack), told_apart(answer, pack))
        if as_json:
            write_json(_with_next(answer, *next_up))
        else:
            tell_explanation(answer, events, zone, next_up)
    elif name:
        end_ms = max((event.latest_ms for event in events), default=0)
        chain = custody(events, name, end_ms)
        if as_json:
            write_json(chain)
        else:
            tell_chain(chain, zone)
    elif as_json:
        write_json({"finds": list(found)})
    else:
        tell_finds(found.values(), zone)


def _with_next(
    answer: Explanation, proposed: Iterable[Proposal], pairs: Iterable[Apart]
) -> dict[str, object]:
    """An explanation as JSON has it, with every proposal and pair beside it."""
    return {**structs.asdict(answer), "proposals": tuple(proposed), "apart": tuple(pairs)}


def _check_traced(about: str, within: int, *, all_finds: bool) -> None:
    if within < 0:
        raise ColdsetError(
            "within-negative",
            f"`--within` is `{within}`; expected 0 or more: how much more than the lightest story "
            "others may cost",
            within=within,
        )
    if all_finds and about:
        raise ColdsetError(
            "question-unclear",
            f"`--together` is about all finds, and `{about}` is one; expected one of them",
            name=about,
        )


def _trace_together(events: list[Event], found: list[str], pack: Policy, *, as_json: bool) -> None:
    zone = zone_of(events)
    answers = together(explanations(events, found, pack)) if found else ()
    if as_json:
        write_json(answers)
    elif found:
        tell_together(answers, events, zone)
    else:
        say(terminal.FINDS_EMPTY)


@reported
def suppose(
    book: BookFile,
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="A hand-over, by its entry.")],
    policy: Pack = DEFAULT_PACK,
    *,
    as_json: AsJson = False,
) -> None:
    """What would the gate have said at a hand-over if each account in turn were true?"""
    events, pack = _events(book), load_policy(policy)
    name = name_of(entry, "`ENTRY`")
    passed = next((event for event in events if event.id == name), None)
    if passed is None or not isinstance(passed.act, CustodyPassed):
        raise ColdsetError(
            "hand-over-unknown",
            f"entry `{entry}` is no hand-over; expected the id of one; `coldset gate BOOK` "
            "lists them",
            entry=entry,
        )
    supposed = what_if(events, passed, pack)
    if as_json:
        write_json(supposed)
        return
    tell_supposed(supposed, zone_of(events))


def _events(book: str) -> list[Event]:
    with open_book(book) as kept:
        return list(kept.events)
