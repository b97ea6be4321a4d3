"""A book on a server: what is refused, and what a server that fails leaves behind."""

from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from database_server import Server
from homes import once_free
from lossy_line import LossyLine

from coldset.errors import ColdsetError, IntegrityError
from coldset.store import postgres
from coldset.store.postgres import PostgresStore, create, open_for_reading, open_for_writing
from coldset.store.postgres_address import Address

Opener = Callable[[Address], PostgresStore]
BOTH = pytest.mark.parametrize("opener", [open_for_reading, open_for_writing])


@pytest.fixture
def written(server: Server) -> Address:
    """A book of three entries, closed."""
    address = Address.of(server.url(server.fresh()))
    with closing(create(address, b"genesis", b"note 0")) as store:
        store.append([b"one", b"two", b"three"], 0, b"note 3")
    return address


@pytest.fixture
def careless(server: Server) -> Iterator[Callable[[str, str], None]]:
    """Gives the server another setting while it runs; the right ones come back afterwards."""
    changed = []

    def change(setting: str, value: str) -> None:
        changed.append(setting)
        server.run(f"ALTER SYSTEM SET {setting} = {value}", "SELECT pg_reload_conf()")
        while server.run(f"SHOW {setting}") != [(value,)]:
            pass

    yield change
    for setting in changed:
        server.run(f"ALTER SYSTEM RESET {setting}", "SELECT pg_reload_conf()")
        while server.run(f"SHOW {setting}") != [("on",)]:
            pass


def code_of(call: Callable[..., object], *arguments: object) -> str:
    with pytest.raises((ColdsetError, IntegrityError)) as refusal:
        call(*arguments)
    return str(getattr(refusal.value, "code", ""))


def changed_by(server: Server, address: Address, *statements: str) -> Address:
    """The same book after somebody with all rights worked on it with another tool."""
    server.run(f"SET search_path = {address.production}", *statements)
    return address


NEVER = "ALTER TABLE entry DISABLE TRIGGER entry_never_changed"
AGAIN = "ALTER TABLE entry ENABLE TRIGGER entry_never_changed"


@BOTH
def test_what_is_no_book_is_refused_by_name(opener: Opener, server: Server) -> None:
    production = server.fresh()
    address = Address.of(server.url(production))
    assert code_of(opener, address) == "book-missing"
    server.run(f"CREATE SCHEMA {production}")
    assert code_of(opener, address) == "not-a-book"
    server.run(f"CREATE TABLE {production}.layout (x int)")
    assert code_of(opener, address) == "not-a-book"
    server.run(f"SET search_path = {production}", "INSERT INTO layout VALUES (1)")
    assert code_of(opener, address) == "not-a-book"
    assert code_of(create, address, b"genesis", b"note") == "book-exists"


@BOTH
def test_a_newer_format_is_refused_whatever_else_it_has(
    opener: Opener, server: Server, written: Address
) -> None:
    changed_by(server, written, "UPDATE layout SET format = 2", "CREATE TABLE of_later (x int)")
    assert code_of(opener, written) == "book-newer"
    changed_by(server, written, "ALTER TABLE layout RENAME sole TO whatever")
    assert code_of(opener, written) == "book-newer"


