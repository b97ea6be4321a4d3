"""WHAT HAPPENED. The record of a set: events, and the state that they fold into.

Pure: no clock, no randomness, no file, no database. Time is an argument, in whole
milliseconds since 1970-01-01T00:00:00Z. May import: `coldset.errors`, msgspec.

Read `events.py` first (what one entry of the record is), then `acts/` (what can happen),
`state.py` (what is known after some events) and `fold.py` (how one leads to the other).
"""
