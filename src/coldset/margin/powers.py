"""Which checks on record can show which hazard: who looked, by what method, at rounds built how."""

from collections.abc import Iterable

from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import BuildMark, Contents, Hazard, Id, Method
from coldset.margin.failures import CutSet, Failure
from coldset.margin.terms import Terms


def can_show(
    terms: Terms,
    method: Method,
    hazard: Hazard,
    build: Iterable[BuildMark],
    seen: Contents = "unknown",
) -> bool:
    """Whether a method can show a hazard in rounds of a build (policy table; DOMAIN part 2)."""
    built = set(build)
    return any(
        power.method == method
        and hazard in power.shows
        and (power.build is None or power.build in built)
        and (not power.seen or seen in power.seen)
        for power in terms.methods
    )


def check_failures(
    state: State, terms: Terms, event: Event, methods: Iterable[Method], needed: int
) -> CutSet:
    """The failures by which a hazard gets past a recorded look at `needed` rounds or chambers.

    One check for each method that can show the hazard, by whoever looked, and one witness for
    each second person who states to have seen all of them. Hearsay is no barrier, and neither is
    a look by somebody unnamed. Where the policy asks for two looks, a witness at the same look
    is not independent of it and adds nothing.
    """
    if not event.on_record or event.by is None:
        return frozenset()
    if not terms.performer_look_counts and _only_performs(state, event.by):
        return frozenset()
    checks = {Failure("check", event.by, method) for method in methods}
    if not checks:
        return frozenset()
    if terms.two_looks:
        return frozenset(checks)
    return frozenset(
        checks | {Failure("witness", q) for q in witnesses(state, terms, event, needed)}
    )


def witnesses(state: State, terms: Terms, event: Event, needed: int) -> tuple[Id, ...]:
    """The second persons who state to have seen all that there was, performers only by policy."""
    return tuple(
        witness.person
        for witness in event.witnesses
        if witness.person != event.by
        and witness.count is not None
        and witness.count >= needed
        and (terms.performer_look_counts or not _only_performs(state, witness.person))
    )


def _only_performs(state: State, person: Id) -> bool:
    known = state.people.get(person)
    if known is None:
        return False
    roles = known.roles | known.said_roles
    return bool(roles) and roles <= {"performer", "stand-in"}
