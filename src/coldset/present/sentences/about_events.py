"""What each act says in a line: a sentence, and a further one for each field that is filled."""

from collections.abc import Mapping
from typing import NamedTuple

from coldset.core import acts
from coldset.core.acts.base import Act


class Told(NamedTuple):
    """How an act is told.

    `sentence` is said always. Where `which` names a field, its value chooses out of `either`
    instead. `more` has a sentence for each field that is filled.
    """

    sentence: str = ""
    which: str = ""
    either: Mapping[object, str] = {}
    more: Mapping[str, str] = {}


_SCENE = {"scene": "For scene {scene}."}
_CHAMBER = {"chamber": "It was chamber {chamber}."}

PEOPLE: Mapping[type[Act], Told] = {
    acts.BriefingHeld: Told(
        "{by} held a safety meeting with {attendees}.",
        more={"topics": "It covered {topics}.", **_SCENE},
    ),
    acts.ConcernAnswered: Told("{by} answered the concern of entry {concern}: {text}."),
    acts.ConcernRaised: Told("{by} raised a concern: {text}."),
    acts.DutyAssigned: Told("{person} was given a duty: {duty}."),
    acts.DutyEnded: Told("A duty of {person} ended: {duty}."),
    acts.HandlingDeclined: Told("{person} declined to handle {weapon}."),
    acts.InstructionGiven: Told("{by} told {person}: {text}."),
    acts.PersonDeclared: Told(
        "{person} told {by} what their pockets and bags hold.",
        more={"declared": "In their words: {declared}."},
    ),
    acts.PersonEntered: Told(
        "{person} came onto the property.", more={"through": "{through} let them in."}
    ),
    acts.PersonLeft: Told("{person} left the property."),
    acts.PersonSearched: Told(
        "{by} searched the pockets and kit of {person} and found nothing amiss."
    ),
    acts.QualificationRecorded: Told(
        "A permit of {person} was put on file: {qualification}.",
        more={"number": "Its number is {number}.", "expires_ms": "It is valid until {expires_ms}."},
    ),
    acts.RequestRefused: Told(
        "{by} refused a request: {request}.", more={"asked_by": "{asked_by} had asked for it."}
    ),
    acts.RoleAssigned: Told("{person} was given the role of {role}."),
    acts.RoleEnded: Told("{person} no longer has the role of {role}."),
    acts.TrainingRecorded: Told(
        "{person} was trained: {course}.", more={"model": "It was for the {model}."}
    ),
}

PLACES: Mapping[type[Act], Told] = {
    acts.BanDeclared: Told("{hazard} was declared not to be allowed on the property."),
    acts.ContainerArrived: Told(
        "{container}, a {kind}, came onto the record; it went to {holder}.",
        more={"keeps": "It is set apart for {keeps}."},
    ),
    acts.ContainerSealed: Told("{by} sealed {container} with the seal {seal}."),
    acts.SealRead: Told(
        which="intact",
        either={
            True: "{by} read the seal {seal} on {container}; it was whole.",
            False: "{by} read the seal {seal} on {container}; it was not whole.",
        },
    ),
    acts.SealRemoved: Told("{by} took the seal off {container} without reading it."),
    acts.HolderLocked: Told(
        which="keys",
        either={
            None: "{by} locked {holder}; who can open it is not on record.",
            (): "{by} locked {holder}; nobody is recorded as having a key.",
        },
        sentence="{by} locked {holder}; {keys} can open it.",
    ),
    acts.HolderUnlocked: Told("{by} unlocked {holder}."),
    acts.KeyGiven: Told("{person} was given a key to {holder}."),
    acts.LineControlled: Told("From here on {by} controls what comes onto the property."),
    acts.LineReleased: Told("The control of what comes onto the property ended."),
    acts.PlaceDeclared: Told(
        "{place} was put on record as a place ({kind}).",
        more={"keeps": "It is set apart for {keeps}."},
    ),
    acts.PlaceLeft: Told("{holder} was left with nobody watching."),
    acts.PlaceSwept: Told("{by} went through {holder} for stray rounds."),
    acts.ProductionOpened: Told('The record of "{title}" begins; local time is that of {zone}.'),
    acts.WatchClaimed: Told(
        which="since_shown",
        either={
            True: "{by} has had {item} in sight since it was shown.",
            False: "{by} has {item} in sight.",
        },
    ),
}

