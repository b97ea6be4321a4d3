"""Small closed worlds, explored to the end: rounds and people alone, and what is written of them.

A world knows nothing of the calculus. It knows where every round lies, who is where, who has what
before them, and what each of them does; from that alone it works out the fewest failures and
off-record acts with which a hazard can be in a gun while the record says what it says. `explore`
then asks the calculus about the same record and holds it to that. The only things of Coldset that
are named here are events, to write the record, and the question itself, in `asking`.
"""
