"""Exit statuses, and how the four kinds of bad news become them."""

import enum
import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

import msgspec

from coldset.errors import ColdsetError, IntegrityError
from coldset.present.cli.output import visible
from coldset.present.exchange import DayLogError

P = ParamSpec("P")


class Status(enum.IntEnum):
    """What a script can rely on."""

    DONE = 0
    NOT_CLEARED = 1
    BAD_INPUT = 2
    NOT_NOW = 3
    BROKEN_PROOF = 4
    NOT_READ = 141
    """Whoever read the output went away; as a shell says it of a program that SIGPIPE ends."""


NOT_NOW_CODES = frozenset({"book-busy", "disk-full", "store-failed", "book-moved-on"})
"""Errors that may be gone when the same command is given again."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
AMISS = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)
"""What the system says when the name of a file is wrong, whenever the command is given."""


def status_of(error: ColdsetError | IntegrityError) -> Status:
    """The exit status of an error."""
    if isinstance(error, IntegrityError):
        return Status.BROKEN_PROOF
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in FULL:
        return Status.NOT_NOW
    return Status.NOT_NOW if error.code in NOT_NOW_CODES else Status.BAD_INPUT


def reported(command: Callable[P, Status | None]) -> Callable[P, None]:
    """A command whose errors are told in a sentence and end the program with their status.

    An answer that could not be written out whole is no answer: a status that says `cleared` is
    given only once all of it has left this program.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        as_json = bool(kwargs.get("as_json"))
        try:
            status = command(*args, **kwargs) or Status.DONE
            sys.stdout.flush()
        except BrokenPipeError:
            _write_no_more()
            status = Status.NOT_READ
        except (ColdsetError, IntegrityError) as error:
            status = status_of(error)
            _tell(error, as_json=as_json)
        except OSError as cause:
            _write_no_more()
            outside = _from_outside(cause)
            status = status_of(outside)
            _tell(outside, as_json=as_json)
        sys.exit(int(status))

    return run


def _from_outside(cause: OSError) -> ColdsetError:
    """What the system says of a file, in the project's own kind of error."""
    path = os.fsdecode(cause.filename) if isinstance(cause.filename, str | bytes) else ""
    what = f"`{path}`" if path else "a file, or the answer,"
    code = "disk-full" if cause.errno in FULL else "store-failed"
    if isinstance(cause, AMISS):
        code = "file-unreadable"
    return ColdsetError(
        code,
        f"{what} could not be read or written: {cause.strerror or cause}; expected a file or "
        "folder that is there, with the right to it and room in it",
        path=path,
    )


def _write_no_more() -> None:
    """Drop what is still to be written, so that the interpreter does not try it again at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: ColdsetError | IntegrityError, *, as_json: bool) -> None:
    problems = error.problems if isinstance(error, DayLogError) else ()
    if as_json:
        told = {
            "error": error.code,
            "sentence": visible(error.sentence),
            "fields": {name: _value(value) for name, value in error.fields.items()},
            "problems": [msgspec.to_builtins(problem) for problem in problems],
        }
        sys.stderr.write(msgspec.json.encode(told, order="sorted").decode() + "\n")
        return
    if problems:
        sys.stderr.writelines(f"coldset: {visible(str(problem))}\n" for problem in problems)
        sys.stderr.write(f"coldset: nothing was taken; problems: {len(problems)}\n")
        return
    sys.stderr.write(f"coldset: {visible(error.sentence)}\n")


def _value(value: str | int) -> str | int:
    return visible(value) if isinstance(value, str) else value