WEAPONS: Mapping[type[Act], Told] = {
    acts.BoreChecked: Told(
        which="clear",
        either={
            True: "{by} looked through the bore of {weapon} and saw it clear.",
            False: "{by} looked through the bore of {weapon}, and it was not clear.",
            None: "{by} looked through the bore of {weapon} and could not tell whether it was "
            "clear.",
        },
    ),
    acts.CylinderSwapped: Told("{by} took {out} out of {weapon} and put in {into_thing}."),
    acts.StatusCalled: Told(
        '{by} called {weapon} "{word}".',
        more={"meant": "Meant was: {meant}.", "heard_by": "It was heard by {heard_by}."},
    ),
    acts.WeaponArrived: Told(
        "{weapon} came from {source} and went to {holder}: {weapon_class}, {chambers}.",
        more={
            "model": "Its model is {model}.",
            "serial": "Its number is {serial}.",
            "reason": "Why no replica would do: {reason}.",
        },
    ),
    acts.WeaponExamined: Told(
        which="safe",
        either={
            True: "{by} tested how {weapon} works and found it safe.",
            False: "{by} tested how {weapon} works and did not find it safe.",
            None: "{by} tested how {weapon} works, which did not settle whether it is safe.",
        },
        more={"text": "As written down: {text}."},
    ),
    acts.WeaponPointed: Told(
        "{weapon} was aimed at {at}, or was to be.",
        more={"consulted": "{consulted} was asked beforehand."},
    ),
    acts.WeaponServiced: Told(
        "{by} opened, cleaned or mended {weapon}.", more={"opened": "Opened was: {opened}."}
    ),
    acts.WeaponShown: Told(
        "{by} showed {weapon}: {shown}.", more={"turned": "The cylinder was turned."}
    ),
}

ROUNDS: Mapping[type[Act], Told] = {
    acts.CasesCollected: Told("{by} picked up fired cases of {lot}: {n}."),
    acts.HammerFell: Told("The hammer of {weapon} fell, and nothing fired.", more=_CHAMBER),
    acts.LotArrived: Told(
        "The lot {lot} came from {source} and went to {holder}: {rounds}, {claimed}.",
        more={
            "label": 'Its label says "{label}".',
            "build": "They can be told apart by {build}.",
        },
    ),
    acts.LotChecked: Told(
        "{by} went through {lot} one by one by {method}: {answered} of {n} answered.",
        which="n",
        either={
            None: "{by} went through {lot} one by one by {method}; how many there were is not "
            "on record."
        },
        more={"others": "{others} did not answer."},
    ),
    acts.LotCounted: Told("{by} counted {lot}: {n}."),
    acts.LotsMerged: Told("{by} put {lots} together into {into}, which went to {holder}."),
    acts.PortionDrawn: Told(
        "{by} drew {rounds} from {lot}; they are now {portion} and went to {holder}.",
        more={"emptied": "Where they were was then seen empty."},
    ),
    acts.RoundDiscarded: Told(
        "{by} threw away {rounds} of {lot}.", more={"into": "Into: {into_thing}."}
    ),
    acts.RoundRefused: Told("A round would not go into {weapon}.", more=_CHAMBER),
    acts.RoundsLoaded: Told(
        "{by} loaded {rounds} of {lot} into {weapon}.",
        more={"chambers": "They went into {chambers}.", "bullets": "Bullets counted: {bullets}."},
    ),
    acts.RoundsUnloaded: Told(
        "{by} took {rounds} out of {weapon}; they are now {lot} and went to {holder}.",
        more={
            "bullets": "Bullets counted: {bullets}.",
            "seen_empty": "The chambers were then seen empty.",
        },
    ),
    acts.ShotFired: Told(
        which="planned",
        either={
            True: "{by} fired {weapon}, as planned.",
            False: "A shot that nobody had planned was fired from {weapon}, held by {by}.",
        },
        more=_CHAMBER,
    ),
}

CUSTODY: Mapping[type[Act], Told] = {
    acts.CustodyPassed: Told(
        "{giver} handed {item} to {receiver}.",
        more={"supervisor": "{supervisor} stays with it.", **_SCENE},
    ),
    acts.ItemMoved: Told("{by} moved {item} to {holder}."),
    acts.KitIssued: Told(
        "{giver} handed {items} to {receiver}.",
        more={"supervisor": "{supervisor} stays with it."},
    ),
    acts.KitReturned: Told("{receiver} collected {items} from {giver}."),
}

SCENE: Mapping[type[Act], Told] = {
    acts.CameraRolled: Told("The camera rolled on scene {scene}."),
    acts.CutCalled: Told("Cut was called.", more=_SCENE),
    acts.MealCalled: Told("A meal was called."),
    acts.RehearsalStarted: Told("A rehearsal of scene {scene} began."),
    acts.RisksAssessed: Told("The risks of scene {scene} were assessed, version {version}."),
    acts.ScenePlanned: Told(
        "Scene {scene} was planned.",
        more={
            "loads": "Its weapons: {loads}.",
            "performers": "Handled by {performers}.",
            "in_line": "Before a muzzle by the plan: {in_line}.",
        },
    ),
    acts.Wrapped: Told("The day's work ended."),
}

