"""The records that may be the true one: one account of several, a correction believed or not.

Accounts that exclude each other give a world each; a corrected or retracted event gives a world
in which the original stands and the corrector's word has failed. The figure is the least over
all worlds, so no correction and no convenient account can raise it for free.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from coldset.core.acts import AccountsOpened
from coldset.core.events import Event
from coldset.core.known import Known, in_order
from coldset.margin.failures import NOTHING, CutSet, Failure

WORLDS_MAX = 64
"""Beyond this many worlds all accounts open their paths at once: a bound on the safe side."""


@dataclass(frozen=True, slots=True)
class World:
    """One record that may be true: its events in order, and what must have failed for it.

    `accounts` are the tellings it takes as they are.
    """

    events: tuple[Event, ...]
    needs: CutSet = NOTHING
    accounts: tuple[str, ...] = ()
    is_bound: bool = False


def worlds(known: Known) -> tuple[World, ...]:
    """Every world of what is known; see the module for what they are."""
    tellings = [w for base in _bases(known) for w in _told(base)]
    if len(tellings) <= WORLDS_MAX:
        return tuple(tellings)
    return undivided(known)


def undivided(known: Known) -> tuple[World, ...]:
    """The worlds with all accounts in them at once, which opens every path of any of them."""
    divided = any(_account_groups(base.events) for base in _bases(known))
    return tuple(World(base.events, base.needs, is_bound=divided) for base in _bases(known))


def exclude_each_other(events: Iterable[Event], accounts: Collection[str]) -> bool:
    """Whether two of these accounts cannot both be true."""
    groups = _account_groups(events)
    return any(sum(account in accounts for account in group) > 1 for group in groups)


def _bases(known: Known) -> list[World]:
    bases = [World(known.events)]
    for event_id, original in known.originals.items():
        by = known.replaced[event_id]
        standing = [event for event in known.events if event.id != by.id]
        restored = in_order([*standing, original])
        bases.append(World(restored, frozenset({Failure("record", by.recorder)})))
    return bases


def _told(base: World) -> Iterator[World]:
    groups = _account_groups(base.events)
    for chosen in product(*groups):
        left_out = {account for group in groups for account in group} - set(chosen)
        events = tuple(event for event in base.events if event.source.account not in left_out)
        yield World(events, base.needs, tuple(chosen))


def _account_groups(events: Iterable[Event]) -> Sequence[tuple[str, ...]]:
    return [event.act.accounts for event in events if isinstance(event.act, AccountsOpened)]
