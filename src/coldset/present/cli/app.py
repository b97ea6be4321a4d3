"""The program: which commands there are."""

from collections.abc import Callable
from typing import Annotated

import typer

from coldset.present.cli import asking, auditing, keeping, recorders
from coldset.present.cli.demo import demo
from coldset.present.cli.output import say
from coldset.present.cli.simulating import invent
from coldset.present.cli.witnessing import witness

APP = typer.Typer(
    name="coldset",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Every weapon and every round on a set accounted for, and what would have to be wrong "
    "for a cold gun not to be cold.",
)
COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "demo": (demo, "Show two examples, from spreadsheet to proof."),
    "import": (keeping.import_log, "Record a crew's day log: all of it, or nothing."),
    "record": (keeping.record, "Record one event, in the words of the day log."),
    "board": (asking.show_board, "Every weapon: its word, what it holds, who has it."),
    "gate": (asking.ask_gate, "May this weapon go to this person now?"),
    "trace": (asking.trace, "Where a thing was; how a find can have got there."),
    "what-if": (asking.suppose, "The gate's answer if each account were true."),
    "simulate": (invent, "Invent a shoot, with what really happened."),
    "devices": (recorders.devices, "Which devices may record, and what is missing of them."),
    "enrol": (recorders.enrol_device, "Let a device record from now on."),
    "revoke": (recorders.revoke_device, "Take nothing more from a device."),
    "receive": (recorders.receive_file, "Take in what a device signed."),
    "verify": (keeping.verify, "Check every byte of a book."),
    "witness": (witness, "Cosign the checkpoints of hubs; refuse a fork."),
    "export": (keeping.export, "Write the record to a file."),
    "bundle": (auditing.bundle, "Hand the record over: one file for who trusts nobody."),
    "audit": (auditing.audit, "Check such a file, and tell all that disagrees."),
    "schema": (keeping.schema, "What an event looks like; a day log to start from."),
    "doctor": (keeping.doctor, "What is wrong, or would be soon."),
}
"""Each with the line that the list of commands says about it."""

for _name, (_command, _line) in COMMANDS.items():
    APP.command(_name, short_help=_line)(_command)


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom needed

        say(version("coldset"))
        raise typer.Exit


@APP.callback()
def _options(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the program with the arguments that it was started with."""
    APP()
