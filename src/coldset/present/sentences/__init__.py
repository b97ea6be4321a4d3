"""WHAT PEOPLE READ. The only room in which sentences live.

Every sentence is whole and stands in a table with named places to fill, so that it can be
translated. Nothing here decides anything, and nobody is accused: sentences name controls,
windows of time, and who had custody on the record.

Pure but for one thing: local time is read from the installed time zone data. May import:
`coldset.core`, `coldset.margin`, `coldset.gate`, `coldset.inquiry`.

Read `names.py`, `times.py` and `filling.py`, then `verdicts.py`, `findings.py` (its tables are
`about_*.py`) and `steps.py` for the gate, `stories.py` for the trace, `events.py` for the record.
"""
