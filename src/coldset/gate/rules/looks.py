"""How rules read looks at a weapon: what counts as all of it, and since when."""

from coldset.core.acts import (
    CylinderSwapped,
    HammerFell,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
    WeaponArrived,
    WeaponServiced,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.state import State, Weapon
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.reading import about, counting, last_ms, moves, roles_at

CHANGES = (
    CylinderSwapped,
    HammerFell,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
    WeaponArrived,
    WeaponServiced,
)
"""What can change what a weapon holds; nothing seen before the last of these still counts."""

NO_CHAMBER = frozenset({"replica", "rubber"})
"""The classes of weapon that no cartridge fits. DOMAIN part 2."""


def changed_ms(state: State, weapon: Id) -> int:
    """The latest instant at which a weapon's contents can last have changed; -1 for never."""
    return last_ms(about(state, weapon, *CHANGES))


def no_round_fits(question: Question) -> bool:
    """Whether the weapon certainly takes no cartridge, so that rules on rounds cannot apply.

    Its class is on the crew's own record, nothing was ever loaded into it, and either nothing on
    record that does take one looks like it, or its mark was read, now or in a look since it last
    moved. A model that nobody wrote down looks like any other such.
    """
    state, weapon = question.state, question.state.weapons.get(question.request.weapon)
    if weapon is None or weapon.weapon_class not in NO_CHAMBER or weapon.ever_loaded:
        return False
    if not _arrived(question, weapon.id):
        return False
    return not _has_working_twin(state, weapon) or _mark_read(question, weapon)


def _has_working_twin(state: State, weapon: Weapon) -> bool:
    return any(
        other.model == weapon.model and other.weapon_class not in NO_CHAMBER
        for other in state.weapons.values()
    )


def _mark_read(question: Question, weapon: Weapon) -> bool:
    if question.request.mark_read:
        return True
    moved = last_ms(moves(question.state, weapon.id))
    shown = counting(about(question.state, weapon.id, WeaponShown), question.now_ms)
    return any(weapon.id in event.read and event.earliest_ms > moved for event in shown)


def chambers_needed(question: Question) -> int | None:
    """How many chambers a look must cover: 0 where no round fits; None when no record says."""
    if no_round_fits(question):
        return 0
    weapon = question.state.weapons.get(question.request.weapon)
    if weapon is None or not _arrived(question, weapon.id):
        return None
    return weapon.chamber_count or None


def _arrived(question: Question, weapon: Id) -> bool:
    """Whether what a weapon is stands on the crew's own record."""
    return bool(counting(about(question.state, weapon, WeaponArrived), question.now_ms))


def full_looks(question: Question, after_ms: int) -> list[Event]:
    """The looks on record, certainly after a moment, in which every chamber was seen."""
    need = chambers_needed(question)
    if need is None:
        return []
    shown = about(question.state, question.request.weapon, WeaponShown)
    return [
        event
        for event in counting(shown, question.now_ms)
        if event.earliest_ms > after_ms and event.by is not None and seen_count(event) >= need
    ]


def seen_count(event: Event) -> int:
    """How many chambers, by number, a look saw the contents of, in one and the same way."""
    if not isinstance(event.act, WeaponShown):
        return 0
    seen: dict[int, set[str]] = {}
    for sight in event.act.sights:
        seen.setdefault(sight.chamber, set()).add(sight.contents)
    return sum(len(contents) == 1 and "unknown" not in contents for contents in seen.values())


def done_by(question: Question, events: list[Event], roles: tuple[str, ...]) -> list[Event]:
    """Those of the events that somebody did who had one of the roles at the time."""
    return [
        event
        for event in events
        if roles_at(question.state, event.by, event.earliest_ms) & set(roles)
    ]


def present_at(event: Event) -> frozenset[Id]:
    """Who did a thing and who saw it."""
    names = {witness.person for witness in event.witnesses}
    return frozenset(names | ({event.by} if event.by is not None else set()))


def saw_all(event: Event, need: int) -> frozenset[Id]:
    """The second persons who state to have seen at least so many chambers or rounds."""
    return frozenset(
        witness.person
        for witness in event.witnesses
        if witness.person != event.by and witness.count is not None and witness.count >= need
    )
