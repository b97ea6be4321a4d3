"""What holds of the figures of any record, sensible or not: small days made up at random."""

from dataclasses import dataclass, fields, replace
from importlib import resources
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coldset.core import acts
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source, Witness
from coldset.core.fold import fold
from coldset.core.known import appearances, effect_ms, known
from coldset.core.words import Contents, Hazard, Id, Method
from coldset.gate.policy import parse_pack
from coldset.margin.around import around
from coldset.margin.build import Walk, take_in_all
from coldset.margin.build.openings import same_lying
from coldset.margin.failures import NOTHING, CutSet
from coldset.margin.figures import figure
from coldset.margin.graph import ENTRY
from coldset.margin.lookout import Lookout, outlook
from coldset.margin.outlook import Outlook, View, spots_of
from coldset.simulate import HabitName, simulate

TERMS = parse_pack(resources.files("coldset.gate").joinpath("packs/set.toml").read_bytes()).terms
TERMS = msgspec.structs.replace(TERMS, in_charge_max=2)
SAID = Source(kind="statement", who="somebody")
MINUTE_MS = 60_000

LAID_FOR: tuple[Hazard, ...] = ("live", "primed")
HAZARDS: tuple[Hazard, ...] = ("live", "primed", "lodged")
"""Those of the layers above; blanks go the way of live rounds."""

PEOPLE = ("armorer", "property-master", "first-ad", "performer")
PLACES = ("stage", "truck")
WEAPONS = ("one", "two")
LOTS = ("box", "odd", "six")
GHOSTS = ("ghost", "ghost gun", "ghost lot")
THINGS = (*WEAPONS, *LOTS, *GHOSTS, "case", "performer", "armorer")

Numbers = dict[tuple[str, Hazard], tuple[float, float]]
few = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
"""The same days every time; raise the number to look further."""


@dataclass(frozen=True, repr=False)
class Entry:
    """One made-up entry: an act, and the minutes since the entry before it."""

    act: Act
    after: int = 0
    by: Id | None = None
    place: Id | None = None
    sees: tuple[tuple[Id, int | None], ...] = ()
    lasts: int = 0
    late: int = 0
    said: bool = False
    read: tuple[Id, ...] = ()

    def __repr__(self) -> str:
        parts = {field.name: getattr(self, field.name) for field in fields(self)}
        told = {name: part for name, part in parts.items() if part or name == "act"}
        return f"Entry({', '.join(f'{name}={part!r}' for name, part in told.items())})"


def told(entries: list[Entry]) -> list[Event]:
    """The day as it opens and these entries as events, one after the other."""
    events: list[Event] = []
    minute = 0
    for number, entry in enumerate([*OPENING, *entries]):
        minute += entry.after
        start, end = minute * MINUTE_MS, (minute + entry.lasts) * MINUTE_MS
        events.append(
            Event(
                id=f"e{number}",
                act=entry.act,
                earliest_ms=start,
                latest_ms=end,
                recorded_ms=end + entry.late * MINUTE_MS,
                recorder=entry.by or "office",
                by=entry.by,
                place=entry.place,
                witnesses=tuple(Witness(person=p, count=n) for p, n in entry.sees),
                source=SAID if entry.said else Source(),
                read=entry.read,
            )
        )
    return events


def ends_ms(entries: list[Entry]) -> int:
    return (sum(entry.after for entry in entries) + 60) * MINUTE_MS


def looked_out(entries: list[Entry]) -> Outlook:
    return outlook(known(told(entries)), TERMS, ends_ms(entries), LAID_FOR)


def numbers(found: Outlook) -> Numbers:
    """Every figure of what is on record; where there is no way at all it is without end."""
    figures: Numbers = {}
    state = found.states()[0]
    for thing in THINGS:
        if thing not in state.people and state.whereabouts(thing) is None:
            continue
        for hazard in HAZARDS:
            one = found.figure(hazard, thing)
            margin = float("inf") if one.margin is None else one.margin
            solo = float("inf") if one.solo is None else one.solo
            figures[thing, hazard] = (margin, solo)
    return figures


