"""The chain of custody: with whom or where a thing was, since when, by which entry."""

from typing import TYPE_CHECKING

from coldset.core import acts
from coldset.core.words import Id
from coldset.inquiry.custody import Chain

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Day

    Clock = Callable[[str], int]


def holders(chain: Chain) -> list[tuple[Id, Id | None]]:
    return [(stay.holder, stay.place) for stay in chain.stays]


def test_a_weapon_goes_from_hand_to_hand_and_no_time_is_lost(day: "Day", clock_ms: "Clock") -> None:
    passed = acts.CustodyPassed(item="revolver", giver="armorer", receiver="performer")
    given = day.at("08:00", passed)
    back = acts.CustodyPassed(item="revolver", giver="performer", receiver="armorer")
    returned = day.at("09:00", back, by="performer")
    chain = day.chains()["revolver"]
    assert holders(chain) == [("armorer", "stage"), ("performer", "stage"), ("armorer", "stage")]
    times = [(stay.since_ms, stay.until_ms) for stay in chain.stays]
    assert times == [
        (clock_ms("06:10"), clock_ms("08:00")),
        (clock_ms("08:00"), clock_ms("09:00")),
        (clock_ms("09:00"), None),
    ]
    assert [stay.event for stay in chain.stays][1:] == [given, returned]
    assert not any(stay.said or stay.gap for stay in chain.stays)


def test_a_thing_goes_where_its_holder_goes(day: "Day") -> None:
    day.at("07:30", acts.ConcernRaised(text="cold coffee"), place="truck")
    chain = day.chains()["revolver"]
    assert holders(chain) == [("armorer", "stage"), ("armorer", "truck")]


def test_a_box_in_a_box_is_where_the_outer_one_is(day: "Day") -> None:
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    day.moves("07:20", "dummies", "bag", place="truck")
    day.moves("07:30", "bag", "stage")
    found = day.chains()
    assert holders(found["bag"]) == [("truck", "truck"), ("stage", "stage")]
    assert holders(found["dummies"])[-2:] == [("bag", "truck"), ("bag", "stage")]


def test_a_portion_names_the_lot_it_was_drawn_from(day: "Day") -> None:
    day.draws("08:00", "dummies", "six", holder="stage")
    chain = day.chains()["six"]
    assert chain.parents == ("dummies",)
    assert holders(chain) == [("stage", "stage")]


def test_lots_put_together_name_them_all(day: "Day") -> None:
    day.box("07:30", "others")
    day.merges("08:00", ("dummies", "others"), "all")
    found = day.chains()
    assert found["all"].parents == ("dummies", "others")
    assert found["dummies"].parents == ()


def test_what_only_a_statement_says_is_marked(day: "Day") -> None:
    day.moves("08:00", "revolver", "truck", said=True, place="truck")
    stays = day.chains()["revolver"].stays
    assert [stay.said for stay in stays] == [False, True]


def test_a_move_that_nobody_carried_out_leaves_a_gap(day: "Day") -> None:
    day.moves("08:00", "revolver", "truck", by=None, place="truck")
    stays = day.chains()["revolver"].stays
    assert [stay.gap for stay in stays] == [False, True]
    assert stays[-1].by is None


def test_a_chain_ends_at_the_moment_that_is_asked(day: "Day") -> None:
    day.moves("08:00", "revolver", "truck", place="truck")
    assert len(day.chains("07:59")["revolver"].stays) == 1
    assert len(day.chains("08:00")["revolver"].stays) == 2


def test_what_was_never_there_has_no_chain(day: "Day") -> None:
    assert set(day.chains()) == {"revolver", "dummies"}
    assert "armorer" not in day.chains(), "a person is no thing"
    assert day.chains("05:30") == {}


def test_a_correction_takes_the_place_of_what_it_corrects(day: "Day") -> None:
    wrong = day.moves("08:00", "revolver", "truck", place="truck")
    day.moves("08:00", "revolver", "workshop", place="workshop", corrects=wrong, written="09:00")
    assert holders(day.chains()["revolver"]) == [("armorer", "stage"), ("workshop", "workshop")]


def test_what_went_along_is_credited_to_the_entry_that_moved_its_holder(day: "Day") -> None:
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    put_in = day.moves("07:20", "dummies", "bag", place="truck")
    moved = day.moves("07:30", "bag", "stage", by="property-master")
    stays = day.chains()["dummies"].stays[-2:]
    assert [(stay.event, stay.by) for stay in stays] == [
        (put_in, "armorer"),
        (moved, "property-master"),
    ]


def test_what_is_only_said_to_have_gone_along_is_marked(day: "Day") -> None:
    day.at("07:10", acts.ContainerArrived(container="bag", kind="bag", holder="truck"))
    day.moves("07:20", "dummies", "bag", place="truck")
    day.moves("07:30", "bag", "stage", said=True)
    assert [stay.said for stay in day.chains()["dummies"].stays[-2:]] == [False, True]
