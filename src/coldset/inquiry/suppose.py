"""What if an account is true? The record as it would read if what was said had been recorded.

A reconstructed case is hearsay from end to end. Believing an account makes its entries the
crew's own record, written down when they happened; the most charitable reading also fills in
favourably whatever the account leaves open. Neither is ever more than a supposition.
"""

from collections.abc import Collection, Iterable

import msgspec

from coldset.core.acts import (
    BoreChecked,
    HolderLocked,
    LotArrived,
    LotChecked,
    LotsMerged,
    PlaceSwept,
    RoundsLoaded,
    RoundsUnloaded,
    Sight,
    WeaponArrived,
    WeaponShown,
)
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.words import BuildMark, Id, Method

EVERY_BUILD: tuple[BuildMark, ...] = ("rattle", "hole", "no-primer")
EVERY_METHOD: tuple[Method, ...] = ("rattle", "hole", "primer")


def believed(events: Iterable[Event], accounts: Collection[str]) -> tuple[Event, ...]:
    """The record with these accounts, and all that no account disputes, believed.

    Every believed entry counts as recorded when it happened. Entries of other accounts stay as
    they are: what somebody else says may still open a path.
    """
    return tuple(
        _as_record(event) if event.source.account in {"", *accounts} else event for event in events
    )


def _as_record(event: Event) -> Event:
    return msgspec.structs.replace(
        event,
        source=Source(account=event.source.account, code=event.source.code),
        recorded_ms=event.latest_ms,
    )


def charitably(events: Iterable[Event], accounts: Collection[str]) -> tuple[Event, ...]:
    """The same, with what the believed entries leave open taken in their favour.

    Things happened at once, at the first moment given; checks reached every round by every
    method, rounds were built to be told apart, looks saw every chamber and their witnesses all
    of it, loadings filled chambers that were free, and only who locked a thing had its key.
    """
    listed = [_instant(event) if event.on_record else event for event in believed(events, accounts)]
    filling = _Filling(listed)
    return tuple(one for event in listed for one in filling.of(event))


class _Filling:
    """Fills in believed entries one after the other; remembers which chambers are taken."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._chambers = {
            event.act.weapon: event.act.chambers or 0
            for event in events
            if isinstance(event.act, WeaponArrived)
        }
        self._loaded: dict[Id, int] = {}
        self._boxes: dict[Id, Id] = {}

    def of(self, event: Event) -> list[Event]:
        """One entry, or several where one check stands for every method."""
        if not event.on_record:
            return [event]
        seen = msgspec.structs.replace(event, witnesses=_full(event))
        if isinstance(event.act, LotArrived | LotsMerged):
            lot = event.act.lot if isinstance(event.act, LotArrived) else event.act.into
            self._boxes[lot] = event.act.holder
        if isinstance(event.act, LotChecked):
            return _checked(seen, event.act, self._boxes.get(event.act.lot))
        return [msgspec.structs.replace(seen, act=self._favourable(event))]

    def _favourable(self, event: Event) -> Act:
        match event.act:
            case LotArrived(claimed="dummy") as act:
                return msgspec.structs.replace(act, build=EVERY_BUILD, n=act.n or 10**6)
            case WeaponShown(weapon=weapon) as act:
                return _shown(act, self._chambers.get(weapon, 0))
            case RoundsLoaded() as act:
                return self._into_free(act)
            case RoundsUnloaded(weapon=weapon) as act:
                self._loaded[weapon] = 0
                return act
            case BoreChecked() as act:
                return msgspec.structs.replace(act, clear=True)
            case _:
                return _closed(event)

    def _into_free(self, act: RoundsLoaded) -> RoundsLoaded:
        taken = self._loaded.get(act.weapon, 0)
        free = self._chambers.get(act.weapon, 0) - taken
        count = len(act.chambers) or act.n or free
        self._loaded[act.weapon] = taken + count
        numbers = tuple(range(taken + 1, taken + count + 1))
        return msgspec.structs.replace(act, chambers=act.chambers or numbers)


def _closed(event: Event) -> Act:
    """A lock whose key holders nobody names had one: whoever closed it."""
    if isinstance(event.act, HolderLocked) and event.act.keys is None:
        keys = (event.by,) if event.by is not None else ()
        return msgspec.structs.replace(event.act, keys=keys)
    return event.act


def _instant(event: Event) -> Event:
    return msgspec.structs.replace(
        event, latest_ms=event.earliest_ms, recorded_ms=event.earliest_ms
    )


def _full(event: Event) -> tuple[Witness, ...]:
    """Witnesses who saw all that there was to see."""
    return tuple(Witness(person=witness.person, count=10**6) for witness in event.witnesses)


def _checked(event: Event, act: LotChecked, box: Id | None) -> list[Event]:
    """A check by every method, of every round; and the box was empty but for them."""
    n = act.n or act.answered or 10**6
    whole = msgspec.structs.replace(act, n=n, answered=n, others=0)
    looks = [
        msgspec.structs.replace(
            event,
            id=event.id if method == EVERY_METHOD[0] else f"{event.id}~{method}",
            act=msgspec.structs.replace(whole, method=method),
        )
        for method in EVERY_METHOD
    ]
    if box is None:
        return looks
    swept = msgspec.structs.replace(event, id=f"{event.id}~swept", act=PlaceSwept(holder=box))
    return [*looks, swept]


def _shown(act: WeaponShown, chambers: int) -> WeaponShown:
    sights = tuple(
        Sight(chamber=number, contents="dummy", methods=EVERY_METHOD)
        for number in range(1, chambers + 1)
    )
    return WeaponShown(weapon=act.weapon, sights=act.sights or sights, turned=True)
