"""A book: the record of one production on disk, opened, verified, appended to, read back.

Commit order of `Book.record`, and what a crash leaves at each step:

1. events are checked and told apart from those already there: nothing is written;
2. envelopes are signed, the tree is grown in memory, the checkpoint is signed: nothing is written;
3. the store keeps entries and checkpoint in one transaction, on disk when it returns: a crash
   leaves all of them or none;
4. only then does the book in memory move on, and the caller is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from coldset.book.files import Place, beside, create_store, is_on_server, open_store, shown
from coldset.book.keyfile import keep_seed, key_path, new_seed, read_key
from coldset.book.keyring import check_signer, take_in_key
from coldset.book.names import Kinds, check_names, take_in_names
from coldset.core import codec
from coldset.core.acts import EventRetracted
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.errors import ColdsetError, IntegrityError
from coldset.log import canonical
from coldset.log.checkpoint import open_checkpoint, sign_checkpoint
from coldset.log.envelope import open_envelope, seal
from coldset.log.genesis import Genesis, read_genesis, write_genesis
from coldset.log.keys import KeyPair, key_id
from coldset.log.merkle import Tree
from coldset.store.port import Store

ENTRIES_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: the events that are new, and how many were there already."""

    added: tuple[Event, ...]
    present: int


Signed = tuple[Event, bytes, bytes]
"""An event that a device signed: with its payload, and the envelope as the device made it."""


