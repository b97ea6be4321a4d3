"""Seals, locks, watches and the line: what closes, what opens, and what cannot be."""

from typing import Any

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event

Day = Any  # see conftest.py


@pytest.fixture
def sealed(day: Day) -> Day:
    """The dummies lie in the case, under seal 0071."""
    day.moves("07:00", "dummies", "case")
    day.seals("07:01", "case", "0071")
    return day


@pytest.fixture
def locked(day: Day) -> Day:
    """The revolver lies in the safe, to which the property master alone has a key."""
    day.moves("07:00", "revolver", "safe")
    day.locks("07:01", "safe", "property-master", by="property-master")
    return day


def test_a_seal_is_on_from_the_entry_that_put_it_on(sealed: Day) -> None:
    seal = sealed.state().containers["case"].seal
    assert (seal.number, seal.event) == ("0071", sealed.events[-1])
    assert sealed.state("07:00").containers["case"].seal is None


def test_a_seal_that_is_read_whole_vouches_for_the_time_since_it_was_put_on(sealed: Day) -> None:
    put_on = sealed.events[-1]
    read = sealed.reads("18:00", "case", "0071")
    assert sealed.doubts() == []
    assert sealed.state().seal_readings == {put_on.id: read}


@pytest.mark.parametrize(
    ("number", "intact", "said"), [("0072", True, "yes"), ("0071", False, "no")]
)
def test_a_seal_has_another_number_or_is_broken(
    sealed: Day,
    number: str,
    intact: bool,  # noqa: FBT001 - a row of the table
    said: str,
) -> None:
    read = sealed.reads("18:00", "case", number, intact=intact)
    sealed.doubted(
        "seal-differs",
        read,
        level="not cleared",
        container="case",
        read=number,
        put_on="0071",
        intact=said,
    )
    state = sealed.state()
    assert state.seal_readings == {}
    assert state.containers["case"].seal is None


def test_a_seal_is_read_where_none_is_recorded(day: Day) -> None:
    read = day.reads("07:00", "case", "0071")
    day.doubted("seal-unrecorded", read, container="case", read="0071")
    assert day.state().seal_readings == {}
    assert day.state().containers["case"].seal is None


def test_what_is_in_a_sealed_case_is_taken_out_without_reading_its_seal(sealed: Day) -> None:
    taken = sealed.moves("08:00", "dummies", "armorer")
    sealed.doubted("seal-not-read", taken, container="case")
    assert sealed.state().containers["case"].seal is None


@pytest.mark.parametrize("deep", [False, True])
def test_acting_on_what_is_in_a_sealed_case_opens_it(day: Day, deep: bool) -> None:  # noqa: FBT001 - a row
    day.container("06:30", "tin", "box", "case")
    day.moves("07:00", "dummies", "tin" if deep else "case")
    day.seals("07:01", "case", "0071")
    counted = day.at("08:00", acts.LotChecked(lot="dummies", method="look", n=50, answered=50))
    day.doubted("seal-not-read", counted, container="case")


def test_handing_over_what_is_in_a_sealed_case_opens_it(sealed: Day) -> None:
    passed = sealed.passes("08:00", "armorer", "performer", item="dummies")
    sealed.doubted("seal-not-read", passed, container="case")


def test_a_lot_is_drawn_from_its_own_sealed_box(day: Day) -> None:
    day.seals("07:00", "dummies", "0071")
    drawn = day.draws("08:00", "six", 6)
    day.doubted("seal-not-read", drawn, container="dummies")
    assert day.state().lots["dummies"].seal is None


def test_after_its_seal_was_read_a_case_may_be_opened(sealed: Day) -> None:
    sealed.reads("08:00", "case", "0071")
    sealed.moves("08:01", "dummies", "armorer")
    assert sealed.doubts() == []


def test_a_sealed_case_may_be_carried_with_its_seal_on(sealed: Day) -> None:
    sealed.moves("08:00", "case", "truck", place="truck")
    sealed.passes("08:05", "armorer", "property-master", item="case", place="truck")
    assert sealed.doubts() == []
    assert sealed.state().containers["case"].seal is not None


def test_a_seal_taken_off_unread_proves_nothing(sealed: Day) -> None:
    sealed.at("08:00", acts.SealRemoved(container="case"))
    assert sealed.doubts() == []
    state = sealed.state()
    assert state.containers["case"].seal is None
    assert state.seal_readings == {}


def test_a_safe_is_opened_by_somebody_without_a_key(locked: Day) -> None:
    taken = locked.moves("08:00", "revolver", "armorer")
    locked.doubted("no-key", taken, holder="safe", by="armorer")
    assert locked.state().containers["safe"].lock is None


