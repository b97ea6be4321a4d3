"""Two kinds of cell that only a few events use: planned loads, and what a store keeps."""

from typing import Literal, cast, get_args

from coldset.core.acts import PlannedLoad
from coldset.core.words import RoundClass
from coldset.present.exchange.cells import Kind, one_of, parts, read_id, read_word
from coldset.present.exchange.problems import CellError, shorten


def _read_loads(text: str) -> tuple[PlannedLoad, ...]:
    return tuple(_load(part) for part in parts(text, "[;\n]"))


def _load(part: str) -> PlannedLoad:
    weapon, _, word = part.rpartition(" ")
    if not weapon:
        raise CellError(
            f"`{shorten(part)}` says no load; expected a weapon and what it is to hold; "
            "write such as `revolver-1 dummy` or `rifle-2 empty`"
        )
    load = read_word(word, (*get_args(RoundClass), "empty"))
    held = None if load == "empty" else cast("RoundClass", load)
    return PlannedLoad(weapon=read_id(weapon), load=held)


def _write_loads(loads: tuple[PlannedLoad, ...]) -> str:
    return "; ".join(f"{load.weapon} {load.load or 'empty'}" for load in loads)


LOADS = Kind("such as `revolver-1 dummy; rifle-2 empty`", _read_loads, _write_loads)
KEEPS = one_of(Literal["weapons", "ammunition"])