def raised(before: Numbers, after: Numbers) -> dict[tuple[str, Hazard], Any]:
    """The figures that went up, of what is on record either way."""
    return {
        key: (before[key], after[key])
        for key in before.keys() & after.keys()
        if after[key][0] > before[key][0] or after[key][1] > before[key][1]
    }


# --- a day as it opens, and what may then happen


LOOKS: tuple[tuple[Contents, tuple[Method, ...]], ...] = (
    ("dummy", ("primer",)),
    ("dummy", ()),
    ("empty", ()),
    ("live", ()),
)
SEEN = [
    tuple(acts.Sight(chamber=n, contents=contents, methods=methods) for n in chambers)
    for contents, methods in LOOKS
    for chambers in ((1, 2), (1,))
]

DUMMIES, EMPTY = SEEN[0], SEEN[4]


def opening() -> list[Entry]:
    """A careful morning: whatever is then done to it, there is something to lose.

    Two places, four people who were searched by two, a line that is held and floors swept; a case;
    a box of dummies checked by two; two revolvers alike, one loaded with them and shown, the other
    shown empty; and an odd lot that nobody looked at, in the truck.
    """
    day = [Entry(acts.PlaceDeclared(place=place, kind="set")) for place in PLACES]
    for person in PEOPLE:
        role: Any = person
        day.append(Entry(acts.RoleAssigned(person=person, role=role)))
        day.append(Entry(acts.PersonEntered(person=person), by=person, place="stage"))
        searched = Entry(acts.PersonSearched(person=person), place="stage")
        day += [replace(searched, by=by) for by in ("armorer", "property-master")]
    day.append(Entry(acts.LineControlled(), by="first-ad", place="stage"))
    day += [Entry(acts.PlaceSwept(holder=place), by="first-ad") for place in PLACES]
    return day + [replace(one, by="armorer", place="stage") for one in stock()]


def stock() -> list[Entry]:
    """What the armorer brings, looks at and loads before the first AD and the property master."""
    odd, box = (
        acts.LotArrived(
            lot=lot, source="supplier", claimed="dummy", holder=holder, n=n, build=("no-primer",)
        )
        for lot, n, holder in (("odd", 2, "truck"), ("box", 10, "armorer"))
    )
    both: tuple[tuple[Id, int | None], ...] = (("first-ad", 10), ("property-master", 10))
    checked = acts.LotChecked(lot="box", method="primer", n=10, answered=10)
    day = [
        Entry(acts.ContainerArrived(container="case", kind="case", holder="truck")),
        Entry(odd),
        Entry(box),
        Entry(checked, sees=both, read=("box",)),
    ]
    for weapon in WEAPONS:
        came = acts.WeaponArrived(
            weapon=weapon,
            weapon_class="functional",
            holder="armorer",
            model="single six",
            chambers=2,
        )
        day.append(Entry(came))
    loaded = acts.RoundsLoaded(weapon="one", lot="box", chambers=(1, 2))
    day.append(Entry(loaded, read=("one", "box")))
    for weapon, sights in (("one", DUMMIES), ("two", EMPTY)):
        shown = acts.WeaponShown(weapon=weapon, sights=sights)
        bore = acts.BoreChecked(weapon=weapon, clear=True)
        day += [Entry(shown, sees=both, read=(weapon,)), Entry(bore, sees=both, read=(weapon,))]
    return day


OPENING = opening()

people, places = st.sampled_from(PEOPLE), st.sampled_from(PLACES)
weapons, lots = st.sampled_from((*WEAPONS, "ghost gun")), st.sampled_from((*LOTS, "ghost lot"))
holders = st.sampled_from((*PEOPLE, *PLACES, "case", "box", "nowhere"))
items = st.sampled_from((*WEAPONS, *LOTS, "case", "ghost"))
counts = st.sampled_from((2, 8, 10, None))
yes = st.sampled_from((True,))