@BOTH
@pytest.mark.parametrize(
    "damage",
    [
        ["UPDATE layout SET format = 0"],
        ["DROP TABLE head"],
        ["DELETE FROM head"],
        ["DELETE FROM genesis"],
        ["DROP TRIGGER entry_never_changed ON entry"],
        ["DROP TRIGGER entry_never_emptied ON entry"],
        [NEVER],
        ["ALTER TABLE entry SET UNLOGGED"],
        ["ALTER TABLE head SET UNLOGGED"],
        ["ALTER TABLE entry ADD COLUMN more text"],
        ["ALTER TABLE entry ALTER bytes DROP NOT NULL"],
        ["ALTER TABLE entry DROP CONSTRAINT entry_pkey"],
        ["ALTER TABLE head DROP CONSTRAINT head_sole_check"],
        ["ALTER TABLE head ALTER size SET DEFAULT 0"],
        ["CREATE TABLE more (x int)"],
        ["CREATE VIEW more AS SELECT 1"],
        ["CREATE TABLE child () INHERITS (entry)"],
        ["CREATE RULE quiet AS ON INSERT TO entry DO INSTEAD NOTHING"],
        ["ALTER TABLE entry ENABLE ROW LEVEL SECURITY"],
        ["CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'"],
        ["CREATE TRIGGER t AFTER INSERT ON entry EXECUTE FUNCTION refuse()"],
        ["CREATE INDEX more ON entry (length(bytes))"],
        [NEVER, "DELETE FROM entry WHERE position = 0", AGAIN],
        [NEVER, "DELETE FROM entry WHERE position = 1", AGAIN],
        [NEVER, "DELETE FROM entry WHERE position = 2", AGAIN],
        [NEVER, "UPDATE entry SET position = 7 WHERE position = 2", AGAIN],
        ["INSERT INTO entry VALUES (3, '')"],
        ["UPDATE head SET size = 2"],
    ],
)
def test_a_book_with_other_tables_or_rows_is_refused(
    opener: Opener, server: Server, written: Address, damage: list[str]
) -> None:
    opener(written).close()
    assert code_of(opener, changed_by(server, written, *damage)) == "image-malformed"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entry SET bytes = ''", "DELETE FROM entry WHERE position = 2", "TRUNCATE entry"],
)
def test_the_server_itself_refuses_to_change_an_entry(
    server: Server, written: Address, statement: str
) -> None:
    with pytest.raises(psycopg.errors.RaiseException):
        changed_by(server, written, statement)
    with closing(open_for_reading(written)) as store:
        assert store.entries(0, 3) == [b"one", b"two", b"three"]


def test_what_vanishes_under_a_store_is_noticed(server: Server, written: Address) -> None:
    with closing(open_for_writing(written)) as store:
        changed_by(server, written, NEVER, "DELETE FROM entry WHERE position = 1", AGAIN)
        assert store.entries(2, 3) == [b"three"]
        assert code_of(store.entries, 0, 3) == "image-malformed"
        changed_by(server, written, "DELETE FROM head")
        assert code_of(store.size) == "image-malformed"
        assert code_of(store.checkpoint) == "image-malformed"
        assert code_of(store.append, [b"four"], 3, b"note 4") == "image-malformed"
        changed_by(server, written, "DROP TABLE genesis")
        assert code_of(store.meta) == "image-malformed"


def test_entries_come_in_order_however_the_server_has_them(
    server: Server, written: Address
) -> None:
    backwards = "INSERT INTO entry SELECT n, n::text::bytea FROM generate_series(9, 3, -1) n"
    changed_by(server, written, backwards, "UPDATE head SET size = 10")
    with closing(open_for_reading(written)) as store:
        store._open().execute("SET enable_indexscan = off")
        assert store.entries(3, 10) == [b"%d" % n for n in range(3, 10)]


def test_a_row_where_the_next_entry_belongs_is_damage(server: Server, written: Address) -> None:
    with closing(open_for_writing(written)) as store:
        changed_by(server, written, "INSERT INTO entry VALUES (3, 'of another tool')")
        assert code_of(store.append, [b"four"], 3, b"note 4") == "image-malformed"
        assert (store.size(), store.checkpoint()) == (3, b"note 3")


def test_productions_of_one_database_know_nothing_of_each_other(
    server: Server, written: Address
) -> None:
    other = Address.of(server.url(server.fresh()))
    with (
        closing(create(other, b"other genesis", b"other note")) as theirs,
        closing(open_for_writing(written)) as ours,
    ):
        theirs.append([b"theirs"], 0, b"their note")
        ours.append([b"four"], 3, b"note 4")
        assert (theirs.meta(), theirs.size(), theirs.entries(0, 1)) == (
            b"other genesis",
            1,
            [b"theirs"],
        )
        assert (ours.meta(), ours.size()) == (b"genesis", 4)


