"""What every store promises, held to each of them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from homes import FileHome, Home, ServerHome
from hypothesis import given, settings
from hypothesis import strategies as st

from coldset.errors import ColdsetError
from coldset.store.memory import MemoryStore
from coldset.store.port import Store

GENESIS = b'{"format":1}'
EMPTY = b"checkpoint of nothing"
KINDS = ["memory", "sqlite", "sqlite opened again", "postgres", "postgres opened again"]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = make(request, request.param, tmp_path / "a.book")
    yield made
    made.close()


def make(request: pytest.FixtureRequest, kind: str, path: Path) -> Store:
    if kind == "memory":
        return MemoryStore(GENESIS, EMPTY)
    home: Home = FileHome(path)
    if kind.startswith("postgres"):
        home = ServerHome(request.getfixturevalue("server"))
    store = home.create(GENESIS, EMPTY)
    if not kind.endswith("again"):
        return store
    store.close()
    return home.open_for_writing()


def refused_as(code: str, call: Callable[..., object], *arguments: Any) -> None:  # noqa: ANN401 - passed on
    with pytest.raises(ColdsetError) as refusal:
        call(*arguments)
    assert refusal.value.code == code


def entry_of(number: int) -> bytes:
    return b"entry %d" % number


def test_a_new_store_holds_its_genesis_and_nothing_else(store: Store) -> None:
    assert (store.meta(), store.size(), store.checkpoint()) == (GENESIS, 0, EMPTY)
    assert store.entries(0, 0) == []


def test_entries_come_back_as_they_were_given_in_order(store: Store) -> None:
    store.append([b"one", b"\x00\xff two"], 0, b"note 2")
    store.append([b"three"], 2, b"note 3")
    assert (store.size(), store.checkpoint()) == (3, b"note 3")
    assert store.entries(0, 3) == [b"one", b"\x00\xff two", b"three"]
    assert store.entries(1, 2) == [b"\x00\xff two"]
    assert store.entries(3, 3) == []
    assert store.meta() == GENESIS


def test_an_empty_entry_and_an_equal_one_are_entries(store: Store) -> None:
    store.append([b"", b"same", b"same"], 0, b"note")
    assert store.entries(0, 3) == [b"", b"same", b"same"]


def test_the_longest_entry_comes_back_whole(store: Store) -> None:
    longest = bytes(n * 97 % 256 for n in range(65_535))
    store.append([b"", longest, b"\\x00", b"", longest[::-1]], 0, bytes(range(256)))
    assert store.entries(0, 5) == [b"", longest, b"\\x00", b"", longest[::-1]]
    assert store.checkpoint() == bytes(range(256))


def test_a_long_batch_is_kept_in_order(store: Store) -> None:
    store.append([b"first"], 0, b"note 1")
    store.append([entry_of(n) for n in range(5_000)], 1, b"note 5001")
    assert store.size() == 5_001
    assert store.entries(1, 5_001) == [entry_of(n) for n in range(5_000)]
    assert store.entries(4_000, 4_002) == [entry_of(3_999), entry_of(4_000)]


def test_appending_nothing_replaces_the_checkpoint_alone(store: Store) -> None:
    store.append([b"one"], 0, b"note")
    store.append([], 1, b"note, cosigned")
    assert (store.size(), store.checkpoint()) == (1, b"note, cosigned")
    assert store.entries(0, 1) == [b"one"]
    refused_as("book-moved-on", store.append, [], 0, b"a note of before")
    assert store.checkpoint() == b"note, cosigned"


@pytest.mark.parametrize("expected", [0, 2, -1])
def test_appending_on_another_size_changes_nothing(store: Store, expected: int) -> None:
    store.append([b"one"], 0, b"note 1")
    refused_as("book-moved-on", store.append, [b"two"], expected, b"note 2")
    assert (store.size(), store.entries(0, 1), store.checkpoint()) == (1, [b"one"], b"note 1")
    store.append([b"two"], 1, b"note 2")
    assert store.size() == 2


@pytest.mark.parametrize(("start", "stop"), [(-1, 1), (0, 2), (1, 0), (2, 2)])
def test_a_range_outside_is_refused_never_shortened(store: Store, start: int, stop: int) -> None:
    store.append([b"one"], 0, b"note")
    refused_as("range-outside-book", store.entries, start, stop)


def test_a_closed_store_answers_nothing(store: Store) -> None:
    store.close()
    store.close()
    refused_as("book-closed", store.size)
    refused_as("book-closed", store.meta)
    refused_as("book-closed", store.checkpoint)
    refused_as("book-closed", store.entries, 0, 0)
    refused_as("book-closed", store.append, [b"x"], 0, b"note")


def test_of_threads_that_append_at_one_size_one_wins(store: Store) -> None:
    together = Barrier(4)

    def tries(who: int, size: int) -> bool:
        together.wait()
        try:
            store.append([b"%d of %d" % (who, size)], size, b"note of %d" % who)
        except ColdsetError as error:
            assert error.code == "book-moved-on"  # noqa: PT017 - in a thread, which passes it on
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        for size in range(20):
            won = list(pool.map(tries, range(4), [size] * 4))
            assert won.count(True) == 1
            winner = won.index(True)
            assert store.size() == size + 1
            assert store.entries(size, size + 1) == [b"%d of %d" % (winner, size)]
            assert store.checkpoint() == b"note of %d" % winner


@settings(max_examples=25, deadline=None)
@given(batches=st.lists(st.lists(st.binary(max_size=9), max_size=4), max_size=8))
@pytest.mark.parametrize("kind", ["memory", "sqlite", "postgres"])
def test_any_batches_add_up(
    kind: str,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[list[bytes]],
) -> None:
    with closing(make(request, kind, tmp_path_factory.mktemp("books") / "a.book")) as store:
        kept: list[bytes] = []
        for number, batch in enumerate(batches):
            store.append(batch, len(kept), b"note %d" % number)
            kept += batch
            assert store.entries(0, store.size()) == kept
            assert store.checkpoint() == b"note %d" % number


# What outlasts its process promises more.


def test_what_was_kept_is_there_when_it_is_opened_again(home: Home) -> None:
    with closing(home.create(GENESIS, EMPTY)) as store:
        store.append([b"one", b""], 0, b"note 2")
    for opener in (home.open_for_reading, home.open_for_writing, home.open_for_reading):
        with closing(opener()) as store:
            assert (store.meta(), store.size(), store.checkpoint()) == (GENESIS, 2, b"note 2")
            assert store.entries(0, 2) == [b"one", b""]


def test_what_is_not_there_is_missing_and_what_is_there_is_not_made_again(home: Home) -> None:
    refused_as("book-missing", home.open_for_reading)
    refused_as("book-missing", home.open_for_writing)
    refused_as("book-missing", home.open_for_reading)
    with closing(home.create(GENESIS, EMPTY)) as store:
        store.append([b"one"], 0, b"note 1")
    refused_as("book-exists", home.create, b"another", b"note")
    with closing(home.open_for_reading()) as store:
        assert (store.meta(), store.size()) == (GENESIS, 1)


def test_a_reader_does_not_write(home: Home) -> None:
    home.create(GENESIS, EMPTY).close()
    with closing(home.open_for_reading()) as reader:
        refused_as("book-read-only", reader.append, [b"x"], 0, b"note")
        assert reader.size() == 0


def test_a_second_writer_is_refused_at_once_and_harms_nothing(home: Home) -> None:
    with closing(home.create(GENESIS, EMPTY)) as first:
        refused_as("book-busy", home.open_for_writing)
        first.append([b"one"], 0, b"note 1")
        refused_as("book-busy", home.open_for_writing)
    with closing(home.open_for_writing()) as second:
        assert second.size() == 1
        refused_as("book-busy", home.open_for_writing)


def test_with_the_lock_taken_away_still_only_one_of_two_writers_wins(home: Home) -> None:
    with closing(home.create(GENESIS, EMPTY)) as first:
        home.take_lock_away(first)
        with closing(home.open_for_writing()) as second:
            first.append([b"one"], 0, b"note of the first")
            refused_as("book-moved-on", second.append, [b"two"], 0, b"note of the second")
            refused_as("book-moved-on", second.append, [], 0, b"note of the second")
            assert (second.size(), second.checkpoint()) == (1, b"note of the first")
            second.append([b"two"], 1, b"note of the second")
            refused_as("book-moved-on", first.append, [b"three"], 1, b"note of the first")
            assert first.entries(0, 2) == [b"one", b"two"]


def test_two_writers_at_one_moment_never_both_win(home: Home) -> None:
    together = Barrier(2)

    def tries(writer: Store, size: int) -> bool:
        together.wait()
        try:
            writer.append([entry_of(size)], size, b"note")
        except ColdsetError as error:
            assert error.code in ("book-moved-on", "book-busy")  # noqa: PT017 - in a thread
            return False
        return True

    with ExitStack() as stack:
        first = stack.enter_context(closing(home.create(GENESIS, EMPTY)))
        home.take_lock_away(first)
        second = stack.enter_context(closing(home.open_for_writing()))
        pool = stack.enter_context(ThreadPoolExecutor(2))
        for size in range(30):
            assert sorted(pool.map(tries, [first, second], [size] * 2)) == [False, True]
        assert first.entries(0, 30) == [entry_of(n) for n in range(30)]


def test_a_reader_sees_what_a_writer_adds_without_opening_again(home: Home) -> None:
    with (
        closing(home.create(GENESIS, EMPTY)) as writer,
        closing(home.open_for_reading()) as reader,
    ):
        for n in range(3):
            writer.append([entry_of(n)], n, b"note %d" % (n + 1))
            assert (reader.size(), reader.checkpoint()) == (n + 1, b"note %d" % (n + 1))


def test_whoever_takes_the_checkpoint_first_finds_all_that_it_counts(home: Home) -> None:
    done = Event()

    def reads() -> int:
        looks = 0
        with closing(home.open_for_reading()) as reader:
            while not (done.is_set() and looks):
                size = int(reader.checkpoint())
                assert reader.entries(0, size) == [entry_of(n) for n in range(size)]
                assert reader.size() >= size
                looks += 1
        return looks

    with closing(home.create(GENESIS, b"0")) as writer, ThreadPoolExecutor(2) as pool:
        looking = [pool.submit(reads) for _ in range(2)]
        try:
            for n in range(0, 90, 3):
                writer.append([entry_of(n + more) for more in range(3)], n, b"%d" % (n + 3))
        finally:
            done.set()
        assert all(look.result() > 0 for look in looking)
