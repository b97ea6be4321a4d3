"""Sizes, names, and what is not left lying about. Line length is ruff's to hold."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

FUNCTION_LINES_MAX = 60
SOURCE_LINES_MAX = 400
TEST_LINES_MAX = 600

LEFT_TO_DO = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|NotImplemented" + r"Error)\b")
"""Written in pieces, so that a search for these words does not find this file."""

NAMELESS = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

SWITCHED_OFF = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover)", re.IGNORECASE)
WITH_A_REASON = re.compile(
    r"#\s*(noqa:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|type:\s*ignore\[[a-z, -]+\]|pragma: no cover)"
    r"\s+[-#]\s+\w[^#]{2,}"
)
"""A reason stands after a dash or a second `#`."""


def long_files(path: str, text: str) -> Iterator[str]:
    most = TEST_LINES_MAX if path.startswith("tests/") else SOURCE_LINES_MAX
    if (lines := text.count("\n")) > most:
        yield f"{path}: {lines} lines; at most {most}: split it by what it talks about"


def long_functions(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES_MAX:
                yield f"{path}:{node.lineno}: `{node.name}` has {lines} lines; at most 60"


def left_to_do(path: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if said := LEFT_TO_DO.search(line):
            yield f"{path}:{number}: `{said[0]}`: do it, or write down in the docs that it is open"


def bare_asserts(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield f"{path}:{node.lineno}: `assert` is stripped by -O: raise an error by name"


def prints(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print":
            yield f"{path}:{node.lineno}: `print` belongs to `coldset.present`: return a value"


def nameless(path: str) -> Iterator[str]:
    for part in Path(path).with_suffix("").parts:
        if part.strip("_").removeprefix("test_") in NAMELESS:
            yield f"{path}: `{part}` says nothing: name it by what it knows"


def without_reason(path: str, text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and SWITCHED_OFF.search(token.string):
            said = len(SWITCHED_OFF.findall(token.string))
            if said > len(WITH_A_REASON.findall(token.string)):
                yield f"{path}:{token.start[0]}: `{token.string}`: say why, after ` - `"


def prose_in_findings(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if ast.unparse(node.func).rpartition(".")[2] not in ("Finding", "doubt"):
            continue
        for part in (leaf for whole in (*node.args, *node.keywords) for leaf in ast.walk(whole)):
            said = part.value if isinstance(part, ast.Constant) else None
            if isinstance(said, str) and " " in said and said != "not cleared":
                yield f"{path}:{node.lineno}: `{said}`: a finding carries no sentence"


def in_src(path: str) -> bool:
    return path.startswith("src/")


def test_files_are_short(texts: dict[str, str]) -> None:
    found = [c for path, text in texts.items() for c in long_files(path, text)]
    assert not found, "\n".join(found)


def test_functions_are_short(trees: dict[str, ast.Module]) -> None:
    found = [c for path, tree in trees.items() for c in long_functions(path, tree)]
    assert not found, "\n".join(found)


def test_nothing_is_left_to_do(texts: dict[str, str]) -> None:
    found = [c for path, text in texts.items() for c in left_to_do(path, text)]
    assert not found, "\n".join(found)


def test_no_check_vanishes_with_optimisation(trees: dict[str, ast.Module]) -> None:
    found = [c for path, tree in trees.items() if in_src(path) for c in bare_asserts(path, tree)]
    assert not found, "\n".join(found)


def test_only_the_surfaces_print(trees: dict[str, ast.Module]) -> None:
    found = [
        complaint
        for path, tree in trees.items()
        if in_src(path) and not path.startswith("src/coldset/present/")
        for complaint in prints(path, tree)
    ]
    assert not found, "\n".join(found)


def test_every_file_has_a_name_of_its_own(texts: dict[str, str]) -> None:
    found = [c for path in texts for c in nameless(path)]
    assert not found, "\n".join(found)


def test_whatever_is_switched_off_says_why(texts: dict[str, str]) -> None:
    found = [c for path, text in texts.items() for c in without_reason(path, text)]
    assert not found, "\n".join(found)


def test_findings_carry_no_sentences(trees: dict[str, ast.Module]) -> None:
    found = [c for p, tree in trees.items() if in_src(p) for c in prose_in_findings(p, tree)]
    assert not found, "\n".join(found)


def test_what_is_untidy_is_seen() -> None:
    assert list(long_files("src/x.py", "x\n" * 401))
    assert list(long_files("tests/x.py", "x\n" * 601))
    assert not list(long_files("tests/x.py", "x\n" * 600))
    assert list(long_functions("x.py", ast.parse("def f():\n" + "    x\n" * 60)))
    assert not list(long_functions("x.py", ast.parse("def f():\n" + "    x\n" * 59)))
    assert list(left_to_do("x.py", "x = 1  # to" + "do".upper() + "\n# TO" + "DO: x"))
    assert list(bare_asserts("x.py", ast.parse("def f(x):\n    assert x")))
    assert list(prints("x.py", ast.parse("if x:\n    print(x)")))
    assert list(nameless("src/coldset/core/utils.py"))
    assert list(nameless("src/coldset/common/words.py"))
    assert not list(nameless("src/coldset/core/words.py"))


def test_prose_in_a_finding_is_seen() -> None:
    prose = 'yield Finding(code="a-b", level="not cleared", facts=(("because", f"it is {x}"),))'
    assert list(prose_in_findings("x.py", ast.parse(prose)))
    assert list(prose_in_findings("x.py", ast.parse('doubt("came late", event.id)')))
    word = 'yield Finding(code="a-b", level="not cleared", facts=(("because", "moved"),))'
    assert not list(prose_in_findings("x.py", ast.parse(word)))


def test_a_switch_without_a_reason_is_seen() -> None:
    off, ignored = "# no" + "qa: ", "# type: " + "ignore[arg-type]"
    for bare in (off + "S101", "# no" + "qa", ignored, "# type: " + "ignore", off + "S101 -"):
        assert list(without_reason("x.py", f"x = 1  {bare}\n")), bare
    both = f"x = 1  {ignored} # a row of text  {off}S101\n"
    assert list(without_reason("x.py", both)), "each needs its own"
    for said in (off + "S101, D100 - drawn", ignored + " # one row", ignored + " - one row"):
        assert not list(without_reason("x.py", f"x = 1  {said}\n")), said
