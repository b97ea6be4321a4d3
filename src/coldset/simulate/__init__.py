"""A SHOOT THAT NEVER WAS. Invented shoots with a hidden truth, to hold the calculus against.

Pure: no clock, no file; chance comes from a seed. It shares no code with the calculus, so that
the two can contradict each other. May import: `coldset.core`, `coldset.errors`, msgspec.

Read `habits.py` (what crews do and leave undone, as one table), `truth.py` (what really
happened), `world.py` (every round by itself), `ledger.py` (what the crew has written, and who
watches by it), `crew.py` (how the crew writes), then `guns.py` and `boxes.py` (what it does),
`mischance.py` (how a hazard gets in), `day.py` (the day's work), and `shoot.py` and `season.py`
(what the room gives).
"""

from coldset.simulate.habits import HABITS, HabitName
from coldset.simulate.mischance import MECHANISMS, Mechanism
from coldset.simulate.season import Size, season, season_size
from coldset.simulate.shoot import Shoot, simulate
from coldset.simulate.truth import Truth

__all__ = [
    "HABITS",
    "MECHANISMS",
    "HabitName",
    "Mechanism",
    "Shoot",
    "Size",
    "Truth",
    "season",
    "season_size",
    "simulate",
]
