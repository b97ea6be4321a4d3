"""Days on a set as a crew writes them down, and what the record then holds."""

import datetime as dt

import pytest

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.codec import decode, encode
from coldset.core.events import Event, Source, Witness
from coldset.present.exchange import read_day_log, template

ZONE = "America/Denver"
HEAD = "date,time,zone,event,item,from,to,chambers,n,of,contents,method,by,witness,place,note\n"


def ms(text: str) -> int:
    return round(dt.datetime.fromisoformat(text).timestamp() * 1000)


def log(text: str, name: str = "day.csv") -> tuple[Event, ...]:
    return read_day_log(text.encode(), name)


def row(**cells: str) -> Event:
    """The one event of a log of one row."""
    cells = {"date": "2026-03-02", "time": "10:00", "zone": ZONE, "by": "armorer"} | cells
    quoted = (f'"{cell}"' for cell in cells.values())
    (event,) = log(",".join(cells) + "\n" + ",".join(quoted) + "\n")
    return event


def test_a_morning_with_dummies() -> None:
    day = log(
        HEAD + "2026-03-02,07:05,America/Denver,lot arrived,Dummies,the supplier,Armorer,,50,,"
        "dummy,rattle,Armorer,,Prop Truck,fifty by the label\n"
        ",07:10-07:25,,rounds checked,dummies,,,,31,50,19 others,rattle,armorer,"
        "Property Master 50,prop truck,\n"
        ",10:45,,loaded,dummies,,revolver-1,1-6,,,,,armorer,,set,\n"
        ',10:50,,weapon shown,revolver-1,,,,,,1-5 dummy; 6 empty,"rattle, turned",armorer,'
        "first-ad 6; camera-a 3; grip,set,\n"
        ",10:52,,handed over,revolver-1,armorer,performer-1,,,,,,armorer,,set,\n"
        ",12:30,,meal,,,,,,,,,first-ad,,,\n"
    )
    assert [event.act for event in day] == [
        acts.LotArrived(
            lot="dummies",
            source="the supplier",
            holder="armorer",
            n=50,
            claimed="dummy",
            build=("rattle",),
        ),
        acts.LotChecked(lot="dummies", method="rattle", n=50, answered=31, others=19),
        acts.RoundsLoaded(weapon="revolver-1", lot="dummies", chambers=(1, 2, 3, 4, 5, 6)),
        acts.WeaponShown(
            weapon="revolver-1",
            sights=(
                *(
                    acts.Sight(chamber=chamber, contents="dummy", methods=("rattle",))
                    for chamber in range(1, 6)
                ),
                acts.Sight(chamber=6, contents="empty"),
            ),
            turned=True,
        ),
        acts.CustodyPassed(item="revolver-1", giver="armorer", receiver="performer-1"),
        acts.MealCalled(),
    ]
    arrived, checked, _, shown, _, meal = day
    assert arrived.earliest_ms == arrived.latest_ms == ms("2026-03-02T07:05-07:00")
    assert (arrived.by, arrived.recorder, arrived.place) == ("armorer", "armorer", "prop-truck")
    assert arrived.note == "fifty by the label"
    assert checked.latest_ms == checked.recorded_ms == ms("2026-03-02T07:25-07:00")
    assert checked.witnesses == (Witness(person="property-master", count=50),)
    assert shown.witnesses == (
        Witness(person="first-ad", count=6),
        Witness(person="camera-a", count=3),
        Witness(person="grip"),
    )
    assert meal.recorder == "first-ad"


def test_what_is_read_can_be_signed_and_read_back() -> None:
    for event in log(template()):
        assert decode(encode(event)) == event


def test_the_same_file_gives_the_same_ids_and_equal_rows_are_two_events() -> None:
    text = HEAD + "2026-03-02,10:00,America/Denver,shot fired,rifle,,,,,,planned,,armorer,,,\n" * 2
    first, second = log(text)
    assert (first, second) == log(text, "renamed.csv")
    assert first.id != second.id
    assert first.act == second.act
    assert first.id.startswith("row-")
    assert len(first.id) == len("row-") + 16


def test_the_same_words_on_another_day_are_another_event() -> None:
    head = "date,time,zone,event,by\n"
    first, second = log(head + f"2026-03-02,12:30,{ZONE},meal,ad\n2026-03-03,12:30,,meal,ad\n")
    (again,) = log(head + f"2026-03-03,12:30,{ZONE},meal,ad\n")
    assert first.id != second.id
    assert second == again, "what a row inherits is part of what it says"


