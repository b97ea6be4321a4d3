"""Bullets in, bullets out: what a count of them answers for."""

from typing import NamedTuple


class BulletsIn(NamedTuple):
    """How many bullets went into a weapon, and what its barrel was before they did."""

    rounds: int | None
    before: int | None
