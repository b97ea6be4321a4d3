"""Where a book on a PostgreSQL server is: a database, and a production in it."""

import re
from dataclasses import dataclass, field
from typing import Any, Final, Self

import psycopg
from psycopg import conninfo

from coldset.errors import ColdsetError

SCHEME: Final = "postgresql://"

_PRODUCTION: Final = re.compile(r"(?!pg_)[a-z][a-z0-9_]{0,62}")
_NOT_OURS: Final = frozenset({"public", "information_schema"})
_SHOWABLE: Final = re.compile(r"[A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Address:
    """A server's database, as libpq takes it, and the production whose schema is the book.

    `shown` is what is written out: never a password.
    """

    server: str = field(repr=False)
    production: str
    shown: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Take `postgresql://[user@][host][:port]/database[?parameters]#production` apart.

        What is before `#` is libpq's own connection URI; its defaults, such as a password file,
        hold for what is left out.

        Raises:
            ColdsetError: `address-malformed`.
        """
        server, _, production = url.rpartition("#")
        if not server.startswith(SCHEME) or not _is_production(production):
            raise _malformed(production)
        try:
            told = conninfo.conninfo_to_dict(server)
        except psycopg.ProgrammingError:
            raise _malformed(production) from None  # its words may quote the password
        return cls(server, production, f"{_shown(told)}#{production}")

    def __str__(self) -> str:
        return self.shown


def _is_production(name: str) -> bool:
    return _PRODUCTION.fullmatch(name) is not None and name not in _NOT_OURS


def _shown(told: dict[str, Any]) -> str:
    """Return the parts of an address that tell where it is and as whom, and no others."""
    user = f"{told['user']}@" if "user" in told else ""
    port = f":{told['port']}" if "port" in told else ""
    host = told.get("host", "")
    folder = f"?host={host}" if host.startswith("/") else ""
    return f"{SCHEME}{user}{'' if folder else host}{port}/{told.get('dbname', '')}{folder}"


def _malformed(production: str) -> ColdsetError:
    """Return the refusal; it quotes no more than what can be no part of a password."""
    quoted = production if _SHOWABLE.fullmatch(production) else "..."
    return ColdsetError(
        "address-malformed",
        f"`{SCHEME}...#{quoted}` is not the address of a book: expected "
        f"`{SCHEME}user@host/database#production`, the production in small letters, digits and "
        "`_`; write it so",
        production=quoted,
    )
