"""Files that a person names, read whole or refused."""

from pathlib import Path

from coldset.errors import ColdsetError


def bytes_of(path: Path, most: int = -1) -> bytes:
    """What a file holds; with `most`, one byte more than that at the end, for whoever refuses it.

    Raises:
        ColdsetError: `file-unreadable`.
    """
    try:
        with path.open("rb") as file:
            return file.read(most if most < 0 else most + 1)
    except OSError as cause:
        raise ColdsetError(
            "file-unreadable",
            f"file `{path}` could not be read: {cause.strerror}; expected a file that exists "
            "and may be read",
            path=str(path),
        ) from cause
