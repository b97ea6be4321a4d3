"""A day's work: boxes and weapons come and are looked at, scenes are played, all is put away."""

from dataclasses import dataclass

from coldset.core.acts.scene import CutCalled, MealCalled, RehearsalStarted
from coldset.core.words import BuildMark, Id
from coldset.simulate import boxes, call, guns
from coldset.simulate.crew import Crew
from coldset.simulate.mischance import Act, Mechanism, Reckoning, pocketed
from coldset.simulate.world import RoundKind

ARMORER, PROPS, ASSISTANT, AD = "armorer", "property-master", "assistant", "first-ad"
KEYS = (ARMORER, PROPS)
GUN_CASE, AMMO_CASE, DUMMY_BOX, CART = "gun-case", "ammo-case", "dummy-box", "cart"
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
SCENES_A_DAY = (3, 5)
COMES_OFF = 0.4
"""How often a bullet comes off, at any loading of a shoot in which one is to."""
WEAPONS: dict[Id, tuple[str, int]] = {
    "sa-1": ("single-action 45", 6),
    "sa-2": ("single-action 45", 6),
    "coach-3": ("coach gun", 2),
    "replica-4": ("single-action 45, cast", 0),
}
BUILDS: tuple[tuple[BuildMark, ...], ...] = (
    ("rattle", "hole", "no-primer"),
    ("rattle", "no-primer"),
    ("hole", "no-primer"),
    ("rattle", "struck-primer"),
)


