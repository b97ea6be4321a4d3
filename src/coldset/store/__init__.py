"""KEEP THE BYTES: entries in order, the newest checkpoint, the genesis document.

This room may import `coldset.errors` and `coldset.log`, and nothing else of the project. It does
not know what an entry says; signatures and roots are `log`'s, and what makes an event unique is
for those who read the entries.

`port` says what every store promises, in the docstrings; `memory` and `sqlite` keep it, and one
suite of tests holds both to it. `image` tells whether a book at rest is, bit for bit, what its
last writer left; `layout` is the file's format; `faults` names what SQLite reports.
"""
