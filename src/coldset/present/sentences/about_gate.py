"""What the gate's own findings say, beside those of its rules."""

from collections.abc import Mapping

from coldset.present.sentences.filling import Words

GATE: Mapping[str, Words] = {
    "stop-open": Words(
        "The set is stopped, and the stop has not been lifted (entry {event}).",
        "a stop is open, with no entry that lifts it",
    ),
    "suspicion-open": Words(
        "Something is suspected to be here that must not be, and nobody has settled it (entry "
        "{event}).",
        "a suspicion is open, with no entry that settles it",
    ),
    "weapon-unknown": Words(
        "The record does not know {weapon}.",
        "no entry says what {weapon} is or how it came",
    ),
    "person-unknown": Words(
        "The record does not know {person}.",
        "no entry names {person} as somebody on this production",
    ),
    "handling-declined": Words(
        "{person} declined to handle {weapon}; it is not handed to them unless they take it back "
        "of their own accord.",
        "{person} declined to handle {weapon} and has not taken it since",
    ),
    "chambers-unseen": Words(
        "Not every chamber has been seen since this gun last changed: {seen} of {chambers}.",
        "{seen} of {chambers} chambers of {weapon} were seen since it last changed",
    ),
    "contents-disputed": Words(
        "By one account this gun holds something else than by another.",
        "the accounts differ in what {weapon} holds",
    ),
    "contents-not-allowed": Words(
        "There is {contents} in this gun ({n} of its chambers), which a {status} gun must not "
        "hold.",
        "by the record {n} of the chambers of {weapon} hold {contents}, which is not allowed in a "
        "{status} weapon",
    ),
    "clearance-expired": Words(
        "The clearance of {weapon} is over: its time has run out.",
        "the clearance of {weapon} has passed its time limit",
    ),
    "clearance-ended": Words(
        "The clearance of {weapon} is over: something has happened since that ends it.",
        "an entry since the clearance of {weapon} ends it",
    ),
    "clearance-fell": Words(
        "The clearance of {weapon} is over: too little on the record speaks by now against "
        "something in it that must not be.",
        "since the clearance of {weapon} the margin against a hazard has fallen below what was "
        "asked",
    ),
    "never-asked": Words(
        "Nobody has asked for this gun yet: a clearance is given for a hand-over, and for nothing "
        "else.",
        "no hand-over that stands is on record for the weapon",
    ),
    "accounts-bounded": Words(
        "The accounts are too many to try each; the true count may be higher, never lower.",
        "the accounts are too many to try each, so all were taken to open what any of them opens; "
        "the true count may be higher, never lower",
    ),
    "ways-bounded": Words(
        "There are too many ways to tell each apart, so the heaviest were counted by what they "
        "have in common; the true count may be higher, never lower.",
        "there are more ways than the policy's `sets_max`, so the heaviest were counted by what "
        "they have in common; the true count may be higher, never lower",
    ),
    "rule-failed": Words(
        "Rule {rule} could not be worked out ({cause}); until it can, this gun is not cleared.",
        "the rule {rule} could not be worked out ({cause}), which counts against a clearance",
    ),
}

_MARGIN = "the margin against {hazard}, a count of recorded controls and no probability, "

FIGURES: Mapping[str, Words] = {
    "no-way": Words(
        "The record leaves no way for {hazard} to be in this gun.",
        "no way is left for {hazard} to be in the weapon",
    ),
    "reached": Words(
        "Enough on the record speaks against {inside}: {margin}, and the policy asks for "
        "{margin_asked}.",
        _MARGIN + "is {margin} (asked: {margin_asked}); its least until the clearance ends is "
        "{through}, and beside any one person it is {solo} (asked: {solo_asked})",
    ),
    "margin-none": Words(
        "Nothing on the record speaks against {inside}.",
        _MARGIN + "is 0, and {margin_asked} is asked",
    ),
    "margin-low": Words(
        "Too little on the record speaks against {inside}: {margin}, and the policy asks for "
        "{margin_asked}.",
        _MARGIN + "is {margin}, and {margin_asked} is asked",
    ),
    "through-none": Words(
        "Before this clearance ends, nothing on the record would speak against {inside} any more.",
        _MARGIN + "falls to 0 before the clearance ends, and {margin_asked} is asked",
    ),
    "through-low": Words(
        "Before this clearance ends, too little on the record would speak against {inside}: "
        "{through}, and the policy asks for {margin_asked}.",
        _MARGIN + "falls to {through} before the clearance ends, and {margin_asked} is asked",
    ),
    "solo-low": Words(
        "Too much rests on one person ({person}); somebody else has to speak against {inside} "
        "as well.",
        _MARGIN + "is {solo} with everything left out that rests on {person}, and {solo_asked} "
        "is asked",
    ),
    "solo-anybody": Words(
        "One person alone, whoever it is, could have brought this about: {inside}.",
        _MARGIN + "is {solo} with everything left out that one unnamed person could have done, "
        "and {solo_asked} is asked",
    ),
}
"""What a hazard's figures say, by which of them there is something to say about."""
