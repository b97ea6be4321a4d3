"""The common shape of an act."""

import msgspec


class Act(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="act",
):
    """One kind of thing that can happen; subclasses add their fields and a versioned tag."""
