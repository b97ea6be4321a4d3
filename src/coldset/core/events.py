"""One entry of the record: an act, with when, who, where, who saw it, and who says so."""

from typing import TYPE_CHECKING, Annotated, Union

import msgspec

from coldset.core.acts import ALL_ACTS
from coldset.core.acts.base import Act
from coldset.core.words import Certainty, Count, Id, Ids, Listed, Ms, SourceKind, Text

if TYPE_CHECKING:
    AnyAct = Act
else:
    AnyAct = Union[ALL_ACTS]  # noqa: UP007 - built from the one list of acts
"""Any act; its tag tells which when an event is read back."""


class Source(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Who asserts an event.

    `account` names one telling of what happened; accounts that exclude each other are opened
    by `AccountsOpened`. `code` is a source's reference. The default is the crew's own record.
    """

    kind: SourceKind = "record"
    who: Id | None = None
    sure: Certainty = "seen"
    code: Text = ""
    account: Text = ""


class Witness(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a second person states to have seen themselves.

    `count`: how many of the rounds or chambers; None when they did not say, and then the
    witness adds nothing.
    """

    person: Id
    count: Count | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A photo or paper, by the SHA-256 of its bytes in lower-case hex."""

    sha256: Text
    kind: Text = "photo"


class Link(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an event stands among all that its device ever recorded.

    `device` is the id of the device's key, `number` counts from 1, and `after` is the SHA-256 of
    the payload before it, in lower-case hex; empty for the first.
    """

    device: Id
    number: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
    after: Text = ""


class Event(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One thing that happened, written down once, never changed.

    It happened at some instant from `earliest_ms` to `latest_ms` (equal when known exactly),
    and was written down at `recorded_ms`; all in whole milliseconds since
    1970-01-01T00:00:00Z. `by` did it, `recorder` wrote it down. `read` lists the things whose
    mark was read off when it was recorded. `corrects` names the event that this one replaces.
    `link` is there when a device of its own signed it, and not the hub.
    """

    id: Id
    act: AnyAct
    earliest_ms: Ms
    latest_ms: Ms
    recorded_ms: Ms
    recorder: Id
    by: Id | None = None
    place: Id | None = None
    witnesses: Annotated[tuple[Witness, ...], Listed] = ()
    source: Source = Source()
    read: Ids = ()
    evidence: Annotated[tuple[Evidence, ...], Listed] = ()
    note: Text = ""
    corrects: Id | None = None
    link: Link | None = None

    def linked(self, link: Link) -> "Event":
        """The same, as its device's next entry."""
        return msgspec.structs.replace(self, link=link)

    @property
    def on_record(self) -> bool:
        """Whether the crew's own record says so; a statement or a paper adds no barrier."""
        return self.source.kind == "record"
