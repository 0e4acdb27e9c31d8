"""Whether the tests called every public function of an SDK: a test notes which there are, others note which they call.

They do so in their ``user_properties``: ``("sdk has", name)`` and ``("sdk called", name)``.
"""

from pathlib import Path

import pytest

HAS, CALLED = "sdk has", "sdk called"


class Calling:
    """Notes functions, and compares them where all the tests ran that note them."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.has: set[str] = set()
        self.called: set[str] = set()
        self.folder = Path()
        """Where the test stands that notes which functions there are."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            noted = [(kind, str(name)) for kind, name in report.user_properties if kind in (HAS, CALLED)]
            self.called |= {name for kind, name in noted if kind == CALLED}
            if has := {name for kind, name in noted if kind == HAS}:
                self.has |= has
                self.folder = (self.config.rootpath / report.location[0]).parent

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        option = self.config.option
        if (
            hasattr(self.config, "workerinput")
            or session.exitstatus
            or option.keyword
            or option.markexpr
            or not self.has
        ):
            return
        given = [self.config.invocation_params.dir / argument.partition("::")[0] for argument in self.config.args]
        if any(self.folder.is_relative_to(path.resolve()) for path in given) and (
            left := sorted(self.has - self.called)
        ):
            print(f"\nno test calls these functions of the SDK: {', '.join(left)}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
