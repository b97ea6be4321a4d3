"""Who is where, in which role."""

from coldset.core.acts import (
    AccountsOpened,
    DutyAssigned,
    DutyEnded,
    EventRetracted,
    EvidenceFiled,
    ItemExamined,
    ObservationMade,
    PersonEntered,
    PersonLeft,
    RoleAssigned,
    RoleEnded,
    StatementMade,
    StatementRevised,
)
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.state import Person, State
from coldset.core.words import Id

SPOKEN = (
    AccountsOpened,
    EventRetracted,
    EvidenceFiled,
    ItemExamined,
    ObservationMade,
    StatementMade,
    StatementRevised,
)
"""Acts that somebody can do far from the property."""


def person_of(state: State, person: Id, event: Event) -> Person:
    """The person, put on record with a finding when nothing registered them before."""
    known = state.people.get(person)
    if known is None:
        state.findings.append(doubt("person-unregistered", event.id, person=person))
        known = state.people[person] = Person(person, on_property=True)
    return known


def place_people(state: State, event: Event, at_ms: int) -> None:
    """Whoever acts or witnesses at a place is there, and no longer anywhere else.

    What is only said takes somebody away from where the record has them, and puts them nowhere.
    """
    if isinstance(event.act, (PersonLeft, *SPOKEN)):
        return
    for name in (event.by, *(witness.person for witness in event.witnesses)):
        if name is None:
            continue
        person = person_of(state, name, event)
        if event.place is not None:
            person.place = place_by(event, person, event.place)
        person.on_property = True
        person.last_act_ms = at_ms


def place_by(event: Event, person: Person, place: Id | None) -> Id | None:
    """Where an event puts somebody: nowhere certain, when it is only said or has no instant."""
    certain = event.on_record and event.earliest_ms == event.latest_ms
    return place if certain or person.place == place else None


def person_entered(state: State, event: Event, act: PersonEntered) -> None:
    """Entering puts a person on the property, at the event's place."""
    person = state.people.setdefault(act.person, Person(act.person))
    person.on_property = True
    person.place = place_by(event, person, event.place)


def person_left(state: State, event: Event, act: PersonLeft) -> None:
    """A person who left is nowhere; a statement of it leaves them on the property as well."""
    person = person_of(state, act.person, event)
    person.on_property = person.on_property and not event.on_record
    person.place = None


def role_assigned(state: State, event: Event, act: RoleAssigned) -> None:
    """A role puts a person on record without saying where they are.

    Nobody watches or hands over by a role that is only said to be theirs.
    """
    person = state.people.setdefault(act.person, Person(act.person))
    (person.roles if event.on_record else person.said_roles).add(act.role)


def role_ended(state: State, event: Event, act: RoleEnded) -> None:
    """The role is no longer theirs."""
    person = person_of(state, act.person, event)
    person.roles.discard(act.role)
    person.said_roles.discard(act.role)


def duty_assigned(state: State, event: Event, act: DutyAssigned) -> None:
    """A duty is theirs."""
    person_of(state, act.person, event).duties.add(act.duty)


def duty_ended(state: State, event: Event, act: DutyEnded) -> None:
    """The duty is no longer theirs, by the crew's own record."""
    person = person_of(state, act.person, event)
    if event.on_record:
        person.duties.discard(act.duty)
