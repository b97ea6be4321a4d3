"""How long the main questions take, as ratios to decoding the same events alone.

Times differ between machines and hours, ratios hardly: each row is the median of several runs in
this process, divided by the median of decoding. The day is `examples/quiet-day`. Run it with
`make bench`; no test depends on what it prints.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coldset import create_book, load_policy, open_book, raw_of, verify
from coldset.core import codec
from coldset.core.known import known
from coldset.margin.lookout import outlook
from coldset.present.exchange import read_day_log

LOG = Path(__file__).parents[1] / "examples" / "quiet-day" / "log.csv"
RUNS = 7
SLOW_RUNS = 3


def median_s(work: Callable[[], object], runs: int) -> float:
    """The median time of `work` in seconds, after one run that does not count."""
    work()
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure each question and print the table."""
    text = LOG.read_bytes()
    events = read_day_log(text, LOG.name)
    payloads = [codec.encode(event) for event in events]
    policy = load_policy("set")
    end_ms = max(event.earliest_ms for event in events)
    with tempfile.TemporaryDirectory() as folder:
        made = iter(range(RUNS + 2))
        kept = Path(folder) / "kept.book"

        def record(path: Path) -> None:
            with create_book(path, "example.org/quiet-day") as book:
                book.record(read_day_log(text, LOG.name))

        record(kept)
        raw = raw_of(kept)
        rows: tuple[tuple[str, Callable[[], object], int], ...] = (
            ("decode the events", lambda: [codec.decode(one) for one in payloads], RUNS),
            ("read the day log", lambda: read_day_log(text, LOG.name), RUNS),
            (
                "import it into a new book",
                lambda: record(Path(folder) / f"{next(made)}.book"),
                RUNS,
            ),
            ("open the book", lambda: open_book(kept).close(), RUNS),
            ("verify it", lambda: verify(raw.entries, raw.checkpoint, raw.genesis), RUNS),
            (
                "outlook at the end of the day",
                lambda: outlook(known(events), policy.terms, end_ms),
                SLOW_RUNS,
            ),
        )
        print(f"{len(events)} events of {LOG.parent.name}, medians")
        base_s = 0.0
        for name, work, runs in rows:
            took_s = median_s(work, runs)
            base_s = base_s or took_s
            print(f"  {name:<30} {took_s * 1000:>10.2f} ms {took_s / base_s:>9.1f} x")


if __name__ == "__main__":
    main()
