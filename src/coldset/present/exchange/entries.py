"""The one table of a day log: for each act the crew's word for it, and its columns.

Reading, writing, the template and the documentation all follow this table.
"""

from coldset.core import acts
from coldset.core.acts.observations import ObservationCode, Reply
from coldset.core.words import (
    BuildMark,
    ContainerKind,
    Hazard,
    Method,
    PlaceKind,
    Role,
    RoundClass,
    StatusWord,
    WeaponClass,
)
from coldset.present.exchange.cells import (
    CHAMBER,
    CHAMBERS,
    COUNT,
    ID,
    IDS,
    KEYS,
    MAYBE_COUNT,
    MAYBE_ID,
    TEXT,
    TEXTS,
    counted,
    either,
    either_or_unknown,
    flag,
    one_of,
    several_of,
)
from coldset.present.exchange.entry import make_entry as _entry
from coldset.present.exchange.loads import KEEPS, LOADS
from coldset.present.exchange.looks import CHECKED, SHOWN
from coldset.present.exchange.when import EXPIRY, INSTANT

_ITEM = ("item", ID)
_FROM = ("from", ID)
_TO = ("to", ID)
_SCENE = ("scene", ID)
_N = ("n", MAYBE_COUNT)
_WORDS = ("note", TEXT)
_HAZARD = ("contents", one_of(Hazard))
_ROLE = ("contents", one_of(Role))
_BULLETS = ("contents", counted("bullet"))
_CLASS = ("contents", one_of(WeaponClass))
_BOX = ("contents", one_of(ContainerKind, "box"))

_PEOPLE = (
    _entry("person entered", acts.PersonEntered, person=_ITEM, through=("with", ID)),
    _entry("person left", acts.PersonLeft, person=_ITEM),
    _entry("person declared", acts.PersonDeclared, person=_ITEM, declared=_WORDS),
    _entry("person searched", acts.PersonSearched, person=_ITEM),
    _entry("role assigned", acts.RoleAssigned, person=_ITEM, role=_ROLE),
    _entry("role ended", acts.RoleEnded, person=_ITEM, role=_ROLE),
    _entry("duty assigned", acts.DutyAssigned, person=_ITEM, duty=_WORDS),
    _entry("duty ended", acts.DutyEnded, person=_ITEM, duty=_WORDS),
    _entry(
        "qualification recorded",
        acts.QualificationRecorded,
        person=_ITEM,
        qualification=_WORDS,
        number=("label", TEXT),
        expires_ms=("to", EXPIRY),
    ),
    _entry(
        "training recorded",
        acts.TrainingRecorded,
        person=_ITEM,
        course=_WORDS,
        model=("model", TEXT),
    ),
    _entry(
        "briefing held",
        acts.BriefingHeld,
        attendees=("with", IDS),
        topics=("note", TEXTS),
        scene=_SCENE,
    ),
    _entry("concern raised", acts.ConcernRaised, text=_WORDS),
    _entry("concern answered", acts.ConcernAnswered, concern=_ITEM, text=_WORDS),
    _entry("handling declined", acts.HandlingDeclined, weapon=_ITEM, person=_TO),
    _entry("request refused", acts.RequestRefused, request=_WORDS, asked_by=_FROM),
    _entry("instruction given", acts.InstructionGiven, person=_TO, text=_WORDS),
)

_PLACES = (
    _entry("production opened", acts.ProductionOpened, title=_WORDS, zone=("zone", TEXT)),
    _entry(
        "place declared",
        acts.PlaceDeclared,
        place=_ITEM,
        kind=("contents", one_of(PlaceKind)),
        keeps=("label", KEEPS),
    ),
    _entry("ban declared", acts.BanDeclared, hazard=_HAZARD),
    _entry("line controlled", acts.LineControlled),
    _entry("line released", acts.LineReleased),
    _entry(
        "box arrived",
        acts.ContainerArrived,
        container=_ITEM,
        kind=_BOX,
        holder=_TO,
        keeps=("label", KEEPS),
    ),
    _entry("sealed", acts.ContainerSealed, container=_ITEM, seal=("label", TEXT)),
    _entry(
        "seal read",
        acts.SealRead,
        container=_ITEM,
        seal=("label", TEXT),
        intact=("contents", either("intact", "broken")),
    ),
    _entry("seal removed", acts.SealRemoved, container=_ITEM),
    _entry("locked", acts.HolderLocked, holder=_ITEM, keys=("with", KEYS)),
    _entry("unlocked", acts.HolderUnlocked, holder=_ITEM),
    _entry("key given", acts.KeyGiven, holder=_ITEM, person=_TO),
    _entry("left unattended", acts.PlaceLeft, holder=_ITEM),
    _entry("in sight", acts.WatchClaimed, item=_ITEM, since_shown=("method", flag("since shown"))),
    _entry("swept", acts.PlaceSwept, holder=_ITEM),
)

