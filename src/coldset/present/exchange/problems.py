"""What is wrong with a day log: every problem by itself, and all of them in one error."""

import msgspec

from coldset.errors import ColdsetError

_SHOWN_CHARS_MAX = 80


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong in a file.

    `row` is the row's number in a spreadsheet (the header is 1; 0 when the whole file is
    meant), `column` its heading ("" when the whole row is meant), `value` the offending text,
    shortened. `sentence` says what is wrong, what was expected and what to do; `suggestion` is
    a value that was probably meant, or "".
    """

    file: str
    row: int
    column: str
    value: str
    sentence: str
    suggestion: str = ""

    def __str__(self) -> str:
        where = [self.file, f"row {self.row}" * bool(self.row), f"column `{self.column}`"]
        shown = ", ".join(part for part in where[: 3 if self.column else 2] if part)
        hint = f"; did you mean `{self.suggestion}`?" if self.suggestion else ""
        return f"{shown}: {self.sentence}{hint}"


class DayLogError(ColdsetError):
    """A day log cannot be read; nothing of it was taken. `problems` holds all that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        super().__init__(
            "day-log-unreadable",
            f"day log has {count}, and nothing of it was taken; {first}",
            file=first.file,
            row=first.row,
            problems=len(problems),
        )
        self.problems = problems


class CellError(ValueError):
    """One cell cannot be read; `sentence` and `suggestion` become a `Problem`.

    `column` is set where several cells were read together.
    """

    def __init__(self, sentence: str, suggestion: str = "", *, column: str = "") -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence
        self.suggestion = suggestion


def shorten(text: str) -> str:
    """`text` as a message shows it: on one line, of at most 80 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARS_MAX else line[: _SHOWN_CHARS_MAX - 1] + "…"