def test_a_safe_is_opened_and_nobody_says_by_whom(locked: Day) -> None:
    taken = locked.moves("08:00", "revolver", "armorer", by=None)
    locked.doubted("no-key", taken, holder="safe", by="unknown")


def test_whoever_has_a_key_may_open_a_safe(locked: Day) -> None:
    locked.moves("08:00", "revolver", "property-master", by="property-master")
    assert locked.doubts() == []
    assert locked.state().containers["safe"].lock is None


def test_whoever_was_given_a_key_may_open_a_safe(locked: Day) -> None:
    closed = locked.events[-1]
    locked.at("07:30", acts.KeyGiven(holder="safe", person="armorer"))
    lock = locked.state().containers["safe"].lock
    assert lock.keys == frozenset({"armorer", "property-master"})
    assert lock.event == closed
    locked.moves("08:00", "revolver", "armorer")
    assert locked.doubts() == []


def test_where_nobody_knows_who_has_the_keys_anybody_may_have_one(day: Day) -> None:
    day.moves("07:00", "revolver", "safe")
    day.locks("07:01", "safe")
    day.at("07:02", acts.KeyGiven(holder="safe", person="operator"))
    assert day.state().containers["safe"].lock.keys is None
    day.moves("08:00", "revolver", "armorer")
    assert day.doubts() == []


def test_a_lock_to_which_nobody_has_a_key_opens_to_nobody(day: Day) -> None:
    day.moves("07:00", "revolver", "safe")
    day.at("07:01", acts.HolderLocked(holder="safe", keys=()))
    taken = day.moves("08:00", "revolver", "armorer")
    day.doubted("no-key", taken, holder="safe", by="armorer")


def test_a_place_a_container_and_a_box_of_rounds_can_be_locked_and_unlocked(day: Day) -> None:
    for holder in ("truck", "safe", "dummies"):
        day.locks("07:00", holder, "armorer")
    state = day.state()
    locks = (state.places["truck"], state.containers["safe"], state.lots["dummies"])
    assert [one.lock.keys for one in locks] == [frozenset({"armorer"})] * 3
    for holder in ("truck", "safe", "dummies"):
        day.at("08:00", acts.HolderUnlocked(holder=holder))
    state = day.state()
    assert state.places["truck"].lock is None
    assert state.containers["safe"].lock is None
    assert state.lots["dummies"].lock is None
    assert day.doubts() == []


def test_a_place_that_is_left_leaves_what_lies_there_unwatched(day: Day) -> None:
    day.moves("07:00", "revolver", "set")
    day.at("07:10", acts.PlaceLeft(holder="set"))
    state = day.state()
    assert state.weapons["revolver"].where.left
    assert state.containers["case"].where.left
    assert not state.lots["dummies"].where.left, "it is in the armorer's hands"


def test_a_thing_that_is_left_is_unwatched_until_somebody_has_it_in_sight(day: Day) -> None:
    day.moves("07:00", "revolver", "set")
    day.at("07:10", acts.PlaceLeft(holder="revolver"))
    assert day.state().weapons["revolver"].where.left
    day.at("07:20", acts.WatchClaimed(item="revolver"), by="property-master")
    where = day.state().weapons["revolver"].where
    assert (where.left, where.by) == (False, "property-master")


def test_a_watch_that_nobody_keeps_is_none(day: Day) -> None:
    day.moves("07:00", "revolver", "set")
    day.at("07:10", acts.PlaceLeft(holder="revolver"))
    day.at("07:20", acts.WatchClaimed(item="revolver"), by=None)
    where = day.state().weapons["revolver"].where
    assert (where.left, where.by) == (True, "armorer")


def test_a_thing_that_is_handled_is_no_longer_left(day: Day) -> None:
    day.moves("07:00", "revolver", "set", until="07:02")
    day.at("07:10", acts.PlaceLeft(holder="revolver"))
    day.shows("07:20", "empty", 1)
    where = day.state().weapons["revolver"].where
    assert (where.left, where.gap, where.holder) == (False, False, "set")


def test_the_line_is_controlled_until_it_is_released(day: Day) -> None:
    day.at("07:00", acts.LineControlled(), by="property-master")
    assert day.state().line_controlled_by == "property-master"
    day.at("08:00", acts.LineReleased(), by="property-master")
    assert day.state().line_controlled_by is None


def put_into(day: Day, how: str) -> Event:
    act: Act
    if how == "moved":
        act = acts.ItemMoved(item="dummies", holder="case")
    elif how == "drawn":
        act = acts.PortionDrawn(lot="dummies", portion="six", holder="case", n=6)
    elif how == "arrived":
        act = acts.LotArrived(lot="more", source="supplier", claimed="dummy", holder="case")
    else:
        act = acts.RoundsUnloaded(weapon="revolver", lot="out", holder="case")
    event: Event = day.at("08:00", act)
    return event


