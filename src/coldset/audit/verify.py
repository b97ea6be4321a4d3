"""Is this log, byte for byte, what the hub signed, and was every entry signed by a known key?

`verify` takes raw bytes and goes through them in one order, and stops at the first disagreement
(`rebuilt` goes on and tells them all):

1. the genesis document is of a known format and in canonical form (`log.genesis`);
2. the hub signed the checkpoint, for this origin (C2SP tlog-checkpoint), and each earlier
   checkpoint that somebody kept;
3. no checkpoint of an earlier time counts more entries than the newest;
4. for each entry, in order: its envelope has the one accepted encoding; every signature is by a
   key that is enrolled at that point, and holds (DSSE v1); the payload is in the signed profile;
5. after as many entries as an earlier checkpoint counts, the root is that checkpoint's
   (RFC 9162, section 2.1.1);
6. there are as many entries as the checkpoint counts, and the root over them is its root.

What it can not see: whether the hub showed somebody else another log, or cut off its end. For
that, hand it the checkpoints that others kept.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from coldset.audit.enrolment import by_hub
from coldset.errors import ColdsetError, IntegrityError
from coldset.log import canonical
from coldset.log.checkpoint import Checkpoint, open_checkpoint
from coldset.log.envelope import Opened, open_envelope
from coldset.log.genesis import Genesis, read_genesis
from coldset.log.keys import check_public_key, key_id
from coldset.log.merkle import Tree
from coldset.log.note import NOTE_BYTES_MAX

CHECKPOINT_BYTES_MAX: Final = NOTE_BYTES_MAX

Keyring = Mapping[str, bytes]
"""The public key for each key id that may sign."""

Enrolment = Callable[[Keyring, Opened], Keyring]
"""From the keys that may sign an entry, and that entry, the keys that may sign the next one.

