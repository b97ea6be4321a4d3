"""Laying the record out as a graph.

`builder.py` walks the events, `exposure.py` the time between them, and `effects/` says what each
act does to the spots that it touches.
"""

from coldset.margin.build.builder import Builder, take_in_all

__all__ = ["Builder", "take_in_all"]
