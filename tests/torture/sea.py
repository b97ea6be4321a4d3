# ruff: noqa: T201 - it prints what came of it
"""A hub and three phones that are mostly out of reach: whatever gets lost is the telling of it.

`python tests/torture/sea.py [--runs 20] [--seed 1]`; one run is one seed, and a failing one is
printed. An invented shoot is written down on three phones whose clocks are wrong by up to an hour.
Each phone sends what it has when it can: in any order, a half of it, twice because no answer came,
all of it days later. The hub records what arrives, is closed and opened again in between, and
after each step its book verifies and holds every entry that it ever acknowledged, once. In the
end the same events stand, in the same order of effect, as in a book into which they came in order;
every answer is worked out from these alone.

What is not simulated, since `Book.record` knows nothing of it: a device's own signature, chain
and sequence, so a lying phone or a lying hub; when an entry was received, so that late is marked
late; a second hub. Two entries of the very same millisecond are told apart by a millisecond here:
of one moment, what came first in the book counts first, so the order of arrival shows.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

import msgspec
from inspection import CLEAN, MEMORY, held, verified

from coldset.book import create_book, open_book
from coldset.book.questions import in_hindsight
from coldset.core import codec
from coldset.core.events import Event
from coldset.core.known import known
from coldset.errors import ColdsetError
from coldset.simulate import HABITS, simulate

ORIGIN: Final = "example.org/set"
PHONES: Final = ("armorer's", "property master's", "first assistant's")
GRAIN_MS: Final = 5_000
"""Invented shoots keep time in steps of this, so there is room to tell a thousand entries apart."""
SKEW_MAX: Final = 720
CORRECTED: Final = 0.08
STEPS: Final = 30


class WreckedError(Exception):
    """The hub lost or doubled something, or answers otherwise."""


class Phone:
    """What one phone still has to send, and what it was told about."""

    def __init__(self, owner: str, chance: random.Random) -> None:
        """A phone with an empty queue and a clock that is wrong."""
        self.owner = owner
        self.skew_ms = GRAIN_MS * chance.randint(-SKEW_MAX, SKEW_MAX)
        self.queue: list[Event] = []
        self.sent: list[Event] = []

    def write_down(self, event: Event) -> Event:
        """Queue an entry by this phone's clock."""
        shifted = msgspec.structs.replace(
            event,
            earliest_ms=event.earliest_ms + self.skew_ms,
            latest_ms=event.latest_ms + self.skew_ms,
            recorded_ms=event.recorded_ms + self.skew_ms,
        )
        self.queue.append(shifted)
        return shifted

    def told(self, acknowledged: list[Event]) -> None:
        """Take what the hub acknowledged out of the queue."""
        self.sent += [event for event in self.queue if event in acknowledged]
        self.queue = [event for event in self.queue if event not in acknowledged]


def written(seed: int, chance: random.Random) -> tuple[list[Phone], list[Event]]:
    """An invented day in three queues, and all of it in the order of its writing."""
    phones = [Phone(owner, chance) for owner in PHONES]
    day = list(simulate(seed, HABITS[seed % len(HABITS)]).events)
    for event in list(day):
        if chance.random() < CORRECTED:
            day.append(_corrected(event, len(day)))
        if chance.random() < CORRECTED / 2:
            day.append(_corrected(day[-1], len(day)))
    apart = (
        msgspec.structs.replace(
            event,
            earliest_ms=event.earliest_ms + number,
            latest_ms=event.latest_ms + number,
            recorded_ms=event.recorded_ms + number,
        )
        for number, event in enumerate(day)
    )
    return phones, [chance.choice(phones).write_down(event) for event in apart]


def _corrected(event: Event, number: int) -> Event:
    """A correction, maybe from another phone and maybe of a correction."""
    return msgspec.structs.replace(
        event, id=f"anew-{number}", corrects=event.id, note=f"{event.note} anew"
    )


