"""What kind of thing an event takes an id to be: a name of two kinds is a name of two things."""

from collections.abc import Iterator
from typing import Literal

from coldset.core.acts import ContainerArrived, LotsMerged, PlaceDeclared
from coldset.core.events import Event
from coldset.core.words import Id

Kind = Literal["person", "place", "container", "lot", "weapon"]

_KIND_OF_FIELD: dict[str, Kind] = {
    "giver": "person",
    "lot": "lot",
    "lots": "lot",
    "person": "person",
    "portion": "lot",
    "receiver": "person",
    "weapon": "weapon",
}
"""Fields that name one kind of thing in every act. `holder`, `item` and the `container` of a seal
name several: a lot's own box is sealed by the lot's name."""


def named_kinds(event: Event) -> Iterator[tuple[Id, Kind]]:
    """Each id that an event names as a person, place, container, lot or weapon, with which."""
    act = event.act
    for name in act.__struct_fields__:
        kind = _KIND_OF_FIELD.get(name)
        if kind is not None:
            value = getattr(act, name)
            named = value if isinstance(value, tuple) else (value,)
            yield from ((one, kind) for one in named if one)
    match act:
        case ContainerArrived(container=container):
            yield container, "container"
        case PlaceDeclared(place=place):
            yield place, "place"
        case LotsMerged(into=into):
            yield into, "lot"
    if event.by is not None:
        yield event.by, "person"
    yield from ((witness.person, "person") for witness in event.witnesses)
