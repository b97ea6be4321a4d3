"""The demonstration: two real inputs, from spreadsheet to verdict, trace and proof."""

from pathlib import Path
from typing import Annotated

import typer

from coldset.audit.verify import verify
from coldset.book import create_book, load_policy, open_book
from coldset.book.files import raw_of, write_whole
from coldset.book.questions import (
    HandOver,
    explanations,
    finds,
    hand_overs,
    proposals,
    together,
    told_apart,
    what_if,
)
from coldset.core.events import Event
from coldset.errors import ColdsetError, IntegrityError
from coldset.gate.policy import Policy
from coldset.present.cli.asking import list_hand_overs
from coldset.present.cli.fresh import parts_of
from coldset.present.cli.options import DEFAULT_PACK
from coldset.present.cli.output import heading, say
from coldset.present.cli.statuses import reported
from coldset.present.cli.telling import (
    tell_explanation,
    tell_supposed,
    tell_together,
    tell_verdict,
)
from coldset.present.cli.typed import zone_of
from coldset.present.exchange import read_day_log

TOLD_IN_FULL = 3
QUIET, CHURCH = "quiet-day", "church-rehearsal"


@reported
def demo(
    examples: Annotated[Path, typer.Option(help="Where the two example logs lie.")] = Path(
        "examples"
    ),
    into: Annotated[
        Path, typer.Option(help="Where the books and the picture go; those of before are replaced.")
    ] = Path(".demo"),
) -> None:
    """Run two examples from a crew's spreadsheet to a verdict, a trace and a proof."""
    into.mkdir(parents=True, exist_ok=True)
    for made in _made(into):
        made.unlink(missing_ok=True)
    policy = load_policy(DEFAULT_PACK)
    _quiet_day(examples, into, policy)
    _church_rehearsal(examples, into, policy)
    _proof(into)


def _made(into: Path) -> list[Path]:
    """What a demonstration before this one left there, and nothing of anybody else's."""
    books = [into / f"{name}.book" for name in (QUIET, CHURCH)]
    return [part for book in books for part in parts_of(book)] + [into / f"{QUIET}.svg"]


def _kept(examples: Path, into: Path, name: str) -> list[Event]:
    """Record one example's log in a book of its own, and read it back."""
    log = examples / name / "log.csv"
    if not log.is_file():
        raise ColdsetError(
            "example-missing",
            f"example `{log}` is missing; expected a checkout's `examples` folder; name it "
            "with `--examples`",
            path=str(log),
        )
    path = into / f"{name}.book"
    with create_book(path, f"coldset.local/{name}") as book:
        done = book.record(read_day_log(log.read_bytes(), log.name))
    with open_book(path) as book:
        say(f"{log}: {len(done.added)} rows recorded in {path}, signed, and read back")
        return list(book.events)


def _quiet_day(examples: Path, into: Path, policy: Policy) -> None:
    from coldset.present.timeline import draw_timeline, timeline_of  # noqa: PLC0415 - slow

    heading("1. A quiet day: every hand-over, as known when it was made (margin/solo)")
    events = _kept(examples, into, QUIET)
    zone = zone_of(events)
    asked = list(hand_overs(events, policy))
    list_hand_overs(asked, zone)
    heading("One that was cleared, in full")
    tell_verdict(_first(asked, "cold").verdict, zone)
    heading("One that was not")
    tell_verdict(_last_refused(asked).verdict, zone)
    picture = into / f"{QUIET}.svg"
    drawn = timeline_of(events, zone, verdicts=[one.verdict for one in asked])
    write_whole(picture, draw_timeline(drawn).encode())
    say("", f"The day as a picture: {picture}")


def _first(asked: list[HandOver], word: str) -> HandOver:
    live = [one for one in asked if one.verdict.word == word and one.verdict.contents.chambers]
    return live[0]


def _last_refused(asked: list[HandOver]) -> HandOver:
    return [one for one in asked if one.verdict.word == "not cleared"][-1]


def _church_rehearsal(examples: Path, into: Path, policy: Policy) -> None:
    heading("2. The church rehearsal: a case that is hearsay from end to end")
    events = _kept(examples, into, CHURCH)
    zone = zone_of(events)
    asked = list(hand_overs(events, policy, hindsight=True))
    last = asked[-1]
    heading("The last hand-over, asked of everything that is publicly known")
    tell_verdict(last.verdict, zone)
    heading("What the gate would have said if each account were true (margin/solo)")
    tell_supposed(what_if(events, last.event, policy), zone)
    found = [event.id for event in finds(events)]
    heading("How the live rounds can have got there")
    (first,) = explanations(events, found[:1], policy, within=0)
    next_up = (proposals(first, policy), told_apart(first, policy))
    tell_explanation(first, events, zone, next_up, TOLD_IN_FULL)
    heading("All finds together")
    tell_together(together(explanations(events, found, policy)), events, zone)


def _proof(into: Path) -> None:
    heading("3. The proof: one bit is flipped in a copy of the book")
    book = into / f"{QUIET}.book"
    raw = raw_of(book)
    report = verify(raw.entries, raw.checkpoint, raw.genesis)
    say(f"{book}: {report.entries} entries and {report.signatures} signatures verified")
    middle = len(raw.entries) // 2
    entry = bytearray(raw.entries[middle])
    entry[len(entry) // 2] ^= 1
    flipped = (*raw.entries[:middle], bytes(entry), *raw.entries[middle + 1 :])
    try:
        verify(flipped, raw.checkpoint, raw.genesis)
    except IntegrityError as error:
        say(f"with one bit flipped: {error.sentence}")