BARRIERS: list[st.SearchStrategy[Act]] = [
    st.builds(acts.PersonSearched, person=people),
    st.builds(acts.PlaceSwept, holder=st.sampled_from((*PLACES, "case", "performer"))),
    st.builds(acts.LotChecked, lot=lots, method=st.just("primer"), n=counts, answered=counts),
    st.builds(acts.WeaponShown, weapon=weapons, sights=st.sampled_from(SEEN[:6])),
    st.builds(acts.BoreChecked, weapon=weapons, clear=yes),
    st.builds(acts.WatchClaimed, item=items, since_shown=st.booleans()),
    st.builds(acts.ContainerSealed, container=st.just("case"), seal=st.just("A1")),
    st.builds(acts.SealRead, container=st.just("case"), seal=st.just("A1"), intact=yes),
    st.builds(
        acts.HolderLocked,
        holder=st.sampled_from(("case", "truck")),
        keys=st.sampled_from((None, ("armorer",), ("performer",))),
    ),
    st.builds(acts.LineControlled),
    st.builds(acts.PersonDeclared, person=people),
]
OTHERS: list[st.SearchStrategy[Act]] = [
    st.builds(acts.ItemMoved, item=items, holder=holders),
    st.builds(acts.CustodyPassed, item=items, giver=people, receiver=people),
    st.builds(acts.CustodyPassed, item=weapons, giver=people, receiver=people, supervisor=people),
    st.builds(acts.PortionDrawn, lot=lots, portion=st.just("six"), holder=holders, n=counts),
    st.builds(
        acts.LotsMerged,
        lots=st.sampled_from((("box", "odd"), ("six",), ("ghost lot", "box"))),
        into=lots,
        holder=holders,
    ),
    st.builds(
        acts.RoundsLoaded,
        weapon=weapons,
        lot=lots,
        chambers=st.sampled_from(((1, 2), (1,), ())),
        n=counts,
    ),
    st.builds(
        acts.RoundsUnloaded, weapon=weapons, lot=lots, holder=holders, seen_empty=st.booleans()
    ),
    st.builds(acts.HammerFell, weapon=weapons, chamber=st.sampled_from((1, None))),
    st.builds(acts.ShotFired, weapon=weapons, planned=st.booleans()),
    st.builds(acts.PersonEntered, person=people),
    st.builds(acts.PersonLeft, person=people),
    st.builds(acts.PlaceLeft, holder=st.sampled_from((*PLACES, *WEAPONS, "case"))),
    st.builds(acts.HazardIdentified, hazard=st.sampled_from(HAZARDS), at=items),
    st.builds(acts.SealRemoved, container=st.just("case")),
    st.builds(acts.HolderUnlocked, holder=st.just("case")),
    st.builds(acts.KeyGiven, holder=st.just("case"), person=people),
    st.builds(acts.LineReleased),
    st.builds(acts.DutyAssigned, person=people, duty=st.just("props")),
    st.builds(acts.ConcernRaised, text=st.just("cold coffee")),
    st.builds(acts.WeaponServiced, weapon=weapons),
    st.builds(
        acts.CylinderSwapped,
        weapon=weapons,
        out=st.just("one-cylinder"),
        into=st.sampled_from(("spare", "two-cylinder")),
    ),
    st.builds(acts.WeaponShown, weapon=weapons, sights=st.just(SEEN[6])),
]
WITNESSES = (
    (),
    (("first-ad", 10),),
    (("property-master", 10), ("performer", 10)),
    (("first-ad", None),),
)
READ = ((), WEAPONS, (*WEAPONS, *LOTS))


def entry_of(
    kinds: list[st.SearchStrategy[Act]], said: tuple[bool, ...]
) -> st.SearchStrategy[Entry]:
    return st.builds(
        Entry,
        act=st.one_of(kinds),
        after=st.sampled_from((0, 0, 6, 20)),
        by=st.sampled_from((*PEOPLE, "armorer", "armorer", None)),
        place=st.sampled_from(("stage", "stage", "truck", None)),
        sees=st.sampled_from(WITNESSES),
        lasts=st.sampled_from((0, 0, 0, 10)),
        late=st.sampled_from((0, 0, 0, 60)),
        said=st.sampled_from(said),
        read=st.sampled_from(READ),
    )


