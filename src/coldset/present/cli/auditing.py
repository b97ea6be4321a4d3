"""Commands of both sides: bundle, which hands a record over, and audit, which trusts nobody."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from coldset.audit.asked_again import Asked
from coldset.audit.audit import audit as audit_bundle
from coldset.audit.container import BUNDLE_BYTES_MAX
from coldset.audit.report import Audit, Check
from coldset.audit.verify import CHECKPOINT_BYTES_MAX
from coldset.book import open_book
from coldset.book.bundle import bundle as bundle_of
from coldset.book.files import is_on_server, write_whole
from coldset.book.packs import pack_bytes
from coldset.errors import ColdsetError
from coldset.present.cli.options import DEFAULT_PACK, AsJson, BookFile, Pack
from coldset.present.cli.output import bullet, heading, say, table, visible, word_text, write_json
from coldset.present.cli.reading import bytes_of
from coldset.present.cli.statuses import Status, reported
from coldset.present.cli.typed import name_of
from coldset.present.sentences import bundles, names, terminal, times
from coldset.present.sentences.filling import filled

TOLD_MAX = 20
"""No more disagreements than this are told in full; all of them are counted."""

Kept = Annotated[
    list[Path] | None,
    typer.Option(
        "--checkpoint", metavar="FILE", help="A checkpoint that somebody kept; may be repeated."
    ),
]


@reported
def bundle(  # noqa: PLR0913 - each is an option of its own
    book: BookFile,
    to: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; a ZIP.")],
    entries: Annotated[
        list[str] | None,
        typer.Option(
            "--entry", metavar="ID", help="Only this entry, with its proof; may be repeated."
        ),
    ] = None,
    checkpoints: Kept = None,
    policy: Pack = DEFAULT_PACK,
    *,
    as_json: AsJson = False,
) -> None:
    """Write all that somebody needs who trusts nobody to one file: log, checkpoints, policy."""
    if not is_on_server(book) and to.exists() and to.samefile(book):
        raise ColdsetError(
            "file-is-the-book",
            f"file `{to}` is the book itself; expected another file to write to",
            path=str(to),
        )
    only = [name_of(entry, "`--entry`") for entry in entries] if entries else None
    kept = _notes(checkpoints)
    with open_book(book) as opened:
        data = bundle_of(opened, pack_bytes(policy), only=only, earlier=kept)
        answer: dict[str, object] = {
            "file": visible(str(to)),
            "origin": opened.genesis.origin,
            "hub": opened.genesis.hub.vkey,
            "size": opened.tree.size,
            "entries": opened.tree.size if only is None else len(set(only)),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "policy": policy,
        }
    write_whole(to, data)
    if as_json:
        write_json(answer)
        return
    facts = {name: str(value) for name, value in answer.items()}
    say(filled(bundles.BUNDLED, facts), filled(bundles.BUNDLE_HASH, facts))
    say(filled(terminal.HUB_KEY, facts), filled(bundles.BUNDLE_NEXT, facts))


def _notes(paths: list[Path] | None) -> list[bytes]:
    return [bytes_of(path, CHECKPOINT_BYTES_MAX) for path in paths or ()]


@reported
def audit(
    file: Annotated[Path, typer.Argument(metavar="BUNDLE", help="An evidence bundle.")],
    checkpoints: Kept = None,
    hub: Annotated[
        str, typer.Option(metavar="VKEY", help="The hub's key, as you got it by another way.")
    ] = "",
    witnesses: Annotated[
        list[str] | None,
        typer.Option(
            "--witness", metavar="VKEY", help="A witness that must have cosigned; may be repeated."
        ),
    ] = None,
    *,
    as_json: AsJson = False,
) -> Status:
    """Rebuild a bundle from its bytes, ask the gate again, and tell all that disagrees.

    Ends with status 0 when nothing disagrees, 1 when what is proven contradicts itself or what was
    said of it, and 4 when a proof does not hold.
    """
    kept = _notes(checkpoints)
    data = bytes_of(file, BUNDLE_BYTES_MAX)
    found = audit_bundle(data, kept=kept, hub=hub, witnesses=witnesses or ())
    if as_json:
        write_json(found)
    else:
        _tell(file, found)
    if found.broken:
        return Status.BROKEN_PROOF
    return Status.NOT_CLEARED if found.disagreements else Status.DONE


def _tell(file: Path, found: Audit) -> None:
    """What came out, then what was checked, what the gate answers, and what is left to compare."""
    entries = next((one.count for one in found.checks if one.about == "entries"), 0)
    facts = {
        "file": str(file),
        "origin": found.origin or bundles.NOT_SHOWN,
        "entries": str(entries),
        "size": str(found.size),
    }
    say(filled(bundles.AUDITED, facts))
    count = len(found.disagreements)
    if count:
        say(filled(bundles.DISAGREES[count > 1], {"n": str(count)}))
        if found.broken:
            say(bundles.BROKEN)
        heading(bundles.DISAGREEMENTS)
        for one in found.disagreements[:TOLD_MAX]:
            bullet(one.sentence, mark="!!")
        if count > TOLD_MAX:
            bullet(filled(terminal.AND_MORE, {"n": str(count - TOLD_MAX)}), mark="!!")
    else:
        say(bundles.AGREES)
    say("")
    table(
        ("outcome", "number", "what was checked"),
        [[bundles.OUTCOMES[one.outcome], str(one.count), _row(one, found)] for one in found.checks],
    )
    _tell_asked(found)
    heading(bundles.NOT_PROVEN)
    bullet(filled(terminal.HUB_KEY_TO_COMPARE, {"hub": found.hub or terminal.NOT_KNOWN}))
    bullet(filled(bundles.ROOT_TO_COMPARE, {"root": found.root or terminal.NOT_KNOWN}))
    bullet(filled(bundles.POLICY_DIGEST, {"sha256": found.policy_sha256}))


def _row(check: Check, found: Audit) -> str:
    """What was checked, in words: by its outcome, or by what there was of it."""
    kind: str = check.outcome
    if check.about == "cosignatures" and not check.count and not found.cosigned:
        kind = "none" if check.outcome == "not checked" else kind
    if check.about == "photos" and not check.count and check.outcome != "disagrees":
        read = any(one.about == "events" and one.count for one in found.checks)
        kind = ("absent" if found.photos_absent else "none") if read else "unread"
    if found.selection and check.outcome == "agrees":
        kind = {"tree": "proven", "events": "some"}.get(check.about, kind)
    doubts = names.counted(found.doubts or 0, "doubt", "doubts")
    covered = [f"{one.witness} ({one.size})" for one in found.cosigned]
    facts = {
        "cosigners": names.listed(found.cosigners),
        "covered": names.listed(covered),
        "doubts": doubts,
        "policy": found.policy,
        "absent": str(found.photos_absent),
    }
    return filled(bundles.CHECKS[check.about, kind], facts)


def _tell_asked(found: Audit) -> None:
    if not found.asked:
        return
    first_ms = found.asked[0].at_ms
    clock = times.Clock(found.zone, first_ms)
    heading(filled(bundles.ASKED_AGAIN, {"policy": found.policy}))
    moment = times.Clock(found.zone).moment(first_ms)
    say(filled(bundles.ASKED_FROM, {"moment": moment}))
    table(
        ("entry", "time", "weapon", "to", "asked again", "what was said", "outcome"),
        [_asked_cells(one, clock) for one in found.asked],
    )


def _asked_cells(one: Asked, clock: times.Clock) -> list[str | Text]:
    said = bundles.SAID_NOTHING
    if one.said is not None:
        said = filled(bundles.SAID_BY[one.kind], {"word": one.said})
    outcome = "agrees" if one.agrees else "disagrees"
    return [
        one.entry,
        clock.moment(one.at_ms),
        names.plain(one.weapon),
        names.plain(one.receiver),
        word_text(one.word),
        said,
        bundles.OUTCOMES[outcome],
    ]
