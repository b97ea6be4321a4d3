"""The program: which commands there are."""

import typer

from coldset.present.cli import asking, keeping
from coldset.present.cli.demo import demo

APP = typer.Typer(
    name="coldset",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Every weapon and every round on a set accounted for, and what would have to be wrong "
    "for a cold gun not to be cold.",
)
APP.command("demo")(demo)
APP.command("import")(keeping.import_log)
APP.command("record")(keeping.record)
APP.command("board")(asking.show_board)
APP.command("gate")(asking.ask_gate)
APP.command("trace")(asking.trace)
APP.command("what-if")(asking.suppose)
APP.command("verify")(keeping.verify)
APP.command("export")(keeping.export)
APP.command("schema")(keeping.schema)
APP.command("doctor")(keeping.doctor)


def main() -> None:
    """Run the program with the arguments that it was started with."""
    APP()
