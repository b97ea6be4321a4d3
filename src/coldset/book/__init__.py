"""THE CONDUCTOR. Opens a book, records into it, reads it back, and asks the pure rooms.

The one home of the clock, of keys and of randomness; time, keys and seeds go into every other
room as arguments. May import: `coldset.core`, `coldset.margin`, `coldset.gate`,
`coldset.inquiry`, `coldset.log`, `coldset.store`, `coldset.errors`.

Read `book.py` (the record on disk), then `questions.py` (what can be asked of it).
"""

from coldset.book.book import Book, Recorded, create_book, open_book
from coldset.book.clock import now_ms
from coldset.book.packs import load_policy, pack_names

__all__ = [
    "Book",
    "Recorded",
    "create_book",
    "load_policy",
    "now_ms",
    "open_book",
    "pack_names",
]
