"""The row "an interval passes": what can have been done while nobody wrote anything down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calculus import custody
from calculus.custody import ANYONE, Way
from calculus.names import FREE, NONE, CutSet, Name, Position, Told, barrel, chambers, inside
from coldset.core.known import named_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from calculus.names import Family
    from calculus.walk import Walk
    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.core.words import Id

ANYWHERE: Id = "anywhere"
"""Where a thing is that the record cannot place: open to the whole property, watched by nobody."""


class Opening(NamedTuple):
    """Where a position of a thing is open, under whose watch, past which locks and seals.

    `kit_of` is the person in whose pockets, or in whose bag, it is. A position can be open in two
    ways: a cylinder that the record has in two weapons.
    """

    position: Position
    thing: Id
    place: Id
    watchers: frozenset[Id]
    ways: tuple[Way, ...]
    kit_of: Id | None = None
    pocket: bool = False


def pass_time(walk: Walk, start_ms: int, end_ms: int) -> None:
    """An interval passes; it is cut where a joint watch or a gap ends."""
    limits = [ms for watch in walk.joint.values() for ms in watch.until_ms.values()]
    ends = {ms for ms in (*limits, *walk.gap_until_ms.values()) if start_ms < ms < end_ms}
    for at_ms in sorted({start_ms, *ends}):
        expose(walk, at_ms)


def cross_gaps(walk: Walk, event: Event, at_ms: int) -> None:
    """Between two holders with a gap a thing was open at both, and to the whole property."""
    for thing in named_things(event):
        where = walk.state.whereabouts(thing)
        if where is None or where.event != event.id or not where.gap:
            continue
        start_ms = min(walk.handled_ms.get(thing, at_ms), event.earliest_ms)
        end_ms = max(at_ms, event.latest_ms) + 1
        walk.gap_until_ms[thing] = end_ms
        expose(walk, start_ms, only=thing)
        if end_ms <= walk.state.now_ms + 1:
            del walk.gap_until_ms[thing]


def expose(walk: Walk, at_ms: int, only: Id | None = None) -> None:
    """From every open position to every open position of its place, until nothing changes.

    `only` narrows what is written to the positions of one thing and of what is in it.
    """
    opened, state = list(open_positions(walk, at_ms)), walk.state
    within = [
        one
        for one in opened
        if only in {None, one.thing, *state.chain(one.thing)} and not _says_nothing(walk, one)
    ]
    for one in within:
        _go_on(walk, one)
    while _once(walk, opened, within):
        pass
    if walk.hazard == "primed":
        _pull_triggers(walk, within)
    walk.touched -= {one.position for one in within}


def open_positions(walk: Walk, at_ms: int) -> Iterator[Opening]:
    """Every position that a round can be taken from or put into, and how it is open."""
    state = walk.state
    for weapon in state.weapons:
        for chamber in chambers(state, weapon):
            yield _opening(walk, chamber, weapon, at_ms)
    fitted = {weapon.cylinder for weapon in state.weapons.values()}
    for cylinder in set(state.cylinders) - fitted:
        for number in state.cylinders[cylinder]:
            yield _wide_open(Position("chamber", cylinder, number), cylinder)
    for container in state.containers:
        opening = _opening(walk, inside(container), container, at_ms)
        yield opening._replace(kit_of=state.person_holding(container))
    for lot in state.lots.values():
        if not lot.seen_empty:
            yield _opening(walk, inside(lot.id), lot.id, at_ms)
    for person in state.people.values():
        if person.on_property:
            pocket = _wide_open(inside(person.id), person.id)
            yield pocket._replace(place=person.place or ANYWHERE, kit_of=person.id, pocket=True)


def _wide_open(position: Position, thing: Id) -> Opening:
    return Opening(position, thing, ANYWHERE, frozenset(), (ANYONE,))


def _opening(walk: Walk, position: Position, thing: Id, at_ms: int) -> Opening:
    state = walk.state
    place = state.place_of(thing)
    parts = (thing, *state.chain(thing))
    in_gap = any(at_ms < walk.gap_until_ms.get(part, 0) for part in parts)
    said = any(where.said for where in custody.around(state, thing))
    if place is None or in_gap or said or _is_in_two_weapons(state, thing):
        return _wide_open(position, thing)
    watchers = custody.watchers(walk, thing, at_ms)
    return Opening(position, thing, place, watchers, tuple(custody.ways_in(walk, thing)))


def _is_in_two_weapons(state: State, thing: Id) -> bool:
    """Whether the record has a weapon's cylinder in another weapon too: nobody can place it."""
    cylinders = [one.cylinder for one in state.weapons.values()]
    return thing in state.weapons and cylinders.count(state.weapons[thing].cylinder) > 1


def _says_nothing(walk: Walk, one: Opening) -> bool:
    """Pockets that nothing speaks for can gain nothing: every set contains the empty one."""
    return one.pocket and FREE in walk.of(one.position)


