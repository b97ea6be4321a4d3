"""Who is on the property, in which role, trained and briefed for what."""

from coldset.core.acts.base import Act
from coldset.core.words import Id, Ids, Ms, Role, Text, Texts


class PersonEntered(Act, frozen=True, kw_only=True, tag="person-entered/1"):
    """A person came onto the property, or to the event's place on it.

    `through` is who ran the recorded control that let them in, where there was one.
    """

    person: Id
    through: Id | None = None


class PersonLeft(Act, frozen=True, kw_only=True, tag="person-left/1"):
    """A person left the property."""

    person: Id


class PersonDeclared(Act, frozen=True, kw_only=True, tag="person-declared/1"):
    """A person declared to the event's `by` what their pockets and bags hold."""

    person: Id
    declared: Text = ""


class PersonSearched(Act, frozen=True, kw_only=True, tag="person-searched/1"):
    """The event's `by` searched a person's pockets and kit and found nothing amiss."""

    person: Id


class RoleAssigned(Act, frozen=True, kw_only=True, tag="role-assigned/1"):
    """A person was given a role on the production."""

    person: Id
    role: Role


class RoleEnded(Act, frozen=True, kw_only=True, tag="role-ended/1"):
    """A person's role ended."""

    person: Id
    role: Role


class DutyAssigned(Act, frozen=True, kw_only=True, tag="duty-assigned/1"):
    """A person was given a duty besides or within their role."""

    person: Id
    duty: Text


class DutyEnded(Act, frozen=True, kw_only=True, tag="duty-ended/1"):
    """A duty ended."""

    person: Id
    duty: Text


class QualificationRecorded(Act, frozen=True, kw_only=True, tag="qualification-recorded/1"):
    """A permit or licence was put on file; from `expires_ms` on it is no longer valid."""

    person: Id
    qualification: Text
    number: Text = ""
    expires_ms: Ms | None = None


class TrainingRecorded(Act, frozen=True, kw_only=True, tag="training-recorded/1"):
    """A person was trained; `model` where the training was for one type of weapon."""

    person: Id
    course: Text
    model: Text = ""


class BriefingHeld(Act, frozen=True, kw_only=True, tag="briefing-held/1"):
    """A safety meeting: led by the event's `by`, with who was there and what was covered."""

    attendees: Ids
    topics: Texts = ()
    scene: Id | None = None


class ConcernRaised(Act, frozen=True, kw_only=True, tag="concern-raised/1"):
    """The event's `by` raised a concern about safety."""

    text: Text


class ConcernAnswered(Act, frozen=True, kw_only=True, tag="concern-answered/1"):
    """A concern, named by its event, was answered."""

    concern: Id
    text: Text


class HandlingDeclined(Act, frozen=True, kw_only=True, tag="handling-declined/1"):
    """A person declined to handle a weapon or to stand before it; no reason is needed."""

    person: Id
    weapon: Id


class RequestRefused(Act, frozen=True, kw_only=True, tag="request-refused/1"):
    """A request (for staff, time, training) was refused by the event's `by`."""

    request: Text
    asked_by: Id | None = None


class InstructionGiven(Act, frozen=True, kw_only=True, tag="instruction-given/1"):
    """The event's `by` told a person what to do."""

    person: Id
    text: Text
