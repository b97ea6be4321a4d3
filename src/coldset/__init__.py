"""Coldset: every weapon and every round on a set accounted for.

The typed Python API, in the order in which it is used:

    from pathlib import Path
    import coldset

    policy = coldset.load_policy("set")
    with coldset.open_book(Path("day.book")) as book:
        for passed in coldset.hand_overs(book.events, policy):
            print(passed.event.id, passed.verdict.word)
        print(coldset.board(book.events, policy, coldset.now_ms()))

    raw = coldset.raw_of(Path("day.book"))
    report = coldset.verify(raw.entries, raw.checkpoint, raw.genesis)

`create_book` and `Book.record` write; `verdict_on`, `board`, `custody`, `finds`, `explanations`,
`together` and `what_if` ask; every answer is a frozen value.
"""

from coldset.audit.verify import Report, verify
from coldset.book import (
    Book,
    Recorded,
    create_book,
    load_policy,
    now_ms,
    open_book,
    pack_names,
)
from coldset.book.files import raw_of
from coldset.book.questions import (
    BoardRow,
    HandOver,
    Supposed,
    board,
    custody,
    explanations,
    finds,
    hand_overs,
    together,
    verdict_on,
    what_if,
)
from coldset.core.events import Event, Evidence, Source, Witness
from coldset.errors import ColdsetError, IntegrityError
from coldset.gate.question import Request
from coldset.gate.verdict import Verdict

__all__ = [
    "BoardRow",
    "Book",
    "ColdsetError",
    "Event",
    "Evidence",
    "HandOver",
    "IntegrityError",
    "Recorded",
    "Report",
    "Request",
    "Source",
    "Supposed",
    "Verdict",
    "Witness",
    "board",
    "create_book",
    "custody",
    "explanations",
    "finds",
    "hand_overs",
    "load_policy",
    "now_ms",
    "open_book",
    "pack_names",
    "raw_of",
    "together",
    "verdict_on",
    "verify",
    "what_if",
]