def test_the_same_words_in_another_zone_are_another_event() -> None:
    text = "date,time,zone,event,by\n2026-03-02,01:00,{},cut,ad\n2026-03-02,12:30,,meal,ad\n"
    east, west = (log(text.format(zone))[1] for zone in ("America/New_York", ZONE))
    assert east.id != west.id, "an inherited zone is part of what a row says"


def test_a_row_inherits_day_zone_and_recorder() -> None:
    first, second, third = log(
        "date,time,zone,event,by,recorder\n"
        f"2026-03-02,12:30,{ZONE},meal,first-ad,script\n"
        ",13:30,,cut,,\n"
        ",14:30,,wrapped,first-ad,\n"
    )
    assert second.latest_ms - first.latest_ms == 3_600_000
    assert [event.recorder for event in (first, second, third)] == ["script", "script", "first-ad"]


def test_headings_in_any_order_and_case_with_semicolons_or_tabs() -> None:
    comma = f"date,time,zone,event,item,by\n2026-03-02,10:00,{ZONE},swept,set,props\n"
    turned = f"by,event,Item,ZONE,time,date\nprops,swept,set,{ZONE},10:00,2026-03-02\n"
    assert log(comma) == log(turned)
    assert log(comma) == log(comma.replace(",", ";")) == log(comma.replace(",", "\t"))
    assert log(comma) == log(comma.replace("\n", "\r\n")) == log("\ufeff" + comma)


def test_blank_rows_and_remarks_are_skipped() -> None:
    blank = "\n# lunch\n2026-03-02,,,#meal,ad\n,,,,\n"
    (event,) = log(f"date,time,zone,event,by\n{blank}2026-03-02,9:05,{ZONE},meal,ad\n")
    assert event.latest_ms == ms("2026-03-02T09:05-07:00")


def test_a_row_without_a_time_was_at_some_time_that_day() -> None:
    for time in ("", "?"):
        event = row(event="wrapped", time=time)
        assert event.earliest_ms == ms("2026-03-02T00:00-07:00")
        assert event.latest_ms == ms("2026-03-03T00:00-07:00") - 1


def test_the_same_row_twice_under_one_id_is_one_event() -> None:
    text = "id,date,time,zone,event,by\n" + f"m1,2026-03-02,12:30,{ZONE},meal,ad\n" * 2
    (event,) = log(text)
    assert event.id == "m1"


def test_seen_some_which_nobody_can_say() -> None:
    event = row(event="weapon shown", item="revolver", n="3", of="6")
    assert event.act == acts.WeaponShown(weapon="revolver", seen_count=3)


def test_each_group_of_chambers_can_have_its_own_methods() -> None:
    event = row(event="weapon shown", item="r", contents="1,3 dummy by rattle+primer; 2 case")
    assert event.act == acts.WeaponShown(
        weapon="r",
        sights=(
            acts.Sight(chamber=1, contents="dummy", methods=("rattle", "primer")),
            acts.Sight(chamber=2, contents="case"),
            acts.Sight(chamber=3, contents="dummy", methods=("rattle", "primer")),
        ),
    )


def test_nothing_rattles_in_an_empty_chamber() -> None:
    event = row(
        event="weapon shown", item="r", contents="1 dummy; 2 empty", method="rattle, empty, look"
    )
    assert event.act == acts.WeaponShown(
        weapon="r",
        sights=(
            acts.Sight(chamber=1, contents="dummy", methods=("rattle", "look")),
            acts.Sight(chamber=2, contents="empty", methods=("empty", "look")),
        ),
    )


