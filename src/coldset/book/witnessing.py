"""A witness at work: what it remembers, on disk, and what it answers (c2sp.org/tlog-witness).

Its key lies beside its file as a book's key lies beside a book. Order of
`Witness.add_checkpoint`, and what a crash leaves at each step:

1. a transaction begins that no other process can begin, and what is remembered is read and
   verified: nothing is changed;
2. `log.witness.decide` decides, and the cosignature is made in memory: nothing is changed;
3. what is remembered is replaced, and the transaction is flushed to disk: the witness remembers
   a checkpoint whose cosignature nobody has. The hub asks again, is told the size, asks from
   there, and gets one;
4. only then does the cosignature leave this function.

A witness that forgets can be shown another log, so losing this file, or restoring it from a
backup, ends the witness: make a new one, under a new name.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from coldset.book.clock import now_ms
from coldset.book.keyfile import keep_seed, key_path, new_seed, read_key
from coldset.book.witness_file import create_file, open_file
from coldset.errors import ColdsetError
from coldset.log.checkpoint import open_checkpoint
from coldset.log.cosignature import (
    Cosigner,
    cosign,
    cosigned_at_s,
    make_cosigner,
    parse_cosigner,
)
from coldset.log.keys import KeyPair
from coldset.log.note import Verifier, parse_vkey, split_note
from coldset.log.witness import (
    REQUEST_BYTES_MAX,
    Reason,
    Refused,
    Seen,
    decide,
    origin_of,
    read_request,
)
from coldset.store.faults import faults_named, malformed

__all__ = [
    "REQUEST_BYTES_MAX",
    "Fork",
    "Reason",
    "Refused",
    "Watched",
    "Witness",
    "create_witness",
    "open_witness",
]

FORKS_MAX: Final = 100
"""Kept of each log; only its own hub can make one."""

Clock = Callable[[], int]
"""The present, in ms since 1970."""


class Fork(msgspec.Struct, frozen=True):
    """Two checkpoints of one size by one hub, with different roots: it showed two logs.

    Attributes:
        origin: The log.
        cosigned: The signed note that the witness had cosigned.
        shown: The signed note that it was shown afterwards, and refused.
        time_s: When it was shown, in seconds since 1970.
    """

    origin: str
    cosigned: bytes
    shown: bytes
    time_s: int


class Watched(msgspec.Struct, frozen=True):
    """A log that is watched.

    Attributes:
        hub: Whose log it is; its name is the origin.
        seen: What was cosigned last; nothing yet where its time is 0.
        note: The checkpoint that was cosigned last, with the hub's and the witness's signature.
    """

    hub: Verifier
    seen: Seen
    note: bytes


class Witness:
    """An open witness. It may be used from several threads; several processes take turns."""

    def __init__(
        self, path: Path, key: KeyPair, connection: sqlite3.Connection, clock: Clock
    ) -> None:
        """Take over a connection to a checked file, and the key beside it.

        Raises:
            ColdsetError: `key-differs` when the key is not this witness's.
        """
        self._path = path
        self._key = key
        self._connection = connection
        self._clock = clock
        self._turn = threading.Lock()
        self._failed = False
        self.cosigner = self._checked_cosigner()

    def watch(self, vkey: str) -> None:
        """Watch the log of the hub that `vkey` names; one that is watched stays as it is.

        Raises:
            ColdsetError: `log-key-differs` when its hub had another key, or as `parse_vkey`.
        """
        hub = parse_vkey(vkey)
        with self._transaction() as connection:
            known = self._watched(connection, hub.name)
            if known is None:
                connection.execute("INSERT INTO log VALUES (?, ?, ?)", (hub.name, vkey, b""))
            elif known.hub != hub:
                raise ColdsetError(
                    "log-key-differs",
                    f"log `{hub.name}` is watched with another key than `{vkey}`: expected "
                    f"`{known.hub.vkey}`; a hub with a new key keeps a log of a new name",
                    origin=hub.name,
                )

    def watched(self) -> tuple[Watched, ...]:
        """Every log that is watched, by name.

        Raises:
            IntegrityError: what is remembered does not verify.
        """
        with self._transaction() as connection:
            rows = connection.execute("SELECT * FROM log ORDER BY origin").fetchall()
            return tuple(self._verified(row) for row in rows)

    def forks(self) -> tuple[Fork, ...]:
        """Every fork that was proven, in the order in which they were shown."""
        with self._transaction() as connection:
            rows = connection.execute("SELECT * FROM fork ORDER BY rowid").fetchall()
            return tuple(Fork(*row) for row in rows)

    def add_checkpoint(self, body: bytes) -> str | Refused:
        """Answer one request: with a cosignature line, when it is remembered, or a refusal.

        Args:
            body: The exact bytes that a hub sent (tlog-witness, "add-checkpoint").

        Raises:
            ColdsetError: the file could not be read or written; no cosignature was given out. As
                `store.faults.faults_named`.
            IntegrityError: what is remembered does not verify; nothing was cosigned.
        """
        try:
            request = read_request(body)
        except ColdsetError as error:
            return Refused("request-malformed", error.sentence)
        with self._transaction() as connection:
            known = self._watched(connection, origin_of(request))
            hub, seen = (known.hub, known.seen) if known else (None, Seen())
            time_s = self._clock() // 1000
            decision = decide(request, hub, seen, time_s)
            if isinstance(decision, Refused):
                if known is not None and decision.fork is not None:
                    fork = Fork(decision.fork, known.note, request.note, time_s)
                    _keep_fork(connection, fork)
                return decision
            line = cosign(request.note, self.cosigner.name, self._key, time_s)
            note = _only_verified(request.note, decision.hub, line)
            connection.execute(
                "UPDATE log SET note = ? WHERE origin = ?", (note, decision.hub.name)
            )
        return line

    def checkpoint(self, origin_hash: str) -> bytes | None:
        """Return the newest checkpoint that was cosigned, or None where none was.

        It carries the hub's signature and ours (tlog-witness, "Monitor Retrieval Mechanism").

        Args:
            origin_hash: The SHA-256 of the log's origin, in lower-case hex.
        """
        for log in self.watched():
            if log.note and hashlib.sha256(log.hub.name.encode()).hexdigest() == origin_hash:
                return log.note
        return None

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _checked_cosigner(self) -> Cosigner:
        with self._transaction() as connection:
            [(vkey,)] = connection.execute("SELECT vkey FROM witness")
        cosigner = parse_cosigner(vkey)
        if cosigner.public != self._key.public:
            raise ColdsetError(
                "key-differs",
                f"key beside `{self._path}` is not this witness's: expected the one that it was "
                "made with; put it back",
                path=str(self._path),
            )
        return cosigner

    def _watched(self, connection: sqlite3.Connection, origin: str) -> Watched | None:
        row = connection.execute("SELECT * FROM log WHERE origin = ?", (origin,)).fetchone()
        return None if row is None else self._verified(row)

    def _verified(self, row: tuple[Any, ...]) -> Watched:
        """Return what a row remembers, once the hub's and our own signature on it hold."""
        origin, vkey, note = row
        hub = parse_vkey(vkey)
        if hub.name != origin:
            raise malformed(self._path, f"log {origin!a} has the key of {hub.name!a}")
        if not note:
            return Watched(hub, Seen(), note)
        checkpoint = open_checkpoint(note, hub)
        time_s = cosigned_at_s(note, self.cosigner)
        if time_s is None:
            raise malformed(self._path, f"it never cosigned what it remembers of {origin!a}")
        return Watched(hub, Seen(checkpoint.size, checkpoint.root, time_s), note)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One thread of one process at a time; on disk when it ends without an exception."""
        with self._turn, faults_named(self._path):
            if self._failed:
                raise ColdsetError(
                    "store-failed",
                    f"`{self._path}` failed while it was written: start the witness again",
                    path=str(self._path),
                )
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                self._failed = True  # whether it was kept is open: nothing more until reopened
                raise
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")


def create_witness(path: Path, name: str, clock: Clock = now_ms) -> Witness:
    """Make a new witness that watches nothing yet, and its key.

    Args:
        path: Where its file goes; the key goes beside it.
        name: Its name on cosignatures, such as `union.example/witness`.
        clock: The present, in ms since 1970.

    Raises:
        ColdsetError: `witness-exists`, `name-malformed`, or as `keep_seed` and `create_file`.
    """
    if path.exists() or path.is_symlink():
        raise ColdsetError(
            "witness-exists",
            f"there is a file at `{path}` already: expected none; choose another name, or open it",
            path=str(path),
        )
    seed = new_seed()
    key = KeyPair(seed)
    cosigner = make_cosigner(name, key.public)
    keep_seed(path, seed)
    try:
        create_file(path, cosigner.vkey)
    except BaseException:
        key_path(path).unlink(missing_ok=True)
        raise
    return open_witness(path, clock)


def open_witness(path: Path, clock: Clock = now_ms) -> Witness:
    """Open a witness to watch logs and cosign.

    Raises:
        ColdsetError: `key-missing`, `key-malformed`, `key-differs`, or as `open_file`.
        IntegrityError: `image-malformed`.
    """
    connection = open_file(path)
    try:
        return Witness(path, _own_key(path), connection, clock)
    except BaseException:
        connection.close()
        raise


def _own_key(path: Path) -> KeyPair:
    try:
        return read_key(path)
    except ColdsetError as error:
        raise ColdsetError(
            error.code,
            f"key `{key_path(path)}` is missing or not a key: expected the witness's, beside its "
            "file; without it make a new witness, under a new name",
            path=str(key_path(path)),
        ) from error


def _only_verified(note: bytes, hub: Verifier, line: str) -> bytes:
    """Return the checkpoint with the hub's signature and our line, and nobody else's."""
    split = split_note(note)
    [own] = split.signed_by(hub.name, hub.key_hash)
    return f"{split.text}\n{own.line}{line}".encode()


def _keep_fork(connection: sqlite3.Connection, fork: Fork) -> None:
    """Keep the proof of a fork, once for each tree that was shown."""
    rows = connection.execute("SELECT shown FROM fork WHERE origin = ?", (fork.origin,)).fetchall()
    shown = {split_note(row[0]).text for row in rows}
    if split_note(fork.shown).text not in shown and len(shown) < FORKS_MAX:
        connection.execute("INSERT INTO fork VALUES (?, ?, ?, ?)", msgspec.structs.astuple(fork))
