"""Weapons and what was seen of them."""

from coldset.core.acts import (
    BoreChecked,
    CylinderSwapped,
    WeaponArrived,
    WeaponExamined,
    WeaponServiced,
    WeaponShown,
)
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.fold.hands import open_into, open_the_way, put, taken_in_hand, whereabouts_new
from coldset.core.state import Chamber, State, Weapon
from coldset.core.words import CHAMBERS_MAX, Id


def cylinder_id(weapon: Id) -> Id:
    """The name of the cylinder that a weapon came with."""
    return f"{weapon}-cylinder"


def weapon_arrived(state: State, event: Event, act: WeaponArrived) -> None:
    """A weapon is on record, its chambers and barrel unseen.

    That it cannot hold a round is believed of the crew's own record only. A weapon that arrives a
    second time stays what it was, with a gap. Of more chambers than any weapon has nobody knows
    how many there are.
    """
    open_into(state, event, act.holder, *state.chain(act.holder))
    if act.weapon in state.weapons:
        state.findings.append(
            doubt("arrived-twice", event.id, level="not cleared", thing=act.weapon)
        )
        open_the_way(state, event, act.weapon)
        put(state, event, act.weapon, act.holder, by=event.by, gap=True)
        return
    count = act.chambers
    if count is not None and not 0 <= count <= CHAMBERS_MAX:
        state.findings.append(
            doubt(
                "chambers-beyond-limit",
                event.id,
                level="not cleared",
                weapon=act.weapon,
                chambers=count,
            )
        )
        count = None
    cylinder = cylinder_id(act.weapon)
    inert_by_hearsay = act.weapon_class in {"replica", "rubber"} and not event.on_record
    state.weapons[act.weapon] = Weapon(
        id=act.weapon,
        weapon_class="unknown" if inert_by_hearsay else act.weapon_class,
        model=act.model,
        serial=act.serial,
        cylinder=cylinder,
        where=whereabouts_new(state, event, act.holder),
        chamber_count=count,
        source=act.source,
        reason=act.reason,
    )
    state.cylinders[cylinder] = {
        number: Chamber(event=event.id) for number in range(1, (count or 0) + 1)
    }


def weapon_of(state: State, event: Event, weapon: Id) -> Weapon:
    """The weapon, put on record with a finding when nothing registered it before."""
    known = state.weapons.get(weapon)
    if known is not None:
        return known
    state.findings.append(doubt("thing-unregistered", event.id, level="not cleared", thing=weapon))
    holder = event.by or event.place or "unknown"
    weapon_arrived(
        state, event, WeaponArrived(weapon=weapon, weapon_class="unknown", holder=holder)
    )
    return state.weapons[weapon]


def changed(weapon: Weapon, event: Event) -> None:
    """What was seen of a weapon before this event says nothing of it after."""
    weapon.last_change, weapon.seen_since_change = event, False


def chamber_of(state: State, event: Event, weapon: Id, number: int) -> Chamber:
    """A chamber by number, with a finding where the weapon has no such chamber."""
    chambers = state.chambers(weapon)
    if number not in chambers:
        count = state.weapons[weapon].chamber_count
        if count is not None:
            state.findings.append(
                doubt(
                    "chamber-unknown",
                    event.id,
                    level="not cleared",
                    weapon=weapon,
                    chamber=number,
                    chambers=count,
                )
            )
        chambers[number] = Chamber(event=event.id)
    return chambers[number]


def weapon_shown(state: State, event: Event, act: WeaponShown) -> None:
    """What was seen is compared with what the record holds; the record of contents follows it."""
    weapon = weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)
    if not event.on_record:
        return
    weapon.last_shown, weapon.seen_since_change = event, True
    for sight in act.sights:
        chamber = chamber_of(state, event, act.weapon, sight.chamber)
        loaded = sight.contents not in {"empty", "case"}
        if loaded and chamber.lot is None and chamber.contents != sight.contents:
            state.findings.append(
                doubt(
                    "loaded-unrecorded",
                    event.id,
                    level="not cleared" if chamber.contents == "empty" else "warn",
                    weapon=act.weapon,
                    chamber=sight.chamber,
                    seen=sight.contents,
                )
            )
        elif "unknown" not in {sight.contents, chamber.contents} and (
            sight.contents != chamber.contents
        ):
            state.findings.append(
                doubt(
                    "contents-differ",
                    event.id,
                    level="not cleared",
                    weapon=act.weapon,
                    chamber=sight.chamber,
                    seen=sight.contents,
                    recorded=chamber.contents,
                )
            )
        chamber.contents, chamber.event = sight.contents, event.id
        if not loaded:
            chamber.lot = None


def weapon_serviced(state: State, event: Event, act: WeaponServiced) -> None:
    """A serviced weapon has changed since it was last seen."""
    changed(weapon_of(state, event, act.weapon), event)
    taken_in_hand(state, event, act.weapon)


def weapon_examined(state: State, event: Event, act: WeaponExamined) -> None:
    """A function test is on file; the weapon is with whoever tested it."""
    weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)


def bore_checked(state: State, event: Event, act: BoreChecked) -> None:
    """The barrel was looked through."""
    weapon = weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)
    if event.on_record:
        weapon.last_bore, weapon.bore_clear_since_fired = event, act.clear is True


def cylinder_swapped(state: State, event: Event, act: CylinderSwapped) -> None:
    """The chambers go with their cylinder; a swap that is only said leaves the one on record."""
    weapon = weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)
    fitted = {other.cylinder for other in state.weapons.values() if other.id != act.weapon}
    if weapon.cylinder != act.out or act.into in fitted:
        state.findings.append(
            doubt(
                "not-in-weapon",
                event.id,
                level="not cleared",
                weapon=act.weapon,
                cylinder=act.out,
                recorded=weapon.cylinder,
            )
        )
    state.cylinders.setdefault(
        act.into,
        {number: Chamber(event=event.id) for number in state.cylinders[weapon.cylinder]},
    )
    if event.on_record:
        weapon.cylinder = act.into
    changed(weapon, event)
