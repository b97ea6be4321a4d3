"""What a timeline shows, as plain data: lanes, lines, marks and flags, with times in ms."""

from typing import Literal

import msgspec

from coldset.core.words import Id
from coldset.gate.verdict import Word


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """Where on the axis something is drawn, and how well that is known.

    `clock`: within half an hour. `order`: only its place among others is known, somewhere from
    `earliest_ms` to `latest_ms`.
    """

    at_ms: int
    earliest_ms: int
    latest_ms: int
    known_by: Literal["clock", "order"]


LaneKind = Literal["person", "place", "container", "other"]


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One holder; `note` is the role of a person, the kind of a place or container."""

    id: Id
    kind: LaneKind
    note: str = ""


StretchStyle = Literal["recorded", "said", "unsure"]
"""`said`: only a statement or a paper puts the thing there. `unsure`: a gap, or a stretch of
time in which the record cannot say with whom it was."""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A thing in one lane for some time; a line is stretches without a break."""

    start_ms: int
    end_ms: int
    lane: Id
    style: StretchStyle


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing through time.

    `start`: it came when the line begins, or it was found somewhere and had come at an unknown
    time, or it had come before the picture begins.
    """

    thing: Id
    note: str
    stretches: tuple[Stretch, ...]
    start: Literal["came", "found", "before"] = "came"


MarkKind = Literal[
    "check",
    "count",
    "doubt",
    "load",
    "unload",
    "shot",
    "accident",
    "hammer",
    "find",
    "suspect",
    "left",
    "gone",
    "service",
    "called",
]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Something done to a thing (on its line) or, where `thing` is empty, in a lane.

    `label` is drawn beside it where there is room; `tells` is its sentence.
    """

    kind: MarkKind
    at_ms: int
    lane: Id
    thing: Id
    label: str
    tells: str


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict at a hand-over; an override is never shown as cold."""

    word: Word | Literal["override"]
    at_ms: int
    weapon: Id
    tells: str


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said; `late` where a statement was made about it afterwards."""

    at_ms: int
    who: Id
    words: str
    tells: str


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A rehearsal, a take or a moment of the day's work; a moment ends when it starts."""

    kind: Literal["take", "rehearsal", "moment", "grave"]
    start_ms: int
    end_ms: int
    label: str
    tells: str


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """A seal or lock on a holder, or nobody watching it; `label` is a seal's number."""

    kind: Literal["seal", "lock", "left"]
    lane: Id
    start_ms: int
    end_ms: int
    label: str


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Where a container is, from a moment on."""

    lane: Id
    at_ms: int
    place: Id


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """The set was stopped; `end_ms` is None where no entry lifts it."""

    start_ms: int
    end_ms: int | None
    label: str


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """An entry written down long after the fact; `written` is the local time of writing."""

    at_ms: int
    lane: Id
    thing: Id
    written: str


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a hypothesis: where it is drawn, and in which windows it can have happened."""

    number: int
    at_ms: int
    lane: Id
    thing: Id
    windows: tuple[tuple[int, int], ...]
    off_record: bool
    tells: str


class Hypothesis(msgspec.Struct, frozen=True, kw_only=True):
    """A story drawn over the record.

    `steps` tells every passage in order; `passages` are those with a time and a lane.
    """

    label: str
    steps: tuple[str, ...]
    passages: tuple[Passage, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the picture shows, before anything has a place on paper.

    `undated` are sentences about what has no time; `captions` say what was left out and how to
    read the rest. `moments` are in order of time, one for each `at_ms` that is drawn.
    """

    title: str
    subtitle: str
    zone: str
    moments: tuple[Moment, ...]
    lanes: tuple[Lane, ...] = ()
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    flags: tuple[Flag, ...] = ()
    sayings: tuple[Saying, ...] = ()
    bars: tuple[Bar, ...] = ()
    closures: tuple[Closure, ...] = ()
    wheres: tuple[Where, ...] = ()
    stops: tuple[Stop, ...] = ()
    late: tuple[Late, ...] = ()
    undated: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    hypothesis: Hypothesis | None = None
