"""The shape of the day log's table: an act's event word, and which column holds which field."""

import msgspec

from coldset.core.acts.base import Act
from coldset.present.exchange.cells import Kind
from coldset.present.exchange.looks import Look


class Cell(msgspec.Struct, frozen=True):
    """One field of an act, the column that holds it, and how it is written there."""

    field: str
    column: str
    kind: Kind
    needed: bool


class Entry(msgspec.Struct, frozen=True):
    """How one act is written as a row: the event word, and its cells."""

    word: str
    act: type[Act]
    cells: tuple[Cell, ...]
    look: Look | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose meaning this event gives them."""
        looked = tuple(column for column, _ in self.look.columns) if self.look else ()
        return tuple(cell.column for cell in self.cells) + looked

    @property
    def long_word(self) -> str:
        """The act's own name, which is understood too: `custody passed` for `handed over`."""
        return spelt(str(self.act.__struct_config__.tag).partition("/")[0])


def spelt(text: str) -> str:
    """An event word as the table has it, however it was spaced or capitalised."""
    return " ".join(text.lower().replace("-", " ").replace("_", " ").split())


def make_entry(
    word: str, act: type[Act], look: Look | None = None, /, **cells: tuple[str, Kind]
) -> Entry:
    """An entry; `cells` gives for each field of `act` its column and its kind of cell."""
    needed = {f.name for f in msgspec.structs.fields(act) if f.required}
    return Entry(
        word,
        act,
        tuple(
            Cell(field, column, kind, field in needed and kind.blank is msgspec.UNSET)
            for field, (column, kind) in cells.items()
        ),
        look,
    )
