"""What was looked at after a find, to tell apart the ways in which it can have come about."""

from typing import Literal

from coldset.core.acts.base import Act
from coldset.core.words import Id, Ms

ObservationCode = Literal[
    "came-with",
    "by-entry",
    "in-pockets",
    "one-over",
    "one-short",
    "went-in",
    "mark-fits",
    "account-right",
    "look-shows",
    "witness-saw",
    "watch-held",
    "search-whole",
    "line-held",
    "seal-fits",
    "lock-held",
    "record-right",
    "bullets-whole",
]
"""A question about the world. `about` is what each is about; "the found round" is what the find
found. `unknown` is the answer wherever neither yes nor no can be established (any more).

Of the found round itself (all that it was in from coming onto the property to the find is its
way; a loop out of a thing and back, and a detour from one open thing to another by somebody's
hand, are not on it):

came-with (a lot, weapon or container): did the found round come onto the property with it?
    Examine its marks, make and batch against what came with that thing, and its source's books.
    Yes: they fit, and fit nothing else that came. No: it came in some other way. Looks that fit
    several are `unknown`.
by-entry (an event): was the found round among what this entry brought or handled: the delivery,
    the person who came in, the rounds drawn, put together, loaded, taken out or struck? Ask who
    was there; look at photos and counts made then. Yes: it was among them. No: it was not.
in-pockets (a person): did they, at any time before the find, have the found round in their
    pockets or kit? Ask them, go through their kit for its likes. Yes or no: they had, or had not.
one-over (a lot, container or weapon): was the found round in it, one more than the book has there?
    Count all rounds that the book has in it, wherever they are now. Yes: they are all there
    without the found round (if it took the place of one, that one is over somewhere). No: the
    found round is one of those that the book counts there, and without it one is missing; or it
    never was in it.
one-short (a lot): was the found round one of those that the lot came with, by the book's count?
    Count all rounds of that lot, wherever they are now. Yes: without the found round one is
    missing. No: they are all there without it, as where it lay loose in their box. What may have
    gone missing otherwise is `unknown`.
went-in (a thing; within `window`): was it within the window that the found round first came to
    be in the thing, by whatever step? Look through footage, photos and other records of the
    thing. Yes: it first came in then. No: it was in already, came later, or was never in it.
mark-fits (a thing): by every entry that names it, or by which rounds came into it: was each
    thing that the entry names (it, and the lot they came from) the one that was handled? Read the
    marks now, compare photos. Yes: each was. No: another like it was once taken for one of them.
account-right (an account's name): did what this account tells happen as it tells? Examine what
    it can be held against. Yes or no: all of it did, or some of it did not.

Of a recorded control; `who` is whose control it was, `about` what tells it from others of its
kind (`coldset.margin.failures.Failure`). Yes: each time that it is on record it was done as
written, and it can show or stop the found kind of round. No: at least once it was not done so,
or cannot show or stop it.

look-shows (a method, by `who`): repeat it on the exhibit; ask.
witness-saw (`who`): ask for what they saw with their own eyes, and how much of it.
watch-held (a stay, of `who`): what else did they do in that stay? Footage, others, call sheets.
search-whole (a person or holder, by `who`): which pockets and bags did the search reach?
line-held (`who`): did everything that came over the line go past them?
seal-fits (`who` read it): hold the number on the seal against the number written down.
lock-held (a holder): look for signs that it was opened without its key.
record-right (`who` wrote it): hold their entries against photos and other people's.
bullets-whole (a lot or weapon): pull at the dummies; does any lack its bullet?
"""

Reply = Literal["yes", "no", "unknown"]


class ObservationMade(Act, frozen=True, kw_only=True, tag="observation-made/1"):
    """A question that tells the stories of a find apart was looked into by the event's `by`.

    `find` is the event of the find; from `from_ms` to `to_ms` is the window that `went-in` asks
    about; `who` is whose control it was, where the question is about a control.
    """

    find: Id
    code: ObservationCode
    answer: Reply
    about: Id = ""
    who: Id = ""
    from_ms: Ms | None = None
    to_ms: Ms | None = None
