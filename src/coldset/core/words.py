"""The closed vocabularies of the record, in the trade's own words (see docs/glossary.md)."""

from typing import Annotated, Literal, get_args

from msgspec import Meta

NAME_CHARS_MAX = 120
TEXT_CHARS_MAX = 10_000
LISTED_MAX = 1_000
COUNT_MAX = 999_999
CHAMBERS_MAX = 999
FIRST_MS, LAST_MS = -2_209_075_200_000, 7_258_204_799_999
"""How much one event may say: what goes beyond is refused when it is written down, and a book in
which somebody else wrote it can still be read. The moments are those of the years 1900 to 2199,
with a day beside them for the set's local time."""

Id = Annotated[str, Meta(max_length=NAME_CHARS_MAX)]
"""What a person, place, weapon, box or lot is called in the record: lower case, hyphens."""

Text = Annotated[str, Meta(max_length=TEXT_CHARS_MAX)]
"""Whatever is written in somebody's own words."""

Listed = Meta(max_length=LISTED_MAX)
"""The limit of every list in an event."""

Ids = Annotated[tuple[Id, ...], Listed]
Texts = Annotated[tuple[Text, ...], Listed]

Count = Annotated[int, Meta(ge=0, le=COUNT_MAX)]
"""How many rounds, cases, bullets, or chambers seen."""

ChamberNumber = Annotated[int, Meta(ge=0, le=CHAMBERS_MAX)]
"""Which chamber; also how many a weapon has."""

Ms = Annotated[int, Meta(ge=FIRST_MS, le=LAST_MS)]
"""A moment, in whole milliseconds since 1970-01-01T00:00:00Z."""

Hazard = Literal["live", "blank", "primed", "lodged"]
"""What must not be in a cold gun. DESIGN part 2."""

HAZARDS: tuple[Hazard, ...] = get_args(Hazard)
ROUND_HAZARDS: tuple[Hazard, ...] = ("live", "blank", "primed")
"""The hazards that are a cartridge; `lodged` is something left in a barrel."""

RoundClass = Literal["dummy", "blank", "live", "unknown"]
"""What a round is said to be. A claim, never an observation."""

WeaponClass = Literal["functional", "blank-firing", "replica", "rubber", "unknown"]
"""What a weapon can do. Only `replica` and `rubber` have no chamber for a cartridge."""

Contents = Literal["empty", "dummy", "blank", "live", "case", "unknown"]
"""What was seen in a chamber. `case` is a fired case."""

Method = Literal["rattle", "hole", "primer", "bullet", "look", "empty", "bore"]
"""How a round, a chamber or a barrel was looked at. What each can show lives in the policy."""

BuildMark = Literal["rattle", "hole", "no-primer", "struck-primer", "crimp"]
"""How rounds of a lot were made so that they can be told apart. DOMAIN part 2."""

PlaceKind = Literal["property", "set", "store", "workshop", "holding", "vehicle", "other"]

ContainerKind = Literal["box", "case", "belt", "bag", "safe", "cabinet", "cart", "block", "bin"]

Role = Literal[
    "armorer",
    "property-master",
    "assistant-property-master",
    "first-ad",
    "safety-advisor",
    "performer",
    "stand-in",
    "camera",
    "director",
    "production",
    "supplier",
    "medic",
    "investigator",
    "crew",
]

StatusWord = Literal["cold", "hot"]

SourceKind = Literal["record", "statement", "document"]
"""Who asserts an event: the crew's own record, what a person said, what a paper says."""

Certainty = Literal["seen", "read", "quoted", "background"]
"""How sure the assertion is: recorded by who saw it, read at its source (R in DOMAIN.md),
read only as quoted by another (Q), or general knowledge (B)."""
