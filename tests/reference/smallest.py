"""The smallest records that tell one row of the calculus from a wrong one, and what they come to.

A revolver and its look-alike, one chamber each, in the armorer's hands on the stage; the first AD
is there too. Nobody was searched and no floor was swept, unless a test says so.
"""

from random import Random
from typing import Any

import msgspec
from calculus import figures
from days import MINUTE_MS, PLAIN, Day

from coldset.core import acts
from coldset.core.events import Source, Witness
from coldset.core.known import known
from coldset.core.words import BuildMark, Contents, Hazard, Id, Method, RoundClass
from coldset.margin.lookout import outlook

STATED = Source(kind="statement", who="armorer")
MODEL = "six"


def witnessed(count: int | None = 9, *people: Id) -> tuple[Witness, ...]:
    """The first AD, or others, who state to have seen so many."""
    return tuple(Witness(person=one, count=count) for one in people or ("first-ad",))


def started(**terms: Any) -> Day:  # noqa: ANN401 - any of the policy's terms
    """The stage on record, with the armorer and the first AD on it."""
    day = Day(Random(0), msgspec.structs.replace(PLAIN, **terms))  # noqa: S311 - nothing here is left to chance
    day.write(acts.PlaceDeclared(place="stage", kind="set"), None, None)
    day.write(acts.PlaceDeclared(place="truck", kind="vehicle"), None, None)
    day.write(acts.RoleAssigned(person="armorer", role="armorer"), None, None)
    for person in ("armorer", "first-ad"):
        day.write(acts.PersonEntered(person=person), person, "stage")
    return day


def morning(model: str = MODEL, **terms: Any) -> Day:  # noqa: ANN401 - any of the policy's terms
    """The same, with the two revolvers; `model` is that of the second."""
    day = started(**terms)
    revolver(day, "revolver", MODEL)
    revolver(day, "twin", model)
    return day


def revolver(day: Day, weapon: Id, model: str = MODEL) -> None:
    came = acts.WeaponArrived(
        weapon=weapon, weapon_class="functional", holder="armorer", model=model, chambers=1
    )
    day.write(came, "armorer", "stage")


def box(  # noqa: PLR0913 - a lot is which, how many, built how, said to be what, where
    day: Day,
    lot: Id = "box",
    *,
    n: int = 2,
    build: tuple[BuildMark, ...] = ("no-primer",),
    claimed: RoundClass = "dummy",
    holder: Id = "armorer",
) -> None:
    came = acts.LotArrived(lot=lot, source="s", claimed=claimed, holder=holder, n=n, build=build)
    day.write(came, "armorer", "stage")


def checked(
    day: Day,
    lot: Id = "box",
    *,
    n: int = 2,
    method: Method = "primer",
    sees: tuple[Witness, ...] = witnessed(),
    **more: Any,  # noqa: ANN401 - any part of an event
) -> None:
    act = acts.LotChecked(lot=lot, method=method, n=n, answered=n)
    day.write(act, "armorer", "stage", sees=sees, read=(lot,), **more)


def shown(
    day: Day,
    weapon: Id = "revolver",
    *,
    contents: Contents = "empty",
    methods: tuple[Method, ...] = (),
    **more: Any,  # noqa: ANN401 - any part of an event
) -> None:
    """A weapon of one chamber, seen by the armorer, its mark read; the first AD witnesses it."""
    sight = acts.Sight(chamber=1, contents=contents, methods=methods)
    act = acts.WeaponShown(weapon=weapon, sights=(sight,))
    day.write(act, "armorer", "stage", sees=witnessed(), read=(weapon,), **more)


def put(day: Day, item: Id, holder: Id, *, read: bool = True) -> None:
    """The armorer puts something somewhere on the stage."""
    moved = acts.ItemMoved(item=item, holder=holder)
    day.write(moved, "armorer", "stage", read=(item,) if read else ())


def left(day: Day, item: Id) -> None:
    """Something is put on the stage and left there by the armorer."""
    put(day, item, "stage")
    day.write(acts.PlaceLeft(holder=item), "armorer", "stage")


def search_each_other(day: Day) -> None:
    day.write(acts.PersonSearched(person="armorer"), "first-ad", "stage")
    day.write(acts.PersonSearched(person="first-ad"), "armorer", "stage")


def guarded(**terms: Any) -> Day:  # noqa: ANN401 - any of the policy's terms
    """Behind a line that the first AD controls, with the stage swept and everybody searched."""
    day = morning(**terms)
    search_each_other(day)
    day.write(acts.LineControlled(), "first-ad", "stage")
    for place in ("stage", "truck"):
        day.write(acts.PlaceSwept(holder=place), "first-ad", place)
    day.write(acts.ConcernRaised(text="back from the truck"), "first-ad", "stage")
    return day


def same(day: Day, hazard: Hazard, thing: Id, *, minutes: int = 0) -> tuple[int | None, int | None]:
    """What both say, some minutes after the last entry."""
    record, at_ms = known(day.events), day.now_ms + minutes * MINUTE_MS
    mine = figures(record, day.terms, at_ms, hazard, thing)
    found = outlook(record, day.terms, at_ms).figure(hazard, thing)
    assert (found.margin, found.solo) == mine, f"the reference says {mine}"
    return mine


def comes_to(  # noqa: PLR0913 - of what, in what, both figures, when
    day: Day, hazard: Hazard, thing: Id, margin: int, solo: int, *, minutes: int = 0
) -> None:
    """Both say so, some minutes after the last entry."""
    assert same(day, hazard, thing, minutes=minutes) == (margin, solo)
