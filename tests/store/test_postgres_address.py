"""Addresses of books on a server: what they mean, what is refused, and that no password shows."""

from contextlib import closing
from pathlib import Path

import pytest
from database_server import Server

from coldset.book.files import beside, create_store, is_on_server, open_store, raw_of
from coldset.errors import ColdsetError
from coldset.store.postgres import PostgresStore, create, open_for_reading
from coldset.store.postgres_address import Address
from coldset.store.sqlite import SqliteStore


def code_of(url: str) -> str:
    with pytest.raises(ColdsetError) as refusal:
        Address.of(url)
    assert "hunter2" not in f"{refusal.value}{refusal.value.fields}{refusal.value.__cause__}"
    return refusal.value.code


def test_an_address_is_a_database_and_a_production() -> None:
    address = Address.of("postgresql://hub@db.example.org:5433/studio?sslmode=require#ranch_2")
    assert address.server == "postgresql://hub@db.example.org:5433/studio?sslmode=require"
    assert address.production == "ranch_2"
    assert str(address) == "postgresql://hub@db.example.org:5433/studio#ranch_2"


@pytest.mark.parametrize(
    "production",
    [
        "information_schema",
        "",
        "Ranch",
        "2nd",
        "a-b",
        "a b",
        'a"b',
        "a.b",
        "a" * 64,
        "public",
        "pg_temp",
        "ränch",
        "a\n",
    ],
)
def test_a_production_is_a_plain_word(production: str) -> None:
    assert code_of(f"postgresql://hub:hunter2@host/studio#{production}") == "address-malformed"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://hub:hunter2@host/studio",
        "postgresql://hub:hunter2@host/studio?no_such=1#ranch",
        "postgresql://hub:hunter2@[host/studio#ranch",
        "postgresql://hub:secret#hunter2@host/studio",
        "postgresql://hub@host/studio?password=hunter2&no_such=1#ranch",
        "postgresql://hub:hun%zzter2@host/studio#ranch",
        "sqlite://hub:hunter2@host/studio#ranch",
        "",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert code_of(url) == "address-malformed"


@pytest.mark.parametrize(
    "login",
    [
        "hub:hunter2@/postgres?",
        "hub:hunter2%40@/postgres?",
        "hub:hunter2:@/postgres?",
        "hub:#hunter2@/postgres?",
        "hub@/postgres?password=hunter2&",
        "hub@/postgres?sslpassword=hunter2&",
        "hub@/postgres?p%61ssword=hunter2&",
    ],
)
def test_a_password_is_never_shown(tmp_path: Path, login: str) -> None:
    address = Address.of(f"postgresql://{login}host={tmp_path}#ranch")
    with pytest.raises(ColdsetError) as refusal:
        open_for_reading(address)
    assert refusal.value.code == "store-failed"
    assert "hunter2" not in f"{address}{address!r}{refusal.value}{refusal.value.fields}"
    assert "hunter2" in address.server


def test_a_server_that_is_not_there_is_told(tmp_path: Path, server: Server) -> None:
    nowhere = f"postgresql://hub@/postgres?host={tmp_path}#ranch"
    no_database = server.url("ranch").replace("/postgres?", "/no_such?")
    for url in (nowhere, no_database):
        for call in (open_for_reading, lambda address: create(address, b"genesis", b"note")):
            with pytest.raises(ColdsetError) as refusal:
                call(Address.of(url))
            assert refusal.value.code == "store-failed"
            assert url in str(refusal.value)


def test_a_store_is_chosen_by_how_its_place_is_written(tmp_path: Path, server: Server) -> None:
    for place, kind in (
        (tmp_path / "ranch.book", SqliteStore),
        (str(tmp_path / "lot.book"), SqliteStore),
        (server.url(server.fresh()), PostgresStore),
    ):
        assert is_on_server(place) == (kind is PostgresStore)
        with closing(create_store(place, b"genesis", b"note 0")) as store:
            assert type(store) is kind
            store.append([b"one"], 0, b"note 1")
        with closing(open_store(place, for_writing=True)) as store:
            assert type(store) is kind
            store.append([b"two"], 1, b"note 2")
        raw = raw_of(place)
        assert (raw.genesis, raw.checkpoint, raw.entries) == (
            b"genesis",
            b"note 2",
            (b"one", b"two"),
        )


def test_the_key_of_a_book_on_a_server_stays_on_this_machine() -> None:
    assert beside("postgresql://hub@db.example.org/studio#ranch") == Path("ranch.book")
    assert beside(Path("day") / "ranch.book") == Path("day/ranch.book")
    assert beside("day/ranch.book") == Path("day/ranch.book")
