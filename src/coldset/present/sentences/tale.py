"""What a telling needs at hand: entries by their ids, local time, and who had what when."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from coldset.core.events import Event
from coldset.core.known import in_order
from coldset.core.state import State
from coldset.core.words import Id
from coldset.inquiry.custody import Chain, Stay, chains
from coldset.inquiry.story import Window
from coldset.present.sentences.names import entry, person, quoted, thing
from coldset.present.sentences.sources import cited
from coldset.present.sentences.times import Clock


@dataclass(frozen=True)
class Tale:
    """A record to tell stories from; `clock` shows times beside the day of the find."""

    state: State
    clock: Clock

    @cached_property
    def events(self) -> dict[Id, Event]:
        """Every entry that counts, by its id."""
        listed = (event for events in self.state.history.values() for event in events)
        return {event.id: event for event in in_order(listed)}

    @cached_property
    def _chains(self) -> dict[Id, Chain]:
        return chains(self.events.values(), self.state.now_ms)

    def stays(self, name: Id, windows: Iterable[Window]) -> list[Stay]:
        """Everywhere that a thing was by the record within some windows, in order."""
        chain = self._chains.get(name)
        listed = list(windows)
        return [
            one
            for one in (chain.stays if chain is not None else ())
            if one.holder != name
            and any(
                one.since_ms < end_ms and (one.until_ms is None or start_ms < one.until_ms)
                for start_ms, end_ms in listed
            )
        ]

    def named(self, name: Id) -> str:
        """A lot in quotes; a person, weapon, container or place as people say it."""
        if name in self.state.lots:
            return quoted(name)
        return person(name) if name in self.state.people else thing(name)

    def cited(self, event_id: Id) -> str:
        """An entry cited in passing, with who says so."""
        event = self.events.get(event_id)
        told = f"entry {entry(event_id)}"
        return told if event is None else cited(event, told)

    def when(self, event_id: Id) -> str:
        """When the entry says that it happened."""
        event = self.events.get(event_id)
        return "at a time that is not on record" if event is None else self.clock.when(event)
