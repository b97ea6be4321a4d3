"""What only the command line says: its headings, what its figures mean, and empty answers."""

from collections.abc import Mapping

from coldset.present.sentences.verdicts import COUNT_NOTE

NO_WAY = "no way"
NOT_ASKED = "-"
NOT_KNOWN = "not known"


def figure(margin: int | None, solo: int | None) -> str:
    """A margin with its solo margin, as `3/1`; where the record leaves no way at all, so said."""
    if margin is None:
        return NO_WAY
    return f"{margin}/{NO_WAY if solo is None else solo}"


FIGURES_NOTE = (
    f"Figures are margin/solo: how many things would have to be wrong, and how many more would "
    f"still have to be if any one person were. {COUNT_NOTE}"
)
"""Said wherever a table shows figures (DESIGN part 2, margin)."""

BOARD_AT = "The board at {moment}, by the record as it was known then"
BOARD_EMPTY = "No weapon is on record then."
HAND_OVERS_FROM: Mapping[bool, str] = {
    False: "Every hand-over out of the handlers' hands, as known when each was made; the first on "
    "{moment}, and a time with no date is of that day",
    True: "Every hand-over out of the handlers' hands, from all that was ever written down; the "
    "first on {moment}, and a time with no date is of that day",
}
"""By whether it was asked in hindsight."""
HAND_OVERS_EMPTY = "No hand-over out of the handlers' hands is on record."
FIRST_AND_MORE = "{first} ({more} more against it)"

FINDS = "Finds on record: {n}"
FINDS_EMPTY = "No find is on record, so there is nothing to explain together."
FINDS_NEXT = (
    "`coldset trace BOOK FIND` explains one, `--together` all; a thing's name gives its chain"
)

CHAIN_OF = "Chain of custody: {thing}"
MADE_OF = "made of {parents}"
HOW_SURE: Mapping[str, str] = {
    "said": "said only",
    "gap": "with a gap",
    "recorded": "recorded",
}
BY_NOBODY = "not said"

OTHER_BEGINNINGS = "The other beginnings, {n} of them, in a few words"
LOOK_NEXT = "What to look at next, best first"
FIRST_APART = "What would tell the first story"
NOT_TOGETHER = "No three sources explain all finds together; look at each find by itself."
OTHER_SOURCES = "Other sets of sources that take at most one thing more"
AND_MORE = "and {n} more; `--json` has all of them"

AGAINST = "What stands against it"
WRONG = "What would have to be wrong"
TO_BE_KNOWN = "To be known"
TO_GREEN = "The shortest way to green"
HOLDS = "{n} rules and figures hold; policy {policy} {version}"

NO_ACCOUNTS = "No accounts on record exclude each other, so there is nothing to suppose."
IF_TRUE = "if `{account}` is true, as it was told: {answer}"
IF_KIND = "at its most charitable: {answer}"
EVEN_THEN = "even then: {first}"
IN_SHORT = "{word}; margin/solo: {figures}"

IMPORTED = "{log}: {read} rows read, {recorded} recorded, {present} there already"
BOOK_NOW = "{book}: {entries} entries"
ROOT_NOW = "root: {root}"
HUB_KEY = "hub key: {hub}"
RECORDED = "recorded"
RECORDED_ALREADY = "there already; nothing was changed"
EXPORTED = "{file}: {events} events written"

VERIFIED = "{book}: nothing was changed, as far as this was checked:"
SIGNATURES_HOLD = "{entries} entries; {signatures} signatures, all by keys of this book"
ENTRIES_HOLD = "every entry is in its one accepted form, and {events} are readable events"
TREE_HOLDS = "the tree over all entries has the root that the hub signed: {root}"
SEAL: Mapping[str, str] = {
    "matches": "all {image_bytes} bytes of the file are as its last writer left them",
    "absent": "no seal lies beside the file: it is being written, or was not closed; bytes that "
    "no entry uses were not checked",
    "on a server": "the book's tables on the server are those that this program made; whether the "
    "server's disk is sound is its own checksums' to say",
}
HUB_KEY_TO_COMPARE = "hub key, to compare with one that you got by another way: {hub}"

NO_DEVICES = "No device is enrolled: everything in this book was written by the hub."
ENROLLED = "{called} may record from now on, as device {device}."
REVOKED = "Nothing more is taken from device {device}; what it recorded stays."
RECEIVED = "{n} entries were taken in; {present} were there already."
DEVICE_DOUBTS: Mapping[str, str] = {
    "device-gap": "Entries {first} to {last} of device {device} have not come yet; no gun is "
    "cleared until they are here.",
    "device-fork": "Device {device} tells two stories about entries {first} to {last}; no gun is "
    "cleared until somebody finds out why.",
}

WITNESS_KEY = "witness key: {key}"
COSIGNED = "{log}: {n} entries cosigned, key {key}"
FORKS = "Forks: these hubs showed two logs; `--json` gives the proof"
LISTENS = "listens on {address}"
