"""Why a story stands before others of the same cost: grounds that can be named in a hearing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coldset.core.acts import BoreChecked, LotChecked, WeaponShown
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Method
from coldset.inquiry.story import Grounds, LeftOut, Passage
from coldset.margin.failures import CutSet, Failure
from coldset.margin.terms import GroundWeights

HOUR_MS = 3_600_000
TEN = 10


@dataclass(slots=True)
class Weighing:
    """Weighs the grounds of stories of one record; remembers which failures are of one look."""

    state: State
    weights: GroundWeights
    _looks: list[CutSet] = field(default_factory=list)
    _known: dict[CutSet, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What one look names fails as one: the check and everyone who witnessed it."""
        looks = self.state.of(LotChecked, WeaponShown, BoreChecked)
        self._looks = list(dict.fromkeys(_named_by(event) for event in looks))

    def grounds(
        self, passages: tuple[Passage, ...], failures: CutSet, left_out: tuple[LeftOut, ...]
    ) -> Grounds:
        """The grounds of a story that takes these steps and failures."""
        put = [passage for passage in passages if passage.off_record]
        window_ms = sum(end - start for one in put for start, end in one.windows)
        could = [None if one.could is None else frozenset(one.could) for one in put]
        anyone = None in could
        people = len({person for group in could if group is not None for person in group})
        looks = self._separate(failures) + _wrong_again(passages, failures)
        access = len(self.state.people) if anyone else people
        weights = self.weights
        standing = (
            weights.left_out * len(left_out)
            + weights.window_hour * (window_ms // HOUR_MS)
            + weights.ten_people * (access // TEN)
            - weights.look * looks
        )
        return Grounds(
            left_out=len(left_out),
            window_ms=window_ms,
            people=None if anyone else people,
            looks=looks,
            standing=standing,
        )

    def _separate(self, failures: CutSet) -> int:
        """On how many separate occasions something must have failed."""
        if failures not in self._known:
            self._known[failures] = len(_joined(failures, self._looks))
        return self._known[failures]


def _wrong_again(passages: Iterable[Passage], failures: CutSet) -> int:
    """How many more entries were wrong than people who wrote wrong ones."""
    entries = {passage.event for passage in passages if passage.how == "mistaken"}
    writers = sum(failure.kind == "record" for failure in failures)
    return max(len(entries) - writers, 0)


def _named_by(event: Event) -> CutSet:
    methods: set[Method] = set()
    match event.act:
        case LotChecked(method=method):
            methods = {method}
        case WeaponShown(sights=sights):
            methods = {m for sight in sights for m in (*sight.methods, "empty")}
        case BoreChecked():
            methods = {"bore"}
    checks = {Failure("check", event.by or "", method) for method in methods}
    return frozenset(checks | {Failure("witness", one.person) for one in event.witnesses})


def _joined(failures: CutSet, looks: list[CutSet]) -> list[set[Failure]]:
    groups = [{failure} for failure in failures]
    for look in looks:
        touched = [group for group in groups if group & look]
        if len(touched) > 1 and any(failure.kind == "check" for g in touched for failure in g):
            groups = [group for group in groups if group not in touched]
            groups.append(set().union(*touched))
    return groups