_WEAPONS = (
    _entry(
        "weapon arrived",
        acts.WeaponArrived,
        weapon=_ITEM,
        weapon_class=_CLASS,
        source=("from", TEXT),
        holder=_TO,
        chambers=("of", MAYBE_COUNT),
        model=("model", TEXT),
        serial=("label", TEXT),
        reason=_WORDS,
    ),
    _entry(
        "weapon examined",
        acts.WeaponExamined,
        weapon=_ITEM,
        safe=("contents", either_or_unknown("safe", "unsafe")),
        text=_WORDS,
    ),
    _entry("weapon serviced", acts.WeaponServiced, weapon=_ITEM, opened=_WORDS),
    _entry("weapon shown", acts.WeaponShown, SHOWN, weapon=_ITEM),
    _entry(
        "bore checked",
        acts.BoreChecked,
        weapon=_ITEM,
        clear=("contents", either_or_unknown("clear", "blocked")),
    ),
    _entry("cylinder swapped", acts.CylinderSwapped, weapon=_ITEM, out=_FROM, into=_TO),
    _entry("weapon pointed", acts.WeaponPointed, weapon=_ITEM, at=_TO, consulted=("with", ID)),
    _entry(
        "status called",
        acts.StatusCalled,
        weapon=_ITEM,
        word=("contents", one_of(StatusWord)),
        heard_by=("with", IDS),
        meant=_WORDS,
    ),
)

_ROUNDS = (
    _entry(
        "lot arrived",
        acts.LotArrived,
        lot=_ITEM,
        source=("from", TEXT),
        holder=_TO,
        claimed=("contents", one_of(RoundClass)),
        n=_N,
        build=("method", several_of(BuildMark)),
        label=("label", TEXT),
    ),
    _entry("lots merged", acts.LotsMerged, into=_ITEM, lots=("from", IDS), holder=_TO),
    _entry(
        "rounds drawn",
        acts.PortionDrawn,
        portion=_ITEM,
        lot=_FROM,
        holder=_TO,
        n=_N,
        emptied=("method", flag("emptied")),
    ),
    _entry(
        "rounds checked",
        acts.LotChecked,
        CHECKED,
        lot=_ITEM,
        method=("method", one_of(Method)),
    ),
    _entry("rounds counted", acts.LotCounted, lot=_ITEM, n=("n", COUNT)),
    _entry(
        "loaded",
        acts.RoundsLoaded,
        lot=_ITEM,
        weapon=_TO,
        chambers=("chambers", CHAMBERS),
        n=_N,
        bullets=_BULLETS,
    ),
    _entry(
        "unloaded",
        acts.RoundsUnloaded,
        lot=_ITEM,
        weapon=_FROM,
        holder=_TO,
        chambers=("chambers", CHAMBERS),
        n=_N,
        bullets=_BULLETS,
        seen_empty=("method", flag("seen empty")),
    ),
    _entry(
        "round refused",
        acts.RoundRefused,
        lot=_ITEM,
        weapon=_TO,
        chamber=("chambers", CHAMBER),
    ),
    _entry("rounds discarded", acts.RoundDiscarded, lot=_ITEM, n=_N, into=("to", TEXT)),
    _entry(
        "shot fired",
        acts.ShotFired,
        weapon=_ITEM,
        planned=("contents", either("planned", "unplanned")),
        chamber=("chambers", CHAMBER),
        n=("n", COUNT),
    ),
    _entry("hammer fell", acts.HammerFell, weapon=_ITEM, chamber=("chambers", CHAMBER)),
    _entry("cases collected", acts.CasesCollected, lot=_ITEM, n=("n", COUNT)),
)

_CUSTODY = (
    _entry("moved", acts.ItemMoved, item=_ITEM, holder=_TO),
    _entry(
        "handed over",
        acts.CustodyPassed,
        item=_ITEM,
        giver=_FROM,
        receiver=_TO,
        supervisor=("with", ID),
        scene=_SCENE,
    ),
    _entry(
        "kit issued",
        acts.KitIssued,
        items=("item", IDS),
        giver=_FROM,
        receiver=_TO,
        supervisor=("with", ID),
    ),
    _entry("kit returned", acts.KitReturned, items=("item", IDS), giver=_FROM, receiver=_TO),
)

