"""Which account a step needs that no entry shows: a thing is only said to have lain there."""

from collections.abc import Iterable, Mapping

from coldset.core.events import Event
from coldset.core.words import Id
from coldset.inquiry.custody import Chain, Stay, chains
from coldset.inquiry.story import Passage, Window
from coldset.margin.build.openings import ANYWHERE

NESTED_MAX = 16
"""No thing is looked for in more holders than this, one around the other."""


class Tellings:
    """Which accounts say where things were, from one record."""

    def __init__(self, events: Iterable[Event]) -> None:
        listed = list(events)
        self._told_by = {e.id: e.source.account for e in listed if e.source.account}
        until_ms = max((event.latest_ms for event in listed), default=0)
        self._chains: Mapping[Id, Chain] = chains(listed, until_ms) if self._told_by else {}

    def needed(self, passage: Passage, before: Id) -> str:
        """The account without which a step from one thing into another cannot have been.

        Empty where the record shows it, or where several accounts would each do.
        """
        if passage.account or passage.place != ANYWHERE or not self._told_by:
            return passage.account
        told = {
            account
            for window in passage.windows
            for account in self._saying(passage.into, window) | self._saying(before, window)
        }
        return told.pop() if len(told) == 1 else ""

    def _saying(self, thing: Id, window: Window) -> set[str]:
        """Who says where a thing was in a window; an empty name where nobody needs to."""
        found: set[str] = set()
        for stay in self._stays(thing, window):
            if stay.said:
                found.add(self._told_by.get(stay.event, ""))
        return found

    def _stays(self, thing: Id, window: Window) -> Iterable[Stay]:
        start_ms, end_ms = window
        part = thing
        for _ in range(NESTED_MAX):
            chain = self._chains.get(part)
            if chain is None:
                return
            during = [
                stay
                for stay in chain.stays
                if stay.since_ms <= end_ms and (stay.until_ms is None or stay.until_ms > start_ms)
            ]
            yield from during
            if not during:
                return
            part = during[-1].holder
