"""The command that runs a witness: for a union, an insurer, another hub."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from coldset.book.witnessing import Witness, create_witness, open_witness
from coldset.errors import ColdsetError
from coldset.present.cli.options import AsJson
from coldset.present.cli.output import bullet, heading, say, visible, write_json
from coldset.present.cli.statuses import reported
from coldset.present.sentences import terminal
from coldset.present.sentences.filling import filled

HOST, PORT = "127.0.0.1", 8470


@reported
def witness(  # noqa: PLR0913 - each is an option of the command
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What the witness remembers; its key is beside.")
    ],
    name: Annotated[
        str,
        typer.Option("--name", help="Make a new witness of this name, `union.example/witness`."),
    ] = "",
    log: Annotated[
        list[str] | None,
        typer.Option("--log", metavar="VKEY", help="Watch the log of this hub's verifier key."),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = HOST,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any free one.")
    ] = PORT,
    *,
    show: Annotated[
        bool, typer.Option("--show", help="Say what it remembers, and do not serve.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Cosign the checkpoints of hubs, and refuse a log that went back or has two versions."""
    with create_witness(file, name) if name else open_witness(file) as kept:
        for vkey in log or ():
            kept.watch(vkey)
        if show:
            _tell(kept, None, as_json=as_json)
            return
        _serve(kept, host, port, as_json=as_json)


def _serve(kept: Witness, host: str, port: int, *, as_json: bool) -> None:
    from coldset.present.witness_http import (  # noqa: PLC0415 - slow, and seldom needed
        listen,
        serve,
        witness_app,
    )

    if not kept.watched():
        raise ColdsetError(
            "log-missing",
            "this witness watches no log: expected the verifier key of a hub; give one with --log",
        )
    with listen(host, port) as listening:
        taken = listening.getsockname()
        _tell(kept, f"http://{taken[0]}:{taken[1]}", as_json=as_json)
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            serve(witness_app(kept, _warn), listening)


def _warn(line: str) -> None:
    sys.stderr.write(f"coldset: {visible(line)}\n")
    sys.stderr.flush()


def _tell(kept: Witness, address: str | None, *, as_json: bool) -> None:
    """Whose witness it is, what it remembers of each log, and where it listens."""
    watched, forks = kept.watched(), kept.forks()
    if as_json:
        logs = [
            {"log": log.hub.name, "hub": log.hub.vkey, "size": log.seen.size}
            | {"root": log.seen.root.hex(), "cosigned_s": log.seen.time_s}
            for log in watched
        ]
        proven = [
            {"log": fork.origin, "shown_s": fork.time_s}
            | {"cosigned": fork.cosigned.decode(), "shown": fork.shown.decode()}
            for fork in forks
        ]
        told = {"witness": kept.cosigner.vkey, "logs": logs, "forks": proven}
        write_json(told | {"listens": address})
        return
    say(filled(terminal.WITNESS_KEY, {"key": kept.cosigner.vkey}))
    for log in watched:
        size = str(log.seen.size)
        bullet(filled(terminal.COSIGNED, {"log": log.hub.name, "n": size, "key": log.hub.vkey}))
    if forks:
        heading(terminal.FORKS)
        for fork in forks:
            bullet(fork.origin, mark="!!")
    if address is not None:
        say(filled(terminal.LISTENS, {"address": address}))
