"""What each act looks like on the line of the thing it was done to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coldset.core import acts
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.present.timeline.picture import Line, Mark, MarkKind
from coldset.present.timeline.wording import name, who

CODES: Mapping[str, str] = {
    "rattle": "r",
    "hole": "h",
    "primer": "p",
    "bullet": "b",
    "look": "k",
    "empty": "e",
    "bore": "o",
}
"""The letters by which a tick says how something was looked at."""

FUNCTION_TEST = "f"
SHOWN = "s"


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A mark before it is known where its thing was; the first of `things` that is drawn has it."""

    kind: MarkKind
    things: tuple[Id, ...]
    label: str
    tells: str


def marks_of(event: Event, at_ms: int, lines: Mapping[Id, Line], lanes: Iterable[Id]) -> list[Mark]:
    """The marks of one entry; none where nothing that it is about is drawn."""
    sketch = _sketch(event)
    if sketch is None:
        return []
    tells = f"{sketch.tells} ({who(event)})"
    for thing in sketch.things:
        lane = lane_at(lines[thing], at_ms) if thing in lines else None
        if lane is not None:
            return [_mark(sketch, at_ms, lane, thing, tells)]
    for thing in sketch.things:
        if thing in lanes:
            return [_mark(sketch, at_ms, thing, "", tells)]
    return []


def _mark(sketch: _Sketch, at_ms: int, lane: Id, thing: Id, tells: str) -> Mark:
    return Mark(
        kind=sketch.kind, at_ms=at_ms, lane=lane, thing=thing, label=sketch.label, tells=tells
    )


def lane_at(line: Line, at_ms: int) -> Id | None:
    """With whom a thing was at a moment; None before it arrived."""
    found: Id | None = None
    for stretch in line.stretches:
        if stretch.start_ms <= at_ms:
            found = stretch.lane
    return found


def _sketch(event: Event) -> _Sketch | None:
    match event.act:
        case acts.WeaponShown() | acts.BoreChecked() | acts.WeaponExamined() | acts.LotChecked():
            return _check(event)
        case (
            acts.RoundsLoaded() | acts.RoundsUnloaded() | acts.RoundDiscarded() | acts.LotCounted()
        ):
            return _rounds(event)
        case acts.HazardIdentified() | acts.HazardSuspected():
            return _find(event)
        case acts.CylinderSwapped(weapon=weapon):
            return _Sketch("service", (weapon,), "swapped", f"{name(weapon)}: cylinder swapped")
        case acts.HolderLocked() | acts.HolderUnlocked() | acts.ContainerSealed():
            return None if event.on_record else _said_closed(event)
        case _:
            return _handling(event)


def _check(event: Event) -> _Sketch | None:
    match event.act:
        case acts.WeaponShown(weapon=weapon):
            return _Sketch("check", (weapon,), _codes(event.act), _shown(event.act))
        case acts.BoreChecked(weapon=weapon, clear=clear):
            seen = "clear" if clear else "not clear" if clear is False else "not seen through"
            kind: MarkKind = "check" if clear else "doubt"
            return _Sketch(kind, (weapon,), CODES["bore"], f"{name(weapon)}: bore {seen}")
        case acts.WeaponExamined(weapon=weapon, safe=safe):
            found = "safe" if safe else "not safe" if safe is False else "not settled"
            kind = "check" if safe else "doubt"
            return _Sketch(kind, (weapon,), FUNCTION_TEST, f"{name(weapon)} tested: {found}")
        case acts.LotChecked(lot=lot, method=method, answered=answered, n=n, others=others):
            told = f"{name(lot)} checked by {method}: {_of(answered, n)}"
            if others:
                return _Sketch("doubt", (lot,), CODES[method], f"{told}; {others} did not answer")
            return _Sketch("check", (lot,), CODES[method], told)
    return None


def _of(seen: int | None, n: int | None) -> str:
    if n is None and seen is None:
        return "how many is not said"
    return f"{'?' if seen is None else seen} of {'?' if n is None else n}"


