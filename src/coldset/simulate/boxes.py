"""What the crew does with boxes and rounds: they come, are checked, drawn, poured, locked."""

from coldset.core.acts.custody import ItemMoved
from coldset.core.acts.people import PersonSearched
from coldset.core.acts.places import (
    ContainerArrived,
    ContainerSealed,
    HolderLocked,
    PlaceSwept,
    SealRead,
)
from coldset.core.acts.rounds import (
    LotArrived,
    LotChecked,
    LotCounted,
    LotsMerged,
    PortionDrawn,
)
from coldset.core.events import Event, Witness
from coldset.core.words import BuildMark, ContainerKind, Id, Method
from coldset.simulate.crew import Crew, LotSheet, fail, step_by
from coldset.simulate.truth import Beginning
from coldset.simulate.world import RoundKind, Spot, Trail, tells


def seen_by(person: Id, count: int) -> tuple[Witness, ...]:
    """One witness who states to have seen so many; none without a name."""
    return (Witness(person=person, count=count),) if person else ()


def past_line(crew: Crew, trail: Trail, event: Id) -> None:
    """What comes over a controlled line got past whoever controls it."""
    if crew.gate_keeper:
        fail(trail, "line", crew.gate_keeper, event=event)


def box_arrives(  # noqa: PLR0913, PLR0917 - a box is of some kind, in something, for something, by somebody
    crew: Crew, box: Id, kind: ContainerKind, holder: Id, keeps: str, by: Id, *, stray: bool = False
) -> None:
    """A box comes; with a stray in it, where somebody else had left one."""
    place = crew.ledger.person_at[by]
    act = ContainerArrived(container=box, kind=kind, holder=holder, keeps=keeps)
    event = crew.write(act, by, place)
    crew.ledger.put(box, holder, by)
    if stray:
        came = Beginning(kind="container", thing=box, event=event.id)
        number = crew.world.bring("live", Spot("box", box), came)
        past_line(crew, crew.world.trails[number], event.id)
    crew.wait(60)


def sweep(crew: Crew, holder: Id, by: Id) -> None:
    """A box is turned out; what lies in it is found, or missed."""
    done = crew.ticks()
    trails = crew.world.trails_at(Spot("box", holder))
    if trails and crew.notices(done=done, tells=True, witnessed=False):
        crew.finds(trails[0], holder)
    event = crew.write(PlaceSwept(holder=holder), by, crew.ledger.person_at[by])
    _note_done(crew, event, done=done)
    for trail in trails:
        fail(trail, "search", by, holder, event.id, done=done)
    crew.wait(60)


def search(crew: Crew, person: Id, by: Id) -> None:
    """Somebody's pockets and kit are searched; what is in them is found, or missed."""
    done = crew.ticks()
    trails = crew.world.trails_at(Spot("pocket", person))
    if trails and crew.notices(done=done, tells=True, witnessed=False):
        crew.finds(trails[0], person)
    event = crew.write(PersonSearched(person=person), by, crew.ledger.person_at[by])
    _note_done(crew, event, done=done)
    for trail in trails:
        fail(trail, "search", by, person, event.id, done=done)
    crew.wait(60)


def _note_done(crew: Crew, event: Event, *, done: bool) -> None:
    if not done:
        crew.not_done.append(event.id)


def lot_arrives(  # noqa: PLR0913, PLR0917 - a lot is so many of a kind, made in a way, from somebody
    crew: Crew,
    lot: Id,
    kinds: list[RoundKind],
    build: tuple[BuildMark, ...],
    source: str,
    holder: Id,
    by: Id,
) -> None:
    """Rounds come, said to be dummies; some of them may not be."""
    place = crew.ledger.person_at[by]
    n = len(kinds) if crew.keeps("counts_lots") else None
    known = build if crew.keeps("knows_build") else ()
    act = LotArrived(
        lot=lot, source=source, claimed="dummy", holder=holder, n=n, build=known, label=f"{lot} .45"
    )
    event = crew.write(act, by, place)
    crew.ledger.put(lot, holder, by)
    crew.lots[lot] = LotSheet(n, known)
    came = Beginning(kind="lot", thing=lot, event=event.id)
    for kind in kinds:
        number = crew.world.bring(kind, Spot("box", lot), came)
        if kind != "dummy":
            past_line(crew, crew.world.trails[number], event.id)
    crew.wait(180)


OWN_ROUNDS = 6
"""How many rounds of their own somebody brings."""


