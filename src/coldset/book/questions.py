"""What can be asked of a record: the gate, the board, the trace, and what-if.

Every question takes events, a policy and a moment, so that the same one can be asked of a book,
of a spreadsheet, or of a case. Nothing here reads the clock.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import msgspec

from coldset.core.acts import (
    AccountsOpened,
    CustodyPassed,
    DeviceHeard,
    EventRetracted,
    HazardIdentified,
    KitIssued,
    RoleAssigned,
    StatusCalled,
)
from coldset.core.devices import as_heard
from coldset.core.events import Event
from coldset.core.findings import Finding
from coldset.core.fold import fold
from coldset.core.known import HINDSIGHT_MS, appearances, doubts_by, effect_ms, known
from coldset.core.state import State, handed_over
from coldset.core.words import Id, StatusWord
from coldset.errors import ColdsetError
from coldset.gate.answer import answer
from coldset.gate.clearance import void_by
from coldset.gate.contents import contents_line
from coldset.gate.decide import decide
from coldset.gate.policy import Policy
from coldset.gate.question import Request
from coldset.gate.verdict import ContentsLine, Verdict, Word
from coldset.inquiry.custody import Chain, chains
from coldset.inquiry.deciding import Apart, Proposal, apart, deciding
from coldset.inquiry.explain import explain
from coldset.inquiry.story import Explanation
from coldset.inquiry.suppose import believed, charitably
from coldset.inquiry.together import Together, explain_together
from coldset.margin.lookout import Lookout, outlook
from coldset.margin.outlook import Outlook
from coldset.margin.worlds import World, undivided, worlds


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-over on record, and what the gate says of it from what was known when it was made."""

    event: Event
    verdict: Verdict


class BoardRow(msgspec.Struct, frozen=True, kw_only=True):
    """One weapon now: its word, what it holds, who has it, where, since when. Times in ms.

    `because` is why it is not cleared; `margin` and `solo` are those for a live round.
    """

    weapon: Id
    word: Word
    contents: ContentsLine
    holder: Id
    place: Id | None
    since_ms: int
    last_shown_ms: int | None
    margin: int | None
    solo: int | None
    because: tuple[Finding, ...]


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """The gate's answer if an account were true: as it was told, and at its most charitable."""

    account: str
    about: str
    told: Verdict
    charitable: Verdict


def verdict_on(events: Iterable[Event], request: Request, policy: Policy, at_ms: int) -> Verdict:
    """The verdict on one request at `at_ms`, from what was known then."""
    return decide(outlook(known(events, at_ms), policy.terms, at_ms), request, policy)


def hand_overs(
    events: Iterable[Event],
    policy: Policy,
    *,
    hindsight: bool = False,
    only: Collection[Id] | None = None,
) -> Iterator[HandOver]:
    """Every hand-over out of the handlers' hands, in order, with its verdict as known then.

    `hindsight` asks from everything that was ever written down, as for a record that was put
    together afterwards. What comes after the hand-over is never counted. `only` narrows it to
    hand-overs by the ids of their events.
    """
    listed = list(events)
    lookout = Lookout(policy.terms)
    for event, at_ms in _leaving(listed, policy):
        if only is not None and event.id not in only:
            continue
        as_of_ms = HINDSIGHT_MS if hindsight else max(at_ms, event.recorded_ms)
        before = known(_before(listed, event), as_of_ms)
        view = lookout.at(replace(before, doubts=doubts_by(listed, as_of_ms)), at_ms)
        for request in requests_of(event, view.states()[0]):
            yield HandOver(event=event, verdict=decide(view, request, policy))


def _leaving(events: list[Event], policy: Policy) -> list[tuple[Event, int]]:
    """The standing hand-overs to somebody who is no handler, in order, with the moment of each."""
    standing = known(events).events
    first = appearances(standing)
    handlers = {
        event.act.person
        for event in standing
        if isinstance(event.act, RoleAssigned) and event.act.role in policy.terms.custodians
    }
    return [
        (event, effect_ms(event, first))
        for event in standing
        if isinstance(event.act, CustodyPassed | KitIssued) and event.act.receiver not in handlers
    ]


