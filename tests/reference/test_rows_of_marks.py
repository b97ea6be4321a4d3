"""Things named without their mark being read, by row of DESIGN part 3: both calculi say this."""

import pytest
from smallest import comes_to, morning, shown, witnessed

from coldset.core import acts
from coldset.core.words import Hazard


@pytest.mark.parametrize("clear", [True, None, False])
@pytest.mark.parametrize("hazard", ["live", "blank"])
def test_a_bore_check_whose_mark_was_not_read(hazard: Hazard, clear: bool | None) -> None:  # noqa: FBT001 - what was seen
    """Row "named without its mark being read", decision 22: chambers as well as barrels.

    The twin, whose chamber nobody saw, may be the revolver from now on: record(armorer).
    """
    day = morning()
    shown(day)
    bore = acts.BoreChecked(weapon="revolver", clear=clear)
    day.write(bore, "armorer", "stage", sees=witnessed())
    comes_to(day, hazard, "revolver", 1, 0)


def test_a_swap_whose_weapons_mark_was_not_read() -> None:
    """The same row: it may have been the twin, and the revolver still has its own cylinder."""
    day = morning()
    for out, into in (("twin-cylinder", "spare"), ("spare", "twin-cylinder")):
        swap = acts.CylinderSwapped(weapon="twin", out=out, into=into)
        day.write(swap, "armorer", "stage", read=("twin", into))
        shown(day, "twin")
    swap = acts.CylinderSwapped(weapon="revolver", out="revolver-cylinder", into="spare")
    day.write(swap, "armorer", "stage", read=("spare",))
    comes_to(day, "live", "revolver", 1, 0)
