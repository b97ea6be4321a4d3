"""What tortures a book lies in modules beside these tests, which `make torture` runs too."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from inspection import MEMORY


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder whose disk does not matter: in memory, where there is such a place."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
