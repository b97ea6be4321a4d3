"""The pictures of docs/engine.md are what the project draws, and say what the design says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest

from coldset.margin.failures import Failure
from coldset.present.timeline.ink.palette import DARK, LIGHT
from coldset.present.timeline.layout.room import Box, text_box

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
CONTROLS, THROUGH_TIME = "past-the-controls.svg", "through-time.svg"
SVG = "{http://www.w3.org/2000/svg}"

FIGURES = re.compile(r"(?:\d+|None) / (?:\d+|None)")
CODE = re.compile(r"[a-z]{2}\d+")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("pictures")
    subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-B", PICTURES / "make.py", into],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
    )
    return into


def kept(name: str) -> ET.Element:
    return ET.fromstring((PICTURES / name).read_text("utf-8"))  # noqa: S314 - our own file


def texts(root: ET.Element) -> Iterator[ET.Element]:
    return root.iter(f"{SVG}text")


def figures(root: ET.Element) -> list[str]:
    """Margin and solo margin of each moment, from left to right."""
    found = [text for text in texts(root) if FIGURES.fullmatch(text.text or "")]
    return [text.text or "" for text in sorted(found, key=lambda one: float(one.attrib["x"]))]


def classes(root: ET.Element) -> list[str]:
    return [one.get("class", "") for one in root.iter()]


@pytest.mark.parametrize("name", [CONTROLS, THROUGH_TIME])
def test_the_picture_that_is_kept_is_the_one_that_is_drawn(drawn: Path, name: str) -> None:
    is_same = (PICTURES / name).read_bytes() == (drawn / name).read_bytes()
    assert is_same, f"`{name}` is not what is drawn now; look at it: python docs/pictures/make.py"


def test_both_pictures_have_the_figures_of_the_worked_example() -> None:
    in_the_box, in_the_revolver = ["0 / 0", "2 / 1"], ["3 / 1", "2 / 1", "2 / 0", "1 / 0", "3 / 1"]
    assert figures(kept(THROUGH_TIME)) == [*in_the_box, *in_the_revolver]
    sealed = "2 / 0"
    assert figures(kept(CONTROLS)) == [*in_the_box, sealed, *in_the_revolver]


def test_each_way_has_as_many_holes_and_acts_as_it_is_said_to_take() -> None:
    ways = [group for group in kept(CONTROLS).iter(f"{SVG}g") if group.get("class") == "way"]
    said = [[text.text or "" for text in texts(way)][-1] for way in ways]
    counted = [sum(css in {"hole", "act"} for css in classes(way)) for way in ways]
    assert [int(number) for number in said] == counted
    assert sorted(counted) == [1, 2, 2, 2, 3, 3, 3]


def test_the_lightest_way_alone_is_bold_and_its_count_is_the_margin() -> None:
    root = kept(CONTROLS)
    bold = [way for way in root.iter(f"{SVG}g") if "thread lightest" in classes(way)]
    assert [[text.text for text in texts(way)][-1] for way in bold] == ["1"]
    assert {"margin 1", "solo 0"} <= {text.text for text in texts(root)}


def test_only_a_check_by_the_same_person_comes_again_and_counts_no_more() -> None:
    ways = [group for group in kept(CONTROLS).iter(f"{SVG}g") if group.get("class") == "way"]
    twice = [way for way in ways if "hole again" in classes(way)]
    assert [way.findtext(f"{SVG}text") for way in twice] == ["It was in the supplier's box"]
    holes = [css for css in classes(twice[0]) if css.startswith("hole")]
    assert holes == ["hole", "hole", "hole again", "hole"]


def test_what_was_checked_before_a_round_came_is_nothing_that_it_got_past(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(PICTURES))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    ways = import_module("ways")
    look = Failure("check", "armorer", "rattle")
    way = ways.Way("unrecorded", "workshop", 30, (30, 40), frozenset({look}), 2)
    before, after = (ways.Column("each is rattled", ms, ms, (look,)) for ms in (20, 50))
    assert not way.passes(before, look)
    assert way.passes(after, look)


def test_each_cut_set_weighs_as_much_as_it_names_and_each_name_is_told() -> None:
    listed = [(float(t.attrib["y"]), float(t.attrib["x"]), t) for t in texts(kept(THROUGH_TIME))]
    codes = [one for one in listed if one[2].get("class") == "code code-name"]
    weights = {(y, x): t.text for y, x, t in listed if t.get("class") == "code ink strong"}
    told = {t.text for *_, t in codes if CODE.fullmatch(t.text or "")}
    families = [(weights[y, x - 12], t.text or "") for y, x, t in codes if (y, x - 12) in weights]
    assert len(families) > 20
    for weight, names in families:
        assert int(weight or "") == len(CODE.findall(names)), names
        assert set(CODE.findall(names)) <= told


@pytest.mark.parametrize("name", [CONTROLS, THROUGH_TIME])
def test_no_two_words_overlap_and_all_are_on_the_sheet(name: str) -> None:
    root = kept(name)
    sheet = Box(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
    boxes = [(text.text or "", _box(text)) for text in texts(root)]
    for (one, here), (other, there) in combinations(boxes, 2):
        assert not here.meets(there), f"`{one}` and `{other}` overlap"
    for words, box in boxes:
        is_inside = box.x0 >= sheet.x0 and box.x1 <= sheet.x1 and box.y1 <= sheet.y1
        assert is_inside, f"`{words}` is cut off"


def _box(text: ET.Element) -> Box:
    at, size = text.attrib, float(text.attrib["font-size"])
    words, anchor = text.text or "", text.get("text-anchor", "start")
    return text_box(words, size, float(at["x"]), float(at["y"]), anchor)


@pytest.mark.parametrize("name", [CONTROLS, THROUGH_TIME])
def test_it_can_be_read_by_day_and_by_night_and_by_a_screen_reader(name: str) -> None:
    root = kept(name)
    by_day, _, by_night = (root.findtext(f"{SVG}style") or "").partition("prefers-color-scheme")
    for css in ("sheet", "ink", "muted"):
        assert _colour(by_day, css) in LIGHT.values()
        assert _colour(by_night, css) in DARK.values()
    assert (root.findtext(f"{SVG}title") or "").strip()
    assert len(root.findtext(f"{SVG}desc") or "") > 100


def _colour(rules: str, css: str) -> str:
    """The colour that a class is filled with."""
    found = re.search(rf"\.{css}\b[^{{]*{{ fill: (#\w+)", rules)
    assert found is not None, f"`.{css}` has no colour"
    return found[1]


@pytest.mark.parametrize("name", [CONTROLS, THROUGH_TIME])
def test_every_class_that_is_drawn_has_its_form_or_colour(name: str) -> None:
    root = kept(name)
    known = set(re.findall(r"\.([a-z-]+)", root.findtext(f"{SVG}style") or ""))
    used = {css for element in root.iter() for css in element.get("class", "").split()}
    assert used & known
    assert used - known <= {"way"}, "a group of a way has neither"
