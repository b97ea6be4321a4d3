"""A witness at work: it remembers before it answers, and nothing makes it forget."""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coldset.book.keyfile import key_path
from coldset.book.witnessing import FORKS_MAX, Fork, Witness, create_witness, open_witness
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.checkpoint import open_checkpoint, sign_checkpoint
from coldset.log.cosignature import add_cosignature, cosign, cosigned_at_s
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree
from coldset.log.note import make_verifier, sign_note
from coldset.log.witness import Refused, Seen, write_request

HUB, OTHER = KeyPair(bytes([5] * 32)), KeyPair(bytes([6] * 32))
ORIGIN, NAME = "example.org/ranch", "union.example/w1"
VERIFIER = make_verifier(ORIGIN, HUB.public)
TREE = Tree([b"entry %d" % n for n in range(40)])
FORKED = Tree([b"other %d" % n for n in range(40)])
AT_MS = 1_679_315_147_123


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at_ms = AT_MS

    def __call__(self) -> int:
        return self.at_ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "union.witness"


@pytest.fixture
def witness(path: Path, clock: Clock) -> Iterator[Witness]:
    with create_witness(path, NAME, clock) as made:
        made.watch(VERIFIER.vkey)
        yield made


def signed(size: int, tree: Tree = TREE, key: KeyPair = HUB) -> bytes:
    return sign_checkpoint(ORIGIN, size, tree.root(size), key)


def body(old: int, new: int, tree: Tree = TREE) -> bytes:
    proof = tuple(tree.consistency_proof(old, new)) if 0 < old <= new else ()
    return write_request(old, proof, signed(new, tree))


def line(answer: str | Refused) -> str:
    assert isinstance(answer, str), answer
    return answer


def reason(answer: str | Refused) -> str:
    return answer.reason if isinstance(answer, Refused) else "cosigned"


def remembered(witness: Witness) -> Seen:
    [watched] = witness.watched()
    return watched.seen


