"""The module beside these tests is found by its name; a good morning is signed once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package

from packing import Log, log_of, morning


@pytest.fixture(scope="session")
def good() -> Log:
    """The log of a good morning."""
    return log_of(morning())
