"""Bytes to rows of named cells, before anything in them is understood.

Order of the checks, first to fail ends the reading: size, kind of file, encoding, header. After
these every row is looked at, and all that is wrong is collected.
"""

import csv
import io
from collections.abc import Iterator

import msgspec

from coldset.present.exchange.cells import closest, listed
from coldset.present.exchange.columns import COLUMN_NAMES, NEEDED_COLUMNS
from coldset.present.exchange.problems import DayLogError, Problem, shorten

BYTES_MAX = 20_000_000
CELL_CHARS_MAX = 10_000

_DELIMITERS = ",;\t"
_OTHER_FILES = (
    (b"PK\x03\x04", "a spreadsheet workbook"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet workbook"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SAVE = "open it in a spreadsheet and save it as `CSV UTF-8`"
_FORMULA_SIGNS = tuple("=+-@'")


class SheetRow(msgspec.Struct, frozen=True):
    """One row: its number in a spreadsheet (the header is 1), and its cells by column."""

    number: int
    cells: dict[str, str]


class Sheet(msgspec.Struct, frozen=True):
    """The rows of a file that can be read, and what is wrong with the others."""

    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]


def read_sheet(data: bytes, name: str) -> Sheet:
    """The rows of a file separated by commas, semicolons or tabs, without blank ones.

    Args:
        data: the file's bytes, in UTF-8 with or without a byte order mark.
        name: the file's name, for messages.

    Raises:
        DayLogError: the file as a whole, or its header, cannot be read.
    """
    text = _decode(data, name)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    header: tuple[str, ...] = ()
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            if number == 1:
                header = _header(record, name)
            elif not _is_skipped(record):
                problems += _shape(record, header, number, name)
                rows.append(SheetRow(number, _cells(record, header)))
    except csv.Error as cause:
        problems.append(_broken(cause, number + 1, name))
    return Sheet(tuple(rows), tuple(problems))


def as_text(cell: str) -> str:
    """A cell to be written so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def _as_typed(cell: str) -> str:
    """A cell as it was typed: blanks around it and the mark of a text cell taken off."""
    typed = cell.strip()
    marked = typed.startswith("'") and typed[1:].startswith(_FORMULA_SIGNS)
    return typed[1:] if marked else typed


def _decode(data: bytes, name: str) -> str:
    what = next((what for magic, what in _OTHER_FILES if data.startswith(magic)), "")
    if what or b"\0" in data:
        raise _refusal(
            name,
            f"the file is {what or 'binary'}; expected text in UTF-8, with cells separated by "
            f"commas; {_SAVE}",
        )
    if len(data) > BYTES_MAX:
        raise _refusal(
            name,
            f"the file has `{len(data)}` bytes; expected at most {BYTES_MAX}; split it by days",
        )
    start = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    try:
        text = data[start:].decode("utf-8")
    except UnicodeDecodeError as cause:
        raise _not_utf8(data, start, start + cause.start, name) from cause
    if not text.strip():
        raise _refusal(
            name,
            f"the file is empty; expected a header such as `{','.join(NEEDED_COLUMNS)}`; "
            "start from the template",
        )
    return text


def _not_utf8(data: bytes, start: int, at: int, name: str) -> DayLogError:
    before = data[start:at].decode("utf-8") + "x"
    records = csv.reader(io.StringIO(before, newline=""), delimiter=_delimiter(before))
    return _refusal(
        name,
        f"byte `0x{data[at]:02x}` at offset {at} is not UTF-8; expected one encoding in the "
        f"whole file; {_SAVE}",
        row=sum(1 for _ in records),
        value=f"0x{data[at]:02x}",
    )


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0].partition("\r")[0]

    def known(delimiter: str) -> int:
        return sum(_heading(cell) in COLUMN_NAMES for cell in header.split(delimiter))

    return max(_DELIMITERS, key=known)


def _heading(cell: str) -> str:
    return cell.strip().strip('"').strip().lower()


def _header(record: list[str], name: str) -> tuple[str, ...]:
    header = tuple(_heading(cell) for cell in record)
    problems = tuple(_header_problems(header, name))
    if problems:
        raise DayLogError(problems)
    return header


def _header_problems(header: tuple[str, ...], name: str) -> Iterator[Problem]:
    for heading in dict.fromkeys(header):
        if heading and heading not in COLUMN_NAMES:
            near = closest(heading, COLUMN_NAMES)
            sentence = (
                f"`{shorten(heading)}` is no column of a day log; expected one of "
                f"{listed(COLUMN_NAMES)}; rename it or delete the column"
            )
            yield _problem(name, 1, sentence, column=heading, value=heading, suggestion=near)
        elif heading and header.count(heading) > 1:
            sentence = (
                f"`{heading}` heads {header.count(heading)} columns; expected one; delete or "
                "rename the others"
            )
            yield _problem(name, 1, sentence, column=heading, value=heading)
    for needed in NEEDED_COLUMNS:
        if needed not in header:
            sentence = (
                f"column `{needed}` is missing; expected it in the first row, which holds the "
                "headings; add it, even if its cells stay blank"
            )
            yield _problem(name, 1, sentence, column=needed)


def _is_skipped(record: list[str]) -> bool:
    """Whether a row says nothing: it is blank, or its first words are behind a `#`."""
    first = next((cell.strip() for cell in record if cell.strip()), "#")
    return first.startswith("#")


def _cells(record: list[str], header: tuple[str, ...]) -> dict[str, str]:
    typed = {heading: _as_typed(cell) for heading, cell in zip(header, record, strict=False)}
    return dict.fromkeys(COLUMN_NAMES, "") | {h: cell for h, cell in typed.items() if h}


def _shape(record: list[str], header: tuple[str, ...], number: int, name: str) -> Iterator[Problem]:
    """What is wrong with a row before its cells are understood."""
    spare = [cell for cell in record[len(header) :] if cell.strip()]
    nameless = [cell for h, cell in zip(header, record, strict=False) if not h and cell.strip()]
    if spare or nameless:
        value = (spare or nameless)[0]
        sentence = (
            f"`{shorten(value)}` stands under no heading; expected at most {len(header)} cells "
            "as in the first row; put quotes around a cell that holds the separator"
        )
        yield _problem(name, number, sentence, value=value)
    if len(record) < len(header):
        sentence = (
            f"row ends after {len(record)} of the {len(header)} cells of the first row; expected "
            "all; put quotes around a cell that holds a line break, and write every separator"
        )
        yield _problem(name, number, sentence, value=record[-1])
    for heading, cell in zip(header, record, strict=False):
        if len(cell) > CELL_CHARS_MAX:
            sentence = (
                f"cell has {len(cell)} characters; expected at most {CELL_CHARS_MAX}; look for a "
                "quote that is never closed, or keep long papers outside the log"
            )
            yield _problem(name, number, sentence, column=heading, value=cell)


def _broken(cause: csv.Error, number: int, name: str) -> Problem:
    sentence = (
        f"row cannot be told apart into cells ({cause}); expected quotes that open and close "
        'around a cell, and `""` for a quote within; check the quotes from this row on'
    )
    return _problem(name, number, sentence)


def _problem(  # noqa: PLR0913 - a problem has this many parts
    name: str, row: int, sentence: str, *, column: str = "", value: str = "", suggestion: str = ""
) -> Problem:
    return Problem(
        file=name,
        row=row,
        column=shorten(column),
        value=shorten(value),
        sentence=sentence,
        suggestion=suggestion,
    )


def _refusal(name: str, sentence: str, row: int = 0, value: str = "") -> DayLogError:
    return DayLogError((_problem(name, row, sentence, value=value),))
