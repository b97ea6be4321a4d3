"""Exit statuses, and how the four kinds of bad news become them."""

import enum
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.present.exchange import DayLogError

P = ParamSpec("P")


class Status(enum.IntEnum):
    """What a script can rely on."""

    DONE = 0
    NOT_CLEARED = 1
    BAD_INPUT = 2
    NOT_NOW = 3
    BROKEN_PROOF = 4


NOT_NOW_CODES = frozenset({"book-busy", "disk-full", "store-failed", "book-moved-on"})
"""Errors that may be gone when the same command is given again."""


def status_of(error: ColdsetError | IntegrityError) -> Status:
    """The exit status of an error."""
    if isinstance(error, IntegrityError):
        return Status.BROKEN_PROOF
    return Status.NOT_NOW if error.code in NOT_NOW_CODES else Status.BAD_INPUT


def reported(command: Callable[P, Status | None]) -> Callable[P, None]:
    """A command whose errors are told in a sentence and end the program with their status."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs) or Status.DONE
        except (ColdsetError, IntegrityError) as error:
            _tell(error, as_json=bool(kwargs.get("as_json")))
            status = status_of(error)
        except BrokenPipeError:
            status = Status.DONE
        sys.exit(int(status))

    return run


def _tell(error: ColdsetError | IntegrityError, *, as_json: bool) -> None:
    problems = error.problems if isinstance(error, DayLogError) else ()
    if as_json:
        told = {
            "error": error.code,
            "sentence": error.sentence,
            "fields": error.fields,
            "problems": [msgspec.to_builtins(problem) for problem in problems],
        }
        sys.stderr.write(msgspec.json.encode(told).decode() + "\n")
        return
    if problems:
        sys.stderr.writelines(f"coldset: {problem}\n" for problem in problems)
        sys.stderr.write(f"coldset: nothing was taken; problems: {len(problems)}\n")
        return
    sys.stderr.write(f"coldset: {error.sentence}\n")
