"""One cell at a time: text to a value of the record, and back.

A `Kind` is a way to read a cell. What cannot be read is refused with a `CellError`; nothing is
guessed. Lists are separated by commas or semicolons, texts by semicolons only.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, get_args

import msgspec

from coldset.core.words import Id
from coldset.present.exchange.problems import CellError, shorten

ID_CHARS_MAX = 80
CHAMBER_MAX = 999

_APART = re.compile(r"[\s_./#\-\u2010-\u2015]+")
_APOSTROPHES = re.compile("['\u2019]")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNT = re.compile(r"[0-9]{1,6}")
_STRETCH = re.compile(r"([0-9]{1,3})(?:\s*(?:-|\u2013|to)\s*([0-9]{1,3}))?")


class Kind(msgspec.Struct, frozen=True):
    """How one sort of cell is read and written.

    `expects` completes "expected ..." in messages and in the documentation. `blank` is what a
    blank cell means; unset: nothing, so that it is refused where the event needs it.
    """

    expects: str
    read: Callable[[str], object]
    write: Callable[[Any], str]
    blank: object = msgspec.UNSET


def closest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that was probably meant by `word`, or ""."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def listed(words: Iterable[str]) -> str:
    """Words as a message lists them: `a`, `b` or `c`."""
    *most, last = [f"`{word}`" for word in words]
    return f"{', '.join(most)} or {last}" if most else last


def parts(text: str, separators: str = r"[,;\n]") -> list[str]:
    """The trimmed, non-blank parts of a list in one cell.

    Raises:
        CellError: there are none, although the cell is not blank.
    """
    found = [part.strip() for part in re.split(separators, text) if part.strip()]
    if text and not found:
        raise CellError(
            f"`{shorten(text)}` lists nothing; expected something between the separators; "
            "write it, or leave the cell blank"
        )
    return found


def read_id(text: str) -> Id:
    """A name in the record's form: `Prop Cart` becomes `prop-cart`, accents fall away.

    Raises:
        CellError: letters that do not fold to a-z, other signs, nothing left, or too long.
    """
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    name = _APART.sub("-", plain).strip("-")
    if not _NAME.fullmatch(name):
        raise CellError(
            f"`{shorten(text)}` is no name of the record; expected letters a to z, digits and "
            "hyphens; write it in these letters, the same way in every row"
        )
    if len(name) > ID_CHARS_MAX:
        raise CellError(
            f"`{shorten(text)}` is too long for a name; expected at most {ID_CHARS_MAX} "
            "characters; use a short name and put the rest into `note`"
        )
    return name


def read_ids(text: str) -> tuple[Id, ...]:
    """Several names, each at most once.

    Raises:
        CellError: one of them is no name, or a name stands there twice.
    """
    names = tuple(read_id(part) for part in parts(text))
    _refuse_twice(names)
    return names


def read_count(text: str) -> int:
    """A whole number, such as 50.

    Raises:
        CellError: anything else.
    """
    if not _COUNT.fullmatch(text):
        raise CellError(
            f"`{shorten(text)}` is no count; expected a whole number such as `50`; "
            "write digits only"
        )
    return int(text)


def read_maybe_count(text: str) -> int | None:
    """A whole number, or None for `?`.

    Raises:
        CellError: anything else.
    """
    return None if text == "?" else read_count(text)


def read_chambers(text: str) -> tuple[int, ...]:
    """Chamber numbers in rising order, from `1-6`, `1 to 6` or `1,3,5`; `?` is none.

    Raises:
        CellError: no chambers, a falling stretch, a number twice, or one out of range.
    """
    if text == "?":
        return ()
    numbers = tuple(number for part in parts(text) for number in _stretch(part, text))
    _refuse_twice(numbers)
    return tuple(sorted(numbers))


def _stretch(part: str, text: str) -> range:
    found = _STRETCH.fullmatch(part)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= CHAMBER_MAX:
        raise CellError(
            f"`{shorten(text)}` names no chambers; expected such as `1-6` or `1,3,5`; where the "
            "spreadsheet made a date of it, write `1 to 6`"
        )
    return range(first, last + 1)


def write_chambers(numbers: tuple[int, ...]) -> str:
    """Chamber numbers as `1-3,5`."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and stretches[-1][-1] == number - 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return ",".join(f"{s[0]}-{s[-1]}" if len(s) > 1 else f"{s[0]}" for s in stretches)


