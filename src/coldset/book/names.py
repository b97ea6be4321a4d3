"""Whether new events give one name to things of two kinds, before anything of them is kept."""

from collections.abc import Sequence

from coldset.core.events import Event
from coldset.core.known import replacements
from coldset.core.naming import Kind, named_kinds
from coldset.core.words import Id
from coldset.errors import ColdsetError

Kinds = dict[Id, frozenset[Kind]]
"""What the events of a book take each id to be."""


def take_in_names(kinds: Kinds, event: Event) -> Id | None:
    """Add what an event takes each id to be; the id by which it gives one a second kind."""
    second = None
    for name, kind in named_kinds(event):
        before = kinds.get(name, frozenset())
        if before and kind not in before:
            second = name
        kinds[name] = before | {kind}
    return second


def check_names(kinds: Kinds, recorded: Sequence[Event], fresh: Sequence[Event]) -> None:
    """Refuse events by which a name would come to be of two kinds.

    What was corrected or taken back, with these events too, takes no name. A name that is of two
    kinds already, by another writer, stands in the way of nothing but a third.

    Raises:
        ColdsetError: `name-of-two`.
    """
    after = dict(kinds)
    for event in fresh:
        take_in_names(after, event)
    if all(len(after[name]) == 1 for event in fresh for name, _ in named_kinds(event)):
        return
    gone = replacements((*recorded, *fresh))
    standing: Kinds = {}
    for event in recorded:
        if event.id not in gone:
            take_in_names(standing, event)
    for event in fresh:
        name = None if event.id in gone else take_in_names(standing, event)
        if name is not None:
            raise _refusal(event, name, standing[name])


def _refusal(event: Event, name: Id, kinds: frozenset[Kind]) -> ColdsetError:
    return ColdsetError(
        "name-of-two",
        f"event `{event.id}` makes `{name}` the name of a {' and a '.join(sorted(kinds))}; "
        "expected one kind of thing by one name; give one of the two a name of its own",
        event=event.id,
        name=name,
    )