@pytest.mark.parametrize("how", ["moved", "drawn", "arrived", "unloaded"])
def test_a_sealed_case_into_which_something_is_put_was_opened(day: Day, how: str) -> None:
    day.seals("07:00", "case", "0071")
    event = put_into(day, how)
    day.doubted("seal-not-read", event, container="case")
    assert day.state().containers["case"].seal is None


@pytest.mark.parametrize("how", ["moved", "drawn", "arrived", "unloaded"])
def test_a_locked_case_into_which_something_is_put_was_opened(day: Day, how: str) -> None:
    day.locks("07:00", "case", "property-master")
    event = put_into(day, how)
    day.doubted("no-key", event, holder="case", by="armorer")
    assert day.state().containers["case"].lock is None


@pytest.mark.parametrize(
    "act",
    [
        acts.EvidenceSeized(item="dummies"),
        acts.RoundDiscarded(lot="dummies", n=1),
        acts.LotCounted(lot="dummies", n=50),
    ],
    ids=lambda act: type(act).__name__,
)
def test_a_sealed_case_out_of_which_something_is_handled_was_opened(day: Day, act: Act) -> None:
    day.moves("07:00", "dummies", "case")
    day.seals("07:01", "case", "0071")
    event = day.at("08:00", act)
    day.doubted("seal-not-read", event, container="case")


def test_a_case_is_sealed_anew_without_reading_its_seal(day: Day) -> None:
    day.seals("07:00", "case", "0071")
    event = day.seals("08:00", "case", "0072")
    day.doubted("seal-not-read", event, container="case")


def test_a_seal_that_was_read_whole_stays_on(day: Day) -> None:
    day.seals("07:00", "case", "0071")
    day.reads("08:00", "case", "0071")
    day.reads("09:00", "case", "0071")
    assert day.doubts() == []


def test_a_locked_place_is_entered_by_somebody_without_a_key(day: Day) -> None:
    day.moves("07:00", "revolver", "truck", place="truck")
    day.locks("07:01", "truck", "property-master", place="truck", by="property-master")
    event = day.moves("08:00", "revolver", "armorer", place="truck")
    day.doubted("no-key", event, holder="truck", by="armorer")
    assert day.state().places["truck"].lock is None


def test_a_safe_is_unlocked_by_somebody_without_a_key(day: Day) -> None:
    day.locks("07:00", "safe", "property-master", by="property-master")
    event = day.at("08:00", acts.HolderUnlocked(holder="safe"))
    day.doubted("no-key", event, holder="safe", by="armorer")


def test_a_sealed_case_is_opened_for_what_goes_into_a_tin_in_it(day: Day) -> None:
    day.container("06:30", "tin", "box", "case")
    day.seals("07:00", "case", "0071")
    event = day.moves("08:00", "dummies", "tin")
    day.doubted("seal-not-read", event, container="case")


def test_a_sealed_case_in_which_a_tin_arrives_was_opened(day: Day) -> None:
    day.seals("07:00", "case", "0071")
    event = day.container("08:00", "tin", "box", "case")
    day.doubted("seal-not-read", event, container="case")


def test_a_case_whose_seal_was_read_whole_may_be_sealed_anew(day: Day) -> None:
    day.seals("07:00", "case", "0071")
    day.reads("08:00", "case", "0071")
    anew = day.seals("08:01", "case", "0072")
    assert day.doubts() == []
    assert day.state().containers["case"].seal.event == anew


def test_each_reading_vouches_for_the_time_since_the_one_before(day: Day) -> None:
    put_on = day.seals("07:00", "case", "0071")
    first = day.reads("08:00", "case", "0071")
    second = day.reads("09:00", "case", "0071")
    state = day.state()
    assert state.seal_readings == {put_on.id: first, first.id: second}
    assert (state.containers["case"].seal.number, state.containers["case"].seal.event) == (
        "0071",
        second,
    )


def test_whoever_got_a_key_before_has_one_when_it_is_locked(day: Day) -> None:
    for person in ("operator", "first-ad"):
        day.at("07:00", acts.KeyGiven(holder="safe", person=person))
    day.locks("07:10", "safe", "armorer")
    assert day.state().containers["safe"].lock.keys == {"armorer", "operator", "first-ad"}
    day.at("07:20", acts.HolderUnlocked(holder="safe"))
    day.locks("07:30", "safe", "armorer")
    assert day.state().containers["safe"].lock.keys == {"armorer", "operator", "first-ad"}
