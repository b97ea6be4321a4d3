"""What a day log says and probably does not mean is said, with its row, and recorded anyway."""

import pytest

from coldset.core.events import Event
from coldset.present.exchange import Problem, cautions, day_log, template

HEAD = "id,date,time,zone,event,item,contents,method,by,corrects,note\n"
OPENED = "opened,2026-03-02,07:00,America/Denver,production opened,,,,armorer,,a film\n"
MOVED = ",,07:30,,concern raised,,,,ad,,the floor is wet\n"
SHOWN = ",,08:00,,weapon shown,colt,1-6 dummy,rattle,armorer,,\n"


def cautioned(now: str, before: str = "") -> tuple[Problem, ...]:
    """What is said of a file, when an earlier one is in the book."""
    recorded = day_log((HEAD + OPENED + before).encode(), "day.csv").events if before else ()
    return cautions(day_log((HEAD + OPENED + now).encode(), "day.csv"), recorded)


@pytest.mark.parametrize("cells", ['1-6 empty,"empty, bore"', "1-5 empty; 6 empty by bore,empty"])
def test_a_bore_seen_while_a_weapon_was_shown_is_said_to_clear_no_barrel(cells: str) -> None:
    (caution,) = cautioned(MOVED + f",,08:00,,weapon shown,colt,{cells},armorer,,\n")
    assert (caution.file, caution.row, caution.column) == ("day.csv", 4, "method")
    assert caution.value == "bore"
    assert "`bore checked`" in caution.sentence


def test_a_bore_checked_in_a_row_of_its_own_is_no_slip() -> None:
    assert cautioned(SHOWN + ",,08:05,,bore checked,colt,clear,,armorer,,\n") == ()


@pytest.mark.parametrize(
    "edited",
    [
        MOVED.replace("07:30", "07:40"),
        MOVED.replace("wet", "dry"),
        MOVED.replace(",ad,", ",props,"),
    ],
)
def test_a_row_without_an_id_that_was_edited_is_said_to_be_a_second_entry(edited: str) -> None:
    (caution,) = cautioned(edited + SHOWN, before=MOVED + SHOWN)
    assert (caution.row, caution.column) == (3, "id")
    old = day_log((HEAD + OPENED + MOVED).encode(), "x").events[-1].id
    assert f"`{old}`" in caution.sentence


def retracted(event: Event) -> str:
    return f",,09:00,,retracted,{event.id},,,ad,,a slip\n"


def test_once_the_old_entry_is_taken_back_nothing_is_left_to_say() -> None:
    old = day_log((HEAD + OPENED + MOVED).encode(), "x").events[-1]
    edited = MOVED.replace("wet", "dry")
    assert cautioned(edited + retracted(old), before=MOVED + retracted(old)) == ()


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (MOVED, MOVED),
        (MOVED, MOVED + SHOWN),
        (MOVED, MOVED + MOVED),
        (SHOWN, MOVED),
        (MOVED, "mine" + MOVED.replace("wet", "dry")),
        ("mine" + MOVED, MOVED.replace("wet", "dry")),
        (MOVED, SHOWN.replace("08:00", "07:30")),
        (MOVED, MOVED.replace("07:30", "09:00").replace("wet", "dry")),
    ],
)
def test_what_is_no_edited_row_raises_no_caution(before: str, now: str) -> None:
    assert cautioned(now, before) == ()


def test_what_was_said_once_is_not_said_again_of_the_same_file() -> None:
    file = OPENED + MOVED.replace("wet", "dry")
    recorded = day_log((HEAD + OPENED + MOVED).encode(), "x").events
    log = day_log((HEAD + file).encode(), "x")
    assert len(cautions(log, recorded)) == 1
    assert cautions(log, (*recorded, *log.events[1:])) == ()


def test_the_template_raises_no_caution() -> None:
    log = day_log(template().encode(), "template.csv")
    assert cautions(log) == cautions(log, log.events) == ()
