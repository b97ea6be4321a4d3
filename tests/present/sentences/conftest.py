"""Real verdicts to read, and texts to hold them against.

`COLDSET_GOLDEN=write pytest tests/present/sentences` writes the texts anew; read what changed.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from coldset.book.packs import load_policy
from coldset.core.acts import CustodyPassed
from coldset.core.known import known
from coldset.core.state import State
from coldset.core.words import StatusWord
from coldset.gate.decide import decide
from coldset.gate.question import Request
from coldset.gate.verdict import Verdict
from coldset.inquiry.explain import explain
from coldset.inquiry.story import Explanation
from coldset.margin.lookout import Lookout, outlook
from coldset.margin.worlds import undivided
from coldset.present.exchange import read_day_log

EXAMPLES = Path(__file__).parents[3] / "examples"
GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, Iterable[str]], None]


@pytest.fixture
def golden() -> Golden:
    """Holds lines against the text of that name."""

    def hold(name: str, lines: Iterable[str]) -> None:
        path, text = GOLDEN / f"{name}.txt", "\n".join(lines) + "\n"
        if os.environ.get("COLDSET_GOLDEN") == "write":
            path.write_text(text)
        assert text == path.read_text()

    return hold


@pytest.fixture(scope="session")
def verdict_at() -> Callable[[str, StatusWord], Verdict]:
    """The default pack's verdict at a hand-over of the quiet day, as known then."""
    log = EXAMPLES / "quiet-day" / "log.csv"
    events = read_day_log(log.read_bytes(), log.name)
    by_id = {event.id: event for event in events}
    policy = load_policy("set")

    def verdict(hand_over: str, status: StatusWord = "cold") -> Verdict:
        event = by_id[hand_over]
        act = event.act
        assert isinstance(act, CustodyPassed)
        before = events[: events.index(event)]
        view = outlook(known(before, event.earliest_ms), policy.terms, event.earliest_ms)
        asked = Request(
            weapon=act.item,
            giver=act.giver,
            receiver=act.receiver,
            status=status,
            scene=act.scene,
            supervisor=act.supervisor,
            place=event.place,
            mark_read=act.item in event.read,
        )
        return decide(view, asked, policy)

    return verdict


@pytest.fixture(scope="session")
def examples() -> dict[str, bytes]:
    """The logs of the examples, by name."""
    return {path.parent.name: path.read_bytes() for path in EXAMPLES.glob("*/log.csv")}


@pytest.fixture(scope="session")
def church(examples: dict[str, bytes]) -> tuple[Explanation, State]:
    """The round found in the second performer's belt, explained, with the record as it stands."""
    events = read_day_log(examples["church-rehearsal"], "log.csv")
    end_ms = max(event.latest_ms for event in events)
    lookout = Lookout(load_policy("set").terms, ("live",), undivided)
    view = lookout.at(known(events), end_ms)
    return explain(view, "cr-121"), view.states()[0]
