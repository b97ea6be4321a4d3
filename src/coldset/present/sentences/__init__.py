"""WHAT PEOPLE READ. The only room in which sentences live.

Every sentence is whole and stands in a table with named places to fill, so that it can be
translated. Nothing here decides anything, and nobody is accused: sentences name controls,
windows of time, and who had custody on the record.

Pure but for one thing: local time is read from the installed time zone data. May import:
`coldset.core`, `coldset.margin`, `coldset.gate`, `coldset.inquiry`.

Read `names.py`, `times.py` and `filling.py`; then for the gate `verdicts.py`, `findings.py`,
`failures.py` and `steps.py`; for the trace `stories.py` and `pages.py`; for the record
`events.py`. The tables are `about_*.py`.
"""

from coldset.present.sentences.events import act_sentences, event_line, event_lines
from coldset.present.sentences.findings import gate_sentence, record_sentence
from coldset.present.sentences.pages import grouped, page, together_sentences
from coldset.present.sentences.steps import step_sentences
from coldset.present.sentences.stories import (
    cost_sentences,
    route_named,
    story_sentences,
    tale_of,
)
from coldset.present.sentences.tale import Tale
from coldset.present.sentences.times import Clock
from coldset.present.sentences.verdicts import (
    COUNT_NOTE,
    contents_line,
    figure_sentences,
    headline,
    spoken,
)

__all__ = [
    "COUNT_NOTE",
    "Clock",
    "Tale",
    "act_sentences",
    "contents_line",
    "cost_sentences",
    "event_line",
    "event_lines",
    "figure_sentences",
    "gate_sentence",
    "grouped",
    "headline",
    "page",
    "record_sentence",
    "route_named",
    "spoken",
    "step_sentences",
    "story_sentences",
    "tale_of",
    "together_sentences",
]
