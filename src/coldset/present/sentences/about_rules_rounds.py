"""What the rules on rounds, keeping and occurrences say."""

from collections.abc import Mapping

from coldset.present.sentences.about_rules_people import NO_DAY, UNRECORDED
from coldset.present.sentences.filling import Words

ROUNDS: Mapping[str, Mapping[str, Words]] = {
    "SB1-01": {
        "weapon-unrecorded": UNRECORDED,
        "live-found": Words(
            "A live round was found on this set, and the stop for it has not been lifted.",
            "a live round was found {times}, and no stop for it is recorded as lifted",
        ),
        "live-suspected": Words(
            "A live round is suspected on this set, and nobody has settled it.",
            "a live round is suspected {times}, and no entry settles it",
        ),
        "live-on-record": Words(
            "By the record there is a live round on this set.",
            "the record has live rounds on the property, in {lots} or in a chamber",
        ),
        "class-unknown": Words(
            "Nobody can say from the record whether these are dummies or blanks: {lots}.",
            "of {lots} the crew's own record does not say that they are dummies or blanks",
        ),
        "answered-otherwise": Words(
            "Some rounds did not answer their check, and nobody has told since what they are.",
            "in {times} a check was made, rounds answered otherwise, and no later entry tells "
            "what they are",
        ),
        "none-on-record": Words(
            "No live round is on record on this set.",
            "no live round is on record; lots looked at: {lots}",
        ),
    },
    "CO-01": {
        "weapon-unrecorded": UNRECORDED,
        "never-counted": Words(
            "{lot} was never counted.",
            "no count of {lot} is on record, at its coming or since",
        ),
        "missing": Words(
            "Rounds are missing: {counted} counted, {recorded} on record.",
            "a count gave {counted}, and the record has {recorded}",
        ),
        "too-many": Words(
            "There are more rounds than there should be: {counted} counted, {recorded} on record.",
            "a count gave {counted}, more than the {recorded} that the record has",
        ),
        "too-many-drawn": Words(
            "More rounds were taken from {lot} than it held.",
            "{drawn} rounds were taken from {lot}, which by the record held {held}",
        ),
        "not-counted-out": Words(
            "A gun was emptied, and nobody counted what came out.",
            "a weapon was unloaded without a count of what went in or came out",
        ),
        "too-many-cases": Words(
            "More cases were picked up than shots were fired, from {lots}.",
            "more cases of {lots} were collected than shots are on record",
        ),
        "cases-missing": Words(
            "Fired cases not picked up: {n}, from {lots}.",
            "fewer cases of {lots} were collected than shots fired; short by {n}",
        ),
        "comes-out-even": Words(
            "Every round is accounted for.",
            "every count comes out, over the lots on record: {lots}",
        ),
    },
    "SB1-09": {
        "weapon-unrecorded": UNRECORDED,
        "no-store-of-its-own": Words(
            "{thing} is with {holder}, no handler is on record by it, and it is in no store set "
            "apart for {keeps}.",
            "{thing} is with {holder}, neither attended nor in a store set apart for {keeps}",
        ),
        "not-apart": Words(
            "Weapons and rounds are kept together: {thing} is in {holder} with {beside}.",
            "{thing} is kept in {holder} together with {beside}",
        ),
        "not-locked": Words(
            "{thing} is in {holder}, which is not locked.",
            "{thing} is in {holder}, of which no closed lock is on record",
        ),
        "kept-apart": Words(
            "Weapons and rounds not in use are locked away, apart from each other.",
            "all weapons ({weapons}) and lots ({lots}) are attended, or locked away apart",
        ),
    },
    "AU-03": {
        "weapon-unrecorded": UNRECORDED,
        "day-unknown": NO_DAY,
        "unattended": Words(
            "Nobody is watching {thing}, and it is not locked away.",
            "{thing} is neither attended nor locked away",
        ),
        "left-unlocked": Words(
            "Today {things} lay with nobody watching and not locked away, until {until_ms}.",
            "{things} lay unattended and not locked away, until {until_ms}, and no look at every "
            "chamber since, before a second person, shows that no live round came in",
        ),
        "shown-since": Words(
            "Today {things} lay with nobody watching; this gun was shown again afterwards.",
            "{things} lay unattended and not locked away, and the whole weapon was shown since "
            "before a second person",
        ),
        "never-left-unlocked": Words(
            "Neither this gun nor its rounds lay about unwatched today.",
            "{weapon}, what is loaded in it and where that came from were attended or locked away "
            "all day",
        ),
    },
    "UK-04": {
        "weapon-unrecorded": UNRECORDED,
        "no-stop-lifted": Words(
            "This gun went off, or its hammer fell, unplanned at {at_ms}, and nobody has closed "
            "that.",
            "after an unplanned shot or hammer fall of {weapon} at {at_ms}, no stop raised since "
            "is recorded as lifted",
        ),
        "not-told-in-full": Words(
            "What went wrong with this gun was not written up in full; missing: {missing}.",
            "the lifting of the stop after the occurrence does not say {missing}",
        ),
        "none-on-record": Words(
            "This gun has not gone off unplanned.",
            "no unplanned shot of {weapon} is on record, and no hammer fall but on dummies",
        ),
        "answered": Words(
            "What went wrong with this gun is written up and closed.",
            "{weapon} had an occurrence {times}, and each is recorded with its cause, what was "
            "recovered and who was told",
        ),
    },
}
