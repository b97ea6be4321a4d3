"""What a recorded look adds: check and witness, for what was seen and can be shown that way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculus import alike, custody
from calculus.names import FREE, NONE, CutSet, Family, Name, Position, barrel, of_lot
from coldset.core.known import is_late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calculus.walk import Walk
    from coldset.core import acts
    from coldset.core.events import Event
    from coldset.core.state import Check, Lot
    from coldset.core.words import BuildMark, Contents, Id, Method


@dataclass
class Split:
    """A mixed lot at its first look: what was there then, and what came since."""

    there: Family
    since: Family = NONE


def can_show(
    walk: Walk,
    method: Method,
    build: Iterable[BuildMark],
    *,
    seen: Contents = "unknown",
    hazard: str | None = None,
) -> bool:
    """Whether the policy's table says that a method shows the hazard in rounds built so."""
    built = set(build)
    return any(
        row.method == method
        and (hazard or walk.hazard) in row.shows
        and (row.build is None or row.build in built)
        and (not row.seen or seen in row.seen)
        for row in walk.terms.methods
    )


def _counts(walk: Walk, person: Id) -> bool:
    """Whether somebody's look is a barrier: a performer's only where the policy says so."""
    known = walk.state.people.get(person)
    roles = set() if known is None else known.roles | known.said_roles
    return walk.terms.performer_look_counts or not roles or not roles <= {"performer", "stand-in"}


def _witnesses(walk: Walk, event: Event, needed: int) -> set[Id]:
    """Second persons who state to have seen all that there was to see."""
    return {
        one.person
        for one in event.witnesses
        if one.person != event.by
        and one.count is not None
        and one.count >= needed
        and _counts(walk, one.person)
    }


def looked(walk: Walk, event: Event, methods: Iterable[Method], needed: int) -> CutSet:
    """The checks and witnesses that a hazard got past, at a look at `needed` rounds."""
    if not event.on_record or event.by is None or not _counts(walk, event.by):
        return FREE
    checks = frozenset(Name("check", event.by, method) for method in methods)
    if not checks or walk.terms.two_looks:
        return checks  # a witness at the same look is not independent of it
    return checks | {Name("witness", person) for person in _witnesses(walk, event, needed)}


def _joint(walk: Walk, event: Event, thing: Id, needed: int, at_ms: int) -> None:
    """A joint watch, of a look at one instant, written down at once, at the thing itself."""
    others = alike.other_weapons(walk, event, thing) | alike.other_lots(walk, event, thing)
    instant = event.earliest_ms == event.latest_ms
    if event.by is not None and instant and not others and not is_late(event, walk.terms.late_ms):
        custody.begin_joint(walk, thing, {event.by} | _witnesses(walk, event, needed), at_ms)


# --- lots


def lot_checked(walk: Walk, event: Event, act: acts.LotChecked, at_ms: int) -> None:
    """All answered: a barrier. Some did not: they are a find, until they answer to another look."""
    lot = walk.state.lots[act.lot]
    if not event.on_record or lot.claimed in {walk.hazard, "unknown"}:
        return
    if act.others:
        walk.splits[event.id] = {one: Split(walk.of(one)) for one in of_lot(act.lot)}
        for position in of_lot(act.lot):
            walk.gain(position, {FREE})
            walk.splits[event.id][position].since = NONE
    look = lot.checks[-1]
    answered = look.answered or 0
    if answered != look.n or look.others or lot.n is None:
        return
    if answered >= lot.n > 0:
        past = _answered(walk, lot, look)
        if past:
            for position in of_lot(act.lot):
                walk.bar(position, _barriers(walk, event, lot, [past]))
        _joint(walk, event, act.lot, answered, at_ms)
        return
    _other_half(walk, event, lot, look)


def _answered(walk: Walk, lot: Lot, look: Check) -> CutSet:
    """What it takes for one of these rounds to have answered as it should, and be a hazard."""
    if not can_show(walk, look.method, lot.build):
        return FREE
    return looked(walk, look.event, [look.method], (look.answered or 0) + look.others)


def _barriers(walk: Walk, event: Event, lot: Lot, pasts: Iterable[CutSet]) -> list[CutSet]:
    barriers = [barrier for past in pasts for barrier in walk.unless_late(event, past)]
    if alike.other_lots(walk, event, lot.id):
        barriers.append(alike.word(event))
    return barriers


def _other_half(walk: Walk, event: Event, lot: Lot, look: Check) -> None:
    """Those that did not answer to the last look answer to this one: the split of a mixed lot.

    What was there at the first look got past one of the two; what came since got past neither.
    """
    halves = [
        first
        for first in lot.checks[:-1]
        if first.others == look.answered and (first.answered or 0) + first.others >= (lot.n or 0)
    ]
    if not halves:
        return
    first = halves[-1]
    pasts = [_answered(walk, lot, first), _answered(walk, lot, look)]
    if not all(pasts):
        return
    barriers = _barriers(walk, event, lot, pasts)
    walk.at_the_end(event, lambda: _all_answered(walk, first.event, barriers))