def read_chamber(text: str) -> int | None:
    """One chamber's number, or None for `?`.

    Raises:
        CellError: several chambers, or none that can be read.
    """
    numbers = read_chambers(text)
    if len(numbers) > 1:
        raise CellError(
            f"`{shorten(text)}` names {len(numbers)} chambers; expected one; "
            "write a row for each chamber"
        )
    return numbers[0] if numbers else None


def read_word(text: str, known: tuple[str, ...]) -> str:
    """One of the `known` words, whatever its case, with spaces or hyphens.

    Raises:
        CellError: any other word; with the nearest known one as suggestion.
    """
    word = "-".join(re.split(r"[\s_\-]+", text.strip().lower()))
    if word not in known:
        raise CellError(
            f"`{shorten(text)}` is not one of the words for this; expected {listed(known)}; "
            "choose one of them",
            closest(word, known),
        )
    return word


def read_words(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Several of the `known` words, joined by commas, semicolons or `+`.

    Raises:
        CellError: a word is not known, or stands there twice.
    """
    words = tuple(read_word(part, known) for part in parts(text, r"[,;+\n]"))
    _refuse_twice(words)
    return words


def _refuse_twice(values: tuple[object, ...]) -> None:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise CellError(
            f"`{twice}` stands in the cell twice; expected it once; strike one of the two out"
        )


def one_of(literal: Any, blank: object = msgspec.UNSET) -> Kind:  # noqa: ANN401 - a Literal type
    """The kind that is one word of a closed vocabulary."""
    known = get_args(literal)
    return Kind(listed(known), lambda text: read_word(text, known), str, blank)


def several_of(literal: Any) -> Kind:  # noqa: ANN401 - a Literal type has no type of its own
    """The kind that is several words of a closed vocabulary."""
    known = get_args(literal)
    return Kind(f"any of {listed(known)}", lambda text: read_words(text, known), ", ".join)


def flag(word: str) -> Kind:
    """The kind that says yes by one word, and no by being blank."""
    spelt = word.replace(" ", "-")
    return Kind(
        f"`{word}` or blank",
        lambda text: bool(read_word(text, (spelt,))),
        lambda value: word if value else "",
    )


def either(yes: str, no: str) -> Kind:
    """The kind that is one of two words; never blank."""
    return Kind(
        listed((yes, no)),
        lambda text: read_word(text, (yes, no)) == yes,
        lambda value: yes if value else no,
    )


def either_or_unknown(yes: str, no: str) -> Kind:
    """The kind that is one of two words or `?`; never blank, since silence is no answer."""
    sure = either(yes, no)
    return Kind(
        listed((yes, no, "?")),
        lambda text: None if text == "?" else sure.read(text),
        lambda value: "?" if value is None else sure.write(value),
    )


def counted(noun: str) -> Kind:
    """The kind that is a number with its noun, such as `6 bullets`."""

    def read(text: str) -> int:
        found = re.fullmatch(rf"([0-9]{{1,6}})\s+{noun}s?", text.lower())
        if not found:
            raise CellError(
                f"`{shorten(text)}` is no number of {noun}s; expected such as `6 {noun}s`; "
                "write it so, or leave it blank when nobody counted"
            )
        return int(found[1])

    return Kind(f"such as `6 {noun}s`", read, lambda value: f"{value} {noun}s")


def _read_keys(text: str) -> tuple[Id, ...] | None:
    if text == "?":
        return None
    return () if text.lower() == "nobody" else read_ids(text)


def _write_maybe(value: object) -> str:
    return "?" if value is None else str(value)


ID = Kind("a name", read_id, str)
MAYBE_ID = Kind("a name, or blank", read_id, lambda value: value or "", None)
IDS = Kind("names", read_ids, "; ".join)
KEYS = Kind(
    "names, `nobody`, or blank when unknown",
    _read_keys,
    lambda keys: "; ".join(keys) if keys else "nobody",
    None,
)
TEXT = Kind("words", str, str)
TEXTS = Kind("words; more words", lambda text: tuple(parts(text, "[;\n]")), "; ".join)
COUNT = Kind("a number", read_count, str)
MAYBE_COUNT = Kind("a number or `?`", read_maybe_count, _write_maybe, None)
CHAMBERS = Kind("chambers, or blank", read_chambers, write_chambers)
CHAMBER = Kind("one chamber, or blank", read_chamber, str)
