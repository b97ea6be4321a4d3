"""What is wrong with a file is said all at once, with the row, the cell and the way out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.errors import ColdsetError
from coldset.present.exchange import DayLogError, Problem, read_day_log
from coldset.present.exchange.columns import COLUMN_NAMES
from coldset.present.exchange.entries import WORDS

HEAD = b"date,time,zone,event,item,by\n"
GOOD = b"2026-03-02,10:00,America/Denver,swept,set,props\n"


def problems(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(DayLogError) as caught:
        read_day_log(data, "day.csv")
    assert caught.value.problems
    return caught.value.problems


def problem(data: bytes) -> Problem:
    (only,) = problems(data)
    return only


def cell(**cells: str) -> Problem:
    """The one problem of a log of one row."""
    cells = {"date": "2026-03-02", "time": "10:00", "zone": "UTC", "by": "armorer"} | cells
    quoted = (f'"{text}"' for text in cells.values())
    found = problem((",".join(cells) + "\n" + ",".join(quoted) + "\n").encode())
    assert found.row == 2
    return found


def test_all_problems_come_at_once_and_nothing_is_taken() -> None:
    data = HEAD + GOOD + b",25:00,,swept,set,props\n,,,lodaed,,\n" + GOOD + b",,,swept,,\n"
    found = problems(data)
    assert [(p.row, p.column) for p in found] == [(3, "time"), (4, "event"), (6, "item")]
    assert found[1].suggestion == "loaded"
    with pytest.raises(ColdsetError) as caught:
        read_day_log(data, "day.csv")
    assert caught.value.code == "day-log-unreadable"
    assert caught.value.fields == {"file": "day.csv", "row": 3, "problems": 3}
    assert "3 problems, and nothing of it was taken; day.csv, row 3, column `time`" in str(
        caught.value
    )


def test_a_problem_reads_as_one_line() -> None:
    assert str(problem(HEAD + b"2026-03-02,10:00,UTC,lodaed,,a\n")) == (
        "day.csv, row 2, column `event`: `lodaed` is no event of a day log; expected one of its "
        "84 event words, such as `loaded` or `handed over`; take the word from the day log's "
        "guide; did you mean `loaded`?"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (HEAD + b"\0", "the file is binary"),
        (b"PK\x03\x04rest", "the file is a spreadsheet workbook"),
        (b"\xff\xfed\0", "the file is text in UTF-16"),
        (b"\xfe\xff\0d", "the file is text in UTF-16"),
        (b"x" * 20_000_001, "the file has `20000001` bytes"),
    ],
)
def test_files_that_are_no_day_log(data: bytes, sentence: str) -> None:
    found = problem(data)
    assert found.sentence.startswith(sentence)
    assert found.row == 0
    assert str(found).startswith("day.csv: ")


def test_a_byte_of_another_encoding_is_named_with_its_row() -> None:
    lines = b'2026-03-02,10:00,UTC,swept,"two\nlines",props\n'
    found = problem(HEAD + lines + b"2026-03-02,10:00,UTC,swept,caf\xe9,props\n")
    assert found.row == 3, "a cell of two lines is one row of a spreadsheet"
    offset = len(HEAD + lines + b"2026-03-02,10:00,UTC,swept,caf")
    assert f"byte `0xe9` at offset {offset} is not UTF-8" in found.sentence
    marked = problem(b"\xef\xbb\xbf" + HEAD + b"\xe9")
    assert f"byte `0xe9` at offset {len(HEAD) + 3} is not UTF-8" in marked.sentence
    assert marked.row == 2


def test_headings_missing_unknown_and_twice() -> None:
    found = problems(b"date,tiem,evnt,by,by\n" + GOOD)
    assert [(p.column, p.suggestion, p.row) for p in found] == [
        ("tiem", "time", 1),
        ("evnt", "event", 1),
        ("by", "", 1),
        ("time", "", 1),
        ("event", "", 1),
    ]
    assert found[2].sentence.startswith("`by` heads 2 columns")
    assert found[3].sentence.startswith("column `time` is missing")


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    data = HEAD + b'2026-03-02,10:00,UTC,swept,"a\n\nb",props\n\n# remark\n,99:00,,swept,set,p\n'
    assert problem(data).row == 5


def test_a_line_break_without_quotes() -> None:
    found = problems(HEAD + b"2026-03-02,10:00,UTC,swe\npt,set,props\n")
    assert found[0].row == 2
    assert found[0].sentence.startswith("row ends after 4 of the 6 cells")
    assert {p.row for p in found} == {2, 3}


def test_a_quote_that_is_never_closed() -> None:
    found = problem(HEAD + GOOD + b'2026-03-02,10:00,UTC,swept,"set,props\n' + GOOD)
    assert found.row == 3
    assert "quotes that open and close" in found.sentence


def test_too_many_cells() -> None:
    found = problem(HEAD + b"2026-03-02,10:00,UTC,swept,set,props,more\n")
    assert found.sentence.startswith("`more` stands under no heading; expected at most 6 cells")
    assert read_day_log(HEAD + GOOD.replace(b"\n", b",,\n"), "x"), "blank cells say nothing"
    assert problem(b"," + HEAD + b"x," + GOOD).value == "x"


def test_a_huge_cell() -> None:
    found = cell(event="meal", note="x" * 10_001)
    assert found.sentence.startswith("cell has 10001 characters; expected at most 10000")
    assert len(found.value) == 80
    (one, *_) = problems(HEAD + b'2026-03-02,10:00,UTC,swept,"' + b"x" * 140_000 + b'",a\n')
    assert "told apart into cells" in one.sentence


def test_an_id_taken_twice_for_different_things() -> None:
    data = b"id,date,time,zone,event,by\na,2026-03-02,10:00,UTC,meal,x\nA,,11:00,,meal,x\n"
    found = problem(data)
    assert (found.row, found.column) == (3, "id")
    assert found.sentence.startswith("`a` is already the id of row 2")


def test_the_rows_below_are_not_blamed_for_the_one_above() -> None:
    data = HEAD + b"02.03.2026,10:00,Nowhere,swept,set,props\n,11:00,,swept,set,props\n"
    assert [(p.row, p.column) for p in problems(data)] == [(2, "date"), (2, "zone")]
    assert problem(HEAD + b",10:00,UTC,swept,set,props\n,11:00,,swept,set,p\n").column == "date"


@pytest.mark.parametrize(
    ("cells", "column", "sentence", "suggestion"),
    [
        ({"event": "swept"}, "item", "`item` is blank; expected a name", ""),
        ({"event": "meal", "by": ""}, "recorder", "nobody is named", ""),
        ({"event": "meal", "item": "soup"}, "item", "`soup` says nothing for `meal`", ""),
        ({"event": "swept", "item": "\u0448\u043a\u0430\u0444"}, "item", "`шкаф` is no name", ""),
        ({"event": "swept", "item": "a&b"}, "item", "`a&b` is no name", ""),
        ({"event": "swept", "item": "---"}, "item", "`---` is no name", ""),
        ({"event": "swept", "item": "a" * 81}, "item", f"`{'a' * 79}…` is too long", ""),
        (
            {"event": "role assigned", "item": "a", "contents": "armourer"},
            "contents",
            "`armourer` is not one of the words",
            "armorer",
        ),
        (
            {"event": "rounds checked", "item": "d", "method": "ratle", "n": "1", "of": "1"},
            "method",
            "`ratle` is not one of the words",
            "rattle",
        ),
        (
            {"event": "rounds checked", "item": "d", "method": "rattle", "n": "51", "of": "50"},
            "n",
            "`51` answered and `0` did not, of `50`",
            "",
        ),
        (
            {
                "event": "rounds checked",
                "item": "d",
                "method": "rattle",
                "n": "31",
                "of": "49",
                "contents": "19 others",
            },
            "n",
            "`31` answered and `19` did not, of `49`",
            "",
        ),
        ({"event": "rounds counted", "item": "d", "n": "?"}, "n", "`?` is no count", ""),
        ({"event": "rounds counted", "item": "d", "n": "1e3"}, "n", "`1e3` is no count", ""),
        ({"event": "bore checked", "item": "c"}, "contents", "`contents` is blank", ""),
        ({"event": "seal read", "item": "c", "label": "1"}, "contents", "`contents` is blank", ""),
        (
            {"event": "loaded", "item": "d", "to": "c", "chambers": "06-Jan"},
            "chambers",
            "`06-Jan` names no chambers; expected such as `1-6`",
            "",
        ),
        (
            {"event": "loaded", "item": "d", "to": "c", "chambers": "1-6", "n": "5"},
            "n",
            "`5` rounds do not go with chambers `1-6`",
            "",
        ),
        (
            {"event": "loaded", "item": "d", "to": "c", "chambers": "1,1"},
            "chambers",
            "`1` stands in the cell twice",
            "",
        ),
        (
            {"event": "hammer fell", "item": "c", "chambers": "1-2"},
            "chambers",
            "`1-2` names 2 chambers; expected one",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "contents": "dummy"},
            "chambers",
            "`chambers` is blank",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "chambers": "1-6"},
            "contents",
            "`contents` is blank",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "n": "3", "method": "rattle"},
            "method",
            "`rattle` is a method that fits none of the chambers that are named",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "n": "7", "of": "6"},
            "of",
            "`7` of `6` chambers were seen",
            "",
        ),
        (
            {
                "event": "weapon shown",
                "item": "c",
                "chambers": "1-6",
                "contents": "dummy",
                "n": "5",
            },
            "n",
            "`5` chambers were seen by `n`, but 6 are named",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "contents": "1-5 dummy; 5 empty"},
            "contents",
            "`1-5 dummy; 5 empty` does not give each chamber once",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "chambers": "1-6", "contents": "1-5 dummy"},
            "contents",
            "`1-5 dummy` does not give each chamber once",
            "",
        ),
        (
            {"event": "weapon shown", "item": "c", "contents": "1-5 dumy"},
            "contents",
            "`dumy` is not one of the words",
            "dummy",
        ),
        (
            {
                "event": "weapon shown",
                "item": "c",
                "chambers": "1",
                "contents": "empty",
                "method": "rattle",
            },
            "method",
            "`rattle` is a method that fits none of the chambers",
            "",
        ),
        (
            {"event": "moved", "item": "c", "to": "d", "who": "first-ad"},
            "source",
            "`source` is blank while `who` says who asserts it",
            "",
        ),
        (
            {"event": "moved", "item": "c", "to": "d", "source": "statment"},
            "source",
            "`statment` is not one of the words",
            "statement",
        ),
        (
            {"event": "meal", "witness": "first-ad 6; First AD 5"},
            "witness",
            "`first-ad` is named twice",
            "",
        ),
        ({"event": "meal", "witness": "ad 3-4"}, "witness", "`ad 3-4` is no witness with", ""),
        ({"event": "meal", "witness": "ad 6/6"}, "witness", "`ad 6/6` is no witness with", ""),
        ({"event": "meal", "witness": ";"}, "witness", "`;` lists nothing", ""),
        ({"event": "kit issued", "item": ",", "from": "a", "to": "b"}, "item", "`,` lists", ""),
        ({"event": ""}, "event", "`event` is blank", ""),
        ({"event": "meal", "read": "yes"}, "read", "`yes` reads the mark of the item", ""),
        (
            {"event": "scene planned", "scene": "1", "contents": "rifle"},
            "contents",
            "`rifle` says no load",
            "",
        ),
    ],
)
def test_cells_that_cannot_be_right(
    cells: dict[str, str], column: str, sentence: str, suggestion: str
) -> None:
    found = cell(**cells)
    assert found.column == column
    assert found.sentence.startswith(sentence)
    assert found.suggestion == suggestion


def test_every_sentence_is_one_sentence_in_lower_case() -> None:
    for cells in ({"event": "swept"}, {"event": "x"}, {"event": "meal", "item": "a"}):
        sentence = cell(**cells).sentence
        assert sentence[0] in "`abcdefghijklmnopqrstuvwxyz"
        assert not sentence.endswith(".")
        assert "expected" in sentence


def test_after_midnight_a_blank_date_is_refused() -> None:
    head = b"date,time,zone,event,by\n2026-03-02,23:50,UTC,cut,ad\n"
    found = problem(head + b",00:20,,wrapped,ad\n")
    assert (found.row, found.column) == (3, "date")
    assert found.sentence.startswith("`00:20` is before the row above while `date` is blank")
    for row in (b"2026-03-03,00:20,,wrapped,ad\n", b"2026-03-02,00:20,,wrapped,ad\n"):
        assert len(read_day_log(head + row, "x")) == 2, "a date settles it, whichever it is"
    for time in (b"?", b"23:50", b"23:5?", b"23:??"):
        assert len(read_day_log(head + b"," + time + b",,wrapped,ad\n", "x")) == 2
    assert problem(head + b",23:4?-23:55,,wrapped,ad\n").column == "date"


def test_the_witness_who_saw_six_of_six() -> None:
    head = b"date,time,zone,event,by,witness\n"
    row = b"2026-03-02,10:00,UTC,meal,a,First AD 6 of 6; grip ?\n"
    (event,) = read_day_log(head + row, "x")
    seen = [(witness.person, witness.count) for witness in event.witnesses]
    assert seen == [("first-ad", 6), ("grip", None)]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(DayLogError):
        read_day_log(data, "day.csv")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(COLUMN_NAMES),
        st.text(max_size=12) | st.sampled_from(["?", "1-6", "yes", "dummy", "10:00", "armorer"]),
    ),
    st.sampled_from(sorted(WORDS)),
)
def test_any_cells_are_read_or_refused(cells: dict[str, str], word: str) -> None:
    row = dict.fromkeys(COLUMN_NAMES, "") | cells | {"event": word}
    line = ",".join('"' + text.replace('"', '""') + '"' for text in row.values())
    try:
        events = read_day_log(f"{','.join(row)}\n{line}\n".encode(errors="replace"), "day.csv")
    except DayLogError as refused:
        assert all(p.row in (0, 2) for p in refused.problems)  # noqa: PT017 - either is right
    else:
        assert len(events) <= 1
