"""The arrows between the rooms are those of the design: data flows one way.

A room moves here only together with a page in `docs/decisions`.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PURE = {"core", "margin", "gate", "inquiry"}


class Room(NamedTuple):
    """Which rooms one may import besides itself, and which packages of others."""

    rooms: set[str]
    packages: set[str] | None
    """None: any that the project installs. Never empty."""


INNER = {"present/exchange", "present/sentences", "present/timeline"}

ROOMS = {
    "": Room({*PURE, "book", "audit"}, {"msgspec"}),
    "core": Room(set(), {"msgspec"}),
    "margin": Room({"core"}, {"msgspec"}),
    "gate": Room({"core", "margin"}, {"msgspec"}),
    "inquiry": Room({"core", "margin"}, {"msgspec"}),
    "simulate": Room({"core"}, {"msgspec"}),
    "log": Room(set(), {"msgspec", "nacl"}),
    "store": Room({"log"}, {"msgspec", "psycopg"}),
    "book": Room({*PURE, "log", "store"}, {"msgspec"}),
    "audit": Room({*PURE, "log"}, {"msgspec"}),
    "present": Room({*PURE, "simulate", "book", "audit", *INNER}, None),
    "present/exchange": Room({"core"}, {"msgspec"}),
    "present/sentences": Room(PURE, {"msgspec"}),
    "present/timeline": Room({*PURE, "present/sentences"}, {"msgspec"}),
}
"""`""` is `coldset` itself. An inner room is stricter than the one that it is in."""

ASKED_OF_THE_BOOK = {"decide", "answer", "void_by", "outlook", "Lookout", "explain"}
ASKED_OF_THE_BOOK |= {"explain_together", "deciding", "apart", "Builder", "fold"}
"""Who answers. A surface may name a verdict's type; it does not reach a verdict of its own."""


def room_of(module: str) -> str:
    """The innermost room of `coldset.x.y`, or `errors`."""
    inner = "/".join(module.split(".")[1:3])
    if inner in ROOMS:
        return inner
    return inner.partition("/")[0]


def imported(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Every import with its line, the module, and the name taken out of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node.lineno, module, alias.name) for alias in node.names)


def against_the_arrows(path: str, tree: ast.Module) -> Iterator[str]:
    parts = Path(path).with_suffix("").parts[1:]
    here = room_of(".".join(parts[:-1]) if len(parts) <= 2 else ".".join(parts))
    if here not in ROOMS:
        yield f"{path}: `{here}` is no room; name it in ROOMS, and say why in docs/decisions"
        return
    allowed = ROOMS[here]
    for line, module, name in imported(tree):
        top = module.partition(".")[0]
        # `from coldset import book` names a room as well
        target = room_of(f"coldset.{name}" if module == "coldset" else module)
        at = f"{path}:{line}"
        if not top:
            yield f"{at}: `{module}`: write the import out from `coldset`"
        elif top == "coldset":
            if target not in {"errors", here, *allowed.rooms}:
                may = ", ".join(sorted(allowed.rooms)) or "no other room"
                yield f"{at}: `{here or 'coldset'}` imports `{module}`; it may import {may}"
            if here.startswith("present") and name in ASKED_OF_THE_BOOK and target in PURE:
                yield f"{at}: `{name}` is asked of the book; call `coldset.book.questions`"
        elif top not in {*sys.stdlib_module_names, *(allowed.packages or {top})}:
            may = ", ".join(sorted(allowed.packages or ())) or "none"
            yield f"{at}: `{here}` imports the package `{top}`; it may import {may}"


def test_every_import_follows_the_arrows(trees: dict[str, ast.Module]) -> None:
    found = [
        complaint
        for path, tree in trees.items()
        if path.startswith("src/") and path != "src/coldset/errors.py"
        for complaint in against_the_arrows(path, tree)
    ]
    assert not found, "\n".join(found)


def test_errors_know_no_room(trees: dict[str, ast.Module]) -> None:
    assert not list(imported(trees["src/coldset/errors.py"]))


def test_every_room_says_what_it_may_import(trees: dict[str, ast.Module]) -> None:
    rooms = {path.split("/")[2] for path in trees if path.startswith("src/coldset/")}
    rooms = {room for room in rooms if not room.endswith(".py")}
    assert rooms <= set(ROOMS), "a new room needs its row in ROOMS and a page in docs/decisions"
    silent = []
    for room in rooms:
        said = ast.get_docstring(trees[f"src/coldset/{room}/__init__.py"]) or ""
        if "may import" not in " ".join(said.lower().split()):
            silent.append(f"src/coldset/{room}/__init__.py: say what the room may import")
    assert not silent, "\n".join(silent)


def complaints(path: str, source: str) -> list[str]:
    return list(against_the_arrows(path, ast.parse(source)))


def test_an_arrow_the_wrong_way_is_seen() -> None:
    for path, source in (
        ("src/coldset/core/fold/x.py", "from coldset.margin.graph import Edge"),
        ("src/coldset/core/x.py", "def f():\n    import coldset.store.sqlite"),
        ("src/coldset/gate/x.py", "from coldset import inquiry"),
        ("src/coldset/log/x.py", "from coldset.core import codec"),
        ("src/coldset/store/x.py", "from coldset.core.events import Event"),
        ("src/coldset/audit/x.py", "from coldset.book import open_book"),
        ("src/coldset/book/x.py", "from coldset.present.cli import main"),
        ("src/coldset/present/exchange/x.py", "from coldset.gate.verdict import Verdict"),
        ("src/coldset/present/sentences/x.py", "from coldset.present.cli import main"),
        ("src/coldset/present/cli/x.py", "from coldset.store.sqlite import create"),
        ("src/coldset/present/cli/x.py", "from coldset.gate.decide import decide"),
        ("src/coldset/core/x.py", "from .events import Event"),
        ("src/coldset/core/x.py", "import networkx"),
        ("src/coldset/__init__.py", "from coldset.present.cli import main"),
        ("src/coldset/other/x.py", ""),
    ):
        assert complaints(path, source), f"{path} may import: {source}"


def test_an_arrow_the_right_way_is_let_through() -> None:
    for path, source in (
        ("src/coldset/core/x.py", "import re\nfrom coldset.core.words import Id"),
        ("src/coldset/inquiry/x.py", "from coldset.margin.graph import Edge"),
        ("src/coldset/book/x.py", "from coldset.errors import ColdsetError"),
        ("src/coldset/present/cli/x.py", "import typer\nfrom coldset.book import open_book"),
        ("src/coldset/present/timeline/x.py", "from coldset.present.sentences import names"),
        ("src/coldset/__init__.py", "from coldset.book import open_book"),
    ):
        assert not complaints(path, source)
