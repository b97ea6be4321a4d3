"""What a tortured writer records: batch after batch, worked out from a seed and a number."""

import random

from coldset.core.acts import ConcernRaised
from coldset.core.events import Event

MOST = 5
LONG = 9_000
"""Longer than two pages of the book's file."""


def batch(seed: int, number: int) -> tuple[Event, ...]:
    """A single event as often as a batch of up to five; now and then one of several pages."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - the same each time, on purpose
    count = chance.choice((1, chance.randint(2, MOST)))
    return tuple(
        Event(
            id=f"{number}-{part}-of-{count}",
            act=ConcernRaised(text="x" * chance.choice((1, 20, 40, 400, chance.randint(1, LONG)))),
            earliest_ms=number,
            latest_ms=number,
            recorded_ms=number,
            recorder="armorer",
        )
        for part in range(count)
    )


def batches(seed: int, count: int) -> list[Event]:
    """The events of the first `count` batches, in order."""
    return [event for number in range(count) for event in batch(seed, number)]
