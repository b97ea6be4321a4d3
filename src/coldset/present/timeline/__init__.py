"""THE TIMELINE: holders as lanes, things as lines, as one SVG picture to look at before reading.

Pure: events in, text out. `gather/` says what there is to draw, with times; `layout/` where it
stands, in plain numbers; `ink/` writes it down. Each looks only at the one before.

Read `picture.py` first (what a timeline shows), then `gather/when.py` (what has a time at all).
"""

from coldset.present.timeline.draw import draw_timeline
from coldset.present.timeline.gather.compose import timeline_of
from coldset.present.timeline.picture import Timeline

__all__ = ["Timeline", "draw_timeline", "timeline_of"]
