"""The typed API from the top."""

from __future__ import annotations

import subprocess
import sys

import pytest

import coldset


@pytest.mark.parametrize("name", coldset.__all__)
def test_every_name_of_the_api_is_there(name: str) -> None:
    assert getattr(coldset, name) is not None


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        coldset.no_such_thing  # noqa: B018 - looking is the test


def test_the_other_sides_tool_loads_nothing_that_wrote_the_book() -> None:
    asked = "import sys, coldset.audit.verify; print([m for m in sys.modules if m in "
    asked += "('coldset.book', 'coldset.store')])"
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
