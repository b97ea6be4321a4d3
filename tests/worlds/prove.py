# ruff: noqa: T201 - it prints its table
"""Explores the closed worlds and prints what came of it; ends with status 1 on any violation.

`python tests/worlds/prove.py [BUDGET]`: about so many truths in all, ten million by default.
"""

import sys

from closed.explore import Tally
from closed.plans import explored

BUDGET = 10_000_000
SHOWN_MAX = 5

COLUMNS = ("world", "depth", "truths", "records", "asked", "exact", "below", "no way", "wrong")
LINE = "{:<22}{:>6}{:>12}{:>9}{:>9}{:>9}{:>8}{:>8}{:>7}"


def _row(tally: Tally) -> str:
    below = sum(tally.below.values())
    return LINE.format(
        tally.world, tally.depth, tally.truths, tally.records, tally.questions, tally.exact,
        below, tally.unreached, len(tally.violations),
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print a line for each world, why figures lie below the truth, and what is wrong."""
    budget = int(arguments[0]) if arguments else BUDGET
    print(LINE.format(*COLUMNS))
    tallies = []
    for tally in explored(budget):
        print(_row(tally), flush=True)
        tallies.append(tally)
    print(f"{sum(tally.truths for tally in tallies)} truths")
    for tally in tallies:
        for why, count in sorted(tally.below.items()):
            print(f"below the truth in {tally.world}, {count} times: {why}")
    wrong = [one for tally in tallies for one in tally.violations]
    for one in sorted(wrong, key=lambda one: (len(one.events), one.moves))[:SHOWN_MAX]:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
