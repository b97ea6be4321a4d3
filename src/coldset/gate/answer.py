"""The answer to a request: its word, what the weapon holds, the figures, and every finding.

`answer` never raises over the record: a rule that raises, a fact that is missing, a weapon that
nobody registered all give `not cleared`, each in its own words.
"""

from collections.abc import Iterable

from coldset.core.findings import Finding
from coldset.core.state import State
from coldset.gate.asked import figures_asked
from coldset.gate.contents import UNKNOWN_CONTENTS, contents_findings, contents_line
from coldset.gate.policy import Policy
from coldset.gate.question import Question, Request
from coldset.gate.rules import RULES
from coldset.gate.standing import standing_findings, stopping_findings
from coldset.gate.verdict import ContentsLine, FigureAnswer, Verdict, Word
from coldset.margin.outlook import Outlook


def answer(outlook: Outlook, request: Request, policy: Policy) -> Verdict:
    """The verdict without the way to green.

    Rules and doubts are asked of the record as it stands, stops and refusals of every world: no
    correction takes one of them back.
    """
    now_ms = outlook.until_ms
    until_ms = now_ms + policy.clearance_s_max * 1000
    states, as_it_stands = outlook.states(), outlook.states_as_it_stands()
    lines = {_line(state, request) for state in as_it_stands}
    figures: tuple[FigureAnswer, ...] = ()
    if all(request.weapon in state.weapons for state in states):
        figures = figures_asked(outlook, request, policy, until_ms)
    findings = [one for state in states for one in stopping_findings(state, request)]
    findings += outlook.doubts
    for state in as_it_stands:
        findings += _findings(state, request, policy, now_ms)
    findings += [*_figure_findings(figures), *_bound_findings(figures)]
    if len(lines) > 1:
        facts = (("weapon", request.weapon),)
        findings.append(Finding(code="contents-disputed", level="not cleared", facts=facts))
    barred = any(finding.level == "not cleared" for finding in findings)
    word: Word = "not cleared" if barred or not states else request.status
    return Verdict(
        word=word,
        request=request,
        at_ms=now_ms,
        until_ms=until_ms,
        contents=lines.pop() if len(lines) == 1 else UNKNOWN_CONTENTS,
        figures=figures,
        findings=tuple(dict.fromkeys(findings)),
        to_green=(),
        policy=policy.name,
        policy_version=policy.version,
    )


def _line(state: State, request: Request) -> ContentsLine:
    if request.weapon not in state.weapons:
        return UNKNOWN_CONTENTS
    return contents_line(state, request.weapon)


def _findings(state: State, request: Request, policy: Policy, now_ms: int) -> Iterable[Finding]:
    yield from standing_findings(state, request)
    if request.weapon in state.weapons:
        yield from contents_findings(state, request, contents_line(state, request.weapon))
    yield from _ruled(state, request, policy, now_ms)


def _figure_findings(answers: Iterable[FigureAnswer]) -> Iterable[Finding]:
    for answer in answers:
        yield Finding(
            code="figure-reached" if answer.reached else "figure-low",
            level="pass" if answer.reached else "not cleared",
            facts=(
                ("hazard", answer.hazard),
                ("margin", _word(answer.margin)),
                ("solo", _word(answer.solo)),
                ("through", _word(answer.through)),
                ("margin_asked", str(answer.margin_asked)),
                ("solo_asked", str(answer.solo_asked)),
                ("person", answer.solo_person or ""),
            ),
        )


def _bound_findings(answers: Iterable[FigureAnswer]) -> Iterable[Finding]:
    bounds = {bound for answer in answers for bound in answer.bounds}
    if "accounts" in bounds:
        yield Finding(code="accounts-bounded", level="warn")
    if "sets" in bounds:
        yield Finding(code="ways-bounded", level="warn")


def _word(figure: int | None) -> str:
    return "none" if figure is None else str(figure)


def _ruled(state: State, request: Request, policy: Policy, now_ms: int) -> Iterable[Finding]:
    """Every rule of the policy; one that raises, or is unknown, gives `not cleared`."""
    for rule_id, parameters in policy.rules.items():
        question = Question(state, request, now_ms, policy.terms, parameters)
        try:
            yield RULES[rule_id].function(question)
        except Exception as cause:  # noqa: BLE001 - whatever a rule trips over, it must not clear
            yield Finding(
                code="rule-failed",
                level="not cleared",
                facts=(("rule", rule_id), ("cause", type(cause).__name__)),
            )
