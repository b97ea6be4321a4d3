"""How ids, lists and numbers are shown to people.

An id is lower case with hyphens; what people read is the crew's own word for it.
"""

import re
from collections.abc import Iterable
from typing import get_args

from coldset.core.words import Id, Role

_SPELT = {"ad": "AD", "pm": "PM", "dp": "DP", "dit": "DIT", "sfx": "SFX", "vfx": "VFX"}

_BEHIND = frozenset({"main", "altered", "spare", "hero", "old", "new"})
"""Words that an id has last and a reader wants first: `revolver-main` is the main revolver."""

_CODE = re.compile(r"[a-z]{1,3}-\d+[a-z]?")
"""Tags such as `sa-1` are shown as they are engraved or written on the call sheet."""

_ENTRY = re.compile(r"[a-z]{1,4}-\d+")
_ROW = re.compile(r"row-[0-9a-f]{16}")
_ROW_SHOWN = len("row-") + 8

_ROLES = frozenset(get_args(Role))

_PEOPLE = frozenset((
    "ad", "advisor", "armorer", "assistant", "cinematographer", "counsel", "court", "crew",
    "defence", "director", "double", "gaffer", "grip", "investigator", "laboratory", "lead",
    "master", "medic", "operator", "performer", "pm", "police", "press", "producer",
    "prosecution", "reconstruction", "regulator", "sheriff", "stunt", "supplier", "unit",
    "wrangler",
))  # fmt: skip
"""Last words of ids that stand for a job and not for somebody's own name: they take `the`."""

_MASS = frozenset({"production", "management", "holding"})

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

NAMED_MAX = 3
"""More people than this are told as a count with their roles, not by name."""


def plain(name: Id) -> str:
    """An id as people say it, without an article: `first-ad` is `first AD`."""
    if _CODE.fullmatch(name):
        return name
    words = name.replace("-of-", "-of-the-").split("-")
    if len(words) > 1 and words[-1] in _BEHIND:
        words[-2:] = [words[-1], words[-2]]
    if len(words) > 1 and len(words[-1]) == 1:
        words[-1] = words[-1].upper()
    return " ".join(_SPELT.get(word, word) for word in words)


def _is_one_of_several(name: Id) -> bool:
    tail = name.rpartition("-")[2]
    return bool(_CODE.fullmatch(name)) or tail.isdecimal() or len(tail) == 1


def person(name: Id) -> str:
    """A person: `the armorer`, `performer A`; somebody's own name takes no article."""
    if not name:
        return "somebody not named"
    words = name.split("-")
    is_job = name in _ROLES or words[-1] in _PEOPLE or words[0] in _PEOPLE
    return f"the {plain(name)}" if is_job and _takes_the(name) else plain(name)


def thing(name: Id) -> str:
    """A thing, a place or a holder: `the prop cart`, `sa-1`, `revolver 1`."""
    if not name:
        return "something not named"
    if name == "*":
        return "a place that is not on record"
    return f"the {plain(name)}" if _takes_the(name) else plain(name)


def _takes_the(name: Id) -> bool:
    return name not in _MASS and not _is_one_of_several(name)


def quoted(name: Id) -> str:
    """A lot or an account by its name, in quotes, since such names read like anything."""
    return f'"{plain(name)}"' if name else "a lot not named"


def entry(name: Id) -> str:
    """An entry of the record, as it is cited: `CR-071`, or the start of a long made-up id."""
    if _ROW.fullmatch(name):
        return name[:_ROW_SHOWN]
    return name.upper() if _ENTRY.fullmatch(name) else name


def entries(names: Iterable[Id]) -> str:
    """Entries cited together: `entry CR-071`, `entries CR-071 and CR-072`."""
    listed_names = [entry(name) for name in names]
    noun = "entry" if len(listed_names) == 1 else "entries"
    return f"{noun} {listed(listed_names)}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """A list in a sentence: `a`, `a and b`, `a, b and c`."""
    *first, last = list(words) or ["nothing"]
    return f"{', '.join(first)} {joint} {last}" if first else last


def number(n: int) -> str:
    """A number as a word up to twelve, else in figures."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def counted(n: int, one: str, several: str) -> str:
    """A number with its noun: `one dummy`, `six dummies`."""
    return f"{number(n)} {one if n == 1 else several}"


_ROLE_SEVERAL = {
    "crew": "of the crew",
    "camera": "of the camera crew",
    "production": "of the production",
    "property-master": "property masters",
    "assistant-property-master": "assistant property masters",
}


def people(names: Iterable[Id], joint: str = "and") -> str:
    """A few people by name; many as a count with their roles."""
    known = sorted(set(names))
    if len(known) <= NAMED_MAX:
        return listed((person(name) for name in known), joint)
    return f"{number(len(known))} people ({by_role(known)})"


def by_role(names: Iterable[Id]) -> str:
    """People as their roles: one of a role by name, several counted, the rest as others."""
    known = sorted(set(names))
    roles: dict[str, list[Id]] = {}
    for name in known:
        roles.setdefault(_role(name), []).append(name)
    others = len(roles.pop("", []))
    told = [
        person(having[0]) if len(having) == 1 else _several(role, len(having))
        for role, having in sorted(roles.items())
    ]
    return listed([*told, counted(others, "other", "others")] if others else told)


def _role(name: Id) -> str:
    base = name.rpartition("-")[0] if _is_one_of_several(name) else name
    return base if base in _ROLES else ""


def _several(role: str, n: int) -> str:
    return f"{number(n)} {_ROLE_SEVERAL.get(role, plain(role) + 's')}"
