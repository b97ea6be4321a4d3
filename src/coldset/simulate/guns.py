"""What the crew does with weapons: they are loaded, shown, handed over, collected, unloaded."""

from coldset.core.acts.custody import CustodyPassed, ItemMoved
from coldset.core.acts.places import PlaceLeft, WatchClaimed
from coldset.core.acts.rounds import HammerFell, RoundsLoaded, RoundsUnloaded
from coldset.core.acts.weapons import (
    BoreChecked,
    CylinderSwapped,
    Sight,
    StatusCalled,
    WeaponArrived,
    WeaponPointed,
    WeaponShown,
)
from coldset.core.events import Event, Witness
from coldset.core.words import BuildMark, Contents, Id, Method
from coldset.simulate.boxes import seen_by
from coldset.simulate.crew import Crew, LotSheet, fail, step_by, trails_in
from coldset.simulate.truth import Beginning, HandedOver, Step
from coldset.simulate.world import Spot, Trail, tells

PROVED_BY: tuple[Method, ...] = ("rattle", "hole", "primer")
"""How each round is tried when a loaded weapon is shown: shaken, turned right round, its primer
looked at. One of them alone says nothing of dummies that were built otherwise."""


def weapon_arrives(  # noqa: PLR0913 - a weapon is of a model, with chambers, held by somebody
    crew: Crew, weapon: Id, model: str, chambers: int, by: Id, *, loaded: bool = False
) -> None:
    """A weapon comes, from another production; `loaded` is a live round that it left in."""
    act = WeaponArrived(
        weapon=weapon,
        weapon_class="functional" if chambers else "replica",
        holder=by,
        model=model,
        chambers=chambers,
        source="rental house",
        reason="the cylinder is seen from in front" if chambers else "",
    )
    event = crew.write(act, by, crew.ledger.person_at[by], read=(weapon,))
    crew.ledger.put(weapon, by, by)
    crew.cylinders[weapon], crew.chambers[weapon] = f"{weapon}-cylinder", chambers
    if chambers:
        crew.ledger.weapons.append(weapon)
    if loaded:
        spot = Spot("chamber", crew.cylinders[weapon], crew.chance.whole(1, chambers))
        crew.world.bring("live", spot, Beginning(kind="weapon", thing=weapon, event=event.id))
    crew.wait(60)


def _chamber_spots(crew: Crew, weapon: Id) -> list[Spot]:
    cylinder, count = crew.cylinders[weapon], crew.chambers[weapon]
    return [Spot("chamber", cylinder, number) for number in range(1, count + 1)]


def _mark(crew: Crew, *things: Id) -> tuple[Id, ...]:
    return things if crew.keeps("reads_marks") else ()


def take(crew: Crew, weapon: Id, by: Id) -> None:
    """A handler takes a weapon in hand."""
    act = ItemMoved(item=weapon, holder=by)
    crew.write(act, by, crew.ledger.person_at[by], read=_mark(crew, weapon))
    crew.ledger.put(weapon, by, by)
    crew.wait(40)


def swap_cylinder(crew: Crew, weapon: Id, spare: Id, by: Id, *, loaded: bool) -> None:
    """Another cylinder is put in, thought to be empty; `loaded` is a live round in it."""
    act = CylinderSwapped(weapon=weapon, out=crew.cylinders[weapon], into=spare)
    event = crew.write(act, by, crew.ledger.person_at[by], read=_mark(crew, weapon))
    crew.cylinders[weapon] = spare
    crew.ledger.handle(weapon, by)
    if loaded:
        spot = Spot("chamber", spare, crew.chance.whole(1, crew.chambers[weapon]))
        crew.world.bring("live", spot, Beginning(kind="cylinder", thing=spare, event=event.id))
    crew.wait(120)


