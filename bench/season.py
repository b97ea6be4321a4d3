"""How the engine's cost grows with the record: an invented season of three sizes, in one run.

Each row is a ratio to decoding the same events alone, or a time with the limit that DESIGN's work
set beside it. Run it with `make bench`; no test depends on what it prints.
"""

import math
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable

from coldset import load_policy
from coldset.core import codec
from coldset.core.acts import CustodyPassed, HazardIdentified, StatusCalled
from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.known import Known, appearances, effect_ms, known
from coldset.core.words import Hazard
from coldset.inquiry.explain import explain
from coldset.margin.build import Walk, take_in_all
from coldset.margin.lookout import KEPT_NODES, Lookout
from coldset.margin.outlook import Outlook, View
from coldset.margin.terms import Terms
from coldset.margin.worlds import World, undivided
from coldset.simulate import season, season_size

SIZES = (1_000, 10_000, 100_000)
WHOLE_MAX = 10_000
"""Stories need the whole graph, and counting every byte is slow: not asked of a longer season."""

SEED = 5
HAZARDS: tuple[Hazard, ...] = ("live", "blank", "primed")
ASKED_EVERY = 7


def timed_s(work: Callable[[], object]) -> float:
    """How long `work` took, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def walked(record: Known, terms: Terms, asked_s: list[float]) -> Walk:
    """Walk a record to its end, asking for a margin at some hand-overs on the way."""
    first = appearances(record.events)
    readers = fold((one, effect_ms(one, first)) for one in record.events).seal_readings
    walk, world = Walk(HAZARDS, terms, readers, keeps=KEPT_NODES), World(record.events)
    hand_overs = 0
    for event in record.events:
        take_in_all(walk, (event,), first)
        if isinstance(event.act, CustodyPassed):
            hand_overs += 1
            if hand_overs % ASKED_EVERY == 0:
                asked_s.append(_asked_s(walk, world, event.act.item))
    return walk


def _asked_s(walk: Walk, world: World, weapon: str) -> float:
    views = tuple(View(world, hazard, builder) for hazard, builder in walk.builders.items())
    now = Outlook(walk.terms, walk.clock_ms or 0, views)
    return timed_s(lambda: now.figure("live", weapon))


def _last_item(events: Iterable[Event]) -> str:
    return [one.act.item for one in events if isinstance(one.act, CustodyPassed)][-1]


def found(events: Iterable[Event]) -> tuple[Event, ...]:
    """The same record, with a live round found in the weapon that was handed over last."""
    listed = tuple(events)
    item = _last_item(listed)
    end_ms = max(one.latest_ms for one in listed)
    find = Event(
        id="the-find",
        act=HazardIdentified(hazard="live", at=item, chamber=1),
        earliest_ms=end_ms,
        latest_ms=end_ms,
        recorded_ms=end_ms,
        recorder="investigator",
    )
    return (*listed, find)


def row(size: int, terms: Terms) -> tuple[float, float]:
    """Print what one size costs; the season's and the decoding's seconds."""
    events = tuple(season(SEED, season_size(size)))
    payloads = [codec.encode(one) for one in events]
    decoding_s = min(timed_s(lambda: [codec.decode(one) for one in payloads]) for _ in range(5))
    asked_s: list[float] = []
    record = known(events)
    walk_s = timed_s(lambda: walked(record, terms, asked_s))
    asked_s.sort()
    whole = size <= WHOLE_MAX
    stories_s = _stories_s(events, terms) if whole else math.nan
    memory = _bytes_an_event(record, terms) if whole else math.nan
    print(
        f"  {size:>7} {walk_s / decoding_s:>12.0f} x {statistics.median(asked_s) * 1e6:>9.0f} us"
        f" {asked_s[int(len(asked_s) * 0.99)] * 1e6:>9.0f} us {stories_s * 1e3:>9.1f} ms"
        f" {_late_s(events, terms) * 1e3:>9.0f} ms {memory:>9.0f}"
    )
    return walk_s, decoding_s


def _stories_s(events: tuple[Event, ...], terms: Terms) -> float:
    with_find = known(found(events))
    end_ms = max(one.latest_ms for one in with_find.events)
    laid = Lookout(terms, ("live",), undivided).at(with_find, end_ms)
    return timed_s(lambda: explain(laid, "the-find", 0))


def _late_s(events: tuple[Event, ...], terms: Terms) -> float:
    """How long a figure takes when something half an hour old came in, the book being open."""
    end_ms = max(one.latest_ms for one in events)
    then_ms = end_ms - 1_800_000
    late = Event(
        id="late",
        act=StatusCalled(weapon=_last_item(events), word="cold"),
        earliest_ms=then_ms,
        latest_ms=then_ms,
        recorded_ms=end_ms,
        recorder="armorer",
    )
    lookout = Lookout(terms)
    lookout.at(known(events), end_ms)
    with_late = known((*events, late))
    return timed_s(lambda: lookout.at(with_late, end_ms).figures(_last_item(events)))


def _bytes_an_event(record: Known, terms: Terms) -> float:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    walk = walked(record, terms, [])
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / len(record.events) if walk.builders else 0.0


def main() -> None:
    """Measure each size and print the table."""
    terms = load_policy("set").terms
    print("a season, all hazards exact: fold and margins, as a ratio to decoding; one margin at a")
    print("hand-over; the lightest stories of a find; all figures when an entry came half an hour")
    print("late; memory")
    print("   events  fold+margins    margin p50       p99     stories         late  bytes/event")
    walks = [row(size, terms) for size in SIZES]
    grown = math.log(walks[-1][0] / walks[0][0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"  grows with the number of events to the power of {grown:.2f}")
    print("  limits: 60 x; 100 us; 20 ms; 5 ms; 200 bytes; power 1.1; at a million events")


if __name__ == "__main__":
    main()
