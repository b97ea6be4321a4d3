"""The whole picture from a record: everything gathered, each piece by the module named for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.known import Known, known
from coldset.core.words import Id
from coldset.gate.verdict import Verdict
from coldset.inquiry.custody import Chain, chains
from coldset.inquiry.story import Story
from coldset.present.timeline.gather.closures import Shut, shut
from coldset.present.timeline.gather.lanes import holders_of, lanes_of, wheres_of
from coldset.present.timeline.gather.left_out import captions, undated_of
from coldset.present.timeline.gather.lines import line_of
from coldset.present.timeline.gather.marks import marks_of
from coldset.present.timeline.gather.overlay import overlay
from coldset.present.timeline.gather.sayings import flag_of, late_of, override_of, saying_of
from coldset.present.timeline.gather.scene import bars_of
from coldset.present.timeline.gather.when import Entries, ends_ms, entries_of, touched
from coldset.present.timeline.picture import (
    Flag,
    Lane,
    Late,
    Line,
    Mark,
    Moment,
    Saying,
    Timeline,
    Where,
)
from coldset.present.timeline.wording import days, zone_of

_MOVES = (*acts.CUSTODY, acts.EvidenceSeized, acts.PortionDrawn, acts.LotsMerged)
_ARRIVALS = (acts.WeaponArrived, acts.LotArrived, acts.ContainerArrived)
_CLOSINGS = (
    acts.ContainerSealed,
    acts.SealRead,
    acts.SealRemoved,
    acts.HolderLocked,
    acts.HolderUnlocked,
    acts.PlaceLeft,
)


@dataclass(slots=True)
class _Found:
    """What the entries with a time put on the lanes, and which entries are drawn."""

    marks: list[Mark] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    drawn: set[Id] = field(default_factory=set)


def timeline_of(  # noqa: PLR0913 - each is one choice of what the picture shows
    events: Iterable[Event],
    zone: str,
    *,
    things: Sequence[Id] | None = None,
    window: tuple[int, int] | None = None,
    verdicts: Iterable[Verdict] = (),
    story: Story | None = None,
) -> Timeline:
    """The picture of a record: holders as lanes, things as lines, in hindsight.

    Nothing is drawn at a time that the record does not give (see `when.py`).

    Args:
        events: the record, in any order.
        zone: the IANA name of the set's local time.
        things: the weapons, lots and boxes to draw as lines; None for every weapon.
        window: the first and last moment to draw, in ms; None for everything with a time.
        verdicts: the gate's answers, drawn as flags at the moments they were asked.
        story: a hypothesis to draw over the record.

    Raises:
        ColdsetError: the zone is unknown (`zone-unknown`).
    """
    zone_of(zone)
    record = known(events)
    entries = entries_of(record.events, window)
    asked = [flag_of(one) for one in verdicts if _in_picture(one.at_ms, window)]
    end_ms = max([entries.end_ms, *(flag.at_ms for flag in asked)])
    shuts = shut(entries, end_ms)
    every_chain = chains(record.events, end_ms)
    wanted = tuple(dict.fromkeys(things)) if things is not None else tuple(shuts.state.weapons)
    lines = _lines(every_chain, shuts, wanted, entries, end_ms)
    lanes = _lanes(shuts, entries, lines)
    found = _found(entries, lines, lanes, zone)
    found.flags += asked
    found.drawn |= _moved(entries, lines, lanes)
    boxed = {*wanted, *(lane.id for lane in lanes if lane.kind == "container")}
    undated = undated_of(entries, found.drawn, boxed, zone)
    wheres = wheres_of(every_chain, lanes, entries)
    lane_ids = {lane.id for lane in lanes}
    return Timeline(
        title=_title(record),
        subtitle=_subtitle(entries, end_ms, zone),
        zone=zone,
        moments=_moments(entries, found, wheres),
        lanes=lanes,
        lines=tuple(lines.values()),
        marks=tuple(found.marks),
        flags=tuple(sorted(found.flags, key=lambda flag: flag.at_ms)),
        sayings=tuple(found.sayings),
        bars=bars_of(entries.dated()),
        closures=tuple(one for one in shuts.closures if one.lane in lane_ids),
        wheres=wheres,
        stops=tuple(sorted(shuts.stops, key=lambda stop: stop.start_ms)),
        late=tuple(found.late),
        undated=undated,
        captions=captions(record, entries, found.drawn, undated),
        hypothesis=overlay(story, entries, lines, lane_ids, zone) if story else None,
    )


def _lanes(shuts: Shut, entries: Entries, lines: dict[Id, Line]) -> tuple[Lane, ...]:
    holders = [*holders_of(lines.values()), *_found_at(entries, lines)]
    return lanes_of(shuts.state, _doers(entries), holders)


def _doers(entries: Entries) -> frozenset[Id]:
    return frozenset(event.by for event in entries.events if event.by is not None)


def _in_picture(at_ms: int, window: tuple[int, int] | None) -> bool:
    return window is None or window[0] <= at_ms <= window[1]


def _title(record: Known) -> str:
    opened = (event.act for event in record.events)
    titles = [act.title for act in opened if isinstance(act, acts.ProductionOpened)]
    return titles[0] if titles and titles[0] else "Timeline of custody"


def _subtitle(entries: Entries, end_ms: int, zone: str) -> str:
    if not entries.moments and entries.window is None:
        return "nothing with a time"
    return f"{days(entries.start_ms, end_ms, zone)}, {zone}"


def _lines(
    every_chain: dict[Id, Chain],
    shuts: Shut,
    wanted: Iterable[Id],
    entries: Entries,
    end_ms: int,
) -> dict[Id, Line]:
    found: dict[Id, Line] = {}
    for thing in wanted:
        if thing not in every_chain:
            continue
        line = line_of(
            every_chain[thing], _note(shuts, thing), entries, shuts.spent.get(thing, end_ms)
        )
        if line is not None:
            found[thing] = line
    return found


def _note(shuts: Shut, thing: Id) -> str:
    state = shuts.state
    if thing in state.weapons:
        return state.weapons[thing].weapon_class
    if thing in state.lots:
        return state.lots[thing].claimed
    return state.containers[thing].kind if thing in state.containers else ""


def _found_at(entries: Entries, lines: dict[Id, Line]) -> Iterable[Id]:
    """Holders at which something was found and that no drawn thing shows."""
    for event, _ in entries.dated():
        match event.act:
            case acts.HazardIdentified(at=at, lot=lot) if at not in lines and lot not in lines:
                yield at


def _found(entries: Entries, lines: dict[Id, Line], lanes: tuple[Lane, ...], zone: str) -> _Found:
    found = _Found()
    lane_ids = [lane.id for lane in lanes]
    for event, at_ms in entries.dated():
        marks = marks_of(event, at_ms, lines, lane_ids)
        saying, flag = saying_of(event, at_ms), override_of(event, at_ms)
        found.marks += marks
        found.sayings += [saying] if saying else []
        found.flags += [flag] if flag else []
        if marks or saying or flag or isinstance(event.act, (*acts.SCENE, *_GRAVE)):
            found.drawn.add(event.id)
        for mark in marks[:1]:
            late = late_of(event, at_ms, mark.lane, mark.thing, zone)
            found.late += [late] if late else []
    return found


_GRAVE = (acts.IncidentDeclared, acts.PersonInjured, acts.HelpCalled, acts.StopRaised)


def _moved(entries: Entries, lines: dict[Id, Line], lanes: tuple[Lane, ...]) -> set[Id]:
    """The entries that make a line step, close a lane or bring a drawn thing into the record."""
    shown = {*lines, *(lane.id for lane in lanes)}
    return {
        event.id
        for event, _ in entries.dated()
        if isinstance(event.act, (*_MOVES, *_ARRIVALS, *_CLOSINGS))
        and not shown.isdisjoint(touched(event)[:1] + _items(event))
    }


def _items(event: Event) -> tuple[Id, ...]:
    return getattr(event.act, "items", ()) + getattr(event.act, "lots", ())


def _moments(entries: Entries, found: _Found, wheres: tuple[Where, ...]) -> tuple[Moment, ...]:
    """One moment for each that is drawn; the clock where anything there is known by the clock."""
    by_ms: dict[int, Moment] = {}
    shown = {where.at_ms for where in wheres}
    for event, at_ms in entries.dated():
        if event.id not in found.drawn and at_ms not in shown:
            continue
        moment = entries.moments[event.id]
        _keep(by_ms, moment)
        if ends_ms(moment) > at_ms:
            _keep(by_ms, _exact(ends_ms(moment)))
    for flag in found.flags:
        _keep(by_ms, _exact(flag.at_ms))
    if not by_ms and (entries.moments or entries.window):
        _keep(by_ms, _exact(entries.start_ms))
        _keep(by_ms, _exact(entries.end_ms))
    return tuple(by_ms[ms] for ms in sorted(by_ms))


def _exact(ms: int) -> Moment:
    return Moment(at_ms=ms, earliest_ms=ms, latest_ms=ms, known_by="clock")


def _keep(by_ms: dict[int, Moment], moment: Moment) -> None:
    before = by_ms.get(moment.at_ms)
    if before is None or (before.known_by == "order" and moment.known_by == "clock"):
        by_ms[moment.at_ms] = moment
    elif before.known_by == "order":
        by_ms[moment.at_ms] = Moment(
            at_ms=moment.at_ms,
            earliest_ms=before.earliest_ms,
            latest_ms=min(before.latest_ms, moment.latest_ms),
            known_by="order",
        )