class Voyage:
    """One seed: the hub's book, the phones, and what was acknowledged so far."""

    def __init__(self, seed: int, folder: Path, counts: Counter[str]) -> None:
        """Set out with an empty book; `counts` is added to."""
        self.chance = random.Random(seed)  # noqa: S311 - the same voyage each time, on purpose
        self.phones, self.everything = written(seed, self.chance)
        self.folder, self.path = folder, folder / f"{seed}.book"
        self.hub = create_book(self.path, ORIGIN)
        self.acknowledged: list[Event] = []
        self.counts = counts

    def run(self) -> None:
        """Send in every wrong way, then all that is left, then compare with the right way."""
        for _ in range(STEPS):
            phone = self.chance.choice(self.phones)
            what = self.chance.choice((self._some, self._half_of_what_is_sent, self._again))
            self._send(phone, what(phone), answered=self.chance.random() < 0.7)
            if self.chance.random() < 0.2:
                self.hub.close()
                self.hub = open_book(self.path, for_writing=True)
            self._look()
        while any(phone.queue for phone in self.phones):
            for phone in self.phones:
                self._send(phone, self._deliverable(phone), answered=True)
            self._look()
        self.hub.close()
        self._compare()

    def _some(self, phone: Phone) -> list[Event]:
        """Some of the queue, in any order."""
        return self.chance.sample(phone.queue, self.chance.randint(0, min(12, len(phone.queue))))

    def _half_of_what_is_sent(self, phone: Phone) -> list[Event]:
        """The queue in its order, cut off somewhere."""
        return phone.queue[: self.chance.randint(0, len(phone.queue) // 4)]

    def _again(self, phone: Phone) -> list[Event]:
        """What was sent already, among what was not, and one of them twice in one go."""
        old = self.chance.sample(phone.sent, min(8, len(phone.sent)))
        mixed = [*old, *self._some(phone), *old[:1]]
        self.chance.shuffle(mixed)
        return mixed

    def _deliverable(self, phone: Phone) -> list[Event]:
        """All that is left and corrects nothing that is still on another phone."""
        elsewhere = {e.id for other in self.phones if other is not phone for e in other.queue}
        held_back = {e.id for e in phone.queue if e.corrects in elsewhere}
        while more := {e.id for e in phone.queue if e.corrects in held_back} - held_back:
            held_back |= more
        left = [event for event in phone.queue if event.id not in held_back]
        self.chance.shuffle(left)
        return left

    def _send(self, phone: Phone, events: list[Event], *, answered: bool) -> None:
        before = {event.id for event in self.hub.events}
        try:
            done = self.hub.record(events)
        except ColdsetError as refusal:
            _must(refusal.code == "correction-unknown", f"refused with {refusal.code}")
            _must({event.id for event in self.hub.events} == before, "a refusal left something")
            self.counts["refused whole"] += 1
            return
        self.counts["sent"] += len(events)
        self.counts["there already"] += done.present
        self.acknowledged += done.added
        if answered:
            phone.told(events)
        else:
            self.counts["answers lost"] += 1

    def _look(self) -> None:
        """The book verifies, and holds what was ever acknowledged, each once, in that order."""
        self.counts["looks"] += 1
        _must(held(self.path) == self.acknowledged, "it does not hold what was acknowledged")
        report = verified(self.path)
        _must((report.status, report.events) == (CLEAN, len(self.acknowledged)), f"{report}")

    def _compare(self) -> None:
        in_order = self.folder / f"in-order-{self.path.name}"
        with create_book(in_order, ORIGIN) as book:
            for event in self.everything:
                book.record([event])
        there, here = held(in_order), held(self.path)
        _must(there == self.everything, "in order, it is another book")
        _must(here != there, "it came in order after all")
        _must(sorted(map(codec.encode, here)) == sorted(map(codec.encode, there)), "other entries")
        _must(known(here).events == known(there).events, "other events stand")
        _must(known(here).replaced == known(there).replaced, "other events are corrected")
        _must(
            in_hindsight(here).weapons == in_hindsight(there).weapons, "the weapons are elsewhere"
        )


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - it is what is asserted
    if not holds:
        raise WreckedError(otherwise)


def voyages(runs: int, seed: int, folder: Path) -> Counter[str]:
    """Do `runs` voyages, each of a seed of its own, and return what was counted.

    Raises:
        WreckedError: what is wrong, and with which seed.
    """
    counts: Counter[str] = Counter()
    for number in range(seed, seed + runs):
        try:
            Voyage(number, folder, counts).run()
        except Exception as wrong:
            raise WreckedError(
                f"seed {number}: {wrong}; again: --seed {number} --runs 1"
            ) from wrong
    counts["voyages"] = runs
    return counts


def main() -> int:
    """Print what was counted; end with status 1 once a voyage was wrecked."""
    asked = argparse.ArgumentParser(description="Send entries to a hub in every wrong way.")
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    print(f"seed {told.seed}, runs {told.runs}", flush=True)
    with tempfile.TemporaryDirectory(prefix="sea-", dir=MEMORY) as folder:
        try:
            counts = voyages(told.runs, told.seed, Path(folder))
        except WreckedError as wrong:
            print(f"WRECKED: {wrong}")
            return 1
    for what, count in sorted(counts.items()):
        print(f"{what}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