def test_a_growing_log_is_cosigned_with_the_time(witness: Witness, clock: Clock) -> None:
    for old, new in ((0, 7), (7, 7), (7, 40)):
        clock.at_ms += 1_999
        answer = line(witness.add_checkpoint(body(old, new)))
        note = add_cosignature(signed(new), answer, witness.cosigner)
        assert cosigned_at_s(note, witness.cosigner) == clock.at_ms // 1000
        assert remembered(witness) == Seen(new, TREE.root(new), clock.at_ms // 1000)


def test_what_was_cosigned_is_remembered_by_the_next_process(
    witness: Witness, path: Path, clock: Clock
) -> None:
    witness.add_checkpoint(body(0, 7))
    with open_witness(path, clock) as again:
        assert remembered(again) == Seen(7, TREE.root(7), AT_MS // 1000)
        assert again.cosigner == witness.cosigner
        assert again.add_checkpoint(body(0, 7)) == Refused(
            "old-size-differs", "the last cosigned size is 7, not 0", size=7
        )
        line(again.add_checkpoint(body(7, 40)))
    assert witness.add_checkpoint(body(7, 39)) == Refused(
        "old-size-differs", "the last cosigned size is 40, not 7", size=40
    )


def test_a_cosignature_is_on_disk_before_it_is_given_out(
    witness: Witness, path: Path, clock: Clock, tmp_path: Path
) -> None:
    """A crash right after the answer: only the bytes on disk are left."""
    line(witness.add_checkpoint(body(0, 7)))
    crashed = tmp_path / "crashed.witness"
    for end in ("", "-wal", ".key"):
        Path(f"{crashed}{end}").write_bytes(Path(f"{path}{end}").read_bytes())
    with open_witness(crashed, clock) as again:
        assert remembered(again).size == 7


class Failing:
    """A connection whose commit fails, before or after it was kept."""

    def __init__(self, connection: sqlite3.Connection, *, kept: bool) -> None:
        self.connection, self.kept = connection, kept

    @property
    def in_transaction(self) -> bool:
        return self.connection.in_transaction

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        if sql == "COMMIT":
            if self.kept:
                self.connection.execute(sql)
            raise sqlite3.OperationalError("disk I/O error")
        return self.connection.execute(sql, values)

    def close(self) -> None:
        self.connection.close()


@pytest.mark.parametrize("kept", [False, True])
def test_a_commit_that_fails_gives_out_no_cosignature_and_nothing_after_it(
    witness: Witness,
    path: Path,
    clock: Clock,
    kept: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    witness._connection = Failing(witness._connection, kept=kept)  # type: ignore[assignment] # as much of one as is used
    with pytest.raises((ColdsetError, IntegrityError)):
        witness.add_checkpoint(body(0, 7))
    with pytest.raises(ColdsetError) as refusal:
        witness.add_checkpoint(body(0, 7))
    assert refusal.value.code == "store-failed"
    with open_witness(path, clock) as again:
        assert remembered(again).size == (7 if kept else 0)


def test_of_two_requests_at_once_one_is_cosigned(witness: Witness) -> None:
    line(witness.add_checkpoint(body(0, 7)))
    ready = threading.Barrier(8)
    answers: list[str] = []

    def ask(new: int) -> None:
        ready.wait()
        answers.append(reason(witness.add_checkpoint(body(7, new))))

    threads = [threading.Thread(target=ask, args=(20 + n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["cosigned", *["old-size-differs"] * 7]


def test_a_log_that_went_back_or_forked_is_refused_and_the_fork_is_kept(
    witness: Witness, clock: Clock
) -> None:
    line(witness.add_checkpoint(body(0, 40)))
    assert reason(witness.add_checkpoint(body(40, 39))) == "old-size-beyond"
    assert reason(witness.add_checkpoint(body(39, 39))) == "old-size-differs"
    assert witness.forks() == ()
    clock.at_ms += 60_000
    for _ in range(2):
        assert reason(witness.add_checkpoint(body(40, 40, FORKED))) == "consistency-not-proven"
    [fork] = witness.forks()
    [watched] = witness.watched()
    assert fork == Fork(ORIGIN, watched.note, signed(40, FORKED), clock.at_ms // 1000)
    roots = [open_checkpoint(note, VERIFIER).root for note in (fork.cosigned, fork.shown)]
    assert roots == [TREE.root(), FORKED.root()]
    assert watched.seen == Seen(40, TREE.root(), AT_MS // 1000)


def test_only_so_many_forks_are_kept(witness: Witness) -> None:
    line(witness.add_checkpoint(body(0, 1)))
    for n in range(FORKS_MAX + 5):
        witness.add_checkpoint(body(0, 1, Tree([b"%d" % n])))
    assert len(witness.forks()) == FORKS_MAX


def test_who_is_not_watched_or_did_not_sign_gets_nothing(witness: Witness) -> None:
    strange = sign_checkpoint("example.org/other", 3, TREE.root(3), HUB)
    assert reason(witness.add_checkpoint(write_request(0, (), strange))) == "log-unknown"
    unsigned = signed(3, key=OTHER)
    assert reason(witness.add_checkpoint(write_request(0, (), unsigned))) == "checkpoint-unsigned"
    for data in (b"", b"old 0\n\nx", body(0, 3)[:-5]):
        assert reason(witness.add_checkpoint(data)) == "request-malformed"
    assert remembered(witness) == Seen()


def test_a_clock_that_went_back_cosigns_nothing(witness: Witness, clock: Clock) -> None:
    line(witness.add_checkpoint(body(0, 7)))
    clock.at_ms -= 3_600_000
    assert reason(witness.add_checkpoint(body(7, 40))) == "clock-behind"
    assert remembered(witness).size == 7


def test_the_checkpoint_that_is_handed_out_has_only_what_was_verified(witness: Witness) -> None:
    place = hashlib.sha256(ORIGIN.encode()).hexdigest()
    assert witness.checkpoint(place) is None
    junk = sign_note("x\n", "junk.example", OTHER).rpartition(b"\n\n")[2]
    request = write_request(0, (), signed(7) + junk)
    answer = line(witness.add_checkpoint(request))
    assert witness.checkpoint(place) == signed(7) + answer.encode()
    assert witness.checkpoint(place.upper()) is None


def test_a_hub_is_watched_with_one_key(witness: Witness) -> None:
    line(witness.add_checkpoint(body(0, 7)))
    witness.watch(VERIFIER.vkey)
    assert remembered(witness).size == 7
    with pytest.raises(ColdsetError) as refusal:
        witness.watch(make_verifier(ORIGIN, OTHER.public).vkey)
    assert refusal.value.code == "log-key-differs"
    with pytest.raises(ColdsetError):
        witness.watch(witness.cosigner.vkey)
    witness.watch(make_verifier("another.example", OTHER.public).vkey)
    assert [log.hub.name for log in witness.watched()] == ["another.example", ORIGIN]


def rewritten(path: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(sql, values)
    connection.close()


def test_what_it_remembers_can_not_be_rewritten_by_somebody_without_its_key(
    path: Path, clock: Clock
) -> None:
    with create_witness(path, NAME, clock) as made:
        made.watch(VERIFIER.vkey)
        line(made.add_checkpoint(body(0, 40)))
    theirs = cosign(signed(7), NAME, OTHER, AT_MS // 1000).encode()
    for note in (signed(7), signed(7) + theirs, signed(7, key=OTHER), b"x"):
        rewritten(path, "UPDATE log SET note = ?", note)
        with open_witness(path, clock) as again:
            with pytest.raises((ColdsetError, IntegrityError)):
                again.add_checkpoint(body(7, 40))
            with pytest.raises((ColdsetError, IntegrityError)):
                again.watched()


def test_nobody_else_can_cosign_between_the_look_and_the_answer(
    witness: Witness, path: Path
) -> None:
    """The clock is read in between; another process that writes then has to wait."""
    refused: list[str] = []

    def busy() -> int:
        other = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            refused.append(str(error))
        other.close()
        return AT_MS

    witness._clock = busy
    line(witness.add_checkpoint(body(0, 7)))
    assert refused == ["database is locked"]


def test_a_log_under_another_name_than_its_hubs_is_noticed(path: Path) -> None:
    with create_witness(path, NAME) as made:
        made.watch(VERIFIER.vkey)
        rewritten(path, "UPDATE log SET origin = 'example.org/other'")
        with pytest.raises(IntegrityError) as refusal:
            made.watched()
    assert refusal.value.code == "image-malformed"


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("DROP TABLE fork", "image-malformed"),
        ("DELETE FROM witness", "image-malformed"),
        ("CREATE TRIGGER t AFTER UPDATE ON log BEGIN DELETE FROM log; END", "image-malformed"),
        ("PRAGMA user_version=2", "witness-newer"),
        ("PRAGMA user_version=0", "image-malformed"),
        ("PRAGMA application_id=7", "not-a-witness"),
        ("UPDATE witness SET vkey = 'x'", "vkey-malformed"),
    ],
)
def test_a_file_that_is_odd_is_not_opened(path: Path, sql: str, code: str) -> None:
    create_witness(path, NAME).close()
    rewritten(path, sql)
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        open_witness(path)
    assert getattr(refusal.value, "code", None) == code


def test_without_its_file_or_key_there_is_no_witness(path: Path) -> None:
    with pytest.raises(ColdsetError) as refusal:
        open_witness(path)
    assert refusal.value.code == "witness-missing"
    create_witness(path, NAME).close()
    key = key_path(path).read_text()
    for text, code in ((None, "key-missing"), ("x", "key-malformed"), ("00" * 32, "key-differs")):
        key_path(path).unlink(missing_ok=True)
        if text is not None:
            key_path(path).write_text(text)
        with pytest.raises(ColdsetError) as refusal:
            open_witness(path)
        assert refusal.value.code == code
    key_path(path).write_text(key)
    open_witness(path).close()


def test_a_witness_is_not_made_over_another(path: Path) -> None:
    create_witness(path, NAME).close()
    before = path.read_bytes(), key_path(path).read_bytes()
    with pytest.raises(ColdsetError) as refusal:
        create_witness(path, NAME)
    assert refusal.value.code == "witness-exists"
    path.unlink()
    with pytest.raises(ColdsetError) as refusal:
        create_witness(path, NAME)
    assert refusal.value.code == "key-exists", "a witness that lost its memory does not begin anew"
    assert key_path(path).read_bytes() == before[1]


def test_a_bad_name_leaves_nothing_behind(path: Path) -> None:
    with pytest.raises(ColdsetError):
        create_witness(path, "two words")
    assert list(path.parent.iterdir()) == []