entry = entry_of(BARRIERS + OTHERS, (False, False, False, True))
barrier = entry_of(BARRIERS, (False,))
hearsay = entry_of(BARRIERS + OTHERS, (True,))
days = st.lists(entry, max_size=8)


@st.composite
def days_with(draw: st.DrawFn, one: st.SearchStrategy[Entry]) -> tuple[list[Entry], int]:
    """A day, and where in it a certain entry stands."""
    before = draw(st.lists(entry, max_size=4))
    after = draw(st.lists(entry, max_size=4))
    return [*before, draw(one), *after], len(before)


# --- the properties


@few
@given(days)
def test_no_figure_is_beyond_reckoning_and_solo_is_never_more_than_margin(day: list[Entry]) -> None:
    for margin, solo in numbers(looked_out(day)).values():
        assert 0 <= solo <= margin


@few
@given(days)
def test_a_weapon_that_can_hold_a_round_always_has_a_figure(day: list[Entry]) -> None:
    found = looked_out(day)
    for weapon in WEAPONS:
        for hazard in HAZARDS:
            assert found.figure(hazard, weapon).margin is not None


LEFT = [
    Entry(acts.PlaceLeft(holder="one")),
    Entry(acts.PlaceLeft(holder="stage")),
    Entry(acts.PersonEntered(person="stranger")),
    Entry(acts.LineReleased()),
    Entry(acts.HolderUnlocked(holder="case")),
    Entry(acts.KeyGiven(holder="case", person="performer")),
    Entry(acts.SealRemoved(container="case")),
    Entry(acts.DutyAssigned(person="armorer", duty="props")),
    Entry(acts.RoleEnded(person="armorer", role="armorer")),
    Entry(acts.HazardIdentified(hazard="live", at="one")),
    Entry(acts.HazardIdentified(hazard="live", at="box", lot="box")),
    Entry(acts.HammerFell(weapon="one")),
]


@few
@given(days_with(st.sampled_from(LEFT)))
def test_what_opens_raises_no_figure(story: tuple[list[Entry], int]) -> None:
    day, at = story
    without = day[:at] + day[at + 1 :]
    assert not raised(numbers(looked_out(without)), numbers(looked_out(day)))


@few
@given(days_with(hearsay))
def test_what_is_only_said_raises_no_figure(story: tuple[list[Entry], int]) -> None:
    day, at = story
    day[at] = replace(day[at], after=0)
    without = day[:at] + day[at + 1 :]
    assert not raised(numbers(looked_out(without)), numbers(looked_out(day)))


def takes_no_line_over(one: Entry) -> bool:
    """Whether nobody else's control of the line ends by it."""
    return not isinstance(one.act, acts.LineControlled)


def takes_nothing_over(one: Entry) -> bool:
    """Whether leaving it out changes no hands either; whoever puts a seal on has it in theirs."""
    return takes_no_line_over(one) and not isinstance(one.act, acts.ContainerSealed)


@few
@given(days_with(barrier.filter(takes_no_line_over)))
def test_a_barrier_that_is_only_said_raises_no_figure(story: tuple[list[Entry], int]) -> None:
    day, at = story
    said = [*day[:at], replace(day[at], said=True), *day[at + 1 :]]
    assert not raised(numbers(looked_out(day)), numbers(looked_out(said)))


def blunted(one: Entry) -> Entry:
    """The same people at the same thing in the same place, with nothing looked at."""
    act = one.act
    if isinstance(act, acts.WeaponShown):
        loaded = (sight for sight in act.sights if sight.contents != "empty")
        sights = tuple(msgspec.structs.replace(sight, methods=("look",)) for sight in loaded)
        return replace(one, act=msgspec.structs.replace(act, sights=sights), sees=unseen(one))
    if isinstance(act, acts.LotChecked):
        return replace(one, act=msgspec.structs.replace(act, answered=None), sees=unseen(one))
    if isinstance(act, acts.BoreChecked):
        return replace(one, act=acts.WeaponExamined(weapon=act.weapon, safe=None))
    return replace(one, act=acts.ConcernRaised(text="cold coffee"))