def _before(events: list[Event], event: Event) -> list[Event]:
    """All that the gate could look at: nothing that happened, or stands in the book, later.

    Which accounts exclude each other, what became of an entry, and when the hub heard of it, is
    known about the record and not in it, so it counts whenever it is known.
    """
    heard = as_heard(events)
    place = next(number for number, one in enumerate(events) if one.id == event.id)
    return [
        one
        for number, (one, told) in enumerate(zip(events, heard, strict=True))
        if told.earliest_ms < event.earliest_ms
        or isinstance(one.act, AccountsOpened | DeviceHeard | EventRetracted)
        or one.corrects is not None
        or (told.earliest_ms == event.earliest_ms and number < place)
    ]


def requests_of(event: Event, state: State) -> tuple[Request, ...]:
    """What a hand-over on record asked of the gate, one request for each thing passed."""
    act = event.act
    if not isinstance(act, CustodyPassed | KitIssued):
        return ()
    return tuple(
        Request(
            weapon=item,
            giver=act.giver,
            receiver=act.receiver,
            status=_status_called(state, item),
            scene=act.scene if isinstance(act, CustodyPassed) else None,
            supervisor=act.supervisor,
            place=event.place or _place_of(state, act.giver),
            mark_read=item in event.read,
        )
        for item in handed_over(event)
        if item not in state.containers and item not in state.lots
    )


def _place_of(state: State, person: Id) -> Id | None:
    known_person = state.people.get(person)
    return known_person.place if known_person is not None else None


def _status_called(state: State, weapon: Id) -> StatusWord:
    """The word that was last called for a weapon, which is what the hand-over stands under."""
    called = [event.act for event in state.of(StatusCalled)]
    words = [act.word for act in called if isinstance(act, StatusCalled) and act.weapon == weapon]
    return words[-1] if words else "cold"


def board(events: Iterable[Event], policy: Policy, at_ms: int) -> tuple[BoardRow, ...]:
    """Every weapon on record at `at_ms`, as known then.

    A weapon has the word of its last hand-over while that clearance stands; every other weapon
    is not cleared, for a clearance is given for a hand-over and for nothing else.
    """
    listed = list(events)
    so_far = [
        event
        for event, heard in zip(listed, as_heard(listed), strict=True)
        if heard.earliest_ms <= at_ms or isinstance(event.act, DeviceHeard)
    ]
    leaving = {
        thing: event.id for event, _ in _leaving(so_far, policy) for thing in handed_over(event)
    }
    asked = hand_overs(so_far, policy, only=set(leaving.values()))
    last = {
        one.verdict.request.weapon: one
        for one in asked
        if leaving[one.verdict.request.weapon] == one.event.id
    }
    now = known(listed, at_ms)
    view = outlook(now, policy.terms, at_ms)
    state = view.states()[0]
    return tuple(
        _row(last.get(weapon), weapon, Now(view, state)) for weapon in sorted(state.weapons)
    )


class Now(NamedTuple):
    """An outlook on one moment, and the state of its first world."""

    view: Outlook
    state: State


def _row(last: HandOver | None, weapon: Id, now: Now) -> BoardRow:
    state = now.state
    held = state.weapons[weapon]
    live = now.view.figure("live", weapon)
    word, because = _word(last, now)
    shown = held.last_shown
    return BoardRow(
        weapon=weapon,
        word=word,
        contents=contents_line(state, weapon),
        holder=held.where.holder,
        place=state.place_of(weapon),
        since_ms=held.where.since_ms,
        last_shown_ms=shown.latest_ms if shown is not None else None,
        margin=live.margin,
        solo=live.solo,
        because=because,
    )


def _word(last: HandOver | None, now: Now) -> tuple[Word, tuple[Finding, ...]]:
    if last is None:
        return "not cleared", (Finding(code="never-asked", level="not cleared"),)
    if last.verdict.word == "not cleared":
        return "not cleared", last.verdict.against
    taken_in = now.state.taken_in
    places = (n for n, event in enumerate(taken_in) if event.id == last.event.id)
    place = next(places, None)
    if place is None:
        return "not cleared", (Finding(code="never-asked", level="not cleared"),)
    void = void_by(last.verdict, taken_in[place + 1 :], now.view)
    return ("not cleared", (void,)) if void is not None else (last.verdict.word, ())


def custody(events: Iterable[Event], thing: Id, at_ms: int) -> Chain:
    """The chain of custody of a thing up to `at_ms`, in hindsight.

    Raises:
        ColdsetError: no such thing is on record (`thing-unknown`).
    """
    found = chains(known(events).events, at_ms)
    if thing not in found:
        raise ColdsetError(
            "thing-unknown",
            f"`{thing}` is not on record; expected one of {', '.join(sorted(found)) or 'none'}",
            thing=thing,
        )
    return found[thing]


