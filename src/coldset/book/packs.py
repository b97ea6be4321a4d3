"""Policy packs: those that come with the program, and a production's own as a file."""

from importlib.resources import files
from pathlib import Path

from coldset.errors import ColdsetError
from coldset.gate.policy import Policy, parse_pack

_PACKS = files("coldset.gate") / "packs"


def pack_names() -> tuple[str, ...]:
    """The names of the packs that come with the program."""
    found = (entry.name for entry in _PACKS.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def load_policy(pack: str) -> Policy:
    """The policy of a pack by its name, or by the path of a TOML file.

    Raises:
        ColdsetError: as `pack_bytes` and `parse_pack`.
    """
    return parse_pack(pack_bytes(pack))


def pack_bytes(pack: str) -> bytes:
    """The exact bytes of a pack by its name, or by the path of a TOML file.

    Raises:
        ColdsetError: there is no such pack (`pack-unknown`).
    """
    if pack in pack_names():
        return (_PACKS / f"{pack}.toml").read_bytes()
    path = Path(pack)
    if not path.is_file():
        raise ColdsetError(
            "pack-unknown",
            f"policy pack `{pack}` is unknown; expected one of {', '.join(pack_names())}, "
            "or the path of a TOML file",
            pack=pack,
        )
    return path.read_bytes()