@dataclass(slots=True)
class Shooting:
    """One shoot as it goes on: its crew, how long it is, and how a hazard is to get in."""

    crew: Crew
    days: int
    mechanism: Mechanism
    ends_with_find: bool
    scene: int = 0
    seals: int = 0
    lot: Id = "dummies"

    def shoot(self) -> None:
        """All days, one after the other.

        Raises:
            SetStopped: a hazard was found.
        """
        crew = self.crew
        began_ms = crew.now_ms
        call.open_shoot(crew)
        self._set_mischances(began_ms)
        for day in range(self.days):
            crew.day_began_ms = crew.now_ms = max(began_ms + day * DAY_MS, crew.now_ms)
            call.call(crew, AD)
            if day == 0:
                self._boxes_come()
                self._weapons_come()
            self._work(("church", "street")[day % 2], last=day == self.days - 1)

    def _set_mischances(self, began_ms: int) -> None:
        crew, chance = self.crew, self.crew.chance
        day_ms = began_ms + chance.whole(0, self.days - 1) * DAY_MS
        at_ms = day_ms + chance.whole(HOUR_MS, 8 * HOUR_MS)
        anything = ("weapon", "lot", "box")
        match self.mechanism:
            case "pocket":
                actor = chance.one_of((*call.HANDLERS, *call.PERFORMERS, "grip-1", "camera-a"))
                number = pocketed(crew, actor, "")
                crew.mischances.append(Act(at_ms, anything, actor, number=number))
            case "swapped-box":
                crew.mischances.append(Act(at_ms, ("lot", "box")))
            case "unattended-weapon":
                late_ms = began_ms + (self.days - 1) * DAY_MS + 7 * HOUR_MS
                crew.mischances.append(Act(at_ms, ("weapon",), unwatched_until_ms=late_ms))
            case _:
                pass
        if self.ends_with_find and self.mechanism != "none":
            last_ms = began_ms + (self.days - 1) * DAY_MS
            soonest = max(at_ms, last_ms + 3 * HOUR_MS)
            crew.mischances.append(Reckoning(chance.whole(soonest, last_ms + 10 * HOUR_MS)))

    def _personal(self, owner: Id) -> None:
        """Somebody brings their own rounds, and says so: they stay in their bag."""
        crew, lot, bag = self.crew, "own-rounds", f"{owner}-bag"
        boxes.box_arrives(crew, bag, "bag", owner, "", owner)
        number = boxes.live_lot_arrives(crew, lot, bag, owner)
        after_ms = crew.now_ms + crew.chance.whole(HOUR_MS // 2, 7 * HOUR_MS)
        anything = ("weapon", "lot", "box")
        crew.mischances.append(Act(after_ms, anything, owner, out_of=lot, number=number))

    def _boxes_come(self) -> None:
        """Boxes and dummies come to the ammunition store, and are looked at there."""
        crew, made = self.crew, self.mechanism
        for person in (ARMORER, PROPS):
            crew.ledger.stands(person, "ammo-store")
        leftover = crew.chance.one_of((AMMO_CASE, DUMMY_BOX)) if made == "leftover-in-box" else ""
        for box, holder in ((AMMO_CASE, "ammo-store"), (DUMMY_BOX, AMMO_CASE)):
            kind = "case" if box == AMMO_CASE else "box"
            boxes.box_arrives(crew, box, kind, holder, "ammunition", ARMORER, stray=box == leftover)  # type: ignore[arg-type]  # both are kinds of container
            if crew.keeps("sweeps_boxes"):
                boxes.sweep(crew, box, PROPS)
        self._lot_comes("dummies", DUMMY_BOX, bad=made in {"supplier-box", "lodged-by-primer"})
        self._look_at("dummies")
        if made == "loaded-belt" or crew.keeps("second_supplier"):
            self._second_lot()
        self._put_away(AMMO_CASE, DUMMY_BOX)
        if made == "personal-ammunition":
            self._personal(crew.chance.one_of((*call.PERFORMERS, "grip-1")))

    def _lot_comes(self, lot: Id, holder: Id, *, bad: bool) -> None:
        chance = self.crew.chance
        primed = self.mechanism == "lodged-by-primer"
        build = ("rattle", "hole") if primed else chance.one_of(BUILDS)
        kinds: list[RoundKind] = ["dummy"] * chance.whole(24, 50)
        for number in range(chance.one_of((1, 1, 2, 4)) if bad else 0):
            kinds[number] = "primed" if primed else "live"
        boxes.lot_arrives(self.crew, lot, kinds, build, f"{lot} supplier", holder, ARMORER)

    def _second_lot(self) -> None:
        """More dummies, in a belt of somebody else's; now and then poured in with the others."""
        crew, bad = self.crew, self.mechanism == "loaded-belt"
        boxes.box_arrives(crew, "costume-belt", "belt", AMMO_CASE, "ammunition", ARMORER)
        self._lot_comes("belt-dummies", "costume-belt", bad=bad)
        self._look_at("belt-dummies")
        if crew.keeps("merges_boxes"):
            boxes.pour_together(crew, ("dummies", "belt-dummies"), "mixed", DUMMY_BOX, ARMORER)
            self.lot = "mixed"
        elif bad:
            self.lot = "belt-dummies"

    def _witness(self, who: Id) -> Id:
        return who if self.crew.keeps("has_witness") else ""

    def _look_at(self, lot: Id) -> None:
        crew = self.crew
        if not crew.keeps("checks_lot"):
            if crew.keeps("checks_sample_only"):
                boxes.check_lot(crew, lot, "rattle", ARMORER, self._witness(PROPS), sample=6)
            return
        boxes.check_lot(crew, lot, "rattle", ARMORER, self._witness(PROPS))
        if crew.keeps("second_method"):
            boxes.check_lot(crew, lot, "primer", PROPS, self._witness(ARMORER))
            boxes.check_lot(crew, lot, "hole", PROPS, self._witness(ARMORER))

    def _put_away(self, case: Id, box: Id = "") -> None:
        crew = self.crew
        if box and crew.keeps("seals_boxes"):
            self.seals += 1
            boxes.seal(crew, box, f"s-{self.seals}", ARMORER, self._witness(PROPS))
        if crew.keeps("locks_idle"):
            boxes.lock(crew, case, KEYS, ARMORER)

    def _weapons_come(self) -> None:
        """Weapons come to their store, are seen empty, and go into their case."""
        crew = self.crew
        crew.ledger.stands(ARMORER, "weapon-store")
        crew.ledger.stands(PROPS, "weapon-store")
        boxes.box_arrives(crew, GUN_CASE, "case", "weapon-store", "weapons", ARMORER)
        leftover = self.mechanism == "leftover-in-weapon"
        chosen = crew.chance.one_of(("sa-1", "sa-2", "coach-3")) if leftover else ""
        for weapon, (model, chambers) in WEAPONS.items():
            guns.weapon_arrives(crew, weapon, model, chambers, ARMORER, loaded=weapon == chosen)
            if chambers and crew.keeps("shows_empty_first"):
                self._shown_empty(weapon, PROPS)
            boxes.put(crew, weapon, GUN_CASE, ARMORER)
        self._put_away(GUN_CASE)

    def _shown_empty(self, weapon: Id, witness: Id) -> None:
        crew, witness = self.crew, self._witness(witness)
        guns.show(crew, weapon, ARMORER, (witness,) if witness else (), ())
        if crew.keeps("looks_through_bore"):
            guns.look_through_bore(crew, weapon, ARMORER, witness)

    def _work(self, place: Id, *, last: bool) -> None:
        """The scenes of a day, with the meal between them."""
        crew, chance = self.crew, self.crew.chance
        boxes.carry(crew, GUN_CASE, place, ARMORER)
        boxes.carry(crew, AMMO_CASE, place, PROPS)
        if CART in crew.ledger.things:
            boxes.carry(crew, CART, place, ASSISTANT)
        else:
            crew.ledger.stands(ASSISTANT, place)
            boxes.box_arrives(crew, CART, "cart", place, "", ASSISTANT)
        scenes = chance.whole(*SCENES_A_DAY)
        swaps = last and self.mechanism == "wrong-cylinder"  # once: then the spare is in
        swap_at = chance.whole(0, scenes - 1) if swaps else -1
        for number in range(scenes):
            self._scene(place, swap=number == swap_at)
            if number == scenes // 2:
                self._meal()
            crew.wait(chance.whole(15, 50) * 60)
        self._end_of_day(last=last)

    def _scene(self, place: Id, *, swap: bool) -> None:
        """One scene with one weapon: planned, made ready, played once or more, put back."""
        crew, chance = self.crew, self.crew.chance
        self.scene += 1
        scene = f"sc-{self.scene}"
        weapon = chance.weighted(((4, "sa-1"), (3, "sa-2"), (2, "coach-3"), (1, "replica-4")))
        weapon = chance.one_of(("sa-1", "sa-2")) if swap else weapon
        performer = chance.one_of(call.PERFORMERS)
        works = WEAPONS[weapon][1] > 0
        loaded, aimed = works and chance.happens(0.7) and not swap, chance.happens(0.4)
        call.plan_scene(crew, scene, weapon, performer, loaded=loaded, aimed=aimed)
        guns.take(crew, weapon, ARMORER)
        if swap:
            guns.swap_cylinder(crew, weapon, f"{weapon}-spare", ARMORER, loaded=True)
        if works:
            self._make_ready(weapon, loaded=loaded)
        for take in range(chance.whole(1, 3)):
            self._take(weapon, performer, scene, place, first=take == 0, aimed=aimed)
        self._put_back(weapon)

    def _make_ready(self, weapon: Id, *, loaded: bool) -> None:
        crew = self.crew
        if weapon in crew.loaded:
            if loaded:
                return
            guns.unload(crew, weapon, ARMORER, self._witness(PROPS))
        if crew.keeps("shows_empty_first"):
            self._shown_empty(weapon, AD)
        elif crew.keeps("looks_through_bore"):
            guns.look_through_bore(crew, weapon, ARMORER, "")
        if loaded:
            self._load(weapon)
            if not crew.keeps("loads_at_once"):
                boxes.put(crew, weapon, CART, ARMORER)
                crew.wait(crew.chance.whole(20, 90) * 60)
                guns.take(crew, weapon, ARMORER)

    def _load(self, weapon: Id) -> None:
        crew, portion = self.crew, f"{weapon}-rounds"
        if portion not in crew.lots:
            if DUMMY_BOX in crew.ledger.seals and crew.keeps("reads_marks"):
                boxes.read_seal(crew, DUMMY_BOX, PROPS)
            n = crew.chambers[weapon]
            witness = self._witness(PROPS)
            boxes.draw(crew, self.lot, portion, n=n, by=ARMORER, witness=witness)
        else:
            boxes.put(crew, portion, ARMORER, ARMORER)
        event = guns.load(crew, weapon, portion, ARMORER, self._witness(PROPS))
        if crew.keeps("locks_idle"):
            boxes.lock(crew, AMMO_CASE, KEYS, PROPS)
        parts = self.mechanism == "lodged-at-loading" and not crew.world.barrels
        if parts and crew.chance.happens(COMES_OFF):
            guns.lose_bullet(crew, weapon, event)

    def _take(  # noqa: PLR0913 - a take is of which weapon, whose, in which scene, where
        self, weapon: Id, performer: Id, scene: Id, place: Id, *, first: bool, aimed: bool
    ) -> None:
        """Shown, called, handed over, used, collected."""
        crew = self.crew
        works = WEAPONS[weapon][1] > 0
        shown = crew.keeps("shows_before" if first else "shows_again")
        self._ready_to_go(weapon, performer, shown=shown, aimed=aimed)
        if not crew.keeps("goes_at_once"):
            crew.wait(crew.chance.whole(6, 25) * 60)
            if crew.keeps("shows_again"):
                self._ready_to_go(weapon, performer, shown=True, aimed=aimed)
        if works and crew.keeps("renews_watch"):
            guns.renew_watch(crew, weapon, (ARMORER, AD))
        guns.hand_over(crew, weapon, ARMORER, performer, scene)
        crew.write(RehearsalStarted(scene=scene), AD, place)
        hammer = 0.8 if self.mechanism == "lodged-by-primer" else 0.15
        if weapon in crew.loaded and crew.chance.happens(hammer):
            guns.drop_hammer(crew, weapon, performer)
        crew.wait(crew.chance.whole(2, 12) * 60)
        crew.write(CutCalled(scene=scene), AD, place)
        guns.collect(crew, weapon, performer, ARMORER)
        if crew.ledger.things[weapon].holder == CART:
            guns.take(crew, weapon, ARMORER)

    def _ready_to_go(self, weapon: Id, performer: Id, *, shown: bool, aimed: bool) -> None:
        """Looked at before those whom it concerns, and its status called."""
        crew = self.crew
        works = WEAPONS[weapon][1] > 0
        if shown:
            see_all = (AD,) if crew.keeps("shows_to_ad") else ()
            near = (performer, "camera-a") if aimed else (performer,)
            guns.show(crew, weapon, ARMORER, see_all, near)
            if works and crew.keeps("looks_twice"):
                self._looked_at_by_another(weapon)
        if works and crew.keeps("looks_through_bore"):
            guns.look_through_bore(crew, weapon, ARMORER, self._witness(AD))
        if aimed:
            guns.consult(crew, weapon, "camera-a", ARMORER, AD)
        if crew.keeps("calls_status"):
            guns.call_status(crew, weapon, ARMORER, (performer, AD))

    def _looked_at_by_another(self, weapon: Id) -> None:
        """A look apart from the armorer's, who stands by and lets nobody else have the weapon."""
        guns.show(self.crew, weapon, PROPS, (), (ARMORER,))
        if self.crew.keeps("looks_through_bore"):
            guns.look_through_bore(self.crew, weapon, PROPS, ARMORER)

    def _put_back(self, weapon: Id) -> None:
        crew = self.crew
        if weapon in crew.loaded and crew.keeps("unloads_after"):
            guns.unload(crew, weapon, ARMORER, self._witness(PROPS))
            if crew.keeps("looks_through_bore"):
                guns.look_through_bore(crew, weapon, ARMORER, self._witness(PROPS))
            boxes.put(crew, f"{weapon}-rounds", AMMO_CASE, ARMORER)
            if crew.keeps("locks_idle"):
                boxes.lock(crew, AMMO_CASE, KEYS, ARMORER)
        boxes.put(crew, weapon, GUN_CASE, ARMORER)
        self._put_away(GUN_CASE)

    def _meal(self) -> None:
        """The meal: what lies about is left, unless it is locked."""
        crew = self.crew
        left = crew.keeps("leaves_on_cart")
        if left:
            for weapon in ("sa-1", "sa-2"):
                boxes.put(crew, weapon, CART, ARMORER)
            guns.leave(crew, CART)
        crew.write(MealCalled(), AD, crew.ledger.person_at[AD])
        crew.wait(40 * 60)
        if left:
            for weapon in ("sa-1", "sa-2"):
                boxes.put(crew, weapon, GUN_CASE, ARMORER)
            self._put_away(GUN_CASE)

    def _end_of_day(self, *, last: bool) -> None:
        crew = self.crew
        for weapon in list(crew.loaded):
            if crew.keeps("unloads_after"):
                guns.take(crew, weapon, ARMORER)
                guns.unload(crew, weapon, ARMORER, self._witness(PROPS))
                boxes.put(crew, f"{weapon}-rounds", AMMO_CASE, ARMORER)
                boxes.put(crew, weapon, GUN_CASE, ARMORER)
        if crew.keeps("counts_lots"):
            boxes.count_lot(crew, self.lot, PROPS)
        self._put_away(AMMO_CASE, DUMMY_BOX)
        self._put_away(GUN_CASE)
        if not last:
            call.go_home(crew)