def load(crew: Crew, weapon: Id, portion: Id, by: Id, witness: Id) -> Event:
    """Dummies go into the chambers; a chamber that is full already shows itself."""
    spots = _chamber_spots(crew, weapon)
    for spot in spots:
        for trail in crew.world.trails_at(spot):
            crew.finds(trail, weapon, spot.number)
    numbers = crew.chance.some_of(crew.world.at(Spot("box", portion)), len(spots))
    numbers = _with_the_bad(crew, portion, numbers)
    chambers = tuple(spot.number for spot in spots)
    act = RoundsLoaded(
        weapon=weapon, lot=portion, chambers=chambers, n=len(chambers), bullets=len(chambers)
    )
    place = crew.ledger.person_at[by]
    read = _mark(crew, weapon, portion)
    event = crew.write(act, by, place, seen_by(witness, len(chambers)), read)
    for spot, number in zip(spots, numbers, strict=False):
        _goes(crew, number, spot, step_by(event, "loaded", weapon))
    crew.ledger.handle(weapon, by)
    crew.ledger.handle(portion, by)
    crew.loaded[weapon] = portion
    crew.bullets_in[weapon] = crew.bullets_in.get(weapon, 0) + len(chambers)
    sheet = crew.lots[portion]
    sheet.n = None if sheet.n is None else max(sheet.n - len(chambers), 0)
    crew.wait(60)
    return event


def _with_the_bad(crew: Crew, portion: Id, numbers: list[int]) -> list[int]:
    """A hazard among a few rounds is taken with them: nobody leaves the odd one out."""
    bad = [n for n in crew.world.at(Spot("box", portion)) if n in crew.world.trails]
    missing = [n for n in bad if n not in numbers]
    return [*missing, *numbers][: len(numbers)]


def _goes(crew: Crew, number: int, spot: Spot, step: Step) -> None:
    """A round goes to a spot by a recorded step."""
    trail = crew.world.trails.get(number)
    if trail is not None:
        trail.go(step)
    crew.world.move(number, spot)


def unload(crew: Crew, weapon: Id, by: Id, witness: Id) -> None:
    """The rounds come out, into the lot that they were loaded from."""
    portion, spots = crew.loaded[weapon], _chamber_spots(crew, weapon)
    numbers = [number for spot in spots for number in crew.world.at(spot)]
    place, done = crew.ledger.person_at[by], crew.ticks()
    bad = [number for number in numbers if number in crew.world.trails]
    if bad and crew.chance.happens(0.3) and crew.notices(done=True, tells=True, witnessed=False):
        spot = crew.world.where[bad[0]]
        crew.finds(crew.world.trails[bad[0]], weapon, spot.number)
    seen_empty = crew.keeps("shows_empty_first")
    act = RoundsUnloaded(
        weapon=weapon,
        lot=portion,
        holder=by,
        chambers=tuple(spot.number for spot in spots),
        n=len(numbers),
        bullets=len(numbers),
        seen_empty=seen_empty,
    )
    read = _mark(crew, weapon, portion)
    event = crew.write(act, by, place, seen_by(witness, len(spots)), read)
    for number in numbers:
        _goes(crew, number, Spot("box", portion), step_by(event, "unloaded", portion))
    _bullets_counted(crew, weapon, event, done=done)
    crew.ledger.handle(weapon, by)
    crew.ledger.put(portion, by, by)
    del crew.loaded[weapon]
    sheet = crew.lots[portion]
    crew.lots[portion] = LotSheet(
        None if sheet.n is None else sheet.n + len(numbers), sheet.build, sheet.parents
    )
    crew.wait(60)


def _bullets_counted(crew: Crew, weapon: Id, event: Event, *, done: bool) -> None:
    """As many counted out as in, while one is in the barrel: the count was wrong.

    A weapon is loaded out of one portion only, so what lies in its barrel came off one of these.
    """
    trail, out = crew.world.barrels.get(weapon), getattr(event.act, "bullets", None)
    if crew.bullets_in.pop(weapon, None) == out and trail is not None:
        fail(trail, "check", event.by or "", "bullets", event.id, done=done)


