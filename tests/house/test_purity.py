"""The pure rooms know no clock, chance, file, database or network; only the book has a clock.

What is known to be pure is listed; whatever is on no list is refused until somebody has thought
about it.
"""

import ast
import sys
from collections.abc import Iterator

PURE = ("core", "margin", "gate", "inquiry", "log")

# fmt: off
HARMLESS = {
    "__future__", "abc", "base64", "binascii", "bisect", "collections", "contextlib", "copy",
    "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "graphlib", "hashlib",
    "heapq", "inspect", "itertools", "json", "math", "operator", "re", "string", "struct",
    "textwrap", "tomllib", "types", "typing", "unicodedata", "zoneinfo",
}
# fmt: on

CLOCK = "take the moment as an argument, in ms; `coldset.book.clock` has the clock"
CHANCE = "take the seed or the bytes as an argument; `coldset.book.keyfile` draws them"
FILE = "take bytes or text as an argument; `coldset.book` and `coldset.present` read files"
ORDER = "sort by value; this differs from one run to the next"

CLOCK_AND_CHANCE = {"time": CLOCK, "random": CHANCE, "secrets": CHANCE, "uuid": CHANCE}
MODULES = CLOCK_AND_CHANCE | {
    "os": FILE,
    "io": FILE,
    "pathlib": FILE,
    "tempfile": FILE,
    "shutil": FILE,
    "sqlite3": "hand over what was read; `coldset.store` has the database",
    "importlib": FILE,
    "sys": "take it as an argument; nothing pure depends on the process that it runs in",
    "locale": "write the form out; nothing pure depends on the machine's language",
    "threading": "leave it to `coldset.store` and the surfaces",
    "asyncio": "leave it to the surfaces",
    "subprocess": "leave it to the surfaces",
    "socket": "leave it to the surfaces",
    "logging": "return a finding",
    "warnings": "return a finding",
}
CLOCK_CALLS = {"now", "utcnow", "today"}
CALLS = {
    "open": FILE,
    "input": FILE,
    "print": "return a value; `coldset.present` shows it",
    "eval": "write it out",
    "exec": "write it out",
    "__import__": "write the import out",
    "id": ORDER,
    "hash": ORDER,
}
METHODS = {
    "generate": CHANCE,
    "crypto_sign_keypair": CHANCE,
    "randombytes": CHANCE,
    "read_text": FILE,
    "read_bytes": FILE,
    "write_text": FILE,
    "write_bytes": FILE,
    "astimezone": "name the zone; without one, this reads the machine's",
    "fromtimestamp": "name the zone; without one, this reads the machine's",
}
"""`astimezone` and `fromtimestamp` are refused only without a zone."""


def rooms(path: str) -> str:
    return path.split("/")[2] if path.startswith("src/coldset/") else ""


def modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.lineno, node.module


def impure_imports(path: str, tree: ast.Module) -> Iterator[str]:
    for line, module in modules(tree):
        top = module.partition(".")[0]
        if module == "nacl.utils":
            yield f"{path}:{line}: `{module}`: {CHANCE}"
        elif top in MODULES:
            yield f"{path}:{line}: `{module}`: {MODULES[top]}"
        elif top in sys.stdlib_module_names and top not in HARMLESS:
            yield f"{path}:{line}: `{module}` is not known to be pure; if it is, list it here"


def reads_the_clock(call: ast.Call) -> bool:
    called = call.func
    return (
        isinstance(called, ast.Attribute)
        and called.attr in CLOCK_CALLS
        and ast.unparse(called.value).endswith(("datetime", "date"))
    )


def why_impure(call: ast.Call) -> str | None:
    called = call.func
    if reads_the_clock(call):
        return CLOCK
    if isinstance(called, ast.Name):
        return CALLS.get(called.id)
    if not isinstance(called, ast.Attribute):
        return None
    needs = {"astimezone": 1, "fromtimestamp": 2}.get(called.attr)
    if needs is not None and len(call.args) + len(call.keywords) >= needs:
        return None
    return METHODS.get(called.attr)


def impure_calls(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (why := why_impure(node)):
            yield f"{path}:{node.lineno}: `{ast.unparse(node.func)}()`: {why}"


def clocks(path: str, tree: ast.Module) -> Iterator[str]:
    """Where a room other than the book has a clock or chance of its own."""
    for line, module in modules(tree):
        if (top := module.partition(".")[0]) in CLOCK_AND_CHANCE:
            yield f"{path}:{line}: `{module}`: {CLOCK_AND_CHANCE[top]}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and reads_the_clock(node):
            yield f"{path}:{node.lineno}: `{ast.unparse(node.func)}()`: {CLOCK}"


def test_the_pure_rooms_import_nothing_that_reads_the_world(trees: dict[str, ast.Module]) -> None:
    found = [c for p, t in trees.items() if rooms(p) in PURE for c in impure_imports(p, t)]
    assert not found, "\n".join(found)


def test_the_pure_rooms_call_nothing_that_reads_the_world(trees: dict[str, ast.Module]) -> None:
    found = [c for p, t in trees.items() if rooms(p) in PURE for c in impure_calls(p, t)]
    assert not found, "\n".join(found)


def test_only_the_book_has_a_clock_and_chance(trees: dict[str, ast.Module]) -> None:
    found = [c for p, t in trees.items() if rooms(p) not in ("", "book") for c in clocks(p, t)]
    assert not found, "\n".join(found)


def test_what_reads_the_world_is_seen() -> None:
    for source in (
        "import time",
        "import os.path",
        "from pathlib import Path",
        "def f():\n    from random import choice",
        "import sched",
        "import nacl.utils",
    ):
        assert list(impure_imports("x.py", ast.parse(source))), source
    for source in (
        "datetime.now(UTC)",
        "dt.datetime.now()",
        "date.today()",
        "open('x')",
        "moment.astimezone()",
        "datetime.fromtimestamp(7)",
        "SigningKey.generate()",
        "hash('x')",
    ):
        assert list(impure_calls("x.py", ast.parse(source))), source
    for source in ("from time import time", "import secrets", "datetime.datetime.now(tz)"):
        assert list(clocks("x.py", ast.parse(source))), source


def test_time_as_an_argument_is_let_through() -> None:
    source = "from datetime import datetime\ndatetime.fromtimestamp(7, UTC).astimezone(zone)"
    assert not list(impure_imports("x.py", ast.parse(source)))
    assert not list(impure_calls("x.py", ast.parse(source)))
    assert not list(clocks("x.py", ast.parse(source)))
