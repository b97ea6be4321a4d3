"""FROM THE RECORD TO THE PICTURE: which lanes, lines and marks there are, with times in ms.

Read `when.py` first (what has a time), then `lines.py` (where each thing was) and `compose.py`.
"""