@pytest.mark.parametrize(
    ("cells", "act"),
    [
        (
            {"event": "box arrived", "item": "belt 2", "to": "cart", "contents": "Belt"},
            acts.ContainerArrived(container="belt-2", kind="belt", holder="cart"),
        ),
        (
            {"event": "box arrived", "item": "box 1", "to": "cart"},
            acts.ContainerArrived(container="box-1", kind="box", holder="cart"),
        ),
        (
            {"event": "seal read", "item": "box", "label": "4471", "contents": "broken"},
            acts.SealRead(container="box", seal="4471", intact=False),
        ),
        (
            {"event": "loaded", "item": "d", "to": "colt", "chambers": "5, 1-2", "n": "3"},
            acts.RoundsLoaded(weapon="colt", lot="d", chambers=(1, 2, 5), n=3),
        ),
        ({"event": "locked", "item": "safe"}, acts.HolderLocked(holder="safe", keys=None)),
        (
            {"event": "locked", "item": "safe", "with": "nobody"},
            acts.HolderLocked(holder="safe", keys=()),
        ),
        (
            {"event": "bore checked", "item": "rifle", "contents": "?"},
            acts.BoreChecked(weapon="rifle", clear=None),
        ),
        (
            {"event": "in sight", "item": "rifle", "method": "since shown"},
            acts.WatchClaimed(item="rifle", since_shown=True),
        ),
        (
            {"event": "scene planned", "scene": "12", "contents": "rifle 2 empty; colt blank"},
            acts.ScenePlanned(
                scene="12",
                loads=(
                    acts.PlannedLoad(weapon="rifle-2"),
                    acts.PlannedLoad(weapon="colt", load="blank"),
                ),
            ),
        ),
        (
            {"event": "Custody Passed", "item": "colt", "from": "armorer", "to": "first-ad"},
            acts.CustodyPassed(item="colt", giver="armorer", receiver="first-ad"),
        ),
        (
            {"event": "accounts differ", "item": "AD gave it; armorer gave it", "note": "who"},
            acts.AccountsOpened(accounts=("ad-gave-it", "armorer-gave-it"), about="who"),
        ),
        (
            {"event": "briefing held", "with": "a, b", "note": "muzzle; misfire, and after"},
            acts.BriefingHeld(attendees=("a", "b"), topics=("muzzle", "misfire, and after")),
        ),
        (
            {
                "event": "qualification recorded",
                "item": "armorer",
                "note": "permit",
                "to": "2027-01-01",
            },
            acts.QualificationRecorded(
                person="armorer",
                qualification="permit",
                expires_ms=ms("2027-01-01T00:00-07:00"),
            ),
        ),
    ],
)
def test_what_a_crew_writes_becomes_the_act(cells: dict[str, str], act: Act) -> None:
    assert row(**cells).act == act


def test_an_unknown_count_stays_unknown() -> None:
    for n in ("", "?"):
        event = row(
            event="lot arrived", item="d", to="cart", contents="dummy", n=n, **{"from": "s"}
        )
        assert isinstance(event.act, acts.LotArrived)
        assert event.act.n is None
    checked = row(event="rounds checked", item="d", method="rattle", n="50")
    assert checked.act == acts.LotChecked(lot="d", method="rattle", n=None, answered=50)


def test_a_statement_is_not_the_crews_record() -> None:
    event = row(
        event="moved",
        item="colt",
        to="cart",
        source="statement",
        who="First AD",
        sure="quoted",
        code="NYT-NZH",
        account="Armorer Gave It",
    )
    assert not event.on_record
    assert event.source == Source(
        kind="statement",
        who="first-ad",
        sure="quoted",
        code="NYT-NZH",
        account="armorer-gave-it",
    )


def test_marks_read_late_entries_and_corrections() -> None:
    event = row(
        event="kit issued",
        item="colt; rifle",
        to="extra-1",
        read="yes",
        recorded="2026-03-03 09:00",
        corrects="row-0123456789abcdef",
        **{"from": "armorer"},
    )
    assert event.read == ("colt", "rifle")
    assert event.recorded_ms == ms("2026-03-03T09:00-07:00")
    assert event.corrects == "row-0123456789abcdef"
    assert row(event="loaded", item="d", to="colt", read="colt").read == ("colt",)


def test_names_are_one_however_they_are_spelt() -> None:
    for spelt in ("Prop Cart", "prop_cart", " PROP  CART ", "prop-cart", "Prop\u2013Cart"):
        assert row(event="swept", item=spelt).act == acts.PlaceSwept(holder="prop-cart")
    assert row(event="swept", item="Café No. 2").act == acts.PlaceSwept(holder="cafe-no-2")


def test_a_cell_like_a_formula_is_text() -> None:
    for text in ("=HYPERLINK(1)", "+1 round", "@home", "-"):
        assert row(event="help called", note=text).act == acts.HelpCalled(text=text)
    assert row(event="help called", note="'=1").act == acts.HelpCalled(text="=1")


def test_a_note_keeps_its_lines() -> None:
    assert row(event="meal", note="one\ntwo").note == "one\ntwo"
