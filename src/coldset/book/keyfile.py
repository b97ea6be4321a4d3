"""The hub's private key: a file beside the book that only its owner can read.

Who has it can sign in the hub's name; who loses it can read the book and verify it, and never
write to it again.
"""

import os
import secrets
from pathlib import Path

from coldset.errors import ColdsetError
from coldset.log.keys import KeyPair

SEED_BYTES = 32


def key_path(book: Path) -> Path:
    """Where the key of a book lies."""
    return Path(f"{book}.key")


def new_seed() -> bytes:
    """The secret of a new key."""
    return secrets.token_bytes(SEED_BYTES)


def keep_seed(book: Path, seed: bytes) -> None:
    """Write a book's key down before the book itself exists.

    Raises:
        ColdsetError: a key lies there already (`key-exists`), or could not be written
            (`key-unwritable`).
    """
    path = key_path(book)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as cause:
        raise ColdsetError(
            "key-exists",
            f"key `{path}` is there already; expected no file; move it away if no book needs it",
            path=str(path),
        ) from cause
    except OSError as cause:
        raise ColdsetError(
            "key-unwritable",
            f"key `{path}` could not be written: {cause.strerror}; expected a folder that "
            "can be written to",
            path=str(path),
        ) from cause
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(seed.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(book: Path) -> KeyPair:
    """The key of a book that is to be written to.

    Raises:
        ColdsetError: there is none (`key-missing`), or it is no key (`key-malformed`).
    """
    path = key_path(book)
    try:
        text = path.read_text(encoding="ascii").strip()
        return KeyPair(bytes.fromhex(text))
    except FileNotFoundError as cause:
        raise ColdsetError(
            "key-missing",
            f"key `{path}` is missing; expected the hub's key beside its book; without it the "
            "book can be read and verified, not written to",
            path=str(path),
        ) from cause
    except (ValueError, OSError, ColdsetError) as cause:
        raise ColdsetError(
            "key-malformed",
            f"key `{path}` is not readable as a key; expected {2 * SEED_BYTES} hex digits; "
            "restore it from where the owner keeps a copy",
            path=str(path),
        ) from cause
