# ruff: noqa: INP001 - a script, no package
"""Makes the pictures of `docs/engine.md` from the record beside it.

`python docs/pictures/make.py` writes them here; with a folder's name after it, there.
"""

import sys
from pathlib import Path

from controls import draw_controls
from record import worked_example
from through_time import draw_through_time

PICTURES = {"past-the-controls.svg": draw_controls, "through-time.svg": draw_through_time}


def main() -> None:
    """Write every picture into the folder that is named, or into this one."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    record = worked_example()
    for name, draw in PICTURES.items():
        (into / name).write_text(draw(record), "utf-8")


if __name__ == "__main__":
    main()
