"""A finding: what one rule, or the fold itself, has to say about the record.

A finding is a value, never an exception, and carries no sentence: `present` words it.
"""

from typing import Literal

import msgspec

from coldset.core.words import Id

Level = Literal["pass", "warn", "not cleared"]
"""`not cleared` bars a clearance; `warn` is shown and bars nothing."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a rule has to say.

    `code` names the rule or the doubt; `facts` are the names and numbers its sentence needs;
    `events` are the entries that it rests on; `citation` is the row of DOMAIN.md part 1a.
    """

    code: str
    level: Level
    facts: tuple[tuple[str, str], ...] = ()
    events: tuple[Id, ...] = ()
    citation: str = ""

    def fact(self, name: str) -> str:
        """The fact called `name`, or an empty string."""
        return dict(self.facts).get(name, "")


def doubt(code: str, event: Id, *, level: Level = "warn", **facts: str | int) -> Finding:
    """A doubt in the data that one event raises."""
    return Finding(
        code=code,
        level=level,
        facts=tuple((name, str(value)) for name, value in facts.items()),
        events=(event,),
    )
