"""The sentences and clauses of which a story is told."""

from collections.abc import Mapping

from coldset.core.acts.observations import ObservationCode, Reply
from coldset.inquiry.story import LeftOutCode, OriginKind, PredictionCode
from coldset.margin.graph import How

ORIGINS: Mapping[OriginKind, str] = {
    "lot": "It came with the lot {thing} from {source}, {claimed}, {when} ({cited}).",
    "weapon": "It was in {thing} already when that came onto the record {when} ({cited}); nobody "
    "had seen its chambers.",
    "container": "It lay in {thing} already when that came onto the record {when} ({cited}).",
    "person": "It came in the pockets or kit of {thing} {when} ({cited}).",
    "unrecorded": "It was a round that nobody recorded, at {thing}.",
}

UNCHECKED_LOT = (
    "It came with the lot {thing} from {source}, {claimed}, {when} ({cited}); nobody recorded a "
    "check of that lot that can show {hazard}."
)
UNRECORDED_ENTRY = "It was a round that nobody recorded, at {thing}, {when} ({cited})."
"""One of which an entry of the record says where it was."""

ORIGINS_SHORT: Mapping[OriginKind, str] = {
    "lot": "the lot {thing} from {source}, {claimed}",
    "weapon": "what was in {thing} when it came onto the record",
    "container": "what lay in {thing} when it came onto the record",
    "person": "the pockets or kit of {thing}",
    "unrecorded": "a round that nobody recorded, at {thing}",
}

FROM: Mapping[OriginKind, str] = {
    "lot": "from the lot {thing}",
    "weapon": "from {thing}",
    "container": "from {thing}",
    "person": "from the pockets or kit of {thing}",
    "unrecorded": "from {thing}, unrecorded",
}
"""A beginning that was told already, in the line of a find."""

PASSAGES: Mapping[How, str] = {
    "arrived": "It came with {into} {when} ({cited}).",
    "entered": "It came in with {into} {when} ({cited}).",
    "floor": "It was lying about, unrecorded, and came into {into}.",
    "kept": "It stayed in {into}.",
    "checked": "It passed a check of {into} {when} ({cited}).",
    "drawn": "It was among the rounds drawn into {into} {when} ({cited}).",
    "merged": "It was put together with others into {into} {when} ({cited}).",
    "taken": "It went along when {into} was moved {when} ({cited}).",
    "loaded": "It was loaded into {into} {when} ({cited}).",
    "unloaded": "It was unloaded into {into} {when} ({cited}).",
    "open": "It lay open at {into}.",
    "mistaken": "It came into {into} by a mix-up: a lot or a gun was named without its mark being "
    "read, and another like it was there {when} ({cited}).",
    "fired": "A hammer fell on it in {into} {when} ({cited}).",
    "found": "It was found in {into} {when} ({cited}).",
}
"""A step that an entry shows."""

PUT_UNWATCHED = "Somebody put it into {into} unseen, {windows}; nobody was watching; {could}."
PUT_WATCHED = (
    "Somebody put it into {into} unseen, {windows}, past the watch of {watchers}; {could}."
)
POCKETED = "It went into {into} unseen, out of the pockets or kit it was in, {windows}."
POCKETED_WATCHED = (
    "It went into {into} unseen, out of the pockets or kit it was in, {windows}, past the watch "
    "of {watchers}."
)
PULLED = "Somebody pulled the trigger of {into} on it unseen, {windows}; {could}."
PULLED_SHORT = "struck unseen in {into}"
BY_ACCOUNT = "Only by the account {account} did it lie there then."
WITH: Mapping[str, str] = {
    "person": "By the record {into} was then with {holder}.",
    "place": "By the record {into} was then at {holder}, in nobody's hands.",
    "thing": "By the record {into} was then in {holder}.",
}
WITH_SEVERAL = "By the record {into} was meanwhile {holders}."
HELD_BY: Mapping[str, str] = {
    "person": "with {holder}",
    "place": "at {holder}",
    "thing": "in {holder}",
}

STEPS: Mapping[How, str] = {
    "drawn": "drawn into {into} ({cited})",
    "merged": "put together into {into} ({cited})",
    "taken": "moved along with {into} ({cited})",
    "loaded": "loaded into {into} ({cited})",
    "unloaded": "unloaded into {into} ({cited})",
    "mistaken": "mixed up into {into} ({cited})",
    "fired": "struck in {into} ({cited})",
    "exposed": "put into {into} unseen",
    "pocketed": "put into {into} unseen, out of somebody's pockets or kit",
}
"""A step in a few words, for lists."""

COULD: Mapping[str, str] = {
    "anybody": "nobody recorded who was on the property, so anybody could have",
    "nobody": "nobody on record could have",
    "few": "on record only {people} could have",
    "many": "at most {n} people recorded on the property could have ({roles})",
}

