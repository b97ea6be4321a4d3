"""Laying the record out as a graph.

`walk.py` walks the events and keeps how things lie open (`openings.py`), `builder.py` lays the
graph of one hazard, `exposure.py` the time between events, and `effects/` says what each act does
to the spots that it touches.
"""

from coldset.margin.build.builder import Builder
from coldset.margin.build.walk import Walk, take_in_all

__all__ = ["Builder", "Walk", "take_in_all"]
