"""What would have to be wrong: controls as nouns and as clauses, and acts that nothing shows.

Nobody is accused: a clause names the control, the window, and who had it on the record.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from coldset.core.words import Id
from coldset.gate.verdict import Part
from coldset.margin.failures import Failure
from coldset.present.sentences.filling import filled
from coldset.present.sentences.names import NAMED_MAX, by_role, number, people, person, thing
from coldset.present.sentences.times import Clock

_CHECKS: Mapping[str, str] = {
    "rattle": "{who}'s check by rattle",
    "hole": "{who}'s check for the hole in each round",
    "primer": "{who}'s check of the primers",
    "bullet": "{who}'s check of the bullet ends",
    "look": "{who}'s look at the rounds",
    "empty": "{who}'s look for empty chambers",
    "bore": "{who}'s look through the bore",
    "bullets": "{who}'s count of bullets in and out",
}

_CONTROLS: Mapping[str, str] = {
    "check": "{who}'s check",
    "witness": "what {who} saw",
    "watch": "{who}'s watch at {place}",
    "search": "{who}'s search of {searched}",
    "line": "{who}'s control of the property line",
    "seal": "{who}'s reading of the seal",
    "lock": "the lock of {thing}",
    "mark": "the mark on {thing}",
    "record": "what {who} wrote down",
    "component": "how the dummies from {thing} were made (a bullet comes loose)",
}

_FAILED: Mapping[str, str] = {
    "check": "{control} did not show it",
    "witness": "what {who} saw was wrong",
    "watch": "{who}'s watch at {place} did not catch it",
    "search": "{who}'s search of {searched} did not find it",
    "line": "{who}'s control of the property line did not stop it",
    "seal": "{who}'s reading of the seal was wrong",
    "lock": "the lock of {thing} did not hold",
    "mark": "the mark on {thing} did not show it",
    "record": "what {who} wrote down was wrong",
    "component": "the bullet of a dummy from {thing} came loose",
}

_ACTS: Mapping[tuple[bool, bool], str] = {
    (False, False): "somebody put one in unseen, at {place} {window}, when nobody was watching "
    "({could})",
    (False, True): "somebody put one in unseen, at {place} {window} ({could})",
    (True, False): "one went in unseen from {who}'s own pockets or kit, at {place} {window}, when "
    "nobody else was watching",
    (True, True): "one went in unseen from {who}'s own pockets or kit, at {place} {window}",
}
"""An act of the lightest way, by whether it is out of one person's kit and past a watch."""

_PULLS: Mapping[bool, str] = {
    False: "somebody pulled the trigger unseen on a dummy with a live primer, at {place} "
    "{window}, when nobody was watching ({could})",
    True: "somebody pulled the trigger unseen on a dummy with a live primer, at {place} {window} "
    "({could})",
}
"""The act by which a bullet comes to be in a barrel."""


def control(failure: Failure | Part) -> str:
    """A control as a noun: `the armorer's check by rattle`."""
    table = _CHECKS if failure.kind == "check" and failure.what in _CHECKS else _CONTROLS
    key = failure.what if table is _CHECKS else failure.kind
    return filled(table[key], _facts(failure))


def failed(failure: Failure | Part) -> str:
    """A control that did not hold, as a clause."""
    if failure.kind == "check":
        return filled(_FAILED["check"], {"control": control(failure)})
    return filled(_FAILED[failure.kind], _facts(failure))


def _facts(failure: Failure | Part) -> dict[str, str]:
    place = failure.what.partition("#")[0]
    return {
        "who": person(failure.who),
        "place": "a place that is not on record" if place == "nowhere" else thing(place),
        "searched": thing(failure.what),
        "thing": thing(failure.what),
    }


def act(part: Part, clock: Clock, *, watched: bool) -> str:
    """An act of a lightest way, as a clause; `watched` when the way also names a watch."""
    facts = {
        "who": person(part.who),
        "place": thing(part.place),
        "window": clock.between(part.start_ms, part.end_ms),
        "could": could_have(part.could),
    }
    if part.what.startswith("barrel:"):
        return filled(_PULLS[watched], facts)
    return filled(_ACTS[bool(part.who), watched], facts)


def could_have(could: Iterable[Id] | None) -> str:
    """Who could have, at most, by the record."""
    if could is None:
        return "nobody recorded who was there, so anybody could have"
    known = sorted(set(could))
    if not known:
        return "nobody on record could have"
    if len(known) <= NAMED_MAX:
        return filled("on record only {people} could have", {"people": people(known, "or")})
    facts = {"n": number(len(known)), "roles": by_role(known)}
    return filled("{n} people on record could have: {roles}", facts)


def into_what(what: str) -> str:
    """What an act was about, whichever of its chambers: the engine's `kind:id:number`."""
    kind, _, rest = what.partition(":")
    return f"{kind}:{rest.rpartition(':')[0]}"


_AGAIN = "{part} ({n} times)"


def enumerated(parts: Iterable[str]) -> str:
    """Clauses in a list; one that stands for several alike says how many times."""
    counts = Counter(parts)
    return "; ".join(
        part if n == 1 else filled(_AGAIN, {"part": part, "n": number(n)})
        for part, n in counts.items()
    )