def finds(events: Iterable[Event]) -> tuple[Event, ...]:
    """Every find on record, in order of effect."""
    return tuple(event for event in known(events).events if isinstance(event.act, HazardIdentified))


def explanations(
    events: Iterable[Event],
    wanted: Iterable[Id],
    policy: Policy,
    within: int | None = None,
) -> tuple[Explanation, ...]:
    """The explanation of each wanted find, in hindsight, with all accounts in view.

    Raises:
        ColdsetError: as `inquiry.explain.explain`.
    """
    standing = known(events)
    end_ms = max((event.latest_ms for event in standing.events), default=0)
    view = Lookout(policy.terms, split=undivided).at(standing, end_ms)
    return tuple(explain(view, find, within) for find in wanted)


def proposals(explained: Explanation, policy: Policy) -> tuple[Proposal, ...]:
    """What to look at next to tell the stories of a find apart, best first."""
    return deciding(explained, policy.terms.stories)


def told_apart(explained: Explanation, policy: Policy) -> tuple[Apart, ...]:
    """What would tell the first story of a find from the first one of each other beginning."""
    return apart(explained, policy.terms.stories)


def in_hindsight(events: Iterable[Event]) -> State:
    """What the record says in the end, from everything that was ever written down."""
    standing = known(events).events
    first = appearances(standing)
    return fold((event, effect_ms(event, first)) for event in standing)


def together(explained: Iterable[Explanation]) -> tuple[Together, ...]:
    """Every smallest set of sources that explains several finds."""
    return explain_together(explained)


def what_if(events: Iterable[Event], passed: Event, policy: Policy) -> tuple[Supposed, ...]:
    """What the gate would have said at one hand-over if each account in turn were true.

    `told`: the account and everything undisputed is believed, and the answer is the worst over
    the accounts of other things. `charitable`: what they leave open is taken in their favour, and
    of the accounts of other things the most favourable ones are believed as well.
    """
    before = _before(list(events), passed)
    disputes = [
        event.act for event in known(events).events if isinstance(event.act, AccountsOpened)
    ]
    everyone = {account for act in disputes for account in act.accounts}
    standing = [world for world in worlds(known(before)) if not world.needs]
    told = [(world, charitably(_undisputed(world), everyone)) for world in standing]
    ranked = [(_rank(events, passed, policy), world, events) for world, events in told]
    return tuple(
        Supposed(
            account=account,
            about=act.about,
            told=_if(believed(_without_rivals(before, account), {account}), passed, policy),
            charitable=_if(_best_with(ranked, account), passed, policy),
        )
        for act in disputes
        for account in act.accounts
    )


def _without_rivals(events: Iterable[Event], account: str) -> list[Event]:
    """A record in which one account is true: what excludes it was not so."""
    listed = list(events)
    disputes = [
        event
        for event in listed
        if isinstance(event.act, AccountsOpened) and account in event.act.accounts
    ]
    rivals = {
        other
        for event in disputes
        if isinstance(event.act, AccountsOpened)
        for other in event.act.accounts
        if other != account
    }
    return [e for e in listed if e not in disputes and e.source.account not in rivals]


def _undisputed(world: World) -> list[Event]:
    """A world's events, its accounts no longer put in question."""
    return [event for event in world.events if not isinstance(event.act, AccountsOpened)]


def _if(supposed: Iterable[Event], passed: Event, policy: Policy) -> Verdict:
    view = outlook(known(supposed), policy.terms, passed.earliest_ms)
    return answer(view, requests_of(passed, view.states()[0])[0], policy)


Rank = tuple[int, ...]
Ranked = tuple[Rank, World, tuple[Event, ...]]


def _rank(events: Iterable[Event], passed: Event, policy: Policy) -> Rank:
    """How far the figures at the hand-over come towards what the policy asks, in all and each."""
    weapon = handed_over(passed)[0]
    view = outlook(known(events), policy.terms, passed.earliest_ms)
    reached = [
        min(figure.margin or 0, limit.margin) + min(figure.solo or 0, limit.solo)
        for hazard, limit in policy.thresholds.items()
        for figure in (view.figure(hazard, weapon),)
    ]
    return (sum(reached), *reached)


def _best_with(ranked: list[Ranked], account: str) -> tuple[Event, ...]:
    with_it = [one for one in ranked if account in one[1].accounts] or ranked
    return max(with_it, key=lambda one: one[0])[2]
