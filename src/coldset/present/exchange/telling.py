"""Who says so: witnesses, source, and the marks that were read off."""

import re
from typing import cast

from coldset.core.events import Source, Witness
from coldset.core.words import Certainty, Id, SourceKind
from coldset.present.exchange.cells import ID, IDS, one_of, parts, read_id, read_ids
from coldset.present.exchange.entry import Entry
from coldset.present.exchange.problems import CellError, shorten
from coldset.present.exchange.row import Row

_WITNESS = re.compile(r"(.*?)(?:\s+([0-9]{1,6}|\?)(?:\s+of\s+[0-9]{1,6})?)?", re.DOTALL)
_SOURCE_KIND = one_of(SourceKind)
_CERTAINTY = one_of(Certainty)


def read_witnesses(text: str) -> tuple[Witness, ...]:
    """Who saw it, and how many each says they saw.

    Raises:
        CellError: somebody is named twice, or a name or a number cannot be read.
    """
    witnesses = tuple(_witness(part) for part in parts(text))
    people = [witness.person for witness in witnesses]
    twice = next((person for person in people if people.count(person) > 1), None)
    if twice:
        raise CellError(
            f"`{twice}` is named twice; expected each witness once; write one number for each"
        )
    return witnesses


def _witness(part: str) -> Witness:
    found = _WITNESS.fullmatch(part)
    person, count = (found[1], found[2]) if found else (part, None)
    if re.search(r"\s[0-9]", person):
        raise CellError(
            f"`{shorten(part)}` is no witness with a number; expected such as `first-ad 6`; write "
            "the least that they are sure of, and hyphens within a name"
        )
    return Witness(person=read_id(person), count=None if count in (None, "?") else int(count))


def read_source(row: Row) -> Source:
    """Who asserts the row. A speaker or a reference never passes for the crew's own record."""
    cells = row.cells
    told = next((column for column in ("who", "sure", "code") if cells[column]), None)
    if told and not cells["source"]:
        row.blame(
            "source",
            f"`source` is blank while `{told}` says who asserts it; expected `statement` or "
            "`document`, as the crew's own record needs neither; fill it in",
        )
    kind: object = row.take("source", _SOURCE_KIND.read, None)
    sure: object = row.take("sure", _CERTAINTY.read, None)
    return Source(
        kind=cast("SourceKind", kind or "record"),
        who=row.take("who", read_id, None),
        sure=cast("Certainty", sure or "seen"),
        code=cells["code"],
        account=row.take("account", read_id, ""),
    )


def read_marks(row: Row, entry: Entry | None) -> tuple[Id, ...]:
    """The things whose mark was read off; `yes` is the row's item."""
    if row.cells["read"].lower() != "yes":
        return row.take("read", read_ids, ())
    named = entry and any(c.column == "item" and c.kind in (ID, IDS) for c in entry.cells)
    if not named or not row.cells["item"]:
        row.blame(
            "read",
            "`yes` reads the mark of the item, and this row names none; expected a thing in "
            "`item`; write the names of what was read instead",
        )
        return ()
    return row.take("item", read_ids, ())