def _all_answered(walk: Walk, first: Event, barriers: Iterable[CutSet]) -> None:
    """Both halves of a mixed lot were looked at."""
    for position, split in list(walk.splits.get(first.id, {}).items()):
        past = frozenset(one | barrier for one in split.there for barrier in barriers)
        walk.replace(position, past | split.since)
        walk.looked_at(position)


# --- weapons


def weapon_shown(walk: Walk, event: Event, act: acts.WeaponShown, at_ms: int) -> None:
    """Each chamber seen gains what its look can show; all seen and witnessed is a joint watch."""
    weapon = walk.state.weapons[act.weapon]
    if weapon.weapon_class in {"replica", "rubber"}:
        return
    if not event.on_record:
        for sight in act.sights:
            _said_to_be_seen(walk, event, weapon.cylinder, sight)
        return
    for sight in act.sights:
        if _shown_but_never_loaded(walk, event, sight):
            chamber = Position("chamber", weapon.cylinder, sight.chamber)
            _may_be_of_any_lot(walk, event, chamber)
    alike.may_be_another_weapon(walk, event, act.weapon)
    for sight in act.sights:
        _seen(walk, event, act, sight)
    seen = {sight.chamber for sight in act.sights}
    if len(seen) == weapon.chamber_count:
        _joint(walk, event, act.weapon, len(seen), at_ms)


def _said_to_be_seen(walk: Walk, event: Event, cylinder: Id, sight: acts.Sight) -> None:
    """A statement that a hazard was seen opens a way; that none was closes none."""
    chamber = Position("chamber", cylinder, sight.chamber)
    held = walk.state.cylinders[cylinder].get(sight.chamber)
    if sight.contents == walk.hazard:
        walk.gain(chamber, {FREE})
    elif sight.contents not in {"empty", "case"} and (held is None or held.lot is None):
        _may_be_of_any_lot(walk, event, chamber)


def _seen(walk: Walk, event: Event, act: acts.WeaponShown, sight: acts.Sight) -> None:
    cylinder = walk.state.weapons[act.weapon].cylinder
    chamber = Position("chamber", cylinder, sight.chamber)
    if sight.contents in {walk.hazard, "unknown"}:
        walk.gain(chamber, {FREE})
        return
    held = walk.state.cylinders[cylinder].get(sight.chamber)
    lot = None if held is None else walk.state.lots.get(held.lot or "")
    build = () if lot is None else lot.build
    methods = sight.methods or (("empty",) if sight.contents == "empty" else ())
    shown = [one for one in methods if can_show(walk, one, build, seen=sight.contents)]
    past = looked(walk, event, shown, len(act.sights))
    if past:
        barriers = walk.unless_late(event, past)
        if alike.other_weapons(walk, event, act.weapon):
            barriers.append(alike.word(event))
        walk.bar(chamber, barriers, weapon=act.weapon)
    if sight.contents == "empty":
        walk.seen_empty[chamber] = len(walk.past_lots) - 1


def _shown_but_never_loaded(walk: Walk, event: Event, sight: acts.Sight) -> bool:
    return any(
        doubt.code == "loaded-unrecorded"
        and doubt.events == (event.id,)
        and doubt.fact("chamber") == str(sight.chamber)
        for doubt in walk.state.findings
    ) and sight.contents not in {"empty", "case"}


def _may_be_of_any_lot(walk: Walk, event: Event, chamber: Position) -> None:
    """A round of whatever lot, as the lots were at any time since the chamber was seen empty."""
    since = max(walk.seen_empty.get(chamber, 0), 0)
    for lots in (*walk.past_lots[since:], walk.lots_now()):
        for family in lots.values():
            walk.gain(chamber, (one | alike.word(event) for one in family))


def bore_checked(walk: Walk, event: Event, act: acts.BoreChecked, _at_ms: int) -> None:
    """A barrel seen clear from end to end; one that is not is a hazard in plain sight."""
    alike.may_be_another_weapon(walk, event, act.weapon)
    if act.clear is not True:
        if event.on_record or act.clear is False:
            walk.gain(barrel(act.weapon), {FREE})
        return
    past = looked(walk, event, ["bore"], 1)
    if past and can_show(walk, "bore", (), hazard="lodged"):
        barriers = walk.unless_late(event, past)
        if alike.other_weapons(walk, event, act.weapon):
            barriers.append(alike.word(event))
        walk.bar(barrel(act.weapon), barriers)
