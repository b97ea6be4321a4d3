"""What the house rules are held against: the sources as trees, and the files that git knows."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every Python file of the project by its path, such as `src/coldset/errors.py`."""
    found = [p for folder in ("src", "tests", "bench") for p in (ROOT / folder).rglob("*.py")]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(found)}


@pytest.fixture(scope="session")
def trees(texts: dict[str, str]) -> dict[str, ast.Module]:
    """The same, parsed."""
    return {path: ast.parse(text) for path, text in texts.items()}


@pytest.fixture(scope="session")
def tracked() -> tuple[str, ...]:
    """Every file that is in git; outside git, the test is skipped."""
    return git("ls-files")


@pytest.fixture(scope="session")
def ignored() -> tuple[str, ...]:
    """Every file that is here and that `.gitignore` keeps out of git."""
    return git("ls-files", "--others", "--ignored", "--exclude-standard")


def git(*words: str) -> tuple[str, ...]:
    if not (ROOT / ".git").exists():
        pytest.skip("this folder is no git checkout")
    command = ("git", "-c", "safe.directory=*", *words, "-z")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - git
    return tuple(name for name in done.stdout.decode("utf-8").split("\0") if name)