_SCENES = (
    _entry(
        "scene planned",
        acts.ScenePlanned,
        scene=_SCENE,
        loads=("contents", LOADS),
        performers=("to", IDS),
        in_line=("with", IDS),
    ),
    _entry("risks assessed", acts.RisksAssessed, scene=_SCENE, version=("label", TEXT)),
    _entry("rehearsal", acts.RehearsalStarted, scene=_SCENE),
    _entry("camera rolled", acts.CameraRolled, scene=_SCENE),
    _entry("cut", acts.CutCalled, scene=_SCENE),
    _entry("meal", acts.MealCalled),
    _entry("wrapped", acts.Wrapped),
)

_DECISIONS = (
    _entry(
        "clearance given",
        acts.ClearanceGiven,
        weapon=_ITEM,
        performer=_TO,
        words=_WORDS,
        scene=_SCENE,
    ),
    _entry(
        "overridden",
        acts.ClearanceOverridden,
        weapon=_ITEM,
        performer=_TO,
        reason=_WORDS,
        second=("with", ID),
    ),
    _entry("stop", acts.StopRaised, reason=_WORDS),
    _entry("stop raised in error", acts.StopRaisedInError, stop=_ITEM, second=("with", ID)),
    _entry(
        "stop lifted",
        acts.StopLifted,
        stop=_ITEM,
        cause=_WORDS,
        recovered=("contents", TEXT),
        told=("with", IDS),
    ),
    _entry("policy changed", acts.PolicyChanged, pack=_WORDS, digest=("label", TEXT)),
)

_FINDS = (
    _entry("hazard suspected", acts.HazardSuspected, hazard=_HAZARD, at=_ITEM, lot=_FROM),
    _entry(
        "hazard identified",
        acts.HazardIdentified,
        hazard=_HAZARD,
        at=_ITEM,
        lot=_FROM,
        n=_N,
        chamber=("chambers", CHAMBER),
        how=_WORDS,
    ),
    _entry("suspicion dropped", acts.SuspicionDropped, suspicion=_ITEM, text=_WORDS),
    _entry("incident", acts.IncidentDeclared, weapon=_ITEM, text=_WORDS),
    _entry(
        "person injured",
        acts.PersonInjured,
        person=_ITEM,
        fatal=("contents", flag("fatal")),
        text=_WORDS,
    ),
    _entry("help called", acts.HelpCalled, text=_WORDS),
    _entry("scene altered", acts.SceneAltered, item=("item", MAYBE_ID), text=_WORDS),
    _entry("evidence seized", acts.EvidenceSeized, item=_ITEM, number=("label", TEXT), text=_WORDS),
    _entry(
        "evidence filed",
        acts.EvidenceFiled,
        text=_WORDS,
        case_number=("label", TEXT),
        references=("contents", TEXTS),
    ),
    _entry(
        "item examined",
        acts.ItemExamined,
        item=_ITEM,
        destructive=("method", flag("destructive")),
        text=_WORDS,
    ),
    _entry(
        "observed",
        acts.ObservationMade,
        find=_ITEM,
        code=("method", one_of(ObservationCode)),
        answer=("contents", one_of(Reply)),
        about=("label", TEXT),
        who=("with", ID),
        from_ms=("from", INSTANT),
        to_ms=("to", INSTANT),
    ),
    _entry("item damaged", acts.ItemDamaged, item=_ITEM, text=_WORDS),
)

_KNOWLEDGE = (
    _entry(
        "statement",
        acts.StatementMade,
        words=_WORDS,
        to=("to", TEXT),
        paraphrase=("method", flag("paraphrase")),
    ),
    _entry("statement revised", acts.StatementRevised, statement=_ITEM, words=_WORDS),
    _entry("accounts differ", acts.AccountsOpened, accounts=("item", IDS), about=_WORDS),
    _entry("retracted", acts.EventRetracted, event=_ITEM, reason=_WORDS),
)

ENTRIES = (
    *_PEOPLE,
    *_PLACES,
    *_WEAPONS,
    *_ROUNDS,
    *_CUSTODY,
    *_SCENES,
    *_DECISIONS,
    *_FINDS,
    *_KNOWLEDGE,
)
"""Every act that people write down, in the order of the documentation; not the hub's own."""

WORDS = {entry.long_word: entry for entry in ENTRIES} | {entry.word: entry for entry in ENTRIES}
"""Each entry by its event word, and by its act's own name."""

BY_ACT = {entry.act: entry for entry in ENTRIES}
