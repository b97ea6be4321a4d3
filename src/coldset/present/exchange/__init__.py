"""FILES IN AND OUT. The day log: the spreadsheet that a crew keeps today, one row an event.

Pure: bytes in, events or problems out; opening the file is the caller's. May import
`coldset.core` and `coldset.errors`.

Read `entries.py` first (each act's word and columns: everything else follows that table), then
`read.py` (a file and its rows), `timing.py`, `fields.py`, `telling.py` (the parts of a row),
`cells.py`, `looks.py`, `loads.py` and `when.py` (cells); `cautions.py` says what was read and is
probably not meant.
"""

from coldset.present.exchange.cautions import cautions
from coldset.present.exchange.guide import guide
from coldset.present.exchange.problems import DayLogError, Problem
from coldset.present.exchange.read import DayLog, day_log, read_day_log
from coldset.present.exchange.template import template
from coldset.present.exchange.write import write_day_log

__all__ = [
    "DayLog",
    "DayLogError",
    "Problem",
    "cautions",
    "day_log",
    "guide",
    "read_day_log",
    "template",
    "write_day_log",
]