def test_a_crash_while_creating_leaves_no_book_and_the_next_try_succeeds(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address.of(server.url(server.fresh()))

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(postgres, "_take_lock", crash)
        with pytest.raises(KeyboardInterrupt):
            create(address, b"genesis", b"note")
    assert code_of(open_for_reading, address) == "book-missing"
    create(address, b"genesis", b"note").close()


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_does_not_flush_is_not_written_to(
    server: Server,
    written: Address,
    careless: Callable[[str, str], None],
    setting: str,
) -> None:
    with closing(open_for_writing(written)) as store:
        store.append([b"four"], 3, b"note 4")
        careless(setting, "off")
        while store._open().execute(f"SHOW {setting}".encode()).fetchone() != ("off",):
            pass
        assert code_of(store.append, [b"five"], 4, b"note 5") == "store-unsafe"
        assert (store.size(), store.checkpoint()) == (4, b"note 4")
    assert code_of(open_for_writing, written) == "store-unsafe"
    other = Address.of(server.url(server.fresh()))
    assert code_of(create, other, b"genesis", b"note") == "store-unsafe"
    assert code_of(open_for_reading, other) == "book-missing"
    with closing(open_for_reading(written)) as store:
        assert store.size() == 4


def test_commits_are_flushed_whatever_the_user_or_a_pooler_sets(
    server: Server, written: Address
) -> None:
    user = f"user_of_{written.production}"
    server.run(
        f"CREATE ROLE {user} LOGIN SUPERUSER",
        f"ALTER ROLE {user} SET synchronous_commit = off",
        f"ALTER ROLE {user} SET default_transaction_read_only = on",
        f"ALTER ROLE {user} SET search_path = {written.production}",
        f"ALTER ROLE {user} SET statement_timeout = '1min'",
        f"ALTER ROLE {user} SET idle_session_timeout = '1min'",
        f"ALTER ROLE {user} SET idle_in_transaction_session_timeout = '1min'",
        f"ALTER ROLE {user} SET default_transaction_isolation = serializable",
    )
    with closing(open_for_writing(Address.of(server.url(written.production, user)))) as store:
        assert store._open().execute("SHOW synchronous_commit").fetchone() == ("on",)
        assert store._open().execute("SHOW search_path").fetchone() == ("pg_catalog",)
        for timeout in ("statement", "idle_session", "idle_in_transaction_session"):
            statement = f"SHOW {timeout}_timeout".encode()
            assert store._open().execute(statement).fetchone() == ("0",)
        assert store._open().execute("SHOW lock_timeout").fetchone() == ("2s",)
        assert store._open().execute("SHOW transaction_isolation").fetchone() == ("read committed",)
        store.append([b"four"], 3, b"note 4")
        store._open().execute("SET synchronous_commit = off")
        assert code_of(store.append, [b"five"], 4, b"note 5") == "store-unsafe"
        assert store.size() == 4


def test_a_reader_can_not_write_even_by_mistake(written: Address) -> None:
    with closing(open_for_reading(written)) as store:
        store._writes = True
        assert code_of(store.append, [b"four"], 3, b"note 4") == "book-read-only"
    with closing(open_for_reading(written)) as store:
        assert store.size() == 3


def test_waiting_for_a_replica_is_not_given_up(server: Server, written: Address) -> None:
    user = f"waiting_{written.production}"
    server.run(
        f"CREATE ROLE {user} LOGIN SUPERUSER",
        f"ALTER ROLE {user} SET synchronous_commit = remote_apply",
    )
    with closing(open_for_writing(Address.of(server.url(written.production, user)))) as store:
        assert store._open().execute("SHOW synchronous_commit").fetchone() == ("remote_apply",)
        store.append([b"four"], 3, b"note 4")


def test_rights_are_asked_for_by_name(server: Server, written: Address) -> None:
    production, user = written.production, f"reader_of_{written.production}"
    address = Address.of(server.url(production, user))
    server.run(f"CREATE ROLE {user} LOGIN")
    assert code_of(open_for_reading, address) == "book-unreadable"
    assert code_of(create, Address.of(server.url("another", user)), b"g", b"n") == "book-read-only"
    server.run(
        f"GRANT USAGE ON SCHEMA {production} TO {user}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {production} TO {user}",
    )
    with closing(open_for_reading(address)) as store:
        assert store.entries(0, 3) == [b"one", b"two", b"three"]
    with closing(open_for_writing(address)) as store:
        assert code_of(store.append, [b"four"], 3, b"note 4") == "book-read-only"
        assert store.size() == 3


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("08006", "store-failed"),
        ("25006", "book-read-only"),
        ("40001", "book-busy"),
        ("40P01", "book-busy"),
        ("42501", "book-read-only"),
        ("53100", "disk-full"),
        ("53200", "store-failed"),
        ("53300", "book-busy"),
        ("57014", "store-failed"),
        ("58030", "store-failed"),
        ("23505", "image-malformed"),
        ("XX001", "image-malformed"),
    ],
)
def test_a_failed_write_acknowledges_nothing_and_stops_the_store(
    server: Server, written: Address, state: str, code: str
) -> None:
    with closing(open_for_writing(written)) as store:
        changed_by(
            server,
            written,
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql"
            f" AS 'BEGIN RAISE SQLSTATE ''{state}''; END'",
            "CREATE TRIGGER fails AFTER INSERT ON entry EXECUTE FUNCTION fail()",
        )
        assert code_of(store.append, [b"four"], 3, b"note 4") == code
        changed_by(server, written, "DROP FUNCTION fail CASCADE")
        assert code_of(store.append, [b"four"], 3, b"note 4") == "store-failed"
        assert (store.size(), store.checkpoint()) == (3, b"note 3")
    with closing(open_for_writing(written)) as store:
        store.append([b"four"], 3, b"note 4")
        assert store.size() == 4


