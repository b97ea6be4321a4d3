"""The arguments and options that commands share."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for programs.")]
BookFile = Annotated[
    str,
    typer.Argument(
        metavar="BOOK",
        help="The book: a file of one production, or `postgresql://user@host/database#production`.",
    ),
]
Pack = Annotated[
    str, typer.Option("--policy", metavar="PACK", help="A policy pack by name, or a TOML file.")
]
At = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="TIME",
        help="Ask as of this local time, such as `2026-03-18 14:05`; now when left out.",
    ),
]
InHindsight = Annotated[
    bool,
    typer.Option(
        "--in-hindsight",
        help="Use everything that was ever written down, not only what was known then.",
    ),
]
DEFAULT_PACK = "set"
