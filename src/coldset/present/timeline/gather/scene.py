"""The day's work as it went: takes, rehearsals, meals, and what went wrong."""

from collections.abc import Iterable

from coldset.core import acts
from coldset.core.events import Event
from coldset.present.timeline.picture import Bar
from coldset.present.timeline.wording import cut, name, who

LABEL_MOST = 28


def bars_of(dated: Iterable[tuple[Event, int]]) -> tuple[Bar, ...]:
    """Takes and rehearsals up to their cut, where it is on record; the rest as moments."""
    bars: list[Bar] = []
    running: tuple[Event, int] | None = None
    for event, at_ms in dated:
        if running and isinstance(event.act, acts.CutCalled | acts.Wrapped | acts.MealCalled):
            bars.append(_take(*running, at_ms))
            running = None
        if isinstance(event.act, acts.RehearsalStarted | acts.CameraRolled):
            if running:
                bars.append(_take(*running, at_ms))
            running = (event, at_ms)
        moment = _moment(event, at_ms)
        if moment:
            bars.append(moment)
    if running:
        bars.append(_take(*running, running[1]))
    return tuple(sorted(bars, key=lambda bar: bar.start_ms))


def _take(event: Event, start_ms: int, end_ms: int) -> Bar:
    rehearsal = isinstance(event.act, acts.RehearsalStarted)
    scene = getattr(event.act, "scene", "")
    word = "rehearsal" if rehearsal else "camera rolled"
    return Bar(
        kind="rehearsal" if rehearsal else "take",
        start_ms=start_ms,
        end_ms=end_ms,
        label=name(scene),
        tells=f"{word}, {name(scene)}",
    )


def _moment(event: Event, at_ms: int) -> Bar | None:
    match event.act:
        case acts.MealCalled():
            return _at(at_ms, "meal", f"meal ({who(event)})")
        case acts.Wrapped():
            return _at(at_ms, "wrap", f"wrapped ({who(event)})")
        case acts.HelpCalled(text=text):
            return _at(at_ms, "help called", f"help called {text} ({who(event)})")
        case acts.IncidentDeclared(text=text):
            return _at(at_ms, "incident", f"incident: {text or event.note}", grave=True)
        case acts.PersonInjured(person=person, fatal=fatal):
            word = "killed" if fatal else "injured"
            return _at(at_ms, f"{name(person)} {word}", f"{name(person)} {word}", grave=True)
    return None


def _at(at_ms: int, label: str, tells: str, *, grave: bool = False) -> Bar:
    return Bar(
        kind="grave" if grave else "moment",
        start_ms=at_ms,
        end_ms=at_ms,
        label=cut(label, LABEL_MOST),
        tells=tells,
    )
