"""What a rule is: a row of DOMAIN.md part 1a, a function, and the parameters it is given.

A rule answers with a finding that carries names and numbers and no sentence. Its fact `because`
is a code out of `Rule.reasons`, from which `present` chooses the sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from coldset.core.events import Event
from coldset.core.findings import Finding, Level
from coldset.gate.question import Question

RowCertainty = Literal["R", "Q", "B"]
"""How sure a row's text is: R read at its source, Q only as quoted by another, B not read."""

Unit = Literal["seconds", "count", "roles", "words"]
"""What a parameter is given in: a positive number, or a list of roles or of words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of DOMAIN.md part 1a, and the findings that speak in its name.

    `source` names where the row's text comes from, in the codes of DOMAIN.md part 6.
    """

    id: str
    source: str
    certainty: RowCertainty

    @property
    def citation(self) -> str:
        """The row's id and source, as a finding cites them."""
        return f"{self.id} {self.source}"

    def passed(self, because: str, /, *events: Event, **facts: str | int) -> Finding:
        """The rule holds, on these entries of the crew's own record."""
        return self._finding("pass", because, events, facts)

    def warned(self, because: str, /, *events: Event, **facts: str | int) -> Finding:
        """Something is to be said that bars nothing."""
        return self._finding("warn", because, events, facts)

    def barred(self, because: str, /, *events: Event, **facts: str | int) -> Finding:
        """The rule does not hold, or the record cannot say that it does."""
        return self._finding("not cleared", because, events, facts)

    def _finding(
        self, level: Level, because: str, events: tuple[Event, ...], facts: dict[str, str | int]
    ) -> Finding:
        named = tuple((name, str(value)) for name, value in facts.items())
        return Finding(
            code=self.id,
            level=level,
            facts=(("because", because), *named),
            events=tuple(event.id for event in events),
            citation=self.citation,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A parameter that a pack must give, and the unit it is given in."""

    name: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the gate.

    `reasons` are all the values that the fact `because` of its findings can have.
    """

    row: Row
    function: Callable[[Question], Finding]
    reasons: tuple[str, ...]
    parameters: tuple[Wanted, ...] = ()

    @property
    def id(self) -> str:
        """The row's id, by which packs and findings name the rule."""
        return self.row.id

    @property
    def citation(self) -> str:
        """The row's id and source."""
        return self.row.citation

    @property
    def certainty(self) -> RowCertainty:
        """How sure the row's text is."""
        return self.row.certainty


def words(question: Question, name: str) -> tuple[str, ...]:
    """A parameter that is a list; one that is not there is an empty list, which allows nobody."""
    value = question.parameters.get(name, ())
    return value if isinstance(value, tuple) else ()
