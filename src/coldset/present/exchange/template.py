"""An empty day log to start from: the headings, and a few rows to write over."""

import csv
import io

from coldset.present.exchange.columns import COLUMN_NAMES

_EXAMPLES: tuple[dict[str, str], ...] = (
    {"event": "# write over these rows; a row whose event starts with # is not read"},
    {
        "date": "2026-03-02",
        "time": "07:00",
        "zone": "America/Denver",
        "event": "production opened",
        "recorder": "armorer",
        "note": "the working title",
    },
    {
        "time": "07:05",
        "event": "lot arrived",
        "item": "dummies",
        "from": "the supplier",
        "to": "armorer",
        "n": "50",
        "contents": "dummy",
        "method": "rattle",
        "label": "45 dummies",
        "by": "armorer",
        "place": "prop truck",
    },
    {
        "time": "07:10-07:25",
        "event": "rounds checked",
        "item": "dummies",
        "n": "50",
        "of": "50",
        "method": "rattle",
        "by": "armorer",
        "witness": "property-master 50",
        "place": "prop truck",
        "read": "yes",
    },
    {
        "time": "14:3?",
        "event": "left unattended",
        "item": "prop cart",
        "recorded": "16:30",
        "by": "armorer",
        "note": "watched by nobody while the set was lit",
    },
)


def template() -> str:
    """A day log of the headings and a few example rows, as CSV text; it can be read as it is."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMN_NAMES, restval="")
    writer.writeheader()
    writer.writerows(_EXAMPLES)
    return out.getvalue()