def unseen(one: Entry) -> tuple[tuple[Id, int | None], ...]:
    return tuple((person, None) for person, _ in one.sees)


def at_an_instant(one: Entry) -> Entry:
    """What closes counts from the end of an interval, and what does not from its start."""
    return replace(one, lasts=0)


@few
@given(days_with(barrier.filter(takes_nothing_over).map(at_an_instant)))
def test_without_a_barrier_no_figure_is_higher(story: tuple[list[Entry], int]) -> None:
    day, at = story
    blunt = [*day[:at], blunted(day[at]), *day[at + 1 :]]
    assert not raised(numbers(looked_out(day)), numbers(looked_out(blunt)))


def renamed(value: Any) -> Any:  # noqa: ANN401 - whatever an entry holds
    """Every id with its letters turned round; words of the vocabularies are no ids."""
    names = (*PEOPLE, *PLACES, *WEAPONS, *LOTS, *GHOSTS, "case", "nowhere", "spare", "office")
    if isinstance(value, str):
        stem = value.removesuffix("-cylinder")
        return f"x{stem[::-1]}" + value[len(stem) :] if stem in names else value
    if isinstance(value, tuple):
        return tuple(renamed(part) for part in value)
    return value


def with_other_names(event: Event) -> Event:
    """An event with every id in it renamed; the role and what a lot is said to be stay."""
    kept = {"role", "kind", "claimed", "method", "hazard"}
    act = msgspec.structs.asdict(event.act)
    changed = {name: value if name in kept else renamed(value) for name, value in act.items()}
    return msgspec.structs.replace(
        event,
        act=type(event.act)(**changed),
        by=renamed(event.by),
        place=renamed(event.place),
        recorder=renamed(event.recorder),
        read=renamed(event.read),
        witnesses=tuple(
            Witness(person=renamed(one.person), count=one.count) for one in event.witnesses
        ),
    )


@few
@given(days)
def test_names_mean_nothing(day: list[Entry]) -> None:
    events = told(day)
    other = outlook(known(map(with_other_names, events)), TERMS, ends_ms(day), LAID_FOR)
    found = looked_out(day)
    for thing in THINGS:
        for hazard in HAZARDS:
            mine, theirs = found.figure(hazard, thing), other.figure(hazard, renamed(thing))
            assert (mine.margin, mine.solo) == (theirs.margin, theirs.solo)


@few
@given(days)
def test_asked_again_and_again_the_answer_is_as_if_asked_at_once(day: list[Entry]) -> None:
    lookout = Lookout(TERMS, LAID_FOR)
    events = told(day)
    for at_ms in sorted({event.recorded_ms for event in events} | {ends_ms(day)}):
        record = known(events, at_ms)
        step = numbers(lookout.at(record, at_ms))
        assert step == numbers(outlook(record, TERMS, at_ms, LAID_FOR))


@few
@given(days)
def test_what_is_forgotten_was_needed_by_no_figure(day: list[Entry]) -> None:
    forgetful = Lookout(TERMS, LAID_FOR, keeps=0, mark_every=1)
    events = told(day)
    for at_ms in sorted({event.recorded_ms for event in events} | {ends_ms(day)}):
        record = known(events, at_ms)
        view = forgetful.at(record, at_ms)
        whole = outlook(record, TERMS, at_ms, LAID_FOR)
        assert numbers(view) == numbers(whole)
        until_ms = at_ms + 600_000
        assert numbers(view.supposing((), until_ms)) == numbers(whole.supposing((), until_ms))


