"""The two looks that take several cells to tell: a weapon shown, and rounds checked."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast, get_args

import msgspec

from coldset.core.acts import LotChecked, Sight, WeaponShown
from coldset.core.words import Contents, Method
from coldset.present.exchange.cells import (
    MAYBE_COUNT,
    counted,
    listed,
    parts,
    read_chambers,
    read_maybe_count,
    read_word,
    read_words,
    write_chambers,
)
from coldset.present.exchange.problems import CellError, shorten

_CONTENTS = get_args(Contents)
_METHODS = get_args(Method)
_ROUND_METHODS = ("rattle", "hole", "primer", "bullet")
_GROUP = re.compile(r"([0-9][0-9,\s\-\u2013]*(?:to\s*[0-9]+)?)\s+([a-z\-]+)(?:\s+by\s+(.+))?")


class Look(msgspec.Struct, frozen=True):
    """How several columns together tell some fields of an act.

    `read` takes the cells by column and gives the fields; `write` is its inverse, from the act.
    """

    columns: tuple[tuple[str, str], ...]
    read: Callable[[Mapping[str, str]], dict[str, object]]
    write: Callable[[Any], dict[str, str]]


@contextlib.contextmanager
def _blaming(column: str) -> Iterator[None]:
    """Whatever is refused within is a problem of `column`, if nothing closer is named."""
    try:
        yield
    except CellError as refused:
        near = refused.column or column
        raise CellError(refused.sentence, refused.suggestion, column=near) from None


def _read_shown(cells: Mapping[str, str]) -> dict[str, object]:
    with _blaming("method"):
        words = read_words(cells["method"], (*_METHODS, "turned"))
    with _blaming("chambers"):
        named = read_chambers(cells["chambers"] or "?")
    methods = tuple(word for word in words if word != "turned")
    with _blaming("contents"):
        sights = _read_sights(named, cells["contents"].lower(), methods)
    _refuse_idle(methods, sights)
    with _blaming("n"):
        seen = _read_seen(cells["n"], len(sights))
    with _blaming("of"):
        _refuse_more(seen, read_maybe_count(cells["of"] or "?"))
    return {
        "sights": sights,
        "seen_count": None if sights else seen,
        "turned": "turned" in words,
    }


def _read_seen(n: str, sights: int) -> int | None:
    seen = read_maybe_count(n or "?")
    if sights and seen not in (None, sights):
        raise CellError(
            f"`{seen}` chambers were seen by `n`, but {sights} are named; expected the same "
            "number; correct one of the two"
        )
    return sights or seen


def _refuse_more(seen: int | None, total: int | None) -> None:
    if seen and total is not None and seen > total:
        raise CellError(
            f"`{seen}` of `{total}` chambers were seen; expected at most as many as there are; "
            "correct one of the two numbers"
        )


def _read_sights(
    named: tuple[int, ...], contents: str, methods: tuple[str, ...]
) -> tuple[Sight, ...]:
    if not contents and not named:
        return ()
    if not re.match("[0-9]", contents):
        return _uniform(named, contents, methods)
    groups = [_group(part, methods) for part in parts(contents, "[;\n]")]
    sights = tuple(sorted((s for group in groups for s in group), key=lambda s: s.chamber))
    numbers = tuple(sight.chamber for sight in sights)
    if len(set(numbers)) < len(numbers) or (named and named != numbers):
        raise CellError(
            f"`{shorten(contents)}` does not give each chamber once; expected every chamber "
            "of `chambers` in it, each in one group; write such as `1-5 dummy; 6 empty`"
        )
    return sights


def _uniform(named: tuple[int, ...], contents: str, methods: tuple[str, ...]) -> tuple[Sight, ...]:
    if not named or not contents:
        missing = "contents" if named else "chambers"
        raise CellError(
            f"`{missing}` is blank; expected which chambers were seen and what was in them; "
            "write both, such as `1-6` and `dummy`, or only `n` and `of` when nobody can say "
            "which chambers they were",
            column=missing,
        )
    held = cast("Contents", read_word(contents, _CONTENTS))
    return tuple(_sight(chamber, held, methods) for chamber in named)


def _group(part: str, methods: tuple[str, ...]) -> tuple[Sight, ...]:
    found = _GROUP.fullmatch(part)
    if not found:
        raise CellError(
            f"`{shorten(part)}` does not say what chambers held; expected such as "
            f"`1-5 dummy`, with {listed(_CONTENTS)}; separate groups by semicolons"
        )
    held = cast("Contents", read_word(found[2], _CONTENTS))
    chambers = read_chambers(found[1])
    if not found[3]:
        return tuple(_sight(chamber, held, methods) for chamber in chambers)
    own = cast("tuple[Method, ...]", read_words(found[3], _METHODS))
    return tuple(Sight(chamber=chamber, contents=held, methods=own) for chamber in chambers)


def _sight(chamber: int, held: Contents, methods: tuple[str, ...]) -> Sight:
    """One chamber, with the methods that can speak of it: nothing rattles where no round is."""
    idle = _ROUND_METHODS if held == "empty" else ("empty",)
    apt = cast("tuple[Method, ...]", tuple(m for m in methods if m not in idle))
    return Sight(chamber=chamber, contents=held, methods=apt)


def _refuse_idle(methods: tuple[str, ...], sights: tuple[Sight, ...]) -> None:
    used = {method for sight in sights for method in sight.methods}
    idle = next((method for method in methods if method not in used), None)
    if idle:
        raise CellError(
            f"`{idle}` is a method that fits none of the chambers that are named; expected "
            "methods for what was in them; strike it out, or correct `chambers` or `contents`",
            column="method",
        )


def _write_shown(act: WeaponShown) -> dict[str, str]:
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for sight in act.sights:
        groups.setdefault((sight.contents, sight.methods), []).append(sight.chamber)
    told = [
        f"{write_chambers(tuple(chambers))} {held}" + (f" by {'+'.join(how)}" if how else "")
        for (held, how), chambers in groups.items()
    ]
    return {
        "contents": "; ".join(told),
        "n": "" if act.seen_count is None else str(act.seen_count),
        "method": "turned" if act.turned else "",
    }


def _read_checked(cells: Mapping[str, str]) -> dict[str, object]:
    with _blaming("n"):
        answered = read_maybe_count(cells["n"] or "?")
    with _blaming("of"):
        total = read_maybe_count(cells["of"] or "?")
    with _blaming("contents"):
        others = cast("int", _OTHERS.read(cells["contents"])) if cells["contents"] else 0
    if total is not None and (answered or 0) + others > total:
        raise CellError(
            f"`{answered or 0}` answered and `{others}` did not, of `{total}`; expected no more "
            "than there are; correct one of the numbers",
            column="n",
        )
    return {"answered": answered, "n": total, "others": others}


def _write_checked(act: LotChecked) -> dict[str, str]:
    return {
        "n": MAYBE_COUNT.write(act.answered),
        "of": MAYBE_COUNT.write(act.n),
        "contents": _OTHERS.write(act.others) if act.others else "",
    }


_OTHERS = counted("other")

SHOWN = Look(
    (
        ("chambers", "the chambers seen, if it can be said which"),
        ("contents", "one word for all of them, or `1-5 dummy; 6 empty`; " + listed(_CONTENTS)),
        ("method", f"any of {listed((*_METHODS, 'turned'))} (the cylinder was turned)"),
        ("n", "how many were seen, when nobody can say which"),
        ("of", "how many the weapon has; only compared with `n`"),
    ),
    _read_shown,
    _write_shown,
)
"""`weapon shown`: which chambers, what was in each, how it was looked at."""

CHECKED = Look(
    (
        ("n", "how many answered as they should"),
        ("of", "how many there were"),
        ("contents", "how many did not: such as `19 others`"),
    ),
    _read_checked,
    _write_checked,
)
"""`rounds checked`: how many of how many answered, and how many did not."""
