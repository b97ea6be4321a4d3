"""What the entries of a log say: a record, a policy, photos.

Everything here is worked out from the payloads alone, beside what the book did when it wrote them.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from coldset.core.acts import (
    EventRetracted,
    PolicyChanged,
    ProductionOpened,
)
from coldset.core.events import Event
from coldset.core.fold import fold
from coldset.core.known import appearances, effect_ms, known
from coldset.gate.policy import Policy


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be: a code for programs, and a sentence.

    Attributes:
        code: A stable word.
        sentence: What is wrong, with the offending value in backticks.
        entry: The id of the event that it is about, where there is one.
        index: The entry's position in the log, from 0, where it is one.
        broken: Whether a proof does not hold; otherwise what is proven contradicts itself or what
            the bundle says of it.
    """

    code: str
    sentence: str
    entry: str | None = None
    index: int | None = None
    broken: bool = False


def impossible(events: Iterable[Event]) -> Iterator[Disagreement]:
    """Every event that no book takes in, whatever else is on record."""
    for index, event in enumerate(events):
        wrong = ""
        if not event.id:
            wrong = "has no id"
        elif event.latest_ms < event.earliest_ms:
            wrong = "ended before it began"
        elif event.corrects == event.id:
            wrong = "corrects itself"
        if wrong:
            yield Disagreement(
                code="event-senseless",
                entry=event.id,
                index=index,
                sentence=f"event `{event.id}` {wrong}; no book takes such an event in",
            )


def senseless(events: Sequence[Event]) -> Iterator[Disagreement]:
    """Ids that stand for two events, and corrections of what is on no record."""
    times = Counter(event.id for event in events)
    for name, count in times.items():
        if count > 1:
            yield Disagreement(
                code="event-twice",
                entry=name,
                sentence=f"event `{name}` is in the log `{count}` times: expected one of each id",
            )
    for event in events:
        target = event.act.event if isinstance(event.act, EventRetracted) else event.corrects
        if target is not None and target not in times:
            yield Disagreement(
                code="correction-unknown",
                entry=event.id,
                sentence=f"event `{event.id}` replaces `{target}`, which is not in the log",
            )


def doubts(events: Iterable[Event]) -> int:
    """How many doubts the record raises about itself when all of it is folded, in hindsight."""
    record = known(events)
    first = appearances(record.events)
    state = fold((event, effect_ms(event, first)) for event in record.events)
    return len(record.doubts) + len(state.findings)


def zone_of(events: Iterable[Event]) -> str:
    """The zone in which the production was opened; UTC where no entry says."""
    opened = (event.act.zone for event in events if isinstance(event.act, ProductionOpened))
    return next(opened, "UTC")


def policy_named(
    events: Iterable[Event], pack: bytes, policy: Policy
) -> tuple[bool, tuple[Disagreement, ...]]:
    """Whether the record itself proves the policy pack, and a disagreement if it names another.

    The newest standing change of policy counts. It proves the pack where its digest is the SHA-256
    of the pack's bytes in hex, with or without `sha256:` before it.
    """
    changes = [event for event in known(events).events if isinstance(event.act, PolicyChanged)]
    if not changes or not isinstance(changes[-1].act, PolicyChanged):
        return False, ()
    entry, act = changes[-1].id, changes[-1].act
    told = act.digest.strip().lower().removeprefix("sha256:")
    ours = hashlib.sha256(pack).hexdigest()
    if told == ours:
        return True, ()
    if not told and act.pack.strip() == policy.name:
        return False, ()
    return False, (
        Disagreement(
            code="policy-differs",
            entry=entry,
            sentence=f"entry `{entry}` says that policy pack `{act.pack}` with digest "
            f"`{act.digest}` is in force: the bundle has pack `{policy.name}` with digest `{ours}`",
        ),
    )


def photos_named(events: Iterable[Event]) -> set[str]:
    """The SHA-256 of every photo or paper that an entry names, in lower-case hex."""
    return {one.sha256.lower() for event in events for one in event.evidence}


def photos_unnamed(photos: Collection[str], named: Collection[str]) -> Iterator[Disagreement]:
    """A disagreement for every photo that comes with a log and that no entry of it names."""
    for photo in photos:
        if photo not in named:
            yield Disagreement(
                code="photo-unnamed",
                sentence=f"photo `{photo}` is in the bundle and no entry names it: it is no "
                "evidence of this log",
            )
