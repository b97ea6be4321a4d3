"""How a day begins and ends: who comes, who searches whom, what is told, what is kept on paper."""

from coldset.core.acts.people import (
    BriefingHeld,
    PersonEntered,
    PersonLeft,
    QualificationRecorded,
    RoleAssigned,
    TrainingRecorded,
)
from coldset.core.acts.places import LineControlled, PlaceDeclared, ProductionOpened
from coldset.core.acts.scene import PlannedLoad, RisksAssessed, ScenePlanned, Wrapped
from coldset.core.words import Id, PlaceKind, Role
from coldset.simulate.boxes import past_line, search
from coldset.simulate.crew import Crew
from coldset.simulate.truth import Beginning
from coldset.simulate.world import Spot, Trail

YEAR_MS = 365 * 24 * 3600 * 1000
ZONE = "America/Denver"
GUARD: Id = "gate-guard"

HANDLERS: tuple[Id, ...] = ("armorer", "property-master", "assistant")
PERFORMERS: tuple[Id, ...] = ("performer-a", "performer-b", "stunt-1")
OTHERS: tuple[Id, ...] = (
    "first-ad",
    "safety-advisor",
    "director",
    "camera-a",
    *PERFORMERS,
    "grip-1",
    "grip-2",
)
ROLES: dict[Id, Role] = {
    "armorer": "armorer",
    "property-master": "property-master",
    "assistant": "assistant-property-master",
    "first-ad": "first-ad",
    "safety-advisor": "safety-advisor",
    "director": "director",
    "camera-a": "camera",
    "performer-a": "performer",
    "performer-b": "performer",
    "stunt-1": "performer",
    "grip-1": "crew",
    "grip-2": "crew",
    GUARD: "crew",
}
PLACES: dict[Id, tuple[PlaceKind, str]] = {
    "holding": ("holding", ""),
    "weapon-store": ("store", "weapons"),
    "ammo-store": ("store", "ammunition"),
    "church": ("set", ""),
    "street": ("set", ""),
}


def open_shoot(crew: Crew) -> None:
    """The production, its property line, its places, and who works on it."""
    crew.write(ProductionOpened(title="an invented shoot", zone=ZONE))
    crew.ledger.roles.update(ROLES)
    for person, role in ROLES.items():
        crew.write(RoleAssigned(person=person, role=role))
    if crew.keeps("controls_line"):
        crew.gate_keeper = GUARD
        crew.write(LineControlled(), GUARD)
    for place, (kind, keeps) in PLACES.items():
        crew.write(PlaceDeclared(place=place, kind=kind, keeps=keeps))
        if crew.gate_keeper:
            crew.ledger.clean[place] = crew.gate_keeper
    if crew.keeps("keeps_papers"):
        for person in HANDLERS:
            permit = QualificationRecorded(
                person=person,
                qualification="entertainment-firearms-permit",
                number=f"ef-{person}",
                expires_ms=crew.now_ms + YEAR_MS,
            )
            crew.write(permit)
    crew.wait(600)


def enter(crew: Crew, person: Id, place: Id) -> None:
    """Somebody comes in; whatever they have with them comes in with them."""
    act = PersonEntered(person=person, through=crew.gate_keeper or None)
    event = crew.write(act, place=place)
    crew.ledger.stands(person, place)
    for trail in crew.world.trails_at(Spot("pocket", person)):
        _begin_anew(crew, trail, person, event.id)
    crew.wait(15)


def _begin_anew(crew: Crew, trail: Trail, person: Id, event: Id) -> None:
    """A round that goes out in a pocket at night comes in with it in the morning."""
    trail.beginning = Beginning(kind="person", thing=person, event=event)
    trail.stages[0][1].clear()
    past_line(crew, trail, event)


def call(crew: Crew, briefed: Id) -> None:
    """The morning: everyone comes, is searched, trained and briefed, as the habit has it."""
    for person in HANDLERS:
        enter(crew, person, "holding")
    if crew.keeps("searches_handlers"):
        for person, by in zip(HANDLERS, (*HANDLERS[1:], HANDLERS[0]), strict=True):
            search(crew, person, by)
    for person in OTHERS:
        enter(crew, person, "holding")
        if crew.keeps("searches_others"):
            search(crew, person, "assistant")
    if crew.keeps("keeps_papers"):
        for person in PERFORMERS:
            act = TrainingRecorded(person=person, course="firearms-safety")
            crew.write(act, "armorer", "holding")
            crew.wait(120)
    if crew.keeps("briefs"):
        crew.write(BriefingHeld(attendees=(*HANDLERS, *OTHERS)), briefed, "holding")
    crew.wait(900)


def plan_scene(  # noqa: PLR0913 - a plan is which weapon, whose, holding what, aimed or not
    crew: Crew, scene: Id, weapon: Id, performer: Id, *, loaded: bool, aimed: bool
) -> None:
    """What a scene is to be, where that is written down."""
    if not crew.keeps("keeps_papers"):
        return
    act = ScenePlanned(
        scene=scene,
        loads=(PlannedLoad(weapon=weapon, load="dummy" if loaded else None),),
        performers=(performer,),
        in_line=("camera-a",) if aimed else (),
    )
    crew.write(act, "first-ad", crew.ledger.person_at["first-ad"])
    crew.write(RisksAssessed(scene=scene, version="1"), "safety-advisor", "holding")
    crew.wait(60)


def go_home(crew: Crew) -> None:
    """The evening: the work ends, and everyone leaves."""
    crew.write(Wrapped(), "first-ad", crew.ledger.person_at["first-ad"])
    for person in (*OTHERS, *HANDLERS):
        crew.write(PersonLeft(person=person))
        crew.ledger.leaves(person)
    crew.wait(60)
