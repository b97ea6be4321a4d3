"""How names, lists, numbers and times are shown."""

import pytest

from coldset.core.acts import MealCalled
from coldset.core.events import Event
from coldset.present.sentences import names
from coldset.present.sentences.times import Clock

DENVER = "America/Denver"
AT = 1_634_846_700_000
"""21 Oct 2021, 14:05 in Denver."""
MINUTE = 60_000
DAY = 1440 * MINUTE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("property-master", "the property master"),
        ("first-ad", "the first AD"),
        ("assistant-pm", "the assistant PM"),
        ("performer-a", "performer A"),
        ("performer-2", "performer 2"),
        ("lead", "the lead"),
        ("production", "production"),
        ("jo-doe", "jo doe"),
        ("counsel-of-armorer", "the counsel of the armorer"),
        ("supplier-main", "the main supplier"),
        ("", "somebody not named"),
    ],
)
def test_a_person_is_shown_by_job_or_by_own_name(name: str, shown: str) -> None:
    assert names.person(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("revolver-1", "revolver 1"),
        ("revolver-main", "the main revolver"),
        ("prop-cart", "the prop cart"),
        ("rounds-from-revolver-altered", "the rounds from altered revolver"),
        ("sa-1", "sa-1"),
        ("coach-3", "coach 3"),
        ("*", "a place that is not on record"),
    ],
)
def test_a_thing_is_shown_as_the_crew_calls_it(name: str, shown: str) -> None:
    assert names.thing(name) == shown


def test_an_entry_is_cited_and_a_made_up_id_is_cut() -> None:
    assert names.entries(["cr-071"]) == "entry CR-071"
    cited = names.entries(["row-0123456789abcdef", "one-short"])
    assert cited == "entries row-01234567 and one-short"


def test_lists_and_numbers_are_words() -> None:
    assert names.listed(["a"]) == "a"
    assert names.listed(["a", "b", "c"]) == "a, b and c"
    assert names.listed(["a", "b"], "or") == "a or b"
    assert names.listed([]) == "nothing"
    assert [names.number(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert names.counted(1, "dummy", "dummies") == "one dummy"
    assert names.counted(6, "dummy", "dummies") == "six dummies"


def test_many_people_are_a_count_with_roles_and_a_few_are_named() -> None:
    assert names.people(["armorer", "first-ad"], "or") == "the armorer or the first AD"
    many = ["armorer", "performer-a", "performer-b", "jo-doe", "stunt-1"]
    assert names.people(many) == "five people (the armorer, two performers and two others)"


def test_a_time_has_its_date_only_on_another_day() -> None:
    clock = Clock(DENVER, AT)
    assert clock.moment(AT) == "14:05"
    assert clock.moment(AT - DAY) == "20 Oct 14:05"
    assert clock.moment(AT - 365 * DAY) == "21 Oct 2020 14:05"
    assert Clock(DENVER).moment(AT) == "21 Oct 2021 14:05"


def test_a_stretch_of_time_says_from_and_to() -> None:
    clock = Clock(DENVER, AT)
    assert clock.span(AT, AT + 40 * MINUTE) == "from 14:05 to 14:45"
    assert clock.span(AT, AT + 1) == "at 14:05"
    assert clock.span(AT - DAY, AT) == "from 20 Oct 14:05 to 21 Oct 14:05"
    assert clock.span(AT - DAY, AT - DAY + MINUTE) == "from 20 Oct 14:05 to 14:06"
    assert clock.span(AT - DAY, AT - DAY) == "at 20 Oct 14:05"
    assert clock.between(AT, AT + MINUTE) == "between 14:05 and 14:06"


def test_an_event_within_an_interval_happened_some_time_in_it() -> None:
    event = Event(
        id="meal",
        act=MealCalled(),
        earliest_ms=AT,
        latest_ms=AT + MINUTE,
        recorded_ms=AT,
        recorder="production",
    )
    assert Clock(DENVER, AT).when(event) == "some time from 14:05 to 14:06"


@pytest.mark.parametrize("zone", ["Nowhere/Such", "", "../etc"])
def test_a_zone_that_nobody_knows_is_told_in_utc_and_says_so(zone: str) -> None:
    assert Clock(zone, AT).moment(AT) == "20:05 UTC"
