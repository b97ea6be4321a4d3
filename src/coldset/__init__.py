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

Names are looked up when they are first used, so that a room can be imported without the others:
whoever runs the `audit` room alone loads nothing that wrote the book.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOMES = {
    "BoardRow": "coldset.book.questions",
    "Book": "coldset.book",
    "ColdsetError": "coldset.errors",
    "Event": "coldset.core.events",
    "Evidence": "coldset.core.events",
    "HandOver": "coldset.book.questions",
    "IntegrityError": "coldset.errors",
    "Recorded": "coldset.book",
    "Report": "coldset.audit.verify",
    "Request": "coldset.gate.question",
    "Source": "coldset.core.events",
    "Supposed": "coldset.book.questions",
    "Verdict": "coldset.gate.verdict",
    "Witness": "coldset.core.events",
    "board": "coldset.book.questions",
    "create_book": "coldset.book",
    "custody": "coldset.book.questions",
    "explanations": "coldset.book.questions",
    "finds": "coldset.book.questions",
    "hand_overs": "coldset.book.questions",
    "load_policy": "coldset.book",
    "now_ms": "coldset.book",
    "open_book": "coldset.book",
    "pack_names": "coldset.book",
    "raw_of": "coldset.book.files",
    "together": "coldset.book.questions",
    "verdict_on": "coldset.book.questions",
    "verify": "coldset.audit.verify",
    "what_if": "coldset.book.questions",
}


def __getattr__(name: str) -> object:
    """The API's names, from the rooms that they live in."""
    if name not in _HOMES:
        raise AttributeError(f"module `coldset` has no `{name}`")
    return getattr(import_module(_HOMES[name]), name)


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
