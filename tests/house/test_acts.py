"""Every act has its place: it changes the state, or it stands in the history only."""

from coldset.core import acts
from coldset.core.acts import ALL_ACTS
from coldset.core.acts.base import Act
from coldset.core.fold import _STEPS

HISTORY_ONLY: frozenset[type[Act]] = frozenset(
    {
        *acts.DEVICES,
        acts.BriefingHeld,
        acts.ConcernAnswered,
        acts.ConcernRaised,
        acts.HandlingDeclined,
        acts.InstructionGiven,
        acts.PersonDeclared,
        acts.PersonSearched,
        acts.QualificationRecorded,
        acts.RequestRefused,
        acts.TrainingRecorded,
        acts.BanDeclared,
        acts.PlaceSwept,
        acts.StatusCalled,
        acts.WeaponPointed,
        acts.CasesCollected,
        acts.RoundRefused,
        acts.CameraRolled,
        acts.CutCalled,
        acts.MealCalled,
        acts.RehearsalStarted,
        acts.RisksAssessed,
        acts.ScenePlanned,
        acts.Wrapped,
        acts.ClearanceGiven,
        acts.ClearanceOverridden,
        acts.PolicyChanged,
        acts.EvidenceFiled,
        acts.HelpCalled,
        acts.ItemDamaged,
        acts.ItemExamined,
        acts.ObservationMade,
        acts.PersonInjured,
        acts.SceneAltered,
        acts.AccountsOpened,
        acts.EventRetracted,
        acts.StatementMade,
        acts.StatementRevised,
    }
)
"""Kept, and read from the history by rules, margin and inquiry, but no part of the state."""


def test_every_act_changes_the_state_or_is_listed_as_history() -> None:
    neither = {act.__name__ for act in set(ALL_ACTS) - set(_STEPS) - HISTORY_ONLY}
    assert not neither, f"give {sorted(neither)} a step in core/fold, or list them here"
    both = {act.__name__ for act in HISTORY_ONLY & set(_STEPS)}
    assert not both, f"{sorted(both)} have a step by now; take them out here"


def test_every_act_that_is_written_is_in_the_one_list() -> None:
    written = {one for one in Act.__subclasses__() if one.__module__.startswith("coldset.")}
    assert written == set(ALL_ACTS)
    assert len(ALL_ACTS) == len(set(ALL_ACTS))