def _go_on(walk: Walk, one: Opening) -> None:
    """A stretch goes on until the position is open in another way, or an event touches it.

    Whoever is on the property at some time within it could have done its act.
    """
    how = one.place, one.watchers, one.ways
    before = walk.stretches.get((one.position, one.thing))
    if before is None or before[0] != how or one.position in walk.touched:
        number = 1 if before is None else before[1] + 1
        walk.stretches[one.position, one.thing] = how, number
    told = walk.acts.get(_anyones(walk, one))
    if told is not None:
        told.could = None if told.could is None else told.could | on_property(walk) or None


def on_property(walk: Walk) -> frozenset[Id]:
    return frozenset(one.id for one in walk.state.people.values() if one.on_property)


def _anyones(walk: Walk, into: Opening) -> Name:
    """The act of the present stretch by anyone at all."""
    kind, thing, chamber = into.position
    number = walk.stretches[into.position, into.thing][1]
    return Name("act", "", f"{kind} {thing} {chamber} in {into.thing} {number}")


def _act(walk: Walk, into: Opening, by: Id | None, keys: frozenset[Id] | None) -> Name:
    """The act of the present stretch: by one person, by the holders of keys, or by anyone."""
    name, could = _anyones(walk, into), keys
    if by is not None:
        name, could = name._replace(who=by), frozenset({by})
    elif keys is not None:
        name = name._replace(what=f"{name.what} {sorted(keys)}")
    else:
        could = on_property(walk) or None
    walk.acts.setdefault(name, Told(into.place, into.position, could))
    return name


def _once(walk: Walk, opened: Iterable[Opening], within: Iterable[Opening]) -> bool:
    """One act more, everywhere at once: all sources are read before any is written."""
    before = dict(walk.sets)
    gains = [(into.position, list(_gains(walk, before, opened, into))) for into in within]
    for position, more in gains:
        walk.gain(position, more)
    return any(walk.sets.get(position) != before.get(position) for position, _ in gains)


def _gains(
    walk: Walk, before: Mapping[Position, Family], opened: Iterable[Opening], there: Opening
) -> Iterator[CutSet]:
    """What one open position gains from the floor and from every other one at its place.

    Where the floor costs nothing, a way from another position past the same watches and locks
    contains the floor's, but for an act that fewer people could have done: it lowers no margin
    and no solo margin, and is not written down. A watcher's own kit passes one watch less.
    """
    lying = floors(walk, there.place)
    owner = there.kit_of if there.pocket else None
    for way in there.ways:
        past = way.failed | _watches(walk, there.watchers)
        yield from (one | past | {_act(walk, there, owner, way.only)} for one in lying)
    for here in opened:
        own_kit = here.kit_of in there.watchers
        if (
            here.position == there.position
            or not _meet(here, there)
            or (FREE in lying and not own_kit)
        ):
            continue
        rounds = before.get(here.position, NONE)
        if here.position.kind == "in" and here.thing in walk.state.lots:
            rounds |= before.get(Position("lot", here.thing), NONE)
        for past in _pasts(walk, here, there):
            yield from (one | past for one in rounds)


def _meet(here: Opening, there: Opening) -> bool:
    return here.place == there.place or ANYWHERE in {here.place, there.place}


def _pasts(walk: Walk, here: Opening, there: Opening) -> Iterator[CutSet]:
    """What an act from one open position to another takes.

    Anyone, or the holders of the keys, past every watch; or a watcher out of their own pockets or
    bag, past every watch but their own.
    """
    guards = here.watchers | there.watchers
    for out in here.ways:
        for back in there.ways:
            keys, failed = custody.both_keys(out.only, back.only), out.failed | back.failed
            for by, past in _doers(here, there, guards):
                if keys is None or (keys if by is None else by in keys):
                    yield failed | _watches(walk, past) | {_act(walk, there, by, keys)}


def _doers(
    here: Opening, there: Opening, guards: frozenset[Id]
) -> Iterator[tuple[Id | None, frozenset[Id]]]:
    """Who may have done it (None: anyone), each with the watches that they had to pass.

    Only somebody themselves puts something into their own pockets.
    """
    yield (there.kit_of if there.pocket else None), guards
    if here.kit_of in there.watchers:
        yield here.kit_of, guards - {here.kit_of}


def _watches(walk: Walk, people: Iterable[Id]) -> CutSet:
    return frozenset(custody.watch(walk, person) for person in people)


def floors(walk: Walk, place: Id) -> Family:
    """What a stray on the floor got past: behind a controlled line, that line or all who swept.

    Nobody need have swept a place that was new then.
    """
    line = walk.line()
    if not line or place not in walk.swept:
        return frozenset({FREE})
    look = walk.swept[place]
    return frozenset({line, look} if look else {line})


def _pull_triggers(walk: Walk, within: Iterable[Opening]) -> None:
    """A trigger pulled unrecorded on a primed dummy can leave its bullet in the barrel."""
    for weapon in walk.state.weapons:
        held = [one for one in within if one.thing == weapon and one.position.kind == "chamber"]
        if not held:
            continue
        into = held[0]._replace(position=barrel(weapon))
        _go_on(walk, into)
        for way in into.ways:
            pulled = {Name("component", "", weapon), _act(walk, into, None, way.only)}
            past = way.failed | _watches(walk, into.watchers) | pulled
            primed = walk.of(*(one.position for one in held))
            walk.gain(into.position, (one | past for one in primed))
        walk.touched.discard(into.position)
