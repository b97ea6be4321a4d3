"""What the gate answers: a word, what the weapon holds, every finding, the figures, the way on."""

from typing import Literal

import msgspec

from coldset.core.findings import Finding
from coldset.core.words import Contents, Hazard, Id, Method, WeaponClass
from coldset.gate.question import Request
from coldset.margin.failures import Kind
from coldset.margin.figures import Bound

Word = Literal["cold", "hot", "not cleared"]
"""Never a boolean, and never `hold`: that means keep it, to a person with a gun in the hand."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One failure or act of a cut set, with what a sentence about it needs.

    For an act: `what` is what it is about, `place` and the window in ms say where and when,
    `could` who at most (None: anyone at all).
    """

    kind: Kind
    who: Id = ""
    what: str = ""
    place: str = ""
    start_ms: int = 0
    end_ms: int = 0
    could: tuple[Id, ...] | None = None


class FigureAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One hazard's figures at the hand-over, against what the policy asks.

    `through` is the least margin up to the end of the clearance, in the receiver's hands. None
    for a figure means that the record leaves no way at all. `lightest` are the cut sets of the
    margin's weight, or of `through`'s where `lightest_is_later`; `solo_person` is somebody on
    whom most hangs. With any `bounds` the true figures may be higher.
    """

    hazard: Hazard
    margin: int | None
    solo: int | None
    through: int | None
    margin_asked: int
    solo_asked: int
    lightest: tuple[tuple[Part, ...], ...] = ()
    solo_person: Id | None = None
    lightest_is_later: bool = False
    bounds: tuple[Bound, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether all three figures are at least what the policy asks."""
        margins = (self.margin, self.through)
        return all(one is None or one >= self.margin_asked for one in margins) and (
            self.solo is None or self.solo >= self.solo_asked
        )


class ContentsLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the weapon holds by the last look at it, to be read aloud with the word.

    `held` counts the chambers by contents; `seen` of `chambers` were seen since it last changed.
    """

    weapon_class: WeaponClass
    held: tuple[tuple[Contents, int], ...]
    seen: int
    chambers: int | None
    bore_clear: bool


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do for the weapon to become clear: by whom, seen by whom, how."""

    kind: Literal["show", "look-again", "bore", "bore-again", "empty", "supervise", "answer"]
    by: Id = ""
    witness: Id = ""
    methods: tuple[Method, ...] = ()
    code: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer at `at_ms`; a clearance ends at `until_ms` at the latest.

    `to_green` is the shortest way found; empty when the word is already the one asked for.
    """

    word: Word
    request: Request
    at_ms: int
    until_ms: int
    contents: ContentsLine
    figures: tuple[FigureAnswer, ...]
    findings: tuple[Finding, ...]
    to_green: tuple[Step, ...]
    policy: str
    policy_version: str

    @property
    def against(self) -> tuple[Finding, ...]:
        """The findings that bar the clearance."""
        return tuple(finding for finding in self.findings if finding.level == "not cleared")
