"""The records that may be the true one (docs/decisions 0013), told from the book anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from coldset.core.acts import AccountsOpened, EventRetracted
from coldset.core.events import Event


@dataclass(frozen=True)
class World:
    """Entries that stand together, and whose words must have failed for it."""

    events: tuple[Event, ...]
    needs: tuple[str, ...] = ()


def worlds(book: Sequence[Event]) -> Iterator[World]:
    """Every account by itself, with every choice of corrections disbelieved."""
    corrected = taken_back(book)
    targets = sorted(corrected)
    for count in range(len(targets) + 1):
        for chosen in combinations(targets, count):
            untrue = {corrected[target].id for target in chosen}
            needs = tuple(sorted({corrected[target].recorder for target in chosen}))
            left = [event for event in book if event.id not in untrue]
            for told in accounts(standing(left, taken_back(left))):
                yield World(told, needs)


def taken_back(book: Sequence[Event]) -> dict[str, Event]:
    """Which entries were corrected or retracted, by which; the newest word counts.

    A word that was itself taken back counts for nothing; one that was itself corrected counts as
    its correction. Only the crew's own record takes anything back.
    """
    place = {event.id: number for number, event in enumerate(book)}
    by: dict[str, Event] = {}
    for number in sorted(place.values(), key=lambda n: (-book[n].recorded_ms, -n)):
        event = book[number]
        retracts = isinstance(event.act, EventRetracted)
        target = event.act.event if isinstance(event.act, EventRetracted) else event.corrects
        if target is None or event.source.kind != "record" or place.get(target, number) >= number:
            continue
        if target in by:
            if not retracts:
                by.setdefault(event.id, by[target])
        elif event.id not in by or by[event.id].corrects == event.id:
            by[target] = event
    return by


def standing(book: Sequence[Event], by: dict[str, Event]) -> list[Event]:
    """What is left; a correction stands in the place of what it corrects."""
    moved = {event.id for target, event in by.items() if event.corrects == target}
    left = []
    for event in book:
        last = event
        while last.id in by and by[last.id].corrects == last.id:
            last = by[last.id]
        if event.id not in moved and last.id not in by:
            left.append(last)
    return left


def accounts(events: Sequence[Event]) -> Iterator[tuple[Event, ...]]:
    """One record for each choice among accounts that exclude each other."""
    groups = [e.act.accounts for e in events if isinstance(e.act, AccountsOpened)]
    disputed = {account for group in groups for account in group}
    for chosen in product(*groups):
        out = disputed - set(chosen)
        yield tuple(event for event in events if event.source.account not in out)
