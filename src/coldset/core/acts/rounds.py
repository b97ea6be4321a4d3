"""What is done to and seen of rounds: lots, portions, loading, firing."""

from typing import Annotated

from coldset.core.acts.base import Act
from coldset.core.words import (
    BuildMark,
    ChamberNumber,
    Count,
    Id,
    Ids,
    Listed,
    Method,
    RoundClass,
    Text,
)


class LotArrived(Act, frozen=True, kw_only=True, tag="lot-arrived/1"):
    """Rounds that cannot be told apart came from a source. `n` is None when nobody counted.

    `claimed` is what the label or the supplier says; `build` is how the rounds were made.
    """

    lot: Id
    source: Text
    claimed: RoundClass
    holder: Id
    n: Count | None = None
    label: Text = ""
    build: Annotated[tuple[BuildMark, ...], Listed] = ()


class LotsMerged(Act, frozen=True, kw_only=True, tag="lots-merged/1"):
    """Lots were put together (or re-boxed) into one; the parents stay named."""

    lots: Ids
    into: Id
    holder: Id


class PortionDrawn(Act, frozen=True, kw_only=True, tag="portion-drawn/1"):
    """`n` rounds were drawn from a lot and became a portion with a name of its own.

    `emptied`: all were drawn, and the holder was seen empty.
    """

    lot: Id
    portion: Id
    holder: Id
    n: Count | None = None
    emptied: bool = False


class LotChecked(Act, frozen=True, kw_only=True, tag="lot-checked/1"):
    """The event's `by` went through rounds one by one by one method.

    `answered` of `n` rounds answered as a dummy (or a blank) should; `others` did not.
    """

    lot: Id
    method: Method
    n: Count | None
    answered: Count | None
    others: Count = 0


class LotCounted(Act, frozen=True, kw_only=True, tag="lot-counted/1"):
    """A count, which is a claim tested against the record, never a correction of it."""

    lot: Id
    n: Count


class RoundsLoaded(Act, frozen=True, kw_only=True, tag="rounds-loaded/1"):
    """Rounds of a lot were loaded; `chambers` is empty when nobody can say which.

    `bullets`: how many bullets went in by count, for bullets in = bullets out.
    """

    weapon: Id
    lot: Id
    chambers: Annotated[tuple[ChamberNumber, ...], Listed] = ()
    n: Count | None = None
    bullets: Count | None = None


class RoundsUnloaded(Act, frozen=True, kw_only=True, tag="rounds-unloaded/1"):
    """What the chambers held was taken out into a lot; `bullets` came out with their cases."""

    weapon: Id
    lot: Id
    holder: Id
    chambers: Annotated[tuple[ChamberNumber, ...], Listed] = ()
    n: Count | None = None
    bullets: Count | None = None
    seen_empty: bool = False


class RoundRefused(Act, frozen=True, kw_only=True, tag="round-refused/1"):
    """A round would not go into a chamber."""

    weapon: Id
    chamber: ChamberNumber | None = None
    lot: Id | None = None


class RoundDiscarded(Act, frozen=True, kw_only=True, tag="round-discarded/1"):
    """Rounds were thrown away or left the property."""

    lot: Id
    n: Count | None = None
    into: Text = ""


class ShotFired(Act, frozen=True, kw_only=True, tag="shot-fired/1"):
    """A shot was fired; `planned` says whether anybody meant it to."""

    weapon: Id
    planned: bool
    chamber: ChamberNumber | None = None
    n: Count = 1


class HammerFell(Act, frozen=True, kw_only=True, tag="hammer-fell/1"):
    """A hammer fell and nothing fired."""

    weapon: Id
    chamber: ChamberNumber | None = None


class CasesCollected(Act, frozen=True, kw_only=True, tag="cases-collected/1"):
    """Fired cases were picked up and counted."""

    lot: Id
    n: Count