def show(crew: Crew, weapon: Id, by: Id, see_all: tuple[Id, ...], near: tuple[Id, ...]) -> None:
    """A weapon's chambers are shown: to those who state to have seen all, and to bystanders."""
    spots = _chamber_spots(crew, weapon)
    if not crew.keeps("shows_in_full"):
        spots = spots[: len(spots) // 2]
    portion = crew.loaded.get(weapon)
    contents: Contents = "empty" if portion is None else "dummy"
    methods: tuple[Method, ...] = ("empty",) if portion is None else ("look",)
    if portion is not None and crew.keeps("tries_each_round"):
        methods = PROVED_BY
    place, done = crew.ledger.person_at[by], crew.ticks()
    crew.wait(60)
    build = crew.lots[portion].build if portion is not None else ()
    hidden = _hidden(crew, spots, methods, build)
    for number, trail, shows in hidden:
        looks = (crew.notices(done=done, tells=True, witnessed=bool(see_all)) for _ in shows)
        if any(looks):
            crew.finds(trail, weapon, number)
    sights = tuple(Sight(chamber=spot.number, contents=contents, methods=methods) for spot in spots)
    witnesses = tuple(
        [Witness(person=person, count=len(spots)) for person in see_all]
        + [Witness(person=person) for person in near if person not in see_all]
    )
    act = WeaponShown(weapon=weapon, sights=sights, turned=True)
    event = crew.write(act, by, place, witnesses, _mark(crew, weapon))
    crew.ledger.handle(weapon, by)
    if not done:
        crew.not_done.append(event.id)
    for _, trail, shows in hidden:
        _got_past(trail, event, shows, see_all, done=done)
    if len(spots) == crew.chambers[weapon]:
        crew.ledger.looked(weapon, {by, *see_all}, crew.now_ms)
    crew.wait(40)


def _hidden(
    crew: Crew,
    spots: list[Spot],
    methods: tuple[Method, ...],
    build: tuple[BuildMark, ...],
) -> list[tuple[int, Trail, list[Method]]]:
    """The hazards in these chambers, by chamber, each with the methods that would show it."""
    return [
        (spot.number, trail, [m for m in methods if m == "empty" or tells(m, trail.hazard, build)])
        for spot in spots
        for trail in crew.world.trails_at(spot)
    ]


def _got_past(
    trail: Trail, event: Event, methods: list[Method], see_all: tuple[Id, ...], *, done: bool
) -> None:
    for method in methods:
        fail(trail, "check", event.by or "", method, event.id, done=done)
    for person in see_all if methods else ():
        if person != event.by:
            fail(trail, "witness", person, event=event.id, done=done)


def look_through_bore(crew: Crew, weapon: Id, by: Id, witness: Id) -> None:
    """The barrel is looked through; what sticks in it is seen, or missed."""
    trail, done = crew.world.barrels.get(weapon), crew.ticks()
    if trail is not None and crew.notices(done=done, tells=True, witnessed=bool(witness)):
        crew.finds(trail, weapon)
    act = BoreChecked(weapon=weapon, clear=True)
    place = crew.ledger.person_at[by]
    event = crew.write(act, by, place, seen_by(witness, 1), _mark(crew, weapon))
    crew.ledger.handle(weapon, by)
    if not done:
        crew.not_done.append(event.id)
    if trail is not None:
        _got_past(trail, event, ["bore"], (witness,) if witness else (), done=done)
    crew.wait(40)


def call_status(crew: Crew, weapon: Id, by: Id, heard_by: tuple[Id, ...]) -> None:
    """The status is called aloud, with what is in the weapon."""
    meant = "empty, bore clear" if weapon not in crew.loaded else "dummies, bore clear"
    act = StatusCalled(weapon=weapon, word="cold", heard_by=heard_by, meant=meant)
    crew.write(act, by, crew.ledger.person_at[by])
    crew.wait(25)


def consult(crew: Crew, weapon: Id, at: Id, whom: Id, by: Id) -> None:
    """Whoever stands in the line of a weapon, and a handler who was asked about it."""
    act = WeaponPointed(weapon=weapon, at=at, consulted=whom)
    crew.write(act, by, crew.ledger.person_at[by])
    crew.wait(25)


def renew_watch(crew: Crew, weapon: Id, people: tuple[Id, ...]) -> None:
    """They state that the weapon was in sight since it was shown."""
    for person in people:
        act = WatchClaimed(item=weapon, since_shown=True)
        crew.write(act, person, crew.ledger.person_at[person])
        crew.ledger.things[weapon].by = person
        crew.ledger.things[weapon].left = False
        crew.ledger.renews(weapon, person, crew.now_ms)
        crew.wait(10)


def hand_over(crew: Crew, weapon: Id, giver: Id, receiver: Id, scene: Id) -> None:
    """A weapon goes to a performer, under the giver's eyes."""
    place = crew.ledger.person_at[giver]
    act = CustodyPassed(item=weapon, giver=giver, receiver=receiver, supervisor=giver, scene=scene)
    event = crew.write(act, giver, place, read=_mark(crew, weapon))
    crew.ledger.stands(receiver, place)
    crew.ledger.put(weapon, receiver, receiver, giver)
    ways = tuple(trail.way(weapon) for trail in trails_in(crew, weapon))
    crew.hand_overs.append(HandedOver(event=event.id, weapon=weapon, ways=ways))
    crew.wait(60)


def collect(crew: Crew, weapon: Id, giver: Id, handler: Id) -> None:
    """A handler takes a weapon back; or it is just laid on the cart by whoever has it."""
    place = crew.ledger.person_at[handler]
    if crew.keeps("collects_by_hand"):
        pass_on(crew, weapon, giver, handler)
        return
    crew.write(ItemMoved(item=weapon, holder="cart"), giver, place)
    crew.ledger.put(weapon, "cart", giver)
    crew.wait(40)


def pass_on(crew: Crew, weapon: Id, giver: Id, handler: Id) -> None:
    """A weapon goes from hand to hand, to a handler."""
    act = CustodyPassed(item=weapon, giver=giver, receiver=handler)
    crew.write(act, handler, crew.ledger.person_at[handler], read=_mark(crew, weapon))
    crew.ledger.put(weapon, handler, handler)
    crew.wait(40)


def leave(crew: Crew, thing: Id) -> None:
    """A thing is left with nobody watching it."""
    crew.write(PlaceLeft(holder=thing))
    crew.ledger.leave(thing)
    crew.wait(30)


def drop_hammer(crew: Crew, weapon: Id, by: Id) -> None:
    """A performer cocks and drops the hammer on a dummy; a live primer drives its bullet in."""
    spot = crew.chance.one_of(_chamber_spots(crew, weapon))
    primed = [one for one in _chamber_spots(crew, weapon) if _primed_at(crew, one)]
    spot = primed[0] if primed else spot
    act = HammerFell(weapon=weapon, chamber=spot.number)
    place = crew.ledger.person_at[by]
    event = crew.write(act, by, place, read=_mark(crew, weapon))
    crew.ledger.handle(weapon, by)
    if primed and weapon not in crew.world.barrels:
        began = crew.world.trails.pop(_primed_at(crew, spot)[0])
        trail = Trail("lodged", began.beginning, began.stages)
        trail.go(Step(how="fired", into=weapon, event=event.id, at_ms=crew.now_ms, by=by))
        fail(trail, "component", what=weapon, event=event.id)
        crew.world.barrels[weapon] = trail
    crew.wait(20)


def _primed_at(crew: Crew, spot: Spot) -> list[int]:
    return [
        n for n in crew.world.at(spot) if n in crew.world.trails and crew.world.kinds[n] == "primed"
    ]


def lose_bullet(crew: Crew, weapon: Id, event: Event) -> None:
    """A bullet comes off a dummy as it is loaded, and stays in the barrel."""
    came = Beginning(kind="component", thing=weapon, event=event.id)
    trail = Trail("lodged", came)
    fail(trail, "component", what=crew.loaded[weapon], event=event.id)
    crew.world.barrels[weapon] = trail
