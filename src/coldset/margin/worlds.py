"""The records that may be the true one: one account of several, a correction believed or not.

Accounts that exclude each other give a world each; a corrected or retracted event gives a world
in which the original stands and the corrector's word has failed. Where two corrections of one
entry both have a word left, nobody can say which is true: the entry and each of them stands in a
world for nothing. The figure is the least over all worlds, so no correction and no convenient
account can raise it for free.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

import msgspec

from coldset.core.acts import AccountsOpened
from coldset.core.events import Event
from coldset.core.known import Known, in_order, replacements, retracts, standing
from coldset.core.words import Id
from coldset.margin.failures import NOTHING, CutSet, Failure

TOGETHER_MAX = 4
"""Up to this many replaced events are tried in every combination."""

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
    every = (world for base in _bases(known) for world in _told(base))
    tellings = tuple(islice(every, WORLDS_MAX + 1))
    return tellings if len(tellings) <= WORLDS_MAX else undivided(known)


def undivided(known: Known) -> tuple[World, ...]:
    """The worlds with all accounts in them at once, as if each were only said.

    That opens every path of any of them and closes none.
    """
    return tuple(
        World(_only_said(base.events), base.needs, is_bound=bool(_account_groups(base.events)))
        for base in _bases(known)
    )


def _only_said(events: tuple[Event, ...]) -> tuple[Event, ...]:
    disputed = {account for group in _account_groups(events) for account in group}
    return tuple(
        msgspec.structs.replace(
            event, source=msgspec.structs.replace(event.source, kind="statement")
        )
        if event.source.account in disputed and event.on_record
        else event
        for event in events
    )


def exclude_each_other(events: Iterable[Event], accounts: Collection[str]) -> bool:
    """Whether two of these accounts cannot both be true."""
    groups = _account_groups(events)
    return any(sum(account in accounts for account in group) > 1 for group in groups)


def _bases(known: Known) -> list[World]:
    """The record as it stands, and as it would if some corrections were untrue.

    Up to `TOGETHER_MAX` replaced events every choice of them is tried; beyond, each by itself,
    all of each corrector, and all.
    """
    targets = tuple(known.replaced)
    return [_restored(known, chosen) for chosen in _choices(known, targets)]


def _choices(known: Known, targets: tuple[Id, ...]) -> list[tuple[Id, ...]]:
    if len(targets) <= TOGETHER_MAX:
        return [one for n in range(len(targets) + 1) for one in combinations(targets, n)]
    correctors = dict.fromkeys(by.recorder for by in known.replaced.values())
    each = [(target,) for target in targets]
    of_each = [tuple(t for t in targets if known.replaced[t].recorder == c) for c in correctors]
    return list(dict.fromkeys([(), *each, *of_each, targets]))


def _restored(known: Known, chosen: tuple[Id, ...]) -> World:
    """The record in which the chosen events stand as they were first written."""
    if not chosen:
        return World(known.events)
    untrue = _said_against(known, chosen)
    written = tuple(event for event in known.written if event.id not in untrue)
    forked = _forked(known)
    words = frozenset(
        Failure("record", known.replaced[target].recorder)
        for target in chosen
        if target not in forked
    )
    return World(in_order(standing(written, replacements(written))), words)


def _said_against(known: Known, chosen: tuple[Id, ...]) -> set[Id]:
    """Whatever corrects or takes back a chosen event, and whatever does so to that in turn."""
    untrue = {known.replaced[target].id for target in chosen}
    for event in known.written:
        aimed = {event.corrects, retracts(event)} - {None}
        if event.id not in chosen and event.on_record and aimed & {*chosen, *untrue}:
            untrue.add(event.id)
    return untrue


def _forked(known: Known) -> set[Id]:
    """The entries with more than one correction that has a word left, and all but the newest word.

    The newest of a fork has replaced the word of another line, at which it never aimed.
    """
    forked: set[Id] = set()
    for target, by in known.replaced.items():
        if by.corrects is not None and target not in {by.corrects, retracts(by)}:
            forked |= {by.corrects, target}
    return forked


def _told(base: World) -> Iterator[World]:
    groups = _account_groups(base.events)
    for chosen in product(*groups):
        left_out = {account for group in groups for account in group} - set(chosen)
        events = tuple(event for event in base.events if event.source.account not in left_out)
        yield World(events, base.needs, tuple(chosen))


def _account_groups(events: Iterable[Event]) -> Sequence[tuple[str, ...]]:
    return [event.act.accounts for event in events if isinstance(event.act, AccountsOpened)]