def _codes(act: acts.WeaponShown) -> str:
    """The letters of all methods used at a look, each once; `s` where none is named."""
    methods = dict.fromkeys(method for sight in act.sights for method in sight.methods)
    return "".join(CODES[method] for method in methods) or SHOWN


def _shown(act: acts.WeaponShown) -> str:
    contents = sorted({sight.contents for sight in act.sights})
    seen = len(act.sights) or act.seen_count
    told = "" if seen is None else f", {seen} chambers seen"
    return f"{name(act.weapon)} shown{told}{': ' if contents else ''}{', '.join(contents)}"


def _rounds(event: Event) -> _Sketch | None:
    match event.act:
        case acts.RoundsLoaded(weapon=weapon, lot=lot, n=n, chambers=chambers):
            number = _number(n or len(chambers) or None)
            told = f"{number} of {name(lot)} loaded into {name(weapon)}"
            return _Sketch("load", (weapon, lot), number, told)
        case acts.RoundsUnloaded(weapon=weapon, lot=lot, n=n, chambers=chambers, seen_empty=empty):
            number = _number(n or len(chambers) or None)
            told = f"{number} unloaded from {name(weapon)}{', seen empty' if empty else ''}"
            return _Sketch("unload", (weapon, lot), number, told)
        case acts.LotCounted(lot=lot, n=n):
            return _Sketch("count", (lot,), f"={n}", f"{name(lot)} counted: {n}")
        case acts.RoundDiscarded(lot=lot, n=n):
            return _Sketch("gone", (lot,), "", f"{_number(n)} of {name(lot)} discarded")
    return None


def _number(n: int | None) -> str:
    return "?" if n is None else str(n)


def _find(event: Event) -> _Sketch | None:
    match event.act:
        case acts.HazardIdentified(hazard=hazard, at=at, n=n, lot=lot):
            number = "" if n is None else f" \u00d7{n}"
            told = f"find: {_number(n)} {hazard} at {name(at)}"
            return _Sketch("find", (at, lot or at), f"{hazard}{number}", told)
        case acts.HazardSuspected(hazard=hazard, at=at, lot=lot):
            told = f"{hazard} suspected at {name(at)}"
            return _Sketch("suspect", (at, lot or at), f"{hazard}?", told)
    return None


def _handling(event: Event) -> _Sketch | None:
    match event.act:
        case acts.ShotFired(weapon=weapon, planned=planned, n=n):
            kind: MarkKind = "shot" if planned else "accident"
            label = (f"\u00d7{n}" if n > 1 else "") if planned else "unplanned shot"
            planning = "planned" if planned else "unplanned"
            return _Sketch(kind, (weapon,), label, f"{name(weapon)}: {planning} shot")
        case acts.HammerFell(weapon=weapon):
            return _Sketch("hammer", (weapon,), "", f"{name(weapon)}: hammer fell, no shot")
        case acts.PlaceLeft(holder=holder):
            return _Sketch("left", (holder,), "unattended", f"{name(holder)} left unattended")
        case acts.StatusCalled(weapon=weapon, word=word, meant=meant):
            told = f"{name(weapon)} called {word}{': ' if meant else ''}{meant}"
            return _Sketch("called", (weapon,), f"\u201c{word}\u201d", told)
        case acts.WeaponServiced(weapon=weapon, opened=opened):
            told = f"{name(weapon)} serviced{': ' if opened else ''}{opened}"
            return _Sketch("service", (weapon,), "serviced", told)
    return None


def _said_closed(event: Event) -> _Sketch | None:
    """A lock or seal known from a statement alone closes nothing, but is told."""
    match event.act:
        case acts.HolderLocked(holder=holder):
            return _Sketch("service", (holder,), "said locked", f"{name(holder)} locked")
        case acts.HolderUnlocked(holder=holder):
            return _Sketch("service", (holder,), "said unlocked", f"{name(holder)} unlocked")
        case acts.ContainerSealed(container=container):
            return _Sketch("service", (container,), "said sealed", f"{name(container)} sealed")
    return None
