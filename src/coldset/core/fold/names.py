"""One name, one thing: where an id was taken to be of two kinds, the record can place neither."""

from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.naming import named_kinds
from coldset.core.state import State


def take_in(state: State, event: Event) -> None:
    """Keep what an event takes each id to be; a second kind is a finding."""
    for name, kind in named_kinds(event):
        before = state.kinds.get(name, frozenset())
        if kind in before:
            continue
        state.kinds[name] = before | {kind}
        if before:
            kinds = " and a ".join(sorted(state.kinds[name]))
            state.findings.append(
                doubt("of-two-kinds", event.id, level="not cleared", thing=name, kinds=kinds)
            )


def settle(state: State, event: Event) -> None:
    """Leave whatever has such a name, and all that is with it, open to everybody.

    It stays with its holders, whose strays are among what is taken from there, but as if that
    were only said; and nothing that was closed under the name is.
    """
    for name in dict.fromkeys(name for name, _ in named_kinds(event)):
        if state.is_of_two(name):
            _open(state, name)


def _open(state: State, name: str) -> None:
    for table in (state.weapons, state.containers, state.lots):
        for thing, held in table.items():
            if name in {thing, held.where.holder}:
                held.where.said = True
    for closed in (state.containers.get(name), state.lots.get(name)):
        if closed is not None:
            closed.lock = closed.seal = None
    if name in state.places:
        state.places[name].lock = None
