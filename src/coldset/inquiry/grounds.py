"""Why a story stands before others: grounds that can be named in a hearing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from coldset.core.acts import BoreChecked, LotChecked, WeaponShown
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Method
from coldset.inquiry.story import Grounds, LeftOut, OriginKind, Passage
from coldset.margin.failures import CutSet, Failure
from coldset.margin.terms import GroundWeights

HOUR_MS = 3_600_000
TEN = 10
LOOSE: frozenset[OriginKind] = frozenset({"container", "weapon"})
"""Beginnings in which a round lay loose, with nothing on record that it was there."""


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
        self,
        passages: tuple[Passage, ...],
        failures: CutSet,
        left_out: tuple[LeftOut, ...],
        origin: OriginKind = "unrecorded",
    ) -> Grounds:
        """The grounds of a story of this beginning that takes these steps and failures."""
        put = [passage for passage in passages if passage.off_record]
        window_ms = sum(end - start for one in put for start, end in one.windows)
        could = [None if one.could is None else frozenset(one.could) for one in put]
        anyone = None in could
        people = len({person for group in could if group is not None for person in group})
        told = Grounds(
            left_out=len(left_out),
            window_ms=window_ms,
            people=None if anyone else people,
            looks=self._separate(failures) + _wrong_again(passages, failures),
            acts=len(put),
            entries=sum(failure.kind == "record" for failure in failures),
            steps=len(passages),
            alone=sum(group is not None and len(group) == 1 for group in could),
            strayed=origin in LOOSE and bool(passages) and passages[0].off_record,
            each=self.weights.count,
            each_beside=self.weights.unexplained,
        )
        return msgspec.structs.replace(told, standing=self._standing(told))

    def _standing(self, told: Grounds) -> int:
        """All grounds but the count, by the weights of the policy."""
        weights = self.weights
        access = len(self.state.people) if told.people is None else told.people
        return (
            weights.left_out * told.left_out
            + weights.window_hour * min(told.window_ms // HOUR_MS, weights.hours_max)
            + weights.ten_people * (access // TEN)
            - weights.look * told.looks
            - weights.act * told.acts
            - weights.entry * told.entries
            - weights.step * told.steps
            - weights.alone * told.alone
            - weights.strayed * told.strayed
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
