"""KEEP THE BYTES: entries in order, the newest checkpoint, the genesis document.

This room may import `coldset.errors` and `coldset.log`, and nothing else of the project. It does
not know what an entry says; signatures and roots are `log`'s, and what makes an event unique is
for those who read the entries.

`port` says what every store promises, in the docstrings; `memory`, `sqlite` and `postgres` keep
it, and one suite of tests holds all to it.

A set's book is a file: `image` tells whether it is, at rest and bit for bit, what its last writer
left; `layout` is the file's format; `faults` names what SQLite reports. A studio's are schemas in
a PostgreSQL database, one a production: `postgres_address` says where, `postgres_layout` is the
schema's format and how it is connected to, `postgres_faults` names what a server reports.
"""
