"""What can fail, each by its name as one bit; acts counted for each circle of actors."""

from collections.abc import Iterable

Name = tuple[str, ...]
"""What failed: its kind, whose control it was, and which of theirs."""

Circle = frozenset[str]
"""Everyone who could have done one off-record act without anything else failing."""

ACTS_MAX = 3
"""Histories with more acts than this by one circle are left out: see `Ledger.and_act`."""


class Ledger:
    """Gives every failure its bit; a set of failures is an int, its cost the number of its bits.

    Acts have no name of their own: so many by one circle are so many bits in a row.
    """

    def __init__(self) -> None:
        self._bits: dict[Name, int] = {}
        self._circles: dict[tuple[Circle, str], int] = {}
        self._names: list[Name] = []
        self._hangs: dict[str, tuple[int, int]] = {}
        self._plain: dict[int, tuple[Name, ...]] = {}

    def of(self, kind: str, who: str, which: str = "") -> int:
        """The failure of one named control."""
        name = (kind, who, which)
        if name not in self._bits:
            self._bits[name] = 1 << len(self._names)
            self._names.append(name)
        return self._bits[name]

    def circle(self, could: Circle, deed: str = "") -> int:
        """Where the acts of a circle are counted; those of one `deed` by themselves."""
        if (could, deed) not in self._circles:
            self._circles[could, deed] = len(self._names)
            self._names += [("act", "", "")] * ACTS_MAX
        return self._circles[could, deed]

    def and_act(self, failures: int, circle: int) -> int | None:
        """One more act by a circle; None beyond the most that are followed."""
        for bit in range(circle, circle + ACTS_MAX):
            if not failures >> bit & 1:
                return failures | 1 << bit
        return None

    def hangs_on(self, person: str) -> int:
        """Everything that one person alone could have brought about."""
        size, mask = self._hangs.get(person, (-1, 0))
        if size != len(self._names):
            mask = sum(bit for name, bit in self._bits.items() if name[1] == person)
            for (could, _), start in self._circles.items():
                if person in could:
                    mask |= ((1 << ACTS_MAX) - 1) << start
            self._hangs[person] = len(self._names), mask
        return mask

    def plain(self, failures: int) -> tuple[Name, ...]:
        """The names in a set of failures, sorted; every act is just an act, a watch just whose."""
        if failures not in self._plain:
            names = (name for bit, name in enumerate(self._names) if failures >> bit & 1)
            plain = ((*name[:2], "") if name[0] == "watch" else name for name in names)
            self._plain[failures] = tuple(sorted(plain))
        return self._plain[failures]

    def controls(self, failures: int) -> int:
        """The failures that are no acts."""
        return sum(bit for bit in self._bits.values() if bit & failures)

    def least(self, sets: Iterable[int], people: Iterable[str]) -> tuple[int, int]:
        """The fewest failures; the fewest beside all that hangs on the one who helps most."""
        listed = list(sets)
        alone = [(1 << len(self._names)) - 1, *(~self.hangs_on(person) for person in people)]
        cost = min(one.bit_count() for one in listed)
        return cost, min((one & rest).bit_count() for one in listed for rest in alone)
