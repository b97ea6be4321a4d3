"""Finds and incidents: what turned up where it must not be, and what was done about it."""

from coldset.core.acts.base import Act
from coldset.core.words import ChamberNumber, Count, Hazard, Id, Text, Texts


class HazardSuspected(Act, frozen=True, kw_only=True, tag="hazard-suspected/1"):
    """Something may be a hazard: the set stops, and no figure changes."""

    hazard: Hazard
    at: Id
    lot: Id | None = None


class HazardIdentified(Act, frozen=True, kw_only=True, tag="hazard-identified/1"):
    """A hazard was found and identified: a fact.

    `at` is the weapon, container, place or person it was in; `chamber` where known;
    `lot` when it lay among a lot's rounds; `how` is what identified it.
    """

    hazard: Hazard
    at: Id
    n: Count | None = None
    chamber: ChamberNumber | None = None
    lot: Id | None = None
    how: Text = ""


class SuspicionDropped(Act, frozen=True, kw_only=True, tag="suspicion-dropped/1"):
    """A suspicion, named by its event, was found empty."""

    suspicion: Id
    text: Text


class IncidentDeclared(Act, frozen=True, kw_only=True, tag="incident-declared/1"):
    """Something went wrong that the set must answer for."""

    text: Text
    weapon: Id | None = None


class PersonInjured(Act, frozen=True, kw_only=True, tag="person-injured/1"):
    """A person was hurt. `fatal` when they died of it."""

    person: Id
    text: Text = ""
    fatal: bool = False


class HelpCalled(Act, frozen=True, kw_only=True, tag="help-called/1"):
    """Emergency services were called or arrived."""

    text: Text = ""


class SceneAltered(Act, frozen=True, kw_only=True, tag="scene-altered/1"):
    """Something was moved, opened or thrown away after the incident."""

    item: Id | None
    text: Text


class EvidenceSeized(Act, frozen=True, kw_only=True, tag="evidence-seized/1"):
    """An investigator took a thing; `number` is its evidence number."""

    item: Id
    number: Text = ""
    text: Text = ""


class EvidenceFiled(Act, frozen=True, kw_only=True, tag="evidence-filed/1"):
    """Evidence was filed under a case number, with its cross-references."""

    text: Text
    case_number: Text = ""
    references: Texts = ()


class ItemExamined(Act, frozen=True, kw_only=True, tag="item-examined/1"):
    """A laboratory examined a thing; `destructive` when the examination may change it."""

    item: Id
    text: Text
    destructive: bool = False


class ItemDamaged(Act, frozen=True, kw_only=True, tag="item-damaged/1"):
    """A thing was damaged."""

    item: Id
    text: Text
