"""Whatever a crew writes down: cold means that nothing bars it, and bad news never helps."""

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.words import Contents, Id
from coldset.gate.contents import COLD_CONTENTS

if TYPE_CHECKING:
    from conftest import Day

MANY = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

Entry = tuple[Act, Id, bool]
"""An act, who did it, and whether it is known from a statement alone."""

PEOPLE = st.sampled_from(["armorer", "master", "ad", "operator", "performer"])
CHAMBERS = st.sampled_from([(), (1,), (1, 2, 3, 4, 5, 6)])
CONTENTS: st.SearchStrategy[Contents] = st.sampled_from(
    ["dummy", "dummy", "dummy", "empty", "live", "blank", "case", "unknown"]
)


@st.composite
def showings(draw: st.DrawFn) -> Act:
    contents, chambers = draw(CONTENTS), draw(CHAMBERS)
    methods = ("empty",) if contents == "empty" else ("rattle", "primer")
    sights = sights_of(chambers, contents, methods)
    return acts.WeaponShown(weapon="revolver", sights=sights, turned=True)


def sights_of(
    chambers: tuple[int, ...], contents: Contents, methods: tuple[str, ...]
) -> tuple[acts.Sight, ...]:
    return tuple(
        acts.Sight(chamber=n, contents=contents, methods=methods)  # type: ignore[arg-type]  # words
        for n in chambers
    )


DEEDS = st.one_of(
    showings(),
    showings(),
    st.sampled_from(
        [
            acts.BoreChecked(weapon="revolver", clear=True),
            acts.WatchClaimed(item="revolver", since_shown=True),
            acts.ItemMoved(item="revolver", holder="set"),
            acts.ItemMoved(item="revolver", holder="armorer"),
            acts.PlaceLeft(holder="revolver"),
            acts.RoundsLoaded(weapon="revolver", lot="six", chambers=(1,), n=1),
            acts.RoundsUnloaded(weapon="revolver", lot="six", holder="armorer", seen_empty=True),
            acts.LotChecked(lot="six", method="rattle", n=6, answered=6),
            acts.LotChecked(lot="six", method="rattle", n=6, answered=5, others=1),
            acts.CustodyPassed(item="revolver", giver="armorer", receiver="master"),
            acts.CustodyPassed(item="revolver", giver="master", receiver="armorer"),
            acts.StatusCalled(weapon="revolver", word="cold", heard_by=("performer",)),
            acts.MealCalled(),
        ]
    ),
)

OPENINGS = st.sampled_from(
    [
        acts.StopRaised(reason="x"),
        acts.IncidentDeclared(text="x"),
        acts.HazardSuspected(hazard="live", at="truck"),
        acts.HazardIdentified(hazard="live", at="dummies"),
        acts.HazardIdentified(hazard="primed", at="revolver", chamber=1),
        acts.HandlingDeclined(person="performer", weapon="revolver"),
        acts.PlaceLeft(holder="revolver"),
        acts.WeaponServiced(weapon="revolver"),
        acts.ShotFired(weapon="revolver", chamber=1, planned=False),
        acts.HammerFell(weapon="revolver", chamber=1),
        acts.LotArrived(lot="live-box", source="x", claimed="live", holder="set", n=5),
        acts.LotChecked(lot="dummies", method="rattle", n=50, answered=49, others=1),
        acts.PersonEntered(person="stranger"),
        acts.LineReleased(),
    ]
)


def written(day: "Day", deeds: list[tuple[Act, Id, bool]]) -> "Day":
    for number, (act, by, said) in enumerate(deeds):
        sees: dict[Id, int | None] = {"ad": 6, "master": 6}
        sees.pop(by, None)
        day.at(f"10:41:{number * 5 + 2:02}", f"deed-{number}", act, by=by, said=said, sees=sees)
    return day


A_DAY = st.lists(st.tuples(DEEDS, PEOPLE, st.booleans()), max_size=5)
RULES_OR_NONE = st.booleans()


@given(deeds=A_DAY, ruled=RULES_OR_NONE, to=PEOPLE)
@MANY
def test_cold_means_that_everything_was_reached_and_nothing_bars_it(
    day: "Day", deeds: list[tuple[Act, Id, bool]], to: Id, *, ruled: bool
) -> None:
    other = written(day.under(), deeds)
    other = other if ruled else other.under(rules={})
    verdict = other.verdict(receiver=to)
    assert verdict == other.verdict(receiver=to)
    bars = [finding for finding in verdict.findings if finding.level == "not cleared"]
    assert (verdict.word == "cold") == (not bars)
    assert verdict.word in {"cold", "not cleared"}
    if verdict.word == "cold":
        assert all(figure.reached for figure in verdict.figures)
        assert len(verdict.figures) == 4
        line = verdict.contents
        assert line.seen == line.chambers == 6
        assert {contents for contents, _ in line.held} <= COLD_CONTENTS
        assert verdict.to_green == ()
    else:
        assert verdict.to_green


@given(
    deeds=A_DAY,
    opening=OPENINGS,
    when=st.integers(0, 55),
    said=st.booleans(),
    ruled=RULES_OR_NONE,
)
@MANY
def test_bad_news_never_turns_not_cleared_into_cold(  # noqa: PLR0913 - one is drawn for each
    day: "Day",
    deeds: list[tuple[Act, Id, bool]],
    opening: Act,
    when: int,
    *,
    said: bool,
    ruled: bool,
) -> None:
    before = written(day.under(), deeds)
    before = before if ruled else before.under(rules={})
    was = before.verdict()
    after = before.under().at(f"10:41:{when:02}", "bad-news", opening, by="operator", said=said)
    now = after.verdict()
    assert now.word == "not cleared" or was.word == "cold"
    for old, new in zip(was.figures, now.figures, strict=True):
        for figure in ("margin", "solo", "through"):
            high, low = getattr(old, figure), getattr(new, figure)
            assert high is None or (low is not None and low <= high), (old.hazard, figure)
