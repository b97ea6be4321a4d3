"""Chance out of a seed: the same seed gives the same shoot on every machine and every Python.

SplitMix64 (Steele, Lea, Flood, 2014): good enough to invent shoots with, and for nothing that
has to be secret.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_ALL = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_SHIFTS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))
_FRACTION = 1 << 53


class Chance:
    """A stream of draws; every draw moves it on."""

    __slots__ = ("_at",)

    def __init__(self, seed: int) -> None:
        self._at = seed & _ALL

    def _draw(self) -> int:
        self._at = (self._at + _STEP) & _ALL
        mixed = self._at
        for shift, factor in _SHIFTS:
            mixed = ((mixed ^ (mixed >> shift)) * factor) & _ALL
        return mixed

    def unit(self) -> float:
        """A number from 0 up to, and without, 1."""
        return (self._draw() >> 11) / _FRACTION

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.unit() < probability

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + self._draw() % (most - least + 1)

    def one_of(self, things: Sequence[T]) -> T:
        """One of several things, each as likely as the other."""
        return things[self._draw() % len(things)]

    def some_of(self, things: Sequence[T], n: int) -> list[T]:
        """`n` different ones of several things, or all where there are fewer, in their order."""
        left = list(range(len(things)))
        for place in range(min(n, len(left))):
            other = self.whole(place, len(left) - 1)
            left[place], left[other] = left[other], left[place]
        return [things[number] for number in sorted(left[:n])]

    def weighted(self, things: Sequence[tuple[float, T]]) -> T:
        """One of several things, each as likely as its weight says."""
        rest = self.unit() * sum(weight for weight, _ in things)
        for weight, thing in things:
            rest -= weight
            if rest < 0:
                return thing
        return things[-1][1]
