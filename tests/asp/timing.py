"""The time that clingo and the engine take for the figures of one record, side by side."""

from __future__ import annotations

import sys
from importlib.resources import files
from time import process_time

from asp_program import Question, figures
from records import record

from coldset.core.events import Event
from coldset.core.known import known
from coldset.gate.policy import parse_pack
from coldset.margin.lookout import outlook
from coldset.margin.terms import Terms

SIZES = (30, 90, 300)
SEED = 4


def seconds(book: tuple[Event, ...], terms: Terms, question: Question) -> tuple[float, float]:
    """CPU seconds of the program and of the engine for one question."""
    begun = process_time()
    figures(book, terms, [question])
    between = process_time()
    outlook(known(book), terms, question.at_ms, ("live",)).figure("live", question.thing)
    return between - begun, process_time() - between


def main() -> None:
    """One line for each size."""
    pack = files("coldset.gate").joinpath("packs/set.toml").read_bytes()
    for size in SIZES:
        book = record(SEED, size, 0)
        question = Question("live", "revolver-1", max(event.latest_ms for event in book))
        program, engine = seconds(book, parse_pack(pack).terms, question)
        line = f"{size} entries: clingo {program:.2f} s, engine {engine:.2f} s\n"
        sys.stdout.write(line)


if __name__ == "__main__":
    main()
