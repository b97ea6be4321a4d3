"""What people said, and which entries were taken back.

A correction is no act of its own: an event whose `corrects` names an earlier event stands in
its place, and the original stays readable.
"""

from coldset.core.acts.base import Act
from coldset.core.words import Id, Text, Texts


class StatementMade(Act, frozen=True, kw_only=True, tag="statement-made/1"):
    """What the event's `by` said, in their words or a report's, to whom."""

    words: Text
    to: Text = ""
    paraphrase: bool = False


class StatementRevised(Act, frozen=True, kw_only=True, tag="statement-revised/1"):
    """A statement, named by its event, was taken back or changed."""

    statement: Id
    words: Text


class AccountsOpened(Act, frozen=True, kw_only=True, tag="accounts-opened/1"):
    """Accounts of the same thing that cannot all be true; exactly one of them may be."""

    accounts: Texts
    about: Text


class EventRetracted(Act, frozen=True, kw_only=True, tag="event-retracted/1"):
    """An earlier event did not happen."""

    event: Id
    reason: Text
