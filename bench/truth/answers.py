"""The other side of the observations: each question answered from what really happened.

What each code asks, and what yes and no mean, stands in `coldset.core.acts.observations`. Every
answer is honest; now and then it is `unknown`, for what can't be established any more.
"""

from collections.abc import Callable, Iterable

from matching import without_loops

from coldset.core.acts import PortionDrawn
from coldset.core.acts.observations import Reply
from coldset.core.events import Event
from coldset.core.fold import apply
from coldset.core.known import appearances, effect_ms, known
from coldset.core.state import State
from coldset.core.words import Id
from coldset.inquiry.story import Observation
from coldset.simulate.chance import Chance
from coldset.simulate.truth import Step, Truth, Way

UNKNOWN_SHARE = 0.15
"""How often nobody can tell any more."""


def oracle(events: tuple[Event, ...], truth: Truth) -> Callable[[Observation], Reply]:
    """Who answers for one shoot with a find; a question asked twice has the same answer."""
    if truth.way is None:
        raise ValueError(f"shoot {truth.seed} has no find; expected one with a way to ask about")
    return _Oracle(events, truth, truth.way).reply


class _Oracle:
    def __init__(self, events: tuple[Event, ...], truth: Truth, way: Way) -> None:
        self._truth, self._way = truth, way
        self._events = {event.id: event for event in events}
        self._stays = _stays(events)
        self._chance = Chance(truth.seed + 17)
        self._known: dict[Observation, Reply] = {}
        self._failed = {(one.kind, one.who, one.what) for one in way.failures()}
        every = [way, *truth.others]
        self._failed_ever = {(one.kind, one.who) for w in every for one in w.failures()}
        self._undone = [self._events[one] for one in truth.not_done if one in self._events]
        self._by_code: dict[str, Callable[[Observation], Reply]] = {
            "came-with": self._came_with,
            "by-entry": self._by_entry,
            "in-pockets": self._in_pockets,
            "one-over": self._one_over,
            "one-short": self._one_short,
            "went-in": self._went_in,
            "mark-fits": self._mark_fits,
            "account-right": lambda _: "unknown",
            "look-shows": self._look_shows,
            "witness-saw": self._witness_saw,
            "watch-held": self._watch_held,
            "search-whole": lambda o: self._held("search", o),
            "line-held": lambda o: _yes(("line", o.who) not in self._failed_ever),
            "seal-fits": lambda o: _yes(("seal", o.who) not in self._failed_ever),
            "lock-held": lambda o: self._held("lock", o),
            "record-right": self._record_right,
            "bullets-whole": lambda o: self._held("component", o),
        }

    def reply(self, asked: Observation) -> Reply:
        """The honest answer, or that nobody knows."""
        if asked not in self._known:
            lost = self._chance.happens(UNKNOWN_SHARE)
            self._known[asked] = "unknown" if lost else self._by_code[asked.code](asked)
        return self._known[asked]

    def _held(self, kind: str, asked: Observation) -> Reply:
        return _yes((kind, asked.who, asked.about) not in self._failed)

    def _came_with(self, asked: Observation) -> Reply:
        begun = self._way.beginning
        if begun.kind == "component":
            return "unknown"
        if begun.kind == "cylinder":
            event = self._events[begun.event]
            return _yes(asked.about in {begun.thing, getattr(event.act, "weapon", "")})
        return _yes(begun.kind in {"lot", "weapon", "container"} and begun.thing == asked.about)

    def _by_entry(self, asked: Observation) -> Reply:
        entries = {self._way.beginning.event, *(step.event for step in self._way.steps)}
        return _yes(asked.about in entries)

    def _in_pockets(self, asked: Observation) -> Reply:
        begun = self._way.beginning
        carried = {step.by for step in self._way.acts()}
        return _yes(asked.about in carried or (begun.kind, begun.thing) == ("person", asked.about))

    def _first_into(self, thing: Id) -> Step | None:
        steps = without_loops(self._way).steps  # a loop is on no way that a question is about
        return next((step for step in steps if step.into == thing), None)

    def _one_over(self, asked: Observation) -> Reply:
        begun = self._way.beginning
        if begun.thing == asked.about:
            return {"container": "yes", "lot": "no"}.get(begun.kind, "unknown")  # type: ignore[return-value]  # each is a reply
        step = self._first_into(asked.about)
        if step is None or step.how in {"loaded", "drawn"}:
            return "no"
        return "yes" if step.how == "put" else "unknown"

    def _one_short(self, asked: Observation) -> Reply:
        begun = self._way.beginning
        if begun.kind == "component":
            return "unknown"
        return _yes((begun.kind, begun.thing) == ("lot", asked.about))

    def _went_in(self, asked: Observation) -> Reply:
        step = self._first_into(asked.about)
        if self._way.beginning.thing == asked.about or step is None or asked.window is None:
            return "no"
        return _yes(asked.window[0] <= step.at_ms <= asked.window[1])

    def _mark_fits(self, asked: Observation) -> Reply:
        for event_id, truly in self._truth.mistaken.items():
            act = self._events[event_id].act
            if isinstance(act, PortionDrawn) and asked.about in {act.lot, act.portion, truly}:
                return "no"
        return "yes"

    def _look_shows(self, asked: Observation) -> Reply:
        if ("check", asked.who, asked.about) in self._failed:
            return "no"
        return _yes(not any(event.by == asked.who for event in self._undone))

    def _witness_saw(self, asked: Observation) -> Reply:
        if ("witness", asked.who, "") in self._failed:
            return "no"
        stated = (w.person for event in self._undone for w in event.witnesses if w.count)
        return _yes(asked.who not in stated)

    def _watch_held(self, asked: Observation) -> Reply:
        for step in self._way.steps:
            failed = any(one.kind == "watch" and one.who == asked.who for one in step.failed)
            own = step.own_watch and step.by == asked.who
            if (failed or own) and self._stay(asked.who, step.at_ms) == asked.about:
                return "no"
        return "yes"

    def _stay(self, person: Id, at_ms: int) -> str:
        names = [name for since, who, name in self._stays if who == person and since <= at_ms]
        return names[-1] if names else ""

    def _record_right(self, asked: Observation) -> Reply:
        if ("record", asked.who, "") in self._failed:
            return "no"
        wrong = [*self._undone, *(self._events[one] for one in self._truth.mistaken)]
        return _yes(not any(event.recorder == asked.who for event in wrong))


def _yes(holds: bool) -> Reply:  # noqa: FBT001 - the answer is what it is given
    return "yes" if holds else "no"


def _stays(events: Iterable[Event]) -> list[tuple[int, Id, str]]:
    """Every stay of everyone at one place by the record: since when, who, and its name."""
    standing = known(events).events
    first = appearances(standing)
    state, at, found = State(), dict[Id, tuple[Id | None, int]](), list[tuple[int, Id, str]]()
    for event in standing:
        at_ms = effect_ms(event, first)
        apply(state, event, at_ms)
        for person in state.people.values():
            here = person.place if person.on_property else None
            place, number = at.get(person.id, (None, 0))
            if here != place:
                at[person.id] = (here, number + 1)
                found.append((at_ms, person.id, f"{here or 'nowhere'}#{number + 1}"))
    return found
