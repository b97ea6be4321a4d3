"""What the record's own doubts say. Their codes are those of `coldset.core.fold`."""

from collections.abc import Mapping

from coldset.present.sentences.filling import Words

DOUBTS: Mapping[str, Words] = {
    "in-itself": Words(
        "The record puts {thing} into itself; where it is nobody can say.",
        "an entry puts {thing} into {holder}, which is in {thing} itself",
    ),
    "of-two-kinds": Words(
        "{thing} is the name of two things in the record: a {kinds}.",
        "one name, {thing}, stands in the record for a {kinds}",
    ),
    "device-gap": Words(
        "Entries {first} to {last} of device {device} have not come in; one of them may be a stop.",
        "the hub lacks entries {first} to {last} of the chain of device {device}",
    ),
    "device-fork": Words(
        "Device {device} tells two stories about its entries {first} to {last}.",
        "the chain of device {device} forks at entries {first} to {last}",
    ),
    "giver-without": Words(
        "{giver} is written down as handing over {thing}, but the record had it with {recorded}.",
        "an entry has {giver} hand over {thing}, which the record then had with {recorded}",
    ),
    "more-out-than-in": Words(
        "More came out of {weapon} than the record has in it: {n}, and it has {held}.",
        "an entry takes {n} rounds out of {weapon}, which by the record held {held}",
    ),
    "chambers-beyond-limit": Words(
        "{weapon} is written down with {chambers} chambers, which no gun has; how many it has "
        "nobody can say.",
        "an entry gives {weapon} {chambers} chambers, which no weapon has; the number is taken as "
        "unknown",
    ),
    "chambers-differ": Words(
        "{n} rounds are written down as filling {chambers} chambers of {weapon}.",
        "an entry loads {n} rounds into {chambers} chambers of {weapon}",
    ),
    "checked-too-many": Words(
        "More rounds of {lot} were checked than the record has: {n}, and it has {held}.",
        "an entry checks {n} rounds of {lot}, which by the record held {held}",
    ),
    "suspicion-unknown": Words(
        "An entry drops the suspicion {suspicion}, but no such suspicion is open.",
        "an entry drops the suspicion {suspicion}, which is not among the open ones",
    ),
    "arrived-twice": Words(
        "{thing} is written down as arriving a second time.",
        "an entry has {thing} arrive, which was on record already",
    ),
    "stop-unknown": Words(
        "An entry lifts the stop {stop}, but no such stop is open.",
        "an entry lifts the stop {stop}, which is not among the open ones",
    ),
    "not-in-hand": Words(
        "{by} did something with {thing}, but the record had it with {recorded}.",
        "an entry has {by} act on {thing}, which the record then had with {recorded}; how it "
        "came to {by} is not recorded",
    ),
    "seal-not-read": Words(
        "{container} was opened, and nobody read its seal first.",
        "{container} was opened without its seal being read",
    ),
    "no-key": Words(
        "{holder} was opened, and no key to it is recorded for {by}.",
        "{holder} was opened by {by}, who is not among those recorded as having a key",
    ),
    "thing-unregistered": Words(
        "{thing} was used before anybody wrote down that it was here.",
        "{thing} is named by an entry before any entry says how it came into the record",
    ),
    "person-unregistered": Words(
        "{person} is in the record without ever having been entered on it.",
        "{person} is named by an entry before any entry says that they came or have a role",
    ),
    "seal-unrecorded": Words(
        "A seal {read} was read on {container}, but no seal was written down for it.",
        "a seal {read} was read on {container}, on which no seal is recorded",
    ),
    "seal-differs": Words(
        "The seal on {container} was not as it was left: {put_on} was put on, {read} was read.",
        "on {container} the seal {put_on} was put on and the seal {read} was read (whole: "
        "{intact})",
    ),
    "overdrawn": Words(
        "More rounds were taken from {lot} than it held: {drawn} out of {held}.",
        "{drawn} rounds were taken from {lot}, which by the record held {held}",
    ),
    "answered-otherwise": Words(
        "{others} of the rounds of {lot} did not answer the check by {method}.",
        "in a check by {method}, {others} of the rounds of {lot} answered otherwise than they "
        "should",
    ),
    "count-differs": Words(
        "{lot} was counted as {counted}, and the record has {recorded}.",
        "a count of {lot} gave {counted} where the record has {recorded}",
    ),
    "chamber-full": Words(
        "A round was loaded into chamber {chamber} of {weapon}, which already held one.",
        "an entry loads chamber {chamber} of {weapon}, which by the record held a round of {held}",
    ),
    "chamber-unknown": Words(
        "The record names chamber {chamber} of {weapon}, which has only {chambers}.",
        "an entry names chamber {chamber} of {weapon}, which is recorded with {chambers} chambers",
    ),
    "loaded-unrecorded": Words(
        "Chamber {chamber} of {weapon} was seen to hold {seen}, and nobody wrote down a loading.",
        "chamber {chamber} of {weapon} was seen to hold {seen}, although no loading of it is "
        "recorded",
    ),
    "contents-differ": Words(
        "Chamber {chamber} of {weapon} was seen to hold {seen}; the record had {recorded} in it.",
        "chamber {chamber} of {weapon} was seen to hold {seen} where the record had {recorded}",
    ),
    "not-in-weapon": Words(
        "{cylinder} was taken out of {weapon}, but the record had {recorded} in it.",
        "an entry takes {cylinder} out of {weapon}, in which the record had {recorded}",
    ),
}
