"""The church rehearsal: hearsay from end to end, by role, each row with where it was read."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from coldset.core import acts
from coldset.core.events import Event, Source
from coldset.core.fold import fold
from coldset.core.known import Known, appearances, effect_ms, known
from coldset.core.state import State
from coldset.gate.policy import parse_pack
from coldset.margin.lookout import outlook
from coldset.margin.outlook import Outlook
from coldset.margin.worlds import worlds
from coldset.present.exchange import read_day_log

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "church-rehearsal"
PACK = ROOT / "src" / "coldset" / "gate" / "packs" / "set.toml"
DOMAIN = ROOT.parent / "shared" / "DOMAIN.md"

FROM_MEMORY = "memory"
"""The code of what the research remembers without having read it at a source."""

ROLES = frozenset(
    {
        *("armorer", "property-master", "first-ad", "lead", "performer-2", "stunt-double"),
        *("cinematographer", "director", "camera-crew", "management", "rest-of-unit"),
        *("supplier-main", "older-armorer", "counsel-of-armorer", "prosecution", "defence"),
        *("sheriff", "laboratory", "regulator", "medical-investigator", "court", "press"),
        *("reconstruction", "not-said"),
    }
)


@pytest.fixture(scope="module")
def log() -> tuple[Event, ...]:
    return read_day_log((FOLDER / "log.csv").read_bytes(), "log.csv")


@pytest.fixture(scope="module")
def record(log: tuple[Event, ...]) -> Known:
    return known(log)


@pytest.fixture(scope="module")
def last_hand_over(log: tuple[Event, ...]) -> Event:
    state = folded(known(log))
    return state.hand_overs("revolver-main")[-1]


@pytest.fixture(scope="module")
def at_hand_over(record: Known, last_hand_over: Event) -> Outlook:
    terms = parse_pack(PACK.read_bytes()).terms
    return outlook(record, terms, last_hand_over.earliest_ms, ("live",))


def folded(record: Known) -> State:
    first = appearances(record.events)
    return fold((event, effect_ms(event, first)) for event in record.events)


def codes(event: Event) -> list[str]:
    return [code.strip() for code in event.source.code.split(";")]


def people_named(event: Event) -> Iterator[str]:
    yield event.recorder
    yield from (name for name in (event.by, event.source.who) if name is not None)
    yield from (witness.person for witness in event.witnesses)
    match event.act:
        case acts.PersonEntered() | acts.PersonLeft() | acts.PersonInjured() | acts.RoleAssigned():
            yield event.act.person
        case acts.DutyAssigned() | acts.InstructionGiven():
            yield event.act.person
        case acts.CustodyPassed() | acts.KitIssued():
            yield from (event.act.giver, event.act.receiver)


def test_every_row_is_hearsay_and_says_whose(log: tuple[Event, ...]) -> None:
    assert log
    assert {event.source.kind for event in log} == {"statement", "document"}
    assert all(event.source.who and event.source.code for event in log)
    assert {event.source.sure for event in log} == {"read", "quoted", "background"}


def test_rows_are_numbered_and_in_the_order_of_time(log: tuple[Event, ...]) -> None:
    assert [event.id for event in log] == [f"cr-{n:03d}" for n in range(1, len(log) + 1)]
    starts = [event.earliest_ms for event in log]
    assert starts == sorted(starts)


def test_everybody_is_named_by_role(log: tuple[Event, ...]) -> None:
    assert {name for event in log for name in people_named(event)} <= ROLES


def test_what_was_not_read_at_a_source_says_so(log: tuple[Event, ...]) -> None:
    remembered = {event.id for event in log if event.source.sure == "background"}
    assert remembered == {event.id for event in log if FROM_MEMORY in codes(event)}
    listed = re.findall(r"^\| (CR-[0-9]+) ", (FOLDER / "README.md").read_text(), re.MULTILINE)
    assert {row.lower() for row in listed} == remembered


@pytest.mark.skipif(not DOMAIN.exists(), reason="the research notes are not in this checkout")
def test_every_code_is_a_source_of_the_research(log: tuple[Event, ...]) -> None:
    sources = DOMAIN.read_text().split("\n## 6. ")[1]
    used = {code for event in log for code in codes(event)} - {FROM_MEMORY}
    unknown = {c for c in used if not re.search(rf"(?<![\w-]){re.escape(c)}(?![\w-])", sources)}
    assert not unknown


def test_nothing_of_it_was_known_when_the_gun_was_handed_over(
    log: tuple[Event, ...], last_hand_over: Event
) -> None:
    assert known(log, last_hand_over.latest_ms).events == ()


def test_six_live_rounds_were_found_in_five_places(record: Known) -> None:
    finds = [event.act for event in folded(record).of(acts.HazardIdentified)]
    found = {act.at: act.n for act in finds if isinstance(act, acts.HazardIdentified)}
    assert found == {
        "revolver-main": 1,
        "box-45-dummies": 1,
        "prop-cart": 2,
        "belt-performer-2": 1,
        "belt-lead": 1,
    }


def test_tellings_that_exclude_each_other_stand_side_by_side(record: Known) -> None:
    groups = [e.act.accounts for e in record.events if isinstance(e.act, acts.AccountsOpened)]
    told = {event.source.account for event in record.events} - {""}
    assert told == {account for group in groups for account in group}
    assert sorted(len(group) for group in groups) == [2, 2, 2, 3]
    every_one = worlds(record)
    assert len(every_one) == 24
    assert not any(world.is_bound for world in every_one)


def test_the_record_never_says_that_the_same_thing_came_by_two_hands(record: Known) -> None:
    for world in worlds(record):
        state = folded(known(world.events))
        to_the_lead = [
            event
            for event in state.of(acts.CustodyPassed)
            if isinstance(event.act, acts.CustodyPassed) and event.act.receiver == "lead"
        ]
        assert len(to_the_lead) == 1


def test_at_the_last_hand_over_nothing_spoke_against_a_live_round(
    at_hand_over: Outlook, last_hand_over: Event
) -> None:
    assert isinstance(last_hand_over.act, acts.CustodyPassed)
    assert last_hand_over.act.receiver == "lead"
    figure = at_hand_over.figure("live", "revolver-main")
    assert (figure.margin, figure.solo) == (0, 0)
    assert figure.lightest == (frozenset(),)


def test_even_when_every_row_is_believed_nothing_spoke_against_it(
    log: tuple[Event, ...], last_hand_over: Event
) -> None:
    believed = [
        msgspec.structs.replace(
            event, source=Source(account=event.source.account), recorded_ms=event.latest_ms
        )
        for event in log
    ]
    terms = parse_pack(PACK.read_bytes()).terms
    figure = outlook(known(believed), terms, last_hand_over.earliest_ms, ("live",)).figure(
        "live", "revolver-main"
    )
    assert (figure.margin, figure.solo) == (0, 0)


def test_the_two_shots_of_the_days_before_were_never_answered(
    record: Known, last_hand_over: Event
) -> None:
    before = [e for e in record.events if e.earliest_ms < last_hand_over.earliest_ms]
    open_stops = folded(known(before)).stops.values()
    assert [type(event.act) for event in open_stops] == [acts.IncidentDeclared]
