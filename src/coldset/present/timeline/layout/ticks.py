"""What is written along the axis: days, hours, and the windows of what has only an order."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from coldset.present.timeline.layout.axis import Axis, Piece
from coldset.present.timeline.layout.room import text_width
from coldset.present.timeline.wording import clock, day, local, stretch

STEPS_MIN = (5, 10, 15, 30, 60, 120, 180, 360, 720)
LEAST_GAP_PX = 46.0
HOUR_SIZE = 11.0
DAY_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the lanes; `text` is empty where there is no room for it."""

    x: float
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class DayLabel:
    """The day that begins here on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the axis in which only the order is known, with the stretch it lies in.

    `several`: whether there is more than one moment, so that an order is known at all.
    """

    x0: float
    x1: float
    text: str
    several: bool


def ticks_of(axis: Axis, zone: str) -> tuple[Tick, ...]:
    """The hour lines of every part that the clock measures, none where two would touch."""
    ticks: list[Tick] = []
    last_x = axis.x0 - LEAST_GAP_PX
    for piece in axis.pieces:
        if piece.kind != "clock":
            continue
        for tick in _piece_ticks(piece, axis, zone):
            room = tick.x - last_x >= text_width("00:00", HOUR_SIZE) + 8
            ticks.append(tick if room else Tick(tick.x, "", tick.strong))
            last_x = tick.x if room else last_x
    return tuple(ticks)


def _piece_ticks(piece: Piece, axis: Axis, zone: str) -> Iterable[Tick]:
    """The start of a part with its exact time, and the round times within it."""
    yield Tick(piece.x0, clock(piece.start_ms, zone), strong=False)
    minutes = max((piece.end_ms - piece.start_ms) / 60_000, 1e-9)
    per_minute = (piece.x1 - piece.x0) / minutes
    step = next((one for one in STEPS_MIN if one * per_minute >= LEAST_GAP_PX), STEPS_MIN[-1])
    at = local(piece.start_ms, zone).replace(minute=0, second=0, microsecond=0)
    while (ms := _ms(at)) <= piece.end_ms:
        full = at.hour * 60 + at.minute
        if ms > piece.start_ms and full % step == 0:
            yield Tick(axis.x(ms), f"{at:%H:%M}", strong=at.minute == 0)
        at = _later(at, min(step, 60))


def _later(at: dt.datetime, minutes: int) -> dt.datetime:
    """Some minutes later on the clock of the world, so that no changed clock runs in a loop."""
    return (at.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(at.tzinfo)


def _ms(at: dt.datetime) -> int:
    return int(at.timestamp()) * 1000


def day_labels(axis: Axis, zone: str) -> tuple[DayLabel, ...]:
    """A label where each day begins on the axis, shorter where there is little room."""
    starts = [piece for piece in axis.pieces if piece.kind != "cut"]
    dated = [(piece.left, piece.start_ms, day(piece.start_ms, zone)) for piece in starts]
    first = [one for one, before in zip(dated, [None, *dated], strict=False) if _new(one, before)]
    labels: list[DayLabel] = []
    free_from = axis.x0 - 20
    nexts = [*(one[0] for one in first[1:]), axis.x1 + 12]
    for (left, _, text), after in zip(first, nexts, strict=False):
        for words in (text, text.partition(" ")[2]):
            width = text_width(words, DAY_SIZE)
            x = min(left, axis.x1 - width + 12)
            if x >= free_from and (x + width <= after - 6 or words != text):
                labels.append(DayLabel(x, words))
                free_from = x + width + 4
                break
    return tuple(labels)


_Dated = tuple[float, int, str]


def _new(one: _Dated, before: _Dated | None) -> bool:
    return before is None or one[2] != before[2]


def windows_of(axis: Axis, zone: str) -> tuple[Window, ...]:
    """The parts of the axis in which only the order is known."""
    return tuple(
        Window(
            piece.left,
            piece.right,
            stretch(piece.earliest_ms, piece.latest_ms, zone),
            several=piece.end_ms > piece.start_ms,
        )
        for piece in axis.pieces
        if piece.kind == "order"
    )
