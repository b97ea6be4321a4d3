"""What happens on a made-up day after its morning: each row of the calculus, weighted."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import msgspec
from days import CASES, LOTS, MINUTE_MS, OTHER_TERMS, PEOPLE, PLACES, PLAIN, WEAPONS, Day

from coldset.core import acts
from coldset.core.words import HAZARDS, Id

if TYPE_CHECKING:
    from collections.abc import Callable

    from coldset.core.acts.base import Act


def weapon(day: Day) -> Id:
    return day.one(tuple(day.state.weapons) or WEAPONS) if day.chance(98) else "ghost"


def lot(day: Day) -> Id:
    """Any lot, rather one that is not used up."""
    left = [one.id for one in day.state.lots.values() if one.n != 0]
    known = left if left and day.chance(85) else list(day.state.lots)
    return day.one(known or LOTS) if day.chance(98) else "ghost lot"


def item(day: Day) -> Id:
    things = (*day.state.weapons, *day.state.weapons, *day.state.lots, *day.state.containers)
    return day.one(things or WEAPONS)


def holder(day: Day) -> Id:
    return day.one((*PEOPLE[:2], *day.state.places, *day.state.containers, *PEOPLE[3:]))


def does(day: Day, act: Act, thing: Id, *, by: Id | None = None, **more: Any) -> None:  # noqa: ANN401 - any part of an event
    """Whoever has a thing does something with it where it is."""
    by = by or day.hand_on(thing)
    day.write(act, by, day.place_for(thing, by), **(day.how() | more))


# --- rounds


def checks(day: Day) -> None:
    day.checks(lot(day))


def draws(day: Day) -> None:
    of = lot(day)
    held = day.state.lots.get(of)
    most = held.n if held is not None and held.n is not None else 4
    n = day.one((1, 1, 2, most, most, most + 1 if day.chance(20) else 1, None))
    portion = day.one(("six", "six", "odd", f"p{len(day.events)}"))
    if portion == of:
        portion = f"p{len(day.events)}"
    into = holder(day) if day.chance(20) else day.hand_on(of)
    act = acts.PortionDrawn(
        lot=of, portion=portion, holder=into, n=n, emptied=n == most and day.chance(50)
    )
    does(day, act, of, read=day.read(of))


def merges(day: Day) -> None:
    one, two = lot(day), lot(day)
    into = day.one((one, "merged"))
    by = day.hand_on(one)
    act = acts.LotsMerged(lots=tuple(dict.fromkeys((one, two))), into=into, holder=by)
    does(day, act, one, by=by, read=day.read(one, two))


def loads(day: Day) -> None:
    gun, of = weapon(day), lot(day)
    held = day.state.weapons.get(gun)
    count = (held.chamber_count if held is not None else None) or 1
    numbers = day.one((tuple(range(1, count + 1)), tuple(range(1, count + 1)), (1,), ()))
    n = day.one((None, len(numbers) or count))
    bullets = day.one((None, len(numbers)))
    act = acts.RoundsLoaded(weapon=gun, lot=of, chambers=numbers, n=n, bullets=bullets)
    does(day, act, gun, read=day.read(gun, of))
    if day.is_careful and day.chance(85):
        day.shows(gun)


def unloads(day: Day) -> None:
    gun = weapon(day)
    out = day.one(("out", "out", "six", "box"))
    by = day.hand_on(gun)
    act = acts.RoundsUnloaded(
        weapon=gun,
        lot=out,
        holder=by,
        chambers=day.one(((), (), (1,))),
        n=day.one((1, 2, None)),
        bullets=day.one((1, 2, None)),
        seen_empty=day.chance(70),
    )
    count = len(day.state.chambers(gun)) if gun in day.state.weapons else 1
    does(day, act, gun, by=by, witnesses=tuple(day.witnesses(by, count)), read=day.read(gun))


def fires(day: Day) -> None:
    gun = weapon(day)
    act = acts.ShotFired(weapon=gun, planned=True, chamber=day.one((1, None)))
    does(day, act, gun, read=day.read(gun))


def hammer_falls(day: Day) -> None:
    gun = weapon(day)
    does(day, acts.HammerFell(weapon=gun, chamber=day.one((1, None))), gun, read=day.read(gun))


def swaps(day: Day) -> None:
    gun = weapon(day)
    held = day.state.weapons.get(gun)
    out = held.cylinder if held is not None else "ghost-cylinder"
    fitted = {one.cylinder for one in day.state.weapons.values()}
    loose = [one for one in ("spare", *day.state.cylinders) if one not in fitted] or ["new"]
    into = day.one(tuple(fitted - {out}) or loose) if day.chance(15) else day.one(loose)
    act = acts.CylinderSwapped(weapon=gun, out=out, into=into)
    does(day, act, gun, read=(gun, into))


def throws_away(day: Day) -> None:
    of = lot(day)
    does(day, acts.RoundDiscarded(lot=of, n=1), of)


# --- weapons


def shows(day: Day) -> None:
    day.shows(weapon(day))


def looks_through(day: Day) -> None:
    day.looks_through(weapon(day))


def services(day: Day) -> None:
    gun = weapon(day)
    does(day, acts.WeaponServiced(weapon=gun), gun)


# --- custody


def moves(day: Day) -> None:
    thing, to = item(day), holder(day)
    by = day.hand_on(thing)
    place = to if to in day.state.places and day.chance(80) else day.place_for(thing, by)
    day.write(
        acts.ItemMoved(item=thing, holder=to),
        None if day.chance(4) else by,
        place,
        read=day.read(thing),
        **day.how(),
    )


def takes(day: Day) -> None:
    thing = item(day)
    by = day.one(PEOPLE[:2])
    act = acts.ItemMoved(item=thing, holder=by)
    day.write(act, by, day.place_for(thing, by), read=day.read(thing), **day.how())


def hands_over(day: Day) -> None:
    gun = weapon(day)
    giver, receiver = day.hand_on(gun), day.one((*PEOPLE, "performer"))
    supervisor = day.one((None, "armorer", "armorer", "property-master"))
    act = acts.CustodyPassed(item=gun, giver=giver, receiver=receiver, supervisor=supervisor)
    does(day, act, gun, by=giver, read=day.read(gun))


def issues(day: Day) -> None:
    things = tuple(dict.fromkeys((item(day), item(day))))
    giver, receiver = day.hand_on(things[0]), day.one(PEOPLE)
    if day.chance(50):
        back: Act = acts.KitReturned(items=things, giver=giver, receiver=receiver)
    else:
        back = acts.KitIssued(items=things, giver=giver, receiver=receiver, supervisor="armorer")
    does(day, back, things[0], by=giver, read=day.read(*things))


def leaves(day: Day) -> None:
    by = day.one(PEOPLE)
    left = day.one((*day.state.weapons, *day.state.containers, *day.state.places))
    day.write(acts.PlaceLeft(holder=left), by, day.place_of(by), **day.how())


def claims_a_watch(day: Day) -> None:
    thing = item(day)
    watch = day.state.weapons.get(thing)
    by = (
        day.one([one.person for one in watch.last_shown.witnesses] or PEOPLE)
        if (watch is not None and watch.last_shown is not None)
        else day.hand_on(thing)
    )
    act = acts.WatchClaimed(item=thing, since_shown=day.chance(75))
    day.write(act, by, day.place_of(by), **day.how())


# --- places


def box(day: Day) -> Id:
    return day.one((*day.state.containers, *day.state.lots, "case"))


def seals(day: Day) -> None:
    """Sealed, and mostly read later."""
    of = box(day)
    does(day, acts.ContainerSealed(container=of, seal="A1"), of)


def reads_a_seal(day: Day) -> None:
    state = day.state
    sealed = [one.id for one in state.containers.values() if one.seal is not None]
    sealed += [one.id for one in state.lots.values() if one.seal is not None]
    of = day.one(sealed or CASES)
    number = "A1" if day.chance(90) else "B2"
    act = acts.SealRead(container=of, seal=number, intact=day.chance(90))
    if day.chance(8):
        day.write(act, None, None, **day.how())
    else:
        does(day, act, of)


def cuts_a_seal(day: Day) -> None:
    of = box(day)
    does(day, acts.SealRemoved(container=of), of)


def locks(day: Day) -> None:
    of = day.one((*day.state.places, *day.state.containers))
    keys = day.one((("armorer",), ("armorer", "performer"), ("property-master",), None, ()))
    by = day.one(PEOPLE[:2])
    day.write(acts.HolderLocked(holder=of, keys=keys), by, day.place_of(by), **day.how())


def unlocks(day: Day) -> None:
    state = day.state
    locked = [one.id for one in state.containers.values() if one.lock is not None]
    locked += [one.id for one in state.places.values() if one.lock is not None]
    of = day.one(locked or CASES)
    by = day.one(PEOPLE[:2])
    day.write(acts.HolderUnlocked(holder=of), by, day.place_of(by), **day.how())


def gives_a_key(day: Day) -> None:
    of = day.one((*day.state.places, *day.state.containers))
    act = acts.KeyGiven(holder=of, person=day.one(PEOPLE))
    day.write(act, "armorer", day.place_of("armorer"), **day.how())


def sweeps(day: Day) -> None:
    by = day.one(PEOPLE[:3])
    of = day.one((*day.state.places, *day.state.places, *day.state.containers, *PEOPLE))
    place = of if of in day.state.places else day.place_of(by)
    day.write(acts.PlaceSwept(holder=of), by, place, **day.how())


def guards_the_line(day: Day) -> None:
    if day.state.line_controlled_by is None:
        day.guards_the_line()
        return
    by = day.one(("first-ad", "armorer"))
    act = day.one((acts.LineReleased(), acts.LineControlled()))
    day.write(act, by, day.place_of(by), **day.how())


def declares_a_place(day: Day) -> None:
    """One that may be on record already."""
    act = acts.PlaceDeclared(place=day.one((*PLACES, "cellar")), kind="set")
    day.write(act, None, None, **day.how())


# --- people


def searches(day: Day) -> None:
    whom = day.one(PEOPLE)
    by = day.one([one for one in PEOPLE if one != whom])
    day.write(acts.PersonSearched(person=whom), by, day.place_of(whom), **day.how())


def declares(day: Day) -> None:
    whom = day.one(PEOPLE)
    act = acts.PersonDeclared(person=whom)
    day.write(act, day.one(PEOPLE), day.place_of(whom), **day.how())


def goes(day: Day) -> None:
    """Somebody does something at another place."""
    by = day.one(PEOPLE)
    day.write(acts.ConcernRaised(text="cold coffee"), by, day.one(PLACES), **day.how())


def enters(day: Day) -> None:
    whom = day.one((*PEOPLE, "stranger"))
    act = acts.PersonEntered(person=whom, through=day.one((None, None, "first-ad")))
    day.write(act, whom if day.chance(50) else "first-ad", day.one(PLACES[:2]), **day.how())


def goes_home(day: Day) -> None:
    whom = day.one(PEOPLE)
    day.write(acts.PersonLeft(person=whom), whom, None, **day.how())


def gets_a_duty(day: Day) -> None:
    whom = day.one(PEOPLE[:2])
    duty = day.one(("props", "firearms"))
    kinds: tuple[Act, ...] = (
        acts.DutyAssigned(person=whom, duty=duty),
        acts.DutyEnded(person=whom, duty=duty),
        acts.RoleAssigned(person=day.one(PEOPLE), role="armorer"),
        acts.RoleEnded(person=whom, role="armorer"),
    )
    day.write(day.one(kinds), None, None, **day.how())


# --- finds and knowledge


def finds(day: Day) -> None:
    hazard: Any = day.one(("live", "live", *HAZARDS))
    at = day.one((*day.state.weapons, *day.state.lots, *day.state.containers, "stage", "performer"))
    of = day.one((None, *day.state.lots)) if at not in day.state.weapons else None
    chamber = day.one((None, 1)) if at in day.state.weapons else None
    act = acts.HazardIdentified(hazard=hazard, at=at, lot=of, chamber=chamber)
    day.write(act, day.one(PEOPLE[:3]), day.place_of("armorer"))


def corrects(day: Day) -> None:
    """An earlier entry is taken back, or another stands in its place."""
    if len({event.corrects for event in day.events if event.corrects}) >= 2 or not day.events:
        return
    wrong = day.one(day.events)
    by = day.one(PEOPLE[:2])
    if day.chance(50):
        act = acts.EventRetracted(event=wrong.id, reason="it was not so")
        day.write(act, by, None)
        return
    right = msgspec.structs.replace(
        wrong,
        id=f"e{len(day.events)}",
        corrects=wrong.id,
        recorder=by,
        recorded_ms=max(day.now_ms, wrong.recorded_ms),
        witnesses=(),
        by=day.one((wrong.by, by)),
    )
    day.events.append(right)


def opens_accounts(day: Day) -> None:
    """Two tellings of one thing; each of the last entries belongs to one of them or to none."""
    if any(isinstance(event.act, acts.AccountsOpened) for event in day.events):
        return
    day.write(acts.AccountsOpened(accounts=("his", "hers"), about="lunch"), None, None)
    for place, event in list(enumerate(day.events))[-5:-1]:
        if event.corrects is None and day.chance(50):
            source = msgspec.structs.replace(event.source, account=day.one(("his", "hers")))
            day.events[place] = msgspec.structs.replace(event, source=source)


GOINGS_ON: tuple[tuple[int, Callable[[Day], None]], ...] = (
    (10, shows),
    (7, looks_through),
    (8, checks),
    (6, draws),
    (2, merges),
    (8, loads),
    (3, unloads),
    (2, fires),
    (2, hammer_falls),
    (2, swaps),
    (1, throws_away),
    (1, services),
    (7, moves),
    (7, takes),
    (7, hands_over),
    (2, issues),
    (4, leaves),
    (5, claims_a_watch),
    (4, seals),
    (5, reads_a_seal),
    (1, cuts_a_seal),
    (4, locks),
    (2, unlocks),
    (1, gives_a_key),
    (4, sweeps),
    (3, guards_the_line),
    (1, declares_a_place),
    (5, searches),
    (1, declares),
    (5, goes),
    (2, enters),
    (1, goes_home),
    (2, gets_a_duty),
    (1, finds),
    (1, corrects),
    (1, opens_accounts),
)
WEIGHTED = tuple(what for often, what in GOINGS_ON for _ in range(often))


def made_up(random: Random, least: int, most: int) -> Day:
    """A day with from `least` to `most` entries after its morning."""
    day = Day(random)
    day.is_careful = day.chance(80)
    day.quirks = day.one((0, 0, 3, 10))
    if day.chance(35):
        day.terms = msgspec.structs.replace(PLAIN, **day.one(OTHER_TERMS))
    day.opens()
    for _ in range(day.random.randint(least, most)):
        day.passes()
        day.one(WEIGHTED)(day)
    return day


def moments(day: Day) -> list[int]:
    """When to ask: as the day ends, four minutes and half an hour later, and once before."""
    end_ms = max(event.latest_ms for event in day.events)
    return [day.now_ms, end_ms + 4 * MINUTE_MS, end_ms + 34 * MINUTE_MS, day.now_ms // 2]
