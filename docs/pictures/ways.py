# ruff: noqa: INP001 - a script, no package
"""Every light way by which a live round could be in the revolver, and the controls on each.

A live round in the revolver is supposed, and the stories of that find are the ways. The columns
are what the record holds, in time order: who looked at what, who stood beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from record import Record

import coldset
from coldset.core.acts import (
    HazardIdentified,
    LotArrived,
    LotChecked,
    PersonSearched,
    SealRead,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.inquiry.story import OriginKind, Story, Window
from coldset.margin.failures import CutSet, Failure

WEAPON: Id = "revolver"
MOST = 3
"""Ways that take more failures and acts than this are not shown."""

BESIDE = ("nobody near it", "one beside it", "both beside it")
"""What a stretch in which a round could be put in is called, by how many watched it."""


@dataclass(frozen=True, slots=True)
class Column:
    """Something on record: entries with their controls, or a stretch with its watchers.

    `thing` is whose figures belong below it, if anything's, asked at `end_ms`. Times in ms.
    """

    title: str
    start_ms: int
    end_ms: int
    controls: tuple[Failure, ...]
    thing: Id = ""

    @property
    def stretch(self) -> Window:
        """From when to when."""
        return self.start_ms, self.end_ms


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the revolver: from where, since when, and past what.

    `put` is the stretch in which it went in unseen; `cost` counts the controls that must have
    failed and the unseen acts.
    """

    kind: OriginKind
    whence: Id
    since_ms: int
    put: Window | None
    failures: CutSet
    cost: int

    def passes(self, column: Column, control: Failure) -> bool:
        """Whether this way has to get past a control where it stands."""
        if control not in self.failures or column.start_ms < self.since_ms:
            return False
        return control.kind != "watch" or column.stretch == self.put


def ways(record: Record, at_ms: int) -> tuple[Way, ...]:
    """The ways at a moment, those first that came first to the revolver or its rounds."""
    found = Event(
        id="supposed",
        act=HazardIdentified(hazard="live", at=WEAPON, n=1),
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms,
        recorder="armorer",
        place="stage",
    )
    events = (*record.until(at_ms), found)
    (explained,) = coldset.explanations(events, [found.id], record.policy, within=MOST)
    known = {event.id: event.earliest_ms for event in record.events}
    told: dict[tuple[Id, Window | None, CutSet], Way] = {}
    for story in explained.stories:
        way = _way(story, known)
        if way.cost <= MOST:
            alike = told.setdefault((way.whence, way.put, way.failures), way)
            if way.since_ms < alike.since_ms:
                told[way.whence, way.put, way.failures] = way
    return tuple(sorted(told.values(), key=lambda way: (way.put or (0, 0), -way.cost, way.kind)))


def _way(story: Story, known: dict[Id, int]) -> Way:
    windows = [window for passage in story.passages for window in passage.windows]
    put = (windows[0][0], windows[-1][1]) if windows else None
    since_ms = known.get(story.origin.event, put[0] if put else 0)
    return Way(story.origin.kind, story.origin.thing, since_ms, put, story.failures, story.cost)


def columns(record: Record, shown: Iterable[Way], at_ms: int) -> tuple[Column, ...]:
    """What the record holds up to a moment, in time order, with all that stands on a way shown."""
    events = record.until(at_ms)
    entries = [column for event in events if (column := _entry(event)) is not None]
    all_columns = [*_searches(events), *entries, *_stretches(shown)]
    return tuple(sorted(all_columns, key=lambda one: one.stretch))


def _searches(events: Iterable[Event]) -> list[Column]:
    """All searches of people, as one column."""
    found = [(one.by or "", one.act, one.latest_ms) for one in events]
    searches = [
        (Failure("search", by, act.person), ms)
        for by, act, ms in found
        if isinstance(act, PersonSearched)
    ]
    controls = tuple(search for search, _ in searches)
    times = [ms for _, ms in searches]
    return [Column("pockets and kit searched", min(times), max(times), controls)] if times else []


def _entry(event: Event) -> Column | None:
    """The column of an entry about the rounds; none of any other entry."""
    by, at_ms = event.by or "", event.latest_ms
    seen = tuple(Failure("witness", one.person) for one in event.witnesses)
    match event.act:
        case LotArrived(lot=lot, n=n, source=source):
            return Column(f"{n} dummies come from the {source}", at_ms, at_ms, (), lot)
        case LotChecked(lot=lot, n=n, method=method):
            controls = (Failure("check", by, method), *seen)
            return Column(f"each of the {n} is rattled", at_ms, at_ms, controls, lot)
        case SealRead(container=box):
            controls = (Failure("seal", by),)
            return Column("sealed overnight, seal read whole", at_ms, at_ms, controls, box)
        case WeaponShown(weapon=weapon, sights=sights):
            looks = dict.fromkeys(method for sight in sights for method in sight.methods)
            controls = (*(Failure("check", by, look) for look in looks), *seen)
            title = f"{len(sights)} loaded, each is rattled again"
            return Column(title, at_ms, at_ms, controls, weapon)
        case _:
            return None


def _stretches(shown: Iterable[Way]) -> list[Column]:
    """The stretches in which a way leads into the revolver unseen, each with who watched it."""
    watches: dict[Window, set[Failure]] = {}
    for way in shown:
        if way.put is not None:
            known = watches.setdefault(way.put, set())
            known |= {failure for failure in way.failures if failure.kind == "watch"}
    return [
        Column(BESIDE[len(who)], *stretch, tuple(sorted(who)), WEAPON)
        for stretch, who in watches.items()
    ]
