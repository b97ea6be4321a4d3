"""One name for two kinds of things is refused before anything of it is kept."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coldset.book import create_book, open_book
from coldset.book.book import Book
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.errors import ColdsetError

if TYPE_CHECKING:
    from conftest import Entry

ORIGIN = "example.org/set"
LOT = acts.LotArrived(lot="case", source="x", claimed="dummy", holder="armorer")
BOX = acts.ContainerArrived(container="case", kind="case", holder="armorer")
WEAPON = acts.WeaponArrived(weapon="case", weapon_class="functional", holder="armorer")


@pytest.fixture
def book(path: Path) -> Book:
    return create_book(path, ORIGIN)


def refused(book: Book, *events: object) -> ColdsetError:
    size = len(book.events)
    with pytest.raises(ColdsetError) as refusal:
        book.record(events)  # type: ignore[arg-type]  # events, made by a fixture
    assert (len(book.events), book.store.size()) == (size, size)
    assert refusal.value.code == "name-of-two"
    assert refusal.value.fields["name"] == "case"
    return refusal.value


@pytest.mark.parametrize(
    "act",
    [
        BOX,
        WEAPON,
        acts.PersonEntered(person="case"),
        acts.PlaceDeclared(place="case", kind="set"),
        acts.CustodyPassed(item="six", giver="case", receiver="armorer"),
    ],
)
def test_a_name_that_is_taken_by_another_kind_is_refused(
    book: Book, an_entry: "Entry", act: Act
) -> None:
    with book:
        book.record([an_entry("first", LOT)])
        error = refused(book, an_entry("fine"), an_entry("second", act))
        assert error.fields["event"] == "second"


def test_two_kinds_in_one_go_are_refused(book: Book, an_entry: "Entry") -> None:
    with book:
        refused(book, an_entry("first", LOT), an_entry("second", BOX))


def test_whoever_did_or_saw_something_is_a_person(book: Book, an_entry: "Entry") -> None:
    with book:
        book.record([an_entry("first", LOT)])
        refused(book, an_entry("second", by="case"))


def test_a_book_that_was_opened_again_still_knows_its_names(
    path: Path, book: Book, an_entry: "Entry"
) -> None:
    with book:
        book.record([an_entry("first", LOT)])
    with open_book(path, for_writing=True) as again:
        refused(again, an_entry("second", BOX))


def test_a_lots_own_box_is_sealed_moved_and_handed_over_by_the_lots_name(
    book: Book, an_entry: "Entry"
) -> None:
    with book:
        done = book.record(
            [
                an_entry("first", LOT),
                an_entry("sealed", acts.ContainerSealed(container="case", seal="0071")),
                an_entry("moved", acts.ItemMoved(item="case", holder="truck")),
                an_entry("again", LOT),
            ]
        )
        assert len(done.added) == 4


def test_a_name_is_free_again_once_what_took_it_was_taken_back(
    book: Book, an_entry: "Entry"
) -> None:
    with book:
        book.record([an_entry("first", LOT)])
        back = acts.EventRetracted(event="first", reason="it is the case itself")
        assert len(book.record([an_entry("back", back), an_entry("second", BOX)]).added) == 2


def test_a_correction_may_give_a_name_to_what_it_really_is(book: Book, an_entry: "Entry") -> None:
    with book:
        book.record([an_entry("first", LOT)])
        assert book.record([an_entry("second", BOX, corrects="first")]).added
        refused(book, an_entry("third", LOT))


def test_a_name_of_two_by_another_writer_stands_in_the_way_of_nothing_else(
    path: Path, book: Book, an_entry: "Entry", monkeypatch: pytest.MonkeyPatch
) -> None:
    with book, monkeypatch.context() as other_writer:
        other_writer.setattr("coldset.book.book.check_names", lambda *_: None)
        book.record([an_entry("first", LOT), an_entry("second", BOX)])
    with open_book(path, for_writing=True) as again:
        assert again.record([an_entry("third", LOT), an_entry("fourth", BOX)]).added
        refused(again, an_entry("fifth", WEAPON))