def live_lot_arrives(crew: Crew, lot: Id, holder: Id, by: Id) -> int:
    """Somebody brings live rounds of their own and says so; the number of one of them."""
    act = LotArrived(
        lot=lot, source=f"{by}'s own", claimed="live", holder=holder, n=OWN_ROUNDS, label="own"
    )
    event = crew.write(act, by, crew.ledger.person_at[by])
    crew.ledger.put(lot, holder, by)
    came = Beginning(kind="lot", thing=lot, event=event.id)
    numbers = [crew.world.bring("live", Spot("box", lot), came) for _ in range(OWN_ROUNDS)]
    for number in numbers:
        past_line(crew, crew.world.trails[number], event.id)
    crew.wait(60)
    return numbers[0]


def check_lot(  # noqa: PLR0913 - a check is of a lot, by a method, by whom, before whom, of how many
    crew: Crew, lot: Id, method: Method, by: Id, witness: Id, *, sample: int = 0
) -> None:
    """Rounds of a lot are gone through one by one, all of them or a sample."""
    sheet, place = crew.lots[lot], crew.ledger.person_at[by]
    spot, done = Spot("box", lot), crew.ticks()
    numbers = crew.world.at(spot)
    looked_at = set(crew.chance.some_of(numbers, sample) if sample else numbers)
    n = sample or sheet.n or len(numbers)
    crew.wait(10 * n)
    for number in sorted(looked_at & crew.world.trails.keys()):
        trail = crew.world.trails[number]
        shows = tells(method, trail.hazard, sheet.build)
        if crew.notices(done=done, tells=shows, witnessed=bool(witness)):
            act = LotChecked(lot=lot, method=method, n=n, answered=n - 1, others=1)
            crew.write(act, by, place, seen_by(witness, n), (lot,))
            crew.finds(trail, lot, lot=lot)
    read = (lot,) if crew.keeps("reads_marks") else ()
    act = LotChecked(lot=lot, method=method, n=n, answered=n)
    event = crew.write(act, by, place, seen_by(witness, n), read)
    _note_done(crew, event, done=done)
    crew.ledger.handle(lot, by)
    if sample or sheet.n is None:
        return
    for trail in crew.world.trails_at(spot):
        if tells(method, trail.hazard, sheet.build):
            fail(trail, "check", by, method, event.id, done=done)
            if witness:
                fail(trail, "witness", witness, event=event.id, done=done)
    crew.ledger.looked(lot, {by, witness} - {""}, crew.now_ms)


def count_lot(crew: Crew, lot: Id, by: Id) -> None:
    """A lot is counted; whoever does not really count writes what was to be expected."""
    sheet = crew.lots[lot]
    true = len(crew.world.at(Spot("box", lot)))
    n = true if sheet.n is None or crew.ticks() else sheet.n
    event = crew.write(LotCounted(lot=lot, n=n), by, crew.ledger.person_at[by])
    _note_done(crew, event, done=n == true)
    crew.ledger.handle(lot, by)
    sheet.n = n if sheet.n is None else sheet.n
    crew.wait(120)


def draw(  # noqa: PLR0913 - what is drawn, out of what, how many, by whom, before whom
    crew: Crew, lot: Id, portion: Id, *, n: int, by: Id, witness: Id
) -> None:
    """`n` rounds are drawn; strays from the boxes around are among them, and labels mislead."""
    sheet, place = crew.lots[lot], crew.ledger.person_at[by]
    read = (lot, portion) if crew.keeps("reads_marks") else ()
    truly = lot if read else _taken_for(crew, lot)
    act = PortionDrawn(lot=lot, portion=portion, holder=by, n=n)
    event = crew.write(act, by, place, seen_by(witness, n), read)
    if truly != lot:
        crew.mistaken[event.id] = truly
    numbers = _drawn(crew, truly, n)
    for number in numbers:
        trail = crew.world.trails.get(number)
        if trail is not None:
            trail.go(step_by(event, "drawn" if truly == lot else "mistaken", portion))
            if truly != lot:
                fail(trail, "record", by, event=event.id)
        crew.world.move(number, Spot("box", portion))
    crew.ledger.handle(lot, by)
    crew.ledger.put(portion, by, by)
    sheet.n = None if sheet.n is None else max(sheet.n - n, 0)
    crew.lots[portion] = LotSheet(n, sheet.build, (lot,))
    crew.wait(60)


