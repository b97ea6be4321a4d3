"""A small day as a set would record it, made ahead with true signatures, for every test."""

from pathlib import Path

import pytest

from coldset.log.canonical import encode
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.envelope import seal
from coldset.log.genesis import write_genesis
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree

ORIGIN = "example.org/ranch"
HUB = KeyPair(bytes([5] * 32))


@pytest.fixture(scope="session")
def genesis() -> bytes:
    return write_genesis(ORIGIN, HUB.public)


@pytest.fixture(scope="session")
def day() -> list[bytes]:
    """Four hundred entries."""
    return [seal(encode({"number": n, "what": "weapon shown"}), [HUB]) for n in range(400)]


@pytest.fixture(scope="session")
def notes(day: list[bytes]) -> list[bytes]:
    """The checkpoint for each size, from 0 to 400."""
    tree = Tree()
    made = [sign_checkpoint(ORIGIN, 0, tree.root(), HUB)]
    for entry in day:
        tree.append(entry)
        made.append(sign_checkpoint(ORIGIN, tree.size, tree.root(), HUB))
    return made


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "ranch.book"
