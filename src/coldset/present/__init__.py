"""SHOW IT. The surfaces that people and programs meet: sentences, command line, web, files.

Nothing is decided here. May import: `coldset.book`, `coldset.audit`, and through them the words
of the rooms above. `exchange/` is stricter: it turns text into events and back, and knows only
`coldset.core` and `coldset.errors`.
"""
