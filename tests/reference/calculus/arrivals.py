"""What comes onto the property, and what a search, a declaration, a sweep or the line adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculus import custody
from calculus.names import FREE, CutSet, Name, barrel, chambers, inside, of_lot

if TYPE_CHECKING:
    from calculus.walk import Walk
    from coldset.core import acts
    from coldset.core.events import Event
    from coldset.core.words import Id


def whoever_is_new(walk: Walk) -> None:
    """Whoever and whatever the record did not know, or had off the property, brings anything."""
    state, before = walk.state, walk.before
    for finding in state.findings[len(before.findings) :]:
        if finding.code in {"thing-unregistered", "arrived-twice"}:
            _brings_anything(walk, finding.fact("thing"))
    weapon = None if walk.now is None else getattr(walk.now.act, "weapon", None)
    if weapon in before.weapons and weapon in state.weapons:
        _may_have_held_anything(walk, weapon)
    for person in state.people.values():
        known = inside(person.id) in walk.sets
        was = before.people.get(person.id)
        came = person.on_property and (was is None or not was.on_property)
        if not known or came:
            walk.gain(inside(person.id), {FREE})
        if known and came:
            for thing in (*state.weapons, *state.containers, *state.lots):
                if state.person_holding(thing) == person.id:
                    _brings_anything(walk, thing)


def _may_have_held_anything(walk: Walk, weapon: Id) -> None:
    """A chamber that nobody counted before an entry named it."""
    for chamber in chambers(walk.state, weapon):
        if chamber not in walk.sets:
            walk.gain(chamber, {FREE})


def _brings_anything(walk: Walk, thing: Id) -> None:
    if thing in walk.state.weapons:
        positions = (*chambers(walk.state, thing), barrel(thing))
    else:
        positions = of_lot(thing) if thing in walk.state.lots else (inside(thing),)
    for position in positions:
        walk.gain(position, {FREE})


def person_entered(walk: Walk, event: Event, act: acts.PersonEntered, _at_ms: int) -> None:
    """Pockets start again, past the line where it has a control; hearsay only adds to them.

    Whoever was inside all along must have left unrecorded, so anything may be new.
    """
    was = walk.before.people.get(act.person)
    inside_already = was is not None and was.on_property
    if inside_already or walk.is_again or not event.on_record:
        walk.gain(inside(act.person), {FREE})
        return
    gate = frozenset({Name("line", act.through)}) if act.through is not None else walk.line()
    walk.replace(inside(act.person), {gate})


def _searched(walk: Walk, event: Event, holder: Id) -> None:
    """A search adds to the pockets, and to every bag that the record has with them."""
    if not event.on_record or event.by is None:
        return
    state = walk.state
    bags = [
        bag
        for bag in state.containers
        if state.person_holding(bag) == holder
        and not any(where.said for where in custody.around(state, bag))
    ]
    searched = walk.unless_late(event, frozenset({Name("search", event.by, holder)}))
    walk.bar(inside(holder), searched)
    for bag in bags:
        walk.bar(inside(bag), searched, bearer=holder)


def person_searched(walk: Walk, event: Event, act: acts.PersonSearched, _at_ms: int) -> None:
    _searched(walk, event, act.person)


def person_declared(walk: Walk, event: Event, act: acts.PersonDeclared, _at_ms: int) -> None:
    """A recorded declaration is a control at the line, by whoever took it."""
    if event.on_record and event.by is not None:
        taken = frozenset({Name("line", event.by)})
        walk.bar(inside(act.person), walk.unless_late(event, taken))


def place_declared(walk: Walk, event: Event, act: acts.PlaceDeclared, _at_ms: int) -> None:
    """A new place behind a controlled line has a clean floor."""
    if event.on_record and act.place not in walk.before.places:
        _is_swept(walk, act.place, FREE)


def place_swept(walk: Walk, event: Event, act: acts.PlaceSwept, _at_ms: int) -> None:
    """A sweep clears the floor behind a controlled line; of a box or a person it is a search."""
    if event.on_record:
        instant = event.earliest_ms == event.latest_ms
        if act.holder in walk.state.places and instant and event.by is not None:
            look = Name("search", event.by, act.holder)
            _is_swept(walk, act.holder, frozenset({look}))
        _searched(walk, event, act.holder)


def _is_swept(walk: Walk, place: Id, look: CutSet) -> None:
    if walk.state.line_controlled_by is not None:
        walk.swept[place] = walk.swept.get(place, FREE) | look


def line_released(walk: Walk, _event: Event, _act: acts.LineReleased, _at_ms: int) -> None:
    walk.swept.clear()


def _over_the_line(walk: Walk, event: Event) -> set[CutSet]:
    return {walk.line() if event.on_record else FREE}


def container_arrived(walk: Walk, event: Event, act: acts.ContainerArrived, _at_ms: int) -> None:
    walk.gain(inside(act.container), _over_the_line(walk, event))


def lot_arrived(walk: Walk, event: Event, act: acts.LotArrived, _at_ms: int) -> None:
    """A label, or a supplier's word, is no barrier."""
    for position in of_lot(act.lot):
        walk.gain(position, _over_the_line(walk, event))


def weapon_arrived(walk: Walk, _event: Event, act: acts.WeaponArrived, _at_ms: int) -> None:
    """Nobody has looked into a weapon that comes."""
    for position in (*chambers(walk.state, act.weapon), barrel(act.weapon)):
        walk.gain(position, {FREE})
