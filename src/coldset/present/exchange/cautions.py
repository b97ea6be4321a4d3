"""What can be read in a day log and is probably not meant: said, and recorded all the same."""

from collections.abc import Iterable, Iterator

from coldset.core.acts import WeaponShown
from coldset.core.events import Event
from coldset.core.known import replacements
from coldset.present.exchange.problems import Problem, shorten
from coldset.present.exchange.read import MADE, DayLog


def cautions(log: DayLog, recorded: Iterable[Event] = ()) -> tuple[Problem, ...]:
    """Every row of `log` that will not do what whoever wrote it thinks, in the order of the file.

    Args:
        log: a day log that was read.
        recorded: the events of the book that it goes into, as they are before that.
    """
    written = tuple(recorded)
    there = {event.id for event in written}
    left_over = _left_over(log, written)
    found = [*_idle_bores(log)]
    for event in log.events:
        if event.id.startswith(MADE) and event.id not in there:
            found += _rewritten(log, event, left_over)
    return tuple(sorted(found, key=lambda problem: problem.row))


def _idle_bores(log: DayLog) -> Iterator[Problem]:
    """Rows that call a look through the barrel a way of looking at chambers."""
    for event in log.events:
        if isinstance(event.act, WeaponShown) and any(
            "bore" in s.methods for s in event.act.sights
        ):
            sentence = (
                "`bore` says nothing of a chamber, and clears no barrel in a row `weapon shown`; "
                "expected a row of its own; write a row `bore checked` with `clear` or `blocked`"
            )
            yield _caution(log, event, "method", "bore", sentence)


def _left_over(log: DayLog, written: tuple[Event, ...]) -> list[Event]:
    """Entries of rows without an id that the file does not have, and that still stand."""
    gone = {event.id for event in log.events} | set(replacements(written))
    return [event for event in written if event.id.startswith(MADE) and event.id not in gone]


def _rewritten(log: DayLog, event: Event, left_over: list[Event]) -> Iterator[Problem]:
    """Whether a row that is new says nearly what an entry says whose row is no longer there."""
    before = next((old for old in left_over if _nearly_the_same(old, event)), None)
    if before is not None:
        sentence = (
            f"row has no id and is recorded beside `{before.id}`, which says nearly the same and "
            "stands in the file no more; expected an id on a row that is changed later; if this "
            f"row replaces it, record a row `retracted` with `{before.id}` as its item"
        )
        yield _caution(log, event, "id", "", sentence)


def _nearly_the_same(old: Event, new: Event) -> bool:
    """Whether two entries are of one kind of act, and tell the same act or the same moment."""
    if type(old.act) is not type(new.act):
        return False
    return old.act == new.act or (old.earliest_ms, old.latest_ms) == (
        new.earliest_ms,
        new.latest_ms,
    )


def _caution(log: DayLog, event: Event, column: str, value: str, sentence: str) -> Problem:
    return Problem(
        file=log.file,
        row=log.rows[event.id],
        column=column,
        value=shorten(value),
        sentence=sentence,
    )
