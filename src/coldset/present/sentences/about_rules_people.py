"""What the rules on people and planning say: who handles, who was told, who was asked."""

from collections.abc import Mapping

from coldset.present.sentences.filling import Words

UNRECORDED = Words(
    "The record does not know {weapon}.",
    "no entry says what {weapon} is or how it came",
)
UNPLANNED = Words(
    "No plan for {scene} is on record, so nobody can say who stands before this gun.",
    "no plan of {scene} is on record",
)
NO_DAY = Words(
    "The record does not say in which time zone this set is, so nobody can say which day it is.",
    "the time zone of the set ({zone}) cannot be read, and with it the day",
)

PEOPLE: Mapping[str, Mapping[str, Words]] = {
    "CA-01": {
        "weapon-unrecorded": UNRECORDED,
        "custody-unknown": Words(
            "Since {since_ms} the record cannot say for certain who has this gun.",
            "since {since_ms} the custody of {weapon} rests on a statement alone, or has a gap",
        ),
        "held-by-another": Words(
            "By the record {holder} has this gun, not {giver}.",
            "the record has the weapon with {holder}, while {giver} is to hand it over",
        ),
        "nobody-in-control": Words(
            "By the record no handler has this gun or has it in sight.",
            "{weapon} is with {holder}, and no handler is recorded as having it in sight",
        ),
        "not-a-handler": Words(
            "{person} is not on record as an armorer or property master.",
            "{person} holds none of the roles of a handler on record",
        ),
        "not-qualified": Words(
            "No permit of {person}'s that is still valid is on record.",
            "no permit of a kind that counts is on record for {person} with a date of expiry "
            "after {now_ms}",
        ),
        "in-custody": Words(
            "{person} has this gun in charge, with a valid permit on record.",
            "{person} has the weapon in charge, and everyone named for it holds a valid permit",
        ),
    },
    "CA-02": {
        "giver-not-a-handler": Words(
            "{giver} may not hand this gun over: that is for the armorer or a property master.",
            "{giver}, who is to hand the weapon over, holds none of the roles of a handler on "
            "record",
        ),
        "giver-is-a-handler": Words(
            "{giver} may hand this gun over.",
            "{giver}, who is to hand the weapon over, is on record as {role}",
        ),
    },
    "CA-03": {
        "weapon-unrecorded": UNRECORDED,
        "never-issued": Words(
            "This gun has not been out to a performer before.",
            "{weapon} was never handed to anybody but a handler",
        ),
        "collected-by-another": Words(
            "Since {since_ms}, when this gun went to {person}, no handler is on record as having "
            "collected it.",
            "after it went to {person} at {since_ms}, the weapon's next move is not into a "
            "handler's hands",
        ),
        "not-collected": Words(
            "{person} still has this gun by the record, although the work ended at {ended_ms}.",
            "the weapon went to {person}, and no handler collected it when the work ended at "
            "{ended_ms}",
        ),
        "still-out": Words(
            "By the record {person} has had this gun since {since_ms}.",
            "the weapon went to {person} at {since_ms}, and no handler has collected it since",
        ),
        "still-in-use": Words(
            "{person} has this gun, and the action is still on.",
            "the weapon is with {person}, and no cut, meal or wrap has been called since",
        ),
        "earlier-not-collected": Words(
            "This gun was not collected by a handler {times} before.",
            "{times} before, a handler is not on record as having collected the weapon",
        ),
        "collected": Words(
            "A handler collected this gun from {person} the last time.",
            "the weapon last went to {person}, and a handler collected it",
        ),
    },
    "CA-04": {
        "no-role-on-record": Words(
            "No role is on record for {person}.",
            "{person} holds no role on record",
        ),
        "other-role": Words(
            "{person} is also on record as {role}, and a handler does nothing else meanwhile.",
            "{person} holds another role besides a handler's: {role}",
        ),
        "other-duty": Words(
            "{person} has another duty now ({duty}), and a handler does nothing else meanwhile.",
            "{person} was given another duty that is not recorded as ended: {duty}",
        ),
        "no-other-duty": Words(
            "{giver} has nothing else to do while this gun is out.",
            "no other role or duty is on record for {giver}",
        ),
    },
    "SB1-03": {
        "day-unknown": NO_DAY,
        "no-meeting": Words(
            "No safety meeting is on record for today.",
            "no safety meeting is on record for {day}",
        ),
        "leader-unknown": Words(
            "A safety meeting was held, but not by somebody who may lead one.",
            "the safety meeting on record was led by {by}, who holds none of the roles that may "
            "lead one",
        ),
        "not-attended": Words(
            "{person} was not at today's safety meeting, by the record.",
            "{person} is not among those recorded at a safety meeting on {day}",
        ),
        "attended": Words(
            "{person} was at today's safety meeting.",
            "{person} was at the safety meeting that {by} held, over by {at_ms}",
        ),
    },
    "SB1-04": {
        "weapon-unrecorded": UNRECORDED,
        "scene-unplanned": UNPLANNED,
        "not-consulted": Words(
            "This gun may come to point at {persons}, and no handler or safety advisor was asked.",
            "the plan or a later entry has the weapon aimed at {persons}, and no consultation "
            "with a handler or safety advisor since the plan is on record",
        ),
        "nobody-in-line": Words(
            "By the plan nobody stands before this gun.",
            "by the plan of {scene} nobody is in the line of the weapon",
        ),
        "consulted": Words(
            "A handler or safety advisor was asked about aiming at {persons}.",
            "a handler or safety advisor was consulted before the weapon was aimed at {persons}",
        ),
    },
    "SB1-08": {
        "weapon-unrecorded": UNRECORDED,
        "not-trained": Words(
            "No training in handling this gun is on record for {person}.",
            "no training in handling {model} safely is on record for {person}",
        ),
        "trained-otherwise": Words(
            "{person} was trained, but not for this kind of gun or not by a course that counts.",
            "the training on record for {person} is for another kind of weapon than {model}, or "
            "not by a course that counts",
        ),
        "trained": Words(
            "{person} was trained in handling this gun.",
            "{person} took the course {course}",
        ),
    },
    "UK-02": {
        "weapon-unrecorded": UNRECORDED,
        "class-unknown": Words(
            "Nobody wrote down whether this gun can fire.",
            "what {weapon} can do is {weapon_class}",
        ),
        "no-reason": Words(
            "This gun can fire, and nobody wrote down why a replica would not do.",
            "no reason is on record why a replica would not do instead of {weapon}",
        ),
        "replica": Words(
            "This gun cannot fire.",
            "{weapon} is {weapon_class} and has no chamber for a cartridge",
        ),
        "blank-firing": Words(
            "This gun can fire blanks only.",
            "{weapon} is made to fire blanks only",
        ),
        "reason-given": Words(
            "Why a replica would not do is on record: {reason}.",
            "the reason why a replica would not do is on record: {reason}",
        ),
    },
}
