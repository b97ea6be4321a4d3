"""One line for any entry of the record: when, where, who, what, who saw it, and who says so."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from coldset.core.acts import (
    BoreChecked,
    LotChecked,
    LotCounted,
    PlannedLoad,
    RoundsLoaded,
    RoundsUnloaded,
    WeaponShown,
)
from coldset.core.acts.base import Act
from coldset.core.events import Event, Witness
from coldset.present.sentences.about_events import TOLD
from coldset.present.sentences.filling import HAZARDS, METHODS, NOT_SAID, filled, opened, said
from coldset.present.sentences.names import (
    counted,
    entry,
    listed,
    number,
    person,
    plain,
    quoted,
    thing,
)
from coldset.present.sentences.sources import came_from, source_of
from coldset.present.sentences.times import Clock

_UNTOLD = "Something happened that this program cannot put in words: {tag}."
_SEEN: Mapping[bool, str] = {False: "Seen by {people}.", True: "Those who saw it: {people}."}
_CORRECTS = "This stands in place of entry {entry}."
_ACCOUNT = "In the account {account}."
_NOTE = "Note: {note}."
_SOURCE = "({source})"


def event_line(event: Event, clock: Clock) -> str:
    """One entry in one line; where no source is named, it is the crew's own record.

    Such as `14:05, the church: The armorer handed sa-1 to performer A. (by a statement of the
    lead, read at its source [NBC])`.
    """
    when = clock.when(event).removeprefix("at ")
    where = f", {thing(event.place)}" if event.place is not None else ""
    return f"{opened(when)}{where}: {' '.join(_sentences(event, clock))}"


def act_sentences(event: Event, clock: Clock) -> tuple[str, ...]:
    """What happened, without when, where and who says so."""
    told = TOLD.get(type(event.act))
    if told is None:
        return (filled(_UNTOLD, {"tag": type(event.act).__name__}),)
    facts = _facts(event, clock)
    first = told.sentence
    if told.which:
        first = told.either.get(getattr(event.act, told.which), told.sentence)
    more = (sentence for name, sentence in told.more.items() if _is_filled(event.act, name))
    return tuple(said(sentence, **facts) for sentence in (first, *more))


def _is_filled(act: Act, name: str) -> bool:
    value = getattr(act, name)
    return value is not None and value not in ((), "", False) and not _is_zero(value)


def _is_zero(value: object) -> bool:
    return isinstance(value, int) and value == 0


def _sentences(event: Event, clock: Clock) -> Iterable[str]:
    yield from act_sentences(event, clock)
    if event.witnesses:
        told = listed(_witness(one, event.act) for one in event.witnesses)
        yield filled(_SEEN[len(event.witnesses) > 1], {"people": told})
    if event.note:
        yield filled(_NOTE, {"note": event.note.rstrip(".")})
    if event.corrects is not None:
        yield filled(_CORRECTS, {"entry": entry(event.corrects)})
    if event.source.account:
        yield filled(_ACCOUNT, {"account": quoted(event.source.account)})
    if not event.on_record:
        yield filled(_SOURCE, {"source": source_of(event)})


_OF_SEVERAL = (BoreChecked, LotChecked, LotCounted, RoundsLoaded, RoundsUnloaded, WeaponShown)
"""Acts at which it matters how many of the things a witness states to have seen."""


def _witness(witness: Witness, act: Act) -> str:
    if witness.count is not None:
        return f"{person(witness.person)} ({witness.count})"
    name = person(witness.person)
    return f"{name} (how many is not said)" if isinstance(act, _OF_SEVERAL) else name


def _facts(event: Event, clock: Clock) -> dict[str, str]:
    act = event.act
    facts = {"by": person(event.by or "")}
    for name in act.__struct_fields__:
        facts[name] = _shown(name, getattr(act, name), clock)
    facts["rounds"] = _rounds(act)
    facts["into_thing"] = _in_own_words(facts.get("into", ""))
    if isinstance(act, WeaponShown):
        facts["shown"] = _what_was_shown(act)
    return facts


_NONE = {
    "chambers": "with how many chambers is not said",
    "answered": "nobody said how many",
}


def _shown(name: str, value: object, clock: Clock) -> str:
    if value is None:
        return _NONE.get(name, NOT_SAID)
    if name.endswith("_ms") and isinstance(value, int):
        return clock.moment(value)
    if isinstance(value, tuple):
        return _several(name, value)
    if isinstance(value, int):
        return _COUNTS[name](value) if name in _COUNTS else str(value)
    return _WORDS.get(name, _free)(str(value))


def _several(name: str, values: tuple[object, ...]) -> str:
    if name == "chambers":
        return _chambers([value for value in values if isinstance(value, int)])
    if name == "loads":
        return "; ".join(_load(value) for value in values if isinstance(value, PlannedLoad))
    if name not in _WORDS:
        return "; ".join(_free(str(value)) for value in values)
    return listed(_WORDS[name](str(value)) for value in values)


def _chambers(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"chamber {numbers[0]}"
    return f"chambers {listed(str(one) for one in numbers)}"


_LOADS = {
    None: "empty",
    "dummy": "with dummies",
    "blank": "with blanks",
    "live": "with live rounds",
}


def _load(load: PlannedLoad) -> str:
    return f"{thing(load.weapon)} {_LOADS.get(load.load, 'with a load that is not said')}"


def _rounds(act: Act) -> str:
    n = getattr(act, "n", None)
    if n is None and isinstance(act, RoundsLoaded):
        n = len(act.chambers) or None
    return "rounds that nobody counted" if n is None else counted(n, "round", "rounds")


_SIGHTS: Mapping[str, tuple[str, str]] = {
    "empty": ("empty chamber", "empty chambers"),
    "dummy": ("dummy", "dummies"),
    "blank": ("blank", "blanks"),
    "live": ("live round", "live rounds"),
    "case": ("fired case", "fired cases"),
    "unknown": ("round that nobody named", "rounds that nobody named"),
}


def _what_was_shown(act: WeaponShown) -> str:
    """What was seen in its chambers, alike ones together."""
    if act.sights:
        alike = Counter((sight.contents, sight.methods) for sight in act.sights)
        return listed(_sight(key, n) for key, n in alike.items())
    if act.seen_count is None:
        return "how many chambers is not said"
    return f"{counted(act.seen_count, 'chamber', 'chambers')}, which ones is not said"


def _sight(key: tuple[str, tuple[str, ...]], n: int) -> str:
    contents, methods = key
    told = counted(n, *_SIGHTS[contents])
    by = [METHODS[method] for method in methods if method != "empty"]
    return f"{told} by {listed(by)}" if by else told


def _free(text: str) -> str:
    """What somebody wrote, as they wrote it; the sentence around it brings the full stop."""
    return text.rstrip(". ") or "in words that are not on record"


def _in_own_words(text: str) -> str:
    return text.strip('"')


_CLAIMED = {
    "dummy": "dummies",
    "blank": "blanks",
    "live": "live rounds",
    "unknown": "of no kind said",
}
_CLASSES = {
    "functional": "it can fire",
    "blank-firing": "it fires blanks only",
    "replica": "a replica",
    "rubber": "rubber",
    "unknown": "what it can do is not said",
}
_BUILDS = {
    "rattle": "their rattle",
    "hole": "a hole in the side",
    "no-primer": "having no primer",
    "struck-primer": "a struck primer",
    "crimp": "a crimp in place of a bullet",
}

_COUNTS: Mapping[str, Callable[[int], str]] = {
    "chambers": lambda n: counted(n, "chamber", "chambers"),
    "n": number,
    "bullets": number,
    "others": number,
}

_PERSONS = (
    "person through attendees asked_by keys heard_by consulted giver receiver supervisor "
    "performers in_line performer second told"
)
_THINGS = "weapon container holder item items place out at"
_LOTS = "lot lots portion into accounts"
_ENTRIES = "concern stop suspicion statement event find"

_WORDS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(_PERSONS.split(), person),
    **dict.fromkeys(_THINGS.split(), thing),
    **dict.fromkeys(_LOTS.split(), quoted),
    **dict.fromkeys(_ENTRIES.split(), entry),
    "role": plain,
    "scene": lambda scene: scene,
    "course": plain,
    "qualification": plain,
    "source": came_from,
    "method": lambda method: METHODS.get(method, method),
    "hazard": lambda hazard: HAZARDS.get(hazard, hazard),
    "claimed": lambda claimed: _CLAIMED.get(claimed, claimed),
    "weapon_class": lambda given: _CLASSES.get(given, given),
    "build": lambda mark: _BUILDS.get(mark, mark),
}


def event_lines(events: Iterable[Event], clock: Clock) -> tuple[str, ...]:
    """A line for each entry, in the order given."""
    return tuple(event_line(event, clock) for event in events)
