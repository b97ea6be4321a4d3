"""HOW DID IT GET THERE. Chains of custody, and every way by which a find can have come about.

Pure: no clock, no randomness, no file. May import: `coldset.core`, `coldset.margin`,
`coldset.errors`, msgspec. It names barriers, windows and who had custody on the record; it never
says who did it.

Read `custody.py` (where a thing was), `story.py` (what a hypothesis is), `stories.py` (how all of
them are found), then `together.py` (several finds explained as one).
"""
