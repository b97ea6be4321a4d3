"""An evidence bundle, rebuilt from its bytes by somebody who trusts nobody, and every disagreement.

In this order; what comes later rests on what came before:

1. the file is a bundle in the one form, and its members are those that the manifest lists;
2. genesis, hub key, every checkpoint: `verify`; with `kept` and `hub`, what the auditor has of
   their own is compared as well;
3. every signature of every entry, and the tree; of a selection, the proof of each entry;
4. the entries are events that make sense as one record, and it is folded;
5. the policy pack is readable, and the one that the record names, if it names one;
6. the gate is asked again at every hand-over and clearance, and compared with what was said.

Where a proof is broken, or the record makes no sense, nothing is asked of it: there, nothing was
cleared.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from coldset.audit.asked_again import Asked, Stated, Stating, asked_again
from coldset.audit.bundle import Bundle, lines_of, open_bundle
from coldset.audit.cosigned import Cosigned, newest_by, signatures_besides
from coldset.audit.enrolment import by_hub
from coldset.audit.record import (
    Disagreement,
    doubts,
    impossible,
    photos_named,
    photos_unnamed,
    policy_named,
    senseless,
    zone_of,
)
from coldset.audit.report import About, Audit, Check, Outcome
from coldset.audit.selection import grown, selected
from coldset.audit.verify import checkpoint_of, genesis_of, keys_of, rebuilt, shortened
from coldset.core import codec
from coldset.core.events import Event
from coldset.core.words import Id
from coldset.errors import ColdsetError, IntegrityError
from coldset.gate.policy import Policy, parse_pack
from coldset.log.checkpoint import Checkpoint
from coldset.log.cosignature import Cosigner, parse_cosigner
from coldset.log.envelope import Opened
from coldset.log.genesis import Genesis
from coldset.log.keys import key_id
from coldset.log.note import parse_vkey


def audit(
    data: bytes, *, kept: Sequence[bytes] = (), hub: str = "", witnesses: Sequence[str] = ()
) -> Audit:
    """Rebuild everything in a bundle and tell every disagreement.

    Args:
        data: The bundle's exact bytes.
        kept: Checkpoints that the auditor has from elsewhere; the log must begin with each.
        hub: The hub's verifier key from elsewhere; empty to take the bundle's word for it.
        witnesses: Verifier keys of witnesses; each must have cosigned a checkpoint in the bundle.

    Returns:
        What was checked; it is never raised that something in a bundle disagrees.

    Raises:
        ColdsetError: it is no bundle in the one form (as `open_bundle`), or a key that was
            given is none (as `parse_vkey`).
        IntegrityError: as `open_bundle`: a member is missing, or is not what was packed.
    """
    if hub:
        parse_vkey(hub)
    known = [parse_cosigner(witness) for witness in witnesses]
    bundle = open_bundle(data)
    work = _Work(bundle)
    work.close("members", len(bundle.members), map(_broken, bundle.amiss))
    proven = work.proven(kept, hub, known)
    events = work.events(proven)
    policy = work.policy(events)
    work.photos(events)
    work.verdicts(events, policy)
    return work.audit()


@dataclass(slots=True)
class _Work:
    """An audit under way: what was found so far."""

    bundle: Bundle
    checks: list[Check] = field(default_factory=list)
    found: list[Disagreement] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    genesis: Genesis | None = None
    newest: Checkpoint | None = None
    cosigners: tuple[str, ...] = ()
    cosigned: tuple[Cosigned, ...] = ()
    pack: Policy | None = None
    photos_absent: int = 0
    doubts: int | None = None
    zone: str = "UTC"

    @property
    def whole(self) -> bool:
        """Whether the bundle is of a whole log."""
        return self.bundle.manifest.selection is None

    def close(
        self,
        about: About,
        count: int,
        found: Iterable[Disagreement] = (),
        otherwise: Outcome = "agrees",
    ) -> bool:
        """Add a check with what disagrees; say whether nothing does."""
        listed = list(found)
        self.found += listed
        self.checks.append(Check(about, count, "disagrees" if listed else otherwise))
        return not listed

    def proven(
        self, kept: Sequence[bytes], hub: str, witnesses: Sequence[Cosigner]
    ) -> list[Opened] | None:
        """Every entry in order, once all proofs hold; None where one does not."""
        before = len(self.found)
        checkpoints = self._checkpoints(kept, hub)
        if self.genesis is not None:
            self._cosigned(self.genesis, witnesses)
        if self.genesis is None or self.newest is None:
            for about in ("entries", "tree"):
                self.close(about, 0, otherwise="not checked")
            return None
        steps = list(self._steps(self.genesis, self.newest, checkpoints))
        opened = [step for step in steps if isinstance(step, Opened)]
        amiss = [_broken(step) for step in steps if not isinstance(step, Opened)]
        self.close("entries", len(opened), (one for one in amiss if one.index is not None))
        trees = [one for one in amiss if one.index is None]
        if not self.whole:
            trees += map(_broken, grown(self.bundle, self.newest, checkpoints))
        self.close("tree", 1 + len(checkpoints), trees)
        return opened if len(self.found) == before and not self.bundle.amiss else None

    def _steps(
        self, genesis: Genesis, newest: Checkpoint, kept: Sequence[Checkpoint]
    ) -> Iterator[Opened | IntegrityError]:
        enrol = by_hub(key_id(genesis.hub.public))
        if self.whole:
            return rebuilt(self.bundle.entries, (newest, kept), keys_of(genesis), enrol)
        return selected(self.bundle, newest, keys_of(genesis), enrol)

    def _checkpoints(self, kept: Sequence[bytes], hub: str) -> list[Checkpoint]:
        """The earlier checkpoints that are by the hub; genesis, hub and newest on the way."""
        members, manifest = self.bundle.members, self.bundle.manifest
        try:
            self.genesis = genesis_of(members["genesis.json"])
        except IntegrityError as error:
            self.close("hub", 0, [_broken(error)])
            self.close("checkpoints", 0, otherwise="not checked")
            return []
        self.close("hub", 1, self._hub(self.genesis, hub), "agrees" if hub else "not checked")
        found: list[Disagreement] = []
        try:
            self.newest = checkpoint_of(members["checkpoint.txt"], self.genesis)
        except IntegrityError as error:
            found.append(_broken(error))
        earlier: list[Checkpoint] = []
        for name, note in (*self.bundle.earlier.items(), *(("", note) for note in kept)):
            try:
                earlier.append(checkpoint_of(note, self.genesis))
            except IntegrityError as error:
                found.append(_broken(error, f"{name or 'a checkpoint that was kept'}: "))
        if self.newest is not None:
            found += map(_broken, shortened(self.newest, earlier))
            if manifest.size != self.newest.size:
                found.append(_differs(f"`{manifest.size}` entries", str(self.newest.size)))
        sizes = [one.size for one in earlier[: len(self.bundle.earlier)]]
        if sizes != sorted(sizes):
            found.append(_differs("earlier checkpoints out of order", "them by size"))
        self.close("checkpoints", 1 + len(earlier), found)
        return earlier

    def _hub(self, genesis: Genesis, hub: str) -> Iterator[Disagreement]:
        if self.bundle.manifest.origin != genesis.origin:
            yield _differs(f"the log `{self.bundle.manifest.origin[:80]}`", genesis.origin)
        if hub and hub != genesis.hub.vkey:
            yield Disagreement(
                code="hub-differs",
                broken=True,
                sentence=f"the log is by the hub `{genesis.hub.vkey}`: expected `{hub}`, the key "
                "that you have; somebody else can have written all of it",
            )

    def _cosigned(self, genesis: Genesis, witnesses: Sequence[Cosigner]) -> None:
        """Compare the cosignatures with the witnesses that are known; count the others."""
        notes = [self.bundle.members["checkpoint.txt"], *self.bundle.earlier.values()]
        besides = signatures_besides(genesis, notes)
        self.cosigners = tuple(sorted({one.name for one in besides}))
        told = [newest_by(witness, genesis, notes) for witness in witnesses]
        self.cosigned = tuple(one for one in told if isinstance(one, Cosigned))
        amiss = [_broken(one) for one in told if isinstance(one, IntegrityError)]
        self.close("cosignatures", len(besides), amiss, "agrees" if witnesses else "not checked")

    def events(self, proven: list[Opened] | None) -> list[Event] | None:
        """The record, once it makes sense and could be folded; None where it can not be asked."""
        if proven is None:
            self.close("events", 0, otherwise="not checked")
            return None
        events = [codec.decode(one.payload) for one in proven]
        found = list(impossible(events))
        if not events:
            found.append(_EMPTY)
        if self.whole:
            found += senseless(events)
        if self.whole and not found:
            try:
                self.doubts, self.zone = doubts(events), zone_of(events)
            except Exception as cause:  # noqa: BLE001 - a record that nothing can be made of is told
                found.append(_unfolded(cause))
        return events if self.close("events", len(events), found) else None

    def policy(self, events: Sequence[Event] | None) -> Policy | None:
        """The policy pack, once it was read."""
        data = self.bundle.members["policy.toml"]
        try:
            self.pack = parse_pack(data)
        except ColdsetError as error:
            found = Disagreement(code=error.code, sentence=error.sentence)
            self.close("policy", 1, [found])
            return None
        if events is None or not self.whole:
            self.close("policy", 1, otherwise="not checked")
            return self.pack
        proven, amiss = policy_named(events, data, self.pack)
        self.close("policy", 1, amiss, "agrees" if proven else "not checked")
        return self.pack

    def photos(self, events: Sequence[Event] | None) -> None:
        """Compare the photos that are here with those that entries name."""
        photos = self.bundle.photos
        if events is None:
            self.close("photos", len(photos), otherwise="not checked")
            return
        named = photos_named(events)
        self.photos_absent = len(named - set(photos))
        absent: Outcome = "not checked" if self.photos_absent else "agrees"
        self.close("photos", len(photos), photos_unnamed(photos, named), absent)

    def verdicts(self, events: list[Event] | None, policy: Policy | None) -> None:
        """Ask the gate again, where there is a whole record and a policy to ask under."""
        if events is None or policy is None or not self.whole:
            self.close("verdicts", 0, otherwise="not checked")
            return
        stated, found = _stating(lines_of(self.bundle.members["verdicts.jsonl"]))
        for one in asked_again(events, policy, stated):
            if isinstance(one, Asked):
                self.asked.append(one)
            else:
                found.append(one)
        self.close("verdicts", len(self.asked), found)

    def audit(self) -> Audit:
        """All of it."""
        pack, newest = self.pack, self.newest
        return Audit(
            origin="" if self.genesis is None else self.genesis.origin,
            hub="" if self.genesis is None else self.genesis.hub.vkey,
            size=self.bundle.manifest.size if newest is None else newest.size,
            selection=not self.whole,
            root="" if newest is None else newest.root.hex(),
            cosigners=self.cosigners,
            cosigned=self.cosigned,
            policy="" if pack is None else f"{pack.name} {pack.version}",
            policy_sha256=hashlib.sha256(self.bundle.members["policy.toml"]).hexdigest(),
            photos_absent=self.photos_absent,
            doubts=self.doubts,
            zone=self.zone,
            checks=tuple(self.checks),
            asked=tuple(self.asked),
            disagreements=tuple(self.found),
        )


_EMPTY = Disagreement(
    code="bundle-empty",
    sentence="there is not one entry in the bundle: expected a log that something was written in; "
    "it shows nothing",
)


def _unfolded(cause: Exception) -> Disagreement:
    return Disagreement(
        code="record-unfolded",
        sentence=f"the record can not be taken in ({type(cause).__name__}), so nothing can be "
        "asked of it",
    )


def _broken(error: IntegrityError, where: str = "") -> Disagreement:
    index = error.fields.get("index")
    return Disagreement(
        code=error.code,
        sentence=f"{where}{error.sentence}",
        index=index if isinstance(index, int) else None,
        broken=True,
    )


def _differs(said: str, found: str) -> Disagreement:
    return Disagreement(
        code="manifest-differs",
        broken=True,
        sentence=f"the manifest says {said}: expected `{found}`, as what the hub signed has it",
    )


def _stating(lines: Iterable[bytes]) -> tuple[Stating, list[Disagreement]]:
    """What the bundle states, by entry and weapon, and the lines that state nothing."""
    stated: dict[tuple[Id, Id], Stated] = {}
    found: list[Disagreement] = []
    for number, line in enumerate(lines, start=1):
        one = _stated(line)
        if one is None:
            what = "is no verdict in its one form"
        elif (one.entry, one.weapon) in stated:
            what = f"is the second on `{one.weapon}` at entry `{one.entry}`"
        else:
            stated[one.entry, one.weapon] = one
            continue
        sentence = f"line `{number}` of verdicts.jsonl {what}: expected one for each hand-over"
        found.append(Disagreement(code="verdict-unreadable", sentence=sentence))
    return stated, found


def _stated(line: bytes) -> Stated | None:
    """A line of `verdicts.jsonl`; None when it is no verdict in its one form."""
    try:
        one = msgspec.json.decode(line, type=Stated)
        return one if msgspec.json.encode(one, order="sorted") == line else None
    except (ValueError, RecursionError):
        return None
