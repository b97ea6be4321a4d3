"""The cells of a row whose meaning its event gives them: the fields of the act."""

from collections.abc import Callable
from typing import cast

import msgspec

from coldset.core.acts.base import Act
from coldset.present.exchange.cells import CHAMBERS
from coldset.present.exchange.columns import ACT_COLUMNS
from coldset.present.exchange.entry import Cell, Entry
from coldset.present.exchange.problems import shorten
from coldset.present.exchange.row import Here, Row
from coldset.present.exchange.when import Moment, place_in_time


def read_act(row: Row, entry: Entry, here: Here) -> Act | None:
    """The act of a row; None when one of its cells cannot be read, which is noted."""
    before = len(row.problems)
    _refuse_stray(row, entry)
    fields: dict[str, object] = {}
    for cell in entry.cells:
        _take_field(row, cell, here, fields)
    if entry.look:
        read, first = entry.look.read, entry.look.columns[0][0]
        nothing: dict[str, object] = {}
        fields |= row.attempt(first, lambda: read(row.cells), nothing)
    _refuse_unequal(row, entry, fields)
    make: Callable[..., Act] = entry.act
    return None if len(row.problems) > before else make(**fields)


def _take_field(row: Row, cell: Cell, here: Here, fields: dict[str, object]) -> None:
    if row.cells[cell.column]:
        value = row.take(cell.column, cell.kind.read, None)
        if isinstance(value, Moment):
            value = _first_ms(row, cell.column, value, here)
        fields[cell.field] = value
    elif cell.needed:
        row.blame(
            cell.column,
            f"`{cell.column}` is blank; expected {cell.kind.expects} (the event's "
            f"{cell.field.replace('_', ' ')}); fill it in",
        )
    elif cell.kind.blank is not msgspec.UNSET:
        fields[cell.field] = cell.kind.blank


def _first_ms(row: Row, column: str, moment: Moment, here: Here) -> int:
    return row.attempt(column, lambda: place_in_time(moment, here.zone).earliest_ms, 0)


def _refuse_stray(row: Row, entry: Entry) -> None:
    """A cell that the event has no use for may be a slip of a column: it is never dropped."""
    for column in ACT_COLUMNS:
        if row.cells[column] and column not in entry.columns:
            row.blame(
                column,
                f"`{shorten(row.cells[column])}` says nothing for `{entry.word}`; expected a "
                "blank cell; move it to its own column, or into `note`",
            )


def _refuse_unequal(row: Row, entry: Entry, fields: dict[str, object]) -> None:
    named = any(cell.kind is CHAMBERS for cell in entry.cells)
    chambers, n = fields.get("chambers"), fields.get("n")
    if named and chambers and isinstance(n, int) and len(cast("tuple[int]", chambers)) != n:
        row.blame(
            "n",
            f"`{n}` rounds do not go with chambers `{row.cells['chambers']}`; expected a round "
            "for each chamber; correct one of the two, or leave the doubtful one blank",
        )