def _taken_for(crew: Crew, lot: Id) -> Id:
    """The lot that is really taken where nobody reads a mark: now and then one like it."""
    place = crew.ledger.place_of(lot)
    alike = [
        other
        for other, sheet in crew.lots.items()
        if sheet.n != 0
        and crew.ledger.place_of(other) == place
        and len(crew.world.at(Spot("box", other))) >= DRAWN_MOST
    ]
    wrong = [other for other in alike if other != lot]
    return crew.chance.one_of(wrong) if wrong and crew.chance.happens(0.15) else lot


DRAWN_MOST = 6
"""No more rounds than this are drawn at a time."""

HAND_FINDS = 0.6
"""How often a hazard in a box is among the few rounds that are drawn: more often than by chance,
so that there is something to study."""


def _drawn(crew: Crew, lot: Id, n: int) -> list[int]:
    """Which rounds a hand takes out of a lot and the boxes around it."""
    world = crew.world
    boxes = [box for box in crew.ledger.around(lot) if Spot("box", box) in world.held]
    strays = [number for box in boxes for number in world.at(Spot("box", box))]
    numbers = world.at(Spot("box", lot))
    bad = [number for number in (*numbers, *strays) if number in world.trails]
    chosen = [crew.chance.one_of(bad)] if bad and crew.chance.happens(HAND_FINDS) else []
    good = [number for number in numbers if number not in world.trails]
    return chosen + crew.chance.some_of(good, n - len(chosen))


def pour_together(crew: Crew, lots: tuple[Id, Id], into: Id, holder: Id, by: Id) -> None:
    """Two lots are poured into one."""
    place = crew.ledger.person_at[by]
    event = crew.write(LotsMerged(lots=lots, into=into, holder=holder), by, place)
    sheets = [crew.lots[lot] for lot in lots]
    for lot in lots:
        for number in list(crew.world.at(Spot("box", lot))):
            if number in crew.world.trails:
                crew.world.trails[number].go(step_by(event, "merged", into))
            crew.world.move(number, Spot("box", into))
        crew.ledger.handle(lot, by)
        crew.lots[lot].n = 0
    n = None if any(sheet.n is None for sheet in sheets) else sum(sheet.n or 0 for sheet in sheets)
    build = tuple(mark for mark in sheets[0].build if mark in sheets[1].build)
    crew.ledger.put(into, holder, by)
    crew.lots[into] = LotSheet(n, build, lots)
    crew.wait(120)


def put(crew: Crew, thing: Id, holder: Id, by: Id) -> None:
    """A thing is put somewhere."""
    read = (thing,) if crew.keeps("reads_marks") else ()
    crew.write(ItemMoved(item=thing, holder=holder), by, crew.ledger.person_at[by], read=read)
    crew.ledger.put(thing, holder, by)
    crew.wait(40)


def carry(crew: Crew, thing: Id, place: Id, by: Id) -> None:
    """A box is carried to another place by somebody who goes along."""
    crew.wait(240)
    crew.ledger.stands(by, place)
    put(crew, thing, place, by)


def lock(crew: Crew, holder: Id, keys: tuple[Id, ...], by: Id) -> None:
    """A box or place is locked."""
    named = keys if crew.keeps("names_keys") else None
    crew.write(HolderLocked(holder=holder, keys=named), by, crew.ledger.person_at[by])
    crew.ledger.locks[holder] = None if named is None else frozenset(named)
    crew.wait(30)


def seal(crew: Crew, box: Id, number: str, by: Id, witness: Id) -> None:
    """A box is sealed."""
    place = crew.ledger.person_at[by]
    witnesses = (Witness(person=witness),) if witness else ()
    crew.write(ContainerSealed(container=box, seal=number), by, place, witnesses)
    crew.ledger.handle(box, by)
    crew.ledger.seals[box] = number
    crew.wait(30)


def read_seal(crew: Crew, box: Id, by: Id) -> None:
    """A seal is read; whoever does not look closely reads a broken one as whole."""
    number = crew.ledger.seals.get(box)
    if number is None:
        return
    broken = [trail for trail in crew.world.trails.values() if box in trail.seals]
    done = crew.ticks()
    if broken and crew.notices(done=done, tells=True, witnessed=False):
        crew.write(
            SealRead(container=box, seal=number, intact=False), by, crew.ledger.person_at[by]
        )
        del crew.ledger.seals[box]
        crew.finds(broken[0], box)
    act = SealRead(container=box, seal=number, intact=True)
    event = crew.write(act, by, crew.ledger.person_at[by])
    for trail in broken:
        fail(trail, "seal", by, event=event.id, done=done)
        trail.seals.remove(box)
    crew.wait(30)
