"""What the rules on looking say: who looked at the weapon, when, and in whose presence."""

from collections.abc import Mapping

from coldset.present.sentences.about_rules_people import UNPLANNED, UNRECORDED
from coldset.present.sentences.filling import Words

_NOBODY_COUNTED = Words(
    "Nobody wrote down how many chambers this gun has.",
    "how many chambers {weapon} has is not on record",
)
_NO_CHAMBER = Words(
    "This gun has no chamber for a cartridge.",
    "{weapon} has no chamber for a cartridge",
)
_NOT_BY_A_CHECKER = Words(
    "{by} looked at this gun, but that look is for the armorer or a property master.",
    "the look on record is by {by}, who holds none of the roles that may check",
)

LOOKS: Mapping[str, Mapping[str, Words]] = {
    "SB1-06": {
        "weapon-unrecorded": UNRECORDED,
        "chambers-unknown": _NOBODY_COUNTED,
        "never-shown": Words(
            "Nobody is on record as having shown what is in this gun.",
            "{weapon} was never shown on the record",
        ),
        "changed-since": Words(
            "This gun has changed since it was last shown ({at_ms}); it has to be shown again.",
            "{weapon} was last shown at {at_ms} and may have changed at {changed_ms}",
        ),
        "not-all-seen": Words(
            "Only {seen} of {chambers} chambers were shown at {at_ms}.",
            "{by} showed {seen} of the {chambers} chambers of {weapon} at {at_ms}",
        ),
        "not-by-a-checker": _NOT_BY_A_CHECKER,
        "no-chamber": _NO_CHAMBER,
        "checked": Words(
            "{by} showed every chamber at {at_ms}.",
            "{by} showed {seen} of {chambers} chambers of {weapon} at {at_ms}, after everything "
            "that can have changed it",
        ),
    },
    "SB1-07": {
        "weapon-unrecorded": UNRECORDED,
        "never-checked": Words(
            "Nobody is on record as having looked through the bore.",
            "no look through the bore of {weapon} is on record",
        ),
        "not-clear": Words(
            "The bore was looked through at {at_ms} and not seen clear.",
            "at the last look, at {at_ms}, the bore of {weapon} was not seen clear",
        ),
        "fired-since": Words(
            "The bore has not been looked through since {fired_ms}, when something can have "
            "stayed in it.",
            "since {fired_ms}, when {weapon} was fired, emptied or opened, no look has found its "
            "bore clear",
        ),
        "not-by-a-checker": _NOT_BY_A_CHECKER,
        "no-chamber": _NO_CHAMBER,
        "clear": Words(
            "{by} looked through the bore at {at_ms} and saw it clear.",
            "{by} saw the bore of {weapon} clear at {at_ms}, after the last shot, hammer fall, "
            "unloading or service",
        ),
    },
    "AE-01": {
        "weapon-unrecorded": UNRECORDED,
        "chambers-unknown": _NOBODY_COUNTED,
        "not-shown-since-changed": Words(
            "This gun has not been shown since it last changed.",
            "no look at every chamber of {weapon} is on record since it last changed",
        ),
        "not-seen-by": Words(
            "The first AD has not seen every chamber of this gun since it last changed.",
            "nobody who is {roles} states to have seen every chamber since the weapon last changed",
        ),
        "seen": Words(
            "{person} saw every chamber at {at_ms}.",
            "{person} states to have seen every chamber at {at_ms}",
        ),
    },
    "AE-03": {
        "weapon-unrecorded": UNRECORDED,
        "scene-unplanned": UNPLANNED,
        "not-shown": Words(
            "This gun has not been shown since {since_ms}, when it last changed or changed hands.",
            "no look at every chamber of {weapon} is on record since {since_ms}, when it last "
            "changed or changed hands",
        ),
        "not-present": Words(
            "Not present when this gun was shown: {persons}.",
            "not recorded as present when the weapon was shown, although it concerns them: "
            "{persons}",
        ),
        "nobody-of-role": Words(
            "The first AD was not there when this gun was shown.",
            "nobody who is {roles} is recorded as present when the weapon was shown",
        ),
        "status-not-called": Words(
            "Nobody has called this gun {word} aloud since it was shown.",
            'no call of "{word}" is on record since the weapon last changed or changed hands',
        ),
        "status-differs": Words(
            "This gun was called {called}, and it is asked for as {word}.",
            'the last call on record is "{called}", and the weapon is asked for as "{word}"',
        ),
        "status-without-contents": Words(
            "This gun was called {word} without saying what is in it.",
            'the call of "{word}" on record does not say which contents were meant',
        ),
        "status-not-heard": Words(
            "{person} did not hear what this gun was called, by the record.",
            "{person} is not among those recorded as having heard the call",
        ),
        "shown-and-called": Words(
            "This gun was shown to all whom it concerns and called {word}: {meant}.",
            'all whom it concerns saw the weapon, and it was called "{word}", meaning: {meant}',
        ),
    },
    "AE-04": {
        "weapon-unrecorded": UNRECORDED,
        "chambers-unknown": _NOBODY_COUNTED,
        "moved-since": Words(
            "This gun changed hands at {moved_ms} and has not been shown since.",
            "{weapon} changed hands or was moved at {moved_ms}, and no look at every chamber is "
            "on record since",
        ),
        "not-by-a-checker": _NOT_BY_A_CHECKER,
        "checked": Words(
            "{by} showed every chamber at {at_ms}, after it last changed hands.",
            "{by} showed {seen} of {chambers} chambers of {weapon} at {at_ms}, after it last "
            "changed hands",
        ),
    },
    "AU-02": {
        "weapon-unrecorded": UNRECORDED,
        "contents-unknown": Words(
            "The record does not say what is in every chamber.",
            "what each chamber of {weapon} holds is not on record",
        ),
        "not-demonstrated": Words(
            "Nobody has shown before a second person that the rounds in this gun are dummies.",
            "for the rounds in the chambers {chambers} of {weapon}, out of {lots}, no check before "
            "a second person is on record that tells a dummy from a live round of their make",
        ),
        "no-chamber": _NO_CHAMBER,
        "no-dummies": Words(
            "There are no dummies in this gun.",
            "by the record no chamber of {weapon} holds a dummy",
        ),
        "demonstrated": Words(
            "The dummies in this gun were shown to be dummies before a second person.",
            "the {n} dummies in {weapon} were shown before a second person by a check that tells "
            "them from live rounds",
        ),
    },
}
