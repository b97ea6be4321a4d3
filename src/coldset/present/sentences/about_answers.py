"""What answers each finding that no look at the weapon can answer, as something to do."""

from collections.abc import Mapping

ANSWERS: Mapping[str, str] = {
    "stop-open": "Lift the stop: write down its cause, what was recovered and who was told.",
    "suspicion-open": "Settle the suspicion: the armorer identifies the round, or drops the "
    "suspicion and writes down why.",
    "weapon-unknown": "Write this gun into the record first: what it is, where it came from, how "
    "many chambers it has.",
    "person-unknown": "Write the person into the record, with their role.",
    "handling-declined": "Give this gun to somebody else, or leave it; nobody is talked into it.",
    "chambers-unseen": "Show every chamber to a second person.",
    "contents-disputed": "Show every chamber to a second person, and write down what is in each.",
    "contents-not-allowed": "Take out what must not be in it, and show every chamber again.",
    "figure-low": "Have somebody look again who has not looked yet, by a method that can show it.",
    "figure-reached": "Nothing has to be done about this.",
    "accounts-bounded": "Find out which accounts are untrue, and write that down.",
    "ways-bounded": "Have every chamber shown again; if that does not do, raise `sets_max` in the "
    "policy.",
    "clearance-expired": "Ask again at the hand-over.",
    "clearance-ended": "Show every chamber again, and ask again at the hand-over.",
    "clearance-fell": "Show every chamber again before two, and ask again at the hand-over.",
    "never-asked": "Ask at the hand-over.",
    "rule-failed": "Have the record checked by whoever runs it; until then this gun stays put.",
    "in-itself": "Correct the entry that puts a thing into itself, and say where it is.",
    "of-two-kinds": "Give each of the two a name of its own, in rows that correct the "
    "old ones; then look at both before two.",
    "device-gap": "Have that device send what it still holds.",
    "device-fork": "Take that device away from the set, revoke it, and find out what it sent.",
    "giver-without": "Write down how the thing came to whoever handed it over.",
    "more-out-than-in": "Find out where the rounds that came out were from; show every chamber.",
    "chambers-beyond-limit": "Correct the entry, and say how many chambers this gun has.",
    "chambers-differ": "Show every chamber, and write down what is in each.",
    "checked-too-many": "Count the lot before a second person, and check it again.",
    "suspicion-unknown": "Name the suspicion that is meant, and drop that one.",
    "arrived-twice": "Find out whether these are two things; give each a name of its own, and look "
    "at both before two.",
    "stop-unknown": "Name the stop that is meant, and lift that one.",
    "not-in-hand": "Write down how the thing came into those hands.",
    "seal-not-read": "Take the rounds or the gun as unsealed, and check them again before two.",
    "no-key": "Write down who had the key, and check what was inside again before two.",
    "thing-unregistered": "Write down what the thing is, where it came from and when.",
    "person-unregistered": "Write the person into the record, with their role.",
    "seal-unrecorded": "Write down who put the seal on, or check what is inside again before two.",
    "seal-differs": "Take it as opened: check everything that was inside again, before two.",
    "overdrawn": "Count the lot and what was taken from it again, and correct the entry that is "
    "wrong.",
    "answered-otherwise": "Set aside the rounds that answered otherwise, and have the armorer "
    "tell what they are by another method.",
    "count-differs": "Count again before a second person, and look for the difference until it "
    "is found.",
    "chamber-full": "Empty this gun, count what comes out before a second person, and show it.",
    "chamber-unknown": "Correct the entry, or the number of chambers this gun is recorded with.",
    "loaded-unrecorded": "Write down who loaded it, from which lot, and show it again.",
    "contents-differ": "Show every chamber again to a second person, and find the round that the "
    "record had there.",
    "not-in-weapon": "Find out which cylinder is in this gun, read its mark, and show it again.",
    "AE-01": "Show this gun to the first AD.",
    "AE-03": "Show this gun to the first AD, to whoever takes it and to everybody before it; then "
    "call its status aloud, with what it holds.",
    "AE-04": "Show every chamber again, now that this gun has changed hands.",
    "AU-02": "Check each dummy before a second person by a method that tells it from a live round.",
    "AU-03": "Lock it away or have a handler watch it; show every chamber again before two.",
    "CA-01": "Have it in the hands of an armorer or property master with a valid permit on record.",
    "CA-02": "Let the armorer or a property master hand it over.",
    "CA-03": "Let the armorer or a property master collect it first.",
    "CA-04": "Take the other duty off the handler, or name another handler.",
    "CO-01": "Count every lot before a second person until every round is accounted for.",
    "SB1-01": "Find out what every round is, and write it down; live rounds leave the property.",
    "SB1-03": "Hold today's safety meeting, with everybody there who takes a weapon.",
    "SB1-04": "Put the plan of the scene on record, and ask the armorer about everybody before "
    "this gun.",
    "SB1-06": "Have the armorer or a property master show every chamber.",
    "SB1-07": "Have the armorer or a property master look through the bore.",
    "SB1-08": "Train whoever takes this gun in handling it, and write it down.",
    "SB1-09": "Lock weapons and rounds that nobody uses away, apart from each other.",
    "UK-02": "Use a replica, or write down why none would do.",
    "UK-04": "Close what went wrong: its cause, what was recovered, who was told.",
}
"""By the code of a finding; imperative, and one thing at a time."""
