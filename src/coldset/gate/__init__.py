"""MAY THIS HAPPEN. Whether a weapon may go to a person now, and why or why not.

Pure: no clock, no randomness, no file. May import: `coldset.core`, `coldset.margin`,
`coldset.errors`, msgspec.

Read `question.py` (what is asked), `verdict.py` (what is answered), `decide.py`, then `rules/`:
a function a rule, each with its citation in DOMAIN.md part 1a.
"""
