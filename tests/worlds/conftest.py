"""The closed worlds are a package of their own beside these tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
