"""THE COMMAND LINE. Readable tables for people, `--json` for programs, statuses for scripts.

May import `coldset.book`, `coldset.audit` and the rest of `coldset.present`. Errors become exit
statuses here and nowhere else (`statuses.py`); docs/command-line.md lists them.
"""

from coldset.present.cli.app import main

__all__ = ["main"]
