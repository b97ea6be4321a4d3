"""WHAT COULD BE. How many named failures and off-record acts it takes for a hazard to be there.

Pure: no clock, no randomness, no file. May import: `coldset.core`, `coldset.errors`, msgspec.

Read `failures.py` (what can fail), `terms.py` (what the policy says about it), `graph.py`
(the record as a graph through time), `build/` (which events lay which edges), `cutsets.py`
(undominated sets of failures) and `figures.py` (margin and solo margin) in this order.
"""