@dataclass(slots=True)
class Book:
    """An open book. `key` is None when it was opened to be read only."""

    store: Store
    genesis: Genesis
    tree: Tree
    events: list[Event]
    key: KeyPair | None
    by_id: dict[Id, bytes] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=dict)

    def record(self, events: Iterable[Event]) -> Recorded:
        """Record events, all or none; one that stands there already changes nothing.

        A correction is kept after what it corrects, in whatever order the two are given.

        Raises:
            ColdsetError: an id is taken by another event (`event-differs`); a correction names
                no event (`correction-unknown`); a device recorded it (`device-unsigned`) or would
                be enrolled with a key that is not its own (`device-differs`); the book is read
                only (`book-read-only`); or as `check_names`, `Store.append` and
                `canonical.check`.
        """
        listed = list(events)
        for event in listed:
            _check_hubs_own(event)
        return self.record_signed((), listed)

    def record_signed(
        self, signed: Sequence[Signed], beside: Sequence[Event], *, present: int = 0
    ) -> Recorded:
        """Keep what devices signed as it is, and what the hub says beside it, all in one step.

        `present` is how many more were there already, for the count.

        Raises:
            ColdsetError: as `record`.
        """
        key = self._key()
        fresh, known = self._told_apart([*(event for event, _, _ in signed), *beside])
        if not fresh:
            return Recorded((), present + known)
        envelopes = {event.id: envelope for event, _, envelope in signed}
        self._keep([envelopes.get(one.id) or seal(payload, [key]) for one, payload in fresh], key)
        for event, payload in fresh:
            self.hold(event, payload)
        return Recorded(tuple(event for event, _ in fresh), present + known)

    def _key(self) -> KeyPair:
        if self.key is None:
            raise ColdsetError(
                "book-read-only",
                f"book `{self.genesis.origin}` was opened to be read; expected one that was "
                "opened for writing",
            )
        return self.key

    def hold(self, event: Event, payload: bytes) -> None:
        """Take an event that is kept into the book in memory, with its payload."""
        self.events.append(event)
        self.by_id[event.id] = payload
        take_in_names(self.kinds, event)

    def _keep(self, entries: list[bytes], key: KeyPair) -> None:
        size = self.tree.size
        try:
            for entry in entries:
                self.tree.append(entry)
            root = self.tree.root()
            checkpoint = sign_checkpoint(self.genesis.origin, self.tree.size, root, key)
            self.store.append(entries, size, checkpoint)
        except BaseException:
            self.tree.shrink(size)
            raise

    def close(self) -> None:
        """Let go of the file; a book that was written to is sealed as a whole."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _told_apart(self, events: Iterable[Event]) -> tuple[list[tuple[Event, bytes]], int]:
        fresh: dict[Id, tuple[Event, bytes]] = {}
        present = 0
        for event in events:
            payload = codec.encode(event)
            canonical.check(payload)
            _check_sense(event, payload)
            known = self.by_id.get(event.id)
            if known is None and event.id in fresh:
                known = fresh[event.id][1]
            if known is None:
                fresh[event.id] = (event, payload)
            elif known == payload:
                present += 1
            else:
                raise _differs(event)
        ordered = self._replaced_first(fresh)
        check_names(self.kinds, self.events, [event for event, _ in ordered])
        return ordered, present

    def _replaced_first(self, fresh: dict[Id, tuple[Event, bytes]]) -> list[tuple[Event, bytes]]:
        """Return what is new as it was given, but whatever is replaced before what replaces it.

        Only what stands earlier in a book can be replaced, and a queue is sent in any order.
        """
        placed: dict[Id, tuple[Event, bytes]] = {}
        for given in fresh:
            line = {given: None}  # each is replaced by the one before it
            while line:
                event = fresh[next(reversed(line))][0]
                missing = [
                    one for one in _replaces(event) if not (one in self.by_id or one in placed)
                ]
                if not missing:
                    placed.setdefault(event.id, fresh[event.id])
                    line.popitem()
                elif missing[0] in fresh and missing[0] not in line:
                    line[missing[0]] = None
                else:
                    raise _replaces_nothing(event, missing[0])
        return list(placed.values())


def _check_hubs_own(event: Event) -> None:
    """Refuse what the hub cannot sign: nobody could open the book again."""
    if event.link is not None:
        raise ColdsetError(
            "device-unsigned",
            f"event `{event.id}` is of the device `{event.link.device[:80]}`; expected one that "
            "nobody signed yet; take in the device's own envelope instead",
            event=event.id,
        )
    try:
        take_in_key({}, event)
    except IntegrityError as cause:
        raise ColdsetError(cause.code, cause.sentence, **cause.fields) from cause


def _check_sense(event: Event, payload: bytes) -> None:
    """Refuse what could not be read back as it is, and what no record can mean."""
    wrong = ""
    if codec.decode(payload) != event:
        wrong = "cannot be read back as it is"
    elif not event.id:
        wrong = "has no id"
    elif event.corrects == event.id:
        wrong = "corrects itself"
    elif event.latest_ms < event.earliest_ms:
        wrong = "ended before it began"
    if wrong:
        raise ColdsetError(
            "event-senseless",
            f"event `{event.id}` {wrong}; expected one thing that happened; write it anew",
            event=event.id,
        )


def _replaces(event: Event) -> tuple[Id, ...]:
    retracted = event.act.event if isinstance(event.act, EventRetracted) else None
    return tuple(named for named in (event.corrects, retracted) if named is not None)


def _replaces_nothing(event: Event, named: Id) -> ColdsetError:
    return ColdsetError(
        "correction-unknown",
        f"event `{event.id}` replaces `{named}`, which is not in the book; expected "
        "the id of an earlier event; check the id",
        event=event.id,
        corrects=named,
    )


def _differs(event: Event) -> ColdsetError:
    return ColdsetError(
        "event-differs",
        f"event `{event.id}` is in the book already with other content; expected the same; to "
        f"change it, record a row of its own that corrects `{event.id}`",
        event=event.id,
    )


def create_book(place: Place, origin: str) -> Book:
    """Make a new, empty book and its key, open for writing.

    `origin` is the log's name, such as `example.org/set`. The key lies `beside` the place.

    Raises:
        ColdsetError: a book or a key is there already, or as `create_store`.
    """
    path = beside(place)
    if not is_on_server(place) and path.exists():
        raise ColdsetError(
            "book-exists",
            f"book `{path}` is there already; expected no file; choose another name, or open it",
            path=str(path),
        )
    seed = new_seed()
    key = KeyPair(seed)
    genesis = write_genesis(origin, key.public)
    tree = Tree()
    keep_seed(path, seed)
    try:
        store = create_store(place, genesis, sign_checkpoint(origin, 0, tree.root(), key))
    except BaseException as error:
        if not _may_be_made(place, error):
            key_path(path).unlink(missing_ok=True)
        raise
    return Book(store, read_genesis(genesis), tree, [], key)


def _may_be_made(place: Place, error: BaseException) -> bool:
    """Whether a server may have kept a new book of which its answer was lost: it needs its key."""
    return is_on_server(place) and getattr(error, "code", "") == "store-failed"


def open_book(place: Place, *, for_writing: bool = False) -> Book:
    """Open a book and verify all of it: every signature, every hash, the newest checkpoint.

    A book that is refused is left as it was found, byte for byte, and without a new seal.

    Raises:
        ColdsetError: there is no book, another process writes it, it is of a newer version, or
            the key is missing or another one (`key-differs`).
        IntegrityError: what is kept is not what was signed.
    """
    store = open_store(place, for_writing=for_writing)
    try:
        return _read(place, store, for_writing=for_writing)
    except BaseException:
        store.abandon()
        raise


def _read(place: Place, store: Store, *, for_writing: bool) -> Book:
    path = shown(place)
    genesis = read_genesis(store.meta())
    key = read_key(beside(place)) if for_writing else None
    if key is not None and key.public != genesis.hub.public:
        raise ColdsetError(
            "key-differs",
            f"key beside `{path}` is not the one that this book was made with; expected the "
            "hub's own; put it back, or open the book for reading",
            path=path,
        )
    note = store.checkpoint()
    newest = open_checkpoint(note, genesis.hub)
    _check_count(path, store, note, newest.size)
    book = Book(store, genesis, Tree(), [], key)
    hub = key_id(genesis.hub.public)
    trusted = {hub: genesis.hub.public}
    for start in range(0, newest.size, ENTRIES_AT_ONCE):
        for entry in store.entries(start, min(start + ENTRIES_AT_ONCE, newest.size)):
            opened = open_envelope(entry, trusted)
            payload, event = opened.payload, codec.decode(opened.payload)
            check_signer(event, opened.signers, hub)
            take_in_key(trusted, event, hub)
            book.tree.append(entry)
            book.hold(event, payload)
    if book.tree.root() != newest.root:
        raise IntegrityError(
            "root-differs",
            f"book `{path}` does not hold what its checkpoint signed; expected root "
            f"`{newest.root.hex()}`; do not use it, and keep it as it is for an expert",
            path=path,
        )
    return book


def _check_count(path: str, store: Store, note: bytes, counted: int) -> None:
    """Refuse entries that the checkpoint does not count, or too few, unless it is a newer one now.

    A writer that added something in between changed the checkpoint, too.
    """
    size = store.size()
    if size == counted or (size > counted and store.checkpoint() != note):
        return
    raise IntegrityError(
        "entries-missing" if size < counted else "entry-beyond-checkpoint",
        f"book `{path}` holds `{size}` entries; expected the {counted} that its checkpoint counts; "
        "do not use it, and keep it as it is for an expert",
        path=path,
        size=size,
    )
