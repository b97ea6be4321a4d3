"""Single rows of DESIGN part 3 in which marks are unread and holders not seen empty."""

from __future__ import annotations

import pytest
from asp_compared import MINUTE_MS
from asp_program import Question, figures

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Witness
from coldset.core.known import known
from coldset.core.words import Hazard
from coldset.margin.lookout import outlook
from coldset.margin.terms import Terms


class Book:
    def __init__(self) -> None:
        self.events: list[Event] = []
        for place in ("workshop", "truck"):
            self.at(0, acts.PlaceDeclared(place=place, kind="set"), None)
        for person in ("armorer", "property-master"):
            self.at(0, acts.RoleAssigned(person=person, role=person), None)  # type: ignore[arg-type]  # their names are roles
            self.at(0, acts.PersonEntered(person=person), person)

    def at(
        self,
        minute: int,
        act: Act,
        by: str | None = "armorer",
        read: tuple[str, ...] = (),
        **sees: int,
    ) -> None:
        ms = minute * MINUTE_MS
        seen = tuple(Witness(person=p.replace("_", "-"), count=n) for p, n in sees.items())
        self.events.append(
            Event(
                id=f"e{len(self.events)}",
                act=act,
                earliest_ms=ms,
                latest_ms=ms,
                recorded_ms=ms,
                recorder=by or "office",
                by=by,
                place="workshop" if by else None,
                witnesses=seen,
                read=read,
            )
        )

    def revolver(self, name: str, klass: str = "functional") -> None:
        act = acts.WeaponArrived(
            weapon=name, weapon_class=klass, holder="armorer", model="saa", chambers=1
        )  # type: ignore[arg-type]  # a class
        self.at(1, act, read=(name,))

    def agrees(self, terms: Terms, hazard: Hazard, thing: str, minute: int) -> None:
        question = Question(hazard, thing, minute * MINUTE_MS)
        (ours,) = figures(self.events, terms, [question])
        found = outlook(known(self.events), terms, question.at_ms).figure(hazard, thing)
        assert (found.margin, found.solo) == ours


EMPTY = (acts.Sight(chamber=1, contents="empty"),)


@pytest.fixture
def book() -> Book:
    return Book()


def test_the_barrel_of_a_look_alike_whose_mark_was_not_read(book: Book, terms: Terms) -> None:
    """Also the sets of every look-alike open there + record: the barrel's too."""
    book.revolver("one")
    book.revolver("two")
    book.at(2, acts.BoreChecked(weapon="one", clear=True), read=("one",), property_master=1)
    book.at(2, acts.ItemMoved(item="one", holder="armorer"))
    book.agrees(terms, "lodged", "one", 2)


def test_a_bore_check_of_a_weapon_whose_mark_was_not_read(book: Book, terms: Terms) -> None:
    book.revolver("one")
    book.revolver("two")
    book.at(2, acts.BoreChecked(weapon="one", clear=True), property_master=1)
    book.agrees(terms, "lodged", "one", 2)


def test_unloaded_and_seen_empty_without_the_mark_read(book: Book, terms: Terms) -> None:
    book.revolver("one")
    book.revolver("two")
    act = acts.RoundsUnloaded(
        weapon="one", lot="out", holder="armorer", chambers=(1,), n=1, seen_empty=True
    )
    book.at(2, act, property_master=1)
    book.agrees(terms, "live", "one", 2)


def test_a_replica_shown_instead(book: Book, terms: Terms) -> None:
    book.revolver("one")
    book.revolver("two", "replica")
    book.at(2, acts.WeaponShown(weapon="one", sights=EMPTY), property_master=1)
    book.agrees(terms, "live", "one", 2)


def guarded(book: Book) -> None:
    """The armorer holds the line, every floor is swept, both are searched."""
    book.at(0, acts.LineControlled(), "property-master")
    for place in ("workshop", "truck"):
        book.at(0, acts.PlaceSwept(holder=place), "property-master")
    book.at(0, acts.PersonSearched(person="armorer"), "property-master")
    book.at(0, acts.PersonSearched(person="property-master"), "armorer")


def test_a_lot_drawn_to_the_last_whose_holder_nobody_saw_empty(book: Book, terms: Terms) -> None:
    """When all of L is drawn and its holder seen empty, L is gone; else it keeps its own."""
    lot = acts.LotArrived(lot="lot", source="supplier", claimed="dummy", holder="workshop", n=1)
    book.at(0, lot)
    guarded(book)
    book.revolver("one")
    book.at(2, acts.WeaponShown(weapon="one", sights=EMPTY), read=("one",), property_master=1)
    book.at(2, acts.PortionDrawn(lot="lot", portion="drawn", holder="armorer", n=1))
    book.at(2, acts.ItemMoved(item="drawn", holder="truck"))
    book.at(2, acts.PlaceLeft(holder="lot"))
    book.at(2, acts.ItemMoved(item="one", holder="workshop"), read=("one",))
    book.at(2, acts.PlaceLeft(holder="one"))
    book.agrees(terms, "live", "one", 9)
