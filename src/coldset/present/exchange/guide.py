"""The day log's reference for people, made from the tables that the reader follows."""

from coldset.present.exchange.cells import COUNT, ID, TEXT
from coldset.present.exchange.columns import COLUMNS
from coldset.present.exchange.entries import ENTRIES
from coldset.present.exchange.entry import Cell, Entry


def guide() -> str:
    """Every column and every event word with its columns, as two Markdown tables."""
    columns = [f"| `{column.name}` | {column.meaning} |" for column in COLUMNS]
    events = [_event(entry) for entry in ENTRIES]
    return "\n".join(
        [
            "### Columns",
            "",
            "| column | what belongs there |",
            "| --- | --- |",
            *columns,
            "",
            "### Event words",
            "",
            "| event | its columns (**bold**: must be filled in) |",
            "| --- | --- |",
            *events,
            "",
        ]
    )


def _event(entry: Entry) -> str:
    long = "" if entry.long_word == entry.word else f" (or `{entry.long_word}`)"
    cells = [_cell(cell) for cell in entry.cells]
    if entry.look is not None:
        cells += [f"`{column}`: {meaning}" for column, meaning in entry.look.columns]
    return f"| `{entry.word}`{long} | {'<br>'.join(cells) or 'none of its own'} |"


def _cell(cell: Cell) -> str:
    shown = f"**`{cell.column}`**" if cell.needed else f"`{cell.column}`"
    field = cell.field.removesuffix("_ms").replace("_", " ")
    meaning = "" if field == cell.column else f": {field}"
    plain = cell.kind in (ID, TEXT, COUNT)
    blank = f"; blank: `{cell.kind.blank}`" if isinstance(cell.kind.blank, str) else ""
    return f"{shown}{meaning}" + ("" if plain else f" ({cell.kind.expects}{blank})")
