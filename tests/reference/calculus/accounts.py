"""Which records may be the true one (rows "accounts exclude each other", "a correction")."""

from collections.abc import Iterator
from itertools import chain, combinations, product

from calculus.names import CutSet, Name
from coldset.core.acts import AccountsOpened
from coldset.core.events import Event
from coldset.core.known import Known, in_order, replacements, standing

World = tuple[tuple[Event, ...], CutSet]
"""A record in order, and the words that must have been wrong for it to be the true one."""


def worlds(known: Known) -> Iterator[World]:
    """Every choice of one account of each dispute, and of the corrections that were wrong."""
    replaced = list(known.replaced)
    choices = chain.from_iterable(combinations(replaced, n) for n in range(len(replaced) + 1))
    for wrong in choices:
        untrue = {known.replaced[target].id for target in wrong}
        words = frozenset(Name("record", known.replaced[target].recorder) for target in wrong)
        written = tuple(event for event in known.written if event.id not in untrue)
        events = in_order(standing(written, replacements(written)))
        for told in _one_account_each(events):
            yield told, words


def _one_account_each(events: tuple[Event, ...]) -> Iterator[tuple[Event, ...]]:
    disputes = [one.act.accounts for one in events if isinstance(one.act, AccountsOpened)]
    disputed = {account for dispute in disputes for account in dispute}
    for believed in product(*disputes):
        left_out = disputed - set(believed)
        yield tuple(event for event in events if event.source.account not in left_out)
