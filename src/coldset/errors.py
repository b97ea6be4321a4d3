"""The two kinds of bad news that are raised: bad input or a busy store, and a broken proof.

A refusal is a verdict and a doubt in the data is a finding; neither is an exception.
Every room may import this file. Exit and HTTP statuses are chosen at the edge, by `code`.
"""


class ColdsetError(Exception):
    """Bad input, or something outside that did not answer; nothing was changed.

    `code` is a stable word for programs; `fields` holds the offending values by name.
    The sentence is lower case, quotes the offending value in backticks, and says what
    was expected and what to do.
    """

    def __init__(self, code: str, sentence: str, **fields: str | int) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.fields = fields


class IntegrityError(Exception):
    """A proof does not hold: bytes were changed, dropped, reordered or forged.

    Never passed over: every verdict that rests on these bytes becomes `not cleared`.
    """

    def __init__(self, code: str, sentence: str, **fields: str | int) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.fields = fields
