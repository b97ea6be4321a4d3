"""What is in git: no path of somebody's machine, no address in a lock, no source left out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

MACHINE_PATH = re.compile(r"(?<![A-Za-z0-9_.~])/" + "(work|root|home|farm|Users)" + "/")
ADDRESS = ":" + "//"
LOCKS = ("requirements.lock", "requirements-dev.lock")

SOURCES = ("src/", "tests/", "bench/", "scripts/", "docs/", "examples/", ".ci/")
MADE = re.compile(r"(^|/)(__pycache__|[^/]+\.egg-info|node_modules)/")


def machine_paths(path: str, data: bytes) -> Iterator[str]:
    if b"\0" in data:
        return
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if found := MACHINE_PATH.search(line):
            yield f"{path}:{number}: `{found[0]}` is on one machine: name it from the checkout"


def hidden_sources(paths: tuple[str, ...]) -> list[str]:
    return [path for path in paths if path.startswith(SOURCES) and not MADE.search(path)]


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def pinned(lock: str) -> set[str]:
    return {name_of(line) for line in lock.splitlines() if "==" in line}


def test_no_file_names_a_place_on_a_machine(root: Path, tracked: tuple[str, ...]) -> None:
    found = [
        complaint
        for path in tracked
        if (root / path).is_file()
        for complaint in machine_paths(path, (root / path).read_bytes())
    ]
    assert not found, "\n".join(found)


def test_git_ignores_no_source(ignored: tuple[str, ...]) -> None:
    assert not hidden_sources(ignored), ".gitignore hides: " + ", ".join(hidden_sources(ignored))


def test_the_locks_hold_hashes_and_no_address(root: Path) -> None:
    for name in LOCKS:
        lock = (root / name).read_text("utf-8")
        assert ADDRESS not in lock, f"{name} holds an address; write it with `make lock`"
        for entry in re.split(r"\n(?=\S)", lock.strip()):
            fine = entry.startswith("#") or ("==" in entry and "--hash=sha256:" in entry)
            assert fine, f"{name}: `{entry.splitlines()[0]}` is not pinned by a hash; `make lock`"


def test_the_locks_are_those_of_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    runtime, dev = (pinned((root / name).read_text("utf-8")) for name in LOCKS)
    groups = project["dependency-groups"]
    needed = {name_of(one) for one in (*project["project"]["dependencies"], *groups["build"])}
    wanted = {name_of(one) for one in groups["dev"] if isinstance(one, str)}
    assert needed <= runtime, f"run `make lock` for {needed - runtime}"
    assert needed | wanted <= dev, f"run `make lock` for {(needed | wanted) - dev}"
    assert runtime <= dev
    assert groups["build"] == project["build-system"]["requires"], "built by what the lock holds"


def test_what_must_not_be_in_git_is_seen() -> None:
    for place in ("work", "root", "home"):
        assert list(machine_paths("x.md", f'see "/{place}/x"'.encode()))
    assert not list(machine_paths("x.md", b"src/coldset/present/work/x and the /works"))
    assert hidden_sources(("src/coldset/core/x.py",)) == ["src/coldset/core/x.py"]
    assert not hidden_sources(("src/coldset/__pycache__/x.pyc", "src/coldset.egg-info/PKG-INFO"))
