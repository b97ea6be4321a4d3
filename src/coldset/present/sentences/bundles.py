"""What is said of an evidence bundle: what is in it, what was checked, what disagrees."""

from collections.abc import Mapping

BUNDLED = "{file}: evidence of {origin}, {entries} of {size} entries; {bytes} bytes"
BUNDLE_HASH = "sha256 of the file: {sha256}"
BUNDLE_NEXT = (
    "Give the file to whoever asks, and the hub key by another way; they check it with "
    "`coldset audit`. The gate is asked under the policy pack {policy}."
)

AUDITED = "{file}: evidence of {origin}, {entries} of {size} entries"
AGREES = "Nothing disagrees, as far as this was checked; what was not checked is said below."
DISAGREES: Mapping[bool, str] = {
    False: "ONE THING DISAGREES. Do not rely on this bundle until it is explained.",
    True: "{n} THINGS DISAGREE. Do not rely on this bundle until they are explained.",
}
BROKEN = "A proof does not hold: what is here is not what the hub signed, so nothing is cleared."
NOT_SHOWN = "a log that is not known"

OUTCOMES: Mapping[str, str] = {
    "agrees": "agrees",
    "disagrees": "DISAGREES",
    "not checked": "not checked",
}
CHECKS: Mapping[tuple[str, str], str] = {
    ("members", "agrees"): "members of the file, each with the hash that the manifest lists",
    ("members", "disagrees"): "members of the file; not each is the one that the manifest lists",
    ("hub", "agrees"): "hub key, and it is the one that you gave",
    ("hub", "disagrees"): "hub key, and it is not the right one",
    ("hub", "not checked"): "hub key; give the one that you have with `--hub`, or compare it below",
    ("checkpoints", "agrees"): "checkpoints, each signed by the hub, none of a longer log",
    ("checkpoints", "disagrees"): "checkpoints signed by the hub; not each holds",
    ("checkpoints", "not checked"): "checkpoints; without the hub's key none can be verified",
    ("cosignatures", "not checked"): "cosignatures on them, by {cosigners}; their keys are not "
    "known here",
    ("cosignatures", "agrees"): "cosignatures on them; witnesses that you know, with how many "
    "entries each has seen: {covered}",
    ("cosignatures", "disagrees"): "cosignatures on them; one that you expected is missing or "
    "does not hold",
    ("cosignatures", "none"): "cosignatures on them: nobody but the hub vouches for this log",
    ("entries", "agrees"): "entries in their one form, every signature by a key of the log",
    ("entries", "disagrees"): "entries that hold; not each does",
    ("entries", "not checked"): "entries; without a checkpoint there is nothing to hold them to",
    ("tree", "agrees"): "roots of the tree over all entries, each as a checkpoint has it",
    ("tree", "disagrees"): "checkpoints compared with the entries; not each has their root",
    ("tree", "not checked"): "roots of the tree; there is no checkpoint to compare them with",
    ("tree", "proven"): "checkpoints that the entries here, or the log since, are proven against",
    ("events", "agrees"): "events that make sense as one record; {doubts} about the data in it",
    ("events", "disagrees"): "events; they make no sense as one record",
    ("events", "not checked"): "events; what does not hold is not read",
    ("events", "some"): "events, readable; a selection is no whole record",
    ("policy", "agrees"): "policy pack ({policy}), and the record names its digest",
    ("policy", "disagrees"): "policy pack, and it is not the right one",
    ("policy", "not checked"): "policy pack ({policy}); no entry proves it, so compare its digest "
    "below",
    ("photos", "agrees"): "photos, all that entries name",
    ("photos", "disagrees"): "photos; not each is named by an entry",
    ("photos", "not checked"): "photos; {absent} more are named by entries and are not here",
    ("photos", "absent"): "photos: {absent} are named by entries and are not here",
    ("photos", "unread"): "photos; which ones entries name is not read from what does not hold",
    ("photos", "none"): "photos: no entry names one",
    ("verdicts", "agrees"): "hand-overs and clearances asked of the gate again, all as was said",
    ("verdicts", "disagrees"): "hand-overs and clearances asked of the gate again; not all as was "
    "said",
    ("verdicts", "not checked"): "hand-overs; the gate is asked of nothing but a whole record that "
    "holds, so nothing is cleared here",
}
"""By what was checked, and how it came out or what there was of it."""

ASKED_AGAIN = "What the gate answers when it is asked again ({policy})"
ASKED_FROM = (
    "Each of what was known when it was made; the first on {moment}, and a time with no date is of "
    "that day"
)
SAID_BY: Mapping[str, str] = {
    "hand-over": "the bundle states {word}",
    "clearance": "read aloud: {word}",
}
SAID_NOTHING = "nothing stated"
DISAGREEMENTS = "What disagrees"
NOT_PROVEN = "What this can not show by itself"
ROOT_TO_COMPARE = "whether others were shown the same log; compare the root: {root}"
POLICY_DIGEST = "which policy was in force; sha256 of the pack: {sha256}"
