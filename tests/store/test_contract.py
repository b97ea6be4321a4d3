"""What every store promises, held to each of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.errors import ColdsetError
from coldset.store.memory import MemoryStore
from coldset.store.port import Store
from coldset.store.sqlite import create, open_for_reading, open_for_writing

GENESIS = b'{"format":1}'
EMPTY = b"checkpoint of nothing"


@pytest.fixture(params=["memory", "sqlite", "sqlite opened again"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = make(request.param, tmp_path / "a.book")
    yield made
    made.close()


def make(kind: str, path: Path) -> Store:
    if kind == "memory":
        return MemoryStore(GENESIS, EMPTY)
    store = create(path, GENESIS, EMPTY)
    if kind == "sqlite":
        return store
    store.close()
    return open_for_writing(path)


def refused_as(code: str, call: Callable[..., object], *arguments: Any) -> None:  # noqa: ANN401 - passed on
    with pytest.raises(ColdsetError) as refusal:
        call(*arguments)
    assert refusal.value.code == code


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


def test_appending_nothing_replaces_the_checkpoint_alone(store: Store) -> None:
    store.append([b"one"], 0, b"note")
    store.append([], 1, b"note, cosigned")
    assert (store.size(), store.checkpoint()) == (1, b"note, cosigned")


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


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=st.lists(st.lists(st.binary(max_size=9), max_size=4), max_size=8))
def test_any_batches_add_up(
    kind: str, tmp_path_factory: pytest.TempPathFactory, batches: list[list[bytes]]
) -> None:
    path = tmp_path_factory.mktemp("books") / "a.book"
    store = make(kind, path)
    kept: list[bytes] = []
    for number, batch in enumerate(batches):
        store.append(batch, len(kept), b"note %d" % number)
        kept += batch
        assert store.entries(0, store.size()) == kept
    store.close()
    if kind == "sqlite":
        reader = open_for_reading(path)
        assert reader.entries(0, reader.size()) == kept
        reader.close()
