"""Sizes and indexes in decimal, of which there is only one spelling.

C2SP's formats (tlog-checkpoint, tlog-witness, tlog-proof, tlog-tiles) all ask for ASCII digits
without leading zeroes. Python's own reader takes signs, spaces, underscores and other digits.
"""

import re

from coldset.errors import ColdsetError

NUMBER_MAX = 2**63 - 1
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


def decode(text: str) -> int:
    """Return the number that `text` spells, from 0 to 2^63 - 1.

    Raises:
        ColdsetError: `number-malformed`.
    """
    if not _NUMBER.fullmatch(text) or int(text) > NUMBER_MAX:
        raise ColdsetError(
            "number-malformed",
            f"`{text[:80]}` is not a size or an index: expected decimal digits without leading "
            "zeroes, below 2^63; ask the sender for the exact bytes",
            text=text[:80],
        )
    return int(text)
