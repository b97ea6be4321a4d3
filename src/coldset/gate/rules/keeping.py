"""Where weapons and rounds lie when nobody uses them. DOMAIN rows SB1-09 and AU-03."""

from datetime import date

from coldset.core.acts import ItemMoved
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.words import Id
from coldset.gate.question import Question
from coldset.gate.rules.looks import NO_CHAMBER, chambers_needed, full_looks
from coldset.gate.rules.lots import lineage, loaded_lots, present_lots, shown_not_live
from coldset.gate.rules.reading import local_day, moves
from coldset.gate.rules.rule import Row, Rule
from coldset.gate.rules.stays import Stretch, attended, locked_in, stays, store_of, stretches

_SB1_09 = Row("SB1-09", "[SDMB]", "Q")
_AU_03 = Row("AU-03", "[SSA]", "R")


def weapons_stored_apart_from_rounds(question: Question) -> Finding:
    """Weapons not in use are stored securely, and apart from rounds.

    Every weapon that takes a cartridge, and every lot, that nobody has in hand and no custodian
    has in sight, lies under lock in a store set apart for its kind (`weapons`, `ammunition`),
    with nothing of the other kind in it.
    """
    state = question.state
    if question.request.weapon not in state.weapons:
        return _SB1_09.barred("weapon-unrecorded", weapon=question.request.weapon)
    weapons = [w.id for w in state.weapons.values() if w.weapon_class not in NO_CHAMBER]
    lots = [lot.id for lot in present_lots(state)]
    for things, keeps, others in ((weapons, "weapons", lots), (lots, "ammunition", weapons)):
        for thing in things:
            finding = _kept(question, thing, keeps, others)
            if finding is not None:
                return finding
    return _SB1_09.passed("kept-apart", weapons=len(weapons), lots=len(lots))


def _kept(question: Question, thing: Id, keeps: str, others: list[Id]) -> Finding | None:
    """What is amiss with how one thing is kept, if anything is."""
    if attended(question, thing):
        return None
    state = question.state
    store, kept_for = store_of(state, thing)
    if kept_for != keeps:
        where = state.whereabouts(thing)
        holder = where.holder if where is not None else ""
        return _SB1_09.barred("no-store-of-its-own", thing=thing, holder=holder, keeps=keeps)
    beside = sorted(other for other in others if store in state.chain(other))
    if beside:
        return _SB1_09.barred("not-apart", thing=thing, holder=store, beside=", ".join(beside))
    if not locked_in(state, thing):
        return _SB1_09.barred("not-locked", thing=thing, holder=store)
    return None


def never_left_unlocked(question: Question) -> Finding:
    """Weapons and rounds are locked away whenever the armorer does not supervise them.

    Of the weapon, the lots loaded in it and the lots that these came from: none lies unattended
    now unless locked, none was moved by nobody knows whom, and every time today in which one was
    left, until a custodian came to it again, it was locked all the while. Where the whole weapon
    was shown since, before a second person and not to hold a live round, this warns.
    """
    state, name = question.state, question.request.weapon
    if name not in state.weapons:
        return _AU_03.barred("weapon-unrecorded", weapon=name)
    today = local_day(state, question.now_ms)
    if today is None:
        return _AU_03.barred("day-unknown", zone=state.zone)
    rounds = sorted({lot for of in loaded_lots(state, name) for lot in lineage(state, of)})
    things = (name, *rounds)
    used_up = set(rounds) - {lot.id for lot in present_lots(state)}
    for thing in things:
        if thing in used_up:
            continue
        if not attended(question, thing) and not locked_in(state, thing):
            return _AU_03.barred("unattended", thing=thing)
    lain = stays(question)
    left = [stretch for thing in things for stretch in stretches(question, lain, thing, today)]
    lapses = [
        *_unknown_carriers(question, things, today),
        *((stretch.thing, stretch.left, stretch.end_ms) for stretch in left if not stretch.locked),
    ]
    return _answered(question, lapses, left)


def _unknown_carriers(
    question: Question, things: tuple[Id, ...], today: date
) -> list[tuple[Id, Event, int]]:
    """The moves of today of which nobody knows who made them."""
    return [
        (thing, event, event.latest_ms)
        for thing in things
        for event in moves(question.state, thing)
        if isinstance(event.act, ItemMoved)
        and event.by is None
        and local_day(question.state, event.latest_ms) == today
    ]


def _answered(
    question: Question, lapses: list[tuple[Id, Event, int]], left: list[Stretch]
) -> Finding:
    """Whether a look at the whole weapon answered every lapse."""
    if not lapses:
        return _AU_03.passed("never-left-unlocked", weapon=question.request.weapon, left=len(left))
    need = chambers_needed(question)
    ended = max(end_ms for _, _, end_ms in lapses)
    looks = [
        look
        for look in full_looks(question, ended)
        if need is not None and len(shown_not_live(question, look, need)) >= need
    ]
    things = ", ".join(sorted({thing for thing, _, _ in lapses}))
    events = [event for _, event, _ in lapses]
    if looks:
        return _AU_03.warned("shown-since", *events, looks[-1], things=things)
    return _AU_03.barred("left-unlocked", *events, things=things, until_ms=ended)


RULES = (
    Rule(
        _SB1_09,
        weapons_stored_apart_from_rounds,
        ("weapon-unrecorded", "no-store-of-its-own", "not-apart", "not-locked", "kept-apart"),
    ),
    Rule(
        _AU_03,
        never_left_unlocked,
        (
            "weapon-unrecorded",
            "day-unknown",
            "unattended",
            "left-unlocked",
            "shown-since",
            "never-left-unlocked",
        ),
    ),
)
