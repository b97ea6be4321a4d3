"""What happens to a thing stands on its line, and what is closed, said or late is shown."""

from collections.abc import Callable
from typing import Protocol

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.errors import ColdsetError
from coldset.inquiry.story import Origin, Passage, Story
from coldset.present.timeline import Timeline, timeline_of

MINUTE_MS = 60_000
NOON_MS = 1_773_835_200_000
DAY = 24 * 60


class Log(Protocol):
    events: list[Event]

    def at(self, minute: float, act: Act, **how: object) -> str: ...
    def weapon(
        self, minute: float = 0, weapon: str = "sa-1", until: float | None = None
    ) -> "Log": ...
    def over(self, minute: float, giver: str, receiver: str) -> str: ...
    def drawn(self, **choices: object) -> Timeline: ...


def marks(picture: Timeline) -> list[tuple[str, str, str]]:
    return [(mark.kind, mark.lane, mark.label) for mark in picture.marks]


def test_a_look_stands_with_whom_the_thing_was_by_its_methods(log: Log) -> None:
    sight = acts.Sight(chamber=1, contents="dummy", methods=("rattle", "primer"))
    log.weapon(1)
    log.at(2, acts.WeaponShown(weapon="sa-1", sights=(sight,)))
    log.at(3, acts.BoreChecked(weapon="sa-1", clear=None))
    assert marks(log.drawn()) == [("check", "armorer", "rp"), ("doubt", "armorer", "o")]


def test_loading_and_unloading_say_how_many(log: Log) -> None:
    log.weapon(1)
    log.at(1, acts.LotArrived(lot="six", source="shop", claimed="dummy", holder="armorer", n=6))
    log.at(2, acts.RoundsLoaded(weapon="sa-1", lot="six", n=6))
    log.at(3, acts.RoundsUnloaded(weapon="sa-1", lot="six", holder="armorer"))
    assert marks(log.drawn()) == [("load", "armorer", "6"), ("unload", "armorer", "?")]


def test_a_find_has_a_lane_though_nothing_drawn_was_there(log: Log) -> None:
    log.weapon(1)
    log.at(9, acts.HazardIdentified(hazard="live", at="belt", n=2))
    picture = log.drawn()
    assert ("find", "belt", "live \u00d72") in marks(picture)
    assert "belt" in [lane.id for lane in picture.lanes]
    assert [stop.end_ms for stop in picture.stops] == [None]


def test_a_stop_ends_when_it_is_lifted(log: Log) -> None:
    log.weapon(1)
    stop = log.at(5, acts.StopRaised(reason="a bang"))
    log.at(8, acts.StopLifted(stop=stop, cause="a door"))
    (band,) = log.drawn().stops
    assert (band.start_ms, band.end_ms) == (NOON_MS + 5 * MINUTE_MS, NOON_MS + 8 * MINUTE_MS)


def test_seals_and_locks_are_brackets_from_closing_to_opening(log: Log) -> None:
    log.weapon(1)
    log.at(2, acts.ItemMoved(item="sa-1", holder="gun-case"))
    log.at(3, acts.ContainerSealed(container="gun-case", seal="17"))
    log.at(6, acts.SealRead(container="gun-case", seal="17", intact=True))
    log.at(9, acts.Wrapped())
    (closure,) = log.drawn().closures
    assert (closure.kind, closure.label) == ("seal", "17")
    assert closure.end_ms - closure.start_ms == 6 * MINUTE_MS, "read whole, it is still on"


def test_an_entry_is_late_when_written_long_after_but_hearsay_is_not(log: Log) -> None:
    log.weapon(1)
    log.at(2, acts.BoreChecked(weapon="sa-1", clear=True), written=16 * 60)
    log.at(3, acts.BoreChecked(weapon="sa-1", clear=True), written=9)
    log.at(4, acts.BoreChecked(weapon="sa-1", clear=True), written=600, said=True)
    assert [late.written for late in log.drawn().late] == ["19 Mar 04:00"]


def test_words_are_flags_and_undated_words_stand_in_the_box(log: Log) -> None:
    log.weapon(1)
    log.at(2, acts.StatementMade(words="it was cold"), by="lead")
    log.at(3, acts.StatementMade(words="some time"), by="lead", until=40 * DAY)
    picture = log.drawn()
    assert [(one.who, one.words) for one in picture.sayings] == [
        ("lead", "\u201cit was cold\u201d")
    ]
    assert [told for told in picture.undated if "some time" in told]


def test_an_override_is_never_shown_as_cold(log: Log) -> None:
    log.weapon(1)
    log.at(
        2,
        acts.ClearanceOverridden(weapon="sa-1", performer="lead", reason="light", second="ad"),
    )
    assert [flag.word for flag in log.drawn().flags] == ["override"]


def test_corrected_entries_are_not_drawn_and_are_told(log: Log) -> None:
    log.weapon(1)
    wrong = log.at(2, acts.BoreChecked(weapon="sa-1", clear=True))
    log.at(3, acts.EventRetracted(event=wrong, reason="another gun"))
    picture = log.drawn()
    assert picture.marks == ()
    assert "1 entry was corrected" in " ".join(picture.captions)


def test_a_hypothesis_names_nobody_and_places_only_what_has_a_time(log: Log) -> None:
    log.weapon(1)
    log.at(20, acts.Wrapped())
    window = (NOON_MS + 5 * MINUTE_MS, NOON_MS + 9 * MINUTE_MS)
    story = Story(
        origin=Origin(kind="unrecorded", thing="street"),
        passages=(
            Passage(how="exposed", into="sa-1", windows=(window,), could=("lead", "armorer")),
        ),
        failures=frozenset(),
        cost=1,
        left_out=(),
        predicts=(),
    )
    hypothesis = log.drawn(story=story).hypothesis
    assert hypothesis is not None
    assert [one.windows for one in hypothesis.passages] == [(window,)]
    assert [one.at_ms for one in hypothesis.passages] == [window[0]]
    assert "2 people on record could have" in hypothesis.steps[1]
    assert not any("lead" in step for step in hypothesis.steps)
    assert "not on record" in hypothesis.steps[0]


def test_a_zone_that_is_none_is_refused(log: Log) -> None:
    with pytest.raises(ColdsetError) as refused:
        timeline_of(log.events, "Mars/Olympus")
    assert refused.value.code == "zone-unknown"


def test_the_caption_counts_what_is_not_drawn(
    example: Callable[[str], tuple[Event, ...]],
) -> None:
    events = example("quiet-day")
    caption = timeline_of(events, "America/Denver").captions[0]
    numbers = [int(word) for word in caption.replace(",", " ").split() if word.isdigit()]
    drawn, total, *missing = numbers
    assert total == len(events) - 1  # one entry was corrected
    assert drawn + sum(missing) == total
