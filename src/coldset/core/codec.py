"""Events to bytes and back. The bytes are what is signed, so they are written in one way only.

What is written down keeps to the limits of `words.py`. What stands in a book is read even where it
goes beyond them: another program may have written it, and a book that does not open helps nobody.
"""

from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from coldset.core.events import Event
from coldset.errors import ColdsetError

_DECODER = msgspec.json.Decoder(Event)
_ENCODER = msgspec.json.Encoder(order="sorted")


def encode(event: Event) -> bytes:
    """An event's canonical JSON: sorted keys, no blanks, defaults left out.

    A default is known as one only once it was read back, so the bytes are read and written again;
    what cannot be read back is returned as it was written, for `decode` to refuse.

    Raises:
        ColdsetError: a text in it is no Unicode text, or a number has no end
            (`event-unwritable`); something in it is beyond its limit (`event-beyond-limits`).
    """
    try:
        written = _ENCODER.encode(event)
    except UnicodeEncodeError as cause:
        raise ColdsetError(
            "event-unwritable",
            "event holds half a character; expected whole Unicode text; write it anew",
        ) from cause
    except ValueError as cause:
        raise ColdsetError(
            "event-unwritable",
            "event holds a number of thousands of digits; expected a count or a moment; write it "
            "anew",
        ) from cause
    try:
        return _ENCODER.encode(_DECODER.decode(written))
    except msgspec.ValidationError as cause:
        if _read_without_limits(written) is None:
            return written
        raise ColdsetError(
            "event-beyond-limits",
            f"event `{event.id:.80}` says more than one event can: {cause}; expected what "
            "docs/day-log.md allows under Limits; write it shorter, or as several events",
            event=f"{event.id:.80}",
        ) from cause


def spelt(event: Event) -> bytes:
    """The payload of an event that was read back, as it stood there, within limits or beyond."""
    return _ENCODER.encode(event)


def decode(payload: bytes) -> Event:
    """The event that `payload` holds, within the limits of `words.py` or beyond them.

    Raises:
        ColdsetError: the bytes are no event of a known kind and version (`event-unreadable`).
    """
    try:
        return _DECODER.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError) as cause:
        beyond = _read_without_limits(payload)
        if beyond is not None:
            return beyond
        raise ColdsetError(
            "event-unreadable",
            f"event is not readable: {cause}; expected one JSON event of a known kind, "
            "written by this or an earlier version",
        ) from cause


def _read_without_limits(payload: bytes) -> Event | None:
    """The event in these bytes whatever its limits; None when it is none of a known kind."""
    try:
        event = _rebuilt(_decoder_without_limits().decode(payload))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return event if isinstance(event, Event) else None


@cache
def _decoder_without_limits() -> msgspec.json.Decoder[msgspec.Struct]:
    return msgspec.json.Decoder(_without_limits(Event))


_KINDS: dict[type, type[msgspec.Struct]] = {}
"""The kind of the record that each kind without limits stands for."""


@cache
def _without_limits(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The same kind of struct, read from the same bytes, with types but no limits."""
    hints = get_type_hints(kind)  # leaves out what `Annotated` adds, which is the limits
    config = kind.__struct_config__
    parts: list[Any] = [
        (one.name, _plain(hints[one.name]))
        if one.required
        else (one.name, _plain(hints[one.name]), one.default)
        for one in msgspec.structs.fields(kind)
    ]
    made = msgspec.defstruct(
        kind.__name__,
        parts,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=config.forbid_unknown_fields,
        tag_field=config.tag_field,
        tag=config.tag,
    )
    _KINDS[made] = kind
    return made


def _plain(hint: Any) -> Any:  # noqa: ANN401 - whatever a field is annotated with
    """A type with every kind of struct in it replaced by the same without limits."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _without_limits(hint)
    parts, origin = get_args(hint), get_origin(hint)
    if not parts or origin is Literal:
        return hint
    inner = tuple(part if part is Ellipsis else _plain(part) for part in parts)
    return origin[inner] if origin is tuple else Union[inner]  # noqa: UP007 - of a list of types


def _rebuilt(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """What was read without limits, as the record's own kinds."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        names = kind.__struct_fields__
        return kind(**{name: _rebuilt(getattr(value, name)) for name in names})
    return tuple(map(_rebuilt, value)) if isinstance(value, tuple) else value
