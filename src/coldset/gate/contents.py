"""What a weapon holds by the record, and whether that is enough to name it aloud."""

from collections import Counter

from coldset.core.acts import WeaponShown
from coldset.core.findings import Finding
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.question import Request
from coldset.gate.verdict import ContentsLine

INERT_CLASSES = frozenset({"replica", "rubber"})
"""Weapons without a chamber for a cartridge: there is nothing to see in them."""

COLD_CONTENTS = frozenset({"empty", "dummy"})
"""All that may be in a cold weapon. A whitelist: whatever is not on it is not cold."""

HOT_CONTENTS = COLD_CONTENTS | {"blank"}


def contents_line(state: State, weapon: Id) -> ContentsLine:
    """The contents line of a weapon on record."""
    held = state.weapons[weapon]
    counts = Counter(chamber.contents for chamber in state.chambers(weapon).values())
    return ContentsLine(
        weapon_class=held.weapon_class,
        held=tuple(sorted(counts.items())),
        seen=_seen(state, weapon),
        chambers=held.chamber_count,
        bore_clear=held.bore_clear_since_fired,
    )


def _seen(state: State, weapon: Id) -> int:
    held = state.weapons[weapon]
    shown = held.last_shown
    if shown is None or not held.seen_since_change or not isinstance(shown.act, WeaponShown):
        return 0
    return len({sight.chamber for sight in shown.act.sights if sight.contents != "unknown"})


UNKNOWN_CONTENTS = ContentsLine(
    weapon_class="unknown", held=(), seen=0, chambers=None, bore_clear=False
)
"""The line of a weapon that is not on record."""


def contents_findings(state: State, request: Request, line: ContentsLine) -> list[Finding]:
    """Whether every chamber was seen, and holds only what the word asked for allows."""
    if line.weapon_class in INERT_CLASSES:
        return []
    weapon = state.weapons[request.weapon]
    events = (weapon.last_shown.id,) if weapon.last_shown is not None else ()
    found = []
    if line.chambers is None or line.seen != line.chambers:
        found.append(
            Finding(
                code="chambers-unseen",
                level="not cleared",
                facts=(
                    ("weapon", request.weapon),
                    ("seen", str(line.seen)),
                    ("chambers", str(line.chambers or "?")),
                ),
                events=events,
            )
        )
    allowed = COLD_CONTENTS if request.status == "cold" else HOT_CONTENTS
    found += [
        Finding(
            code="contents-not-allowed",
            level="not cleared",
            facts=(
                ("weapon", request.weapon),
                ("contents", contents),
                ("n", str(count)),
                ("status", request.status),
            ),
            events=events,
        )
        for contents, count in line.held
        if contents not in allowed
    ]
    return found
