"""What the gate answers when it is asked again, at every hand-over and clearance on record.

Each is asked under one policy of what was known then: at a hand-over, whatever had happened and
been written down before it; of a clearance, the same at the moment of the clearance, for the
hand-over that follows it. The answer is the figures and findings themselves, worked out from the
events, and not what anybody said at the time; what somebody did say is compared with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from coldset.audit.record import Disagreement
from coldset.core.acts import (
    AccountsOpened,
    ClearanceGiven,
    CustodyPassed,
    DeviceHeard,
    EventRetracted,
    KitIssued,
    RoleAssigned,
    StatusCalled,
)
from coldset.core.devices import as_heard
from coldset.core.events import Event
from coldset.core.known import appearances, doubts_by, effect_ms, known
from coldset.core.state import State, handed_over
from coldset.core.words import Hazard, Id, StatusWord
from coldset.gate.answer import answer
from coldset.gate.policy import Policy
from coldset.gate.question import Request
from coldset.gate.verdict import Verdict, Word
from coldset.margin.lookout import Lookout


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One hazard's figures, as `gate.verdict.FigureAnswer` has them; None: no way at all."""

    hazard: Hazard
    margin: int | None
    solo: int | None
    through: int | None


class Stated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verdict as a bundle states it: about which thing at which hand-over, and what it was.

    `against` are the codes of the findings that bar it, each once and sorted.
    """

    entry: Id
    weapon: Id
    word: Word
    figures: tuple[Figures, ...]
    against: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of the gate, beside what was said at the time.

    Attributes:
        entry: The hand-over or clearance on record.
        kind: Which of the two it is.
        weapon: What was passed or cleared.
        receiver: To whom, or for whom.
        at_ms: When.
        word: The gate's answer now.
        figures: The figures behind it.
        against: The codes of the findings that bar it.
        said: The word that the bundle states (hand-over) or that was read aloud (clearance); None
            where nobody said one.
        agrees: Whether what was said is the answer; None where nobody said anything.
    """

    entry: Id
    kind: str
    weapon: Id
    receiver: Id
    at_ms: int
    word: Word
    figures: tuple[Figures, ...]
    against: tuple[str, ...]
    said: str | None = None
    agrees: bool | None = None


Stating = Mapping[tuple[Id, Id], Stated]
"""What a bundle states, by entry and weapon."""


def asked_again(
    events: Sequence[Event], policy: Policy, stated: Stating
) -> Iterator[Asked | Disagreement]:
    """Ask the gate at every hand-over and clearance; tell each answer, then where it differs.

    Args:
        events: The whole record, in the order of the log; every id once.
        policy: The pack to ask under.
        stated: What is said to have been the answers.
    """
    asking = _Asking(events, policy)
    left = dict(stated)
    for event in asking.moments():
        try:
            answers = list(asking.answers(event))
        except Exception as cause:  # noqa: BLE001 - a record that nothing can be asked of is told, not a crash
            yield Disagreement(
                code="gate-failed",
                entry=event.id,
                sentence=f"entry `{event.id}`: the gate can not be asked of this record "
                f"({type(cause).__name__}), so nothing was cleared there",
            )
            continue
        for verdict in answers:
            if isinstance(event.act, ClearanceGiven):
                yield from _beside_words(event, event.act, verdict)
            else:
                said = left.pop((event.id, verdict.request.weapon), None)
                yield from _beside_stated(event, said, verdict)
    for entry, weapon in left:
        yield Disagreement(
            code="verdict-on-nothing",
            entry=entry,
            sentence=f"the bundle states a verdict on `{weapon}` at entry `{entry}`, which is no "
            "hand-over of it out of the handlers' hands",
        )