It returns the same mapping when the entry enrols and removes nothing.
"""


class Report(msgspec.Struct, frozen=True):
    """What was checked, when everything held.

    Attributes:
        origin: The log's name.
        hub: The hub's verifier key; compare it with the one the hub gave out by another way.
        entries: How many entries were opened and hashed into the tree.
        signatures: How many signatures on them were verified.
        signed_by: How many entries each key id signed.
        checkpoints: How many checkpoints were verified, the newest among them.
        root: The root over all entries, in hex.
    """

    origin: str
    hub: str
    entries: int
    signatures: int
    signed_by: dict[str, int]
    checkpoints: int
    root: str


def verify(  # noqa: PLR0913 - three of them have defaults and are named at the call
    entries: Iterable[bytes],
    checkpoint: bytes,
    genesis: bytes,
    *,
    earlier: Sequence[bytes] = (),
    trusted: Keyring | None = None,
    enrol: Enrolment | None = None,
) -> Report:
    """Rebuild the log from `entries` and compare it with what was signed.

    Args:
        entries: The exact bytes of each envelope, in order.
        checkpoint: The newest checkpoint, a signed note.
        genesis: The genesis document of the book.
        earlier: Checkpoints that somebody kept; the log must still begin with what they count.
        trusted: Keys that may sign from the first entry on, besides the hub's.
        enrol: Which keys an entry adds or removes; see `Enrolment`. The rule of a book when left
            out: `enrolment.by_hub`.

    Returns:
        Counts of what was checked.

    Raises:
        IntegrityError: on the first disagreement; `index` names the entry, where it is one.
        ColdsetError: `key-refused` or `key-id-differs` for a key in `trusted`.
    """
    started = genesis_of(genesis)
    newest = checkpoint_of(checkpoint, started)
    kept = [checkpoint_of(note, started) for note in earlier]
    for broken in shortened(newest, kept):
        raise broken
    signed_by: Counter[str] = Counter()
    size = 0
    rule = enrol or by_hub(key_id(started.hub.public))
    for step in rebuilt(entries, (newest, kept), keys_of(started, trusted), rule):
        if isinstance(step, IntegrityError):
            raise step
        signed_by.update(step.signers)
        size += 1
    return Report(
        origin=started.origin,
        hub=started.hub.vkey,
        entries=size,
        signatures=signed_by.total(),
        signed_by=dict(signed_by),
        checkpoints=1 + len(kept),
        root=newest.root.hex(),
    )


def keys_of(genesis: Genesis, trusted: Keyring | None = None) -> Keyring:
    """Return the keys that may sign the first entry: the hub's, and those that are `trusted`.

    Raises:
        ColdsetError: `key-refused` or `key-id-differs` for a key in `trusted`.
    """
    hub = genesis.hub.public
    return checked({**(trusted or {}), key_id(hub): hub}, {})


def shortened(newest: Checkpoint, kept: Iterable[Checkpoint]) -> Iterator[IntegrityError]:
    """Yield a disagreement for every earlier checkpoint that counts more than the newest."""
    for older in kept:
        if older.size > newest.size:
            yield _disagree("log-shortened", f"it once had {older.size} entries", newest)


def rebuilt(
    entries: Iterable[bytes],
    signed: tuple[Checkpoint, Sequence[Checkpoint]],
    keyring: Keyring,
    enrol: Enrolment,
) -> Iterator[Opened | IntegrityError]:
    """Grow the tree over `entries`; yield each of them as it was opened, and every disagreement.

    An entry that does not hold enrols nobody and still counts in the tree.

    Args:
        entries: The exact bytes of each envelope, in order.
        signed: The newest checkpoint, and the earlier ones to compare the root with on the way.
        keyring: Who may sign the first entry.
        enrol: Which keys an entry adds or removes; see `Enrolment`.
    """
    newest, kept = signed
    roots: dict[int, list[Checkpoint]] = defaultdict(list)
    for one in (*kept, newest):
        roots[one.size].append(one)
    tree = Tree()
    yield from _compared(tree, roots)
    for index, entry in enumerate(entries):
        if index >= newest.size:
            yield _disagree("entry-beyond-checkpoint", "there are more entries", newest)
            return
        try:
            opened = open_envelope(entry, keyring)
            canonical.check(opened.payload)
            keyring = checked(enrol(keyring, opened), keyring)
        except (ColdsetError, IntegrityError) as error:
            yield _at(index, error)
        else:
            yield opened
        tree.append(entry)
        yield from _compared(tree, roots)
    if tree.size != newest.size:
        yield _disagree("entries-missing", f"there are {tree.size} entries", newest)


def _compared(tree: Tree, roots: Mapping[int, Sequence[Checkpoint]]) -> Iterator[IntegrityError]:
    """Compare the root with that of every checkpoint that counts this many entries."""
    for signed in roots.get(tree.size, ()):
        if signed.root != tree.root():
            yield _disagree("root-differs", f"{tree.size} entries give another root", signed)


def checked(keyring: Keyring, before: Keyring) -> Keyring:
    """Return a keyring, unless a key that is new in it is weak, or under an id not its own.

    Raises:
        ColdsetError: `key-refused` or `key-id-differs`.
    """
    if keyring is before:
        return keyring
    for name, public in keyring.items():
        if before.get(name) == public:
            continue
        check_public_key(public)
        if name != key_id(public):
            raise ColdsetError(
                "key-id-differs",
                f"`{name[:80]}` is not the id of its key: expected `{key_id(public)}`",
                key_id=name[:80],
            )
    return keyring


def genesis_of(data: bytes) -> Genesis:
    """Return what a genesis document says.

    Raises:
        IntegrityError: it is not of a form that this program knows.
    """
    try:
        return read_genesis(data)
    except ColdsetError as error:
        raise IntegrityError(error.code, f"the genesis does not hold: {error}") from error


def checkpoint_of(note: bytes, genesis: Genesis) -> Checkpoint:
    """Return what a checkpoint states, once it is known to be by the hub of `genesis`.

    Raises:
        IntegrityError: its form or its signature does not hold.
    """
    try:
        return open_checkpoint(note, genesis.hub)
    except (ColdsetError, IntegrityError) as error:
        raise IntegrityError(error.code, f"a checkpoint does not hold: {error}") from error


def _at(index: int, error: ColdsetError | IntegrityError) -> IntegrityError:
    return IntegrityError(
        error.code, f"entry `{index}` does not hold: {error}", **{**error.fields, "index": index}
    )


def _disagree(code: str, what: str, signed: Checkpoint) -> IntegrityError:
    return IntegrityError(
        code,
        f"the log is not what the hub signed: {what}, but a checkpoint counts `{signed.size}` "
        f"under root {signed.root.hex()[:16]}",
        size=signed.size,
    )
