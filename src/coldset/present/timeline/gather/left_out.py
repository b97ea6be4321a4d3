"""What the picture does not show, so that nobody takes it for the whole record."""

from collections import Counter
from collections.abc import Iterable, Mapping

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.known import Known
from coldset.core.words import Id
from coldset.present.timeline.gather.when import Entries, is_undated
from coldset.present.timeline.wording import cut, name, names, stretch

UNDATED_MOST = 18
UNDATED_WIDTH = 108

_OF_THINGS = (
    *acts.WEAPONS,
    *acts.ROUNDS,
    *acts.CUSTODY,
    *acts.FINDS,
    acts.ContainerArrived,
    acts.ContainerSealed,
    acts.PlaceLeft,
)

_FAMILIES: Mapping[str, tuple[type[Act], ...]] = {
    "about people and briefings": acts.PEOPLE,
    "about places and containers": acts.PLACES,
    "about weapons and rounds that are not drawn": (*acts.WEAPONS, *acts.ROUNDS, *acts.CUSTODY),
    "about the scene": acts.SCENE,
    "about evidence and accounts": (*acts.FINDS, *acts.KNOWLEDGE),
    "about decisions": acts.DECISIONS,
    "about the devices that recorded": acts.DEVICES,
}


def captions(
    record: Known, entries: Entries, drawn: set[Id], undated: tuple[str, ...]
) -> tuple[str, ...]:
    """How many entries are drawn, what the others are about, and how to read the rest."""
    missing = [event for event in entries.events if event.id not in drawn]
    outside = [event for event in missing if event.id in entries.outside]
    rest = [event for event in missing if event.id not in entries.outside]
    total = len(record.events)
    line = f"{total - len(missing)} of {total} entries are drawn."
    parts = [f"{n} {family}" for family, n in _counted(rest).items()]
    if outside:
        parts.append(f"{len(outside)} from before or after")
    if parts:
        line += f" Not drawn: {', '.join(parts)}."
    told = [line, *_unusual(record, entries)]
    if undated:
        told.append("What has no time stands in its own box and nowhere on the lanes.")
    return tuple(told)


def _counted(events: Iterable[Event]) -> dict[str, int]:
    counts = Counter(_family(event) for event in events)
    return {family: counts[family] for family in _FAMILIES if counts[family]}


def _family(event: Event) -> str:
    return next(family for family, kinds in _FAMILIES.items() if isinstance(event.act, kinds))


def _unusual(record: Known, entries: Entries) -> Iterable[str]:
    if record.replaced:
        n = len(record.replaced)
        yield f"{n} {'entry was' if n == 1 else 'entries were'} corrected or taken back later."
    if entries.events and not any(event.on_record for event in entries.events):
        yield "Nothing here is the crew\u2019s own record: statements and papers only."
    groups = [
        names(event.act.accounts)
        for event in entries.events
        if isinstance(event.act, acts.AccountsOpened)
    ]
    if groups:
        yield f"Tellings that exclude each other are drawn together: {'; '.join(groups)}."


def undated_of(entries: Entries, drawn: set[Id], things: set[Id], zone: str) -> tuple[str, ...]:
    """What has no time, in sentences; `drawn` gains the entries that are told here."""
    found = [event for event in entries.events if is_undated(event) and _told(event, things)]
    shown = found if len(found) <= UNDATED_MOST else found[: UNDATED_MOST - 1]
    drawn |= {event.id for event in shown}
    lines = [_sentence(event, zone) for event in shown]
    if len(found) > len(shown):
        lines.append(f"and {len(found) - len(shown)} more")
    return tuple(lines)


def _told(event: Event, things: set[Id]) -> bool:
    """Whether an undated entry is about what the picture shows."""
    match event.act:
        case acts.StatementMade() | acts.StatementRevised() | acts.HazardIdentified():
            return True
    if not isinstance(event.act, _OF_THINGS):
        return False
    named = {value for value in _values(event.act) if value in things}
    return bool(named)


def _values(act: Act) -> Iterable[str]:
    for field_name in act.__struct_fields__:
        value = getattr(act, field_name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, str))


def _sentence(event: Event, zone: str) -> str:
    window = stretch(event.earliest_ms, event.latest_ms, zone)
    match event.act:
        case acts.StatementMade(words=words) | acts.StatementRevised(words=words):
            speaker = name(event.by or event.source.who or event.recorder)
            return cut(f"{window}: {speaker}: {words}", UNDATED_WIDTH)
    kind = type(event.act).__struct_config__.tag
    word = str(kind).partition("/")[0].replace("-", " ")
    about = names(dict.fromkeys(_ids(event)))
    note = f" ({event.note})" if event.note else ""
    return cut(f"{window}: {word}: {about}{note}", UNDATED_WIDTH)


def _ids(event: Event) -> Iterable[Id]:
    ids = ("weapon", "lot", "lots", "portion", "into", "container", "item", "at", "holder")
    for field_name in ids:
        value = getattr(event.act, field_name, None)
        if isinstance(value, str) and value:
            yield value
        elif isinstance(value, tuple):
            yield from value
