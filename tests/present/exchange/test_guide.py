"""The day log's page says what the code does: every column, every event word, every example."""

import re
from pathlib import Path

import msgspec
import pytest

from coldset.core.acts import ALL_ACTS, DEVICES
from coldset.present.exchange import guide, read_day_log, template
from coldset.present.exchange.columns import ACT_COLUMNS, COLUMN_NAMES
from coldset.present.exchange.entries import ENTRIES, WORDS
from coldset.present.exchange.entry import Entry

PAGE = Path(__file__).parents[3] / "docs" / "day-log.md"


def test_the_page_ends_in_the_reference_that_the_code_makes() -> None:
    assert PAGE.read_text("utf-8").endswith(guide()), (
        "docs/day-log.md differs from the code; replace its reference by the text of guide()"
    )


def test_every_column_and_every_event_word_is_in_the_reference() -> None:
    for name in (*COLUMN_NAMES, *WORDS):
        assert f"`{name}`" in guide()


def test_the_examples_of_the_page_can_be_read() -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(read_day_log(example.encode(), "page")) == 7


def test_the_template_can_be_read_and_has_every_column() -> None:
    assert template().partition("\r\n")[0].split(",") == list(COLUMN_NAMES)
    rows = read_day_log(template().encode(), "template.csv")
    assert len(rows) == len(set(rows)) == 24


def test_every_act_is_expressible_by_a_word_of_its_own() -> None:
    by_people = set(ALL_ACTS) - set(DEVICES)
    assert {entry.act for entry in ENTRIES} == by_people
    assert len(ENTRIES) == len(by_people)
    names = [name for entry in ENTRIES for name in {entry.word, entry.long_word}]
    assert len(names) == len(set(names)) == len(WORDS)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.word)
def test_every_field_of_an_act_has_one_column(entry: Entry) -> None:
    fields = {field.name for field in msgspec.structs.fields(entry.act)}
    told = {cell.field for cell in entry.cells}
    assert told <= fields
    assert told == fields or entry.look, "every field has a cell"
    columns = [column for column in entry.columns if not (entry.look and column == "method")]
    assert len(columns) == len(set(columns)), "no column holds two fields"
    assert set(columns) <= {*ACT_COLUMNS, "note", "zone"}