@few
@given(days, st.lists(entry, min_size=1, max_size=3))
def test_supposing_leaves_an_outlook_as_it_was(day: list[Entry], supposed: list[Entry]) -> None:
    found = looked_out(day)
    before = numbers(found)
    nodes = [len(view.builder.canvas.graph.nodes) for view in found.views]
    later = [
        msgspec.structs.replace(
            event,
            earliest_ms=event.earliest_ms + ends_ms(day),
            latest_ms=event.latest_ms + ends_ms(day),
            recorded_ms=event.recorded_ms + ends_ms(day),
        )
        for event in told(supposed)
    ]
    then = found.supposing(later, ends_ms(day) + ends_ms(supposed))
    numbers(then)
    assert numbers(found) == before
    assert [len(view.builder.canvas.graph.nodes) for view in found.views] == nodes
    assert numbers(found.supposing(later, ends_ms(day) + ends_ms(supposed))) == numbers(then)


@few
@given(days)
def test_entries_of_one_moment_keep_the_order_of_the_book(day: list[Entry]) -> None:
    at_once = told([replace(one, after=0, lasts=0) for one in day])
    assert list(known(at_once).events) == at_once


# --- by containment only


def plainly(view: View) -> list[frozenset[CutSet]]:
    """The cut sets of every node, pruned where one holds all of another and nowhere else."""
    canvas = view.builder.canvas
    families: list[frozenset[CutSet]] = []
    for node in canvas.graph.nodes.values():
        sets: set[CutSet] = set()
        for edge in node.edges:
            before = frozenset({NOTHING}) if edge.source == ENTRY else families[edge.source]
            sets |= {one | (edge.failures - canvas.proven) for one in before}
        families.append(frozenset(one for one in sets if not any(other < one for other in sets)))
    return families


@few
@given(st.lists(entry, max_size=5))
def test_nothing_is_lost_by_what_is_pruned(day: list[Entry]) -> None:
    found = looked_out(day)
    for hazard in ("live", "primed"):
        for view in found.of(hazard):
            newest = view.builder.canvas.graph.newest
            settled = {one: spots_of(view.builder, hazard, one) for one in THINGS}
            for spots in settled.values():
                view.builder.nodes_of(spots, ends_ms(day))
            plain = plainly(view)
            for thing in THINGS:
                spots = [one for one in settled[thing] if one in newest]
                sets = {one for spot in spots for one in plain[newest[spot]]}
                naive = figure(hazard, sets, found.acts(hazard), TERMS.weights)
                pruned = found.figure(hazard, thing)
                assert (pruned.margin, pruned.solo) == (naive.margin, naive.solo)


# --- how things lie open is kept event by event; here it is worked out anew after each


def stale(events: list[Event]) -> list[str]:
    """Everything that is kept as lying open in another way than the record has it."""
    record = known(events)
    first = appearances(record.events)
    readers = fold((one, effect_ms(one, first)) for one in record.events).seal_readings
    walk, found = Walk(LAID_FOR, TERMS, readers), []
    for event in record.events:
        take_in_all(walk, (event,), first)
        state, openings = walk.state, walk.openings
        things = {*state.people, *state.weapons, *state.containers, *state.lots, *state.cylinders}
        for thing in sorted(things):
            anew = openings.lie(state, thing, around(state, thing), walk.clock_ms or 0)
            if not same_lying(openings.now.get(thing), anew):
                found.append(f"{thing} after {event.id}: {event.act}")
    return found


@few
@given(days)
def test_what_lies_open_is_never_stale(day: list[Entry]) -> None:
    assert not stale(told(day))


@pytest.mark.parametrize("habit", ["careful", "ordinary", "sloppy"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_lies_open_on_an_invented_shoot_is_never_stale(seed: int, habit: HabitName) -> None:
    assert not stale(list(simulate(seed, habit, 2, None).events))


def test_a_place_that_is_declared_only_after_things_were_there() -> None:
    shed = Entry(act=acts.ItemMoved(item="box", holder="shed"), by="armorer", place="stage")
    declared = Entry(act=acts.PlaceDeclared(place="shed", kind="set"), by="armorer")
    assert not stale(told([shed, declared]))
