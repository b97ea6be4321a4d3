"""One bit flipped at each byte; see `bits.py`, which `make torture` runs over every byte of all.

Every byte of a sealed book and of its seal, by `check_image` alone, is in
tests/store/test_image.py; a hundred bits of a book in tests/book/test_damage.py.
"""

from pathlib import Path

import pytest
from bits import FORMAT, KEPT, PARTS, PROOF, SAME, SEAL, WRITER, flipped

EVERY = {
    "the book, sealed": 1,
    "the book, its seal lost": 3,
    "the seal": 1,
    "the key": 1,
    "the book of a killed writer": 5,
    "the WAL of a killed writer": 9,
}
"""At each so-many-th byte; what is not looked at here, `make torture` looks at."""

MUST: dict[str, tuple[str, ...]] = {
    "the book, sealed": (SEAL, FORMAT),
    "the book, its seal lost": (FORMAT, PROOF, SAME),
    "the seal": (SEAL,),
    "the key": (WRITER,),
    "the book of a killed writer": (FORMAT, PROOF, SAME),
    "the WAL of a killed writer": (KEPT,),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_a_flipped_bit_is_noticed_or_means_nothing(name: str, in_memory: Path) -> None:
    counts = flipped(PARTS[name], in_memory / "flipped", seed=1, every=EVERY[name])
    assert counts.total() > 50
    assert all(counts[by] for by in MUST[name]), counts
    if name in ("the book, sealed", "the seal"):
        assert counts[SAME] == 0