class _Asking:
    """Asks one record, moment by moment."""

    def __init__(self, events: Sequence[Event], policy: Policy) -> None:
        self._events = events
        self._heard = as_heard(events)
        self._policy = policy
        self._standing = known(events).events
        self._first = appearances(self._standing)
        self._places = {event.id: place for place, event in enumerate(events)}
        self._handlers = {
            event.act.person
            for event in self._standing
            if isinstance(event.act, RoleAssigned) and event.act.role in policy.terms.custodians
        }
        self._lookout = Lookout(policy.terms)

    def moments(self) -> list[Event]:
        """Every clearance, and every hand-over to somebody who is no handler, in order."""
        return [
            event
            for event in self._standing
            if isinstance(event.act, ClearanceGiven) or self._leaves(event)
        ]

    def answers(self, event: Event) -> Iterator[Verdict]:
        """What the gate answers at one moment, a verdict for each weapon."""
        at_ms = effect_ms(event, self._first)
        as_of_ms = max(at_ms, event.recorded_ms)
        doubts = doubts_by(self._events, as_of_ms)
        then = replace(known(self._seen_from(event), as_of_ms), doubts=doubts)
        view = self._lookout.at(then, at_ms)
        for request in self._requests(event, view.states()[0]):
            yield answer(view, request, self._policy)

    def _leaves(self, event: Event) -> bool:
        act = event.act
        return isinstance(act, CustodyPassed | KitIssued) and act.receiver not in self._handlers

    def _seen_from(self, event: Event) -> list[Event]:
        """What had happened by then, and whatever is known about the record and not in it."""
        here = (event.earliest_ms, self._places[event.id])
        return [
            one
            for place, (one, heard) in enumerate(zip(self._events, self._heard, strict=True))
            if one.corrects is not None
            or isinstance(one.act, AccountsOpened | DeviceHeard | EventRetracted)
            or (heard.earliest_ms, place) < here
        ]

    def _requests(self, event: Event, state: State) -> Iterator[Request]:
        act = event.act
        if isinstance(act, ClearanceGiven):
            passing = self._following(event, act)
            if passing is None:
                yield Request(
                    weapon=act.weapon,
                    giver=event.by or event.recorder,
                    receiver=act.performer,
                    status=word_read(act.words) or "cold",
                    scene=act.scene,
                    place=event.place,
                    mark_read=act.weapon in event.read,
                )
                return
            word = word_read(act.words) or "cold"
            for request in _requests_of(passing, state, lambda _: word):
                if request.weapon == act.weapon:
                    read = act.weapon in event.read or request.mark_read
                    scene = act.scene or request.scene
                    yield msgspec.structs.replace(request, scene=scene, mark_read=read)
        else:
            yield from _requests_of(event, state, lambda weapon: _called(state, weapon))

    def _following(self, event: Event, act: ClearanceGiven) -> Event | None:
        """The hand-over that a clearance was given for: the next one, while it can stand."""
        until_ms = event.latest_ms + self._policy.clearance_s_max * 1000
        for one in self._standing:
            if (
                self._leaves(one)
                and act.weapon in handed_over(one)
                and isinstance(one.act, CustodyPassed | KitIssued)
                and one.act.receiver == act.performer
                and event.earliest_ms <= one.earliest_ms <= until_ms
            ):
                return one
        return None


def _requests_of(
    event: Event, state: State, word_of: Callable[[Id], StatusWord]
) -> Iterator[Request]:
    """What a hand-over asks of the gate: one request for each thing that is no box and no lot."""
    act = event.act
    if not isinstance(act, CustodyPassed | KitIssued):
        return
    giver = state.people.get(act.giver)
    for thing in dict.fromkeys(handed_over(event)):
        if thing in state.containers or thing in state.lots:
            continue
        yield Request(
            weapon=thing,
            giver=act.giver,
            receiver=act.receiver,
            status=word_of(thing),
            scene=act.scene if isinstance(act, CustodyPassed) else None,
            supervisor=act.supervisor,
            place=event.place or (None if giver is None else giver.place),
            mark_read=thing in event.read,
        )


def _called(state: State, weapon: Id) -> StatusWord:
    """The word that was last called out for a weapon; cold where none was."""
    word: StatusWord = "cold"
    for event in state.of(StatusCalled):
        if isinstance(event.act, StatusCalled) and event.act.weapon == weapon:
            word = event.act.word
    return word


