"""The one place that reads the clock."""

import time


def now_ms() -> int:
    """The present moment in whole milliseconds since 1970-01-01T00:00:00Z."""
    return time.time_ns() // 1_000_000