DECISIONS: Mapping[type[Act], Told] = {
    acts.ClearanceGiven: Told(
        '{weapon} was cleared for {performer}; what was read aloud: "{words}".', more=_SCENE
    ),
    acts.ClearanceOverridden: Told(
        "{weapon} went out to {performer} without being cleared, with the word of {second}. The "
        "reason given: {reason}."
    ),
    acts.PolicyChanged: Told('The policy "{pack}" applies from here on.'),
    acts.StopLifted: Told(
        "The stop of entry {stop} was lifted. Its cause: {cause}.",
        more={"recovered": "Recovered: {recovered}.", "told": "Told of it: {told}."},
    ),
    acts.StopRaised: Told("{by} stopped the set: {reason}."),
    acts.StopRaisedInError: Told(
        "The stop of entry {stop} was closed as raised in error, with the word of {second}."
    ),
}

FINDS: Mapping[type[Act], Told] = {
    acts.EvidenceFiled: Told(
        "Evidence was filed: {text}.",
        more={
            "case_number": "The case number is {case_number}.",
            "references": "It refers to {references}.",
        },
    ),
    acts.EvidenceSeized: Told(
        "{by} took {item} as evidence.",
        more={"number": "Its evidence number is {number}.", "text": "As written down: {text}."},
    ),
    acts.HazardIdentified: Told(
        "{by} identified {hazard} in {at}.",
        more={
            "n": "How many: {n}.",
            "chamber": "It was in chamber {chamber}.",
            "lot": "It lay among {lot}.",
            "how": "As written down: {how}.",
        },
    ),
    acts.HazardSuspected: Told(
        "{by} suspected {hazard} in {at}.", more={"lot": "It was among {lot}."}
    ),
    acts.HelpCalled: Told("Help was called or came.", more={"text": "As written down: {text}."}),
    acts.IncidentDeclared: Told(
        "An incident was declared: {text}.", more={"weapon": "It concerns {weapon}."}
    ),
    acts.ItemDamaged: Told("{item} was damaged: {text}."),
    acts.ItemExamined: Told(
        "{by} examined {item}: {text}.",
        more={"destructive": "Such an examination may change what it examines."},
    ),
    acts.ObservationMade: Told(
        which="answer",
        either={
            "yes": "{by} looked into the find of entry {find} ({code}, {about}): yes.",
            "no": "{by} looked into the find of entry {find} ({code}, {about}): no.",
            "unknown": "{by} looked into the find of entry {find} ({code}, {about}); it cannot be "
            "known.",
        },
        more={"who": "It is about {who}.", "from_ms": "From {from_ms}.", "to_ms": "Until {to_ms}."},
    ),
    acts.PersonInjured: Told(
        which="fatal",
        either={True: "{person} was hurt, and died of it.", False: "{person} was hurt."},
        more={"text": "As written down: {text}."},
    ),
    acts.SceneAltered: Told(
        "Something was moved, opened or thrown away after the incident: {text}.",
        more={"item": "It concerns {item}."},
    ),
    acts.SuspicionDropped: Told("The suspicion of entry {suspicion} was dropped: {text}."),
}

KNOWLEDGE: Mapping[type[Act], Told] = {
    acts.AccountsOpened: Told("Of {accounts} only one can be true. They are about: {about}."),
    acts.EventRetracted: Told("Entry {event} was taken back: {reason}."),
    acts.StatementMade: Told(
        which="paraphrase",
        either={
            False: '{by} said: "{words}".',
            True: "{by} said, as others tell it: {words}.",
        },
        more={"to": "It was said to {to}."},
    ),
    acts.StatementRevised: Told("{by} changed the statement of entry {statement}: {words}."),
}

DEVICES: Mapping[type[Act], Told] = {
    acts.DeviceEnrolled: Told("{called} may record from now on (device {device}, key {key})."),
    acts.DeviceHeard: Told(
        "The hub took in entries {first} to {last} of device {device}.",
        more={"clock_ms": "Its clock then read {clock_ms}."},
    ),
    acts.DeviceRevoked: Told("Nothing more is taken from device {device}: {reason}."),
}

TOLD: Mapping[type[Act], Told] = {
    **PEOPLE,
    **PLACES,
    **WEAPONS,
    **ROUNDS,
    **CUSTODY,
    **SCENE,
    **DECISIONS,
    **FINDS,
    **KNOWLEDGE,
    **DEVICES,
}
"""Every act by its type."""
