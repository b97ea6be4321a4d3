"""The decision: may this weapon go to this person now, as cold or as hot, and if not, what then?"""

import msgspec

from coldset.gate.answer import answer
from coldset.gate.policy import Policy
from coldset.gate.question import Request
from coldset.gate.steps import steps_to_green
from coldset.gate.verdict import Verdict
from coldset.margin.outlook import Outlook


def decide(outlook: Outlook, request: Request, policy: Policy) -> Verdict:
    """The verdict on one request, from an outlook on what is known now, under one policy.

    Solo is asked at the moment of the hand-over; the margin from then to the end of the
    clearance, in the receiver's hands and under the supervisor's eyes (DESIGN part 4). Where
    accounts exclude each other, the answer is the worst over all of them.
    """
    plain = answer(outlook, request, policy)
    if plain.word != "not cleared":
        return plain
    return msgspec.structs.replace(plain, to_green=steps_to_green(outlook, plain, policy))