LEFT_OUT: Mapping[LeftOutCode, str] = {
    "lot-unchecked": "a check of {about}, round by round, that can show {hazard}",
    "nobody-searched": "a search of {about}",
    "line-uncontrolled": "a control of what comes onto the property",
    "unwatched": "a watch over {about}",
    "unlocked": "a lock or a seal on {about}",
    "loading-unwitnessed": "a second person at the loading of {about}",
    "never-shown": "a look at every chamber of {about} before a second person",
    "mark-unread": "a reading of the mark on {about}",
    "said-only": "an entry of the crew's own record in place of {about}",
}
"""A control that is not on record, as a noun."""

SEARCHED_NOBODY = "a search of those who came onto the property"

WOULD_HAVE = "Not on record, and it would have stopped or shown this: {control}."
ALSO_LEFT_OUT = "Also not on record: {controls}."
ALL_SAID = "None of it is on the crew's own record."
SAID_ONLY = "Not on the crew's own record: {entries}."

PREDICTIONS: Mapping[PredictionCode, str] = {
    "more-in-lot": "other rounds of {about} may be such as well",
    "same-make": "the round found is of the same make as what came with {about}",
    "one-short": "of the rounds of {about}, wherever they are now, one fewer is what it should be",
    "one-over": "a round of {about} that it took the place of is over somewhere; it was taken "
    "from {at}",
    "count-higher": "{about}, with what was taken out of it since, has one round more than it "
    "should",
}
PREDICTED = "If so, this can be looked for: {predictions}."

ACCOUNTS: Mapping[bool, str] = {
    False: "It needs the account {accounts} to be true.",
    True: "It needs these accounts to be true: {accounts}.",
}

COSTS: Mapping[str, str] = {
    "nothing": "Nothing on the record speaks against it.",
    "controls": "For this, {controls} would have had to fail: {failures}.",
    "acts": "For this, {acts} would have had to happen.",
    "both": "For this, {acts} would have had to happen, and {controls} to fail: {failures}.",
}
WEIGHED = "By the weights of the policy that counts as {cost}."

GROUNDS = "Among those that take as much: {grounds}."
LEFT_OUT_GROUND = "{n} not on record on the way"
WINDOW_GROUND = "{hours} in which it can have been done"
PEOPLE_GROUND = "at most {n} had access"
ANYBODY_GROUND = "anybody may have had access"
LOOKS_GROUND = "{n} would have had to be wrong"
UNEXPLAINED = "It has no place for what was observed since, which counts besides: {questions}"

FOUND: Mapping[str, str] = {
    "a live round": "the live round",
    "a blank": "the blank",
    "a dummy with a live primer": "the dummy",
    "something left in the barrel": "what was left in the barrel",
}

QUESTIONS: Mapping[ObservationCode, str] = {
    "came-with": "did {hazard} come onto the property with {about}?",
    "by-entry": "was {hazard} among what {about} brought or handled?",
    "in-pockets": "did {about} ever have {hazard} in their pockets or kit?",
    "one-over": "is everything there that the book has in {about}, besides {hazard}?",
    "one-short": "is one missing of the rounds that came as {about}, when {hazard} is left out?",
    "went-in": "was it {window} that {hazard} first came into {about}?",
    "mark-fits": "was {about}, and the lot of what came into it, each time the one that the "
    "entries name?",
    "account-right": "did it happen as the account {about} tells?",
    **dict.fromkeys(
        (
            "look-shows",
            "witness-saw",
            "watch-held",
            "search-whole",
            "line-held",
            "seal-fits",
            "lock-held",
            "record-right",
        ),
        "was {about} each time as it is written, and can it show or stop such a round?",
    ),
    "bullets-whole": "does every dummy have its bullet? It is about {about}.",
}

HOW: Mapping[ObservationCode, str] = {
    "came-with": "its marks, make and batch against what came with that, and its source's books",
    "by-entry": "photos and counts of that moment, and whoever was there",
    "in-pockets": "ask, and look through the kit for its likes",
    "one-over": "count all rounds of it, wherever they are now",
    "one-short": "count all rounds of that lot, wherever they are now",
    "went-in": "footage, photos and other records of it",
    "mark-fits": "read the marks now, and compare photos",
    "account-right": "all that it can be held against",
    "look-shows": "the same look again, on the exhibit",
    "witness-saw": "ask what they saw with their own eyes",
    "watch-held": "what else they did then: footage, others, call sheets",
    "search-whole": "ask which pockets and bags it reached",
    "line-held": "who and what came, by other records",
    "seal-fits": "the number on it against the number written down",
    "lock-held": "signs that it was opened without its key",
    "record-right": "the entries against photos and other people's",
    "bullets-whole": "pull at each dummy",
}

PROPOSED = "{question} {how}. If yes, {yes}; if no, {no}."
TO_RECORD = "To record what the first one shows: coldset record BOOK {row}"
APART = "From one that goes {other}: {question}"
NOT_APART = "From one that goes {other}: nothing that can be looked at would."
OBSERVED = "{question} {reply} ({cited})."
SAID_OBSERVED = "Only said, and sets nothing aside: {question} {reply} ({cited})."
SET_ASIDE = "{n} set aside by what was observed ({entries})."
REPLIES: Mapping[Reply, str] = {
    "yes": "Yes",
    "no": "No",
    "unknown": "That cannot be known",
}
