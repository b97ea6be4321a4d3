"""WHERE IT STANDS ON PAPER: pure numbers, in the picture's own units (one is a pixel at 1600).

Read `axis.py` first (time to x), then `rows.py` (holders and things to y), `room.py` (what may
stand beside what) and `sheet.py` (everything together).
"""
