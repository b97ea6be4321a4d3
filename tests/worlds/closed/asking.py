"""The record of a world as events of Coldset, and the calculus asked about it."""

from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

import msgspec

from closed.ledger import Name
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.known import known
from coldset.core.words import BuildMark, Hazard
from coldset.gate.policy import parse_pack
from coldset.margin.failures import CutSet
from coldset.margin.lookout import outlook
from coldset.margin.outlook import Outlook

SET = parse_pack(files("coldset.gate").joinpath("packs/set.toml").read_bytes())
ONE_LOOK = msgspec.structs.replace(SET.terms, two_looks=False)
"""The default pack's terms, but a witness at the same look as the check counts as another:
in a world each of two people overlooks a round, or says to have looked and did not."""
MINUTE_MS = 60_000


class Entry(NamedTuple):
    """One line of the record: who did what, and who says to have seen how many.

    By nobody: an office that is not on the set wrote it down.
    `written` is the minute at which it was written down, where that was later.
    """

    act: Act
    by: str
    sees: tuple[tuple[str, int], ...] = ()
    read: tuple[str, ...] = ()
    place: str = "stage"
    written: int | None = None


class Answer(NamedTuple):
    """What the calculus says: margin, solo margin, and the names on its lightest sets."""

    margin: int | None
    solo: int | None
    lightest: frozenset[tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything written down so far, and the calculus as far as it has read.

    `reads_ahead`: a later line can change what an earlier one is worth, so that the whole record
    has to be read anew for every question.
    """

    events: tuple[Event, ...]
    hazard: Hazard
    read: Outlook
    reads_ahead: bool

    @classmethod
    def opened(cls, hazard: Hazard, entries: tuple[Entry, ...], *, reads_ahead: bool) -> "Record":
        """A record that begins with these lines, all at the first minute."""
        events = tuple(_event(n, entry, 0) for n, entry in enumerate(entries))
        return cls(events, hazard, _read(events, hazard, 0), reads_ahead)

    @classmethod
    def whole(cls, hazard: Hazard, entries: tuple[tuple[int, Entry], ...], minute: int) -> "Record":
        """A record of lines each with its minute, read at a minute."""
        events = tuple(_event(n, entry, at) for n, (at, entry) in enumerate(entries))
        return cls(events, hazard, _read(events, hazard, minute), reads_ahead=True)

    def then(self, entries: tuple[Entry, ...], minute: int) -> "Record":
        """The record with some more lines, at a minute that has come."""
        count = len(self.events)
        fresh = tuple(_event(count + n, entry, minute) for n, entry in enumerate(entries))
        events = (*self.events, *fresh)
        if self.reads_ahead:
            read = _read(events, self.hazard, minute)
        else:
            read = self.read.supposing(fresh, minute * MINUTE_MS)
        return Record(events, self.hazard, read, self.reads_ahead)

    def anew(self) -> "Record":
        """The same record, read from its first line."""
        read = _read(self.events, self.hazard, self.read.until_ms // MINUTE_MS)
        return Record(self.events, self.hazard, read, self.reads_ahead)

    def asked(self, thing: str) -> Answer:
        """What the calculus says of a hazard in a thing."""
        figure = self.read.figure(self.hazard, thing)
        return Answer(figure.margin, figure.solo, frozenset(map(_plain, figure.lightest)))


def _event(number: int, entry: Entry, minute: int) -> Event:
    at_ms = minute * MINUTE_MS
    return Event(
        id=f"e{number}",
        act=entry.act,
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms if entry.written is None else entry.written * MINUTE_MS,
        recorder=entry.by or "office",
        by=entry.by or None,
        place=entry.place if entry.by else None,
        witnesses=tuple(Witness(person=person, count=count) for person, count in entry.sees),
        source=Source(),
        read=entry.read,
    )


def _read(events: tuple[Event, ...], hazard: Hazard, minute: int) -> Outlook:
    laid_for: Hazard = "primed" if hazard == "lodged" else hazard
    return outlook(known(events), ONE_LOOK, minute * MINUTE_MS, (laid_for,))


def _plain(one: CutSet) -> tuple[Name, ...]:
    """The names on one set, as a world gives them: every act is just an act, a watch just whose."""
    names: list[Name] = []
    for failure in one:
        match failure.kind:
            case "act":
                names.append(("act", "", ""))
            case "watch":
                names.append(("watch", failure.who, ""))
            case kind:
                names.append((kind, failure.who, failure.what))
    return tuple(sorted(names))


def opening(people: tuple[tuple[str, str], ...], places: tuple[str, ...]) -> tuple[Entry, ...]:
    """Who and what there is at the first minute: places, and people with their roles."""
    there = [Entry(acts.PlaceDeclared(place=one, kind="set"), "") for one in places]
    for person, place in people:
        role = acts.RoleAssigned(person=person, role=person)  # type: ignore[arg-type] # all are roles
        there += [Entry(role, ""), Entry(acts.PersonEntered(person=person), person, place=place)]
    return tuple(there)


def revolver(
    weapon: str, holder: str = "armorer", *, model: str = "", place: str = "stage"
) -> Entry:
    """A revolver of one chamber comes, in somebody's hands."""
    act = acts.WeaponArrived(
        weapon=weapon, weapon_class="functional", holder=holder, model=model, chambers=1
    )
    return Entry(act, "armorer", place=place)


def dummies(
    lot: str, n: int, holder: str = "armorer", build: tuple[BuildMark, ...] = ("rattle",)
) -> Entry:
    """A box of what its label says are dummies comes, in somebody's hands."""
    act = acts.LotArrived(
        lot=lot, source="supplier", claimed="dummy", holder=holder, n=n, build=build
    )
    return Entry(act, "armorer")
