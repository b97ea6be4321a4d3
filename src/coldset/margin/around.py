"""What is around a thing: its holders outwards, where they are, and in whose hands it is."""

from typing import NamedTuple

from coldset.core.state import State, Whereabouts
from coldset.core.words import Id


class Around(NamedTuple):
    """A thing and the holders around it, from the nearest outwards, read once from the state.

    `wheres` are the whereabouts of those of `parts` that have any; `place` is None where the
    record cannot say; `bearer` is the person in whose hands or kit it is.
    """

    parts: tuple[Id, ...]
    wheres: tuple[Whereabouts, ...]
    place: Id | None
    bearer: Id | None

    @property
    def put_by(self) -> Id | None:
        """Who last handled the outermost movable thing around it."""
        return self.wheres[-1].by if self.wheres else None

    @property
    def supervisor(self) -> Id | None:
        """Who stays with the thing while somebody has it."""
        return self.wheres[0].supervisor if self.wheres else None

    @property
    def is_left_or_said(self) -> bool:
        """Whether it, or anything around it, was left or is only said to be there."""
        return any(where.left or where.said for where in self.wheres)

    @property
    def is_said(self) -> bool:
        """Whether it, or anything around it, is only said to be there."""
        return any(where.said for where in self.wheres)


def around(state: State, thing: Id) -> Around:
    """What is around a thing; stops at a loop, as `State.chain` does."""
    parts, wheres = [thing], []
    bearer = None
    where = state.whereabouts(thing)
    while where is not None:
        wheres.append(where)
        holder = where.holder
        if holder in parts:
            break
        parts.append(holder)
        if bearer is None and holder in state.people:
            bearer = holder
        where = state.whereabouts(holder)
    last = parts[-1]
    known = state.people.get(last)
    place = known.place if known is not None else last if last in state.places else None
    return Around(tuple(parts), tuple(wheres), place, bearer)
