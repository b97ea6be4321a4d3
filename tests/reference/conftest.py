"""The reference lies beside its tests; it is a package of theirs, and no part of `coldset`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
