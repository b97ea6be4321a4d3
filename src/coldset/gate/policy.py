"""What a policy pack says: thresholds, limits, methods, and which rules apply with what.

A pack is TOML. Whatever in it is unknown, missing, of another type or out of range is refused
with the whole pack; there is no default for anything that makes a clearance easier.
"""

import tomllib
from typing import Annotated

import msgspec
from msgspec import Meta

from coldset.core.words import HAZARDS, Hazard, Role
from coldset.errors import ColdsetError
from coldset.gate.question import Parameter
from coldset.gate.rules import RULES, Rule, Wanted
from coldset.margin.failures import Kind
from coldset.margin.terms import SETS_MAX, MethodPower, StoryTerms, Terms

_Positive = Annotated[int, Meta(ge=1)]
_Name = Annotated[str, Meta(min_length=1)]


class Threshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a hazard's figures must reach; a `solo` of 0, written out, asks for none."""

    margin: _Positive
    solo: Annotated[int, Meta(ge=0)]


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A policy pack that was read.

    `clearance_s_max` is how long a clearance lasts, in seconds. `rules` maps the id of each rule
    that applies to its parameters; `wording` replaces the standard sentence of a rule, by its id.
    """

    name: str
    version: str
    terms: Terms
    thresholds: dict[Hazard, Threshold]
    clearance_s_max: int
    rules: dict[str, dict[str, Parameter]]
    wording: dict[str, str] = {}


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a pack, in which every key is known."""


class _Thresholds(_Strict, frozen=True, kw_only=True):
    live: Threshold
    blank: Threshold
    primed: Threshold
    lodged: Threshold


class _Limits(_Strict, frozen=True, kw_only=True):
    clearance_s_max: _Positive
    joint_watch_s_max: _Positive
    late_s_max: _Positive
    sets_max: _Positive = SETS_MAX


class _Custody(_Strict, frozen=True, kw_only=True):
    custodians: Annotated[tuple[Role, ...], Meta(min_length=1)]
    in_charge_max: _Positive
    other_duties_allowed: tuple[_Name, ...]
    performer_look_counts: bool = False
    two_looks: bool = False


class _Pack(_Strict, frozen=True, kw_only=True):
    name: _Name
    version: _Name
    thresholds: _Thresholds
    limits: _Limits
    custody: _Custody
    methods: Annotated[tuple[MethodPower, ...], Meta(min_length=1)]
    rules: Annotated[dict[str, dict[str, object]], Meta(min_length=1)]
    weights: dict[Kind, _Positive] = {}
    stories: StoryTerms = StoryTerms()
    wording: dict[str, _Name] = {}


def parse_pack(data: bytes) -> Policy:
    """The policy that a pack's bytes say.

    Raises:
        ColdsetError: the bytes are no TOML (`pack-unreadable`); a key, hazard, method, role or
            kind of failure is unknown, missing, of another type or out of range
            (`pack-malformed`); a rule is unknown (`rule-unknown`); a parameter of a rule is
            unknown, missing or wrong (`parameter-unknown`, `parameter-missing`,
            `parameter-wrong`); a wording is for a rule that the pack does not apply
            (`wording-unknown`).
    """
    pack = _shaped(data)
    rules = {rule_id: _parameters(rule_id, given) for rule_id, given in pack.rules.items()}
    for rule_id in pack.wording:
        if rule_id not in rules:
            raise ColdsetError(
                "wording-unknown",
                f"wording is for rule `{rule_id}`, which this pack does not apply; expected one "
                f"of {', '.join(rules)}",
                rule=rule_id,
            )
    return Policy(
        name=pack.name,
        version=pack.version,
        terms=_terms(pack),
        thresholds={hazard: getattr(pack.thresholds, hazard) for hazard in HAZARDS},
        clearance_s_max=pack.limits.clearance_s_max,
        rules=rules,
        wording=pack.wording,
    )


def _shaped(data: bytes) -> _Pack:
    try:
        raw = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise ColdsetError(
            "pack-unreadable", f"policy pack is not readable: {cause}; expected TOML in UTF-8"
        ) from cause
    try:
        return msgspec.convert(raw, _Pack)
    except msgspec.ValidationError as cause:
        raise ColdsetError(
            "pack-malformed",
            f"policy pack is refused whole: {cause}; expected the keys and types that "
            "the default pack `set` shows",
        ) from cause


def _terms(pack: _Pack) -> Terms:
    return Terms(
        methods=pack.methods,
        custodians=pack.custody.custodians,
        other_duties_allowed=pack.custody.other_duties_allowed,
        in_charge_max=pack.custody.in_charge_max,
        joint_watch_ms=pack.limits.joint_watch_s_max * 1000,
        late_ms=pack.limits.late_s_max * 1000,
        performer_look_counts=pack.custody.performer_look_counts,
        two_looks=pack.custody.two_looks,
        weights={str(kind): weight for kind, weight in pack.weights.items()},
        stories=pack.stories,
        sets_max=pack.limits.sets_max,
    )


def _parameters(rule_id: str, given: dict[str, object]) -> dict[str, Parameter]:
    rule = RULES.get(rule_id)
    if rule is None:
        raise ColdsetError(
            "rule-unknown",
            f"rule `{rule_id}` is unknown; expected one of {', '.join(RULES)}",
            rule=rule_id,
        )
    _refuse_unknown(rule, given)
    return {wanted.name: _parameter(rule, wanted, given) for wanted in rule.parameters}


def _refuse_unknown(rule: Rule, given: dict[str, object]) -> None:
    names = [wanted.name for wanted in rule.parameters]
    for name in given:
        if name not in names:
            raise ColdsetError(
                "parameter-unknown",
                f"rule `{rule.id}` has no parameter `{name}`; expected "
                f"{', '.join(names) or 'none'}",
                rule=rule.id,
                parameter=name,
            )


_TYPES: dict[str, object] = {
    "seconds": _Positive,
    "count": _Positive,
    "roles": Annotated[tuple[Role, ...], Meta(min_length=1)],
    "words": Annotated[tuple[_Name, ...], Meta(min_length=1)],
}


def _parameter(rule: Rule, wanted: Wanted, given: dict[str, object]) -> Parameter:
    if wanted.name not in given:
        raise ColdsetError(
            "parameter-missing",
            f"rule `{rule.id}` is given no `{wanted.name}`; expected it in {wanted.unit}",
            rule=rule.id,
            parameter=wanted.name,
        )
    try:
        value: Parameter = msgspec.convert(given[wanted.name], _TYPES[wanted.unit])
    except msgspec.ValidationError as cause:
        raise ColdsetError(
            "parameter-wrong",
            f"parameter `{wanted.name}` of rule `{rule.id}` is wrong: {cause}; expected "
            f"{wanted.unit}",
            rule=rule.id,
            parameter=wanted.name,
        ) from cause
    return value
