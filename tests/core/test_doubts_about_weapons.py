"""What an entry says of a weapon that cannot be so."""

from typing import Any

from coldset.core import acts
from coldset.core.words import CHAMBERS_MAX

Day = Any  # see conftest.py


def test_more_chambers_than_any_weapon_has(day: Day) -> None:
    more = CHAMBERS_MAX + 1
    arrived = acts.WeaponArrived(
        weapon="volley-gun", weapon_class="functional", holder="set", chambers=more
    )
    event = day.at("07:00", arrived)
    day.doubted(
        "chambers-beyond-limit", event, level="not cleared", weapon="volley-gun", chambers=more
    )
