"""Who says that something happened, and how sure that is."""

from collections.abc import Mapping

from coldset.core.events import Event
from coldset.present.sentences.filling import filled
from coldset.present.sentences.names import person

_SURE: Mapping[str, str] = {
    "seen": "by who saw it",
    "read": "read at its source",
    "quoted": "read only as quoted by another",
    "background": "general knowledge, not read",
}

_LONG: Mapping[tuple[str, bool], str] = {
    ("record", False): "the crew's own record",
    ("record", True): "the crew's own record [{code}]",
    ("statement", False): "by a statement of {who}, {sure}",
    ("statement", True): "by a statement of {who}, {sure} [{code}]",
    ("document", False): "by a paper of {who}, {sure}",
    ("document", True): "by a paper of {who}, {sure} [{code}]",
}

_SHORT: Mapping[str, str] = {
    "record": "{entry}",
    "statement": "{entry}, by a statement of {who}",
    "document": "{entry}, by a paper of {who}",
}


def source_of(event: Event) -> str:
    """Who says so and how sure: `by a statement of the armorer, read at its source [NBC]`."""
    source = event.source
    facts = {"who": person(source.who or ""), "sure": _SURE[source.sure], "code": source.code}
    return filled(_LONG[source.kind, bool(source.code)], facts)


def cited(event: Event, entry: str) -> str:
    """An entry as it is cited in passing, with who says so when that is not the crew's record."""
    facts = {"entry": entry, "who": person(event.source.who or "")}
    return filled(_SHORT[event.source.kind], facts)


def came_from(source: str) -> str:
    """Where something came from: a supplier by its id, or as somebody wrote it down."""
    if source in {"", "unknown"}:
        return "a source that is not on record"
    return person(source) if source.replace("-", "").isalnum() and source.islower() else source
