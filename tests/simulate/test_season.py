"""A season is a stream of the size that was asked for, in the order in which it was written."""

from itertools import islice

from coldset.core.acts import ContainerArrived, LotArrived, RoleAssigned, WeaponArrived
from coldset.core.acts.places import PlaceDeclared
from coldset.core.fold import fold
from coldset.core.known import appearances, effect_ms, known
from coldset.simulate import Size, season, season_size


def test_a_season_has_as_many_entries_as_asked_for_each_under_its_own_name() -> None:
    for n in (1, 1000, 5000):
        events = list(season(3, season_size(n)))
        assert len(events) == n
        assert len({event.id for event in events}) == n


def test_a_season_is_the_same_every_time() -> None:
    size = season_size(2000)
    assert list(season(3, size)) == list(season(3, size))
    assert list(season(3, size)) != list(season(4, size))


def test_a_full_season_is_about_as_much_as_it_says() -> None:
    events = list(season(1, Size(events=20_000)))
    acts = [event.act for event in events]
    assert sum(isinstance(act, WeaponArrived) for act in acts) == 60
    assert sum(isinstance(act, RoleAssigned) for act in acts) == 200
    assert sum(isinstance(act, ContainerArrived | PlaceDeclared) for act in acts) == 300
    rounds = sum(act.n or 0 for act in acts if isinstance(act, LotArrived))
    assert 19_000 <= rounds <= 20_000


def test_entries_come_in_the_order_in_which_they_were_written() -> None:
    events = list(season(2, season_size(20_000)))
    written = [event.recorded_ms for event in events]
    assert written == sorted(written)
    late = [event.recorded_ms - event.latest_ms for event in events]
    late = [ms for ms in late if ms]
    assert 0.005 <= len(late) / len(events) <= 0.015
    assert max(late) <= 3_600_000


def test_a_season_is_a_stream() -> None:
    assert len(list(islice(season(5, Size(events=10**9)), 100))) == 100


def test_nothing_impossible_happens_in_a_season() -> None:
    standing = known(season(6, season_size(3000))).events
    first = appearances(standing)
    state = fold((event, effect_ms(event, first)) for event in standing)
    late = {event.id for event in standing if event.recorded_ms != event.latest_ms}
    odd = [one for one in state.findings if not set(one.events) & late]
    assert not odd
