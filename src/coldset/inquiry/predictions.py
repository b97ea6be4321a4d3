"""What can be looked for if a story is true: rounds are conserved.

What came with a lot is missing among its good rounds; what was put in unrecorded is one more than
the book has, or displaced one that is over somewhere; what was mistaken for another is missing
there and over here.
"""

from collections.abc import Iterable, Mapping

from coldset.core.acts import CylinderSwapped, RoundsLoaded, RoundsUnloaded, ShotFired
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Hazard, Id
from coldset.inquiry.stories import Partial
from coldset.inquiry.story import Passage, Prediction

OPENS = (CylinderSwapped, RoundsUnloaded, ShotFired)
"""Acts after which a weapon's chambers no longer hold all that was loaded."""


def predictions(
    state: State, one: Partial, events: Mapping[Id, Event], hazard: Hazard
) -> tuple[Prediction, ...]:
    """Which lot has one over and which one short, in the order of the story, none twice.

    `events` are all events by id; `hazard` is what was found.
    """
    told = [*_of_origin(state, one, hazard)]
    before = one.origin.thing
    for passage in one.passages:
        told += _of_step(state, passage, before, events)
        before = passage.into
    return tuple(dict.fromkeys(told))


def _of_origin(state: State, one: Partial, hazard: Hazard) -> Iterable[Prediction]:
    lot = state.lots.get(one.origin.thing)
    if one.origin.kind != "lot" or lot is None:
        return
    if lot.claimed != hazard:
        yield Prediction(code="more-in-lot", about=lot.id)
    yield Prediction(code="same-make", about=lot.id)
    left_unseen = bool(one.passages) and one.passages[0].off_record
    if lot.claimed != hazard or left_unseen:
        yield Prediction(code="one-short", about=lot.id)


def _of_step(
    state: State, passage: Passage, before: Id, events: Mapping[Id, Event]
) -> Iterable[Prediction]:
    if passage.how == "mistaken":
        yield from _of_mix_up(state, passage, before, events)
    elif passage.off_record and passage.into in state.lots:
        yield Prediction(code="count-higher", about=passage.into)
    elif passage.off_record and passage.into in state.weapons and passage.how != "fired":
        displaced = displaced_from(state, passage)
        if displaced is not None:
            yield Prediction(code="one-over", about=displaced, at=passage.place)


def _of_mix_up(
    state: State, passage: Passage, before: Id, events: Mapping[Id, Event]
) -> Iterable[Prediction]:
    """The lot that the entry names has as many over as were taken from the other one."""
    event = events.get(passage.event)
    named = getattr(event.act, "lot", "") if event is not None else ""
    if named and named != before and before in state.lots:
        yield Prediction(code="count-higher", about=named)
        yield Prediction(code="one-short", about=before)


def displaced_from(state: State, passage: Passage) -> Id | None:
    """The lot whose round must be over when one was put into a weapon; None where none need be.

    One is displaced when every chamber was full by the record, in every window.
    """
    lots = {_lot_filling(state, passage.into, start, end) for start, end in passage.windows}
    return lots.pop() if len(lots) == 1 else None


def _lot_filling(state: State, weapon: Id, start_ms: int, end_ms: int) -> Id | None:
    """The lot that filled a whole weapon before a window and was not taken out before its end."""
    loaded = [e for e in state.of(RoundsLoaded) if e.on_record and e.latest_ms <= start_ms]
    of_it = [e for e in loaded if isinstance(e.act, RoundsLoaded) and e.act.weapon == weapon]
    if not of_it:
        return None
    last = of_it[-1]
    opened = any(
        getattr(event.act, "weapon", "") == weapon
        and last.earliest_ms <= event.latest_ms
        and event.earliest_ms < end_ms
        for event in state.of(*OPENS)
    )
    act = last.act
    if opened or not isinstance(act, RoundsLoaded):
        return None
    filled = len(act.chambers) or act.n
    return act.lot if filled is not None and filled == state.weapons[weapon].chamber_count else None
