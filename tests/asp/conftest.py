"""The modules beside these tests are found by name; the policy is the default pack's."""

import sys
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from coldset.gate.policy import parse_pack
from coldset.margin.terms import Terms

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package


@pytest.fixture(scope="session")
def terms() -> Terms:
    """What the default pack tells the calculus, but with witnesses at one look; two looks vary."""
    pack = parse_pack(files("coldset.gate").joinpath("packs/set.toml").read_bytes())
    return msgspec.structs.replace(pack.terms, two_looks=False)
