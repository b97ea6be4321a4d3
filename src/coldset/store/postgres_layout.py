"""A book on a PostgreSQL server: one schema with four tables, and how it is connected to.

The schema is compared piece by piece with the one that this program makes: a trigger, rule or
column that somebody added, or a table that was made to be lost in a crash (`UNLOGGED`), is damage.
Nothing is looked up by a search path, so nothing of another schema takes the place of a table.
"""

from collections.abc import Sequence
from typing import Final, LiteralString

import psycopg
from psycopg import conninfo, sql

from coldset.errors import ColdsetError
from coldset.store.postgres_address import Address
from coldset.store.postgres_faults import faults_named, malformed

PROGRAM: Final = "coldset"
FORMAT: Final = 1
WAIT: Final = "2s"

Connection = psycopg.Connection[tuple[object, ...]]

_CONNECTING: Final = {
    "application_name": PROGRAM,
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""libpq's parameters, where the address has none: nobody waits for ever for a server."""

_SETTINGS: Final = {
    "lock_timeout": WAIT,
    "statement_timeout": "0",
    "idle_session_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "default_transaction_isolation": "read committed",
    "tcp_keepalives_idle": "10",  # so that a machine that vanished loses its lock
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
"""The session's, whatever the server's, the database's or the user's are."""

_COMMIT: Final = "synchronous_commit"
_DURABLE: Final = ("fsync", "full_page_writes", _COMMIT)
_DURABLE_NOW: Final = sql.SQL(", ").join(
    sql.SQL("current_setting({})").format(setting) for setting in _DURABLE
)

_SCHEMA: Final[tuple[LiteralString, ...]] = (
    "CREATE SCHEMA {schema}",
    """CREATE TABLE {schema}.layout (sole integer PRIMARY KEY CHECK (sole = 1),
        program text NOT NULL, format integer NOT NULL)""",
    """CREATE TABLE {schema}.genesis (sole integer PRIMARY KEY CHECK (sole = 1),
        bytes bytea NOT NULL)""",
    """CREATE TABLE {schema}.head (sole integer PRIMARY KEY CHECK (sole = 1),
        size bigint NOT NULL, note bytea NOT NULL)""",
    "CREATE TABLE {schema}.entry (position bigint PRIMARY KEY, bytes bytea NOT NULL)",
    """CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN RAISE EXCEPTION ''entries are never changed''; END'""",
    """CREATE TRIGGER entry_never_changed BEFORE UPDATE OR DELETE ON {schema}.entry
        FOR EACH ROW EXECUTE FUNCTION {schema}.refuse()""",
    """CREATE TRIGGER entry_never_emptied BEFORE TRUNCATE ON {schema}.entry
        FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse()""",
)

_PIECES: Final = """
WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname = %s),
     relation AS (SELECT * FROM pg_class WHERE relnamespace = (SELECT oid FROM ours))
SELECT concat_ws(' ', relkind, relname, relpersistence, CASE WHEN relrowsecurity THEN 'rows' END)
  FROM relation
UNION ALL SELECT concat_ws(' ', 'column', relname, attnum, attname,
                           format_type(atttypid, atttypmod), attnotnull, atthasdef, attidentity)
  FROM pg_attribute JOIN relation ON relation.oid = attrelid WHERE relkind = 'r' AND attnum > 0
UNION ALL SELECT concat_ws(' ', 'constraint', relname, pg_get_constraintdef(c.oid))
  FROM pg_constraint c JOIN relation ON relation.oid = conrelid WHERE contype <> 'n'
UNION ALL SELECT concat_ws(' ', 'trigger', relname, tgname, tgtype, tgenabled, proname)
  FROM pg_trigger JOIN relation ON relation.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
  WHERE NOT tgisinternal
UNION ALL SELECT concat_ws(' ', 'function', proname, prosrc)
  FROM pg_proc WHERE pronamespace = (SELECT oid FROM ours)
UNION ALL SELECT concat_ws(' ', 'rule', relname, rulename)
  FROM pg_rewrite JOIN relation ON relation.oid = ev_class
UNION ALL SELECT concat_ws(' ', 'child', relname)
  FROM pg_inherits JOIN relation ON relation.oid = inhparent
"""

_SOLE: Final = ("constraint {} CHECK ((sole = 1))", "constraint {} PRIMARY KEY (sole)")
_EXPECTED: Final = frozenset(
    {
        *(f"r {name} p" for name in ("layout", "genesis", "head", "entry")),
        *(f"i {name}_pkey p" for name in ("layout", "genesis", "head", "entry")),
        *(line.format(name) for line in _SOLE for name in ("layout", "genesis", "head")),
        *(f"column {name} 1 sole integer t f " for name in ("layout", "genesis", "head")),
        "column layout 2 program text t f ",
        "column layout 3 format integer t f ",
        "column genesis 2 bytes bytea t f ",
        "column head 2 size bigint t f ",
        "column head 3 note bytea t f ",
        "column entry 1 position bigint t f ",
        "column entry 2 bytes bytea t f ",
        'constraint entry PRIMARY KEY ("position")',
        "trigger entry entry_never_changed 27 O refuse",
        "trigger entry entry_never_emptied 34 O refuse",
        "function refuse BEGIN RAISE EXCEPTION 'entries are never changed'; END",
    }
)


def connect(address: Address, *, writes: bool) -> Connection:
    """Return a connection in autocommit mode, with the settings that a book needs.

    Raises:
        ColdsetError, IntegrityError: as `faults_named`.
    """
    with faults_named(address, "read"):
        told = conninfo.conninfo_to_dict(address.server)
        parts = _CONNECTING | {name: str(value) for name, value in told.items()}
        connection = psycopg.connect(
            conninfo.make_conninfo(**parts | {"client_encoding": "UTF8"}), autocommit=True
        )
        try:
            settings = _SETTINGS | {"default_transaction_read_only": "off" if writes else "on"}
            connection.execute("SET search_path = pg_catalog")  # before any name is looked up
            connection.execute(
                "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[])"
                " AS wanted (name, value) UNION ALL SELECT set_config(%s, 'on', false)"
                " WHERE current_setting(%s) <> 'remote_apply'",
                ([*settings], [*settings.values()], _COMMIT, _COMMIT),
            )
        except BaseException:
            connection.close()
            raise
    return connection


def write_layout(
    connection: Connection, address: Address, genesis: bytes, checkpoint: bytes
) -> None:
    """Make a schema that is a book without entries; the caller's transaction keeps it."""
    for statement in _SCHEMA:
        connection.execute(in_schema(address, statement))
    connection.execute(
        in_schema(address, "INSERT INTO {schema}.layout VALUES (1, %s, %s)"), (PROGRAM, FORMAT)
    )
    connection.execute(
        in_schema(address, "INSERT INTO {schema}.genesis VALUES (1, %s)"), (genesis,)
    )
    connection.execute(
        in_schema(address, "INSERT INTO {schema}.head VALUES (1, 0, %s)"), (checkpoint,)
    )


def check_durable(found: Sequence[object], address: Address) -> None:
    """Refuse a server that calls something kept before it is on its disk.

    Args:
        found: What `{durable}` gave in a statement: a server takes new values while it runs.
        address: The book's, for the sentence.

    Raises:
        ColdsetError: `store-unsafe`, with the setting.
    """
    for setting, value in zip(_DURABLE, found, strict=True):
        if value not in ("on", "remote_apply"):
            raise ColdsetError(
                "store-unsafe",
                f"`{address}` is on a server with `{setting}` `{value}`: expected `on`; set it "
                "there, since what is acknowledged must be on disk",
                path=str(address),
                setting=setting,
            )


def check_layout(connection: Connection, address: Address) -> None:
    """Refuse a schema that is not a book of this format, or lacks a part.

    In this order: is there one, is it a book, is it of a format we know, is it made of our pieces
    and of no others, are genesis and head there, are the positions 0 to size - 1.

    Raises:
        ColdsetError: `book-missing`, `not-a-book` or `book-newer`.
        IntegrityError: `image-malformed`.
    """
    with faults_named(address, "read"):
        _check_format(connection, address)
        pieces = [row[0] for row in connection.execute(_PIECES, (address.production,))]
        if sorted(map(str, pieces)) != sorted(_EXPECTED):
            raise malformed(address, "its tables are not those of a book")
        found = first(connection.execute(in_schema(address, _COUNTED)))
    parts, size, count, least, most = found
    if parts != [1, 1, 1]:
        raise malformed(address, "its genesis document or its checkpoint is missing")
    if (size, least, most) != (count, *((0, size - 1) if count else (None, None))):  # type: ignore[operator]  # bigint is int
        raise malformed(
            address, f"it has {count} entries of {size}, at positions {least} to {most}"
        )


_COUNTED: Final = """
SELECT ARRAY[(SELECT count(*) FROM {schema}.layout), (SELECT count(*) FROM {schema}.genesis),
             (SELECT count(*) FROM {schema}.head)],
       (SELECT size FROM {schema}.head), count(*), min(position), max(position) FROM {schema}.entry
"""
"""In one statement, so that all of it is as of one moment, even beside a writer."""


def _check_format(connection: Connection, address: Address) -> None:
    query = "SELECT to_regclass(%s) IS NOT NULL FROM pg_namespace WHERE nspname = %s"
    schema = connection.execute(
        query, (f"{address.production}.layout", address.production)
    ).fetchone()
    if schema is None:
        raise ColdsetError(
            "book-missing",
            f"there is no book at `{address}`: check database and production",
            path=str(address),
        )
    told = None
    if schema == (True,):
        made = in_schema(
            address,
            "SELECT to_jsonb(l) ->> 'program', to_jsonb(l) -> 'format' FROM {schema}.layout l",
        )
        told = connection.execute(made).fetchone()
    if told is None or told[0] != PROGRAM:
        raise ColdsetError(
            "not-a-book",
            f"`{address}` is a schema of something else: expected a book; check the address",
            path=str(address),
        )
    if isinstance(told[1], int) and told[1] > FORMAT:
        raise ColdsetError(
            "book-newer",
            f"`{address}` has format `{told[1]}`: expected at most {FORMAT}; update the program",
            path=str(address),
            format=told[1],
        )
    if told[1] != FORMAT:
        raise malformed(address, "its tables are not those of a book")


def in_schema(address: Address, statement: LiteralString) -> sql.Composed:
    """Return a statement with `{schema}`, the book's, and `{durable}`, see `check_durable`."""
    return sql.SQL(statement).format(
        schema=sql.Identifier(address.production), durable=_DURABLE_NOW
    )


def first(cursor: psycopg.Cursor[tuple[object, ...]]) -> tuple[object, ...]:
    """Return the one row that a statement about settings or counts always has."""
    return cursor.fetchall()[0]
