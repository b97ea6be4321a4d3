"""What holds for every test: nothing is skipped unseen, and no test depends on a time.

The vectors that others wrote are no part of the project. A checkout that stands alone skips what
needs them and says so. Where they lie beside the project, and wherever `CI` is set, a skipped
test fails the run.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
VECTORS = Path(os.environ.get("COLDSET_VECTORS", SHARED / "vectors"))

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
MAY_SKIP = not IN_CI and not SHARED.exists() and "COLDSET_VECTORS" not in os.environ

if not IN_CI:  # there, hypothesis takes a profile of its own, without deadlines and repeatable
    settings.register_profile("coldset", settings.get_profile("default"), deadline=None)
    settings.load_profile("coldset")


@pytest.fixture(scope="session")
def vectors() -> Path:
    """The folder of test vectors that others wrote; the test is skipped where there is none."""
    if not VECTORS.is_dir():
        pytest.skip(f"no vectors at {VECTORS}: lay them there, or name them in COLDSET_VECTORS")
    return VECTORS


class Skips:
    """Counts the tests that were skipped, and fails the run for them where none may be."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._take(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._take(report)

    def _take(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            self.reasons.append(f"{report.nodeid}: {reason}")

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        if self.reasons and not MAY_SKIP and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        yield

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.reasons:
            return
        if MAY_SKIP:
            terminalreporter.section("skipped: this checkout stands alone", yellow=True)
        else:
            terminalreporter.section("FAILED: tests were skipped, and none may be here", red=True)
        for reason in sorted(self.reasons):
            terminalreporter.line(reason)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the process that hears of every test
        config.pluginmanager.register(Skips(), "skips")
