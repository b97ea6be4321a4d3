"""The rules of the gate in plain words: what each asks, and where its sentences are."""

from collections.abc import Mapping

from coldset.present.sentences.about_rules_looks import LOOKS
from coldset.present.sentences.about_rules_people import PEOPLE
from coldset.present.sentences.about_rules_rounds import ROUNDS
from coldset.present.sentences.filling import Words

RULE_WORDS: Mapping[str, Mapping[str, Words]] = {**PEOPLE, **LOOKS, **ROUNDS}
"""By a rule's id and the reason that its finding gives."""

TITLES: Mapping[str, str] = {
    "AE-01": "the first AD has the weapon shown to be safe before it is used on set",
    "AE-03": "the weapon is shown before the first AD, the performer and whoever it may be aimed "
    "at, and its status is called with its contents",
    "AE-04": "a weapon is looked at again each time it changes hands",
    "AU-02": "dummies can be told from live rounds, and are shown to be dummies",
    "AU-03": "weapons and rounds are locked away whenever the armorer does not supervise them",
    "CA-01": "a weapon is only ever in the custody and control of a qualified handler",
    "CA-02": "only a handler hands a weapon to a performer or stand-in",
    "CA-03": "when the action ends, only a handler collects the weapon",
    "CA-04": "a handler has no other duties while preparing a weapon and while a performer has it",
    "CO-01": "every round, fired or not, is turned in and accounted for",
    "SB1-01": "live ammunition is never used on a set, nor brought onto it",
    "SB1-03": "a safety meeting is held on every day on which weapons are handled",
    "SB1-04": "a weapon is pointed at somebody only after a handler or safety advisor was "
    "consulted",
    "SB1-06": "every weapon is checked before each use",
    "SB1-07": "a barrel is looked through before and after every firing",
    "SB1-08": "whoever is given a weapon was first trained in handling it safely",
    "SB1-09": "weapons not in use are stored securely, and apart from rounds",
    "UK-02": "a replica is used wherever it achieves the shot",
    "UK-04": "after a misfire or an unplanned shot all is made safe, recovered and told before "
    "the weapon is used again",
}
"""What each rule asks, as a clause."""
