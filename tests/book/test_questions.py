"""What can be asked of a record: as it was known then, in hindsight, and of what people say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
import pytest

from coldset.book import load_policy
from coldset.book.questions import (
    board,
    custody,
    explanations,
    finds,
    hand_overs,
    in_hindsight,
    requests_of,
    together,
    verdict_on,
    what_if,
)
from coldset.core import acts, codec
from coldset.core.devices import payload_hash
from coldset.core.events import Event, Link
from coldset.core.words import Id
from coldset.errors import ColdsetError
from coldset.gate.verdict import Word

if TYPE_CHECKING:
    from conftest import Entry

SET = load_policy("set")
MINUTE_MS = 60_000

Day = tuple[Event, ...]


def by_id(events: Iterable[Event], name: Id) -> Event:
    (found,) = [event for event in events if event.id == name]
    return found


def changed(events: Day, name: Id, **parts: object) -> Day:
    return tuple(
        msgspec.structs.replace(event, **parts) if event.id == name else event for event in events
    )


def upto(events: Day, name: Id) -> Day:
    """All that happened until an entry."""
    at_ms = by_id(events, name).earliest_ms
    return tuple(event for event in events if event.earliest_ms <= at_ms)


def asked(events: Iterable[Event], name: Id, *, hindsight: bool = False) -> Word:
    (one,) = hand_overs(events, SET, hindsight=hindsight, only={name})
    return one.verdict.word


def looks_before(events: Day, name: Id) -> list[Event]:
    """The looks at the chambers before a hand-over, the newest last."""
    passed = by_id(events, name)
    assert isinstance(passed.act, acts.CustodyPassed)
    return [
        event
        for event in upto(events, name)
        if isinstance(event.act, acts.WeaponShown) and event.act.weapon == passed.act.item
    ]


def the_look_before(events: Day, name: Id) -> Event:
    """The newest look at the chambers before a hand-over."""
    *_, look = looks_before(events, name)
    return look


# --- hand-overs


def test_every_hand_over_to_somebody_who_is_no_handler_is_asked(
    morning: Day, an_entry: "Entry"
) -> None:
    back = acts.CustodyPassed(item="revolver", giver="performer", receiver="armorer")
    at_ms = morning[-1].earliest_ms
    out = acts.CustodyPassed(item="revolver", giver="armorer", receiver="operator")
    events = (
        *morning,
        an_entry("back", back, at_ms + MINUTE_MS, place="set"),
        an_entry("out-again", out, at_ms + 2 * MINUTE_MS, place="set"),
    )
    listed = list(hand_overs(events, SET))
    assert [one.event.id for one in listed] == ["handed", "out-again"]
    assert [one.verdict.word for one in listed] == ["cold", "not cleared"]
    for one in listed:
        assert one.verdict.at_ms == one.event.earliest_ms
        assert one.verdict.request.receiver == one.event.act.receiver  # type: ignore[attr-defined]  # a hand-over
    assert listed[0].verdict.request == requests_of(morning[-1], in_hindsight(morning))[0]


def test_a_look_that_came_in_late_was_not_known_then_and_counts_in_hindsight(
    morning: Day,
) -> None:
    look = the_look_before(morning, "handed")
    late_ms = by_id(morning, "handed").earliest_ms + 4 * MINUTE_MS
    late = changed(morning, look.id, recorded_ms=late_ms)
    assert asked(morning, "handed") == "cold"
    assert asked(late, "handed") == "not cleared"
    assert asked(late, "handed", hindsight=True) == "cold"


def test_hours_late_it_is_its_writers_word_and_no_longer_enough(morning: Day) -> None:
    late = morning
    for look in looks_before(morning, "handed"):
        late = changed(late, look.id, recorded_ms=look.recorded_ms + 5 * 60 * MINUTE_MS)
    assert asked(late, "handed", hindsight=True) == "not cleared"


def test_a_stop_that_came_in_late_was_not_known_then_and_counts_in_hindsight(
    morning: Day, an_entry: "Entry"
) -> None:
    passed = by_id(morning, "handed")
    stop = an_entry(
        "stop",
        acts.StopRaised(reason="x"),
        passed.earliest_ms - MINUTE_MS,
        recorded_ms=passed.recorded_ms + 10 * MINUTE_MS,
    )
    late = (*morning, stop)
    assert asked(late, "handed") == "cold"
    assert asked(late, "handed", hindsight=True) == "not cleared"


def test_what_happened_afterwards_says_nothing_of_the_moment(
    morning: Day, an_entry: "Entry"
) -> None:
    after = by_id(morning, "handed").earliest_ms + 1
    for act in (acts.StopRaised(reason="x"), acts.HazardIdentified(hazard="live", at="revolver")):
        assert asked((*morning, an_entry("after", act, after)), "handed", hindsight=True) == "cold"


def test_what_stands_in_the_book_before_it_in_the_same_minute_counts(
    morning: Day, an_entry: "Entry"
) -> None:
    passed = by_id(morning, "handed")
    stop = an_entry("stop", acts.StopRaised(reason="x"), passed.earliest_ms)
    place = morning.index(passed)
    assert asked((*morning[:place], stop, *morning[place:]), "handed") == "not cleared"
    assert asked((*morning[: place + 1], stop, *morning[place + 1 :]), "handed") == "cold"


def test_a_hand_over_between_handlers_is_not_asked(morning: Day, an_entry: "Entry") -> None:
    passed = acts.CustodyPassed(item="shotgun", giver="master", receiver="armorer")
    events = (*morning, an_entry("between", passed, morning[-1].earliest_ms + 1))
    assert [one.event.id for one in hand_overs(events, SET)] == ["handed"]


def test_kit_that_goes_out_is_asked_weapon_by_weapon(morning: Day, an_entry: "Entry") -> None:
    at_ms = by_id(morning, "handed").earliest_ms + 3 * MINUTE_MS
    kit = acts.KitIssued(
        items=("revolver", "dummies", "shotgun"), giver="armorer", receiver="operator"
    )
    listed = list(hand_overs((*morning, an_entry("kit", kit, at_ms)), SET, only={"kit"}))
    assert [one.verdict.request.weapon for one in listed] == ["revolver", "shotgun"]
    assert {one.verdict.request.receiver for one in listed} == {"operator"}
    assert {one.verdict.word for one in listed} == {"not cleared"}


def test_the_word_that_was_called_is_the_one_that_is_asked_for(
    morning: Day, an_entry: "Entry"
) -> None:
    passed = by_id(morning, "handed")
    assert requests_of(passed, in_hindsight(upto(morning, "handed")))[0].status == "cold"
    called = an_entry("hot", acts.StatusCalled(weapon="revolver", word="hot"), passed.earliest_ms)
    state = in_hindsight((*upto(morning, "handed"), called))
    assert requests_of(passed, state)[0].status == "hot"
    assert requests_of(passed, in_hindsight(()))[0].weapon == "revolver", "asked, and not cleared"


@pytest.mark.parametrize("read", [(), ("revolver",), ("shotgun",)])
def test_a_mark_counts_as_read_only_where_it_was(morning: Day, read: tuple[Id, ...]) -> None:
    passed = msgspec.structs.replace(by_id(morning, "handed"), read=read)
    (request,) = requests_of(passed, in_hindsight(morning))
    assert request.mark_read == (read == ("revolver",))


def test_what_is_no_hand_over_asks_nothing(morning: Day) -> None:
    state = in_hindsight(morning)
    for event in morning:
        if not isinstance(event.act, acts.CustodyPassed | acts.KitIssued):
            assert requests_of(event, state) == ()


def test_one_question_is_answered_as_known_at_its_moment(morning: Day) -> None:
    passed = by_id(morning, "handed")
    (request,) = requests_of(passed, in_hindsight(upto(morning, "handed")))
    before = tuple(event for event in morning if event.id != "handed")
    assert verdict_on(before, request, SET, passed.earliest_ms).word == "cold"
    look = the_look_before(morning, "handed")
    assert verdict_on(before, request, SET, look.earliest_ms - 1).word == "not cleared"
    nothing = verdict_on((), request, SET, passed.earliest_ms)
    assert nothing.word == "not cleared"


# --- the board


def words(events: Iterable[Event], at_ms: int) -> dict[Id, tuple[Word, list[str]]]:
    return {
        row.weapon: (row.word, [finding.code for finding in row.because])
        for row in board(events, SET, at_ms)
    }


def test_on_the_board_a_weapon_is_cold_only_while_its_clearance_stands(morning: Day) -> None:
    passed = by_id(morning, "handed")
    assert isinstance(passed.act, acts.CustodyPassed)
    told = words(morning, passed.earliest_ms + MINUTE_MS)
    assert told["revolver"] == ("cold", [])
    assert told["shotgun"] == ("not cleared", ["never-asked"])
    before = words(morning, passed.earliest_ms - 1)
    assert before["revolver"] == ("not cleared", ["never-asked"])


def test_the_board_says_who_has_what_and_what_it_holds(morning: Day) -> None:
    passed = by_id(morning, "handed")
    at_ms = passed.earliest_ms + MINUTE_MS
    rows = {row.weapon: row for row in board(morning, SET, at_ms)}
    assert list(rows) == sorted(rows)
    row = rows["revolver"]
    assert (row.holder, row.since_ms) == ("performer", passed.earliest_ms)
    assert row.contents.held == (("dummy", 6),)
    assert row.last_shown_ms == the_look_before(morning, "handed").latest_ms
    assert row.margin is not None
    assert row.margin >= 2
    assert row.because == ()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (acts.MealCalled(), "clearance-ended"),
        (acts.StopRaised(reason="x"), "clearance-ended"),
        (acts.ItemMoved(item="revolver", holder="armorer"), "clearance-ended"),
    ],
)
def test_what_ends_a_clearance_shows_on_the_board(
    morning: Day, an_entry: "Entry", act: acts.MealCalled, code: str
) -> None:
    at_ms = by_id(morning, "handed").earliest_ms + MINUTE_MS
    told = words((*upto(morning, "handed"), an_entry("end", act, at_ms)), at_ms + 1)
    assert told["revolver"] == ("not cleared", [code])


def test_half_an_hour_later_the_board_is_not_cleared(morning: Day) -> None:
    out = upto(morning, "handed")
    at_ms = out[-1].earliest_ms + SET.clearance_s_max * 1000
    assert words(out, at_ms + 1)["revolver"] == ("not cleared", ["clearance-expired"])


def test_a_hand_over_that_was_not_cleared_says_why_on_the_board(morning: Day) -> None:
    looks = looks_before(morning, "handed")
    out = tuple(event for event in upto(morning, "handed") if event not in looks)
    word, because = words(out, out[-1].earliest_ms + MINUTE_MS)["revolver"]
    assert word == "not cleared"
    assert "chambers-unseen" in because or "SB1-06" in because


def test_a_board_of_nothing_is_empty() -> None:
    assert board((), SET, 0) == ()


# --- custody, finds, hindsight


def test_an_unknown_thing_has_no_chain_and_is_told_what_there_is(morning: Day) -> None:
    with pytest.raises(ColdsetError) as refusal:
        custody(morning, "sa-9", morning[-1].latest_ms)
    assert refusal.value.code == "thing-unknown"
    assert refusal.value.fields == {"thing": "sa-9"}
    assert "revolver" in refusal.value.sentence
    with pytest.raises(ColdsetError) as refusal:
        custody((), "revolver", 0)
    assert "none" in refusal.value.sentence


def test_a_thing_has_its_chain_up_to_the_moment(morning: Day) -> None:
    passed = by_id(morning, "handed")
    chain = custody(morning, "revolver", passed.earliest_ms)
    assert chain.stays[-1].holder == "performer"
    assert chain.stays[-1].event == "handed"
    assert custody(morning, "revolver", passed.earliest_ms - 1).stays[-1].holder == "armorer"


def test_the_finds_are_those_that_stand(church: Day, an_entry: "Entry") -> None:
    names = [event.id for event in finds(church)]
    assert len(names) == 5
    assert all(isinstance(by_id(church, name).act, acts.HazardIdentified) for name in names)
    back = an_entry("back", acts.EventRetracted(event=names[0], reason="a bolt"), 2**41)
    assert [event.id for event in finds((*church, back))] == names[1:]
    assert finds(()) == ()


def test_hindsight_knows_what_was_written_down_at_any_time(morning: Day, an_entry: "Entry") -> None:
    late = an_entry("late", acts.StopRaised(reason="x"), 5, recorded_ms=2**50)
    assert set(in_hindsight((*morning, late)).stops) == {"late"}


# --- the church rehearsal


@pytest.mark.slow
def test_six_rounds_in_five_places_speak_for_a_common_source(church: Day) -> None:
    wanted = [event.id for event in finds(church)]
    explained = explanations(church, wanted, SET)
    assert [one.find for one in explained] == wanted
    assert all(one.stories for one in explained)
    answers = together(explained)
    assert len(answers[0].sources) == 1
    assert answers[0].sources[0].kind == "lot"
    assert answers[0].finds == tuple(wanted)
    assert [one.cost for one in answers] == sorted(one.cost for one in answers)


def test_an_explanation_of_no_find_is_refused(church: Day) -> None:
    with pytest.raises(ColdsetError) as refusal:
        explanations(church[:20], ["cr-001"], SET)
    assert refusal.value.code == "find-unknown"


@pytest.mark.slow
def test_even_at_its_most_charitable_an_account_is_only_so_much(church: Day) -> None:
    *_, last = hand_overs(church, SET, hindsight=True)
    assert last.verdict.word == "not cleared"
    supposed = {one.account: one for one in what_if(church, last.event, SET)}
    assert len(supposed) == 9
    live = {
        name: (one.charitable.figures[0].margin, one.charitable.figures[0].solo)
        for name, one in supposed.items()
    }
    assert live["by-armorer"] == (2, 0), "that nobody else looked as well"
    assert live["by-first-ad"] == (1, 0)
    assert live["carried-over"] == live["supplier-leftover"] == (0, 0)
    for one in supposed.values():
        assert one.told.word == one.charitable.word == "not cleared"
        assert (one.told.figures[0].margin, one.told.figures[0].solo) == (0, 0)
        for told, kind in zip(one.told.figures, one.charitable.figures, strict=True):
            assert kind.margin is None or (told.margin or 0) <= kind.margin
            assert kind.solo is None or (told.solo or 0) <= kind.solo


def test_without_a_dispute_there_is_nothing_to_suppose(morning: Day) -> None:
    assert what_if(morning, by_id(morning, "handed"), SET) == ()


# --- what devices signed


def by_a_phone(events: Day, name: Id, heard_ms: int, number: int = 1) -> Day:
    """The same, but a phone signed one entry, and the hub heard of it at a moment."""
    act = acts.DeviceHeard(device="phone", first=number, last=number)
    heard = msgspec.structs.replace(
        by_id(events, name),
        id=f"heard-{name}",
        act=act,
        earliest_ms=heard_ms,
        latest_ms=heard_ms,
        recorded_ms=heard_ms,
        by=None,
        witnesses=(),
        read=(),
    )
    return (*changed(events, name, link=Link(device="phone", number=number)), heard)


def test_a_look_that_a_phone_sent_after_the_hand_over_was_not_known_then(morning: Day) -> None:
    look, passed = the_look_before(morning, "handed"), by_id(morning, "handed")
    assert asked(by_a_phone(morning, look.id, passed.earliest_ms - 1), "handed") == "cold"
    assert asked(by_a_phone(morning, look.id, passed.earliest_ms + 1), "handed") == "not cleared"


def test_what_a_phone_still_holds_ends_a_clearance_on_the_board(
    morning: Day, an_entry: "Entry"
) -> None:
    passed = by_id(morning, "handed")
    later_ms = passed.earliest_ms + MINUTE_MS
    said = an_entry("said", acts.ConcernRaised(text="wait"), later_ms)
    events = by_a_phone((*morning, said), "said", later_ms, number=2)
    assert words(events, later_ms - 1)["revolver"][0] == "cold"
    assert words(events, later_ms)["revolver"] == ("not cleared", ["clearance-ended"])


def test_what_a_phone_wrote_down_out_of_order_is_no_gap(morning: Day, an_entry: "Entry") -> None:
    passed = by_id(morning, "handed")
    before_ms, after_ms = passed.earliest_ms - MINUTE_MS, passed.earliest_ms + MINUTE_MS
    first = an_entry("first", acts.ConcernRaised(text="one"), after_ms)
    second = an_entry("second", acts.ConcernRaised(text="two"), before_ms)
    linked = Link(device="phone", number=1)
    after = payload_hash(codec.encode(first.linked(linked)))
    events = by_a_phone((*morning, first, second), "first", after_ms)
    events = by_a_phone(events, "second", after_ms, number=2)
    events = changed(events, "second", link=Link(device="phone", number=2, after=after))
    assert asked(events, "handed", hindsight=True) == "cold"