def word_read(words: str) -> StatusWord | None:
    """Which word a line that was read aloud says: `cold` or `hot`; None for neither or both.

    A `not` before the word takes it back; behind it, it is about what the weapon holds, as in
    `cold, empty, 6 of 6 seen, bore not seen clear`.
    """
    said = re.findall(r"[a-z]+", words.lower())
    told = [word for word in said if word in ("cold", "hot")]
    if len(set(told)) != 1 or "not" in said[: said.index(told[0])]:
        return None
    return "cold" if told[0] == "cold" else "hot"


def _beside_words(
    event: Event, act: ClearanceGiven, verdict: Verdict
) -> Iterator[Asked | Disagreement]:
    """An answer beside the words that were read aloud and confirmed."""
    said = word_read(act.words)
    agrees = said is not None and said == verdict.word
    asked = _told(event, "clearance", verdict)
    yield msgspec.structs.replace(asked, said=said or "unclear", agrees=agrees)
    if said is None:
        yield Disagreement(
            code="clearance-unclear",
            entry=event.id,
            sentence=f"entry `{event.id}` gives a clearance in the words `{act.words:.200}`: "
            "expected cold or hot, and one of them",
        )
    elif not agrees:
        yield Disagreement(
            code="clearance-differs",
            entry=event.id,
            sentence=f"entry `{event.id}` cleared `{act.weapon}` for `{act.performer}` as `{said}`:"
            f" asked again, the gate answers `{verdict.word}`{_because(verdict)}",
        )


def _beside_stated(
    event: Event, said: Stated | None, verdict: Verdict
) -> Iterator[Asked | Disagreement]:
    """An answer beside the verdict that the bundle states."""
    now = stated_of(event.id, verdict)
    agrees = None if said is None else said == now
    word = None if said is None else said.word
    asked = _told(event, "hand-over", verdict)
    yield msgspec.structs.replace(asked, said=word, agrees=agrees)
    about = f"entry `{event.id}`, `{verdict.request.weapon}`"
    if said is None:
        yield Disagreement(
            code="verdict-missing",
            entry=event.id,
            sentence=f"{about}: the bundle states no verdict; asked again, the gate answers "
            f"`{verdict.word}`",
        )
    elif said.word != now.word:
        yield Disagreement(
            code="verdict-differs",
            entry=event.id,
            sentence=f"{about}: the bundle states `{said.word}`, and asked again the gate answers "
            f"`{now.word}`{_because(verdict)}",
        )
    elif said != now:
        yield Disagreement(
            code="figures-differ",
            entry=event.id,
            sentence=f"{about}: the word `{now.word}` is the same, but {_difference(said, now)}",
        )


def stated_of(entry: Id, verdict: Verdict) -> Stated:
    """A verdict in the few words in which a bundle states one."""
    return Stated(
        entry=entry,
        weapon=verdict.request.weapon,
        word=verdict.word,
        figures=tuple(
            Figures(one.hazard, one.margin, one.solo, one.through) for one in verdict.figures
        ),
        against=tuple(sorted({finding.code for finding in verdict.against})),
    )


def _difference(said: Stated, now: Stated) -> str:
    if said.figures != now.figures:
        return f"the bundle states the figures {_figures(said)}, and they are {_figures(now)}"
    stated, found = ", ".join(said.against) or "nothing", ", ".join(now.against) or "nothing"
    return f"the bundle states `{stated}` against it, and it is `{found}`"


def _figures(stated: Stated) -> str:
    told = (
        f"{one.hazard} {_figure(one.margin)}/{_figure(one.solo)}, later {_figure(one.through)}"
        for one in stated.figures
    )
    return f"`{'; '.join(told) or 'none'}`"


def _figure(value: int | None) -> str:
    return "no way" if value is None else str(value)


def _because(verdict: Verdict) -> str:
    codes = dict.fromkeys(finding.code for finding in verdict.against)
    return f" (against it: {', '.join(codes)})" if codes else ""


def _told(event: Event, kind: str, verdict: Verdict) -> Asked:
    """An answer before anything is compared with it."""
    now = stated_of(event.id, verdict)
    return Asked(
        entry=event.id,
        kind=kind,
        weapon=now.weapon,
        receiver=verdict.request.receiver,
        at_ms=verdict.at_ms,
        word=now.word,
        figures=now.figures,
        against=now.against,
    )
