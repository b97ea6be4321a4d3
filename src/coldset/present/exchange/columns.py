"""The columns of a day log, and what belongs into each."""

import msgspec


class Column(msgspec.Struct, frozen=True):
    """A heading and its meaning. Without a `needed` column a file is refused."""

    name: str
    meaning: str
    needed: bool = False


COLUMNS = (
    Column("id", "what this row is called, if another row names it; made from the row if blank"),
    Column("date", "`2026-03-02`, on the set's calendar; blank: as in the row above", needed=True),
    Column(
        "time",
        "local, 24 hours: `14:05`, `14:05:30`; `14:3?` or `14:??` when half of it is unreadable; "
        "`14:00-14:20` for a stretch; blank or `?`: at some time that day",
        needed=True,
    ),
    Column("until", "the end of a stretch: `14:20`, `2026-03-03` or `2026-03-03 00:20`"),
    Column("zone", "the set's time zone, `America/Denver`; blank: as in the row above"),
    Column("event", "what happened, in one of the words below", needed=True),
    Column("item", "the thing, or the person, that it is about"),
    Column("from", "where or from whom it comes"),
    Column("to", "where or to whom it goes"),
    Column("with", "the others that the event needs: who supervises, who was there, who heard"),
    Column("scene", "the scene that it is for"),
    Column("chambers", "`1-6`, `1 to 6` or `1,3,5`; blank or `?`: nobody can say which"),
    Column("n", "how many; blank or `?`: unknown"),
    Column("of", "how many there are in all; blank or `?`: unknown"),
    Column("contents", "what it is, what it holds, or what was found"),
    Column("method", "how it was looked at, or how it was done"),
    Column("model", "the model of a weapon"),
    Column("label", "what is written on it: a label, a seal's or permit's number, a version"),
    Column("by", "who did it"),
    Column(
        "witness",
        "who saw it, and how many rounds or chambers they say they saw: `first-ad 6; camera-a 3`; "
        "no number: they did not say, which adds nothing",
    ),
    Column("place", "where it happened"),
    Column("recorder", "who wrote it down; blank: who did it, else as in the row above"),
    Column(
        "recorded",
        "when it was written down, if later than it happened: `16:30` or `2026-03-03 09:00`",
    ),
    Column("source", "`record` (the crew's own; blank means this), `statement` or `document`"),
    Column("who", "whose statement, or whose paper"),
    Column("sure", "`seen` (blank means this), `read`, `quoted` or `background`"),
    Column("code", "the reference of a paper, such as `NYT-NZH`"),
    Column("account", "the name of a telling that excludes others (see `accounts differ`)"),
    Column("read", "things whose mark was read off: their names, or `yes` for the item"),
    Column("corrects", "the id of the row that this one replaces"),
    Column("note", "anything else; for some events their words, reason or topics"),
)

COLUMN_NAMES = tuple(column.name for column in COLUMNS)
NEEDED_COLUMNS = tuple(column.name for column in COLUMNS if column.needed)

ACT_COLUMNS = (
    *("item", "from", "to", "with", "scene", "chambers"),
    *("n", "of", "contents", "method", "model", "label"),
)
"""The columns whose meaning depends on the event; the others mean the same in every row."""
