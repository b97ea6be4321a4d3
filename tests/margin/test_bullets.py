"""A count of bullets says nothing of what lay in the barrel before the rounds went in."""

from coldset.book.packs import load_policy
from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event
from coldset.core.known import known
from coldset.margin.lookout import Lookout


def _event(number: int, act: Act) -> Event:
    at_ms = 1_900_000_000_000 + number
    return Event(
        id=f"e-{number}",
        act=act,
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms,
        recorder="armorer",
        by="armorer",
        place="stage",
    )


def test_bullets_counted_out_do_not_show_one_that_came_in_the_barrel() -> None:
    """DESIGN part 3: the count answers for what the loading can have left, and for no more."""
    done: tuple[Act, ...] = (
        acts.WeaponArrived(
            weapon="gun", weapon_class="functional", holder="armorer", model="m", chambers=6
        ),
        acts.LotArrived(lot="dummies", source="s", claimed="dummy", holder="armorer", n=6),
        acts.RoundsLoaded(weapon="gun", lot="dummies", n=6, chambers=(1, 2, 3, 4, 5, 6), bullets=6),
        acts.RoundsUnloaded(
            weapon="gun",
            lot="dummies",
            holder="armorer",
            n=6,
            chambers=(1, 2, 3, 4, 5, 6),
            bullets=6,
        ),
    )
    events = [_event(number, act) for number, act in enumerate(done)]
    policy = load_policy("set")
    view = Lookout(policy.terms).at(known(events), events[-1].latest_ms)
    assert view.figure("lodged", "gun").margin == 0
