"""The figures that a request asks for: at the hand-over, and through to the clearance's end."""

from coldset.core.acts import CustodyPassed
from coldset.core.events import Event
from coldset.core.words import HAZARDS, Hazard, Id
from coldset.gate.policy import Policy
from coldset.gate.question import Request
from coldset.gate.verdict import FigureAnswer, Part
from coldset.margin.failures import Act, CutSet, Failure
from coldset.margin.figures import Figure
from coldset.margin.outlook import Outlook


def figures_asked(
    now: Outlook, request: Request, policy: Policy, until_ms: int
) -> tuple[FigureAnswer, ...]:
    """The figures of every hazard that the request leaves one: planned blanks are none when hot."""
    later = now.supposing((hand_over(request, now.until_ms),), until_ms)
    asked = [h for h in HAZARDS if not (h == "blank" and request.status == "hot")]
    return tuple(_answer(hazard, request.weapon, policy, now, later) for hazard in asked)


def _answer(
    hazard: Hazard, weapon: Id, policy: Policy, now: Outlook, later: Outlook
) -> FigureAnswer:
    at_once, through = now.figure(hazard, weapon), later.figure(hazard, weapon)
    threshold = policy.thresholds[hazard]
    is_later = _lower(through, at_once) and at_once.reaches(threshold.margin, 0)
    low, view = (through, later) if is_later else (at_once, now)
    acts = view.acts(hazard)
    return FigureAnswer(
        hazard=hazard,
        margin=at_once.margin,
        solo=at_once.solo,
        through=through.margin,
        margin_asked=threshold.margin,
        solo_asked=threshold.solo,
        lightest=tuple(parts_of(one, acts) for one in low.lightest),
        solo_person=at_once.solo_person,
        lightest_is_later=is_later,
        bounds=tuple(dict.fromkeys((*at_once.bounds, *through.bounds))),
    )


def _lower(one: Figure, other: Figure) -> bool:
    if one.margin is None:
        return False
    return other.margin is None or one.margin < other.margin


def parts_of(one: CutSet, acts: dict[Failure, Act]) -> tuple[Part, ...]:
    """A cut set in the terms that a sentence needs, in a stable order."""
    return tuple(_part(failure, acts) for failure in sorted(one))


def _part(failure: Failure, acts: dict[Failure, Act]) -> Part:
    if failure.kind != "act":
        return Part(kind=failure.kind, who=failure.who, what=failure.what)
    act = acts[failure]
    return Part(
        kind="act",
        who=failure.who,
        what=act.into,
        place=act.place,
        start_ms=act.start_ms,
        end_ms=act.end_ms,
        could=None if act.could is None else tuple(sorted(act.could)),
    )


def hand_over(request: Request, now_ms: int) -> Event:
    """The hand-over that is asked for, as it would stand in the record if it were made now."""
    return Event(
        id="hand-over-asked-for",
        act=CustodyPassed(
            item=request.weapon,
            giver=request.giver,
            receiver=request.receiver,
            supervisor=request.supervisor,
            scene=request.scene,
        ),
        earliest_ms=now_ms,
        latest_ms=now_ms,
        recorded_ms=now_ms,
        recorder=request.giver,
        by=request.giver,
        place=request.place,
        read=(request.weapon,) if request.mark_read else (),
    )