def test_a_batch_that_can_not_be_sent_leaves_none_of_it(written: Address) -> None:
    with closing(open_for_writing(written)) as store:
        batch = [b"fits", "not bytes"]
        assert code_of(store.append, batch, 3, b"note 5") == "image-malformed"
        assert (store.size(), store.checkpoint()) == (3, b"note 3")


def test_a_book_that_another_tool_holds_is_busy_and_free_afterwards(written: Address) -> None:
    other = psycopg.connect(written.server)
    with closing(open_for_writing(written)) as store:
        with closing(other):
            other.execute(f"LOCK TABLE {written.production}.head IN EXCLUSIVE MODE".encode())
            store._open().execute("SET lock_timeout = '50ms'")
            assert code_of(store.append, [b"four"], 3, b"note 4") == "book-busy"
            assert store.size() == 3
        store.append([b"four"], 3, b"note 4")
        assert store.size() == 4


@pytest.mark.parametrize("kept", [True, False])
def test_a_line_that_breaks_at_the_commit_acknowledges_nothing(
    server: Server, written: Address, *, kept: bool
) -> None:
    with LossyLine(server.folder, commit_arrives=kept) as line:
        through = Address.of(f"postgresql://hub@/postgres?host={line.folder}#{written.production}")
        with closing(open_for_writing(through)) as store:
            store.append([b"four"], 3, b"note 4")
            line.armed.set()
            assert code_of(store.append, [b"five"], 4, b"note 5") == "store-failed"
            assert code_of(store.append, [b"five"], 4, b"note 5") == "store-failed"
            assert code_of(store.size) == "store-failed"
    with closing(once_free(lambda: open_for_writing(written))) as store:
        assert (store.size(), store.checkpoint()) == ((5, b"note 5") if kept else (4, b"note 4"))
        if kept:
            assert code_of(store.append, [b"five"], 4, b"note 5") == "book-moved-on"
        else:
            store.append([b"five"], 4, b"note 5")
        assert store.entries(3, 5) == [b"four", b"five"]


def test_a_session_that_the_server_ends_is_told_and_can_be_opened_again(
    server: Server, written: Address
) -> None:
    with closing(open_for_writing(written)) as store:
        row = store._open().execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        server.run(f"SELECT pg_terminate_backend({row[0]}, 5000)")
        assert code_of(store.append, [b"four"], 3, b"note 4") == "store-failed"
        assert code_of(store.size) == "store-failed"
    with closing(open_for_writing(written)) as store:
        store.append([b"four"], 3, b"note 4")
