"""What a book, a board and a what-if do when something is odd: they say so, or stay closed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.book import create_book, load_policy, open_book
from coldset.book.files import write_whole
from coldset.book.health import examine
from coldset.book.questions import board, hand_overs, what_if
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source
from coldset.core.words import Id
from coldset.errors import ColdsetError

if TYPE_CHECKING:
    from conftest import Entry

SET = load_policy("set")
MINUTE_MS = 60_000
ORIGIN = "example.org/set"

Day = tuple[Event, ...]


# --- what is written can be read back


ILL_TYPED: dict[str, dict[str, object]] = {
    "a hazard that is none": {"act": acts.HazardSuspected(hazard="nonsense", at="x")},  # type: ignore[arg-type]  # on purpose
    "a place that is a number": {"place": 5},
    "no id": {"name": None},
}


@pytest.mark.parametrize("parts", ILL_TYPED.values(), ids=ILL_TYPED)
def test_what_could_not_be_read_back_is_not_written(
    made: Path, an_entry: "Entry", parts: dict[str, object]
) -> None:
    """Once it is in, nothing in the whole book can be read again, by anybody, for ever."""
    with open_book(made, for_writing=True) as book, pytest.raises(ColdsetError):
        book.record([an_entry(**({"name": "odd"} | parts))])
    with open_book(made) as book:
        assert len(book.events) == 20


ODD: dict[str, dict[str, object]] = {
    "it corrects itself": {"corrects": "odd"},
    "it takes back what never was": {"act": acts.EventRetracted(event="never-was", reason="x")},
    "it ended before it began": {"earliest_ms": 9_000, "latest_ms": 1_000},
    "it has no name": {"name": ""},
}


@pytest.mark.parametrize("parts", ODD.values(), ids=ODD)
def test_what_makes_no_sense_is_refused(
    made: Path, an_entry: "Entry", parts: dict[str, object]
) -> None:
    with open_book(made, for_writing=True) as book, pytest.raises(ColdsetError):
        book.record([an_entry(**({"name": "odd"} | parts))])


def test_a_name_that_is_refused_leaves_no_key_behind(path: Path) -> None:
    with pytest.raises(ColdsetError):
        create_book(path, "a name with blanks")
    create_book(path, ORIGIN).close()


def test_a_folder_that_is_not_there_is_said_not_raised(tmp_path: Path) -> None:
    assert not all(point.well for point in examine(tmp_path / "nowhere" / "day.book", 0))


@pytest.mark.parametrize("into", ["file/report.csv", "n" * 300])
def test_a_place_that_cannot_be_written_to_is_refused_in_one_way(tmp_path: Path, into: str) -> None:
    (tmp_path / "file").write_bytes(b"a file, no folder")
    with pytest.raises(ColdsetError):
        write_whole(tmp_path / into, b"new")


# --- the board


def row(events: Iterable[Event], at_ms: int) -> str:
    (found,) = [one for one in board(events, SET, at_ms) if one.weapon == "revolver"]
    return found.word


BEFORE: dict[str, Act] = {
    "stop": acts.StopRaised(reason="x"),
    "incident": acts.IncidentDeclared(text="x"),
    "suspicion": acts.HazardSuspected(hazard="live", at="dummies"),
    "find in another place": acts.HazardIdentified(hazard="live", at="truck"),
}


@pytest.mark.parametrize("act", BEFORE.values(), ids=BEFORE)
def test_a_set_that_was_stopped_before_the_hand_over_is_stopped_on_the_board(
    morning: Day, an_entry: "Entry", act: Act
) -> None:
    """It came in two minutes after the hand-over, from a phone without a network."""
    at_ms = morning[-1].earliest_ms
    late = an_entry(
        "late", act, at_ms - MINUTE_MS, recorded_ms=at_ms + 2 * MINUTE_MS, place="truck"
    )
    assert row((*morning, late), at_ms + 5 * MINUTE_MS) == "not cleared"


def test_a_hand_over_that_is_not_known_yet_breaks_no_board(morning: Day) -> None:
    """The hand-over was written down by a device whose clock is ten minutes fast."""
    *before, passed = morning
    fast = msgspec.structs.replace(passed, recorded_ms=passed.recorded_ms + 10 * MINUTE_MS)
    assert row((*before, fast), passed.earliest_ms + MINUTE_MS) == "not cleared"


def test_a_hand_over_that_one_account_tells_breaks_no_board(
    morning: Day, an_entry: "Entry"
) -> None:
    *before, passed = morning
    told = msgspec.structs.replace(passed, source=Source(account="other"))
    at_ms = passed.earliest_ms
    opened = acts.AccountsOpened(accounts=("one", "other"), about="who handed it over")
    events = (*before, told, an_entry("dispute", opened, at_ms))
    assert row(events, at_ms + MINUTE_MS) in {"cold", "not cleared"}


# --- hindsight


def hindsight(events: Day) -> str:
    (one,) = hand_overs(events, SET, hindsight=True, only={"handed"})
    return one.verdict.word


def test_in_hindsight_a_look_that_was_taken_back_clears_nothing(
    morning: Day, an_entry: "Entry"
) -> None:
    at_ms = morning[-1].earliest_ms + 60 * MINUTE_MS
    back = an_entry("back", acts.EventRetracted(event="shown", reason="another one"), at_ms)
    assert hindsight((*morning, back)) == "not cleared"


def test_in_hindsight_a_look_that_was_in_truth_after_it_clears_nothing(morning: Day) -> None:
    (look,) = [event for event in morning if event.id == "shown"]
    later = look.earliest_ms + 30 * MINUTE_MS
    truth = msgspec.structs.replace(
        look, id="truth", corrects="shown", earliest_ms=later, latest_ms=later, recorded_ms=later
    )
    assert hindsight((*morning, truth)) == "not cleared"


# --- a weapon that nobody registered


def test_a_thing_that_nobody_registered_is_asked_about_when_it_goes_out(
    morning: Day, an_entry: "Entry"
) -> None:
    passed = acts.CustodyPassed(item="ghost", giver="armorer", receiver="performer")
    events = (*morning, an_entry("ghost-out", passed, morning[-1].earliest_ms + 1, place="set"))
    listed = {one.event.id: one.verdict.word for one in hand_overs(events, SET)}
    assert listed["ghost-out"] == "not cleared"


# --- what if


def told(events: Day, *names: Id, account: str) -> Day:
    told_by = Source(kind="statement", who="somebody", account=account)
    return tuple(
        msgspec.structs.replace(event, source=told_by) if event.id in names else event
        for event in events
    )


def test_an_account_that_is_taken_as_true_excludes_the_others(
    morning: Day, an_entry: "Entry"
) -> None:
    """By `shown` the weapon was shown to the first AD; by `not-shown` it lay on a cart."""
    events = told(morning, "shown", account="shown")
    at_ms = morning[-1].earliest_ms
    cart = an_entry("cart", acts.PlaceLeft(holder="revolver"), at_ms - MINUTE_MS, place="set")
    cart = msgspec.structs.replace(cart, source=Source(kind="statement", account="not-shown"))
    opened = acts.AccountsOpened(accounts=("shown", "not-shown"), about="the last look")
    dispute = an_entry("dispute", opened, at_ms)
    *before, passed = events
    supposed = {one.account: one for one in what_if((*before, cart, passed, dispute), passed, SET)}
    assert supposed["shown"].told.word == "cold"
    assert supposed["not-shown"].told.word == "not cleared"


def test_what_was_corrected_is_not_undone_out_of_kindness(morning: Day, an_entry: "Entry") -> None:
    """The look was taken back; the kindest reading may not put it there again for nothing."""
    at_ms = morning[-1].earliest_ms
    retracted = acts.EventRetracted(event="shown", reason="it was another one")
    back = an_entry("back", retracted, at_ms - 1)
    opened = acts.AccountsOpened(accounts=("one", "other"), about="the weather")
    dispute = an_entry("dispute", opened, at_ms - 2)
    *before, passed = morning
    events = (*before, dispute, back, passed)
    for one in what_if(events, passed, SET):
        assert one.charitable.word == "not cleared"
