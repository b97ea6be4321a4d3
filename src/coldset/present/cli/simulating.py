"""The command that invents a shoot, to try the others on: a day log, and what really happened."""

from pathlib import Path
from typing import Annotated, cast

import msgspec
import typer

from coldset.book.files import write_whole
from coldset.errors import ColdsetError
from coldset.present.cli.options import AsJson
from coldset.present.cli.output import say, visible, write_json
from coldset.present.cli.statuses import reported
from coldset.present.exchange import write_day_log
from coldset.simulate import HABITS, MECHANISMS, HabitName, Mechanism, Shoot, simulate

LOG_NAME, TRUTH_NAME = "log.csv", "truth.json"
DAYS_MAX = 60


@reported
def invent(  # noqa: PLR0913 - each is an option of the command
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where both files go.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed, the same shoot.")] = 1,
    habit: Annotated[
        str, typer.Option("--habit", help=f"How the crew works: {', '.join(HABITS)}.")
    ] = "ordinary",
    days: Annotated[int, typer.Option("--days", min=1, max=DAYS_MAX, help="How many days.")] = 1,
    mechanism: Annotated[
        str,
        typer.Option(
            "--mechanism",
            help=f"How a hazard gets in; by lot when left out: none, {', '.join(MECHANISMS)}.",
        ),
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Invent a shoot with a hidden truth: its day log, and beside it what really happened."""
    _one_of("--habit", habit, HABITS)
    _one_of("--mechanism", mechanism, ("", "none", *MECHANISMS))
    shoot = simulate(
        seed, cast("HabitName", habit), days, cast("Mechanism", mechanism) if mechanism else None
    )
    log, truth = out / LOG_NAME, out / TRUTH_NAME
    out.mkdir(parents=True, exist_ok=True)
    write_whole(log, write_day_log(shoot.events).encode())
    told = msgspec.json.encode(shoot.truth, order="sorted")
    write_whole(truth, msgspec.json.format(told, indent=2) + b"\n")
    _say(shoot, log, truth, as_json=as_json)


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ColdsetError(
            "option-unknown",
            f"{option} `{value}` is unknown; expected one of {', '.join(filter(None, known))}",
            option=option,
            value=value,
        )


def _say(shoot: Shoot, log: Path, truth: Path, *, as_json: bool) -> None:
    hand_overs = shoot.truth.hand_overs
    answer = {
        "invented": True,
        "log": visible(str(log)),
        "truth": visible(str(truth)),
        "events": len(shoot.events),
        "hand_overs": len(hand_overs),
        "found": shoot.truth.found,
    }
    if as_json:
        write_json(answer)
        return
    say("This shoot is invented: no person, production or round in it ever existed.")
    say(f"{log}: {len(shoot.events)} rows, {len(hand_overs)} hand-overs")
    found = f"a hazard is found at `{shoot.truth.found}`" if shoot.truth.found else "nothing found"
    say(f"{truth}: what really happened; {found}. Look into it last.")
